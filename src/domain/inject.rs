//! What a drill is made of: timed injects, and how the drill stands.

use super::fields::{fields, single};
use super::{EntryKind, Label, OrSet};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

fields! {
    /// One inject of a drill's scenario (a row of the master scenario events
    /// list, MSEL, of HSEEP).
    Inject edited by InjectEdit {
        /// Its number in the scenario, as written there.
        number: String = Number,
        /// When it comes, in seconds after the start of the drill.
        offset: u32 = Offset,
        /// What sort it is: `inject`, `contextual`, `contingency`, …
        sort: String = Sort,
        /// How it reaches the players: phone, mail, ticket.
        delivery: String = Delivery,
        /// Who it comes from.
        from: String = From,
        /// Who it goes to.
        to: String = To,
        /// What the players are told.
        text: String = Text,
        /// What they are expected to do; for the facilitator's eyes.
        expected: String = Expected,
        /// Notes of the scenario's author; for the facilitator's eyes.
        notes: String = Notes,
        /// When it landed on the timeline.
        landed: Option<DateTime<Utc>> = Landed,
        /// The entry it landed as.
        entry: Option<Label> = Entry,
        /// The facilitator left it out.
        skipped: bool = Skipped,
        /// What the players did: labels of entries, or words.
        answers: OrSet<String> = Answers,
        /// Whether what was expected was done, as the evaluator judged.
        met: Option<bool> = Met,
    }
}

single!(u32, Option<bool>);

impl Inject {
    /// An inject that has not landed yet.
    #[must_use]
    pub fn new(number: impl Into<String>, offset: u32, text: impl Into<String>) -> Self {
        Self {
            number: number.into(),
            offset,
            sort: String::new(),
            delivery: String::new(),
            from: String::new(),
            to: String::new(),
            text: text.into(),
            expected: String::new(),
            notes: String::new(),
            landed: None,
            entry: None,
            skipped: false,
            answers: OrSet::default(),
            met: None,
        }
    }

    /// Whether it is still to come.
    #[must_use]
    pub const fn is_pending(&self) -> bool {
        self.landed.is_none() && !self.skipped
    }

    /// What kind of entry it lands as: what somebody tells the players is a
    /// communication, what they see for themselves an observation.
    #[must_use]
    pub fn entry_kind(&self) -> EntryKind {
        let delivery = self.delivery.to_lowercase();
        let seen = SEEN.iter().any(|word| delivery.contains(word));
        if delivery.trim().is_empty() || seen {
            EntryKind::Observation
        } else {
            EntryKind::Communication
        }
    }

    /// What the players are told, on one line: `INJECT 3 (phone, from SOC to
    /// IC): the backups cannot be read`.
    #[must_use]
    pub fn told(&self) -> String {
        let mut how: Vec<String> = Vec::new();
        how.extend(some(&self.delivery));
        let from = some(&self.from).map(|from| format!("from {from}"));
        let to = some(&self.to).map(|to| format!("to {to}"));
        let way: Vec<String> = from.into_iter().chain(to).collect();
        how.extend(Some(way.join(" ")).filter(|w| !w.is_empty()));
        let how = match how.is_empty() {
            true => String::new(),
            false => format!(" ({})", how.join(", ")),
        };
        format!("INJECT {}{how}: {}", self.number, one_line(&self.text))
    }
}

/// Words of a delivery by which the players see something for themselves.
const SEEN: &[&str] = &[
    "alert",
    "monitor",
    "siem",
    "edr",
    "log",
    "console",
    "dashboard",
    "screen",
    "detect",
    "observ",
];

fn some(text: &str) -> Option<String> {
    Some(one_line(text)).filter(|t| !t.is_empty())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A moment of the drill's own clock, or a time it takes: `00:15`, `1:02:30`
/// with seconds only where there are some.
#[must_use]
pub fn drill_time(seconds: u32) -> String {
    let (h, min, s) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match s {
        0 => format!("{h:02}:{min:02}"),
        _ => format!("{h:02}:{min:02}:{s:02}"),
    }
}

/// How the scenario of a drill stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drill {
    /// The scenario's title.
    pub scenario: String,
    /// The drill's own clock at `since`, in seconds after its start.
    pub elapsed: u32,
    /// Since when its clock runs; it stands still while none.
    pub since: Option<DateTime<Utc>>,
    /// How many seconds of the drill pass in one: 60 plays an hour in a minute.
    pub speed: u32,
    /// It has come to its end.
    pub ended: bool,
}

