//! Reports of a long record, read and written beside the loop on a connection
//! of their own: the screen that waits for one says so, and goes on.

use super::effects::trouble;
use super::written::{Desk, Report};
use crate::app::{Msg, Trouble};
use crate::clock;
use crate::domain::Id;
use crate::domain::attention::Rules;
use crate::store::{OpenMode, Store};
use std::mem::discriminant;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};

/// Entries from which on a record is long: one that is shorter is read before
/// anybody could see that it is waited for.
pub const LONG: u64 = 2_000;

/// A report that somebody waits for.
#[derive(Clone, Copy)]
struct Asked {
    report: Report,
    incident: Id,
}

/// The reports that are waited for: one is written at a time.
pub struct Beside {
    database: PathBuf,
    rules: Rules,
    send: Sender<Msg>,
    news: Receiver<Msg>,
    running: Option<Asked>,
    waiting: Vec<Asked>,
}

impl Beside {
    pub(super) fn new(database: PathBuf, rules: Rules) -> Self {
        let (send, news) = channel();
        Self {
            database,
            rules,
            send,
            news,
            running: None,
            waiting: Vec::new(),
        }
    }

    /// Asks for a report; of one that waits already, this takes the place.
    pub(super) fn ask(&mut self, report: Report, incident: Id) {
        let kind = discriminant(&report);
        self.waiting.retain(|a| discriminant(&a.report) != kind);
        self.waiting.push(Asked { report, incident });
        self.go_on();
    }

    /// What was written since it was last asked, of the incident that is
    /// looked at; of another one nobody waits for it any more.
    pub(super) fn news(&mut self, incident: Option<Id>) -> Vec<Msg> {
        let mut news = Vec::new();
        while let Ok(msg) = self.news.try_recv() {
            let asked = self.running.take();
            if asked.is_some_and(|a| Some(a.incident) == incident) {
                news.push(msg);
            }
            self.go_on();
        }
        news
    }

    fn go_on(&mut self) {
        if self.running.is_some() || self.waiting.is_empty() {
            return;
        }
        let asked = self.waiting.remove(0);
        self.running = Some(asked);
        let (database, rules) = (self.database.clone(), self.rules.clone());
        let send = self.send.clone();
        let begun = std::thread::Builder::new()
            .name("report".into())
            .spawn(move || {
                // The cockpit may have been left meanwhile.
                let _ = send.send(write(&database, &rules, asked));
            });
        if let Err(error) = begun {
            let text = format!("cannot read the record: {error}");
            // The receiver is ours and lives as long as we do.
            let _ = self.send.send(Msg::Failed(Trouble(text)));
        }
    }
}

fn write(database: &Path, rules: &Rules, asked: Asked) -> Msg {
    let Asked { report, incident } = asked;
    let written = Store::open(database, OpenMode::ReadOnly).and_then(|store| {
        let desk = Desk {
            store: &store,
            incident: Some(incident),
            rules,
            now: clock::now(),
        };
        desk.write(report)
    });
    match written {
        Ok(loaded) => Msg::Loaded(loaded),
        Err(error) => Msg::LoadFailed(report.query(), trouble("cannot read the record", &error)),
    }
}
