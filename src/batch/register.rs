//! The register of outgoing documents: NĐ 30, Phụ lục IV, I (at least ten
//! columns).

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError};

use crate::compose::{Block, PageTree, Paragraph, number_and_sign, short_date};
use crate::diagnostic::Diagnostic;
use crate::law::StyleId;
use crate::model::VanBan;

/// The columns of the decree's register: title and width in characters.
const COLUMNS: [(&str, f64); 10] = [
    ("Số, ký hiệu văn bản", 18.0),
    ("Ngày tháng văn bản", 13.0),
    ("Tên loại và trích yếu nội dung văn bản", 50.0),
    ("Người ký", 22.0),
    ("Nơi nhận văn bản", 34.0),
    ("Đơn vị, người nhận bản lưu", 18.0),
    ("Số lượng bản", 10.0),
    ("Ngày chuyển", 12.0),
    ("Ký nhận", 12.0),
    ("Ghi chú", 30.0),
];

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
    rows: Vec<[String; COLUMNS.len()]>,
}

impl Register {
    pub(super) fn new() -> Self {
        Self { rows: Vec::new() }
    }

    /// Adds a document as it was composed.
    pub(super) fn add(&mut self, document: &VanBan, entry: &RegisterEntry) {
        let copies = document.nguoi_soan_thao.as_ref().and_then(|drafter| drafter.so_ban);
        let sign = number_and_sign(document).trim().to_owned();
        let date = document.ngay.map(short_date).unwrap_or_default();
        self.rows.push([
            sign,
            date,
            entry.title.clone(),
            entry.signer.clone().unwrap_or_else(|| document.nguoi_ky.ho_ten.value.clone()),
            entry.recipients.join("; "),
            entry.kept.clone(),
            copies.map(|copies| copies.to_string()).unwrap_or_default(),
            String::new(),
            String::new(),
            document.co_quan.ten.value.clone(),
        ]);
    }

    /// The workbook. The same documents give the same bytes.
    pub(super) fn finish(self) -> Result<Vec<u8>, Diagnostic> {
        self.workbook()
            .map_err(|error| Diagnostic::error("so-dang-ky", format!("không viết được sổ đăng ký: {error}")))
    }

    fn workbook(&self) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        let properties = DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2020, 1, 1)?);
        workbook.set_properties(&properties);
        let cell = Format::new().set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::Top);
        let title = cell.clone().set_bold().set_align(FormatAlign::Center);
        let heading = Format::new().set_bold().set_align(FormatAlign::Center).set_font_size(14);
        let sheet = workbook.add_worksheet().set_name("Sổ đăng ký văn bản đi")?;
        let last = COLUMNS.iter().skip(1).zip(1..).last().map_or(0, |(_, column)| column);
        sheet.merge_range(0, 0, 0, last, "SỔ ĐĂNG KÝ VĂN BẢN ĐI", &heading)?;
        for ((name, width), column) in COLUMNS.iter().zip(0..) {
            sheet.set_column_width(column, *width)?;
            sheet.write_string_with_format(1, column, *name, &title)?;
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
