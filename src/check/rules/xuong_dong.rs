//! Lines that an editor seems to have wrapped.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::check::facts::Facts;
use crate::check::markdown::events;
use crate::check::passage::Passage;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::{ScalarStyle, Severity, Sources};
use crate::typed_line::{Break, Surroundings, label, line_break, looks_wrapped};

pub(super) const RULE: Rule = Rule {
    id: "GO-xuong_dong",
    scope: Scope::Every,
    name: "Không xuống dòng giữa câu",
    severity: Severity::Warning,
    source: "quy ước của chương trình: mỗi dòng của nội dung in thành một đoạn",
    explanation: "Trong nội dung, xuống dòng là sang đoạn mới. Dòng không có dấu câu ở cuối mà dòng sau bắt đầu bằng chữ thường \
        thường là một câu dài bị trình soạn thảo ngắt ra, in lên giấy thành hai đoạn. Nối lại thành một dòng, hoặc dùng \
        `noi_dung: >` để chương trình tự nối các dòng; muốn xuống dòng trong một đoạn thì thêm dấu \\ ở cuối dòng.",
    wrong: Example::Text(
        "Nhà trường tổ chức ngày hội đọc sách vào tháng 4 hằng năm, phát động\nphong trào góp sách cho thư viện lớp.",
    ),
    right: Example::Text(
        "Nhà trường tổ chức ngày hội đọc sách vào tháng 4 hằng năm, phát động phong trào góp sách cho thư viện lớp.",
    ),
    fixable: true,
    run,
};

/// Shortest line, in characters, that an editor wraps; a shorter one may be an
/// entry of a list without marks.
const MIN_WRAPPED: usize = 40;

/// Shortest line, in characters, that is hinted at for its missing mark.
const MIN_UNMARKED: usize = 20;

/// Stands for what Tera prints at the end of a line.
const PRINTED: &str = "chữ";

/// Marks of Markdown around words.
const MARKUP: [char; 4] = ['*', '_', '~', '`'];

/// Reports breaks between lines of a paragraph that look like the editor's own.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for passage in facts.passages.iter().filter(|passage| passage.part.is_markdown()) {
        let starts_word =
            |line: &str| line.trim_start().trim_start_matches(MARKUP).starts_with(char::is_alphabetic);
        if !passage.value.lines().skip(1).any(starts_word) || !keeps_lines(passage, facts.sources) {
            continue;
        }
        let breaks = line_breaks(passage);
        for (at, asked) in &breaks {
            check(passage, at, *asked, report);
        }
        unmarked(passage, &breaks, report);
        joined(passage, report);
    }
}

/// Whether the line breaks of the value are lines of the file: where YAML joins
/// lines, a break of the value is an empty line that somebody put there.
fn keeps_lines(passage: &Passage<'_>, sources: &Sources) -> bool {
    match sources.style(passage.span, passage.value) {
        ScalarStyle::Literal | ScalarStyle::Verbatim => true,
        ScalarStyle::Double => {
            let text = sources.get(passage.span.source).map_or("", |file| file.text.as_str());
            text.get(passage.span.range()).is_some_and(|raw| raw.contains("\\n"))
        }
        ScalarStyle::Plain | ScalarStyle::Single | ScalarStyle::Folded => false,
    }
}

/// The line breaks that start a new paragraph, outside lists and quotations;
/// with them whether Markdown asks for a break there (two blanks).
fn line_breaks(passage: &Passage<'_>) -> Vec<(Range<usize>, bool)> {
    let mut depth = 0_usize;
    let mut found = Vec::new();
    for (event, range) in events(passage) {
        let asked = match event {
            Event::Start(
                Tag::List(_)
                | Tag::BlockQuote(_)
                | Tag::Table(_)
                | Tag::FootnoteDefinition(_)
                | Tag::Heading { .. },
            ) => {
                depth += 1;
                continue;
            }
            Event::End(
                TagEnd::List(_)
                | TagEnd::BlockQuote(_)
                | TagEnd::Table
                | TagEnd::FootnoteDefinition
                | TagEnd::Heading(_),
            ) => {
                depth = depth.saturating_sub(1);
                continue;
            }
            Event::SoftBreak => false,
            Event::HardBreak => true,
            _ => continue,
        };
        let meaning = line_break(&passage.lower, &range, Surroundings::default());
        if depth == 0 && meaning == Break::Paragraph {
            found.push((range, asked));
        }
    }
    found
}

/// Reports a break with no mark before it and a small letter behind it.
fn check(passage: &Passage<'_>, at: &Range<usize>, asked: bool, report: &mut RuleReport) {
    let before = passage.value[..at.start].trim_end();
    let next = passage.value.len() - passage.value[at.end..].trim_start().len();
    let (line, following) = (last_line(before), first_line(&passage.value[next..]));
    if !is_open(passage, before, following) {
        return;
    }
    let head = first_words(following);
    let tail = last_words(line);
    let words = before.len() - tail.len()..next + head.len();
    let finding = report.at(
        passage.part(words),
        format!("dòng dừng giữa câu ở \"... {tail}\", dòng sau viết tiếp \"{head} ...\""),
    );
    finding.help(
        "nối hai dòng làm một, dùng `noi_dung: >` (gấp dòng), hoặc thêm dấu \\ ở cuối dòng nếu muốn xuống dòng trong đoạn",
    );
    if line.chars().count() < MIN_WRAPPED {
        finding.hint();
    } else if !asked {
        finding.mend(passage.part(before.len()..next), " ");
    }
}

