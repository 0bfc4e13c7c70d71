//! What stands in a column of a table: running numbers, numbers, or words; and
//! which rows are sums. The words it knows are those of `data/bang.yaml`.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::law::{Alignment, Phrase};
use crate::number::{Form, Written};
use crate::slug::slug;

/// The words of `data/bang.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TableWords {
    /// Title of the running numbers that the program adds.
    pub(crate) stt: Phrase,
    /// First words of the row of sums that the program adds.
    pub(crate) tong_cong: Phrase,
    cot_stt: Phrase<Vec<String>>,
    cot_ma: Phrase<Vec<String>>,
    cot_khong_cong: Phrase<Vec<String>>,
    dau_o_trong: Phrase<Vec<String>>,
    dong_cong: Phrase<Vec<String>>,
    dong_cong_mo_dau: Phrase<Vec<String>>,
    bang_chu: Phrase<Vec<String>>,
}

/// The words that tables know.
pub(crate) static WORDS: LazyLock<TableWords> =
    LazyLock::new(|| crate::embedded_table::read("bang.yaml", include_str!("../data/bang.yaml")));

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Running numbers.
    Stt,
    /// Numbers: amounts, counts, rates.
    So,
    /// Words, or numbers that are names: years, codes.
    Chu,
}

impl ColumnKind {
    /// What a column holds, by its title and its cells; running numbers stand
    /// in the first column or say so in the title.
    pub(crate) fn of<'c>(title: &str, cells: impl Iterator<Item = &'c str> + Clone, is_first: bool) -> Self {
        let filled = cells.filter(|cell| !cell.is_empty());
        let counts = || {
            let mut number = 0_usize;
            filled.clone().all(|cell| {
                number += 1;
                cell == number.to_string()
            }) && number > 1
        };
        if is_stt(title) || (is_first && counts()) {
            return Self::Stt;
        }
        if is_code(title) {
            return Self::Chu;
        }
        let numbers = filled.filter(|cell| !is_mark(cell));
        let is_amount = |cell: &str| Written::of(cell).is_some_and(|written| !written.has_leading_zero());
        if numbers.clone().next().is_some() && numbers.clone().all(is_amount) { Self::So } else { Self::Chu }
    }

    /// How its cells are aligned where the document does not say.
    pub(crate) fn alignment(self) -> Alignment {
        match self {
            Self::Stt => Alignment::Giua,
            Self::So => Alignment::Phai,
            Self::Chu => Alignment::Trai,
        }
    }
}

/// Whether a column of this title holds running numbers.
fn is_stt(title: &str) -> bool {
    let title = slug(title);
    WORDS.cot_stt.chu.contains(&title)
}

/// Whether numbers under this title are names: years, telephone numbers.
pub(crate) fn is_code(title: &str) -> bool {
    let title = title.trim().to_lowercase();
    let starts = |words: &String| {
        title.strip_prefix(words.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
    };
    !title.contains(|c: char| c.is_ascii_digit()) && WORDS.cot_ma.chu.iter().any(starts)
}

/// Whether numbers under this title are not added up: rates, averages, unit
/// prices.
pub(crate) fn has_no_sum(title: &str) -> bool {
    let title = title.to_lowercase();
    let is_word = |(at, words): (usize, &str)| {
        let is_apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphabetic());
        is_apart(title[..at].chars().next_back()) && is_apart(title[at + words.len()..].chars().next())
    };
    WORDS.cot_khong_cong.chu.iter().any(|words| title.match_indices(words.as_str()).any(is_word))
}

/// Whether a cell says that there is no number: "-", "x".
pub(crate) fn is_mark(cell: &str) -> bool {
    WORDS.dau_o_trong.chu.iter().any(|mark| mark == cell)
}

/// Whether a row that starts with these words holds sums: "Tổng cộng:",
/// "CỘNG (I + II)".
pub(crate) fn is_total(words: &str) -> bool {
    let words = words.split('(').next().unwrap_or_default();
    // A day's work: a unit of measure, and wages.
    let low = words.trim().to_lowercase();
    let opens = |start: &String| low.strip_prefix(start.as_str()).is_some_and(|rest| rest.starts_with(' '));
    low != "công"
        && (WORDS.dong_cong.chu.contains(&slug(words)) || WORDS.dong_cong_mo_dau.chu.iter().any(opens))
}

