//! Which column of a table sets which key of the document.

use schemars::JsonSchema;
use serde::Serialize;

use super::fields::{self, Need};
use super::titles::{Key, Mapping, NAME, Titles, alias, means_issuer};
use crate::diagnostic::{Diagnostic, nearest};
use crate::model::VanBan;
use crate::slug::slug;
use crate::source::Cell;

/// What to do where the titles were looked for in the wrong place.
const OTHER_HEAD: &str = "tên cột ở dòng hay bảng tính khác: thêm --dong-tieu-de SỐ, --bang-tinh TÊN";

/// A column that is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) index: usize,
    pub(super) key: String,
    /// The title in the table.
    pub(super) title: String,
    /// What an empty cell of it means.
    pub(super) need: Need,
}

impl Column {
    /// What is wrong with an empty cell of the column, and how to mend it.
    pub(super) fn fault_when_empty(&self) -> Option<(String, String)> {
        let Self { key, title, .. } = self;
        match self.need {
            Need::Optional => None,
            Need::Own => Some((
                format!("ô trống: trường này chưa có `{key}`"),
                "điền ô này, hoặc xóa cả cột".to_owned(),
            )),
            Need::Receiver => Some((
                format!("ô trống ở cột `{title}`: không biết dòng này gửi ai"),
                "điền ô này, hoặc xóa cả dòng".to_owned(),
            )),
            Need::ForTexts => Some((
                format!("ô trống ở cột `{title}`, mà lời văn hoặc `khi` có dùng `{key}`"),
                format!(
                    "điền ô này; nếu được để trống thì viết trong tệp gốc: {{% if {key} %}}...{{% endif %}}"
                ),
            )),
        }
    }
}

/// The columns of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns {
    pub(super) used: Vec<Column>,
    /// Which columns have a title, from the first.
    titled: Vec<bool>,
    /// Titles of columns that set nothing.
    unused: Vec<String>,
    /// One office issues all documents, each row is a receiver.
    pub(super) one_issuer: bool,
    /// The columns that tell two rows apart; none: whole rows do.
    pub(super) key: Vec<Column>,
}

/// What is asked of the columns of a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<'b> {
    /// Columns named on the command line.
    pub(super) mappings: &'b [Mapping],
    /// The titles of the columns that tell two rows apart.
    pub(super) key: &'b [String],
    /// The pattern of file names, where one is given.
    pub(super) pattern: Option<&'b str>,
    /// Every row is a receiver, even where a column names schools.
    pub(super) one_issuer: bool,
    /// The papers need a plan of every school's own.
    pub(super) needs_issuers: bool,
}

