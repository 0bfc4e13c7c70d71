//! Whatever was typed is printed, in order, or there is no paper and a report
//! says why: random Markdown, random keys, random tables.

mod support;

use proptest::prelude::*;
use support::{Word, compose, is, load};
use vanban::diagnostic::Sources;
use vanban::render::docx;
use vanban::source::Input;

/// What stands before the words of a line.
const STARTS: [&str; 24] = [
    "",
    "",
    "",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "3) ",
    "2026. ",
    "a) ",
    "1.1. ",
    "Điều 3. ",
    "## ",
    "### ",
    "> ",
    "    ",
    "  ",
    "[x]: ",
    "| ",
    "\\",
    "–",
    "> - ",
    "1. - ",
    "Phần I ",
];

/// What stands between and around words: mostly what is printed or marks up.
const MARKS: [&str; 44] = [
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    ", ",
    "; ",
    ": ",
    "**",
    "**",
    "*",
    "_",
    "__",
    "`",
    "``",
    "|",
    " | ",
    "\\",
    "\\\\",
    "[",
    "]",
    "](",
    ")",
    "](https://a.vn) ",
    "<br>",
    "&amp;",
    "&",
    "$",
    "!",
    "~",
    "  ",
    "> ",
];

/// What stands at the end of a line.
const ENDS: [&str; 10] = ["\n", "\n", "\n", "\n\n", "  \n", "\\\n", "|\n", "\n---\n", "\n| - | - |\n", ".\n"];

/// A text of some lines; its words are numbered from `first` on.
fn text(first: usize) -> impl Strategy<Value = (String, usize)> {
    let line = (
        proptest::sample::select(&STARTS[..]),
        proptest::collection::vec(proptest::sample::select(&MARKS[..]), 1..5),
        proptest::sample::select(&ENDS[..]),
    );
    proptest::collection::vec(line, 1..8).prop_map(move |lines| {
        let mut text = String::new();
        let mut next = first;
        for (start, marks, end) in lines {
            text.push_str(start);
            for mark in marks {
                text.push_str(&format!("tu{next:04}x{mark}"));
                next += 1;
            }
            text.push_str(end);
        }
        (text, next)
    })
}

/// The words of a file of the package, in the order in which they stand.
fn words(part: &str, word: &Word) -> Vec<String> {
    let document = word.part(part);
    let text: String = document
        .descendants()
        .filter(|node| is(*node, "t") || is(*node, "p") || is(*node, "br"))
        .map(|node| if is(node, "t") { node.text().unwrap_or_default() } else { " " })
        .collect();
    numbered(&text)
}

/// The numbered words of a text.
fn numbered(text: &str) -> Vec<String> {
    let low = text.to_lowercase();
    low.match_indices("tu")
        .filter_map(|(at, _)| low.get(at..at + 7))
        .filter(|word| word.ends_with('x') && word[2..6].bytes().all(|byte| byte.is_ascii_digit()))
        .map(str::to_owned)
        .collect()
}

/// A block scalar of YAML: its key stands at `column`, behind `lead`.
fn block(lead: &str, column: usize, text: &str) -> String {
    let pad = " ".repeat(column + 2);
    let lines: String = text.lines().map(|line| format!("{pad}{line}\n")).collect();
    // Told, since the first line may be indented itself.
    format!("{lead}: |2\n{lines}")
}

/// The Word file of a document; none when a report refuses it.
fn build(yaml: &str) -> Option<Word> {
    let mut sources = Sources::new();
    let loaded = load(&Input::text("thu.yaml", yaml), &mut sources);
    let Some(document) = loaded.document else {
        assert!(!loaded.diagnostics.is_empty(), "{yaml}");
        return None;
    };
    match compose(&document) {
        Ok(page_tree) => Some(Word::open(&docx::render(&page_tree.value).expect("a Word file"))),
        Err(faults) => {
            assert!(faults.iter().all(|fault| !fault.message.is_empty()) && !faults.is_empty(), "{yaml}");
            None
        }
    }
}

