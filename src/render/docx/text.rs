//! Texts, rules and room as paragraphs of Word.

use docx_rs::{
    BorderType, BreakType, FieldCharType, InstrText, LineSpacing, LineSpacingType,
    Paragraph as WordParagraph, ParagraphBorder, ParagraphBorderPosition, ParagraphBorders, Run as WordRun,
    SpecialIndentType, VertAlignType,
};

use super::footnote;
use super::style::alignment;
use super::units::{eighths, twips, twips_unsigned};
use crate::compose::Script;
use crate::render::set::{Own, RuleLine, SetText, Space, Stroke, TextRun};

/// The colour of Word's highlighter behind a place to fill in.
const BLANK_COLOUR: &str = "yellow";

/// A paragraph in its style, with what it has of its own.
pub(super) fn text(text: &SetText<'_>) -> WordParagraph {
    let word = runs(&text.runs)
        .into_iter()
        .fold(WordParagraph::new().style(text.style.word_id()), WordParagraph::add_run);
    let word = own(word, &text.own);
    if text.starts_page { word.page_break_before(true) } else { word }
}

fn own(mut word: WordParagraph, own: &Own) -> WordParagraph {
    if own.keep_next {
        word = word.keep_next(true);
    }
    if let Some(align) = own.align {
        word = word.align(alignment(align));
    }
    if own.left.is_some() || own.right.is_some() || own.first_line.is_some() {
        word = word.indent(own.left.map(twips), own.first_line.map(first_line), own.right.map(twips), None);
    }
    if own.before.is_some() || own.after.is_some() {
        let spacing = LineSpacing::new();
        let spacing = own.before.map_or(spacing.clone(), |pt| spacing.before(twips_unsigned(pt)));
        let spacing = own.after.map_or(spacing.clone(), |pt| spacing.after(twips_unsigned(pt)));
        word = word.line_spacing(spacing);
    }
    word
}

/// An indent of the first line, or the others' where it hangs out.
pub(super) fn first_line(pt: f64) -> SpecialIndentType {
    if pt < 0.0 { SpecialIndentType::Hanging(twips(-pt)) } else { SpecialIndentType::FirstLine(twips(pt)) }
}

/// The runs of a text; those that lead somewhere stand in a field
/// `HYPERLINK`, which needs no part of the package but their own.
fn runs(runs: &[TextRun<'_>]) -> Vec<WordRun> {
    let field = |kind| WordRun::new().add_field_char(kind, false);
    let mut words = Vec::with_capacity(runs.len());
    for linked in runs.chunk_by(|one, next| one.link == next.link) {
        let address = linked.first().and_then(|run| run.link);
        if let Some(address) = address {
            let instruction = format!(" HYPERLINK \"{}\" ", address.replace('"', "%22").replace('\\', "%5C"));
            words.push(field(FieldCharType::Begin));
            words.push(WordRun::new().add_instr_text(InstrText::Unsupported(instruction)));
            words.push(field(FieldCharType::Separate));
        }
        words.extend(linked.iter().map(run));
        if address.is_some() {
            words.push(field(FieldCharType::End));
        }
    }
    words
}

fn run(run: &TextRun<'_>) -> WordRun {
    if let Some(note) = &run.note {
        return footnote::call(note);
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
    if let Some(colour) = run.colour {
        word = word.color(colour);
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
/// It prints alike in Word and `LibreOffice`, and a clerk can edit it.
pub(super) fn rule(rule: &RuleLine) -> WordParagraph {
    let mut word = tiny()
        .line_spacing(exact_line().before(twips_unsigned(rule.before)).after(twips_unsigned(rule.after)))
        .keep_next(rule.keep_next);
    if !rule.is_across() {
        word = word.indent(Some(twips(rule.left)), None, Some(twips(rule.right())), None);
    }
    word.property = word.property.set_borders(top_border(&rule.stroke));
    word
}

/// A line over a paragraph.
pub(super) fn top_border(stroke: &Stroke) -> ParagraphBorders {
    let border = ParagraphBorder::new(ParagraphBorderPosition::Top)
        .val(BorderType::Single)
        .size(eighths(stroke.weight))
        .space(1)
        .color(stroke.colour.clone());
    ParagraphBorders::with_empty().set(border)
}

/// Room: an empty paragraph.
pub(super) fn space(space: &Space) -> WordParagraph {
    let word = tiny().line_spacing(exact_line().before(twips_unsigned(space.height)).after(0));
    if space.keep_next { word.keep_next(true) } else { word }
}

/// A paragraph that takes almost no room: Word wants one at the end of cells
/// and sections. After a table it never opens a page of its own.
pub(super) fn tiny() -> WordParagraph {
    WordParagraph::new().size(2).line_spacing(exact_line().before(0).after(0))
}

fn exact_line() -> LineSpacing {
    LineSpacing::new().line(twips(Space::LINE)).line_rule(LineSpacingType::Exact)
}
