//! The configuration file: TOML, a handful of keys, and never a reason not to
//! start. What is wrong in it is said with its line, and the default is used.

use crate::domain::attention::Rules;
use crate::domain::{Schedule, Severity, tone};
use std::ffi::OsString;
use std::path::Path;
use toml::de::{DeTable, DeValue};

mod clocks;

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
    /// The words that are hinted at in a review.
    pub tone: tone::Rules,
    /// The file they are in, as it is named; `tone.toml` beside the
    /// configuration where there is one, when absent.
    tone_file: Option<String>,
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
            tone: tone::Rules::default(),
            tone_file: None,
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
const KEYS: &str =
    "author, zone, theme, ascii, mouse, editor, tone, [check_ins], [rules], [[clocks]]";

/// The keys of their tables, for messages.
const RULE_KEYS: &str = "silence, stuck, load, question, duty, unverified, gap, soon, promised";
const CHECK_IN_KEYS: &str = "zone, SEV1, SEV2, SEV3, SEV4, SEV5";

impl Config {
    /// Reads the file at `path`; none is as good as an empty one.
    #[must_use]
    pub fn read(path: &Path) -> (Self, Vec<Remark>) {
        let (mut config, mut remarks) = match std::fs::read(path) {
            Ok(bytes) => Self::parse(&String::from_utf8_lossy(&bytes)),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Default::default(),
            Err(e) => {
                let what = format!("cannot be read ({e}); the defaults are used");
                (Self::default(), vec![Remark { line: 0, what }])
            }
        };
        let folder = path.parent().unwrap_or(Path::new("."));
        match own_tone(folder, config.tone_file.as_deref()) {
            Ok(rules) => config.tone = rules.unwrap_or_default(),
            Err(what) => remarks.push(Remark { line: 0, what }),
        }
        (config, remarks)
    }

    fn parse(text: &str) -> (Self, Vec<Remark>) {
        let mut config = Self::default();
        let mut remarks = Vec::new();
        // Its own zone, once it is stated; that of the file until then.
        config.rules.zone.clear();
        match DeTable::parse(text) {
            Ok(table) => {
                let mut remark = |at: usize, what| {
                    let line = line_of(text, at);
                    remarks.push(Remark { line, what });
                };
                for (key, value) in table.get_ref() {
                    let set = match (key.get_ref().as_ref(), value.get_ref()) {
                        ("check_ins", DeValue::Table(rhythm)) => {
                            config.rhythm(rhythm, &mut remark);
                            Ok(())
                        }
                        ("clocks", DeValue::Array(all)) => {
                            let read = all.iter().filter_map(|c| clocks::read(c, &mut remark));
                            config.rules.clocks = read.collect();
                            Ok(())
                        }
                        ("rules", DeValue::Table(table)) => {
                            for (key, value) in table {
                                let set =
                                    set_rule(&mut config.rules, key.get_ref(), value.get_ref());
                                if let Err(what) = set {
                                    remark(key.span().start, what);
                                }
                            }
                            Ok(())
                        }
                        (name, value) => config.set(name, value),
                    };
                    if let Err(what) = set {
                        remark(key.span().start, what);
                    }
                }
            }
            Err(e) => remarks.push(Remark {
                line: line_of(text, e.span().map_or(0, |s| s.start)),
                what: format!("{}; the defaults are used", e.message()),
            }),
        }
        if config.rules.zone.is_empty() {
            config.rules.zone.clone_from(&config.zone);
        }
        remarks.sort_by_key(|r| r.line);
        (config, remarks)
    }

    fn set(&mut self, key: &str, value: &DeValue) -> Result<(), String> {
        match key {
            "author" => self.author = Some(words(key, value)?),
            "zone" => self.zone = zone(&words(key, value)?, "UTC")?,
            "theme" => self.theme = Some(words(key, value)?),
            "ascii" => self.ascii = Some(yes_or_no(key, value)?),
            "mouse" => self.mouse = yes_or_no(key, value)?,
            "tone" => self.tone_file = Some(words(key, value)?),
            "editor" => self.editor = Some(words(key, value)?),
            other => return Err(format!("`{other}` is none of {KEYS}; it is passed over")),
        }
        Ok(())
    }

