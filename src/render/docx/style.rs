//! The styles as named Word styles.

use docx_rs::{
    AlignmentType, LineSpacing, LineSpacingType, RunFonts, Style as WordStyle, StyleType,
    Styles as WordStyles,
};

use super::text::first_line;
use super::units::{half_points, twips, twips_unsigned};
use crate::law::Alignment;
use crate::render::set::{LineHeight, Look, SetStyle, StyleSheet};

/// Twips of one line of single spacing in Word's proportional measure.
const LINE: f64 = 240.0;

/// Document defaults and one style for each row of the legal table.
pub(super) fn styles(sheet: &StyleSheet) -> WordStyles {
    let styles =
        WordStyles::new().default_fonts(fonts(&sheet.typeface)).default_size(half_points(sheet.size));
    sheet.styles.iter().fold(styles, |styles, style| styles.add_style(word_style(style)))
}

fn fonts(name: &str) -> RunFonts {
    RunFonts::new().ascii(name).hi_ansi(name).cs(name).east_asia(name)
}

fn word_style(style: &SetStyle) -> WordStyle {
    let look = &style.look;
    let mut word = WordStyle::new(style.id.word_id(), StyleType::Paragraph)
        .name(style.name.clone())
        .based_on("Normal")
        .size(half_points(look.font.size_pt))
        .align(alignment(look.align))
        .line_spacing(spacing(look));
    if look.font.bold {
        word = word.bold();
    }
    if look.font.italic {
        word = word.italic();
    }
    if look.underlined {
        word = word.underline("single");
    }
    if look.first_line != 0.0 {
        word = word.indent(None, Some(first_line(look.first_line)), None, None);
    }
    if let Some(level) = style.outline {
        word = word.outline_lvl(usize::from(level));
    }
    word.paragraph_property =
        word.paragraph_property.keep_next(look.keep_next).widow_control(look.no_lone_line);
    word
}

fn spacing(look: &Look) -> LineSpacing {
    let spacing = LineSpacing::new().before(twips_unsigned(look.before)).after(twips_unsigned(look.after));
    match look.line {
        LineHeight::Single => spacing,
        #[expect(clippy::cast_possible_truncation, reason = "one to one and a half lines")]
        LineHeight::Times(lines) => {
            spacing.line((lines * LINE).round() as i32).line_rule(LineSpacingType::Auto)
        }
        LineHeight::Exact(pt) => spacing.line(twips(pt)).line_rule(LineSpacingType::Exact),
    }
}

/// The law's alignment in Word's words.
pub(super) fn alignment(alignment: Alignment) -> AlignmentType {
    match alignment {
        Alignment::Trai => AlignmentType::Left,
        Alignment::Giua => AlignmentType::Center,
        Alignment::Phai => AlignmentType::Right,
        Alignment::Deu => AlignmentType::Both,
    }
}
