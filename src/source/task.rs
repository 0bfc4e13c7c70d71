//! Reads tasks, targets and the reporting calendar of a plan.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::document::OneOrMany;
use super::mapping::{self, MappingReader, Word};
use super::reader::{FromNode, Reader};
use super::tree::{Node, NodeKind};
use crate::diagnostic::Diagnostic;
use crate::keys::GroupName;
use crate::model::{
    BaoCao, ChiTieu, Chieu, GiaiDoan, Gop, LanBaoCao, Literal, MucTieu, NgayThang, NhiemVu, NoiDung, VanBan,
};
use crate::number;
use crate::placeholder;
use crate::slug::slug;

impl FromNode for NhiemVu {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let mut keys = MappingReader::new(node, GroupName::NhiemVu, cx)?;
        let id: Option<Literal> = keys.value("id", cx);
        let viec = keys.value("viec", cx);
        let chu_tri = keys.value("chu_tri", cx);
        let phoi_hop = keys.list("phoi_hop", cx);
        let han = keys.value("han", cx);
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
        let mut keys = MappingReader::new(node, GroupName::ChiTieu, cx)?;
        let id: Option<Literal> = keys.value("id", cx);
        let ten: Option<Literal> = keys.value("ten", cx);
        let don_vi: Option<Literal> = keys.value("don_vi", cx);
        let moi_nam: Option<MucTieu> = keys.value("moi_nam", cx);
        let ca_giai_doan: Option<OnceTarget> = keys.value("ca_giai_doan", cx);
        let chieu = keys.word("chieu", cx).unwrap_or_default();
        let gop = keys.word("gop", cx);
        let given = keys.count(&keys.group().dung_mot);
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
        let muc_tieu = moi_nam.or(ca_giai_doan.map(|whole| whole.0))?;
        let default = if don_vi.as_str() == "%" { Gop::CuoiKy } else { Gop::Tong };
        let id = id.map_or_else(|| slug(ten.as_str()), |id| id.value);
        Some(Self { id, ten, don_vi, muc_tieu, chieu, gop: gop.unwrap_or(default) })
    }
}

/// `ca_giai_doan: 20`.
struct OnceTarget(MucTieu);

impl FromNode for OnceTarget {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let target = blank("ca_giai_doan", node, cx);
        target.or_else(|| Decimal::from_node(node, cx).map(MucTieu::CaGiaiDoan)).map(Self)
    }
}

/// The place that a draft leaves for a target.
fn blank(khoa: &'static str, node: &Node, cx: &mut Reader<'_>) -> Option<MucTieu> {
    let NodeKind::Scalar { text, .. } = &node.kind else { return None };
    let is_blank = !placeholder::ranges(text).is_empty();
    is_blank.then(|| Literal::from_node(node, cx)).flatten().map(|chu| MucTieu::ChoDien { khoa, chu })
}

/// `moi_nam: 4`, or `moi_nam: {2021: 2, 2022: 4}`.
impl FromNode for MucTieu {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        if let Some(target) = blank("moi_nam", node, cx) {
            return Some(target);
        }
        if !matches!(node.kind, NodeKind::Mapping(_)) {
            return Decimal::from_node(node, cx).map(Self::MoiNam);
        }
        let mut years = BTreeMap::new();
        for entry in mapping::entries(node, "một số, hoặc từng năm", cx)? {
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

impl Word for Chieu {
    fn of_word(word: &str) -> Option<Self> {
        match word {
            "tang" => Some(Self::Tang),
            "giam" => Some(Self::Giam),
            _ => None,
        }
    }
}

impl Word for Gop {
    fn of_word(word: &str) -> Option<Self> {
        match word {
            "tong" => Some(Self::Tong),
            "cuoi_ky" => Some(Self::CuoiKy),
            "binh_quan" => Some(Self::BinhQuan),
            _ => None,
        }
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
        let mut keys = MappingReader::new(node, GroupName::BaoCao, cx)?;
        let giai_doan: Option<GiaiDoan> = keys.value("giai_doan", cx);
        let kinh_gui: Option<OneOrMany> = keys.value("kinh_gui", cx);
        let noi_nhan = keys.value("noi_nhan", cx);
        let hang_nam = keys.value("hang_nam", cx);
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
    let report: LanBaoCao = keys.value(key, cx)?;
    if let (Some(period), Some(node)) = (period, keys.node(key))
        && !period.covers(report.nam)
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
        let mut keys = MappingReader::new(node, GroupName::LanBaoCao, cx)?;
        let _: Option<Literal> = keys.value("nam", cx);
        let nam = keys.node("nam").and_then(|node| year(node, cx));
        let truoc = keys.value("truoc", cx);
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

/// Warns of targets for years that the plan does not have: nothing prints them.
pub(super) fn check_years(document: &VanBan, cx: &mut Reader<'_>) {
    let Some(period) = document.bao_cao.as_ref().map(|calendar| calendar.giai_doan) else { return };
    for figure in document.noi_dung.nhiem_vu().into_iter().flat_map(|task| &task.chi_tieu) {
        let MucTieu::TheoNam(years) = &figure.muc_tieu else { continue };
        for year in years.keys().filter(|year| !period.covers(**year)) {
            let (tu, den) = (period.tu, period.den);
            let message = format!(
                "chỉ tiêu `{}`: năm {year} nằm ngoài giai đoạn {tu}-{den}, không dùng đến",
                figure.id
            );
            let help = "sửa năm ấy ở `moi_nam`, hoặc sửa `giai_doan` của `bao_cao`";
            cx.report(Diagnostic::warning("nam", message).at(figure.ten.span).help(help));
        }
    }
}
