//! The texts of a document, each with its part, place and tokens.

use std::ops::Range;
use std::sync::Arc;

use super::lexer::{Token, TokenKind};
use super::prose::{self, Block, Expression};
use crate::diagnostic::Span;
use crate::law::{self, FieldType};
use crate::model::{CanCu, Literal, NoiDung, TemplateText, VanBan};
use crate::placeholder;

/// Which part of the document a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Names of the issuing and the upper body.
    CoQuan,
    /// Place.
    DiaDanh,
    /// Subject.
    TrichYeu,
    /// An addressee.
    KinhGui,
    /// A legal basis written as a sentence: its number in the list.
    CanCu(usize),
    /// A value of a structured citation.
    VienDan,
    /// Opening.
    MoDau,
    /// Title of a section or annex.
    TieuDe,
    /// Content of a section.
    NoiDung,
    /// A field that only this kind has, a caption.
    Truong,
    /// Content of an annex or of a document issued with this one.
    PhuLuc,
    /// Closing.
    Ket,
    /// Position and name of the signer.
    NguoiKy,
    /// A recipient.
    NoiNhan,
    /// A task, its target, who does it: not printed in the document.
    NhiemVu,
}

impl Part {
    /// Sentences that readers read as prose.
    pub(super) fn is_prose(self) -> bool {
        matches!(self, Self::CanCu(_) | Self::MoDau | Self::NoiDung | Self::PhuLuc | Self::Ket)
    }

    /// Prose, the subject and titles.
    pub(super) fn is_written(self) -> bool {
        self.is_prose() || matches!(self, Self::TrichYeu | Self::TieuDe | Self::Truong)
    }

    fn is_markdown(self) -> bool {
        matches!(self, Self::MoDau | Self::NoiDung | Self::PhuLuc | Self::Ket)
    }
}

/// A text of the document.
#[derive(Debug)]
pub(super) struct Passage<'d> {
    /// What it is.
    pub(super) part: Part,
    /// Its key, e.g. `noi_dung[1].tieu_de`.
    pub(super) key: String,
    /// The text as typed.
    pub(super) value: &'d str,
    /// The same text, shared by the findings in it.
    pub(super) shared: Arc<str>,
    /// Where it stands.
    pub(super) span: Span,
    /// Lower case, expressions of Tera masked; offsets as in `value`.
    pub(super) lower: String,
    /// What Tera prints and does.
    pub(super) expressions: Vec<Expression>,
    /// Paragraphs, list entries, cells.
    pub(super) blocks: Vec<Block>,
}

impl<'d> Passage<'d> {
    fn new(part: Part, key: String, value: &'d str, span: Span, is_template: bool) -> Self {
        let mut expressions = if is_template { prose::expressions(value) } else { Vec::new() };
        add_placeholders(value, &mut expressions);
        let masked = prose::mask(value, &expressions);
        let blocks = if is_template && part.is_markdown() {
            prose::blocks(&masked, &expressions)
        } else {
            prose::line(&masked, &expressions)
        };
        Self {
            part,
            key,
            value,
            shared: value.into(),
            span,
            lower: prose::lower(&masked),
            expressions,
            blocks,
        }
    }

    /// A value that is no text of the document: a sign, an abbreviation.
    pub(super) fn of_value(key: &str, value: &'d Literal) -> Self {
        Self::new(Part::VienDan, key.to_owned(), &value.value, value.span, false)
    }

    /// The words of a range as typed.
    pub(super) fn text(&self, range: Range<usize>) -> &'d str {
        &self.value[range]
    }

    /// Whether a block stands in a Markdown quote: words of another document,
    /// numbered as that one is.
    pub(super) fn is_quoted(&self, block: &Block) -> bool {
        let before = &self.value[..block.range().start];
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        before[line..].trim_start().starts_with('>')
    }

    /// A token as typed.
    pub(super) fn of(&self, token: &Token) -> &'d str {
        &self.value[token.range.clone()]
    }

    /// A token in lower case.
    pub(super) fn low(&self, token: &Token) -> &str {
        &self.lower[token.range.clone()]
    }
}

/// Adds the places that a starter left: no rule reads their words, which stand
/// for others.
fn add_placeholders(text: &str, expressions: &mut Vec<Expression>) {
    for range in placeholder::ranges(text) {
        if expressions.iter().any(|known| known.range.contains(&range.start)) {
            continue;
        }
        expressions.retain(|known| !range.contains(&known.range.start));
        expressions.push(Expression { prints: Some(text[range.clone()].to_owned()), range });
    }
    expressions.sort_by_key(|expression| expression.range.start);
}

impl Block {
    /// Whether the token at `index` is a word.
    pub(super) fn is_word(&self, index: usize) -> bool {
        self.tokens.get(index).is_some_and(|token| token.kind == TokenKind::Word)
    }

