//! The checker: the examples of the rules, and a set of labelled cases.

#![expect(clippy::cast_precision_loss, reason = "shares of a few hundred cases")]

use std::collections::BTreeMap;

use serde::Deserialize;
use vanban::check::{self, Criteria, Example, Finding, rules};
use vanban::compose::{Templates, compose};
use vanban::diagnostic::{Diagnostic, Faults, Severity, Sources, render_all};
use vanban::law::Law;
use vanban::model::VanBan;
use vanban::source::{Input, load_to_check};

/// What the checker says of a YAML text, and the files it speaks of.
fn try_examine(yaml: &str) -> Option<(Vec<Finding>, Sources)> {
    let mut sources = Sources::new();
    let input = Input::text("thu.yaml", yaml);
    let document = load_to_check(&input, &Law::embedded(), &mut sources).ok()?.value;
    Some((check_composed(&document, &sources), sources))
}

/// The findings of a document and of composing it.
fn check_composed(document: &VanBan, sources: &Sources) -> Vec<Finding> {
    let notices =
        compose(document, &Templates::default()).map_or_else(Faults::into_vec, |page_tree| page_tree.told);
    check::check(document, sources, &Criteria::default(), &notices)
}

fn examine(yaml: &str) -> (Vec<Finding>, Sources) {
    let mut sources = Sources::new();
    let input = Input::text("thu.yaml", yaml);
    let loaded = load_to_check(&input, &Law::embedded(), &mut sources);
    let document =
        loaded.unwrap_or_else(|faults| panic!("{yaml}\n{}", render_all(&faults, &sources, false))).value;
    (check_composed(&document, &sources), sources)
}

fn findings(yaml: &str) -> Vec<Finding> {
    examine(yaml).0
}

fn ids(findings: &[Finding]) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.rule.id).collect()
}

fn is_certain(finding: &Finding) -> bool {
    finding.diagnostic.severity != Severity::Hint
}

#[test]
fn every_rule_finds_its_wrong_example_and_not_its_right_one() {
    for rule in rules() {
        let wrong = findings(&rule.wrong.document());
        assert!(ids(&wrong).contains(&rule.id), "{} misses its wrong example: {:?}", rule.id, ids(&wrong));
        let right = findings(&rule.right.document());
        let of_rule = ids(&right).contains(&rule.id);
        let others: Vec<_> = right.iter().filter(|f| is_certain(f)).map(|f| &f.diagnostic.message).collect();
        assert!(
            !of_rule && others.is_empty(),
            "{} in its right example: {:?} {others:?}",
            rule.id,
            ids(&right)
        );
    }
}

/// What users read of every rule: place, message, label and advice.
#[test]
fn every_wrong_example_is_told_of_in_these_words() {
    let mut told = String::new();
    for rule in rules() {
        let (found, sources) = examine(&rule.wrong.document());
        let of_rule = found.iter().filter(|finding| finding.rule.id == rule.id);
        let diagnostics: Vec<Diagnostic> = of_rule.map(|finding| finding.diagnostic.clone()).collect();
        told.push_str(&format!("{}\n\n", render_all(&diagnostics, &sources, false)));
    }
    insta::assert_snapshot!(told);
}

/// The fix of a wrong example is its right one, wherever a rule can mend it.
#[test]
fn a_wrong_example_is_mended_to_the_right_one() {
    for rule in rules().iter().filter(|rule| rule.fixable) {
        let fixed = check::fix(rule.wrong.document(), try_examine).text;
        assert_eq!(fixed, rule.right.document(), "{}", rule.id);
    }
}

#[test]
fn ids_are_unique_and_every_rule_says_why() {
    let mut seen = Vec::new();
    for rule in rules() {
        assert!(!seen.contains(&rule.id), "{}", rule.id);
        assert!(!rule.source.is_empty() && rule.explanation.len() > 40, "{}", rule.id);
        seen.push(rule.id);
    }
}

/// A case of the labelled set: `luat` must be found, `sach` must not.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// The rule that the case breaks.
    luat: Option<String>,
    /// Rules that it breaks besides.
    #[serde(default)]
    cung: Vec<String>,
    /// The rule that the case comes close to without breaking any.
    sach: Option<String>,
    /// Paragraphs of content.
    doan: Option<String>,
    /// Keys of a document.
    khoa: Option<String>,
}

