//! Reads `hinh`: pictures in PNG files.

use std::fs::File;
use std::io::{Cursor, Read};
use std::path::Path;

use super::file;
use super::inherit::included_path;
use super::reader::{FromNode, MappingReader, Reader};
use super::tree::Node;
use crate::diagnostic::Diagnostic;
use crate::model::{Hinh, Literal};

/// Largest file of a picture.
const MAX_BYTES: u64 = 8 * 1024 * 1024;
/// Most bytes of all pictures of a document.
const MAX_TOTAL_BYTES: usize = 32 * 1024 * 1024;
/// Most pixels: A4 at 600 dots to the inch.
const MAX_PIXELS: u64 = 36_000_000;
/// Most memory for what stands before the pixels.
const MAX_HEADER_BYTES: usize = 1024 * 1024;
/// Narrowest and widest picture, mm.
const WIDTHS_MM: std::ops::RangeInclusive<f64> = 5.0..=400.0;
/// Dots to the inch of a picture that does not say: those of a screen.
const DEFAULT_DPI: f64 = 96.0;
/// What a picture may say of its dots to the inch; else it is not believed.
const DPI: std::ops::RangeInclusive<f64> = 30.0..=2400.0;

impl FromNode for Hinh {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let mut keys = MappingReader::new(node, "các khóa id, tep, rong của một hình", cx)?;
        let id: Option<Literal> = keys.required("id", "tên để gọi hình trong lời văn", cx);
        let tep: Option<Literal> = keys.required("tep", "tệp hình PNG", cx);
        let rong: Option<f64> = keys.optional("rong", cx);
        keys.finish(cx);
        let (id, tep) = (id?, tep?);
        if let Some(fault) = check(&id, rong) {
            cx.report(if fault.span.is_some() { fault } else { fault.at(node.span) });
            return None;
        }
        let read = included_path(&cx.folder, tep.as_str()).and_then(|path| {
            cx.budget.file()?;
            let png = read(&path)?;
            cx.budget.picture(png.len(), MAX_TOTAL_BYTES)?;
            let (size_px, natural) = header(&png, &path)?;
            Ok((png, size_px, natural))
        });
        match read {
            Ok((png, size_px, natural)) => {
                let size_tenth_mm = in_print(size_px, natural, rong);
                Some(Self { id, png: png.into(), size_px, size_tenth_mm })
            }
            Err(fault) => {
                cx.report(fault.at(tep.span));
                None
            }
        }
    }
}

/// The id must stand in `![...](id)` as typed.
fn check(id: &Literal, rong: Option<f64>) -> Option<Diagnostic> {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    if id.value.is_empty() || !id.value.chars().all(plain) {
        let message = format!("id của hình `{}` có chữ không dùng được", id.as_str());
        let fault = Diagnostic::error("hinh", message).at(id.span);
        return Some(fault.help("chỉ dùng chữ, số, gạch dưới, gạch nối, ví dụ so_do"));
    }
    if rong.is_some_and(|rong| !WIDTHS_MM.contains(&rong)) {
        let (least, most) = (WIDTHS_MM.start(), WIDTHS_MM.end());
        return Some(
            Diagnostic::error("ngoai-khoang", format!("`rong` phải từ {least} đến {most} mm"))
                .help("ghi chiều rộng của hình bằng mm, ví dụ rong: 120"),
        );
    }
    None
}

fn read(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    file::check_bounded(path, MAX_BYTES)?;
    let mut bytes = Vec::new();
    File::open(file::found(path))
        .and_then(|file| file.take(MAX_BYTES).read_to_end(&mut bytes))
        .map_err(|error| file::unreadable(&path.display().to_string(), &error))?;
    Ok(bytes)
}

/// Width and height in pixels; dots to the inch across and down.
type Header = ((u32, u32), (f64, f64));

/// What the head of a PNG file says.
fn header(png: &[u8], path: &Path) -> Result<Header, Diagnostic> {
    let name = path.display();
    if png.starts_with(&[0xFF, 0xD8, 0xFF]) {
        return Err(Diagnostic::error("hinh", format!("{name} là hình JPEG, chương trình chỉ nhận PNG"))
            .help("mở hình bằng Paint và lưu lại dạng PNG"));
    }
    let limits = png::Limits { bytes: MAX_HEADER_BYTES };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(png), limits);
    decoder.set_ignore_text_chunk(true);
    let reader = decoder.read_info().map_err(|_| {
        Diagnostic::error("hinh", format!("{name} không phải hình PNG đọc được"))
            .help("mở hình và lưu lại dạng PNG")
    })?;
    let info = reader.info();
    if u64::from(info.width) * u64::from(info.height) > MAX_PIXELS {
        let most = MAX_PIXELS / 1_000_000;
        let message = format!("{name} có {} x {} điểm ảnh, quá {most} triệu", info.width, info.height);
        return Err(Diagnostic::error("qua-lon", message).help("thu nhỏ hình rồi lưu lại"));
    }
    let dpi = |per_unit: u32| {
        let dpi = f64::from(per_unit) * 0.0254;
        if DPI.contains(&dpi) { dpi } else { DEFAULT_DPI }
    };
    let dpi = match info.pixel_dims {
        Some(dims) if dims.unit == png::Unit::Meter => (dpi(dims.xppu), dpi(dims.yppu)),
        _ => (DEFAULT_DPI, DEFAULT_DPI),
    };
    Ok(((info.width, info.height), dpi))
}

/// Width and height in tenths of a millimetre: as wide as asked for, or as
/// the picture's own dots to the inch have it.
fn in_print(size_px: (u32, u32), dpi: (f64, f64), rong: Option<f64>) -> (u32, u32) {
    let (natural_width, natural_height) =
        (f64::from(size_px.0) / dpi.0 * 254.0, f64::from(size_px.1) / dpi.1 * 254.0);
    let width = rong.map_or(natural_width, |mm| mm * 10.0);
    let height = natural_height * width / natural_width;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "bounded by pixels and width"
    )]
    let whole = |length: f64| length.round().clamp(1.0, 10_000_000.0) as u32;
    (whole(width), whole(height))
}

/// The ids of pictures are unique.
pub(super) fn check_ids(pictures: &[Hinh], cx: &mut Reader<'_>) {
    for (index, picture) in pictures.iter().enumerate() {
        if pictures[..index].iter().any(|other| other.id.value == picture.id.value) {
            let message = format!("id `{}` đã dùng cho hình khác", picture.id.as_str());
            cx.report(Diagnostic::error("trung-id", message).at(picture.id.span).help("đặt tên khác"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::in_print;

    #[test]
    fn the_natural_size_is_that_of_the_dots() {
        assert_eq!(in_print((300, 150), (300.0, 300.0), None), (254, 127));
        assert_eq!(in_print((300, 150), (300.0, 300.0), Some(120.0)), (1200, 600));
        assert_eq!(in_print((100, 100), (100.0, 50.0), Some(50.0)), (500, 1000));
        assert_eq!(in_print((36_000_000, 1), (2400.0, 30.0), Some(5.0)), (50, 1));
    }
}
