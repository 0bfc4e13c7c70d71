//! The legal table as named Word styles.

use docx_rs::{
    AlignmentType, LineSpacing, LineSpacingType, RunFonts, SpecialIndentType, Style as WordStyle, StyleType,
    Styles as WordStyles,
};

use super::units::{half_points, twips, twips_unsigned};
use crate::compose::Trang;
use crate::law::{Alignment, LineUnit, Style, StyleId};

/// Twips of one line of single spacing in Word's proportional measure.
const LINE: f64 = 240.0;

/// Document defaults and one style for each row of the legal table.
pub(super) fn styles(trang: &Trang) -> WordStyles {
    let law = &trang.profile.styles;
    let body = law.get(StyleId::ThanVan).co_chu.of(trang.layout.sizes);
    let styles = WordStyles::new()
        .default_fonts(fonts(&trang.profile.page.phong_chu.ten))
        .default_size(half_points(body));
    law.iter()
        .filter(|style| !style.khong_dung)
        .fold(styles, |styles, style| styles.add_style(word_style(style, trang)))
}

fn fonts(name: &str) -> RunFonts {
    RunFonts::new().ascii(name).hi_ansi(name).cs(name).east_asia(name)
}

fn word_style(style: &Style, trang: &Trang) -> WordStyle {
    let mut word = WordStyle::new(style.kieu.word_id(), StyleType::Paragraph)
        .name(style.ten.clone())
        .based_on("Normal")
        .size(half_points(style.co_chu.of(trang.layout.sizes)))
        .align(alignment(style.canh))
        .line_spacing(spacing(style, trang));
    if style.dam {
        word = word.bold();
    }
    if style.nghieng {
        word = word.italic();
    }
    if style.gach_chan {
        word = word.underline("single");
    }
    if style.loi_van {
        let indent = twips(trang.layout.indent_cm * 72.0 / 2.54);
        word = word.indent(None, Some(SpecialIndentType::FirstLine(indent)), None, None);
    }
    if let Some(level) = style.cap_de_muc {
        word = word.outline_lvl(usize::from(level));
    }
    word.paragraph_property = word.paragraph_property.keep_next(style.giu_voi_doan_sau).widow_control(true);
    word
}

/// Space above and below; running text has the document's own.
fn spacing(style: &Style, trang: &Trang) -> LineSpacing {
    let spacing = LineSpacing::new().after(style.cach_duoi_pt * 20);
    if !style.loi_van {
        return spacing.before(style.cach_tren_pt * 20);
    }
    let height = trang.layout.line_spacing;
    let (line, rule) = match trang.profile.page.don_vi_gian_dong {
        #[expect(clippy::cast_possible_truncation, reason = "one to one and a half lines")]
        LineUnit::Dong => ((height * LINE).round() as i32, LineSpacingType::Auto),
        LineUnit::Pt => (twips(height), LineSpacingType::Exact),
    };
    spacing.before(twips_unsigned(trang.layout.paragraph_spacing_pt)).line(line).line_rule(rule)
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
