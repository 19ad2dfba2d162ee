//! A section of the review: prose, one to an incident and subject, so that two
//! machines that begin it make the same one.

use super::fields::{fields, single};
use super::words::words;
use super::{Body, Change, Edit, Event, Id, Thing};
use sha2::{Digest as _, Sha256};

words! {
    /// What a section of the review is about, in the order of the report.
    SectionKind {
        /// What the attacker did, or what broke: the story.
        WhatHappened = "what-happened",
        /// How it was met, in words.
        Response = "response",
        /// What the impact in numbers leaves out.
        Impact = "impact-notes",
        /// What set it off.
        Trigger = "trigger",
        /// Where monitoring and tooling gave no clear signal.
        NoSignal = "why-no-signal",
        /// Why it came as a surprise: missing knowledge, flawed tool, broken process.
        Surprise = "why-surprise",
        /// What kept it from being worse.
        LimitedDamage = "what-limited-damage",
        WentWell = "went-well",
        WentBadly = "went-badly",
        /// What went well by luck alone.
        Lucky = "lucky",
        Lessons = "lessons",
        /// The smallest change that would have prevented it.
        SmallestChange = "smallest-change",
        /// The risks that are known and taken.
        AcceptedRisks = "accepted-risks",
        Thanks = "thanks",
    }
}

impl SectionKind {
    /// The question that the section answers.
    #[must_use]
    pub const fn question(self) -> &'static str {
        match self {
            Self::WhatHappened => "What happened, in order?",
            Self::Response => "How did we respond, and what did each step change?",
            Self::Impact => "What does the impact in numbers leave out?",
            Self::Trigger => "What set it off?",
            Self::NoSignal => "Where did monitoring or tooling give no clear signal?",
            Self::Surprise => {
                "Why was it a surprise: missing knowledge, a flawed tool or a broken process?"
            }
            Self::LimitedDamage => "What kept it from being worse?",
            Self::WentWell => "What went well?",
            Self::WentBadly => "What went badly?",
            Self::Lucky => "Where were we lucky?",
            Self::Lessons => "What do we know now that we did not know before?",
            Self::SmallestChange => "What is the smallest change that would have prevented it?",
            Self::AcceptedRisks => "Which risks do we know and take, and until when?",
            Self::Thanks => "Whom do we thank, and what for?",
        }
    }

    /// The identity of the section of an incident, the same on every machine.
    #[must_use]
    pub fn id(self, incident: Id) -> Id {
        derived(incident, "section", self.word())
    }
}

