//! Column widths from what stands in the columns. Widths are in points.

use super::length::tenth_mm_to_pt;
use super::measure::Font;
use crate::compose::{Head, HeadItem, Paragraph, Table, TableColumn};
use crate::law::{Range, SizeSet, Styles};

/// Room kept beside a text, so that rounding never breaks its line.
const SLACK_PT: f64 = 3.0;
/// Room kept beside what must not break: no more than rounding needs, so that a
/// width asked for is kept where it can be.
const HARD_SLACK_PT: f64 = 0.5;

/// Width of the head's left column, out of `total`.
///
/// The right column always holds its lines unbroken; the left one takes its
/// usual share, and all that is left when a name would need more lines.
pub(super) fn head_left(head: &Head, total: f64, share: &Range, styles: &Styles, set: SizeSet) -> f64 {
    let width = |paragraph: &Paragraph| {
        Font::of(styles.get(paragraph.style), set).width(&paragraph.text()) + SLACK_PT
    };
    let widest = |items: &[HeadItem]| items.iter().map(|item| width(&item.paragraph)).fold(0.0, f64::max);
    let lower = |paragraph: &Option<Paragraph>| paragraph.as_ref().map_or(0.0, width);

    let right = widest(&head.right);
    let least = (share.tu * total).min(total - right);
    let most = (total - right.max(lower(&head.place_and_date))).max(least);
    let usual = (share.mac_dinh * total).min(most);
    let wanted = widest(&head.left).max(lower(&head.number));
    if wanted > usual { most.min(share.den * total) } else { usual }
}

/// What the columns of a table need, in points.
pub(super) struct Needs {
    /// As wide as the longest text, unbroken.
    natural: Vec<f64>,
    /// As wide as the longest word.
    least: Vec<f64>,
    /// As wide as what must never break, whatever is asked for: a number, a
    /// word of the head.
    hard: Vec<f64>,
    /// The words that need `hard`.
    hard_words: Vec<String>,
    /// As wide as the document asks for.
    fixed: Vec<Option<f64>>,
}

/// A column that is wider than the document asks for.
pub(super) struct Raised<'n> {
    /// What the document asks for.
    pub(super) asked: f64,
    /// What it needs.
    pub(super) needed: f64,
    /// What would break.
    pub(super) words: &'n str,
}

impl Needs {
    /// Measures a table; `padding` is the room beside a cell's text.
    pub(super) fn of(table: &Table, padding: f64, styles: &Styles, set: SizeSet) -> Self {
        let count = table.columns.len().max(1);
        let tenths = |column: &TableColumn| column.width_tenth_mm.map(tenth_mm_to_pt);
        let mut fixed: Vec<Option<f64>> = table.columns.iter().map(tenths).collect();
        fixed.resize(count, None);
        let of_padding = || vec![padding; count];
        let hard_words = vec![String::new(); count];
        let mut needs =
            Self { natural: of_padding(), least: of_padding(), hard: of_padding(), hard_words, fixed };
        // Cells over several columns want what the columns do not have yet.
        let mut wide: Vec<(std::ops::Range<usize>, f64)> = Vec::new();
        let rows =
            table.header.iter().map(|row| (row, true)).chain(table.rows.iter().map(|row| (row, false)));
        for (row, is_head) in rows {
            let mut index = 0;
            for cell in row {
                let covered = index..(index + cell.columns).min(count);
                index = covered.end;
                let font = Font::of(styles.get(cell.paragraph.style), set);
                let text = cell.paragraph.text();
                let word = text.split_whitespace().map(|word| font.width(word)).fold(0.0, f64::max) + padding;
                if covered.len() == 1 {
                    let line = text.split('\n').map(|line| font.width(line)).fold(0.0, f64::max) + padding;
                    needs.natural[covered.start] = needs.natural[covered.start].max(line + SLACK_PT);
                    needs.least[covered.start] = needs.least[covered.start].max(word + SLACK_PT);
                    needs.harden(covered.start, &text, is_head, padding, font);
                } else if !covered.is_empty() && word + SLACK_PT > padding * 2.0 {
                    wide.push((covered, word + SLACK_PT));
                }
            }
        }
        wide.into_iter().for_each(|(covered, width)| needs.widen(covered, width));
        needs
    }

    /// Takes note of the words of a cell that must not break.
    fn harden(&mut self, column: usize, text: &str, is_head: bool, padding: f64, font: Font) {
        for word in text.split_whitespace().filter(|word| is_head || is_figure(word)) {
            let width = font.width(word) + padding + HARD_SLACK_PT;
            if width > self.hard[column] {
                self.hard[column] = width;
                word.clone_into(&mut self.hard_words[column]);
            }
        }
    }

