//! The review: the post-mortem as a piece of work, one to an incident.

use super::fields::{fields, single};
use super::section::derived;
use super::words::words;
use super::{Body, Change, Id, Label, OrSet, Thing, When, is_blank};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

words! {
    /// Where the post-mortem stands.
    ReviewState { Draft = "draft", InReview = "in review", Reviewed = "reviewed" }
}

words! {
    /// Whether an incident stands for itself.
    Pattern {
        /// Nothing points to there being more of it.
        OneOff = "one-off",
        /// It is one of several, or there will be more.
        Symptom = "symptom",
        /// Nobody can tell yet.
        Unknown = "unknown",
    }
}

/// A passage of the post-mortem into a state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewPassage {
    /// The state.
    pub state: ReviewState,
    /// When.
    pub when: DateTime<Utc>,
    /// Who said so.
    pub by: String,
}

/// One-off, or symptom of something larger?
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Triage {
    /// The answer.
    pub answer: Pattern,
    /// What speaks for it.
    pub reasons: String,
}

/// That the incident was closed, and what was known to be open then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// When.
    pub when: DateTime<Utc>,
    /// Who closed it.
    pub by: String,
    /// What the post-mortem still lacked.
    pub open: Vec<String>,
    /// Why it was closed all the same; may be empty where nothing was open.
    pub answer: String,
}

fields! {
    /// The post-mortem of an incident.
    Review edited by ReviewEdit {
        /// Where it stands.
        state: ReviewState = State,
        /// Its passages, each with who and when.
        passages: OrSet<ReviewPassage> = Passages,
        /// One-off or symptom, once somebody has said so.
        triage: Option<Triage> = Triage,
        /// When the review is or was held.
        meeting: Option<When> = Meeting,
        /// Who is or was there.
        attendees: OrSet<Id> = Attendees,
        /// Lessons that somebody has said need no more, though nothing cites them.
        used: OrSet<Label> = Used,
        /// What was said there: Markdown.
        notes: String = Notes,
        /// That the incident was closed.
        closing: Option<Closing> = Closing,
        /// When to look back at what became of the fixes: the anniversary.
        lookback: Option<When> = Lookback,
    }
}

single!(ReviewState, Option<Triage>, Option<Closing>);

impl Default for Review {
    fn default() -> Self {
        Self {
            state: ReviewState::Draft,
            passages: OrSet::default(),
            triage: None,
            meeting: None,
            attendees: OrSet::default(),
            used: OrSet::default(),
            notes: String::new(),
            closing: None,
            lookback: None,
        }
    }
}

impl Review {
    /// The identity of the review of an incident, the same on every machine.
    #[must_use]
    pub fn id(incident: Id) -> Id {
        derived(incident, "review", "")
    }

    /// The review as it stands; a draft where there is none yet.
    #[must_use]
    pub fn standing(thing: Option<&Thing>) -> Self {
        let counts = thing.filter(|t| !t.withdrawn);
        counts
            .and_then(Thing::as_review)
            .cloned()
            .unwrap_or_default()
    }

    /// What makes the review of an incident into this. The thing is as
    /// [`Review::id`] finds it, withdrawn or not.
    #[must_use]
    pub fn write(&self, incident: Id, thing: Option<&Thing>) -> Vec<Change> {
        let id = Self::id(incident);
        let edits = |from: &Self| {
            let edits = from.diff(self).into_iter();
            edits.map(move |e| Change::Edit {
                id,
                edit: super::Edit::Review(e),
            })
        };
        match thing.and_then(|t| Some((t, t.as_review()?))) {
            Some((thing, from)) => {
                let back = thing.withdrawn.then_some(Change::Withdraw {
                    id,
                    was: true,
                    now: false,
                });
                back.into_iter().chain(edits(from)).collect()
            }
            // Begun empty: two machines that begin it each keep what they say.
            None => {
                let empty = Self::default();
                let create = Change::create(id, Some(incident), Body::Review(empty.clone()));
                std::iter::once(create).chain(edits(&empty)).collect()
            }
        }
    }

