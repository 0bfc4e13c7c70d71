//! Tables of data: caption, running numbers, values, the row of sums.

use std::sync::LazyLock;

use serde::Deserialize;

use super::engine::Engine;
use super::page::{Block, Paragraph, Table, TableColumn};
use crate::law::{Alignment, Phrase, StyleId};
use crate::model::{Bang, CotBang, GiaTriO};
use crate::number;

/// The words of `data/bang.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    stt: Phrase,
    tong_cong: Phrase,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    serde_saphyr::from_str(include_str!("../../data/bang.yaml"))
        .unwrap_or_else(|error| panic!("embedded data/bang.yaml: {error}"))
});

/// The caption and the table. Its values are put in as they are: nothing of
/// them is run as a template or read as Markdown.
pub(super) fn blocks(bang: &Bang, engine: &mut Engine) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(caption) = &bang.tieu_de {
        let caption = Paragraph::new(StyleId::TenBang, engine.inline(caption)).balanced();
        blocks.push(Block::Paragraph(caption));
    }
    blocks.push(Block::Table(table(bang)));
    blocks
}

fn table(bang: &Bang) -> Table {
    let mut columns: Vec<TableColumn> = bang.cot.iter().map(column).collect();
    let mut header: Vec<Paragraph> =
        bang.cot.iter().map(|cot| Paragraph::plain(StyleId::DauBang, cot.ten.clone())).collect();
    if bang.stt {
        columns.insert(0, TableColumn { align: Alignment::Giua, width_tenth_mm: None });
        header.insert(0, Paragraph::plain(StyleId::DauBang, WORDS.stt.chu.clone()));
    }
    let cell = |style, column: &TableColumn, text| Paragraph {
        align: Some(column.align),
        ..Paragraph::plain(style, text)
    };
    let set = |style, texts: Vec<String>| -> Vec<Paragraph> {
        columns.iter().zip(texts).map(|(column, text)| cell(style, column, text)).collect()
    };
    let mut rows: Vec<Vec<Paragraph>> = Vec::with_capacity(bang.dong.len() + 1);
    for (number, values) in (1_usize..).zip(bang.dong.iter()) {
        let mut texts: Vec<String> = values.iter().map(words).collect();
        if bang.stt {
            texts.insert(0, number.to_string());
        }
        rows.push(set(StyleId::OBang, texts));
    }
    if let Some(sums) = sums(bang) {
        // The sums never open a page alone.
        if let Some(last) = rows.last_mut() {
            last.iter_mut().for_each(|cell| cell.keep_next = true);
        }
        rows.push(set(StyleId::TongBang, sums));
    }
    Table { columns, header, rows, at: Some(bang.span) }
}

/// Numbers stand at the right where the document does not say.
fn column(cot: &CotBang) -> TableColumn {
    let usual = if cot.tong.is_some() { Alignment::Phai } else { Alignment::Trai };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked when read")]
    let tenths = |mm: f64| (mm * 10.0).round() as u32;
    TableColumn { align: cot.canh.unwrap_or(usual), width_tenth_mm: cot.rong.map(tenths) }
}

fn words(value: &GiaTriO) -> String {
    match value {
        GiaTriO::Trong => String::new(),
        GiaTriO::Chu(words) => words.clone(),
        GiaTriO::So(number) => number::format(*number),
    }
}

/// The row of sums, its words in the first column that has none.
fn sums(bang: &Bang) -> Option<Vec<String>> {
    if bang.cot.iter().all(|cot| cot.tong.is_none()) {
        return None;
    }
    let sum = |cot: &CotBang| cot.tong.map_or_else(String::new, number::format);
    let mut texts: Vec<String> = bang.cot.iter().map(sum).collect();
    let free = bang.cot.iter().position(|cot| cot.tong.is_none());
    if bang.stt {
        texts.insert(0, String::new());
    }
    let place = match free {
        Some(index) => Some(index + usize::from(bang.stt)),
        None => bang.stt.then_some(0),
    };
    if let Some(index) = place {
        texts[index] = WORDS.tong_cong.chu.clone();
    }
    Some(texts)
}
