//! The columns of a `bang`: which are printed, what stands in them, their sums.

use rust_decimal::Decimal;

use super::data_table::Raw;
use super::reader::{FromNode, MappingReader, Reader};
use super::table::{Cell, CellValue};
use super::tree::{Node, NodeKind};
use crate::diagnostic::{Diagnostic, Span, nearest};
use crate::law::Alignment;
use crate::model::{CotBang, GiaTriO, Literal};
use crate::number;
use crate::slug::slug;

/// Most columns of a table in print.
const MAX_COLUMNS: usize = 40;
/// Most characters of a cell: about a page.
const MAX_CHARACTERS: usize = 3_000;
/// Narrowest and widest column, mm.
const WIDTHS_MM: std::ops::RangeInclusive<f64> = 5.0..=400.0;
/// Most faults told of one table.
const MAX_FAULTS: usize = 100;

/// A column as asked for.
#[derive(Debug)]
pub(super) struct Wanted {
    ten: Literal,
    tu: Option<Literal>,
    rong: Option<f64>,
    canh: Option<Alignment>,
    tong: bool,
}

impl FromNode for Wanted {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        if matches!(node.kind, NodeKind::Scalar { .. }) {
            let ten = Literal::from_node(node, cx)?;
            return Some(Self { ten, tu: None, rong: None, canh: None, tong: false });
        }
        let mut keys = MappingReader::new(node, "tên cột, hoặc {ten: ..., tu: ..., rong: ...}", cx)?;
        let ten = keys.required("ten", "chữ ở đầu cột", cx);
        let tu = keys.optional("tu", cx);
        let rong: Option<f64> = keys.optional("rong", cx);
        let canh = keys.optional("canh", cx);
        let tong = keys.optional("tong", cx).unwrap_or(false);
        keys.finish(cx);
        if rong.is_some_and(|rong| !WIDTHS_MM.contains(&rong)) {
            let (least, most) = (WIDTHS_MM.start(), WIDTHS_MM.end());
            cx.report(
                Diagnostic::error("ngoai-khoang", format!("`rong` phải từ {least} đến {most} mm"))
                    .at(node.span)
                    .help("ghi chiều rộng của cột bằng mm, ví dụ rong: 40"),
            );
            return None;
        }
        Some(Self { ten: ten?, tu, rong, canh, tong })
    }
}

impl FromNode for Alignment {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        match Literal::from_node(node, cx)?.as_str() {
            "trai" => Some(Self::Trai),
            "giua" => Some(Self::Giua),
            "phai" => Some(Self::Phai),
            _ => cx.mismatch(node, "trai, giua hoặc phai", "ví dụ canh: phai"),
        }
    }
}

/// A column that is printed, and where its values stand in a row.
struct Chosen {
    index: usize,
    column: CotBang,
    summed: bool,
}

/// The printed columns with their sums, and the rows below them.
pub(super) fn choose(
    raw: Raw,
    wanted: Option<Vec<Wanted>>,
    span: Span,
    cx: &mut Reader<'_>,
) -> Option<(Vec<CotBang>, Vec<Vec<GiaTriO>>)> {
    let mut faults = Vec::new();
    let Raw { header, mut rows } = raw;
    let mut chosen = match (header, wanted) {
        (Some(header), Some(wanted)) => by_title(&header, wanted, &mut faults),
        (Some(header), None) => every(&header, &rows, &mut faults),
        (None, Some(wanted)) => by_place(&rows, wanted, &mut faults),
        (None, None) if rows.is_empty() => Vec::new(),
        (None, None) => {
            let header = rows.remove(0);
            every(&header, &rows, &mut faults)
        }
    };
    if faults.is_empty() && (chosen.is_empty() || chosen.len() > MAX_COLUMNS) {
        let message = format!("bảng phải có từ 1 đến {MAX_COLUMNS} cột, ở đây là {}", chosen.len());
        faults
            .push(Diagnostic::error("bang", message).at(span).help("chọn những cột cần in bằng khóa `cot`"));
    }
    if rows.is_empty() {
        let warning = Diagnostic::warning("bang-trong", "bảng không có dòng nào dưới tên cột");
        cx.report(warning.at(span));
    }
    let values = rows.iter().map(|row| values(row, &mut chosen, &mut faults)).collect();
    let failed = !faults.is_empty();
    faults.truncate(MAX_FAULTS);
    faults.into_iter().for_each(|fault| cx.report(fault));
    (!failed).then(|| (chosen.into_iter().map(|chosen| chosen.column).collect(), values))
}

