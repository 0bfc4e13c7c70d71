//! Footnotes, read back from the Word file.

mod support;

use support::{PLAN, Word, build, child, findings_of, is, reports, value};

/// The plan with footnotes in its opening, a title's section, a table, an
/// annex and its closing.
fn plan() -> String {
    let opening = "mo_dau: \"Mở đầu[^a].\\n\\n[^a]: Ghi chú mở đầu.\"\nnoi_dung:\n";
    let section = "  - tieu_de: Chung\n    noi_dung: |\n      Một[^x] hai[^1].\n\n      | Việc[^3] |\n      | --- |\n      | Họp |\n\n      \
        [^1]: Ghi *nghiêng* & \\<b>.\n\n          Đoạn hai.\n      [^x]: Ghi trước.\n      [^3]: Ghi bảng.\n";
    let annex = "phu_luc: [{tieu_de: A, noi_dung: \"Phụ lục[^1].\\n\\n[^1]: Ghi phụ lục.\"}]\n";
    let old = "mo_dau: \"{{ co_quan.ten }} xây dựng Kế hoạch như sau:\"\nnoi_dung:\n";
    let closing = "ket: \"Trên đây là Kế hoạch.[^1]\\n\\n[^1]: Ghi câu kết.\"\n";
    let plan = PLAN.replacen(old, &format!("{opening}{section}"), 1);
    plan.replacen("ket: Trên đây là Kế hoạch của nhà trường.\n", closing, 1) + annex
}

/// Number and text of every footnote.
fn notes(word: &Word) -> Vec<(String, String)> {
    let part = word.part("word/footnotes.xml");
    let text = |node: roxmltree::Node<'_, '_>| -> String {
        node.descendants().filter(|n| is(*n, "t")).filter_map(|n| n.text()).collect()
    };
    let notes = part.descendants().filter(|node| is(*node, "footnote"));
    notes.map(|note| (value(note, "id").unwrap(), text(note))).collect()
}

#[test]
fn footnotes_are_numbered_through_the_document() {
    let word = build(&plan());
    let expected = [
        ("-1", ""),
        ("0", ""),
        ("1", " Ghi chú mở đầu."),
        ("2", " Ghi trước."),
        ("3", " Ghi nghiêng & <b>.Đoạn hai."),
        ("4", " Ghi bảng."),
        ("5", " Ghi câu kết."),
        ("6", " Ghi phụ lục."),
    ];
    let found = notes(&word);
    assert_eq!(found.iter().map(|(id, text)| (id.as_str(), text.as_str())).collect::<Vec<_>>(), expected);
    let document = word.part("word/document.xml");
    let calls: Vec<String> = document
        .descendants()
        .filter(|n| is(*n, "footnoteReference"))
        .filter_map(|n| value(n, "id"))
        .collect();
    assert_eq!(calls, ["1", "2", "3", "4", "5", "6"]);
    assert!(!word.text().contains("[^"), "no mark is left in the text");
    assert_eq!(word.paragraph("Trên đây là Kế hoạch").text, "Trên đây là Kế hoạch./.");
    assert_eq!(word.paragraph("Phụ lục./.").text, "Phụ lục./.");
}

