//! Where things are: flag, then `WARROOM_*`, then `XDG_*_HOME` on every Unix,
//! then the habit of the platform.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// What decided on a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A flag of the command line.
    Flag(&'static str),
    /// A variable of the environment.
    Variable(&'static str),
    /// Nothing: it is where the platform keeps such things.
    Platform,
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Flag(name) | Self::Variable(name) => f.write_str(name),
            Self::Platform => f.write_str("platform default"),
        }
    }
}

/// A path, and what decided on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The path; may not exist yet.
    pub path: PathBuf,
    /// What decided on it.
    pub reason: Reason,
}

/// The paths that are used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// The database file.
    pub database: Place,
    /// The configuration file.
    pub config: Place,
    /// The folder of the organisation's own templates of reports.
    pub templates: Place,
    /// The folder for what may be lost without harm: drafts, history.
    pub state: Place,
}

/// There is no folder to put anything in.
#[derive(Debug, thiserror::Error)]
#[error("neither HOME nor XDG_DATA_HOME says where this user's files are")]
pub struct NoHome;

/// One of the things that have a place.
struct Sort {
    flag: &'static str,
    variable: &'static str,
    xdg: &'static str,
    file: &'static str,
}

const DATABASE: Sort = Sort {
    flag: "--db",
    variable: "WARROOM_DB",
    xdg: "XDG_DATA_HOME",
    file: "warroom.db",
};
/// Names the configuration file.
pub const CONFIG_VARIABLE: &str = "WARROOM_CONFIG";

const CONFIG: Sort = Sort {
    flag: "--config",
    variable: CONFIG_VARIABLE,
    xdg: "XDG_CONFIG_HOME",
    file: "config.toml",
};
const TEMPLATES: Sort = Sort {
    flag: "",
    variable: "WARROOM_TEMPLATES",
    xdg: "XDG_CONFIG_HOME",
    file: "templates",
};
const STATE: Sort = Sort {
    flag: "",
    variable: "WARROOM_STATE",
    xdg: "XDG_STATE_HOME",
    file: "",
};

impl Paths {
    /// Decides on every path; `var` reads the environment.
    ///
    /// # Errors
    /// When nothing says where this user's files are.
    pub fn find(
        database: Option<&Path>,
        config: Option<&Path>,
        var: &dyn Fn(&str) -> Option<OsString>,
    ) -> Result<Self, NoHome> {
        let platform = directories::ProjectDirs::from("", "", "warroom");
        let folder = |pick: fn(&directories::ProjectDirs) -> &Path| {
            platform.as_ref().map(|dirs| pick(dirs).to_path_buf())
        };
        Ok(Self {
            database: DATABASE.place(database, var, folder(|d| d.data_dir()))?,
            config: CONFIG.place(config, var, folder(|d| d.config_dir()))?,
            templates: TEMPLATES.place(None, var, folder(|d| d.config_dir()))?,
            state: STATE.place(
                None,
                var,
                folder(|d| d.state_dir().unwrap_or(d.data_local_dir())),
            )?,
        })
    }

    /// The folder beside the database that holds copied files by their hash.
    #[must_use]
    pub fn blobs(&self) -> PathBuf {
        let mut name = self.database.path.clone().into_os_string();
        name.push(".files");
        name.into()
    }
}

impl Sort {
    fn place(
        &self,
        flag: Option<&Path>,
        var: &dyn Fn(&str) -> Option<OsString>,
        platform: Option<PathBuf>,
    ) -> Result<Place, NoHome> {
        if let Some(path) = flag {
            return Ok(Place {
                path: path.to_path_buf(),
                reason: Reason::Flag(self.flag),
            });
        }
        if let Some(path) = var(self.variable).filter(|v| !v.is_empty()) {
            return Ok(Place {
                path: path.into(),
                reason: Reason::Variable(self.variable),
            });
        }
        // A relative XDG path is to be ignored, says the specification.
        let xdg = var(self.xdg)
            .map(PathBuf::from)
            .filter(|p| cfg!(unix) && p.is_absolute());
        let (folder, reason) = match xdg {
            Some(base) => (base.join("warroom"), Reason::Variable(self.xdg)),
            None => (platform.ok_or(NoHome)?, Reason::Platform),
        };
        let path = match self.file {
            "" => folder,
            file => folder.join(file),
        };
        Ok(Place { path, reason })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(flag: Option<&str>, vars: &[(&str, &str)]) -> Paths {
        let var = |name: &str| {
            vars.iter()
                .find(|(n, _)| *n == name)
                .map(|(_, v)| OsString::from(v))
        };
        Paths::find(flag.map(Path::new), None, &var).unwrap()
    }

    #[test]
    fn a_flag_wins_over_a_variable_over_xdg() {
        let all = [("WARROOM_DB", "/v/w.db"), ("XDG_DATA_HOME", "/x")];
        let flag = find(Some("f.db"), &all).database;
        assert_eq!(flag.path, Path::new("f.db"));
        let variable = find(None, &all).database;
        assert_eq!(variable.path, Path::new("/v/w.db"));
        assert_eq!(variable.reason, Reason::Variable("WARROOM_DB"));
        let xdg = find(None, &all[1..]).database;
        assert_eq!(xdg.path, Path::new("/x/warroom/warroom.db"));
    }

    #[test]
    fn an_empty_variable_and_a_relative_xdg_folder_say_nothing() {
        let found = find(
            None,
            &[
                ("WARROOM_DB", ""),
                ("XDG_DATA_HOME", "here"),
                ("XDG_STATE_HOME", "/s"),
            ],
        );
        assert_eq!(found.database.reason, Reason::Platform);
        assert_eq!(found.state.path, Path::new("/s/warroom"));
    }

    #[test]
    fn templates_lie_beside_the_configuration_unless_told_otherwise() {
        let found = find(None, &[("XDG_CONFIG_HOME", "/c")]).templates;
        assert_eq!(found.path, Path::new("/c/warroom/templates"));
        let told = [("XDG_CONFIG_HOME", "/c"), ("WARROOM_TEMPLATES", "/t")];
        let found = find(None, &told).templates;
        assert_eq!(found.path, Path::new("/t"));
        assert_eq!(found.reason, Reason::Variable("WARROOM_TEMPLATES"));
    }
}
