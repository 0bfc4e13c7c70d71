//! Citations and references to sections: what comes first on paper is cited
//! in full, whatever was rendered first (NĐ 30, Phụ lục I, Phần I, II.6.b).

mod support;

use std::fmt::Write;

use support::{Word, build, compose, of_kind, read, reports, tree};
use vanban::compose::Block;

/// The document that the texts cite, in both forms.
const CITED: &str = "vien_dan:\n  - {id: kh, loai: Kế hoạch, so_ky_hieu: 12/KH-UBND, ngay: 28/10/2020, \
    co_quan: UBND xã Mây Trắng, trich_yeu: về dân vận}\n";
const FULL: &str = "Kế hoạch số 12/KH-UBND ngày 28/10/2020 của UBND xã Mây Trắng về dân vận";
const SHORT: &str = "Kế hoạch số 12/KH-UBND";
const CALL: &str = "{{ vien_dan(id='kh') }}";

/// Minutes with these texts.
fn minutes(ten_cuoc_hop: &str, noi_dung: &str, ket_thuc: &str) -> String {
    let keys = format!(
        "ten_cuoc_hop: \"{ten_cuoc_hop}\"\nbat_dau: 8 giờ\ndia_diem: Phòng họp\nthanh_phan: [A]\nchu_tri: B\n\
        thu_ky: C\nky_cung: [{{chuc_vu: Thư ký, ho_ten: C}}]\nnoi_dung: \"{noi_dung}\"\nket_thuc: \"{ket_thuc}\"\n{CITED}"
    );
    of_kind("bien_ban", &format!("trich_yeu: Họp\n{keys}"))
}

fn notice(keys: &str) -> String {
    of_kind("thong_bao", &format!("trich_yeu: Làm việc\n{CITED}{keys}"))
}

/// What stands behind `lead` in its paragraph.
fn behind(word: &Word, lead: &str) -> String {
    let text = word.text();
    let line =
        text.lines().find_map(|line| line.split_once(lead)).unwrap_or_else(|| panic!("{lead}: {text}"));
    line.1.to_owned()
}

/// A field of the kind is rendered before the content, and printed behind it.
#[test]
fn a_field_printed_behind_the_content_is_short() {
    let word = build(&minutes("Họp", &format!("Bàn: {CALL}."), &format!("11 giờ theo {CALL}")));
    assert_eq!(behind(&word, "Bàn: "), format!("{FULL}."));
    assert_eq!(behind(&word, "11 giờ theo "), format!("{SHORT}./."));
}

/// The minutes print the name of the meeting twice: the second is a later one.
#[test]
fn a_field_printed_twice_is_full_once() {
    let word = build(&minutes(&format!("Họp theo {CALL}"), "Bàn.", "11 giờ"));
    assert_eq!(behind(&word, "(theo diễn biến Họp theo "), format!("{FULL}):"));
    assert!(word.text().contains(&format!("\nHọp theo {SHORT} kết thúc vào 11 giờ./.")), "{}", word.text());
}

#[test]
fn a_condition_uses_no_full_form_up() {
    let word = build(&notice(&format!(
        "noi_dung:\n  - khi: vien_dan(id='kh')\n    noi_dung: \"Theo {CALL}.\"\n  - noi_dung: \"Lại {CALL}.\"\n\
        ket: \"{{% if vien_dan(id='kh') %}}Cuối {CALL}{{% endif %}}\"\n"
    )));
    assert_eq!(behind(&word, "Theo "), format!("{FULL}."));
    assert_eq!(behind(&word, "Lại "), format!("{SHORT}."));
    assert_eq!(behind(&word, "Cuối "), format!("{SHORT}./."));
}

/// Every place of a document that prints texts, as it stands on paper.
const PLACES: [&str; 21] = [
    "trích yếu",
    "căn cứ",
    "căn cứ viện dẫn",
    "mở đầu",
    "tiêu đề",
    "nội dung",
    "danh sách",
    "ô bảng",
    "hình",
    "tên bảng",
    "điểm",
    "kết",
    "nơi nhận",
    "lưu",
    "trích yếu kèm",
    "mục kèm",
    "tên phụ lục",
    "phụ lục",
    "tên bảng phụ lục",
    "phụ lục sau",
    "sao",
];

