//! Tables of data: caption, heads, running numbers, groups, values, sums.

use super::numbering::roman;
use super::page::{Block, Merge, Table, TableCell, TableColumn};
use super::paragraph::Paragraph;
use super::text_renderer::TextRenderer;
use crate::column_kind::{ColumnKind, WORDS};
use crate::law::{Alignment, StyleId};
use crate::model::{Bang, CotBang, DongBang};

/// Rows whose cells are one stay on a page up to so many.
const MAX_KEPT_ROWS: usize = 8;

/// The caption and the table. Its values are put in as they are: nothing of
/// them is run as a template or read as Markdown.
pub(super) fn blocks(bang: &Bang, renderer: &mut TextRenderer) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(caption) = &bang.tieu_de {
        let caption =
            Paragraph::new(StyleId::TenBang, renderer.inline(caption)).balanced().from_source(caption.span);
        blocks.push(Block::Paragraph(caption));
    }
    blocks.push(Block::Table(table(bang)));
    blocks
}

fn table(bang: &Bang) -> Table {
    let mut columns: Vec<TableColumn> = bang.cot.iter().map(column).collect();
    if bang.stt {
        let align = ColumnKind::Stt.alignment();
        columns.insert(0, TableColumn { align, width_tenth_mm: None });
    }
    let mut writer = TableWriter { bang, columns: &columns, rows: Vec::with_capacity(bang.dong.len() + 1) };
    writer.write();
    let rows = writer.rows;
    Table { header: head(bang), rows, columns, at: Some(bang.span) }
}

/// The document's own alignment, or that of what stands in the column.
fn column(cot: &CotBang) -> TableColumn {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked when read")]
    let tenths = |mm: f64| (mm * 10.0).round() as u32;
    let align = cot.canh.unwrap_or_else(|| cot.kieu.alignment());
    TableColumn { align, width_tenth_mm: cot.rong.map(tenths) }
}

/// The rows of heads: a head over several columns above theirs, a column's own
/// head down to the last row.
fn head(bang: &Bang) -> Vec<Vec<TableCell>> {
    let depth = 1 + bang.cot.iter().map(|cot| cot.tren.len()).max().unwrap_or(0);
    let head = |words: &str| TableCell::from(Paragraph::plain(StyleId::DauBang, words));
    let own = |words: &str, from: usize, level: usize| match level {
        _ if from + 1 == depth => head(words),
        _ if level == from => TableCell { merge: Merge::Starts, ..head(words) },
        _ => TableCell { merge: Merge::Continues, ..head("") },
    };
    let row = |level: usize| {
        let mut row = Vec::new();
        if bang.stt {
            row.push(own(&WORDS.stt.chu, 0, level));
        }
        let mut rest = bang.cot.as_slice();
        while let Some(first) = rest.first() {
            let shared = first.tren.get(level);
            let columns = match shared {
                Some(_) => rest.iter().take_while(|cot| cot.tren.get(level) == shared).count(),
                None => 1,
            };
            row.push(match shared {
                Some(shared) => TableCell { columns, ..head(&shared.ten) },
                None => own(&first.ten, first.tren.len(), level),
            });
            rest = &rest[columns..];
        }
        row
    };
    (0..depth).map(row).collect()
}

/// Writes the rows below the head.
struct TableWriter<'b> {
    bang: &'b Bang,
    columns: &'b [TableColumn],
    rows: Vec<Vec<TableCell>>,
}

impl<'b> TableWriter<'b> {
    fn write(&mut self) {
        let bang = self.bang;
        let mut groups = 0;
        let mut rest = bang.dong.as_slice();
        while let Some(first) = rest.first() {
            let mut written = 1;
            match first {
                DongBang::SoLieu(_) => {
                    let block: Vec<&[String]> = rest.iter().map_while(values).collect();
                    self.block(&block);
                    written = block.len();
                }
                DongBang::Nhom { ten, tong } => {
                    groups += 1;
                    self.group(groups, ten, tong);
                }
                DongBang::Tong(values) => self.total(values),
            }
            rest = &rest[written..];
        }
        self.sums();
    }

    /// The row of sums, its words over the columns up to the first sum.
    fn sums(&mut self) {
        let sums: Vec<Option<&String>> = self.bang.cot.iter().map(|cot| cot.tong.as_ref()).collect();
        if sums.iter().all(Option::is_none) {
            return;
        }
        if let Some(last) = self.rows.last_mut() {
            keep_with_next(last);
        }
        let texts = sums.iter().map(|sum| sum.map_or("", String::as_str));
        let mut row = self.cells(StyleId::TongBang, None, texts);
        let words = |align| cell(StyleId::TongBang, WORDS.tong_cong.chu.clone(), align);
        let stt = usize::from(self.bang.stt);
        match sums.iter().position(Option::is_none) {
            Some(free) => {
                let columns = sums[free..].iter().take_while(|sum| sum.is_none()).count();
                let at = stt + free;
                let align = self.columns[at].align;
                row.splice(at..at + columns, [TableCell { columns, ..words(align) }]);
            }
            // All columns are sums: the words stand below the running numbers.
            None if self.bang.stt => row[0] = words(self.columns[0].align),
            None => {}
        }
        self.rows.push(row);
    }

