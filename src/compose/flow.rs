//! The elements of a text as blocks: paragraphs, lists, quotations, tables.

use super::content::Content;
use super::markdown::{Element, Item, List};
use super::page::{Block, Table, TableCell, TableColumn};
use super::paragraph::{Paragraph, Run};
use super::text_renderer::TextRenderer;
use super::words_at::located_near;
use super::{text_total, typed_number};
use crate::column_kind::{self, ColumnKind};
use crate::law::{Alignment, Counter, StyleId};
use crate::model::TemplateText;
use crate::typed_line;

/// Who numbers the entries of a list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbers {
    /// The program, by the outline's level.
    Outline(usize),
    /// The document that is quoted.
    Typed,
}

impl Content<'_> {
    /// The blocks of an element.
    pub(super) fn element(
        &mut self,
        element: Element,
        at: Option<&TemplateText>,
        renderer: &mut TextRenderer,
        blocks: &mut Vec<Block>,
    ) {
        match element {
            Element::Heading(heading, runs) => {
                blocks.append(&mut self.markdown_heading(heading, runs, at, renderer));
            }
            Element::List(list) => {
                let below = self.level.map_or_else(|| self.first_list_level(), |level| level + 1);
                let level = below.max(self.first_list_level());
                self.list(list, Numbers::Outline(level), None, at, renderer, blocks);
            }
            Element::Quote(elements) => self.quote(elements, at, renderer, blocks),
            other => blocks.extend(self.simple(other, at, renderer)),
        }
    }

    /// The block of an element that is no list, heading or quotation.
    fn simple(
        &self,
        element: Element,
        at: Option<&TemplateText>,
        renderer: &mut TextRenderer,
    ) -> Option<Block> {
        match element {
            Element::Paragraph(runs) | Element::Outside(runs) | Element::Heading(_, runs) => {
                Some(Block::Paragraph(self.paragraph(runs)))
            }
            Element::Table { columns, header, rows } => {
                table(&columns, header, rows, at, renderer).map(Block::Table)
            }
            Element::Picture { name, alternative, caption } => {
                renderer.picture(&name, alternative, caption, at).map(Block::Picture)
            }
            Element::List(_) | Element::Quote(_) => None,
        }
    }

    /// A paragraph; one that starts with a typed number has the style of that
    /// level, and its number is bold where the law has it so (`Điều 3.`).
    fn paragraph(&self, mut runs: Vec<Run>) -> Paragraph {
        let Some(first) = runs.first_mut() else { return Paragraph::new(StyleId::ThanVan, runs) };
        let Some(label) = typed_line::label(&first.text) else {
            return Paragraph::new(StyleId::ThanVan, runs);
        };
        // `1.1` is a step below `1.` and looks like it.
        let level = match label.counting {
            typed_line::Counting::Dotted => self.outline.index_of("khoan"),
            typed_line::Counting::Roman => None,
            _ => self.level_of_label(label.text),
        };
        let Some(law) = level.and_then(|level| self.outline.cap.get(level)).filter(|law| !law.rieng_dong)
        else {
            return Paragraph::new(StyleId::ThanVan, runs);
        };
        let style = law.kieu_khong_tieu_de.unwrap_or(law.kieu);
        if law.nhan_dam && !first.bold {
            let lead = Run { text: first.text[..label.length].to_owned(), bold: true, ..first.clone() };
            first.text.drain(..label.length);
            runs.insert(0, lead);
        }
        Paragraph::new(style, runs)
    }

    /// Words of another document: nothing in them is numbered.
    fn quote(
        &self,
        elements: Vec<Element>,
        at: Option<&TemplateText>,
        renderer: &mut TextRenderer,
        blocks: &mut Vec<Block>,
    ) {
        for element in elements {
            match element {
                Element::Paragraph(runs) => {
                    blocks.push(Block::Paragraph(Paragraph::new(StyleId::ThanVan, runs)));
                }
                Element::Heading(_, mut runs) => {
                    runs.iter_mut().for_each(|run| run.bold = true);
                    blocks.push(Block::Paragraph(Paragraph::new(StyleId::ThanVan, runs)));
                }
                Element::List(list) => self.list(list, Numbers::Typed, None, at, renderer, blocks),
                Element::Quote(elements) => self.quote(elements, at, renderer, blocks),
                other => blocks.extend(self.simple(other, at, renderer)),
            }
        }
    }

    /// Lists start at clauses: "1.".
    fn first_list_level(&self) -> usize {
        self.outline.index_of("khoan").unwrap_or(0)
    }

    fn list(
        &self,
        list: List,
        numbers: Numbers,
        lead: Option<String>,
        at: Option<&TemplateText>,
        renderer: &mut TextRenderer,
        blocks: &mut Vec<Block>,
    ) {
        let numbers = self.who_numbers(&list, numbers);
        if let (Numbers::Outline(level), Some(start), Some(text)) = (numbers, list.start, at) {
            self.tell_numbers(&list, level, start, text, renderer);
        }
        let mut lead = lead;
        for (index, item) in list.items.into_iter().enumerate() {
            let number = list.start.map(|start| usize::try_from(start).unwrap_or(1).saturating_add(index));
            let (style, own) = self.entry(number, list.dash, &item, numbers);
            let mut label = Some(lead.take().unwrap_or_default() + &own);
            let mut below = match numbers {
                Numbers::Outline(level) => Numbers::Outline(level + usize::from(number.is_some())),
                Numbers::Typed => Numbers::Typed,
            };
            for element in item.elements {
                match element {
                    Element::Paragraph(mut runs) | Element::Heading(_, mut runs) => {
                        let paragraph = match label.take() {
                            Some(label) => {
                                runs.insert(0, Run::plain(label));
                                Paragraph::new(style, runs)
                            }
                            None => {
                                below = self.below_typed(&runs, below);
                                Paragraph { style, ..self.paragraph(runs) }
                            }
                        };
                        blocks.push(Block::Paragraph(paragraph));
                    }
                    Element::List(inner) => self.list(inner, below, label.take(), at, renderer, blocks),
                    other => {
                        if let Some(label) = label.take() {
                            blocks.push(Block::Paragraph(Paragraph::plain(style, label.trim_end())));
                        }
                        match other {
                            Element::Quote(elements) => self.quote(elements, at, renderer, blocks),
                            other => blocks.extend(self.simple(other, at, renderer)),
                        }
                    }
                }
            }
            if let Some(label) = label {
                blocks.push(Block::Paragraph(Paragraph::plain(style, label.trim_end())));
            }
        }
    }

    /// A list that starts behind the last letter ("2026." below a clause) keeps
    /// the numbers that were typed: "bbbb)" is none.
    fn who_numbers(&self, list: &List, numbers: Numbers) -> Numbers {
        let Numbers::Outline(level) = numbers else { return numbers };
        let lettered = self.outline.cap.get(level).is_some_and(|law| law.so == Counter::ChuCai);
        let letters = self.letters();
        match list.start {
            Some(start) if lettered && usize::try_from(start).is_ok_and(|start| start > letters) => {
                Numbers::Typed
            }
            _ => numbers,
        }
    }

    /// Tells of typed numbers that are not those that are printed.
    fn tell_numbers(
        &self,
        list: &List,
        level: usize,
        start: u64,
        text: &TemplateText,
        renderer: &mut TextRenderer,
    ) {
        let printed = |number: u64| {
            let number = usize::try_from(number).unwrap_or(1);
            match self.outline.cap.get(level) {
                Some(law) => self.label(law, number),
                None => typed_number::dash(level + 1 - self.outline.cap.len()),
            }
        };
        for (item, expected) in typed_number::out_of_order(start, &list.items) {
            let report = typed_number::differs(&item.typed, &printed(expected));
            renderer.notice(located_near(report, Some(text), &item.typed, item.offset));
        }
        let Some(first) = list.items.first() else { return };
        let label = printed(start);
        if level >= self.outline.cap.len() || !typed_number::look_alike(&first.typed, &label) {
            let report = typed_number::changed(&first.typed, &label);
            renderer.notice(located_near(report, Some(text), &first.typed, first.offset));
        }
    }

    /// The level of a list below a line that was typed with a number of its own:
    /// `a) Dạy toán:` takes `1.` for something below a point.
    fn below_typed(&self, runs: &[Run], below: Numbers) -> Numbers {
        let Numbers::Outline(level) = below else { return below };
        let typed = runs.first().and_then(|run| typed_line::label(&run.text));
        match typed.and_then(|label| self.level_of_label(label.text)) {
            Some(found) => Numbers::Outline(level.max(found + 1)),
            None => below,
        }
    }

    /// Style and label of an entry. What lies below the last numbered level is
    /// dashed: the law knows no number for it, and another letter would make it
    /// a sibling of the point it belongs to.
    fn entry(&self, number: Option<usize>, dash: char, item: &Item, numbers: Numbers) -> (StyleId, String) {
        match (number, numbers) {
            (None, _) => (StyleId::GachDauDong, format!("{dash} ")),
            (Some(_), Numbers::Typed) => (StyleId::Khoan, format!("{} ", item.typed)),
            (Some(number), Numbers::Outline(level)) => match self.outline.cap.get(level) {
                Some(law) => (law.kieu_khong_tieu_de.unwrap_or(law.kieu), self.label(law, number)),
                None => {
                    let below = level + 1 - self.outline.cap.len();
                    (StyleId::GachDauDong, typed_number::dash(below))
                }
            },
        }
    }
}

