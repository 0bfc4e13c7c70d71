//! The data that templates see.

use serde_json::{Map, Value, json};
use tera::Context;

use super::authority::Deciding;
use super::numbering;
use crate::law::{Kind, Profile};
use crate::model::{GiaTriTruong, Literal, Ngay, VanBan};

/// Everything a text may print, under the names of the input. The subject is
/// added by [`super::text_renderer::TextRenderer::subject`] once it is rendered itself.
pub(super) fn context(document: &VanBan, profile: &Profile, kind: &Kind) -> Context {
    let blank = &profile.heading.dia_danh_thoi_gian.cho_trong;
    let date_part = |form: &str| numbering::fill_date(form, document, blank);
    let phrases = &profile.phrases;
    let deciding = Deciding::new(document, profile);
    let fields = json!({
        "loai": kind.ten,
        "co_quan": {
            "chu_quan": text(&document.co_quan.chu_quan),
            "ten": document.co_quan.ten.value,
            "viet_tat": text(&document.co_quan.viet_tat),
        },
        "so": numbering::number(document, &profile.heading.so_ky_hieu),
        "ky_hieu": sign(document, profile, kind),
        "dia_danh": document.dia_danh.value,
        "ngay": {
            "ngay": date_part("{ngay}"),
            "thang": date_part("{thang}"),
            "nam": date_part("{nam}"),
            "day_du": date_part(&phrases.ngay_day_du.chu),
            "ngan": document.ngay.map_or_else(|| date_part(&phrases.ngay_bang_so.chu), Ngay::short),
        },
        "nguoi_ky": {
            "chuc_vu": document.nguoi_ky.chuc_vu.value,
            "ho_ten": document.nguoi_ky.ho_ten.value,
            "tap_the": deciding.collective.unwrap_or_default(),
        },
        "nguoi_dung_dau": deciding.head,
        "tham_quyen": deciding.authority,
        "bien": Value::Object(document.bien.clone().into_iter().collect::<Map<_, _>>()),
    });
    let mut context = Context::new();
    if let Value::Object(fields) = fields {
        for (key, value) in fields {
            context.insert(key, &value);
        }
    }
    context
}

/// The sign: as given, or kind and body joined (NĐ 30, Phụ lục I, Phần I, II.3.b).
/// A body that the profile knows by its name needs no abbreviation of its own.
pub(super) fn sign(document: &VanBan, profile: &Profile, kind: &Kind) -> String {
    if let Some(sign) = &document.ky_hieu {
        return sign.value.clone();
    }
    let own = document.co_quan.viet_tat.as_ref().map(Literal::as_str);
    let known = || profile.basis.body(document.co_quan.ten.as_str()).map(|body| body.viet_tat.as_str());
    match own.or_else(known) {
        Some(body) if kind.ky_hieu.is_empty() => match document.truong.get("don_vi") {
            Some(GiaTriTruong::DoanVan(unit)) => format!("{body}-{}", unit.value.trim()),
            _ => body.to_owned(),
        },
        Some(body) => profile.heading.so_ky_hieu.sign(&kind.ky_hieu, body),
        None => kind.ky_hieu.clone(),
    }
}

/// Every path a text can print, for "did you mean".
pub(super) fn paths(context: &Context) -> Vec<String> {
    const NAMES: [&str; 11] = [
        "loai",
        "co_quan",
        "so",
        "ky_hieu",
        "dia_danh",
        "ngay",
        "nguoi_ky",
        "nguoi_dung_dau",
        "tham_quyen",
        "trich_yeu",
        "bien",
    ];
    let mut paths = Vec::new();
    for name in NAMES {
        let Some(value) = context.get(name) else { continue };
        match value.as_map() {
            Some(map) => paths.extend(map.keys().map(|key| format!("{name}.{key}"))),
            None => paths.push(name.to_owned()),
        }
    }
    paths.sort();
    paths
}

fn text(value: &Option<Literal>) -> &str {
    value.as_ref().map_or("", Literal::as_str)
}
