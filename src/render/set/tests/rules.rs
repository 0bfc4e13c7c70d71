//! How long rules are, and where they stand.

use super::*;

/// II.1.b: as long as the motto.
#[test]
fn the_rule_under_the_motto() {
    let page_tree = page_tree(&with(&[]));
    let tree = set(&page_tree);
    let rule = rules(&tree)[1];
    near(rule.length, BOLD_14.width("Độc lập - Tự do - Hạnh phúc"));
    near(rule.left, rule.right());
    near(rule.room, grids(&tree)[0].widths[1]);
}

/// II.2.b: a third to a half of the name of the body, in its middle.
#[test]
fn the_rule_under_the_body() {
    for (size, pt) in [(13, 12.0), (14, 13.0)] {
        let page_tree = page_tree(&with(&[("trinh_bay", &format!("{{co_chu: {size}}}"))]));
        let tree = set(&page_tree);
        let rule = rules(&tree)[0];
        let ratio = rule.length / Font { size_pt: pt, ..BOLD_14 }.width("TRƯỜNG THCS VÔ ĐIỂM");
        assert!((1.0 / 3.0..=0.5).contains(&ratio), "{ratio}");
        near(rule.left, rule.right());
        near(rule.left + rule.length + rule.right(), grids(&tree)[0].widths[0]);
    }
}

/// II.5.b: a third to a half of the subject's last line, in the middle of the
/// page. A rule measures the paragraph above it, whatever stands before that.
#[test]
fn the_rule_under_the_subject() {
    for repeat in 1..=5 {
        let subject = vec!["triển khai công tác dân vận ở các trường học"; repeat].join(", ");
        let page_tree = page_tree(&with(&[("trich_yeu", &subject)]));
        let tree = set(&page_tree);
        let (title, rule) = (text(&tree, "triển khai"), rules(&tree)[2]);
        let measure = 165.0 * MM - title.look.left - title.look.right;
        let lines = BOLD_14.lines(&subject, measure);
        assert_eq!(lines.len() > 1, title.own.left.is_some());
        let ratio = rule.length / BOLD_14.width(&lines[lines.len() - 1]);
        assert!((1.0 / 3.0..=0.5).contains(&ratio), "{repeat}: {ratio}");
        near(rule.left, rule.right());
        assert!(rule.keep_next && !rule.is_across());
    }
}

/// Words that are bold throughout are measured so, whatever their style, and
/// the rule below them with them.
#[test]
fn bold_words_are_measured_bold() {
    let words = "Kèm theo Kế hoạch số 05 của trường";
    let run = Run { bold: true, ..Run::plain(words) };
    let kind = RuleKind::BangDongChu;
    let mut page_tree = page_tree(&with(&[]));
    page_tree.sections[0].blocks = vec![
        Block::Paragraph(Paragraph::new(StyleId::ThanVan, vec![run])),
        Block::RuleUnder(RuleUnder { kind, keep_next: true }),
        Block::Paragraph(Paragraph::plain(StyleId::ThanVan, words)),
        Block::RuleUnder(RuleUnder { kind, keep_next: true }),
    ];
    let tree = set(&page_tree);
    let lengths: Vec<f64> = rules(&tree).iter().map(|rule| rule.length).collect();
    near(lengths[0], BOLD_14.width(words));
    near(lengths[1], Font { bold: false, ..BOLD_14 }.width(words));
}
