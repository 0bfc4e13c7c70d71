//! The set tree against the decree (NĐ 30, Phụ lục I). Expected numbers are
//! copied from it by hand, not from `data/`; lengths are told in millimetres
//! as it has them.

use std::sync::Arc;

use super::*;
use crate::compose::{Image, Picture, RuleUnder, Run, Templates, compose};
use crate::diagnostic::{Sources, render_all};
use crate::law::{Alignment, Law, RuleKind};
use crate::model::PictureFormat;
use crate::source::{Input, load};

const MM: f64 = 72.0 / 25.4;

/// A document whose keys tests replace, see [`with`].
const KEYS: &[(&str, &str)] = &[
    ("loai", "to_trinh"),
    ("co_quan", "{chu_quan: UBND huyện Bắc Quang, ten: Trường THCS Vô Điểm, viet_tat: THCSVĐ}"),
    ("so", "5"),
    ("dia_danh", "Vô Điểm"),
    ("ngay", "05/01/2021"),
    ("trich_yeu", "Triển khai công tác dân vận"),
    ("kinh_gui", "[Phòng Giáo dục và Đào tạo, Các tổ]"),
    ("can_cu", "[Luật Giáo dục ngày 14 tháng 6 năm 2019]"),
    ("noi_dung", CONTENT),
    ("nguoi_ky", "{chuc_vu: Hiệu trưởng, ho_ten: Nguyễn Văn A}"),
    ("noi_nhan", "[Phòng GD&ĐT]"),
];

const CONTENT: &str = "
  - tieu_de: Mục đích
    noi_dung: |-
      Lời văn thứ nhất[^1].

      [^1]: Lời chú thích.
  - tieu_de: Tổ chức
    noi_dung: Lời văn thứ hai.";

/// The document with some keys set otherwise or added.
fn with(changed: &[(&str, &str)]) -> String {
    let added = changed.iter().filter(|(key, _)| !KEYS.iter().any(|(known, _)| known == key));
    let value = |key, usual| changed.iter().find(|(name, _)| *name == key).map_or(usual, |(_, value)| *value);
    let lines = KEYS.iter().map(|&(key, usual)| (key, value(key, usual))).chain(added.copied());
    lines.map(|(key, value)| format!("{key}: {value}\n")).collect()
}

fn page_tree(yaml: &str) -> PageTree {
    let mut sources = Sources::new();
    let loaded = load(&Input::text("thu.yaml", yaml), &Law::embedded(), &mut sources);
    let told = |faults: &[_]| render_all(faults, &sources, false);
    let document = loaded.unwrap_or_else(|faults| panic!("{}", told(&faults))).value;
    compose(&document, &Templates::default()).unwrap_or_else(|faults| panic!("{}", told(&faults))).value
}

fn near(is: f64, wanted: f64) {
    assert!((is - wanted).abs() < 0.01, "{is} is not {wanted}");
}

/// What stands on the pages and in the cells, in order.
fn walk<'a, 't>(pieces: &'a [Piece<'t>], visit: &mut dyn FnMut(&'a Piece<'t>)) {
    for piece in pieces {
        visit(piece);
        if let Piece::Grid(grid) = piece {
            grid.rows.iter().flat_map(|row| &row.cells).for_each(|cell| walk(&cell.content, visit));
        }
    }
}

fn texts<'a, 't>(tree: &'a SetTree<'t>) -> Vec<&'a SetText<'t>> {
    let mut found = Vec::new();
    let mut visit = |piece: &'a Piece<'t>| match piece {
        Piece::Text(text) => found.push(text),
        Piece::Drawing(drawing) => found.push(&drawing.text),
        _ => {}
    };
    tree.pages.iter().for_each(|pages| walk(&pages.pieces, &mut visit));
    found
}

fn rules<'a>(tree: &'a SetTree<'_>) -> Vec<&'a RuleLine> {
    let mut found = Vec::new();
    let mut visit = |piece: &'a Piece<'_>| {
        if let Piece::RuleLine(rule) = piece {
            found.push(rule);
        }
    };
    tree.pages.iter().for_each(|pages| walk(&pages.pieces, &mut visit));
    found
}

fn grids<'a, 't>(tree: &'a SetTree<'t>) -> Vec<&'a Grid<'t>> {
    let pieces = tree.pages.iter().flat_map(|pages| &pages.pieces);
    pieces.filter_map(|piece| if let Piece::Grid(grid) = piece { Some(grid) } else { None }).collect()
}

