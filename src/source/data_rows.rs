//! The rows of a `bang`: values, sums, groups, and the sums that the data has.

use std::collections::HashMap;

use super::data_columns::{Chosen, MAX_FAULTS, printable};
use super::data_numbers::{self, CellNumber, Sum};
use super::data_totals;
use super::table::{Cell, CellValue};
use crate::column_kind::{self, ColumnKind, is_mark};
use crate::diagnostic::{Diagnostic, Span};
use crate::model::{CotBang, DongBang, SaiTong};

/// Most characters of a cell: about a page.
const MAX_CHARACTERS: usize = 3_000;

/// How the rows are to be grouped and numbered.
pub(super) struct Asked {
    /// The column whose values are the heads of groups.
    pub(super) group: Option<usize>,
    pub(super) group_sums: bool,
    pub(super) stt: bool,
    pub(super) span: Span,
}

/// A table ready for the model.
#[derive(Default)]
pub(super) struct Filled {
    pub(super) cot: Vec<CotBang>,
    pub(super) dong: Vec<DongBang>,
    pub(super) sai_tong: Vec<SaiTong>,
}

/// A column with what stands in it.
pub(super) struct Column {
    pub(super) chosen: Chosen,
    /// The words of its cells; of a summed column only those above the sums.
    pub(super) texts: Vec<String>,
    figures: Vec<Option<CellNumber>>,
    pub(super) sum: Sum,
}

/// Rows below a head that is printed; or all rows, without one.
struct Group {
    name: Option<String>,
    rows: Vec<usize>,
}

/// Fills the columns.
pub(super) fn fill(
    rows: &[Vec<Cell>],
    chosen: Vec<Chosen>,
    asked: &Asked,
    faults: &mut Vec<Diagnostic>,
    warnings: &mut Vec<Diagnostic>,
) -> Filled {
    let length = data_totals::body_length(rows, &chosen, faults);
    let (body, totals) = rows.split_at(length);
    let mut columns: Vec<Column> = Vec::with_capacity(chosen.len());
    for chosen in chosen {
        let is_first = columns.is_empty() && !asked.stt;
        columns.push(read_column(rows, length, chosen, is_first, asked.span, faults, warnings));
    }
    check_group_sums(&columns, asked, faults);
    let groups = groups(body, asked, faults);
    let sai_tong = data_totals::doubtful(rows, length, &columns);
    let mut filled = Filled { sai_tong, ..Filled::default() };
    for group in groups {
        if let Some(ten) = group.name {
            let sum = |column: &Column| {
                let figures = group.rows.iter().filter_map(|row| column.figures.get(*row).copied().flatten());
                let sum =
                    if asked.group_sums && column.chosen.summed { column.sum.of_part(figures) } else { None };
                sum.map(Sum::words)
            };
            filled.dong.push(DongBang::Nhom { ten, tong: columns.iter().map(sum).collect() });
        }
        for row in group.rows {
            let texts = columns.iter_mut().map(|column| std::mem::take(&mut column.texts[row]));
            filled.dong.push(DongBang::SoLieu(texts.collect()));
        }
    }
    data_totals::fill(
        rows,
        length,
        &mut columns,
        data_totals::TotalReports { faults, warnings },
        &mut filled,
    );
    filled.cot = columns
        .into_iter()
        .map(|column| {
            let sum = (column.chosen.summed && totals.is_empty()).then(|| column.sum.words());
            CotBang { tong: sum, ..column.chosen.column }
        })
        .collect();
    filled
}

fn read_column(
    rows: &[Vec<Cell>],
    body: usize,
    mut chosen: Chosen,
    is_first: bool,
    span: Span,
    faults: &mut Vec<Diagnostic>,
    warnings: &mut Vec<Diagnostic>,
) -> Column {
    let title = chosen.column.ten.clone();
    let rows = if chosen.summed { &rows[..body] } else { rows };
    let cells = || rows.iter().filter_map(|row| row.get(chosen.index));
    data_numbers::in_english(&title, cells(), warnings);
    let mut texts = Vec::with_capacity(rows.len());
    let mut figures = Vec::new();
    for row in rows {
        let value = match row.get(chosen.index).filter(|_| faults.len() < MAX_FAULTS) {
            None => Ok((String::new(), None)),
            Some(cell) if chosen.summed && !is_mark(&cell.words()) => summed_value(cell, &title)
                .map(|figure| (figure.map_or_else(String::new, CellNumber::words), figure))
                .map_err(|fault| (cell, fault)),
            Some(cell) => words(cell).map(|words| (words, None)).map_err(|fault| (cell, fault)),
        };
        let (text, figure) = value.unwrap_or_else(|(cell, (message, help))| {
            faults.push(Diagnostic::error("o-bang", message).at(&cell.place).help(help));
            (String::new(), None)
        });
        texts.push(text);
        if chosen.summed {
            figures.push(figure);
        }
    }
    let sum = Sum::of(figures.iter().copied().flatten());
    if sum.is_none() {
        let place = cells().next_back().map(|cell| &cell.place);
        let fault =
            Diagnostic::error("o-bang", "tổng của cột lớn quá").help("kiểm tra lại các số của cột này");
        faults.push(place.map_or_else(|| fault.clone().at(span), |place| fault.clone().at(place)));
    }
    let sum = sum.unwrap_or_default();
    if let Some(printed) = sum.of_printed() {
        let message = format!(
            "cột `{title}`: các số in ra (đã làm tròn) cộng lại là {printed}, dòng tổng là {}",
            sum.words()
        );
        let help = "làm tròn số ngay trong bảng tính, hoặc cho ô hiện đủ chữ số sau dấu phẩy";
        warnings.push(Diagnostic::warning("lam-tron", message).at(span).help(help));
    }
    if chosen.summed {
        chosen.column.kieu = ColumnKind::So;
    } else {
        column_kind::unify(&title, &mut texts);
        chosen.column.kieu = ColumnKind::of(&title, texts[..body].iter().map(String::as_str), is_first);
    }
    Column { chosen, texts, figures, sum }
}

