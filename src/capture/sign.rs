//! The sign or word that says what kind of thing a line is, the star, and the
//! backslash that takes that meaning away.

use super::lost_sign::lost;
use super::point::{half_day, spaces};
use super::time::{leading, range_sign, separator};
use super::{Context, zone};
use crate::domain::{EntryKind, Phase};
use std::ops::Range;

/// What a sign says a line becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Entry(EntryKind),
    Task,
}

/// The signs a line begins with.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(super) struct Signs {
    pub(super) sort: Option<Sort>,
    pub(super) starred: bool,
    /// The places of the signs.
    pub(super) spans: Vec<Range<usize>>,
    /// Where the text begins.
    pub(super) end: usize,
}

/// The kinds that have a sign to type.
const SIGNS: &[(char, Sort)] = &[
    ('>', Sort::Entry(EntryKind::Action)),
    ('.', Sort::Entry(EntryKind::Observation)),
    ('"', Sort::Entry(EntryKind::Communication)),
    ('*', Sort::Entry(EntryKind::Attacker)),
    ('=', Sort::Entry(EntryKind::Decision)),
    ('?', Sort::Entry(EntryKind::Question)),
    ('^', Sort::Entry(EntryKind::Lesson)),
    ('+', Sort::Task),
];

impl Sort {
    /// What is typed for it: a sign where there is one, else `word:`.
    pub(super) fn typed(self) -> String {
        let sign = SIGNS.iter().find(|(_, sort)| *sort == self);
        match (sign, self) {
            (Some((sign, _)), _) => sign.to_string(),
            (None, Self::Entry(kind)) => format!("{kind}:"),
            (None, Self::Task) => "task:".into(),
        }
    }

    fn of(sign: char) -> Option<Self> {
        SIGNS
            .iter()
            .find(|(c, _)| *c == sign)
            .map(|(_, sort)| *sort)
    }
}

/// Reads the signs at byte `from`: at most one kind and one star, in either
/// order, together (`!>`) or apart. A sign stands before a space: `>foo`,
/// `*bold*`, `=1+1` and `!important` are text.
pub(super) fn signs(line: &str, from: usize) -> Signs {
    let mut found = Signs {
        end: from,
        ..Signs::default()
    };
    while let Some((sort, star, length)) = next(&line[found.end..], &found) {
        found.spans.push(found.end..found.end + length);
        found.sort = found.sort.or(sort);
        found.starred |= star;
        found.end += length + spaces(&line[found.end + length..]);
    }
    found
}

/// The next sign or word that was not given yet: kind, star, length.
fn next(rest: &str, found: &Signs) -> Option<(Option<Sort>, bool, usize)> {
    let mut chars = rest.chars();
    let first = chars.next()?;
    let free =
        |c: char| (c == '!' && !found.starred) || (Sort::of(c).is_some() && found.sort.is_none());
    if free(first) {
        let after = chars.as_str();
        let mut more = after.chars();
        let second = more
            .next()
            .filter(|c| free(*c) && (*c == '!') != (first == '!'));
        if blank(after) || (second.is_some() && blank(more.as_str())) {
            return Some((Sort::of(first), first == '!', 1));
        }
        return None;
    }
    if found.sort.is_some() {
        return None;
    }
    if first == '#' && blank(chars.as_str()) && phase_ahead(chars.as_str()) {
        return Some((Some(Sort::Entry(EntryKind::Milestone)), false, 1));
    }
    let colon = rest.find(':').filter(|at| *at < 16)?;
    let word = &rest[..colon];
    let sort = match EntryKind::from_word(word) {
        Some(kind) => Sort::Entry(kind),
        None if word.eq_ignore_ascii_case("task") => Sort::Task,
        None if is_short(word) => Sort::Entry(EntryKind::Communication),
        None => return None,
    };
    blank(&rest[colon + 1..]).then_some((Some(sort), false, colon + 1))
}

/// What people write for `communication`.
fn is_short(word: &str) -> bool {
    word.eq_ignore_ascii_case("comm") || word.eq_ignore_ascii_case("comms")
}

/// Whether a phase stands first: only then is `# ` a milestone, and not the
/// title of something pasted.
fn phase_ahead(rest: &str) -> bool {
    let rest = rest.trim_start();
    let end = rest.find(|c: char| !c.is_ascii_alphabetic());
    let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
    Phase::from_word(word).is_some()
        && !after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_'))
}

/// What to say of a word that is only text, but is nearly one for a kind:
/// `obs:`, `decisions:`.
pub(super) fn near_word(text: &str) -> Option<String> {
    let (word, after) = text.split_once(':')?;
    let word = word.to_ascii_lowercase();
    if word.len() < 3 || !blank(after) {
        return None;
    }
    // The whole word is text only because a backslash said so.
    let near = |kind: &str| {
        (kind != word && kind.starts_with(&word)) || word.strip_suffix('s') == Some(kind)
    };
    let mut kinds = EntryKind::ALL.iter().copied();
    let kind = kinds.find(|k| near(k.word()) && !is_short(&word))?;
    Some(format!("kept as text; the kind is written `{kind}:`"))
}

/// Whether a word is a sign, or the star.
pub(super) fn is_sign(word: &str) -> bool {
    let mut chars = word.chars();
    let first = chars.next();
    let sign = first.is_some_and(|c| matches!(c, '!' | '#') || Sort::of(c).is_some());
    sign && chars.as_str().is_empty()
}

fn blank(rest: &str) -> bool {
    rest.chars().next().is_none_or(char::is_whitespace)
}

