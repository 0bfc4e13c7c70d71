//! New pages and landscape pages in the body, read back from the Word file:
//! NĐ 30, Phụ lục I, Phần I, I.2 and I.7.

mod support;

use support::{PLAN, Word, build, child, is, reports, value};

/// The plan with other sections.
fn with(sections: &str) -> String {
    let (head, rest) = PLAN.split_once("noi_dung:").unwrap();
    let (_, tail) = rest.split_once("\nket:").unwrap();
    format!("{head}noi_dung:\n{sections}ket:{tail}")
}

/// The paper of each section: landscape, counted from 1, and the first words
/// of its paragraphs.
fn sheets(word: &Word) -> Vec<(bool, bool, Vec<String>)> {
    let document = word.part("word/document.xml");
    let body = child(document.root_element(), "body").unwrap();
    let mut found = Vec::new();
    let mut words = Vec::new();
    for node in body.children() {
        let text: String = node.descendants().filter(|n| is(*n, "t")).filter_map(|n| n.text()).collect();
        let breaks = node.descendants().any(|n| is(n, "pageBreakBefore"));
        if !text.is_empty() {
            let start: String = text.chars().take(12).collect();
            words.push(if breaks { format!("^{start}") } else { start });
        }
        if let Some(section) = node.descendants().find(|n| is(*n, "sectPr")) {
            let size = child(section, "pgSz").unwrap();
            let side = |key| value(size, key).unwrap().parse::<u32>().unwrap();
            let landscape = value(size, "orient").as_deref() == Some("landscape");
            assert_eq!(landscape, side("w") > side("h"));
            let from_one =
                child(section, "pgNumType").is_some_and(|n| value(n, "start").as_deref() == Some("1"));
            assert_eq!(
                from_one,
                child(section, "titlePg").is_some(),
                "a first page without number is page 1"
            );
            assert!(child(section, "headerReference").is_some());
            found.push((landscape, from_one, std::mem::take(&mut words)));
        }
    }
    assert!(words.is_empty(), "{words:?}");
    found
}

#[test]
fn a_section_may_stand_on_landscape_pages() {
    let word = build(&with(
        "  - {tieu_de: Đầu, noi_dung: Đoạn đầu.}\n\
         \x20 - tieu_de: Bảng rộng\n    ngang: true\n    noi_dung: Đoạn ngang.\n    muc:\n      - {noi_dung: Con., ngang: true}\n\
         \x20 - {tieu_de: Cuối, noi_dung: Đoạn cuối.}\n",
    ));
    let found = sheets(&word);
    let shape: Vec<(bool, bool)> =
        found.iter().map(|(landscape, from_one, _)| (*landscape, *from_one)).collect();
    assert_eq!(shape, [(false, true), (true, false), (false, false)], "{found:?}");
    assert_eq!(found[1].2, ["II. BẢNG RỘN", "Đoạn ngang.", "1. Con."], "{found:?}");
    assert!(found[2].2.iter().any(|words| words.starts_with("III. CUỐI")), "numbers go on: {found:?}");
    assert!(found[2].2.iter().any(|words| words.starts_with("Nơi nhận")), "{found:?}");
}

/// The signature never stands on pages of its own.
#[test]
fn after_a_landscape_end_the_signature_stays() {
    let yaml = with("  - {tieu_de: Đầu, noi_dung: Một.}\n  - {tieu_de: Bảng, noi_dung: Hai., ngang: true}\n");
    let yaml = yaml.replace("ket: Trên đây là Kế hoạch của nhà trường.\n", "");
    let found = sheets(&build(&yaml));
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[1].0 && found[1].2.iter().any(|words| words.starts_with("Nơi nhận")), "{found:?}");
    assert_eq!(found[1].2[1], "Hai./.", "the text still ends as texts do: {found:?}");
}

#[test]
fn neighbours_share_landscape_pages() {
    let found = sheets(&build(&with(
        "  - {noi_dung: Một., ngang: true}\n  - {noi_dung: Hai., ngang: true}\n  - Ba.\n  - {noi_dung: Bốn., ngang: true}\n",
    )));
    let shape: Vec<bool> = found.iter().map(|(landscape, ..)| *landscape).collect();
    // The head of the page stands above the first section.
    assert_eq!(shape, [false, true, false, true, false], "{found:?}");
    assert_eq!(found[1].2.len(), 2, "{found:?}");
}

#[test]
fn a_section_may_start_a_page() {
    let found = sheets(&build(&with(
        "  - {tieu_de: Đầu, noi_dung: Một., sang_trang: true}\n  - {noi_dung: Hai.}\n  - {noi_dung: Ba., sang_trang: true, ngang: true}\n  - Bốn.\n",
    )));
    let breaks: Vec<&String> =
        found.iter().flat_map(|(.., words)| words).filter(|words| words.starts_with('^')).collect();
    assert_eq!(breaks, ["^I. ĐẦU"], "a turned sheet is a new page already: {found:?}");
}

#[test]
fn a_whole_document_may_be_landscape() {
    let yaml = with("  - {tieu_de: Đầu, noi_dung: Một., ngang: true}\n  - {noi_dung: Hai.}\n");
    let found = sheets(&build(&format!(
        "{yaml}trinh_bay: {{ngang: true}}\nphu_luc: [{{tieu_de: A, noi_dung: B}}]\n"
    )));
    let shape: Vec<(bool, bool)> =
        found.iter().map(|(landscape, from_one, _)| (*landscape, *from_one)).collect();
    assert_eq!(shape, [(true, true), (false, true)], "{found:?}");
}

/// An annex turns and turns back too; what is typed wrong is told.
#[test]
fn annexes_turn_and_faults_are_told() {
    let yaml = with("  - Một.\n");
    let annex = "phu_luc: [{tieu_de: A, noi_dung: [{noi_dung: B}, {noi_dung: C, ngang: true}, D]}]\n";
    let found = sheets(&build(&format!("{yaml}{annex}")));
    let shape: Vec<(bool, bool)> =
        found.iter().map(|(landscape, from_one, _)| (*landscape, *from_one)).collect();
    assert_eq!(shape, [(false, true), (false, true), (true, false), (false, false)], "{found:?}");
    let told = reports(&with("  - {noi_dung: A, ngang: co}\n  - {noi_dung: B, sang_tran: true}\n"));
    for words in ["`noi_dung[0].ngang`", "ghi true (có)", "có phải ý bạn là `sang_trang`"] {
        assert!(told.contains(words), "{words}: {told}");
    }
}
