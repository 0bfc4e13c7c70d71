//! The issuing body's own name in the texts.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::check::facts::Facts;
use crate::check::finding::Findings;
use crate::check::lexer::{Token, TokenKind, lex};
use crate::check::near;
use crate::check::passage::{Part, Passage};
use crate::check::rule::{Example, Rule};
use crate::check::syllable::restyle;
use crate::check::words::parse;
use crate::diagnostic::Severity;

pub const RULE: Rule = Rule {
    id: "TN-ten_co_quan",
    ten: "Tên cơ quan trong bài phải là tên cơ quan ban hành",
    severity: Severity::Error,
    nguon: "NĐ 30, Phụ lục I, Phần I, II.2.b",
    giai_thich: "Chép lại văn bản của đơn vị khác thì tên đơn vị ấy hay còn sót trong bài. Luật này so tên cùng loại cơ quan \
        trong bài với `co_quan.ten`. Viết {{ co_quan.ten }} thì không bao giờ lệch.",
    sai: Example::Keys("ket: Trên đây là Kế hoạch công tác thư viện của trường THCS Mây Hồng"),
    dung: Example::Keys("ket: Trên đây là Kế hoạch công tác thư viện của trường THCS Mây Trắng"),
    sua_duoc: false,
    run,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(rename = "nguon")]
    _nguon: String,
    loai: Vec<Vec<String>>,
    tieng_chung: HashSet<String>,
}

/// Words of types: each spelling as its words, with the number of its type.
struct Types {
    spellings: Vec<(usize, Vec<String>)>,
    common: HashSet<String>,
}

static TYPES: LazyLock<Types> = LazyLock::new(|| {
    let table: Table = parse("ten_loai_co_quan.yaml", include_str!("../../../data/kiem_tra/ten_loai_co_quan.yaml"));
    let mut spellings: Vec<_> = table
        .loai
        .iter()
        .enumerate()
        .flat_map(|(index, list)| near::split_all(list).into_iter().map(move |words| (index, words)))
        .collect();
    spellings.sort_by_key(|(_, words)| std::cmp::Reverse(words.len()));
    Types { spellings, common: table.tieng_chung }
});

/// A name taken apart: its types, then its proper words in lower case.
struct Name {
    types: Vec<usize>,
    proper: Vec<String>,
}

/// Tokens without white space, the text they come from and its lower case.
struct Line<'t> {
    text: &'t str,
    lower: &'t str,
    tokens: Vec<&'t Token>,
}

impl Line<'_> {
    fn low(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &self.lower[token.range.clone()])
    }

    fn typed(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &self.text[token.range.clone()])
    }

    /// The type whose words start at `at`, and the place behind them.
    fn type_at(&self, at: usize) -> Option<(usize, usize)> {
        let fits = |words: &[String]| words.iter().enumerate().all(|(step, word)| self.low(at + step) == word);
        let (index, words) = TYPES.spellings.iter().find(|(_, words)| fits(words))?;
        Some((*index, at + words.len()))
    }

    /// The types from `at` on; "&", "-" and "và" may stand between.
    fn types(&self, at: usize) -> (Vec<usize>, usize) {
        let mut types = Vec::new();
        let mut end = at;
        let mut next = at;
        while let Some((index, after)) = self.type_at(next) {
            types.push(index);
            end = after;
            next = if matches!(self.low(after), "&" | "-" | "và") { after + 1 } else { after };
        }
        (types, end)
    }

    /// The capital words and numbers from `at` on, in lower case.
    fn proper(&self, at: usize) -> (Vec<String>, usize) {
        let mut end = at;
        while let Some(token) = self.tokens.get(end) {
            let number = token.kind == TokenKind::Number && self.low(end.wrapping_sub(1)) == "số";
            let word = token.kind == TokenKind::Word;
            let glued = end == at || self.tokens[end - 1].range.end < token.range.start;
            if !(glued && (number || word && (near::is_capital(self.typed(end)) || self.low(end) == "số"))) {
                break;
            }
            end += 1;
        }
        ((at..end).map(|at| plain(self.low(at))).collect(), end)
    }
}

