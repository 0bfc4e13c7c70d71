//! The layout of Decree 30/2020/NĐ-CP, Annex I, read back from the Word file.
//! Expected numbers are copied from the decree by hand, not from `data/`.

mod support;

use support::{PLAN, Paragraph, W, Word, bold_width, build, child, is, tree, value};

const MM: f64 = 1440.0 / 25.4;

fn assert_mm(twips: &str, mm: f64) {
    let twips: f64 = twips.parse().unwrap();
    assert!((twips / MM - mm).abs() < 0.1, "{} mm is not {mm} mm", twips / MM);
}

/// Half-points, weight, slant, alignment.
fn look(p: &Paragraph) -> (u32, bool, bool, &str) {
    (p.size, p.bold, p.italic, p.align.as_str())
}

#[test]
fn page_is_a4_with_the_default_margins() {
    let word = build(PLAN);
    let document = word.part("word/document.xml");
    let section = document.descendants().find(|n| is(*n, "sectPr")).unwrap();
    let size = child(section, "pgSz").unwrap();
    assert_mm(&value(size, "w").unwrap(), 210.0);
    assert_mm(&value(size, "h").unwrap(), 297.0);
    let margins = child(section, "pgMar").unwrap();
    for (side, mm) in [("top", 20.0), ("bottom", 20.0), ("left", 30.0), ("right", 15.0)] {
        assert_mm(&value(margins, side).unwrap(), mm);
    }
    assert!(child(section, "titlePg").is_some(), "no number on the first page (I.7)");
}

#[test]
fn page_number_is_centred_in_the_top_margin() {
    let word = build(PLAN);
    let header = word.part("word/header1.xml");
    assert!(header.descendants().any(|n| n.text().is_some_and(|t| t.trim() == "PAGE")), "a PAGE field");
    let style = header.descendants().find(|n| is(*n, "pStyle")).and_then(|n| value(n, "val")).unwrap();
    let styles = word.part("word/styles.xml");
    let style = styles.descendants().find(|n| value(*n, "styleId").as_deref() == Some(&style)).unwrap();
    let align = child(style, "pPr").and_then(|p| child(p, "jc")).and_then(|n| value(n, "val"));
    assert_eq!(align.as_deref(), Some("center"));
}

/// Annex I, Part I, V, the column of examples; set of sizes based on 13.
#[test]
fn components_of_the_set_13() {
    let yaml = format!("{PLAN}trinh_bay: {{co_chu: 13}}\n");
    let word = build(&yaml);
    let expect = [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (24, true, false, "center")),
        ("Độc lập - Tự do - Hạnh phúc", (26, true, false, "center")),
        ("UBND HUYỆN BẮC QUANG", (24, false, false, "center")),
        ("TRƯỜNG THCS VÔ ĐIỂM", (24, true, false, "center")),
        ("Số: 05/KH-THCSVĐ", (26, false, false, "center")),
        ("Vô Điểm, ngày 05 tháng 01 năm 2021", (26, false, true, "center")),
        ("KẾ HOẠCH", (26, true, false, "center")),
        ("Triển khai thực hiện", (26, true, false, "center")),
        ("Trường THCS Vô Điểm xây dựng", (26, false, false, "both")),
    ];
    for (text, expected) in expect {
        assert_eq!(look(&word.paragraph(text)), expected, "{text}");
    }
}

#[test]
fn components_of_the_set_14() {
    let word = build(PLAN);
    let expect = [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (26, true, false, "center")),
        ("Độc lập - Tự do - Hạnh phúc", (28, true, false, "center")),
        ("UBND HUYỆN BẮC QUANG", (26, false, false, "center")),
        ("TRƯỜNG THCS VÔ ĐIỂM", (26, true, false, "center")),
        ("Số: 05/KH-THCSVĐ", (26, false, false, "center")),
        ("Vô Điểm, ngày 05 tháng 01 năm 2021", (28, false, true, "center")),
        ("KẾ HOẠCH", (28, true, false, "center")),
        ("Triển khai thực hiện", (28, true, false, "center")),
        (
            "Căn cứ Kế hoạch số 12/KH-UBND ngày 28/10/2020 của UBND huyện về dân vận;",
            (28, false, true, "both"),
        ),
        ("Căn cứ Luật Giáo dục ngày 14 tháng 6 năm 2019.", (28, false, true, "both")),
        ("I. MỤC ĐÍCH, YÊU CẦU", (28, true, false, "both")),
        ("1. Mục đích", (28, true, false, "both")),
        ("Thực hiện Kế hoạch số 12/KH-UBND.", (28, false, false, "both")),
        ("2. Khoản không có tiêu đề.", (28, false, false, "both")),
        ("KT. HIỆU TRƯỞNG", (28, true, false, "center")),
        ("PHÓ HIỆU TRƯỞNG", (28, true, false, "center")),
        ("Nguyễn Văn A", (28, true, false, "center")),
        ("Nơi nhận:", (24, true, true, "left")),
        ("- Phòng GD&ĐT;", (22, false, false, "left")),
        ("- Lưu: VT.", (22, false, false, "left")),
    ];
    for (text, expected) in expect {
        assert_eq!(look(&word.paragraph(text)), expected, "{text}");
    }
}

