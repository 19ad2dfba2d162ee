//! The register of decisions and questions, and what is said of one of them
//! later: that it was replaced, when to look again, what answered it.

use super::{Body, Decision, Entry, Label, LabelKind, Question, Thing, When};

/// The decisions among entries, the latest first.
#[must_use]
pub fn decisions(entries: &[Thing]) -> Vec<&Thing> {
    let mut found: Vec<&Thing> = of(entries, |e| e.decision.is_some());
    found.sort_by_key(|t| std::cmp::Reverse(register_number(t)));
    found
}

/// The questions among entries, open ones first, each by its number.
#[must_use]
pub fn questions(entries: &[Thing]) -> Vec<&Thing> {
    let mut found: Vec<&Thing> = of(entries, |e| e.question.is_some());
    found.sort_by_key(|t| (answer(t, entries).is_some(), register_number(t)));
    found
}

fn of(entries: &[Thing], wanted: impl Fn(&Entry) -> bool) -> Vec<&Thing> {
    let standing = entries.iter().filter(|t| !t.withdrawn);
    standing
        .filter(|t| t.as_entry().is_some_and(|e| !e.struck && wanted(e)))
        .collect()
}

fn register_number(thing: &Thing) -> u32 {
    let label = thing.as_entry().and_then(Entry::register);
    label.map_or(0, |label| label.number)
}

/// The entry that answered a question, unless it is among `entries` and was
/// struck: then the question is open again.
#[must_use]
pub fn answer(thing: &Thing, entries: &[Thing]) -> Option<Label> {
    said(thing).filter(|label| !is_struck(*label, entries))
}

/// The struck entry that was to answer a question.
#[must_use]
pub fn struck_answer(thing: &Thing, entries: &[Thing]) -> Option<Label> {
    said(thing).filter(|label| is_struck(*label, entries))
}

/// The words of an answer, without the `answers Q5:` that made them one.
#[must_use]
pub fn answer_words(text: &str) -> &str {
    let words = || {
        let (head, words) = text.trim_start().split_once(':')?;
        let (verb, label) = head.split_once(' ')?;
        let names = Label::parse(label).is_some_and(|l| l.kind == LabelKind::Question);
        (verb.eq_ignore_ascii_case("answers") && names).then(|| words.trim_start())
    };
    words().unwrap_or(text)
}

fn said(thing: &Thing) -> Option<Label> {
    thing.as_entry()?.question.as_ref()?.answered_by
}

fn is_struck(label: Label, entries: &[Thing]) -> bool {
    let named = |t: &Thing, e: &Entry| t.label() == Some(label) || e.register() == Some(label);
    let mut struck = entries.iter().filter_map(|t| Some((t, t.as_entry()?)));
    struck.any(|(t, e)| e.struck && named(t, e))
}

/// A decision that is to be looked at again at a time, or no more.
#[must_use]
pub fn revisited(thing: &Thing, when: Option<When>) -> Option<Body> {
    with_decision(thing, |d| d.revisit = when)
}

/// A decision that another one replaced; 0 is the one that is recorded just
/// before, whose number the store gives.
#[must_use]
pub fn superseded(thing: &Thing, by: u32) -> Option<Body> {
    with_decision(thing, |d| d.superseded_by = Some(by))
}

/// A question that an entry answered; the number 0 is the entry that is
/// recorded just before, whose number the store gives.
#[must_use]
pub fn answered(thing: &Thing, by: Option<Label>) -> Option<Body> {
    let entry = thing.as_entry()?;
    let question = Question {
        answered_by: by,
        ..entry.question.clone()?
    };
    Some(Body::Entry(Entry {
        question: Some(question),
        ..entry.clone()
    }))
}

fn with_decision(thing: &Thing, alter: impl FnOnce(&mut Decision)) -> Option<Body> {
    let entry = thing.as_entry()?;
    let mut decision = entry.decision.clone()?;
    alter(&mut decision);
    Some(Body::Entry(Entry {
        decision: Some(decision),
        ..entry.clone()
    }))
}

#[cfg(test)]
mod tests {
    use super::answer_words;

    #[test]
    fn an_answer_is_told_without_what_made_it_one() {
        for (text, words) in [
            ("answers Q1: yes: it could", "yes: it could"),
            ("Answers Q12: no", "no"),
            ("that answers Q1: yes", "that answers Q1: yes"),
            ("answers D1: yes", "answers D1: yes"),
            ("answers: yes", "answers: yes"),
            ("yes", "yes"),
        ] {
            assert_eq!(answer_words(text), words);
        }
    }
}
