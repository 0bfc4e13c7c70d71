//! Reads a `.docx` back, without the library that wrote it.
#![allow(dead_code, reason = "each test binary uses a part of this module")]

pub(crate) mod table;

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::sync::{Arc, LazyLock};

use roxmltree::{Document, Node};
use vanban::check::{Criteria, check};
use vanban::compose::PageTree;
use vanban::diagnostic::{Diagnostic, Faults, Sources, Told, render_all};
use vanban::engine::Engine;
use vanban::law::{Law, Profile, StyleId};
use vanban::model::VanBan;
use vanban::render::docx;
use vanban::source::Input;

pub(crate) const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A document with every part that the law names; tests replace lines of it.
pub(crate) const PLAN: &str = "\
loai: ke_hoach
co_quan: {chu_quan: UBND huyện Bắc Quang, ten: Trường THCS Vô Điểm, viet_tat: THCSVĐ}
so: 5
dia_danh: Vô Điểm
ngay: 05/01/2021
trich_yeu: Triển khai thực hiện công tác dân vận ở cơ sở, giai đoạn 2021-2025
can_cu:
  - {id: kh1, loai: Kế hoạch, so_ky_hieu: 12/KH-UBND, ngay: 2020-10-28, co_quan: UBND huyện, trich_yeu: về dân vận}
  - Luật Giáo dục ngày 14 tháng 6 năm 2019
mo_dau: \"{{ co_quan.ten }} xây dựng Kế hoạch như sau:\"
noi_dung:
  - tieu_de: Mục đích, yêu cầu
    muc:
      - tieu_de: Mục đích
        noi_dung: Thực hiện {{ vien_dan(id=\"kh1\") }}.
      - noi_dung: Khoản không có tiêu đề.
  - tieu_de: Tổ chức thực hiện
    noi_dung: |
      | STT | Việc |
      | :-: | --- |
      | 1 | Họp |
ket: Trên đây là Kế hoạch của nhà trường.
nguoi_ky: {quyen_han: {KT: Hiệu trưởng}, chuc_vu: Phó Hiệu trưởng, ho_ten: Nguyễn Văn A}
noi_nhan: [Phòng GD&ĐT, Các tổ]
";

/// The engine of an office that adds nothing.
pub(crate) static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::default);

/// A profile of the law.
pub(crate) fn profile(id: &str) -> Arc<Profile> {
    Arc::clone(Law::embedded().profile(id).expect("a profile"))
}

/// What reading a document gave: the document unless there was an error, and
/// every report.
pub(crate) struct Loaded {
    pub document: Option<VanBan>,
    pub diagnostics: Vec<Diagnostic>,
}

pub(crate) fn load(input: &Input, sources: &mut Sources) -> Loaded {
    match ENGINE.read(input, sources) {
        Ok(read) => Loaded { document: Some(read.value), diagnostics: read.told },
        Err(faults) => Loaded { document: None, diagnostics: faults.into_vec() },
    }
}

pub(crate) fn compose(document: &VanBan) -> Result<Told<PageTree>, Faults> {
    ENGINE.compose(document)
}

/// The document in a YAML text; panics with the reports when there is none.
pub(crate) fn read(yaml: &str) -> VanBan {
    let mut sources = Sources::new();
    let input = Input::edited("thu.yaml", yaml);
    let loaded = load(&input, &mut sources);
    loaded.document.unwrap_or_else(|| panic!("{}", render_all(&loaded.diagnostics, &sources, false)))
}

/// The page tree of a YAML text.
pub(crate) fn tree(yaml: &str) -> PageTree {
    compose(&read(yaml)).unwrap_or_else(|faults| panic!("{faults}")).value
}

/// The Word file of a YAML text.
pub(crate) fn build(yaml: &str) -> Word {
    Word::open(&docx::render(&tree(yaml)).expect("a Word file"))
}

/// The reports of a YAML text that cannot be built, as users see them.
pub(crate) fn reports(yaml: &str) -> String {
    let mut sources = Sources::new();
    let input = Input::edited("thu.yaml", yaml);
    let loaded = load(&input, &mut sources);
    let mut diagnostics = loaded.diagnostics;
    if let Some(document) = &loaded.document {
        diagnostics.extend(compose(document).err().into_iter().flatten());
    }
    render_all(&diagnostics, &sources, false)
}

/// A Word file as a program leaves it that keeps every part and changes the
/// text of one (python-docx), with the times that the file had.
pub(crate) fn edited(bytes: &[u8]) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip archive");
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut part = from.by_index(index).expect("an entry");
        let name = part.name().to_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("a part");
        if name == "word/document.xml" {
            let text = String::from_utf8(content).expect("UTF-8");
            assert!(text.contains("Nơi nhận"));
            content = text.replace("Nơi nhận", "Nơi gửi").into_bytes();
        }
        let options = zip::write::SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
        to.start_file(name, options).expect("an entry");
        to.write_all(&content).expect("a part");
    }
    to.finish().expect("an archive").into_inner()
}

