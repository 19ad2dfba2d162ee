//! Durations of one incident, measured between instants that were recorded.
//! Nothing is averaged, nothing assumed: where a time was given as a range, as
//! a bare date or as "about", the duration is a range or "about" too.

use super::{EntryKind, Label, Phase, Precision, Thing, When};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

impl When {
    /// The first and the last instant it can have been. A bare date is any
    /// moment of that day; minutes and finer count as the instant they name.
    #[must_use]
    pub fn bounds(&self) -> (DateTime<Utc>, DateTime<Utc>) {
        let last = self.until.unwrap_or(self.at);
        let day = TimeDelta::days(1) - TimeDelta::milliseconds(1);
        match self.precision {
            Precision::Day => (self.at, last.checked_add_signed(day).unwrap_or(last)),
            Precision::Minute | Precision::Second | Precision::Milli => (self.at, last),
        }
    }

    /// Whether it lies in the past altogether: what is due on a bare date is
    /// late once its day is over in the zone it was written in.
    #[must_use]
    pub fn is_over(&self, now: DateTime<Utc>) -> bool {
        self.bounds().1 < now
    }
}

impl When {
    /// The bounds, and as far as what was not stated may reach: 14:05 is any
    /// moment of that minute.
    fn reach(&self) -> (DateTime<Utc>, DateTime<Utc>) {
        let (first, last) = self.bounds();
        let unsaid = match self.precision {
            Precision::Minute => TimeDelta::milliseconds(59_999),
            Precision::Second => TimeDelta::milliseconds(999),
            Precision::Day | Precision::Milli => TimeDelta::zero(),
        };
        (first, last.checked_add_signed(unsaid).unwrap_or(last))
    }
}

/// A passage of phase: a milestone entry that is not struck.
#[derive(Clone, Copy, Debug)]
pub struct Passage<'a> {
    /// The entry.
    pub entry: &'a Thing,
    /// When it occurred.
    pub when: &'a When,
    /// The phase it passes into.
    pub phase: Phase,
}

/// The passages among entries, in the order of the entries; of those that may
/// have been at the same time (in one minute, on a bare date) the earlier phase
/// comes first, whichever was written down first.
#[must_use]
pub fn passages(entries: &[Thing]) -> Vec<Passage<'_>> {
    let passage = |thing| {
        let (entry, when) = standing(thing, EntryKind::Milestone)?;
        Some(Passage {
            entry,
            when,
            phase: entry.as_entry()?.phase?,
        })
    };
    let mut found: Vec<Passage<'_>> = entries.iter().filter_map(passage).collect();
    for last in 1..found.len() {
        let mut at = last;
        while at > 0 && found[at].goes_before(&found[at - 1]) {
            found.swap(at, at - 1);
            at -= 1;
        }
    }
    found
}

/// The first containment and the first eradication, where that is said to have
/// been before: a foothold that was gone needed no containing any more.
#[must_use]
pub fn gone_before_contained<'p, 'a>(passages: &'p [Passage<'a>]) -> Option<[&'p Passage<'a>; 2]> {
    let first = |phase| passages.iter().find(|p| p.phase == phase);
    let found = [first(Phase::Contained)?, first(Phase::Eradicated)?];
    let [contained, gone] = found;
    let lasted = Lasted::between(contained.when, gone.when);
    lasted.impossible().then_some(found)
}

fn standing(thing: &Thing, kind: EntryKind) -> Option<(&Thing, &When)> {
    let entry = thing.as_entry()?;
    let stands = entry.kind == kind && !entry.struck && !thing.withdrawn;
    stands.then_some((thing, &entry.when))
}

/// What an incident's T+ counts from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Since {
    /// Its first passage into `detected`.
    Detected(When),
    /// When it was opened here: no milestone says when it was detected.
    Opened(DateTime<Utc>),
}

impl Since {
    /// Of the passages in the order of their times, and of when it was opened.
    pub fn of<'a>(
        passages: impl IntoIterator<Item = (Phase, &'a When)>,
        opened: DateTime<Utc>,
    ) -> Self {
        let mut passages = passages.into_iter();
        let detected = passages.find(|(phase, _)| *phase == Phase::Detected);
        detected.map_or(Self::Opened(opened), |(_, when)| {
            Self::Detected(when.clone())
        })
    }

