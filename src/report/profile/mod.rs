//! Whom a post-mortem is for, and what of a record they may read. Selection
//! and redaction come before a report is written, so that no part of it can
//! tell what was taken away.

mod names;
mod short;
mod texts;

pub(super) use short::written;

use crate::domain::{ArtifactKind, Body, EntryKind, Label, Person, Record, Thing, Tlp};
use names::Names;
use std::borrow::Cow;
use std::collections::HashSet;

/// Whom a post-mortem is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// Those who responded: everything.
    #[default]
    Full,
    /// Executives: two pages.
    Executive,
    /// A vendor or partner: the whole story, without people and what is internal.
    Vendor,
    /// Everybody: what may be said outside.
    Public,
}

impl Profile {
    /// Every profile, in the order they are offered.
    pub const ALL: &'static [Self] = &[Self::Full, Self::Executive, Self::Vendor, Self::Public];

    /// The one written form.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Executive => "executive",
            Self::Vendor => "vendor",
            Self::Public => "public",
        }
    }

    /// The strictest marking (TLP 2.0) whose incidents may be told in it.
    #[must_use]
    pub const fn ceiling(self) -> Tlp {
        match self {
            Self::Full => Tlp::Red,
            Self::Executive => Tlp::AmberStrict,
            Self::Vendor => Tlp::Amber,
            Self::Public => Tlp::Clear,
        }
    }

    /// Why an incident of that marking may not be told in it, unless somebody
    /// has cleared it; none where it may.
    #[must_use]
    pub fn forbids(self, tlp: Tlp) -> Option<String> {
        let ceiling = self.ceiling();
        (tlp < ceiling).then(|| {
            format!(
                "the incident is marked {tlp}, and the profile {} goes no further than {ceiling}",
                self.word()
            )
        })
    }

    /// Whether people are told as what they were.
    #[must_use]
    pub const fn hides_people(self) -> bool {
        match self {
            Self::Full | Self::Executive => false,
            Self::Vendor | Self::Public => true,
        }
    }

    /// What the report says of itself.
    pub(super) const fn left_out(self) -> Option<&'static str> {
        match self {
            Self::Full => None,
            Self::Executive => Some(
                "This is the short form for executives. Left out: the timeline, tasks, decisions, evidence, indicators and minutes; texts are cut where they end with …",
            ),
            Self::Vendor => Some(
                "This is the form for vendors and partners. Left out: the names of people, tasks, evidence and its custody, assets, messages, minutes, notes of the review and the timeline but for what is starred.",
            ),
            Self::Public => Some(
                "This is the form for the public. Left out: the names of people, indicators, the timeline, decisions, tasks, evidence, open questions and minutes.",
            ),
        }
    }
}

/// What of a record the readers of a profile may know.
pub(super) fn prepared(record: &Record, profile: Profile) -> Cow<'_, Record> {
    match profile {
        Profile::Full | Profile::Executive => Cow::Borrowed(record),
        Profile::Vendor | Profile::Public => Cow::Owned(selected(record, profile)),
    }
}

fn selected(record: &Record, profile: Profile) -> Record {
    let names = Names::of(record, profile == Profile::Public);
    let mut out = Record {
        tasks: Vec::new(),
        check_ins: Vec::new(),
        handovers: Vec::new(),
        duties: Vec::new(),
        injects: Vec::new(),
        turns: Vec::new(),
        ..record.clone()
    };
    out.known.incident = None;
    out.known.promises.clear();
    out.known.cited.clear();
    out.entries.retain(|t| is_told(t, profile));
    out.artifacts.retain(|t| {
        let indicator = t
            .as_artifact()
            .is_some_and(|a| a.kind == ArtifactKind::Indicator);
        indicator && profile == Profile::Vendor
    });
    let names = names.telling(labels(&out, profile));
    if let (Body::Incident(incident), Profile::Public) = (&mut out.incident.body, profile) {
        // Whoever tells everybody says that everybody may know.
        incident.code_name = None;
        incident.tlp = Tlp::Clear;
    }
    if let Some(Body::Review(review)) = out.review.as_mut().map(|t| &mut t.body) {
        review.notes.clear();
        review.closing = None;
        review.attendees = Default::default();
    }
    for thing in &mut out.known.people {
        let called = names.called(thing.id);
        thing.body = Body::Person(Person::new(called));
    }
    let incident = std::iter::once(&mut out.incident);
    let all = incident
        .chain(&mut out.known.workstreams)
        .chain(&mut out.known.people)
        .chain(&mut out.roles)
        .chain(&mut out.entries)
        .chain(&mut out.artifacts)
        .chain(&mut out.factors)
        .chain(&mut out.fixes)
        .chain(&mut out.sections)
        .chain(&mut out.review);
    for thing in all {
        thing.earlier.clear();
        thing.created.author = names.author(&thing.created.author);
        thing.changed.author = names.author(&thing.changed.author);
        texts::each(&mut thing.body, &names);
    }
    out
}

/// The labels that the report of a selected record has a place for.
fn labels(record: &Record, profile: Profile) -> HashSet<Label> {
    let entries = record.entries.iter().filter(|t| {
        let entry = t.as_entry().filter(|_| profile == Profile::Vendor);
        entry.is_some_and(|e| e.starred || e.kind == EntryKind::Milestone || e.register().is_some())
    });
    let register = record
        .entries
        .iter()
        .filter_map(|t| t.as_entry()?.register());
    let register = register.filter(|_| profile == Profile::Vendor);
    let things = entries.chain(&record.artifacts);
    let own = record.factors.iter().chain(&record.fixes);
    let own = own.filter(|_| profile == Profile::Vendor);
    let labels = things.chain(own).filter_map(Thing::label);
    labels.chain(register).collect()
}

/// Whether an entry is told outside: not what was struck or sent.
fn is_told(thing: &Thing, profile: Profile) -> bool {
    let Some(entry) = thing.as_entry().filter(|e| !e.struck) else {
        return false;
    };
    match entry.kind {
        EntryKind::Milestone | EntryKind::Attacker => true,
        EntryKind::CheckIn | EntryKind::Communication => false,
        EntryKind::Note
        | EntryKind::Action
        | EntryKind::Observation
        | EntryKind::Decision
        | EntryKind::Question
        | EntryKind::Lesson => profile == Profile::Vendor,
    }
}

#[cfg(test)]
mod tests;
