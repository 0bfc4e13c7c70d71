//! Pictures of a document, read back from the Word file.

#![expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "lengths of small pictures")]

mod support;

use std::io::Read;

use support::{PLAN, Word, compose, load};
use tempfile::TempDir;
use vanban::diagnostic::{Sources, render_all};
use vanban::render::docx;
use vanban::source::Input;

/// EMU in a millimetre.
const MM: f64 = 36_000.0;

/// A grey PNG file.
fn png(width: u32, height: u32, dpi: Option<f64>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_pixel_dims(dpi.map(|dpi| {
        let per_metre = (dpi / 0.0254).round() as u32;
        png::PixelDimensions { xppu: per_metre, yppu: per_metre, unit: png::Unit::Meter }
    }));
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&vec![200; (width * height) as usize]).unwrap();
    drop(writer);
    bytes
}

/// The plan with pictures and a text that shows them: its file, or what is
/// told of it.
fn make(hinh: &str, text: &str, files: &[(&str, Vec<u8>)]) -> Result<Vec<u8>, String> {
    let folder = TempDir::new().unwrap();
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    let indented: String = text.lines().map(|line| format!("      {line}\n")).collect();
    let section = format!("noi_dung:\n  - tieu_de: Sơ đồ\n    noi_dung: |\n{indented}");
    let yaml = format!("{}hinh: {hinh}\n", PLAN.replacen("noi_dung:\n", &section, 1));
    let path = folder.path().join("vb.yaml");
    std::fs::write(&path, yaml).unwrap();
    let mut sources = Sources::new();
    let loaded = load(&Input::file(path), &mut sources);
    let mut told = loaded.diagnostics;
    if let Some(document) = &loaded.document {
        match compose(document) {
            Ok(page_tree) => return Ok(docx::render(&page_tree.value).unwrap()),
            Err(faults) => told.extend(faults),
        }
    }
    Err(render_all(&told, &sources, false))
}

const SHOWN: &str = "![Sơ đồ tổ chức](so_do \"Hình 1. Sơ đồ\")";

/// A picture as the Word file holds it.
fn packed(word: Vec<u8>, name: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(word)).unwrap();
    let mut bytes = Vec::new();
    archive.by_name(&format!("word/media/{name}")).unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

/// Width and height of the drawings, mm.
fn sizes(word: &Word) -> Vec<(f64, f64)> {
    let document = word.part("word/document.xml");
    let number =
        |node: roxmltree::Node<'_, '_>, name| -> f64 { node.attribute(name).unwrap().parse().unwrap() };
    let extents = document.descendants().filter(|node| node.tag_name().name() == "extent");
    extents.map(|node| (number(node, "cx") / MM, number(node, "cy") / MM)).collect()
}

fn near((width, height): (f64, f64), expected: (f64, f64)) -> bool {
    (width - expected.0).abs() < 0.2 && (height - expected.1).abs() < 0.2
}

#[test]
fn a_picture_stands_with_its_words_and_caption() {
    let file = png(300, 150, Some(150.0));
    let bytes = make("[{id: so_do, tep: a.png, rong: 120}]", SHOWN, &[("a.png", file.clone())]).unwrap();
    let word = Word::open(&bytes);
    assert!(near(sizes(&word)[0], (120.0, 60.0)), "{:?}", sizes(&word));
    let document = word.part("word/document.xml");
    let described = document.descendants().find_map(|node| node.attribute("descr"));
    assert_eq!(described, Some("Sơ đồ tổ chức"));
    assert_eq!(word.paragraph("Hình 1. Sơ đồ").style, "ChuThichHinh");
    assert!(packed(bytes, "hinh1.png") == file, "the file itself");
}

/// 300 dots at 150 to the inch are 50,8 mm; without a word of it 96 to the inch.
#[test]
fn the_size_is_that_of_the_dots_and_never_more_than_the_page() {
    let size =
        |file: Vec<u8>, hinh: &str| sizes(&Word::open(&make(hinh, SHOWN, &[("a.png", file)]).unwrap()))[0];
    let plain = "[{id: so_do, tep: a.png}]";
    assert!(near(size(png(300, 150, Some(150.0)), plain), (50.8, 25.4)));
    assert!(near(size(png(96, 48, None), plain), (25.4, 12.7)));
    assert!(near(size(png(2000, 1000, Some(96.0)), plain), (165.0, 82.5)));
    assert!(near(size(png(96, 48, None), "[{id: so_do, tep: a.png, rong: 300}]"), (165.0, 82.5)));
    let (width, height) = size(png(100, 3000, None), plain);
    assert!(
        height < 257.0 - 6.0 && height > 230.0 && (width - height / 30.0).abs() < 0.2,
        "{width} x {height}"
    );
    assert!(near(size(png(100, 100, Some(1.0)), plain), (26.5, 26.5)), "dots to the inch beyond belief");
}

