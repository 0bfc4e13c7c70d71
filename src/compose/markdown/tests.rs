use super::*;

fn text(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

fn elements(markdown: &str) -> Vec<Element> {
    let parsed = parse(markdown, Lines::Paragraphs);
    assert_eq!(parsed.faults, [], "{markdown}");
    parsed.elements
}

/// What stands on paper, an element a line: `¶` a paragraph, `→` one of the
/// text around, `•` an entry.
fn lines(markdown: &str) -> Vec<String> {
    fn write(elements: &[Element], lines: &mut Vec<String>) {
        for element in elements {
            match element {
                Element::Paragraph(runs) => lines.push(format!("¶{}", text(runs))),
                Element::Outside(runs) => lines.push(format!("→{}", text(runs))),
                Element::Heading(level, runs) => lines.push(format!("{level}#{}", text(runs))),
                Element::List(list) => {
                    for item in &list.items {
                        lines.push(format!("•{}", item.typed));
                        write(&item.elements, lines);
                    }
                }
                Element::Quote(elements) => {
                    lines.push("\"".to_owned());
                    write(elements, lines);
                }
                Element::Picture { name, .. } => lines.push(format!("[{name}]")),
                Element::Table { rows, .. } => lines.push(format!("{} rows", rows.len())),
            }
        }
    }
    let mut all = Vec::new();
    write(&elements(markdown), &mut all);
    all
}

fn refused(markdown: &str) -> String {
    let faults = parse(markdown, Lines::Paragraphs).faults;
    faults
        .into_iter()
        .map(|fault| format!("{} | {} | {}\n", fault.message, fault.help, fault.words))
        .collect()
}

#[test]
fn escaped_values_print_as_typed() {
    for value in [
        "*A*",
        "{{ x }}",
        "1. Một",
        "# B",
        "a_b_c",
        "<b>",
        "- C",
        "<?ket?>",
        "&amp;",
        "\\",
        "~~x~~",
        "$x^2$",
        "\\pagebreak",
        "[a]: b",
        "[a](b)",
        "| a | b |",
        "---",
        "<https://a.vn>",
    ] {
        let elements = elements(&escape(value));
        let [Element::Paragraph(runs)] = elements.as_slice() else { panic!("{value}: {elements:?}") };
        assert_eq!(text(runs), value);
    }
}

#[test]
fn a_line_is_a_paragraph() {
    assert_eq!(lines("Một.\nHai.  \nBa\\\nbốn."), ["¶Một.", "¶Hai.", "¶Ba\nbốn."]);
    assert_eq!(lines("a) Một;\nb) Hai."), ["¶a) Một;", "¶b) Hai."]);
    assert_eq!(lines("Năm\n2026. Nhà trường"), ["¶Năm", "¶2026. Nhà trường"]);
    assert_eq!(lines("    Thụt đầu dòng **một**.\n    Hai."), ["¶Thụt đầu dòng một.", "¶Hai."]);
}

#[test]
fn bold_words_go_on_in_the_next_line() {
    let elements = elements("**Một\nhai** ba");
    let bold = |runs: &[Run]| runs.iter().map(|run| (run.text.clone(), run.bold)).collect::<Vec<_>>();
    let [Element::Paragraph(first), Element::Paragraph(second)] = elements.as_slice() else {
        panic!("{elements:?}")
    };
    assert_eq!(bold(first), [("Một".into(), true)]);
    assert_eq!(bold(second), [("hai".into(), true), (" ba".into(), false)]);
}

#[test]
fn lists_and_quotes_keep_the_rule_of_markdown() {
    assert_eq!(lines("- Một\n  hai\n- Ba"), ["•", "¶Một hai", "•", "¶Ba"]);
    // Points are points wherever they stand.
    assert_eq!(lines("1. A:\n   a) x\n   b) y"), ["•1.", "¶A:", "¶a) x", "¶b) y"]);
    // Back at the margin the list has ended, unless an editor wrapped the line.
    assert_eq!(lines("- Một.\nHai."), ["•", "¶Một.", "→Hai."]);
    assert_eq!(lines("- Một\nhai."), ["•", "¶Một hai."]);
    assert_eq!(lines("> Một\n> hai\n> a) ba\nBốn."), ["\"", "¶Một hai", "¶a) ba", "→Bốn."]);
    assert_eq!(lines("> 1. Một\n> 3. Ba"), ["\"", "•1.", "¶Một", "•3.", "¶Ba"]);
}

#[test]
fn a_line_behind_a_table_is_no_row() {
    assert_eq!(lines("| a | b |\n|---|---|\n| c | d |\nGhi chú."), ["1 rows", "→Ghi chú."]);
    assert_eq!(lines("Bảng:\n| a | b |\n|---|---|\n| c |"), ["¶Bảng:", "1 rows"]);
}

#[test]
fn a_line_in_brackets_prints() {
    assert_eq!(lines("[Điều 5]: x"), ["¶[Điều 5]: x"]);
    assert_eq!(lines("- [b]: c\n- d"), ["•", "¶[b]: c", "•", "¶d"]);
    assert_eq!(lines("Một\n\n> [a]: b"), ["¶Một", "\"", "¶[a]: b"].map(str::to_owned).to_vec());
}

#[test]
fn what_no_paper_shows_is_refused() {
    for (markdown, told) in [
        ("| a | b |\n|---|---|\n| c | d | e |", "3 ô, bảng chỉ có 2 cột"),
        ("| a | b |\n|---|\n| c | d |", "không thành bảng"),
        ("| a |\n|---|\nb\n| c |", "không phải của bảng"),
        ("a\n---\nb", "thành tiêu đề"),
        ("a\n\n---\n\nb", "đường kẻ ngang"),
        ("a ~~b~~", "gạch ngang"),
        ("a $x^2$ b", "công thức"),
        ("$$x$$", "công thức"),
        ("\\pagebreak", "sang_trang"),
        ("a <b>b</b>", "**như thế này**"),
        ("<table><tr></table>", "| A | B |"),
        ("<!-- x -->", "sau dấu #"),
        ("<br>\nb", "giữa các chữ"),
        ("a <u>b", "không đóng"),
        ("[a]: https://b.vn", "viết liền"),
        ("[a](b)", "địa chỉ"),
        ("[a](javascript:alert(1))", "địa chỉ"),
        ("[a](https://b.vn \"c\")", "lời văn"),
        ("a ![b](c) d", "một mình"),
        ("| a |\n|---|\n| ![b](c) |", "một mình"),
        ("a &#1; b", "U+0001"),
        ("`&#xFFFE;` &#xFFFE;", "U+FFFE"),
        ("x[^1]\n\n[^1]: một.\nHai.", "chú thích ở ngay trên"),
    ] {
        assert!(refused(markdown).contains(told), "{markdown}: {}", refused(markdown));
    }
    for fine in [
        "giá $100 và $200",
        "D:\\bao cao\\x",
        "a < b > c",
        "x ~ y",
        "~~ a",
        "`~~a~~ $x^2$ \\pagebreak`",
        "|x| > 0",
        "H<sub>2</sub>O, m<sup>2</sup>, <u>a</u>, b<br>c",
        "* * a",
        "x[^1]\n\n[^1]: một\nhai",
    ] {
        assert_eq!(refused(fine), "", "{fine}");
    }
}

#[test]
fn links_print_their_address() {
    let shown = |markdown: &str| {
        let elements = elements(markdown);
        let [Element::Paragraph(runs)] = elements.as_slice() else { panic!("{elements:?}") };
        (text(runs), runs.iter().find_map(|run| run.link.as_deref().map(str::to_owned)))
    };
    let of = |words: &str, address: &str| (words.to_owned(), Some(address.to_owned()));
    assert_eq!(shown("[trang](https://a.vn/x)"), of("trang (https://a.vn/x)", "https://a.vn/x"));
    assert_eq!(shown("[a.vn](https://a.vn/)"), of("a.vn", "https://a.vn/"));
    assert_eq!(shown("<https://a.vn>"), of("https://a.vn", "https://a.vn"));
    assert_eq!(shown("<a@b.vn>"), of("a@b.vn", "mailto:a@b.vn"));
    assert_eq!(shown("[thư](mailto:a@b.vn)"), of("thư (a@b.vn)", "mailto:a@b.vn"));
}

#[test]
fn tags_that_mean_something_work() {
    let elements = elements("m<sup>2</sup> H<sub>2</sub>O <u>a</u> b<br>c");
    let [Element::Paragraph(runs)] = elements.as_slice() else { panic!("{elements:?}") };
    assert_eq!(text(runs), "m2 H2O a b\nc");
    let with = |of: fn(&Run) -> bool| text(&runs.iter().filter(|run| of(run)).cloned().collect::<Vec<_>>());
    assert_eq!(with(|run| run.underlined), "a");
    assert_eq!(with(|run| run.script.is_some()), "22");
}

#[test]
fn inline_text_is_one_line() {
    let one = |markdown: &str| {
        let (runs, faults) = inline(markdown);
        assert_eq!(faults, [], "{markdown}");
        text(&runs)
    };
    assert_eq!(one("1. Một"), "1. Một");
    assert_eq!(one("- Hai"), "- Hai");
    assert_eq!(one("Một\n- hai\n\n# ba\n| bốn"), "Một - hai # ba | bốn");
    assert_eq!(one("QUY CHẾ\\\n- ĐÀO TẠO"), "QUY CHẾ\n- ĐÀO TẠO");
    assert_eq!(one("[a]: b"), "[a]: b");
}

#[test]
fn a_line_calls_its_footnotes() {
    for text_of_note in ["\n\n[^1]: ghi *chú*\n", "\n[^1]: ghi *chú*", "\n\n[^1]: ghi\n  *chú*\n\nhai"] {
        let (runs, faults) = inline(&format!("1. Một[^1] hai{text_of_note}"));
        assert_eq!(faults, []);
        let called: Vec<&Run> = runs.iter().filter(|run| run.note.is_some()).collect();
        let [Run { note: Some(note), .. }] = called[..] else { panic!("{runs:?}") };
        assert_eq!(note.paragraphs[0].text(), "ghi chú", "{text_of_note}");
        assert!(text(&runs).starts_with("1. Một hai") && !text(&runs).contains('^'), "{}", text(&runs));
    }
    assert_eq!(text(&inline(&escape("Một[^1]\n\n[^1]: hai")).0), "Một[^1]  [^1]: hai");
}

#[test]
fn a_field_keeps_its_lines_in_a_template() {
    assert_eq!(with_blank_lines("Một.\nHai\\\nba.\n- a\n- b"), "Một.\n\nHai\\\nba.\n- a\n- b");
    assert_eq!(lines(&with_blank_lines("- a.\nHai.")), ["•", "¶a.", "¶Hai."]);
}

#[test]
fn deep_nesting_keeps_the_text_or_is_refused() {
    for mark in ["> ", "- ", "**"] {
        let parsed = parse(&format!("{}x", mark.repeat(20_000)), Lines::Paragraphs);
        assert!(!parsed.faults.is_empty() || format!("{:?}", parsed.elements).contains('x'), "{mark}");
    }
}

#[test]
fn reads_nested_lists() {
    let elements = elements("1. Một\n   - hai\n   + ba\n2. Bốn\n");
    let [Element::List(list)] = elements.as_slice() else { panic!("{elements:?}") };
    assert_eq!((list.start, list.items.len()), (Some(1), 2));
    let [_, Element::List(dashes), Element::List(pluses)] = list.items[0].elements.as_slice() else {
        panic!("{:?}", list.items[0])
    };
    assert_eq!((dashes.dash, pluses.dash), ('-', '+'));
}

#[test]
fn a_picture_stands_on_a_line_of_its_own() {
    let all = elements("![Cột **cao**](bieu-do \"Biểu đồ 1\")\n\nMột:\n![a](b)\nHai");
    let [Element::Picture { name, alternative, caption }, ..] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!((name.as_str(), alternative.as_str()), ("bieu-do", "Cột cao"));
    assert_eq!(text(caption), "Biểu đồ 1");
    assert_eq!(lines("Một:\n![a](b)\nHai"), ["¶Một:", "[b]", "¶Hai"]);
}

#[test]
fn marks_places_to_fill_in() {
    let (runs, _) = inline("Số: <mark>...</mark> buổi");
    let blanks: Vec<bool> = runs.iter().map(|run| run.blank).collect();
    assert_eq!((text(&runs).as_str(), blanks), ("Số: ... buổi", vec![false, true, false]));
    let (typed, _) = inline(&escape("<mark>x</mark>"));
    assert_eq!(text(&typed), "<mark>x</mark>");
    assert!(typed.iter().all(|run| !run.blank));
}

#[test]
fn splits_a_template_at_its_parts() {
    let pieces = split_parts("Mở\n<?can_cu?>\n\nGiữa\n<?ket?>");
    let expected =
        [Piece::Markdown("Mở\n"), Piece::Part("can_cu"), Piece::Markdown("\nGiữa\n"), Piece::Part("ket")];
    assert_eq!(pieces, expected);
}

#[test]
fn asterisks_of_numbers_and_notes_print() {
    for text in [
        "Định mức: 5*8 m, sân 20*40 m",
        "Số tiền (*): 5.000 đồng. (*) Đã gồm thuế",
        "ngày _/_/2026",
        "https://a.vn/?a=*b*",
        "Toán*2+Văn*2",
        "é\u{2009}5*8*2",
        "`5*8*2`",
    ] {
        let elements = elements(text);
        let [Element::Paragraph(runs)] = elements.as_slice() else { panic!("{elements:?}") };
        assert_eq!(self::text(runs), text.replace('`', ""), "{text}");
        assert!(runs.iter().all(|run| !run.italic), "{text}");
    }
    let emphasis = elements("a *b* **c** *d*.");
    let [Element::Paragraph(runs)] = emphasis.as_slice() else { panic!("{emphasis:?}") };
    assert_eq!(text(runs), "a b c d.");
    assert_eq!(lines("Một\r\n- hai\r- ba"), ["¶Một", "•", "¶hai", "•", "¶ba"]);
}

#[test]
fn a_line_at_the_margin_parts_a_list() {
    let typed = "Điều 1. a\n1. b.\n2. c.\nĐiều 2. d\n1. e.\n2. f.";
    assert_eq!(
        lines(typed),
        ["¶Điều 1. a", "•1.", "¶b.", "•2.", "¶c.", "→Điều 2. d", "•1.", "¶e.", "•2.", "¶f."]
    );
    let starts: Vec<Option<u64>> = elements(typed)
        .iter()
        .filter_map(|element| match element {
            Element::List(list) => Some(list.start),
            _ => None,
        })
        .collect();
    assert_eq!(starts, [Some(1), Some(1)]);
    // Outside once, outside until the next block.
    assert_eq!(lines("- a\nB b\nc c"), ["•", "¶a", "→B b", "→c c"]);
    assert_eq!(lines("- x\n  - y.\nZ"), ["•", "¶x", "•", "¶y.", "→Z"]);
}

#[test]
fn words_that_no_block_prints_are_refused() {
    for (markdown, told) in
        [("``` Một hai", "sau dấu ```"), ("##", "không có chữ"), ("a[^1]\n\n[^1]: ![a](h)", "một mình")]
    {
        assert!(refused(markdown).contains(told), "{markdown}: {}", refused(markdown));
    }
}
