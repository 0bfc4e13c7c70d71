//! Paragraphs and rules.

use super::measure::Font;
use super::run;
use super::sheet::Sheet;
use super::tree::{Own, RuleLine, SetText, Space};
use crate::compose::{Addressees, Paragraph};
use crate::law::{RuleKind, StyleId};

/// Room beside a balanced line, so that rounding does not break it again.
const SLACK_PT: f64 = 2.0;
/// An indent that no format can tell from none: half a twip.
const LEAST_PT: f64 = 0.025;

/// A paragraph in its style; `width` is what it has at its disposal.
pub(super) fn text<'t>(sheet: &Sheet<'t>, paragraph: &'t Paragraph, width: f64) -> SetText<'t> {
    let mut own = Own { align: paragraph.align, keep_next: paragraph.keep_next, ..Own::default() };
    if paragraph.balanced {
        let (lines, measure) = font(sheet, paragraph).balanced(&paragraph.text(), width);
        let margin = (width - measure) / 2.0 - SLACK_PT;
        if lines.len() > 1 && margin >= LEAST_PT {
            (own.left, own.right) = (Some(margin), Some(margin));
        }
    }
    with_own(sheet, paragraph, own)
}

fn with_own<'t>(sheet: &Sheet<'t>, paragraph: &'t Paragraph, own: Own) -> SetText<'t> {
    SetText {
        style: paragraph.style,
        look: sheet.look(paragraph.style).with(&own),
        own,
        starts_page: false,
        runs: run::runs(sheet, paragraph),
        origin: paragraph.origin,
    }
}

/// A text without words, in a style.
pub(super) fn empty<'t>(sheet: &Sheet<'t>, style: StyleId) -> SetText<'t> {
    let (look, own) = (sheet.look(style), Own::default());
    SetText { style, look, own, starts_page: false, runs: Vec::new(), origin: None }
}

/// The font of a paragraph as a whole.
fn font(sheet: &Sheet<'_>, paragraph: &Paragraph) -> Font {
    let font = sheet.font(paragraph.style);
    Font { bold: font.bold || paragraph.runs.iter().all(|run| run.bold), ..font }
}

/// Paragraphs with `gap` points above the first and none below it.
pub(super) fn column<'t>(
    sheet: &Sheet<'t>,
    paragraphs: &'t [Paragraph],
    width: f64,
    gap: f64,
) -> Vec<SetText<'t>> {
    let mut column: Vec<SetText<'t>> =
        paragraphs.iter().map(|paragraph| text(sheet, paragraph, width)).collect();
    if let Some(first) = column.first_mut() {
        first.own = Own { before: Some(gap), after: Some(0.0), ..first.own };
        first.look = first.look.with(&first.own);
    }
    column
}

/// "Kính gửi:" and its list, the dashes below the colon, the whole set so that
/// the longest name stands in the middle of the page.
pub(super) fn addressees<'t>(sheet: &Sheet<'t>, addressees: &'t Addressees) -> Vec<SetText<'t>> {
    let font = sheet.font(addressees.lead.style);
    let lead = font.width(addressees.lead.text().trim_end_matches(':'));
    let longest = addressees.names.iter().map(|name| font.width(&name.text())).fold(0.0, f64::max);
    let left = ((sheet.text_width() - lead - longest) / 2.0).max(0.0);
    let dash = font.width("- ");
    let own = |paragraph: &Paragraph| Own {
        align: paragraph.align,
        keep_next: paragraph.keep_next,
        ..Own::default()
    };
    let gap = Some(sheet.layout.paragraph_spacing_pt);
    let first = Own { left: Some(left), before: gap, ..own(&addressees.lead) };
    let hanging = |name| Own { left: Some(left + lead + dash), first_line: Some(-dash), ..own(name) };
    let names = addressees.names.iter().map(|name| with_own(sheet, name, hanging(name)));
    std::iter::once(with_own(sheet, &addressees.lead, first)).chain(names).collect()
}

/// The rule under a paragraph, in the middle of `width`.
pub(super) fn rule(
    sheet: &Sheet<'_>,
    kind: RuleKind,
    under: Option<&Paragraph>,
    width: f64,
    keep_next: bool,
) -> RuleLine {
    let length = under.map_or(width, |paragraph| rule_length(sheet, kind, paragraph, width));
    RuleLine {
        left: (width - length) / 2.0,
        length,
        room: width,
        before: sheet.profile.page.duong_ke.cach_chu_pt.mac_dinh,
        after: 0.0,
        stroke: sheet.stroke(),
        keep_next,
    }
}

/// Length of a rule, from the text it stands under. Where that text has
/// several lines, the ratio is kept towards the last line, and towards the
/// longest one as far as both can be.
fn rule_length(sheet: &Sheet<'_>, kind: RuleKind, under: &Paragraph, width: f64) -> f64 {
    let ratio = sheet.profile.page.duong_ke.ratio(kind);
    let font = font(sheet, under);
    let (lines, _) = font.balanced(&under.text(), width);
    let widths: Vec<f64> = lines.iter().map(|line| font.width(line)).collect();
    let longest = widths.iter().copied().fold(0.0, f64::max);
    let last = widths.last().copied().unwrap_or(longest);
    let length = (ratio.mac_dinh * longest).clamp(ratio.tu * last, ratio.den * last);
    length.clamp(ratio.tu * longest, ratio.den * longest).min(width)
}

/// A line across the page.
pub(super) fn line_across(sheet: &Sheet<'_>) -> RuleLine {
    let width = sheet.text_width();
    let gap = sheet.layout.paragraph_spacing_pt;
    RuleLine { before: gap, after: gap, ..rule(sheet, RuleKind::CaDong, None, width, true) }
}

/// Room as high as the space between paragraphs.
pub(super) fn gap(sheet: &Sheet<'_>, keep_next: bool) -> Space {
    Space { height: sheet.layout.paragraph_spacing_pt, keep_next }
}

/// Hardly any room: what keeps two grids apart.
pub(super) fn hair(keep_next: bool) -> Space {
    Space { height: 0.0, keep_next }
}
