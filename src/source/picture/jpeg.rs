//! What the head of a JPEG file says, and whether the file is whole. The
//! pixels are not looked at.

use super::Head;
use super::upright::Turn;
use crate::model::PictureFormat;

/// Why a JPEG file cannot be used.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum JpegFault {
    /// It ends too soon.
    Cut,
    /// Four inks, for a printing press.
    Cmyk,
    /// A sort of JPEG that Word does not read.
    Rare,
}

/// Reads from marker to marker up to the end of the picture.
pub(super) fn head(bytes: &[u8]) -> Result<Head, JpegFault> {
    let mut frame: Option<Frame> = None;
    let mut density: Option<(f64, f64)> = None;
    let mut exif = Exif::default();
    let mut at = 2;
    loop {
        let marker = next_marker(bytes, &mut at).ok_or(JpegFault::Cut)?;
        match marker {
            // Without a length: restart, start.
            0x01 | 0xD0..=0xD8 => continue,
            0xD9 => break,
            _ => {}
        }
        let segment = segment(bytes, at).ok_or(JpegFault::Cut)?;
        match marker {
            0xC0..=0xC2 => frame = Some(Frame::read(segment)?),
            // Lossless, hierarchical, arithmetic; C4, C8 and CC are no frames.
            0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => return Err(JpegFault::Rare),
            0xE0 => density = density.or_else(|| jfif_density(segment)),
            0xE1 => exif = Exif::read(segment).unwrap_or(exif),
            _ => {}
        }
        at += 2 + segment.len();
    }
    let frame = frame.ok_or(JpegFault::Cut)?;
    Ok(Head {
        format: PictureFormat::Jpeg,
        size_px: (frame.width, frame.height),
        dpi: density.or(exif.dpi),
        turn: exif.turn,
    })
}

/// Steps behind the next marker; compressed data before it is skipped.
fn next_marker(bytes: &[u8], at: &mut usize) -> Option<u8> {
    loop {
        *at += bytes.get(*at..)?.iter().position(|&byte| byte == 0xFF)?;
        *at += bytes.get(*at..)?.iter().position(|&byte| byte != 0xFF)?;
        let marker = *bytes.get(*at)?;
        *at += 1;
        // FF 00 is a byte of the compressed data.
        if marker != 0 {
            return Some(marker);
        }
    }
}

/// What stands behind a length, without the length.
fn segment(bytes: &[u8], at: usize) -> Option<&[u8]> {
    let length = usize::from(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]));
    bytes.get(at + 2..at + length.max(2))
}

struct Frame {
    width: u32,
    height: u32,
}

impl Frame {
    fn read(segment: &[u8]) -> Result<Self, JpegFault> {
        let &[precision, h1, h0, w1, w0, components, ..] = segment else { return Err(JpegFault::Cut) };
        let (height, width) = (u16::from_be_bytes([h1, h0]), u16::from_be_bytes([w1, w0]));
        match components {
            4 => return Err(JpegFault::Cmyk),
            1 | 3 if precision == 8 && width > 0 && height > 0 => {}
            _ => return Err(JpegFault::Rare),
        }
        Ok(Self { width: u32::from(width), height: u32::from(height) })
    }
}

/// Dots to the inch across and down, where JFIF says them.
fn jfif_density(segment: &[u8]) -> Option<(f64, f64)> {
    let &[_, _, unit, x1, x0, y1, y0, ..] = segment.strip_prefix(b"JFIF\0")? else { return None };
    let per_unit = |high, low| f64::from(u16::from_be_bytes([high, low]));
    let inch = match unit {
        1 => 1.0,
        2 => 2.54,
        _ => return None,
    };
    Some((per_unit(x1, x0) * inch, per_unit(y1, y0) * inch))
}

/// What a camera notes: how it was held, and dots to the inch.
#[derive(Debug, Default, Clone, Copy)]
struct Exif {
    turn: Turn,
    dpi: Option<(f64, f64)>,
}

impl Exif {
    fn read(segment: &[u8]) -> Option<Self> {
        let tiff = Tiff::new(segment.strip_prefix(b"Exif\0\0")?)?;
        let first = tiff.long(4)? as usize;
        let count = usize::from(tiff.short(first)?);
        let (mut turn, mut across, mut down, mut inch) = (Turn::default(), None, None, 1.0);
        for index in 0..count {
            let entry = first + 2 + index * 12;
            let Some(tag) = tiff.short(entry) else { break };
            match tag {
                0x0112 => turn = tiff.short(entry + 8).map(turn_of).unwrap_or_default(),
                0x011A => across = tiff.ratio(entry + 8),
                0x011B => down = tiff.ratio(entry + 8),
                0x0128 if tiff.short(entry + 8) == Some(3) => inch = 2.54,
                _ => {}
            }
        }
        Some(Self { turn, dpi: across.zip(down).map(|(across, down)| (across * inch, down * inch)) })
    }
}