/// Whether a row that starts with these words says a sum in words: "(Bằng
/// chữ: ...)".
pub(crate) fn is_in_words(words: &str) -> bool {
    let words = slug(words.split(':').next().unwrap_or_default());
    WORDS.bang_chu.chu.contains(&words)
}

/// Writes the numbers of a column one way: where some have dots between their
/// thousands, all have. Years, codes and telephone numbers stay as they are.
pub(crate) fn unify(title: &str, texts: &mut [String]) {
    if is_code(title) {
        return;
    }
    let (mut some_have, mut some_lack) = (false, false);
    for text in texts.iter().filter(|text| !text.is_empty() && !is_mark(text)) {
        let Some(written) = Written::of(text).filter(|written| !written.has_leading_zero()) else { return };
        some_have |= written.form == Form::Grouped;
        some_lack |= written.lacks_dots();
    }
    if !(some_have && some_lack) {
        return;
    }
    for text in texts {
        let dotted = Written::of(text).filter(Written::lacks_dots).map(|written| written.in_vietnamese());
        *text = dotted.unwrap_or_else(|| std::mem::take(text));
    }
}

#[cfg(test)]
mod tests {
    use super::{ColumnKind, is_in_words, is_total, unify};

    fn kind(title: &str, cells: &[&str]) -> ColumnKind {
        ColumnKind::of(title, cells.iter().copied(), false)
    }

    #[test]
    fn columns_are_told_by_title_and_cells() {
        for cells in
            [&["185000", "850.000", "", "-"][..], &["98,5%", "100%"], &["17,5", "18"], &["1,250,000"]]
        {
            assert_eq!(kind("Mức chi", cells), ColumnKind::So, "{cells:?}");
        }
        for cells in [&["7A", "7"][..], &["0912345678", "0987654321"], &["05/11/2021"], &["-", "x"], &[""]] {
            assert_eq!(kind("Ghi chú", cells), ColumnKind::Chu, "{cells:?}");
        }
        assert_eq!(kind("Nam", &["12", "15"]), ColumnKind::So, "boys, not a year");
        assert_eq!(kind("Năm sinh", &["1980", "1975"]), ColumnKind::Chu);
        assert_eq!(kind("Năm 2026", &["1980", "1975"]), ColumnKind::So);
        assert_eq!(kind("Mã số", &["1980", "1975"]), ColumnKind::Chu);
        for title in ["STT", "Số TT", "tt", "Số thứ tự"] {
            assert_eq!(kind(title, &["1", "1.1", ""]), ColumnKind::Stt, "{title}");
        }
        assert_eq!(ColumnKind::of("", ["1", "2", "3"].into_iter(), true), ColumnKind::Stt);
        assert_eq!(kind("Số lượng", &["1", "2", "3"]), ColumnKind::So);
    }

    #[test]
    fn rows_of_sums_are_told_by_their_first_words() {
        for words in [
            "Cộng",
            "TỔNG CỘNG:",
            "tong so",
            "Cộng (I + II)",
            "Tổng số tiền",
            "Cộng chung",
            "T. cộng",
            "Toàn trường",
            "Cộng tiền mua:",
            "Cộng mục I",
            "Tổng cộng kinh phí",
        ] {
            assert!(is_total(words), "{words}");
        }
        for words in ["Tổng phụ trách Đội", "Cộng tác viên", "", "Nguyễn Công", "công", "Công"]
        {
            assert!(!is_total(words), "{words}");
        }
        assert!(is_in_words("(Bằng chữ: Hai triệu đồng)") && !is_in_words("Bằng khen"));
    }

    #[test]
    fn a_column_is_written_one_way() {
        let unified = |title: &str, texts: &[&str]| {
            let mut texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
            unify(title, &mut texts);
            texts.join(" ")
        };
        assert_eq!(
            unified("Mức chi", &["185000", "850.000", "-", "900", "1250,5"]),
            "185.000 850.000 - 900 1.250,5"
        );
        for (title, texts) in [
            ("Năm", &["2021", "1.250"][..]),
            ("Số", &["2021", "1980"]),
            ("Số", &["0912345678", "1.250", "2000"]),
            ("Số", &["1.250", "2000", "nhiều"]),
        ] {
            assert_eq!(unified(title, texts), texts.join(" "), "{title}");
        }
    }
}
