//! Paragraphs and rules.

use std::borrow::Cow;

use docx_rs::{
    BorderType, BreakType, FieldCharType, InstrText, LineSpacing, LineSpacingType,
    Paragraph as WordParagraph, ParagraphBorder, ParagraphBorderPosition, ParagraphBorders, Run as WordRun,
    SpecialIndentType, VertAlignType,
};

use super::footnote;
use super::sheet::Sheet;
use super::style::alignment;
use super::units::{eighths, twips, twips_unsigned};
use crate::compose::{Addressees, Paragraph, Rule, Run, Script, Trang};
use crate::placeholder;
use crate::render::measure::Font;

/// Room beside a balanced line, so that rounding does not break it again.
const SLACK_PT: f64 = 2.0;
/// Height of a paragraph that only carries a rule or ends a table, in twips.
const TINY_LINE: i32 = 20;

/// The colour of Word's highlighter behind a place to fill in.
const BLANK_COLOUR: &str = "yellow";

/// A paragraph in its style; `width_pt` is what it has at its disposal.
pub(super) fn paragraph(sheet: &Sheet<'_>, paragraph: &Paragraph, width_pt: f64) -> WordParagraph {
    let mut word = word_runs(sheet, &marked(&paragraph.runs))
        .into_iter()
        .fold(WordParagraph::new().style(paragraph.style.word_id()), WordParagraph::add_run);
    if paragraph.keep_next {
        word = word.keep_next(true);
    }
    if let Some(align) = paragraph.align {
        word = word.align(alignment(align));
    }
    if paragraph.balanced {
        let font = sheet.font(paragraph.style);
        let font = Font { bold: font.bold || paragraph.runs.iter().all(|run| run.bold), ..font };
        let (lines, measure) = font.balanced(&paragraph.text(), width_pt);
        let margin = twips((width_pt - measure) / 2.0 - SLACK_PT);
        if lines.len() > 1 && margin > 0 {
            word = word.indent(Some(margin), None, Some(margin), None);
        }
    }
    word
}

/// "Kính gửi:" and its list, the dashes below the colon, the whole set so that
/// the longest name stands in the middle of the page.
pub(super) fn addressees(sheet: &Sheet<'_>, addressees: &Addressees) -> Vec<WordParagraph> {
    let total = sheet.text_width_pt();
    let font = sheet.font(addressees.lead.style);
    let lead = font.width(addressees.lead.text().trim_end_matches(':'));
    let longest = addressees.names.iter().map(|name| font.width(&name.text())).fold(0.0, f64::max);
    let left = ((total - lead - longest) / 2.0).max(0.0);
    let dash = font.width("- ");
    let gap = LineSpacing::new().before(twips_unsigned(sheet.layout.paragraph_spacing_pt));
    let first = paragraph(sheet, &addressees.lead, total)
        .indent(Some(twips(left)), None, None, None)
        .line_spacing(gap);
    let name = |name: &Paragraph| {
        let hanging = SpecialIndentType::Hanging(twips(dash));
        paragraph(sheet, name, total).indent(Some(twips(left + lead + dash)), Some(hanging), None, None)
    };
    std::iter::once(first).chain(addressees.names.iter().map(name)).collect()
}

/// The runs of a paragraph; those that lead somewhere stand in a field
/// `HYPERLINK`, which needs no part of the package but their own.
fn word_runs(sheet: &Sheet<'_>, runs: &[Run]) -> Vec<WordRun> {
    let field = |kind| WordRun::new().add_field_char(kind, false);
    let mut words = Vec::with_capacity(runs.len());
    for linked in runs.chunk_by(|one, next| one.link == next.link) {
        let address = linked.first().and_then(|run| run.link.as_deref());
        if let Some(address) = address {
            let instruction = format!(" HYPERLINK \"{}\" ", address.replace('"', "%22").replace('\\', "%5C"));
            words.push(field(FieldCharType::Begin));
            words.push(WordRun::new().add_instr_text(InstrText::Unsupported(instruction)));
            words.push(field(FieldCharType::Separate));
        }
        words.extend(linked.iter().map(|run| word_run(sheet, run)));
        if address.is_some() {
            words.push(field(FieldCharType::End));
        }
    }
    words
}

/// The runs of a paragraph, cut where a starter's place to fill begins and
/// ends, which may be in the middle of one or span several.
fn marked(runs: &[Run]) -> Cow<'_, [Run]> {
    let text: String = runs.iter().map(|run| run.text.as_str()).collect();
    let places = placeholder::ranges(&text);
    if places.is_empty() {
        return Cow::Borrowed(runs);
    }
    let mut marked = Vec::new();
    let mut start = 0;
    for run in runs {
        let end = start + run.text.len();
        let inside = |cut: &usize| (start + 1..end).contains(cut);
        let cuts = places.iter().flat_map(|place| [place.start, place.end]).filter(inside);
        let mut from = start;
        for to in cuts.chain([end]) {
            let blank = run.blank || places.iter().any(|place| place.contains(&from));
            let piece = text[from..to].to_owned();
            marked.push(Run { text: piece, blank: blank && to > from, ..run.clone() });
            from = to;
        }
        start = end;
    }
    Cow::Owned(marked)
}

