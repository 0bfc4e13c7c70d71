//! The rows of a `bang`: values, sums, groups, and the sums that the data has.

use std::collections::HashMap;

use super::data_columns::{Chosen, MAX_FAULTS, printable};
use super::data_numbers::{self, Figure, Sum};
use super::table::{Cell, CellValue};
use crate::column_kind::{self, ColumnKind, is_in_words, is_mark, is_total};
use crate::diagnostic::{Diagnostic, Severity, Span};
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
struct Column {
    chosen: Chosen,
    texts: Vec<String>,
    figures: Vec<Option<Figure>>,
    sum: Sum,
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
    let (body, totals) = rows.split_at(body_length(rows, &chosen, faults));
    let mut columns: Vec<Column> = Vec::with_capacity(chosen.len());
    for chosen in chosen {
        let is_first = columns.is_empty() && !asked.stt;
        columns.push(read_column(body, chosen, is_first, asked.span, faults, warnings));
    }
    check_group_sums(&columns, asked, faults);
    let groups = groups(body, asked, faults);
    let mut filled = Filled::default();
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
    for row in totals {
        let values = total(row, &columns, &mut filled.sai_tong, faults);
        filled.dong.push(DongBang::Tong(values));
    }
    if let Some(cell) = totals.iter().find_map(|row| total_cell(row)).filter(|_| filled.sai_tong.is_empty()) {
        let message = format!("bảng đã có dòng `{}`: không cộng thêm", cell.words());
        // Nothing is wrong, so no run fails of it.
        let hint = Diagnostic { severity: Severity::Hint, ..Diagnostic::warning("da-co-tong", message) };
        let help = "số ở dòng này đã đúng; bỏ dòng này để chương trình tự cộng, hoặc bỏ `tong: true`";
        warnings.push(hint.at_place(&cell.place).help(help));
    }
    filled.cot = columns
        .into_iter()
        .map(|column| {
            let sum = (column.chosen.summed && totals.is_empty()).then(|| column.sum.words());
            CotBang { tong: sum, ..column.chosen.column }
        })
        .collect();
    filled
}

/// How many rows stand above the sums that the data has itself. One among the
/// rows is a fault: it would be added up with what it is the sum of.
fn body_length(rows: &[Vec<Cell>], columns: &[Chosen], faults: &mut Vec<Diagnostic>) -> usize {
    if columns.iter().all(|column| !column.summed) {
        return rows.len();
    }
    let is_below = |row: &Vec<Cell>| total_cell(row).is_some() || says_in_words(row);
    let below = rows.iter().rev().take_while(|row| is_below(row)).count();
    let body = rows.len() - below;
    let has_sums = rows[body..].iter().any(|row| total_cell(row).is_some());
    // A table of nothing but sums has no rows to add up: they are its rows.
    let body = if body == 0 || !has_sums { rows.len() } else { body };
    let counts = |row: &[Cell]| {
        let summed = columns.iter().filter(|column| column.summed);
        summed.filter_map(|column| row.get(column.index)).any(|cell| !cell.is_empty())
    };
    let among = rows[..body].iter().filter(|row| below < rows.len() && counts(row));
    for cell in among.filter_map(|row| total_cell(row)) {
        let message = format!("dòng `{}` ở giữa bảng sẽ bị cộng thêm một lần nữa", cell.words());
        faults.push(Diagnostic::error("cong-hai-lan", message).at_place(&cell.place).help(
            "xóa dòng này; muốn cộng từng phần thì dùng nhom: <tên cột> và tong_nhom: true; \
             hoặc bỏ `tong: true` để in nguyên như trong bảng",
        ));
    }
    body
}

/// The cell that says that its row holds sums.
fn total_cell(row: &[Cell]) -> Option<&Cell> {
    row.iter().find(|cell| matches!(&cell.value, CellValue::Text(text) if is_total(text)))
}

/// Whether a row says a sum in words.
fn says_in_words(row: &[Cell]) -> bool {
    row.iter().any(|cell| matches!(&cell.value, CellValue::Text(text) if is_in_words(text)))
}

