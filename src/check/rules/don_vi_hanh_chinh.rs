//! Capitals of provinces, cities, districts and communes.

use crate::check::facts::Facts;
use crate::check::letters;
use crate::check::lexer::TokenKind;
use crate::check::near;
use crate::check::passage::{Part, Passage};
use crate::check::prose::Block;
use crate::check::report::Report;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::unit_names::NAMES;
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    id: "ND30-PL2.III.1-don_vi_hanh_chinh",
    scope: Scope::Every,
    name: "Viết hoa tên riêng của đơn vị hành chính, không viết hoa danh từ chung",
    severity: Severity::Error,
    source: "NĐ 30, Phụ lục II, III.1",
    explanation: "Tỉnh, huyện, xã, phường đứng trước tên riêng thì viết thường: tỉnh Nam Định. Viết hoa cả danh từ chung khi tên \
        là chữ số, tên người, tên sự kiện: Quận 1, Phường Điện Biên Phủ; và trong Thủ đô Hà Nội, Thành phố Hồ Chí Minh.",
    wrong: Example::Text("Tham gia hội thi do Tỉnh Nghệ An tổ chức tại thành phố Hồ Chí Minh."),
    right: Example::Text("Tham gia hội thi do tỉnh Nghệ An tổ chức tại Thành phố Hồ Chí Minh."),
    fixable: true,
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report) {
    let parts = |part: Part| part.is_written() || matches!(part, Part::NoiNhan | Part::KinhGui);
    for (passage, block) in facts.blocks(parts) {
        for at in 0..block.tokens.len() {
            match near::low(passage, block, Some(at)) {
                "tỉnh" => province(passage, block, at, report),
                "thành" => city(passage, block, at, report),
                "thủ" => capital(passage, block, at, report),
                "huyện" | "xã" | "phường" | "quận" | "thị" => {
                    lower_unit(passage, block, at, report)
                }
                _ => {}
            }
        }
    }
}

/// "Tỉnh Nghệ An", "tỉnh nghệ an", "của Tỉnh".
fn province(passage: &Passage<'_>, block: &Block, at: usize, report: &mut Report) {
    let token = &block.tokens[at];
    let raised = is_raised(passage, block, at);
    let Some(hit) = block.word_after(at).and_then(|first| NAMES.provinces.at(passage, block, first)) else {
        if raised {
            alone(passage, block, at, report);
        }
        return;
    };
    let name = hit.range(block);
    let typed = passage.text(name.clone());
    let whole = token.range.start..name.end;
    if typed != hit.known && !letters::has_no_small(typed) {
        let common =
            !typed.chars().any(char::is_uppercase) && NAMES.words.contains(&passage.lower[name.clone()]);
        if !common && typed.split_whitespace().zip(hit.known.split_whitespace()).any(|(a, b)| a != b) {
            report
                .words(passage, name.clone(), format!("viết \"{typed}\""))
                .label(format!("\"{}\"", hit.known))
                .help(format!("tên riêng viết hoa: \"{}\"", hit.known))
                .fix(passage, name, hit.known);
        }
    } else if raised {
        lowered(passage, block, (at, whole), report);
    }
}

/// "Thành phố Hải Phòng", "thành phố Hồ Chí Minh".
fn city(passage: &Passage<'_>, block: &Block, at: usize, report: &mut Report) {
    let Some(pho) = block.word_after(at).filter(|&pho| near::low(passage, block, Some(pho)) == "phố")
    else {
        return;
    };
    let Some(first) = block.word_after(pho) else { return };
    let token = &block.tokens[at];
    let typed = passage.of(token);
    let ho_chi_minh = ["hồ", "chí", "minh"]
        .iter()
        .enumerate()
        .all(|(step, word)| near::low(passage, block, Some(first + 2 * step)) == *word);
    if ho_chi_minh && typed == "thành" && letters::starts_capital(passage.of(&block.tokens[first])) {
        report
            .words(
                passage,
                token.range.start..block.tokens[first + 4].range.end,
                "viết \"thành phố Hồ Chí Minh\"",
            )
            .label("\"Thành phố\"")
            .help("trường hợp viết hoa đặc biệt: \"Thành phố Hồ Chí Minh\"")
            .fix(passage, token.range.clone(), "Thành")
            .at_most(Severity::Warning);
    } else if let Some(hit) = NAMES.cities.at(passage, block, first).filter(|_| is_raised(passage, block, at))
    {
        lowered(passage, block, (at, token.range.start..hit.range(block).end), report);
    }
}

