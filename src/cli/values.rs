//! Readers of flag values: the vocabularies, names, and times of the capture
//! grammar.

use crate::capture::{self, Context};
use crate::domain::roadmap::Grouping;
use crate::domain::{
    ArtifactKind, ArtifactStatus, Aspect, Audience, Category, Confidence, EntryKind, FixKind,
    FixState, Pattern, Phase, Priority, ReviewState, Role, Severity, TaskState, Tlp, When,
    is_blank,
};
use crate::problem::{Exit, Problem};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

/// Refuses a text in which there is nothing to see; `needs` is the sentence.
///
/// # Errors
/// The text is empty, or made of spaces.
pub fn seen(needs: &str, text: &str) -> Result<(), Problem> {
    if !is_blank(text) {
        return Ok(());
    }
    Err(Problem::new(Exit::Usage, needs)
        .because("it is empty")
        .advise("write a word or two that can be read"))
}

/// A vocabulary as clap wants it: offered in help and completions, read
/// whatever its case.
macro_rules! vocabulary {
    ($($(#[$doc:meta])* $name:ident => $type:ty),+ $(,)?) => {$(
        $(#[$doc])*
        pub fn $name() -> impl TypedValueParser<Value = $type> {
            PossibleValuesParser::new(<$type>::ALL.iter().map(|v| v.word()))
                .map(|word| <$type>::from_word(&word).expect("clap lets only the words pass"))
        }
    )+};
}

vocabulary! {
    /// `--kind` of an entry.
    entry_kind => EntryKind,
    /// `--kind` of an artifact.
    artifact_kind => ArtifactKind,
    /// `--status` of an artifact.
    artifact_status => ArtifactStatus,
    /// `--for` of a situation report.
    audience => Audience,
    /// `--priority`
    priority => Priority,
    /// `--state`
    task_state => TaskState,
    /// `--state` of a fix.
    fix_state => FixState,
    /// `--kind` of a fix.
    fix_kind => FixKind,
    /// `--by` of the roadmap.
    grouping => Grouping,
    /// `--as` of a line of the minutes.
    aspect => Aspect,
    /// The phase of an incident.
    phase => Phase,
    /// `--category` of a factor.
    category => Category,
    /// `--confidence` of a factor.
    confidence => Confidence,
    /// One-off or symptom.
    pattern => Pattern,
}

/// `--sev 2`, `--sev SEV2`.
pub fn severity() -> impl TypedValueParser<Value = Severity> {
    let words = Severity::ALL.iter().map(|s| {
        let word = s.word();
        PossibleValue::new(word.trim_start_matches("SEV")).alias(word)
    });
    PossibleValuesParser::new(words).map(|word| {
        let number = word.to_ascii_uppercase();
        let number = number.trim_start_matches("SEV");
        Severity::from_word(&format!("SEV{number}")).expect("clap lets only the words pass")
    })
}

/// `--tlp amber`, `--tlp TLP:AMBER+STRICT`.
pub fn tlp() -> impl TypedValueParser<Value = Tlp> {
    let words = Tlp::ALL.iter().map(|t| {
        let colour = match t {
            Tlp::Red => "red",
            Tlp::AmberStrict => "amber+strict",
            Tlp::Amber => "amber",
            Tlp::Green => "green",
            Tlp::Clear => "clear",
        };
        PossibleValue::new(colour).alias(t.word())
    });
    PossibleValuesParser::new(words).map(|word| {
        let colour = word.to_ascii_uppercase();
        let colour = colour.trim_start_matches("TLP:");
        Tlp::from_word(&format!("TLP:{colour}")).expect("clap lets only the words pass")
    })
}

/// `draft`, `in-review`, `reviewed`: one word each in a shell.
pub fn review_state() -> impl TypedValueParser<Value = ReviewState> {
    let words = ReviewState::ALL.iter().map(|s| match s {
        ReviewState::InReview => "in-review",
        ReviewState::Draft | ReviewState::Reviewed => s.word(),
    });
    PossibleValuesParser::new(words).map(|word| {
        let word = word.replace('-', " ");
        ReviewState::from_word(&word).expect("clap lets only the words pass")
    })
}

/// `IC`, `comms` (also `comms lead`).
pub fn role() -> impl TypedValueParser<Value = Role> {
    let words = Role::ALL.iter().map(|r| {
        let word = r.word().split(' ').next().unwrap_or_default();
        PossibleValue::new(word).alias(r.word())
    });
    PossibleValuesParser::new(words).map(|word| {
        let wanted = word.to_ascii_lowercase();
        let mut roles = Role::ALL.iter().copied();
        roles
            .find(|r| r.word().to_ascii_lowercase().starts_with(&wanted))
            .expect("clap lets only the words pass")
    })
}

/// A slug or a handle, with or without its sign.
pub fn name(text: &str) -> Result<String, String> {
    let name = text.trim_start_matches(['#', '@']);
    let letter = name.starts_with(|c: char| c.is_ascii_alphabetic());
    let rest = name
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    if letter && rest && name.len() <= 32 {
        return Ok(name.to_owned());
    }
    Err("a name begins with a letter and goes on with letters, digits, - and _, 32 at most".into())
}

/// The key of an incident.
pub fn key(text: &str) -> Result<String, String> {
    let odd = |c: char| c.is_whitespace() || c.is_control();
    if is_blank(text) || text.chars().any(odd) || text.len() > 64 {
        return Err("a short word without spaces, as INC-2026-014".into());
    }
    Ok(text.to_owned())
}

/// A name, or the identity of whoever bears it.
pub fn name_or_id(text: &str) -> Result<String, String> {
    match crate::domain::Id::parse_str(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(_) => name(text),
    }
}

/// A time that lies ahead, as `due:` of the capture line takes it.
pub fn due(text: &str, cx: &Context<'_>) -> Result<When, Problem> {
    capture::parse_due(text, cx).map_err(|mistake| {
        Problem::new(Exit::Usage, format!("cannot read the time {text:?}"))
            .because(mistake.what)
            .advise("17:00, 2026-11-22, '2026-11-22 17:00', tomorrow or +2h")
    })
}

/// A time as the capture line reads it, and nothing beside it.
pub fn time(text: &str, cx: &Context<'_>) -> Result<When, Problem> {
    const REST: &str = "x";
    let wrong = || Problem::new(Exit::Usage, format!("cannot read the time {text:?}"));
    let line = format!("{} {REST}", text.trim());
    let captured = capture::parse(&line, cx)
        .map_err(|mistake| wrong().because(mistake.what).advise(mistake.hint))?;
    match captured.when {
        Some(when) if captured.what.text() == REST => Ok(when),
        Some(_) | None => {
            Err(wrong().advise("as in a note: 14:05, -20m, '2026-11-20 09:40 PST', 2026-11-20"))
        }
    }
}
