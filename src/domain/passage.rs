//! The phase of an incident, as its milestones tell it.

use super::{Body, Change, Entry, Incident, Known, Phase, Precision, Retold, Telling, Thing, When};
use chrono::TimeDelta;

/// Whether a milestone that reaches `to` moves an incident that stands at
/// `standing`. One that states a time is history where it names an earlier
/// phase, or the end: that an incident was closed at some time can be written
/// down, but closing it asks what is still open, and is done now.
#[must_use]
pub fn moves(standing: Phase, to: Phase, stated: bool) -> bool {
    !stated && to != standing || to > standing && to != Phase::Closed
}

/// The phase that milestones leave an incident in, each in the order in which
/// it was recorded; struck ones do not count.
#[must_use]
pub fn reached(milestones: &[Thing]) -> Phase {
    let mut all: Vec<(&Thing, Phase)> = milestones
        .iter()
        .filter(|t| !t.withdrawn)
        .filter_map(|t| Some((t, t.as_entry().filter(|e| !e.struck)?.phase?)))
        .collect();
    all.sort_by_key(|(t, _)| (t.created.hlc, t.id));
    all.into_iter().fold(Phase::Detected, |at, (thing, to)| {
        if moves(at, to, states_its_time(thing)) {
            to
        } else {
            at
        }
    })
}

/// Whether the line of an entry said when: else it occurred when it was
/// recorded, give or take the moment that the recording took.
fn states_its_time(thing: &Thing) -> bool {
    let first: Option<&When> = match thing.earlier.first() {
        Some(earlier) => Some(&earlier.when),
        None => thing.as_entry().map(|e| &e.when),
    };
    first.is_none_or(|when| {
        let apart = (thing.created.at - when.at).abs();
        let to_the_second = matches!(when.precision, Precision::Second | Precision::Milli);
        !to_the_second || when.until.is_some() || when.approximate || apart > TimeDelta::seconds(2)
    })
}

/// Strikes an entry out, or lets it stand again. Where it is the milestone that
/// brought the incident to its phase, the incident goes to the phase that the
/// other ones leave it in; from where to where is given beside the changes. The
/// workstreams it told of stand as if it had not, or had again.
#[must_use]
pub fn strike(
    thing: &Thing,
    struck: bool,
    known: &Known,
    retold: &[Retold],
) -> (Vec<Change>, Option<(Phase, Phase)>) {
    let Some(entry) = thing.as_entry() else {
        return (Vec::new(), None);
    };
    let wanted = Thing {
        body: Body::Entry(Entry {
            struck,
            ..entry.clone()
        }),
        ..thing.clone()
    };
    let mut changes = Change::edits(thing, &wanted.body);
    let telling = if struck {
        Telling::Nothing
    } else {
        Telling::Stands
    };
    changes.extend(retold.iter().flat_map(|r| r.changes(telling)));
    let moved = known.incident.as_ref().and_then(|incident| {
        let card = incident.as_incident()?;
        let mut milestones = known.milestones.clone();
        let before = reached(&milestones);
        let own = milestones.iter_mut().find(|t| t.id == thing.id)?;
        own.clone_from(&wanted);
        let after = reached(&milestones);
        // A phase that the milestones do not explain is left as it is.
        let moves = before == card.phase && after != before;
        moves.then_some((incident, card, after))
    });
    if let Some((incident, card, after)) = moved {
        let wanted = Body::Incident(Incident {
            phase: after,
            ..card.clone()
        });
        changes.extend(Change::edits(incident, &wanted));
    }
    (changes, moved.map(|(_, card, after)| (card.phase, after)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Edit, EntryKind, Hlc, Id, IncidentEdit, Mark, Severity};
    use chrono::{DateTime, Utc};

    fn at(minutes: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes)
    }

    fn thing(n: i64, body: Body) -> Thing {
        let mark = Mark {
            at: at(n),
            author: "ana".into(),
            hlc: Hlc(n),
        };
        Thing {
            id: Id::from_u128(n.unsigned_abs().into()),
            incident: None,
            number: 0,
            withdrawn: false,
            earlier: Vec::new(),
            created: mark.clone(),
            changed: mark,
            body,
        }
    }

    /// The milestone recorded in minute `n`, of what occurred in minute `when`.
    fn milestone(n: i64, phase: Phase, when: i64) -> Thing {
        let mut entry = Entry::new(EntryKind::Milestone, When::now(at(when)), phase.word());
        entry.phase = Some(phase);
        thing(n, Body::Entry(entry))
    }

    /// What striking the milestone `n` of some does to an incident at `phase`.
    fn struck(n: i64, milestones: &[Thing], phase: Phase) -> Option<(Phase, Phase)> {
        let mut incident = Incident::new("INC-1", "x", Severity::Sev1);
        incident.phase = phase;
        let known = Known {
            incident: Some(thing(99, Body::Incident(incident))),
            milestones: milestones.to_vec(),
            ..Known::default()
        };
        let own = milestones.iter().find(|t| t.created.hlc == Hlc(n)).unwrap();
        let was = own.as_entry().unwrap().struck;
        let (changes, moved) = strike(own, !was, &known, &[]);
        let edits = changes.iter().filter(|c| {
            let phase = |e: &Edit| matches!(e, Edit::Incident(IncidentEdit::Phase(_)));
            matches!(c, Change::Edit { edit, .. } if phase(edit))
        });
        assert_eq!(edits.count(), usize::from(moved.is_some()));
        moved
    }

    #[test]
    fn a_struck_milestone_gives_back_the_phase_that_the_others_leave() {
        use Phase::{Contained, Detected, Eradicated, Triaged};
        let all = [
            milestone(1, Triaged, 1),
            milestone(2, Contained, 2),
            milestone(3, Eradicated, 3),
        ];
        assert_eq!(struck(3, &all, Eradicated), Some((Eradicated, Contained)));
        assert_eq!(struck(1, &all, Eradicated), None);
        assert_eq!(struck(1, &all[..1], Triaged), Some((Triaged, Detected)));
        // Set past the milestones: nobody knows better.
        assert_eq!(struck(3, &all, Contained), None);
    }

    #[test]
    fn one_that_stands_again_moves_the_incident_again() {
        use Phase::{Contained, Triaged};
        let mut all = [milestone(1, Triaged, 1), milestone(2, Contained, 2)];
        if let Body::Entry(e) = &mut all[1].body {
            e.struck = true;
        }
        assert_eq!(struck(2, &all, Triaged), Some((Triaged, Contained)));
    }

    #[test]
    fn what_was_recorded_as_history_moved_nothing_and_going_back_did() {
        use Phase::{Contained, Eradicated, Triaged};
        let history = [milestone(5, Contained, 5), milestone(6, Triaged, 2)];
        assert_eq!(reached(&history), Contained);
        assert_eq!(struck(6, &history, Contained), None);
        let back = [
            milestone(5, Contained, 5),
            milestone(6, Eradicated, 6),
            milestone(7, Triaged, 7),
        ];
        assert_eq!(reached(&back), Triaged);
        assert_eq!(struck(7, &back, Triaged), Some((Triaged, Eradicated)));
    }
}