    /// How long it has been going on: `T+03:41`, `T+9d04h`; `T+9d` where only
    /// the day is known, and `T+0d` for something that lies ahead.
    #[must_use]
    pub fn elapsed(&self, until: DateTime<Utc>) -> String {
        let (from, day) = match self {
            Self::Detected(when) => (when.at, when.precision == Precision::Day),
            Self::Opened(at) => (*at, false),
        };
        let minutes = (until - from).num_minutes().max(0);
        let (hours, days) = (minutes / 60, minutes / 1440);
        match (day, hours) {
            (true, _) => format!("T+{days}d"),
            (false, ..100) => format!("T+{hours:02}:{:02}", minutes % 60),
            (false, _) => format!("T+{days}d{:02}h", hours % 24),
        }
    }

    /// What it counts from: `detected 2026-11-21 14:00 UTC`.
    #[must_use]
    pub fn told(&self) -> String {
        match self {
            Self::Detected(when) => format!("detected {}", when.stated()),
            Self::Opened(at) => {
                let at = at.format("%Y-%m-%d %H:%M UTC");
                format!("opened {at}; no milestone says when it was detected")
            }
        }
    }
}

/// A measured duration and the two entries it lies between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clock {
    /// What it measures, in words.
    pub name: String,
    /// Where it starts.
    pub from: Label,
    /// Where it ends.
    pub to: Label,
    /// How long.
    pub lasted: Lasted,
}

/// How long something lasted, as exactly as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lasted {
    /// The shortest it can have been; never negative.
    pub least: TimeDelta,
    /// The longest it can have been; negative when the order is impossible.
    pub most: TimeDelta,
    /// Whether one of its ends was given as "about".
    pub approximate: bool,
    /// The coarser precision of its ends.
    pub precision: Precision,
}

impl Lasted {
    /// The time from one moment to another.
    #[must_use]
    pub fn between(from: &When, to: &When) -> Self {
        let (from_first, from_last) = from.bounds();
        let (to_first, to_last) = to.bounds();
        Self {
            least: (to_first - from_last).max(TimeDelta::zero()),
            most: to_last - from_first,
            approximate: from.approximate || to.approximate,
            precision: from.precision.min(to.precision),
        }
    }

    /// Whether the end lies before the start, however the times are read.
    #[must_use]
    pub fn impossible(&self) -> bool {
        self.most < TimeDelta::zero()
    }
}

/// The phases a clock runs to, and the word for having reached it.
const REACHED: &[(Phase, &str)] = &[
    (Phase::Triaged, "triage"),
    (Phase::Contained, "containment"),
    (Phase::Eradicated, "eradication"),
    (Phase::Recovered, "recovery"),
    (Phase::Closed, "closure"),
];

/// What a milestone's text may say beside its phase, and the word for having
/// reached it: `14:10 milestone: triaged, declared SEV1`.
const SAID: &[(&str, &str)] = &[
    ("acknowledged", "acknowledgement"),
    ("declared", "declaration"),
];

/// The first milestone whose text has a word.
fn said<'a>(entries: &'a [Thing], word: &str) -> Option<(&'a Thing, &'a When)> {
    let mut milestones = entries
        .iter()
        .filter_map(|t| standing(t, EntryKind::Milestone));
    milestones.find(|(thing, _)| {
        let text = thing.as_entry().map_or("", |e| e.text.as_str());
        let mut words = text.split(|c: char| !c.is_alphanumeric());
        words.any(|w| w.eq_ignore_ascii_case(word))
    })
}

/// When the attacker did the first thing that is known.
#[must_use]
pub fn first_attack(entries: &[Thing]) -> Option<&When> {
    attack(entries).map(|(_, when)| when)
}

fn attack(entries: &[Thing]) -> Option<(&Thing, &When)> {
    let mut found = entries.iter();
    found.find_map(|t| standing(t, EntryKind::Attacker))
}

/// Every clock that the milestones and the attacker's first known act allow.
/// From the first detection to the first passage into each phase; and, for
/// each further wave, from where the response went back to the phases that
/// were reached again.
#[must_use]
pub fn clocks(entries: &[Thing]) -> Vec<Clock> {
    let passages = passages(entries);
    let first = |phase| passages.iter().find(|p| p.phase == phase);
    let attack = attack(entries);
    let waves = waves(&passages);
    let again = |phase| {
        let earlier = first(phase).map(|p| p.entry.id);
        let mut onward = waves.iter().flat_map(|w| w.onward);
        onward.any(|p| p.phase == phase && Some(p.entry.id) != earlier)
    };
    let reaching = |phase, word: &str| match again(phase) {
        true => format!("first {word}"),
        false => word.to_owned(),
    };
    let mut found = Vec::new();
    for (phase, word) in [
        (Phase::Detected, "detection"),
        (Phase::Contained, "containment"),
    ] {
        let name = format!("First known attacker activity to {}", reaching(phase, word));
        found.extend(clock(name, attack, first(phase).map(Passage::end)));
    }
    let detected = first(Phase::Detected).map(Passage::end);
    for (phase, word) in REACHED {
        let name = format!("Detection to {}", reaching(*phase, word));
        found.extend(clock(name, detected, first(*phase).map(Passage::end)));
    }
    for (word, name) in SAID {
        let name = format!("Detection to {name}");
        found.extend(clock(name, detected, said(entries, word)));
    }
    for (i, wave) in waves.iter().enumerate() {
        found.extend(wave.clocks(i + 2));
    }
    found
}

