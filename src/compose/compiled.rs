//! Texts and templates compiled once: those of a plan for all its schools.

use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::Arc;

use tera::{Context, Kwargs, State, StringInput, Tera, TeraResult, Value};

use super::citation::Unknown;
use super::mark::{self, What};
use super::markdown::escape;
use super::templates::Templates;
use super::{dialect, embedded, work};
use crate::diagnostic::Diagnostic;
use crate::law::Profile;
use crate::model::VanBan;

/// Most bytes one text may become.
pub(super) const MAX_OUTPUT_BYTES: usize = 1024 * 1024;
/// Most steps of `range()`.
const MAX_RANGE: i64 = 1000;
/// Most pieces of a list that a filter makes or goes over pair by pair.
const MAX_PIECES: usize = 10_000;

/// Where a text finds the documents that it may cite and the sections that it
/// may refer to: by id their place among all. No document can name these
/// variables.
pub(super) const CITATIONS: &str = "__vien_dan";
pub(super) const SECTIONS: &str = "__xem";

/// Compiled texts; a copy shares them.
#[derive(Clone)]
pub struct Compiled(Arc<Inner>);

struct Inner {
    tera: Tera,
    /// Names of the texts inside Tera, by what they say.
    names: HashMap<String, String>,
    /// The templates of an office: name and source.
    own: Vec<(String, String)>,
}

impl std::fmt::Debug for Compiled {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Compiled({} texts)", self.0.names.len())
    }
}

impl Compiled {
    /// The templates of the program and those of an office, in a profile.
    ///
    /// # Errors
    /// When one of the office is no template.
    pub(super) fn templates(profile: &Profile, office: &[(String, String)]) -> Result<Self, tera::Error> {
        let mut tera = program_tera(profile);
        tera.add_raw_templates(office.iter().map(|(name, text)| (name.as_str(), text.as_str())))?;
        let own = office.to_vec();
        Ok(Self(Arc::new(Inner { tera, names: HashMap::new(), own })))
    }

    /// The templates and the texts of a document, for composing it many times
    /// with other values. Faulty texts are left to be reported when they are
    /// composed.
    ///
    /// # Errors
    /// When the templates do not know the profile of the document.
    pub fn of(document: &VanBan, templates: &Templates) -> Result<Self, Diagnostic> {
        let program = templates.of(&document.profile)?;
        let mut names = HashMap::new();
        let mut texts: Vec<String> = document.texts().map(|text| text.value.clone()).collect();
        texts.extend(document.conditions().map(|khi| condition(khi.as_str())));
        for text in texts {
            if dialect::is_template(&text) && dialect::violation(&text).is_none() {
                let name = format!("van-ban/{}", names.len());
                names.entry(text).or_insert(name);
            }
        }
        let mut tera = program.0.tera.clone();
        match tera.add_raw_templates(names.iter().map(|(text, name)| (name.as_str(), text.as_str()))) {
            Ok(()) => Ok(Self(Arc::new(Inner { tera, names, own: program.0.own.clone() }))),
            Err(_) => Ok(program),
        }
    }

    /// The templates of an office: name and source.
    pub(super) fn own(&self) -> &[(String, String)] {
        &self.0.own
    }

    /// The source of a template, with those of the office that it may include.
    pub(super) fn source(&self, name: &str) -> String {
        let own = self.0.own.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str());
        let of_program = || embedded::sources().find(|(known, _)| *known == name).map(|(_, text)| text);
        let mut source = own.or_else(of_program).unwrap_or_default().to_owned();
        if source.contains("include") {
            self.0.own.iter().for_each(|(_, text)| source.push_str(text));
        }
        source
    }

    /// Renders a text of a document.
    pub(super) fn text(&self, text: &str, context: &Context) -> TeraResult<String> {
        let Inner { tera, names, .. } = &*self.0;
        render(|output| match names.get(text) {
            Some(name) => tera.render_to(name, context, output),
            None => tera.render_str_to(text, context, true, output),
        })
    }

    /// Renders a template of the program.
    pub(super) fn template(&self, name: &str, context: &Context) -> TeraResult<String> {
        render(|output| self.0.tera.render_to(name, context, output))
    }
}

/// A condition as a text that prints something where it holds.
pub(super) fn condition(words: &str) -> String {
    format!("{{% if {words} %}}x{{% endif %}}")
}

fn render(run: impl FnOnce(&mut Bounded) -> TeraResult<()>) -> TeraResult<String> {
    let mut output = Bounded(Vec::new());
    run(&mut output)?;
    Ok(String::from_utf8(output.0)?)
}

