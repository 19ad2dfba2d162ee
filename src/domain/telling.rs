//! A situation report as it is sent: the entry that says so, the promise of
//! the next one, and the promises that it keeps.

use super::attention::Rules;
use super::{
    Audience, Body, Change, Entry, EntryKind, Id, Label, Precision, Promise, Sent, Situation,
    Thing, Tlp, When, fresh_id,
};
use chrono::{DateTime, DurationRound, TimeDelta, Utc};

/// How far back a first report to an audience looks.
pub const FIRST: TimeDelta = TimeDelta::hours(24);

/// A report that is to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// To whom.
    pub audience: Audience,
    /// What: Markdown, as it was shown.
    pub text: String,
    /// By when the next one is promised; none is when this is none.
    pub next: Option<When>,
}

impl Telling {
    /// The changes that record it as sent at a moment. Open `promises` of an
    /// update to the same audience are kept by it.
    #[must_use]
    pub fn send(self, incident: Id, promises: &[Thing], now: When) -> Vec<Change> {
        let Self {
            audience,
            text,
            next,
        } = self;
        let told = format!("situation report to {}", readers(audience));
        let entry = Entry {
            promise: next.map(|due| Promise {
                audience: Some(audience),
                ..Promise::by(due)
            }),
            sent: Some(Sent { audience, text }),
            ..Entry::new(EntryKind::Communication, now, told)
        };
        let mut changes = vec![Change::create(
            fresh_id(),
            Some(incident),
            Body::Entry(entry),
        )];
        let waits = |t: &&Thing| {
            let promise = t.as_entry().and_then(|e| e.promise.as_ref());
            promise.is_some_and(|p| p.audience == Some(audience))
        };
        for promise in promises.iter().filter(waits) {
            changes.extend(Promise::keep(promise, Label::OF_THIS_ACT));
        }
        changes
    }
}

/// Whether the marking of an incident keeps every report from an audience.
#[must_use]
pub const fn forbidden(tlp: Tlp, audience: Audience) -> bool {
    matches!(audience, Audience::Public) && matches!(tlp, Tlp::Red | Tlp::AmberStrict)
}

/// What its author has to think of before a report goes to an audience.
#[must_use]
pub fn caution(tlp: Tlp, audience: Audience) -> Option<String> {
    match (audience, tlp) {
        (Audience::Public, Tlp::Red | Tlp::AmberStrict) => Some(format!(
            "{tlp}: nothing of this incident may be said to the public"
        )),
        (Audience::Public, Tlp::Amber | Tlp::Green) => Some(format!(
            "{tlp}, not TLP:CLEAR: have it cleared before it is published"
        )),
        (Audience::Exec | Audience::Responders, Tlp::Red) => {
            Some(format!("{tlp}: for the recipients that are named only"))
        }
        (Audience::Exec | Audience::Responders, _) | (Audience::Public, Tlp::Clear) => None,
    }
}

/// Who reads it, in words: `executives`.
#[must_use]
pub const fn readers(audience: Audience) -> &'static str {
    match audience {
        Audience::Exec => "executives",
        Audience::Responders => "responders",
        Audience::Public => "the public",
    }
}

/// When the next update is due by the rhythm of the incident, to the minute;
/// none where no updates are wanted.
#[must_use]
pub fn next_update(situation: &Situation, rules: &Rules, now: DateTime<Utc>) -> Option<When> {
    let hours = situation.schedule(rules).updates;
    let minute = now.duration_trunc(TimeDelta::minutes(1)).unwrap_or(now);
    (hours > 0).then(|| When {
        precision: Precision::Minute,
        ..When::now(minute + TimeDelta::hours(i64::from(hours)))
    })
}

/// The words of a report that say when the next one comes.
#[must_use]
pub fn next_words(next: Option<&When>) -> String {
    match next {
        Some(when) => format!("by {}.", when.stated()),
        None => "none is promised.".to_owned(),
    }
}