/// II.6.e: first line 1.27 cm, at least 6 pt between paragraphs, single lines.
#[test]
fn running_text_has_the_indents_and_spaces_of_the_decree() {
    let word = build(PLAN);
    for start in ["Trường THCS Vô Điểm xây dựng", "Căn cứ Kế hoạch", "I. MỤC", "1. Mục đích", "Trên đây"]
    {
        let paragraph = word.paragraph(start);
        assert_eq!(paragraph.first_line, 720, "{start}");
        assert!(paragraph.before >= 120, "{start}: {} twips", paragraph.before);
        assert_eq!(paragraph.line, 240, "{start}");
    }
    let word = build(&format!("{PLAN}trinh_bay: {{lui_dau_dong: 1, gian_dong: 1.5, cach_doan: 8}}\n"));
    let paragraph = word.paragraph("Trên đây");
    assert_eq!((paragraph.first_line, paragraph.before, paragraph.line), (567, 160, 360));
}

/// Lengths in twips of the rules in the first table row's cells.
fn head_rules(word: &Word) -> Vec<f64> {
    let document = word.part("word/document.xml");
    let table = document.descendants().find(|n| is(*n, "tbl")).unwrap();
    let widths: Vec<f64> = table
        .descendants()
        .filter(|n| is(*n, "gridCol"))
        .map(|n| value(n, "w").unwrap().parse().unwrap())
        .collect();
    let row = table.children().find(|n| is(*n, "tr")).unwrap();
    let mut rules = Vec::new();
    for (cell, width) in row.children().filter(|n| is(*n, "tc")).zip(widths) {
        for border in cell.descendants().filter(|n| is(*n, "pBdr")) {
            let indent = border.parent().and_then(|p| child(p, "ind")).unwrap();
            let side = |name| value(indent, name).unwrap().parse::<f64>().unwrap();
            rules.push(width - side("left") - side("right"));
        }
    }
    rules
}

/// II.1.b: as long as the motto; II.2.b: a third to a half of the body's name.
#[test]
fn rules_of_the_head_have_the_legal_length() {
    for (set, name_size, motto_size) in [(13, 12.0, 13.0), (14, 13.0, 14.0)] {
        let word = build(&format!("{PLAN}trinh_bay: {{co_chu: {set}}}\n"));
        let rules = head_rules(&word);
        assert_eq!(rules.len(), 2);
        let ratio = rules[0] / bold_width("TRƯỜNG THCS VÔ ĐIỂM", name_size);
        assert!((1.0 / 3.0..=0.5).contains(&ratio), "{ratio}");
        let ratio = rules[1] / bold_width("Độc lập - Tự do - Hạnh phúc", motto_size);
        assert!((ratio - 1.0).abs() < 0.01, "{ratio}");
    }
}

/// II.5.b, for subjects of one line up to five.
#[test]
fn the_rule_below_the_subject_has_the_legal_length() {
    let words = "triển khai thực hiện công tác dân vận ở cơ sở trong các trường học";
    for repeat in 1..=5 {
        let subject = vec![words; repeat].join(", ");
        let yaml =
            PLAN.replace("Triển khai thực hiện công tác dân vận ở cơ sở, giai đoạn 2021-2025", &subject);
        let word = build(&yaml);
        let paragraphs = word.paragraphs();
        let at = paragraphs.iter().position(|p| p.style == "TrichYeu").unwrap();
        let (title, rule) = (&paragraphs[at], &paragraphs[at + 1]);
        assert!(rule.top_border);
        let area = 165.0 * MM;
        let length = area - f64::from(rule.left + rule.right);
        let one_line = bold_width(&subject, 14.0).min(area - f64::from(title.left + title.right));
        let ratio = length / one_line;
        assert!((0.33..=0.5).contains(&ratio), "{repeat}: {ratio}");
    }
}

