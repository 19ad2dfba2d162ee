//! Files that are handed in: read once, hashed on the way, and, when asked,
//! kept in a folder in which each is named by its hash.

use super::media::{HEAD, media_type};
use crate::domain::FileFacts;
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

/// A file that could not be taken in.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// The file itself.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The folder it was to be kept in.
    #[error("cannot keep a copy in {}", folder.display())]
    Keep {
        /// The folder.
        folder: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
}

/// Reads what there is to know of a file, and copies its content into `keep`
/// (`keep/ab/ab12…`, read-only, there once whatever it is called) when given.
///
/// # Errors
/// When it cannot be read, or the copy not be written; a half-written copy is
/// never left under its name.
pub fn take_in(path: &Path, keep: Option<&Path>) -> Result<FileFacts, BlobError> {
    let unread = |source| BlobError::Read {
        path: path.to_path_buf(),
        source,
    };
    let mut file = open(path).map_err(unread)?;
    let unkept = |folder: &Path, source| BlobError::Keep {
        folder: folder.to_path_buf(),
        source,
    };
    let mut copy = match keep {
        Some(folder) => Some((folder, draft(folder).map_err(|e| unkept(folder, e))?)),
        None => None,
    };
    let (mut hash, mut size, mut head) = (Sha256::new(), 0, Vec::new());
    let mut buffer = vec![0; PART];
    while let Some(part) = next_part(&mut file, &mut buffer).map_err(unread)? {
        hash.update(part);
        let read = part.len();
        size += read as u64;
        head.extend(part.iter().take(HEAD - head.len()));
        if let Some((folder, copy)) = &mut copy {
            copy.write_all(part).map_err(|e| unkept(folder, e))?;
        }
    }
    let sha256 = hex(&hash.finalize());
    if let Some((folder, copy)) = copy {
        file_away(folder, copy, &sha256).map_err(|e| unkept(folder, e))?;
    }
    Ok(FileFacts {
        path: given(path),
        size,
        sha256,
        media_type: media_type(path, &head).to_owned(),
        stored: keep.is_some(),
    })
}

/// Read at once.
const PART: usize = 1 << 16;

/// The next part of a file; none at its end.
fn next_part<'b>(file: &mut File, buffer: &'b mut [u8]) -> io::Result<Option<&'b [u8]>> {
    loop {
        match file.read(buffer) {
            Ok(0) => return Ok(None),
            Ok(read) => return Ok(Some(&buffer[..read])),
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
}

/// The hash of what a file holds; `go_on` is told the bytes that were read, and
/// may stop it, which leaves the hash that of a part.
pub(super) fn content_hash(path: &Path, go_on: &mut dyn FnMut(u64) -> bool) -> io::Result<String> {
    let (mut file, mut hash) = (open(path)?, Sha256::new());
    let mut buffer = vec![0; PART];
    while let Some(part) = next_part(&mut file, &mut buffer)? {
        hash.update(part);
        if !go_on(part.len() as u64) {
            break;
        }
    }
    Ok(hex(&hash.finalize()))
}

/// Opens a plain file. Opening anything else may wait for ever (a pipe) or do
/// something (a device), so it is looked at before, and again once it is held:
/// it may have been exchanged in between.
fn open(path: &Path) -> io::Result<File> {
    let plain = |found: fs::Metadata| match found.is_file() {
        true => Ok(()),
        false => Err(io::Error::other(
            "it is not a regular file; copy what it holds into one first",
        )),
    };
    plain(fs::metadata(path)?)?;
    let file = File::open(path)?;
    plain(file.metadata()?)?;
    Ok(file)
}

/// Where the content with a hash is kept; none for what is no hash and might
/// lead elsewhere.
pub(super) fn kept_at(folder: &Path, sha256: &str) -> Option<PathBuf> {
    let digit = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'f');
    let is_hash = sha256.len() == 64 && sha256.bytes().all(digit);
    is_hash.then(|| folder.join(&sha256[..2]).join(sha256))
}

fn draft(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    make_private(folder)?;
    tempfile::NamedTempFile::new_in(folder)
}

/// Gives a copy its name; content that is there already stays as it is. What
/// lies there under a name that is not its own was altered: it is set aside.
fn file_away(folder: &Path, copy: tempfile::NamedTempFile, sha256: &str) -> io::Result<()> {
    let place = kept_at(folder, sha256).ok_or_else(|| io::Error::other("this is no hash"))?;
    if place.exists() {
        if content_hash(&place, &mut |_| true).is_ok_and(|hash| hash == sha256) {
            return copy.close();
        }
        set_aside(&place)?;
    }
    if let Some(parent) = place.parent() {
        make_private(parent)?;
    }
    copy.as_file().sync_all()?;
    let mut rights = copy.as_file().metadata()?.permissions();
    rights.set_readonly(true);
    copy.as_file().set_permissions(rights)?;
    copy.persist(&place).map_err(|e| e.error)?;
    // The name is durable once its folder is.
    place
        .parent()
        .map_or(Ok(()), |parent| File::open(parent)?.sync_all())
}

/// Gives an altered copy another name: it may be what somebody looks for.
fn set_aside(place: &Path) -> io::Result<()> {
    let others = (1..).map(|n| place.with_extension(format!("altered-{n}")));
    let mut free = others.filter(|other| other.symlink_metadata().is_err());
    let other = free.next().expect("some number is not taken");
    fs::rename(place, other)
}

#[cfg(unix)]
fn make_private(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
}

#[cfg(not(unix))]
fn make_private(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

/// The path with its folder, so that it says something a week later.
fn given(path: &Path) -> String {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    whole.to_string_lossy().into_owned()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    #[test]
    fn a_file_is_hashed_and_kept_once_under_its_hash() {
        let room = tempfile::tempdir().unwrap();
        let (one, keep) = (room.path().join("one.txt"), room.path().join("kept"));
        fs::write(&one, "abc").unwrap();
        let facts = take_in(&one, Some(&keep)).unwrap();
        assert_eq!((facts.size, facts.sha256.as_str()), (3, ABC));
        assert_eq!(facts.media_type, "text/plain");
        assert_eq!(fs::read(kept_at(&keep, ABC).unwrap()).unwrap(), b"abc");
        take_in(&one, Some(&keep)).unwrap();
        let files = fs::read_dir(keep.join("ba")).unwrap().count();
        assert_eq!((files, fs::read_dir(&keep).unwrap().count()), (1, 1));
    }

    #[test]
    fn what_cannot_be_read_is_said_and_nothing_is_kept() {
        let room = tempfile::tempdir().unwrap();
        let keep = room.path().join("kept");
        let absent = take_in(&room.path().join("absent"), Some(&keep));
        assert!(matches!(absent, Err(BlobError::Read { .. })));
        assert!(matches!(
            take_in(room.path(), None),
            Err(BlobError::Read { .. })
        ));
        assert!(!keep.exists());
    }
}
