//! The chart of a final report: every figure's share of its target.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontStyle, register_font};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::context::ChartWords;
use super::figures::{Figure, Judgement};
use super::words;
use crate::compose::Image;
use crate::model::{BaoCao, KyBaoCao, LoaiBaoCao, PictureFormat, SoLieu, VanBan};
use crate::number;
use crate::typeface;

/// The name that the template calls the picture by.
const NAME: &str = "bieu-do";
/// Dots per inch in print.
const DPI: u32 = 220;
/// Width in print, in tenths of a millimetre: that of the text on A4.
const WIDTH_TENTH_MM: u32 = 1550;
/// Height of a bar and of what stands around the bars, in tenths of a mm.
const BAR_TENTH_MM: u32 = 95;
const AROUND_TENTH_MM: u32 = 130;
/// Most bars: more would not fit a page.
const MAX_BARS: usize = 24;
/// Longest bar, in per cent of the target.
const LONGEST_BAR: f64 = 200.0;
/// The part of the width that names take.
const NAMES: f64 = 0.42;
/// Room right of the axis, and between a bar and its label, in tenths of a mm.
const RIGHT_TENTH_MM: u32 = 40;
const GAP_TENTH_MM: u32 = 12;
/// How far the axis goes beyond the longest bar, and the most that longer
/// labels may make of it.
const AXIS: f64 = 1.15;
const LONGEST_AXIS: f64 = 3.0;
/// Height of the letters in tenths of a millimetre (12 pt).
const LETTER_TENTH_MM: u32 = 44;
/// Longest line of a name, in letters, and most lines of one; the annex has
/// the whole name.
const MAX_LINE: usize = 34;
const MAX_LINES: usize = 2;
const FONT: &str = "serif";

/// A bar: name and share of the target in per cent.
struct Bar {
    name: String,
    share: f64,
    label: String,
    /// The target is met or exceeded.
    met: bool,
}

impl Bar {
    /// Length of the bar, in per cent: one that is far longer than the others
    /// would leave them nothing.
    fn length(&self) -> f64 {
        self.share.min(LONGEST_BAR)
    }
}

/// The chart of a final report; none when nothing can be compared.
pub(super) fn chart(
    plan: &VanBan,
    calendar: &BaoCao,
    report: &KyBaoCao,
    data: &SoLieu,
) -> Option<(Image, ChartWords)> {
    if report.loai != LoaiBaoCao::TongKet {
        return None;
    }
    let mut bars = bars(plan, calendar, report, data);
    if bars.is_empty() {
        return None;
    }
    let which = if bars.len() > MAX_BARS {
        format!("{MAX_BARS} chỉ tiêu đầu trong {} chỉ tiêu số lượng", bars.len())
    } else {
        "các chỉ tiêu số lượng".to_owned()
    };
    bars.truncate(MAX_BARS);
    let height = AROUND_TENTH_MM + BAR_TENTH_MM * u32::try_from(bars.len()).ok()?;
    let size_px = (pixels(WIDTH_TENTH_MM), pixels(height));
    let mut pixels = vec![255; (size_px.0 * size_px.1 * 3) as usize];
    draw(&bars, size_px, &mut pixels)?;
    let png = encode(&pixels, size_px)?;
    let image = Image {
        name: NAME.to_owned(),
        file: png.into(),
        format: PictureFormat::Png,
        size_px,
        size_tenth_mm: (WIDTH_TENTH_MM, height),
    };
    let (from, to) = report.giai_doan.ends();
    let said: Vec<String> = bars.iter().map(|bar| format!("{} {}", bar.name, bar.label)).collect();
    let words = ChartWords {
        ten: NAME.to_owned(),
        chu_thich: format!(
            "Biểu đồ. Tỷ lệ thực hiện so với chỉ tiêu giai đoạn {from}-{to} ({which}; cột đậm: đạt, vượt; cột nhạt: chưa đạt)"
        ),
        mo_ta: format!("Biểu đồ cột ngang, tỷ lệ thực hiện so với chỉ tiêu: {}.", said.join("; ")),
    };
    Some((image, words))
}

