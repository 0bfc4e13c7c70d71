//! Reads tasks and targets of a plan.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::mapping::{self, MappingReader, Word};
use super::reader::{FromNode, Reader};
use super::tree::{Node, NodeKind};
use crate::diagnostic::Diagnostic;
use crate::keys::GroupName;
use crate::model::{
    ChiTieu, Chieu, GiaiDoan, Gop, Lich, Literal, MucTieu, Ngay, NgayError, NhiemVu, NoiDung, Period, VanBan,
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
        let han: Option<Deadline> = keys.value("han", cx);
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
        Some(Self { id: id?, viec: viec?, chu_tri, phoi_hop, han: han.map(|han| han.0), chi_tieu })
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
            match year(&entry.key, cx.plan) {
                Ok(year) => years.extend(Decimal::from_node(&entry.value, cx).map(|n| (year, n))),
                Err(fault) => cx.report(fault.at(entry.key_span)),
            }
        }
        Some(Self::TheoNam(years))
    }
}

/// A year of a target, as the calendar of the plan counts.
fn year(typed: &str, plan: Option<GiaiDoan>) -> Result<i16, Diagnostic> {
    let alone = GiaiDoan::parse(typed).filter(|years| years.tu == years.den);
    let plan = match (alone, plan) {
        (Some(year), None | Some(GiaiDoan { lich: Lich::Nam, .. })) => return Ok(year.tu),
        (None, Some(plan)) if !Period::is_meant(typed) && plan.lich == Lich::Nam => None,
        (_, plan) => plan,
    };
    let Some(plan) = plan else {
        let fault = Diagnostic::error("nam", format!("`{typed}` không phải là năm"));
        return Err(fault.help("viết từng năm, ví dụ {2021: 2, 2022: 4}"));
    };
    let fault = |message: String, help: String| Diagnostic::error("nam", message).help(help);
    let period = Period::parse(typed, plan).map_err(|error| fault(error.message, error.help))?;
    if period.part.is_some() {
        let message = format!("`{typed}`: chỉ tiêu đặt cho cả {}", plan.lich.word());
        let help = format!(
            "ghi chỉ tiêu của {}: {}; kết quả của {} được đặt bên chỉ tiêu ấy",
            plan.lich.word(),
            period.whole_year().label(),
            period.short_name()
        );
        return Err(fault(message, help));
    }
    Ok(period.nam)
}

/// The last day of a task: a date, or a period of the plan that ends with it.
struct Deadline(Ngay);

impl FromNode for Deadline {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let text = match &node.kind {
            NodeKind::Scalar { text, .. } => text.as_str(),
            _ => "",
        };
        if Ngay::parse(text) != Err(NgayError::Form) || !Period::is_meant(text) {
            return Ngay::from_node(node, cx).map(Self);
        }
        let Some(plan) = cx.plan else {
            let message =
                format!("`{text}`: kế hoạch chưa ghi giai đoạn nên không biết ngày cuối của kỳ này");
            let help = "thêm khóa `bao_cao` với `giai_doan` (và `lich: nam_hoc` nếu theo năm học), hoặc viết ngày 15/11/2021";
            cx.report(Diagnostic::error("ky", message).at(node.span).help(help));
            return None;
        };
        match Period::parse(text, plan) {
            Ok(period) => period.last_day().map(Self),
            Err(error) => {
                cx.report(Diagnostic::error("ky", error.message).at(node.span).help(error.help));
                None
            }
        }
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