fn text<'a, 't>(tree: &'a SetTree<'t>, start: &str) -> &'a SetText<'t> {
    let found = texts(tree).into_iter().find(|text| text.words().starts_with(start));
    found.unwrap_or_else(|| panic!("no text {start}"))
}

const BOLD_14: Font = Font { size_pt: 14.0, bold: true, italic: false };

/// I.1 to I.3: A4, margins of 20 to 25, 30 to 35, 20 to 25 and 15 to 20 mm; a
/// sheet with a table or an image may lie across.
#[test]
fn sheets_and_margins() {
    let page_tree = page_tree(&with(&[("phu_luc", "[{noi_dung: A, ngang: true}]")]));
    let tree = set(&page_tree);
    let [main, annex] = tree.pages.as_slice() else { panic!("{} sections", tree.pages.len()) };
    near(main.sheet.width, 210.0 * MM);
    near(main.sheet.height, 297.0 * MM);
    for (margin, mm) in main.sheet.margins.into_iter().zip([20.0, 15.0, 20.0, 30.0]) {
        near(margin, mm * MM);
    }
    near(main.sheet.text_width(), 165.0 * MM);
    near(main.sheet.text_height(), 257.0 * MM);
    assert!(annex.sheet.landscape && !main.sheet.landscape);
    near(annex.sheet.width, 297.0 * MM);
    near(annex.sheet.text_width(), 252.0 * MM);
}

/// I.7: from 1, not on the first page, in the top margin; III.1.đ: an annex
/// counts for itself. Turned sheets in the middle go on.
#[test]
fn page_numbers() {
    let turned = "[{tieu_de: A, noi_dung: B}, {tieu_de: C, noi_dung: D, ngang: true}]";
    let page_tree = page_tree(&with(&[("noi_dung", turned), ("phu_luc", "[{noi_dung: A}]")]));
    let tree = set(&page_tree);
    let numbers: Vec<_> = tree.pages.iter().map(|pages| pages.numbers).collect();
    let told: Vec<_> = numbers.iter().map(|numbers| (numbers.start, numbers.hidden_on_first)).collect();
    assert_eq!(told, [(Some(1), true), (None, false), (Some(1), true)]);
    assert!(numbers.iter().all(|numbers| numbers.from_edge > 0.0 && numbers.from_edge < 20.0 * MM));
    assert_eq!(tree.number.look.align, Alignment::Giua);
}

/// II.6.e: first line 1 or 1.27 cm, at least 6 pt between paragraphs, single to
/// one and a half lines, both edges straight.
#[test]
fn running_text() {
    for (choices, indent, before, line) in
        [("{}", 12.7, 6.0, 1.0), ("{lui_dau_dong: 1, gian_dong: 1.5, cach_doan: 8}", 10.0, 8.0, 1.5)]
    {
        let page_tree = page_tree(&with(&[("trinh_bay", choices)]));
        let tree = set(&page_tree);
        let look = text(&tree, "Lời văn thứ hai").look;
        near(look.first_line, indent * MM);
        near(look.before, before);
        assert_eq!((look.line, look.align), (LineHeight::Times(line), Alignment::Deu));
        assert_eq!((look.left, look.right, look.font.size_pt), (0.0, 0.0, 14.0));
        assert!(look.no_lone_line && !look.font.bold);
    }
}

/// II.1.b: as long as the motto.
#[test]
fn the_rule_under_the_motto() {
    let page_tree = page_tree(&with(&[]));
    let tree = set(&page_tree);
    let rule = rules(&tree)[1];
    near(rule.length, BOLD_14.width("Độc lập - Tự do - Hạnh phúc"));
    near(rule.left, rule.right());
    near(rule.room, grids(&tree)[0].widths[1]);
}

/// II.2.b: a third to a half of the name of the body, in its middle.
#[test]
fn the_rule_under_the_body() {
    for (size, pt) in [(13, 12.0), (14, 13.0)] {
        let page_tree = page_tree(&with(&[("trinh_bay", &format!("{{co_chu: {size}}}"))]));
        let tree = set(&page_tree);
        let rule = rules(&tree)[0];
        let ratio = rule.length / Font { size_pt: pt, ..BOLD_14 }.width("TRƯỜNG THCS VÔ ĐIỂM");
        assert!((1.0 / 3.0..=0.5).contains(&ratio), "{ratio}");
        near(rule.left, rule.right());
        near(rule.left + rule.length + rule.right(), grids(&tree)[0].widths[0]);
    }
}