/// An unpacked Word file.
pub(crate) struct Word {
    pub parts: BTreeMap<String, String>,
}

impl Word {
    pub(crate) fn open(bytes: &[u8]) -> Self {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip archive");
        let mut parts = BTreeMap::new();
        for index in 0..archive.len() {
            let mut file = archive.by_index(index).expect("an entry");
            let mut text = String::new();
            // Pictures are kept by name only.
            if !file.name().starts_with("word/media/") {
                file.read_to_string(&mut text).expect("UTF-8");
            }
            parts.insert(file.name().to_owned(), text);
        }
        Self { parts }
    }

    pub(crate) fn part(&self, name: &str) -> Document<'_> {
        let text = self.parts.get(name).unwrap_or_else(|| panic!("no part {name}"));
        Document::parse(text).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Every paragraph in document order.
    pub(crate) fn paragraphs(&self) -> Vec<Paragraph> {
        let document = self.part("word/document.xml");
        let styles = self.part("word/styles.xml");
        let read = |node| Paragraph::read(node, &styles);
        document.descendants().filter(|node| is(*node, "p")).map(read).collect()
    }

    /// What a paragraph of the document looks like.
    pub(crate) fn paragraph_of(&self, node: Node<'_, '_>) -> Paragraph {
        Paragraph::read(node, &self.part("word/styles.xml"))
    }

    /// The first paragraph that starts with these words.
    pub(crate) fn paragraph(&self, start: &str) -> Paragraph {
        let all = self.paragraphs();
        let texts: Vec<String> = all.iter().map(|p| p.text.clone()).collect();
        all.into_iter()
            .find(|p| p.text.starts_with(start))
            .unwrap_or_else(|| panic!("{start:?} not in {texts:#?}"))
    }

    /// All text, a line a paragraph.
    pub(crate) fn text(&self) -> String {
        self.paragraphs().iter().map(|p| p.text.clone() + "\n").collect()
    }
}

/// Width of Times New Roman Bold text in twips, from the font's own tables.
pub(crate) fn bold_width(text: &str, points: f64) -> f64 {
    let font = include_bytes!("../../fonts/LiberationSerif-Bold.ttf");
    let face = ttf_parser::Face::parse(font, 0).unwrap();
    let advance = |c| face.glyph_hor_advance(face.glyph_index(c).unwrap()).unwrap();
    let units: f64 = text.chars().map(|c| f64::from(advance(c))).sum();
    units / f64::from(face.units_per_em()) * points * 20.0
}

pub(crate) fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.has_tag_name((W, name))
}

/// The first descendant with this name.
pub(crate) fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|node| is(*node, name))
}

pub(crate) fn value(node: Node<'_, '_>, attribute: &str) -> Option<String> {
    node.attribute((W, attribute)).map(str::to_owned)
}

/// What a paragraph looks like, its style's properties included.
#[derive(Debug, Clone, Default)]
pub(crate) struct Paragraph {
    pub text: String,
    pub style: String,
    /// Half-points.
    pub size: u32,
    pub bold: bool,
    pub italic: bool,
    pub underlined: bool,
    pub align: String,
    /// Twips.
    pub before: u32,
    pub after: u32,
    pub first_line: u32,
    pub left: u32,
    pub right: u32,
    pub line: u32,
    /// `auto` or `exact`.
    pub line_rule: String,
    pub keep_next: bool,
    pub outline: Option<u32>,
    pub top_border: bool,
}

