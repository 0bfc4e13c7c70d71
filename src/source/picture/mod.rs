//! Reads `hinh`: pictures in PNG and JPEG files.

mod jpeg;
mod sort;
mod upright;

use std::io::Cursor;

use super::file;
use super::mapping::MappingReader;
use super::reader::{FromNode, Reader};
use super::tree::Node;
use crate::diagnostic::Diagnostic;
use crate::files::FileRef;
use crate::keys::GroupName;
use crate::model::{Hinh, Literal, PictureFormat};
use upright::Turn;

/// Largest file of a picture.
const MAX_BYTES: u64 = 8 * 1024 * 1024;
/// Most bytes of all pictures of a document.
const MAX_TOTAL_BYTES: usize = 32 * 1024 * 1024;
/// Most pixels: A4 at 600 dots to the inch.
const MAX_PIXELS: u64 = 36_000_000;
/// Most pixels of all pictures of a document that must be turned.
const MAX_TURNED_PIXELS: u64 = 300_000_000;
/// Most memory for what stands before the pixels.
const MAX_HEADER_BYTES: usize = 1024 * 1024;
/// Narrowest and widest picture, mm.
const WIDTHS_MM: std::ops::RangeInclusive<f64> = 5.0..=400.0;
/// How a PNG file starts.
const PNG_SIGNATURE: &[u8] = b"\x89PNG\r\n\x1A\n";
/// Dots to the inch of a picture that does not say: those of a screen.
const DEFAULT_DPI: f64 = 96.0;
/// What a picture may say of its dots to the inch; else it is not believed.
const DPI: std::ops::RangeInclusive<f64> = 30.0..=2400.0;

impl FromNode for Hinh {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let mut keys = MappingReader::new(node, GroupName::Hinh, cx)?;
        let id: Option<Literal> = keys.value("id", cx);
        let tep: Option<Literal> = keys.value("tep", cx);
        let rong: Option<f64> = keys.value("rong", cx);
        keys.finish(cx);
        let (id, tep) = (id?, tep?);
        if let Some(fault) = check(&id, rong) {
            cx.report(fault.or_at(node.span));
            return None;
        }
        let read = cx.folder.file(tep.as_str()).and_then(|file| {
            cx.budget.file()?;
            let bytes = read(&file)?;
            cx.budget.picture(bytes.len(), MAX_TOTAL_BYTES)?;
            let head = head(&bytes, &file)?;
            if head.turn == Turn::default() {
                return Ok((bytes, head));
            }
            cx.budget.turned(head.pixels(), MAX_TURNED_PIXELS)?;
            let made = upright::file(&bytes, &head).map_err(|fault| unusable_jpeg(&fault, &file))?;
            cx.budget.picture(made.len().saturating_sub(bytes.len()), MAX_TOTAL_BYTES)?;
            Ok((made, head.upright()))
        });
        match read {
            Ok((bytes, head)) => Some(Self {
                id,
                tep: bytes.into(),
                dang: head.format,
                size_px: head.size_px,
                size_tenth_mm: in_print(&head, rong),
            }),
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

fn read(file: &FileRef) -> Result<Vec<u8>, Diagnostic> {
    file::check_bounded(file, MAX_BYTES)?;
    file.read(MAX_BYTES).map_err(|fault| file.told(&fault))
}

/// What the head of a file says.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Head {
    format: PictureFormat,
    /// Width and height in pixels, as the file has them.
    size_px: (u32, u32),
    /// Dots to the inch across and down, where the file says them.
    dpi: Option<(f64, f64)>,
    turn: Turn,
}

impl Head {
    fn pixels(&self) -> u64 {
        u64::from(self.size_px.0) * u64::from(self.size_px.1)
    }

    /// That of the same picture once its pixels are turned.
    fn upright(self) -> Self {
        Self {
            format: self.format,
            size_px: self.turn.applied(self.size_px),
            dpi: self.dpi.map(|dpi| self.turn.applied(dpi)),
            turn: Turn::default(),
        }
    }
}

/// What the head of a file says, by its content: its name may be wrong.
fn head(bytes: &[u8], file: &FileRef) -> Result<Head, Diagnostic> {
    let name = file;
    let head = if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
        jpeg::head(bytes).map_err(|fault| unusable_jpeg(&fault, file))?
    } else if bytes.starts_with(PNG_SIGNATURE) {
        png_head(bytes).ok_or_else(|| {
            Diagnostic::error("hinh", format!("{name} không phải hình PNG đọc được"))
                .help("mở hình và lưu lại dạng PNG")
        })?
    } else {
        let (sort, help) = sort::other(bytes);
        let message = match sort {
            "không phải hình" => format!("{name} không phải hình PNG hay JPEG"),
            sort => format!("{name} là {sort}; chương trình nhận hình PNG và JPEG"),
        };
        return Err(Diagnostic::error("hinh", message).help(help));
    };
    let (width, height) = head.size_px;
    if head.pixels() > MAX_PIXELS {
        let most = MAX_PIXELS / 1_000_000;
        let message = format!("{name} có {width} x {height} điểm ảnh, quá {most} triệu");
        return Err(Diagnostic::error("qua-lon", message).help("thu nhỏ hình rồi lưu lại"));
    }
    if head.format == PictureFormat::Png && !is_whole_png(bytes) {
        return Err(cut(file));
    }
    Ok(head)
}

