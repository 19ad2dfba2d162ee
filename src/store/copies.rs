//! Whether the copies of files that the record names are there, and still are
//! what was handed in.

use super::blobs::{content_hash, kept_at};
use super::rows::{self, columns};
use super::{Progress, Result, Store, names};
use crate::domain::{FileFacts, Thing};
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// How a copy stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is what was handed in.
    Sound,
    /// It is another content than was handed in.
    Altered,
    /// It is not there.
    Missing,
    /// It cannot be read; why.
    Unreadable(String),
    /// Nothing in the record names it.
    Unreferenced,
}

impl Kept {
    /// The one written form.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Sound => "sound",
            Self::Altered => "altered",
            Self::Missing => "missing",
            Self::Unreadable(_) => "unreadable",
            Self::Unreferenced => "unreferenced",
        }
    }

    /// Whether the record claims what is not so.
    #[must_use]
    pub const fn breaks_the_record(&self) -> bool {
        match self {
            Self::Altered | Self::Missing | Self::Unreadable(_) => true,
            Self::Sound | Self::Unreferenced => false,
        }
    }

    /// What to do about it.
    #[must_use]
    pub const fn advice(&self) -> &'static str {
        match self {
            Self::Sound => "",
            Self::Altered => {
                "not what was handed in; keep it, and hand the original in again: warroom artifact add FILE --store"
            }
            Self::Missing => {
                "restore the folder from a backup, or hand the original in again: warroom artifact add FILE --store"
            }
            Self::Unreadable(_) => "give yourself the right to read it, and verify again",
            Self::Unreferenced => "nothing in the record names it; look at it before it is removed",
        }
    }
}

/// A copy, or the place where one should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// Where it is or should be.
    pub path: PathBuf,
    /// The artifacts it was kept for: `INC-2026-001 A3`.
    pub artifacts: Vec<String>,
    /// How it stands.
    pub kept: Kept,
}

/// How the copy of a file stands that should be kept in `folder`, as far as
/// its name and its length tell; none where none was kept.
#[must_use]
pub fn at_a_glance(folder: &Path, file: &FileFacts) -> Option<(PathBuf, Kept)> {
    if !file.stored {
        return None;
    }
    let path = kept_at(folder, &file.sha256)?;
    let kept = match fs::metadata(&path) {
        Ok(found) if found.is_file() && found.len() == file.size => Kept::Sound,
        Ok(_) => Kept::Altered,
        Err(error) => lost(&error),
    };
    Some((path, kept))
}

fn lost(error: &std::io::Error) -> Kept {
    match error.kind() {
        ErrorKind::NotFound => Kept::Missing,
        _other => Kept::Unreadable(error.to_string()),
    }
}

/// The files of a folder in which each is named by its hash, and of its folders.
fn files_in(folder: &Path, deep: bool) -> Vec<PathBuf> {
    let found = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files = Vec::new();
    for entry in found {
        let is_folder = entry.file_type().is_ok_and(|t| t.is_dir());
        if is_folder && deep {
            files.extend(files_in(&entry.path(), false));
        } else {
            files.push(entry.path());
        }
    }
    files
}

/// The artifacts that say a copy was kept, by hash.
type Wanted = BTreeMap<String, (u64, Vec<String>)>;

/// Withdrawn ones count: they can be brought back.
fn wanted(conn: &Connection) -> rusqlite::Result<Wanted> {
    let incidents = names::every_incident(conn)?;
    let key = |thing: &Thing| {
        let of = incidents.iter().find(|i| Some(i.id) == thing.incident);
        of.map(Thing::name).unwrap_or_default()
    };
    let mut query = conn.prepare(concat!(
        "SELECT ",
        columns!(),
        " FROM thing WHERE kind = 'artifact' ORDER BY incident, number, id"
    ))?;
    let mut wanted = Wanted::new();
    for thing in query.query_map([], rows::thing)? {
        let thing = thing?;
        let file = thing.as_artifact().and_then(|a| a.file.as_ref());
        if let Some(file) = file.filter(|f| f.stored) {
            let of = wanted.entry(file.sha256.clone()).or_default();
            of.0 = of.0.saturating_add(file.size);
            of.1.push(format!("{} {}", key(&thing), thing.name()));
        }
    }
    Ok(wanted)
}

impl Store {
    /// The folder beside the database that holds copied files by their hash.
    #[must_use]
    pub fn copies_folder(&self) -> PathBuf {
        super::error::beside(&self.path, ".files")
    }

    /// Reads every copy that the record names and compares its hash, and finds
    /// those that it does not name. None when `progress`, which is told the
    /// bytes read, says to stop.
    ///
    /// # Errors
    /// The database cannot be read. What is wrong with a copy is no error.
    pub fn copies(
        &self,
        progress: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<Option<Vec<Copied>>> {
        let wanted = self.read("reading the artifacts", |conn| Ok(wanted(conn)?))?;
        let folder = self.copies_folder();
        let of = wanted.values().map(|w| w.0).fold(0, u64::saturating_add);
        let (mut done, mut stopped) = (0, false);
        let (mut found, mut named) = (Vec::new(), BTreeSet::new());
        for (sha256, (_, artifacts)) in wanted {
            let Some(path) = kept_at(&folder, &sha256) else {
                continue;
            };
            let hash = content_hash(&path, &mut |read| {
                done += read;
                stopped = stopped || !progress(Progress { done, of });
                !stopped
            });
            let kept = match hash {
                _ if stopped => return Ok(None),
                Ok(hash) if hash == sha256 => Kept::Sound,
                Ok(_) => Kept::Altered,
                Err(error) => lost(&error),
            };
            named.insert(path.clone());
            found.push(Copied {
                path,
                artifacts,
                kept,
            });
        }
        let mut others = files_in(&folder, true);
        others.sort_unstable();
        others.retain(|path| !named.contains(path));
        found.extend(others.into_iter().map(|path| Copied {
            path,
            artifacts: Vec::new(),
            kept: Kept::Unreferenced,
        }));
        Ok(Some(found))
    }
}
