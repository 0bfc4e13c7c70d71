//! Column widths from what stands in the columns. Widths are in points.

use super::measure::Font;
use crate::compose::{Head, HeadItem, Paragraph, Table, TableColumn};
use crate::law::{Range, SizeSet, Styles};

/// Room kept beside a text, so that rounding never breaks its line.
const SLACK_PT: f64 = 3.0;
/// Points in a tenth of a millimetre.
const PT_PER_TENTH_MM: f64 = 72.0 / 254.0;

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
    /// As wide as the document asks for.
    fixed: Vec<Option<f64>>,
}

impl Needs {
    /// Measures a table; `padding` is the room beside a cell's text.
    pub(super) fn of(table: &Table, padding: f64, styles: &Styles, set: SizeSet) -> Self {
        let count = table.columns.len().max(1);
        let (mut natural, mut least) = (vec![padding; count], vec![padding; count]);
        for row in std::iter::once(&table.header).chain(&table.rows) {
            for (index, cell) in row.iter().enumerate().take(count) {
                let font = Font::of(styles.get(cell.style), set);
                let text = cell.text();
                let widest = |parts: &mut dyn Iterator<Item = &str>| {
                    parts.map(|part| font.width(part)).fold(0.0, f64::max) + padding + SLACK_PT
                };
                natural[index] = natural[index].max(widest(&mut text.split('\n')));
                least[index] = least[index].max(widest(&mut text.split_whitespace()));
            }
        }
        let tenths =
            |column: &TableColumn| column.width_tenth_mm.map(|tenths| f64::from(tenths) * PT_PER_TENTH_MM);
        let mut fixed: Vec<Option<f64>> = table.columns.iter().map(tenths).collect();
        fixed.resize(count, None);
        Self { natural, least, fixed }
    }

    /// What the table needs at the least: its fixed columns, and the longest
    /// word of the others.
    pub(super) fn least(&self) -> f64 {
        self.fixed.iter().zip(&self.least).map(|(fixed, least)| fixed.unwrap_or(*least)).sum()
    }

    /// The widths out of `total`: fixed columns as asked for, where that leaves
    /// the others room for their words; those as wide as their text where
    /// there is room, the wide ones sharing what the narrow ones leave.
    pub(super) fn share_out(&self, total: f64) -> Vec<f64> {
        let asked: f64 = self.fixed.iter().flatten().sum();
        let is_free: Vec<bool> = self.fixed.iter().map(Option::is_none).collect();
        let free = |all: &[f64]| -> Vec<f64> {
            all.iter().zip(&is_free).filter(|(_, free)| **free).map(|(width, _)| *width).collect()
        };
        let (natural, least) = (free(&self.natural), free(&self.least));
        let most = (total - least.iter().sum::<f64>()).max(total / 2.0);
        let most = if natural.is_empty() { total } else { most };
        let scale = if asked > most { most / asked } else { 1.0 };
        let mut shared = share_out(&natural, &least, total - asked * scale).into_iter();
        let width = |fixed: &Option<f64>| match fixed {
            Some(width) => width * scale,
            None => shared.next().unwrap_or(0.0),
        };
        self.fixed.iter().map(width).collect()
    }
}

/// Shares out so that no word needs breaking, where there is room for that.
fn share_out(natural: &[f64], least: &[f64], total: f64) -> Vec<f64> {
    let mut widths = share(natural, total);
    if least.iter().sum::<f64>() > total {
        return widths;
    }
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
            let widths = share_out(&natural, &vec![5.0; natural.len()], 300.0);
            assert!(near(widths.iter().sum::<f64>(), 300.0), "{widths:?}");
        }
        assert!(near(share_out(&[30.0, 500.0], &[5.0, 5.0], 300.0)[0], 30.0));
    }

    #[test]
    fn no_word_is_broken_where_there_is_room() {
        let widths = share_out(&[90.0, 5000.0, 5000.0, 90.0], &[80.0, 20.0, 60.0, 90.0], 300.0);
        assert!(near(widths.iter().sum::<f64>(), 300.0), "{widths:?}");
        assert!(widths.iter().zip([80.0, 20.0, 60.0, 90.0]).all(|(width, least)| *width >= least - 0.01));
    }

    #[test]
    fn fixed_columns_keep_their_width() {
        let needs = |fixed| Needs { natural: vec![50.0, 900.0, 20.0], least: vec![20.0, 40.0, 20.0], fixed };
        let widths = needs(vec![Some(80.0), None, None]).share_out(300.0);
        assert!(near(widths[0], 80.0) && near(widths.iter().sum::<f64>(), 300.0), "{widths:?}");
        let all = needs(vec![Some(80.0), Some(60.0), Some(30.0)]);
        assert_eq!(all.share_out(300.0), [80.0, 60.0, 30.0]);
        let squeezed = needs(vec![Some(900.0), None, Some(30.0)]).share_out(300.0);
        assert!(near(squeezed.iter().sum::<f64>(), 300.0) && squeezed[1] >= 40.0, "{squeezed:?}");
    }
}
