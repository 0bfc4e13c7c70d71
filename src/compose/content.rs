//! Sections and Markdown to numbered paragraphs.

use super::data_table;
use super::engine::Engine;
use super::markdown::{self, Element, List};
use super::numbering;
use super::page::{Block, NewPage, Paragraph, Run, Table, TableColumn};
use crate::diagnostic::{Diagnostic, Span};
use crate::law::{Kind, Level, Outline, Profile, StyleId};
use crate::model::{Muc, NoiDung, TemplateText, VanBan};

/// Numbers the content of one document or annex.
pub(super) struct Content {
    profile: &'static Profile,
    outline: &'static Outline,
    counters: Vec<usize>,
    /// Level of the heading that stands above, if any.
    level: Option<usize>,
    /// Inside a section on landscape pages.
    landscape: bool,
}

impl Content {
    /// Content of a kind, numbers starting at 1.
    pub(super) fn new(profile: &'static Profile, kind: &Kind) -> Self {
        let outline = profile.outlines.get(kind.bo_cuc);
        Self { profile, outline, counters: vec![0; outline.cap.len()], level: None, landscape: false }
    }

    /// The content of a document, in the outline that its sections choose.
    pub(super) fn of(document: &VanBan, profile: &'static Profile, kind: &Kind) -> Self {
        let usual = Self::new(profile, kind);
        let Some(other) = kind.bo_cuc_khac.map(|name| profile.outlines.get(name)) else { return usual };
        let only_of_other =
            |name: &str| other.index_of(name).is_some() && usual.outline.index_of(name).is_none();
        let sections = document.noi_dung.sections();
        let mut levels = sections.iter().filter_map(|section| section.cap.as_ref());
        if !levels.any(|name| only_of_other(name.as_str())) {
            return usual;
        }
        Self { outline: other, counters: vec![0; other.cap.len()], ..usual }
    }

    /// The blocks of `noi_dung`.
    pub(super) fn body(&mut self, content: &NoiDung, engine: &mut Engine) -> Vec<Block> {
        match content {
            NoiDung::DoanVan(text) => self.text(Some(text), engine),
            NoiDung::Muc(sections) => self.sections(sections, self.outline.first(), engine),
        }
    }

    /// The blocks of a Markdown text of the document.
    pub(super) fn text(&mut self, text: Option<&TemplateText>, engine: &mut Engine) -> Vec<Block> {
        let Some(text) = text else { return Vec::new() };
        let rendered = engine.markdown(text);
        self.markdown(&rendered, Some(text.span), engine)
    }

    /// The blocks of rendered Markdown; `at` is where it stands in the file.
    pub(super) fn markdown(&mut self, text: &str, at: Option<Span>, engine: &mut Engine) -> Vec<Block> {
        let mut blocks = Vec::new();
        engine.check_notes(text, at);
        for element in markdown::parse(text) {
            self.element(element, at, engine, &mut blocks);
        }
        blocks
    }

    fn sections(&mut self, sections: &[Muc], level: usize, engine: &mut Engine) -> Vec<Block> {
        let mut blocks = Vec::new();
        for section in sections {
            if section.khi.as_ref().is_some_and(|condition| !engine.holds(condition)) {
                continue;
            }
            let level = self.level_of(section, level, engine);
            let turns = section.ngang && !self.landscape;
            self.landscape |= turns;
            blocks.extend(turns.then_some(Block::NewPage(NewPage::Landscape)));
            blocks.extend(section.sang_trang.then_some(Block::NewPage(NewPage::Page)));
            blocks.append(&mut self.section(section, level, engine));
            blocks.extend(turns.then_some(Block::NewPage(NewPage::Back)));
            self.landscape &= !turns;
        }
        blocks
    }

    /// How a text refers to each section with an id: "khoản 2 Điều 3".
    pub(super) fn references(
        &mut self,
        sections: &[Muc],
        level: Option<usize>,
        engine: &mut Engine,
        found: &mut Vec<(String, String)>,
    ) {
        for section in sections {
            if section.khi.as_ref().is_some_and(|condition| !engine.holds(condition)) {
                continue;
            }
            let level = self.level_of(section, level.unwrap_or_else(|| self.outline.first()), engine);
            self.count(level);
            if let Some(id) = &section.id {
                found.push((id.value.clone(), self.reference(level)));
            }
            self.references(&section.muc, Some(self.below(level)), engine, found);
        }
    }