/// A syllable with its tone in one place only.
fn plain(word: &str) -> String {
    match restyle(word) {
        Some(other) if other.as_str() < word => other,
        _ => word.to_owned(),
    }
}

/// A name of a body; none when it does not start with a type or has no proper words.
fn name(text: &str) -> Option<Name> {
    let lower = crate::check::prose::lower(text);
    let mut tokens = Vec::new();
    lex(text, 0..text.len(), &|_| None, &mut tokens);
    let tokens = tokens.iter().filter(|token| token.kind != TokenKind::Space).collect();
    let line = Line { text, lower: &lower, tokens };
    let (types, end) = line.types(0);
    let (proper, _) = line.proper(end);
    (!types.is_empty() && !proper.is_empty()).then_some(Name { types, proper })
}

fn run(facts: &Facts<'_>, findings: &mut Findings) {
    let body = &facts.document.co_quan;
    let over_time = body.theo_thoi_gian.iter().filter_map(|facts| facts.ten.as_ref());
    let own: Vec<Name> = std::iter::once(&body.ten).chain(over_time).filter_map(|ten| name(ten.as_str())).collect();
    let Some(first) = own.first() else { return };
    let lead = TYPES.spellings.iter().filter(|(index, _)| *index == first.types[0]);
    let leads: Vec<&str> = lead.map(|(_, words)| words[0].as_str()).collect();
    for (passage, block) in facts.blocks(Part::is_written) {
        if !block.tokens.iter().any(|token| token.kind == TokenKind::Word && leads.contains(&passage.low(token))) {
            continue;
        }
        let tokens = block.tokens.iter().filter(|token| token.kind != TokenKind::Space).collect();
        let line = Line { text: passage.value, lower: &passage.lower, tokens };
        for at in 0..line.tokens.len() {
            if leads.contains(&line.low(at)) {
                look(facts, &own, passage, (&line, at), findings);
            }
        }
    }
}

/// Compares the name that starts at a word with the body's own ones.
fn look(
    facts: &Facts<'_>,
    own: &[Name],
    passage: &Passage<'_>,
    (line, at): (&Line<'_>, usize),
    findings: &mut Findings,
) {
    let (types, start) = line.types(at);
    let (proper, end) = line.proper(start);
    let same_type = own.iter().filter(|name| name.types == types);
    if proper.is_empty() || same_type.clone().any(|name| proper.starts_with(&name.proper)) {
        return;
    }
    let Some(mine) = same_type.clone().next() else { return };
    let before = line.low(at.wrapping_sub(1));
    let of_ours = before == "của" || at == 0;
    let framing = matches!(passage.part, Part::Ket | Part::MoDau | Part::TrichYeu);
    let alike = similar(&mine.proper, &proper);
    let range = line.tokens[at].range.start..line.tokens[end - 1].range.end;
    if !of_ours || joined(line, at, &mine.proper) || facts.cited_at(passage, range.start).is_some() {
        return;
    }
    let typed = passage.text(range.clone());
    let finding = findings
        .words(passage, range, format!("\"{typed}\" không phải tên cơ quan ban hành"))
        .help("viết {{ co_quan.ten }}, hoặc sửa theo `co_quan.ten`");
    if !framing {
        finding.at_most(Severity::Warning);
        if !alike {
            finding.hint();
        }
    }
}

/// Whether the own name, or a word of company, stands in the same line: another
/// body is meant.
fn joined(line: &Line<'_>, at: usize, own: &[String]) -> bool {
    let has_own = (0..line.tokens.len()).any(|from| {
        own.iter().enumerate().all(|(step, word)| plain(line.low(from + step)) == *word)
    });
    let near = (at.saturating_sub(6)..at).any(|before| {
        matches!(line.low(before), "với" | "cùng" | "các" | "những" | "giữa" | "bạn" | "khác" | "hai")
    });
    has_own || near
}

/// Whether two names share a syllable that is not common in names, or differ in
/// one letter.
fn similar(own: &[String], other: &[String]) -> bool {
    let shared = own.iter().any(|word| other.contains(word) && !TYPES.common.contains(word));
    let (own, other) = (own.join(" "), other.join(" "));
    shared || strsim::damerau_levenshtein(&own, &other) == 1
}
