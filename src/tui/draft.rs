//! What is typed and not yet recorded, kept in a file of its own while it is
//! typed. A file whose process is gone is adopted by the next one of the same
//! person on the same database. Files were named by the database alone before:
//! whose they are nobody can say, so whoever comes first has such a one.
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
    /// What the names of all drafts of this database begin with.
    database: String,
    /// The same, of those of this person.
    prefix: String,
    text: String,
    kept: String,
    file: Option<(PathBuf, File)>,
}

impl DraftFile {
    /// A draft in `folder`, for lines of one person in one database.
    pub(super) fn new(folder: PathBuf, database: &Path, author: &str) -> Self {
        let whole = std::path::absolute(database).unwrap_or_else(|_| database.to_path_buf());
        let database = format!("draft-{}-", short(whole.as_os_str().as_encoded_bytes()));
        Self {
            folder,
            prefix: format!("{database}{}-", short(author.to_lowercase().as_bytes())),
            database,
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
        let path = self.fresh_path();
        let mut options = OpenOptions::new();
        options.read(true).write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path)?;
        file.try_lock().map_err(io::Error::other)?;
        Ok((path, file))
    }

    fn fresh_path(&self) -> PathBuf {
        let name = format!("{}{}", self.prefix, crate::domain::fresh_id());
        self.folder.join(name)
    }

    /// Whether a file is of this person; none where it is of another.
    fn is_own(&self, name: &str) -> Option<bool> {
        if name.starts_with(&self.prefix) {
            return Some(true);
        }
        let of_nobody = name.strip_prefix(&self.database)?.parse::<Id>().is_ok();
        of_nobody.then_some(false)
    }

    /// The draft of a process that is no more; it is ours from now on.
    pub(super) fn adopt(&mut self) -> Option<Unsent> {
        let all = fs::read_dir(&self.folder).ok()?.flatten();
        let mut found: Vec<(bool, PathBuf)> = all
            .filter_map(|f| Some((self.is_own(&f.file_name().to_string_lossy())?, f.path())))
            .collect();
        // One's own comes before what may be anybody's.
        found.sort_by_key(|(own, _)| !own);
        for (own, mut path) in found {
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
            if !own {
                let fresh = self.fresh_path();
                if fs::rename(&path, &fresh).is_err() {
                    continue;
                }
                path = fresh;
            }
            self.text.clone_from(&text);
            self.kept.clone_from(&text);
            self.file = Some((path, file));
            return Some(read(&text));
        }
        None
    }
}

/// A short digest, for a name.
fn short(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().take(6).map(|b| format!("{b:02x}")).collect()
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
        let draft = || DraftFile::new(folder.path().into(), Path::new("/x/w.db"), "maya");
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
        let draft = || DraftFile::new(folder.path().join("state"), Path::new("/x/w.db"), "maya");
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
        let mut one = DraftFile::new(folder.path().into(), Path::new("/x/1.db"), "maya");
        one.set(&line("words"));
        one.keep().unwrap();
        drop(one);
        let mut two = DraftFile::new(folder.path().into(), Path::new("/x/2.db"), "maya");
        assert_eq!(two.adopt(), None);
    }

    #[test]
    fn what_somebody_else_left_is_let_alone() {
        let folder = tempfile::tempdir().unwrap();
        let of = |who| DraftFile::new(folder.path().into(), Path::new("/x/w.db"), who);
        let mut jon = of("jon");
        jon.set(&line("half a sent"));
        jon.keep().unwrap();
        drop(jon);
        assert_eq!(of("maya").adopt(), None);
        assert_eq!(of("Jon").adopt(), Some(line("half a sent")));
    }

    #[test]
    fn a_draft_that_says_not_whose_it_is_is_had_by_whoever_comes_first() {
        let folder = tempfile::tempdir().unwrap();
        let of = |who| DraftFile::new(folder.path().into(), Path::new("/x/w.db"), who);
        let mut own = of("maya");
        own.set(&line("my own"));
        own.keep().unwrap();
        drop(own);
        let old = format!("{}{}", of("maya").database, crate::domain::fresh_id());
        fs::write(folder.path().join(old), "from before").unwrap();
        let mut first = of("maya");
        assert_eq!(first.adopt(), Some(line("my own")));
        let mut second = of("maya");
        assert_eq!(second.adopt(), Some(line("from before")));
        drop(second);
        assert_eq!(of("jon").adopt(), None, "it is maya's from then on");
        assert_eq!(of("maya").adopt(), Some(line("from before")));
    }
}
