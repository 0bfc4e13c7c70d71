//! Places that a starter left, in every text and value of a document.

use std::ops::Range;

use serde::Deserialize;

use crate::check::at::Piece;
use crate::check::facts::{Facts, Variable};
use crate::check::passage::Passage;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::check::words::table;
use crate::diagnostic::Severity;
use crate::model::{Bang, Literal};
use crate::placeholder;

pub(super) const RULE: Rule = Rule {
    id: "TN-cho_dien",
    scope: Scope::Every,
    name: "Mọi chỗ để điền của tệp mẫu phải được điền",
    severity: Severity::Error,
    source: "thực hành văn thư",
    explanation: "Tệp mẫu để sẵn những chỗ dạng «điền họ và tên». Còn sót một chỗ là văn bản chưa xong, không trình ký được; \
        trong tệp Word chỗ ấy có nền vàng. Những chữ để điền của tệp mẫu bản 0.1, như \"(tên trường)\", cũng bị nêu ra \
        (data/kiem_tra/cho_dien.yaml). Số và ngày để trống chờ ký không phải là chỗ để điền.",
    wrong: Example::Keys("nguoi_ky: {chuc_vu: Hiệu trưởng, ho_ten: «điền họ và tên»}"),
    right: Example::Keys("nguoi_ky: {chuc_vu: Hiệu trưởng, ho_ten: Trần Thị Mẫu}"),
    fixable: false,
    run,
};

/// What starters of 0.1 left.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Old {
    #[serde(rename = "nguon")]
    _nguon: String,
    /// Found wherever they stand.
    trong_cau: Vec<String>,
    /// Words that a finished text may have too: found when they stand alone.
    dung_mot_minh: Vec<String>,
}

table!(
    static OLD: Old = "cho_dien.yaml"
);

fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for passage in facts.passages.iter().chain(&facts.values) {
        tell(passage, report);
    }
    for Variable { key, words, span } in &facts.variables {
        let value = Literal { value: (*words).to_owned(), span: *span };
        tell(&Passage::of_value(key, &value), report);
    }
    facts.tables.iter().for_each(|table| cells(table, report));
}

/// Reports every place left in a text.
fn tell(passage: &Passage<'_>, report: &mut RuleReport) {
    let comment = |at: usize| {
        let mut tags = passage.expressions.iter().filter(|expression| expression.prints.is_none());
        tags.any(|tag| tag.range.contains(&at))
    };
    for range in placeholder::ranges(passage.value).into_iter().filter(|range| !comment(range.start)) {
        let place = passage.part(range);
        report
            .at(&place, format!("chưa điền: {}", place.typed()))
            .label("điền vào đây")
            .help("thay cả cụm, kể cả hai dấu « », bằng nội dung thật; không cần thì xóa đi");
    }
    for range in left_by_old_starters(passage) {
        let place = passage.part(range);
        report
            .at(&place, format!("chưa điền: \"{}\" là chữ của tệp mẫu", place.typed()))
            .label("điền vào đây")
            .help("thay cả cụm, kể cả dấu ngoặc, bằng nội dung thật; không cần thì xóa đi");
    }
}

/// Words that a starter of 0.1 left, in their order; none inside another.
fn left_by_old_starters(passage: &Passage<'_>) -> Vec<Range<usize>> {
    let value = passage.value;
    let within = OLD
        .trong_cau
        .iter()
        .flat_map(|words| value.match_indices(words.as_str()).map(move |(at, _)| at..at + words.len()));
    let alone = |piece: Piece<'_>| {
        let whole = piece.whole();
        let start = whole.range.start;
        let words = whole.typed().trim_end_matches(['.', ';', ',', ' ']);
        OLD.dung_mot_minh.iter().any(|known| known == words).then(|| start..start + words.len())
    };
    let mut found: Vec<Range<usize>> = within.chain(passage.pieces().filter_map(alone)).collect();
    found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    let mut end = 0;
    found.retain(|range| {
        let new = range.start >= end;
        end = end.max(range.end);
        new
    });
    found
}

/// Reports the cells of a table, whose places are those of the table.
fn cells(table: &Bang, report: &mut RuleReport) {
    for (row, column, text) in table.cells() {
        let old = |known: &String| known == text.trim();
        let alone = OLD.trong_cau.iter().chain(&OLD.dung_mot_minh).find(|known| old(known));
        let places = placeholder::ranges(text).into_iter().map(|range| &text[range]);
        for words in places.chain(alone.map(String::as_str)) {
            let place =
                if row == 0 { "tên cột".to_owned() } else { format!("dòng {row}, cột \"{column}\"") };
            report
                .place(table.span, format!("chưa điền: {words} trong bảng ({place})"))
                .label("bảng này")
                .help("điền nội dung thật vào ô ấy; không cần thì để trống");
        }
    }
}
