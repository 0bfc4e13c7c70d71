//! Sets keys of a document, school by school. Which keys a table may set, by
//! which columns, and what every school needs of its own is declared with the
//! keys.

use crate::compose;
use crate::keys::{self, SchoolColumn};
use crate::model::{CoQuanTheoThoiGian, DiaChi, Literal, MAX_SO, Ngay, NguoiSoanThao, TemplateText, VanBan};
use serde_json::Value;

/// Leads the user's own variables: `bien.so_lop`.
pub(super) const VARIABLE: &str = "bien.";

/// What a key means for a school.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// A school without it would bear another one's.
    Own,
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
struct Field {
    key: &'static str,
    set: Set,
}

/// The keys, those that every school needs of its own first.
const FIELDS: &[Field] = &[
    Field {
        key: "co_quan.ten",
        set: |document, value| {
            document.co_quan.ten = Literal::of(value);
            undate(document, |facts| facts.ten = None);
            Ok(())
        },
    },
    Field {
        key: "co_quan.viet_tat",
        set: |document, value| {
            document.co_quan.viet_tat = some(value);
            undate(document, |facts| facts.viet_tat = None);
            Ok(())
        },
    },
    Field {
        key: "co_quan.chu_quan",
        set: |document, value| {
            document.co_quan.chu_quan = some(value);
            undate(document, |facts| facts.chu_quan = None);
            Ok(())
        },
    },
    Field {
        key: "dia_danh",
        set: |document, value| {
            document.dia_danh = Literal::of(value);
            undate(document, |facts| facts.dia_danh = None);
            Ok(())
        },
    },
    Field {
        key: "nguoi_ky.ho_ten",
        set: |document, value| {
            document.nguoi_ky.ho_ten = Literal::of(value);
            undate(document, |facts| facts.nguoi_ky = None);
            Ok(())
        },
    },
    Field {
        key: "nguoi_ky.chuc_vu",
        set: |document, value| {
            document.nguoi_ky.chuc_vu = Literal::of(value);
            Ok(())
        },
    },
    Field {
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
    Field {
        key: "ky_hieu",
        set: |document, value| {
            document.ky_hieu = some(value);
            Ok(())
        },
    },
    Field {
        key: "ngay",
        set: |document, value| {
            let date = || Ngay::parse(value).map_err(|_| Expected("một ngày có thật, ví dụ 15/11/2021"));
            document.ngay = if value.is_empty() { None } else { Some(date()?) };
            Ok(())
        },
    },
    Field {
        key: "noi_nhan",
        set: |document, value| {
            document.noi_nhan = texts(value);
            undate(document, |facts| facts.noi_nhan = None);
            Ok(())
        },
    },
    Field {
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
    Field {
        key: "luu",
        set: |document, value| {
            document.luu = some(value);
            Ok(())
        },
    },
    Field {
        key: "nguoi_soan_thao.ky_hieu",
        set: |document, value| {
            let copies = document.nguoi_soan_thao.as_ref().and_then(|drafter| drafter.so_ban);
            document.nguoi_soan_thao = some(value).map(|ky_hieu| NguoiSoanThao { ky_hieu, so_ban: copies });
            Ok(())
        },
    },
    Field { key: "dia_chi.dia_chi", set: |document, value| address(document, |a| &mut a.dia_chi, value) },
    Field {
        key: "dia_chi.dien_thoai",
        set: |document, value| address(document, |a| &mut a.dien_thoai, value),
    },
    Field { key: "dia_chi.fax", set: |document, value| address(document, |a| &mut a.fax, value) },
    Field {
        key: "dia_chi.thu_dien_tu",
        set: |document, value| address(document, |a| &mut a.thu_dien_tu, value),
    },
    Field {
        key: "dia_chi.trang_thong_tin",
        set: |document, value| address(document, |a| &mut a.trang_thong_tin, value),
    },
    Field {
        key: "mau",
        set: |document, value| {
            if !value.is_empty() {
                document.mau = some(value);
            }
            Ok(())
        },
    },
];

/// Every key but the user's variables.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    FIELDS.iter().map(|field| field.key)
}

/// Whether a table may set this key.
pub(super) fn is_key(key: &str) -> bool {
    names().any(|known| known == key)
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

/// Sets a key.
///
/// # Errors
/// What was expected in place of the value.
pub(super) fn set(document: &mut VanBan, key: &str, value: &str) -> Result<(), Expected> {
    if let Some(name) = key.strip_prefix(VARIABLE) {
        document.bien.insert(name.to_owned(), variable(value));
        return Ok(());
    }
    match FIELDS.iter().find(|field| field.key == key) {
        Some(field) => (field.set)(document, value),
        None => Ok(()),
    }
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