fn bars(plan: &VanBan, calendar: &BaoCao, report: &KyBaoCao, data: &SoLieu) -> Vec<Bar> {
    let mut bars = Vec::new();
    for task in plan.noi_dung.nhiem_vu() {
        for figure in &task.chi_tieu {
            let measured =
                Figure { task, figure, data, plan: calendar.giai_doan, part: None }.period(report.giai_doan);
            let Some(share) = measured.share else { continue };
            let Some(length) = share.to_f64() else { continue };
            let name = figure.ten.value.clone();
            let met = matches!(measured.judgement, Some(Judgement::Met | Judgement::Exceeded));
            bars.push(Bar { name, share: length, label: short_percent(share), met });
        }
    }
    bars
}

/// "98,5%"; large shares, which are a slip of the unit, in words: "1,2 triệu %".
fn short_percent(share: Decimal) -> String {
    let units = [(1_000_000_000, "tỷ"), (1_000_000, "triệu")];
    let unit = units.into_iter().map(|(size, name)| (Decimal::from(size), name));
    match unit.into_iter().find(|(size, _)| share >= *size) {
        Some((size, name)) => {
            let count = share.checked_div(size).map(number::round).unwrap_or_default();
            let most = Decimal::ONE_THOUSAND;
            let more = if count > most { "hơn " } else { "" };
            format!("{more}{} {name} %", number::format(count.min(most)))
        }
        None => words::percent(share),
    }
}

/// The end of the axis, in per cent: so far that the label of every bar, that
/// many pixels wide, fits beside it. `plot` is the width of the plot.
fn axis_end(bars: &[Bar], widths: &[u32], plot: u32) -> f64 {
    let longest = bars.iter().map(Bar::length).fold(100.0, f64::max);
    let ends = bars.iter().zip(widths).map(|(bar, width)| {
        let room = f64::from(plot + pixels(RIGHT_TENTH_MM)) - f64::from(width + pixels(GAP_TENTH_MM));
        bar.length() * f64::from(plot) / room.max(1.0)
    });
    ends.fold(longest * AXIS, f64::max).min(longest * LONGEST_AXIS)
}

