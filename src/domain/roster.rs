//! Who there is, what they know, what they hold and how much they have to do.

use super::{Body, Change, Id, Person, Role, RoleHeld, Situation, Thing, local};
use chrono::{DateTime, NaiveDateTime, Timelike as _, Utc};

/// Hours in which people are taken to sleep: from this one on.
const NIGHT_FROM: u32 = 22;
/// And up to this one.
const NIGHT_UNTIL: u32 = 7;

/// What the clock of a person shows; none where their zone is not known.
#[must_use]
pub fn clock(person: &Person, now: DateTime<Utc>) -> Option<NaiveDateTime> {
    let zone = person.zone.trim();
    let known = !zone.is_empty() && local::is_zone(zone);
    known.then(|| local::local(now, zone))
}

/// Whether people are taken to sleep at a time of day: from 22:00 to 07:00.
#[must_use]
pub fn is_night(clock: NaiveDateTime) -> bool {
    !(NIGHT_UNTIL..NIGHT_FROM).contains(&clock.hour())
}

/// Whether a role is one person's at a time.
#[must_use]
pub const fn is_single(role: Role) -> bool {
    match role {
        Role::Ic | Role::Deputy | Role::Scribe | Role::Comms => true,
        Role::Liaison | Role::Sme => false,
    }
}

/// The roles a person holds at a moment, the longest held first.
#[must_use]
pub fn held(roles: &[Thing], person: Id, now: DateTime<Utc>) -> Vec<(&Thing, &RoleHeld)> {
    let all = roles.iter().filter_map(|t| Some((t, t.as_role()?)));
    let mut held: Vec<_> = all
        .filter(|(_, r)| r.person == person && r.from <= now)
        .filter(|(_, r)| r.until.is_none_or(|until| until > now))
        .collect();
    held.sort_by_key(|(_, r)| r.from);
    held
}

/// Open tasks of a person.
#[must_use]
pub fn workload(tasks: &[Thing], person: Id) -> usize {
    let theirs = |t: &&Thing| t.as_task().is_some_and(|t| t.assignee == Some(person));
    tasks.iter().filter(theirs).count()
}

/// Ends a role somebody holds.
#[must_use]
pub fn end(thing: &Thing, until: DateTime<Utc>) -> Vec<Change> {
    let wanted = thing.as_role().map(|role| {
        Body::Role(RoleHeld {
            until: Some(until),
            ..role.clone()
        })
    });
    wanted.map_or_else(Vec::new, |wanted| Change::edits(thing, &wanted))
}

/// The same role, of the same workstream, that its holder holds open already.
#[must_use]
pub fn held_already<'a>(roles: &'a [Thing], taken: &RoleHeld) -> Option<&'a RoleHeld> {
    let same = |r: &&RoleHeld| {
        r.person == taken.person && r.role == taken.role && r.workstream == taken.workstream
    };
    let open = roles.iter().filter_map(Thing::as_role);
    open.filter(|r| r.until.is_none() && taken.until.is_none())
        .find(same)
}

/// Ends for everybody else a role that is one person's, when somebody takes it.
/// Who is said to have held it until a moment relieved nobody who holds it now.
#[must_use]
pub fn relieve(roles: &[Thing], taken: &RoleHeld) -> Vec<Change> {
    if !is_single(taken.role) || taken.until.is_some() {
        return Vec::new();
    }
    let others = roles.iter().filter(|t| {
        t.as_role().is_some_and(|r| {
            r.role == taken.role
                && r.person != taken.person
                && r.until.is_none()
                && r.from <= taken.from
        })
    });
    others.flat_map(|t| end(t, taken.from)).collect()
}