/// A table of a text, its numbers written one way; none where there is no room
/// for it. Where no mark aligns a column, its cells do.
fn table(
    columns: &[Option<Alignment>],
    header: Vec<Vec<Run>>,
    mut rows: Vec<Vec<Vec<Run>>>,
    at: Option<&TemplateText>,
    renderer: &mut TextRenderer,
) -> Option<Table> {
    if let Err(fault) = renderer.take_table(rows.len(), columns.len()) {
        renderer.report(fault.at(at.map(|text| text.span)));
        return None;
    }
    let words = |runs: &Vec<Run>| -> String { runs.iter().map(|run| run.text.as_str()).collect() };
    let align = |(index, asked): (usize, &Option<Alignment>)| {
        let title = header.get(index).map(words).unwrap_or_default();
        let mut cells: Vec<String> =
            rows.iter().map(|row| row.get(index).map(words).unwrap_or_default().trim().to_owned()).collect();
        column_kind::unify(&title, &mut cells);
        for (row, unified) in rows.iter_mut().zip(&cells) {
            if let Some([run]) = row.get_mut(index).map(Vec::as_mut_slice)
                && run.note.is_none()
            {
                run.text.clone_from(unified);
            }
        }
        let cells = cells.iter().map(String::as_str);
        asked.unwrap_or_else(|| ColumnKind::of(&title, cells, index == 0).alignment())
    };
    let columns: Vec<TableColumn> = columns
        .iter()
        .enumerate()
        .map(align)
        .map(|align| TableColumn { align, width_tenth_mm: None })
        .collect();
    let mut body = rows.len();
    if let Some(text) = at {
        body = text_total::body_length(&rows);
        text_total::check(&header, &rows, body, text, renderer);
    }
    let head = header.into_iter().map(|runs| Paragraph::new(StyleId::DauBang, runs).into()).collect();
    // A row of sums looks like one and never opens a page alone.
    let last = rows.len();
    let row = |(index, row): (usize, Vec<Vec<Run>>)| {
        let style = if index < body { StyleId::OBang } else { StyleId::TongBang };
        let keep_next = index + 1 >= body && index + 1 < last;
        let cell = |(runs, column): (Vec<Run>, &TableColumn)| {
            let align = Some(column.align);
            TableCell::from(Paragraph { keep_next, align, ..Paragraph::new(style, runs) })
        };
        row.into_iter().zip(&columns).map(cell).collect()
    };
    let rows = rows.into_iter().enumerate().map(row).collect();
    Some(Table { header: vec![head], rows, columns, at: at.map(|text| text.span) })
}
