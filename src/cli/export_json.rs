//! `warroom export --format json`: the whole record, piece by piece.

use super::export::{Target, handed_out};
use super::json::ThingView;
use super::names::Names;
use super::output::{Output, json_text};
use super::session::{self, Session};
use crate::domain::{Anchor, Key, TaskFilter, Thing};
use crate::interchange::record;
use crate::problem::{Attempt as _, Exit, Problem};
use crate::store::{Part, Store};
use std::io::Write;

/// Takes bytes, wherever they go.
type Put<'a> = &'a mut dyn FnMut(&[u8]) -> Result<(), Problem>;

/// Rows read at once.
const WINDOW: usize = 500;

/// Writes it into a file, or to the output.
pub fn run(
    target: Option<Target<'_>>,
    store: &Store,
    incident: &Thing,
    session: &Session,
    out: &mut Output,
) -> Result<(), Problem> {
    may_see(incident, session)?;
    let names = names(store, incident)?;
    let Some((file, force)) = target else {
        return written(store, incident, &names, &mut |bytes| out.bytes(bytes));
    };
    let doing = || format!("cannot write {}", file.display());
    let fill = |draft: &mut dyn Write| -> Result<(), Stopped> {
        let mut put = |bytes: &[u8]| draft.write_all(bytes).attempt(doing());
        Ok(written(store, incident, &names, &mut put)?)
    };
    handed_out(file, force, out, || {
        let done = store.hand_out_by(file, force, fill);
        done.map_err(|stopped| match stopped {
            Stopped::Told(problem) => problem,
            Stopped::Store(error) => Problem::of(error, doing()),
        })
    })
}

/// A drill is told whole: what is still to come, and what is expected.
fn may_see(incident: &Thing, session: &Session) -> Result<(), Problem> {
    let drill = incident.as_incident().is_some_and(|i| i.drill.is_some());
    if session.facilitator || !drill {
        return Ok(());
    }
    Err(
        Problem::new(Exit::Permission, "cannot write the whole record of a drill")
            .because("it says what is still to come, which players are not to see")
            .advise("warroom --facilitator export --format json"),
    )
}

/// The names that things are shown with, those of tasks too, which wait for
/// one another.
fn names(store: &Store, incident: &Thing) -> Result<Names, Problem> {
    let mut names = Names::new(session::known(store, incident)?);
    let mut anchor = Anchor::Head;
    loop {
        let window = store
            .tasks(incident.id, &TaskFilter::default(), anchor, WINDOW)
            .attempt("cannot read the tasks")?;
        window.rows.iter().for_each(|thing| names.learn(thing));
        match window.rows.last().map(Key::of) {
            Some(last) if window.more_after => anchor = Anchor::After(last),
            Some(_) | None => return Ok(names),
        }
    }
}

/// A document under way.
struct Document<'a> {
    names: &'a Names,
    writer: record::Writer,
    /// Whether something stands before the next element of its list.
    begun: bool,
    changes: bool,
    put: Put<'a>,
}

impl Document<'_> {
    fn part(&mut self, part: Part) -> Result<(), Problem> {
        let text =
            match part {
                Part::Thing(thing) => json_text(&ThingView::new(&thing, self.names))?,
                Part::Change(carried) => {
                    if !self.changes {
                        (self.changes, self.begun) = (true, false);
                        (self.put)(record::Writer::MIDDLE.as_bytes())?;
                    }
                    let line = self.writer.line(*carried);
                    json_text(&line.map_err(|e| {
                        Problem::new(Exit::Failed, "cannot write a change").because(e)
                    })?)?
                }
            };
        if self.begun {
            (self.put)(b",\n")?;
        }
        self.begun = true;
        (self.put)(text.as_bytes())
    }
}

fn written(store: &Store, incident: &Thing, names: &Names, put: Put<'_>) -> Result<(), Problem> {
    put(record::Writer::head(incident).as_bytes())?;
    let mut document = Document {
        names,
        writer: record::Writer::default(),
        begun: false,
        changes: false,
        put,
    };
    let mut stopped = None;
    store
        .everything(incident.id, &mut |part| {
            stopped = document.part(part).err();
            stopped.is_none()
        })
        .attempt("cannot read the record")?;
    if let Some(problem) = stopped {
        return Err(problem);
    }
    let tail = document.writer.tail();
    (document.put)(tail.as_bytes())
}

/// Why a file was not written.
enum Stopped {
    Store(crate::store::StoreError),
    Told(Problem),
}

impl From<crate::store::StoreError> for Stopped {
    fn from(error: crate::store::StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<Problem> for Stopped {
    fn from(problem: Problem) -> Self {
        Self::Told(problem)
    }
}