/// The people whom all of `words` fit, best first: what they know counts most,
/// then their roles and team, then what they are called. Everybody, in their
/// own order, when nothing is asked.
#[must_use]
pub fn find<'a>(situation: &'a Situation, words: &str, now: DateTime<Utc>) -> Vec<&'a Thing> {
    let words = words.to_lowercase();
    let words: Vec<&str> = words.split_whitespace().collect();
    let mut found: Vec<(u32, &Thing)> = situation
        .known
        .people
        .iter()
        .filter_map(|thing| {
            let person = thing.as_person()?;
            let roles = held(&situation.roles, thing.id, now);
            let roles: Vec<&str> = roles.iter().map(|(_, r)| r.role.word()).collect();
            let roles = roles.join(" ");
            let called = format!("{} {}", person.handle, person.name);
            let fields = [
                (8, person.expertise.as_str()),
                (4, roles.as_str()),
                (4, person.team.as_str()),
                (2, called.as_str()),
            ];
            let mut score = 0;
            for word in &words {
                score += best(&fields, word)?;
            }
            Some((score, thing))
        })
        .collect();
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    found.into_iter().map(|(_, thing)| thing).collect()
}

/// How well a word fits the best of some fields; none where it fits none.
fn best(fields: &[(u32, &str)], word: &str) -> Option<u32> {
    let word = word.trim_start_matches('@');
    let fits = fields.iter().filter_map(|(weight, text)| {
        let text = text.to_lowercase();
        let mut parts = text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_'));
        if parts.any(|part| part.starts_with(word)) {
            return Some(weight * 2);
        }
        text.contains(word).then_some(*weight)
    });
    fits.max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Hlc, Mark};

    fn at(text: &str) -> DateTime<Utc> {
        format!("2026-11-21T{text}:00Z").parse().unwrap()
    }

    fn thing(n: u128, body: Body) -> Thing {
        let mark = Mark {
            at: at("08:00"),
            author: "ana".into(),
            hlc: Hlc::default(),
        };
        Thing {
            id: Id::from_u128(n),
            incident: None,
            number: 0,
            withdrawn: false,
            earlier: Vec::new(),
            created: mark.clone(),
            changed: mark,
            body,
        }
    }

    fn role(n: u128, person: u128, role: Role, from: &str) -> Thing {
        let held = RoleHeld {
            person: Id::from_u128(person),
            role,
            workstream: None,
            from: at(from),
            until: None,
        };
        thing(n, Body::Role(held))
    }

    #[test]
    fn night_is_from_ten_to_seven_where_they_are() {
        let mut person = Person::new("kim");
        assert_eq!(clock(&person, at("12:00")), None);
        person.zone = "Mars/Olympus".into();
        assert_eq!(clock(&person, at("12:00")), None);
        person.zone = "Asia/Tokyo".into();
        for (utc, night) in [
            ("12:59", false),
            ("13:00", true),
            ("21:59", true),
            ("22:00", false),
        ] {
            let there = clock(&person, at(utc)).unwrap();
            assert_eq!(is_night(there), night, "{utc}");
        }
    }

    #[test]
    fn who_takes_a_single_role_relieves_who_held_it() {
        let roles = [
            role(1, 10, Role::Ic, "08:00"),
            role(2, 11, Role::Sme, "08:00"),
            role(3, 12, Role::Ic, "13:00"),
        ];
        let taken = |role, from| RoleHeld {
            person: Id::from_u128(20),
            role,
            workstream: None,
            from: at(from),
            until: None,
        };
        let relieved = |role, from| {
            let changes = relieve(&roles, &taken(role, from));
            changes.iter().map(Change::subject).collect::<Vec<_>>()
        };
        assert_eq!(relieved(Role::Ic, "12:00"), [Id::from_u128(1)]);
        assert_eq!(relieved(Role::Ic, "13:00").len(), 2);
        assert!(relieved(Role::Sme, "12:00").is_empty());
        let past = RoleHeld {
            until: Some(at("12:30")),
            ..taken(Role::Ic, "12:00")
        };
        assert!(relieve(&roles, &past).is_empty());
    }
}
