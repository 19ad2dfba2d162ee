//! Templates of an organisation: which one is meant, and what may be read.

use super::session::Session;
use crate::problem::{Exit, Problem};
use crate::report::{Mistake, Pieces};
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// What a template may hold, in bytes.
const LIMIT: u64 = 1 << 20;

/// A template that was read: what it is called where it is wrong, and its text.
pub struct Found {
    pub name: String,
    pub text: String,
}

/// The template that is meant: a NAME is `NAME.md` in the folder of templates,
/// anything with a dot or a separator is a file.
pub fn find(named: &str, session: &Session) -> Result<Found, Problem> {
    let doing = || format!("cannot use the template {named}");
    let folder = &session.paths.templates.path;
    let failed = |what: String| Problem::new(Exit::Failed, doing()).because(what);
    if named.contains(['.', '/', std::path::MAIN_SEPARATOR]) {
        let path = PathBuf::from(named);
        let text = match std::fs::metadata(&path) {
            Ok(facts) if facts.is_file() => read(&path).map_err(failed)?,
            Ok(_) => return Err(failed("it is not a file".into())),
            Err(error) => {
                let problem = Problem::new(Exit::NotFound, doing()).because(error);
                return Err(problem.advise(format!(
                    "a file that exists, or a NAME for NAME.md in {}",
                    folder.display()
                )));
            }
        };
        return Ok(Found {
            name: named.to_owned(),
            text,
        });
    }
    let file = format!("{named}.md");
    let absent = || {
        let what = format!("there is no {}", folder.join(&file).display());
        Problem::new(Exit::NotFound, doing())
            .because(what)
            .advise("put it there, or name a file: ./ours.md")
    };
    let text = piece(folder, &file).map_err(failed)?.ok_or_else(absent)?;
    Ok(Found {
        name: folder.join(&file).display().to_string(),
        text,
    })
}

/// Finds what a template includes: files of the folder of templates alone.
pub fn pieces(session: &Session) -> Pieces {
    let folder = session.paths.templates.path.clone();
    Box::new(move |name| piece(&folder, name))
}

/// A file of the folder: no path, no hidden file, and no link, which could
/// lead out of it.
fn piece(folder: &Path, name: &str) -> Result<Option<String>, String> {
    if name.is_empty() || name.starts_with('.') || name.contains(['/', '\\', ':', '\0']) {
        return Err(format!(
            "{name:?} is no file name: only files of the folder of templates are included"
        ));
    }
    let path = folder.join(name);
    match std::fs::symlink_metadata(&path) {
        Ok(facts) if facts.is_file() => read(&path).map(Some),
        Ok(_) => Err(format!("{} is a link or no file", path.display())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(format!("cannot read {}: {error}", path.display())),
    }
}

fn read(path: &Path) -> Result<String, String> {
    let failed = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::InvalidData => format!("{} is not UTF-8", path.display()),
        _other => format!("cannot read {}: {error}", path.display()),
    };
    let mut text = String::new();
    let file = std::fs::File::open(path).map_err(failed)?;
    file.take(LIMIT + 1)
        .read_to_string(&mut text)
        .map_err(failed)?;
    match text.len() as u64 > LIMIT {
        true => Err(format!("{} is longer than 1 MiB", path.display())),
        false => Ok(text),
    }
}

/// A template that cannot be filled, told with its place.
pub fn wrong(mistake: Mistake, named: &str) -> Problem {
    Problem::new(
        Exit::Failed,
        format!("cannot use the template {named}: nothing was written"),
    )
    .because(mistake)
    .advise("put it right; what a template may name: docs/REPORT.md")
}