    /// Rows of values, each with its running number.
    fn block(&mut self, block: &[&'b [String]]) {
        let merges = merges(block, &self.bang.cot);
        for (index, values) in block.iter().enumerate() {
            let texts = values.iter().zip(&merges[index]).map(|(text, merge)| match merge {
                Merge::Continues => "",
                _ => text.as_str(),
            });
            let mut row = self.cells(StyleId::OBang, Some(index + 1), texts);
            let first = usize::from(self.bang.stt);
            for (cell, merge) in row[first..].iter_mut().zip(&merges[index]) {
                cell.merge = *merge;
            }
            if is_kept(&merges, index) {
                keep_with_next(&mut row);
            }
            self.rows.push(row);
        }
    }

    /// A row of cells in the alignment of their columns.
    fn cells<'t>(
        &self,
        style: StyleId,
        number: Option<usize>,
        texts: impl Iterator<Item = &'t str>,
    ) -> Vec<TableCell> {
        let number = self.bang.stt.then(|| number.map_or_else(String::new, |number| number.to_string()));
        let texts = number.into_iter().chain(texts.map(str::to_owned));
        let cell = |(text, column): (String, &TableColumn)| cell(style, text, column.align);
        texts.zip(self.columns).map(cell).collect()
    }

    /// The head of a group: its number, its name over all columns up to its
    /// sums. It never ends a page.
    fn group(&mut self, number: usize, name: &str, sums: &[Option<String>]) {
        let has_own_numbers = self.bang.cot.first().is_some_and(|cot| cot.kieu == ColumnKind::Stt);
        let label = roman(number);
        let mut row = Vec::new();
        let stt = usize::from(self.bang.stt);
        let from = if self.bang.stt { 0 } else { usize::from(has_own_numbers) };
        let to = sums.iter().position(Option::is_some).unwrap_or(sums.len());
        let mut name = name.to_owned();
        if stt + from > 0 && to > from {
            row.push(cell(StyleId::TongBang, label, Alignment::Giua));
        } else {
            name = format!("{label}. {name}");
        }
        let covered = (stt + to).saturating_sub(row.len()).max(1);
        row.push(TableCell { columns: covered, ..cell(StyleId::TongBang, name, Alignment::Trai) });
        let rest = sums.iter().zip(&self.columns[stt..]).skip(to);
        row.extend(
            rest.map(|(sum, column)| cell(StyleId::TongBang, sum.clone().unwrap_or_default(), column.align)),
        );
        keep_with_next(&mut row);
        self.rows.push(row);
    }

    /// A row of sums that the data has; it never opens a page alone. One text
    /// alone has the whole row.
    fn total(&mut self, values: &[String]) {
        if let Some(last) = self.rows.last_mut() {
            keep_with_next(last);
        }
        let mut filled = values.iter().zip(&self.bang.cot).filter(|(value, _)| !value.is_empty());
        let mut row = match (filled.next(), filled.next()) {
            (Some((text, cot)), None) if cot.kieu == ColumnKind::Chu => {
                let whole = cell(StyleId::TongBang, text.clone(), Alignment::Trai);
                vec![TableCell { columns: self.columns.len(), ..whole }]
            }
            _ => self.cells(StyleId::TongBang, None, values.iter().map(String::as_str)),
        };
        // All columns are sums: the words stand below the running numbers.
        if self.bang.stt && row.len() > 1 && self.bang.cot.iter().all(|cot| cot.kieu == ColumnKind::So) {
            row[0] = cell(StyleId::TongBang, WORDS.tong_cong.chu.clone(), self.columns[0].align);
        }
        self.rows.push(row);
    }
}

fn values(row: &DongBang) -> Option<&[String]> {
    match row {
        DongBang::SoLieu(values) => Some(values),
        _ => None,
    }
}

fn cell(style: StyleId, text: String, align: Alignment) -> TableCell {
    Paragraph { align: Some(align), ..Paragraph::plain(style, text) }.into()
}

fn keep_with_next(row: &mut [TableCell]) {
    row.iter_mut().for_each(|cell| cell.paragraph.keep_next = true);
}

/// Which cells of columns with `gop` are one: equal ones and empty ones below,
/// within the merged cells of the columns before.
fn merges(rows: &[&[String]], columns: &[CotBang]) -> Vec<Vec<Merge>> {
    let mut merges = vec![vec![Merge::Alone; columns.len()]; rows.len()];
    let mut starts = vec![false; rows.len()];
    for (column, _) in columns.iter().enumerate().filter(|(_, column)| column.gop) {
        let mut from = 0;
        for row in 0..rows.len() {
            let (text, first) = (&rows[row][column], &rows[from][column]);
            if row == 0 || starts[row] || !(text.is_empty() || text == first) {
                starts[row] = true;
                from = row;
            } else {
                merges[from][column] = Merge::Starts;
                merges[row][column] = Merge::Continues;
            }
        }
    }
    merges
}

/// Whether a row is one with the next in some column, in not too many rows.
fn is_kept(merges: &[Vec<Merge>], row: usize) -> bool {
    let Some(next) = merges.get(row + 1) else { return false };
    (0..next.len()).filter(|column| next[*column] == Merge::Continues).any(|column| {
        let continues = |row: &&Vec<Merge>| row[column] == Merge::Continues;
        let above = merges[..=row].iter().rev().take_while(continues).take(MAX_KEPT_ROWS).count();
        let below = merges[row + 1..].iter().take_while(continues).take(MAX_KEPT_ROWS).count();
        above + below < MAX_KEPT_ROWS
    })
}