/// A text in which the words that say when the next report comes are those of
/// another time; none where the text does not say them any more.
#[must_use]
pub fn with_next(text: &str, was: Option<&When>, now: Option<&When>) -> Option<String> {
    let old = next_words(was);
    let at = text.rfind(&old)?;
    let (before, after) = (&text[..at], &text[at + old.len()..]);
    Some(format!("{before}{}{after}", next_words(now)))
}

/// Whether an entry says that an audience was told something: a report that
/// was sent to it, or a message that names it (`note to executives is out`).
#[must_use]
pub fn tells(entry: &Entry, audience: Audience) -> bool {
    let sent = entry.sent.as_ref().map(|s| s.audience);
    let mut words = entry.text.split(|c: char| !c.is_alphanumeric());
    let names: &[&str] = match audience {
        Audience::Exec => &["exec", "execs", "executive", "executives"],
        Audience::Responders => &["responders"],
        Audience::Public => &["public"],
    };
    let named = |word: &str| names.iter().any(|name| word.eq_ignore_ascii_case(name));
    let message = entry.kind == EntryKind::Communication && !entry.struck;
    message && (sent == Some(audience) || (sent.is_none() && words.any(named)))
}

/// When the last report was sent to an audience.
#[must_use]
pub fn last_sent(entries: &[Thing], audience: Audience) -> Option<DateTime<Utc>> {
    let sent = |e: &&Entry| e.sent.as_ref().is_some_and(|s| s.audience == audience);
    let entries = entries.iter().filter_map(Thing::as_entry);
    entries
        .filter(|e| !e.struck)
        .filter(sent)
        .map(|e| e.when.at)
        .max()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn six() -> When {
        When {
            precision: Precision::Minute,
            ..When::now(DateTime::UNIX_EPOCH + TimeDelta::hours(18))
        }
    }

    #[test]
    fn a_message_that_names_executives_tells_them() {
        let says = |kind, text: &str| tells(&Entry::new(kind, six(), text), Audience::Exec);
        for text in [
            "note to Executives is out",
            "exec update: quiet",
            "told: EXEC",
        ] {
            assert!(says(EntryKind::Communication, text), "{text}");
            assert!(!says(EntryKind::Note, text), "{text}");
        }
        for text in ["customers told", "the script is executable", ""] {
            assert!(!says(EntryKind::Communication, text), "{text}");
        }
    }

    #[test]
    fn another_time_of_the_next_report_is_put_where_the_old_one_stood() {
        let (was, now) = (six(), None);
        let text = format!("# x\n\n**Next update:** {}\n", next_words(Some(&was)));
        let other = with_next(&text, Some(&was), now).unwrap();
        assert!(
            other.ends_with("**Next update:** none is promised.\n"),
            "{other}"
        );
        assert_eq!(with_next(&other, now, Some(&was)).unwrap(), text);
        assert_eq!(with_next("# rewritten", Some(&was), now), None);
    }

    #[test]
    fn what_was_sent_promises_the_next_and_keeps_that_audiences_promise_only() {
        let telling = |audience| Telling {
            audience,
            text: "# now".into(),
            next: Some(six()),
        };
        let made = telling(Audience::Exec).send(Id::nil(), &[], six());
        let [Change::Create { id, body, .. }] = &made[..] else {
            panic!("{made:?}");
        };
        let mark = crate::domain::Mark {
            at: DateTime::UNIX_EPOCH,
            author: "ana".into(),
            hlc: crate::domain::Hlc::default(),
        };
        let owed = Thing {
            id: *id,
            incident: None,
            number: 1,
            withdrawn: false,
            earlier: Vec::new(),
            created: mark.clone(),
            changed: mark,
            body: (**body).clone(),
        };
        let owed = [owed];
        assert_eq!(
            telling(Audience::Public)
                .send(Id::nil(), &owed, six())
                .len(),
            1
        );
        let kept = telling(Audience::Exec).send(Id::nil(), &owed, six());
        assert!(
            matches!(&kept[..], [_, Change::Edit { id: of, .. }] if of == id),
            "{kept:?}"
        );
        assert_eq!(last_sent(&owed, Audience::Exec), Some(six().at));
        assert_eq!(last_sent(&owed, Audience::Public), None);
    }
}