/// Hints at lines that end without a mark although a name or a sentence starts
/// the next one: whoever wrapped them so before a line was a paragraph
/// (version 0.1) must hear of it once a text.
fn unmarked(passage: &Passage<'_>, breaks: &[(Range<usize>, bool)], report: &mut RuleReport) {
    let is_unmarked = |at: &&Range<usize>| {
        let before = passage.value[..at.start].trim_end().trim_end_matches(MARKUP);
        let following = first_line(passage.value[at.end..].trim_start()).trim_start_matches(MARKUP);
        let line = last_line(before);
        let ends_with_word = line.ends_with(char::is_alphanumeric);
        let named = following.starts_with(char::is_uppercase) && label(following).is_none();
        let printed = passage.expressions.iter().any(|expression| expression.range.end == before.len());
        ends_with_word && named && !printed && label(line).is_none() && line.chars().count() >= MIN_UNMARKED
    };
    let found: Vec<&Range<usize>> = breaks.iter().map(|(at, _)| at).filter(is_unmarked).collect();
    let Some(first) = found.first() else { return };
    let before = passage.value[..first.start].trim_end();
    let tail = last_words(last_line(before));
    let message = match found.len() {
        1 => format!("dòng \"... {tail}\" không có dấu ở cuối, in thành một đoạn riêng"),
        count => format!(
            "{count} dòng không có dấu ở cuối, mỗi dòng in thành một đoạn riêng; dòng đầu: \"... {tail}\""
        ),
    };
    report
        .at(passage.part(before.len() - tail.len()..before.len()), message)
        .hint()
        .help("nếu đây là một câu viết nhiều dòng thì nối lại, hoặc dùng `noi_dung: >`; nếu đúng là đoạn riêng thì thêm dấu câu");
}

/// Hints at lines at the margin that become part of the list entry above them,
/// once a text: whoever meant a paragraph must hear of it.
fn joined(passage: &Passage<'_>, report: &mut RuleReport) {
    let (mut lists, mut other) = (0_usize, 0_usize);
    let mut found: Vec<usize> = Vec::new();
    for (event, range) in events(passage) {
        match event {
            Event::Start(Tag::List(_)) => lists += 1,
            Event::End(TagEnd::List(_)) => lists = lists.saturating_sub(1),
            Event::Start(Tag::BlockQuote(_) | Tag::Table(_) | Tag::FootnoteDefinition(_)) => other += 1,
            Event::End(TagEnd::BlockQuote(_) | TagEnd::Table | TagEnd::FootnoteDefinition) => {
                other = other.saturating_sub(1);
            }
            Event::SoftBreak | Event::HardBreak if lists > 0 && other == 0 => {
                let around = Surroundings { lists, ..Surroundings::default() };
                let next = passage.value[range.end..].chars().next();
                if next.is_some_and(char::is_alphabetic)
                    && line_break(passage.value, &range, around) == Break::Space
                {
                    found.push(range.end);
                }
            }
            _ => {}
        }
    }
    let Some(&first) = found.first() else { return };
    let line = first_line(&passage.value[first..]);
    let words = first_words(line);
    let entry = last_line(passage.value[..first].trim_end());
    let entry = label(entry).map_or_else(String::new, |label| format!(" \"{}\"", label.text));
    let more = match found.len() {
        1 => String::new(),
        count => format!(" ({count} dòng như vậy)"),
    };
    report
        .at(
            passage.part(first..first + words.len()),
            format!("dòng \"{words}\" ở sát lề được in nối vào mục{entry} ở trên{more}"),
        )
        .hint()
        .help("nếu là đoạn riêng thì để một dòng trống ở trên; nếu là phần của mục thì thụt dòng vào cho rõ");
}

/// Whether a sentence goes on over a break. Tera tells by whether it prints;
/// what it prints or does at the start of a line is not known.
fn is_open(passage: &Passage<'_>, before: &str, following: &str) -> bool {
    let at = before.len();
    let index = passage.expressions.partition_point(|expression| expression.range.end < at);
    let following = following.trim_start_matches(MARKUP);
    match passage.expressions.get(index).filter(|expression| expression.range.end == at) {
        Some(expression) => expression.prints.is_some() && looks_wrapped(PRINTED, following),
        None => {
            let bare = before.trim_end_matches(MARKUP);
            // A tag of HTML, a quotation mark typed plain.
            !bare.ends_with(['>', '\'']) && looks_wrapped(bare, following)
        }
    }
}

fn last_line(text: &str) -> &str {
    text.rsplit('\n').next().unwrap_or(text).trim_start()
}

fn first_line(text: &str) -> &str {
    text.split('\n').next().unwrap_or(text).trim_end()
}

/// The last two words of a line.
fn last_words(line: &str) -> &str {
    let start = line.rmatch_indices(' ').nth(1).map_or(0, |(at, _)| at + 1);
    &line[start..]
}

/// The first two words of a line.
fn first_words(line: &str) -> &str {
    let end = line.match_indices(' ').nth(1).map_or(line.len(), |(at, _)| at);
    &line[..end]
}
