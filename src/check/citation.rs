//! The documents that a document cites: in its texts, and declared.

use std::ops::Range;

use super::lexer::TokenKind;
use super::passage::{Part, Passage};
use super::prose::Block;
use super::words::KIND_NAMES;
use crate::diagnostic::Span;
use crate::model::{CanCu, Ngay, NgayError, VanBan, VienDan};

/// A document cited at a place.
#[derive(Debug, Clone)]
pub(super) struct Citation {
    /// Where it is cited.
    pub(super) place: CitedAt,
    /// Its kind as typed.
    pub(super) kind: Option<Words>,
    /// "số" stands between kind and sign.
    pub(super) has_so: bool,
    /// Number and sign, without the spaces typed inside.
    pub(super) sign: String,
    /// Where number and sign stand.
    pub(super) sign_range: Range<usize>,
    /// Spaces stand inside number and sign.
    pub(super) spaced: bool,
    /// The comma before "ngày", if there is one.
    pub(super) comma: Option<Range<usize>>,
    /// Its date.
    pub(super) date: Option<CitedDate>,
    /// The body named after "của".
    pub(super) body: Option<Words>,
    /// The first words of the subject.
    pub(super) subject: Option<Words>,
    /// From the kind to the last part found.
    pub(super) range: Range<usize>,
}

/// Where a citation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CitedAt {
    /// In a text: the number of the passage and its block.
    Text { passage: usize, block: usize },
    /// A structured entry of `can_cu`: its number, and where its sign stands.
    Basis { index: usize, span: Span },
    /// An entry of `vien_dan`.
    Declared { span: Span },
    /// A call of `vien_dan(id=...)` in a text.
    Call { passage: usize },
}

/// Words of a text and where they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) text: String,
    pub(super) range: Range<usize>,
}

/// A date as cited.
#[derive(Debug, Clone)]
pub(super) struct CitedDate {
    pub(super) ngay: Result<Ngay, NgayError>,
    pub(super) range: Range<usize>,
}

impl Citation {
    /// The date, when the calendar has it.
    pub(super) fn ngay(&self) -> Option<Ngay> {
        self.date.as_ref().and_then(|date| date.ngay.clone().ok())
    }

    /// Whether it is a law, code, ordinance or the like, which is cited without
    /// number and body.
    pub(super) fn is_law(&self) -> bool {
        let kind = self.kind.as_ref().map(|kind| kind.text.to_lowercase());
        match kind.as_deref() {
            Some("luật" | "bộ luật" | "pháp lệnh" | "hiến pháp") => true,
            Some("nghị quyết") => false,
            _ => self.groups().into_iter().skip(1).any(|group| {
                let term = group.strip_prefix("UBTV").unwrap_or(group).strip_prefix("QH");
                term.is_some_and(|term| !term.is_empty() && term.bytes().all(|b| b.is_ascii_digit()))
            }),
        }
    }

    /// Its kind in small letters; empty when it names none.
    pub(super) fn kind_name(&self) -> String {
        self.kind.as_ref().map_or_else(String::new, |kind| kind.text.to_lowercase())
    }

    /// Whether its sign has a year: 30/2020/NĐ-CP.
    pub(super) fn has_year(&self) -> bool {
        self.groups()
            .into_iter()
            .skip(1)
            .any(|group| group.len() == 4 && group.bytes().all(|b| b.is_ascii_digit()))
    }

    /// The passage and block it is written in.
    pub(super) fn written<'f, 'd>(
        &self,
        passages: &'f [Passage<'d>],
    ) -> Option<(&'f Passage<'d>, &'f Block)> {
        let CitedAt::Text { passage, block } = self.place else { return None };
        let passage = passages.get(passage)?;
        Some((passage, passage.blocks.get(block)?))
    }

    /// The passage it stands in, when it is written in a text.
    pub(super) fn passage(&self) -> Option<usize> {
        match self.place {
            CitedAt::Text { passage, .. } => Some(passage),
            _ => None,
        }
    }

    /// The number alone and the groups of letters: "1859", then QC and TU.
    pub(super) fn groups(&self) -> Vec<&str> {
        self.sign.split(['/', '-']).collect()
    }
}

