//! Recipients of a report: whoever is named in Kính gửi stands in Nơi nhận as
//! "Như trên" only (NĐ 30, Phụ lục III, Mẫu 1.4 and 1.5).

use crate::compose::{PlainTexts, Templates};
use crate::diagnostic::Diagnostic;
use crate::model::{TemplateText, VanBan};

/// Names that papers write short, and how they are compared.
const SHORT: [(&str, &str); 6] = [
    ("uỷ ban nhân dân", "ubnd"),
    ("ủy ban nhân dân", "ubnd"),
    ("hội đồng nhân dân", "hđnd"),
    ("giáo dục và đào tạo", "gd&đt"),
    ("gd-đt", "gd&đt"),
    ("trung học cơ sở", "thcs"),
];

/// The recipients without those that "Như trên" means already, and without
/// one that stands there twice.
///
/// # Errors
/// When the profile or kind of the document is unknown.
pub(super) fn once(
    recipients: Vec<TemplateText>,
    addressees: &[TemplateText],
    as_above: &str,
    document: &VanBan,
    templates: &Templates,
) -> Result<Vec<TemplateText>, Diagnostic> {
    let mut texts = PlainTexts::new(document, templates)?;
    let mut name = |text: &TemplateText| compared(&texts.text(text));
    let has_as_above = recipients.iter().any(|text| name(text) == compared(as_above));
    let mut known: Vec<String> =
        if has_as_above { addressees.iter().map(&mut name).collect() } else { Vec::new() };
    let mut kept = Vec::new();
    for recipient in recipients {
        let name = name(&recipient);
        if name.is_empty() || !known.contains(&name) {
            known.push(name);
            kept.push(recipient);
        }
    }
    Ok(kept)
}

/// A name as it is compared: small letters, short forms, single spaces.
fn compared(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let name = words.join(" ").to_lowercase();
    let name = name.trim_end_matches(['.', ';', ',']);
    SHORT.iter().fold(name.to_owned(), |name, (long, short)| name.replace(long, short))
}

#[cfg(test)]
mod tests {
    use super::compared;

    #[test]
    fn short_names_are_the_same_body_and_other_tones_are_not() {
        assert_eq!(compared("UBND  xã Minh Tân;"), compared("Ủy ban nhân dân xã Minh Tân"));
        assert_eq!(compared("Phòng GD&ĐT"), compared("Phòng Giáo dục và Đào tạo"));
        assert_ne!(compared("UBND xã Minh Tân"), compared("UBND xã Minh Tấn"));
        assert_ne!(compared("Phòng GD&ĐT (tổ chuyên môn)"), compared("Phòng GD&ĐT"));
    }
}
