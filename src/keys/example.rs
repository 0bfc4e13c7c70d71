//! Examples of values, taken from the declared pieces of documents.

use serde_json::Value;

use super::document;
use super::groups;

/// The value that some example has under a path: `co_quan.ten`; of a list its
/// first entry that has the key.
pub fn example(path: &str) -> Option<Value> {
    let keys = groups().into_iter().flat_map(|group| &group.khoa);
    let own = document().key(path).and_then(|key| key.vi_du.as_deref());
    let others = keys.filter_map(|key| key.vi_du.as_deref());
    own.into_iter().chain(others).find_map(|text| {
        let whole: Value = serde_saphyr::from_str(text).ok()?;
        value_at(&whole, path).cloned()
    })
}

fn value_at<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    let (key, rest) = path.split_once('.').map_or((path, None), |(key, rest)| (key, Some(rest)));
    let below = |value: &'v Value| rest.map_or(Some(value), |rest| value_at(value, rest));
    match value {
        Value::Object(keys) => below(keys.get(key)?),
        Value::Array(items) => items.iter().find_map(|item| value_at(item, path)),
        _ => None,
    }
}
