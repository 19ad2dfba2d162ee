//! Updates that an audience waits for.

use super::judge::{Judge, about};
use super::{Need, Rule, Urgency};
use crate::domain::telling::{self, readers};
use crate::domain::{Audience, Promise, Thing};

/// The reports that are owed, each with the one that promised it. What was
/// promised in words of one's own is a promise like any other.
fn owed<'a>(judge: &Judge<'a>) -> impl Iterator<Item = (&'a Thing, &'a Promise, Audience)> {
    let all = judge.situation.waiting.iter();
    all.filter_map(|thing| {
        let entry = thing.as_entry().filter(|e| !e.struck && e.sent.is_some())?;
        let promise = entry.promise.as_ref().filter(|p| p.kept.is_none())?;
        Some((thing, promise, promise.audience?))
    })
}

/// The next update was promised by a moment that has come.
pub(super) fn promised(judge: &Judge) -> Vec<Need> {
    let due = |(thing, promise, audience): (&Thing, &Promise, Audience)| {
        let at = promise.due.bounds().1;
        let urgency = judge.owed(at)?;
        let word = match urgency {
            Urgency::Now => "late",
            Urgency::Soon | Urgency::Watch => "due soon",
        };
        let why = format!("{word}: promised in {}", thing.name());
        let what = format!("update to {}", readers(audience));
        Some(Need {
            what,
            ..about(Rule::Update, thing, why, at).with(urgency)
        })
    };
    owed(judge).filter_map(due).collect()
}

