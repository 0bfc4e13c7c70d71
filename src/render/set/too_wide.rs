//! Tables that the page has no room for.

use super::columns::Raised;
use super::length::pt_to_mm;
use super::sheet::Sheet;
use super::table::needs;
use crate::compose::{Block, PageSection, PageTree};
use crate::diagnostic::Diagnostic;

/// What is told of each table of data whose columns have no room for their
/// words, or not in the widths asked for: an error where its numbers do not
/// fit the page, else a warning.
pub fn too_wide(page_tree: &PageTree) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    for (index, section) in page_tree.sections.iter().enumerate() {
        let sheet = Sheet::new(page_tree, section.landscape);
        let total = sheet.text_width();
        for block in &section.blocks {
            let Block::Table(table) = block else { continue };
            let Some(at) = table.at else { continue };
            let needs = needs(&sheet, table);
            let help = wider(index == 0, section);
            let mm = |pt: f64| pt_to_mm(pt).ceil();
            if needs.hard() > total {
                let message = format!(
                    "bảng không vừa trang: các số và đầu cột cần {} mm, trang chỉ có {} mm",
                    mm(needs.hard()),
                    pt_to_mm(total).floor()
                );
                told.push(
                    Diagnostic::error("bang-rong", message).at(at).label("bảng tràn ra ngoài lề").help(help),
                );
                continue;
            }
            if needs.least() > total {
                let message = format!(
                    "bảng cần rộng ít nhất {} mm, trang chỉ có {} mm",
                    mm(needs.least()),
                    pt_to_mm(total).floor()
                );
                told.push(
                    Diagnostic::warning("bang-rong", message).at(at).label("bảng rộng hơn trang").help(help),
                );
            }
            let raised: Vec<String> = needs
                .raised()
                .map(|Raised { asked, needed, words }| {
                    format!(
                        "cột rộng {} mm thành {} mm cho vừa `{words}`",
                        pt_to_mm(asked).round(),
                        mm(needed)
                    )
                })
                .collect();
            if !raised.is_empty() {
                let message = format!("`rong` nhỏ quá, đã nới ra: {}", raised.join("; "));
                let warning = Diagnostic::warning("bang-rong", message).at(at);
                told.push(warning.help("tăng `rong` của các cột này, hoặc bỏ `rong`"));
            }
        }
    }
    told
}

/// Where there is more room.
fn wider(main: bool, section: &PageSection) -> &'static str {
    match (main, section.landscape) {
        (true, _) => {
            "chuyển bảng vào phụ lục trang ngang: phu_luc: [{tieu_de: ..., ngang: true, bang: ...}], \
             hoặc bớt cột, giảm `rong`"
        }
        (false, false) => "thêm ngang: true vào phụ lục này, hoặc bớt cột, giảm `rong`",
        (false, true) => "bớt cột, giảm `rong`, hoặc tách thành nhiều bảng",
    }
}
