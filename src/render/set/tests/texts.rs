//! How words look and where they come from.

use super::*;

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
