//! Reads the reporting calendar of a plan, and the calendar it lives in.

use super::document::OneOrMany;
use super::mapping::{MappingReader, Word};
use super::reader::{FromNode, Reader};
use super::tree::{Node, NodeKind};
use crate::diagnostic::Diagnostic;
use crate::keys::GroupName;
use crate::model::{
    BaoCao, BaoCaoTrongNam, GiaiDoan, LanBaoCao, Lich, Literal, NamHoc, NgayThang, PeriodError, YearPart,
};

/// The word of the key `lich`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CalendarWord {
    Nam,
    NamHoc,
}

impl Word for CalendarWord {
    fn of_word(word: &str) -> Option<Self> {
        match word {
            "nam" => Some(Self::Nam),
            "nam_hoc" => Some(Self::NamHoc),
            _ => None,
        }
    }
}

/// The calendar that a plan lives in; days of a school year ask for one.
fn read_calendar(keys: &mut MappingReader<'_>, cx: &mut Reader<'_>) -> Lich {
    let word: Option<CalendarWord> = keys.word("lich", cx);
    let days: Option<NamHoc> = keys.value("moc_nam_hoc", cx);
    match (word, days, keys.node("moc_nam_hoc")) {
        (Some(CalendarWord::NamHoc), days, _) => Lich::NamHoc(days.unwrap_or_default()),
        (_, Some(_), Some(node)) => {
            let message = "`moc_nam_hoc` chỉ dùng khi kế hoạch tính theo năm học";
            let help = "thêm `lich: nam_hoc`, hoặc bỏ `moc_nam_hoc`";
            cx.report(Diagnostic::error("lich", message).at(node.span).help(help));
            Lich::Nam
        }
        _ => Lich::Nam,
    }
}

/// The years of the plan, as its calendar counts.
fn read_years(keys: &mut MappingReader<'_>, lich: Lich, cx: &mut Reader<'_>) -> Option<GiaiDoan> {
    let typed: Option<Literal> = keys.value("giai_doan", cx);
    let (typed, node) = (typed?, keys.node("giai_doan")?);
    GiaiDoan::of(typed.as_str(), lich).or_else(|| {
        cx.under(".giai_doan".to_owned(), |cx| match lich {
            Lich::Nam => cx.mismatch(node, "một giai đoạn", "viết năm đầu và năm cuối, ví dụ 2021-2025"),
            Lich::NamHoc(_) => {
                let help = "viết năm đầu và năm cuối, ví dụ 2026-2027 (một năm học), 2026-2029 (ba năm học)";
                cx.mismatch(node, "giai đoạn của các năm học", help)
            }
        })
    })
}

/// The days of a school year; what is not said is as the ministry's frame has
/// it.
impl FromNode for NamHoc {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let mut keys = MappingReader::new(node, GroupName::MocNamHoc, cx)?;
        let default = Self::default();
        let days = Self {
            bat_dau: keys.value("bat_dau", cx).unwrap_or(default.bat_dau),
            het_hk1: keys.value("het_hk1", cx).unwrap_or(default.het_hk1),
            het_hk2: keys.value("het_hk2", cx).unwrap_or(default.het_hk2),
        };
        keys.finish(cx);
        if !days.is_in_order() {
            let message = "các mốc của năm học không theo thứ tự: bắt đầu, hết học kỳ I, hết học kỳ II";
            let help = "ví dụ moc_nam_hoc: {bat_dau: 05/9, het_hk1: 17/01, het_hk2: 30/5}";
            cx.report(Diagnostic::error("lich", message).at(node.span).help(help));
        }
        Some(days)
    }
}

/// `hk1`, `hoc_ky`, `quy`, or the same with the day before which it is due.
impl FromNode for BaoCaoTrongNam {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        if matches!(node.kind, NodeKind::Scalar { .. }) {
            return Some(Self { parts: read_parts(node, cx)?, truoc: None });
        }
        let mut keys = MappingReader::new(node, GroupName::BaoCaoTrongNam, cx)?;
        let typed: Option<Literal> = keys.value("ky", cx);
        let parts = typed.and_then(|_| keys.node("ky")).and_then(|node| read_parts(node, cx));
        let truoc: Option<NgayThang> = keys.value("truoc", cx);
        let place = keys.node("truoc");
        keys.finish(cx);
        let parts = parts?;
        if let (Some(_), Some(place), true) = (truoc, place, parts.len() > 1) {
            let message = "`truoc` là một ngày, `ky` ở đây là nhiều kỳ";
            let help = "tách thành từng kỳ, ví dụ {ky: hk1, truoc: 20/01}; bỏ `truoc` thì hạn là ngày cuối của mỗi kỳ";
            cx.report(Diagnostic::error("ky", message).at(place.span).help(help));
        }
        Some(Self { parts, truoc })
    }
}

fn read_parts(node: &Node, cx: &mut Reader<'_>) -> Option<Vec<YearPart>> {
    let typed = Literal::from_node(node, cx)?;
    // Without the years nobody knows which stretches they have.
    let plan = cx.plan?;
    match YearPart::parse(typed.as_str(), plan.lich) {
        Ok(parts) => Some(parts),
        Err(PeriodError { message, help }) => {
            cx.report(Diagnostic::error("ky", message).at(node.span).help(help));
            None
        }
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
        let lich = read_calendar(&mut keys, cx);
        let giai_doan = read_years(&mut keys, lich, cx);
        cx.plan = giai_doan;
        let kinh_gui: Option<OneOrMany> = keys.value("kinh_gui", cx);
        let noi_nhan = keys.value("noi_nhan", cx);
        let hang_nam = keys.value("hang_nam", cx);
        let trong_nam = keys.list("trong_nam", cx);
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
        let (giai_doan, kinh_gui) = (giai_doan?, kinh_gui?.0);
        Some(Self { giai_doan, kinh_gui, noi_nhan, hang_nam, trong_nam, so_ket, tong_ket })
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
        let (name, (tu, den)) = (period.lich.year_name(report.nam), period.ends());
        let message = format!("`{key}`: {name} nằm ngoài giai đoạn {tu}-{den}");
        cx.report(Diagnostic::error("nam", message).at(node.span).help("sửa năm, hoặc sửa `giai_doan`"));
    }
    Some(report)
}

/// `{nam: 2023, truoc: 20/10/2023}`, or the year alone.
impl FromNode for LanBaoCao {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let year = |node: &Node, cx: &mut Reader<'_>| {
            let text = Literal::from_node(node, cx)?;
            let lich = cx.plan.map_or(Lich::Nam, |plan| plan.lich);
            let year = GiaiDoan::of(text.as_str(), lich).filter(|years| years.tu == years.den);
            year.map(|years| years.tu).or_else(|| match lich {
                Lich::Nam => cx.mismatch(node, "một năm", "ví dụ nam: 2023"),
                Lich::NamHoc(_) => cx.mismatch(node, "một năm học", "ví dụ nam: 2026-2027"),
            })
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