/// II.5.b: a third to a half of the subject's last line, in the middle of the
/// page. A rule measures the paragraph above it, whatever stands before that.
#[test]
fn the_rule_under_the_subject() {
    for repeat in 1..=5 {
        let subject = vec!["triển khai công tác dân vận ở các trường học"; repeat].join(", ");
        let page_tree = page_tree(&with(&[("trich_yeu", &subject)]));
        let tree = set(&page_tree);
        let (title, rule) = (text(&tree, "triển khai"), rules(&tree)[2]);
        let measure = 165.0 * MM - title.look.left - title.look.right;
        let lines = BOLD_14.lines(&subject, measure);
        assert_eq!(lines.len() > 1, title.own.left.is_some());
        let ratio = rule.length / BOLD_14.width(&lines[lines.len() - 1]);
        assert!((1.0 / 3.0..=0.5).contains(&ratio), "{repeat}: {ratio}");
        near(rule.left, rule.right());
        assert!(rule.keep_next && !rule.is_across());
    }
}

/// Lines of about equal length, in the middle.
#[test]
fn titles_are_balanced() {
    let subject = "Triển khai thực hiện công tác dân vận ở cơ sở trong các trường học của xã năm 2021";
    let page_tree = page_tree(&with(&[("trich_yeu", subject)]));
    let tree = set(&page_tree);
    let look = text(&tree, subject).look;
    near(look.left, look.right);
    let lines = BOLD_14.lines(subject, 165.0 * MM - look.left - look.right);
    let widths: Vec<f64> = lines.iter().map(|line| BOLD_14.width(line)).collect();
    assert!(widths.len() == 2 && (0.8..1.25).contains(&(widths[0] / widths[1])), "{widths:?}");
}

/// Words that are bold throughout are measured so, whatever their style, and
/// the rule below them with them.
#[test]
fn bold_words_are_measured_bold() {
    let words = "Kèm theo Kế hoạch số 05 của trường";
    let run = Run { bold: true, ..Run::plain(words) };
    let kind = RuleKind::BangDongChu;
    let mut page_tree = page_tree(&with(&[]));
    page_tree.sections[0].blocks = vec![
        Block::Paragraph(Paragraph::new(StyleId::ThanVan, vec![run])),
        Block::RuleUnder(RuleUnder { kind, keep_next: true }),
        Block::Paragraph(Paragraph::plain(StyleId::ThanVan, words)),
        Block::RuleUnder(RuleUnder { kind, keep_next: true }),
    ];
    let tree = set(&page_tree);
    let lengths: Vec<f64> = rules(&tree).iter().map(|rule| rule.length).collect();
    near(lengths[0], BOLD_14.width(words));
    near(lengths[1], Font { bold: false, ..BOLD_14 }.width(words));
}

/// Hướng dẫn 05-HD/VPTW: first line 1 cm, lines of exactly 18 pt.
#[test]
fn running_text_of_the_party() {
    let page_tree =
        page_tree(&with(&[("the_thuc", "dang"), ("co_quan", "{ten: Chi bộ Trường THCS Vô Điểm}")]));
    let tree = set(&page_tree);
    let look = text(&tree, "Lời văn thứ hai").look;
    near(look.first_line, 10.0 * MM);
    assert_eq!((look.line, look.before), (LineHeight::Exact(18.0), 6.0));
}

/// II.9.d: more than one addressee: a list whose dashes stand below the colon,
/// in the middle of the page.
#[test]
fn addressees_stand_in_the_middle() {
    let page_tree = page_tree(&with(&[]));
    let tree = set(&page_tree);
    let (lead, first, last) = (text(&tree, "Kính gửi"), text(&tree, "- Phòng Giáo"), text(&tree, "- Các"));
    let font = lead.look.font;
    let dash = first.look.left + first.look.first_line;
    near(dash, lead.look.left + font.width("Kính gửi"));
    near(first.look.first_line, -font.width("- "));
    near(last.look.left, first.look.left);
    let beyond = 165.0 * MM - dash - font.width("- Phòng Giáo dục và Đào tạo;");
    near(lead.look.left, beyond);
}

