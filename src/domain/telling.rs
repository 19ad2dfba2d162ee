//! A situation report as it is sent: the entry that says so, the promise of
//! the next one, and the promises that it keeps.

mod text;

pub use text::{IN_THE_RECORD, NEXT, as_sent, leaves_out, next_words, says_next};

use super::attention::Rules;
use super::{
    Audience, Body, Change, Entry, EntryKind, Id, Label, Phase, Precision, Promise, Record, Sent,
    Situation, Thing, Tlp, When, Written, fresh_id,
};
use chrono::{DateTime, DurationRound, TimeDelta, Utc};

/// A report that is to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// To whom.
    pub audience: Audience,
    /// What: Markdown, as it was shown.
    pub text: String,
    /// By when the next one is promised; none is when this is none.
    pub next: Option<When>,
    /// The promises that its sender says it keeps.
    pub keeps: Vec<Label>,
}

impl Telling {
    /// The open `promises` that it keeps when it is sent at a moment: those its
    /// sender names, and of those of an update to the same audience the ones
    /// that are due, and the ones of an earlier report whose readers are told
    /// the same moment or a later one now: the promise is this report's from
    /// then on. What was promised in words of its own is
    /// kept by a report that says it, which only its sender can tell.
    #[must_use]
    pub fn keeping<'a>(
        &self,
        promises: &'a [Thing],
        rules: &Rules,
        now: DateTime<Utc>,
    ) -> Vec<&'a Thing> {
        let next = self.next.as_ref();
        let taken_over = |due: &When| next.is_none_or(|next| next.at >= due.at);
        let kept = |thing: &&Thing| {
            let named = thing.label().is_some_and(|l| self.keeps.contains(&l));
            let Some(promise) = waits(thing, self.audience).filter(|_| !named) else {
                return named;
            };
            let reported = is_report(thing);
            let due = !stays_owed(promise, rules, now) && !is_in_own_words(thing);
            due || (reported && taken_over(&promise.due))
        };
        promises.iter().filter(kept).collect()
    }

    /// The changes that record it as sent at a moment, with the promise of the
    /// next, and those that it keeps; the others stay owed.
    #[must_use]
    pub fn send(self, incident: Id, promises: &[Thing], rules: &Rules, now: When) -> Vec<Change> {
        let kept = self.keeping(promises, rules, now.at);
        let Self {
            audience,
            text,
            next,
            ..
        } = self;
        let told = format!("situation report to {}", readers(audience));
        let promise = next.map(|due| Promise {
            audience: Some(audience),
            ..Promise::by(due)
        });
        let entry = Entry {
            promise,
            sent: Some(Sent { audience, text }),
            ..Entry::new(EntryKind::Communication, now, told)
        };
        let mut changes = vec![Change::create(
            fresh_id(),
            Some(incident),
            Body::Entry(entry),
        )];
        for thing in kept {
            changes.extend(Promise::keep(thing, Label::OF_THIS_ACT));
        }
        changes
    }
}

/// The open promises to an audience in words of their own that are due, or due
/// soon: a report may be what was promised.
pub fn may_keep<'a>(
    promises: &'a [Thing],
    audience: Audience,
    rules: &'a Rules,
    now: DateTime<Utc>,
) -> impl Iterator<Item = &'a Thing> {
    let due = move |t: &&Thing| waits(t, audience).is_some_and(|p| !stays_owed(p, rules, now));
    promises.iter().filter(due).filter(|t| is_in_own_words(t))
}