#[test]
fn a_picture_shown_twice_is_packed_once() {
    let text = format!("{SHOWN}\n\n- Mục\n\n  {SHOWN}\n\n![B](khac)");
    let hinh = "[{id: so_do, tep: a.png}, {id: khac, tep: b.png}]";
    let files = [("a.png", png(10, 10, None)), ("b.png", png(20, 10, None))];
    let word = Word::open(&make(hinh, &text, &files).unwrap());
    assert_eq!(sizes(&word).len(), 3);
    let media: Vec<&String> = word.parts.keys().filter(|name| name.starts_with("word/media")).collect();
    assert_eq!(media, ["word/media/hinh1.png", "word/media/hinh2.png"]);
    let again = make(hinh, &text, &files).unwrap();
    assert!(again == make(hinh, &text, &files).unwrap(), "same input, same bytes");
}

#[test]
fn faults_of_pictures_are_told() {
    let files = || {
        let mut large = png(1, 1, None);
        // The head says 60000 x 60000; its checksum is not looked at first.
        large[16..24].copy_from_slice(&[0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60]);
        let mut hasher = crc(&large[12..29]).to_be_bytes().to_vec();
        large.splice(29..33, hasher.drain(..));
        [
            ("a.png", png(10, 10, None)),
            ("a.jpg", vec![0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10]),
            ("hong.png", b"\x89PNG\r\n\x1a\nrest".to_vec()),
            ("chu.png", b"Not a picture".to_vec()),
            ("lon.png", large),
        ]
    };
    for (hinh, expected) in [
        ("[{id: so_doo, tep: a.png}]", "có phải ý bạn là `so_doo`"),
        ("[{id: khac, tep: a.png}]", "các hình đã khai báo: khac"),
        ("[{id: so_do, tep: a.jpg}]", "bị cắt cụt"),
        ("[{id: so_do, tep: hong.png}]", "không phải hình PNG"),
        ("[{id: so_do, tep: chu.png}]", "không phải hình PNG"),
        ("[{id: so_do, tep: lon.png}]", "quá 36 triệu"),
        ("[{id: so_do, tep: khong-co.png}]", "không có tệp này"),
        ("[{id: so_do, tep: ../a.png}]", "nằm ngoài thư mục"),
        ("[{id: so_do, tep: /etc/passwd}]", "nằm ngoài thư mục"),
        ("[{id: so_do, tep: .}]", "không phải là tệp"),
        ("[{id: so do, tep: a.png}]", "có chữ không dùng được"),
        ("[{id: so_do, tep: a.png, rong: 0}]", "từ 5 đến 400 mm"),
        ("[{id: so_do, tep: a.png}, {id: so_do, tep: a.png}]", "đã dùng cho hình khác"),
        ("[{id: so_do}]", "thiếu khóa `tep`"),
    ] {
        let told = make(hinh, SHOWN, &files()).expect_err(hinh);
        assert!(told.contains(expected) && told.contains("vb.yaml:"), "{hinh}: {told}");
    }
}

/// The checksum of PNG.
fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(
            crc ^ u32::from(*byte),
            |crc, _| if crc & 1 == 1 { 0xEDB8_8320 ^ (crc >> 1) } else { crc >> 1 },
        )
    };
    !bytes.iter().fold(u32::MAX, step)
}

/// A segment of a JPEG file.
fn segment(marker: u8, bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len() + 2).unwrap();
    [&[0xFF, marker], length.to_be_bytes().as_slice(), bytes].concat()
}