    /// Whether the token at `index` is this character.
    pub(super) fn is_punct(&self, index: usize, c: char) -> bool {
        self.tokens.get(index).is_some_and(|token| token.kind == TokenKind::Punct(c))
    }

    /// Whether the token at `index` is white space.
    pub(super) fn is_space(&self, index: usize) -> bool {
        self.tokens.get(index).is_some_and(|token| token.kind == TokenKind::Space)
    }

    /// Whether the token at `index` stands right behind the one before it,
    /// without markup or a tag of Tera between.
    pub(super) fn is_glued(&self, index: usize) -> bool {
        let before = index.checked_sub(1).and_then(|before| self.tokens.get(before));
        let token = self.tokens.get(index);
        before.zip(token).is_some_and(|(before, token)| before.range.end == token.range.start)
    }

    /// The kind of the token at `index`.
    pub(super) fn kind_at(&self, index: usize) -> Option<TokenKind> {
        self.tokens.get(index).map(|token| token.kind)
    }

    /// Whether the token at `index` is white space within a line.
    pub(super) fn is_gap(&self, passage: &Passage<'_>, index: usize) -> bool {
        self.is_space(index) && !passage.of(&self.tokens[index]).contains('\n')
    }

    /// The first token after `index` that is no space.
    pub(super) fn next(&self, index: usize) -> Option<usize> {
        (index + 1..self.tokens.len()).find(|&at| self.tokens[at].kind != TokenKind::Space)
    }

    /// The last token before `index` that is no space.
    pub(super) fn previous(&self, index: usize) -> Option<usize> {
        (0..index).rev().find(|&at| self.tokens[at].kind != TokenKind::Space)
    }

    /// The word before `index`, only white space between.
    pub(super) fn word_before(&self, index: usize) -> Option<usize> {
        self.previous(index).filter(|&at| self.is_word(at))
    }

    /// The word after `index`, only white space between.
    pub(super) fn word_after(&self, index: usize) -> Option<usize> {
        self.next(index).filter(|&at| self.is_word(at))
    }

    /// The token that ends at byte `end`.
    pub(super) fn ending_at(&self, end: usize) -> Option<usize> {
        let index = self.tokens.partition_point(|token| token.range.end < end);
        self.tokens.get(index).filter(|token| token.range.end == end).map(|_| index)
    }

    /// The token that starts at byte `start`.
    pub(super) fn starting_at(&self, start: usize) -> Option<usize> {
        let index = self.tokens.partition_point(|token| token.range.start < start);
        self.tokens.get(index).filter(|token| token.range.start == start).map(|_| index)
    }

    /// Whether a sentence starts with the token at `index`.
    pub(super) fn starts_sentence(&self, index: usize) -> bool {
        let Some(before) = self.previous(index) else { return true };
        match self.tokens[before].kind {
            TokenKind::Punct('.' | '?' | '!' | ':' | ';') | TokenKind::Ellipsis => true,
            // A quotation, a dash, a bracket: ask what stands before it.
            TokenKind::Punct('“' | '"' | '(' | '-' | '–' | '+' | '*' | '•') => {
                self.starts_sentence(before)
            }
            // "a)", "1)": the label of a point.
            TokenKind::Punct(')') => before <= 2,
            // "1." is two tokens, "1" alone at the start is a label too.
            TokenKind::Number => before == 0,
            _ => false,
        }
    }

    /// From the first byte to the last.
    pub(super) fn range(&self) -> Range<usize> {
        match (self.tokens.first(), self.tokens.last()) {
            (Some(first), Some(last)) => first.range.start..last.range.end,
            _ => 0..0,
        }
    }
}

