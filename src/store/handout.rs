//! Files that leave: written whole or not at all, and never over the database,
//! what lies beside it, or anything that is not a plain file.

use super::create::{folder_of, sync_folder};
use super::error::beside;
use super::{Result, Store, StoreError};
use std::ffi::OsStr;
use std::fs::{self, Metadata};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// What SQLite keeps beside a database under a name of its own.
const BESIDE: &[&str] = &["", "-wal", "-shm", "-journal"];

/// The folder of the copies that were kept.
const KEPT: &str = ".files";

impl Store {
    /// Puts a text into a file through a neighbour of it, so that a full disk
    /// or a lost process leaves either the old file or the new one. Without
    /// `over` nothing that exists is replaced; with it, a plain file is.
    ///
    /// # Errors
    /// `to` belongs to the database, exists (and is no plain file, with
    /// `over`), or cannot be written.
    pub fn hand_out(&self, to: &Path, text: &str, over: bool) -> Result<()> {
        self.hand_out_by(to, over, |draft| {
            let told = |e| StoreError::io(to, "writing", e);
            draft.write_all(text.as_bytes()).map_err(told)
        })
    }

    /// The same, where `fill` writes it piece by piece.
    ///
    /// # Errors
    /// As for [`Store::hand_out`], and what `fill` says.
    pub fn hand_out_by<E: From<StoreError>>(
        &self,
        to: &Path,
        over: bool,
        fill: impl FnOnce(&mut dyn Write) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        self.spare(to)?;
        if over {
            plain_or_free(to)?;
        }
        let told = |e| StoreError::io(to, "writing", e);
        let draft = tempfile::NamedTempFile::new_in(folder_of(to)).map_err(told)?;
        let mut draft = BufWriter::new(draft);
        fill(&mut draft)?;
        let draft = draft.into_inner().map_err(|e| told(e.into_error()))?;
        draft.as_file().sync_all().map_err(told)?;
        let done = if over {
            draft.persist(to)
        } else {
            draft.persist_noclobber(to)
        };
        done.map_err(|e| told(e.error))?;
        sync_folder(&folder_of(to));
        Ok(())
    }

    /// Refuses a name that is, or would be, one of the database's own files,
    /// however it is written and whatever links lead there.
    pub(super) fn spare(&self, to: &Path) -> Result<()> {
        let real = fs::canonicalize(&self.path).unwrap_or_else(|_| self.path.clone());
        for base in [&self.path, &real] {
            let mut own = BESIDE.iter().map(|suffix| beside(base, suffix));
            if own.any(|own| same(&own, to)) || lies_in(to, &beside(base, KEPT)) {
                return Err(StoreError::Own(to.to_owned()));
            }
        }
        Ok(())
    }
}

/// Whether two names lead to one file; of names that lead nowhere yet, whether
/// they will. Case is passed over: some systems do.
fn same(own: &Path, other: &Path) -> bool {
    if let (Ok(a), Ok(b)) = (fs::metadata(own), fs::metadata(other)) {
        return one(own, &a, other, &b);
    }
    let name = |path: &Path| path.file_name().map(OsStr::to_ascii_lowercase);
    name(own) == name(other) && same_folder(&folder_of(own), &folder_of(other))
}

fn same_folder(a: &Path, b: &Path) -> bool {
    match (fs::metadata(a), fs::metadata(b)) {
        (Ok(one_of), Ok(other)) => one(a, &one_of, b, &other),
        (Ok(_) | Err(_), _) => false,
    }
}

/// Whether a file is, or would be, a folder or something below it.
fn lies_in(file: &Path, folder: &Path) -> bool {
    let whole = fs::canonicalize(file).or_else(|_| {
        let above = fs::canonicalize(folder_of(file))?;
        Ok::<PathBuf, std::io::Error>(above.join(file.file_name().unwrap_or_default()))
    });
    whole.is_ok_and(|whole| whole.ancestors().any(|above| same(folder, above)))
}

#[cfg(unix)]
fn one(_: &Path, a: &Metadata, _: &Path, b: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    (a.dev(), a.ino()) == (b.dev(), b.ino())
}

#[cfg(not(unix))]
fn one(a: &Path, _: &Metadata, b: &Path, _: &Metadata) -> bool {
    match (fs::canonicalize(a), fs::canonicalize(b)) {
        (Ok(a), Ok(b)) => a == b,
        (Ok(_) | Err(_), _) => false,
    }
}

/// What may be replaced: nothing, or a plain file. A link is refused, since it
/// is the link that would be replaced and not what it leads to.
fn plain_or_free(to: &Path) -> Result<()> {
    match fs::symlink_metadata(to) {
        Ok(found) if found.is_file() => Ok(()),
        Ok(found) => Err(StoreError::NotPlain {
            path: to.to_owned(),
            what: what(&found),
        }),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(e) => Err(StoreError::io(to, "writing", e)),
    }
}

fn what(found: &Metadata) -> &'static str {
    let kind = found.file_type();
    if kind.is_dir() {
        "a folder"
    } else if kind.is_symlink() {
        "a link"
    } else {
        "a device, a pipe or a socket"
    }
}