/// A name in lines that fit beside the bars, the rest cut at a word.
fn lines(name: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in name.split_whitespace() {
        let length = word.chars().count();
        let count = lines.len();
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + length <= MAX_LINE => {
                line.push(' ');
                line.push_str(word);
            }
            Some(line) if count == MAX_LINES => {
                line.push('…');
                break;
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn pixels(tenth_mm: u32) -> u32 {
    tenth_mm * DPI / 254
}

/// Draws the bars, the names left of them, a line at 100%. In greys: reports
/// are printed in black and white.
fn draw(bars: &[Bar], size: (u32, u32), buffer: &mut [u8]) -> Option<()> {
    register_font(FONT, FontStyle::Normal, typeface::REGULAR).ok()?;
    let area = BitMapBackend::with_buffer(buffer, size).into_drawing_area();
    area.fill(&WHITE).ok()?;
    let letter = f64::from(pixels(LETTER_TENTH_MM));
    let font = || (FONT, letter).into_font().color(&BLACK);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a part of the width")]
    let names_width = (f64::from(size.0) * NAMES) as u32;
    let width = |bar: &Bar| font().font.box_size(&bar.label).map(|(width, _)| width);
    let widths = bars.iter().map(width).collect::<Result<Vec<u32>, _>>().ok()?;
    let plot = size.0.saturating_sub(names_width + pixels(RIGHT_TENTH_MM));
    let end = axis_end(bars, &widths, plot);
    let count = i32::try_from(bars.len()).ok()?;
    let mut chart = ChartBuilder::on(&area)
        .margin_right(pixels(RIGHT_TENTH_MM))
        .margin_top(pixels(30))
        .set_label_area_size(LabelAreaPosition::Left, names_width)
        .set_label_area_size(LabelAreaPosition::Bottom, pixels(70))
        .build_cartesian_2d(0.0..end, 0.0..f64::from(count))
        .ok()?;
    chart
        .configure_mesh()
        .disable_y_mesh()
        .x_max_light_lines(0)
        .light_line_style(WHITE)
        .bold_line_style(RGBColor(215, 215, 215))
        .x_labels(7)
        .x_label_formatter(&|share| format!("{share:.0}%"))
        .x_label_style(font())
        .disable_y_axis()
        .draw()
        .ok()?;
    let rows = bars.iter().rev().zip(0..count).map(|(bar, row)| (bar, f64::from(row)));
    chart
        .draw_series(rows.clone().map(|(bar, row)| {
            let grey = if bar.met { RGBColor(85, 85, 85) } else { RGBColor(185, 185, 185) };
            let corners = [(0.0, row), (bar.length(), row + 1.0)];
            let mut bar = Rectangle::new(corners, grey.filled());
            let gap = pixels(18);
            bar.set_margin(gap, gap, 0, 0);
            bar
        }))
        .ok()?;
    let ends = [(100.0, 0.0), (100.0, f64::from(count))];
    chart.draw_series(LineSeries::new(ends, BLACK.stroke_width(2))).ok()?;
    for (bar, row) in rows {
        let (x, y) = chart.backend_coord(&(bar.length(), row + 0.5));
        let left = font().pos(Pos::new(HPos::Left, VPos::Center));
        area.draw(&Text::new(bar.label.clone(), (x + i32::try_from(pixels(GAP_TENTH_MM)).ok()?, y), left))
            .ok()?;
        let (axis, y) = chart.backend_coord(&(0.0, row + 0.5));
        let right = font().pos(Pos::new(HPos::Right, VPos::Center));
        let lines = lines(&bar.name);
        let step = i32::try_from(pixels(LETTER_TENTH_MM * 9 / 10)).ok()?;
        let first = y - step * (i32::try_from(lines.len()).ok()? - 1) / 2;
        for (line, index) in lines.into_iter().zip(0..) {
            let at = (axis - i32::try_from(pixels(15)).ok()?, first + step * index);
            area.draw(&Text::new(line, at, right.clone())).ok()?;
        }
    }
    drop(chart);
    area.present().ok()
}

/// A PNG file in greys that knows its size in print.
fn encode(rgb: &[u8], (width, height): (u32, u32)) -> Option<Vec<u8>> {
    let grey: Vec<u8> = rgb.chunks_exact(3).map(|pixel| pixel[0]).collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    let per_metre = DPI * 10_000 / 254;
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: per_metre,
        yppu: per_metre,
        unit: png::Unit::Meter,
    }));
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&grey).ok()?;
    writer.finish().ok()?;
    Some(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_shares_are_said_in_words() {
        let said = |share: &str| short_percent(share.parse().unwrap_or_default());
        assert_eq!(said("98.5"), "98,5%");
        assert_eq!(said("999999"), "999.999%");
        assert_eq!(said("1234567.8"), "1,2 triệu %");
        assert_eq!(said("25000000000"), "25 tỷ %");
        assert_eq!(said("79000000000000000000000000000"), "hơn 1.000 tỷ %");
    }

    /// A bar of 200% whose label is half the plot wide: bar, gap and label are
    /// no wider than plot and margin.
    #[test]
    fn the_axis_leaves_room_for_every_label() {
        let bar = |share| Bar { name: String::new(), share, label: String::new(), met: true };
        let plot = 1000;
        assert!((axis_end(&[bar(100.0)], &[60], plot) - 115.0).abs() < 0.001);
        let end = axis_end(&[bar(900.0), bar(50.0)], &[500, 60], plot);
        let used = 200.0 / end * f64::from(plot) + f64::from(500 + pixels(GAP_TENTH_MM));
        assert!(used <= f64::from(plot + pixels(RIGHT_TENTH_MM)) + 0.5, "{used}");
    }
}