/// Whether an entry promises more than that there is an update: `we tell
/// executives the number of victims`, and not `next update to executives`.
fn is_in_own_words(thing: &Thing) -> bool {
    const BARE: &[&str] = &[
        "a",
        "an",
        "and",
        "another",
        "again",
        "be",
        "first",
        "for",
        "from",
        "get",
        "gets",
        "give",
        "given",
        "goes",
        "hear",
        "hears",
        "is",
        "more",
        "next",
        "of",
        "out",
        "report",
        "send",
        "sent",
        "situation",
        "sitrep",
        "status",
        "tell",
        "the",
        "their",
        "to",
        "told",
        "update",
        "updated",
        "updates",
        "us",
        "we",
        "will",
    ];
    let Some(entry) = thing.as_entry().filter(|e| e.sent.is_none()) else {
        return false;
    };
    let tag = |word: &&str| !word.starts_with(['@', '#']);
    let words = entry.text.split_whitespace().filter(tag);
    let words = words.flat_map(|w| w.split(|c: char| !c.is_alphanumeric()));
    let mut words = words.filter(|w| !w.is_empty()).map(str::to_lowercase);
    words.any(|w| !BARE.contains(&w.as_str()) && !is_audience(&w))
}

fn is_audience(word: &str) -> bool {
    matches!(
        word,
        "exec" | "execs" | "executive" | "executives" | "responders" | "public"
    )
}

/// What an open promise is called: `the update promised in E3`, `E14 “the
/// number of victims”`.
#[must_use]
pub fn promised_words(thing: &Thing) -> String {
    match thing.as_entry() {
        Some(entry) if entry.sent.is_none() => {
            format!("{} “{}”", thing.name(), entry.text.trim())
        }
        Some(_) | None => format!("the update promised in {}", thing.name()),
    }
}

fn is_report(thing: &Thing) -> bool {
    thing.as_entry().is_some_and(|e| e.sent.is_some())
}

/// The open promise of an entry to tell an audience something.
fn waits(thing: &Thing, audience: Audience) -> Option<&Promise> {
    let entry = thing.as_entry().filter(|e| !e.struck)?;
    let open = entry.promise.as_ref().filter(|p| p.kept.is_none());
    open.filter(|p| p.audience == Some(audience))
}

