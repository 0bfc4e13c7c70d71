//! The sentences of reports, as data: `data/bao_cao/*.yaml` says which one
//! stands where under which condition; an office may say any of them in words
//! of its own.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use rust_decimal::Decimal;
use serde::Deserialize;

use super::words::amount;
use crate::diagnostic::{Diagnostic, Faults, nearest};
use crate::law::OfficeWords;
use crate::model::{ChiTieu, Chieu};

/// The placeholder of a blank to fill in.
const BLANK: &str = "trong";

/// A table of `data/bao_cao/`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(rename = "nguon")]
    _nguon: String,
    vi_tri: BTreeMap<String, Slot>,
    #[serde(default)]
    tu_do_luong: Vec<String>,
}

/// A place in a report that a sentence or a part of one is chosen for.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Slot {
    #[serde(rename = "y_nghia")]
    _y_nghia: String,
    /// What the choice may depend on: condition to its values.
    dieu_kien: BTreeMap<String, Vec<String>>,
    /// What may be filled in.
    cho_dien: Vec<String>,
    cau: Vec<Form>,
}

/// One sentence, or several ways to say it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    ma: String,
    #[serde(default)]
    khi: BTreeMap<String, OneOrMany>,
    cau: OneOrMany,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    fn all(&self) -> &[String] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Many(many) => many,
        }
    }
}

/// Condition and value, e.g. `("ket_qua", "vuot")`.
pub(super) type Fact = (&'static str, &'static str);
/// What is filled in, by the name of its placeholder.
pub(super) type Filling<'w> = (&'static str, Cow<'w, Sentence>);

/// What a form became: texts, and blanks to fill in (none).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Sentence(Vec<Option<String>>);

impl Sentence {
    /// Text and blanks in order, for templates.
    pub(super) fn into_parts(self) -> Vec<Option<String>> {
        self.0
    }

    /// The text alone.
    pub(super) fn text(&self) -> String {
        self.0.iter().flatten().map(String::as_str).collect()
    }

    fn push(&mut self, text: &str) {
        match self.0.last_mut() {
            Some(Some(last)) => last.push_str(text),
            _ if text.is_empty() => {}
            _ => self.0.push(Some(text.to_owned())),
        }
    }

    /// Adds what follows.
    pub(super) fn and(mut self, more: &Self) -> Self {
        for part in &more.0 {
            match part {
                Some(text) => self.push(text),
                None => self.0.push(None),
            }
        }
        self
    }

    /// Several with `between` them.
    pub(super) fn join(parts: &[Self], between: &str) -> Self {
        let mut all = Self::default();
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                all.push(between);
            }
            all = all.and(part);
        }
        all
    }
}

impl From<&str> for Sentence {
    fn from(text: &str) -> Self {
        let mut sentence = Self::default();
        sentence.push(text);
        sentence
    }
}

/// A value for a placeholder.
pub(super) fn words<'w>(name: &'static str, text: impl AsRef<str>) -> Filling<'w> {
    (name, Cow::Owned(Sentence::from(text.as_ref())))
}

/// The sentences of a report.
#[derive(Debug, Clone)]
pub(super) struct Wording {
    slots: BTreeMap<String, Slot>,
    measures: Vec<String>,
}

const TABLES: [(&str, &str); 6] = [
    ("trich_yeu", include_str!("../../data/bao_cao/trich_yeu.yaml")),
    ("chi_tieu", include_str!("../../data/bao_cao/chi_tieu.yaml")),
    ("nhiem_vu", include_str!("../../data/bao_cao/nhiem_vu.yaml")),
    ("danh_gia", include_str!("../../data/bao_cao/danh_gia.yaml")),
    ("phuong_huong", include_str!("../../data/bao_cao/phuong_huong.yaml")),
    ("nam", include_str!("../../data/ke_hoach/nam.yaml")),
];

static OF_THE_PROGRAM: LazyLock<Wording> = LazyLock::new(|| {
    let mut wording = Wording { slots: BTreeMap::new(), measures: Vec::new() };
    for (name, text) in TABLES {
        let table: Table = crate::embedded_table::read(&format!("words of reports, {name}.yaml"), text);
        wording.slots.extend(table.vi_tri);
        wording.measures.extend(table.tu_do_luong);
    }
    wording
});

impl Wording {
    /// "4 buổi", or "không quá 2 vụ" where less is better.
    pub(super) fn aim(&self, figure: &ChiTieu, target: Decimal) -> String {
        let way = match figure.chieu {
            Chieu::Tang => "tang",
            Chieu::Giam => "giam",
        };
        self.text("muc_tieu", &[("chieu", way)], &[words("tri", amount(figure, target))])
    }

