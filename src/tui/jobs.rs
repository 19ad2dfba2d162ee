//! Slow work beside the loop, on a thread and a connection of its own.

use super::effects::{free_name, trouble};
use crate::app::{Job, Msg, Trouble};
use crate::clock;
use crate::domain::attention::Rules;
use crate::domain::patterns::Patterns;
use crate::domain::{Id, each, roadmap, visible_line};
use crate::interchange::{fixes_csv, ics};
use crate::report;
use crate::store::{OpenMode, Outcome, Progress, Store};
use chrono::{DateTime, Utc};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

/// The slow work of a cockpit.
pub struct Jobs {
    database: PathBuf,
    zone: String,
    rules: Rules,
    send: Sender<Msg>,
    news: Receiver<Msg>,
    stop: Arc<AtomicBool>,
    /// The record of a past moment, once it is made.
    past: Arc<Mutex<Option<Store>>>,
}

impl Jobs {
    pub(super) fn new(database: PathBuf, zone: String, rules: Rules) -> Self {
        let (send, news) = channel();
        Self {
            database,
            zone,
            rules,
            send,
            news,
            stop: Arc::default(),
            past: Arc::default(),
        }
    }

    /// The record of a past moment that was asked for, if it is made.
    pub(super) fn past(&self) -> Option<Store> {
        self.past.lock().ok()?.take()
    }

    /// What came in since it was last asked.
    pub(super) fn news(&self) -> Vec<Msg> {
        self.news.try_iter().collect()
    }

    /// Puts a message among the news.
    pub(super) fn tell(&self, msg: Msg) {
        // The receiver is ours and lives as long as we do.
        let _ = self.send.send(msg);
    }

    /// Asks the job that runs to stop.
    pub(super) fn cancel(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Begins a job.
    pub(super) fn start(&mut self, job: Job, incident: Option<Id>) {
        self.stop = Arc::default();
        let work = Work {
            database: self.database.clone(),
            zone: self.zone.clone(),
            rules: self.rules.clone(),
            send: self.send.clone(),
            stop: Arc::clone(&self.stop),
            past: Arc::clone(&self.past),
            incident,
        };
        let begun = std::thread::Builder::new()
            .name("job".into())
            .spawn(move || {
                let result = work.run(&job);
                // The cockpit may have been left meanwhile.
                let _ = work.send.send(Msg::Finished(job, result));
            });
        if let Err(error) = begun {
            self.tell(Msg::Failed(Trouble(format!("cannot begin: {error}"))));
        }
    }
}

/// What a job has to work with.
struct Work {
    database: PathBuf,
    zone: String,
    rules: Rules,
    send: Sender<Msg>,
    stop: Arc<AtomicBool>,
    past: Arc<Mutex<Option<Store>>>,
    incident: Option<Id>,
}

impl Work {
    fn run(&self, job: &Job) -> Result<String, Trouble> {
        let store = Store::open(&self.database, OpenMode::ReadOnly)
            .map_err(|e| trouble("cannot open the database", &e))?;
        match job {
            Job::Verify => self.verify(job, &store),
            Job::Export(file) => self.export(&store, file.as_deref()),
            Job::Write(name, text) => {
                let to = free_name(PathBuf::from("."), &safe(name), "md");
                store
                    .hand_out(&to, text, false)
                    .map_err(|e| trouble("cannot write the file", &e))?;
                Ok(format!("the text is in {}", shown(&to)))
            }
            Job::Backup(file) => self.backup(&store, file.as_deref()),
            Job::AsOf(moment) => self.as_of(job, &store, *moment),
            Job::Calendar(file) => self.calendar(&store, file.as_deref()),
            Job::Patterns => patterns(&store),
            Job::Fixes => fixes(&store),
        }
    }

    /// Tells how far a job is, and whether it goes on.
    fn progress(&self, job: &Job) -> impl FnMut(Progress) -> bool {
        let mut told = 0;
        move |progress| {
            let percent = progress.done * 100 / progress.of.max(1);
            if percent != told {
                told = percent;
                let _ = self.send.send(Msg::Progress {
                    job: job.clone(),
                    done: progress.done,
                    total: progress.of,
                });
            }
            !self.stop.load(Ordering::Relaxed)
        }
    }

    fn as_of(&self, job: &Job, store: &Store, moment: DateTime<Utc>) -> Result<String, Trouble> {
        let doing = |e| trouble("cannot go back in the record", &e);
        let past = store
            .as_of(moment, &mut self.progress(job))
            .map_err(doing)?
            .ok_or_else(|| Trouble("stopped: this is the present still".to_owned()))?;
        let thing = self.incident.map(|id| past.thing(id)).transpose();
        if thing.map_err(doing)?.flatten().is_none() {
            let at = moment.format("%Y-%m-%d %H:%M UTC");
            let text = format!("nothing of this incident was recorded by {at}");
            return Err(Trouble(text));
        }
        if let Ok(mut slot) = self.past.lock() {
            *slot = Some(past);
        }
        Ok("read-only: T comes back to the present".to_owned())
    }

    fn verify(&self, job: &Job, store: &Store) -> Result<String, Trouble> {
        let verdict = store
            .verify(&mut self.progress(job))
            .map_err(|e| trouble("cannot verify the record", &e))?;
        match verdict.outcome {
            Outcome::Sound => self.copies(job, store).map(|copies| {
                let head = verdict.head.get(..12).unwrap_or(&verdict.head);
                let changes = verdict.changes;
                format!("the record is what was recorded: {changes} changes, head {head}{copies}")
            }),
            Outcome::Cancelled => Ok(format!(
                "stopped after {} changes, all sound",
                verdict.changes
            )),
            Outcome::Broken { at, meaning } => Err(Trouble(format!(
                "the record was altered behind the journal's back at {at}: {meaning}"
            ))),
        }
    }

