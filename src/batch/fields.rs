//! Sets keys of a document, school by school. Which keys a table may set, by
//! which columns, and what every school needs of its own is declared with the
//! keys.

use crate::compose;
use crate::keys::{self, SchoolColumn};
use crate::law::{Field, FieldType};
use crate::model::{
    CoQuanTheoThoiGian, DiaChi, GiaTriTruong, Literal, MAX_SO, Ngay, NguoiSoanThao, TemplateText, VanBan,
};
use serde_json::Value;

/// Leads the user's own variables: `bien.so_lop`.
pub(super) const VARIABLE: &str = "bien.";

/// What a key means for a school.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// A school without it would bear another one's.
    Own,
    /// Whom the row is about, where one office writes to many.
    Receiver,
    /// A text of the plan prints it or asks about it.
    ForTexts,
    /// May be empty: then the document has none.
    Optional,
}

/// What a cell should have held.
#[derive(Debug)]
pub(super) struct Expected(pub(super) &'static str);

/// Puts a value into a document; an empty one takes the key away.
type Set = fn(&mut VanBan, &str) -> Result<(), Expected>;

/// A key and how it is set.
struct Setter {
    key: &'static str,
    set: Set,
}

/// The keys, those that every school needs of its own first.
const FIELDS: &[Setter] = &[
    Setter {
        key: "co_quan.ten",
        set: |document, value| {
            document.co_quan.ten = Literal::of(value);
            undate(document, |facts| facts.ten = None);
            Ok(())
        },
    },
    Setter {
        key: "co_quan.viet_tat",
        set: |document, value| {
            document.co_quan.viet_tat = some(value);
            undate(document, |facts| facts.viet_tat = None);
            Ok(())
        },
    },
    Setter {
        key: "co_quan.chu_quan",
        set: |document, value| {
            document.co_quan.chu_quan = some(value);
            undate(document, |facts| facts.chu_quan = None);
            Ok(())
        },
    },
    Setter {
        key: "dia_danh",
        set: |document, value| {
            document.dia_danh = Literal::of(value);
            undate(document, |facts| facts.dia_danh = None);
            Ok(())
        },
    },
    Setter {
        key: "nguoi_ky.ho_ten",
        set: |document, value| {
            document.nguoi_ky.ho_ten = Literal::of(value);
            undate(document, |facts| facts.nguoi_ky = None);
            Ok(())
        },
    },
    Setter {
        key: "nguoi_ky.chuc_vu",
        set: |document, value| {
            document.nguoi_ky.chuc_vu = Literal::of(value);
            Ok(())
        },
    },
    Setter {
        key: "so",
        set: |document, value| {
            let number = || value.parse().ok().filter(|so| (1..=MAX_SO).contains(so));
            document.so = if value.is_empty() {
                None
            } else {
                Some(number().ok_or(Expected("một số từ 1 đến 999999"))?)
            };
            Ok(())
        },
    },
    Setter {
        key: "ky_hieu",
        set: |document, value| {
            document.ky_hieu = some(value);
            Ok(())
        },
    },
    Setter {
        key: "ngay",
        set: |document, value| {
            document.ngay = if value.is_empty() { None } else { Some(date(value)?) };
            Ok(())
        },
    },
    Setter {
        key: "noi_nhan",
        set: |document, value| {
            document.noi_nhan = texts(value);
            undate(document, |facts| facts.noi_nhan = None);
            Ok(())
        },
    },
    Setter {
        key: "kinh_gui",
        set: |document, value| {
            undate(document, |facts| facts.kinh_gui = Vec::new());
            match &mut document.bao_cao {
                // Of a plan: to whom its reports go.
                Some(calendar) => calendar.kinh_gui = texts(value),
                None => document.kinh_gui = texts(value),
            }
            Ok(())
        },
    },
    Setter {
        key: "luu",
        set: |document, value| {
            document.luu = some(value);
            Ok(())
        },
    },
    Setter {
        key: "nguoi_soan_thao.ky_hieu",
        set: |document, value| {
            let copies = document.nguoi_soan_thao.as_ref().and_then(|drafter| drafter.so_ban);
            document.nguoi_soan_thao = some(value).map(|ky_hieu| NguoiSoanThao { ky_hieu, so_ban: copies });
            Ok(())
        },
    },
    Setter { key: "dia_chi.dia_chi", set: |document, value| address(document, |a| &mut a.dia_chi, value) },
    Setter {
        key: "dia_chi.dien_thoai",
        set: |document, value| address(document, |a| &mut a.dien_thoai, value),
    },
    Setter { key: "dia_chi.fax", set: |document, value| address(document, |a| &mut a.fax, value) },
    Setter {
        key: "dia_chi.thu_dien_tu",
        set: |document, value| address(document, |a| &mut a.thu_dien_tu, value),
    },
    Setter {
        key: "dia_chi.trang_thong_tin",
        set: |document, value| address(document, |a| &mut a.trang_thong_tin, value),
    },
    Setter {
        key: "trich_yeu",
        set: |document, value| {
            if !value.is_empty() {
                document.trich_yeu = TemplateText::verbatim(value);
            }
            Ok(())
        },
    },
    Setter {
        key: "mau",
        set: |document, value| {
            if !value.is_empty() {
                document.mau = some(value);
            }
            Ok(())
        },
    },
];

/// Every key of any document, but the user's variables.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    FIELDS.iter().map(|field| field.key)
}