/// The document whose texts cite in these places and say nothing elsewhere.
fn citing(places: &[usize]) -> String {
    let text = |place: &str| {
        let index = PLACES.iter().position(|known| *known == place).expect("a place");
        if places.contains(&index) { format!("@{index} {CALL} @") } else { format!("Lời {index}") }
    };
    let mut keys = format!("trich_yeu: \"{}\"\n{CITED}", text("trích yếu"));
    let table = |caption: &str| format!("{{tieu_de: \"{}\", dong: [{{Việc: Họp}}]}}", text(caption));
    let content = format!(
        "{}\\n\\n- {}\\n\\n| Việc |\\n| --- |\\n| {} |\\n\\n![Ảnh](a \\\"{}\\\")",
        text("nội dung"),
        text("danh sách"),
        text("ô bảng"),
        text("hình")
    );
    writeln!(
        keys,
        "can_cu: [\"{}\", {{loai: Luật, trich_yeu: \"{}\"}}]",
        text("căn cứ"),
        text("căn cứ viện dẫn")
    )
    .unwrap();
    writeln!(keys, "mo_dau: \"{}\"\nhinh: [{{id: a, tep: tests/data/anh.jpg}}]", text("mở đầu")).unwrap();
    writeln!(keys, "noi_dung:\n  - tieu_de: \"{}\"\n    noi_dung: \"{content}\"", text("tiêu đề")).unwrap();
    writeln!(keys, "    bang: {}\n    muc: [{{noi_dung: \"{}\"}}]", table("tên bảng"), text("điểm")).unwrap();
    writeln!(
        keys,
        "ket: \"{}\"\nnoi_nhan: [\"{}\", \"Lưu: {}\"]",
        text("kết"),
        text("nơi nhận"),
        text("lưu")
    )
    .unwrap();
    writeln!(
        keys,
        "ban_hanh_kem: [{{loai: quy_che, trich_yeu: \"{}\", noi_dung: [{{noi_dung: \"{}\"}}]}}]",
        text("trích yếu kèm"),
        text("mục kèm")
    )
    .unwrap();
    writeln!(
        keys,
        "phu_luc:\n  - {{tieu_de: \"{}\", noi_dung: \"{}\", bang: {}}}\n  - {{noi_dung: \"{}\"}}",
        text("tên phụ lục"),
        text("phụ lục"),
        table("tên bảng phụ lục"),
        text("phụ lục sau")
    )
    .unwrap();
    writeln!(
        keys,
        "sao: {{hinh_thuc: sao_y, ngay: 05/01/2021, noi_nhan: [\"{}\"], nguoi_ky: {{chuc_vu: Hiệu trưởng, ho_ten: A}}}}",
        text("sao")
    )
    .unwrap();
    of_kind("quyet_dinh", &keys).replace("noi_nhan: [Các tổ]\n", "")
}

/// The place that comes first gets the full form, every other one the short.
#[test]
fn the_first_place_on_paper_is_full() {
    let all: Vec<usize> = (0..PLACES.len()).collect();
    for first in 0..PLACES.len() {
        let text = build(&citing(&all[first..])).text().to_lowercase();
        let mut found = Vec::new();
        for piece in text.split('@').filter(|piece| piece.contains("kế hoạch")) {
            let (index, words) = piece.split_once(' ').expect("a place");
            let wanted = if found.is_empty() { FULL } else { SHORT };
            assert_eq!(words.trim(), wanted.to_lowercase(), "{index} when {} is first", PLACES[first]);
            found.push(index.parse::<usize>().expect("an index"));
        }
        assert_eq!(found, all[first..], "the order of the places");
    }
}

/// A footnote stands below its paragraph, and above the next one's turn.
#[test]
fn the_text_of_a_footnote_follows_its_paragraph() {
    let notes = |word: &Word| word.parts["word/footnotes.xml"].clone();
    let word = build(&notice(&format!("noi_dung: \"Một[^1].\\n\\nHai {CALL}.\\n\\n[^1]: Ghi {CALL}.\"\n")));
    assert!(notes(&word).contains(FULL), "{}", notes(&word));
    assert_eq!(behind(&word, "Hai "), format!("{SHORT}./."));
    let word = build(&notice(&format!("noi_dung: \"Một[^1] theo {CALL}.\\n\\n[^1]: Ghi {CALL}.\"\n")));
    assert!(!notes(&word).contains(FULL) && notes(&word).contains(SHORT), "{}", notes(&word));
    assert_eq!(behind(&word, " theo "), format!("{FULL}./."));
}

