//! What a kind has: the keys of its own, those that it must have and those
//! that it has not.

use serde_json::{Map, Value, json};

use super::value::{SchemaWriter, or_null};
use super::{INHERITS, Mode, present, told};
use crate::keys::document;
use crate::keys::key::Key;
use crate::law::{Field, Kind, Profile, SubjectPlace};

/// The keys that only some kinds have, each once, with the titles of all.
pub(super) fn fields(writer: &mut SchemaWriter<'_>) -> Map<String, Value> {
    let mut keys: Vec<Key> = Vec::new();
    for field in all_fields(&writer.profiles) {
        match keys.iter_mut().find(|key| key.khoa == field.khoa) {
            None => keys.push(Key::of_field(field)),
            Some(known) if known.ten != field.ten && !known.nghia.contains(&field.ten) => {
                let also = if known.nghia.is_empty() { "Loại khác" } else { known.nghia.as_str() };
                known.nghia = format!("{also}; {}", field.ten).replacen("Loại khác;", "Loại khác:", 1);
            }
            Some(_) => {}
        }
    }
    let schema = |key: Key| {
        let node = or_null(writer.value(&key.kieu, &key.khoa, Mode::Whole));
        (key.khoa.clone(), told(node, &key, &key.khoa, writer.law))
    };
    keys.into_iter().map(schema).collect()
}

/// The fields of all kinds; an office's field that is named like a key of every
/// document is that key.
fn all_fields<'l>(profiles: &[&'l Profile]) -> impl Iterator<Item = &'l Field> {
    let fields = profiles.iter().flat_map(|profile| profile.all_kinds()).flat_map(|kind| &kind.truong);
    fields.filter(|field| document().key(&field.khoa).is_none())
}

/// The rules of the kinds of a profile.
pub(super) fn rules(writer: &SchemaWriter<'_>, profile: &Profile) -> Vec<Value> {
    let kinds: Vec<&Kind> = profile.all_kinds().collect();
    let when = |is: &dyn Fn(&Kind) -> bool| condition(&kinds, is);
    let mut rules = Vec::new();
    let mut must = |key: &str, is: &dyn Fn(&Kind) -> bool| {
        let kinds = when(is).map(|kinds| json!({ "allOf": [kinds, { "not": { "required": [INHERITS] } }] }));
        rules.extend(kinds.map(|kinds| json!({ "if": kinds, "then": present(&[key]) })));
    };
    must("trich_yeu", &|kind| kind.trich_yeu != SubjectPlace::Khong);
    must("noi_dung", &|kind| kind.noi_dung);
    must("ky_cung", &|kind| !kind.ky_cung.is_empty());
    let mut names: Vec<&str> = Vec::new();
    for field in all_fields(&writer.profiles) {
        if !names.contains(&field.khoa.as_str()) {
            names.push(&field.khoa);
        }
    }
    for name in &names {
        must(name, &|kind| kind.field(name).is_some_and(|field| field.bat_buoc));
    }
    let mut never = |key: &str, is: &dyn Fn(&Kind) -> bool, schema: Value| {
        let then = json!({ "properties": { key: schema } });
        rules.extend(when(is).map(|kinds| json!({ "if": kinds, "then": then })));
    };
    never("trich_yeu", &|kind| kind.trich_yeu == SubjectPlace::Khong, json!(false));
    let none = json!({ "type": ["array", "null"], "maxItems": 0 });
    never("kinh_gui", &|kind| !kind.kinh_gui, none);
    for name in names {
        never(name, &|kind| kind.field(name).is_none(), json!(false));
    }
    rules
}

/// That the document is of one of the kinds that are so; nothing when none
/// is. Says the shorter of two lists: these kinds, or none of the others.
fn condition(kinds: &[&Kind], is: &dyn Fn(&Kind) -> bool) -> Option<Value> {
    let (these, others): (Vec<&Kind>, Vec<&Kind>) = kinds.iter().copied().partition(|kind| is(kind));
    let names = |kinds: &[&Kind]| kinds.iter().map(|kind| kind.khoa.clone()).collect::<Vec<_>>();
    let kind = match (these.len(), others.len()) {
        (0, _) => return None,
        (_, 0) => return Some(json!({ "required": ["loai"] })),
        (few, more) if few <= more => json!({ "enum": names(&these) }),
        _ => json!({ "not": { "enum": names(&others) } }),
    };
    Some(json!({ "required": ["loai"], "properties": { "loai": kind } }))
}