/// The fields that only this document's kind has.
pub(super) fn of_kind(plan: &VanBan) -> impl Iterator<Item = &Field> {
    plan.kind().into_iter().flat_map(|kind| &kind.truong)
}

/// Whether a table may set this key of a document.
pub(super) fn is_key(key: &str, plan: &VanBan) -> bool {
    names().any(|known| known == key)
        || of_kind(plan).any(|field| field.khoa == key)
        || key
            .strip_prefix(VARIABLE)
            .is_some_and(|name| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_'))
}

/// How the column of a key is declared.
pub(super) fn column(key: &str) -> Option<&'static SchoolColumn> {
    keys::table_columns().find(|(path, _)| path == key).map(|(_, column)| column)
}

/// What the key means for a school that gets this plan.
pub(super) fn need(key: &str, plan: &VanBan) -> Need {
    if let Some(name) = key.strip_prefix(VARIABLE) {
        return if compose::needs(plan, name) { Need::ForTexts } else { Need::Optional };
    }
    match column(key) {
        Some(column) if column.rieng => Need::Own,
        _ => Need::Optional,
    }
}

/// What the document itself has under a key that every school needs of its
/// own: what schools would bear if the table does not set it.
pub(super) fn own_of<'d>(document: &'d VanBan, key: &str) -> Option<&'d str> {
    let text = match key {
        "co_quan.ten" => Some(&document.co_quan.ten),
        "co_quan.viet_tat" => document.co_quan.viet_tat.as_ref(),
        "co_quan.chu_quan" => document.co_quan.chu_quan.as_ref(),
        "dia_danh" => Some(&document.dia_danh),
        "nguoi_ky.ho_ten" => Some(&document.nguoi_ky.ho_ten),
        _ => None,
    };
    text.map(Literal::as_str)
}

/// Makes a variable empty, if the key is one.
pub(super) fn clear_variable(document: &mut VanBan, key: &str) {
    if let Some(name) = key.strip_prefix(VARIABLE) {
        document.bien.insert(name.to_owned(), variable(""));
    }
}

/// Sets a key.
///
/// # Errors
/// What was expected in place of the value.
pub(super) fn set(document: &mut VanBan, key: &str, value: &str) -> Result<(), Expected> {
    if let Some(name) = key.strip_prefix(VARIABLE) {
        document.bien.insert(name.to_owned(), variable(value));
        return Ok(());
    }
    if let Some(setter) = FIELDS.iter().find(|setter| setter.key == key) {
        return (setter.set)(document, value);
    }
    let kind = of_kind(document).find(|field| field.khoa == key).map(|field| field.kieu);
    match kind {
        Some(kieu) => set_of_kind(document, key, kieu, value),
        None => Ok(()),
    }
}

/// Sets a field that only the document's kind has.
fn set_of_kind(document: &mut VanBan, key: &str, kieu: FieldType, value: &str) -> Result<(), Expected> {
    if value.is_empty() {
        document.truong.remove(key);
        return Ok(());
    }
    let value = match kieu {
        FieldType::Ngay => GiaTriTruong::Ngay(date(value)?),
        FieldType::DanhSach => GiaTriTruong::DanhSach(texts(value)),
        FieldType::Chu | FieldType::KyHieu | FieldType::Doan => {
            GiaTriTruong::DoanVan(TemplateText::verbatim(value))
        }
    };
    document.truong.insert(key.to_owned(), value);
    Ok(())
}

fn date(value: &str) -> Result<Ngay, Expected> {
    Ngay::parse(value).map_err(|_| Expected("một ngày có thật, ví dụ 15/11/2021"))
}

/// Whole numbers are numbers, so that conditions can compare them; `007` and
/// telephone numbers are text.
fn variable(value: &str) -> Value {
    match value.parse::<i64>() {
        Ok(number) if number.to_string() == value => Value::from(number),
        _ => Value::from(value),
    }
}

/// Takes a fact out of those that hold for a time: the table's holds instead.
fn undate(document: &mut VanBan, clear: fn(&mut CoQuanTheoThoiGian)) {
    document.co_quan.theo_thoi_gian.iter_mut().for_each(clear);
}

fn some(value: &str) -> Option<Literal> {
    (!value.is_empty()).then(|| Literal::of(value))
}

/// Values separated by semicolons or line breaks, printed as typed.
fn texts(value: &str) -> Vec<TemplateText> {
    let parts = value.split([';', '\n']).map(str::trim).filter(|part| !part.is_empty());
    parts.map(TemplateText::verbatim).collect()
}

fn address(
    document: &mut VanBan,
    part: fn(&mut DiaChi) -> &mut Option<Literal>,
    value: &str,
) -> Result<(), Expected> {
    if !value.is_empty() || document.dia_chi.is_some() {
        *part(document.dia_chi.get_or_insert_default()) = some(value);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every declared column can be set, and every key that can be set is
    /// declared; what every school needs of its own stands first.
    #[test]
    fn every_column_is_declared_and_can_be_set() {
        let declared: Vec<String> = keys::table_columns().map(|(path, _)| path).collect();
        assert!(declared.len() > 15, "{declared:?}");
        for path in &declared {
            assert!(names().any(|name| name == path), "{path} cannot be set");
        }
        for name in names() {
            assert!(declared.iter().any(|path| path == name), "{name} is not declared");
        }
        let own: Vec<bool> = names().map(|name| column(name).is_some_and(|column| column.rieng)).collect();
        assert!(own.is_sorted_by(|before, after| before >= after), "{own:?}");
    }
}
