//! Making files: whole or not at all, for their owner only.

use super::fault::{Fault, Inner};
use super::{Result, StoreError, meta, schema};
use rusqlite::{Connection, OpenFlags};
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// Makes a fresh database under its final name in one step: nobody ever sees
/// half of it, and of two processes that try, one wins and both go on.
pub(super) fn fresh(path: &Path) -> Result<()> {
    let draft = Draft::beside(path)?;
    fill(draft.path()).map_err(|fault| fault.told(path, "making the file"))?;
    match draft.publish(path) {
        Err(StoreError::Exists(_)) => Ok(()),
        other => other,
    }
}

fn fill(path: &Path) -> Inner<()> {
    let mut conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    conn.pragma_update(None, "journal_mode", "wal")?;
    conn.pragma_update(None, "synchronous", "full")?;
    let transaction = conn.transaction()?;
    schema::create(&transaction)?;
    meta::put(
        &transaction,
        meta::REPLICA,
        &uuid::Uuid::new_v4().as_bytes(),
    )?;
    transaction.commit()?;
    conn.close().map_err(|(_, error)| Fault::from(error))
}

/// A file in the making, beside the place it is meant for; gone unless published.
pub(super) struct Draft(PathBuf);

impl Draft {
    /// Makes an empty file that only its owner may read, in the folder of `path`.
    pub(super) fn beside(path: &Path) -> Result<Self> {
        let folder = folder_of(path);
        private_folder(&folder)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let draft = folder.join(format!(".{name}.{}.new", uuid::Uuid::new_v4().simple()));
        private_file(&draft)?;
        Ok(Self(draft))
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    /// Gives the file its name, unless something has that name.
    pub(super) fn publish(self, to: &Path) -> Result<()> {
        let told = |e| StoreError::io(to, "making the file", e);
        match fs::hard_link(&self.0, to) {
            Ok(()) => {}
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => return Err(told(e)),
            // Some file systems know no links.
            Err(_) if fs::symlink_metadata(to).is_err() => {
                fs::rename(&self.0, to).map_err(told)?;
            }
            Err(e) => return Err(told(e)),
        }
        sync_folder(&folder_of(to));
        Ok(())
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        for suffix in ["", "-wal", "-shm"] {
            let _ = fs::remove_file(super::error::beside(&self.0, suffix));
        }
    }
}

/// The folder a file is in.
pub(super) fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        Some(_) | None => PathBuf::from("."),
    }
}

/// Makes a folder, and those above it that are not there, for the owner only.
pub(super) fn private_folder(folder: &Path) -> Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .create(folder)
        .map_err(|e| StoreError::io(folder, "making the folder", e))
}

/// Makes a new, empty file for the owner only.
pub(super) fn private_file(path: &Path) -> Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).read(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
        .open(path)
        .map_err(|e| StoreError::io(path, "making the file", e))
}

/// Makes a new name durable, where the system can.
pub(super) fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}
