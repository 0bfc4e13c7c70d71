//! Numbers and dates in the forms of the law.

use crate::law::{Alphabet, Counter, Numbering, PlaceAndDate};
use crate::model::{Ngay, VanBan};

/// The `number`-th label of a counter, from 1.
pub(super) fn label(counter: Counter, number: usize, alphabet: &Alphabet) -> String {
    match counter {
        Counter::ARap => number.to_string(),
        Counter::LaMa => roman(number),
        Counter::ChuCai => letter(number, &alphabet.chu),
    }
}

/// Roman numerals up to 3999; larger numbers stay Arabic.
pub(super) fn roman(number: usize) -> String {
    const DIGITS: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&number) {
        return number.to_string();
    }
    let mut rest = number;
    let mut text = String::new();
    for (value, digit) in DIGITS {
        while rest >= value {
            text.push_str(digit);
            rest -= value;
        }
    }
    text
}

/// Letters in Vietnamese order; after the last one doubled letters follow.
fn letter(number: usize, alphabet: &[String]) -> String {
    let index = number.max(1) - 1;
    let repeat = index / alphabet.len() + 1;
    alphabet[index % alphabet.len()].repeat(repeat)
}

/// Day with a leading zero below 10 (NĐ 30, Phụ lục I, Phần I, II.4.b).
pub(super) fn day(ngay: Ngay) -> String {
    format!("{:02}", ngay.ngay())
}

/// Month with a leading zero for 1 and 2 only (same point).
pub(super) fn month(ngay: Ngay) -> String {
    match ngay.thang() {
        thang @ (1 | 2) => format!("0{thang}"),
        thang => thang.to_string(),
    }
}

/// Fills `{ngay}`, `{thang}`, `{nam}` of a form; what is not known stays blank.
pub(super) fn fill_date(form: &str, document: &VanBan, blank: &str) -> String {
    fill_day(form, document.ngay, document.nam, blank)
}

/// As [`fill_date`], for any day.
pub(super) fn fill_day(form: &str, ngay: Option<Ngay>, nam: Option<u32>, blank: &str) -> String {
    let year = ngay.map(|n| n.nam().to_string()).or(nam.map(|n| n.to_string()));
    form.replace("{ngay}", &ngay.map_or_else(|| blank.to_owned(), day))
        .replace("{thang}", &ngay.map_or_else(|| blank.to_owned(), month))
        .replace("{nam}", &year.unwrap_or_else(|| blank.to_owned()))
}

/// Number with a leading zero below 10 (NĐ 30, Phụ lục I, Phần I, II.3.c), or
/// room for it.
pub(super) fn number(document: &VanBan, law: &Numbering) -> String {
    document.so.map_or_else(|| law.cho_trong.clone(), padded)
}

/// A number with a leading zero below 10.
pub(super) fn padded(so: u32) -> String {
    format!("{so:02}")
}

/// Place and date on one line. The place goes in last: a name that holds a
/// placeholder stays as typed.
pub(super) fn place_and_date(document: &VanBan, law: &PlaceAndDate) -> String {
    fill_date(&law.mau, document, &law.cho_trong).replace("{dia_danh}", document.dia_danh.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Ngay {
        Ngay::parse(text).unwrap()
    }

    /// NĐ 30, Phụ lục I, Phần I, V.4: the examples of the decree.
    #[test]
    fn leading_zeros_follow_the_examples_of_the_decree() {
        let parts = |text| (day(date(text)), month(date(text)));
        assert_eq!(parts("2020-01-05"), ("05".into(), "01".into()));
        assert_eq!(parts("2019-06-29"), ("29".into(), "6".into()));
        assert_eq!(parts("2020-02-10"), ("10".into(), "02".into()));
        assert_eq!(parts("2020-03-05"), ("05".into(), "3".into()));
        assert_eq!(date("2013-06-03").short(), "03/6/2013");
    }

    #[test]
    fn letters_follow_the_vietnamese_alphabet() {
        let law = crate::law::Law::embedded();
        let alphabet = &law.default_profile().outlines.chu_cai;
        let letters: Vec<String> = (1..=10).map(|n| label(Counter::ChuCai, n, alphabet)).collect();
        assert_eq!(letters.join(" "), "a b c d đ e g h i k");
        assert_eq!(label(Counter::ChuCai, 24, alphabet), "aa");
    }

    #[test]
    fn roman_numerals() {
        let pairs = [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (1999, "MCMXCIX")];
        for (number, expected) in pairs {
            assert_eq!(roman(number), expected);
        }
        assert_eq!(roman(4000), "4000");
    }
}