/// The eight orientations of EXIF.
fn turn_of(orientation: u16) -> Turn {
    let (mirrored, quarters) = match orientation {
        2 => (true, 0),
        3 => (false, 2),
        4 => (true, 2),
        5 => (true, 3),
        6 => (false, 1),
        7 => (true, 1),
        8 => (false, 3),
        _ => (false, 0),
    };
    Turn { mirrored, quarters }
}

/// Numbers in the byte order of the file.
struct Tiff<'b> {
    bytes: &'b [u8],
    little: bool,
}

impl<'b> Tiff<'b> {
    fn new(bytes: &'b [u8]) -> Option<Self> {
        match bytes.get(..4)? {
            b"II*\0" => Some(Self { bytes, little: true }),
            b"MM\0*" => Some(Self { bytes, little: false }),
            _ => None,
        }
    }

    fn short(&self, at: usize) -> Option<u16> {
        let bytes = self.bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if self.little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    }

    fn long(&self, at: usize) -> Option<u32> {
        let bytes = self.bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if self.little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    }

    /// The fraction that the value at a place points to.
    fn ratio(&self, at: usize) -> Option<f64> {
        let place = self.long(at)? as usize;
        let (above, below) = (self.long(place)?, self.long(place.checked_add(4)?)?);
        (below != 0).then(|| f64::from(above) / f64::from(below))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(marker: u8, bytes: &[u8]) -> Vec<u8> {
        let length = u16::try_from(bytes.len() + 2).unwrap();
        [&[0xFF, marker], length.to_be_bytes().as_slice(), bytes].concat()
    }

    fn file(segments: &[Vec<u8>]) -> Vec<u8> {
        let scan = [segment(0xDA, &[1, 1, 0, 0, 63, 0]), vec![7, 0xFF, 0, 9, 0xFF, 0xD0, 3]].concat();
        [vec![0xFF, 0xD8], segments.concat(), scan, vec![0xFF, 0xD9]].concat()
    }

    fn frame(marker: u8, components: u8) -> Vec<u8> {
        segment(marker, &[8, 0, 100, 1, 44, components, 1, 0x11, 0])
    }

    fn exif(orientation: u16) -> Vec<u8> {
        let mut bytes = b"Exif\0\0MM\0*\0\0\0\x08\0\x03".to_vec();
        bytes.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1]);
        bytes.extend(orientation.to_be_bytes());
        bytes.extend([0, 0]);
        for tag in [0x1A, 0x1B] {
            bytes.extend([0x01, tag, 0, 5, 0, 0, 0, 1, 0, 0, 0, 50]);
        }
        bytes.extend([0, 0, 0, 0]);
        bytes.extend([0, 0, 0, 200, 0, 0, 0, 1]);
        segment(0xE1, &bytes)
    }

    /// 300 x 100 dots, baseline and progressive.
    #[test]
    fn reads_size_density_and_turn() {
        for marker in [0xC0, 0xC1, 0xC2] {
            let head = head(&file(&[frame(marker, 3)])).unwrap();
            assert_eq!((head.size_px, head.dpi, head.turn), ((300, 100), None, Turn::default()));
        }
        let jfif =
            |unit| segment(0xE0, &[b"JFIF\0\x01\x02".as_slice(), &[unit, 0, 100, 0, 50, 0, 0]].concat());
        let dpi = |segments: &[Vec<u8>]| head(&file(segments)).unwrap().dpi;
        assert_eq!(dpi(&[jfif(1), frame(0xC0, 1)]), Some((100.0, 50.0)));
        assert_eq!(dpi(&[jfif(2), frame(0xC0, 1)]), Some((254.0, 127.0)));
        assert_eq!(dpi(&[jfif(0), exif(1), frame(0xC0, 1)]), Some((200.0, 200.0)));
        for (orientation, mirrored, quarters) in [
            (1, false, 0),
            (2, true, 0),
            (3, false, 2),
            (4, true, 2),
            (5, true, 3),
            (6, false, 1),
            (7, true, 1),
            (8, false, 3),
            (9, false, 0),
        ] {
            let turn = head(&file(&[exif(orientation), frame(0xC0, 3)])).unwrap().turn;
            assert_eq!(turn, Turn { mirrored, quarters }, "{orientation}");
        }
    }

    #[test]
    fn tells_why_a_file_cannot_be_used() {
        assert_eq!(head(&file(&[frame(0xC0, 4)])).err(), Some(JpegFault::Cmyk));
        assert_eq!(head(&file(&[frame(0xC9, 3)])).err(), Some(JpegFault::Rare));
        let whole = file(&[exif(6), frame(0xC2, 3)]);
        for length in 2..whole.len() {
            assert!(head(&whole[..length]).is_err(), "{length}");
        }
        assert!(head(&[whole, vec![0; 100]].concat()).is_ok(), "what follows the picture is not of it");
    }

    /// A head that lies never makes it panic or loop.
    #[test]
    fn any_byte_may_lie() {
        let whole = file(&[exif(6), frame(0xC0, 3)]);
        for at in 2..whole.len() {
            for byte in [0, 1, 0x7F, 0x80, 0xD9, 0xFE, 0xFF] {
                let mut bytes = whole.clone();
                bytes[at] = byte;
                let _ = head(&bytes);
            }
        }
    }
}