    /// Makes room in some columns together for a word over all of them.
    #[expect(clippy::cast_precision_loss, reason = "a handful of columns")]
    fn widen(&mut self, columns: std::ops::Range<usize>, width: f64) {
        let room: f64 =
            columns.clone().map(|column| self.fixed[column].unwrap_or(0.0).max(self.least[column])).sum();
        let more = (width - room).max(0.0) / columns.len() as f64;
        for column in columns {
            self.least[column] += more;
            self.natural[column] = self.natural[column].max(self.least[column]);
        }
    }

    /// What the table needs at the least: its fixed columns, and the longest
    /// word of the others.
    pub(super) fn least(&self) -> f64 {
        let least = |index: usize| self.fixed(index).unwrap_or(self.least[index]);
        (0..self.least.len()).map(least).sum()
    }

    /// What its numbers and the words of its heads need.
    pub(super) fn hard(&self) -> f64 {
        self.hard.iter().sum()
    }

    /// The columns that would break a number in the width asked for.
    pub(super) fn raised(&self) -> impl Iterator<Item = Raised<'_>> {
        let asked = self.fixed.iter().zip(&self.hard).zip(&self.hard_words);
        asked.filter_map(|((fixed, &needed), words)| {
            let asked = fixed.filter(|&asked| asked < needed)?;
            Some(Raised { asked, needed, words })
        })
    }

    /// The width of a column that asks for one, made wide enough for what must
    /// not break.
    fn fixed(&self, index: usize) -> Option<f64> {
        self.fixed[index].map(|asked| asked.max(self.hard[index]))
    }

    /// The widths out of `total`: fixed columns as asked for, where that leaves
    /// the others room for their words; those as wide as their text where
    /// there is room, the wide ones sharing what the narrow ones leave. No
    /// number and no word of a head is ever broken: where they do not fit, the
    /// table is wider than `total`.
    pub(super) fn share_out(&self, total: f64) -> Vec<f64> {
        let indices = || 0..self.hard.len();
        let (fixed, free): (Vec<usize>, Vec<usize>) =
            indices().partition(|&index| self.fixed[index].is_some());
        let pick = |all: &[f64], of: &[usize]| -> Vec<f64> { of.iter().map(|&index| all[index]).collect() };
        let (natural, least, hard) =
            (pick(&self.natural, &free), pick(&self.least, &free), pick(&self.hard, &free));
        let most = (total - least.iter().sum::<f64>()).max(total / 2.0);
        let most = if free.is_empty() { total } else { most };
        let asked: Vec<f64> = fixed.iter().filter_map(|&index| self.fixed(index)).collect();
        let given = shrink(&asked, &pick(&self.hard, &fixed), most);
        let shared = share_out(&natural, &least, &hard, total - given.iter().sum::<f64>());
        let mut widths = self.hard.clone();
        for (index, width) in fixed.iter().zip(given).chain(free.iter().zip(shared)) {
            widths[*index] = width;
        }
        shrink(&widths, &self.hard, total)
    }
}

/// Whether a word is a number, a date or the like, with its sign and unit.
fn is_figure(word: &str) -> bool {
    word.contains(|c: char| c.is_ascii_digit())
        && word.chars().all(|c| c.is_ascii_digit() || ".,%‰-–−+/:()đ₫".contains(c))
}

/// Makes widths narrower until they fit `total`, but none narrower than `hard`:
/// each gives up the same share of what it has above that.
fn shrink(widths: &[f64], hard: &[f64], total: f64) -> Vec<f64> {
    let (sum, least): (f64, f64) = (widths.iter().sum(), hard.iter().sum());
    if sum <= total {
        return widths.to_vec();
    }
    let share = if sum > least { ((total - least) / (sum - least)).max(0.0) } else { 0.0 };
    widths.iter().zip(hard).map(|(width, hard)| hard + (width - hard) * share).collect()
}

/// Shares out so that no word needs breaking, where there is room for that.
fn share_out(natural: &[f64], least: &[f64], hard: &[f64], total: f64) -> Vec<f64> {
    if least.iter().sum::<f64>() > total {
        return shrink(least, hard, total);
    }
    let mut widths = share(natural, total);
    // Each round settles one column at least.
    let mut settled = vec![false; natural.len()];
    for _ in 0..natural.len() {
        let mut changed = false;
        for index in 0..natural.len() {
            if !settled[index] && widths[index] < least[index] {
                (settled[index], changed) = (true, true);
            }
        }
        if !changed {
            break;
        }
        let taken: f64 =
            least.iter().zip(&settled).filter(|(_, settled)| **settled).map(|(least, _)| least).sum();
        let open: Vec<f64> =
            natural.iter().zip(&settled).filter(|(_, settled)| !**settled).map(|(width, _)| *width).collect();
        let mut shared = share(&open, total - taken).into_iter();
        for index in 0..natural.len() {
            widths[index] = if settled[index] { least[index] } else { shared.next().unwrap_or(0.0) };
        }
    }
    widths
}

