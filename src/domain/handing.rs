//! Handing a role over, and taking it: what each records.

use super::{
    Body, Change, Entry, EntryKind, Handover, Id, Known, Label, RoleHeld, Thing, When, fresh_id,
};
use chrono::{DateTime, Utc};

impl Handover {
    /// The changes that record it as given: an entry that says so, and the
    /// handover with its brief, which waits to be acknowledged.
    #[must_use]
    pub fn give(self, incident: Id, known: &Known) -> Vec<Change> {
        let handle = |id| known.handle(id).unwrap_or("?");
        let from = self
            .from
            .map_or_else(String::new, |id| format!(" by @{}", handle(id)));
        let (role, to) = (self.role, handle(self.to));
        let text = format!("{role} offered{from} to @{to}, to be acknowledged");
        let entry = Entry {
            people: self.from.into_iter().chain([self.to]).collect(),
            ..Entry::new(EntryKind::Communication, When::now(self.given), text)
        };
        let handover = Self {
            entry: Some(Label::OF_THIS_ACT),
            ..self
        };
        [Body::Entry(entry), Body::Handover(handover)]
            .into_iter()
            .map(|body| Change::create(fresh_id(), Some(incident), body))
            .collect()
    }

    /// The changes by which a handover is acknowledged at a moment: whoever
    /// held the role holds it no longer, and the one it was given to does.
    /// None where it was acknowledged already. Where somebody else did it for
    /// them, the entry says so.
    #[must_use]
    pub fn acknowledge(
        thing: &Thing,
        roles: &[Thing],
        known: &Known,
        other: Option<&str>,
        now: DateTime<Utc>,
    ) -> Vec<Change> {
        let waits = |h: &&Self| h.acknowledged.is_none();
        let Some(handover) = thing.as_handover().filter(waits) else {
            return Vec::new();
        };
        let wanted = Body::Handover(Self {
            acknowledged: Some(now),
            ..handover.clone()
        });
        let mut changes = Change::edits(thing, &wanted);
        let entry = handover.arrival(known, other, now);
        let entry = Change::create(fresh_id(), thing.incident, entry);
        changes.push(entry);
        changes.extend(handover.change_hands(thing.incident, roles, now));
        changes
    }

    /// The one who acknowledges it, where that is not whoever it was given to.
    #[must_use]
    pub fn stead<'a>(&self, known: &Known, author: &'a str) -> Option<&'a str> {
        let own = known.handle(self.to);
        Some(author).filter(|by| !own.is_some_and(|h| h.eq_ignore_ascii_case(by)))
    }

    /// The entry that says that it is acknowledged.
    fn arrival(&self, known: &Known, other: Option<&str>, now: DateTime<Utc>) -> Body {
        let handle = known.handle(self.to).unwrap_or("?");
        let stead = other.map_or_else(String::new, |by| format!(" for @{handle} by @{by}"));
        let text = format!(
            "@{handle} is {}: the handover is acknowledged{stead}",
            self.role
        );
        let other = other.and_then(|by| known.person(by)).map(|t| t.id);
        Body::Entry(Entry {
            people: [self.to].into_iter().chain(other).collect(),
            ..Entry::new(EntryKind::Communication, When::now(now), text)
        })
    }

    /// Whoever holds the role gives it up; the one it was given to takes it.
    fn change_hands(
        &self,
        incident: Option<Id>,
        roles: &[Thing],
        now: DateTime<Utc>,
    ) -> Vec<Change> {
        let mut changes = Vec::new();
        let mut holds = false;
        for role in roles {
            let Some(held) = role.as_role().filter(|r| r.role == self.role) else {
                continue;
            };
            if held.until.is_some_and(|until| until <= now) {
                continue;
            }
            if held.person == self.to {
                holds = true;
                continue;
            }
            let wanted = RoleHeld {
                until: Some(now.max(held.from)),
                ..held.clone()
            };
            changes.extend(Change::edits(role, &Body::Role(wanted)));
        }
        if !holds {
            let role = Body::Role(RoleHeld {
                person: self.to,
                role: self.role,
                workstream: None,
                from: now,
                until: None,
            });
            changes.push(Change::create(fresh_id(), incident, role));
        }
        changes
    }
}
