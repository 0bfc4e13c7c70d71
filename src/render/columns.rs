//! Column widths from what stands in the columns. Widths are in points.

use super::measure::Font;
use crate::compose::{Head, HeadItem, Paragraph, Table};
use crate::law::{Range, SizeSet, Styles};

/// Room kept beside a text, so that rounding never breaks its line.
const SLACK_PT: f64 = 3.0;

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

/// Widths of a table's columns, out of `total`: each as wide as its text
/// where there is room, the wide ones sharing what the narrow ones leave.
pub(super) fn table(table: &Table, total: f64, padding: f64, styles: &Styles, set: SizeSet) -> Vec<f64> {
    let rows = std::iter::once(&table.header).chain(&table.rows);
    let mut natural = vec![padding; table.columns.len().max(1)];
    for row in rows {
        for (index, cell) in row.iter().enumerate() {
            let width = Font::of(styles.get(cell.style), set).width(&cell.text()) + padding + SLACK_PT;
            if let Some(widest) = natural.get_mut(index) {
                *widest = widest.max(width);
            }
        }
    }
    share_out(&natural, total)
}

/// Gives every column its natural width when all fit, stretched to `total`;
/// else the columns under the fair share keep theirs and the rest divide what
/// remains in proportion.
#[expect(clippy::cast_precision_loss, reason = "a handful of columns")]
fn share_out(natural: &[f64], total: f64) -> Vec<f64> {
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
    use super::share_out;

    #[test]
    fn columns_fill_the_table() {
        for natural in [vec![10.0, 20.0], vec![30.0, 500.0, 900.0], vec![400.0, 400.0]] {
            let widths = share_out(&natural, 300.0);
            assert!((widths.iter().sum::<f64>() - 300.0).abs() < 0.01, "{widths:?}");
        }
        assert!((share_out(&[30.0, 500.0], 300.0)[0] - 30.0).abs() < 0.01);
    }
}
