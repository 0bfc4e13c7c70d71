//! The head: a table without lines, so that both columns keep their place.

use docx_rs::{
    AlignmentType, BorderType, HeightRule, Paragraph as WordParagraph, Run as WordRun, Table as WordTable,
    TableAlignmentType, TableBorder, TableBorderPosition, TableCell, TableRow, VAlignType, WidthType,
};

use super::block;
use super::sheet::Sheet;
use super::table::{bare_table, cell_of};
use super::units::{eighths, mm_to_pt, twips_size};
use crate::compose::{Head, HeadItem, MarkBox, Paragraph, Rule};
use crate::law::Column;
use crate::render::columns;

/// The two-column head: names, then number and place, then marks.
pub(super) fn head(sheet: &Sheet<'_>, head: &Head) -> WordTable {
    let total = sheet.text_width_pt();
    let share = &sheet.profile.page.cot_trai.dau;
    let left = columns::head_left(head, total, share, &sheet.profile.styles, sheet.layout.sizes);
    let widths = [left, total - left];

    let mut rows =
        vec![row([names(sheet, &head.left, widths[0]), names(sheet, &head.right, widths[1])], widths)];
    if head.number.is_some() || head.place_and_date.is_some() {
        let number = [&head.number, &head.subject];
        let cells = [single(sheet, &number, widths[0]), single(sheet, &[&head.place_and_date], widths[1])];
        rows.push(row(cells, widths));
    }
    if !head.marks.is_empty() {
        let cells = [Column::Trai, Column::Phai].map(|column| marks(sheet, &head.marks, column));
        rows.push(row(cells, widths));
    }
    bare_table(rows, &widths)
}

fn row(cells: [TableCell; 2], widths: [f64; 2]) -> TableRow {
    let cells = cells.into_iter().zip(widths);
    let cells = cells.map(|(cell, width)| cell.width(twips_size(width), WidthType::Dxa)).collect();
    TableRow::new(cells).cant_split()
}

/// The names of one column, each with its rule.
fn names(sheet: &Sheet<'_>, items: &[HeadItem], width: f64) -> TableCell {
    let mut paragraphs = Vec::new();
    for item in items {
        paragraphs.push(block::paragraph(sheet, &item.paragraph, width));
        if let Some(kind) = item.rule {
            let under = (item.paragraph.style, item.paragraph.text());
            let rule = Rule { kind, under, keep_next: item.paragraph.keep_next };
            paragraphs.push(block::rule(sheet, &rule, width));
        }
    }
    cell_of(paragraphs)
}

fn single(sheet: &Sheet<'_>, paragraphs: &[&Option<Paragraph>], width: f64) -> TableCell {
    let there = paragraphs.iter().copied().flatten();
    let mut lines: Vec<WordParagraph> =
        there.map(|paragraph| block::paragraph(sheet, paragraph, width)).collect();
    if lines.is_empty() {
        lines.push(block::tiny());
    }
    cell_of(lines)
}

/// The boxes of one column, each a table of one cell of exact size.
fn marks(sheet: &Sheet<'_>, marks: &[MarkBox], column: Column) -> TableCell {
    let mut cell = TableCell::new();
    for mark in marks.iter().filter(|mark| mark.column == column) {
        cell = cell.add_paragraph(block::gap(sheet.trang)).add_table(mark_box(sheet, mark));
    }
    cell.add_paragraph(block::tiny())
}

fn mark_box(sheet: &Sheet<'_>, mark: &MarkBox) -> WordTable {
    let (width, height) = mark.size_tenth_mm;
    let width = mm_to_pt(f64::from(width) / 10.0);
    let height = mm_to_pt(f64::from(height) / 10.0);
    let words = WordRun::new().add_text(mark.paragraph.text()).color(mark.colour.clone());
    let paragraph = WordParagraph::new()
        .style(mark.paragraph.style.word_id())
        .align(AlignmentType::Center)
        .add_run(words);
    let cell = TableCell::new()
        .add_paragraph(paragraph)
        .vertical_align(VAlignType::Center)
        .width(twips_size(width), WidthType::Dxa);
    #[expect(clippy::cast_precision_loss, reason = "the height of a stamp")]
    let row = TableRow::new(vec![cell])
        .row_height(twips_size(height) as f32)
        .height_rule(HeightRule::Exact)
        .cant_split();
    let weight = eighths(sheet.profile.page.duong_ke.net_pt.mac_dinh) * 2;
    let sides = [
        TableBorderPosition::Top,
        TableBorderPosition::Left,
        TableBorderPosition::Bottom,
        TableBorderPosition::Right,
    ];
    let table = bare_table(vec![row], &[width]).align(TableAlignmentType::Center);
    sides.into_iter().fold(table, |table, side| {
        let border = TableBorder::new(side).border_type(BorderType::Single).size(weight);
        table.set_border(border.color(mark.colour.clone()))
    })
}