#[test]
fn footnotes_have_their_style_number_and_rules() {
    let word = build(&plan());
    let part = word.part("word/footnotes.xml");
    let note =
        part.descendants().find(|n| is(*n, "footnote") && value(*n, "id").as_deref() == Some("1")).unwrap();
    let paragraph = child(note, "p").unwrap();
    let names: Vec<&str> = paragraph.children().map(|n| n.tag_name().name()).collect();
    assert_eq!(&names[..2], ["pPr", "r"]);
    assert!(paragraph.descendants().any(|n| is(n, "footnoteRef")));
    let style = paragraph.descendants().find(|n| is(*n, "pStyle")).and_then(|n| value(n, "val"));
    assert_eq!(style.as_deref(), Some("ChuThich"));
    let styles = word.part("word/styles.xml");
    let style = styles.descendants().find(|n| value(*n, "styleId").as_deref() == Some("ChuThich")).unwrap();
    let size = style.descendants().find(|n| is(*n, "sz")).and_then(|n| value(n, "val"));
    assert_eq!(size.as_deref(), Some("22"), "11 pt");
    let kinds: Vec<String> = part.descendants().filter_map(|n| value(n, "type")).collect();
    assert_eq!(kinds, ["separator", "continuationSeparator"]);
    for (name, expected) in [
        ("word/_rels/document.xml.rels", "relationships/footnotes"),
        ("[Content_Types].xml", "wordprocessingml.footnotes+xml"),
        ("word/settings.xml", "footnotePr"),
    ] {
        assert!(word.parts[name].contains(expected), "{name}");
    }
}

#[test]
fn a_document_without_footnotes_has_no_part_for_them() {
    let word = build(PLAN);
    assert!(!word.parts.contains_key("word/footnotes.xml"));
    assert!(!word.parts["word/settings.xml"].contains("footnotePr"));
}

#[test]
fn a_number_made_twice_is_the_same() {
    let once = support::tree(&plan());
    let twice = support::tree(&plan());
    let bytes = |page_tree| vanban::render::docx::render(page_tree).unwrap();
    assert!(bytes(&once) == bytes(&twice));
}

#[test]
fn calls_without_footnotes_are_told() {
    let with = |text: &str| reports(&PLAN.replace("Khoản không có tiêu đề.", text));
    for (text, expected) in [
        ("Chữ[^9].", "không có chú thích nào mang tên [^9]"),
        ("\"Chữ.\\n\\n[^9]: Thừa.\"", "[^9] không được gọi"),
        ("\"Chữ[^9] chữ[^9].\\n\\n[^9]: Ghi.\"", "[^9] được gọi nhiều lần"),
    ] {
        let told = with(text);
        assert!(told.contains(expected) && told.contains("thu.yaml:"), "{told}");
    }
    assert_eq!(with("'Chữ \\[^9\\].'"), "");
    let told = reports(&PLAN.replace("tieu_de: Mục đích\n", "tieu_de: Mục đích[^1]\n"));
    assert!(told.contains("không có chú thích"), "{told}");
}

/// A value of the document is never a footnote.
#[test]
fn values_make_no_footnotes() {
    let yaml = PLAN.replace("Khoản không có tiêu đề.", "\"{{ bien.x }}\"") + "bien: {x: 'A[^1] [^1]: b'}\n";
    assert!(build(&yaml).text().contains("A[^1] [^1]: b"));
}

/// The plan with another subject.
fn with_subject(subject: &str) -> String {
    let line = PLAN.lines().find(|line| line.starts_with("trich_yeu")).unwrap();
    PLAN.replacen(line, subject, 1)
}

#[test]
fn the_subject_keeps_its_footnote_and_its_formatting() {
    let subject = "trich_yeu: \"Trồng 30 m<sup>2</sup> cỏ *lạ*[^1]\\n\\n[^1]: Cỏ lá tre.\"";
    for kind in ["ke_hoach", "cong_van"] {
        let word = build(&with_subject(subject).replacen("ke_hoach", kind, 1));
        let lead = if kind == "cong_van" { "V/v Trồng" } else { "Trồng" };
        let printed = word.paragraph(lead);
        assert_eq!(printed.text.trim_start_matches("V/v "), "Trồng 30 m2 cỏ lạ", "{kind}");
        let note = ("1".to_owned(), " Cỏ lá tre.".to_owned());
        assert_eq!(notes(&word)[2..], [note], "{kind}");
        let document = word.part("word/document.xml");
        let paragraph = document
            .descendants()
            .find(|node| is(*node, "p") && node.descendants().any(|n| n.text() == Some("lạ")))
            .unwrap();
        let run_of = |words: &str| {
            let mut runs = paragraph.descendants().filter(|node| is(*node, "r"));
            runs.find(|run| run.descendants().any(|n| n.text() == Some(words))).unwrap()
        };
        let has = |words: &str, name: &str| run_of(words).descendants().any(|node| is(node, name));
        assert!(has("2", "vertAlign") && has("lạ", "i") && !has(" cỏ ", "i"), "{kind}");
        assert_eq!(paragraph.descendants().filter(|node| is(*node, "footnoteReference")).count(), 1);
        // Other texts and the properties have its words alone.
        let core = &word.parts["docProps/core.xml"];
        assert!(core.contains(">Trồng 30 m2 cỏ lạ<"), "{core}");
    }
}

