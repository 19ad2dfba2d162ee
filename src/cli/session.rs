//! What every command stands on: where the file is, who is asking, and what
//! the configuration says.

use super::Globals;
use crate::capture::{self, Context};
use crate::clock;
use crate::config::{self, Config, Remark};
use crate::domain::{Change, Known, Thing};
use crate::paths::{self, Paths, Place, Reason};
use crate::problem::{Attempt as _, Exit, Problem};
use crate::store::{Appended, By, Class, OpenMode, Store, StoreError};
use chrono::{DateTime, Utc};
use std::path::Path;

/// The surroundings of one run.
#[derive(Debug)]
pub struct Session {
    /// Where things are.
    pub paths: Paths,
    /// The configuration as far as it could be read.
    pub config: Config,
    /// What could not be read of it.
    pub remarks: Vec<Remark>,
    /// Who is recorded as the author.
    pub author: String,
    /// The key of the incident that was asked for, if one was.
    pub incident: Option<String>,
    /// The past moment whose record is read; none for the record as it stands.
    pub as_of: Option<DateTime<Utc>>,
    /// Whether a drill is run from here, by somebody who sees all of it.
    pub facilitator: bool,
    /// The folder of a file that goes when the run ends.
    pub temporary: Option<tempfile::TempDir>,
}

impl Session {
    /// Reads the surroundings.
    ///
    /// # Errors
    /// When the clock is set to nonsense or this user has no folder.
    pub fn new(globals: &Globals) -> Result<Self, Problem> {
        clock::check().map_err(|e| {
            Problem::new(Exit::Usage, "cannot tell the time")
                .because(e)
                .advise("WARROOM_NOW=2026-11-21T14:31:00Z, or unset it")
        })?;
        let var = |name: &str| std::env::var_os(name);
        let paths =
            Paths::find(globals.db.as_deref(), globals.config.as_deref(), &var).map_err(|e| {
                Problem::new(Exit::Failed, "cannot tell where the database is")
                    .because(e)
                    .advise("--db FILE, or set WARROOM_DB")
            })?;
        named_file(&paths.config)?;
        let (config, remarks) = Config::read(&paths.config.path);
        Ok(Self {
            as_of: moment(globals.as_of.as_deref(), &config.zone)?,
            author: config.author(&var),
            incident: globals.incident.clone(),
            facilitator: globals.facilitator,
            paths,
            config,
            remarks,
            temporary: None,
        })
    }

    /// What could not be read of the configuration, with file and line.
    pub fn misread(&self) -> Vec<String> {
        let file = self.paths.config.path.display();
        let told = |r: &Remark| format!("{file} line {}: {}", r.line, r.what);
        self.remarks.iter().map(told).collect()
    }

    /// What the cockpit has to say before anything is recorded. In a made-up
    /// incident it does not matter who somebody is.
    #[must_use]
    pub fn said_at_start(&self) -> Vec<String> {
        let mut said = self.misread();
        if self.author == config::UNKNOWN && self.temporary.is_none() {
            let file = self.paths.config.path.display();
            said.push(format!(
                "you are recorded as `unknown`: set WARROOM_USER, or author = \"you\" in {file}"
            ));
        }
        said
    }

    /// The moment that is judged by: with `--as-of`, the one that is looked at.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.as_of.unwrap_or_else(clock::now)
    }

    /// Who records, at this moment.
    pub fn by(&self) -> By {
        By {
            author: self.author.clone(),
            now: self.now(),
        }
    }

    /// Opens the database. A command runs for a moment, so it leaves tidying
    /// up the write-ahead log to whoever stays longer.
    ///
    /// # Errors
    /// When there is none, or it cannot be opened.
    pub fn store(&self, mode: OpenMode) -> Result<Store, Problem> {
        let path = &self.paths.database.path;
        let doing = || format!("cannot open the database {}", path.display());
        if let Some(moment) = self.as_of {
            return past(path, mode, moment);
        }
        let store = opened(path, mode).attempt(doing())?;
        if mode != OpenMode::ReadOnly {
            store.skip_checkpoint_on_close().attempt(doing())?;
        }
        Ok(store)
    }

    /// The incident that is meant: `--incident`, or the current one.
    ///
    /// # Errors
    /// When there is no such incident, or none at all.
    pub fn incident(&self, store: &Store) -> Result<Thing, Problem> {
        match &self.incident {
            Some(key) => by_key(store, key),
            None => store
                .current_incident()
                .attempt("cannot tell which incident is current")?
                .ok_or_else(|| {
                    Problem::new(Exit::NotFound, "there is no incident yet")
                        .advise("warroom open 'What happened' --sev 2")
                }),
        }
    }

    /// What a line is read against.
    pub fn context<'a>(&'a self, known: &'a Known) -> Context<'a> {
        Context {
            now: self.now(),
            zone: &self.config.zone,
            known,
        }
    }
}