impl Paragraph {
    fn read(node: Node<'_, '_>, styles: &Document<'_>) -> Self {
        let mut paragraph = Self::default();
        let properties = child(node, "pPr");
        if let Some(id) = properties.and_then(|p| child(p, "pStyle")).and_then(|s| value(s, "val")) {
            let style = styles
                .descendants()
                .find(|n| is(*n, "style") && value(*n, "styleId").as_deref() == Some(&id))
                .unwrap_or_else(|| panic!("style {id} is not defined"));
            if let Some(properties) = child(style, "pPr") {
                paragraph.apply(properties);
            }
            if let Some(properties) = child(style, "rPr") {
                paragraph.apply_run(properties);
            }
            paragraph.style = id;
        }
        if let Some(properties) = properties {
            paragraph.apply(properties);
        }
        for node in node.descendants() {
            match node.tag_name().name() {
                "t" => paragraph.text.push_str(node.text().unwrap_or("")),
                "br" => paragraph.text.push('\n'),
                _ => {}
            }
        }
        paragraph
    }

    fn apply(&mut self, properties: Node<'_, '_>) {
        let number = |node: Node<'_, '_>, name: &str| value(node, name).and_then(|v| v.parse().ok());
        for node in properties.children() {
            match node.tag_name().name() {
                "jc" => self.align = value(node, "val").unwrap_or_default(),
                "keepNext" => self.keep_next = true,
                "outlineLvl" => self.outline = number(node, "val"),
                "pBdr" => self.top_border = child(node, "top").is_some(),
                "spacing" => {
                    self.before = number(node, "before").unwrap_or(self.before);
                    self.after = number(node, "after").unwrap_or(self.after);
                    self.line = number(node, "line").unwrap_or(self.line);
                    self.line_rule = value(node, "lineRule").unwrap_or(std::mem::take(&mut self.line_rule));
                }
                "ind" => {
                    self.first_line = number(node, "firstLine").unwrap_or(self.first_line);
                    self.left = number(node, "left").unwrap_or(self.left);
                    self.right = number(node, "right").unwrap_or(self.right);
                }
                _ => {}
            }
        }
    }

    fn apply_run(&mut self, properties: Node<'_, '_>) {
        self.bold = child(properties, "b").is_some();
        self.italic = child(properties, "i").is_some();
        self.underlined = child(properties, "u").is_some();
        self.size =
            child(properties, "sz").and_then(|n| value(n, "val")).and_then(|v| v.parse().ok()).unwrap_or(0);
    }
}

/// A document of the kind with this id, its keys replaced or added.
pub(crate) const BASE: &str = "\
co_quan: {chu_quan: UBND xã Mây Trắng, ten: Trường THCS Mây Trắng, viet_tat: THCSMT}
so: 5
dia_danh: Mây Trắng
ngay: 2026-03-05
nguoi_ky: {chuc_vu: Hiệu trưởng, ho_ten: Nguyễn Văn Mẫu}
noi_nhan: [Các tổ]
";

pub(crate) fn of_kind(kind: &str, keys: &str) -> String {
    format!("loai: {kind}\n{BASE}{keys}")
}

/// The paragraphs in a style, as text.
pub(crate) fn styled(word: &Word, style: StyleId) -> Vec<String> {
    let in_style = |p: &Paragraph| p.style == style.word_id();
    word.paragraphs().iter().filter(|p| in_style(p)).map(|p| p.text.clone()).collect()
}

/// The messages of the findings of a rule.
pub(crate) fn findings_of(yaml: &str, id: &str) -> Vec<String> {
    let mut sources = Sources::new();
    let input = Input::edited("thu.yaml", yaml);
    let loaded = load(&input, &mut sources);
    let document = loaded.document.unwrap_or_else(|| panic!("{}", reports(yaml)));
    let found = check(&document, &sources, &Criteria::default(), &[]);
    found.into_iter().filter(|f| f.rule.id == id).map(|f| f.diagnostic.message).collect()
}