/// Gives every column its natural width when all fit, stretched to `total`;
/// else the columns under the fair share keep theirs and the rest divide what
/// remains in proportion.
#[expect(clippy::cast_precision_loss, reason = "a handful of columns")]
fn share(natural: &[f64], total: f64) -> Vec<f64> {
    let sum: f64 = natural.iter().sum();
    if sum <= total {
        return natural.iter().map(|width| width * total / sum).collect();
    }
    let fair = total / natural.len() as f64;
    let narrow: f64 = natural.iter().filter(|&&width| width <= fair).sum();
    let wide: f64 = natural.iter().filter(|&&width| width > fair).map(|width| width.sqrt()).sum();
    let given = |width: f64| if width <= fair { width } else { (total - narrow) * width.sqrt() / wide };
    natural.iter().map(|&width| given(width)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Needs, share_out};

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 0.01
    }

    #[test]
    fn columns_fill_the_table() {
        for natural in [vec![10.0, 20.0], vec![30.0, 500.0, 900.0], vec![400.0, 400.0]] {
            let least = vec![5.0; natural.len()];
            let widths = share_out(&natural, &least, &least, 300.0);
            assert!(near(widths.iter().sum::<f64>(), 300.0), "{widths:?}");
        }
        assert!(near(share_out(&[30.0, 500.0], &[5.0, 5.0], &[5.0, 5.0], 300.0)[0], 30.0));
    }

    #[test]
    fn no_word_is_broken_where_there_is_room() {
        let least = [80.0, 20.0, 60.0, 90.0];
        let widths = share_out(&[90.0, 5000.0, 5000.0, 90.0], &least, &[0.0; 4], 300.0);
        assert!(near(widths.iter().sum::<f64>(), 300.0), "{widths:?}");
        assert!(widths.iter().zip(least).all(|(width, least)| *width >= least - 0.01));
    }

    fn needs(hard: [f64; 3], fixed: Vec<Option<f64>>) -> Needs {
        Needs {
            natural: vec![50.0, 900.0, 20.0],
            least: [20.0, 40.0, 20.0]
                .iter()
                .zip(hard)
                .map(|(least, hard): (&f64, f64)| least.max(hard))
                .collect(),
            hard: hard.to_vec(),
            hard_words: vec![String::new(); 3],
            fixed,
        }
    }

    /// Whatever is asked for, and however little room there is.
    #[test]
    fn what_must_not_break_has_its_room() {
        for fixed in [
            vec![None, None, None],
            vec![Some(10.0), None, None],
            vec![Some(10.0), Some(10.0), Some(10.0)],
            vec![None, Some(900.0), Some(900.0)],
        ] {
            for total in [300.0, 130.0, 60.0] {
                let hard = [20.0, 60.0, 40.0];
                let widths = needs(hard, fixed.clone()).share_out(total);
                assert!(widths.iter().zip(hard).all(|(width, hard)| *width >= hard), "{widths:?}");
                let sum = widths.iter().sum::<f64>();
                assert!(sum <= total.max(120.0) + 0.01, "{fixed:?} {total}: {widths:?}");
            }
        }
    }

    #[test]
    fn numbers_and_dates_are_figures() {
        for word in ["44.400.000", "18,5%", "-3", "05/11/2021", "2026-2027", "(1.250)", "7h30"] {
            assert_eq!(super::is_figure(word), word != "7h30", "{word}");
        }
        assert!(!super::is_figure("-") && !super::is_figure("7A"));
    }

    #[test]
    fn fixed_columns_keep_their_width() {
        let needs = |fixed| needs([20.0, 0.0, 0.0], fixed);
        let widths = needs(vec![Some(80.0), None, None]).share_out(300.0);
        assert!(near(widths[0], 80.0) && near(widths.iter().sum::<f64>(), 300.0), "{widths:?}");
        let all = needs(vec![Some(80.0), Some(60.0), Some(30.0)]);
        assert_eq!(all.share_out(300.0), [80.0, 60.0, 30.0]);
        let squeezed = needs(vec![Some(900.0), None, Some(30.0)]).share_out(300.0);
        assert!(near(squeezed.iter().sum::<f64>(), 300.0) && squeezed[1] >= 40.0, "{squeezed:?}");
    }
}
