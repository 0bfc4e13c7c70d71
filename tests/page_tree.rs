//! Snapshot of the page tree of the example plan: what stands where, in which
//! style. The lengths are tested against the decree in `layout.rs`.

mod support;

use std::fmt::Write;

use vanban::compose::{Block, PageTree, Paragraph};
use vanban::law::{Law, StyleId};

/// One line a paragraph: style, marks, text.
fn outline(page_tree: &PageTree) -> String {
    let mut out = String::new();
    let mut line = |indent: &str, paragraph: &Paragraph| {
        let keep = if paragraph.keep_next { " [giữ]" } else { "" };
        writeln!(out, "{indent}{:?}{keep}: {}", paragraph.style, paragraph.text()).unwrap();
    };
    for section in &page_tree.sections {
        let mut above = StyleId::ThanVan;
        for block in &section.blocks {
            match block {
                Block::Head(head) => {
                    head.left.iter().for_each(|item| line("trái  ", &item.paragraph));
                    head.right.iter().for_each(|item| line("phải  ", &item.paragraph));
                    head.number.iter().for_each(|p| line("trái  ", p));
                    head.place_and_date.iter().for_each(|p| line("phải  ", p));
                }
                Block::Paragraph(paragraph) => {
                    line("", paragraph);
                    above = paragraph.style;
                }
                Block::RuleUnder(rule) => {
                    line("kẻ    ", &Paragraph::plain(above, format!("{:?}", rule.kind)));
                }
                Block::Addressees(all) => all.names.iter().for_each(|name| line("gửi   ", name)),
                Block::Table(table) => {
                    table.rows.iter().flatten().for_each(|cell| line("ô     ", &cell.paragraph));
                }
                Block::Picture(picture) => picture.caption.iter().for_each(|p| line("hình  ", p)),
                Block::Foot(foot) => {
                    foot.recipients.iter().for_each(|p| line("trái  ", p));
                    if let Some(signature) = &foot.signature {
                        signature.authority.iter().chain(&signature.name).for_each(|p| line("phải  ", p));
                    }
                }
                Block::Signatures(signatures) => {
                    let lines =
                        signatures.columns.iter().flat_map(|one| one.authority.iter().chain(&one.name));
                    lines.for_each(|p| line("ký    ", p));
                }
                Block::Line => line("", &Paragraph::plain(StyleId::ThanVan, "----")),
                Block::NewPage(_) => line("", &Paragraph::plain(StyleId::ThanVan, "====")),
            }
        }
    }
    out
}

#[test]
fn the_example_plan() {
    let yaml = std::fs::read_to_string("examples/ke-hoach-dan-van/ke-hoach.yaml").unwrap();
    insta::assert_snapshot!(outline(&support::tree(&yaml)));
}

/// Every sentence of the original text stands in the document made from it.
#[test]
fn the_original_plan_keeps_every_sentence() {
    let yaml = std::fs::read_to_string("examples/ke-hoach-dan-van/ke-hoach-goc.yaml").unwrap();
    let text = support::build(&yaml).text();
    for words in [
        "xóa đói giảm nghèo tài địa phương",
        "giai đoạn 2021- 2025.",
        "Quyết định số 1859-QC/TU, ngày 09/4/2019",
        "của trường THCS Vô Địch; Yêu cầu các tổ chức",
        "(qua Tổ chuyên môn- Đồng chí Hoàng Thị Duyên)",
        "III. THỜI GIAN SƠ KẾT, TỔNG KẾT KẾ HOẠCH",
    ] {
        assert!(text.contains(words), "{words}");
    }
}

/// II.2.b, II.5.b, II.7.đ, III.1.b, III.3: these stand in capitals, whoever
/// prints them; running text does not (Phụ lục I, V).
#[test]
fn capitals_are_the_tables() {
    for profile in Law::embedded().profiles() {
        for style in [
            StyleId::ChuQuan,
            StyleId::CoQuan,
            StyleId::TenLoai,
            StyleId::QuyenHanChucVu,
            StyleId::ChucVuKhac,
            StyleId::KyHieuSoanThao,
            StyleId::TenPhuLuc,
        ] {
            let paragraph = Paragraph::plain_in_style(profile, style, "Ủy ban nhân dân xã Vô Điểm");
            assert_eq!(paragraph.text(), "ỦY BAN NHÂN DÂN XÃ VÔ ĐIỂM", "{}, {style:?}", profile.khoa);
        }
        for style in [StyleId::ThanVan, StyleId::TrichYeu, StyleId::HoTen, StyleId::NoiNhanMuc] {
            let paragraph = Paragraph::plain_in_style(profile, style, "Nguyễn Văn A");
            assert_eq!(paragraph.text(), "Nguyễn Văn A", "{}, {style:?}", profile.khoa);
        }
    }
}