    /// The program's own sentences.
    pub(super) fn program() -> &'static Self {
        &OF_THE_PROGRAM
    }

    /// The program's sentences, with those that the office says otherwise.
    pub(super) fn of(office: &OfficeWords) -> Cow<'static, Self> {
        if office.is_empty() {
            return Cow::Borrowed(&OF_THE_PROGRAM);
        }
        let mut own = OF_THE_PROGRAM.clone();
        for (id, sentence) in office {
            if let Some(form) = own.form_mut(id) {
                form.cau = OneOrMany::Many(sentence.texts.clone());
            }
        }
        Cow::Owned(own)
    }

    fn form_mut(&mut self, id: &str) -> Option<&mut Form> {
        let (slot, ma) = id.split_once('.')?;
        self.slots.get_mut(slot)?.cau.iter_mut().find(|form| form.ma == ma)
    }

    /// The words that names of measures start with: "Tỷ lệ", "Kinh phí".
    pub(super) fn measures(&self) -> &[String] {
        &self.measures
    }

    /// The sentence of a place under these facts. Where a form has several
    /// ways to say it, `position` takes them in turn.
    pub(super) fn say(
        &self,
        slot: &str,
        facts: &[Fact],
        values: &[Filling<'_>],
        position: usize,
    ) -> Sentence {
        let found = self.slots.get(slot).and_then(|slot| slot.form(facts));
        debug_assert!(found.is_some(), "{slot} has no form for {facts:?}");
        debug_assert!(self.offers(slot, values), "{slot} is not given all that its forms may ask for");
        let texts = found.map_or(&[][..], |form| form.cau.all());
        let text = position.checked_rem(texts.len()).and_then(|index| texts.get(index));
        text.map_or_else(Sentence::default, |text| fill(text, values))
    }

    /// Whether everything that a place may print is there.
    fn offers(&self, slot: &str, values: &[Filling<'_>]) -> bool {
        let wanted = self.slots.get(slot).map(|slot| &slot.cho_dien);
        wanted.is_some_and(|wanted| wanted.iter().all(|name| values.iter().any(|(known, _)| known == name)))
    }

    /// As [`Self::say`] where no blank can stand.
    pub(super) fn text(&self, slot: &str, facts: &[Fact], values: &[Filling<'_>]) -> String {
        self.say(slot, facts, values, 0).text()
    }
}

impl Slot {
    /// The first form whose conditions hold.
    fn form(&self, facts: &[Fact]) -> Option<&Form> {
        debug_assert!(
            facts.len() == self.dieu_kien.len()
                && facts.iter().all(|(name, value)| {
                    self.dieu_kien.get(*name).is_some_and(|known| known.iter().any(|known| known == value))
                }),
            "{facts:?} are not {:?}",
            self.dieu_kien
        );
        self.cau.iter().find(|form| form.holds(facts))
    }
}

impl Form {
    fn holds(&self, facts: &[Fact]) -> bool {
        self.khi.iter().all(|(name, wanted)| {
            facts.iter().any(|(fact, value)| fact == name && wanted.all().iter().any(|one| one == value))
        })
    }
}

/// The pieces of a form: text, or the name of a placeholder.
fn pieces(text: &str) -> Vec<Result<&str, &str>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, behind)) = after.split_once('}') else { break };
        pieces.push(Ok(before));
        pieces.push(Err(name));
        rest = behind;
    }
    pieces.push(Ok(rest));
    pieces
}

fn fill(text: &str, values: &[Filling<'_>]) -> Sentence {
    let mut sentence = Sentence::default();
    for piece in pieces(text) {
        match piece {
            Ok(text) => sentence.push(text),
            Err(BLANK) => sentence.0.push(None),
            Err(name) => {
                let value = values.iter().find(|(known, _)| *known == name);
                debug_assert!(value.is_some(), "{text}: no value for {name}");
                if let Some((_, value)) = value {
                    sentence = sentence.and(value);
                }
            }
        }
    }
    sentence
}

/// Why the sentences of an office cannot be used.
///
/// # Errors
/// Sentences that reports do not have, places to fill in that they do not
/// know.
pub(super) fn check_wording(office: &OfficeWords) -> Result<(), Faults> {
    let wrong = office.iter().flat_map(|(id, sentence)| {
        let faults = wrong_sentence(id, &sentence.texts).into_iter();
        faults.map(|fault| match sentence.at {
            Some(at) => fault.at(at),
            None => fault,
        })
    });
    Faults::none_or(wrong.collect(), ())
}

fn wrong_sentence(id: &str, texts: &[String]) -> Vec<Diagnostic> {
    let slot = id.split_once('.').and_then(|(slot, ma)| {
        let slot = OF_THE_PROGRAM.slots.get(slot)?;
        slot.cau.iter().any(|form| form.ma == ma).then_some(slot)
    });
    let Some(slot) = slot else {
        let known: Vec<String> = ids().collect();
        let near = nearest(id, known.iter().map(String::as_str));
        let help = near.map_or_else(
            || "các câu có trong data/bao_cao/: tên vị trí, dấu chấm, rồi mã câu".to_owned(),
            |near| format!("có phải ý bạn là `{near}`?"),
        );
        return vec![fault(format!("báo cáo không có câu `{id}`"), &help)];
    };
    if texts.is_empty() {
        return vec![fault(format!("câu `{id}` không có lời nào"), "ghi câu; không muốn in thì ghi \"\"")];
    }
    texts.iter().flat_map(|text| wrong_places(slot, id, text)).collect()
}

fn wrong_places(slot: &Slot, id: &str, text: &str) -> Vec<Diagnostic> {
    let known: Vec<&str> = slot.cho_dien.iter().map(String::as_str).chain([BLANK]).collect();
    let help = format!("chỗ điền của câu này: {}", known.join(", "));
    let mut faults = Vec::new();
    for piece in pieces(text) {
        match piece {
            Err(name) if !known.contains(&name) => {
                faults.push(fault(format!("câu `{id}`: không có chỗ điền {{{name}}}"), &help));
            }
            Ok(text) if text.contains(['{', '}']) => {
                faults.push(fault(format!("câu `{id}`: dấu ngoặc {{ }} không đủ đôi"), &help));
            }
            _ => {}
        }
    }
    faults
}

fn fault(message: String, help: &str) -> Diagnostic {
    Diagnostic::error("loi-van-bao-cao", message).help(help)
}

/// The name of every sentence: place, dot, sentence.
fn ids() -> impl Iterator<Item = String> {
    let of = |(name, slot): (&'static String, &'static Slot)| {
        slot.cau.iter().map(move |form| format!("{name}.{}", form.ma))
    };
    OF_THE_PROGRAM.slots.iter().flat_map(of)
}

#[cfg(test)]
#[path = "wording_tests.rs"]
mod tests;