    /// The review after it passed into a state.
    #[must_use]
    pub fn passed(&self, state: ReviewState, by: &str, now: DateTime<Utc>) -> Self {
        let mut review = Self {
            state,
            ..self.clone()
        };
        let passage = ReviewPassage {
            state,
            when: now,
            by: by.to_owned(),
        };
        review.passages.insert(super::fresh_id(), passage);
        review
    }

    /// Its passages, the earliest first.
    #[must_use]
    pub fn history(&self) -> Vec<&ReviewPassage> {
        let mut found = self.passages.values();
        found.sort_by_key(|p| p.when);
        found
    }

    /// Everything of it that is searched and scanned for labels.
    pub(super) fn texts(&self) -> Vec<&str> {
        let mut out = vec![self.notes.as_str()];
        out.extend(self.triage.iter().map(|t| t.reasons.as_str()));
        if let Some(closing) = &self.closing {
            out.push(&closing.answer);
            out.extend(closing.open.iter().map(String::as_str));
        }
        out.retain(|text| !text.is_empty());
        out
    }

    /// Why it cannot be recorded; none when it can.
    #[must_use]
    pub fn refusal(&self) -> Option<String> {
        let unanswered = |c: &Closing| !c.open.is_empty() && is_blank(&c.answer);
        if self.closing.as_ref().is_some_and(unanswered) {
            return Some(
                "the post-mortem still lacks something: say why the incident is closed all the same"
                    .to_owned(),
            );
        }
        let bare = |t: &Triage| t.answer != Pattern::Unknown && is_blank(&t.reasons);
        if self.triage.as_ref().is_some_and(bare) {
            return Some("say what speaks for it: one-off and symptom need a reason".to_owned());
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Event, Hlc, Stamp};

    fn folded(changes: &[Change]) -> Thing {
        let mut thing = None;
        for (n, change) in (1..).zip(changes) {
            let event = Event {
                id: Id::from_u128(n),
                batch: Id::nil(),
                stamp: Stamp {
                    hlc: Hlc(i64::try_from(n).unwrap()),
                    replica: Id::nil(),
                },
                at: DateTime::UNIX_EPOCH,
                author: "ana".into(),
                change: change.clone(),
            };
            thing = Thing::fold(thing, &event);
        }
        thing.unwrap()
    }

    #[test]
    fn a_review_is_begun_written_on_and_says_who_moved_it() {
        let incident = Id::from_u128(7);
        let at = |s| DateTime::from_timestamp(s, 0).unwrap();
        let first = Review::default().passed(ReviewState::InReview, "maya", at(1));
        let mut all = first.write(incident, None);
        let thing = folded(&all);
        assert_eq!(thing.id, Review::id(incident));
        let second = Review::standing(Some(&thing)).passed(ReviewState::Reviewed, "jon", at(2));
        all.extend(second.write(incident, Some(&thing)));
        let review = Review::standing(Some(&folded(&all)));
        assert_eq!(review.state, ReviewState::Reviewed);
        let who: Vec<&str> = review.history().iter().map(|p| p.by.as_str()).collect();
        assert_eq!(who, ["maya", "jon"]);
    }

    #[test]
    fn closing_with_something_open_needs_an_answer() {
        let closing = |open: &[&str], answer: &str| Review {
            closing: Some(Closing {
                when: DateTime::UNIX_EPOCH,
                by: "maya".into(),
                open: open.iter().map(|o| (*o).to_owned()).collect(),
                answer: answer.into(),
            }),
            ..Review::default()
        };
        assert!(closing(&["no summary"], " ").refusal().is_some());
        assert_eq!(closing(&["no summary"], "a duplicate").refusal(), None);
        assert_eq!(closing(&[], "").refusal(), None);
        let triage = |answer, reasons: &str| Review {
            triage: Some(Triage {
                answer,
                reasons: reasons.into(),
            }),
            ..Review::default()
        };
        assert!(triage(Pattern::Symptom, "").refusal().is_some());
        assert_eq!(triage(Pattern::Unknown, "").refusal(), None);
    }
}