/// What is cited before the basis that prints it is full there; behind it, short.
#[test]
fn a_basis_cites_its_document_where_it_is_printed() {
    let keys = "trich_yeu: Làm việc\nkinh_gui: \"Tổ theo {{ vien_dan(id='b') }}\"\nnoi_dung: \"Nay {{ vien_dan(id='b') }}, \
        {{ vien_dan(id='a') }}.\"\ncan_cu:\n  - {id: a, loai: Kế hoạch, so_ky_hieu: 1/KH, trich_yeu: về việc A}\n  \
        - {id: b, loai: Kế hoạch, so_ky_hieu: 2/KH, trich_yeu: về việc B}\n";
    let word = build(&of_kind("to_trinh", keys));
    assert_eq!(behind(&word, "Tổ theo "), "Kế hoạch số 2/KH về việc B");
    assert_eq!(behind(&word, "Nay "), "Kế hoạch số 2/KH, Kế hoạch số 1/KH./.");
    assert!(word.text().contains("Căn cứ Kế hoạch số 2/KH về việc B."), "{}", word.text());
}

/// What a picture shows is not on the paper: told in full, and nothing of it
/// is used up.
#[test]
fn the_words_of_a_picture_use_nothing_up() {
    let yaml = notice(&format!(
        "hinh: [{{id: a, tep: tests/data/anh.jpg}}]\nnoi_dung: \"![Sơ đồ của {CALL}](a)\\n\\nTheo {CALL}.\"\n"
    ));
    let page_tree = tree(&yaml);
    let blocks = page_tree.sections.iter().flat_map(|section| &section.blocks);
    let shown: Vec<&str> = blocks
        .filter_map(|block| match block {
            Block::Picture(picture) => Some(picture.alternative.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(shown, [format!("Sơ đồ của {FULL}")]);
    assert_eq!(behind(&build(&yaml), "Theo "), format!("{FULL}./."));
}

/// Capitals, ends and looks are those of the text around.
#[test]
fn a_citation_is_words_of_its_text() {
    let word = build(&notice(&format!(
        "noi_dung:\n  - tieu_de: \"Theo {CALL}\"\n    noi_dung: \"Lớn: {{{{ vien_dan(id='kh') | upper }}}}; nhỏ: \
        {{{{ vien_dan(id='kh') | lower ~ '.' }}}}\"\n  - noi_dung: \"**Đậm {CALL}** thường\"\n"
    )));
    assert_eq!(behind(&word, "THEO "), FULL.to_uppercase());
    let short = SHORT.to_lowercase();
    assert_eq!(behind(&word, "Lớn: "), format!("{}; nhỏ: {short}.", SHORT.to_uppercase()));
    let bold = word.paragraph("II. Đậm");
    assert_eq!(bold.text, format!("II. Đậm {SHORT} thường./."));
    // The full stop and semicolon that somebody typed into the subject go.
    let keys = CITED.replace("về dân vận}", "\"về dân vận.\"}");
    let word =
        build(&of_kind("thong_bao", &format!("trich_yeu: Làm việc\n{keys}noi_dung: \"Theo {CALL}\"\n")));
    assert_eq!(behind(&word, "Theo "), format!("{FULL}./."));
}

/// A number that nobody knows yet is a blank in either form.
#[test]
fn an_unknown_number_is_a_blank() {
    let keys = CITED.replace("12/KH-UBND", "\"............../KH-UBND\"");
    let page_tree =
        tree(&of_kind("thong_bao", &format!("trich_yeu: Làm việc\n{keys}noi_dung: \"A {CALL}, {CALL}\"\n")));
    let blocks = page_tree.sections.iter().flat_map(|section| &section.blocks);
    let runs = blocks.filter_map(|block| match block {
        Block::Paragraph(paragraph) if paragraph.text().starts_with("A ") => Some(&paragraph.runs),
        _ => None,
    });
    let told: Vec<(&str, bool)> = runs.flatten().map(|run| (run.text.as_str(), run.blank)).collect();
    let wanted = [
        ("A Kế hoạch số ", false),
        ("..............", true),
        ("/KH-UBND ngày 28/10/2020 của UBND xã Mây Trắng về dân vận, Kế hoạch số ", false),
        ("..............", true),
        ("/KH-UBND", false),
        ("./.", false),
    ];
    assert_eq!(told, wanted);
}

/// The words are known when the paper is there: no text can look at them.
#[test]
fn the_words_of_a_citation_cannot_be_compared() {
    for (text, place) in [
        ("{% if vien_dan(id='kh') == 'x' %}a{% endif %}", "{% if vien_dan(id='kh') == 'x' %}"),
        ("Có {{ xem(id='a') | length }} chữ", "{{ xem(id='a') | length }}"),
    ] {
        let told = reports(&notice(&format!("noi_dung: [{{id: a, noi_dung: \"{text}\"}}]\n")));
        assert!(told.contains("không so sánh, cắt hay đếm được lời của vien_dan() và xem()"), "{told}");
        assert!(told.contains(place), "{told}");
    }
    let told = reports(&notice("noi_dung: [{khi: \"xem(id='a') == 'mục I'\", id: a, noi_dung: b}]\n"));
    assert!(told.contains("lỗi[khi]: không so sánh"), "{told}");
}

/// References know the numbers that are printed, behind them too and whatever
/// headings of Markdown count with them.
#[test]
fn references_are_those_of_the_numbers_printed() {
    let keys = "noi_dung:\n  - tieu_de: Một\n    noi_dung: \"Xem {{ xem(id='b') }}.\\n\\n### Việc đầu\\n\\nLời.\"\n    \
        muc: [{tieu_de: Việc sau, id: b, noi_dung: \"Cuối.\"}]\nnoi_nhan: [\"Người nêu tại {{ xem(id='b') }}\"]\n";
    let word = build(&notice(keys).replace("noi_nhan: [Các tổ]\n", ""));
    assert!(word.text().contains("2. Việc sau"), "{}", word.text());
    assert_eq!(behind(&word, "Xem "), "khoản 2 Mục I.");
    assert_eq!(behind(&word, "- Người nêu tại "), "khoản 2 Mục I;");
}

/// A line at the margin that starts with a reference goes on in the entry above
/// it, as its small letter would; one that starts with a document does not.
#[test]
fn a_wrapped_line_may_start_with_a_reference() {
    let section = |line: &str| {
        let keys = format!(
            "noi_dung:\n  - tieu_de: Một\n    muc:\n      - {{id: b, noi_dung: \"Lời:\\n\\n- Làm theo\\n{line}\"}}\n"
        );
        build(&notice(&keys)).text()
    };
    let text = section("{{ xem(id='b') }} của đơn vị");
    assert!(text.contains("\n- Làm theo khoản 1 Mục I của đơn vị./."), "{text}");
    let text = section(&format!("{CALL} của đơn vị"));
    assert!(text.contains(&format!("\n- Làm theo\n{FULL} của đơn vị./.")), "{text}");
}

#[test]
fn a_field_may_refer_to_a_section() {
    let content = "Lời.";
    let yaml = minutes("Họp", content, "11 giờ, như {{ xem(id='a') | capitalize }}")
        .replace(&format!("noi_dung: \"{content}\""), "noi_dung: [{tieu_de: Việc, id: a, noi_dung: Lời}]");
    let word = build(&yaml);
    assert_eq!(behind(&word, "11 giờ, như "), "Mục i./.", "as `capitalize` writes words");
}

/// A section whose condition does not hold has no number: told at every place
/// that refers to it, as an id that nothing has is.
#[test]
fn a_section_that_is_not_printed_is_unknown() {
    let sections = "noi_dung:\n  - {id: mot, noi_dung: \"Theo {{ xem(id='hai') }} và {{ xem(id='mot') }}.\"}\n  \
        - {id: hai, khi: so == 1, noi_dung: b}\n  - {noi_dung: \"Lại {{ xem(id='ba') }}.\"}\n";
    let yaml = notice(sections);
    let faults = compose(&read(&yaml)).expect_err("ids that nothing has");
    let told = reports(&yaml);
    assert_eq!(faults.len(), 2, "{told}");
    for id in ["hai", "ba"] {
        let fault = faults.iter().find(|fault| fault.message == format!("không có mục nào mang id `{id}`"));
        let fault = fault.unwrap_or_else(|| panic!("{told}"));
        assert_eq!(fault.code, "vien-dan");
        assert!(fault.place.within().is_some(), "{told}");
    }
    assert!(told.contains("các id đã khai báo: mot"), "{told}");
}

/// No value makes a mark: what one is made of is refused wherever it comes from.
#[test]
fn a_mark_cannot_be_forged() {
    let forged = notice("bien: {a: \"\\x01C0aB\\x02\"}\nnoi_dung: \"Theo {{ bien.a }}\"\n");
    assert!(reports(&forged).contains("ký tự điều khiển U+0001"), "{}", reports(&forged));
    let forged = notice("noi_dung: \"Theo \\x01C0aB\\x02\"\n");
    assert!(reports(&forged).contains("ký tự điều khiển U+0001"), "{}", reports(&forged));
    let forged = notice("noi_dung: Theo &#1;C0aB&#2;\n");
    assert!(reports(&forged).contains("&#1; là ký tự điều khiển U+0001"), "{}", reports(&forged));
    let table = "{dong: [{Việc: \"\\x01C0aB\\x02\"}]}";
    let forged = notice(&format!("noi_dung: [{{noi_dung: a, bang: {table}}}]\n"));
    assert!(reports(&forged).contains("ký tự điều khiển U+0001"), "{}", reports(&forged));
}

/// The words count for the size of a text as they did when they were printed at once.
#[test]
fn many_citations_of_a_long_name_are_refused() {
    let long = format!("về {}", "việc ".repeat(1000));
    let often = "noi_dung: \"{% for i in range(end=900) %}{{ vien_dan(id='kh') }} {% endfor %}\"\n";
    let notice = |cited: &str| of_kind("thong_bao", &format!("trich_yeu: Làm việc\n{cited}{often}"));
    let cited = CITED.replace("về dân vận", &long);
    assert!(build(&notice(&cited)).text().contains(&format!("{SHORT} {SHORT}")));
    // A law is cited by its name again and again.
    let law = format!("vien_dan: [{{id: kh, loai: Luật, trich_yeu: {long}}}]\n");
    assert!(reports(&notice(&law)).contains("kết quả của vien_dan quá lớn"));
}

/// The marks in what a fault repeats are words again; a link has no mark.
#[test]
fn faults_speak_in_words() {
    let told = reports(&notice(&format!("noi_dung: \"| A |\\n| --- |\\n| {CALL} | b |\"\n")));
    assert!(told.contains("dòng này của bảng có 2 ô") && told.contains(SHORT), "{told}");
    assert!(!told.contains('\u{1}') && !told.contains("C0aB"), "{told}");
    let told =
        reports(&notice("noi_dung: [{id: a, noi_dung: \"[đây](<https://a.vn/{{ xem(id='a') }}>)\"}]\n"));
    assert!(told.contains("có địa chỉ không dùng được: https://a.vn/"), "{told}");
}

/// The subject of a cited document may cite another one: that is read there
/// too, and no mark is left on paper, not even of two that cite each other.
#[test]
fn a_cited_subject_may_cite() {
    let inner = "{id: n, loai: Nghị định, so_ky_hieu: 30/2020/NĐ-CP, ngay: 05/3/2020, co_quan: Chính phủ, trich_yeu: về công tác văn thư}";
    let outer = |subject: &str| {
        format!(
            "{{id: b, loai: Thông tư, so_ky_hieu: 1/2021/TT-BNV, ngay: 05/01/2021, co_quan: Bộ Nội vụ, trich_yeu: \"{subject}\"}}"
        )
    };
    let calls = "Theo {{ vien_dan(id='b') }}. Và {{ vien_dan(id='n') }}.";
    let make = |first: &str, second: &str| {
        let keys = format!("trich_yeu: Làm việc\nvien_dan: [{first}, {second}]\nnoi_dung: \"{calls}\"\n");
        build(&of_kind("thong_bao", &keys)).text()
    };
    let cited = outer("hướng dẫn {{ vien_dan(id='n') }}");
    for text in [make(&cited, inner), make(inner, &cited)] {
        let words = "Theo Thông tư số 1/2021/TT-BNV ngày 05/01/2021 của Bộ Nội vụ hướng dẫn Nghị định số \
            30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư. Và Nghị định số 30/2020/NĐ-CP";
        assert!(text.contains(words), "{text}");
        assert!(!text.contains(['\u{1}', '\u{2}']), "{text:?}");
    }
    let circle = inner.replace("về công tác văn thư", "\"theo {{ vien_dan(id='b') }}\"");
    let text = make(&cited, &circle);
    assert!(text.contains("của Chính phủ theo Thông tư số 1/2021/TT-BNV. Và"), "{text}");
    assert!(!text.contains(['\u{1}', '\u{2}']), "{text:?}");
}
