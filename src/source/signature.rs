//! Reads who signs and who drafted.

use std::sync::Arc;

use super::mapping::{self, MappingReader};
use super::reader::{FromNode, Reader};
use super::tree::{Node, NodeKind};
use crate::diagnostic::{Diagnostic, SourceId};
use crate::keys::GroupName;
use crate::law::{Kind, OnBehalfOf};
use crate::model::{Literal, NguoiKy, NguoiSoanThao, QuyenHan};

impl FromNode for NguoiKy {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let mut keys = MappingReader::new(node, GroupName::NguoiKy, cx)?;
        let quyen_han = keys.value::<Authorities>("quyen_han", cx).map_or_else(Vec::new, |a| a.0);
        let ben = keys.value("ben", cx);
        let chuc_vu = keys.value("chuc_vu", cx);
        let chuc_vu_khac = keys.value("chuc_vu_khac", cx);
        let ho_ten = keys.value("ho_ten", cx);
        keys.finish(cx);
        Some(Self { quyen_han, ben, chuc_vu: chuc_vu?, chuc_vu_khac, ho_ten: ho_ten? })
    }
}

/// `Q`, or `{TM: Ủy ban nhân dân, KT: Chủ tịch}`.
struct Authorities(Vec<QuyenHan>);

impl FromNode for Authorities {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        if let NodeKind::Scalar { .. } = &node.kind {
            let name = Literal::from_node(node, cx)?;
            return authority(name, None, cx).map(|authority| Self(vec![authority]));
        }
        let entries = mapping::entries(node, "quyền hạn, ví dụ {KT: Hiệu trưởng}", cx)?;
        let mut read = |entry: &super::tree::Entry| {
            let name = Literal { value: entry.key.clone(), span: entry.key_span };
            let is_empty = entry.value.is_null() || entry.value.is_blank();
            let whom = if is_empty { None } else { Literal::from_node(&entry.value, cx) };
            authority(name, whom, cx)
        };
        Some(Self(entries.iter().filter_map(&mut read).collect()))
    }
}

/// Checks an authority against the legal table.
fn authority(ten: Literal, thay_cho: Option<Literal>, cx: &mut Reader<'_>) -> Option<QuyenHan> {
    let profile = Arc::clone(&cx.profile);
    let Some(law) = profile.authority_as_typed(ten.as_str()) else {
        let known: Vec<String> =
            profile.authorities.iter().map(|a| format!("{} ({})", a.khoa, a.nghia)).collect();
        cx.report(
            Diagnostic::error("quyen-han", format!("không có quyền hạn `{}`", ten.as_str()))
                .at(ten.span)
                .help(format!("dùng: {}", known.join(", "))),
        );
        return None;
    };
    let wanted = match law.thay_cho {
        OnBehalfOf::ChinhMinh => None,
        OnBehalfOf::TapThe => Some("tên tập thể, cơ quan"),
        OnBehalfOf::NguoiDungDau => Some("chức vụ người đứng đầu"),
    };
    if let (Some(wanted), None) = (wanted, &thay_cho) {
        cx.report(
            Diagnostic::error(
                "quyen-han",
                format!("{} phải ghi kèm {wanted}; ví dụ {{{}: {}}}", law.chu, law.khoa, law.vi_du),
            )
            .at(ten.span)
            .help(format!("theo {}", law.nguon)),
        );
        return None;
    }
    Some(QuyenHan { ten: Literal { value: law.khoa.clone(), span: ten.span }, thay_cho })
}

impl FromNode for NguoiSoanThao {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let mut keys = MappingReader::new(node, GroupName::NguoiSoanThao, cx)?;
        let ky_hieu = keys.value("ky_hieu", cx);
        let so_ban = keys.value("so_ban", cx);
        keys.finish(cx);
        Some(Self { ky_hieu: ky_hieu?, so_ban })
    }
}

/// The signer of a kind that is signed in a capacity of its own (minutes: the
/// chair). A signing authority that comes from a file taken over belongs to
/// the signer's office and is left out, with a warning; so is a position told
/// of that comes from there.
pub(super) fn in_capacity(
    mut signer: NguoiKy,
    kind: Option<&Kind>,
    own: SourceId,
    cx: &mut Reader<'_>,
) -> NguoiKy {
    let Some(kind) = kind.filter(|kind| !kind.ky_voi.is_empty()) else { return signer };
    let write = format!("ghi trong tệp này: nguoi_ky: {{chuc_vu: {}, ho_ten: ...}}", kind.ky_voi);
    let name = &kind.ten;
    let capacity = kind.ky_voi.to_lowercase();
    let (inherited, typed): (Vec<QuyenHan>, Vec<QuyenHan>) =
        signer.quyen_han.into_iter().partition(|authority| authority.ten.span.source != own);
    for authority in &inherited {
        let message = format!(
            "bỏ quyền hạn {} lấy từ tệp kế thừa: {name} ký với tư cách {capacity}",
            authority.ten.as_str()
        );
        let help = "văn bản in đúng; muốn hết cảnh báo thì thêm quyen_han: null vào nguoi_ky của tệp này";
        cx.report(Diagnostic::warning("quyen-han", message).at(authority.ten.span).help(help));
    }
    if signer.chuc_vu.span.source != own {
        let message = format!(
            "{name} ký với tư cách {capacity}, mà chức vụ \"{}\" lấy từ tệp kế thừa",
            signer.chuc_vu.as_str()
        );
        cx.report(Diagnostic::warning("quyen-han", message).at(signer.chuc_vu.span).help(write));
    }
    signer.quyen_han = typed;
    signer
}
