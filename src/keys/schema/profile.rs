//! What a profile allows of the words and numbers that the law has, where
//! profiles differ.

use serde_json::{Map, Value, json};

use super::value::{SchemaWriter, authorities};
use super::{INHERITS, kind};
use crate::keys::group::{Group, GroupName};
use crate::keys::key::Required;
use crate::keys::law_value::LawList;
use crate::keys::value::ValueType;
use crate::keys::{document, group};
use crate::law::{Law, Profile};

/// The rule of a profile.
pub(super) fn rule(writer: &SchemaWriter<'_>, profile: &Profile) -> Value {
    let mut rules = kind::rules(writer, profile);
    let words = properties(document(), &writer.profiles, profile, &mut vec![GroupName::VanBan]);
    if !words.is_empty() {
        rules.insert(0, json!({ "properties": words }));
    }
    json!({ "if": condition(profile, writer.law), "then": { "allOf": rules } })
}

/// Whether a document follows the profile: it names it, or names none and
/// takes none over.
fn condition(profile: &Profile, law: &Law) -> Value {
    let named = json!({ "required": ["the_thuc"], "properties": { "the_thuc": { "const": profile.khoa } } });
    if !law.is_default(profile) {
        return named;
    }
    let none = json!({ "not": { "required": [INHERITS] }, "properties": { "the_thuc": { "type": "null" } } });
    json!({ "anyOf": [named, none] })
}

/// What the profile allows less than all profiles together, key by key.
fn properties(
    keys: &Group,
    all: &[&Profile],
    profile: &Profile,
    above: &mut Vec<GroupName>,
) -> Map<String, Value> {
    let mut found = Map::new();
    for key in keys.khoa.iter().filter(|key| key.kieu != ValueType::Luat(LawList::TheThuc)) {
        let mut narrowed = Map::new();
        narrow(&key.kieu, key.bat_buoc == Required::Luon, all, profile, above, &mut narrowed);
        if !narrowed.is_empty() {
            found.insert(key.khoa.clone(), Value::Object(narrowed));
        }
    }
    found
}

/// Adds what the profile says of a type. Each word of JSON Schema concerns one
/// sort of value, so that what is said of lists says nothing of groups.
fn narrow(
    kind: &ValueType,
    is_required: bool,
    all: &[&Profile],
    profile: &Profile,
    above: &mut Vec<GroupName>,
    narrowed: &mut Map<String, Value>,
) {
    match kind {
        ValueType::Luat(list) => {
            let own = list.words(profile);
            let differs = all
                .iter()
                .any(|other| list.words(other).iter().any(|word| !own.iter().any(|w| w.tu == word.tu)));
            if differs {
                let numbers = own.iter().filter_map(|word| word.tu.parse::<u32>().ok()).map(Value::from);
                let words = own.iter().map(|word| json!(word.tu));
                let empty = (!is_required).then_some(Value::Null);
                let words: Vec<Value> = numbers.chain(words).chain(empty).collect();
                // Draft 07 knows no empty list.
                let none = ("not".to_owned(), json!({}));
                narrowed.extend([if words.is_empty() { none } else { ("enum".to_owned(), json!(words)) }]);
            }
        }
        ValueType::SoTheoLuat(number) => {
            let (least, most) = number.bounds(profile);
            narrowed.extend([("minimum".to_owned(), json!(least)), ("maximum".to_owned(), json!(most))]);
        }
        ValueType::QuyenHan => {
            narrowed.insert("anyOf".to_owned(), json!([authorities(&[profile]), { "type": "null" }]));
        }
        ValueType::Nhom(name) if !above.contains(name) => {
            above.push(*name);
            let below = properties(group(*name), all, profile, above);
            above.pop();
            if !below.is_empty() {
                narrowed.insert("properties".to_owned(), Value::Object(below));
            }
        }
        ValueType::Cac(inner) => {
            let mut items = Map::new();
            narrow(inner, true, all, profile, above, &mut items);
            if !items.is_empty() {
                narrowed.insert("items".to_owned(), Value::Object(items));
            }
        }
        ValueType::Hoac(forms) => {
            forms.iter().for_each(|form| narrow(form, is_required, all, profile, above, narrowed));
        }
        _ => {}
    }
}
