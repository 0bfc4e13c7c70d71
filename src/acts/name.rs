//! How acts are named, whatever the spelling: keys to find them by.

use crate::slug::slug;

/// The key of a number and sign. Capitals, spaces, kinds of hyphen, missing
/// marks, hyphens and leading zeros make no difference, nor do words before
/// the number: "Nghị định số 30/2020/nđ – cp" and "30/2020/ND-CP" are one.
pub(crate) fn sign_key(sign: &str) -> String {
    let start = sign.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let mut key = String::new();
    for group in slug(&sign[start..]).split('-') {
        let is_number = group.starts_with(|c: char| c.is_ascii_digit());
        if !key.is_empty() && (is_number || key.ends_with(|c: char| c.is_ascii_digit())) {
            key.push('/');
        }
        key.push_str(if is_number { group.trim_start_matches('0') } else { group });
    }
    key
}

/// The key of a kind and name.
pub(super) fn name_key(name: &str) -> String {
    slug(name)
}

/// The year in a sign: 2020 of 30/2020/NĐ-CP.
pub(super) fn year_of_sign(sign: &str) -> Option<i16> {
    let year = sign.split('/').nth(1)?.trim();
    (year.len() == 4).then(|| year.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_makes_no_difference_to_a_sign() {
        let decomposed = "30/2020/N\u{110}-CP";
        for typed in [
            "30/2020/NĐ-CP",
            " số 30/2020/NĐ-CP ",
            "Nghị định số 30/2020/NĐ-CP",
            "30 / 2020 / NĐ - CP",
            "30/2020/nđ–cp",
            "30/2020/ND\u{2011}CP",
            "030/2020/NĐCP",
            decomposed,
        ] {
            assert_eq!(sign_key(typed), "30/2020/ndcp", "{typed}");
        }
        assert_eq!(sign_key("24-QĐ/TW"), sign_key("24 -QD/TW"));
        assert_eq!(sign_key("22/2016/TT-BGDĐT"), sign_key("22/2016/TT-BGDDT"));
    }

    #[test]
    fn other_acts_stay_others() {
        let keys = [
            "30/2020/NĐ-CP",
            "3/2020/NĐ-CP",
            "300/2020/NĐ-CP",
            "30/2020/TT-BGDĐT",
            "30/2021/NĐ-CP",
            "30-NĐ/CP",
        ];
        for (at, one) in keys.iter().enumerate() {
            for other in &keys[at + 1..] {
                assert_ne!(sign_key(one), sign_key(other));
            }
        }
    }
}