/// The moment that `--as-of` names.
fn moment(text: Option<&str>, zone: &str) -> Result<Option<DateTime<Utc>>, Problem> {
    let Some(text) = text else { return Ok(None) };
    let cx = Context {
        now: clock::now(),
        zone,
        known: &Known::default(),
    };
    let moment = capture::parse_moment(text, &cx).map_err(|mistake| {
        Problem::new(Exit::Usage, format!("cannot read the time {text:?}"))
            .because(mistake.what)
            .advise(mistake.hint)
    })?;
    Ok(Some(moment))
}

/// The record as of a moment, which is only read.
fn past(path: &Path, mode: OpenMode, moment: DateTime<Utc>) -> Result<Store, Problem> {
    if mode != OpenMode::ReadOnly {
        let problem = Problem::new(Exit::Usage, "nothing can be written into the past");
        return Err(problem
            .because("--as-of shows the record as it was known then, to be read")
            .advise("leave --as-of away"));
    }
    let doing = || format!("cannot go back in the record {}", path.display());
    let now = opened(path, mode).attempt(doing())?;
    let store = now.as_of(moment, &mut |_| true).attempt(doing())?;
    store.ok_or_else(|| Problem::new(Exit::Failed, doing()))
}

/// Opens a file. One of an older format that is to be read is brought up to
/// date first, where that may be: whoever reads needs not know of formats.
fn opened(path: &Path, mode: OpenMode) -> Result<Store, StoreError> {
    let older = match Store::open(path, mode) {
        Err(older @ StoreError::Older { .. }) => older,
        other => return other,
    };
    match Store::open(path, OpenMode::Existing) {
        Ok(store) => drop(store),
        Err(error) if error.class() == Class::Permission => return Err(older),
        Err(error) => return Err(error),
    }
    Store::open(path, mode)
}

/// A configuration that was asked for by name must be there: going on without
/// it would record under another author and in another zone.
fn named_file(config: &Place) -> Result<(), Problem> {
    let named = match config.reason {
        Reason::Flag(_) => true,
        Reason::Variable(name) => name == paths::CONFIG_VARIABLE,
        Reason::Platform => false,
    };
    if !named || config.path.exists() {
        return Ok(());
    }
    let what = format!("there is no configuration {}", config.path.display());
    Err(Problem::new(Exit::NotFound, what)
        .because(format!("{} names it", config.reason))
        .advise("name one that exists, or leave it away to use the usual one"))
}

/// The incident with a key; or with an identity, which tells two of one key
/// apart.
///
/// # Errors
/// When there is none; says which there are.
pub fn by_key(store: &Store, key: &str) -> Result<Thing, Problem> {
    let doing = || format!("cannot find incident {key}");
    if let Some(thing) = store.incident_by_key(key).attempt(doing())? {
        return Ok(thing);
    }
    let keys = store.incidents().attempt(doing())?;
    let keys: Vec<String> = keys.iter().rev().take(5).map(Thing::name).collect();
    let advice = match keys.is_empty() {
        true => "warroom open 'What happened' --sev 2".to_owned(),
        false => format!("one of {}; all: warroom list", keys.join(", ")),
    };
    Err(Problem::new(Exit::NotFound, doing()).advise(advice))
}

/// The names that can be typed in an incident.
///
/// # Errors
/// When the database cannot be read.
pub fn known(store: &Store, incident: &Thing) -> Result<Known, Problem> {
    store
        .known(Some(incident.id))
        .attempt("cannot read the names of the incident")
}

/// The things that an act brought into being, as they were then.
pub fn created(appended: &Appended) -> Vec<Thing> {
    let events = appended.events.iter();
    events
        .filter(|event| matches!(event.change, Change::Create { .. }))
        .filter_map(|event| Thing::fold(None, event))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Globals;

    #[test]
    fn nobody_is_told_that_they_are_nobody() {
        let mut session = Session::new(&Globals {
            db: Some("x.db".into()),
            config: Some("Cargo.toml".into()),
            incident: None,
            as_of: None,
            facilitator: false,
        })
        .unwrap();
        session.remarks.clear();
        session.author = config::UNKNOWN.to_owned();
        let said = session.said_at_start().join("\n");
        assert!(said.contains("WARROOM_USER") && said.contains("Cargo.toml"));
        session.author = "ana".to_owned();
        assert_eq!(session.said_at_start(), Vec::<String>::new());
    }
}