/// Whether a report that goes out now comes before what was promised, and is
/// not yet what was promised.
fn stays_owed(promise: &Promise, rules: &Rules, now: DateTime<Utc>) -> bool {
    promise.due.bounds().1 > now + rules.ahead_of_promises()
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

/// That the impact, which is most of what the public is told, is older than
/// where the incident stands; none where it is not, and for other readers, who
/// are told so in the report.
#[must_use]
pub fn stale(record: &Record, audience: Audience) -> Option<String> {
    let old = record.outdated(Written::Impact);
    let old = old.filter(|_| audience == Audience::Public)?;
    let at = old.at.format("%Y-%m-%d %H:%M UTC");
    Some(format!(
        "the impact was last written {at}, {}: read it again",
        old.before()
    ))
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

/// When an audience that is told now is told next: by the rhythm of the
/// incident, to the minute, or by what was promised to it, whichever comes
/// first; none where no updates are wanted, or the incident has recovered, and
/// none was promised.
#[must_use]
pub fn next_update(
    situation: &Situation,
    audience: Audience,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Option<When> {
    let hours = situation.schedule(rules).updates;
    let minute = now.duration_trunc(TimeDelta::minutes(1)).unwrap_or(now);
    let goes_on = hours > 0 && situation.rhythm_goes_on();
    let rhythm = goes_on.then(|| When {
        precision: Precision::Minute,
        ..When::now(minute + TimeDelta::hours(i64::from(hours)))
    });
    let promised = situation.waiting.iter().filter_map(|t| waits(t, audience));
    let promised = promised.filter(|p| stays_owed(p, rules, now));
    let due = promised.map(|p| p.due.clone()).chain(rhythm);
    due.min_by_key(|when| when.bounds().1)
}

/// When executives are to be told something by the rhythm of the incident:
/// some hours after they were last, or after it was opened. None where none
/// are wanted, once they were told of the recovery, and while something is
/// promised to them: that is the next they hear.
#[must_use]
pub fn rhythm(situation: &Situation, rules: &Rules, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let hours = situation.schedule(rules).updates;
    let told = situation.told.filter(|at| *at <= now);
    let over = situation.card()?.phase > Phase::Recovered || told_of_recovery(situation, told);
    let promised = |t: &Thing| waits(t, Audience::Exec).is_some();
    if hours == 0 || over || situation.waiting.iter().any(promised) {
        return None;
    }
    let opened = situation.incident.created.at;
    let since = told.map_or(opened, |told| told.max(opened));
    let hours = TimeDelta::hours(i64::from(hours));
    Some(
        since
            .checked_add_signed(hours)
            .unwrap_or(DateTime::<Utc>::MAX_UTC),
    )
}

/// Whether who was told at a moment was told after the incident had recovered.
fn told_of_recovery(situation: &Situation, told: Option<DateTime<Utc>>) -> bool {
    let recovered = |t: &Thing| {
        let entry = t.as_entry().filter(|e| !e.struck)?;
        (entry.phase == Some(Phase::Recovered)).then_some(entry.when.at)
    };
    let at = situation
        .known
        .milestones
        .iter()
        .filter_map(recovered)
        .max();
    !situation.rhythm_goes_on() && at.is_some() && told >= at
}

/// Whether an entry says that an audience was told something: what is promised
/// to it in words, and not yet kept, it is still to be told.
#[must_use]
pub fn tells(entry: &Entry, audience: Audience) -> bool {
    let open = entry.promise.as_ref().is_some_and(|p| p.kept.is_none());
    is_for(entry, audience) && (entry.sent.is_some() || !open)
}

/// Whether an entry is for an audience: a report that was sent to it, or a
/// message that names it (`note to executives is out`).
#[must_use]
pub fn is_for(entry: &Entry, audience: Audience) -> bool {
    let message = entry.kind == EntryKind::Communication && !entry.struck;
    message
        && match &entry.sent {
            Some(sent) => sent.audience == audience,
            None => named(&entry.text).any(|named| named == audience),
        }
}

/// The audiences that the words of a message name, in its order.
pub fn named(text: &str) -> impl Iterator<Item = Audience> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|w| !w.is_empty()).map(str::to_ascii_lowercase);
    let mut before = String::new();
    words.filter_map(move |word| {
        let found = match word.as_str() {
            "exec" | "execs" | "executive" | "executives" => Some(Audience::Exec),
            "responders" => Some(Audience::Responders),
            // A public key or address is nobody.
            "public" if before == "the" => Some(Audience::Public),
            _other => None,
        };
        before = word;
        found
    })
}

/// Since when a report to an audience tells what changed: since the last one
/// that was sent to it, and in the first since the incident was opened.
#[must_use]
pub fn since(record: &Record, audience: Audience) -> DateTime<Utc> {
    last_sent(&record.entries, audience).unwrap_or(record.incident.created.at)
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

    fn hour_of(hour: i64) -> When {
        When {
            precision: Precision::Minute,
            ..When::now(DateTime::UNIX_EPOCH + TimeDelta::hours(hour))
        }
    }

    fn six() -> When {
        hour_of(18)
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
    fn what_is_only_promised_tells_nobody_before_it_is_kept() {
        for (reported, kept, told) in [
            (false, None, false),
            (false, Label::parse("E9"), true),
            (true, None, true),
            (true, Label::parse("E9"), true),
        ] {
            let mut owed = owes(18, reported);
            let Body::Entry(entry) = &mut owed.body else {
                panic!("{owed:?}");
            };
            entry.promise.as_mut().unwrap().kept = kept;
            let case = format!("{reported} {kept:?}");
            assert_eq!(tells(entry, Audience::Exec), told, "{case}");
            assert!(is_for(entry, Audience::Exec), "{case}");
            assert!(!is_for(entry, Audience::Responders), "{case}");
        }
    }

    /// An entry that promises executives something at an hour of the first day;
    /// it was sent as a report, or is typed.
    fn owes(hour: i64, reported: bool) -> Thing {
        let mut promise = Promise::by(hour_of(hour));
        promise.audience = Some(Audience::Exec);
        let entry = Entry {
            promise: Some(promise),
            sent: reported.then(|| Sent {
                audience: Audience::Exec,
                text: "# then".into(),
            }),
            ..Entry::new(
                EntryKind::Communication,
                hour_of(1),
                "Next update to executives",
            )
        };
        let mark = crate::domain::Mark {
            at: DateTime::UNIX_EPOCH,
            author: "ana".into(),
            hlc: crate::domain::Hlc::default(),
        };
        Thing {
            id: fresh_id(),
            incident: None,
            number: 1,
            withdrawn: false,
            earlier: Vec::new(),
            created: mark.clone(),
            changed: mark,
            body: Body::Entry(entry),
        }
    }

    /// What a report to executives at two o'clock says of the next, whether it
    /// promises it, and whether it keeps `owed`.
    fn sent(next: Option<i64>, owed: &[Thing]) -> (Option<i64>, usize) {
        let telling = Telling {
            audience: Audience::Exec,
            text: "# now".into(),
            next: next.map(hour_of),
            keeps: Vec::new(),
        };
        let made = telling.send(Id::nil(), owed, &Rules::default(), hour_of(2));
        let Some(Change::Create { body, .. }) = made.first() else {
            panic!("{made:?}");
        };
        let Body::Entry(entry) = &**body else {
            panic!("{body:?}");
        };
        let promised = entry.promise.as_ref().map(|p| p.due.at.timestamp() / 3600);
        (promised, made.len() - 1)
    }

    #[test]
    fn what_was_sent_promises_the_next_and_keeps_what_is_due() {
        for reported in [true, false] {
            let owed = |hour| [owes(hour, reported)];
            assert_eq!(sent(Some(18), &owed(1)), (Some(18), 1), "late");
            assert_eq!(sent(Some(18), &owed(2)), (Some(18), 1), "due");
            assert_eq!(sent(Some(4), &owed(5)), (Some(4), 0), "owed beside it");
            let taken_over = usize::from(reported);
            assert_eq!(sent(Some(5), &owed(5)), (Some(5), taken_over), "the same");
        }
        let public = Telling {
            audience: Audience::Public,
            text: String::new(),
            next: None,
            keeps: Vec::new(),
        };
        let owed = [owes(1, true)];
        let made = public.send(Id::nil(), &owed, &Rules::default(), hour_of(2));
        assert_eq!(made.len(), 1, "that of another audience");
        assert_eq!(last_sent(&owed, Audience::Exec), Some(hour_of(1).at));
        assert_eq!(last_sent(&owed, Audience::Public), None);
    }

    #[test]
    fn what_was_promised_in_own_words_is_kept_by_who_says_so() {
        let says = |text: &str| {
            let mut owed = owes(1, false);
            if let Body::Entry(entry) = &mut owed.body {
                entry.text = text.into();
            }
            owed
        };
        for (text, own) in [
            ("we tell executives the number of victims", true),
            ("Execs: customers", true),
            ("next update to executives @maya #comms", false),
            ("exec update", false),
            ("executives get the first update", false),
            ("executives get the first numbers", true),
        ] {
            let owed = [says(text)];
            let kept = |keeps| {
                let telling = Telling {
                    audience: Audience::Exec,
                    text: String::new(),
                    next: None,
                    keeps,
                };
                let now = hour_of(2).at;
                telling.keeping(&owed, &Rules::default(), now).len()
            };
            assert_eq!(kept(Vec::new()), usize::from(!own), "{text}");
            assert_eq!(kept(vec![owed[0].label().unwrap()]), 1, "{text}");
            let rules = Rules::default();
            let asked = may_keep(&owed, Audience::Exec, &rules, hour_of(2).at);
            assert_eq!(asked.count(), usize::from(own), "{text}");
            let others = may_keep(&owed, Audience::Public, &rules, hour_of(2).at);
            assert_eq!(others.count(), 0, "{text}");
        }
    }

    #[test]
    fn a_later_moment_replaces_that_of_a_report_and_no_typed_promise() {
        for next in [Some(9), None] {
            assert_eq!(sent(next, &[owes(5, true)]), (next, 1));
            assert_eq!(sent(next, &[owes(5, false)]), (next, 0));
        }
    }
}
