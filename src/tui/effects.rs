//! Effects → the store and the terminal.

use super::Options;
use super::beside::{Beside, LONG};
use super::cockpit::Outside;
use super::draft::DraftFile;
use super::jobs::Jobs;
use super::written::Report;
use crate::app::{Begun, Done, Effect, Make, Msg, Query, Ticket, Trouble, Unsent, amend};
use crate::capture::{self, Captured};
use crate::clock;
use crate::domain::attention::Rules;
use crate::domain::exercise::Act;
use crate::domain::{Id, Thing, passage, visible_block};
use crate::store::{Appended, By, Store, StoreError};
use std::path::PathBuf;

/// What follows from an effect.
pub enum Next {
    /// A message.
    Msg(Msg),
    /// Another theme is wanted.
    Theme(String),
    /// The end.
    Quit,
    /// Nothing.
    Nothing,
}

/// Does what the cockpit wants done.
pub struct Driver {
    pub(super) store: Store,
    /// The record of the past moment that is looked at.
    past: Option<Store>,
    /// The incident of this cockpit. Another process may choose another one
    /// for the file; the lines typed here go where they are seen to go.
    pub(super) current: Option<Id>,
    pub(super) author: String,
    pub(super) rules: Rules,
    /// Whether all of a drill is seen from here.
    pub(super) facilitator: bool,
    pub(super) suspended: bool,
    pub(super) redraw: bool,
    jobs: Jobs,
    beside: Beside,
    draft: DraftFile,
    draft_told: bool,
    version: Option<i64>,
}

impl Driver {
    pub(super) fn new(
        store: Store,
        past: Option<Store>,
        current: Option<Id>,
        options: &Options,
    ) -> Self {
        let version = store.data_version().ok();
        Self {
            draft: DraftFile::new(options.state.clone(), &options.database, &options.author),
            jobs: Jobs::new(
                options.database.clone(),
                options.zone.clone(),
                options.rules.clone(),
            ),
            beside: Beside::new(options.database.clone(), options.rules.clone()),
            store,
            past,
            current,
            author: options.author.clone(),
            rules: options.rules.clone(),
            facilitator: options.facilitator,
            suspended: false,
            redraw: false,
            draft_told: false,
            version,
        }
    }

    /// Does one thing.
    pub(super) fn perform<O: Outside>(&mut self, effect: Effect, outside: &mut O) -> Next {
        match effect {
            Effect::Load(query) => self.answer(query),
            Effect::Append {
                ticket,
                incident,
                make,
            } => Next::Msg(self.append(ticket, incident, make)),
            Effect::Drill(incident, act) => Next::Msg(self.drill(incident, act)),
            Effect::Undo { batch, redo } => Next::Msg(self.undo(batch, redo)),
            Effect::Use(incident) => {
                self.current = Some(incident);
                if self.past.is_some() {
                    return Next::Msg(Msg::Changed);
                }
                Next::Msg(match self.store.set_current(incident) {
                    Ok(()) => Msg::Changed,
                    Err(error) => Msg::Failed(trouble("cannot switch to the incident", &error)),
                })
            }
            Effect::SaveDraft(unsent) => {
                self.draft.set(&unsent);
                Next::Nothing
            }
            Effect::EditExternally(text) => {
                self.redraw = true;
                Next::Msg(Msg::Edited(outside.edit(&text)))
            }
            Effect::Copy(text) => told(outside.copy(&text), "cannot reach the clipboard"),
            Effect::CaptureMouse(on) => told(outside.mouse(on), "cannot reach the mouse"),
            Effect::Return => {
                self.past = None;
                Next::Msg(Msg::Changed)
            }
            Effect::Start(job) => {
                let incident = self.current;
                self.jobs.start(job, incident);
                Next::Nothing
            }
            Effect::Cancel => {
                self.jobs.cancel();
                Next::Nothing
            }
            Effect::Theme(name) => Next::Theme(name),
            Effect::Redraw => {
                self.redraw = true;
                Next::Nothing
            }
            Effect::Suspend => {
                self.suspended = true;
                Next::Nothing
            }
            Effect::Quit => {
                self.keep_draft();
                Next::Quit
            }
        }
    }

