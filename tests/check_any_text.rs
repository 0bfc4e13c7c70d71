//! The checker on any text: no panic, fixes that settle and keep the words.

use proptest::prelude::*;
use vanban::check::{self, Criteria, Example, Finding, Fixed};
use vanban::diagnostic::Sources;
use vanban::law::Law;
use vanban::source::{Input, load_to_check};

/// The findings in a YAML text, and the files they speak of.
fn examine(yaml: &str) -> Option<(Vec<Finding>, Sources)> {
    let mut sources = Sources::new();
    let input = Input::text("thu.yaml", yaml);
    let document = load_to_check(&input, &Law::embedded(), &mut sources).ok()?.value;
    let findings = check::check(&document, &sources, &Criteria::default(), &[]);
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
        1 => Just("&nbsp;&#1;&amp;<br>".to_owned()),
        1 => Just("<u>H<sub>2</sub>O</u></p><table><!--".to_owned()),
        1 => Just(" 26.7% 28,5 % 1,250,000 đồng 19h30 ".to_owned()),
        1 => Just("thực hiện\nkế hoạch".to_owned()),
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

/// A text as YAML writes it: plain, in quotes or as a block of lines.
fn scalar(style: usize, text: &str, indent: &str) -> String {
    match style {
        0 => text.to_owned(),
        1 => format!("'{}'", text.replace('\'', "''")),
        2 => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
        // Spelt out: every letter that is none of ASCII, and the marks.
        3 => {
            let spelt = |c: char| {
                if c.is_ascii_alphanumeric() || c == ' ' {
                    c.to_string()
                } else {
                    format!("\\u{:04x}", u32::from(c))
                }
            };
            format!("\"{}\"", text.chars().map(spelt).collect::<String>())
        }
        4 => format!(">\n{indent}{}", text.replacen(' ', &format!("\n{indent}"), 1)),
        _ => format!("|\n{indent}{text}"),
    }
}

/// The findings that `--sua` would count, by their messages.
fn promised(found: &Option<(Vec<Finding>, Sources)>) -> Vec<String> {
    let Some((findings, sources)) = found else { return Vec::new() };
    let fixable = check::fixable(findings, sources);
    let promised = findings.iter().zip(fixable).filter(|(_, fixable)| *fixable);
    promised.map(|(finding, _)| format!("{} {}", finding.rule.id, finding.diagnostic.message)).collect()
}

/// Words with quotation marks and marks that YAML reads as its own.
fn quoted_words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        3 => Just("nhà trường"), 2 => Just("“Thư viện xanh”"), 3 => Just("\"Tủ sách lớp em\""),
        1 => Just("'mở'"), 1 => Just("hoà hợp"), 1 => Just("hòa giải"), 1 => Just("gồm:Ban giám khảo"),
        1 => Just("sách,báo"), 1 => Just("ngày  hội"), 1 => Just("( trừ lớp 6A)"), 1 => Just("28,5 %"),
        1 => Just("bổ xung"), 1 => Just("1,250,000 đồng"), 1 => Just("lúc 19h30"), 1 => Just("a \\ b"),
    ];
    proptest::collection::vec(word, 1..9).prop_map(|words| format!("Hằng năm {}.", words.join(" ")))
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
        prop_assert_eq!(promised(&once.left), Vec::<String>::new(), "{}", once.text);
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

    /// However YAML writes a text: what is promised is mended.
    #[test]
    fn what_is_promised_is_mended(style in 0..6_usize, text in quoted_words(), flow in any::<bool>()) {
        let keys = match (flow, style) {
            (true, 0..4) => format!("noi_nhan: [Các tổ, {}]", scalar(style, text.trim_end_matches('.'), "")),
            _ => format!("noi_dung:\n  - tieu_de: Việc\n    noi_dung: {}", scalar(style, &text, "      ")),
        };
        let yaml = Example::Keys(Box::leak(keys.into_boxed_str())).document();
        let before = examine(&yaml);
        prop_assume!(before.is_some());
        let fixed = fix(&yaml);
        let left = examine(&fixed.text);
        prop_assert!(left.is_some(), "{}", fixed.text);
        prop_assert_eq!(promised(&left), Vec::<String>::new(), "{}", fixed.text);
        prop_assert!(fixed.count >= promised(&before).len().min(1), "{}", yaml);
        // Straight marks, escaped or not, are mended in place.
        if style > 0 && text.contains('“') && text.contains('"') {
            let ids = left.unwrap().0.iter().filter(|f| f.rule.id == "GO-nhay").count();
            prop_assert_eq!(ids, 0, "{}", fixed.text);
        }
    }
}
