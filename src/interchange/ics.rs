//! Check-ins and due fixes as a calendar (RFC 5545), for the calendars people
//! look at.
//!
//! Each check-in is an event of its own, at an instant in UTC: times of day in
//! a named zone become instants here, so that a calendar needs to know no zone
//! of ours, and a check-in that is moved moves alone.

use crate::domain::attention::Rules;
use crate::domain::roadmap::Planned;
use crate::domain::{FixState, Known, Precision, Situation, indicator, visible_line};
use chrono::{DateTime, TimeDelta, Utc};
use icalendar::{Calendar, Component as _, Event, EventLike as _};

/// How far ahead the schedule is written out.
const AHEAD: TimeDelta = TimeDelta::days(14);
/// How long a check-in is taken to last.
const LASTS: TimeDelta = TimeDelta::minutes(30);

/// The check-ins of an incident that are to come: those that are planned, and
/// behind them the times of its schedule for two weeks. The identity of each is the same
/// every time, so that a newer file replaces an older one.
#[must_use]
pub fn check_ins(situation: &Situation, rules: &Rules, now: DateTime<Utc>) -> String {
    let key = visible_line(&situation.incident.name()).into_owned();
    let title = visible_line(situation.incident.headline()).into_owned();
    let mut calendar = Calendar::new();
    calendar.name(&format!("{key} check-ins"));
    for at in situation.check_ins_to_come(rules, now, AHEAD) {
        let uid = format!("{}-{}", situation.incident.id, at.format("%Y%m%dT%H%M%SZ"));
        let mut event = Event::new();
        event
            .uid(&format!("{uid}@warroom"))
            .timestamp(now)
            .summary(&format!("{key} check-in"))
            .description(&title)
            .starts(at)
            .ends(at + LASTS);
        calendar.push(event.done());
    }
    calendar.done().to_string()
}

/// The due times of fixes that are still to be shipped. A bare date is a whole
/// day; the identity of each is that of its fix, so that a newer file moves it.
#[must_use]
pub fn fixes(rows: &[Planned<'_>], known: &Known, now: DateTime<Utc>) -> String {
    let mut calendar = Calendar::new();
    calendar.name("warroom fixes");
    for row in rows {
        let fix = row.fix;
        let left = fix.is_open() && fix.state != FixState::Shipped;
        let Some(due) = fix.due.as_ref().filter(|_| left) else {
            continue;
        };
        let shown = |text: &str| visible_line(&indicator::defang(text)).into_owned();
        let priority = fix.priority.map(|p| format!("{p} ")).unwrap_or_default();
        let owner = fix.owner.and_then(|id| known.handle(id));
        let owner = owner.map_or_else(|| "no owner".to_owned(), |h| format!("@{h}"));
        let name = shown(&row.name());
        let mut event = Event::new();
        event
            .uid(&format!("{}@warroom", row.thing.id))
            .timestamp(now)
            .summary(&format!("{priority}{name} {}", shown(&fix.title)))
            .description(&format!("{owner}, {}", fix.state));
        match due.precision {
            Precision::Day => {
                let day = due.at.with_timezone(&due.zone.fixed()).date_naive();
                event.all_day(day);
            }
            Precision::Minute | Precision::Second | Precision::Milli => {
                event.starts(due.at).ends(due.at + LASTS);
            }
        }
        calendar.push(event.done());
    }
    calendar.done().to_string()
}
