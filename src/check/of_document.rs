//! The facts of a document written in YAML: all of them.

use std::collections::BTreeMap;

use super::citation;
use super::criteria::Criteria;
use super::facts::{Facts, NamedBody, OnItsDay, Signers, Variable};
use super::passage::passages;
use crate::diagnostic::Sources;
use crate::law::Kind;
use crate::model::{CanCu, Ngay, NguoiKy, VanBan, VienDan, Words};

impl<'d> Facts<'d> {
    /// Takes a document apart; the criteria tell which acts were in force when,
    /// and which kinds there are.
    pub fn of_document(document: &'d VanBan, sources: &'d Sources, criteria: &'d Criteria) -> Self {
        let profile = &*document.profile;
        let kind = profile.kind(document.loai.as_str());
        let texts = document.walk();
        let (passages, values) = passages(&texts);
        let variables = texts.iter().filter_map(|text| match text.words {
            Words::Variable(words) => Some(Variable { key: text.key.clone(), words, span: text.span }),
            _ => None,
        });
        let tables = texts.iter().filter_map(|text| match text.words {
            Words::Table(table) => Some(table),
            _ => None,
        });
        Self {
            sources,
            profile,
            kind,
            place: Some(document.loai.span),
            citations: citation::all(
                &passages,
                &document.can_cu,
                &document.vien_dan,
                profile,
                criteria.kinds(),
            ),
            passages,
            values,
            variables: variables.collect(),
            tables: tables.collect(),
            bodies: bodies(document),
            signers: signers(document),
            ngay: document.ngay,
            sign: sign(document, kind),
            ky_hieu: document.ky_hieu.as_ref(),
            standing: standing(document),
            bases: document.can_cu.len(),
            structured_bases: document.can_cu.iter().filter_map(entry).collect(),
            declared: &document.vien_dan,
            content: Some(&document.noi_dung),
            annexes: &document.phu_luc,
            calendar: document.bao_cao.as_ref(),
            printed: printed(document),
            silenced: &document.bo_qua,
            acts: criteria.acts(),
            kinds: criteria.kinds(),
        }
    }
}

/// A basis that is typed part by part.
fn entry(basis: &CanCu) -> Option<&VienDan> {
    match basis {
        CanCu::VienDan { vien_dan, .. } => Some(vien_dan),
        CanCu::DoanVan(_) => None,
    }
}

fn bodies(document: &VanBan) -> Vec<NamedBody<'_>> {
    let body = &document.co_quan;
    let now = NamedBody {
        key: "co_quan".to_owned(),
        chu_quan: body.chu_quan.as_ref(),
        ten: Some(&body.ten),
        viet_tat: body.viet_tat.as_ref(),
    };
    let other_times = body.theo_thoi_gian.iter().enumerate().map(|(index, time)| NamedBody {
        key: format!("co_quan.theo_thoi_gian[{index}]"),
        chu_quan: time.chu_quan.as_ref(),
        ten: time.ten.as_ref(),
        viet_tat: time.viet_tat.as_ref(),
    });
    std::iter::once(now).chain(other_times).collect()
}

fn signers(document: &VanBan) -> Signers<'_> {
    let times = &document.co_quan.theo_thoi_gian;
    Signers {
        own: Some(&document.nguoi_ky),
        other_times: times.iter().filter_map(|time| time.nguoi_ky.as_ref()).collect(),
        beside: document.ky_cung.iter().collect(),
        copy: document.sao.as_ref().and_then(|copy| copy.nguoi_ky.as_ref()),
    }
}

/// Number and sign as they are printed.
fn sign(document: &VanBan, kind: Option<&Kind>) -> Option<String> {
    let sign = match (&document.ky_hieu, &document.co_quan.viet_tat) {
        (Some(sign), _) => sign.value.clone(),
        (None, body) => format!("{}-{}", kind?.ky_hieu, body.as_ref()?.value),
    };
    Some(format!("{:02}/{sign}", document.so?))
}

fn standing(document: &VanBan) -> Option<OnItsDay> {
    let year = document.nam.and_then(|year| Ngay::new(i16::try_from(year).ok()?, 1, 1));
    let day = document.ngay.or(year)?;
    let today = document.as_of(Some(day));
    let names = today.co_quan.chu_quan.iter().chain([&today.co_quan.ten]).cloned().collect();
    let reports = today.bao_cao.iter().flat_map(|calendar| &calendar.kinh_gui);
    let addressed = today.noi_nhan.iter().chain(&today.kinh_gui).chain(reports);
    Some(OnItsDay { day, names, addressed: addressed.map(|text| text.value.clone()).collect() })
}

fn printed(document: &VanBan) -> BTreeMap<String, &str> {
    let NguoiKy { chuc_vu, ho_ten, .. } = &document.nguoi_ky;
    let upper = document.co_quan.chu_quan.as_ref().map(|name| ("co_quan.chu_quan", name));
    let own = [
        ("co_quan.ten", &document.co_quan.ten),
        ("dia_danh", &document.dia_danh),
        ("nguoi_ky.chuc_vu", chuc_vu),
        ("nguoi_ky.ho_ten", ho_ten),
    ];
    let own = own.into_iter().chain(upper).map(|(path, value)| (path.to_owned(), value.as_str()));
    let variables = &document.bien;
    own.chain(variables.iter().filter_map(|(name, value)| Some((format!("bien.{name}"), value.as_str()?))))
        .collect()
}
