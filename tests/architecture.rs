//! What may use what: arrows between the rooms of the crate go one way, and
//! inside a room no more than three files go round in a circle.
//!
//! ARCHITECTURE.md tells each room's job; this is its test.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Every room and file at the top of the crate, and what it may use. A name
/// that a line misses is an arrow that nobody meant.
const MAY_USE: &[(&str, &[&str])] = &[
    ("acts", &["model", "slug"]),
    (
        "batch",
        &[
            "check",
            "compose",
            "diagnostic",
            "embedded_table",
            "engine",
            "files",
            "inspect",
            "keys",
            "law",
            "model",
            "output",
            "render",
            "report",
            "slug",
            "source",
        ],
    ),
    ("character", &[]),
    (
        "check",
        &[
            "acts",
            "diagnostic",
            "embedded_table",
            "law",
            "legacy_encoding",
            "markdown_dialect",
            "model",
            "placeholder",
            "settings_file",
            "typed_line",
            "typeface",
        ],
    ),
    // The command: of the library it uses the public face, as any program does.
    ("cli", &[]),
    ("column_kind", &["embedded_table", "law", "number", "slug"]),
    (
        "compose",
        &[
            "character",
            "column_kind",
            "diagnostic",
            "law",
            "markdown_dialect",
            "model",
            "slug",
            "total_row",
            "typed_line",
        ],
    ),
    ("diagnostic", &["slug"]),
    ("embedded_table", &[]),
    (
        "engine",
        &[
            "acts",
            "check",
            "compose",
            "diagnostic",
            "files",
            "inspect",
            "law",
            "model",
            "render",
            "report",
            "settings_file",
            "source",
        ],
    ),
    ("files", &["diagnostic"]),
    ("handbook", &["law", "starter"]),
    ("inspect", &["check", "compose", "diagnostic", "model", "render", "source"]),
    ("key_reference", &["keys", "law"]),
    ("keys", &["embedded_table", "law"]),
    ("law", &["diagnostic", "embedded_table", "slug"]),
    ("legacy_encoding", &[]),
    ("markdown_dialect", &[]),
    ("model", &["column_kind", "diagnostic", "law", "slug"]),
    ("number", &[]),
    ("output", &["diagnostic", "render"]),
    ("placeholder", &[]),
    ("render", &["compose", "diagnostic", "law", "model", "placeholder", "typeface"]),
    (
        "report",
        &[
            "compose",
            "diagnostic",
            "embedded_table",
            "law",
            "model",
            "number",
            "placeholder",
            "slug",
            "typed_line",
            "typeface",
        ],
    ),
    ("settings_file", &["diagnostic", "files"]),
    ("slug", &[]),
    (
        "source",
        &[
            "acts",
            "character",
            "column_kind",
            "diagnostic",
            "files",
            "keys",
            "law",
            "legacy_encoding",
            "model",
            "number",
            "placeholder",
            "settings_file",
            "slug",
            "total_row",
        ],
    ),
    ("starter", &["keys", "law", "slug"]),
    ("total_row", &["column_kind", "number"]),
    ("typed_line", &[]),
    ("typeface", &[]),
];

/// Most files of a room that use one another in a circle.
const MOST_IN_A_CIRCLE: usize = 3;

/// A module: its path in the crate (`compose::markdown`), and its file.
type Modules = BTreeMap<String, PathBuf>;

fn modules() -> Modules {
    fn collect(folder: &Path, path: &str, into: &mut Modules) {
        let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        for entry in entries {
            let stem = entry.file_stem().unwrap().to_string_lossy().into_owned();
            let inner = if path.is_empty() { stem.clone() } else { format!("{path}::{stem}") };
            match stem.as_str() {
                "main" | "lib" | "tests" => {}
                "mod" => drop(into.insert(path.to_owned(), entry)),
                _ if entry.is_dir() => collect(&entry, &inner, into),
                _ => drop(into.insert(inner, entry)),
            }
        }
    }
    let mut found = Modules::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "", &mut found);
    found
}

/// The code of a file: no comments, no texts, no unit tests.
fn code(file: &Path) -> String {
    let text = fs::read_to_string(file).unwrap();
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = text.lines().map(|line| line.split("//").next().unwrap_or_default());
    let mut out = String::new();
    for line in lines {
        for (at, piece) in line.replace("\\\"", "").split('"').enumerate() {
            if at % 2 == 0 {
                out.push_str(piece);
            }
        }
        out.push('\n');
    }
    out
}

/// The paths that a piece of code names from `crate`, `super` or `self` on,
/// the trees of `use` taken apart.
fn paths(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for start in ["crate::", "super::", "self::"] {
        for (at, _) in code.match_indices(start) {
            let before = code[..at].chars().next_back();
            if before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':') {
                take_apart(&code[at..], "", &mut found);
            }
        }
    }
    found
}