/// Every text of a document, in printed order.
pub(super) fn passages(document: &VanBan) -> Vec<Passage<'_>> {
    let mut list = List { passages: Vec::new() };
    let body = &document.co_quan;
    list.literal(Part::CoQuan, "co_quan.chu_quan", body.chu_quan.as_ref());
    list.literal(Part::CoQuan, "co_quan.ten", Some(&body.ten));
    list.literal(Part::DiaDanh, "dia_danh", Some(&document.dia_danh));
    list.text(Part::TrichYeu, "trich_yeu", Some(&document.trich_yeu));
    list.texts(Part::KinhGui, "kinh_gui", &document.kinh_gui);
    for (index, basis) in document.can_cu.iter().enumerate() {
        let key = format!("can_cu[{index}]");
        match basis {
            CanCu::DoanVan(text) => list.text(Part::CanCu(index), &key, Some(text)),
            CanCu::VienDan { vien_dan, .. } => {
                list.literal(Part::VienDan, &format!("{key}.co_quan"), vien_dan.co_quan.as_ref());
                list.text(Part::VienDan, &format!("{key}.trich_yeu"), vien_dan.trich_yeu.as_ref());
            }
        }
    }
    let kind = law::profile(&document.the_thuc).and_then(|profile| profile.kind(document.loai.as_str()));
    let is_sign = |key: &str| {
        kind.and_then(|kind| kind.field(key)).is_some_and(|field| field.kieu == FieldType::KyHieu)
    };
    for (key, value) in document.truong.iter().filter(|(key, _)| !is_sign(key)) {
        let count = value.texts().len();
        for (index, text) in value.texts().iter().enumerate() {
            let key = if count > 1 { format!("{key}[{index}]") } else { (*key).to_owned() };
            list.text(Part::Truong, &key, Some(text));
        }
    }
    list.text(Part::MoDau, "mo_dau", document.mo_dau.as_ref());
    list.content(Part::NoiDung, "noi_dung", &document.noi_dung);
    list.text(Part::Ket, "ket", document.ket.as_ref());
    list.literal(Part::NguoiKy, "nguoi_ky.chuc_vu", Some(&document.nguoi_ky.chuc_vu));
    list.literal(Part::NguoiKy, "nguoi_ky.ho_ten", Some(&document.nguoi_ky.ho_ten));
    list.texts(Part::NoiNhan, "noi_nhan", &document.noi_nhan);
    for (index, annex) in document.phu_luc.iter().enumerate() {
        list.text(Part::TieuDe, &format!("phu_luc[{index}].tieu_de"), annex.tieu_de.as_ref());
        list.content(Part::PhuLuc, &format!("phu_luc[{index}].noi_dung"), &annex.noi_dung);
    }
    for (index, attached) in document.ban_hanh_kem.iter().enumerate() {
        list.text(Part::TieuDe, &format!("ban_hanh_kem[{index}].trich_yeu"), Some(&attached.trich_yeu));
        list.content(Part::PhuLuc, &format!("ban_hanh_kem[{index}].noi_dung"), &attached.noi_dung);
    }
    for (index, signer) in document.ky_cung.iter().enumerate() {
        list.literal(Part::NguoiKy, &format!("ky_cung[{index}].chuc_vu"), Some(&signer.chuc_vu));
        list.literal(Part::NguoiKy, &format!("ky_cung[{index}].ho_ten"), Some(&signer.ho_ten));
    }
    for (index, cited) in document.vien_dan.iter().enumerate() {
        let key = format!("vien_dan[{index}]");
        list.literal(Part::VienDan, &format!("{key}.co_quan"), cited.co_quan.as_ref());
        list.text(Part::VienDan, &format!("{key}.trich_yeu"), cited.trich_yeu.as_ref());
    }
    if let Some(calendar) = &document.bao_cao {
        list.texts(Part::KinhGui, "bao_cao.kinh_gui", &calendar.kinh_gui);
        list.texts(Part::NoiNhan, "bao_cao.noi_nhan", calendar.noi_nhan.iter().flatten());
    }
    list.passages
}

struct List<'d> {
    passages: Vec<Passage<'d>>,
}

impl<'d> List<'d> {
    fn literal(&mut self, part: Part, key: &str, value: Option<&'d Literal>) {
        if let Some(value) = value {
            self.passages.push(Passage::new(part, key.to_owned(), &value.value, value.span, false));
        }
    }

    fn text(&mut self, part: Part, key: &str, text: Option<&'d TemplateText>) {
        if let Some(text) = text {
            let passage = Passage::new(part, key.to_owned(), &text.value, text.span, !text.verbatim);
            self.passages.push(passage);
        }
    }

    fn texts(&mut self, part: Part, key: &str, texts: impl IntoIterator<Item = &'d TemplateText>) {
        for (index, text) in texts.into_iter().enumerate() {
            self.text(part, &format!("{key}[{index}]"), Some(text));
        }
    }

    fn content(&mut self, part: Part, key: &str, content: &'d NoiDung) {
        match content {
            NoiDung::DoanVan(text) => self.text(part, key, Some(text)),
            NoiDung::Muc(sections) => self.sections(part, key, sections),
        }
    }

    fn sections(&mut self, part: Part, key: &str, sections: &'d [crate::model::Muc]) {
        for (index, section) in sections.iter().enumerate() {
            let key = format!("{key}[{index}]");
            self.text(Part::TieuDe, &format!("{key}.tieu_de"), section.tieu_de.as_ref());
            for task in &section.nhiem_vu {
                self.literal(Part::NhiemVu, &format!("{key}.nhiem_vu.viec"), Some(&task.viec));
            }
            self.text(part, &format!("{key}.noi_dung"), section.noi_dung.as_ref());
            let caption = section.bang.as_ref().and_then(|table| table.tieu_de.as_ref());
            self.text(Part::Truong, &format!("{key}.bang.tieu_de"), caption);
            self.sections(part, &format!("{key}.muc"), &section.muc);
        }
    }
}