    /// A report that takes long, and the incident it is of. That of a past
    /// moment is made from a record in memory, which is the loop's alone.
    fn long(&self, query: &Query) -> Option<(Report, Id)> {
        let report = Report::of(query).filter(|_| self.past.is_none())?;
        let incident = self.current?;
        let entries = self.store.tally(incident).ok()?.all.entries;
        (entries >= LONG).then_some((report, incident))
    }

    fn answer(&mut self, query: Query) -> Next {
        if let Some((report, incident)) = self.long(&query) {
            self.beside.ask(report, incident);
            return Next::Nothing;
        }
        Next::Msg(match self.load(&query) {
            Ok(loaded) => Msg::Loaded(loaded),
            Err(error) => Msg::LoadFailed(query, trouble("cannot read the record", &error)),
        })
    }

    fn drill(&mut self, incident: Id, act: Act) -> Msg {
        let by = self.by();
        let mut refused = None;
        // The record of a past moment refuses it, and says why.
        let store = self.past.as_mut().unwrap_or(&mut self.store);
        let appended = store.append_to_exercise(&by, incident, |exercise, next| {
            let changes = exercise.changes(&act, by.now, next);
            changes.unwrap_or_else(|refusal| {
                refused = Some(refusal);
                Vec::new()
            })
        });
        let result = match (appended, refused) {
            (Ok(_), Some(refusal)) => {
                let text = format!("cannot go on with the drill: {refusal}");
                Err(Trouble(visible_block(&text).into_owned()))
            }
            (Ok(appended), None) => Ok(done(appended)),
            (Err(error), _) => Err(trouble("cannot go on with the drill", &error)),
        };
        Msg::Drilled(act, result)
    }

    fn undo(&mut self, batch: Id, redo: bool) -> Msg {
        let by = self.by();
        let store = self.past.as_mut().unwrap_or(&mut self.store);
        let result = store.undo(&by, batch).map(done);
        let result = result.map_err(|e| trouble("cannot take it back", &e));
        Msg::Undone {
            batch,
            redo,
            result,
        }
    }

    /// The record that is looked at.
    pub(super) fn shown(&self) -> &Store {
        self.past.as_ref().unwrap_or(&self.store)
    }

    fn by(&self) -> By {
        By {
            author: self.author.clone(),
            now: clock::now(),
        }
    }

    fn append(&mut self, ticket: Ticket, incident: Option<Id>, make: Make) -> Msg {
        let by = self.by();
        let now = by.now;
        // The record of a past moment refuses it, and says why.
        let store = self.past.as_mut().unwrap_or(&mut self.store);
        let of = incident.unwrap_or_default();
        let result = match make {
            Make::Lines(lines) => {
                let cites: Vec<_> = lines.iter().flat_map(Captured::cites).collect();
                store.append_citing(&by, incident, &cites, |known| {
                    capture::record(&lines, known, of, now)
                })
            }
            Make::During(lines, check_in) => {
                let cites: Vec<_> = lines.iter().flat_map(Captured::cites).collect();
                store.append_citing(&by, incident, &cites, |known| {
                    capture::record_during(check_in, &lines, known, of, now)
                })
            }
            Make::Begin(rules) => store.append_seeing(&by, of, |s| s.begin_check_in(&rules, now)),
            Make::End(check_in, zone) => store.meeting(check_in, 0).and_then(|meeting| {
                let made = meeting.map(|m| m.made).unwrap_or_default();
                store.append_seeing(&by, of, |s| s.end_check_in(check_in, &made, &zone, now))
            }),
            Make::Amend(line, thing) => {
                store.append_retelling(&by, incident, thing.id, |known, retold| {
                    amend::changes(&line, &thing, (known, retold), of, now)
                })
            }
            Make::Strike(thing, struck) => {
                store.append_retelling(&by, incident, thing.id, |known, retold| {
                    passage::strike(&thing, struck, known, retold).0
                })
            }
            Make::Draft(draft) => match draft.reworded() {
                Some(entry) => store.append_retelling(&by, incident, entry, |known, retold| {
                    draft.retelling(known, retold, now)
                }),
                None => store.append(&by, incident, |known| draft.changes(known, now)),
            },
            Make::Changes(changes) => store.append(&by, incident, |_| changes),
            Make::Incident(body) => {
                let made = store.create_incident(&by, *body, |_, _| Vec::new());
                if let Ok(made) = &made {
                    self.current = made.events.first().map(|e| e.change.subject());
                }
                made
            }
        };
        let result = result.map(done).map_err(|e| trouble("not recorded", &e));
        Msg::Appended(ticket, result)
    }

