//! Photographs of a camera that was held on its side: the Word file has them
//! upright, and nothing else of them differs.

#![expect(clippy::float_cmp, reason = "sums of whole numbers")]

mod support;

use std::io::Read;

use jpeg_encoder::{ColorType, Encoder, PixelDensity, PixelDensityUnit};
use support::{PLAN, Word, compose, load};
use tempfile::TempDir;
use vanban::diagnostic::{Sources, render_all};
use vanban::render::docx;
use vanban::source::Input;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// EMU in a millimetre.
const MM: f64 = 36_000.0;

type Colour = [u8; 3];
const RED: Colour = [220, 30, 30];
const GREEN: Colour = [30, 160, 30];
const BLUE: Colour = [30, 30, 220];
const YELLOW: Colour = [230, 200, 20];

/// Its four quarters, as the file has them: red and green above blue and
/// yellow.
fn pixels((width, height): (u16, u16)) -> Vec<u8> {
    let quarter = |x, y| match (x < width / 2, y < height / 2) {
        (true, true) => RED,
        (false, true) => GREEN,
        (true, false) => BLUE,
        (false, false) => YELLOW,
    };
    (0..height).flat_map(|y| (0..width).flat_map(move |x| quarter(x, y))).collect()
}

/// How a photograph is encoded.
#[derive(Clone, Copy)]
struct Camera {
    dpi: (u16, u16),
    progressive: bool,
    grey: bool,
    profile: Option<&'static [u8]>,
}

const CAMERA: Camera = Camera { dpi: (100, 100), progressive: false, grey: false, profile: None };

impl Camera {
    fn photo(self, (width, height): (u16, u16), orientation: u8) -> Vec<u8> {
        let mut file = Vec::new();
        let mut encoder = Encoder::new(&mut file, 95);
        encoder.set_density(PixelDensity { density: self.dpi, unit: PixelDensityUnit::Inches });
        encoder.set_progressive(self.progressive);
        let held = [
            b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".as_slice(),
            &[orientation, 0, 0, 0, 0, 0, 0, 0],
        ];
        encoder.add_exif_metadata(&held.concat()).unwrap();
        if let Some(profile) = self.profile {
            encoder.add_icc_profile(profile).unwrap();
        }
        let mut pixels = pixels((width, height));
        if self.grey {
            pixels = pixels.chunks(3).map(|colour| colour[1]).collect();
        }
        let colours = if self.grey { ColorType::Luma } else { ColorType::Rgb };
        encoder.encode(&pixels, width, height, colours).unwrap();
        file
    }
}

/// A decoded file.
struct Seen {
    size: (usize, usize),
    pixels: Vec<u8>,
    colours: u8,
    profile: Option<Vec<u8>>,
}

impl Seen {
    fn of(file: &[u8]) -> Self {
        let options =
            DecoderOptions::default().set_strict_mode(true).jpeg_set_out_colorspace(ColorSpace::RGB);
        let mut decoder = JpegDecoder::new_with_options(ZCursor::new(file), options);
        let pixels = decoder.decode().unwrap();
        let colours = decoder.info().unwrap().components;
        Self { size: decoder.dimensions().unwrap(), pixels, colours, profile: decoder.icc_profile() }
    }

    /// The colours at the corners: two above, two below, from left to right.
    fn corners(&self) -> [Colour; 4] {
        let (right, bottom) = (self.size.0 - 1, self.size.1 - 1);
        [(0, 0), (right, 0), (0, bottom), (right, bottom)].map(|(x, y)| {
            let at = (y * self.size.0 + x) * 3;
            self.pixels[at..at + 3].try_into().unwrap()
        })
    }
}

fn alike(one: Colour, other: Colour) -> bool {
    one.iter().zip(other).all(|(one, other)| one.abs_diff(other) < 12)
}

/// The Word file that shows a picture, or what is told of it.
fn make(keys: &str, file: &[u8]) -> Result<Vec<u8>, String> {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("a.jpg"), file).unwrap();
    let section = "noi_dung:\n  - tieu_de: Sơ đồ\n    noi_dung: |\n      ![Sân trường](anh \"Hình 1\")\n";
    let yaml = format!("{}hinh: [{{id: anh, tep: a.jpg{keys}}}]\n", PLAN.replacen("noi_dung:\n", section, 1));
    let path = folder.path().join("vb.yaml");
    std::fs::write(&path, yaml).unwrap();
    let mut sources = Sources::new();
    let loaded = load(&Input::file(path), &mut sources);
    match &loaded.document {
        Some(document) => Ok(docx::render(&compose(document).unwrap().value).unwrap()),
        None => Err(render_all(&loaded.diagnostics, &sources, false)),
    }
}

/// The picture in a Word file.
fn packed(word: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(word)).unwrap();
    let mut bytes = Vec::new();
    archive.by_name("word/media/hinh1.jpeg").unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

