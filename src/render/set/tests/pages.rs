//! Sheets, page numbers and what stands on a page as one piece.

use super::*;

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
