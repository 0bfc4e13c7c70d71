//! Reads tasks, targets and the reporting calendar of a plan.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::document::OneOrMany;
use super::reader::{FromNode, MappingReader, Reader};
use super::tree::{Node, NodeKind};
use crate::diagnostic::Diagnostic;
use crate::model::{
    BaoCao, ChiTieu, Chieu, GiaiDoan, Gop, LanBaoCao, Literal, MucTieu, NgayThang, NhiemVu, NoiDung,
};
use crate::number;
use crate::slug::slug;

impl FromNode for NhiemVu {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let mut keys = MappingReader::new(node, "các khóa của một nhiệm vụ", cx)?;
        let id: Option<Literal> = keys.required("id", "mã nhiệm vụ, dùng trong bảng số liệu", cx);
        let viec = keys.required("viec", "việc phải làm", cx);
        let chu_tri = keys.optional("chu_tri", cx);
        let phoi_hop = keys.list("phoi_hop", cx);
        let han = keys.optional("han", cx);
        let chi_tieu: Vec<ChiTieu> = keys.list("chi_tieu", cx);
        keys.finish(cx);
        let mut seen = BTreeSet::new();
        for figure in &chi_tieu {
            if !seen.insert(figure.id.as_str()) {
                cx.report(
                    Diagnostic::error("trung-id", format!("hai chỉ tiêu cùng mã `{}`", figure.id))
                        .at(figure.ten.span)
                        .help("đặt `id` riêng cho một trong hai chỉ tiêu"),
                );
            }
        }
        Some(Self { id: id?, viec: viec?, chu_tri, phoi_hop, han, chi_tieu })
    }
}

impl FromNode for ChiTieu {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let mut keys = MappingReader::new(node, "các khóa của một chỉ tiêu", cx)?;
        let id: Option<Literal> = keys.optional("id", cx);
        let ten: Option<Literal> = keys.required("ten", "tên chỉ tiêu", cx);
        let don_vi: Option<Literal> = keys.required("don_vi", "đơn vị tính, ví dụ buổi, người, %", cx);
        let moi_nam: Option<MucTieu> = keys.optional("moi_nam", cx);
        let ca_giai_doan: Option<Decimal> = keys.optional("ca_giai_doan", cx);
        let chieu = keys.optional("chieu", cx).unwrap_or_default();
        let gop = keys.optional("gop", cx);
        let given = [keys.node("moi_nam"), keys.node("ca_giai_doan")].iter().flatten().count();
        keys.finish(cx);
        if given != 1 {
            cx.report(
                Diagnostic::error("chi-tieu", "cần đúng một trong hai khóa `moi_nam`, `ca_giai_doan`")
                    .at(node.span)
                    .label("chỉ tiêu này")
                    .help("ví dụ moi_nam: 4 (mỗi năm), hoặc ca_giai_doan: 20 (cả giai đoạn)"),
            );
        }
        let (ten, don_vi) = (ten?, don_vi?);
        let muc_tieu = moi_nam.or(ca_giai_doan.map(MucTieu::CaGiaiDoan))?;
        let default = if don_vi.as_str() == "%" { Gop::CuoiKy } else { Gop::Tong };
        let id = id.map_or_else(|| slug(ten.as_str()), |id| id.value);
        Some(Self { id, ten, don_vi, muc_tieu, chieu, gop: gop.unwrap_or(default) })
    }
}

/// `moi_nam: 4`, or `moi_nam: {2021: 2, 2022: 4}`.
impl FromNode for MucTieu {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        if !matches!(node.kind, NodeKind::Mapping(_)) {
            return Decimal::from_node(node, cx).map(Self::MoiNam);
        }
        let keys = MappingReader::new(node, "một số, hoặc từng năm", cx)?;
        let mut years = BTreeMap::new();
        for entry in keys.entries() {
            match GiaiDoan::parse(&entry.key).filter(|years| years.tu == years.den) {
                Some(year) => years.extend(Decimal::from_node(&entry.value, cx).map(|n| (year.tu, n))),
                None => cx.report(
                    Diagnostic::error("nam", format!("`{}` không phải là năm", entry.key))
                        .at(entry.key_span)
                        .help("viết từng năm, ví dụ {2021: 2, 2022: 4}"),
                ),
            }
        }
        Some(Self::TheoNam(years))
    }
}

impl FromNode for Decimal {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let text = Literal::from_node(node, cx)?;
        let digits = text.value.strip_suffix('%').unwrap_or(&text.value);
        number::parse(digits).or_else(|| {
            let help = "viết số như trong văn bản tiếng Việt: 1.250 hoặc 98,5";
            cx.mismatch(node, "một số", help)
        })
    }
}

