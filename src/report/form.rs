//! The sorts of report: templates, subjects, names.

use std::sync::LazyLock;

use serde::Deserialize;

use super::wording::{Wording, words as given};
use crate::model::{KyBaoCao, LoaiBaoCao};

/// The table `data/bao_cao.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Forms {
    #[serde(rename = "nguon")]
    _nguon: String,
    hang_nam: Form,
    trong_nam: Form,
    so_ket: Form,
    tong_ket: Form,
    nhac_truoc_ngay: Vec<u16>,
}

/// One sort of report.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Form {
    /// The report's name in calendars; `{nam}` is its year, as it stands
    /// behind "năm", `{ky}` its period.
    ten: String,
    /// Its template.
    pub(super) khuon: String,
}

static FORMS: LazyLock<Forms> =
    LazyLock::new(|| crate::embedded_table::read("bao_cao.yaml", include_str!("../../data/bao_cao.yaml")));

/// The form of a report.
pub(super) fn of(report: &KyBaoCao) -> &'static Form {
    match report.loai {
        LoaiBaoCao::HangNam => &FORMS.hang_nam,
        LoaiBaoCao::TrongNam => &FORMS.trong_nam,
        LoaiBaoCao::SoKet => &FORMS.so_ket,
        LoaiBaoCao::TongKet => &FORMS.tong_ket,
    }
}

/// "Báo cáo sơ kết năm 2023".
pub fn name(report: &KyBaoCao) -> String {
    let period = report.period();
    let words = of(report).ten.replace("{nam}", &period.lich.after_nam(period.nam));
    words.replace("{ky}", &period.name())
}

/// The subject of a report, a text with Tera.
pub(super) fn subject(report: &KyBaoCao, wording: &Wording, dots: &str) -> String {
    let loai = match report.loai {
        LoaiBaoCao::HangNam => "hang_nam",
        LoaiBaoCao::TrongNam => "trong_nam",
        LoaiBaoCao::SoKet => "so_ket",
        LoaiBaoCao::TongKet => "tong_ket",
    };
    // The values stay calls, so that they print as they are.
    let values = [
        given("tu", "{{ bao_cao.ky.tu }}"),
        given("den", "{{ bao_cao.ky.den }}"),
        given("ky", "{{ bao_cao.ky.ten }}"),
        given("giai_doan", "{{ bao_cao.ky.giai_doan }}"),
        given("so_nam", "{{ bao_cao.ky.so_nam }}"),
        given("ke_hoach", "{{ bao_cao.ke_hoach.ten }}"),
    ];
    let parts = wording.say("trich_yeu", &[("loai", loai)], &values, 0).into_parts();
    parts.into_iter().map(|part| part.unwrap_or_else(|| dots.to_owned())).collect()
}

/// How many days before a deadline calendars remind of it.
pub(super) fn reminder_days() -> &'static [u16] {
    &FORMS.nhac_truoc_ngay
}