/// Reads one path or tree of paths; gives what is behind it.
fn take_apart<'c>(code: &'c str, prefix: &str, found: &mut BTreeSet<String>) -> &'c str {
    let code = code.trim_start();
    let end = code.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(code.len());
    let path = if prefix.is_empty() { code[..end].to_owned() } else { format!("{prefix}::{}", &code[..end]) };
    let mut rest = &code[end..];
    let Some(inner) = rest.strip_prefix("::") else {
        found.insert(path);
        return rest;
    };
    let Some(tree) = inner.trim_start().strip_prefix('{') else { return take_apart(inner, &path, found) };
    rest = tree;
    loop {
        rest = rest.trim_start();
        if let Some(behind) = rest.strip_prefix('}') {
            return behind;
        }
        rest = match rest.strip_prefix(',').or_else(|| rest.strip_prefix('*')) {
            Some(behind) => behind,
            None if rest.starts_with(|c: char| c.is_alphanumeric() || c == '_') => {
                take_apart(rest, &path, found)
            }
            None => return rest,
        };
    }
}

/// The names that a module hands on from its own children: name to child.
fn handed_on(code: &str, module: &str, modules: &Modules) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for line in code.split(';') {
        let Some((_, tree)) = line.split_once("use ") else { continue };
        if !line.trim_start().starts_with("pub") {
            continue;
        }
        let mut paths = BTreeSet::new();
        take_apart(tree, "", &mut paths);
        for path in paths {
            let Some((child, name)) = path.rsplit_once("::") else { continue };
            let child = join(module, child);
            if modules.contains_key(&child) {
                names.insert(name.to_owned(), child);
            }
        }
    }
    names
}

fn join(module: &str, child: &str) -> String {
    if module.is_empty() { child.to_owned() } else { format!("{module}::{child}") }
}

/// Which module each module uses.
fn arrows(modules: &Modules) -> BTreeSet<(String, String)> {
    let codes: BTreeMap<&String, String> = modules.iter().map(|(name, file)| (name, code(file))).collect();
    let handed: BTreeMap<&String, _> =
        codes.iter().map(|(name, code)| (*name, handed_on(code, name, modules))).collect();
    let mut arrows = BTreeSet::new();
    for (name, code) in &codes {
        for path in paths(code) {
            let mut at = (*name).clone();
            for segment in path.split("::") {
                at = match segment {
                    "crate" => String::new(),
                    "self" => at,
                    "super" => at.rsplit_once("::").map_or(String::new(), |(outer, _)| outer.to_owned()),
                    _ if modules.contains_key(&join(&at, segment)) => join(&at, segment),
                    _ => match handed.get(&at).and_then(|names| names.get(segment)) {
                        Some(child) => child.clone(),
                        None => break,
                    },
                };
            }
            if !at.is_empty() && at != **name {
                arrows.insert(((*name).clone(), at));
            }
        }
    }
    arrows
}

fn room(module: &str) -> &str {
    module.split("::").next().unwrap_or_default()
}

#[test]
fn arrows_between_rooms_are_those_of_the_table() {
    let mut uses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let modules = modules();
    for module in modules.keys() {
        uses.entry(room(module).to_owned()).or_default();
    }
    for (from, to) in arrows(&modules) {
        if room(&from) != room(&to) {
            uses.entry(room(&from).to_owned()).or_default().insert(room(&to).to_owned());
        }
    }
    let is: Vec<String> = uses.iter().map(|(room, used)| format!("{room}: {used:?}")).collect();
    let meant: Vec<String> = MAY_USE
        .iter()
        .map(|(room, used)| format!("{room}: {:?}", used.iter().collect::<BTreeSet<_>>()))
        .collect();
    assert_eq!(is, meant);
}

/// The table itself has no circle: every arrow goes to a line above it or
/// below it, never round.
#[test]
fn no_rooms_go_round_in_a_circle() {
    let arrows: BTreeSet<(String, String)> = MAY_USE
        .iter()
        .flat_map(|(room, used)| used.iter().map(|used| ((*room).to_owned(), (*used).to_owned())))
        .collect();
    assert_eq!(circles(&arrows), Vec::<Vec<String>>::new());
}

#[test]
fn no_circle_inside_a_room_has_more_than_three_files() {
    let modules = modules();
    let inside: BTreeSet<(String, String)> =
        arrows(&modules).into_iter().filter(|(from, to)| room(from) == room(to)).collect();
    let large: Vec<_> = circles(&inside).into_iter().filter(|files| files.len() > MOST_IN_A_CIRCLE).collect();
    assert_eq!(large, Vec::<Vec<String>>::new());
}

/// Sets of nodes that reach one another.
fn circles(arrows: &BTreeSet<(String, String)>) -> Vec<Vec<String>> {
    let reach = |from: &str| {
        let mut seen = BTreeSet::new();
        let mut open = vec![from.to_owned()];
        while let Some(node) = open.pop() {
            for (_, to) in arrows.iter().filter(|(from, _)| *from == node) {
                if seen.insert(to.clone()) {
                    open.push(to.clone());
                }
            }
        }
        seen
    };
    let nodes: BTreeSet<&String> = arrows.iter().flat_map(|(from, to)| [from, to]).collect();
    let reached: BTreeMap<&String, BTreeSet<String>> =
        nodes.iter().map(|node| (*node, reach(node))).collect();
    let mut found: Vec<Vec<String>> = Vec::new();
    for node in nodes {
        let together: Vec<String> = reached[node]
            .iter()
            .filter(|other| reached.get(other).is_some_and(|back| back.contains(node)))
            .cloned()
            .collect();
        if together.len() > 1 && !found.contains(&together) {
            found.push(together);
        }
    }
    found
}