    /// `[check_ins]`: the times of each severity, and their zone.
    fn rhythm(&mut self, table: &DeTable, remark: &mut dyn FnMut(usize, String)) {
        for (key, value) in table {
            let name: &str = key.get_ref();
            let severity = Severity::from_word(name);
            let set = match (name, severity) {
                ("zone", _) => words(name, value.get_ref())
                    .and_then(|name| zone(&name, "the zone of the file"))
                    .map(|name| self.rules.zone = name),
                (_, Some(severity)) => times(name, value.get_ref())
                    .map(|times| self.rules.check_ins[severity as usize] = times),
                (_, None) => Err(format!(
                    "`{name}` in [check_ins] is none of {CHECK_IN_KEYS}; it is passed over"
                )),
            };
            if let Err(what) = set {
                remark(key.span().start, what);
            }
        }
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

/// The rules of tone of a file; none where none is named and none is there.
fn own_tone(folder: &Path, named: Option<&str>) -> Result<Option<tone::Rules>, String> {
    let file = folder.join(named.unwrap_or("tone.toml"));
    let told = |what: String| format!("{}: {what}; the English rules are used", file.display());
    let text = match std::fs::read(&file) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound && named.is_none() => return Ok(None),
        Err(e) => return Err(told(format!("cannot be read ({e})"))),
    };
    let read = tone::Rules::parse(&text);
    read.map(Some)
        .map_err(|e| told(format!("line {}: {}", line_of(&text, e.at.start), e.what)))
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

fn zone(name: &str, instead: &str) -> Result<String, String> {
    jiff::tz::TimeZone::get(name)
        .map(|_| name.to_owned())
        .map_err(|_| {
            format!(
                "`zone` does not know {name:?} (wants a name as Europe/Vienna); {instead} is used"
            )
        })
}

fn times(key: &str, value: &DeValue) -> Result<Vec<String>, String> {
    let list = value.as_array().map(|a| a.iter().map(|v| v.get_ref()));
    let texts = list.map(|all| all.map(|v| v.as_str()).collect::<Option<Vec<_>>>());
    let read = texts.flatten().map(|all| all.join(" "));
    let wants =
        || format!("`{key}` wants times of day as [\"09:00\", \"16:00\"]; the default is used");
    Schedule::times(&read.ok_or_else(wants)?).map_err(|_| wants())
}

/// One threshold of `[rules]`.
fn set_rule(rules: &mut Rules, key: &str, value: &DeValue) -> Result<(), String> {
    let number = || {
        whole(value).ok_or_else(|| {
            format!("`{key}` in [rules] wants a whole number from 1 to {MOST}; the default is used")
        })
    };
    match key {
        "silence" => rules.silence = silence(value)?,
        "stuck" => rules.stuck = number()?,
        "load" => rules.load = usize::try_from(number()?).unwrap_or(usize::MAX),
        "question" => rules.question = number()?,
        "duty" => rules.duty = number()?,
        "unverified" => rules.unverified = number()?,
        "gap" => rules.gap = number()?,
        "soon" => rules.soon = number()?,
        "promised" => rules.promised = number()?,
        other => {
            return Err(format!(
                "`{other}` in [rules] is none of {RULE_KEYS}; it is passed over"
            ));
        }
    }
    Ok(())
}

/// The largest threshold: a year in hours, and more than anybody waits for.
const MOST: u32 = 8760;

fn whole(value: &DeValue) -> Option<u32> {
    let DeValue::Integer(number) = value else {
        return None;
    };
    let number = u32::from_str_radix(number.as_str(), number.radix()).ok();
    number.filter(|n| (1..=MOST).contains(n))
}

/// Hours for each severity, SEV1 first.
fn silence(value: &DeValue) -> Result<[u32; 5], String> {
    let list = value
        .as_array()
        .map(|a| a.iter().map(|v| whole(v.get_ref())));
    let hours: Option<Vec<u32>> = list.and_then(Iterator::collect);
    hours.and_then(|h| h.try_into().ok()).ok_or_else(|| {
        format!(
            "`silence` in [rules] wants five whole numbers of hours from 1 to {MOST}, for SEV1 to \
             SEV5: [1, 4, 8, 24, 72]; the default is used"
        )
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
    fn check_ins_have_times_of_their_own_and_a_zone() {
        let text = "zone = 'Europe/Vienna'\n[check_ins]\nSEV1 = ['18:00', '9:00']\nsev4 = []\n\
                    SEV2 = '09:00'\nSEV3 = ['25:00']\nSEV9 = []\n";
        let (config, remarks) = Config::parse(text);
        assert_eq!(config.rules.zone, "Europe/Vienna");
        assert_eq!(config.rules.check_ins[0], ["09:00", "18:00"]);
        assert!(config.rules.check_ins[3].is_empty());
        assert_eq!(config.rules.check_ins[1], Rules::default().check_ins[1]);
        let lines: Vec<_> = remarks.iter().map(|r| r.line).collect();
        assert_eq!(lines, [5, 6, 7]);
        let own = format!("{text}zone = 'Asia/Tokyo'\n");
        assert_eq!(Config::parse(&own).0.rules.zone, "Asia/Tokyo");
        assert_eq!(Config::parse("").0, Config::default());
    }

    #[test]
    fn thresholds_are_set_one_by_one_and_what_cannot_be_meant_stays_as_it_was() {
        let (config, remarks) = Config::parse(
            "[rules]\nsilence = [2, 4, 8, 24, 48]\nload = 5\nstuck = 0\nquestion = '9'\n\
             duty = 8761\nsoon = 15\nquiet = 3\ngap = 48\npromised = 90\n",
        );
        let wanted = Rules {
            silence: [2, 4, 8, 24, 48],
            load: 5,
            gap: 48,
            soon: 15,
            promised: 90,
            ..Rules::default()
        };
        assert_eq!(config.rules, wanted);
        let lines: Vec<_> = remarks.iter().map(|r| r.line).collect();
        assert_eq!(lines, [4, 5, 6, 8]);
        assert!(
            remarks[3]
                .what
                .starts_with("`quiet` in [rules] is none of silence,")
        );
        for wrong in ["[1, 4]", "[1, 4, 8, 24, -1]", "4", "[1, 4, 8, 24, 1.5]"] {
            let (config, remarks) = Config::parse(&format!("[rules]\nsilence = {wrong}\n"));
            assert_eq!(config.rules, Rules::default(), "{wrong}");
            assert_eq!(remarks[0].line, 2, "{wrong}");
        }
        assert_eq!(Config::parse("rules = 3\n").1.len(), 1);
    }

    #[test]
    fn rules_of_tone_come_from_a_file_of_ones_own_or_stay_english() {
        let folder = tempfile::tempdir().unwrap();
        let (config, own) = (
            folder.path().join("config.toml"),
            folder.path().join("tone.toml"),
        );
        let rule =
            |word: &str| format!("[[rule]]\nwords = ['{word}']\nhint = 'x'\nsuggestion = 'y'\n");
        assert_eq!(Config::read(&config), (Config::default(), Vec::new()));
        std::fs::write(&own, rule("schuld")).unwrap();
        let (read, remarks) = Config::read(&config);
        assert_eq!(read.tone, tone::Rules::parse(&rule("schuld")).unwrap());
        assert_eq!(remarks, []);
        std::fs::write(&own, "[[rule]]\nwords = 3\n").unwrap();
        let (read, remarks) = Config::read(&config);
        assert_eq!(read.tone, tone::Rules::default());
        assert!(
            remarks[0].what.contains("tone.toml: line 2: "),
            "{remarks:?}"
        );
        assert!(remarks[0].what.ends_with("the English rules are used"));
        std::fs::write(&config, "tone = 'mine.toml'\n").unwrap();
        let (_, remarks) = Config::read(&config);
        assert!(
            remarks[0].what.contains("mine.toml: cannot be read"),
            "{remarks:?}"
        );
        std::fs::write(folder.path().join("mine.toml"), rule("faute")).unwrap();
        let (read, remarks) = Config::read(&config);
        assert_eq!(read.tone, tone::Rules::parse(&rule("faute")).unwrap());
        assert_eq!(remarks, []);
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
