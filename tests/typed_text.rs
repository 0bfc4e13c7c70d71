//! Texts as people type them: numbers of their own, points within points, what
//! an article or a clause is followed by.

mod support;

use support::{PLAN, build, compose, load, read, reports};
use vanban::check::{Criteria, check};
use vanban::diagnostic::{Diagnostic, Sources};
use vanban::source::Input;

/// The plan with other content.
fn with_content(content: &str) -> String {
    let start = PLAN.find("noi_dung:\n").unwrap();
    let end = PLAN.find("ket: ").unwrap();
    format!("{}{content}{}", &PLAN[..start], &PLAN[end..])
}

/// The lines of the content, up to the closing.
fn content(yaml: &str) -> Vec<String> {
    let text = build(yaml).text();
    let lines = text.lines().map(str::to_owned);
    let from = lines.skip_while(|line| !line.contains("như sau:")).skip(1);
    from.take_while(|line| !line.starts_with("Trên đây")).filter(|line| !line.is_empty()).collect()
}

/// What is told of typed numbers: line and message.
fn told(yaml: &str) -> Vec<String> {
    let mut sources = Sources::new();
    let loaded = load(&Input::text("thu.yaml", yaml), &mut sources);
    let document = loaded.document.unwrap();
    let notices = compose(&document).unwrap().told;
    let findings = check(&document, &sources, &Criteria::default(), &notices);
    let own = findings.into_iter().map(|finding| finding.diagnostic).filter(|d| d.code == "GO-so_lech");
    own.map(|found| {
        let (id, range) = sources.range_of(&found).unwrap();
        format!("{}: {}", sources.line_column(id, range.start).line, found.message)
    })
    .collect()
}

#[test]
fn clauses_start_again_under_a_typed_article() {
    let yaml = with_content(
        "noi_dung: |\n  Điều 1. Mở.\n  1. Một.\n  2. Hai.\n  Điều 2. Đóng.\n  1. Ba.\n  2. Bốn.\n",
    );
    assert_eq!(content(&yaml), ["Điều 1. Mở.", "1. Một.", "2. Hai.", "Điều 2. Đóng.", "1. Ba.", "2. Bốn."]);
    assert_eq!(told(&yaml), [""; 0]);
}

#[test]
fn a_wrong_number_is_told_at_its_own_line() {
    let yaml = with_content("noi_dung: |\n  1. Một.\n  2. Hai.\n\n  Đoạn giữa.\n\n  1. Ba.\n  3. Bốn.\n");
    let line = yaml.lines().position(|line| line.contains("3. Bốn")).unwrap() + 1;
    assert_eq!(told(&yaml), [format!("{line}: gõ số \"3.\" nhưng chương trình đánh số \"2.\"")]);
}

/// What composing notices travels with the document, and is not lost when
/// there is none.
#[test]
fn notices_are_told_with_and_without_a_document() {
    let codes = |told: &[Diagnostic]| told.iter().map(|told| told.code).collect::<Vec<_>>();
    let typed = "noi_dung: |\n  1. Một.\n  3. Hai.\n";
    let yaml = with_content(typed);
    assert_eq!(codes(&compose(&read(&yaml)).unwrap().told), ["GO-so_lech"]);
    let faulty = format!("{yaml}phu_luc: [{{noi_dung: \"{{{{ bien.la }}}}\"}}]\n");
    assert_eq!(codes(&compose(&read(&faulty)).unwrap_err()), ["bien-la", "GO-so_lech"]);
}

#[test]
fn two_numbers_side_by_side_are_told() {
    for (typed, own) in
        [("1. Học sinh nghỉ.", "I."), ("a) Học sinh nghỉ.", "I."), ("4/ Bốn.", "I."), ("c) tám", "I.")]
    {
        let found = told(&with_content(&format!("noi_dung:\n  - noi_dung: {typed}\n")));
        assert!(found.len() == 1 && found[0].contains(&format!("\"{own}\"")), "{typed}: {found:?}");
    }
    let nested = "noi_dung:\n  - tieu_de: Một\n    muc:\n      - noi_dung: a) Học sinh nghỉ.\n";
    assert_eq!(told(&with_content(nested)).len(), 1);
}

