//! A pattern for the names of many files: `{{ stt }}-{{ co_quan.ten | slug }}`.

use tera::{Kwargs, State, Tera};

use super::{data, numbering};
use crate::diagnostic::Diagnostic;
use crate::model::VanBan;
use crate::slug::slug;

/// The template's name inside Tera.
const NAME: &str = "ten";

/// A compiled pattern.
pub struct NamePattern(Tera);

impl NamePattern {
    /// Compiles a pattern.
    ///
    /// # Errors
    /// When its syntax is wrong.
    pub fn new(pattern: &str) -> Result<Self, Diagnostic> {
        let mut tera = Tera::default();
        tera.register_filter("slug", |text: &str, _: Kwargs, _: &State| slug(text));
        tera.add_raw_template(NAME, pattern).map_err(|error| fault(pattern, &error))?;
        Ok(Self(tera))
    }

    /// The name for a document; `so` is its number, `stt` its place in the
    /// table.
    ///
    /// # Errors
    /// When the pattern names something that is not there.
    pub fn name(&self, document: &VanBan, so: Option<u32>, stt: &str) -> Result<String, Diagnostic> {
        let profile = &*document.profile;
        let Some(kind) = document.kind() else { return Ok(stt.to_owned()) };
        let mut context = data::context(document, profile, kind);
        context.insert("stt", stt);
        context.insert("so", &so.map(numbering::padded).unwrap_or_default());
        self.0.render(NAME, &context).map_err(|error| fault(stt, &error))
    }
}

fn fault(pattern: &str, error: &tera::Error) -> Diagnostic {
    Diagnostic::error("ten-tep", format!("--ten: không ghép được tên tệp ({pattern}): {error}"))
        .help("dùng {{ stt }}, {{ so }}, {{ co_quan.ten | slug }}, {{ bien.ten }}")
}