/// A Tera with this program's escaping, functions, limits and templates. The
/// templates are part of the program and run by its tests.
fn program_tera(profile: &Profile) -> Tera {
    let mut tera = Tera::default();
    tera.set_escape_fn(|input, output| output.write_all(escape(input).as_bytes()));
    tera.autoescape_on([""]);
    let dots = escape(&profile.phrases.cho_dien.chu);
    let blank = format!("<mark>{dots}</mark>");
    tera.register_function("vien_dan", |args: Kwargs, state: &State| -> TeraResult<Value> {
        let id: String = args.must_get("id")?;
        match place(state, CITATIONS, &id)? {
            Some(index) => Ok(Value::safe_string(&mark::of(What::Citation(index)))),
            None => Err(tera::Error::message(Unknown::Citation(id).message())),
        }
    });
    tera.register_function("xem", |args: Kwargs, state: &State| -> TeraResult<Value> {
        let id: String = args.must_get("id")?;
        match place(state, SECTIONS, &id)? {
            Some(index) => Ok(Value::safe_string(&mark::of(What::Section(index)))),
            None => Err(tera::Error::message(Unknown::Section(id).message())),
        }
    });
    tera.register_filter("capitalize", |text: StringInput<'_>, _: Kwargs, _: &State| -> Value {
        text.inherit_safety(mark::capitalize(text.as_str()))
    });
    tera.register_filter("hoac_trong", move |value: &Value, _: Kwargs, _: &State| -> TeraResult<Value> {
        let is_empty = value.is_none() || value.as_str().is_some_and(str::is_empty);
        Ok(if is_empty { Value::safe_string(&blank) } else { value.clone() })
    });
    tera.register_function("range", range);
    tera.register_filter("replace", bounded_replace);
    tera.register_filter("join", bounded_join);
    tera.register_filter("split", bounded_split);
    tera.register_filter("unique", bounded_unique);
    tera.register_filter("indent", |_: &str, _: Kwargs, _: &State| -> TeraResult<Value> {
        Err(tera::Error::message("the filter `indent` is not available"))
    });
    if let Err(error) = tera.add_raw_templates(embedded::sources()) {
        panic!("embedded templates: {error}");
    }
    tera
}

/// The place of an id among those that a variable of the program holds.
fn place(state: &State, variable: &str, id: &str) -> TeraResult<Option<usize>> {
    let known = state.get::<Value>(variable)?;
    let known = known.as_ref().and_then(Value::as_map);
    work::charge(known.map_or(0, tera::Map::len))?;
    let mut entries = known.into_iter().flatten();
    let index = entries.find(|(key, _)| key.as_str() == Some(id)).and_then(|(_, index)| index.as_u64());
    Ok(index.and_then(|index| usize::try_from(index).ok()))
}

/// `range(start=0, end=n)`, at most [`MAX_RANGE`] steps.
fn range(args: Kwargs, _: &State) -> TeraResult<Vec<i64>> {
    let start = args.get::<i64>("start")?.unwrap_or(0);
    let end: i64 = args.must_get("end")?;
    if end.saturating_sub(start) > MAX_RANGE {
        return Err(tera::Error::message(format!("range() chỉ được {MAX_RANGE} bước")));
    }
    let steps: Vec<i64> = (start..end).collect();
    work::charge(steps.len() * size_of::<Value>())?;
    Ok(steps)
}

/// `replace(from=..., to=...)` that cannot grow without bound.
fn bounded_replace(text: &str, args: Kwargs, _: &State) -> TeraResult<String> {
    let from: String = args.must_get("from")?;
    let to: String = args.must_get("to")?;
    work::charge(text.len())?;
    let growth = text.matches(&from).count().saturating_mul(to.len());
    if from.is_empty() || growth > MAX_OUTPUT_BYTES {
        return Err(work::too_large("replace"));
    }
    work::charge(growth)?;
    Ok(text.replace(&from, &to))
}

/// `join(sep=...)` as Tera has it, that cannot grow without bound: its result
/// is a text in the making as any other.
fn bounded_join(items: &[Value], args: Kwargs, state: &State) -> TeraResult<Value> {
    let separator: Option<StringInput<'_>> = args.get("sep")?;
    let is_safe = state.autoescaping_enabled()
        && (items.iter().any(|item| item.is_string() && item.is_safe())
            || separator.as_ref().is_some_and(StringInput::is_safe));
    let between = match &separator {
        Some(separator) if is_safe => separator.rendered(state)?.into_owned(),
        Some(separator) => separator.as_str().to_owned(),
        None => String::new(),
    };
    let mut joined = String::new();
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            joined.push_str(&between);
        }
        match is_safe {
            _ if item.is_undefined() => {}
            true => joined.push_str(&state.escape_if_needed(item)?),
            false => joined.push_str(&item.to_string()),
        }
        if joined.len() > MAX_OUTPUT_BYTES {
            return Err(work::too_large("join"));
        }
    }
    work::charge(joined.len() + items.len())?;
    Ok(if is_safe { Value::safe_string(&joined) } else { Value::from(joined) })
}

/// `split(pat=...)` into at most [`MAX_PIECES`].
fn bounded_split(text: &str, args: Kwargs, _: &State) -> TeraResult<Vec<Value>> {
    let pattern: &str = args.must_get("pat")?;
    work::charge(text.len())?;
    let pieces: Vec<Value> = text.split(pattern).take(MAX_PIECES + 1).map(Value::from).collect();
    if pieces.len() > MAX_PIECES {
        return Err(work::too_large("split"));
    }
    work::charge(pieces.len() * size_of::<Value>())?;
    Ok(pieces)
}

/// `unique` as Tera has it: every piece is held against those before it.
fn bounded_unique(items: &[Value], _: Kwargs, _: &State) -> TeraResult<Vec<Value>> {
    if items.len() > MAX_PIECES {
        return Err(work::too_large("unique"));
    }
    let mut found: Vec<Value> = Vec::new();
    for item in items {
        work::charge(found.len())?;
        if !found.contains(item) {
            found.push(item.clone());
        }
    }
    Ok(found)
}

/// A buffer that refuses to grow past [`MAX_OUTPUT_BYTES`].
struct Bounded(Vec<u8>);

impl Write for &mut Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > MAX_OUTPUT_BYTES {
            return Err(io::Error::other("too long"));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
