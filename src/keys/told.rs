//! What people are told of a key besides its title and help.

use super::key::Key;
use super::value::ValueType;
use crate::law::{Law, Profile};

/// What holds when a key is left out, as YAML.
pub(crate) fn default(key: &Key, law: &Law) -> Option<String> {
    key.mac_dinh.clone().or_else(|| match key.kieu {
        ValueType::CoKhong => Some("false".to_owned()),
        ValueType::Luat(list) => list.default(law),
        ValueType::SoTheoLuat(number) => Some(number.default(law.default_profile()).to_string()),
        _ => None,
    })
}

/// What the law allows a number to be, profile by profile; else nothing.
pub(crate) fn allowed(kind: &ValueType, law: &Law) -> String {
    let ValueType::SoTheoLuat(number) = kind else { return String::new() };
    let of = |profile: &Profile| format!("{} ({})", number.words(profile), profile.khoa);
    let each = law.profiles().map(|profile| of(profile)).collect::<Vec<_>>().join(", ");
    format!("Luật cho phép: {each}")
}