    /// What there is to say of the copies of files beside the record.
    fn copies(&self, job: &Job, store: &Store) -> Result<String, Trouble> {
        let copies = store
            .copies(&mut self.progress(job))
            .map_err(|e| trouble("cannot verify the copies", &e))?;
        let Some(copies) = copies else {
            return Ok("; stopped before the copies were read".to_owned());
        };
        if let Some(wrong) = copies.iter().find(|c| c.kept.breaks_the_record()) {
            let (word, whose) = (wrong.kept.word(), wrong.artifacts.join(", "));
            let text = format!("the copy of {whose} is {word}: `warroom verify` says more");
            return Err(Trouble(text));
        }
        Ok(match copies.len() {
            0 => String::new(),
            n => format!(", {n} copies read"),
        })
    }

    fn export(&self, store: &Store, file: Option<&str>) -> Result<String, Trouble> {
        let incident = self
            .incident
            .ok_or_else(|| Trouble("there is no incident to report on".into()))?;
        let record = store
            .record(incident)
            .map_err(|e| trouble("cannot read the record", &e))?;
        let zone = jiff::tz::TimeZone::get(&self.zone).ok();
        let options = report::Options {
            gap: self.rules.gap,
            zone: zone.filter(|_| !self.zone.eq_ignore_ascii_case("UTC")),
            ..report::Options::default()
        };
        let text = report::post_mortem(&record, &options);
        let key = record.incident.name();
        let to = match file {
            Some(file) => PathBuf::from(file),
            None => free_name(PathBuf::from("."), &safe(&key), "md"),
        };
        store
            .hand_out(&to, &text, false)
            .map_err(|e| trouble("cannot write the report", &e))?;
        Ok(format!("the post-mortem is in {}", shown(&to)))
    }

    fn calendar(&self, store: &Store, file: Option<&str>) -> Result<String, Trouble> {
        let incident = self
            .incident
            .ok_or_else(|| Trouble("there is no incident to meet about".into()))?;
        let situation = store
            .situation(incident)
            .map_err(|e| trouble("cannot read the check-ins", &e))?;
        let text = ics::check_ins(&situation, &self.rules, clock::now());
        let stem = format!("{}-check-ins", safe(&situation.incident.name()));
        let to = match file {
            Some(file) => PathBuf::from(file),
            None => free_name(PathBuf::from("."), &stem, "ics"),
        };
        store
            .hand_out(&to, &text, false)
            .map_err(|e| trouble("cannot write the calendar", &e))?;
        Ok(format!("the check-ins are in {}", shown(&to)))
    }

    fn backup(&self, store: &Store, file: Option<&str>) -> Result<String, Trouble> {
        let to = file.map_or_else(|| self.beside(), PathBuf::from);
        store
            .backup(&to)
            .map_err(|e| trouble("cannot copy the file", &e))?;
        Ok(format!("the copy is {}", shown(&to)))
    }

    /// A name beside the database that says when.
    fn beside(&self) -> PathBuf {
        let stem = self.database.file_stem().unwrap_or_default();
        let at = clock::now().format("%Y%m%d-%H%M%S");
        let folder = self.database.parent().unwrap_or(Path::new("."));
        let stem = format!("{}-{at}", stem.to_string_lossy());
        free_name(folder.to_path_buf(), &stem, "db")
    }
}

/// What incidents have in common, as a file.
fn patterns(store: &Store) -> Result<String, Trouble> {
    let material = store
        .pattern_material()
        .map_err(|e| trouble("cannot read all incidents", &e))?;
    let text = report::patterns(&Patterns::of(&material, clock::now()));
    let to = free_name(PathBuf::from("."), "patterns", "md");
    store
        .hand_out(&to, &text, false)
        .map_err(|e| trouble("cannot write the patterns", &e))?;
    Ok(format!("the patterns are in {}", shown(&to)))
}

/// The open fixes of all incidents, as a table and as a calendar.
fn fixes(store: &Store) -> Result<String, Trouble> {
    let doing = |e| trouble("cannot read the fixes", &e);
    let (all, factors) = (
        store.every_fix().map_err(doing)?,
        store.every_factor().map_err(doing)?,
    );
    let (known, now) = (store.known(None).map_err(doing)?, clock::now());
    let mut rows = roadmap::planned(&all);
    rows.retain(|row| row.fix.is_open());
    roadmap::order(&mut rows, roadmap::Grouping::Due, &known, now);
    let factor = |id: Id| {
        let mut all = each(&factors);
        all.find(|(_, t)| t.id == id)
            .map_or_else(String::new, |(_, t)| t.name())
    };
    let table = fixes_csv::table(&rows, &known, &factor);
    let calendar = ics::fixes(&rows, &known, now);
    let mut written = Vec::new();
    for (text, ext) in [(table, "csv"), (calendar, "ics")] {
        let to = free_name(PathBuf::from("."), "fixes", ext);
        store
            .hand_out(&to, &text, false)
            .map_err(|e| trouble("cannot write the fixes", &e))?;
        written.push(shown(&to));
    }
    Ok(format!("the open fixes are in {}", written.join(" and ")))
}

/// A key as part of a file's name: whoever gave it may have put anything in.
fn safe(key: &str) -> String {
    let kept = key.chars().map(|c| {
        if c.is_ascii_alphanumeric() || c == '-' {
            c
        } else {
            '_'
        }
    });
    kept.collect()
}

fn shown(path: &Path) -> String {
    visible_line(&path.display().to_string()).into_owned()
}
