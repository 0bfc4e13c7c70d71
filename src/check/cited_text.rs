//! Reads a citation around its number and sign in a text.

use std::ops::Range;

use super::at::{At, Piece};
use super::citation::{Citation, CitedAt, CitedDate, CitedWords};
use super::kind_names::KindNames;
use super::lexer::TokenKind;
use super::stretch::Stretch;
use crate::model::Ngay;

/// The citations written in a piece.
pub(super) fn in_piece(piece: Piece<'_>, place: CitedAt, kinds: &KindNames, citations: &mut Vec<Citation>) {
    let mut at = piece.first();
    while at.is_there() {
        match sign_at(at) {
            Some(last) => {
                citations.push(around_sign(at, last, place, kinds));
                at = last.right();
            }
            None => at = at.right(),
        }
    }
}

/// The last token of the number and sign that start here: one token, or several
/// with spaces where none belong.
fn sign_at(first: At<'_>) -> Option<At<'_>> {
    if first.kind() == TokenKind::Sign {
        return Some(first);
    }
    if !first.is_number() || !first.previous()?.is("số") {
        return None;
    }
    // 06 -ĐA / TU: number, then capitals joined by marks with spaces around.
    let mut last = first;
    let mut groups = 0;
    loop {
        let mark = last.next()?;
        let Some(group) = mark.next().filter(|group| mark.is_one_of(&['-', '/']) && is_group(*group)) else {
            break;
        };
        groups += 1;
        last = group;
    }
    (groups > 0 && first.to(last).typed().contains('/')).then_some(last)
}

fn is_group(at: At<'_>) -> bool {
    let year = at.is_number() && at.typed().len() == 4;
    let capitals = matches!(at.kind(), TokenKind::Word | TokenKind::Code)
        && at.typed().chars().all(|c| !c.is_lowercase());
    year || capitals
}

/// Reads what stands before and behind number and sign.
fn around_sign(first: At<'_>, last: At<'_>, place: CitedAt, kinds: &KindNames) -> Citation {
    let signed = first.to(last);
    let sign: String = signed.typed().split_whitespace().collect();
    let so = first.previous().filter(|at| at.is("số"));
    let kind = so.unwrap_or(first).previous_word().and_then(|end| kind_ending_at(end, kinds));
    let mut end = last;
    let (comma, date, date_end) = date_after(last);
    end = date_end.unwrap_or(end);
    let (body, body_end) = body_after(end);
    end = body_end.unwrap_or(end);
    let (comma, date) = if date.is_none() && body.is_some() {
        // "số 12/KH-UBND của UBND xã ngày 15/9/2026".
        let (comma, date, date_end) = date_after(end);
        end = date_end.unwrap_or(end);
        (comma, date)
    } else {
        (comma, date)
    };
    let subject = subject_after(end);
    let start = kind.as_ref().map_or(signed.range.start, |kind| kind.range.start);
    let stop = subject.as_ref().map_or(end.end(), |subject| subject.range.end);
    Citation {
        place,
        kind,
        has_so: so.is_some(),
        spaced: sign != signed.typed(),
        sign,
        sign_range: signed.range,
        comma,
        date,
        body,
        subject,
        range: start..stop,
        is_law: false,
    }
}

fn words(words: Stretch<'_>) -> CitedWords {
    CitedWords { text: words.typed().to_owned(), range: words.range }
}

/// Longest name of a kind that ends with a word.
pub(super) fn kind_ending_at(end: At<'_>, kinds: &KindNames) -> Option<CitedWords> {
    let starts: Vec<At<'_>> = std::iter::successors(Some(end), |at| at.previous_word()).take(4).collect();
    starts.iter().rev().find_map(|start| {
        let typed = start.to(end);
        let name = typed.low().split_whitespace().collect::<Vec<_>>().join(" ");
        kinds.has(&name).then(|| words(typed))
    })
}

type DateAfter<'p> = (Option<Range<usize>>, Option<CitedDate>, Option<At<'p>>);

/// `, ngày 07/10/2016` or `ngày 05 tháng 3 năm 2020`.
fn date_after(last: At<'_>) -> DateAfter<'_> {
    let comma = last.next().filter(|at| at.is_mark(','));
    let date =
        comma.unwrap_or(last).next_word().filter(|at| at.is("ngày")).and_then(|ngay| read_date(ngay.next()?));
    match date {
        Some((date, end)) => (comma.map(At::range), Some(date), Some(end)),
        None => (None, None, None),
    }
}

/// A full date that starts here, in digits or words; its last token.
pub(super) fn read_date(at: At<'_>) -> Option<(CitedDate, At<'_>)> {
    if at.kind() == TokenKind::Date {
        return Some((CitedDate { ngay: Ngay::parse(at.typed()), range: at.range() }, at));
    }
    let number = |at: At<'_>| at.is_number();
    let day = Some(at).filter(|at| number(*at))?;
    let month = day.next().filter(|at| at.is("tháng"))?.next().filter(|at| number(*at))?;
    let year = month.next().filter(|at| at.is("năm"))?.next().filter(|at| number(*at))?;
    let ngay = Ngay::parse(&format!("{}/{}/{}", day.typed(), month.typed(), year.typed()));
    (year.typed().len() == 4).then(|| (CitedDate { ngay, range: day.to(year).range }, year))
}

/// `của Ban Thường vụ Tỉnh ủy`, up to a comma, "về" and the like.
fn body_after(end: At<'_>) -> (Option<CitedWords>, Option<At<'_>>) {
    let comma = end.next().filter(|at| at.is_mark(','));
    let of = comma.unwrap_or(end).next_word().filter(|at| at.is("của"));
    let Some(first) = of.and_then(At::next) else { return (None, None) };
    let goes_on = |at: &At<'_>| match at.kind() {
        TokenKind::Word => !at.is("ngày") && !leads_subject(*at),
        TokenKind::Space | TokenKind::Number | TokenKind::Value(_) => true,
        TokenKind::Punct('-' | '&' | '(' | ')') => true,
        _ => false,
    };
    let named = std::iter::once(first).chain(first.after()).take_while(goes_on);
    let Some(last) = named.filter(|at| !at.is_space()).last() else { return (None, None) };
    (Some(words(first.to(last))), Some(last))
}

/// Words that lead a subject: "về ...", "V/v ...", "ban hành ...", "quy định ...".
fn leads_subject(at: At<'_>) -> bool {
    match at.word() {
        "về" => true,
        "ban" => at.word_after() == "hành" && at.typed() == "ban",
        "v" => at.right().is_mark('/'),
        "phê" => at.word_after() == "duyệt",
        "quy" => at.word_after() == "định",
        "triển" => at.word_after() == "khai",
        "hướng" => at.word_after() == "dẫn",
        _ => false,
    }
}

/// The subject from its lead word up to a comma, semicolon or full stop.
fn subject_after(end: At<'_>) -> Option<CitedWords> {
    let first = end.next().filter(|at| leads_subject(*at))?;
    let goes_on = |at: &At<'_>| !at.is_one_of(&[',', ';', '.', ':']) && at.kind() != TokenKind::Sign;
    let last = first.after().take_while(goes_on).filter(|at| !at.is_space()).last().unwrap_or(first);
    Some(words(first.to(last)))
}
