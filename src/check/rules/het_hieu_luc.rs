//! Bases that were out of force on the day of the document.

use crate::acts::{Act, Cited, Issued, Known, Standing, Trust};
use crate::check::at::{At, Piece};
use crate::check::citation::{Citation, CitedAt};
use crate::check::cited_text::read_date;
use crate::check::facts::Facts;
use crate::check::finding::Finding;
use crate::check::passage::Part;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::rules::luat::law_before;
use crate::check::stretch::Stretch;
use crate::diagnostic::Severity;
use crate::model::{Ngay, VienDan};

/// Most words before the law that a basis rests on: "Căn cứ", "Thực hiện".
const MAX_LEAD_WORDS: usize = 3;

pub(super) const RULE: Rule = Rule {
    id: "VB-het_hieu_luc",
    scope: Scope::Every,
    name: "Căn cứ là văn bản còn hiệu lực vào ngày của văn bản này",
    severity: Severity::Warning,
    source: "thực hành văn thư",
    explanation: "Căn cứ chép từ văn bản cũ có khi đã hết hiệu lực. Chương trình xét các văn bản có trong bảng hiệu lực \
        (data/kiem_tra/hieu_luc.yaml) theo ngày của văn bản đang soạn; bảng ghi dữ liệu đến ngày nào và không kể mọi văn \
        bản; cơ quan thay bằng bảng mới hơn của mình trong vanban.toml ([du_lieu], hieu_luc). Mục mới có một nguồn thì \
        chỉ là gợi ý. Văn bản nhắc đến trong bài, và văn bản chưa có ngày, không bị xét.",
    wrong: Example::Keys(
        "can_cu: [Nghị định số 110/2004/NĐ-CP ngày 08 tháng 4 năm 2004 của Chính phủ về công tác văn thư]",
    ),
    right: Example::Keys(
        "can_cu: [Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư]",
    ),
    fixable: false,
    run,
};

/// Looks every basis up: by sign, laws by name and day.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    let Some(day) = facts.ngay else { return };
    let ended = |cited: Cited<'_>| facts.acts.look_up(cited, day).and_then(|known| Ended::of(&known));
    let table = facts.acts.den_ngay();
    for citation in bases(facts) {
        if let Some(ended) = ended(Cited::Sign { sign: &citation.sign, ngay: citation.ngay() }) {
            ended.tell(report.cited(facts, citation, ended.message()), table);
        }
    }
    for cited in &facts.structured_bases {
        let Some((name, ngay)) = named(cited) else { continue };
        if let Some(ended) = ended(Cited::Name { name: &name, issued: Issued::On(ngay) }) {
            ended.tell(report.place(cited.loai.span, ended.message()), table);
        }
    }
    for piece in facts.pieces(|part| matches!(part, Part::CanCu(_))) {
        let Some((law, issued)) = law_of(piece) else { continue };
        if let Some(ended) = ended(Cited::Name { name: law.typed(), issued }) {
            ended.tell(report.at(law, ended.message()), table);
        }
    }
}

/// The documents that the bases are, by sign: of a typed basis the first one,
/// since further ones are cited in its subject.
fn bases<'f>(facts: &'f Facts<'_>) -> impl Iterator<Item = &'f Citation> {
    let mut done = None;
    facts.citations.iter().filter(move |citation| match citation.place {
        CitedAt::Basis { .. } => true,
        CitedAt::Text { passage, .. } | CitedAt::Call { passage } => match facts.passage(passage).part {
            Part::CanCu(index) => done.replace(index) != Some(index),
            _ => false,
        },
        CitedAt::Declared { .. } => false,
    })
}

/// Name and day of a structured law, which has no sign.
fn named(cited: &VienDan) -> Option<(String, Ngay)> {
    if cited.so_ky_hieu.is_some() {
        return None;
    }
    let subject = cited.trich_yeu.as_ref().map_or("", |subject| subject.value.trim());
    Some((format!("{} {subject}", cited.loai.as_str()), cited.ngay?))
}

/// The law that a basis rests on: its name, and the day or year behind it.
fn law_of(piece: Piece<'_>) -> Option<(Stretch<'_>, Issued)> {
    let (issued, last) = piece.tokens().find_map(|at| Some((issued_at(at)?, at.previous_word()?)))?;
    let first = piece.starting_at(law_before(last)?.range.start)?;
    let lead = first.before().filter(|at| at.is_word()).count();
    (lead <= MAX_LEAD_WORDS).then(|| (first.to(last), issued))
}

/// "ngày 14 tháng 6 năm 2019", "năm 2019" or a bare "2019" at a token.
fn issued_at(at: At<'_>) -> Option<Issued> {
    match at.word() {
        "" => year(at),
        "ngày" => Some(Issued::On(read_date(at.next()?)?.0.ngay.ok()?)),
        "năm" => year(at.next()?),
        _ => None,
    }
}

/// A number of four digits.
fn year(at: At<'_>) -> Option<Issued> {
    let is_year = at.is_number() && at.typed().len() == 4;
    is_year.then(|| at.typed().parse().ok().map(Issued::In)).flatten()
}

/// An act that had ended.
struct Ended<'t> {
    act: &'t Act,
    since: Option<Ngay>,
}

impl<'t> Ended<'t> {
    fn of(known: &Known<'t>) -> Option<Self> {
        match known.standing {
            Standing::Ended { since } => Some(Self { act: known.act, since }),
            _ => None,
        }
    }

    fn message(&self) -> String {
        let Act { loai, so_ky_hieu, ten, .. } = self.act;
        let name = if ten.starts_with(loai) { ten } else { loai };
        match self.since {
            Some(since) => format!("{name} số {so_ky_hieu} hết hiệu lực từ ngày {}", since.short()),
            None => format!("{name} số {so_ky_hieu} đã hết hiệu lực, chưa rõ từ ngày nào"),
        }
    }

    /// What took its place, what else to know, and how far that may be trusted.
    fn tell(&self, finding: &mut Finding, table: Ngay) {
        let successor = self.act.thay_the_boi.as_ref();
        let successor = successor.map(|act| format!("xem văn bản thay thế: {act}"));
        let note = self.act.ghi_chu.as_ref().map(|note| format!("lưu ý: {note}"));
        let is_fair = self.act.tin_cay == Trust::Fair;
        let source = is_fair.then(|| "mới có một nguồn, cần kiểm tra lại".to_owned());
        let parts = [successor, note, source, Some(format!("dữ liệu đến ngày {}", table.short()))];
        finding.help(parts.into_iter().flatten().collect::<Vec<_>>().join("; "));
        if is_fair {
            finding.hint();
        }
    }
}