fn document(content: &str) -> String {
    let base = support::PLAN;
    let start = base.find("noi_dung:\n").expect("content");
    let end = base.find("ket: ").expect("an end");
    format!("{}{content}{}", &base[..start], &base[end..])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn no_word_of_a_text_is_lost((text, _) in text(1)) {
        let yaml = document(&block("noi_dung", 0, &text));
        if let Some(word) = build(&yaml) {
            prop_assert_eq!(words("word/document.xml", &word), numbered(&text), "{}", yaml);
        }
    }

    #[test]
    fn no_word_of_a_section_is_lost((title, _) in text(1), (body, _) in text(1000), (below, _) in text(2000)) {
        let content = [
            "noi_dung:\n".to_owned(),
            block("  - tieu_de", 4, &title),
            block("    noi_dung", 4, &body),
            "    muc:\n".to_owned(),
            block("      - noi_dung", 8, &below),
        ];
        let yaml = document(&content.concat());
        if let Some(word) = build(&yaml) {
            let expected: Vec<String> = [&title, &body, &below].into_iter().flat_map(|text| numbered(text)).collect();
            prop_assert_eq!(words("word/document.xml", &word), expected, "{}", yaml);
        }
    }

    #[test]
    fn no_word_of_a_line_is_lost((subject, _) in text(1), (opening, _) in text(1000), (to, _) in text(2000)) {
        let keys = ["trich_yeu: ", "mo_dau: ", "noi_nhan: "];
        let base: String = support::PLAN
            .lines()
            .filter(|line| !keys.iter().any(|key| line.starts_with(key)))
            .map(|line| format!("{line}\n"))
            .collect();
        let own = [
            block("trich_yeu", 0, &subject),
            block("mo_dau", 0, &opening),
            "noi_nhan:\n".to_owned(),
            block("  -", 2, &to).replacen("-:", "-", 1),
        ];
        let yaml = format!("{base}{}", own.concat());
        if let Some(word) = build(&yaml) {
            let expected: Vec<String> = [&subject, &opening, &to].into_iter().flat_map(|text| numbered(text)).collect();
            prop_assert_eq!(words("word/document.xml", &word), expected, "{}", yaml);
        }
    }

    #[test]
    fn no_word_of_bases_tables_and_annexes_is_lost(
        (basis, _) in text(1),
        (cell, _) in text(1000),
        (closing, _) in text(2000),
        (title, _) in text(3000),
        (annex, _) in text(4000),
    ) {
        let cell = cell.replace('\\', "").replace('\n', " ");
        let keys = ["can_cu:", "  - {id: kh1", "  - Luật", "ket: ", "mo_dau: "];
        let base: String = support::PLAN
            .lines()
            .filter(|line| !keys.iter().any(|key| line.starts_with(key)))
            .map(|line| format!("{line}\n"))
            .collect();
        let base = base.replace("Thực hiện {{ vien_dan(id=\"kh1\") }}.", "Thực hiện.");
        let own = [
            "can_cu:\n".to_owned(),
            block("  -", 2, &basis).replacen("-:", "-", 1),
            block("ket", 0, &closing),
            "phu_luc:\n".to_owned(),
            block("  - tieu_de", 4, &title),
            block("    noi_dung", 4, &annex),
            format!("    bang: {{cot: [Việc, Ai], dong: [[{cell:?}, Tổ]]}}\n"),
        ];
        let yaml = format!("{base}{}", own.concat());
        if let Some(word) = build(&yaml) {
            let typed = [&basis, &closing, &title, &annex, &cell];
            let expected: Vec<String> = typed.into_iter().flat_map(|text| numbered(text)).collect();
            prop_assert_eq!(words("word/document.xml", &word), expected, "{}", yaml);
        }
    }

    #[test]
    fn no_word_of_a_footnote_is_lost((body, _) in text(1), (note, _) in text(1000)) {
        let body = body.replace('\n', " ");
        let note = note.replace('\n', " ");
        let yaml = document(&block("noi_dung", 0, &format!("Đầu[^a] {body}\n\n[^a]: Lời {note}\n")));
        if let Some(word) = build(&yaml) {
            prop_assert_eq!(words("word/document.xml", &word), numbered(&body), "{}", yaml);
            prop_assert_eq!(words("word/footnotes.xml", &word), numbered(&note), "{}", yaml);
        }
    }

    #[test]
    fn no_cell_of_a_table_is_lost(rows in proptest::collection::vec(proptest::collection::vec(0_usize..4, 1..5), 1..6)) {
        let mut next = 1;
        let mut table = String::new();
        for row in &rows {
            let cells: Vec<String> = row.iter().map(|count| {
                (0..*count).map(|_| { next += 1; format!("tu{next:04}x") }).collect::<Vec<_>>().join(" ")
            }).collect();
            table.push_str(&format!("| {} |\n", cells.join(" | ")));
            if table.lines().count() == 1 {
                table.push_str(&format!("|{}\n", " - |".repeat(row.len())));
            }
        }
        let yaml = document(&block("noi_dung", 0, &table));
        if let Some(word) = build(&yaml) {
            prop_assert_eq!(words("word/document.xml", &word), numbered(&table), "{}", yaml);
        }
    }
}