fn chosen(index: usize, wanted: &Wanted) -> Chosen {
    let column = CotBang {
        ten: wanted.ten.value.clone(),
        rong: wanted.rong,
        canh: wanted.canh,
        tong: wanted.tong.then_some(Decimal::ZERO),
    };
    Chosen { index, column, summed: wanted.tong }
}

/// The columns whose titles are asked for.
fn by_title(header: &[Cell], wanted: Vec<Wanted>, faults: &mut Vec<Diagnostic>) -> Vec<Chosen> {
    let titles: Vec<(String, String)> =
        header.iter().map(|cell| (cell.words(), slug(&cell.words()))).collect();
    let mut all = Vec::new();
    for wanted in wanted {
        let name = wanted.tu.as_ref().unwrap_or(&wanted.ten);
        let folded = slug(name.as_str());
        let those = |is: &dyn Fn(&(String, String)) -> bool| -> Vec<usize> {
            titles.iter().enumerate().filter(|(_, title)| is(title)).map(|(index, _)| index).collect()
        };
        let exact = those(&|(words, _)| words == name.as_str());
        let found =
            if exact.is_empty() { those(&|(_, slug)| *slug == folded && !slug.is_empty()) } else { exact };
        match found.as_slice() {
            [index] => all.push(chosen(*index, &wanted)),
            [] => faults.push(unknown(name, &titles)),
            [_, second, ..] => faults.push(
                Diagnostic::error("trung-cot", format!("hai cột cùng là `{}`", name.as_str()))
                    .at_place(&header[*second].place)
                    .help("đổi tên một trong hai cột trong tệp"),
            ),
        }
    }
    all
}

fn unknown(name: &Literal, titles: &[(String, String)]) -> Diagnostic {
    let folded: Vec<String> = titles.iter().map(|(_, slug)| slug.replace('-', "_")).collect();
    let near = nearest(name.as_str(), folded.iter().map(String::as_str));
    let near = near.and_then(|near| folded.iter().position(|slug| slug == near));
    let help = match near {
        Some(at) => format!("có phải ý bạn là `{}`? Tên cột trong tệp ghi ở `tu`", titles[at].0),
        None => {
            let known: Vec<&str> = titles.iter().map(|(words, _)| words.as_str()).collect();
            format!("các cột của bảng: {}", known.join(", "))
        }
    };
    let message = format!("bảng không có cột `{}`", name.as_str());
    Diagnostic::error("cot-la", message).at(name.span).label("cột lạ").help(help)
}

/// Every column under its own title.
fn every(header: &[Cell], rows: &[Vec<Cell>], faults: &mut Vec<Diagnostic>) -> Vec<Chosen> {
    let outside = rows.iter().find_map(|row| row.iter().skip(header.len()).find(|cell| !cell.is_empty()));
    if let Some(cell) = outside {
        faults.push(
            Diagnostic::error("bang", "ô này nằm ngoài các cột có tên")
                .at_place(&cell.place)
                .help("thêm tên cho cột, xóa ô này, hoặc chọn những cột cần in bằng khóa `cot`"),
        );
    }
    let column = |(index, cell): (usize, &Cell)| {
        let column = CotBang { ten: printable(&cell.words()), rong: None, canh: None, tong: None };
        Chosen { index, column, summed: false }
    };
    header.iter().enumerate().map(column).collect()
}

