//! Documents with a table of data, and the table read back.

use tempfile::TempDir;
use vanban::diagnostic::{Sources, render_all};
use vanban::render::docx;
use vanban::source::Input;

use super::{PLAN, Word, child, compose, is, load, value};

/// The plan with `bang` as its first section.
pub(crate) fn plan(bang: &str) -> String {
    let indented: String = bang.lines().map(|line| format!("      {line}\n")).collect();
    PLAN.replacen(
        "noi_dung:\n",
        &format!("noi_dung:\n  - tieu_de: Phân công\n    noi_dung: Như sau.\n    bang:\n{indented}"),
        1,
    )
}

/// A folder with the plan and its data files.
pub(crate) struct Office(pub TempDir);

impl Office {
    pub(crate) fn new(bang: &str, files: &[(&str, &[u8])]) -> Self {
        let folder = TempDir::new().unwrap();
        std::fs::write(folder.path().join("vb.yaml"), plan(bang)).unwrap();
        for (name, bytes) in files {
            std::fs::write(folder.path().join(name), bytes).unwrap();
        }
        Self(folder)
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut sources = Sources::new();
        let loaded = load(&Input::file(self.0.path().join("vb.yaml")), &mut sources);
        let told = render_all(&loaded.diagnostics, &sources, false);
        let document = loaded.document.unwrap_or_else(|| panic!("{told}"));
        docx::render(&compose(&document).unwrap().value).unwrap()
    }

    /// What reading tells.
    pub(crate) fn told(&self) -> String {
        let mut sources = Sources::new();
        let loaded = load(&Input::file(self.0.path().join("vb.yaml")), &mut sources);
        render_all(&loaded.diagnostics, &sources, false)
    }
}

/// The cells of the first table that has visible lines.
pub(crate) fn cells(word: &Word) -> Vec<Vec<String>> {
    let document = word.part("word/document.xml");
    let tables: Vec<_> = document.descendants().filter(|node| is(*node, "tbl")).collect();
    let table = tables.iter().find(|table| {
        table.descendants().any(|n| is(n, "pStyle") && value(n, "val").as_deref() == Some("DauBang"))
    });
    let texts = |node: roxmltree::Node<'_, '_>| -> String {
        let mut text = String::new();
        for node in node.descendants() {
            match node.tag_name().name() {
                "t" => text.push_str(node.text().unwrap_or("")),
                "br" => text.push('|'),
                _ => {}
            }
        }
        text
    };
    let rows = table.expect("a table").children().filter(|node| is(*node, "tr"));
    rows.map(|row| row.children().filter(|n| is(*n, "tc")).map(texts).collect()).collect()
}

/// The cells of that table as `columns, merge, style, text`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CellShape {
    pub columns: usize,
    pub merge: &'static str,
    pub bold: bool,
    pub align: String,
    pub text: String,
}

/// The rows of the first table with visible lines, and whether each repeats.
pub(crate) fn shapes(word: &Word) -> Vec<(bool, Vec<CellShape>)> {
    let document = word.part("word/document.xml");
    let is_of_data = |node: &roxmltree::Node<'_, '_>| {
        node.descendants().any(|n| is(n, "pStyle") && value(n, "val").as_deref() == Some("DauBang"))
    };
    let table = document.descendants().filter(|node| is(*node, "tbl")).find(is_of_data).expect("a table");
    let shape = |cell: roxmltree::Node<'_, '_>| {
        let properties = child(cell, "tcPr");
        let of = |name: &str| properties.and_then(|properties| child(properties, name));
        let span = of("gridSpan").and_then(|span| value(span, "val")).and_then(|span| span.parse().ok());
        let merge = match of("vMerge").map(|merge| value(merge, "val")) {
            None => "",
            Some(Some(restart)) if restart == "restart" => "starts",
            Some(_) => "continues",
        };
        let paragraph = child(cell, "p").map(|p| word.paragraph_of(p)).expect("a paragraph");
        CellShape {
            columns: span.unwrap_or(1),
            merge,
            bold: paragraph.bold,
            align: paragraph.align,
            text: paragraph.text,
        }
    };
    let rows = table.children().filter(|node| is(*node, "tr"));
    rows.map(|row| {
        let repeats = child(row, "trPr").is_some_and(|properties| child(properties, "tblHeader").is_some());
        (repeats, row.children().filter(|node| is(*node, "tc")).map(shape).collect())
    })
    .collect()
}