#[test]
fn a_point_within_a_point_is_no_sibling() {
    let typed = "noi_dung: |\n  1. Ông A:\n     a) Dạy toán:\n        1. Lớp 7A;\n        2. Lớp 7B.\n     b) Chủ nhiệm.\n";
    let lines = content(&with_content(typed));
    assert_eq!(lines, ["1. Ông A:", "a) Dạy toán:", "- Lớp 7A;", "- Lớp 7B.", "b) Chủ nhiệm."]);
    let section = "noi_dung:\n  - tieu_de: Một\n    muc:\n      - tieu_de: Hai\n        muc:\n          - tieu_de: Điểm thứ nhất\n            \
        noi_dung: |\n              a) Con một;\n              b) Con hai.\n";
    assert_eq!(told(&with_content(section)).len(), 2);
}

#[test]
fn a_year_below_a_clause_is_no_letter() {
    let typed =
        "noi_dung:\n  - tieu_de: A\n    muc:\n      - tieu_de: B\n        noi_dung: 2026. Nhà trường làm.\n";
    assert!(content(&with_content(typed)).contains(&"2026. Nhà trường làm.".to_owned()));
}

#[test]
fn a_closing_is_marked_once() {
    let closing = |ket: &str| {
        let yaml = PLAN.replace("ket: Trên đây là Kế hoạch của nhà trường.", &format!("ket: {ket}"));
        build(&yaml).text().lines().find(|line| line.starts_with("Trên đây")).unwrap().to_owned()
    };
    assert_eq!(closing("Trên đây là Kế hoạch.."), "Trên đây là Kế hoạch./.");
    assert_eq!(closing("Trên đây là Kế hoạch./."), "Trên đây là Kế hoạch./.");
}

#[test]
fn the_own_shelf_is_named_once() {
    for kept in ["Lưu VT", "\"Lưu: VT\"", "\"Lưu VT, TCCB\""] {
        let text = build(&PLAN.replace("[Phòng GD&ĐT, Các tổ]", &format!("[Các tổ, {kept}]"))).text();
        assert_eq!(text.matches("Lưu").count(), 1, "{kept}: {text}");
    }
    let text = build(&format!("{PLAN}luu: \"Lưu: VT, TCCB.\"\n")).text();
    assert!(text.contains("- Lưu: VT, TCCB."), "{text}");
}

#[test]
fn nothing_to_print_is_told() {
    for content in
        ["noi_dung: \"\"", "noi_dung: []", "noi_dung: [{}]", "noi_dung: [{noi_dung: a, khi: \"1 == 2\"}]"]
    {
        let told = reports(&with_content(&format!("{content}\n")));
        assert!(told.contains("lỗi["), "{content}: {told}");
    }
    assert!(reports(&with_content("noi_dung: [{tieu_de: \"\", noi_dung: a}]\n")).contains("tiêu đề trống"));
}

#[test]
fn a_misspelt_condition_is_told() {
    for content in [
        "noi_dung: [{noi_dung: a, khi: bien.capp == \"THCS\"}]",
        "noi_dung: \"a {% if bien.capp %}b{% endif %}\"",
    ] {
        let told = reports(&with_content(&format!("{content}\nbien: {{cap: THCS}}\n")));
        assert!(told.contains("bien.capp") && told.contains("bien.cap`?"), "{content}: {told}");
    }
    assert!(
        reports(&with_content("noi_dung: \"{{ bien }}\"\nbien: {cap: THCS}\n")).contains("một nhóm giá trị")
    );
}

#[test]
fn a_second_shelf_is_refused() {
    for keys in ["noi_nhan: [Các tổ, \"Lưu: VT, TCCB\"]\nluu: VT", "noi_nhan: [\"Lưu: VT\", \"Lưu: TCCB\"]"]
    {
        let told = reports(&PLAN.replace("noi_nhan: [Phòng GD&ĐT, Các tổ]", keys));
        assert!(told.contains("nơi lưu ghi hai lần"), "{keys}: {told}");
    }
    let same = PLAN.replace("[Phòng GD&ĐT, Các tổ]", "[Các tổ, \"Lưu: VT\"]\nluu: VT");
    assert_eq!(build(&same).text().matches("Lưu").count(), 1);
}

#[test]
fn a_cited_subject_may_be_a_template() {
    let content = "noi_dung: Thực hiện {{ vien_dan(id=\"x\") }}.\nvien_dan:\n  - {id: x, loai: Công văn, so_ky_hieu: 7/PGDĐT, ngay: 2021-01-04, \
        co_quan: Phòng GDĐT, trich_yeu: \"về {{ bien.viec }}\"}\nbien: {viec: thư viện}\n";
    assert!(build(&with_content(content)).text().contains("của Phòng GDĐT về thư viện."));
}