/// The columns of rows without titles, in the order asked for.
fn by_place(rows: &[Vec<Cell>], wanted: Vec<Wanted>, faults: &mut Vec<Diagnostic>) -> Vec<Chosen> {
    let first_is = |row: &Vec<Cell>| {
        row.len() == wanted.len() && row.iter().zip(&wanted).all(|(cell, w)| cell.words() == w.ten.as_str())
    };
    if let Some(title) = rows.first().filter(|row| first_is(row)).and_then(|row| row.first()) {
        faults.push(
            Diagnostic::error("bang", "dòng đầu của `dong` lặp lại tên các cột")
                .at_place(&title.place)
                .help("bỏ dòng này: tên cột đã có ở `cot`"),
        );
    }
    for name in wanted.iter().filter_map(|wanted| wanted.tu.as_ref()) {
        faults.push(
            Diagnostic::error("cot-la", "các dòng [...] không có tên cột, nên `tu` không chỉ vào đâu")
                .at(name.span)
                .help("bỏ `tu`: giá trị trong dòng theo đúng thứ tự của `cot`"),
        );
    }
    for cell in rows.iter().filter_map(|row| row.get(wanted.len())) {
        faults.push(
            Diagnostic::error("bang", format!("dòng này có nhiều hơn {} giá trị", wanted.len()))
                .at_place(&cell.place)
                .help("thêm cột vào `cot`, hoặc bỏ giá trị thừa"),
        );
    }
    wanted.iter().enumerate().map(|(index, wanted)| chosen(index, wanted)).collect()
}

/// The values of a row; adds to the sums.
fn values(row: &[Cell], chosen: &mut [Chosen], faults: &mut Vec<Diagnostic>) -> Vec<GiaTriO> {
    let mut value = |chosen: &mut Chosen| {
        let Some(cell) = row.get(chosen.index).filter(|_| faults.len() < MAX_FAULTS) else {
            return GiaTriO::Trong;
        };
        match value(cell, chosen) {
            Ok(value) => value,
            Err((message, help)) => {
                faults.push(Diagnostic::error("o-bang", message).at_place(&cell.place).help(help));
                GiaTriO::Trong
            }
        }
    };
    chosen.iter_mut().map(&mut value).collect()
}

/// The value of a cell; of a summed column always a number or nothing. On a
/// fault what is wrong and how to mend it.
fn value(cell: &Cell, chosen: &mut Chosen) -> Result<GiaTriO, (String, String)> {
    if let CellValue::Unusable(what) = &cell.value {
        return Err((format!("ô này không in được: {what}"), "ghi chữ, số hoặc ngày vào ô này".to_owned()));
    }
    let words = cell.words();
    if words.chars().count() > MAX_CHARACTERS {
        let message = format!("ô này dài quá {MAX_CHARACTERS} chữ");
        return Err((message, "chuyển đoạn dài ra ngoài bảng".to_owned()));
    }
    let not_a_number = |what: &str| {
        let help = format!(
            "cột `{}` có dòng tổng cộng: mỗi ô là một số như 1.250 hoặc 98,5, hoặc để trống",
            chosen.column.ten
        );
        (format!("ô này không phải số cộng được: {what}"), help)
    };
    match &cell.value {
        CellValue::Empty => Ok(GiaTriO::Trong),
        CellValue::Number { number, rate: false, .. } if chosen.summed => add(*number, chosen),
        CellValue::Number { number, rate: true, .. } => {
            let words = format!("{}%", number::format(*number * Decimal::ONE_HUNDRED));
            if chosen.summed { Err(not_a_number(&words)) } else { Ok(GiaTriO::Chu(words)) }
        }
        CellValue::Number { number, grouped: true, .. } => Ok(GiaTriO::So(*number)),
        // A year, a code: as a plain cell shows it, with the decimal comma.
        CellValue::Number { .. } => Ok(GiaTriO::Chu(words.replace('.', ","))),
        _ if chosen.summed => match number::parse(&words) {
            Some(number) => add(number, chosen),
            None => Err(not_a_number(&words)),
        },
        _ => Ok(GiaTriO::Chu(printable(&words))),
    }
}

fn add(number: Decimal, chosen: &mut Chosen) -> Result<GiaTriO, (String, String)> {
    let sum = chosen.column.tong.unwrap_or_default().checked_add(number);
    let too_large = || ("tổng của cột lớn quá".to_owned(), "kiểm tra lại các số của cột này".to_owned());
    chosen.column.tong = Some(sum.ok_or_else(too_large)?);
    Ok(GiaTriO::So(number))
}

/// Line breaks of one kind, no tabs.
fn printable(words: &str) -> String {
    words.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ")
}
