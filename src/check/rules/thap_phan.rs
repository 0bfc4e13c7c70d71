//! The decimal comma.

use crate::check::facts::Facts;
use crate::check::figure::{TypedFigure, Unit, figures};
use crate::check::passage::Part;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "GO-thap_phan",
    scope: Scope::Every,
    name: "Phần thập phân viết sau dấu phẩy",
    severity: Severity::Warning,
    source: "Luật Kế toán số 88/2015/QH13, Điều 11",
    explanation: "Sau chữ số hàng đơn vị đặt dấu phẩy rồi mới đến phần thập phân: 26,7%; dấu chấm chỉ đặt sau hàng nghìn, hàng \
        triệu, hàng tỷ. Viết 26.7% là chép từ bảng tính hoặc phần mềm tiếng Anh. Chương trình chỉ chắc khi ngay sau số là \
        dấu % hoặc đơn vị đo; số mục, số phiên bản, tọa độ không bị tính là số thập phân.",
    wrong: Example::Text("Năm học 2025-2026, tỷ lệ học sinh đạt loại Tốt là 26.7%."),
    right: Example::Text("Năm học 2025-2026, tỷ lệ học sinh đạt loại Tốt là 26,7%."),
    fixable: true,
    run,
};

/// Reports points before decimals.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for figure in facts.pieces(Part::has_figures).flat_map(figures) {
        let Some(right) = right(&figure) else { continue };
        let typed = figure.digits.typed();
        let sure = figure.unit.is_some() || typed.contains(',');
        let finding = report.at(&figure.digits, format!("\"{typed}\": phần thập phân viết sau dấu chấm"));
        finding.label(format!("\"{right}\""));
        if sure {
            finding.help("viết dấu phẩy trước phần thập phân").mend(figure.digits, &right);
        } else {
            finding.help("nếu là số thập phân thì viết dấu phẩy").hint();
        }
    }
}

/// The number with a decimal comma; none when it has no decimals behind a point.
fn right(figure: &TypedFigure<'_>) -> Option<String> {
    let (whole, decimals) = figure.digits.typed().rsplit_once('.')?;
    if whole.contains('.') || decimals.contains(',') {
        return None;
    }
    // "1,250.5": both marks the English way.
    if whole.contains(',') {
        return is_grouped(whole).then(|| format!("{},{decimals}", whole.replace(',', ".")));
    }
    // Three digits are a group of thousands, but not behind a zero.
    let is_decimal = matches!(decimals.len(), 1 | 2) || whole == "0";
    let measured = match figure.unit {
        Some(Unit::Percent | Unit::Measure) => true,
        Some(Unit::Money | Unit::Count) => false,
        None => figure.is_alone && whole.len() >= 3 && whole.len() < 7,
    };
    let has_whole = whole == "0" || !whole.starts_with('0');
    (is_decimal && measured && has_whole).then(|| format!("{whole},{decimals}"))
}

/// Whether commas part digits into groups of three.
fn is_grouped(whole: &str) -> bool {
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && !first.starts_with('0') && groups.all(|group| group.len() == 3)
}
