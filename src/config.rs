//! The configuration file: TOML, a handful of keys, and never a reason not to
//! start. What is wrong in it is said with its line, and the default is used.

use crate::domain::attention::Rules;
use std::ffi::OsString;
use std::path::Path;
use toml::de::{DeTable, DeValue};

/// What can be configured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Who is recorded as the author.
    pub author: Option<String>,
    /// The zone of times that are typed without one, as an IANA name.
    pub zone: String,
    /// The name of the cockpit's colours; chosen by the terminal when absent.
    pub theme: Option<String>,
    /// Whether to draw with ASCII only; found out from the locale when absent.
    pub ascii: Option<bool>,
    /// When something is taken to need the commander.
    pub rules: Rules,
    /// Whether the cockpit listens to the mouse.
    pub mouse: bool,
    /// The editor for long texts; `$VISUAL`, then `$EDITOR` when absent.
    pub editor: Option<String>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            author: None,
            zone: "UTC".to_owned(),
            theme: None,
            ascii: None,
            rules: Rules::default(),
            mouse: true,
            editor: None,
        }
    }
}

/// Something in the file that was not understood, and what was done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The line, from 1; 0 when it concerns the whole file.
    pub line: usize,
    /// What is wrong and what is used instead.
    pub what: String,
}

/// The author of what is recorded while nobody is named.
pub const UNKNOWN: &str = "unknown";

/// The keys, for messages.
const KEYS: &str = "author, zone, theme, ascii, mouse, editor";

impl Config {
    /// Reads the file at `path`; none is as good as an empty one.
    #[must_use]
    pub fn read(path: &Path) -> (Self, Vec<Remark>) {
        match std::fs::read(path) {
            Ok(bytes) => Self::parse(&String::from_utf8_lossy(&bytes)),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Default::default(),
            Err(e) => {
                let what = format!("cannot be read ({e}); the defaults are used");
                (Self::default(), vec![Remark { line: 0, what }])
            }
        }
    }

    fn parse(text: &str) -> (Self, Vec<Remark>) {
        let mut config = Self::default();
        let mut remarks = Vec::new();
        match DeTable::parse(text) {
            Ok(table) => {
                for (key, value) in table.get_ref() {
                    if let Err(what) = config.set(key.get_ref(), value.get_ref()) {
                        let line = line_of(text, key.span().start);
                        remarks.push(Remark { line, what });
                    }
                }
            }
            Err(e) => remarks.push(Remark {
                line: line_of(text, e.span().map_or(0, |s| s.start)),
                what: format!("{}; the defaults are used", e.message()),
            }),
        }
        remarks.sort_by_key(|r| r.line);
        (config, remarks)
    }

    fn set(&mut self, key: &str, value: &DeValue) -> Result<(), String> {
        match key {
            "author" => self.author = Some(words(key, value)?),
            "zone" => self.zone = zone(&words(key, value)?)?,
            "theme" => self.theme = Some(words(key, value)?),
            "ascii" => self.ascii = Some(yes_or_no(key, value)?),
            "mouse" => self.mouse = yes_or_no(key, value)?,
            "editor" => self.editor = Some(words(key, value)?),
            other => return Err(format!("`{other}` is none of {KEYS}; it is passed over")),
        }
        Ok(())
    }

    /// Who is recorded as the author: `$WARROOM_USER`, the file, the login name.
    #[must_use]
    pub fn author(&self, var: &dyn Fn(&str) -> Option<OsString>) -> String {
        let named = |name: &str| {
            let value = var(name)?.to_string_lossy().trim().to_owned();
            (!value.is_empty()).then_some(value)
        };
        named("WARROOM_USER")
            .or_else(|| self.author.clone())
            .or_else(|| named("USER"))
            .or_else(|| named("LOGNAME"))
            .or_else(|| named("USERNAME"))
            .unwrap_or_else(|| UNKNOWN.to_owned())
    }
}

fn words(key: &str, value: &DeValue) -> Result<String, String> {
    let text = value.as_str().map(str::trim).filter(|t| !t.is_empty());
    text.map(str::to_owned)
        .ok_or_else(|| format!("`{key}` wants a text in quotes; the default is used"))
}

fn yes_or_no(key: &str, value: &DeValue) -> Result<bool, String> {
    value
        .as_bool()
        .ok_or_else(|| format!("`{key}` wants true or false; the default is used"))
}

fn zone(name: &str) -> Result<String, String> {
    jiff::tz::TimeZone::get(name)
        .map(|_| name.to_owned())
        .map_err(|_| {
            format!("`zone` does not know {name:?} (wants a name as Europe/Vienna); UTC is used")
        })
}

fn line_of(text: &str, at: usize) -> usize {
    1 + text.bytes().take(at).filter(|b| *b == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_said_with_its_line_and_the_rest_is_used() {
        let (config, remarks) = Config::parse(
            "author = 'maya'\ncolour = 'red'\nmouse = 'no'\nzone = 'Mars/Olympus'\nascii = true\n",
        );
        assert_eq!(config.author.as_deref(), Some("maya"));
        assert_eq!(
            (config.ascii, config.mouse, config.zone.as_str()),
            (Some(true), true, "UTC")
        );
        let lines: Vec<_> = remarks.iter().map(|r| r.line).collect();
        assert_eq!(lines, [2, 3, 4]);
        assert!(remarks[0].what.starts_with("`colour` is none of author,"));
    }

    #[test]
    fn a_file_that_is_no_toml_is_said_and_the_defaults_are_used() {
        let (config, remarks) = Config::parse("author = 'x'\nzone ==\n");
        assert_eq!(config, Config::default());
        assert_eq!(remarks[0].line, 2);
    }

    #[test]
    fn the_author_is_the_first_that_is_named() {
        let env = |set: &'static [(&str, &str)]| {
            move |name: &str| {
                set.iter()
                    .find(|(n, _)| *n == name)
                    .map(|(_, v)| OsString::from(v))
            }
        };
        let config = Config {
            author: Some("file".into()),
            ..Config::default()
        };
        assert_eq!(
            config.author(&env(&[("WARROOM_USER", "var"), ("USER", "login")])),
            "var"
        );
        assert_eq!(
            config.author(&env(&[("WARROOM_USER", " "), ("USER", "login")])),
            "file"
        );
        assert_eq!(Config::default().author(&env(&[("LOGNAME", "ana")])), "ana");
        assert_eq!(Config::default().author(&env(&[])), "unknown");
    }
}
