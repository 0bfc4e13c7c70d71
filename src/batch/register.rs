//! The register of outgoing documents (NĐ 30, Phụ lục IV, I), in the form of
//! `data/so_dang_ky.yaml`.

use std::io::Cursor;
use std::sync::LazyLock;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError};
use serde::Deserialize;

use crate::compose::{Block, PageTree, Paragraph, number_and_sign};
use crate::diagnostic::Diagnostic;
use crate::law::StyleId;
use crate::model::{Ngay, VanBan};
use crate::render::docx::{PROPERTY, seal_of};

/// The table `data/so_dang_ky.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    /// Its title.
    ten: String,
    /// The name of the sheet.
    trang: String,
    /// Its columns, from the left.
    cot: Vec<Column>,
    /// Legal source.
    #[expect(dead_code, reason = "every table of the law names its source")]
    nguon: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Column {
    /// What stands in it.
    gia_tri: Holds,
    /// Its title.
    ten: String,
    /// Its width in characters.
    rong: f64,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Holds {
    SoKyHieu,
    Ngay,
    TenLoaiTrichYeu,
    NguoiKy,
    NoiNhan,
    BanLuu,
    SoBan,
    CoQuan,
    /// Room to write by hand.
    DeTrong,
}

static FORM: LazyLock<Form> = LazyLock::new(|| {
    crate::embedded_table::read("so_dang_ky.yaml", include_str!("../../data/so_dang_ky.yaml"))
});

/// What the register says of a document, in the words that are printed.
#[derive(Debug, Default)]
pub(super) struct RegisterEntry {
    /// Kind and subject.
    title: String,
    signer: Option<String>,
    recipients: Vec<String>,
    /// Who keeps the copy.
    kept: String,
}

impl RegisterEntry {
    pub(super) fn of(page_tree: &PageTree) -> Self {
        let blocks = page_tree.sections.first().map_or(&[][..], |section| &section.blocks[..]);
        let foot = blocks.iter().find_map(|block| match block {
            Block::Foot(foot) => Some(foot),
            _ => None,
        });
        let Some(foot) = foot else {
            return Self { title: page_tree.properties.title.clone(), ..Self::default() };
        };
        let is_line = |paragraph: &&Paragraph| paragraph.style == StyleId::NoiNhanMuc;
        let line = |paragraph: &Paragraph| {
            let text = paragraph.text();
            text.strip_prefix("- ").unwrap_or(&text).trim_end_matches([';', '.']).to_owned()
        };
        let mut recipients: Vec<String> = foot.recipients.iter().filter(is_line).map(line).collect();
        // The last line says who keeps the copy.
        let lead = page_tree.profile.phrases.luu.chu.as_str();
        let kept = recipients.pop().unwrap_or_default();
        let kept = kept.strip_prefix(lead).unwrap_or(&kept).trim().to_owned();
        let signer = foot.signature.as_ref().and_then(|signature| signature.name.last());
        Self {
            title: page_tree.properties.title.clone(),
            signer: signer.map(Paragraph::text),
            recipients,
            kept,
        }
    }
}

/// A register that grows in the order of the table.
pub(super) struct Register {
    rows: Vec<Vec<String>>,
}

impl Register {
    pub(super) fn new() -> Self {
        Self { rows: Vec::new() }
    }

    /// Adds a document as it was composed.
    pub(super) fn add(&mut self, document: &VanBan, entry: &RegisterEntry) {
        let cell = |holds: Holds| match holds {
            Holds::SoKyHieu => number_and_sign(document).trim().to_owned(),
            Holds::Ngay => document.ngay.map(Ngay::short).unwrap_or_default(),
            Holds::TenLoaiTrichYeu => entry.title.clone(),
            Holds::NguoiKy => entry.signer.clone().unwrap_or_else(|| document.nguoi_ky.ho_ten.value.clone()),
            Holds::NoiNhan => entry.recipients.join("; "),
            Holds::BanLuu => entry.kept.clone(),
            Holds::SoBan => {
                let drafter = document.nguoi_soan_thao.as_ref();
                let copies = drafter.and_then(|drafter| drafter.so_ban);
                copies.map(|copies| copies.to_string()).unwrap_or_default()
            }
            Holds::CoQuan => document.co_quan.ten.value.clone(),
            Holds::DeTrong => String::new(),
        };
        self.rows.push(FORM.cot.iter().map(|column| cell(column.gia_tri)).collect());
    }

    /// The workbook. The same documents give the same bytes.
    pub(super) fn finish(self) -> Result<Vec<u8>, Diagnostic> {
        self.sealed()
            .map_err(|error| Diagnostic::error("so-dang-ky", format!("không viết được sổ đăng ký: {error}")))
    }

    /// The workbook with its seal, by which a later run tells whether somebody
    /// wrote into it by hand.
    fn sealed(&self) -> Result<Vec<u8>, XlsxError> {
        let unsealed = self.workbook("-")?;
        self.workbook(&seal_of(Cursor::new(unsealed)).unwrap_or_default())
    }

    fn workbook(&self, seal: &str) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        let properties = DocProperties::new()
            .set_creation_datetime(&ExcelDateTime::from_ymd(2020, 1, 1)?)
            .set_custom_property(PROPERTY, seal);
        workbook.set_properties(&properties);
        let cell = Format::new().set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::Top);
        let title = cell.clone().set_bold().set_align(FormatAlign::Center);
        let heading = Format::new().set_bold().set_align(FormatAlign::Center).set_font_size(14);
        let sheet = workbook.add_worksheet().set_name(&FORM.trang)?;
        let last = FORM.cot.iter().skip(1).zip(1..).last().map_or(0, |(_, column)| column);
        sheet.merge_range(0, 0, 0, last, &FORM.ten, &heading)?;
        for (head, column) in FORM.cot.iter().zip(0..) {
            sheet.set_column_width(column, head.rong)?;
            sheet.write_string_with_format(1, column, &head.ten, &title)?;
            sheet.write_string_with_format(2, column, format!("({})", column + 1), &title)?;
        }
        for (row, cells) in (3..).zip(&self.rows) {
            for (column, text) in (0..).zip(cells) {
                sheet.write_string_with_format(row, column, text, &cell)?;
            }
        }
        sheet.set_freeze_panes(3, 0)?.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        sheet.set_repeat_rows(1, 2)?;
        workbook.save_to_buffer()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// NĐ 30, Phụ lục IV, I.2: at least ten entries, in this order.
    #[test]
    fn the_register_has_the_columns_of_the_decree() {
        let titles: Vec<&str> = FORM.cot.iter().map(|column| column.ten.as_str()).collect();
        assert_eq!(
            titles,
            [
                "Số, ký hiệu văn bản",
                "Ngày tháng văn bản",
                "Tên loại và trích yếu nội dung văn bản",
                "Người ký",
                "Nơi nhận văn bản",
                "Đơn vị, người nhận bản lưu",
                "Số lượng bản",
                "Ngày chuyển",
                "Ký nhận",
                "Ghi chú",
            ]
        );
    }
}