fn word_run(sheet: &Sheet<'_>, run: &Run) -> WordRun {
    if let Some(note) = &run.note {
        return footnote::call(sheet, note);
    }
    let mut word = WordRun::new();
    for (index, line) in run.text.split('\n').enumerate() {
        if index > 0 {
            word = word.add_break(BreakType::TextWrapping);
        }
        if !line.is_empty() {
            word = word.add_text(line);
        }
    }
    if run.bold {
        word = word.bold();
    }
    if run.italic {
        word = word.italic();
    }
    if run.blank {
        word = word.highlight(BLANK_COLOUR);
    }
    if run.underlined {
        word = word.underline("single");
    }
    if let Some(script) = run.script {
        word.run_property = word.run_property.vert_align(match script {
            Script::Raised => VertAlignType::SuperScript,
            Script::Lowered => VertAlignType::SubScript,
        });
    }
    word
}

/// A rule: an empty paragraph with a top border, its length made by indents.
/// It prints alike in Word and LibreOffice, and a clerk can edit it.
pub(super) fn rule(sheet: &Sheet<'_>, rule: &Rule, width_pt: f64) -> WordParagraph {
    let length = rule_length(sheet, rule, width_pt);
    let margin = twips((width_pt - length) / 2.0).max(0);
    let gap = twips_unsigned(sheet.profile.page.duong_ke.cach_chu_pt.mac_dinh);
    let mut word = tiny()
        .indent(Some(margin), None, Some(margin), None)
        .line_spacing(exact_line().before(gap).after(0))
        .keep_next(rule.keep_next);
    word.property = word.property.set_borders(top_border(sheet));
    word
}

/// A line across the page.
pub(super) fn full_line(sheet: &Sheet<'_>) -> WordParagraph {
    let gap = twips_unsigned(sheet.layout.paragraph_spacing_pt);
    let mut word = tiny().line_spacing(exact_line().before(gap).after(gap)).keep_next(true);
    word.property = word.property.set_borders(top_border(sheet));
    word
}

/// The line of the law's weight over a paragraph.
pub(super) fn top_border(sheet: &Sheet<'_>) -> ParagraphBorders {
    let law = &sheet.profile.page;
    let border = ParagraphBorder::new(ParagraphBorderPosition::Top)
        .val(BorderType::Single)
        .size(eighths(law.duong_ke.net_pt.mac_dinh))
        .space(1)
        .color(law.phong_chu.mau.clone());
    ParagraphBorders::with_empty().set(border)
}

/// Length of a rule in points, from the text it stands under. Where that text
/// has several lines, the ratio is kept towards the last line, and towards
/// the longest one as far as both can be.
fn rule_length(sheet: &Sheet<'_>, rule: &Rule, width_pt: f64) -> f64 {
    let ratio = sheet.profile.page.duong_ke.ratio(rule.kind);
    let (style, text) = &rule.under;
    let font = sheet.font(*style);
    let (lines, _) = font.balanced(text, width_pt);
    let widths: Vec<f64> = lines.iter().map(|line| font.width(line)).collect();
    let longest = widths.iter().copied().fold(0.0, f64::max);
    let last = widths.last().copied().unwrap_or(longest);
    let length = (ratio.mac_dinh * longest).clamp(ratio.tu * last, ratio.den * last);
    length.clamp(ratio.tu * longest, ratio.den * longest).min(width_pt)
}

/// A paragraph that takes almost no room.
pub(super) fn tiny() -> WordParagraph {
    WordParagraph::new().size(2).line_spacing(exact_line().before(0).after(0))
}

/// An empty paragraph as high as the space between paragraphs.
pub(super) fn gap(trang: &Trang) -> WordParagraph {
    let height = twips_unsigned(trang.layout.paragraph_spacing_pt);
    tiny().line_spacing(exact_line().before(height).after(0))
}

fn exact_line() -> LineSpacing {
    LineSpacing::new().line(TINY_LINE).line_rule(LineSpacingType::Exact)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_to_fill_is_marked_across_runs() {
        let bold = Run { bold: true, ..Run::plain("tên của") };
        let runs = [Run::plain("Ông «điền "), bold, Run::plain(" ông» là")];
        let marked = marked(&runs);
        let told: Vec<_> = marked.iter().map(|run| (run.text.as_str(), run.bold, run.blank)).collect();
        assert_eq!(
            told,
            [
                ("Ông ", false, false),
                ("«điền ", false, true),
                ("tên của", true, true),
                (" ông»", false, true),
                (" là", false, false)
            ]
        );
    }
}