impl Columns {
    /// Finds the columns by their titles. Unknown titles and what schools
    /// would take over from the plan are warnings.
    pub(super) fn find(
        header: &[Cell],
        wanted: Wanted<'_>,
        plan: &VanBan,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let titled = header.iter().map(|cell| !cell.is_empty()).collect();
        let titles = Titles { mappings: wanted.mappings, plan };
        let names_issuer =
            |cell: &Cell| matches!(titles.of_issuer(&cell.words()), Key::Of(key) if key == NAME);
        let one_issuer = wanted.one_issuer || !header.iter().any(names_issuer);
        let mut columns = Self { titled, one_issuer, ..Self::default() };
        let has_receiver = header.iter().any(|cell| alias(&slug(&cell.words())) == Some("kinh_gui"));
        for (index, cell) in header.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let title = cell.words();
            let key =
                if one_issuer { titles.of_receiver(&title, has_receiver) } else { titles.of_issuer(&title) };
            columns.take(index, cell, title, key, plan, diagnostics);
        }
        columns.check_named(wanted, header, diagnostics);
        if one_issuer {
            columns.check_receivers(wanted, header, plan, diagnostics);
        } else {
            columns.check_issuers(plan, diagnostics);
        }
        columns.key = columns.telling_apart(wanted);
        columns
    }

    fn take(
        &mut self,
        index: usize,
        cell: &Cell,
        title: String,
        key: Key,
        plan: &VanBan,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        match key {
            Key::Of(key) if self.has(&key) => diagnostics.push(
                Diagnostic::error("trung-cot", format!("cột `{title}` đặt khóa `{key}` lần nữa"))
                    .at(&cell.place)
                    .help("xóa hoặc đổi tên một trong hai cột"),
            ),
            Key::Of(key) => {
                let need = fields::need(&key, plan);
                self.used.push(Column { index, key, title, need });
            }
            Key::ForPeople => self.unused.push(title),
            Key::Unknown(near) => {
                let help = near.map_or_else(
                    || format!("cột này bị bỏ qua; dùng --cot \"{title}=khóa\" để chỉ khóa"),
                    |near| format!("có phải ý bạn là `{near}`? Cột này đang bị bỏ qua"),
                );
                diagnostics.push(
                    Diagnostic::warning("cot-la", format!("không dùng cột `{title}`"))
                        .at(&cell.place)
                        .help(help),
                );
                self.unused.push(title);
            }
        }
    }

    fn has(&self, key: &str) -> bool {
        self.used.iter().any(|column| column.key == key)
    }

    /// Columns that the command line names must be there.
    fn check_named(&self, wanted: Wanted<'_>, header: &[Cell], diagnostics: &mut Vec<Diagnostic>) {
        let titles: Vec<String> = header.iter().map(Cell::words).collect();
        let mut missing = |title: &str, option: &str| {
            let near = nearest(title, titles.iter().map(String::as_str));
            let help = near.map_or_else(String::new, |near| format!("có phải ý bạn là `{near}`?"));
            let message = format!("bảng không có cột `{title}` (nêu ở {option})");
            diagnostics.push(Diagnostic::error("thieu-cot", message).help(help));
        };
        for mapping in wanted.mappings.iter().filter(|mapping| !self.has(&mapping.key)) {
            missing(&mapping.title, "--cot");
        }
        for title in wanted.key {
            if !titles.iter().any(|known| slug(known) == slug(title)) {
                missing(title, "--khoa");
            }
        }
    }

    fn check_issuers(&self, plan: &VanBan, diagnostics: &mut Vec<Diagnostic>) {
        for key in fields::names().filter(|key| !self.has(key)) {
            if let Some(own) = fields::own_of(plan, key) {
                let message = format!("bảng không có cột `{key}`: mọi trường đều mang \"{own}\" của tệp gốc");
                diagnostics.push(
                    Diagnostic::warning("thieu-cot", message).help("thêm cột này nếu các trường khác nhau"),
                );
            }
        }
    }

    /// A table without issuers: refused where the rows must be issuers, where
    /// it looks as if they were, and where it says nothing.
    fn check_receivers(
        &mut self,
        wanted: Wanted<'_>,
        header: &[Cell],
        plan: &VanBan,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let of_issuer = |title: &String| means_issuer(title);
        if wanted.needs_issuers || (!wanted.one_issuer && self.unused.iter().any(of_issuer)) {
            let message = "bảng không có cột tên trường (`co_quan.ten`)";
            diagnostics.push(
                Diagnostic::error("thieu-cot", message)
                    .help(format!("đặt tên cột là \"Tên trường\", hoặc dùng --cot \"TÊN CỘT=co_quan.ten\"; {OTHER_HEAD}; một cơ quan gửi nhiều nơi: thêm --mot-co-quan")),
            );
            return;
        }
        match self.used.iter().position(|column| !matches!(column.key.as_str(), "so" | "ngay" | "ky_hieu")) {
            Some(_) => {
                if let Some(receiver) = self.receiver() {
                    self.used[receiver].need = Need::Receiver;
                }
            }
            None => {
                let titles: Vec<String> =
                    header.iter().map(Cell::words).filter(|title| !title.is_empty()).collect();
                let message = format!(
                    "không cột nào của bảng đặt khóa hay biến của văn bản; các cột: {}",
                    titles.join(", ")
                );
                diagnostics.push(Diagnostic::error("thieu-cot", message).help(format!(
                    "mỗi dòng một cơ quan ban hành: đặt tên cột là \"Tên trường\"; một cơ quan ({}) gửi \
                     nhiều nơi: ghi {{{{ bien.ten_cot }}}} trong văn bản, hoặc dùng --cot \"TÊN CỘT=kinh_gui\"; {OTHER_HEAD}",
                    plan.co_quan.ten.as_str()
                )));
            }
        }
    }

    /// The column that says whom a row is about: the addressee, a field of the
    /// kind, else the first variable.
    fn receiver(&self) -> Option<usize> {
        let rank = |column: &Column| match column.key.as_str() {
            "kinh_gui" => 0,
            "so" | "ngay" | "ky_hieu" | "luu" | "noi_nhan" | "trich_yeu" | "mau" => 3,
            key if key.starts_with(fields::VARIABLE) => 2,
            _ => 1,
        };
        let ranked = self.used.iter().enumerate().map(|(at, column)| (rank(column), at));
        ranked.min().map(|(_, at)| at)
    }

    /// The columns that tell rows apart: those named, else those that the file
    /// name is made of, else the receiver's.
    fn telling_apart(&self, wanted: Wanted<'_>) -> Vec<Column> {
        let of = |is_it: &dyn Fn(&Column) -> bool| -> Vec<Column> {
            self.used.iter().filter(|column| is_it(column)).cloned().collect()
        };
        if !wanted.key.is_empty() {
            return of(&|column| wanted.key.iter().any(|title| slug(title) == slug(&column.title)));
        }
        if !self.one_issuer {
            return Vec::new();
        }
        match wanted.pattern {
            Some(pattern) => of(&|column| pattern.contains(&column.key)),
            None => self.receiver().map(|at| self.used[at].clone()).into_iter().collect(),
        }
    }

    /// The words that name a row's file where no pattern does.
    pub(super) fn receiver_words(&self, cells: &[Cell]) -> String {
        let column = self.receiver().map(|at| self.used[at].index);
        column.and_then(|index| cells.get(index)).map(Cell::words).unwrap_or_default()
    }

    /// Which columns set which keys, and which set nothing.
    pub(super) fn told(&self) -> Vec<ColumnUse> {
        let used = self
            .used
            .iter()
            .map(|column| ColumnUse { cot: column.title.clone(), khoa: Some(column.key.clone()) });
        used.chain(self.unused.iter().map(|title| ColumnUse { cot: title.clone(), khoa: None })).collect()
    }

    /// Where the name of a row's school or receiver stands.
    pub(super) fn name(&self) -> Option<usize> {
        let school = self.used.iter().find(|column| column.key == NAME);
        school.or_else(|| self.receiver().map(|at| &self.used[at])).map(|column| column.index)
    }

    /// The first cell of a row that stands in no column with a title, by its
    /// number from 1: it would be dropped, and tells that others have moved.
    pub(super) fn outside(&self, cells: &[Cell]) -> Option<usize> {
        let has_title = |index: usize| self.titled.get(index).copied().unwrap_or(false);
        let index = cells.iter().enumerate().find(|(index, cell)| !cell.is_empty() && !has_title(*index));
        index.map(|(index, _)| index + 1)
    }

    /// How to make a column set the user's variable of its name.
    pub(super) fn advice(&self, variable: &str) -> Option<String> {
        let named = |title: &&String| slug(title).replace('-', "_") == variable;
        let title = self.unused.iter().find(named)?;
        Some(format!("thêm --cot \"{title}={}{variable}\"", fields::VARIABLE))
    }
}

/// Whether a title is that of the rows' schools or receivers.
pub(super) fn names_rows(title: &str, mappings: &[Mapping], plan: &VanBan) -> bool {
    let titles = Titles { mappings, plan };
    matches!(titles.of_issuer(title), Key::Of(key) if key == NAME || key == "kinh_gui")
}

/// Một cột của bảng và khóa mà nó đặt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "CotBang")]
pub struct ColumnUse {
    /// Tên cột.
    pub cot: String,
    /// Khóa của văn bản; không có khi cột không được dùng.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub khoa: Option<String>,
}