impl Drill {
    /// The fastest a drill may go.
    pub const FASTEST: u32 = 3600;

    /// A drill that has not begun.
    #[must_use]
    pub fn new(scenario: impl Into<String>) -> Self {
        Self {
            scenario: scenario.into(),
            elapsed: 0,
            since: None,
            speed: 1,
            ended: false,
        }
    }

    /// Whether its clock runs.
    #[must_use]
    pub const fn is_running(&self) -> bool {
        self.since.is_some() && !self.ended
    }

    /// The same, its clock read at `now` and running on from there.
    #[must_use]
    pub fn read(&self, now: DateTime<Utc>) -> Self {
        Self {
            elapsed: self.clock(now),
            since: self.since.map(|_| now),
            ..self.clone()
        }
    }

    /// How long it is, in real time, until its clock reads `offset`; nothing
    /// while it stands still.
    #[must_use]
    pub fn until(&self, offset: u32, now: DateTime<Utc>) -> Option<TimeDelta> {
        self.since.filter(|_| !self.ended)?;
        let left = i64::from(offset.saturating_sub(self.clock(now)));
        Some(TimeDelta::milliseconds(
            (left * 1000).div_euclid(i64::from(self.speed.max(1))),
        ))
    }

    /// The drill's own clock, in seconds after its start.
    #[must_use]
    pub fn clock(&self, now: DateTime<Utc>) -> u32 {
        let ran = self.since.map_or(TimeDelta::zero(), |since| now - since);
        let ran = u64::try_from(ran.num_milliseconds()).unwrap_or(0);
        let ran = ran.saturating_mul(u64::from(self.speed)) / 1000;
        self.elapsed
            .saturating_add(u32::try_from(ran).unwrap_or(u32::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inject_says_how_it_came_and_lands_as_what_it_is() {
        let mut inject = Inject::new("3", 0, "the backups\ncannot be read");
        assert_eq!(inject.told(), "INJECT 3: the backups cannot be read");
        assert_eq!(inject.entry_kind(), EntryKind::Observation);
        inject.delivery = "phone".into();
        inject.from = "SOC".into();
        inject.to = "IC".into();
        let told = "INJECT 3 (phone, from SOC to IC): the backups cannot be read";
        assert_eq!(inject.told(), told);
        assert_eq!(inject.entry_kind(), EntryKind::Communication);
        inject.delivery = "SIEM alert".into();
        assert_eq!(inject.entry_kind(), EntryKind::Observation);
    }

    #[test]
    fn the_clock_runs_at_its_speed_and_stands_still_when_paused() {
        let at = |s: i64| DateTime::from_timestamp(s, 0).unwrap();
        let mut drill = Drill::new("x");
        assert_eq!((drill.clock(at(5)), drill.is_running()), (0, false));
        assert_eq!(drill.until(60, at(5)), None);
        drill.since = Some(at(100));
        drill.speed = 60;
        assert_eq!((drill.clock(at(99)), drill.clock(at(102))), (0, 120));
        assert_eq!(drill.until(180, at(102)), Some(TimeDelta::seconds(1)));
        assert_eq!(drill.until(60, at(102)), Some(TimeDelta::zero()));
        let read = drill.read(at(103));
        assert_eq!((read.elapsed, read.clock(at(103))), (180, 180));
        drill.speed = u32::MAX;
        assert_eq!(drill.clock(DateTime::<Utc>::MAX_UTC), u32::MAX);
    }

    #[test]
    fn times_of_a_drill_have_seconds_only_where_there_are_some() {
        assert_eq!(drill_time(900), "00:15");
        assert_eq!(drill_time(3750), "01:02:30");
    }
}
