//! Closing an incident: the milestone, the phase and what was still open then,
//! in one act. Going back from it is a passage of phase like any other.

use super::readiness::{self, Gap};
use super::{
    Body, Change, Closing, Edit, Entry, EntryEdit, EntryKind, Incident, IncidentEdit, Phase,
    Review, ReviewEdit, Thing, When, fresh_id,
};
use chrono::{DateTime, Utc};

/// What a drill that is closed answers: nothing of its review is asked for.
pub const EXERCISE: &str = "an exercise";

impl Closing {
    /// What is said when an incident is closed now. `gaps` are what its
    /// post-mortem lacks; a drill is asked for nothing.
    ///
    /// # Errors
    /// Something is missing, and nothing says why it is closed all the same: the
    /// points, each in one line of text as it was typed.
    pub fn of(
        incident: &Incident,
        gaps: &[Gap],
        answer: &str,
        by: &str,
        when: DateTime<Utc>,
    ) -> Result<Self, Vec<String>> {
        let points = readiness::points(gaps);
        let open: Vec<String> = match incident.exercise {
            true => Vec::new(),
            false => points.iter().map(|point| readiness::said(point)).collect(),
        };
        let answer = match (incident.exercise, answer.trim()) {
            (true, "") => EXERCISE,
            (_, answer) => answer,
        };
        if !open.is_empty() && answer.is_empty() {
            return Err(open);
        }
        Ok(Self {
            when,
            by: by.to_owned(),
            open,
            answer: answer.to_owned(),
        })
    }

    /// Whether the changes of an act pass an incident into `closed` and say
    /// nothing of what is open then: closing is more than a milestone. What
    /// takes an act back, or lets a struck milestone stand again, only puts
    /// back what was answered before.
    #[must_use]
    pub fn is_missing(changes: &[&Change]) -> bool {
        let edit = |change: &&&Change, is: fn(&Edit) -> bool| match change {
            Change::Edit { edit, .. } => is(edit),
            Change::Create { .. } | Change::Withdraw { .. } => false,
        };
        let any = |is| changes.iter().any(|change| edit(&change, is));
        let closes = any(
            |e| matches!(e, Edit::Incident(IncidentEdit::Phase(swap)) if swap.now == Phase::Closed),
        );
        let answers =
            any(|e| matches!(e, Edit::Review(ReviewEdit::Closing(swap)) if swap.now.is_some()));
        let stands_again = any(|e| matches!(e, Edit::Entry(EntryEdit::Struck(swap)) if !swap.now));
        let withdraws = |change: &&Change| matches!(change, Change::Withdraw { .. });
        closes && !answers && !stands_again && !changes.iter().any(withdraws)
    }

    /// The changes that close an incident. Its review is as [`Review::id`] finds
    /// it, withdrawn or not; nothing for one that is closed already.
    #[must_use]
    pub fn close(self, incident: &Thing, review: Option<&Thing>) -> Vec<Change> {
        let Some(card) = incident.as_incident().filter(|i| i.phase != Phase::Closed) else {
            return Vec::new();
        };
        let text = match self.answer.as_str() {
            "" => Phase::Closed.word().to_owned(),
            answer => format!("{}: {answer}", Phase::Closed),
        };
        let milestone = Entry {
            phase: Some(Phase::Closed),
            ..Entry::new(EntryKind::Milestone, When::now(self.when), text)
        };
        let milestone = Body::Entry(milestone);
        let mut changes = vec![Change::create(fresh_id(), Some(incident.id), milestone)];
        let wanted = Incident {
            phase: Phase::Closed,
            ..card.clone()
        };
        changes.extend(Change::edits(incident, &Body::Incident(wanted)));
        let closed = Review {
            closing: Some(self),
            ..Review::standing(review)
        };
        changes.extend(closed.write(incident.id, review));
        changes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::readiness::Rule;
    use crate::domain::{Hlc, Id, Mark, Severity};

    fn incident() -> Incident {
        Incident::new("INC-1", "x", Severity::Sev1)
    }

    fn gap(rule: Rule, at: &str) -> Gap {
        Gap {
            rule,
            at: at.into(),
            subject: None,
            note: String::new(),
        }
    }

    #[test]
    fn what_is_missing_asks_for_an_answer_and_a_drill_for_none() {
        let gaps = [
            gap(Rule::NoSummary, ""),
            gap(Rule::FixUnowned, "X1"),
            gap(Rule::FixUnowned, "X2"),
        ];
        let points = ["No summary is written", "Fixes without an owner: X1, X2"];
        let at = DateTime::UNIX_EPOCH;
        let refused = Closing::of(&incident(), &gaps, " \n", "ana", at);
        assert_eq!(refused.unwrap_err(), points);
        let closed = Closing::of(&incident(), &gaps, " a duplicate ", "ana", at).unwrap();
        assert_eq!(
            (closed.open.as_slice(), &*closed.answer),
            (&points.map(String::from)[..], "a duplicate")
        );
        assert_eq!(
            Closing::of(&incident(), &[], "", "ana", at).unwrap().answer,
            ""
        );
        let drill = Incident {
            exercise: true,
            ..incident()
        };
        let closed = Closing::of(&drill, &gaps, "", "ana", at).unwrap();
        assert_eq!((closed.open.len(), &*closed.answer), (0, EXERCISE));
    }

    #[test]
    fn closing_is_one_act_and_is_done_once() {
        let mark = Mark {
            at: DateTime::UNIX_EPOCH,
            author: "ana".into(),
            hlc: Hlc(1),
        };
        let thing = |incident: Incident| Thing {
            id: Id::from_u128(7),
            incident: Some(Id::from_u128(7)),
            number: 0,
            withdrawn: false,
            earlier: Vec::new(),
            created: mark.clone(),
            changed: mark.clone(),
            body: Body::Incident(incident),
        };
        let closing = Closing::of(&incident(), &[], "", "ana", mark.at).unwrap();
        let changes = closing.clone().close(&thing(incident()), None);
        let all: Vec<&Change> = changes.iter().collect();
        assert!(!Closing::is_missing(&all));
        assert!(Closing::is_missing(&all[..2]), "a milestone and the phase");
        assert!(!Closing::is_missing(&all[..1]), "history leaves the phase");
        let made = |c: &Change| match c {
            Change::Create { body, .. } => Some(body.kind()),
            Change::Edit { .. } | Change::Withdraw { .. } => None,
        };
        let made: Vec<_> = changes.iter().filter_map(made).collect();
        assert_eq!(
            made,
            [crate::domain::Kind::Entry, crate::domain::Kind::Review]
        );
        assert_eq!(
            changes.len(),
            4,
            "the phase and the closing are edits: {changes:?}"
        );
        let closed = Incident {
            phase: Phase::Closed,
            ..incident()
        };
        assert!(closing.close(&thing(closed), None).is_empty());
    }
}
