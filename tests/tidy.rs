//! Layering by promise rots: this reads `src/` and holds the rooms to the rules
//! of `docs/ARCHITECTURE.md`.

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms, and the rooms of ours each may import. `tui`, `cli`, `main` and
/// `lib` are the outside and listed by what they may not name.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("keys", &[]),
    ("capture", &["domain"]),
    ("report", &["domain"]),
    ("interchange", &["domain"]),
    ("store", &["domain"]),
    ("app", &["domain", "capture", "keys"]),
    ("ui", &["app", "domain", "keys"]),
    ("demo", &["domain", "capture"]),
    // What is configured is when a rule of the domain strikes.
    ("config", &["domain"]),
    // The one renderer of errors neutralises what it quotes, and knows which
    // exit code a failure of the store is.
    ("problem", &["domain", "store"]),
];

/// Crates only some rooms may name.
const RESERVED: &[(&str, &[&str])] = &[
    ("rusqlite", &["store"]),
    ("crossterm", &["tui"]),
    ("ratatui", &["ui", "tui"]),
    ("clap", &["cli"]),
    ("minijinja", &["report"]),
];

/// Pure tables, exempt from the length of a file.
const TABLES: &[&str] = &["src/keys/bindings.rs"];

const ROOMS: &[&str] = &[
    "domain",
    "keys",
    "capture",
    "report",
    "interchange",
    "store",
    "app",
    "ui",
    "tui",
    "cli",
    "sync",
    "demo",
];

struct Source {
    path: String,
    room: String,
    text: String,
}

impl Source {
    /// What runs in the program: the file up to its unit tests.
    fn code(&self) -> &str {
        self.text.split("#[cfg(test)]\nmod ").next().unwrap_or("")
    }

    /// The lines of it that are neither blank nor comments.
    fn code_lines(&self) -> impl Iterator<Item = &str> {
        self.code()
            .lines()
            .map(str::trim)
            .filter(|l| !l.is_empty() && !l.starts_with("//"))
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    walk(&root.join("src"), &mut found);
    assert!(found.len() > 5, "the walk found next to nothing");
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("a source file is readable");
        let path = path
            .strip_prefix(root)
            .expect("below the root")
            .display()
            .to_string();
        let room = path
            .split('/')
            .nth(1)
            .expect("below src")
            .trim_end_matches(".rs")
            .to_owned();
        Source { path, room, text }
    };
    found.into_iter().map(read).collect()
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder is readable") {
        let path = entry.expect("an entry is readable").path();
        if path.is_dir() {
            walk(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

fn complain(broken: &[String]) {
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

#[test]
fn rooms_import_only_what_they_may() {
    let mut broken = Vec::new();
    for source in sources() {
        let allowed = MAY_IMPORT.iter().find(|(room, _)| *room == source.room);
        for other in ROOMS.iter().filter(|r| **r != source.room) {
            let named = source
                .code_lines()
                .any(|l| l.contains(&format!("crate::{other}")));
            let forbidden = match (allowed, source.room.as_str()) {
                (Some((_, may)), _) => !may.contains(other),
                (None, "tui") => *other == "cli",
                (None, "cli") => matches!(*other, "app" | "ui" | "tui"),
                (None, "main" | "lib") => false,
                (None, _) => true,
            };
            if named && forbidden {
                broken.push(format!(
                    "{}: {} may not import {other}",
                    source.path, source.room
                ));
            }
        }
        for (name, rooms) in RESERVED {
            let uses = source
                .code_lines()
                .any(|l| l.contains(&format!("{name}::")));
            if uses && !rooms.contains(&source.room.as_str()) {
                broken.push(format!("{}: only {rooms:?} may name {name}", source.path));
            }
        }
    }
    complain(&broken);
}

#[test]
fn files_and_functions_stay_small() {
    let mut broken = Vec::new();
    for source in sources() {
        let lines = source.code_lines().count();
        if lines > 400 && !TABLES.contains(&source.path.as_str()) {
            broken.push(format!(
                "{}: {lines} lines of code, 400 at most",
                source.path
            ));
        }
        for (name, lines) in functions(source.code()) {
            if lines > 60 {
                broken.push(format!(
                    "{}: fn {name} has {lines} lines, 60 at most",
                    source.path
                ));
            }
        }
    }
    complain(&broken);
}

/// Functions and their lengths, by the indentation that rustfmt gives.
fn functions(code: &str) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    let mut open: Option<(String, usize, usize)> = None;
    for line in code.lines() {
        let indent = line.len() - line.trim_start().len();
        match &mut open {
            Some((name, at, count)) => {
                *count += usize::from(!line.trim().is_empty());
                if indent == *at && line.trim_start().starts_with('}') {
                    found.push((name.clone(), *count));
                    open = None;
                }
            }
            None => {
                let words = line.trim_start();
                let head = words.split("fn ").next().unwrap_or("");
                let modifiers = head
                    .split_whitespace()
                    .all(|w| matches!(w, "pub" | "const" | "async") || w.starts_with("pub("));
                if words.contains("fn ")
                    && modifiers
                    && !words.ends_with(';')
                    && !words.ends_with('}')
                {
                    let name = words.split("fn ").nth(1).unwrap_or("");
                    let name: String = name
                        .chars()
                        .take_while(|c| c.is_alphanumeric() || *c == '_')
                        .collect();
                    open = Some((name, indent, 1));
                }
            }
        }
    }
    found
}

#[test]
fn every_file_says_what_it_is_for() {
    let broken: Vec<_> = sources()
        .iter()
        .filter(|s| !s.text.starts_with("//!"))
        .map(|s| format!("{}: no //! header", s.path))
        .collect();
    complain(&broken);
}

#[test]
fn only_the_clock_reads_the_time_and_only_the_store_speaks_sql() {
    let sql = [
        "SELECT ",
        "INSERT INTO",
        "UPDATE ",
        "DELETE FROM",
        "PRAGMA ",
        "CREATE TABLE",
    ];
    let mut broken = Vec::new();
    for source in sources() {
        for line in source.code_lines() {
            let line = line.replace("clock::now()", "");
            if line.contains("::now()") && source.path != "src/clock.rs" {
                broken.push(format!("{}: now() outside clock.rs: {line}", source.path));
            }
            if source.room != "store" && sql.iter().any(|s| line.contains(&format!("\"{s}"))) {
                broken.push(format!("{}: SQL outside store/: {line}", source.path));
            }
        }
    }
    complain(&broken);
}
