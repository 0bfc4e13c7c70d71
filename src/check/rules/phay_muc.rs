//! Commas that split a name into entries of a list.

use std::collections::HashSet;

use serde::Deserialize;

use crate::check::facts::Facts;
use crate::check::passage::{Part, Passage};
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::words::table;
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "GO-phay_muc",
    scope: Scope::Every,
    name: "Dấu phẩy trong [...] không được cắt đôi một tên",
    severity: Severity::Warning,
    source: "YAML 1.2, 7.4: dấu phẩy trong [...] tách các mục",
    explanation: "Trong danh sách viết giữa hai dấu [ ], mỗi dấu phẩy mở một mục mới, in thành một dòng riêng: \
        [Luật Thi đua, khen thưởng] là hai mục. Tên có dấu phẩy thì đặt cả tên trong dấu nháy kép.",
    wrong: Example::Keys("noi_nhan: [Các tổ chuyên môn, đoàn thể (để thực hiện), \"Lưu: VT\"]"),
    right: Example::Keys("noi_nhan: [\"Các tổ chuyên môn, đoàn thể (để thực hiện)\", \"Lưu: VT\"]"),
    fixable: false,
    run,
};

/// The file `phay_muc.yaml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    #[serde(rename = "nguon")]
    _nguon: String,
    /// Words that start an entry of their own though they are typed small.
    mo_dau_muc: HashSet<String>,
}

table!(
    static LISTS: Lists = "phay_muc.yaml"
);

/// Reports an entry once, with what is split off behind it.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    let mut rest = facts.passages.as_slice();
    while let Some(first) = rest.first() {
        let length = 1 + rest.windows(2).take_while(|pair| is_next(facts, &pair[0], &pair[1])).count();
        let (list, others) = rest.split_at(length);
        if !starts_small(first) {
            list_of(facts, list, report);
        }
        rest = others;
    }
}

/// Whether an entry of a list stands behind another one on a line of the file,
/// a comma between, both without quotes.
fn is_next(facts: &Facts<'_>, before: &Passage<'_>, after: &Passage<'_>) -> bool {
    let listed = matches!(after.part, Part::CanCu(_) | Part::NoiNhan | Part::KinhGui | Part::Truong);
    if !listed || before.span.source != after.span.source || before.span.end >= after.span.start {
        return false;
    }
    let Some(file) = facts.sources.get(after.span.source) else { return false };
    let plain = |passage: &Passage<'_>| file.text.get(passage.span.range()) == Some(passage.value);
    let between = file.text.get(before.span.range().end..after.span.range().start);
    let comma = between.and_then(|between| between.trim_start_matches(' ').strip_prefix(','));
    let list = |passage: &Passage<'_>| passage.key.rsplit_once('[').map(|(list, _)| list.to_owned());
    comma.is_some_and(|gap| !gap.is_empty() && gap.trim_matches(' ').is_empty())
        && list(before).is_some_and(|key| list(after) == Some(key))
        && plain(before)
        && plain(after)
}

fn starts_small(passage: &Passage<'_>) -> bool {
    passage.value.starts_with(char::is_lowercase)
}

/// Whether an entry looks like the end of the one before it.
fn is_split_off(passage: &Passage<'_>) -> bool {
    let word = passage.value.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    starts_small(passage) && !LISTS.mo_dau_muc.contains(word)
}

fn list_of(facts: &Facts<'_>, list: &[Passage<'_>], report: &mut RuleReport) {
    let mut at = 1;
    while at < list.len() {
        let count = list[at..].iter().take_while(|passage| is_split_off(passage)).count();
        if let (1.., [name @ .., last]) = (count, &list[at - 1..at + count]) {
            let range = name[0].span.range().start..last.span.range().end;
            let whole = facts.sources.get(last.span.source).and_then(|file| file.text.get(range));
            let passage = &list[at];
            report
                .at(
                    passage.part(0..passage.value.trim_end().len()),
                    format!("dấu phẩy tách \"{}\" thành một mục riêng", passage.value.trim_end()),
                )
                .help(format!(
                    "nếu dấu phẩy thuộc tên này thì để cả tên trong dấu nháy: \"{}\"; nếu là một mục riêng thì viết hoa chữ đầu",
                    whole.unwrap_or_default()
                ));
        }
        at += count + 1;
    }
}