/// Up to three signatures in a row, else rows of two of the same width.
#[test]
fn signatures_side_by_side() {
    for (count, columns, rows) in [(2, 2, 1), (3, 3, 1), (4, 2, 2), (5, 2, 3)] {
        let others = vec!["{chuc_vu: Chủ tịch, ho_ten: Trần B}"; count - 1].join(", ");
        let page_tree = page_tree(&with(&[("ky_cung", &format!("[{others}]"))]));
        let tree = set(&page_tree);
        let grids = grids(&tree);
        let signed = &grids[1..grids.len() - 1];
        assert_eq!(signed.len(), rows, "{count}");
        for grid in signed {
            assert_eq!((grid.widths.len(), grid.rows.len()), (columns, 1));
            grid.widths
                .iter()
                .for_each(|width| near(*width, 165.0 * MM / f64::from(u8::try_from(columns).unwrap())));
        }
        let filled = signed.iter().flat_map(|grid| &grid.rows[0].cells);
        assert_eq!(filled.filter(|cell| !cell.content.is_empty()).count(), count);
    }
}

/// IV.2: recipients and signature share the page; the name stands below room
/// for a signature of at least two lines of 14 pt.
#[test]
fn the_foot() {
    let page_tree = page_tree(&with(&[]));
    let tree = set(&page_tree);
    let foot = grids(&tree).pop().unwrap();
    foot.widths.iter().for_each(|width| near(*width, 165.0 * MM / 2.0));
    let name = text(&tree, "Nguyễn Văn A");
    assert!(name.look.before >= 2.0 * 14.0 && name.look.after.abs() < f64::EPSILON, "{:?}", name.look);
    let position = text(&tree, "HIỆU TRƯỞNG");
    assert!(position.look.keep_next && position.look.before < name.look.before);
    near(text(&tree, "- Lưu").look.font.size_pt, 11.0);
}

/// III.2.b: 30 x 8, 40 x 8, 20 x 8 mm, bright red.
#[test]
fn urgency_marks() {
    for (key, words, mm) in
        [("hoa_toc", "HỎA TỐC", 30.0), ("thuong_khan", "THƯỢNG KHẨN", 40.0), ("khan", "KHẨN", 20.0)]
    {
        let page_tree = page_tree(&with(&[("muc_do_khan", key)]));
        let tree = set(&page_tree);
        let mut boxes = Vec::new();
        walk(&tree.pages[0].pieces, &mut |piece| match piece {
            Piece::Grid(grid) if matches!(grid.lines, GridLines::Around(_)) => boxes.push(grid),
            _ => {}
        });
        let [mark] = boxes.as_slice() else { panic!("{} boxes", boxes.len()) };
        near(mark.widths[0], mm * MM);
        near(mark.rows[0].height.unwrap(), 8.0 * MM);
        assert!(mark.centred && mark.rows[0].cells[0].in_middle);
        let text = text(&tree, words);
        assert_eq!((text.runs[0].colour, text.look.align), (Some("FF0000"), Alignment::Giua));
    }
}

/// The table fills the text area; its heads stand on every page.
#[test]
fn tables() {
    let bang =
        "[{tieu_de: A, bang: {cot: [{ten: Việc}, {ten: Tiền, cot: [Xin, Cấp]}], dong: [[Họp, 1, 2]]}}]";
    let page_tree = page_tree(&with(&[("noi_dung", bang)]));
    let tree = set(&page_tree);
    let table = grids(&tree)[1];
    near(table.widths.iter().sum(), 165.0 * MM);
    let repeats: Vec<bool> = table.rows.iter().map(|row| row.repeats).collect();
    assert_eq!(repeats, [true, true, false]);
    let wide = table.rows[0].cells.iter().find(|cell| cell.columns == 2).unwrap();
    let at = table.widths.len() - 2;
    near(wide.width, table.widths[at] + table.widths[at + 1]);
    assert!(matches!(&table.lines, GridLines::All(_)) && table.origin.is_some());
}

fn picture(size_tenth_mm: (u32, u32)) -> Block {
    let image = Image {
        name: "hinh".into(),
        file: Arc::from([]),
        format: PictureFormat::Png,
        size_px: (1, 1),
        size_tenth_mm,
    };
    let caption = Paragraph::plain(StyleId::ChuThichHinh, "Hình 1");
    Block::Picture(Picture { image: Arc::new(image), alternative: String::new(), caption: Some(caption) })
}

