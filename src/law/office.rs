//! Kinds and templates of an office's own, beside those of the law.

use std::collections::BTreeMap;

use super::{Kind, Profile, embedded};
use crate::diagnostic::{Diagnostic, Faults, Span};

/// What an office adds: entries as in `data/nd30/loai.yaml`, and templates.
#[derive(Debug, Clone, Default)]
pub struct Office {
    /// Its kinds.
    pub kinds: Vec<OwnKind>,
    /// Its templates: name and source.
    pub templates: Vec<(String, String)>,
    /// Its outline of a year's plan, in the place of the program's.
    pub year_plan: Option<OwnOutline>,
    /// Sentences of reports that it says in words of its own.
    pub wording: OfficeWords,
}

/// Sentences of reports by their name, e.g. `so_voi_chi_tieu.vuot`.
pub type OfficeWords = BTreeMap<String, OwnSentence>;

/// A template of a YAML file in an office's own order.
#[derive(Debug, Clone)]
pub struct OwnOutline {
    /// The template.
    pub text: String,
    /// Where it stands; none: in no file.
    pub at: Option<Span>,
}

/// A sentence of reports in an office's own words.
#[derive(Debug, Clone, Default)]
pub struct OwnSentence {
    /// The ways to say it, taken in turn.
    pub texts: Vec<String>,
    /// Where it stands; none: in no file.
    pub at: Option<Span>,
}

/// A kind that an office declares.
#[derive(Debug, Clone)]
pub struct OwnKind {
    /// The kind.
    pub kind: Kind,
    /// Where its id stands.
    pub at: Span,
}

/// The profiles that get kinds, by their place in the list.
///
/// # Errors
/// Every kind that cannot join its profile.
pub(super) fn join(kinds: Vec<OwnKind>) -> Result<BTreeMap<usize, Profile>, Faults> {
    let mut joined: BTreeMap<usize, Profile> = BTreeMap::new();
    let mut faults = Vec::new();
    for OwnKind { kind, at } in kinds {
        let named = kind.the_thuc.as_deref();
        let Some(place) = named.map_or(Some(0), embedded::position) else {
            faults.push(unknown_profile(named.unwrap_or_default(), &kind).at(at));
            continue;
        };
        let profile = joined.entry(place).or_insert_with(|| Profile::clone(&embedded::profile(place)));
        let wanting = wanting(&kind);
        if !wanting.is_empty() {
            faults.extend(wanting.into_iter().map(|fault| fault.at(at)));
        } else if profile.kinds.iter().any(|known| known.khoa == kind.khoa) {
            faults.push(of_law(&kind).at(at));
        } else if let Some(known) = profile.kinds.iter().find(|known| is_same_name(&known.ten, &kind.ten)) {
            faults.push(name_of_law(&kind, known).at(at));
        } else if profile.own_kinds.iter().any(|known| known.khoa == kind.khoa) {
            faults.push(twice(&kind).at(at));
        } else {
            profile.own_kinds.push(kind);
        }
    }
    Faults::none_or(faults, joined)
}

/// What a kind must say and does not. A kind that prints no number, or whose
/// name is not printed (letters), has no letters in the sign.
fn wanting(kind: &Kind) -> Vec<Diagnostic> {
    let fault = |key: &str, what: &str, help: &str| {
        let message = format!("loại `{}`: `{key}` đang để trống", kind.khoa);
        Diagnostic::error("loai", message).label(what.to_owned()).help(help.to_owned())
    };
    let mut faults = Vec::new();
    if kind.khoa.trim().is_empty() {
        faults.push(fault(
            "loai",
            "cần tên để gọi loại này",
            "ghi một tên không dấu, ví dụ loai: phieu_muon",
        ));
    }
    if kind.ten.trim().is_empty() {
        faults.push(fault("ten", "loại này tên gì?", "ghi tên loại như in trên giấy, ví dụ ten: Phiếu mượn"));
    }
    if kind.ky_hieu.trim().is_empty() && kind.so && kind.ten_loai {
        let help = "ghi chữ viết tắt tên loại trong ký hiệu, ví dụ ky_hieu: PM; văn bản không có số thì thêm so: false";
        faults.push(fault("ky_hieu", "ký hiệu của loại này là gì?", help));
    }
    faults
}

fn is_same_name(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

fn name_of_law(kind: &Kind, known: &Kind) -> Diagnostic {
    let message =
        format!("loại `{}` mang tên \"{}\" của loại `{}` trong luật", kind.khoa, known.ten, known.khoa);
    Diagnostic::error("loai", message)
        .label("tên này là của luật")
        .help(format!("đặt tên khác ở khóa `ten`, hoặc dùng `loai: {}`", known.khoa))
}

fn unknown_profile(named: &str, kind: &Kind) -> Diagnostic {
    let known: Vec<&str> = embedded::ids().collect();
    Diagnostic::error("the-thuc", format!("loại `{}`: chưa có thể thức `{named}`", kind.khoa))
        .help(format!("các thể thức dùng được: {}", known.join(", ")))
}

fn of_law(kind: &Kind) -> Diagnostic {
    Diagnostic::error("loai", format!("loại `{}` đã có trong luật, hãy đặt tên khác", kind.khoa))
        .label("tên này là của luật")
        .help("đổi khóa `loai` ở tệp này, rồi đổi theo ở các văn bản dùng loại này")
}

fn twice(kind: &Kind) -> Diagnostic {
    Diagnostic::error("loai", format!("cơ quan khai loại `{}` hai lần", kind.khoa))
        .help("xóa một trong hai tệp, hoặc đặt tên khác")
}
