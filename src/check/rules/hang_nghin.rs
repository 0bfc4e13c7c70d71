//! Points between thousands.

use std::ops::Range;

use crate::check::at::Piece;
use crate::check::facts::Facts;
use crate::check::figure::{TypedFigure, Unit, figures, is_of_money};
use crate::check::markdown::cells_below;
use crate::check::passage::Passage;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "GO-hang_nghin",
    scope: Scope::Every,
    name: "Sau hàng nghìn, hàng triệu, hàng tỷ đặt dấu chấm",
    severity: Severity::Warning,
    source: "Luật Kế toán số 88/2015/QH13, Điều 11",
    explanation: "Sau chữ số hàng nghìn, hàng triệu, hàng tỷ đặt dấu chấm: 1.250.000 đồng. Dấu phẩy ở chỗ đó là cách viết của \
        phần mềm tiếng Anh, đọc theo lối Việt Nam thì thành số thập phân; số tiền viết liền không dấu dễ đọc nhầm. Chương \
        trình chỉ chắc khi sau số là đơn vị tiền, đơn vị đo hoặc thứ đếm được.",
    wrong: Example::Text("Kinh phí mua sách là 1,250,000 đồng."),
    right: Example::Text("Kinh phí mua sách là 1.250.000 đồng."),
    fixable: true,
    run,
};

/// Fewest digits of a number that must have points: four may be a year.
const MIN_BARE: usize = 5;

/// Most digits that are an amount, not a code.
const MAX_BARE: usize = 15;

/// Reports groups parted by commas, and amounts without any point.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for passage in facts.passages.iter().filter(|passage| passage.part.has_figures()) {
        let amounts = amounts(passage);
        for mut figure in passage.pieces().flat_map(figures) {
            let at = figure.digits.range.start;
            let below = amounts.partition_point(|cell| cell.end <= at);
            if figure.is_alone && amounts.get(below).is_some_and(|cell| cell.contains(&at)) {
                figure.unit = figure.unit.or(Some(Unit::Money));
            }
            let (what, right) = if let Some(right) = commas(&figure) {
                ("viết dấu phẩy sau hàng nghìn", right)
            } else if let Some(right) = bare(&figure) {
                ("viết liền, không có dấu chấm sau hàng nghìn", right)
            } else {
                continue;
            };
            report
                .at(&figure.digits, format!("số \"{}\" {what}", figure.digits.typed()))
                .label(format!("\"{right}\""))
                .help("đặt dấu chấm sau hàng nghìn, hàng triệu, hàng tỷ")
                .mend(figure.digits, &right);
        }
    }
}

/// The cells of a text that hold amounts, as the heads of their columns say.
fn amounts(passage: &Passage<'_>) -> Vec<Range<usize>> {
    let is_lone = |piece: Piece<'_>| piece.is_cell() && piece.len() == 1 && piece.first().is_number();
    let has_lone = passage.pieces().any(is_lone);
    if has_lone && passage.part.is_markdown() { cells_below(passage, is_of_money) } else { Vec::new() }
}

/// The number whose groups are parted by commas, with points.
fn commas(figure: &TypedFigure<'_>) -> Option<String> {
    let groups: Vec<&str> = figure.digits.typed().split(',').collect();
    let (first, rest) = groups.split_first()?;
    let digits = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    let grouped = (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && digits(first)
        && rest.iter().all(|group| group.len() == 3 && digits(group));
    let counts = match (rest.len(), figure.unit) {
        // One comma: decimals, unless the thing has none.
        (0, _) => false,
        (1, Some(Unit::Money | Unit::Count)) => !figure.is_rate,
        (1, _) | (_, Some(Unit::Percent)) => false,
        (_, Some(_)) => true,
        (_, None) => rest.last() == Some(&"000"),
    };
    (grouped && counts).then(|| groups.join("."))
}

/// The amount typed without points, with them.
fn bare(figure: &TypedFigure<'_>) -> Option<String> {
    let digits = figure.digits.typed();
    let is_amount = digits.bytes().all(|b| b.is_ascii_digit())
        && (MIN_BARE..=MAX_BARE).contains(&digits.len())
        && !digits.starts_with('0')
        && matches!(figure.unit, Some(Unit::Money | Unit::Measure | Unit::Count));
    is_amount.then(|| {
        let lead = digits.len() % 3;
        let (lead, rest) = digits.split_at(if lead == 0 { 3 } else { lead });
        let groups = rest.as_bytes().chunks(3).map(|group| String::from_utf8_lossy(group).into_owned());
        std::iter::once(lead.to_owned()).chain(groups).collect::<Vec<_>>().join(".")
    })
}