    /// What happened elsewhere: other processes wrote, slow jobs got on.
    pub(super) fn news(&mut self) -> Vec<Msg> {
        let mut news = self.jobs.news();
        let looked_at = self.current.filter(|_| self.past.is_none());
        news.extend(self.beside.news(looked_at));
        if let Some(past) = self.jobs.past() {
            self.past = Some(past);
        }
        match self.store.data_version() {
            Ok(version) if self.version != Some(version) => {
                self.version = Some(version);
                news.push(Msg::Changed);
            }
            // A file that cannot be asked now is asked again in a moment;
            // whatever is done with it will say why it cannot.
            Ok(_) | Err(_) => {}
        }
        news
    }

    /// Writes the draft down, if it changed.
    pub(super) fn keep_draft(&mut self) {
        if let Err(error) = self.draft.keep()
            && !self.draft_told
        {
            self.draft_told = true;
            let path = self.draft.folder().display();
            let text = format!("a line not yet recorded cannot be kept in {path}: {error}");
            self.jobs.tell(Msg::Failed(Trouble(text)));
        }
    }

    /// A draft that a process left behind which is no more.
    pub(super) fn adopt_draft(&mut self) -> Option<Msg> {
        let Unsent {
            mut line,
            amendments,
            pasted,
            offered,
            begun,
        } = self.draft.adopt()?;
        let mut found = Vec::new();
        for (id, text) in amendments {
            match self.store.thing(id) {
                Ok(Some(thing)) => found.push((thing, text)),
                // Words are never lost: they become a line of their own.
                Ok(None) | Err(_) if line.trim().is_empty() => line = text,
                Ok(None) | Err(_) => line = format!("{line} {text}"),
            }
        }
        Some(Msg::Draft {
            line,
            amendments: found,
            pasted,
            offered,
            begun: self.left_to_do(begun),
        })
    }
}

impl Driver {
    /// What was begun and not recorded, each with the thing it is about.
    fn left_to_do(&self, begun: Vec<Begun>) -> Vec<(Begun, Option<Thing>)> {
        let thing = |id: Option<Id>| self.store.thing(id?).ok().flatten();
        let left = begun.into_iter().filter(|b| thing(b.makes()).is_none());
        left.map(|b| {
            let about = thing(b.about());
            (b, about)
        })
        .collect()
    }
}

fn done(appended: Appended) -> Done {
    Done {
        batch: appended.batch,
        events: appended.events,
    }
}

fn told(result: std::io::Result<()>, doing: &str) -> Next {
    match result {
        Ok(()) => Next::Nothing,
        Err(error) => Next::Msg(Msg::Failed(Trouble(format!("{doing}: {error}")))),
    }
}

/// A failure of the store as the status line says it.
pub(super) fn trouble(doing: &str, error: &StoreError) -> Trouble {
    Trouble(visible_block(&format!("{doing}: {error}")).into_owned())
}

/// Where something new may be written: `name.ext`, `name-2.ext`, … — the first
/// that is not there.
pub(super) fn free_name(folder: PathBuf, stem: &str, ext: &str) -> PathBuf {
    let plain = folder.join(format!("{stem}.{ext}"));
    let numbered = (2..).map(|n| folder.join(format!("{stem}-{n}.{ext}")));
    let mut names = std::iter::once(plain).chain(numbered);
    names
        .find(|path| !path.exists())
        .unwrap_or_else(|| folder.join(stem))
}
