//! What every command stands on: where the file is, who is asking, and what
//! the configuration says.

use super::Globals;
use crate::config::{Config, Remark};
use crate::paths::Paths;
use crate::problem::{Exit, Problem};

/// The surroundings of one run.
#[derive(Clone, Debug)]
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
}

impl Session {
    /// Reads the surroundings.
    ///
    /// # Errors
    /// When the clock is set to nonsense or this user has no folder.
    pub fn new(globals: &Globals) -> Result<Self, Problem> {
        crate::clock::check().map_err(|e| {
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
        let (config, remarks) = Config::read(&paths.config.path);
        Ok(Self {
            author: config.author(&var),
            incident: globals.incident.clone(),
            paths,
            config,
            remarks,
        })
    }
}
