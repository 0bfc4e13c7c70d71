//! Reads copies and documents issued with another one.

use std::sync::Arc;

use super::mapping::MappingReader;
use super::reader::{FromNode, Reader};
use super::tree::Node;
use crate::diagnostic::Diagnostic;
use crate::keys::GroupName;
use crate::law::Profile;
use crate::model::{BanSao, Literal, VanBan, VanBanKem};

impl FromNode for BanSao {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let mut keys = MappingReader::new(node, GroupName::BanSao, cx)?;
        let hinh_thuc: Option<Literal> = keys.value("hinh_thuc", cx);
        let co_quan = keys.value("co_quan", cx);
        let viet_tat = keys.value("viet_tat", cx);
        let so = keys.value("so", cx);
        let dia_danh = keys.value("dia_danh", cx);
        let ngay = keys.value("ngay", cx);
        let nguoi_ky = keys.value("nguoi_ky", cx);
        let noi_nhan = keys.list("noi_nhan", cx);
        let dien_tu = keys.flag("dien_tu", cx);
        keys.finish(cx);
        let hinh_thuc = hinh_thuc?;
        let profile = Arc::clone(&cx.profile);
        let forms = &profile.copies;
        if !forms.iter().any(|form| form.khoa == hinh_thuc.as_str()) {
            let known: Vec<&str> = forms.iter().map(|form| form.khoa.as_str()).collect();
            let help = match known[..] {
                [] => "thể thức này chưa có bản sao: bỏ khóa `sao`".to_owned(),
                _ => format!("các hình thức: {}", known.join(", ")),
            };
            cx.report(
                Diagnostic::error("sao", format!("không có hình thức sao `{}`", hinh_thuc.as_str()))
                    .at(hinh_thuc.span)
                    .help(help),
            );
            return None;
        }
        if nguoi_ky.is_none() && !dien_tu {
            cx.report(
                Diagnostic::error("thieu-khoa", "bản sao giấy thiếu khóa `nguoi_ky` (người ký bản sao)")
                    .at(hinh_thuc.span)
                    .help("thêm nguoi_ky: {chuc_vu: ..., ho_ten: ...}, hoặc dien_tu: true"),
            );
        }
        Some(Self { hinh_thuc, co_quan, viet_tat, so, dia_danh, ngay, nguoi_ky, noi_nhan, dien_tu })
    }
}

/// Reports a paper copy whose sign cannot be joined: nobody knows the
/// abbreviation of a body that copies another one's document.
pub(super) fn check_sign(document: &VanBan, profile: &Profile, cx: &mut Reader<'_>) {
    let Some(copy) = document.sao.as_ref().filter(|copy| !copy.dien_tu) else { return };
    if copy.abbreviation(&document.co_quan, profile).is_some() {
        return;
    }
    let place = copy.co_quan.as_ref().unwrap_or(&copy.hinh_thuc);
    let body = copy.body(&document.co_quan);
    cx.report(
        Diagnostic::error("ky-hieu", "chưa đủ để ghép ký hiệu bản sao")
            .at(place.span)
            .key("sao")
            .label("cơ quan này viết tắt là gì?")
            .help(format!("thêm `viet_tat` vào `sao`: chữ viết tắt của {body}, ví dụ viet_tat: UBND")),
    );
}

impl FromNode for VanBanKem {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let mut keys = MappingReader::new(node, GroupName::VanBanKem, cx)?;
        let loai: Option<Literal> = keys.value("loai", cx);
        let trich_yeu = keys.value("trich_yeu", cx);
        let noi_dung = keys.value("noi_dung", cx);
        keys.finish(cx);
        let loai = loai?;
        let profile = Arc::clone(&cx.profile);
        super::document::check_kind(&loai, &profile, cx);
        Some(Self { loai, trich_yeu: trich_yeu?, noi_dung: noi_dung? })
    }
}