/// What is wrong with a cell, and how to mend it.
pub(super) type MessageAndHelp = (String, String);

/// The words of a cell, as printed.
pub(super) fn words(cell: &Cell) -> Result<String, MessageAndHelp> {
    if let Some(fault) = cell.unusable() {
        return Err(fault);
    }
    let words = match &cell.value {
        CellValue::Number { number, form } => data_numbers::as_shown(*number, *form)
            .ok_or_else(|| ("số ở ô này lớn quá".to_owned(), "kiểm tra lại số ở ô này".to_owned()))?,
        CellValue::Date { shown, .. } => shown.clone(),
        _ => printable(&cell.words()),
    };
    if words.chars().count() > MAX_CHARACTERS {
        let message = format!("ô này dài quá {MAX_CHARACTERS} chữ");
        return Err((message, "chuyển đoạn dài ra ngoài bảng".to_owned()));
    }
    Ok(words)
}

/// The number in a cell of a summed column; nothing of an empty one.
pub(super) fn summed_value(cell: &Cell, title: &str) -> Result<Option<CellNumber>, MessageAndHelp> {
    if cell.is_empty() {
        return Ok(None);
    }
    let words = words(cell)?;
    CellNumber::of(cell).map(Some).ok_or_else(|| {
        let help =
            format!("cột `{title}` có dòng tổng cộng: mỗi ô là một số như 1.250 hoặc 98,5, hoặc để trống");
        (format!("ô này không phải số cộng được: {words}"), help)
    })
}

/// The sums of groups stand beside their names, so a column must be left for
/// the name.
fn check_group_sums(columns: &[Column], asked: &Asked, faults: &mut Vec<Diagnostic>) {
    if !asked.group_sums {
        return;
    }
    let is_number = columns.first().is_some_and(|column| column.chosen.column.kieu == ColumnKind::Stt);
    let fault = match columns.iter().position(|column| column.chosen.summed) {
        None => ("`tong_nhom` không có cột nào để cộng", "thêm tong: true vào những cột cần cộng"),
        Some(first) if first <= usize::from(is_number) => (
            "cột đầu của bảng là cột số, không còn chỗ cho tên nhóm",
            "đặt một cột chữ ở đầu `cot`, hoặc bỏ `tong_nhom`",
        ),
        Some(_) => return,
    };
    faults.push(Diagnostic::error("bang", fault.0).at(asked.span).help(fault.1));
}

/// The rows by group, the groups in the order of their first rows. An empty
/// cell belongs to the group above it, as merged cells of a workbook have it.
fn groups(rows: &[Vec<Cell>], asked: &Asked, faults: &mut Vec<Diagnostic>) -> Vec<Group> {
    let Some(column) = asked.group else {
        return vec![Group { name: None, rows: (0..rows.len()).collect() }];
    };
    let mut groups: Vec<Group> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut current = None;
    for (index, row) in rows.iter().enumerate() {
        if let Some(cell) = row.get(column).filter(|cell| !cell.is_empty()) {
            match words(cell) {
                Ok(name) => {
                    let at = *known.entry(name.clone()).or_insert(groups.len());
                    if at == groups.len() {
                        groups.push(Group { name: Some(name), rows: Vec::new() });
                    }
                    current = Some(at);
                }
                Err((message, help)) => {
                    faults.push(Diagnostic::error("o-bang", message).at(&cell.place).help(help));
                }
            }
        }
        match current.and_then(|at| groups.get_mut(at)) {
            Some(group) => group.rows.push(index),
            None => {
                let fault = Diagnostic::error("bang", "dòng đầu của bảng không thuộc nhóm nào");
                let fault = match row.iter().find(|cell| !cell.is_empty()) {
                    Some(cell) => fault.at(&cell.place),
                    None => fault.at(asked.span),
                };
                faults
                    .push(fault.help(
                        "ghi tên nhóm ở cột nhóm của dòng này; ô trống ở dưới là cùng nhóm với ô trên",
                    ));
                return Vec::new();
            }
        }
    }
    groups
}