impl Case {
    fn document(&self) -> String {
        // Examples live as long as the program; a test may leak.
        let leak = |text: &String| -> &'static str { Box::leak(text.clone().into_boxed_str()) };
        match (&self.doan, &self.khoa) {
            (Some(text), None) => Example::Text(leak(text)).document(),
            (None, Some(keys)) => Example::Keys(leak(keys)).document(),
            _ => panic!("a case has either doan or khoa: {self:?}"),
        }
    }
}

fn cases() -> Vec<Case> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/kiem_tra");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let read = |path: &std::path::PathBuf| -> Vec<Case> {
        let text = std::fs::read_to_string(path).unwrap();
        serde_saphyr::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    files.iter().flat_map(read).collect()
}

#[derive(Debug, Default)]
struct Score {
    found: usize,
    missed: usize,
    wrong: usize,
}

/// Precision and recall of every rule over the labelled set; both must be 1.
#[test]
fn the_labelled_set_is_judged_without_a_fault() {
    let cases = cases();
    let mut scores: BTreeMap<&str, Score> = rules().iter().map(|rule| (rule.id, Score::default())).collect();
    let mut faults = Vec::new();
    let (mut breaking, mut clean) = (0, 0);
    for case in &cases {
        let found = findings(&case.document());
        let found: Vec<&Finding> = found.iter().collect();
        match (&case.luat, &case.sach) {
            (Some(id), None) => {
                breaking += 1;
                let score = scores.get_mut(id.as_str()).unwrap_or_else(|| panic!("no rule {id}: {case:?}"));
                if found.iter().any(|finding| finding.rule.id == id) {
                    score.found += 1;
                } else {
                    score.missed += 1;
                    faults.push(format!("missed {id}: {case:?}"));
                }
            }
            (None, Some(near)) => {
                clean += 1;
                assert!(scores.contains_key(near.as_str()), "no rule {near}: {case:?}");
            }
            _ => panic!("a case has either luat or sach: {case:?}"),
        }
        let wrong = found.iter().filter(|finding| {
            let id = finding.rule.id;
            let wanted = case.luat.as_deref() == Some(id) || case.cung.iter().any(|also| also == id);
            let near = case.sach.as_deref() == Some(finding.rule.id);
            !wanted && (is_certain(finding) || near)
        });
        for finding in wrong {
            scores.entry(finding.rule.id).or_default().wrong += 1;
            faults.push(format!("wrong {}: {} in {case:?}", finding.rule.id, finding.diagnostic.message));
        }
    }
    println!("{:<32} {:>4} {:>6} {:>5}  precision recall", "rule", "hit", "missed", "wrong");
    for (id, score) in &scores {
        let ratio = |part: usize, rest: usize| part as f64 / (part + rest).max(1) as f64;
        println!(
            "{id:<32} {:>4} {:>6} {:>5}  {:>9.2} {:>6.2}",
            score.found,
            score.missed,
            score.wrong,
            ratio(score.found, score.wrong),
            ratio(score.found, score.missed)
        );
    }
    println!("{breaking} cases that break a rule, {clean} clean ones");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Every fix mends what it says, in one go, and every rule that promises one
/// gives one.
#[test]
fn what_is_fixed_is_found_no_more() {
    let cases = cases();
    let documents = cases.iter().filter(|case| case.luat.is_some()).map(Case::document);
    let examples = rules().iter().map(|rule| rule.wrong.document());
    let mut mended: Vec<&str> = Vec::new();
    for yaml in examples.chain(documents) {
        let (before, _) = examine(&yaml);
        let fixable: Vec<&str> = before.iter().filter(|f| !f.fix.is_empty()).map(|f| f.rule.id).collect();
        let fixed = check::fix(yaml.clone(), try_examine);
        let (left, _) = examine(&fixed.text);
        let left: Vec<&str> = left.iter().filter(|f| !f.fix.is_empty()).map(|f| f.rule.id).collect();
        assert!(left.iter().all(|id| !fixable.contains(id)), "{left:?} left in\n{}", fixed.text);
        mended.extend(fixable);
        mended.extend((fixed.count > 0 && before.iter().any(|f| f.rule.id == "GO-nfc")).then_some("GO-nfc"));
    }
    for rule in rules() {
        assert_eq!(rule.fixable, mended.contains(&rule.id), "{}", rule.id);
    }
}

/// Every place of a document where such a character is printed.
#[test]
fn characters_that_the_font_lacks_are_told_at_their_place() {
    let yaml = "loai: cong_van\nco_quan: {chu_quan: UBND xã Mây Trắng, ten: Trường THCS Mây Trắng, viet_tat: THCSMT}\nso: 45\n\
        dia_danh: Mây Trắng\nngay: 2026-09-15\ntrich_yeu: Công tác thư viện ⭐\nkinh_gui: UBND xã Mây Trắng\n\
        noi_dung:\n  - noi_dung: |\n      Nhà trường tổ chức.\n\n      Gồm ☐ có, ☐ không.\n  - noi_dung: Hai.\n\
        \x20   bang: {dong: [[Việc, \"✓ Đã xong\"]], cot: [A, B]}\nnguoi_ky: {chuc_vu: Hiệu trưởng, ho_ten: Nguyễn Văn Mẫu}\n\
        noi_nhan: [Như trên]\ndia_chi: {dien_thoai: \"☎ 0219 3821 000\"}\nbien: {dau: [★]}\n";
    let (found, sources) = examine(yaml);
    let told: Vec<&Finding> = found.iter().filter(|finding| finding.rule.id == "GO-phong_chu").collect();
    assert_eq!(told.len(), 5, "{:?}", ids(&found));
    let shown = render_all(&told.iter().map(|f| f.diagnostic.clone()).collect::<Vec<_>>(), &sources, false);
    for words in [
        "thu.yaml:6:",
        "thu.yaml:12:",
        "☐\" (U+2610)",
        "2 chỗ",
        "✓ Đã xong",
        "☎",
        "máy khác có thể in ra ô vuông",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(told.iter().all(|finding| finding.diagnostic.severity == Severity::Warning));
}

/// A fix after which the text is no document is dropped, not passed over: its
/// finding stays among those that could be mended.
#[test]
fn a_fix_that_breaks_the_document_is_told_of() {
    let yaml = Example::Text("Nhà trường mua sách,báo và tổ chức  hội đọc.").document();
    let fixed = check::fix(yaml.clone(), |text| {
        // Stands for a file in which a comma and a blank mean something else.
        if text.contains("sách, báo") { None } else { try_examine(text) }
    });
    assert!(fixed.text.contains("sách,báo và tổ chức hội đọc"), "{}", fixed.text);
    assert_eq!(fixed.count, 1);
    let (left, sources) = fixed.left.expect("still a document");
    assert_eq!(ids(&left), ["GO-cach_sau_dau"]);
    assert_eq!(check::fixable(&left, &sources), [true]);
}

/// A number behind `#` is put back into its text, a remark stays a remark, and
/// words that may be one are told of and left alone.
#[test]
fn words_that_yaml_takes_for_a_comment_are_put_back() {
    let fixed = |keys: &str| check::fix(check::document_with(keys), try_examine).text;
    let text = fixed("mo_dau: Nhà trường họp tại phòng \"A\" số #3 nhà B # xem lại\n");
    assert!(
        text.contains("mo_dau: \"Nhà trường họp tại phòng \\\"A\\\" số #3 nhà B\" # xem lại\n"),
        "{text}"
    );
    for kept in ["mo_dau: Nhà trường họp #xem lại câu này\n", "noi_nhan: [Các tổ chuyên môn, Tổ #2\n  ]\n"]
    {
        assert!(fixed(kept).contains(kept.trim_end()), "{kept}");
    }
}

/// The marked place of a gap is never said to print a number that it does not.
#[test]
fn a_gap_of_numbers_tells_what_comes_next() {
    let yaml = Example::Text("6. Sách\n7. Báo\nNăm 2025\n31. Tranh").document();
    let labels: Vec<String> = findings(&yaml).into_iter().map(|finding| finding.diagnostic.label).collect();
    assert!(labels.iter().any(|label| label == "số tiếp theo là 8"), "{labels:?}");
    assert!(labels.iter().all(|label| !label.contains("sẽ in là")), "{labels:?}");
}
