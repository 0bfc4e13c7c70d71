//! The templates that documents are set in: the program's and an office's.

use std::sync::{Arc, OnceLock};

use super::compiled::Compiled;
use super::dialect::{self, Violation};
use crate::diagnostic::Diagnostic;
use crate::law::{Law, Profile};

/// The templates of a [`Law`], compiled for each profile when a document first
/// asks for them. A copy shares them.
///
/// ```
/// use vanban::compose::Templates;
/// use vanban::law::{Law, Office};
///
/// let templates = Templates::new(Law::embedded()).unwrap();
/// assert_eq!(templates.law().default_profile().khoa, "nd30");
///
/// let broken = Office { templates: vec![("thu".into(), "{{ loai".into())], ..Office::default() };
/// let law = Law::with_office(broken).unwrap();
/// assert_eq!(Templates::new(law).unwrap_err().code, "khuon");
/// ```
#[derive(Debug, Clone)]
pub struct Templates(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    law: Law,
    /// By the ids of the profiles.
    profiles: Vec<(&'static str, OnceLock<Result<Compiled, Diagnostic>>)>,
}

impl Templates {
    /// The templates of the program, and those of the office of `law`.
    ///
    /// # Errors
    /// When one of the office is no template.
    pub fn new(law: Law) -> Result<Self, Diagnostic> {
        let misused = law.templates().iter().find_map(|(name, text)| Some((name, dialect::misuse(text)?)));
        if let Some((name, Violation { reason, help, .. })) = misused {
            let message = format!("khuôn {name} của cơ quan viết sai: {reason}");
            return Err(Diagnostic::error("khuon", message).help(help));
        }
        let templates = Self::uncompiled(law);
        if !templates.law().templates().is_empty() {
            templates.of(templates.law().default_profile())?;
        }
        Ok(templates)
    }

    fn uncompiled(law: Law) -> Self {
        let profiles = law.ids().map(|id| (id, OnceLock::new())).collect();
        Self(Arc::new(Inner { law, profiles }))
    }

    /// The law whose documents they are for.
    pub fn law(&self) -> &Law {
        &self.0.law
    }

    /// The templates of the office that stand in place of one that a kind of the
    /// law is set in.
    pub fn replaced(&self) -> Vec<&str> {
        let kinds = || self.law().profiles().flat_map(|profile| &profile.kinds);
        let names = self.law().templates().iter().map(|(name, _)| name.as_str());
        names.filter(|name| kinds().any(|kind| kind.khuon == **name)).collect()
    }

    /// Those of a profile, compiled.
    pub(super) fn of(&self, profile: &Profile) -> Result<Compiled, Diagnostic> {
        let known = self.0.profiles.iter().find(|(id, _)| *id == profile.khoa);
        let (_, compiled) = known.ok_or_else(|| Diagnostic::error("the-thuc", "chưa có thể thức này"))?;
        compiled.get_or_init(|| compile(profile, self.law().templates())).clone()
    }
}

impl Default for Templates {
    /// Those of the program.
    fn default() -> Self {
        Self::uncompiled(Law::embedded())
    }
}

fn compile(profile: &Profile, office: &[(String, String)]) -> Result<Compiled, Diagnostic> {
    Compiled::templates(profile, office).map_err(|error| {
        Diagnostic::error("khuon", format!("khuôn của cơ quan viết sai: {error}"))
            .help("biến viết {{ ten }}, lựa chọn viết {% if ... %}...{% endif %}")
    })
}
