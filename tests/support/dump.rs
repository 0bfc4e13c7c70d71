//! A Word file as plain text that two versions of the program can be compared
//! by: what stands where, in which style, bold, italic, marked.

use std::fmt::Write;

use roxmltree::Node;

use crate::support::{Word, child, is, value};

/// The paper, a line a paragraph, a row of a table, a change of paper.
pub(crate) fn paper(word: &Word) -> String {
    let mut text = String::new();
    let core = word.part("docProps/core.xml");
    let title = core.descendants().find(|node| node.tag_name().name() == "title");
    line(&mut text, format!("tên: {}", title.and_then(|node| node.text()).unwrap_or("")));
    for name in word.parts.keys().filter(|name| name.contains("/header") || name.contains("/footer")) {
        let part = word.part(name);
        for node in part.root_element().children().filter(|node| is(*node, "p")) {
            push(&mut text, "mép trang: ", paragraph(node));
        }
    }
    let document = word.part("word/document.xml");
    if let Some(body) = child(document.root_element(), "body") {
        blocks(&mut text, body);
    }
    if word.parts.contains_key("word/footnotes.xml") {
        let notes = word.part("word/footnotes.xml");
        for note in notes.root_element().children().filter(|node| is(*node, "footnote")) {
            let id = value(note, "id").unwrap_or_default();
            for node in note.children().filter(|node| is(*node, "p")) {
                push(&mut text, &format!("chú thích {id}: "), paragraph(node));
            }
        }
    }
    text
}

/// What each style says, a line a style.
pub(crate) fn styles(word: &Word) -> String {
    let part = word.part("word/styles.xml");
    let mut text = String::new();
    for style in part.descendants().filter(|node| is(*node, "style")) {
        let mut words = value(style, "styleId").unwrap_or_default();
        for node in style.descendants().filter(|node| node.is_element() && *node != style) {
            let _ = write!(words, " {}", node.tag_name().name());
            for attribute in node.attributes() {
                let _ = write!(words, " {}={}", attribute.name(), attribute.value());
            }
        }
        line(&mut text, words);
    }
    text
}

fn line(text: &mut String, line: impl AsRef<str>) {
    text.push_str(line.as_ref().trim_end());
    text.push('\n');
}

fn push(text: &mut String, before: &str, words: Option<String>) {
    if let Some(words) = words {
        line(text, format!("{before}{words}"));
    }
}

fn blocks(text: &mut String, parent: Node<'_, '_>) {
    for node in parent.children() {
        if is(node, "p") {
            push(text, "", paragraph(node));
            let section = child(node, "pPr").and_then(|properties| child(properties, "sectPr"));
            push(text, "", section.map(sheet));
        } else if is(node, "tbl") {
            for row in node.children().filter(|node| is(*node, "tr")) {
                let repeats =
                    child(row, "trPr").is_some_and(|properties| child(properties, "tblHeader").is_some());
                let cells: Vec<String> = row.children().filter(|node| is(*node, "tc")).map(cell).collect();
                line(text, format!("{}| {} |", if repeats { "đầu bảng " } else { "" }, cells.join(" | ")));
            }
        } else if is(node, "sectPr") {
            line(text, sheet(node));
        }
    }
}

fn cell(node: Node<'_, '_>) -> String {
    let properties = child(node, "tcPr");
    let mut words = String::new();
    let span = properties.and_then(|p| child(p, "gridSpan")).and_then(|node| value(node, "val"));
    if let Some(columns) = span.filter(|columns| columns != "1") {
        let _ = write!(words, "(qua {columns} cột) ");
    }
    if let Some(merged) = properties.and_then(|p| child(p, "vMerge")) {
        let _ = write!(words, "(gộp dọc {}) ", value(merged, "val").unwrap_or_default());
    }
    let lines: Vec<String> = node.descendants().filter(|node| is(*node, "p")).filter_map(paragraph).collect();
    words + &lines.join(" ¶ ")
}

/// The paper of a section.
fn sheet(node: Node<'_, '_>) -> String {
    let of = |name: &str, key: &str| child(node, name).and_then(|n| value(n, key)).unwrap_or_default();
    let side = if of("pgSz", "orient") == "landscape" { "ngang" } else { "dọc" };
    let margins: Vec<String> =
        ["top", "right", "bottom", "left"].iter().map(|key| of("pgMar", key)).collect();
    let first = of("pgNumType", "start");
    let first = if first.is_empty() { String::new() } else { format!(", số trang từ {first}") };
    let title = if child(node, "titlePg").is_some() { ", trang đầu không số" } else { "" };
    format!("--- trang {side}, lề {}{first}{title}", margins.join(" "))
}

/// A paragraph; none of those that only make room.
fn paragraph(node: Node<'_, '_>) -> Option<String> {
    let properties = child(node, "pPr");
    let of = |name: &str| properties.and_then(|p| child(p, name));
    let style = of("pStyle").and_then(|node| value(node, "val"));
    let mut runs: Vec<(String, String)> = Vec::new();
    for run in node.children().filter(|node| is(*node, "r")) {
        let (form, words) = (form(run), words(run));
        match runs.last_mut() {
            Some((last, text)) if *last == form => text.push_str(&words),
            _ => runs.push((form, words)),
        }
    }
    let text: String = runs
        .into_iter()
        .map(
            |(form, text)| {
                if form.is_empty() || text.is_empty() { text } else { format!("{{{form}: {text}}}") }
            },
        )
        .collect();
    let rule = of("pBdr").is_some_and(|border| child(border, "top").is_some());
    if text.is_empty() && style.is_none() && !rule {
        return None;
    }
    let mut flags = style.unwrap_or_default();
    if let Some(align) = of("jc").and_then(|node| value(node, "val")) {
        let _ = write!(flags, " {align}");
    }
    if rule {
        let side = |key: &str| of("ind").and_then(|node| value(node, key)).unwrap_or_default();
        let _ = write!(flags, " đường kẻ {}..{}", side("left"), side("right"));
    }
    if of("pageBreakBefore").is_some() {
        flags.push_str(" sang trang");
    }
    Some(format!("[{}] {text}", flags.trim()))
}

fn form(run: Node<'_, '_>) -> String {
    let has = |name: &str| child(run, "rPr").is_some_and(|properties| child(properties, name).is_some());
    let names = [("b", "đậm"), ("i", "nghiêng"), ("u", "gạch chân"), ("highlight", "vàng")];
    let found: Vec<&str> = names.iter().filter(|(tag, _)| has(tag)).map(|(_, name)| *name).collect();
    found.join(" ")
}

fn words(run: Node<'_, '_>) -> String {
    let mut text = String::new();
    for node in run.children() {
        match node.tag_name().name() {
            "t" => text.push_str(node.text().unwrap_or("")),
            "br" => text.push('⏎'),
            "tab" => text.push('⇥'),
            "footnoteReference" => {
                let _ = write!(text, "{{chú thích {}}}", value(node, "id").unwrap_or_default());
            }
            "instrText" => {
                let _ = write!(text, "{{{}}}", node.text().unwrap_or("").trim());
            }
            "drawing" => text.push_str(&picture(node)),
            _ => {}
        }
    }
    text
}

fn picture(node: Node<'_, '_>) -> String {
    let find = |name: &str| node.descendants().find(|node| node.tag_name().name() == name);
    let of = |name: &str, key: &str| find(name).and_then(|node| node.attribute(key)).unwrap_or("").to_owned();
    format!("{{hình {}x{} {:?}}}", of("extent", "cx"), of("extent", "cy"), of("docPr", "descr"))
}
