//! Spaces around brackets and quotation marks.

use std::collections::HashSet;

use serde::Deserialize;

use crate::check::at::{At, Piece};
use crate::check::facts::Facts;
use crate::check::letters::{Case, case_of, is_single};
use crate::check::lexer::TokenKind;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::stretch::Stretch;
use crate::check::words::table;
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "GO-cach_trong_ngoac",
    scope: Scope::Every,
    name: "Dấu ngoặc sát chữ bên trong, cách chữ bên ngoài",
    severity: Severity::Warning,
    source: "thực hành văn thư",
    explanation: "Dấu ngoặc đơn và ngoặc kép ôm sát phần chữ bên trong, cách phần chữ bên ngoài một dấu cách.",
    wrong: Example::Text("Gửi Phòng Văn hóa - Xã hội ( để báo cáo ) trước ngày 20/10."),
    right: Example::Text("Gửi Phòng Văn hóa - Xã hội (để báo cáo) trước ngày 20/10."),
    fixable: true,
    run,
};

/// What a place lacks or has too much.
struct Fault<'p> {
    at: Stretch<'p>,
    new: &'static str,
    message: &'static str,
    certain: bool,
}

/// The file `cach_trong_ngoac.yaml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    #[serde(rename = "nguon")]
    _nguon: String,
    /// `UnitNames` of functions, which a bracket follows without a space.
    ham: HashSet<String>,
}

table!(
    static LISTS: Lists = "cach_trong_ngoac.yaml"
);

/// Reports every breach.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for at in facts.all_pieces().flat_map(Piece::tokens) {
        let TokenKind::Punct(mark @ ('(' | ')' | '[' | ']' | '“' | '”')) = at.kind() else { continue };
        let faults = if matches!(mark, '(' | '[' | '“') {
            [after_opening(at), before_opening(at)]
        } else {
            [before_closing(at), after_closing(at)]
        };
        for Fault { at: place, new, message, certain } in faults.into_iter().flatten() {
            let shown = place.range.start.min(at.start())..place.range.end.max(at.end());
            let finding = report.at(place.passage.part(shown), format!("{message} dấu \"{mark}\""));
            if certain {
                let help = if new.is_empty() { "xóa dấu cách" } else { "thêm dấu cách" };
                finding.help(help).mend(place, new);
            } else {
                finding.help("thêm dấu cách nếu là hai từ rời").hint();
            }
        }
    }
}

/// A space to delete.
fn too_much<'p>(space: At<'p>, message: &'static str) -> Option<Fault<'p>> {
    Some(Fault { at: space.into(), new: "", message, certain: true })
}

/// A space to insert.
fn too_little<'p>(at: Stretch<'p>, message: &'static str, certain: bool) -> Option<Fault<'p>> {
    Some(Fault { at, new: " ", message, certain })
}

/// "( để báo cáo": not a blank to fill in.
fn after_opening(at: At<'_>) -> Option<Fault<'_>> {
    let (space, inner) = (at.right(), at.skip(2));
    let joined = space.is_gap() && space.is_glued() && inner.is_glued();
    let blank = matches!(
        inner.kind(),
        TokenKind::End | TokenKind::Punct(')' | ']' | '”' | '_' | '/') | TokenKind::Ellipsis
    );
    // “ behind a word closes a quotation in the wrong shape.
    let turned = at.is_mark('“') && at.is_glued() && at.left_kind() == TokenKind::Word;
    if !joined || blank || turned {
        return None;
    }
    too_much(space, "có dấu cách ngay sau")
}

/// "để báo cáo )".
fn before_closing(at: At<'_>) -> Option<Fault<'_>> {
    let space = at.left()?;
    let inner = space.left()?;
    let joined = space.is_gap() && space.is_glued() && at.is_glued();
    let blank = matches!(
        inner.kind(),
        TokenKind::Punct('(' | '[' | '“' | '_' | ':' | ';' | '=' | '/') | TokenKind::Ellipsis
    );
    let turned = at.is_mark('”') && at.right().is_glued() && at.right().is_word();
    if !joined || blank || turned {
        return None;
    }
    too_much(space, "có dấu cách ngay trước")
}

/// "trường(THCS": not "f(x", "sin(", "Ca(OH)", "con(s)".
fn before_opening(at: At<'_>) -> Option<Fault<'_>> {
    let word = at.left().filter(|word| word.is_word() && at.is_glued())?;
    let (typed, inner) = (word.typed(), at.right());
    let is_formula = is_single(typed)
        || is_single(inner.typed())
        || LISTS.ham.contains(typed)
        || (typed.len() <= 2 && case_of(inner.typed()) == Case::Upper)
        || (typed.is_ascii() && matches!(case_of(typed), Case::Upper | Case::Mixed));
    if at.is_mark('[') || !inner.is_there() || inner.is_space() || (at.is_mark('(') && is_formula) {
        return None;
    }
    too_little(at.front(), "thiếu dấu cách trước", true)
}

/// "(THCS)tổ chức", "a)Xây dựng": not "(OH)2", "a)b)".
fn after_closing(at: At<'_>) -> Option<Fault<'_>> {
    let word = Some(at.right()).filter(|word| word.is_word() && word.is_glued())?;
    let typed = word.typed();
    let is_formula = is_single(typed) || (typed.is_ascii() && case_of(typed) == Case::Upper);
    let turned = at.is_mark('”') && (at.is_first() || at.left_kind() == TokenKind::Space || !is_opened(at));
    if at.is_mark(']') || is_formula || turned {
        return None;
    }
    // "(các)từ" may mean one word or two.
    let optional = at
        .left()
        .filter(|inner| at.is_mark(')') && inner.is_word() && inner.left_kind() == TokenKind::Punct('('));
    let guessed = optional.is_some_and(|inner| case_of(inner.typed()) == Case::Lower);
    too_little(at.back(), "thiếu dấu cách sau", !guessed)
}

/// Whether a “ stands open here.
fn is_opened(at: At<'_>) -> bool {
    let count = |mark| at.before().filter(|before| before.is_mark(mark)).count();
    count('“') > count('”')
}
