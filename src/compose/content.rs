//! Sections and Markdown to numbered paragraphs.

use super::data_table;
use super::markdown::{self, Element, Lines, Parsed};
use super::numbering;
use super::page::{Block, NewPage};
use super::paragraph::{Paragraph, Run};
use super::reading;
use super::table_bounds;
use super::text_renderer::TextRenderer;
use super::trim;
use super::typed_number::{self, Typed};
use super::words_at::located;
use crate::diagnostic::Diagnostic;
use crate::law::{Kind, Level, Outline, Profile, StyleId};
use crate::model::{Muc, NoiDung, TemplateText, VanBan};
use crate::typed_line;

/// Numbers the content of one document or annex.
pub(super) struct Content<'p> {
    profile: &'p Profile,
    pub(super) outline: &'p Outline,
    counters: Vec<usize>,
    /// Level of the heading that stands above, if any. One past the deepest is
    /// the level of dashes, which no law numbers.
    pub(super) level: Option<usize>,
    /// Level of the section of the YAML whose text is being set, if any.
    section: Option<usize>,
    /// Inside a section on landscape pages.
    landscape: bool,
    /// Whether texts may refer to its sections.
    is_main: bool,
}

impl<'p> Content<'p> {
    /// Content of a kind, numbers starting at 1.
    pub(super) fn new(profile: &'p Profile, kind: &Kind) -> Self {
        let outline = profile.outlines.get(kind.bo_cuc);
        Self {
            profile,
            outline,
            counters: vec![0; outline.cap.len()],
            level: None,
            section: None,
            landscape: false,
            is_main: false,
        }
    }