/// Width and height of the drawing, mm; it must not be turned or flipped.
fn size(word: &[u8]) -> (f64, f64) {
    let word = Word::open(word);
    let document = word.part("word/document.xml");
    let find = |name: &str| document.descendants().find(|node| node.tag_name().name() == name).unwrap();
    let turned = find("xfrm");
    assert!(matches!(turned.attribute("rot"), None | Some("0")), "{:?}", turned.attribute("rot"));
    assert_eq!((turned.attribute("flipH"), turned.attribute("flipV")), (None, None));
    let free = ["l", "t", "r", "b"].map(|side| find("effectExtent").attribute(side).unwrap().to_owned());
    assert_eq!(free, ["0"; 4]);
    let (outer, inner) = (find("extent"), find("ext"));
    let lengths = |node: roxmltree::Node<'_, '_>| {
        ["cx", "cy"].map(|side| node.attribute(side).unwrap().parse::<f64>().unwrap() / MM)
    };
    assert_eq!(lengths(outer), lengths(inner));
    let [width, height] = lengths(outer);
    (width, height)
}

fn near((width, height): (f64, f64), expected: (f64, f64)) -> bool {
    (width - expected.0).abs() < 0.2 && (height - expected.1).abs() < 0.2
}

/// What EXIF says of the eight values: on which side the first row and the
/// first column of the file are seen. 400 x 200 dots are 101,6 x 50,8 mm.
#[test]
fn a_photograph_stands_as_it_was_taken() {
    for (orientation, corners) in [
        (1, [RED, GREEN, BLUE, YELLOW]),
        (2, [GREEN, RED, YELLOW, BLUE]),
        (3, [YELLOW, BLUE, GREEN, RED]),
        (4, [BLUE, YELLOW, RED, GREEN]),
        (5, [RED, BLUE, GREEN, YELLOW]),
        (6, [BLUE, RED, YELLOW, GREEN]),
        (7, [YELLOW, GREEN, BLUE, RED]),
        (8, [GREEN, YELLOW, RED, BLUE]),
    ] {
        for progressive in [false, true] {
            let file = Camera { progressive, ..CAMERA }.photo((400, 200), orientation);
            let word = make("", &file).unwrap();
            let seen = Seen::of(&packed(&word));
            let (dots, lengths) = match orientation {
                5.. => ((200, 400), (50.8, 101.6)),
                _ => ((400, 200), (101.6, 50.8)),
            };
            assert_eq!(seen.size, dots, "{orientation}");
            assert!(near(size(&word), lengths), "{orientation}: {:?}", size(&word));
            let found = seen.corners();
            assert!(
                found.iter().zip(corners).all(|(&found, expected)| alike(found, expected)),
                "{orientation}: {found:?}"
            );
            assert_eq!(packed(&word) == file, orientation == 1, "{orientation}: as it is only where upright");
        }
    }
}

/// `rong` is the width of the upright picture, which is no wider and no higher
/// than the page.
#[test]
fn its_size_is_that_of_the_upright_picture() {
    let file = CAMERA.photo((400, 200), 6);
    assert!(near(size(&make(", rong: 60", &file).unwrap()), (60.0, 120.0)));
    let wide = CAMERA.photo((40, 320), 8);
    assert!(near(size(&make(", rong: 300", &wide).unwrap()), (165.0, 165.0 / 8.0)));
    let (width, height) = size(&make(", rong: 165", &file).unwrap());
    assert!(
        height < 257.0 - 6.0 && height > 230.0 && (width - height / 2.0).abs() < 0.2,
        "{width} x {height}"
    );
}

/// What the file says beside its pixels is said of the upright one too.
#[test]
fn colours_profile_and_density_are_kept() {
    let camera = Camera { dpi: (100, 50), profile: Some(b"a profile of colours"), ..CAMERA };
    let file = camera.photo((400, 200), 6);
    let word = make("", &file).unwrap();
    assert!(near(size(&word), (101.6, 101.6)), "{:?}", size(&word));
    let made = packed(&word);
    assert_eq!(made[6..18], *b"JFIF\0\x01\x02\x01\0\x32\0\x64", "50 dots across, 100 down");
    let seen = Seen::of(&made);
    assert_eq!((seen.colours, seen.profile.as_deref()), (3, camera.profile));
    assert!(!made.windows(4).any(|bytes| bytes == b"Exif"), "where it was taken stays at home");
    assert!(make("", &file).unwrap() == word, "same input, same bytes");

    let grey = packed(&make("", &Camera { grey: true, ..CAMERA }.photo((400, 200), 6)).unwrap());
    assert_eq!(Seen::of(&grey).colours, 1);
}

/// Not whole, or not to be read behind a head that is: refused at its line.
#[test]
fn a_damaged_photograph_is_refused() {
    let file = CAMERA.photo((400, 200), 6);
    let scan = file.windows(2).rposition(|bytes| bytes == [0xFF, 0xDA]).unwrap();
    let mut unreadable = file.clone();
    for pair in unreadable[scan + 40..scan + 104].chunks_mut(2) {
        // Sixteen ones are no word of any JPEG file.
        pair.copy_from_slice(&[0xFF, 0]);
    }
    for damaged in [&file[..file.len() / 2], &file[..file.len() - 2], &unreadable] {
        let told = make("", damaged).expect_err("a damaged file");
        assert!(told.contains("a.jpg bị cắt cụt") && told.contains("vb.yaml:"), "{told}");
        assert!(told.contains("tải lại") && told.contains("Paint"), "{told}");
    }
}