/// Why there is no clock at all, where there is none.
#[must_use]
pub fn why_none(entries: &[Thing]) -> &'static str {
    let passages = passages(entries);
    match passages.iter().any(|p| p.phase == Phase::Detected) {
        true => "Only the detection is recorded as a milestone, so no duration can be given yet.",
        false if passages.is_empty() => "No milestone is recorded, so no duration can be given.",
        false => "No passage into detected is recorded, so no duration can be given.",
    }
}

/// What lies between two passages that are less than this apart was no work:
/// somebody set a phase that was wrong, or set several to catch up.
const A_SLIP: TimeDelta = TimeDelta::minutes(1);

/// A response that went back, and on again from there.
struct Wave<'p, 'a> {
    /// The phase it went back from.
    left: Phase,
    /// The passage that went back.
    back: &'p Passage<'a>,
    /// The passages behind it, until it went back once more.
    onward: &'p [Passage<'a>],
}

/// Every further wave; a step back that was taken back at once is none, and a
/// milestone that was made up for late is none either.
fn waves<'p, 'a>(passages: &'p [Passage<'a>]) -> Vec<Wave<'p, 'a>> {
    let mut waves = Vec::new();
    for (i, pair) in passages.windows(2).enumerate() {
        let (left, back) = (pair[0].phase, &pair[1]);
        if back.phase >= left {
            continue;
        }
        let from = &passages[i + 1..];
        let onward = from.windows(2).take_while(|p| p[0].phase <= p[1].phase);
        let onward = &from[1..=onward.count()];
        let undone = |p: &Passage<'_>| p.phase >= left && p.when.at - back.when.at < A_SLIP;
        if !onward.iter().any(undone) && !made_up_for(&passages[..=i], back, onward) {
            waves.push(Wave { left, back, onward });
        }
    }
    waves
}