/// The parts of a JPEG file that are looked at, held as EXIF says: 100 dots to
/// the inch, so many dots across and down, so many colours.
fn jpeg((width, height): (u16, u16), orientation: u8, colours: u8) -> Vec<u8> {
    let jfif = segment(0xE0, b"JFIF\0\x01\x02\x01\0\x64\0\x64\0\0");
    let held = [
        b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".as_slice(),
        &[orientation, 0, 0, 0, 0, 0, 0, 0],
    ];
    let ([h1, h0], [w1, w0]) = (height.to_be_bytes(), width.to_be_bytes());
    let frame = segment(0xC2, &[8, h1, h0, w1, w0, colours, 1, 0x11, 0]);
    let scan = segment(0xDA, &[1, 1, 0, 0, 63, 0]);
    [vec![0xFF, 0xD8], jfif, segment(0xE1, &held.concat()), frame, scan, vec![1, 0xFF, 0, 2, 0xFF, 0xD9]]
        .concat()
}

/// A JPEG file is packed as it is, at its own size, with its words.
#[test]
fn a_jpeg_picture_stands_as_a_png_does() {
    let file = jpeg((400, 200), 1, 3);
    for name in ["a.jpg", "a.JPEG", "a.png"] {
        let bytes = make(&format!("[{{id: so_do, tep: {name}}}]"), SHOWN, &[(name, file.clone())]).unwrap();
        let word = Word::open(&bytes);
        assert!(near(sizes(&word)[0], (101.6, 50.8)), "{:?}", sizes(&word));
        assert!(
            word.parts["[Content_Types].xml"]
                .contains("PartName=\"/word/media/hinh1.jpeg\" ContentType=\"image/jpeg\"")
        );
        assert!(word.parts["word/_rels/document.xml.rels"].contains("media/hinh1.jpeg"));
        let document = word.part("word/document.xml");
        assert_eq!(document.descendants().find_map(|node| node.attribute("descr")), Some("Sơ đồ tổ chức"));
        assert!(packed(bytes, "hinh1.jpeg") == file, "the file itself");
    }
    let named_wrongly = make("[{id: so_do, tep: a.jpg}]", SHOWN, &[("a.jpg", png(96, 48, None))]).unwrap();
    assert!(Word::open(&named_wrongly).parts.contains_key("word/media/hinh1.png"));
}

#[test]
fn what_is_no_picture_for_word_is_told_apart() {
    let whole = jpeg((40, 20), 1, 3);
    let mut no_head = whole.clone();
    no_head.truncate(20);
    let files = [
        ("cmyk.jpg", jpeg((40, 20), 1, 4), "hình CMYK", "RGB"),
        ("cut.jpg", whole[..whole.len() - 2].to_vec(), "bị cắt cụt", "tải lại"),
        ("huge.jpg", jpeg((7000, 6000), 6, 3), "7000 x 6000 điểm ảnh, quá 36 triệu", "thu nhỏ"),
        // Turned, but without a picture behind its head.
        ("turned.jpg", jpeg((40, 20), 6, 3), "bị cắt cụt", "Paint"),
        ("head.jpg", no_head, "bị cắt cụt", "tải lại"),
        ("cut.png", png(20, 20, None)[..60].to_vec(), "bị cắt cụt", "tải lại"),
        ("a.webp", b"RIFF\x10\0\0\0WEBPVP8 ".to_vec(), "hình WebP", "PNG hoặc JPEG"),
        ("a.heic", b"\0\0\0\x18ftypheic\0\0\0\0".to_vec(), "ảnh HEIC", "JPEG"),
        ("a.gif", b"GIF89a\x01\0\x01\0".to_vec(), "hình GIF", "PNG hoặc JPEG"),
        ("a.bmp", b"BM\x3A\0\0\0\0\0\0\0\x36\0\0\0".to_vec(), "hình BMP", "PNG hoặc JPEG"),
        ("a.svg", b"<?xml version=\"1.0\"?>\n<svg/>".to_vec(), "hình vẽ SVG", "PNG"),
        ("a.jpg", b"Not a picture".to_vec(), "không phải hình PNG hay JPEG", "so-do.png"),
        ("rong.png", Vec::new(), "tệp rỗng", "chép lại"),
    ];
    for (name, bytes, what, how) in files {
        let told = make(&format!("[{{id: so_do, tep: {name}}}]"), SHOWN, &[(name, bytes)]).expect_err(name);
        assert!(told.contains(what) && told.contains(how) && told.contains(name), "{name}: {told}");
        assert!(told.contains("vb.yaml:"), "{told}");
    }
}
