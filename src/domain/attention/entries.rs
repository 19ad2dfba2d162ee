//! Entries that wait: promises, decisions to look at again, open questions.

use super::judge::{Judge, about, span};
use super::{Need, Rule, Urgency};
use crate::domain::{Entry, Thing};

/// The entries that still say something.
fn standing<'a>(judge: &Judge<'a>) -> impl Iterator<Item = (&'a Thing, &'a Entry)> {
    let all = judge.situation.waiting.iter();
    all.filter_map(|t| Some((t, t.as_entry()?)))
        .filter(|(_, entry)| !entry.struck)
}

/// Something was promised by a moment that has come.
pub(super) fn promises(judge: &Judge) -> Vec<Need> {
    let due = |(thing, entry): (&Thing, &Entry)| {
        let promise = entry.promise.as_ref()?;
        // When the next report comes is a rule of its own.
        if promise.kept.is_some() || entry.sent.is_some() {
            return None;
        }
        let at = promise.due.bounds().1;
        let urgency = judge.owed(at)?;
        let why = match urgency {
            Urgency::Now => "promised, and not kept in time",
            Urgency::Soon | Urgency::Watch => "promised, and due soon",
        };
        Some(about(Rule::Promise, thing, why.to_owned(), at).with(urgency))
    };
    standing(judge).filter_map(due).collect()
}

/// A decision said when it is to be looked at again.
pub(super) fn to_revisit(judge: &Judge) -> Vec<Need> {
    let due = |(thing, entry): (&Thing, &Entry)| {
        let decision = entry.decision.as_ref()?;
        let at = decision.revisit.as_ref()?.at;
        if decision.superseded_by.is_some() {
            return None;
        }
        // To look again is not to be late at once.
        let (urgency, why) = match judge.due(at)? {
            Urgency::Now => (Urgency::Soon, "it was to be looked at again"),
            Urgency::Soon | Urgency::Watch => (Urgency::Watch, "to be looked at again soon"),
        };
        Some(about(Rule::Revisit, thing, why.to_owned(), at).with(urgency))
    };
    standing(judge).filter_map(due).collect()
}

fn waits_for_nothing_else(entry: &Entry) -> bool {
    let owes = entry.promise.as_ref().is_some_and(|p| p.kept.is_none());
    let decision = entry.decision.as_ref();
    !owes && decision.is_none_or(|d| d.revisit.is_none() || d.superseded_by.is_some())
}

/// A question nobody has answered for long.
pub(super) fn unanswered(judge: &Judge) -> Vec<Need> {
    let open = |(thing, entry): (&Thing, &Entry)| {
        let question = entry.question.as_ref()?;
        let at = judge.past(entry.when.at, judge.rules.question)?;
        let age = span(judge.now - entry.when.at);
        let why = match question.answered_by {
            // It waits though it was answered: the answer does not stand.
            Some(by) if waits_for_nothing_else(entry) => {
                format!("asked {age} ago; the answer in {by} was struck")
            }
            Some(_) => return None,
            None => format!("unanswered for {age}"),
        };
        Some(about(Rule::Question, thing, why, at).with(Urgency::Watch))
    };
    standing(judge).filter_map(open).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Scene, at, hours, minutes};
    use super::*;
    use crate::domain::{Audience, EntryKind, Label, Promise, When};
    use chrono::TimeDelta;

    fn entry(kind: EntryKind, with: impl FnOnce(&mut Entry)) -> Scene {
        let mut scene = Scene::quiet();
        let mut entry = Entry::new(kind, When::now(minutes(0)), "we will tell legal");
        with(&mut entry);
        scene.waits(entry);
        scene
    }

    fn promise(audience: Option<Audience>, kept: Option<Label>) -> Scene {
        entry(EntryKind::Communication, |e| {
            e.promise = Some(Promise {
                due: When::now(hours(2)),
                audience,
                kept,
            });
        })
    }

    #[test]
    fn a_promise_is_due_soon_before_and_late_after_its_time() {
        let scene = promise(None, None);
        let soon = hours(2) - TimeDelta::minutes(60);
        assert!(scene.of_rule(Rule::Promise, soon - at(1)).is_empty());
        let urgency = |moment| scene.of_rule(Rule::Promise, moment)[0].urgency;
        assert_eq!(urgency(soon), Urgency::Soon);
        assert_eq!(urgency(hours(2)), Urgency::Soon);
        assert_eq!(urgency(hours(2) + at(1)), Urgency::Now);
        let named = promise(Some(Audience::Exec), None);
        assert_eq!(named.of_rule(Rule::Promise, hours(3)).len(), 1);
        let kept = promise(None, Label::parse("E9"));
        assert!(kept.of_rule(Rule::Promise, hours(3)).is_empty());
    }

    #[test]
    fn a_decision_is_looked_at_again_when_it_said_so() {
        let decide = |superseded| {
            entry(EntryKind::Decision, |e| {
                let decision = e.decision.as_mut().unwrap();
                decision.number = 2;
                decision.revisit = Some(When::now(hours(2)));
                decision.superseded_by = superseded;
            })
        };
        let scene = decide(None);
        let soon = hours(2) - TimeDelta::minutes(30);
        assert!(scene.of_rule(Rule::Revisit, soon - at(1)).is_empty());
        let urgency = |moment| scene.of_rule(Rule::Revisit, moment)[0].urgency;
        assert_eq!(urgency(soon), Urgency::Watch);
        assert_eq!(urgency(hours(2)), Urgency::Watch);
        assert_eq!(urgency(hours(2) + at(1)), Urgency::Soon);
        let what = &scene.of_rule(Rule::Revisit, hours(3))[0].what;
        assert_eq!(what, "D2 we will tell legal");
        assert!(decide(Some(3)).of_rule(Rule::Revisit, hours(3)).is_empty());
    }

    #[test]
    fn a_question_is_open_for_long_after_a_day() {
        let scene = entry(EntryKind::Question, |_| {});
        scene.boundary(Rule::Question, hours(24));
        let struck = entry(EntryKind::Question, |e| e.struck = true);
        assert!(struck.of_rule(Rule::Question, hours(30)).is_empty());
    }

    #[test]
    fn a_question_that_waits_though_it_was_answered_says_why() {
        let answered = |e: &mut Entry| {
            e.question.as_mut().unwrap().answered_by = Label::parse("E9");
        };
        let scene = entry(EntryKind::Question, answered);
        let why = &scene.of_rule(Rule::Question, hours(30))[0].why;
        assert_eq!(why, "asked 30h ago; the answer in E9 was struck");
        let promised = entry(EntryKind::Question, |e| {
            answered(e);
            e.promise = Some(Promise::by(When::now(hours(50))));
        });
        assert!(promised.of_rule(Rule::Question, hours(30)).is_empty());
    }
}
