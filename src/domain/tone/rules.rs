//! The words to look for, and what is said of them.

use super::words::words;
use serde::Deserialize;
use std::ops::Range;

/// What to look for, and what to say of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Phrases, each the words of it as they are compared; the last may end
    /// with a `*`.
    pub(super) phrases: Vec<Vec<String>>,
    /// What is wrong with them.
    pub hint: String,
    /// What to write or ask instead.
    pub suggestion: String,
    /// Only where a person is named close by.
    pub near: bool,
}

/// All that is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    pub(super) rules: Vec<Rule>,
}

/// What is wrong with a file of rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Where: bytes of the file.
    pub at: Range<usize>,
    /// What is wrong.
    pub what: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    rule: Vec<toml::Spanned<Written>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    words: Vec<String>,
    hint: String,
    suggestion: String,
    #[serde(default)]
    near: bool,
}

/// The English rules.
const ENGLISH: &str = include_str!("english.toml");

impl Default for Rules {
    /// The English ones.
    fn default() -> Self {
        // A test reads them: they are never broken.
        Self::parse(ENGLISH).unwrap_or(Self { rules: Vec::new() })
    }
}

impl Rules {
    /// Reads a file of rules; its form is told at the head of the English one.
    ///
    /// # Errors
    /// It is no TOML, or a rule lacks something or has no word to look for.
    pub fn parse(text: &str) -> Result<Self, Broken> {
        let file: File = toml::from_str(text).map_err(|e| Broken {
            at: e.span().unwrap_or(0..0),
            what: e.message().to_owned(),
        })?;
        let rules = file.rule.into_iter().map(|written| {
            let at = written.span();
            read(written.into_inner()).map_err(|what| Broken { at, what })
        });
        let rules = rules.collect::<Result<Vec<Rule>, Broken>>()?;
        if rules.is_empty() {
            let what = "there is no [[rule]] in it".to_owned();
            return Err(Broken { at: 0..0, what });
        }
        Ok(Self { rules })
    }
}

fn read(written: Written) -> Result<Rule, String> {
    let mut phrases = Vec::new();
    for phrase in &written.words {
        let mut parts: Vec<String> = words(phrase).into_iter().map(|w| w.normal).collect();
        let Some(last) = parts.last_mut() else {
            return Err(format!("there is no word in {phrase:?}"));
        };
        if phrase.trim_end().ends_with('*') {
            last.push('*');
        }
        phrases.push(parts);
    }
    if phrases.is_empty() || written.hint.trim().is_empty() {
        return Err("a rule needs `words` to look for and a `hint`".to_owned());
    }
    Ok(Rule {
        phrases,
        hint: written.hint,
        suggestion: written.suggestion,
        near: written.near,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_english_rules_are_read() {
        let rules = Rules::parse(ENGLISH).unwrap();
        assert_eq!(Rules::default(), rules);
        assert!(rules.rules.len() > 5);
        assert!(rules.rules.iter().all(|r| !r.suggestion.is_empty()));
    }

    #[test]
    fn what_is_wrong_with_a_file_is_said_with_its_place() {
        for (text, line, what) in [
            ("rule = 3", 0, "invalid type"),
            ("", 0, "no [[rule]]"),
            (
                "[[rule]]\nwords = ['x']\nhint = 'y'",
                0,
                "missing field `suggestion`",
            ),
            (
                "\n[[rule]]\nwords = ['*!']\nhint = 'y'\nsuggestion = 'z'",
                1,
                "no word in \"*!\"",
            ),
            (
                "\n\n[[rule]]\nwords = []\nhint = 'y'\nsuggestion = 'z'",
                2,
                "needs `words`",
            ),
            (
                "[[rule]]\nwords = ['x']\nhint = 'y'\nsuggestion = 'z'\nnaer = true",
                4,
                "unknown field `naer`",
            ),
            ("[[rule", 0, ""),
        ] {
            let broken = Rules::parse(text).unwrap_err();
            assert!(broken.what.contains(what), "{text}: {}", broken.what);
            let at = text[..broken.at.start.min(text.len())]
                .matches('\n')
                .count();
            assert_eq!(at, line, "{text}: {broken:?}");
        }
    }
}
