//! The columns of a `bang`: which are printed, and where their values stand.

use std::ops::Range;

use super::data_heads::Wanted;
use super::data_rows::{self, Asked, Filled};
use super::raw_table::Raw;
use super::reader::Reader;
use super::table::{Cell, OUTSIDE, QUOTE};
use crate::column_kind::ColumnKind;
use crate::diagnostic::{Diagnostic, Place, Span, nearest};
use crate::model::{CotBang, DauChung, Literal};
use crate::slug::slug;

/// Most columns of a table in print.
const MAX_COLUMNS: usize = 40;
/// Most faults, and most warnings, told of one table.
pub(super) const MAX_FAULTS: usize = 100;

/// Where the titles of a file may be instead.
const ELSEWHERE: &str = "; tên cột không ở hàng đầu thì thêm hang_ten_cot: <số của hàng ấy>";

/// A column that is printed, and where its values stand in a row.
pub(super) struct Chosen {
    pub(super) index: usize,
    pub(super) column: CotBang,
    pub(super) summed: bool,
}

/// What `cot`, `nhom` and `tong_nhom` ask for.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub(super) columns: Option<Vec<Wanted>>,
    pub(super) group: Option<Literal>,
    pub(super) group_sums: bool,
    pub(super) stt: bool,
}

/// The printed columns with their sums, and the rows below them.
pub(super) fn choose(raw: Raw, layout: Layout, span: Span, cx: &mut Reader<'_>) -> Option<Filled> {
    let mut faults = Vec::new();
    let Raw { header, above, lost, mut rows, is_csv } = raw;
    let header = match (header, &layout.columns) {
        (None, None) if !rows.is_empty() => Some(rows.remove(0)),
        (header, _) => header,
    };
    let titles = titles(header.as_deref(), layout.columns.as_deref());
    let elsewhere = if header.iter().flatten().any(is_of_file) { ELSEWHERE } else { "" };
    let group = layout.group.as_ref().and_then(|name| match find(name, &titles).as_slice() {
        [] => {
            faults.push(unknown(name, &titles, elsewhere));
            None
        }
        found => found.first().copied(),
    });
    let is_all = layout.columns.is_none();
    let mut chosen = match (&header, layout.columns) {
        (Some(header), Some(wanted)) => by_title(header, &above, &titles, wanted, elsewhere, &mut faults),
        (Some(header), None) => every(header),
        (None, Some(wanted)) => by_place(&rows, wanted, &mut faults),
        (None, None) => Vec::new(),
    };
    if let Some(header) = header.as_ref().filter(|_| faults.is_empty() && (is_all || is_csv)) {
        faults.extend(outside(header, &rows, is_csv));
    }
    if let Some(taken) = chosen.iter().find(|chosen| Some(chosen.index) == group)
        && (taken.summed || taken.column.gop)
    {
        let message = format!("cột `{}` là cột nhóm, không in thành cột riêng", taken.column.ten);
        faults.push(Diagnostic::error("bang", message).at(span).help("bỏ `tong`, `gop` ở cột này"));
    }
    chosen.retain(|chosen| Some(chosen.index) != group);
    for (column, heads) in
        chosen.iter_mut().filter_map(|chosen| Some((&mut chosen.column, above.get(chosen.index)?)))
    {
        if column.tren.is_empty() {
            column.tren.clone_from(heads);
        }
    }
    for cell in chosen.iter().filter_map(|chosen| header.as_ref()?.get(chosen.index)) {
        if let Some((message, help)) = cell.unusable() {
            faults.push(Diagnostic::error("o-bang", message).at(&cell.place).help(help));
        }
    }
    if faults.is_empty() && (chosen.is_empty() || chosen.len() > MAX_COLUMNS) {
        let message = format!("bảng phải có từ 1 đến {MAX_COLUMNS} cột, ở đây là {}", chosen.len());
        faults
            .push(Diagnostic::error("bang", message).at(span).help("chọn những cột cần in bằng khóa `cot`"));
    }
    if rows.is_empty() {
        let warning = Diagnostic::warning("bang-trong", "bảng không có dòng nào dưới tên cột");
        cx.report(warning.at(span));
    }
    let is_lost = |(columns, _): &(Range<usize>, Diagnostic)| {
        chosen.iter().any(|chosen| columns.contains(&chosen.index) && chosen.column.tren.is_empty())
    };
    let mut warnings: Vec<Diagnostic> =
        lost.into_iter().filter(is_lost).map(|(_, warning)| warning).collect();
    warnings.append(&mut twice(&chosen, span));
    for cell in header.iter().flatten().enumerate().filter_map(|(index, cell)| {
        let is_left_out = Some(index) != group && chosen.iter().all(|chosen| chosen.index != index);
        (is_left_out && matches!(cell.place, Place::Text { .. })).then_some(cell)
    }) {
        let message = format!("`{}` không có trong `cot` nên không được in", cell.words());
        let warning = Diagnostic::warning("cot-la", message).at(&cell.place);
        warnings.push(warning.help("thêm tên này vào `cot`, hoặc xóa nó ở `dong`"));
    }
    let asked = Asked { group, group_sums: layout.group_sums, stt: layout.stt, span };
    let filled = data_rows::fill(&rows, chosen, &asked, &mut faults, &mut warnings);
    let failed = !faults.is_empty();
    warnings.truncate(MAX_FAULTS);
    faults.truncate(MAX_FAULTS);
    faults.into_iter().chain(warnings).for_each(|fault| cx.report(fault));
    (!failed).then_some(filled)
}

