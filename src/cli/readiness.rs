//! What a post-mortem still lacks, for people and scripts.

use super::output::{Output, Piece, Tone, faint, plain, strong};
use super::session::Session;
use crate::domain::readiness::{self, Gap};
use crate::problem::{Attempt as _, Exit, Problem};
use crate::store::OpenMode;
use serde::Serialize;

#[derive(Serialize)]
struct View<'a> {
    rule: &'static str,
    hint: bool,
    #[serde(rename = "where")]
    at: Option<&'a str>,
    what: &'static str,
    note: Option<&'a str>,
    advice: &'static str,
}

/// Lists what is missing, then the hints. Missing things end the run with
/// [`Exit::Needed`]; hints alone do not.
///
/// # Errors
/// There is no incident, the database cannot be read, or something is missing.
pub fn check(json: bool, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let store = session.store(OpenMode::ReadOnly)?;
    let incident = session.incident(&store)?;
    let hours = session.config.rules.gap;
    let record = store.checklist(incident.id, hours);
    let record = record.attempt("cannot read the record")?;
    let missing = readiness::missing(&record, hours);
    let hints = readiness::hints(&record, &session.config.tone);
    if json {
        rows(&missing, false, out)?;
        rows(&hints, true, out)?;
        out.json_end()?;
    } else {
        let points = readiness::points(&missing);
        points.iter().try_for_each(|point| line(point, out))?;
        if missing.is_empty() {
            let text = format!("the post-mortem of {} lacks nothing", incident.name());
            out.line(0, &[plain(text)])?;
        }
        hints.iter().try_for_each(|hint| hinted(hint, out))?;
    }
    match missing.is_empty() {
        true => Ok(()),
        false => Err(Problem::silent(Exit::Needed)),
    }
}

fn rows(gaps: &[Gap], hint: bool, out: &mut Output) -> Result<(), Problem> {
    gaps.iter().try_for_each(|gap| {
        out.json_row(&View {
            rule: gap.rule.word(),
            hint,
            at: Some(gap.at.as_str()).filter(|at| !at.is_empty()),
            what: gap.rule.said().0,
            note: Some(gap.note.as_str()).filter(|note| !note.is_empty()),
            advice: gap.rule.advice(),
        })
    })
}

/// A point, and below it what to do about it.
fn line(point: &[Gap], out: &mut Output) -> Result<(), Problem> {
    let advice = point.first().map_or("", |gap| gap.rule.advice());
    out.line(
        4,
        &[
            Piece(Tone::Warn, "!   ".into()),
            strong(readiness::said(point)),
            faint("  "),
            faint(advice),
        ],
    )
}

fn hinted(hint: &Gap, out: &mut Output) -> Result<(), Problem> {
    out.line(
        4,
        &[
            faint("tone "),
            strong(hint.at.as_str()),
            faint("  "),
            plain(hint.note.as_str()),
        ],
    )
}
