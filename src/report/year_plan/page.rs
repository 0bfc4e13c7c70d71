//! The year's plan as YAML: what the template `ke_hoach_nam.yaml` prints.

use std::sync::LazyLock;

use serde::Serialize;
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

use super::aims::Aims;
use super::bases::Basis;
use super::duties::Duty;
use crate::diagnostic::Diagnostic;
use crate::law::{OwnOutline, SizeSet};
use crate::model::{DiaChi, Le, NguoiKy, TrinhBay, VanBan};
use crate::report::yaml;

const TEMPLATE: &str = "ke_hoach_nam";

/// What the template prints. Texts are as they are typed in a document, names
/// are bare words.
#[derive(Debug, Serialize)]
pub(super) struct Page {
    /// As it stands behind the word "năm": "2023", "học 2026-2027".
    pub(super) nam: String,
    /// The year it begins in.
    pub(super) nam_so: i16,
    /// "Kế hoạch số 45/KH-THCSVĐ ngày 15/11/2021".
    pub(super) nguon: String,
    pub(super) nam_truoc: Option<String>,
    /// Whether there are data at all.
    pub(super) co_so_lieu: bool,
    pub(super) the_thuc: &'static str,
    pub(super) dau: Head,
    pub(super) trich_yeu: String,
    /// The subject inside a sentence.
    pub(super) ten: String,
    pub(super) can_cu: Vec<Basis>,
    pub(super) den_ngay: String,
    pub(super) vien_dan: Vec<Basis>,
    pub(super) muc_dich: Aims,
    pub(super) muc: Vec<Section>,
    pub(super) cham: Option<Vec<String>>,
    pub(super) phan_cong: Vec<Duty>,
    pub(super) bao_cao: String,
    pub(super) noi_nhan: Vec<String>,
    pub(super) phu_luc: Vec<[String; 5]>,
    pub(super) lich: Option<Vec<[String; 4]>>,
    pub(super) bien: Vec<(String, String)>,
    pub(super) bo_qua: Vec<Silence>,
    pub(super) de_lai: Vec<String>,
    pub(super) con_thieu: Vec<String>,
}

/// A section of the plan with the entries of its tasks.
#[derive(Debug, Serialize)]
pub(super) struct Section {
    /// The name that texts refer to it by; none: none does.
    pub(super) id: Option<String>,
    pub(super) tieu_de: String,
    pub(super) diem: Vec<String>,
}

/// A rule that is left out.
#[derive(Debug, Serialize)]
pub(super) struct Silence {
    pub(super) luat: String,
    pub(super) ly_do: Option<String>,
}