/// The names that a column may be called by: its title, or the words asked for
/// where the rows have no titles.
fn titles(header: Option<&[Cell]>, wanted: Option<&[Wanted]>) -> Vec<(String, String)> {
    let named = |words: String| {
        let slug = slug(&words);
        (words, slug)
    };
    match (header, wanted) {
        (Some(header), _) => header.iter().map(|cell| named(cell.words())).collect(),
        (None, Some(wanted)) => wanted.iter().map(|wanted| named(wanted.ten.value.clone())).collect(),
        (None, None) => Vec::new(),
    }
}

/// Whether a cell is one of a data file.
fn is_of_file(cell: &Cell) -> bool {
    !matches!(cell.place, Place::Text { .. })
}

/// The columns of this name: as typed, or else case and diacritics aside.
fn find(name: &Literal, titles: &[(String, String)]) -> Vec<usize> {
    let folded = slug(name.as_str());
    let those = |is: &dyn Fn(&(String, String)) -> bool| -> Vec<usize> {
        titles.iter().enumerate().filter(|(_, title)| is(title)).map(|(index, _)| index).collect()
    };
    let exact = those(&|(words, _)| words == name.as_str());
    if exact.is_empty() { those(&|(_, slug)| *slug == folded && !slug.is_empty()) } else { exact }
}

fn chosen(index: usize, wanted: &Wanted) -> Chosen {
    let column = CotBang {
        ten: printable(wanted.ten.as_str()),
        tren: wanted.tren.clone(),
        rong: wanted.rong,
        canh: wanted.canh,
        kieu: ColumnKind::Chu,
        gop: wanted.gop,
        tong: None,
    };
    Chosen { index, column, summed: wanted.tong }
}

/// Warns of columns of the data that are printed more than once.
fn twice(chosen: &[Chosen], span: Span) -> Vec<Diagnostic> {
    let again = chosen
        .iter()
        .enumerate()
        .filter(|(at, second)| chosen[..*at].iter().any(|first| first.index == second.index));
    let warning = |(_, second): (usize, &Chosen)| {
        let message = format!("cột `{}` in một cột của bảng lần nữa", second.column.ten);
        Diagnostic::warning("trung-cot", message).at(span).help("bỏ một trong hai cột ở `cot`")
    };
    again.map(warning).collect()
}