/// Every citation of a document: the texts in printed order with the
/// structured bases at their places, the declared ones last.
pub(super) fn of_document(document: &VanBan, passages: &[Passage<'_>]) -> Vec<Citation> {
    let declared = |id: &str| {
        let bases = document.can_cu.iter().filter_map(|basis| match basis {
            CanCu::VienDan { vien_dan, .. } => Some(vien_dan.as_ref()),
            CanCu::DoanVan(_) => None,
        });
        bases
            .chain(&document.vien_dan)
            .find(|cited| cited.id.as_ref().is_some_and(|known| known.as_str() == id))
    };
    let mut citations = Vec::new();
    let mut bases_done = false;
    for (index, passage) in passages.iter().enumerate() {
        let before_text = !matches!(
            passage.part,
            Part::CoQuan | Part::DiaDanh | Part::TrichYeu | Part::KinhGui | Part::CanCu(_)
        );
        if before_text && !bases_done {
            bases_done = true;
            citations.extend(structured_bases(document));
        }
        for (block_index, block) in passage.blocks.iter().enumerate() {
            in_block(passage, block, (index, block_index), &mut citations);
        }
        for expression in &passage.expressions {
            let Some(id) = expression.prints.as_deref().and_then(called_id) else { continue };
            if let Some(cited) = declared(id)
                && let Some(mut citation) = of_entry(cited, CitedAt::Call { passage: index })
            {
                citation.range = expression.range.clone();
                citations.push(citation);
            }
        }
    }
    citations.extend(document.vien_dan.iter().filter_map(|cited| {
        let span = cited.so_ky_hieu.as_ref().map_or(cited.loai.span, |sign| sign.span);
        of_entry(cited, CitedAt::Declared { span })
    }));
    citations
}

fn structured_bases(document: &VanBan) -> impl Iterator<Item = Citation> {
    document.can_cu.iter().enumerate().filter_map(|(index, basis)| match basis {
        CanCu::VienDan { vien_dan, .. } => {
            let span = vien_dan.so_ky_hieu.as_ref().map_or(vien_dan.loai.span, |sign| sign.span);
            of_entry(vien_dan, CitedAt::Basis { index, span })
        }
        CanCu::DoanVan(_) => None,
    })
}

/// The id in `vien_dan(id="...")`.
fn called_id(expression: &str) -> Option<&str> {
    let rest = expression.strip_prefix("vien_dan(id=")?;
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    rest[1..].split(quote).next()
}

fn of_entry(cited: &VienDan, place: CitedAt) -> Option<Citation> {
    let words = |text: &str| Words { text: text.to_owned(), range: 0..0 };
    let sign = cited.so_ky_hieu.as_ref()?.as_str();
    let compact: String = sign.split_whitespace().collect();
    Some(Citation {
        place,
        kind: Some(words(cited.loai.as_str())),
        has_so: true,
        spaced: compact != sign,
        sign: compact,
        sign_range: 0..sign.len(),
        comma: None,
        date: cited.ngay.map(|ngay| CitedDate { ngay: Ok(ngay), range: 0..0 }),
        body: cited.co_quan.as_ref().map(|body| words(body.as_str())),
        subject: cited.trich_yeu.as_ref().map(|subject| words(subject.value.trim())),
        range: 0..0,
    })
}

/// The citations written in a block.
fn in_block(passage: &Passage<'_>, block: &Block, at: (usize, usize), citations: &mut Vec<Citation>) {
    let mut index = 0;
    while index < block.tokens.len() {
        let Some(last) = sign_at(passage, block, index) else {
            index += 1;
            continue;
        };
        citations.push(around_sign(passage, block, (index, last), at));
        index = last + 1;
    }
}

/// The last token of the number and sign that start at `index`: one token, or
/// several with spaces where none belong.
fn sign_at(passage: &Passage<'_>, block: &Block, index: usize) -> Option<usize> {
    let first = block.tokens.get(index)?;
    if first.kind == TokenKind::Sign {
        return Some(index);
    }
    if first.kind != TokenKind::Number || !is_so(passage, block, block.previous(index)?) {
        return None;
    }
    // 06 -ĐA / TU: number, then capitals joined by marks with spaces around.
    let mut last = index;
    let mut groups = 0;
    loop {
        let mark = block.next(last)?;
        let is_mark = block.is_punct(mark, '-') || block.is_punct(mark, '/');
        let group = block.next(mark).filter(|&group| is_mark && is_group(passage, block, group));
        let Some(group) = group else { break };
        groups += 1;
        last = group;
    }
    let text = passage.text(first.range.start..block.tokens[last].range.end);
    (groups > 0 && text.contains('/')).then_some(last)
}

fn is_group(passage: &Passage<'_>, block: &Block, index: usize) -> bool {
    let token = &block.tokens[index];
    let text = passage.of(token);
    let year = token.kind == TokenKind::Number && text.len() == 4;
    let capitals =
        matches!(token.kind, TokenKind::Word | TokenKind::Code) && text.chars().all(|c| !c.is_lowercase());
    year || capitals
}

fn is_so(passage: &Passage<'_>, block: &Block, index: usize) -> bool {
    block.is_word(index) && passage.low(&block.tokens[index]) == "số"
}

/// Reads what stands before and behind number and sign.
fn around_sign(
    passage: &Passage<'_>,
    block: &Block,
    (first, last): (usize, usize),
    (passage_index, block_index): (usize, usize),
) -> Citation {
    let tokens = &block.tokens;
    let sign_range = tokens[first].range.start..tokens[last].range.end;
    let typed = passage.text(sign_range.clone());
    let sign: String = typed.split_whitespace().collect();
    let so = block.previous(first).filter(|&at| is_so(passage, block, at));
    let kind_end = so.map_or_else(|| block.word_before(first), |so| block.word_before(so));
    let kind = kind_end.and_then(|end| kind_ending_at(passage, block, end));
    let mut end = last;
    let (comma, date, date_end) = date_after(passage, block, last);
    end = date_end.unwrap_or(end);
    let (body, body_end) = body_after(passage, block, end);
    end = body_end.unwrap_or(end);
    let (comma, date) = if date.is_none() && body.is_some() {
        // "số 12/KH-UBND của UBND xã ngày 15/9/2026".
        let (comma, date, date_end) = date_after(passage, block, end);
        end = date_end.unwrap_or(end);
        (comma, date)
    } else {
        (comma, date)
    };
    let subject = subject_after(passage, block, end);
    let start = kind.as_ref().map_or(sign_range.start, |kind| kind.range.start);
    let stop = subject.as_ref().map_or(tokens[end].range.end, |subject| subject.range.end);
    Citation {
        place: CitedAt::Text { passage: passage_index, block: block_index },
        kind,
        has_so: so.is_some(),
        spaced: sign != typed,
        sign,
        sign_range,
        comma,
        date,
        body,
        subject,
        range: start..stop,
    }
}

/// Longest name of a kind that ends with the word at `end`.
pub(super) fn kind_ending_at(passage: &Passage<'_>, block: &Block, end: usize) -> Option<Words> {
    let mut starts = vec![end];
    while starts.len() < 4
        && let Some(before) = block.word_before(starts[starts.len() - 1])
    {
        starts.push(before);
    }
    starts.iter().rev().find_map(|&start| {
        let range = block.tokens[start].range.start..block.tokens[end].range.end;
        let text = passage.text(range.clone());
        let name = passage.lower[range.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
        KIND_NAMES.contains_key(&name).then(|| Words { text: text.to_owned(), range })
    })
}

type DateAfter = (Option<Range<usize>>, Option<CitedDate>, Option<usize>);

/// `, ngày 07/10/2016` or `ngày 05 tháng 3 năm 2020`.
fn date_after(passage: &Passage<'_>, block: &Block, last: usize) -> DateAfter {
    let none = (None, None, None);
    let Some(mut at) = block.next(last) else { return none };
    let mut comma = None;
    if block.is_punct(at, ',') {
        comma = Some(block.tokens[at].range.clone());
        let Some(next) = block.next(at) else { return none };
        at = next;
    }
    if !(block.is_word(at) && passage.low(&block.tokens[at]) == "ngày") {
        return none;
    }
    let Some(day) = block.next(at) else { return none };
    match read_date(passage, block, day) {
        Some((date, end)) => (comma, Some(date), Some(end)),
        None => none,
    }
}

/// A full date that starts at `index`, in digits or words; its last token.
pub(super) fn read_date(passage: &Passage<'_>, block: &Block, index: usize) -> Option<(CitedDate, usize)> {
    let token = block.tokens.get(index)?;
    if token.kind == TokenKind::Date {
        let date = CitedDate { ngay: Ngay::parse(passage.of(token)), range: token.range.clone() };
        return Some((date, index));
    }
    let number = |at: usize| {
        let token = block.tokens.get(at)?;
        (token.kind == TokenKind::Number).then(|| passage.of(token))
    };
    let word = |at: usize, wanted: &str| block.is_word(at) && passage.low(&block.tokens[at]) == wanted;
    let day = number(index)?;
    let thang = block.next(index).filter(|&at| word(at, "tháng"))?;
    let month_at = block.next(thang)?;
    let month = number(month_at)?;
    let nam = block.next(month_at).filter(|&at| word(at, "năm"))?;
    let year_at = block.next(nam)?;
    let year = number(year_at)?;
    let ngay = Ngay::parse(&format!("{day}/{month}/{year}"));
    let range = token.range.start..block.tokens[year_at].range.end;
    (year.len() == 4).then_some((CitedDate { ngay, range }, year_at))
}

/// `của Ban Thường vụ Tỉnh ủy`, up to a comma, "về" and the like.
fn body_after(passage: &Passage<'_>, block: &Block, end: usize) -> (Option<Words>, Option<usize>) {
    let none = (None, None);
    let Some(mut of) = block.next(end) else { return none };
    if block.is_punct(of, ',') {
        let Some(next) = block.next(of) else { return none };
        of = next;
    }
    if !(block.is_word(of) && passage.low(&block.tokens[of]) == "của") {
        return none;
    }
    let Some(first) = block.next(of) else { return none };
    let mut last = None;
    let mut at = first;
    while let Some(token) = block.tokens.get(at) {
        let stop = match token.kind {
            TokenKind::Word => {
                passage.low(token) == "ngày"
                    || matches!(passage.low(token), "về" | "ban" | "v" | "phê" | "quy" | "triển" | "hướng")
                        && is_lead(passage, block, at)
            }
            TokenKind::Space => false,
            TokenKind::Punct('-' | '&' | '(' | ')') | TokenKind::Number | TokenKind::Value(_) => false,
            _ => true,
        };
        if stop {
            break;
        }
        if token.kind != TokenKind::Space {
            last = Some(at);
        }
        at += 1;
    }
    let Some(last) = last else { return none };
    let range = block.tokens[first].range.start..block.tokens[last].range.end;
    (Some(Words { text: passage.text(range.clone()).to_owned(), range }), Some(last))
}

/// Words that lead a subject: "về ...", "V/v ...", "ban hành ...", "quy định ...".
fn is_lead(passage: &Passage<'_>, block: &Block, at: usize) -> bool {
    let token = &block.tokens[at];
    let next_word = block.word_after(at).map(|next| passage.low(&block.tokens[next]));
    match passage.low(token) {
        "về" => true,
        "ban" => next_word == Some("hành") && passage.of(token) == "ban",
        "v" => block.is_punct(at + 1, '/'),
        "phê" => next_word == Some("duyệt"),
        "quy" => next_word == Some("định"),
        "triển" => next_word == Some("khai"),
        "hướng" => next_word == Some("dẫn"),
        _ => false,
    }
}

/// The subject from its lead word up to a comma, semicolon or full stop.
fn subject_after(passage: &Passage<'_>, block: &Block, end: usize) -> Option<Words> {
    let first = block.next(end).filter(|&at| block.is_word(at) && is_lead(passage, block, at))?;
    let mut last = first;
    for at in first..block.tokens.len() {
        match block.tokens[at].kind {
            TokenKind::Punct(',' | ';' | '.' | ':') | TokenKind::Sign => break,
            TokenKind::Space => {}
            _ => last = at,
        }
    }
    let range = block.tokens[first].range.start..block.tokens[last].range.end;
    Some(Words { text: passage.text(range.clone()).to_owned(), range })
}