/// Whether a step back only writes down a phase that nobody had recorded: it
/// was passed for the first time, and the response never came back to the phase
/// it had reached. What was over and goes on again is another matter.
fn made_up_for(before: &[Passage<'_>], back: &Passage<'_>, onward: &[Passage<'_>]) -> bool {
    let reached = before.last().map_or(Phase::Detected, |p| p.phase);
    let first = !before.iter().any(|p| p.phase == back.phase);
    let over = reached >= Phase::Recovered && back.phase != Phase::Detected;
    first && !over && onward.iter().all(|p| p.phase > reached)
}

impl Wave<'_, '_> {
    /// The clocks of the `number`th wave.
    fn clocks(&self, number: usize) -> Vec<Clock> {
        let number = match number {
            2 => "Second wave".into(),
            3 => "Third wave".into(),
            n => format!("Wave {n}"),
        };
        let how = match self.left {
            Phase::Recovered | Phase::Reviewing | Phase::Closed => "reopened".into(),
            Phase::Detected | Phase::Triaged | Phase::Contained | Phase::Eradicated => {
                format!("back to {}", self.back.phase)
            }
        };
        let wave = format!("{number} ({how} {})", self.back.date());
        let again = |p: &Passage<'_>| {
            let (_, word) = REACHED.iter().find(|(phase, _)| *phase == p.phase)?;
            let name = format!("{wave} to {word}");
            let clock = clock(name, Some(self.back.end()), Some(p.end()))?;
            let lasted = &clock.lasted;
            (lasted.impossible() || lasted.most >= A_SLIP).then_some(clock)
        };
        self.onward.iter().filter_map(again).collect()
    }
}

impl<'a> Passage<'a> {
    /// Whether it is into an earlier phase than another and may have been at
    /// the same time.
    fn goes_before(&self, other: &Self) -> bool {
        let ((first, last), (from, until)) = (self.when.reach(), other.when.reach());
        self.phase < other.phase && first <= until && from <= last
    }

    fn end(&self) -> (&'a Thing, &'a When) {
        (self.entry, self.when)
    }

    /// Its date: in UTC, or as it was written where that is all there is.
    fn date(&self) -> NaiveDate {
        match self.when.precision {
            Precision::Day => self
                .when
                .at
                .with_timezone(&self.when.zone.fixed())
                .date_naive(),
            Precision::Minute | Precision::Second | Precision::Milli => self.when.at.date_naive(),
        }
    }
}

fn clock(
    name: String,
    from: Option<(&Thing, &When)>,
    to: Option<(&Thing, &When)>,
) -> Option<Clock> {
    let ((from, start), (to, end)) = (from?, to?);
    Some(Clock {
        name,
        from: from.label()?,
        to: to.label()?,
        lasted: Lasted::between(start, end),
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Body, Entry, Hlc, Id, Mark, Zone};
    use super::*;
    use chrono::TimeZone;

    fn at(day: u32, hour: u32, minute: u32) -> When {
        When {
            at: Utc
                .with_ymd_and_hms(2026, 11, day, hour, minute, 0)
                .single()
                .expect("a real time"),
            until: None,
            approximate: false,
            precision: Precision::Minute,
            zone: Zone::utc(),
        }
    }

    fn entry(number: u32, kind: EntryKind, phase: Option<Phase>, when: When) -> Thing {
        let mark = Mark {
            at: when.at,
            author: "ana".into(),
            hlc: Hlc(1),
        };
        let body = Entry {
            phase,
            ..Entry::new(kind, when, "x")
        };
        Thing {
            id: Id::from_u128(u128::from(number)),
            incident: None,
            number,
            withdrawn: false,
            earlier: Vec::new(),
            created: mark.clone(),
            changed: mark,
            body: Body::Entry(body),
        }
    }

    fn milestone(number: u32, phase: Phase, when: When) -> Thing {
        entry(number, EntryKind::Milestone, Some(phase), when)
    }

    #[test]
    fn a_response_that_went_back_is_measured_again_from_there() {
        let entries = [
            milestone(1, Phase::Detected, at(21, 14, 0)),
            milestone(2, Phase::Contained, at(21, 16, 0)),
            milestone(3, Phase::Triaged, at(22, 17, 0)),
            milestone(4, Phase::Contained, at(22, 20, 0)),
            milestone(5, Phase::Recovered, at(23, 0, 0)),
            milestone(6, Phase::Triaged, at(23, 1, 0)),
            milestone(7, Phase::Closed, at(23, 3, 0)),
        ];
        assert_eq!(
            told(&entries),
            [
                "Detection to triage: 27 h, E1 to E3",
                "Detection to first containment: 2 h, E1 to E2",
                "Detection to recovery: 34 h, E1 to E5",
                "Detection to closure: 37 h, E1 to E7",
                "Second wave (back to triaged 2026-11-22) to containment: 3 h, E3 to E4",
                "Second wave (back to triaged 2026-11-22) to recovery: 7 h, E3 to E5",
                "Third wave (reopened 2026-11-23) to closure: 2 h, E6 to E7",
            ]
        );
    }

    #[test]
    fn a_milestone_says_that_it_was_acknowledged_or_declared() {
        let mut entries = [
            milestone(1, Phase::Detected, at(21, 14, 0)),
            milestone(2, Phase::Detected, at(21, 15, 0)),
            milestone(3, Phase::Triaged, at(21, 13, 0)),
        ];
        for (entry, text) in entries[1..]
            .iter_mut()
            .zip(["detected, acknowledged by @maya", "triaged; Declared"])
        {
            if let Body::Entry(e) = &mut entry.body {
                e.text = text.into();
            }
        }
        assert_eq!(
            told(&entries)[1..],
            [
                "Detection to acknowledgement: 1 h, E1 to E2",
                "Detection to declaration: -1 h, E1 to E3",
            ],
            "an impossible order is recorded, and told as one"
        );
    }

    #[test]
    fn a_phase_that_was_set_by_mistake_is_no_wave() {
        let soon = |when: When, seconds| When {
            at: when.at + TimeDelta::seconds(seconds),
            precision: Precision::Second,
            ..when
        };
        let entries = [
            milestone(1, Phase::Detected, at(21, 14, 0)),
            milestone(2, Phase::Contained, at(21, 16, 0)),
            milestone(3, Phase::Triaged, soon(at(21, 16, 0), 5)),
            milestone(4, Phase::Contained, soon(at(21, 16, 0), 9)),
            milestone(5, Phase::Recovered, at(22, 14, 0)),
            milestone(6, Phase::Triaged, at(23, 14, 0)),
            milestone(7, Phase::Contained, soon(at(23, 14, 0), 3)),
            milestone(8, Phase::Recovered, at(23, 16, 0)),
        ];
        assert_eq!(
            told(&entries)[1..],
            [
                "Detection to first containment: 2 h, E1 to E2",
                "Detection to first recovery: 24 h, E1 to E5",
                "Second wave (reopened 2026-11-23) to recovery: 2 h, E6 to E8",
            ]
        );
    }

    #[test]
    fn a_milestone_that_was_written_down_late_is_no_wave() {
        let date = When {
            precision: Precision::Day,
            ..at(21, 0, 0)
        };
        for entries in [
            // Nobody had recorded the triage; the response never went back.
            vec![
                milestone(1, Phase::Detected, at(21, 14, 0)),
                milestone(2, Phase::Contained, at(21, 16, 0)),
                milestone(3, Phase::Triaged, at(21, 17, 0)),
                milestone(4, Phase::Recovered, at(22, 14, 0)),
            ],
            // Both in one minute, the later phase written first.
            vec![
                milestone(1, Phase::Triaged, at(21, 14, 0)),
                milestone(2, Phase::Detected, at(21, 14, 0)),
                milestone(3, Phase::Contained, at(21, 16, 0)),
            ],
            // A bare date is no midnight.
            vec![
                milestone(3, Phase::Contained, date),
                milestone(1, Phase::Detected, at(21, 14, 0)),
                milestone(2, Phase::Triaged, at(21, 15, 0)),
                milestone(4, Phase::Recovered, at(22, 15, 0)),
            ],
        ] {
            let told = told(&entries);
            assert!(told.iter().all(|c| !c.contains("wave")), "{told:?}");
            assert!(told.iter().all(|c| !c.contains("first")), "{told:?}");
        }
    }

    fn told(entries: &[Thing]) -> Vec<String> {
        clocks(entries)
            .into_iter()
            .map(|c| {
                format!(
                    "{}: {} h, {} to {}",
                    c.name,
                    c.lasted.most.num_hours(),
                    c.from,
                    c.to
                )
            })
            .collect()
    }

    #[test]
    fn what_was_vague_stays_vague_and_what_cannot_be_is_said() {
        let date = When {
            precision: Precision::Day,
            ..at(20, 0, 0)
        };
        let vague = Lasted::between(&date, &at(21, 14, 0));
        assert_eq!(vague.least.num_minutes(), 14 * 60);
        assert_eq!(vague.most, TimeDelta::hours(38));
        assert_eq!(vague.precision, Precision::Day);
        assert!(Lasted::between(&at(21, 14, 0), &at(21, 13, 0)).impossible());
        let about = When {
            approximate: true,
            ..at(21, 14, 0)
        };
        assert!(Lasted::between(&about, &at(21, 15, 0)).approximate);
    }

    #[test]
    fn without_milestones_there_are_no_clocks() {
        assert_eq!(
            clocks(&[entry(1, EntryKind::Attacker, None, at(20, 9, 0))]),
            []
        );
        let mut struck = milestone(1, Phase::Detected, at(21, 14, 0));
        if let Body::Entry(e) = &mut struck.body {
            e.struck = true;
        }
        assert!(passages(&[struck]).is_empty());
    }

    #[test]
    fn the_count_begins_at_the_first_detection_and_at_nothing_else() {
        let (day, noon) = (at(21, 14, 0), at(22, 12, 0).at);
        let only = |phase| Since::of([(phase, &day)], noon);
        assert_eq!(only(Phase::Recovered), Since::Opened(noon));
        assert_eq!(only(Phase::Detected), Since::Detected(day.clone()));
        assert_eq!(only(Phase::Detected).elapsed(noon), "T+22:00");
        let later = noon + TimeDelta::hours(198);
        assert_eq!(only(Phase::Detected).elapsed(later), "T+9d04h");
        let mut bare = day.clone();
        bare.precision = Precision::Day;
        assert_eq!(Since::Detected(bare).elapsed(later), "T+9d");
        assert_eq!(Since::Opened(later).elapsed(noon), "T+00:00");
        let told = Since::Opened(noon).told();
        assert!(told.starts_with("opened 2026-11-22 12:00 UTC; "), "{told}");
    }
}
