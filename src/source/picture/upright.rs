//! Makes a photograph upright: the pixels of a JPEG file are turned as the
//! camera was held, once, so that no program that shows it needs to.
//!
//! Decoder and encoder are used without their instructions for one sort of
//! processor: the same file gives the same bytes everywhere.

use jpeg_encoder::{
    ChromaSubsamplingMethod, Encoder, ImageBuffer, JpegColorType, PixelDensity, PixelDensityUnit,
    SamplingFactor, rgb_to_ycbcr,
};
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;
use zune_jpeg::{JpegDecoder, SampleRatios};

use super::jpeg::JpegFault;
use super::{DPI, Head};

/// Nothing is seen of a second encoding at this quality.
const QUALITY: u8 = 92;
/// Widest and highest picture that JPEG knows; the pixels are counted before.
const MAX_SIDE: usize = u16::MAX as usize;

/// How a camera was held: a picture is mirrored first, then turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Turn {
    /// Left and right are swapped.
    pub(super) mirrored: bool,
    /// Quarters of a turn, clockwise, up to 3.
    pub(super) quarters: u8,
}

impl Turn {
    /// Two lengths, across and down, once turned.
    pub(super) fn applied<T>(self, (across, down): (T, T)) -> (T, T) {
        if self.quarters % 2 == 1 { (down, across) } else { (across, down) }
    }
}

/// The file of a picture that `head` says is turned, as an upright one: colours,
/// their profile and dots to the inch are kept, what else a camera noted is not.
pub(super) fn file(bytes: &[u8], head: &Head) -> Result<Vec<u8>, JpegFault> {
    let options =
        DecoderOptions::default().set_strict_mode(true).set_max_width(MAX_SIDE).set_max_height(MAX_SIDE);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|_| JpegFault::Cut)?;
    let info = decoder.info().ok_or(JpegFault::Cut)?;
    // What was counted is what gets memory.
    if (u32::from(info.width), u32::from(info.height)) != head.size_px {
        return Err(JpegFault::Rare);
    }
    let (space, colours) = match decoder.input_colorspace() {
        Some(ColorSpace::Luma) => (ColorSpace::Luma, Colours::Grey),
        Some(ColorSpace::YCbCr) => (ColorSpace::YCbCr, Colours::YCbCr),
        Some(_) if info.components == 3 => (ColorSpace::RGB, Colours::Rgb),
        _ => return Err(JpegFault::Rare),
    };
    decoder.set_options(options.jpeg_set_out_colorspace(space));
    let pixels = decoder.decode().map_err(|_| JpegFault::Cut)?;
    let profile = decoder.icc_profile();
    drop(decoder);

    let mut made = Vec::with_capacity(bytes.len());
    let mut encoder = Encoder::new(&mut made, QUALITY);
    if info.sample_ratio == SampleRatios::HV {
        encoder.set_sampling_factor(SamplingFactor::R_4_2_0);
        encoder.set_chroma_subsampling_method(ChromaSubsamplingMethod::Average);
    }
    if let Some(density) = head.dpi.and_then(|dpi| density(head.turn.applied(dpi))) {
        encoder.set_density(density);
    }
    if let Some(profile) = profile {
        encoder.add_icc_profile(&profile).map_err(|_| JpegFault::Rare)?;
    }
    let picture = Upright { pixels, size: (info.width, info.height), colours, turn: head.turn };
    encoder.encode_image(picture).map_err(|_| JpegFault::Rare)?;
    Ok(made)
}

/// Dots to the inch, where they are to be believed.
fn density((across, down): (f64, f64)) -> Option<PixelDensity> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within DPI")]
    let whole = |dpi: f64| DPI.contains(&dpi).then(|| dpi.round() as u16);
    Some(PixelDensity { density: (whole(across)?, whole(down)?), unit: PixelDensityUnit::Inches })
}

/// What the bytes of a pixel are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Colours {
    Grey,
    YCbCr,
    Rgb,
}

/// A decoded picture, read as it looks when turned.
struct Upright {
    pixels: Vec<u8>,
    /// Width and height as decoded.
    size: (u16, u16),
    colours: Colours,
    turn: Turn,
}

impl Upright {
    /// Where the pixel at a place of the turned picture was before.
    fn before(&self, x: u16, y: u16) -> (u16, u16) {
        let (last_x, last_y) = (self.size.0 - 1, self.size.1 - 1);
        let (x, y) = match self.turn.quarters {
            0 => (x, y),
            1 => (y, last_y - x),
            2 => (last_x - x, last_y - y),
            _ => (last_x - y, x),
        };
        (if self.turn.mirrored { last_x - x } else { x }, y)
    }
}

impl ImageBuffer for Upright {
    fn get_jpeg_color_type(&self) -> JpegColorType {
        match self.colours {
            Colours::Grey => JpegColorType::Luma,
            Colours::YCbCr | Colours::Rgb => JpegColorType::Ycbcr,
        }
    }

    fn width(&self) -> u16 {
        self.turn.applied(self.size).0
    }

    fn height(&self) -> u16 {
        self.turn.applied(self.size).1
    }

    fn fill_buffers(&self, y: u16, buffers: &mut [Vec<u8>; 4]) {
        let [first, second, third, _] = buffers;
        for x in 0..self.width() {
            let (column, row) = self.before(x, y);
            let index = usize::from(row) * usize::from(self.size.0) + usize::from(column);
            if self.colours == Colours::Grey {
                first.push(self.pixels[index]);
                continue;
            }
            let [a, b, c] = [0, 1, 2].map(|colour| self.pixels[index * 3 + colour]);
            let (a, b, c) = if self.colours == Colours::Rgb { rgb_to_ycbcr(a, b, c) } else { (a, b, c) };
            first.push(a);
            second.push(b);
            third.push(c);
        }
    }
}