/// Reads one of a few words.
fn one_of<T: Copy>(node: &Node, words: &[(&str, T)], cx: &mut Reader<'_>) -> Option<T> {
    let text = Literal::from_node(node, cx)?;
    let found = words.iter().find(|(word, _)| *word == slug(text.as_str()).replace('-', "_"));
    found.map(|(_, value)| *value).or_else(|| {
        let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        cx.mismatch(node, &known.join(" hoặc "), "chọn một trong các từ này")
    })
}

impl FromNode for Chieu {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        one_of(node, &[("tang", Self::Tang), ("giam", Self::Giam)], cx)
    }
}

impl FromNode for Gop {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let words = [("tong", Self::Tong), ("cuoi_ky", Self::CuoiKy), ("binh_quan", Self::BinhQuan)];
        one_of(node, &words, cx)
    }
}

impl FromNode for GiaiDoan {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let text = Literal::from_node(node, cx)?;
        Self::parse(text.as_str())
            .or_else(|| cx.mismatch(node, "một giai đoạn", "viết năm đầu và năm cuối, ví dụ 2021-2025"))
    }
}

impl FromNode for NgayThang {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let text = Literal::from_node(node, cx)?;
        Self::parse(text.as_str())
            .or_else(|| cx.mismatch(node, "ngày và tháng có trong mọi năm", "viết ngày/tháng, ví dụ 20/10"))
    }
}

impl FromNode for BaoCao {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let mut keys = MappingReader::new(node, "các khóa của chế độ báo cáo", cx)?;
        let giai_doan: Option<GiaiDoan> = keys.required("giai_doan", "giai đoạn của kế hoạch", cx);
        let kinh_gui: Option<OneOrMany> = keys.required("kinh_gui", "nơi nhận báo cáo", cx);
        let noi_nhan = keys.optional("noi_nhan", cx);
        let hang_nam = keys.optional("hang_nam", cx);
        let so_ket = read_report("so_ket", &mut keys, giai_doan, cx);
        let tong_ket = read_report("tong_ket", &mut keys, giai_doan, cx);
        keys.finish(cx);
        if let (Some(so_ket), Some(tong_ket)) = (&so_ket, &tong_ket)
            && so_ket.nam >= tong_ket.nam
        {
            cx.report(
                Diagnostic::error("nam", "sơ kết phải trước tổng kết ít nhất một năm")
                    .at(node.span)
                    .help("sửa năm của `so_ket` hoặc `tong_ket`"),
            );
        }
        Some(Self { giai_doan: giai_doan?, kinh_gui: kinh_gui?.0, noi_nhan, hang_nam, so_ket, tong_ket })
    }
}

/// Reads a report that is made once; its year lies in the period.
fn read_report(
    key: &'static str,
    keys: &mut MappingReader<'_>,
    period: Option<GiaiDoan>,
    cx: &mut Reader<'_>,
) -> Option<LanBaoCao> {
    let report: LanBaoCao = keys.optional(key, cx)?;
    if let (Some(period), Some(node)) = (period, keys.node(key))
        && !period.gom(report.nam)
    {
        let message = format!("`{key}`: năm {} nằm ngoài giai đoạn {}-{}", report.nam, period.tu, period.den);
        cx.report(Diagnostic::error("nam", message).at(node.span).help("sửa năm, hoặc sửa `giai_doan`"));
    }
    Some(report)
}

/// `{nam: 2023, truoc: 20/10/2023}`, or the year alone.
impl FromNode for LanBaoCao {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let year = |node: &Node, cx: &mut Reader<'_>| {
            let text = Literal::from_node(node, cx)?;
            let year = GiaiDoan::parse(text.as_str()).filter(|years| years.tu == years.den);
            year.map(|years| years.tu).or_else(|| cx.mismatch(node, "một năm", "ví dụ nam: 2023"))
        };
        if matches!(node.kind, NodeKind::Scalar { .. }) {
            return Some(Self { nam: year(node, cx)?, truoc: None });
        }
        let mut keys = MappingReader::new(node, "một năm, hoặc các khóa nam, truoc", cx)?;
        let _: Option<Literal> = keys.required("nam", "năm của báo cáo", cx);
        let nam = keys.node("nam").and_then(|node| year(node, cx));
        let truoc = keys.optional("truoc", cx);
        keys.finish(cx);
        Some(Self { nam: nam?, truoc })
    }
}

/// Task ids are unique in a document.
pub(super) fn check_ids(content: &NoiDung, cx: &mut Reader<'_>) {
    let mut seen = BTreeSet::new();
    for task in content.nhiem_vu() {
        if !seen.insert(task.id.as_str()) {
            cx.report(
                Diagnostic::error("trung-id", format!("hai nhiệm vụ cùng mã `{}`", task.id.as_str()))
                    .at(task.id.span)
                    .help("đặt mã khác"),
            );
        }
    }
}
