//! Lines that YAML joins to one.

use std::ops::Range;

use crate::check::facts::Facts;
use crate::check::passage::Passage;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::{ScalarStyle, Severity, Sources};
use crate::typed_line::{Counting, label};

pub(super) const RULE: Rule = Rule {
    id: "GO-gop_dong",
    scope: Scope::Every,
    name: "Các dòng đánh số, gạch đầu dòng không được bị nối thành một đoạn",
    severity: Severity::Error,
    source: "YAML 1.2, 6.5 và 7.3: giá trị không có dấu | thì các dòng được nối làm một",
    explanation: "Viết nhiều dòng dưới `noi_dung:` mà không có dấu |, hoặc dùng dấu >, thì YAML nối các dòng thành một đoạn: \
        a), b), c) gõ mỗi mục một dòng sẽ in liền nhau. Thêm dấu | sau `noi_dung:` để mỗi dòng là một đoạn, hoặc để một dòng \
        trống giữa hai đoạn.",
    wrong: Example::Keys(
        "noi_dung:\n  a) Mua sách cho thư viện;\n  b) Tổ chức ngày hội đọc sách;\n  c) Tổng kết phong trào.",
    ),
    right: Example::Keys(
        "noi_dung: |\n  a) Mua sách cho thư viện;\n  b) Tổ chức ngày hội đọc sách;\n  c) Tổng kết phong trào.",
    ),
    fixable: false,
    run,
};

/// Most labels that a report names.
const MAX_NAMED: usize = 3;

/// Reports every text once.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for passage in &facts.passages {
        let Some((style, joints)) = joints(passage, facts.sources) else { continue };
        let glued = glued(passage.value, &joints);
        if !glued.is_empty() {
            tell(passage, style, &glued, report);
        } else if style != ScalarStyle::Folded
            && passage.part.is_markdown()
            && all_sentences(passage.value, &joints)
        {
            hint(passage, style, &joints, report);
        }
    }
}

/// The blanks of a value that are line breaks of the file, and how the file
/// writes the value.
fn joints(passage: &Passage<'_>, sources: &Sources) -> Option<(ScalarStyle, Vec<usize>)> {
    let text = &sources.get(passage.span.source)?.text;
    if !text.get(passage.span.range())?.contains('\n') {
        return None;
    }
    let style = sources.style(passage.span, passage.value);
    if matches!(style, ScalarStyle::Literal | ScalarStyle::Verbatim) {
        return None;
    }
    let offsets = sources.offsets(passage.span, passage.value);
    let is_joint = |at: &usize| {
        let file = offsets.range(text, passage.value, &(*at..at + 1));
        // A trailing `\` asks for the next line.
        file.and_then(|file| text.get(file)).is_some_and(|gap| gap.contains('\n') && !gap.contains('\\'))
    };
    let joints: Vec<usize> = passage.value.match_indices(' ').map(|(at, _)| at).filter(is_joint).collect();
    (!joints.is_empty()).then_some((style, joints))
}

/// What a line of an outline or a list starts with.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Sort {
    Label(String, Counting),
    Dash,
}

/// The mark that a line starts with, its bytes and what it is.
fn mark(line: &str) -> Option<(usize, Sort)> {
    if line.starts_with("- ") || line.starts_with("+ ") {
        return Some((1, Sort::Dash));
    }
    let label = label(line)?;
    Some((label.text.len(), Sort::Label(label.word.to_lowercase(), label.counting)))
}

/// The marks at the starts of lines that are joined to the line above. A number
/// at the start of a wrapped line is none: what is above must be closed, or
/// have a mark of the same sort.
fn glued(value: &str, joints: &[usize]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut known: Vec<Sort> = Vec::new();
    let mut above = 0;
    for (index, &at) in joints.iter().enumerate() {
        if let Some(newline) = value[above..at].rfind('\n') {
            known.clear();
            above += newline + 1;
        }
        let before = &value[above..at];
        known.extend(mark(before).map(|(_, sort)| sort));
        let end = joints.get(index + 1).copied().unwrap_or(value.len());
        let line = value[at + 1..end].lines().next().unwrap_or_default();
        if let Some((length, sort)) = mark(line)
            && (is_closed(before) || known.contains(&sort))
        {
            found.push(at + 1..at + 1 + length);
        }
        above = at + 1;
    }
    found
}

fn is_closed(line: &str) -> bool {
    line.trim_end().ends_with(['.', ';', ':', '?', '!'])
}

/// Whether every line that YAML joins looks like a paragraph of its own.
fn all_sentences(value: &str, joints: &[usize]) -> bool {
    joints.iter().all(|&at| {
        let closed = value[..at].ends_with(['.', ';', ':']);
        closed && value[at + 1..].starts_with(char::is_uppercase)
    })
}

fn tell(passage: &Passage<'_>, style: ScalarStyle, glued: &[Range<usize>], report: &mut RuleReport) {
    let Some(first) = glued.first() else { return };
    let mut named: Vec<String> = glued
        .iter()
        .take(MAX_NAMED)
        .map(|mark| format!("\"{}\"", passage.part(mark.clone()).typed()))
        .collect();
    named.dedup();
    let more = if glued.len() > MAX_NAMED { ", ..." } else { "" };
    let count = if glued.len() > 1 { format!("{} dòng", glued.len()) } else { "dòng".to_owned() };
    let message = format!(
        "{count} bắt đầu bằng {}{more} bị nối vào dòng trên, in liền thành một đoạn",
        named.join(", ")
    );
    report
        .at(passage.part(first.clone()), message)
        .label("bắt đầu dòng mới ở đây")
        .help(advice(passage, style));
}

fn hint(passage: &Passage<'_>, style: ScalarStyle, joints: &[usize], report: &mut RuleReport) {
    let Some(&first) = joints.first() else { return };
    let end = passage.value[first + 1..].find(' ').map_or(passage.value.len(), |at| first + 1 + at);
    let message = format!("{} dòng được nối làm một, in thành một đoạn", joints.len() + 1);
    report
        .at(passage.part(first + 1..end), message)
        .hint()
        .help(format!("nếu mỗi dòng là một đoạn: {}", advice(passage, style)));
}

/// How to keep the lines.
fn advice(passage: &Passage<'_>, style: ScalarStyle) -> String {
    let key = passage.key.rsplit('.').next().unwrap_or_default();
    let behind = if key.ends_with(']') { "dấu - của mục".to_owned() } else { format!("`{key}:`") };
    let how = match style {
        ScalarStyle::Folded => format!("đổi dấu > sau {behind} thành dấu |"),
        ScalarStyle::Single | ScalarStyle::Double => format!("bỏ dấu nháy, thêm dấu | sau {behind}"),
        ScalarStyle::Plain | ScalarStyle::Literal | ScalarStyle::Verbatim => {
            format!("thêm dấu | sau {behind}")
        }
    };
    format!("{how}, hoặc để một dòng trống giữa hai đoạn")
}
