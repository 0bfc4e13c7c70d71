//! Typed numbers that are not the program's. Composing the document finds
//! them, since only it knows every number.

use crate::check::facts::Facts;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "GO-so_lech",
    scope: Scope::Every,
    name: "Số gõ tay trùng với số chương trình đánh",
    severity: Severity::Error,
    source: "NĐ 30, Phụ lục I, Phần I, II.6.đ",
    explanation: "Chương trình đánh số I., 1., a), Điều 1. theo thứ tự. Số gõ sẵn đúng bằng số của chương trình thì in một \
        lần; khác thì văn bản có hai số khác nhau, hoặc danh sách bỏ cách số.",
    wrong: Example::Text("1. Họp phụ huynh.\n3. Họp hội đồng."),
    right: Example::Text("1. Họp phụ huynh.\n2. Họp hội đồng."),
    fixable: false,
    run,
};

/// Nothing here: see `compose::typed_number`.
fn run(_: &Facts<'_>, _: &mut RuleReport) {}