/// Whether the start of a text would be read as something else than text.
/// Backslashes before it are not looked at: each stands for one level.
pub(super) fn special(text: &str, cx: &Context<'_>) -> bool {
    let text = text.trim_start_matches('\\');
    if text.is_empty() {
        return false;
    }
    text.starts_with(char::is_whitespace)
        || separator(text) > 0
        || signs(text, 0).end > 0
        || lost(text, true).is_some_and(|l| l.meant)
        || range_sign(text).is_some()
        || half_day(text).is_some()
        || !matches!(leading(text, 0, cx), Ok(None))
        || !matches!(zone::read(text, false), Ok(None))
}

/// What to say of a sign that is only text, for want of a space.
pub(super) fn tight_sign(text: &str) -> Option<String> {
    let mut chars = text.chars();
    let sign = chars
        .next()
        .filter(|c| Sort::of(*c).is_some() || *c == '!')
        // `.env` and a quotation begin many a text.
        .filter(|c| !matches!(c, '.' | '"'))?;
    let token = text.split_whitespace().next()?;
    let prose = chars.next()?.is_alphabetic() && !token[1..].contains([sign, '|', '(', '=']);
    prose.then(|| format!("kept as text; the sign `{sign}` needs a space behind it"))
}

#[cfg(test)]
mod tests {
    use super::super::testing::table;

    #[test]
    #[rustfmt::skip]
    fn signs_and_words_say_the_kind() {
        table(&[
            ("> revoked", "action | revoked"),
            ("* created user", "attacker | created user"),
            ("= cut access", "decision | cut access"),
            ("? did it", "question | did it"),
            ("^ no owner", "lesson | no owner"),
            ("+ image the host", "task | image the host"),
            ("! seen", "note! | seen"),
            (". swap is encrypted", "observation | swap is encrypted"),
            ("!. seen", "observation! | seen"),
            ("\" told the board", "communication | told the board"),
            ("\"it is fine\" they said", "note | \"it is fine\" they said"),
            (".env was read", "note | .env was read"),
            ("... and on", "note | ... and on"),
            ("# contained, all", "milestone contained | contained, all"),
            ("# Findings of the day", "note | # Findings of the day"),
            ("# closed-loop control", "note | # closed-loop control"),
            ("obs: seen", "note | obs: seen !kept as text; the kind is written `observation:`"),
            ("Comms: told", "communication | told"),
            ("decisions: two", "note | decisions: two !kept as text; the kind is written `decision:`"),
            ("update: seen", "note | update: seen"),
            ("! > x", "action! | x"),
            ("> ! x", "action! | x"),
            ("!> x", "action! | x"),
            (">! x", "action! | x"),
            ("note: x", "note | x"),
            ("Action: x", "action | x"),
            ("observation: x", "observation | x"),
            ("attacker: x", "attacker | x"),
            ("decision: x", "decision | x"),
            ("communication: x", "communication | x"),
            ("question: x", "question | x"),
            ("lesson: x", "lesson | x"),
            ("task: x", "task | x"),
            ("check-in: x", "check-in | x"),
            ("! action: x", "action! | x"),
            ("action: ! x", "action! | x"),
            ("milestone: contained all tokens revoked", "milestone contained | contained all tokens revoked"),
            ("milestone: Recovered", "milestone recovered | Recovered"),
            ("milestone: done", "11-15 a milestone begins with the phase it reaches"),
            ("14:00 milestone: triaged late", "milestone triaged | triaged late !recorded as history; the incident stays contained"),
            ("milestone: contained, all", "milestone contained | contained, all"),
        ]);
    }

    #[test]
    #[rustfmt::skip]
    fn a_sign_without_its_space_is_text() {
        table(&[
            (">foo", "note | >foo !kept as text; the sign `>` needs a space behind it"),
            ("*bold* x", "note | *bold* x"),
            ("=1+1", "note | =1+1"),
            ("=cmd|' /C calc'!A0", "note | =cmd|' /C calc'!A0"),
            ("!important", "note | !important !kept as text; the sign `!` needs a space behind it"),
            ("+1 from Bob", "note | +1 from Bob"),
            ("?what", "note | ?what !kept as text; the sign `?` needs a space behind it"),
            ("action:foo", "note | action:foo"),
            ("> > quoted", "action | > quoted !a second sign is kept as text"),
            ("> * x", "action | * x !a second sign is kept as text"),
            ("! ! x", "note! | ! x"),
            ("! + x", "0-1 a task has no star"),
        ]);
    }

    #[test]
    #[rustfmt::skip]
    fn a_line_without_text_is_a_mistake() {
        table(&[
            (">", "1-1 there is nothing to record"),
            ("> ", "2-2 there is nothing to record"),
            ("!", "1-1 there is nothing to record"),
            ("", "0-0 there is nothing to record"),
            ("   ", "3-3 there is nothing to record"),
            ("14:05", "5-5 there is nothing to record"),
            ("14:05 >", "7-7 there is nothing to record"),
        ]);
    }

    #[test]
    #[rustfmt::skip]
    fn a_backslash_makes_text_of_what_follows() {
        table(&[
            ("\\= not a decision", "note | = not a decision"),
            ("\\> x", "note | > x"),
            ("\\14:05 is text", "note | 14:05 is text"),
            ("14:05 \\> x", "note | > x"),
            ("> \\14:05 x", "action | 14:05 x"),
            ("\\\\server\\share", "note | \\\\server\\share"),
            ("\\\\= x", "note | \\= x"),
            ("\\", "note | \\"),
            ("\\@nobody did", "note | \\@nobody did"),
            ("see \\T7 and T7", "note T7 | see \\T7 and T7"),
            ("\\T7 x", "note | \\T7 x"),
            ("\\- x", "note | - x"),
            ("\\ x", "note |  x"),
            ("\\now", "note | now"),
            ("\\note: x", "note | note: x"),
        ]);
    }
}
