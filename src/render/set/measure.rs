//! Measures text with the metrics of Liberation Serif, which has the widths of
//! Times New Roman. All widths are in points.

use std::sync::LazyLock;

use crate::law::{SizeSet, Style};
use crate::typeface;

/// A face of the typeface (weight and slant) in a size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Font {
    /// Size in points.
    pub size_pt: f64,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
}

impl Font {
    /// The font of a style in a set of sizes.
    pub(super) fn of(style: &Style, set: SizeSet) -> Self {
        Self { size_pt: f64::from(style.co_chu.of(set)), bold: style.dam, italic: style.nghieng }
    }

    /// Width of a text on one line.
    pub(super) fn width(self, text: &str) -> f64 {
        let face = &FACES[usize::from(self.bold) + 2 * usize::from(self.italic)];
        text.chars().map(|c| face.advance(c)).sum::<f64>() * self.size_pt
    }

    /// Breaks a text into lines no wider than `width`; a longer word stands
    /// on a line of its own. `\n` breaks always.
    pub(super) fn lines(self, text: &str, width: f64) -> Vec<String> {
        let space = self.width(" ");
        let mut lines = Vec::new();
        for paragraph in text.split('\n') {
            let mut line = String::new();
            let mut used = 0.0;
            // An empty word is one more space: blanks to fill in have width.
            for word in paragraph.split(' ') {
                let needed = self.width(word);
                if !line.is_empty() && !word.is_empty() && used + space + needed > width {
                    lines.push(std::mem::take(&mut line));
                    used = 0.0;
                }
                if !line.is_empty() {
                    line.push(' ');
                    used += space;
                }
                line.push_str(word);
                used += needed;
            }
            lines.push(line);
        }
        lines
    }

    /// The lines of a title spread evenly: as few lines as `width` allows, in
    /// the narrowest measure that still has as few. Gives that measure too.
    pub(super) fn balanced(self, text: &str, width: f64) -> (Vec<String>, f64) {
        let lines = self.lines(text, width);
        if lines.len() < 2 {
            return (lines, width);
        }
        let (mut low, mut high) = (0.0, width);
        while high - low > 0.5 {
            let middle = f64::midpoint(low, high);
            let narrowed = self.lines(text, middle);
            let fits = narrowed.iter().all(|line| self.width(line) <= middle);
            if narrowed.len() == lines.len() && fits {
                high = middle;
            } else {
                low = middle;
            }
        }
        (self.lines(text, high), high)
    }
}

/// The first character above the blocks that Vietnamese is written with: Latin
/// up to Latin Extended Additional.
const COMMON: u32 = 0x1F00;

struct Face {
    font: &'static ttf_parser::Face<'static>,
    /// Advances of the characters of Vietnamese text, looked up once.
    common: Vec<f64>,
    /// Advance of a character the font does not have.
    fallback: f64,
}

impl Face {
    /// The advances of an embedded font, scaled to 1 pt.
    fn new(font: &'static ttf_parser::Face<'static>) -> Self {
        let mut face = Self { font, common: Vec::new(), fallback: 0.5 };
        face.common = (0..COMMON).map(|c| char::from_u32(c).map_or(0.0, |c| face.look_up(c))).collect();
        face
    }

    fn advance(&self, c: char) -> f64 {
        match self.common.get(c as usize) {
            Some(advance) => *advance,
            None => self.look_up(c),
        }
    }

    fn look_up(&self, c: char) -> f64 {
        self.font
            .glyph_index(c)
            .and_then(|glyph| self.font.glyph_hor_advance(glyph))
            .map_or(self.fallback, |units| f64::from(units) / f64::from(self.font.units_per_em()))
    }
}

static FACES: LazyLock<[Face; 4]> = LazyLock::new(|| typeface::PARSED.each_ref().map(Face::new));

#[cfg(test)]
mod tests {
    use super::*;

    const REGULAR: Font = Font { size_pt: 10.0, bold: false, italic: false };

    /// Published widths of Times New Roman, in 1/2048 em: space 512, H 1479,
    /// o 1024, a 909.
    #[test]
    fn has_the_widths_of_times_new_roman() {
        for (c, units) in [(" ", 512.0), ("H", 1479.0), ("o", 1024.0), ("a", 909.0)] {
            assert!((REGULAR.width(c) - units / 2048.0 * 10.0).abs() < 0.01, "{c}");
        }
    }

    #[test]
    fn knows_every_vietnamese_letter() {
        for c in "ăâđêôơưẠạẦầẶặỄễỊịỘộỞởỮữỲỳỸỹ".chars() {
            for face in FACES.iter() {
                assert!(face.font.glyph_index(c).is_some(), "{c}");
            }
        }
    }

    #[test]
    fn balances_a_title() {
        let text = "Triển khai thực hiện công tác dân vận ở cơ sở, giai đoạn 2021-2025";
        let width = REGULAR.width(text) * 0.8;
        let (lines, _) = REGULAR.balanced(text, width);
        assert_eq!(lines.len(), 2);
        let ratio = REGULAR.width(&lines[1]) / REGULAR.width(&lines[0]);
        assert!((0.7..1.4).contains(&ratio), "{lines:?}");
        assert_eq!(lines.join(" "), text);
    }
}