/// "thủ đô Hà Nội".
fn capital(passage: &Passage<'_>, block: &Block, at: usize, report: &mut Report) {
    let token = &block.tokens[at];
    let Some(last) = block.word_after(at).and_then(|do_at| {
        let ha = block.word_after(do_at).filter(|_| near::low(passage, block, Some(do_at)) == "đô")?;
        let noi = block.word_after(ha).filter(|_| passage.of(&block.tokens[ha]) == "Hà")?;
        (passage.of(&block.tokens[noi]) == "Nội").then_some(noi)
    }) else {
        return;
    };
    if passage.of(token) == "thủ" {
        report
            .words(passage, token.range.start..block.tokens[last].range.end, "viết \"thủ đô Hà Nội\"")
            .label("\"Thủ đô\"")
            .help("trường hợp viết hoa đặc biệt: \"Thủ đô Hà Nội\"")
            .fix(passage, token.range.clone(), "Thủ")
            .at_most(Severity::Warning);
    }
}

/// "Xã Mây Trắng" inside a sentence: only a hint, for it may be named after a person.
fn lower_unit(passage: &Passage<'_>, block: &Block, at: usize, report: &mut Report) {
    if !is_raised(passage, block, at) {
        return;
    }
    let last = if near::low(passage, block, Some(at)) == "thị" {
        let Some(second) = block
            .word_after(at)
            .filter(|&next| matches!(passage.of(&block.tokens[next]), "xã" | "trấn" | "Xã" | "Trấn"))
        else {
            return;
        };
        second
    } else {
        at
    };
    let Some(first) = block.next(last) else { return alone(passage, block, at, report) };
    let named = block.is_word(first) && letters::starts_capital(passage.of(&block.tokens[first]));
    if !named {
        let body = matches!(near::low(passage, block, Some(first)), "ủy" | "uỷ" | "đoàn" | "đội" | "hội");
        if !body && last == at {
            alone(passage, block, at, report);
        }
        return;
    }
    let low = passage.low(&block.tokens[first]);
    if NAMES.is_person(passage, block, first) || matches!(low, "ủy" | "uỷ" | "đoàn" | "đội" | "hội")
    {
        return;
    }
    let mut end = first;
    while let Some(next) =
        block.word_after(end).filter(|&next| letters::starts_capital(passage.of(&block.tokens[next])))
    {
        end = next;
    }
    let range = block.tokens[at].range.start..block.tokens[end].range.end;
    let typed = passage.text(range.clone());
    report
        .words(passage, range, format!("viết \"{typed}\""))
        .help("danh từ chung viết thường, trừ khi tên là chữ số, tên người, tên sự kiện")
        .hint();
}

/// A common noun with a capital and no name behind it: "của Tỉnh, Huyện".
fn alone(passage: &Passage<'_>, block: &Block, at: usize, report: &mut Report) {
    let next = block.next(at).map(|next| block.tokens[next].kind);
    let ends = matches!(next, None | Some(TokenKind::Punct(',' | '.' | ';' | ')')))
        || matches!(
            near::low_after(passage, block, at),
            "về" | "và" | "của" | "đã" | "giao" | "trong" | "để"
        );
    let of = near::low_before(passage, block, at) == "của"
        || block.previous(at).is_some_and(|comma| {
            block.is_punct(comma, ',')
                && matches!(near::low_before(passage, block, comma), "tỉnh" | "huyện" | "xã")
        });
    if ends && of {
        let token = &block.tokens[at];
        let typed = passage.of(token);
        report
            .words(passage, token.range.clone(), format!("viết hoa danh từ chung \"{typed}\""))
            .help(format!("viết \"{}\"", passage.low(token)))
            .hint();
    }
}

/// A common noun typed with a capital inside a sentence.
fn is_raised(passage: &Passage<'_>, block: &Block, at: usize) -> bool {
    let typed = passage.of(&block.tokens[at]);
    letters::starts_capital(typed) && !letters::has_no_small(typed) && !near::starts_clause(block, at)
}

/// Reports a common noun that should be small.
fn lowered(
    passage: &Passage<'_>,
    block: &Block,
    (at, whole): (usize, std::ops::Range<usize>),
    report: &mut Report,
) {
    let token = &block.tokens[at];
    let small = passage.low(token).to_owned();
    let typed = passage.text(whole.clone());
    report
        .words(passage, whole, format!("viết \"{typed}\""))
        .label(format!("\"{small}\""))
        .help("danh từ chung chỉ đơn vị hành chính viết thường")
        .fix(passage, token.range.clone(), &small)
        .at_most(Severity::Warning);
}