/// The head's columns give way: the right one holds its lines unbroken.
#[test]
fn the_national_title_never_breaks() {
    let long = "Trường Phổ thông dân tộc bán trú Trung học cơ sở và Trung học phổ thông xã Vô Điểm số hai";
    for le in ["{}", "{trai: 35, phai: 20}"] {
        let yaml = PLAN.replace("Trường THCS Vô Điểm", long) + &format!("trinh_bay: {{le: {le}}}\n");
        let word = build(&yaml);
        let document = word.part("word/document.xml");
        let widths: Vec<f64> = document
            .descendants()
            .filter(|n| is(*n, "gridCol"))
            .take(2)
            .map(|n| value(n, "w").unwrap().parse().unwrap())
            .collect();
        assert!(widths[1] > bold_width("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13.0), "{widths:?}");
        assert!(widths[0] > 45.0 * MM, "{widths:?}");
    }
}

/// Nothing is left alone at the end of a page.
#[test]
fn headings_and_the_signature_stay_with_their_neighbours() {
    let word = build(PLAN);
    for start in ["KẾ HOẠCH", "I. MỤC", "1. Mục đích", "Trên đây"] {
        assert!(word.paragraph(start).keep_next, "{start}");
    }
    let document = word.part("word/document.xml");
    let rows: Vec<_> = document.descendants().filter(|n| is(*n, "tr")).collect();
    assert!(rows.iter().all(|row| child(*row, "trPr").is_some_and(|p| child(p, "cantSplit").is_some())));
    let header = rows.iter().filter(|row| row.descendants().any(|n| is(n, "tblHeader"))).count();
    assert_eq!(header, 1, "the content's table repeats its header row");
}

#[test]
fn headings_have_outline_levels_and_styles_vietnamese_names() {
    let word = build(PLAN);
    assert_eq!(word.paragraph("I. MỤC").outline, Some(0));
    assert_eq!(word.paragraph("1. Mục đích").outline, Some(1));
    let styles = word.part("word/styles.xml");
    let names: Vec<String> =
        styles.descendants().filter(|n| is(*n, "name")).filter_map(|n| value(n, "val")).collect();
    for name in ["Quốc hiệu", "Tiêu ngữ", "Trích yếu", "Nơi nhận (từ)"] {
        assert!(names.iter().any(|n| n == name), "{name}");
    }
    let language = styles.descendants().find(|n| n.has_tag_name((W, "lang"))).unwrap();
    assert_eq!(value(language, "val").as_deref(), Some("vi-VN"));
}

/// III.1: own page and numbers, Roman numerals from two on, "Kèm theo ...".
#[test]
fn annexes() {
    let one = format!("{PLAN}phu_luc:\n  - {{tieu_de: Bảng phân công, noi_dung: Nội dung}}\n");
    assert_eq!(build(&one).paragraph("Phụ lục").text, "Phụ lục");
    let word = build(&format!("{one}  - {{tieu_de: Biểu mẫu, noi_dung: Nội dung hai, ngang: true}}\n"));
    let numbers: Vec<String> =
        word.paragraphs().into_iter().filter(|p| p.style == "PhuLuc").map(|p| p.text).collect();
    assert_eq!(numbers, ["Phụ lục I", "Phụ lục II"]);
    let reference = word.paragraph("(Kèm theo");
    let expected = "(Kèm theo Kế hoạch số 05/KH-THCSVĐ ngày 05 tháng 01 năm 2021 của Trường THCS Vô Điểm)";
    assert_eq!((reference.text.as_str(), reference.italic), (expected, true));
    assert!(word.paragraph("BẢNG PHÂN CÔNG").bold);
    let document = word.part("word/document.xml");
    let sections: Vec<_> = document.descendants().filter(|n| is(*n, "sectPr")).collect();
    assert_eq!(sections.len(), 3);
    for section in &sections {
        assert_eq!(child(*section, "pgNumType").and_then(|n| value(n, "start")).as_deref(), Some("1"));
    }
    let size = child(sections[2], "pgSz").unwrap();
    assert_mm(&value(size, "w").unwrap(), 297.0);
}

/// III.2 to III.4.
#[test]
fn marks_drafter_and_address() {
    let yaml = format!(
        "{PLAN}muc_do_khan: hoa_toc\npham_vi_luu_hanh: luu_hanh_noi_bo\n\
         nguoi_soan_thao: {{ky_hieu: pl, so_ban: 300}}\n\
         dia_chi: {{dia_chi: Xã Vô Điểm, dien_thoai: 0219 3821 000}}\n\
         phu_luc: [{{noi_dung: A}}]\n"
    );
    let word = build(&yaml);
    assert_eq!(look(&word.paragraph("HỎA TỐC")), (26, true, false, "center"));
    assert_eq!(look(&word.paragraph("LƯU HÀNH NỘI BỘ")), (26, true, false, "center"));
    assert_eq!(look(&word.paragraph("PL.(300)")), (22, false, false, "left"));
    let document = word.part("word/document.xml");
    let heights: Vec<f64> = document
        .descendants()
        .filter(|n| is(*n, "trHeight"))
        .map(|n| value(n, "val").unwrap().parse::<f64>().unwrap() / MM)
        .collect();
    assert!(heights.iter().all(|mm| (mm - 8.0).abs() < 0.1), "{heights:?}");
    let footers: Vec<&String> =
        word.parts.iter().filter(|(name, _)| name.starts_with("word/footer")).map(|(_, xml)| xml).collect();
    assert_eq!(
        footers.iter().filter(|xml| xml.contains("Địa chỉ: Xã Vô Điểm; ĐT: 0219 3821 000")).count(),
        1
    );
    assert_eq!(footers.len(), 2, "the annex has an empty one");
}

/// II.7.b.
#[test]
fn authorities() {
    let lines = |quyen_han: &str, chuc_vu: &str| {
        let yaml = PLAN.replace("{KT: Hiệu trưởng}", quyen_han).replace("Phó Hiệu trưởng", chuc_vu);
        let paragraphs = build(&yaml).paragraphs();
        let lines: Vec<String> =
            paragraphs.into_iter().filter(|p| p.style == "QuyenHanChucVu").map(|p| p.text).collect();
        lines.join(" / ")
    };
    assert_eq!(lines("null", "Hiệu trưởng"), "HIỆU TRƯỞNG");
    assert_eq!(lines("Q", "Hiệu trưởng"), "Q. HIỆU TRƯỞNG");
    assert_eq!(
        lines("{TM: Ủy ban nhân dân, KT: Chủ tịch}", "Phó Chủ tịch"),
        "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"
    );
    assert_eq!(lines("{TL: Chủ tịch}", "Chánh Văn phòng"), "TL. CHỦ TỊCH / CHÁNH VĂN PHÒNG");
    assert_eq!(lines("{TUQ: Chủ tịch}", "Trưởng phòng"), "TUQ. CHỦ TỊCH / TRƯỞNG PHÒNG");
}

/// Nothing refers to a part that is not there, and nothing lies unused.
#[test]
fn the_package_is_whole() {
    let word = build(PLAN);
    let types = &word.parts["[Content_Types].xml"];
    let relations = &word.parts["word/_rels/document.xml.rels"];
    for name in word.parts.keys().filter(|name| !name.ends_with(".rels") && !name.starts_with('[')) {
        assert!(types.contains(&format!("/{name}")), "{name} has no content type");
        if let Some(part) = name.strip_prefix("word/").filter(|part| *part != "document.xml") {
            assert!(relations.contains(part), "{name} is not referred to");
        }
    }
    assert!(word.parts["docProps/core.xml"].contains("<dc:title>Kế hoạch Triển khai thực hiện"));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let render = || vanban::render::docx::render(&tree(PLAN)).unwrap();
    let first = render();
    let _other = build(&format!("{PLAN}phu_luc: [{{noi_dung: A}}]\n"));
    assert_eq!(first, render());
}

#[test]
fn a_plan_is_under_twenty_kilobytes() {
    let text = std::fs::read_to_string("examples/ke-hoach-dan-van/ke-hoach.yaml").unwrap();
    let bytes = vanban::render::docx::render(&tree(&text)).unwrap();
    assert!(bytes.len() < 20_000, "{} bytes", bytes.len());
}
