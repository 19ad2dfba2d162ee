//! What is typed and not yet recorded, kept in a file of its own while it is
//! typed. A file whose process is gone is adopted by the next one.
//!
//! The first line of the file is the new line, empty when there is none; each
//! line after it is an amendment: the identity of the thing, a blank, its line;
//! or a pasted line under review, behind `pasted ` or, left out, `left-out `; or an indicator that is
//! offered, behind `offered `, the label of where it was found and a blank; or
//! what was begun on a screen, behind `begun `, as JSON.

use crate::app::Unsent;
use crate::domain::Id;
use sha2::{Digest as _, Sha256};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

/// The draft of one cockpit.
pub struct DraftFile {
    folder: PathBuf,
    prefix: String,
    text: String,
    kept: String,
    file: Option<(PathBuf, File)>,
}

impl DraftFile {
    /// A draft in `folder`, for lines of one database.
    pub(super) fn new(folder: PathBuf, database: &Path) -> Self {
        let whole = std::path::absolute(database).unwrap_or_else(|_| database.to_path_buf());
        let digest = Sha256::digest(whole.as_os_str().as_encoded_bytes());
        let hex: String = digest.iter().take(6).map(|b| format!("{b:02x}")).collect();
        Self {
            folder,
            prefix: format!("draft-{hex}-"),
            text: String::new(),
            kept: String::new(),
            file: None,
        }
    }

    /// Where it is kept.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// What is typed now.
    pub(super) fn set(&mut self, unsent: &Unsent) {
        self.text = write(unsent);
    }

    /// Writes down what is typed, if it changed. The file is there only while
    /// there is something in it.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub(super) fn keep(&mut self) -> io::Result<()> {
        if self.text == self.kept {
            return Ok(());
        }
        self.kept.clone_from(&self.text);
        if self.text.trim().is_empty() {
            if let Some((path, file)) = self.file.take() {
                drop(file);
                fs::remove_file(path)?;
            }
            return Ok(());
        }
        if self.file.is_none() {
            self.file = Some(self.create()?);
        }
        let Some((_, file)) = &mut self.file else {
            return Ok(());
        };
        file.rewind()?;
        file.write_all(self.text.as_bytes())?;
        file.set_len(self.text.len() as u64)
    }

    /// A new file that is ours as long as we live: the lock says so, since a
    /// process id may be given to another.
    fn create(&self) -> io::Result<(PathBuf, File)> {
        fs::create_dir_all(&self.folder)?;
        let name = format!("{}{}", self.prefix, crate::domain::fresh_id());
        let path = self.folder.join(name);
        let mut options = OpenOptions::new();
        options.read(true).write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path)?;
        file.try_lock().map_err(io::Error::other)?;
        Ok((path, file))
    }

    /// The draft of a process that is no more; it is ours from now on.
    pub(super) fn adopt(&mut self) -> Option<Unsent> {
        for found in fs::read_dir(&self.folder).ok()?.flatten() {
            let ours = found
                .file_name()
                .to_string_lossy()
                .starts_with(&self.prefix);
            if !ours {
                continue;
            }
            let path = found.path();
            let Ok(mut file) = OpenOptions::new().read(true).write(true).open(&path) else {
                continue;
            };
            if file.try_lock().is_err() {
                continue;
            }
            let mut bytes = Vec::new();
            if file.read_to_end(&mut bytes).is_err() {
                continue;
            }
            let text = String::from_utf8_lossy(&bytes).into_owned();
            if text.trim().is_empty() {
                let _ = fs::remove_file(&path);
                continue;
            }
            self.text.clone_from(&text);
            self.kept.clone_from(&text);
            self.file = Some((path, file));
            return Some(read(&text));
        }
        None
    }
}

const PASTED: &str = "pasted ";
const LEFT_OUT: &str = "left-out ";

fn write(unsent: &Unsent) -> String {
    let mut text = unsent.line.clone();
    for (id, line) in &unsent.amendments {
        text.push_str(&format!("\n{id} {line}"));
    }
    for (line, left_out) in &unsent.pasted {
        let word = if *left_out { LEFT_OUT } else { PASTED };
        text.push_str(&format!("\n{word}{line}"));
    }
    for (source, value) in &unsent.offered {
        text.push_str(&format!("\noffered {source} {value}"));
    }
    for begun in &unsent.begun {
        // Of one line, whatever was typed: JSON escapes line breaks.
        let begun = serde_json::to_string(begun).unwrap_or_default();
        text.push_str(&format!("\nbegun {begun}"));
    }
    text
}

