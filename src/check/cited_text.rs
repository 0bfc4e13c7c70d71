//! Reads a citation around its number and sign in a text.

use std::ops::Range;

use super::citation::{Citation, CitedAt, CitedDate, Words};
use super::lexer::TokenKind;
use super::passage::{Passage, PassageId};
use super::prose::Block;
use super::words::KIND_NAMES;
use crate::model::Ngay;

/// The citations written in a block.
pub(super) fn in_block(
    passage: &Passage<'_>,
    block: &Block,
    at: (PassageId, usize),
    citations: &mut Vec<Citation>,
) {
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
    (id, block_index): (PassageId, usize),
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
        place: CitedAt::Text { passage: id, block: block_index },
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
        is_law: false,
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
