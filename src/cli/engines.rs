//! The engine that works on a document: the law, with what the nearest
//! `vanban.toml` from the document's folder upwards says.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::console::{Console, is_dash};
use vanban::diagnostic::{Diagnostic, Faults, JsonDiagnostic, Sources, Told, render, to_json};
use vanban::engine::Engine;
use vanban::files::FileRef;
use vanban::settings_file::SettingsFile;

/// Engines by the settings file that they follow, each file read once.
#[derive(Default)]
pub(super) struct Engines {
    chosen: Option<PathBuf>,
    read: BTreeMap<Option<PathBuf>, Engine>,
    /// Warnings of making them.
    told: Vec<(Diagnostic, Sources)>,
}

/// A settings file that is wrong, or the kinds that it names.
pub(super) struct Wrong {
    pub(super) errors: Faults,
    pub(super) sources: Sources,
}

impl Wrong {
    /// The errors, to be told of with `sources`.
    pub(super) fn put_into(self, sources: &mut Sources) -> Faults {
        *sources = self.sources;
        self.errors
    }
}

impl Engines {
    /// Severities from one file whatever the folder, when the user names it;
    /// kinds and the table of acts too when it names them.
    pub(super) fn new(chosen: Option<PathBuf>) -> Self {
        Self { chosen, ..Self::default() }
    }

    /// The engine for a file; for standard input that of the folder that the
    /// user names for it, else of the working folder.
    pub(super) fn of(&mut self, file: &Path, named: Option<&Path>) -> Result<Engine, Wrong> {
        self.of_folder(&named.map_or_else(|| folder(file), Path::to_path_buf))
    }

    /// The engine for the documents of a folder.
    pub(super) fn of_folder(&mut self, folder: &Path) -> Result<Engine, Wrong> {
        let found = SettingsFile::find(folder);
        if let Some(engine) = self.read.get(&found) {
            return Ok(engine.clone());
        }
        let mut sources = Sources::new();
        match self.make(found.as_deref(), &mut sources) {
            Ok(made) => {
                let (engine, told) = made.take();
                told.into_iter().for_each(|diagnostic| self.note(diagnostic, &sources));
                self.read.insert(found, engine.clone());
                Ok(engine)
            }
            Err(errors) => Err(Wrong { errors, sources }),
        }
    }

    /// Keeps a warning; one file may be asked for several folders.
    fn note(&mut self, diagnostic: Diagnostic, sources: &Sources) {
        let shown = |(told, sources): &(Diagnostic, Sources)| render(told, sources, false);
        let new = (diagnostic, sources.clone());
        if self.told.iter().all(|known| shown(known) != shown(&new)) {
            self.told.push(new);
        }
    }

    /// Tells people the warnings of the settings files read; gives them for
    /// programs. For commands that check: others do not use what they are about.
    pub(super) fn tell(&self, console: &Console) -> Vec<JsonDiagnostic> {
        self.told.iter().for_each(|(told, sources)| console.report([told], sources));
        self.told.iter().map(|(told, sources)| to_json(told, sources)).collect()
    }

    fn make(&self, found: Option<&Path>, sources: &mut Sources) -> Result<Told<Engine>, Faults> {
        let Some(chosen) = &self.chosen else {
            return found.map_or_else(
                || Ok(Told::default()),
                |found| Engine::of_settings(&SettingsFile::read(&FileRef::disk(found), sources)?, sources),
            );
        };
        let mut settings = SettingsFile::read(&FileRef::disk(chosen), sources)?;
        if let Some(found) = found.filter(|_| settings.kinds.is_none() || settings.acts.is_none()) {
            let of_folder = SettingsFile::read(&FileRef::disk(found), sources)?;
            settings.kinds = settings.kinds.or(of_folder.kinds);
            settings.acts = settings.acts.or(of_folder.acts);
        }
        Engine::of_settings(&settings, sources)
    }
}

/// The engine for commands without a document: that of the working folder.
pub(super) fn here() -> Result<Engine, Wrong> {
    Engines::default().of_folder(Path::new("."))
}

fn folder(file: &Path) -> PathBuf {
    match file.parent() {
        Some(parent) if !is_dash(file) && !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    }
}