/// An identity that follows from an incident and what it is for: a UUIDv8
/// (RFC 9562 section 5.8) of the SHA-256 of `warroom`, the incident's 16 bytes
/// and the two words, each of these after a zero byte.
pub(super) fn derived(incident: Id, what: &str, which: &str) -> Id {
    let mut hasher = Sha256::new();
    hasher.update(b"warroom");
    for part in [
        incident.as_bytes().as_slice(),
        what.as_bytes(),
        which.as_bytes(),
    ] {
        hasher.update([0]);
        hasher.update(part);
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hasher.finalize()[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

fields! {
    /// One section of the review.
    Section edited by SectionEdit {
        /// What it is about.
        kind: SectionKind = Kind,
        /// Its text: Markdown, byte for byte as it was typed.
        text: String = Text,
    }
}

single!(SectionKind);

impl Section {
    /// A section in which nothing stands yet.
    #[must_use]
    pub const fn new(kind: SectionKind) -> Self {
        Self {
            kind,
            text: String::new(),
        }
    }

    /// The text that stands in a section: nothing where there is none, or it
    /// was withdrawn.
    #[must_use]
    pub fn standing(thing: Option<&Thing>) -> &str {
        let counts = thing.filter(|t| !t.withdrawn);
        counts
            .and_then(Thing::as_section)
            .map_or("", |s| s.text.as_str())
    }

    /// What makes `text` of a section whose author saw `was`. The thing is as
    /// [`SectionKind::id`] finds it, withdrawn or not. The store refuses it
    /// with the other's text where something else than `was` stands by then.
    #[must_use]
    pub fn write(
        incident: Id,
        kind: SectionKind,
        thing: Option<&Thing>,
        was: &str,
        text: &str,
    ) -> Vec<Change> {
        if was == text {
            return Vec::new();
        }
        let id = kind.id(incident);
        let edit = |was: &str| Change::Edit {
            id,
            edit: Edit::Section(SectionEdit::Text(super::Swap {
                was: was.to_owned(),
                now: text.to_owned(),
            })),
        };
        let Some(section) = thing.and_then(Thing::as_section) else {
            let body = Body::Section(Self::new(kind));
            return vec![Change::create(id, Some(incident), body), edit(was)];
        };
        if !thing.is_some_and(|t| t.withdrawn) {
            return vec![edit(was)];
        }
        let back = Change::Withdraw {
            id,
            was: true,
            now: false,
        };
        // What stood before it was withdrawn is nobody's work to be merged.
        vec![back, edit(if was.is_empty() { &section.text } else { was })]
    }

    /// The texts that somebody on another machine wrote over without having
    /// seen them, by the changes to the section in the order they count: what
    /// is to be shown, so that neither is lost.
    #[must_use]
    pub fn unseen(history: &[Event]) -> Vec<Event> {
        let mut last: Option<&Event> = None;
        let mut lost = Vec::new();
        for event in history {
            let Some(swap) = text_of(event) else { continue };
            if let Some(before) = last
                && text_of(before).is_some_and(|b| b.now != swap.was && b.now != swap.now)
            {
                lost.push(before.clone());
            }
            last = Some(event);
        }
        lost
    }
}

const fn text_of(event: &Event) -> Option<&super::Swap<String>> {
    match &event.change {
        Change::Edit {
            edit: Edit::Section(SectionEdit::Text(swap)),
            ..
        } => Some(swap),
        Change::Edit { .. } | Change::Create { .. } | Change::Withdraw { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Hlc, Stamp};

    fn event(n: i64, change: Change) -> Event {
        Event {
            id: Id::from_u128(u128::from(n.unsigned_abs())),
            batch: Id::from_u128(1),
            stamp: Stamp {
                hlc: Hlc(n),
                replica: Id::nil(),
            },
            at: chrono::DateTime::UNIX_EPOCH,
            author: format!("author {n}"),
            change,
        }
    }

    fn folded(changes: &[Change]) -> Option<Thing> {
        let events = (1..).zip(changes).map(|(n, c)| event(n, c.clone()));
        events.fold(None, |thing, e| Thing::fold(thing, &e))
    }

    #[test]
    fn every_machine_makes_the_same_section_and_no_other_thing_has_its_identity() {
        let incident = Id::from_u128(7);
        let mut ids: Vec<Id> = SectionKind::ALL.iter().map(|k| k.id(incident)).collect();
        ids.push(SectionKind::Lucky.id(Id::from_u128(8)));
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), SectionKind::ALL.len() + 1);
        assert!(ids.iter().all(|id| id.get_version_num() == 8));
        let known = "ad1973ac-b822-8bef-b17a-f9c1bc0fa97a";
        assert_eq!(SectionKind::Lucky.id(incident).to_string(), known);
    }

    #[test]
    fn a_section_is_begun_written_on_and_brought_back() {
        let (incident, kind) = (Id::from_u128(7), SectionKind::Lessons);
        let begun = Section::write(incident, kind, None, "", "one\r\n");
        let thing = folded(&begun).unwrap();
        assert_eq!(Section::standing(Some(&thing)), "one\r\n");
        assert!(Section::write(incident, kind, Some(&thing), "one\r\n", "one\r\n").is_empty());
        let more = Section::write(incident, kind, Some(&thing), "one\r\n", "two");
        let mut all = [begun, more].concat();
        assert_eq!(Section::standing(folded(&all).as_ref()), "two");
        all.push(Change::Withdraw {
            id: kind.id(incident),
            was: false,
            now: true,
        });
        let gone = folded(&all);
        assert_eq!(Section::standing(gone.as_ref()), "");
        all.extend(Section::write(incident, kind, gone.as_ref(), "", "three"));
        assert_eq!(Section::standing(folded(&all).as_ref()), "three");
    }

    #[test]
    fn what_was_written_over_unseen_is_found() {
        let (incident, kind) = (Id::from_u128(7), SectionKind::Lessons);
        let write = |n, was: &str, now: &str| {
            let changes = Section::write(incident, kind, None, was, now);
            event(n, changes[1].clone())
        };
        let history = [
            write(1, "", "mine"),
            write(2, "", "theirs"),
            write(3, "theirs", "both"),
        ];
        let lost = Section::unseen(&history);
        assert_eq!(lost, [history[0].clone()]);
    }
}