fn read_column(
    rows: &[Vec<Cell>],
    mut chosen: Chosen,
    is_first: bool,
    span: Span,
    faults: &mut Vec<Diagnostic>,
    warnings: &mut Vec<Diagnostic>,
) -> Column {
    let title = chosen.column.ten.clone();
    let cells = || rows.iter().filter_map(|row| row.get(chosen.index));
    data_numbers::in_english(&title, cells(), warnings);
    let mut texts = Vec::with_capacity(rows.len());
    let mut figures = Vec::new();
    for row in rows {
        let value = match row.get(chosen.index).filter(|_| faults.len() < MAX_FAULTS) {
            None => Ok((String::new(), None)),
            Some(cell) if chosen.summed && !is_mark(&cell.words()) => summed_value(cell, &title)
                .map(|figure| (figure.map_or_else(String::new, Figure::words), figure))
                .map_err(|fault| (cell, fault)),
            Some(cell) => words(cell).map(|words| (words, None)).map_err(|fault| (cell, fault)),
        };
        let (text, figure) = value.unwrap_or_else(|(cell, (message, help))| {
            faults.push(Diagnostic::error("o-bang", message).at_place(&cell.place).help(help));
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
        faults.push(place.map_or_else(|| fault.clone().at(span), |place| fault.clone().at_place(place)));
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
        chosen.column.kieu = ColumnKind::of(&title, texts.iter().map(String::as_str), is_first);
    }
    Column { chosen, texts, figures, sum }
}

/// What is wrong with a cell, and how to mend it.
type Fault = (String, String);

/// The words of a cell, as printed.
fn words(cell: &Cell) -> Result<String, Fault> {
    let words = match &cell.value {
        CellValue::Unusable(what) => {
            return Err((
                format!("ô này không in được: {what}"),
                "ghi chữ, số hoặc ngày vào ô này".to_owned(),
            ));
        }
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
fn summed_value(cell: &Cell, title: &str) -> Result<Option<Figure>, Fault> {
    if cell.is_empty() {
        return Ok(None);
    }
    let words = words(cell)?;
    Figure::of(cell).map(Some).ok_or_else(|| {
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
                    faults.push(Diagnostic::error("o-bang", message).at_place(&cell.place).help(help));
                }
            }
        }
        match current.and_then(|at| groups.get_mut(at)) {
            Some(group) => group.rows.push(index),
            None => {
                let fault = Diagnostic::error("bang", "dòng đầu của bảng không thuộc nhóm nào");
                let fault = match row.iter().find(|cell| !cell.is_empty()) {
                    Some(cell) => fault.at_place(&cell.place),
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

/// A row of sums of the data, compared with what the rows add up to. A sum that
/// it leaves out is put in.
fn total(
    row: &[Cell],
    columns: &[Column],
    wrong: &mut Vec<SaiTong>,
    faults: &mut Vec<Diagnostic>,
) -> Vec<String> {
    let is_sum = total_cell(row).is_some();
    let mut value = |column: &Column| -> Result<String, (&Cell, Fault)> {
        let title = &column.chosen.column.ten;
        let Some(cell) = row.get(column.chosen.index) else {
            return Ok(if is_sum && column.chosen.summed { column.sum.words() } else { String::new() });
        };
        if !column.chosen.summed || !is_sum {
            return words(cell).map_err(|fault| (cell, fault));
        }
        let Some(said) = summed_value(cell, title).map_err(|fault| (cell, fault))? else {
            return Ok(column.sum.words());
        };
        if !column.sum.is_said_by(said) {
            wrong.push(SaiTong {
                cot: title.clone(),
                ghi: said.words(),
                cong: column.sum.words(),
                place: cell.place.clone(),
            });
        }
        Ok(said.words())
    };
    let mut values = Vec::with_capacity(columns.len());
    for column in columns {
        values.push(value(column).unwrap_or_else(|(cell, (message, help))| {
            faults.push(Diagnostic::error("o-bang", message).at_place(&cell.place).help(help));
            String::new()
        }));
    }
    values
}
