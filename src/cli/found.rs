//! Indicators in lines that were recorded and are no artifacts: nobody is asked
//! in the shell, so it is said how they are kept.

use super::note::Scribe;
use super::output::Output;
use crate::domain::{Anchor, ArtifactFilter, Id, Thing};
use crate::problem::{Attempt as _, Problem};
use crate::store::Store;
use std::borrow::Cow;

/// The artifacts that are looked through, the newest: one that is named again
/// is most likely among them.
const ARTIFACTS: usize = 2000;

/// How many are named.
const NAMED: usize = 5;

impl Scribe<'_> {
    /// Says which indicators of the lines were not kept, and how to.
    pub(super) fn tell_found(&mut self, out: &mut Output) -> Result<(), Problem> {
        let (store, incident, found) = self.found();
        let found = std::mem::take(found);
        if found.is_empty() {
            return Ok(());
        }
        let kept = kept(store, incident)?;
        let fresh = found
            .iter()
            .filter(|v| !kept.iter().any(|k| k.eq_ignore_ascii_case(v)));
        let fresh: Vec<Cow<'_, str>> = fresh.map(|v| quoted(v)).collect();
        let more = match fresh.len().saturating_sub(NAMED) {
            0 => String::new(),
            n => format!(" (and {n} more)"),
        };
        let all: Vec<&str> = fresh.iter().take(NAMED).map(AsRef::as_ref).collect();
        if let [first, ..] = all[..] {
            out.remark(&format!(
                "not kept as an artifact: {}{more}; to keep one: warroom artifact add {first}",
                all.join(", ")
            ));
        }
        Ok(())
    }
}

/// The names of the newest artifacts.
fn kept(store: &Store, incident: Id) -> Result<Vec<String>, Problem> {
    let filter = ArtifactFilter::default();
    let window = store
        .artifacts(incident, &filter, Anchor::Tail, ARTIFACTS)
        .attempt("cannot read the artifacts")?;
    let names = window.rows.iter().filter_map(Thing::as_artifact);
    Ok(names.map(|a| a.name.clone()).collect())
}

/// A value as a shell takes it: it was written by strangers, and is copied.
fn quoted(value: &str) -> Cow<'_, str> {
    shlex::try_quote(value).unwrap_or(Cow::Borrowed("VALUE"))
}
