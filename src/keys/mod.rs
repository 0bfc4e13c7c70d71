//! The one declaration of every key of a document: `data/khoa/`.
//!
//! The reader takes from it what a key means, whether it must be there and
//! which words it may have; the JSON Schema ([`schema()`]), `docs/khoa.md`, the
//! starters' comments and the columns of a batch are written from it. Fields
//! that only one kind has are declared with the kind in `data/`, in the same
//! types ([`Key::of_field`]).

mod example;
mod group;
mod key;
mod law_value;
mod schema;
mod told;
mod value;

use std::sync::LazyLock;

pub use example::example;
pub use group::{Group, GroupName};
pub use key::{Key, Required, SchoolColumn};
pub use law_value::{LawList, LawNumber, LawWord};
pub use schema::schema;
pub(crate) use told::{allowed, default};
pub use value::ValueType;

static GROUPS: LazyLock<Vec<Group>> = LazyLock::new(|| {
    let files = [
        ("van_ban", include_str!("../../data/khoa/van_ban.yaml")),
        ("noi_dung", include_str!("../../data/khoa/noi_dung.yaml")),
        ("hieu_luc", include_str!("../../data/khoa/hieu_luc.yaml")),
    ];
    let parse = |(name, text): (&str, &str)| -> Vec<Group> {
        crate::embedded_table::read(&format!("khoa/{name}.yaml"), text)
    };
    group::complete(files.into_iter().flat_map(parse).collect())
});

/// The groups of a document: the first, and those that it holds.
pub fn groups() -> Vec<&'static Group> {
    within(GroupName::VanBan)
}

/// A group and those that it holds, each once.
fn within(first: GroupName) -> Vec<&'static Group> {
    let mut found = vec![group(first)];
    let mut next = 0;
    while let Some(&group) = found.get(next) {
        for key in &group.khoa {
            key.kieu.walk(&mut |kind| {
                if let ValueType::Nhom(name) = kind
                    && !found.iter().any(|known| known.nhom == *name)
                {
                    found.push(self::group(*name));
                }
            });
        }
        next += 1;
    }
    found
}

/// A group of keys. The tests make sure that every name has one.
pub fn group(name: GroupName) -> &'static Group {
    &GROUPS[name as usize]
}

/// The keys of a document.
pub fn document() -> &'static Group {
    group(GroupName::VanBan)
}

/// The keys that a table of schools may set, by their paths: those of the
/// document and those of the groups that it holds once.
pub fn table_columns() -> impl Iterator<Item = (String, &'static SchoolColumn)> {
    document().khoa.iter().flat_map(|key| {
        let own = key.bang_truong.as_ref().map(|column| (key.khoa.clone(), column));
        let below = match key.kieu {
            ValueType::Nhom(name) => group(name).khoa.as_slice(),
            _ => &[],
        };
        let column = |inner: &'static Key| {
            inner.bang_truong.as_ref().map(|column| (format!("{}.{}", key.khoa, inner.khoa), column))
        };
        own.into_iter().chain(below.iter().filter_map(column))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The groups that are files of their own.
    const FILES: [GroupName; 2] = [GroupName::VanBan, GroupName::BangHieuLuc];

    /// Every name has its group, every group is used, every key that a rule of
    /// a group names is one of its keys, and no key stands twice.
    #[test]
    fn the_declaration_is_whole() {
        let used: BTreeSet<GroupName> = FILES.into_iter().flat_map(within).map(|group| group.nhom).collect();
        for (at, group) in GROUPS.iter().enumerate() {
            assert_eq!(group.nhom as usize, at, "{:?} is declared once, in every case", group.nhom);
            let names: Vec<&str> = group.khoa.iter().map(|key| key.khoa.as_str()).collect();
            let distinct: BTreeSet<&&str> = names.iter().collect();
            assert_eq!(distinct.len(), names.len(), "{:?} has a key twice", group.nhom);
            let exclusions =
                group.loai_tru.iter().flat_map(|(key, others)| std::iter::once(key).chain(others));
            for name in group.it_nhat_mot.iter().chain(&group.dung_mot).chain(exclusions) {
                assert!(names.contains(&name.as_str()), "{:?} has no {name}", group.nhom);
            }
            for key in &group.khoa {
                if let Required::TruKhi(other) | Required::Khi(other) = &key.bat_buoc {
                    assert!(names.contains(&other.as_str()), "{}: no {other}", key.khoa);
                }
                let short = key.ten.chars().count() <= 40 && !key.ten.ends_with('.');
                assert!(short && !key.ten.is_empty(), "{}: a title fits a form: {}", key.khoa, key.ten);
            }
        }
        assert_eq!(used.len(), GROUPS.len());
    }

    /// Fields of kinds are declared like every key.
    #[test]
    fn a_field_is_a_key() {
        let law = crate::law::Law::embedded();
        for kind in law.profiles().flat_map(|profile| profile.all_kinds()) {
            for field in &kind.truong {
                let key = Key::of_field(field);
                assert_eq!((&key.khoa, &key.ten), (&field.khoa, &field.ten));
                assert_eq!(key.bat_buoc == Required::Luon, field.bat_buoc);
                assert!(document().key(&field.khoa).is_none(), "{} is a key of every document", field.khoa);
            }
        }
    }
}
