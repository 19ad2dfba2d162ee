//! The only driver: the terminal's events become messages, effects become
//! calls of the store, and a frame is drawn when something changed.

mod beside;
mod cockpit;
mod console;
mod draft;
mod effects;
mod input;
mod jobs;
mod loads;
mod look;
mod written;

pub use cockpit::{Cockpit, Outside};
pub use console::Console;
pub use look::Look;

use crate::app::{App, Settings};
use crate::clock;
use crate::domain::attention::Rules;
use crate::problem::{Attempt as _, Exit, Problem};
use crate::store::{OpenMode, Store};
use chrono::{DateTime, Utc};
use effects::Driver;
use std::io::IsTerminal as _;
use std::path::PathBuf;

/// What the cockpit is started with.
#[derive(Clone, Debug)]
pub struct Options {
    /// The database; made when it is not there.
    pub database: PathBuf,
    /// The folder for drafts.
    pub state: PathBuf,
    /// Who writes.
    pub author: String,
    /// The zone of times that name none: an IANA name, or `UTC`.
    pub zone: String,
    /// The incident to begin with, by its key; the current one if none.
    pub incident: Option<String>,
    /// The past moment to begin in; none for the present.
    pub as_of: Option<DateTime<Utc>>,
    /// The theme and the signs it draws with.
    pub look: Look,
    /// When something is taken to need the commander.
    pub rules: Rules,
    /// The words of a lesson that are hinted at.
    pub tone: crate::domain::tone::Rules,
    /// Whether a drill is run from here, by somebody who sees all of it.
    pub facilitator: bool,
    /// Whether the cockpit has the mouse.
    pub mouse: bool,
    /// The editor for long texts.
    pub editor: Option<String>,
    /// Sentences to begin with: what was odd in the configuration.
    pub remarks: Vec<String>,
}

impl Options {
    /// Opens the database and puts a cockpit together that shows on `outside`.
    ///
    /// # Errors
    /// When the database cannot be opened, or there is no such incident.
    pub fn cockpit<O: Outside>(self, outside: O) -> Result<Cockpit<O>, Problem> {
        let path = self.database.clone();
        let doing = || format!("cannot open the database {}", path.display());
        // Who looks for something that was recorded begins no record.
        let mode = match (self.as_of, &self.incident) {
            (None, None) => OpenMode::Create,
            (Some(_), _) | (_, Some(_)) => OpenMode::Existing,
        };
        let store = Store::open(&self.database, mode).attempt(doing())?;
        let past = self.past(&store)?;
        let current = match &self.incident {
            Some(key) => store
                .incident_by_key(key)
                .attempt(doing())?
                .ok_or_else(|| {
                    Problem::new(Exit::NotFound, format!("cannot find incident {key}"))
                        .advise("warroom list")
                })?,
            None => {
                let found = store.current_incident().attempt(doing())?;
                return Ok(self.build(store, past, found.map(|t| t.id), outside));
            }
        };
        Ok(self.build(store, past, Some(current.id), outside))
    }

    /// The record of the moment to begin in. It is made before the screen
    /// opens: no key may land in the present meanwhile.
    fn past(&self, store: &Store) -> Result<Option<Store>, Problem> {
        let Some(moment) = self.as_of else {
            return Ok(None);
        };
        let path = self.database.display();
        let past = store.as_of(moment, &mut |_| true);
        past.attempt(format!("cannot go back in the record {path}"))
    }

    fn build<O: Outside>(
        self,
        store: Store,
        past: Option<Store>,
        current: Option<crate::domain::Id>,
        outside: O,
    ) -> Cockpit<O> {
        let local = jiff::tz::TimeZone::system();
        let settings = Settings {
            author: self.author.clone(),
            zone: self.zone.clone(),
            local: local.iana_name().unwrap_or("UTC").to_owned(),
            ascii: self.look.ascii,
            rules: self.rules.clone(),
            tone: self.tone.clone(),
            facilitator: self.facilitator,
        };
        let mut app = App::new(settings, clock::now());
        app.mouse = self.mouse;
        app.as_of = self.as_of;
        let driver = Driver::new(store, past, current, &self);
        Cockpit::new(app, driver, outside, self.look, self.remarks)
    }
}

/// Opens the full screen and returns when its user has left.
///
/// # Errors
/// When there is no terminal, or the database cannot be opened.
pub fn run(options: Options) -> Result<(), Problem> {
    if !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        let problem = Problem::new(Exit::Usage, "the cockpit needs a terminal")
            .because("the input or the output is a file or a pipe")
            .advise("warroom status, warroom timeline, or warroom note - for what is piped in");
        return Err(problem);
    }
    let editor = options.editor.clone();
    let mouse = options.mouse;
    let console = Console::new(editor, mouse);
    let mut cockpit = options.cockpit(console)?;
    cockpit.run()
}