    /// From the level up to the one that counts through the whole document
    /// (NĐ 30, Phụ lục II, V.7).
    fn reference(&self, level: usize) -> String {
        let mut words = Vec::new();
        for at in (0..=level).rev() {
            let law = &self.outline.cap[at];
            if self.counters[at] > 0 {
                let number = numbering::label(law.so, self.counters[at], &self.profile.outlines.chu_cai);
                words.push(law.nhac.replace("{so}", &number));
            }
            if law.so_lien_tuc {
                break;
            }
        }
        words.join(" ")
    }

    /// The level of the sections below: of a part or chapter the one where
    /// sections start (Điều), else the next one down.
    fn below(&self, level: usize) -> usize {
        (level + 1).max(self.outline.first())
    }

    /// The level a section names, or the one its place gives it; the deepest
    /// level takes whatever lies below it.
    fn level_of(&self, section: &Muc, default: usize, engine: &mut Engine) -> usize {
        let deepest = self.outline.cap.len() - 1;
        let Some(name) = &section.cap else { return default.min(deepest) };
        self.outline.index_of(name.as_str()).unwrap_or_else(|| {
            let known: Vec<&str> = self.outline.cap.iter().map(|level| level.ten.as_str()).collect();
            engine.report(
                Diagnostic::error("cap", format!("không có cấp `{}`", name.as_str()))
                    .at(name.span)
                    .help(format!("các cấp của loại văn bản này: {}", known.join(", "))),
            );
            default.min(deepest)
        })
    }

    fn section(&mut self, section: &Muc, level: usize, engine: &mut Engine) -> Vec<Block> {
        let mut blocks = Vec::new();
        let label = self.count(level);
        let title = section.tieu_de.as_ref().map(|title| engine.inline(title));
        let lead = match title {
            Some(title) => {
                blocks.append(&mut self.heading(level, &label, title));
                None
            }
            None => Some(label),
        };
        self.level = Some(level);
        let mut body = self.text(section.noi_dung.as_ref(), engine);
        if let Some(label) = lead {
            self.lead_with(level, label, &mut body);
        }
        blocks.append(&mut body);
        blocks.extend(section.bang.iter().flat_map(|bang| data_table::blocks(bang, engine)));
        blocks.append(&mut self.sections(&section.muc, self.below(level), engine));
        self.level = Some(level);
        blocks
    }

    /// Puts the number of a section without a title in front of its text.
    fn lead_with(&self, level: usize, label: String, body: &mut Vec<Block>) {
        let law = &self.outline.cap[level];
        let style = law.kieu_khong_tieu_de.unwrap_or(law.kieu);
        match body.first_mut() {
            Some(Block::Paragraph(first)) => {
                first.style = style;
                first.runs.insert(0, Run { bold: law.nhan_dam, ..Run::plain(label) });
            }
            _ => body.insert(0, Block::Paragraph(Paragraph::plain(style, label.trim_end()))),
        }
    }

    fn element(&mut self, element: Element, at: Option<Span>, engine: &mut Engine, blocks: &mut Vec<Block>) {
        match element {
            Element::Paragraph(runs) => {
                blocks.push(Block::Paragraph(Paragraph::new(StyleId::ThanVan, runs)));
            }
            Element::Heading(heading, runs) => match self.outline.of_heading(heading) {
                Some(level) => {
                    let label = self.count(level);
                    blocks.append(&mut self.heading(level, &label, runs));
                    self.level = Some(level);
                }
                None => {
                    let message = format!(
                        "bố cục của loại văn bản này không có tiêu đề cấp {heading} (`#` × {heading})"
                    );
                    let fault = Diagnostic::error("cap", message);
                    engine.report(match at {
                        Some(span) => fault.at(span),
                        None => fault,
                    });
                }
            },
            Element::List(list) => {
                let below = self.level.map_or_else(|| self.first_list_level(), |level| level + 1);
                self.list(list, below.max(self.first_list_level()), at, engine, blocks);
            }
            Element::Table { columns, header, rows } => {
                blocks.push(Block::Table(table(columns, header, rows)));
            }
            Element::Picture { name, alternative, caption } => {
                blocks.extend(engine.picture(&name, alternative, caption, at).map(Block::Picture));
            }
        }
    }

    /// Lists start at clauses: "1.".
    fn first_list_level(&self) -> usize {
        self.outline.index_of("khoan").unwrap_or(0)
    }