/// The other way round. What is no amendment is text, and text is kept.
fn read(text: &str) -> Unsent {
    let mut lines = text.split('\n');
    let mut unsent = Unsent {
        line: lines.next().unwrap_or_default().to_owned(),
        ..Unsent::default()
    };
    for line in lines {
        let pasted = [(PASTED, false), (LEFT_OUT, true)]
            .into_iter()
            .find_map(|(word, out)| Some((line.strip_prefix(word)?.to_owned(), out)));
        if let Some(pasted) = pasted {
            unsent.pasted.push(pasted);
            continue;
        }
        let begun = line.strip_prefix("begun ");
        if let Some(begun) = begun.and_then(|b| serde_json::from_str(b).ok()) {
            unsent.begun.push(begun);
            continue;
        }
        let offered = line.strip_prefix("offered ");
        if let Some((source, value)) = offered.and_then(|o| o.split_once(' ')) {
            unsent.offered.push((source.to_owned(), value.to_owned()));
            continue;
        }
        let amendment = line.split_once(' ');
        let amendment = amendment.and_then(|(id, text)| Some((id.parse::<Id>().ok()?, text)));
        match amendment {
            Some((id, text)) => unsent.amendments.push((id, text.to_owned())),
            None => {
                unsent.line.push(' ');
                unsent.line.push_str(line);
            }
        }
    }
    unsent
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Begun, BegunOn};

    fn line(text: &str) -> Unsent {
        Unsent {
            line: text.into(),
            ..Unsent::default()
        }
    }

    #[test]
    fn what_is_being_amended_is_kept_beside_the_line() {
        let folder = tempfile::tempdir().unwrap();
        let draft = || DraftFile::new(folder.path().into(), Path::new("/x/w.db"));
        let amendment = |n, text: &str| (Id::from_u128(n), text.to_owned());
        for new in ["", "half a sent", " 019f not an amendment"] {
            let unsent = Unsent {
                line: new.into(),
                amendments: vec![amendment(7, "14:05 > blocked it"), amendment(8, "  two ")],
                pasted: vec![("one, pasted".into(), false), ("  two".into(), true)],
                offered: vec![
                    ("E3".into(), "203.0.113.7".into()),
                    (String::new(), "a b".into()),
                ],
                begun: vec![Begun {
                    incident: Some(Id::from_u128(9)),
                    on: BegunOn::Handover {
                        to: None,
                        brief: Some("two\nlines, \u{1b}[31m and \"quotes\"".into()),
                    },
                    editor: Some(new.into()),
                    put_by: false,
                }],
            };
            let mut first = draft();
            first.set(&unsent);
            first.keep().unwrap();
            drop(first);
            let mut second = draft();
            assert_eq!(second.adopt(), Some(unsent));
            second.set(&Unsent::default());
            second.keep().unwrap();
        }
    }

    #[test]
    fn a_file_that_holds_something_else_is_text() {
        assert_eq!(read("one\ntwo"), line("one two"));
        assert_eq!(read("half a sent"), line("half a sent"));
    }

    #[test]
    fn a_draft_is_adopted_once_its_process_is_gone_and_not_before() {
        let folder = tempfile::tempdir().unwrap();
        let draft = || DraftFile::new(folder.path().join("state"), Path::new("/x/w.db"));
        let mut first = draft();
        first.set(&line("blocked it"));
        first.keep().unwrap();
        first.set(&line("blocked"));
        first.keep().unwrap();
        let mut second = draft();
        assert_eq!(second.adopt(), None, "the first still lives");
        drop(first);
        assert_eq!(second.adopt(), Some(line("blocked")));
        second.set(&Unsent::default());
        second.keep().unwrap();
        assert_eq!(draft().adopt(), None, "it was recorded meanwhile");
    }

    #[test]
    fn the_draft_of_another_database_is_let_alone() {
        let folder = tempfile::tempdir().unwrap();
        let mut one = DraftFile::new(folder.path().into(), Path::new("/x/1.db"));
        one.set(&line("words"));
        one.keep().unwrap();
        drop(one);
        let mut two = DraftFile::new(folder.path().into(), Path::new("/x/2.db"));
        assert_eq!(two.adopt(), None);
    }
}