/// The keys of head and foot that the year's plan has in common with the
/// period's, as of its day.
#[derive(Debug, Serialize)]
pub(super) struct Head {
    chu_quan: Option<String>,
    co_quan: String,
    viet_tat: Option<String>,
    so: Option<u32>,
    ky_hieu: Option<String>,
    dia_danh: String,
    ngay: Option<String>,
    pham_vi_luu_hanh: Option<String>,
    dien_tu: bool,
    nguoi_ky: Signer,
    ky_cung: Vec<Signer>,
    luu: Option<String>,
    /// The drafter's sign and how many copies are issued.
    nguoi_soan_thao: Option<(String, Option<u32>)>,
    dia_chi: Vec<(&'static str, String)>,
    trinh_bay: Vec<(&'static str, String)>,
    mau: Option<String>,
}

#[derive(Debug, Serialize)]
struct Signer {
    quyen_han: Option<String>,
    ben: Option<String>,
    chuc_vu: String,
    chuc_vu_khac: Option<String>,
    ho_ten: String,
}

impl Signer {
    fn of(signer: &NguoiKy) -> Self {
        let value = |literal: &Option<crate::model::Literal>| literal.as_ref().map(|l| l.value.clone());
        let authority = |authority: &crate::model::QuyenHan| {
            let whom = authority
                .thay_cho
                .as_ref()
                .map_or_else(String::new, |whom| yaml::scalar(whom.as_str(), true));
            format!("{}: {whom}", authority.ten.as_str()).trim_end().to_owned()
        };
        let NguoiKy { quyen_han, ben, chuc_vu, chuc_vu_khac, ho_ten } = signer;
        let all: Vec<String> = quyen_han.iter().map(authority).collect();
        Self {
            quyen_han: (!all.is_empty()).then(|| format!("{{{}}}", all.join(", "))),
            ben: value(ben),
            chuc_vu: chuc_vu.value.clone(),
            chuc_vu_khac: value(chuc_vu_khac),
            ho_ten: ho_ten.value.clone(),
        }
    }
}

impl Head {
    /// Of the plan as of the day; number and date are the year's plan's own.
    pub(super) fn new(plan: &VanBan, so: Option<u32>, ngay: Option<String>, kind: &str) -> Self {
        let value = |literal: &Option<crate::model::Literal>| literal.as_ref().map(|l| l.value.clone());
        let mut dia_chi = Vec::new();
        if let Some(address) = &plan.dia_chi {
            let DiaChi { dia_chi: place, dien_thoai, fax, thu_dien_tu, trang_thong_tin } = address;
            let keys = [
                ("dia_chi", place),
                ("dien_thoai", dien_thoai),
                ("fax", fax),
                ("thu_dien_tu", thu_dien_tu),
                ("trang_thong_tin", trang_thong_tin),
            ];
            dia_chi.extend(keys.into_iter().filter_map(|(key, text)| Some((key, value(text)?))));
        }
        let drafter = plan.nguoi_soan_thao.as_ref();
        let is_same_kind = plan.loai.as_str() == kind;
        Self {
            chu_quan: value(&plan.co_quan.chu_quan),
            co_quan: plan.co_quan.ten.value.clone(),
            viet_tat: value(&plan.co_quan.viet_tat),
            so,
            ky_hieu: value(&plan.ky_hieu).filter(|_| is_same_kind),
            dia_danh: plan.dia_danh.value.clone(),
            ngay,
            pham_vi_luu_hanh: value(&plan.pham_vi_luu_hanh),
            dien_tu: plan.dien_tu,
            nguoi_ky: Signer::of(&plan.nguoi_ky),
            ky_cung: plan.ky_cung.iter().map(Signer::of).collect(),
            luu: value(&plan.luu),
            nguoi_soan_thao: drafter.map(|drafter| (drafter.ky_hieu.value.clone(), drafter.so_ban)),
            dia_chi,
            trinh_bay: layout(&plan.trinh_bay),
            mau: value(&plan.mau).filter(|_| is_same_kind),
        }
    }
}

/// The layout choices that the plan makes.
fn layout(choices: &TrinhBay) -> Vec<(&'static str, String)> {
    let TrinhBay { ngang, co_chu, le, lui_dau_dong, gian_dong, cach_doan } = choices;
    let Le { tren, duoi, trai, phai } = le;
    let number = |key, number: &Option<f64>| number.map(|number| (key, number.to_string()));
    let margins = [("tren", tren), ("duoi", duoi), ("trai", trai), ("phai", phai)];
    let margins: Vec<String> =
        margins.into_iter().filter_map(|(key, mm)| Some(format!("{key}: {}", (*mm)?))).collect();
    let all = [
        ngang.then(|| ("ngang", "true".to_owned())),
        (co_chu.0 == SizeSet::Thirteen).then(|| ("co_chu", "13".to_owned())),
        (!margins.is_empty()).then(|| ("le", format!("{{{}}}", margins.join(", ")))),
        number("lui_dau_dong", lui_dau_dong),
        number("gian_dong", gian_dong),
        number("cach_doan", cach_doan),
    ];
    all.into_iter().flatten().collect()
}

/// Compiled once: part of the program and run by its tests.
static TERA: LazyLock<Tera> = LazyLock::new(|| {
    let mut tera = Tera::default();
    tera.register_filter("yaml", |text: &str, _: Kwargs, _: &State| -> String { yaml::scalar(text, false) });
    tera.register_filter("o", |text: &str, _: Kwargs, _: &State| -> String { yaml::scalar(text, true) });
    tera.register_filter("khoi", |text: &str, args: Kwargs, _: &State| -> TeraResult<String> {
        let indent: i64 = args.must_get("lui")?;
        Ok(yaml::paragraphs(text, usize::try_from(indent).unwrap_or_default()))
    });
    tera.register_filter("chu_thich", |text: &str, _: Kwargs, _: &State| -> Value {
        Value::from(yaml::comment(text))
    });
    let template = include_str!("../../../templates/ke_hoach_nam.yaml");
    if let Err(error) = tera.add_raw_templates([(TEMPLATE, template)]) {
        panic!("embedded templates/ke_hoach_nam.yaml: {error}");
    }
    tera
});

impl Page {
    /// The file.
    ///
    /// # Errors
    /// When the template cannot print it.
    pub(super) fn yaml(&self, own: Option<&OwnOutline>) -> Result<String, Diagnostic> {
        let fault =
            |error: &dyn std::fmt::Display| fault(own, format!("khuôn kế hoạch năm không in được: {error}"));
        let values = serde_json::to_value(self).map_err(|error| fault(&error))?;
        let mut context = Context::new();
        for (key, value) in values.as_object().into_iter().flatten() {
            context.insert(key.clone(), value);
        }
        let printed = match own {
            Some(own) => with(own)?.render(TEMPLATE, &context),
            None => TERA.render(TEMPLATE, &context),
        };
        printed.map_err(|error| fault(&error))
    }
}

/// The templates with an office's outline in the place of the program's.
fn with(own: &OwnOutline) -> Result<Tera, Diagnostic> {
    let mut tera = TERA.clone();
    let added = tera.add_raw_templates([(TEMPLATE, own.text.as_str())]);
    added.map_err(|error| fault(Some(own), format!("khuôn kế hoạch năm viết sai: {error}")))?;
    Ok(tera)
}

/// Whether an office's outline is a template.
///
/// # Errors
/// When it is none.
pub(in crate::report) fn check_outline(own: Option<&OwnOutline>) -> Result<(), Diagnostic> {
    own.map_or(Ok(()), |own| with(own).map(|_| ()))
}

fn fault(own: Option<&OwnOutline>, message: String) -> Diagnostic {
    let help = "các giá trị in được như trong templates/ke_hoach_nam.yaml của chương trình";
    let fault = Diagnostic::error("khuon", message);
    match own.and_then(|own| own.at) {
        Some(at) => fault.at(at).help(help),
        None => fault,
    }
}