    fn list(&self, list: List, level: usize, at: Option<Span>, engine: &mut Engine, blocks: &mut Vec<Block>) {
        let law = &self.outline.cap[level.min(self.outline.cap.len() - 1)];
        for (index, item) in list.items.into_iter().enumerate() {
            let (style, mut label) = match list.start {
                Some(start) => {
                    let number = usize::try_from(start).unwrap_or(1).saturating_add(index);
                    (law.kieu_khong_tieu_de.unwrap_or(law.kieu), Some(self.label(law, number)))
                }
                None => (StyleId::GachDauDong, Some(format!("{} ", list.dash))),
            };
            let ordered = usize::from(list.start.is_some());
            for element in item {
                match element {
                    Element::Paragraph(mut runs) | Element::Heading(_, mut runs) => {
                        if let Some(label) = label.take() {
                            runs.insert(0, Run::plain(label));
                        }
                        blocks.push(Block::Paragraph(Paragraph::new(style, runs)));
                    }
                    Element::List(inner) => {
                        if let Some(label) = label.take() {
                            blocks.push(Block::Paragraph(Paragraph::plain(style, label.trim_end())));
                        }
                        self.list(inner, level + ordered, at, engine, blocks);
                    }
                    Element::Table { columns, header, rows } => {
                        blocks.push(Block::Table(table(columns, header, rows)));
                    }
                    Element::Picture { name, alternative, caption } => {
                        if let Some(label) = label.take() {
                            blocks.push(Block::Paragraph(Paragraph::plain(style, label.trim_end())));
                        }
                        blocks.extend(engine.picture(&name, alternative, caption, at).map(Block::Picture));
                    }
                }
            }
            if let Some(label) = label {
                blocks.push(Block::Paragraph(Paragraph::plain(style, label.trim_end())));
            }
        }
    }

    /// Counts one entry of a level; the levels below start again.
    fn count(&mut self, level: usize) -> String {
        self.counters[level] += 1;
        for below in level + 1..self.counters.len() {
            if !self.outline.cap[below].so_lien_tuc {
                self.counters[below] = 0;
            }
        }
        self.label(&self.outline.cap[level], self.counters[level])
    }

    fn label(&self, law: &Level, number: usize) -> String {
        let number = numbering::label(law.so, number, &self.profile.outlines.chu_cai);
        law.nhan.replace("{so}", &number)
    }

    /// A heading on one line, or its label and its title on two.
    fn heading(&self, level: usize, label: &str, mut title: Vec<Run>) -> Vec<Block> {
        let law = &self.outline.cap[level];
        let title_style = law.kieu_tieu_de.filter(|_| law.rieng_dong).unwrap_or(law.kieu);
        if self.profile.styles.get(title_style).in_hoa {
            title.iter_mut().for_each(|run| run.text = run.text.to_uppercase());
        }
        if !law.rieng_dong {
            title.insert(0, Run::plain(label));
            return vec![Block::Paragraph(Paragraph::new(law.kieu, title))];
        }
        vec![
            Block::Paragraph(Paragraph::plain(law.kieu, label)),
            Block::Paragraph(Paragraph::new(title_style, title).balanced()),
        ]
    }
}

fn table(columns: Vec<crate::law::Alignment>, header: Vec<Vec<Run>>, rows: Vec<Vec<Vec<Run>>>) -> Table {
    let header = header.into_iter().map(|runs| Paragraph::new(StyleId::DauBang, runs)).collect();
    let cell = |(index, runs): (usize, Vec<Run>)| Paragraph {
        align: columns.get(index).copied(),
        ..Paragraph::new(StyleId::OBang, runs)
    };
    let rows = rows.into_iter().map(|row| row.into_iter().enumerate().map(cell).collect()).collect();
    let columns = columns.into_iter().map(|align| TableColumn { align, width_tenth_mm: None }).collect();
    Table { columns, header, rows, at: None }
}

/// Ends the content with the closing mark, in place of the last full stop, and
/// keeps the last paragraph with what follows it.
pub(super) fn close(blocks: &mut [Block], mark: &str) {
    if let Some(Block::Paragraph(last)) = blocks.last_mut() {
        trim_end(&mut last.runs, &["./.", ".", ";", ","]);
        last.runs.push(Run::plain(mark));
        last.keep_next = true;
    }
}

/// Takes off a dash that the author typed.
pub(super) fn trim_dash(runs: &mut [Run]) {
    if let Some(first) = runs.first_mut() {
        first.text = first.text.trim_start_matches(['-', '–', ' ']).to_owned();
    }
}

/// Takes white space and each of `ends`, in this order, off the end of a text;
/// footnotes stay.
pub(super) fn trim_end(runs: &mut Vec<Run>, ends: &[&str]) {
    let mut notes = Vec::new();
    while let Some(mut last) = runs.pop() {
        if last.note.is_some() {
            notes.push(last);
            continue;
        }
        let mut text = last.text.trim_end();
        for end in ends {
            text = text.strip_suffix(end).unwrap_or(text).trim_end();
        }
        let length = text.len();
        last.text.truncate(length);
        if length > 0 {
            runs.push(last);
            break;
        }
    }
    runs.extend(notes.into_iter().rev());
}
