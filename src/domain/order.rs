//! Milestones whose times cannot have been in the order they give: told where
//! one is recorded, and wherever the record is looked through.

use super::clocks::{clocks, gone_before_contained, passages};
use super::{Body, Entry, EntryKind, Hlc, Id, Key, Label, Mark, Phase, Thing, When};

/// Two entries, the second of which cannot have been after the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Impossible {
    /// What lies between them, in words.
    pub name: String,
    /// The entry that should be first.
    pub from: Label,
    /// The entry that should be behind it.
    pub to: Label,
}

/// Every order that cannot be, among entries in the order of the timeline.
#[must_use]
pub fn impossible(entries: &[Thing]) -> Vec<Impossible> {
    let odd = clocks(entries)
        .into_iter()
        .filter(|c| c.lasted.impossible());
    let odd = odd.map(|c| Impossible {
        name: c.name,
        from: c.from,
        to: c.to,
    });
    let passages = passages(entries);
    let gone = gone_before_contained(&passages).and_then(|[from, to]| {
        Some(Impossible {
            name: "Containment to eradication".to_owned(),
            from: from.entry.label()?,
            to: to.entry.label()?,
        })
    });
    odd.chain(gone).collect()
}

/// What is to be said of a milestone that is recorded beside others: that its
/// time makes an order that cannot be. It is recorded all the same.
#[must_use]
pub fn remark(milestones: &[Thing], phase: Phase, when: &When) -> Option<String> {
    let own = candidate(phase, when);
    let label = own.label()?;
    let mut entries: Vec<Thing> = milestones.iter().chain([&own]).cloned().collect();
    entries.sort_by_key(Key::of);
    let odd = impossible(&entries);
    let odd = odd.iter().find(|o| o.from == label || o.to == label)?;
    let (other, word) = match odd.to == label {
        true => (odd.from, "before"),
        false => (odd.to, "after"),
    };
    let entry = milestones.iter().find(|t| t.label() == Some(other));
    let entry = entry.and_then(Thing::as_entry)?;
    let said = entry.phase.map_or(EntryKind::Milestone.word(), Phase::word);
    let at = entry.when.stated();
    Some(format!(
        "{phase} {word} {other}, {said} at {at}: an order that cannot be"
    ))
}

/// The milestone as it will be, under a label that no other has.
fn candidate(phase: Phase, when: &When) -> Thing {
    let mark = Mark {
        at: when.at,
        author: String::new(),
        hlc: Hlc(i64::MAX),
    };
    let mut entry = Entry::new(EntryKind::Milestone, when.clone(), phase.word());
    entry.phase = Some(phase);
    Thing {
        id: Id::max(),
        incident: None,
        number: u32::MAX,
        withdrawn: false,
        earlier: Vec::new(),
        created: mark.clone(),
        changed: mark,
        body: Body::Entry(entry),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Precision;
    use chrono::{DateTime, TimeDelta};

    fn at(minutes: i64) -> When {
        When {
            precision: Precision::Minute,
            ..When::now(DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes))
        }
    }

    fn milestones() -> Vec<Thing> {
        let all = [(1, Phase::Detected, 60), (2, Phase::Contained, 120)];
        let made = all.map(|(number, phase, minutes)| Thing {
            id: Id::from_u128(number.into()),
            number,
            ..candidate(phase, &at(minutes))
        });
        made.into()
    }

    #[test]
    fn a_milestone_before_one_that_comes_first_is_remarked_on() {
        for (phase, minutes, expected) in [
            (
                Phase::Eradicated,
                119,
                Some("eradicated before E2, contained at 1970-01-01 02:00 UTC"),
            ),
            (Phase::Eradicated, 120, None),
            (Phase::Eradicated, 180, None),
            (
                Phase::Triaged,
                30,
                Some("triaged before E1, detected at 1970-01-01 01:00 UTC"),
            ),
            (Phase::Triaged, 90, None),
            // The first detection counts: a second one is none too many.
            (Phase::Detected, 200, None),
        ] {
            let told = remark(&milestones(), phase, &at(minutes));
            let expected = expected.map(|text| format!("{text}: an order that cannot be"));
            assert_eq!(told, expected, "{phase} {minutes}");
        }
        let late = remark(&milestones()[1..], Phase::Detected, &at(130));
        let expected = "detected after E2, contained at 1970-01-01 02:00 UTC";
        assert_eq!(late, Some(format!("{expected}: an order that cannot be")));
    }

    #[test]
    fn a_struck_milestone_is_in_nobodys_way() {
        let mut milestones = milestones();
        for thing in &mut milestones {
            if let Body::Entry(entry) = &mut thing.body {
                entry.struck = true;
            }
        }
        assert_eq!(remark(&milestones, Phase::Eradicated, &at(1)), None);
    }
}
