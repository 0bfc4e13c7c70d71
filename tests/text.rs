//! Any text in: valid XML out, all the text found again in it, in order.

mod support;

use proptest::prelude::*;
use support::{PLAN, build, read, reports};
use unicode_normalization::UnicodeNormalization;

/// YAML for a text, whatever is in it.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

/// Text as printed: white space folded.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a document may hold: anything printable, Markdown, Tera and XML too.
fn any_value() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zA-ZàáâãèéêìíòóôõùúýăđĩũơưĂĐƠƯạ-ỹ0-9 .,;:()/-]{1,12}",
        2 => "[*_#<>&\"'`{}%|\\\\~!+=\\[\\]$^@-]{1,4}",
        1 => Just("{{ 7*7 }}".to_owned()),
        1 => Just("<?ket?>".to_owned()),
        1 => Just("1. ".to_owned()),
        1 => Just("🙂".to_owned()),
    ];
    proptest::collection::vec(piece, 1..6)
        .prop_map(|pieces| pieces.concat())
        .prop_filter("not blank", |text| !folded(text).is_empty())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    /// Values print as typed: names, variables.
    #[test]
    fn values_print_as_typed(name in any_value(), variable in any_value()) {
        let yaml = PLAN
            .replace("ho_ten: Nguyễn Văn A", &format!("ho_ten: {}", quoted(&name)))
            .replace("Thực hiện {{ vien_dan(id=\"kh1\") }}.", "\"Mở {{ bien.x }} đóng\"")
            + &format!("bien: {{x: {}}}\n", quoted(&variable));
        prop_assume!(reports(&yaml).is_empty());
        let word = build(&yaml);
        let lines: Vec<String> = word.text().lines().map(folded).collect();
        let nfc = |text: &str| folded(&text.nfc().collect::<String>());
        let body = folded(&format!("Mở {} đóng", nfc(&variable)));
        let at = lines.iter().position(|line| *line == body);
        prop_assert!(at.is_some(), "{body:?} not in {lines:#?}");
        let signed = lines.iter().rposition(|line| *line == nfc(&name));
        prop_assert!(signed > at, "{name:?} not after the text in {lines:#?}");
    }

    /// Prose without Markdown keeps every word, in order.
    #[test]
    fn prose_keeps_every_word(words in proptest::collection::vec("[a-zàáâêôđơưạ-ỹ0-9,;()“”…–-]{1,8}", 1..40)) {
        let prose = format!("Mở đầu {} hết", words.join(" "));
        let yaml = PLAN.replace("Thực hiện {{ vien_dan(id=\"kh1\") }}.", &quoted(&prose));
        prop_assume!(reports(&yaml).is_empty());
        let text = folded(&build(&yaml).text());
        let expected = folded(&prose.nfc().collect::<String>());
        prop_assert!(text.contains(&expected), "{expected:?} not in {text:?}");
    }

    /// No input makes the reader panic.
    #[test]
    fn reading_never_panics(yaml in "\\PC{0,200}") {
        reports(&yaml);
    }

    /// Nor does a document with something odd in one of its places.
    #[test]
    fn an_odd_value_never_panics(value in "\\PC{0,60}", at in 0..12_usize) {
        let line = PLAN.lines().nth(at).unwrap();
        let key = line.split(':').next().unwrap();
        reports(&PLAN.replace(line, &format!("{key}: {value}")));
    }
}

/// The same words in NFD give the same bytes.
#[test]
fn decomposed_input_comes_out_composed() {
    let nfd: String = PLAN.nfd().collect();
    assert_ne!(nfd, PLAN);
    assert_eq!(build(&nfd).parts, build(PLAN).parts);
    assert_eq!(read(&nfd).dia_danh.value, "Vô Điểm");
}

/// Both places of the tone mark are kept as typed.
#[test]
fn both_tone_placements_are_kept() {
    for word in ["hòa", "hoà", "ủy", "uỷ"] {
        let text = build(&PLAN.replace("Khoản không", &format!("Khoản {word} không"))).text();
        assert!(text.contains(word), "{word}");
    }
}

/// A second citation is short (II.6.b), whichever text it stands in.
#[test]
fn citations_are_full_once() {
    let yaml = PLAN.replace(
        "Thực hiện {{ vien_dan(id=\"kh1\") }}.",
        "\"A {{ vien_dan(id='da') }}, B {{ vien_dan(id='da') }}.\"",
    ) + "vien_dan:\n  - {id: da, loai: Đề án, so_ky_hieu: 06-ĐA/TU, ngay: 2016-10-07, co_quan: Ban Thường vụ Tỉnh ủy, trich_yeu: về dân vận}\n";
    let text = build(&yaml).text();
    assert!(
        text.contains(
            "A Đề án số 06-ĐA/TU ngày 07/10/2016 của Ban Thường vụ Tỉnh ủy về dân vận, B Đề án số 06-ĐA/TU."
        ),
        "{text}"
    );
}

/// What people slip on in `{{ }}` is named, not only that Tera cannot read it.
#[test]
fn slips_in_braces_are_named() {
    for (text, advice) in [
        ("Theo {{ xem(\"to-chuc\") }}.", "viết {{ xem(id=\"...\") }}"),
        ("Theo {{ vien_dan(id=“kh”) }}.", "dùng dấu nháy thẳng"),
        ("Theo {{ bien. }}.", "biến viết {{ ten }}"),
    ] {
        let yaml = support::of_kind("thong_bao", &format!("trich_yeu: A\nnoi_dung: '{text}'\n"));
        let told = support::reports(&yaml);
        assert!(told.contains(advice), "{text}: {told}");
    }
}