#[test]
fn other_texts_print_the_words_of_the_subject() {
    let subject = "trich_yeu: \"Trồng **cỏ**[^1]\\n\\n[^1]: Cỏ lá tre.\"";
    let yaml = with_subject(subject).replacen("Khoản không có tiêu đề.", "Về việc {{ trich_yeu }}", 1);
    let word = build(&yaml);
    assert!(word.text().contains("Về việc Trồng cỏ"), "{}", word.text());
    assert_eq!(notes(&word).len(), 3, "separators and one footnote");
}

#[test]
fn a_footnote_of_the_subject_that_cannot_be_printed_is_refused() {
    for (subject, told) in [
        ("Trồng cỏ[^1]", "không có chú thích nào mang tên [^1]"),
        ("Trồng cỏ\\n\\n[^1]: Cỏ lá tre.", "không được gọi ở đâu"),
        ("Trồng[^1] cỏ[^1]\\n\\n[^1]: Cỏ lá tre.", "được gọi nhiều lần"),
    ] {
        let reports = reports(&with_subject(&format!("trich_yeu: \"{subject}\"")));
        assert!(reports.contains(told) && reports.contains("thu.yaml:6:"), "{reports}");
    }
}

#[test]
fn the_checker_reads_the_subject_apart_from_its_footnote() {
    let told = |subject: &str| {
        let yaml = with_subject(&format!("trich_yeu: \"{subject}\""));
        let found = |rule| findings_of(&yaml, rule);
        (found("ND30-II.5-trich_yeu").len(), found("GO-tu_nham").len())
    };
    assert_eq!(told("Trồng cỏ[^1]\\n\\n[^1]: Cỏ lá tre."), (0, 0));
    assert_eq!(told("Trồng cỏ[^1].\\n\\n[^1]: Để sử lý bờ kè."), (1, 1));
}

#[test]
fn every_text_of_one_line_calls_footnotes() {
    let note = |name: &str| format!("\"{name}[^1]\\n\\n[^1]: Ghi {name}.\"");
    let yaml = with_subject(&format!("trich_yeu: {}", note("một")))
        .replacen("tieu_de: Tổ chức thực hiện", &format!("tieu_de: {}", note("hai")), 1)
        .replacen("[Phòng GD&ĐT, Các tổ]", &format!("[{}, {}]", note("ba"), note("Lưu: VT")), 1)
        .replacen("Luật Giáo dục ngày 14 tháng 6 năm 2019", &note("bốn"), 1)
        .replacen("trich_yeu: về dân vận", &format!("trich_yeu: {}", note("về năm")), 1)
        .replacen("{{ vien_dan(id=\"kh1\") }}", "văn bản", 1)
        + &format!("phu_luc: [{{tieu_de: {}, noi_dung: \"x\"}}]\n", note("sáu"));
    let word = build(&yaml);
    let found: Vec<String> = notes(&word)[2..].iter().map(|(_, text)| text.trim().to_owned()).collect();
    let expected = ["một", "về năm", "bốn", "hai", "ba", "Lưu: VT", "sáu"].map(|name| format!("Ghi {name}."));
    assert_eq!(found, expected);
    assert!(!word.text().contains("[^"), "{}", word.text());
}