    /// The content of a document, in the outline that its sections choose.
    pub(super) fn of(document: &VanBan, profile: &'p Profile, kind: &Kind) -> Self {
        let usual = Self { is_main: true, ..Self::new(profile, kind) };
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
    pub(super) fn body(&mut self, content: &NoiDung, renderer: &mut TextRenderer) -> Vec<Block> {
        match content {
            NoiDung::DoanVan(text) => self.text(Some(text), renderer),
            NoiDung::Muc(sections) => self.sections(sections, self.outline.first(), renderer),
        }
    }

    /// The blocks of a Markdown text of the document.
    pub(super) fn text(&mut self, text: Option<&TemplateText>, renderer: &mut TextRenderer) -> Vec<Block> {
        let Some(text) = text else { return Vec::new() };
        let rendered = renderer.markdown(text);
        self.markdown(&rendered, Some(text), renderer)
    }

    /// The blocks of rendered Markdown; `at` is the text it comes from, none of
    /// a template.
    pub(super) fn markdown(
        &mut self,
        markdown: &str,
        at: Option<&TemplateText>,
        renderer: &mut TextRenderer,
    ) -> Vec<Block> {
        let elements = Self::parse(markdown, at, renderer);
        self.elements(elements, at, renderer)
    }

    fn parse(markdown: &str, at: Option<&TemplateText>, renderer: &mut TextRenderer) -> Vec<Element> {
        renderer.check_notes(markdown, at);
        if let Err(fault) = table_bounds::check(markdown) {
            renderer.report(fault.at(at.map(|text| text.span)));
            return Vec::new();
        }
        let lines = if at.is_some() { Lines::Paragraphs } else { Lines::Markdown };
        let Parsed { elements, faults } = markdown::parse(markdown, lines);
        renderer.refuse(faults, at);
        elements
    }

    fn elements(
        &mut self,
        elements: Vec<Element>,
        at: Option<&TemplateText>,
        renderer: &mut TextRenderer,
    ) -> Vec<Block> {
        let mut blocks = Vec::new();
        for element in elements {
            self.element(element, at, renderer, &mut blocks);
        }
        note_origin(&mut blocks, at);
        blocks
    }

    fn sections(&mut self, sections: &[Muc], level: usize, renderer: &mut TextRenderer) -> Vec<Block> {
        let mut blocks = Vec::new();
        for section in sections {
            if section.khi.as_ref().is_some_and(|condition| !renderer.holds(condition)) {
                continue;
            }
            let level = self.level_of(section, level, renderer);
            let turns = section.ngang && !self.landscape;
            self.landscape |= turns;
            blocks.extend(turns.then_some(Block::NewPage(NewPage::Landscape)));
            blocks.extend(section.sang_trang.then_some(Block::NewPage(NewPage::Page)));
            blocks.append(&mut self.section(section, level, renderer));
            blocks.extend(turns.then_some(Block::NewPage(NewPage::Back)));
            self.landscape &= !turns;
        }
        blocks
    }

    /// How a text refers to the section counted last: "khoản 2 Điều 3",
    /// from the level up to the one that counts through the whole document
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

    /// The last level that is numbered; dashes lie below it.
    fn deepest(&self) -> usize {
        self.outline.cap.len() - 1
    }

    /// The level a section names, or the one its place gives it.
    fn level_of(&self, section: &Muc, default: usize, renderer: &mut TextRenderer) -> usize {
        let Some(name) = &section.cap else { return default };
        self.outline.index_of(name.as_str()).unwrap_or_else(|| {
            let known: Vec<&str> = self.outline.cap.iter().map(|level| level.khoa.as_str()).collect();
            renderer.report(
                Diagnostic::error("cap", format!("không có cấp `{}`", name.as_str()))
                    .at(name.span)
                    .help(format!("các cấp của loại văn bản này: {}", known.join(", "))),
            );
            default
        })
    }

    fn section(&mut self, section: &Muc, level: usize, renderer: &mut TextRenderer) -> Vec<Block> {
        let mut blocks = Vec::new();
        let label = self.count(level);
        if let Some(id) = section.id.as_ref().filter(|_| self.is_main) {
            renderer.citations().refer(id.as_str(), self.reference(level.min(self.deepest())));
        }
        if let Some(text) = &section.tieu_de {
            let title = renderer.inline(text);
            blocks.append(&mut self.titled(level, &label, title, Some(text), renderer));
        }
        let leads = section.tieu_de.is_none();
        self.level = Some(level);
        let outer = self.section.replace(level);
        let mut body = match &section.noi_dung {
            Some(text) => {
                let rendered = renderer.markdown(text);
                let mut elements = Self::parse(&rendered, Some(text), renderer);
                if leads {
                    typed_number::free_first(&mut elements, &label);
                }
                let rest = elements.get(usize::from(leads)..).unwrap_or_default();
                self.tell_siblings(rest, (level, &label), text, renderer);
                self.elements(elements, Some(text), renderer)
            }
            None => Vec::new(),
        };
        self.section = outer;
        if leads {
            self.lead_with(level, &label, section.noi_dung.as_ref(), &mut body, renderer);
        }
        blocks.append(&mut body);
        blocks.extend(section.bang.iter().flat_map(|bang| data_table::blocks(bang, renderer)));
        blocks.append(&mut self.sections(&section.muc, self.below(level), renderer));
        self.level = Some(level);
        blocks
    }

    /// Puts the number of a section without a title in front of its text, once.
    fn lead_with(
        &self,
        level: usize,
        label: &str,
        text: Option<&TemplateText>,
        body: &mut Vec<Block>,
        renderer: &mut TextRenderer,
    ) {
        let law = self.outline.cap.get(level);
        let style = law.map_or(StyleId::GachDauDong, |law| law.kieu_khong_tieu_de.unwrap_or(law.kieu));
        let bold = law.is_some_and(|law| law.nhan_dam);
        let listed =
            text.is_some_and(|text| text.value.trim_start().starts_with(|c: char| c.is_ascii_digit()));
        match body.first_mut() {
            Some(Block::Paragraph(first)) => {
                first.style = style;
                match typed_number::compare(&first.text(), label) {
                    Typed::Same(length) => typed_number::drop_bytes(&mut first.runs, length),
                    // An article may start with its first clause.
                    Typed::Other(typed) if !(bold && listed) => {
                        renderer.notice(located(typed_number::differs(&typed, label), text, &typed));
                    }
                    Typed::Other(_) | Typed::None => {}
                }
                first.runs.insert(0, Run { bold, ..Run::plain(label) });
            }
            _ => body.insert(0, Block::Paragraph(Paragraph::plain(style, label.trim_end()))),
        }
    }

    /// How many letters the law counts points with before they are doubled.
    pub(super) fn letters(&self) -> usize {
        self.profile.outlines.chu_cai.chu.len()
    }

    /// Tells of typed numbers in the text of a section that read as its
    /// siblings; the first line of one without a title is told by
    /// [`Self::lead_with`].
    fn tell_siblings(
        &self,
        elements: &[Element],
        (level, label): (usize, &str),
        text: &TemplateText,
        renderer: &mut TextRenderer,
    ) {
        for element in elements {
            let (Element::Paragraph(runs) | Element::Outside(runs)) = element else { continue };
            let typed = runs.first().and_then(|run| typed_line::label(&run.text));
            if let Some(typed) = typed.filter(|typed| self.level_of_label(typed.text) == Some(level)) {
                renderer.notice(located(typed_number::sibling(typed.text, label), Some(text), typed.text));
            }
        }
    }

    /// The level whose labels look like a typed one.
    pub(super) fn level_of_label(&self, typed: &str) -> Option<usize> {
        let first = |law: &Level| self.label(law, 1);
        self.outline.cap.iter().position(|law| typed_number::look_alike(typed, &first(law)))
    }

    /// A heading of the Markdown text. One that is not below the section whose
    /// text it stands in would renumber the sections after it.
    pub(super) fn markdown_heading(
        &mut self,
        heading: u8,
        runs: Vec<Run>,
        at: Option<&TemplateText>,
        renderer: &mut TextRenderer,
    ) -> Vec<Block> {
        let marks = "#".repeat(heading.into());
        let words: String = runs.iter().map(|run| run.text.as_str()).collect();
        let Some(level) = self.outline.of_heading(heading) else {
            let message = format!("bố cục của loại văn bản này không có tiêu đề cấp {heading} (`{marks}`)");
            renderer.report(located(Diagnostic::error("cap", message), at, &format!("{marks} {words}")));
            return Vec::new();
        };
        if self.section.is_some_and(|section| level <= section) {
            let message = format!("tiêu đề `{marks} {words}` ngang hoặc trên cấp của mục chứa nó");
            let fault = Diagnostic::error("cap", message).help(self.headings_below());
            renderer.report(located(fault, at, &format!("{marks} {words}")));
            return Vec::new();
        }
        let label = self.count(level);
        self.level = Some(level);
        self.titled(level, &label, runs, at, renderer)
    }

    /// How to divide the text of a section further.
    fn headings_below(&self) -> String {
        let below = |level: &&Level| self.outline.index_of(&level.khoa) > self.section;
        let marks: Vec<String> = self
            .outline
            .cap
            .iter()
            .filter(below)
            .filter_map(|level| level.markdown.map(|n| format!("`{}`", "#".repeat(n.into()))))
            .collect();
        if marks.is_empty() {
            return "chia nhỏ bằng khóa `muc` của mục này, hoặc bằng danh sách 1., a), -".to_owned();
        }
        format!("trong mục này dùng {}, hoặc chia nhỏ bằng khóa `muc`", marks.join(", "))
    }

    /// Counts one entry of a level; the levels below start again.
    fn count(&mut self, level: usize) -> String {
        if level > self.deepest() {
            return typed_number::dash(level - self.deepest());
        }
        self.counters[level] += 1;
        for below in level + 1..self.counters.len() {
            if !self.outline.cap[below].so_lien_tuc {
                self.counters[below] = 0;
            }
        }
        self.label(&self.outline.cap[level], self.counters[level])
    }

    pub(super) fn label(&self, law: &Level, number: usize) -> String {
        let number = numbering::label(law.so, number, &self.profile.outlines.chu_cai);
        law.nhan.replace("{so}", &number)
    }

    /// A heading whose title may bring its number along: printed once when it is
    /// the program's, told when it is another one.
    fn titled(
        &self,
        level: usize,
        label: &str,
        mut title: Vec<Run>,
        at: Option<&TemplateText>,
        renderer: &mut TextRenderer,
    ) -> Vec<Block> {
        let words: String = title.iter().map(|run| run.text.as_str()).collect();
        match typed_number::compare(&words, label) {
            Typed::Same(length) => typed_number::drop_bytes(&mut title, length),
            Typed::Other(typed) => {
                renderer.notice(located(typed_number::differs(&typed, label), at, &typed));
            }
            Typed::None => {}
        }
        let mut blocks = self.heading(level, label, title);
        note_origin(&mut blocks, at);
        blocks
    }

    /// A heading on one line, or its label and its title on two.
    fn heading(&self, level: usize, label: &str, mut title: Vec<Run>) -> Vec<Block> {
        let Some(law) = self.outline.cap.get(level) else {
            title.insert(0, Run::plain(label));
            return vec![Block::Paragraph(Paragraph::new(StyleId::GachDauDong, title))];
        };
        let title_style = law.kieu_tieu_de.filter(|_| law.rieng_dong).unwrap_or(law.kieu);
        let mut title = Paragraph::in_style(self.profile, title_style, title);
        if !law.rieng_dong {
            title.runs.insert(0, Run::plain(label));
            return vec![Block::Paragraph(title)];
        }
        vec![Block::Paragraph(Paragraph::plain(law.kieu, label)), Block::Paragraph(title.balanced())]
    }
}

/// Notes where the text of some blocks stands.
fn note_origin(blocks: &mut [Block], at: Option<&TemplateText>) {
    let Some(text) = at else { return };
    let mut note = |paragraph: &mut Paragraph| paragraph.note_origin(text.span);
    blocks.iter_mut().for_each(|block| reading::of_block(block, &mut note));
}

/// Ends the content with the closing mark, in place of the last full stop, and
/// keeps the last paragraph with what follows it.
pub(super) fn close(blocks: &mut [Block], mark: &str) {
    if let Some(Block::Paragraph(last)) = blocks.last_mut() {
        trim::trim_end(&mut last.runs, &["./.", ".", ".", ";", ","]);
        last.runs.push(Run::plain(mark));
        last.keep_next = true;
    }
}
