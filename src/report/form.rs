//! The sorts of report: templates, subjects, names.

use std::sync::LazyLock;

use serde::Deserialize;

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
    /// Its subject, a text with Tera.
    pub(super) trich_yeu: String,
}

static FORMS: LazyLock<Forms> = LazyLock::new(|| {
    serde_saphyr::from_str(include_str!("../../data/bao_cao.yaml"))
        .unwrap_or_else(|error| panic!("embedded data/bao_cao.yaml: {error}"))
});

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

/// How many days before a deadline calendars remind of it.
pub(super) fn reminder_days() -> &'static [u16] {
    &FORMS.nhac_truoc_ngay
}
