//! Lines that an editor seems to have wrapped.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::check::facts::Facts;
use crate::check::finding::Findings;
use crate::check::markdown::{events, in_part};
use crate::check::passage::Passage;
use crate::check::rule::{Example, Rule};
use crate::diagnostic::{Severity, Sources, Style};

pub const RULE: Rule = Rule {
    id: "GO-xuong_dong",
    ten: "Không xuống dòng giữa câu",
    severity: Severity::Warning,
    nguon: "quy ước của chương trình: mỗi dòng của nội dung in thành một đoạn",
    giai_thich: "Trong nội dung, xuống dòng là sang đoạn mới. Dòng không có dấu câu ở cuối mà dòng sau bắt đầu bằng chữ thường \
        thường là một câu dài bị trình soạn thảo ngắt ra, in lên giấy thành hai đoạn. Nối lại thành một dòng, hoặc dùng \
        `noi_dung: >` để chương trình tự nối các dòng; muốn xuống dòng trong một đoạn thì thêm dấu \\ ở cuối dòng.",
    sai: Example::Text(
        "Nhà trường tổ chức ngày hội đọc sách vào tháng 4 hằng năm, phát động\nphong trào góp sách cho thư viện lớp.",
    ),
    dung: Example::Text(
        "Nhà trường tổ chức ngày hội đọc sách vào tháng 4 hằng năm, phát động phong trào góp sách cho thư viện lớp.",
    ),
    sua_duoc: true,
    run,
};

/// Shortest line, in characters, that an editor wraps; a shorter one may be an
/// entry of a list without marks.
const MIN_WRAPPED: usize = 40;

/// What closes a line; a comma does not.
const CLOSING: [char; 18] =
    ['\\', '.', ';', ':', '?', '!', '…', '”', '"', '’', '\'', '»', ')', ']', '}', '>', '/', '|'];

/// Marks of Markdown around words.
const MARKUP: [char; 4] = ['*', '_', '~', '`'];

/// Reports breaks between lines of a paragraph that look like the editor's own.
fn run(facts: &Facts<'_>, findings: &mut Findings) {
    for passage in facts.passages.iter().filter(|passage| in_part(passage.part)) {
        let mut following = passage.value.lines().skip(1);
        if !following.any(|line| goes_on(line.trim_start())) || !keeps_lines(passage, facts.sources) {
            continue;
        }
        for line_break in line_breaks(passage) {
            check(passage, line_break, findings);
        }
    }
}

/// Whether the line breaks of the value are lines of the file: where YAML joins
/// lines, a break of the value is an empty line that somebody put there.
fn keeps_lines(passage: &Passage<'_>, sources: &Sources) -> bool {
    match sources.style(passage.span, passage.value) {
        Style::Literal | Style::Verbatim => true,
        Style::Double => {
            let text = sources.get(passage.span.source).map_or("", |file| file.text.as_str());
            text.get(passage.span.range()).is_some_and(|raw| raw.contains("\\n"))
        }
        Style::Plain | Style::Single | Style::Folded => false,
    }
}

/// The line breaks inside paragraphs that stand in nothing else.
fn line_breaks(passage: &Passage<'_>) -> Vec<Range<usize>> {
    let mut depth = 0_usize;
    let mut found = Vec::new();
    for (event, range) in events(passage) {
        match event {
            Event::Start(
                Tag::List(_)
                | Tag::BlockQuote(_)
                | Tag::Table(_)
                | Tag::FootnoteDefinition(_)
                | Tag::Heading { .. },
            ) => depth += 1,
            Event::End(
                TagEnd::List(_)
                | TagEnd::BlockQuote(_)
                | TagEnd::Table
                | TagEnd::FootnoteDefinition
                | TagEnd::Heading(_),
            ) => depth = depth.saturating_sub(1),
            Event::SoftBreak if depth == 0 => found.push(range),
            _ => {}
        }
    }
    found
}

/// Reports a break with no mark before it and a small letter behind it.
fn check(passage: &Passage<'_>, line_break: Range<usize>, findings: &mut Findings) {
    let before = passage.value[..line_break.start].trim_end();
    let rest = &passage.value[line_break.end..];
    let next = passage.value.len() - rest.trim_start().len();
    let (line, following) = (last_line(before), first_line(&passage.value[next..]));
    if ends(passage, before) || !goes_on(following) {
        return;
    }
    let head = first_words(following);
    let tail = last_words(line);
    let words = before.len() - tail.len()..next + head.len();
    let finding = findings.words(
        passage,
        words,
        format!("dòng dừng giữa câu ở \"... {tail}\", dòng sau viết tiếp \"{head} ...\""),
    );
    finding.help(
        "nối hai dòng làm một, dùng `noi_dung: >` (gấp dòng), hoặc thêm dấu \\ ở cuối dòng nếu muốn xuống dòng trong đoạn",
    );
    if line.chars().count() < MIN_WRAPPED {
        finding.hint();
    } else {
        finding.fix(passage, before.len()..next, " ");
    }
}

/// Whether a line ends with a mark, or with a tag of Tera that prints nothing.
fn ends(passage: &Passage<'_>, before: &str) -> bool {
    let at = before.len();
    let index = passage.expressions.partition_point(|expression| expression.range.end < at);
    match passage.expressions.get(index).filter(|expression| expression.range.end == at) {
        Some(expression) => expression.prints.is_none(),
        None => before.trim_end_matches(MARKUP).ends_with(CLOSING),
    }
}

/// Whether a line goes on in small letters; "a)", "b." start a point. What Tera
/// prints or does there is not known.
fn goes_on(line: &str) -> bool {
    let bare = line.trim_start_matches(MARKUP);
    let label: String = bare.chars().take_while(|c| c.is_alphanumeric()).collect();
    let is_label = label.chars().count() <= 3 && bare[label.len()..].starts_with([')', '.', '/']);
    bare.starts_with(char::is_lowercase) && !is_label
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