/// No wider than the text, with its caption no higher than the page, never
/// larger than it is, its sides in proportion.
#[test]
fn pictures_fit_the_page() {
    let mut page_tree = page_tree(&with(&[]));
    let sizes = [(1000, 500), (3300, 1000), (1000, 9000)];
    page_tree.sections[0].blocks = sizes.into_iter().map(picture).collect();
    let tree = set(&page_tree);
    let drawn: Vec<_> = tree.pictures().map(|drawing| (drawing.width / MM, drawing.height / MM)).collect();
    near(drawn[0].0, 100.0);
    near(drawn[0].1, 50.0);
    near(drawn[1].0, 165.0);
    near(drawn[1].1, 50.0);
    assert!(drawn[2].1 < 257.0 && (drawn[2].1 / drawn[2].0 - 9.0).abs() < 0.1, "{drawn:?}");
    assert_eq!(tree.pictures().map(|drawing| drawing.index).collect::<Vec<_>>(), [0, 1, 2]);
}

/// Where pages break, and where they must not.
#[test]
fn pages_break() {
    let content = CONTENT.replace("- tieu_de: Tổ chức", "- sang_trang: true\n    tieu_de: Tổ chức");
    let page_tree = page_tree(&with(&[("noi_dung", &content)]));
    let tree = set(&page_tree);
    let starts: Vec<String> =
        texts(&tree).iter().filter(|text| text.starts_page).map(|text| text.words()).collect();
    assert_eq!(starts, ["II. TỔ CHỨC"]);
    for kept in ["TỜ TRÌNH", "Triển khai", "I. MỤC ĐÍCH", "II. TỔ CHỨC", "Lời văn thứ hai", "Nơi nhận"]
    {
        assert!(text(&tree, kept).look.keep_next, "{kept}");
    }
    assert!(!text(&tree, "Lời văn thứ nhất").look.keep_next);
}

/// II.6.b, II.5, II.9: texts know where their words were typed.
#[test]
fn texts_come_from_the_source() {
    let yaml = with(&[]);
    let page_tree = page_tree(&yaml);
    let tree = set(&page_tree);
    let source = |text: &SetText<'_>| text.origin.map(|span| &yaml[span.start as usize..span.end as usize]);
    for (start, typed) in [
        ("UBND HUYỆN", "UBND huyện Bắc Quang"),
        ("TRƯỜNG", "Trường THCS Vô Điểm"),
        ("Vô Điểm, ngày", "Vô Điểm"),
        ("TỜ TRÌNH", "to_trinh"),
        ("Triển khai", "Triển khai công tác dân vận"),
        ("- Phòng Giáo", "Phòng Giáo dục và Đào tạo"),
        ("Căn cứ Luật", "Luật Giáo dục ngày 14 tháng 6 năm 2019"),
        ("I. MỤC ĐÍCH", "Mục đích"),
        ("HIỆU TRƯỞNG", "Hiệu trưởng"),
        ("Nguyễn", "Nguyễn Văn A"),
        ("- Phòng GD", "Phòng GD&ĐT"),
    ] {
        assert_eq!(source(text(&tree, start)), Some(typed), "{start}");
    }
    let body = text(&tree, "Lời văn thứ nhất");
    assert!(source(body).is_some_and(|typed| typed.contains("Lời văn thứ nhất[^1]")));
    let note = body.runs.iter().find_map(|run| run.note.as_ref()).unwrap();
    assert_eq!((note.texts[0].words().as_str(), note.number), (" Lời chú thích.", 1));
    assert_eq!(source(&note.texts[0]), source(body));
    for words in ["CỘNG HÒA", "Độc lập", "Số: ", "Nơi nhận", "- Lưu"] {
        assert_eq!(text(&tree, words).origin, None, "{words} is the program's");
    }
}

/// What a text has of its own lies over its style, and nothing else does.
#[test]
fn a_look_is_its_style_with_what_is_its_own() {
    let page_tree = page_tree(&with(&[("phu_luc", "[{tieu_de: B, noi_dung: A}]")]));
    let tree = set(&page_tree);
    assert_eq!(tree.styles.styles.len(), StyleId::ALL.len());
    for text in texts(&tree) {
        let style = tree.styles.styles.iter().find(|style| style.id == text.style).unwrap();
        assert_eq!(text.look, style.look.with(&text.own), "{}", text.words());
    }
}

/// A starter's place to fill is marked across runs.
#[test]
fn places_to_fill() {
    let page_tree = page_tree(&with(&[("ket", "Ông «điền **tên của** ông» là")]));
    let tree = set(&page_tree);
    let told: Vec<_> =
        text(&tree, "Ông «").runs.iter().map(|run| (&*run.text, run.bold, run.blank)).collect();
    assert_eq!(
        told[..5],
        [
            ("Ông ", false, false),
            ("«điền ", false, true),
            ("tên của", true, true),
            (" ông»", false, true),
            (" là", false, false)
        ]
    );
}