/// The columns whose titles are asked for.
fn by_title(
    header: &[Cell],
    above: &[Vec<DauChung>],
    titles: &[(String, String)],
    wanted: Vec<Wanted>,
    elsewhere: &str,
    faults: &mut Vec<Diagnostic>,
) -> Vec<Chosen> {
    let mut all = Vec::new();
    for wanted in wanted {
        let name = wanted.tu.as_ref().unwrap_or(&wanted.ten);
        let mut found = find(name, titles);
        // Below several heads of a file the same titles stand again.
        if let (2.., Some(head)) = (found.len(), wanted.tren.last()) {
            let is_below = |index: &usize| {
                above
                    .get(*index)
                    .and_then(|heads| heads.last())
                    .is_some_and(|own| slug(&own.ten) == slug(&head.ten))
            };
            if found.iter().filter(|index| is_below(index)).count() == 1 {
                found.retain(is_below);
            }
        }
        match found.as_slice() {
            [index] => all.push(chosen(*index, &wanted)),
            [] => faults.push(unknown(name, titles, elsewhere)),
            [_, second, ..] => faults.push(
                Diagnostic::error("trung-cot", format!("hai cột cùng là `{}`", name.as_str()))
                    .at(&header[*second].place)
                    .help("đổi tên một trong hai cột trong tệp"),
            ),
        }
    }
    all
}

fn unknown(name: &Literal, titles: &[(String, String)], elsewhere: &str) -> Diagnostic {
    let folded: Vec<String> = titles.iter().map(|(_, slug)| slug.replace('-', "_")).collect();
    let near = nearest(name.as_str(), folded.iter().map(String::as_str));
    let near = near.and_then(|near| folded.iter().position(|slug| slug == near));
    let help = match near {
        Some(at) => format!("có phải ý bạn là `{}`? Tên cột trong tệp ghi ở `tu`", titles[at].0),
        None => {
            let known = titles.iter().map(|(words, _)| words.as_str());
            let known: Vec<&str> = known.filter(|words| !words.is_empty()).collect();
            format!("các cột của bảng: {}{elsewhere}", known.join(", "))
        }
    };
    let message = format!("bảng không có cột `{}`", name.as_str());
    Diagnostic::error("cot-la", message).at(name.span).label("cột lạ").help(help)
}

/// A cell to the right of all titles. Of a workbook one may choose columns and
/// leave it; in a row of a CSV file it tells that the values have moved.
fn outside(header: &[Cell], rows: &[Vec<Cell>], is_csv: bool) -> Option<Diagnostic> {
    let cell = rows.iter().find_map(|row| row.iter().skip(header.len()).find(|cell| !cell.is_empty()))?;
    let elsewhere = if is_of_file(cell) { ELSEWHERE } else { "" };
    let help = if is_csv {
        format!("{QUOTE}; hoặc thêm tên cột ở hàng đầu, hoặc xóa ô này{elsewhere}")
    } else {
        format!(
            "mỗi cột có một tên ở hàng đầu: thêm tên, xóa ô này, hoặc chọn những cột cần in bằng khóa `cot`{elsewhere}"
        )
    };
    Some(Diagnostic::error("bang", OUTSIDE).at(&cell.place).help(help))
}

/// Every column under its own title.
fn every(header: &[Cell]) -> Vec<Chosen> {
    let column = |(index, cell): (usize, &Cell)| {
        let column = CotBang {
            ten: printable(&cell.words()),
            tren: Vec::new(),
            rong: None,
            canh: None,
            kieu: ColumnKind::Chu,
            gop: false,
            tong: None,
        };
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
                .at(&title.place)
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
                .at(&cell.place)
                .help("thêm cột vào `cot`, hoặc bỏ giá trị thừa"),
        );
    }
    wanted.iter().enumerate().map(|(index, wanted)| chosen(index, wanted)).collect()
}

/// Line breaks of one kind, no tabs.
pub(super) fn printable(words: &str) -> String {
    words.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ")
}