fn cut(file: &FileRef) -> Diagnostic {
    Diagnostic::error("hinh", format!("{file} bị cắt cụt hoặc chưa tải hết"))
        .help("chép hoặc tải lại tệp hình từ nơi đã lấy; vẫn vậy thì mở hình bằng Paint rồi lưu lại")
}

fn unusable_jpeg(fault: &jpeg::JpegFault, file: &FileRef) -> Diagnostic {
    let name = file;
    match fault {
        jpeg::JpegFault::Cut => cut(file),
        jpeg::JpegFault::Cmyk => {
            Diagnostic::error("hinh", format!("{name} là hình CMYK (bốn màu mực, dùng cho nhà in)"))
                .help("mở hình bằng Paint rồi lưu lại: hình sẽ thành dạng RGB")
        }
        jpeg::JpegFault::Rare => {
            Diagnostic::error("hinh", format!("{name} là dạng JPEG mà Word không mở được"))
                .help("mở hình bằng Paint rồi lưu lại dạng PNG hoặc JPEG")
        }
    }
}

/// What the head of a PNG file says.
fn png_head(bytes: &[u8]) -> Option<Head> {
    let limits = png::Limits { bytes: MAX_HEADER_BYTES };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), limits);
    decoder.set_ignore_text_chunk(true);
    let reader = decoder.read_info().ok()?;
    let info = reader.info();
    let dpi = |per_metre: u32| f64::from(per_metre) * 0.0254;
    let dpi = match info.pixel_dims {
        Some(dims) if dims.unit == png::Unit::Meter => Some((dpi(dims.xppu), dpi(dims.yppu))),
        _ => None,
    };
    let size_px = (info.width, info.height);
    Some(Head { format: PictureFormat::Png, size_px, dpi, turn: Turn::default() })
}

/// Whether every chunk up to the last is there.
fn is_whole_png(bytes: &[u8]) -> bool {
    let mut at = PNG_SIGNATURE.len();
    loop {
        let Some(&[l3, l2, l1, l0, ref kind @ ..]) = bytes.get(at..at + 8) else { return false };
        // Length, name, data, checksum.
        at = at.saturating_add(u32::from_be_bytes([l3, l2, l1, l0]) as usize).saturating_add(12);
        if kind == b"IEND" {
            return at <= bytes.len();
        }
    }
}

/// Width and height in tenths of a millimetre: as wide as asked for, or as
/// the picture's own dots to the inch have it.
fn in_print(head: &Head, rong: Option<f64>) -> (u32, u32) {
    let believed = |dpi: f64| if DPI.contains(&dpi) { dpi } else { DEFAULT_DPI };
    let (across, down) = head.dpi.unwrap_or((DEFAULT_DPI, DEFAULT_DPI));
    let natural = (
        f64::from(head.size_px.0) / believed(across) * 254.0,
        f64::from(head.size_px.1) / believed(down) * 254.0,
    );
    let width = rong.map_or(natural.0, |mm| mm * 10.0);
    let height = natural.1 * width / natural.0;
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
    use super::upright::Turn;
    use super::{Head, in_print};
    use crate::model::PictureFormat;

    #[test]
    fn the_natural_size_is_that_of_the_dots() {
        let printed = |size_px, dpi, quarters, rong| {
            let turn = Turn { mirrored: false, quarters };
            let head = Head { format: PictureFormat::Jpeg, size_px, dpi: Some(dpi), turn };
            in_print(&head.upright(), rong)
        };
        assert_eq!(printed((300, 150), (300.0, 300.0), 0, None), (254, 127));
        assert_eq!(printed((300, 150), (300.0, 300.0), 0, Some(120.0)), (1200, 600));
        assert_eq!(printed((100, 100), (100.0, 50.0), 2, Some(50.0)), (500, 1000));
        assert_eq!(printed((36_000_000, 1), (2400.0, 30.0), 0, Some(5.0)), (50, 1));
        assert_eq!(printed((300, 150), (300.0, 300.0), 1, None), (127, 254));
        assert_eq!(printed((300, 150), (300.0, 300.0), 3, Some(60.0)), (600, 1200));
        assert_eq!(printed((300, 150), (300.0, 150.0), 1, None), (254, 254));
        assert_eq!(printed((300, 300), (300.0, 150.0), 1, None), (508, 254));
    }
}