/// Executives are told by a rhythm, and nothing is promised to them: one is due
/// a step after they were told something last, or after the incident was opened.
pub(super) fn never_given(judge: &Judge) -> Vec<Need> {
    let Some(at) = telling::rhythm(judge.situation, judge.rules, judge.now) else {
        return Vec::new();
    };
    let hours = judge.situation.schedule(judge.rules).updates;
    let why = match judge.situation.told.filter(|at| *at <= judge.now) {
        Some(_) => "none was promised since the last",
        None => "none was promised",
    };
    let found = judge.owed(at).map(|urgency| Need {
        key: format!("{}:{}", Rule::Update, Audience::Exec),
        rule: Rule::Update,
        urgency,
        subject: None,
        what: format!("update to {}", readers(Audience::Exec)),
        why: format!("{why}, and one is due every {hours}h"),
        at,
    });
    found.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Scene, at, hours, minutes};
    use super::*;
    use crate::domain::{Entry, EntryKind, Label, Phase, Sent, Severity, When};
    use chrono::TimeDelta;

    fn promise(due: When, kept: Option<Label>) -> Entry {
        let mut entry = Entry::new(EntryKind::Communication, When::now(minutes(0)), "told");
        entry.promise = Some(Promise {
            due,
            audience: Some(Audience::Exec),
            kept,
        });
        entry.sent = Some(Sent {
            audience: Audience::Exec,
            text: String::new(),
        });
        entry
    }

    #[test]
    fn the_first_update_is_due_one_step_after_the_opening() {
        for (severity, step) in [
            (Severity::Sev1, 4),
            (Severity::Sev2, 12),
            (Severity::Sev3, 24),
        ] {
            let mut scene = Scene::quiet();
            scene.incident(|i| {
                i.severity = severity;
                i.schedule = None;
            });
            let soon = hours(step) - TimeDelta::minutes(60);
            assert!(scene.of_rule(Rule::Update, soon - at(1)).is_empty());
            let urgency = |moment| scene.of_rule(Rule::Update, moment)[0].urgency;
            assert_eq!(urgency(soon), Urgency::Soon);
            assert_eq!(urgency(hours(step)), Urgency::Soon);
            assert_eq!(urgency(hours(step) + at(1)), Urgency::Now);
        }
    }

    #[test]
    fn what_executives_were_told_otherwise_counts() {
        let mut scene = Scene::quiet();
        scene.incident(|i| i.schedule = None);
        scene.situation.told = Some(hours(6));
        assert!(scene.of_rule(Rule::Update, hours(8)).is_empty());
        let need = &scene.of_rule(Rule::Update, hours(10) + at(1))[0];
        assert_eq!((need.at, need.urgency), (hours(10), Urgency::Now));
        let why = "none was promised since the last, and one is due every 4h";
        assert_eq!(need.why, why);
        // Told before the incident was opened here, or in a time to come.
        for told in [minutes(-600), hours(90)] {
            scene.situation.told = Some(told);
            assert_eq!(scene.of_rule(Rule::Update, hours(9))[0].at, hours(4));
        }
    }

    #[test]
    fn no_update_is_due_where_none_are_wanted_or_the_work_is_over() {
        let mut scene = Scene::quiet();
        assert!(scene.of_rule(Rule::Update, hours(9)).is_empty(), "0 hours");
        scene.incident(|i| i.schedule = None);
        assert_eq!(scene.of_rule(Rule::Update, hours(9)).len(), 1);
        // They are still to be told that it has recovered, once.
        scene.incident(|i| i.phase = Phase::Recovered);
        scene.milestone(Phase::Recovered, hours(8));
        assert_eq!(scene.of_rule(Rule::Update, hours(9)).len(), 1);
        scene.situation.told = Some(hours(8) - at(1));
        assert_eq!(scene.of_rule(Rule::Update, hours(13)).len(), 1);
        scene.situation.told = Some(hours(8));
        assert!(scene.of_rule(Rule::Update, hours(13)).is_empty());
        scene.incident(|i| i.phase = Phase::Reviewing);
        assert!(scene.of_rule(Rule::Update, hours(9)).is_empty());
    }

    #[test]
    fn an_update_that_was_promised_is_due_when_it_was() {
        let mut scene = Scene::quiet();
        scene.incident(|i| i.schedule = None);
        scene.waits(promise(When::now(hours(6)), None));
        let soon = hours(6) - TimeDelta::minutes(60);
        assert!(scene.of_rule(Rule::Update, soon - at(1)).is_empty());
        assert_eq!(scene.of_rule(Rule::Update, soon)[0].urgency, Urgency::Soon);
        let late = &scene.of_rule(Rule::Update, hours(6) + at(1))[0];
        assert_eq!(late.urgency, Urgency::Now);
        assert_eq!(late.why, "late: promised in E1");
    }

    #[test]
    fn what_is_promised_to_executives_in_words_is_the_next_they_hear() {
        let words = |text: &str, audience, due, kept| {
            let mut entry = promise(When::now(due), kept);
            (entry.sent, entry.text) = (None, text.into());
            entry.promise.as_mut().unwrap().audience = audience;
            entry
        };
        let exec = Some(Audience::Exec);
        for (text, audience, due, kept, rhythm, own) in [
            ("executives get the first update", exec, 6, None, 0, 1),
            ("execs: the number of victims", exec, 6, None, 0, 1),
            ("executives get the first update", exec, 90, None, 0, 0),
            (
                "executives get the first update",
                exec,
                6,
                Label::parse("E9"),
                1,
                0,
            ),
            (
                "the public gets a note",
                Some(Audience::Public),
                6,
                None,
                1,
                1,
            ),
            ("legal gets the list", None, 6, None, 1, 1),
        ] {
            let mut scene = Scene::quiet();
            scene.incident(|i| i.schedule = None);
            scene.waits(words(text, audience, hours(due), kept));
            let count = |rule| scene.of_rule(rule, hours(6) + at(60)).len();
            assert_eq!(
                (count(Rule::Update), count(Rule::Promise)),
                (rhythm, own),
                "{text} {due}"
            );
        }
    }

    #[test]
    fn a_kept_promise_is_owed_by_nobody() {
        let mut scene = Scene::quiet();
        scene.waits(promise(When::now(hours(1)), Label::parse("E9")));
        assert!(scene.of_rule(Rule::Update, hours(9)).is_empty());
    }
}
