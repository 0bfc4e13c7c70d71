//! Vietnamese to ASCII, for file names and for guessing what a key meant.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower-case ASCII letters and digits, all else folded into single hyphens:
/// "Kế hoạch Dân vận" gives "ke-hoach-dan-van".
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.nfd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase) {
        match c {
            'đ' => slug.push('d'),
            _ if c.is_ascii_alphanumeric() => slug.push(c),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn folds_vietnamese() {
        assert_eq!(slug("Triển khai Đề án số 06-ĐA/TU"), "trien-khai-de-an-so-06-da-tu");
        assert_eq!(slug("  ../../etc  "), "etc");
        assert_eq!(slug("🙂"), "");
    }
}
