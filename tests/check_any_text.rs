//! The checker on any text: no panic, fixes that settle and keep the words.

use proptest::prelude::*;
use vanban::check::{self, Example, Finding, Fixed, Settings};
use vanban::diagnostic::Sources;
use vanban::source::{Input, load_to_check};

/// The findings in a YAML text, and the files they speak of.
fn examine(yaml: &str) -> Option<(Vec<Finding>, Sources)> {
    let mut sources = Sources::new();
    let input = Input::Text { name: "thu.yaml".into(), text: yaml.into() };
    let document = load_to_check(&input, &mut sources).document?;
    let findings = check::check(&document, &sources, &Settings::default(), &[]);
    Some((findings, sources))
}

fn fix(yaml: &str) -> Fixed {
    check::fix(yaml.to_owned(), examine)
}

fn document(text: &str) -> String {
    // A test may leak: examples live as long as the program.
    Example::Text(Box::leak(text.to_owned().into_boxed_str())).document()
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zA-ZàáâãèéêìíòóôõùúýăđĩũơưĂĐƠƯạ-ỹ0-9 .,;:()/-]{1,16}",
        2 => "[*_#<>&\"'`{}%|\\\\~!+=\\[\\]$^@“”–…-]{1,4}",
        2 => "\\PC{1,6}",
        1 => Just("{{ co_quan.ten }}".to_owned()),
        1 => Just("{% if so %}".to_owned()),
        1 => Just("{{ ".to_owned()),
        1 => Just("Quyết định số 06 -ĐA/TU, ngày 30/02/2021 của UBND".to_owned()),
        1 => Just("a) b) f) Điều 5 khoản 2 giai đoạn 2021- 2025".to_owned()),
        1 => Just("nhân dân (NTM) hoà hòa ddaa".to_owned()),
        1 => Just("\n\n".to_owned()),
        1 => Just("\n- ".to_owned()),
        1 => Just("\n| a | b |\n| - | - |\n| c | d |\n".to_owned()),
    ];
    proptest::collection::vec(piece, 1..12).prop_map(|pieces| pieces.concat())
}

/// Right words with careless spaces and marks.
fn careless() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("nhà trường"),
        Just("tổ chức"),
        Just("học sinh"),
        Just("thực hiện"),
        Just("năm học"),
        Just("kế hoạch"),
        Just("giáo viên"),
        Just("thư viện"),
        Just("hoàn thành"),
        Just("20/10"),
        Just("1.250"),
    ];
    let joint = prop_oneof![
        6 => Just(" "), 1 => Just("  "), 1 => Just(" , "), 1 => Just(","), 1 => Just(" ;"), 1 => Just(", "),
        1 => Just(" ( "), 1 => Just(" ) "), 1 => Just(",, "), 1 => Just(" “ "), 1 => Just("” "),
        1 => Just(" - "), 1 => Just("- "), 1 => Just(" \""), 1 => Just("\" "),
    ];
    proptest::collection::vec((word, joint), 2..20).prop_map(|pairs| {
        format!("Hằng năm {}.", pairs.iter().map(|(w, j)| format!("{w}{j}")).collect::<String>().trim_end())
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_judged(text in any_text()) {
        let yaml = document(&text);
        if let Some((findings, sources)) = examine(&yaml) {
            for finding in &findings {
                let (id, range) = sources.range_of(&finding.diagnostic).expect("a place");
                prop_assert!(sources.get(id).unwrap().text.get(range).is_some());
            }
        }
    }

    #[test]
    fn fixing_twice_changes_nothing_more(text in any_text()) {
        let once = fix(&document(&text));
        let twice = fix(&once.text);
        prop_assert_eq!(&once.text, &twice.text);
    }

    #[test]
    fn fixes_of_spaces_and_marks_keep_the_words(text in careless()) {
        let yaml = document(&text);
        let fixed = fix(&yaml);
        prop_assert_eq!(letters(&yaml), letters(&fixed.text));
        let (left, _) = examine(&fixed.text).expect("still a document");
        let left: Vec<_> = left.iter().filter(|f| !f.fix.is_empty()).map(|f| (f.rule.id, &f.diagnostic.message)).collect();
        prop_assert!(left.is_empty(), "{:?}\n{}", left, fixed.text);
    }
}
