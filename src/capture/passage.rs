//! What a milestone does to the incident's phase.

use super::{Captured, What};
use crate::domain::passage::moves;
use crate::domain::{Incident, Known, Phase, Thing, When, order};
use chrono::{DateTime, Utc};

impl Captured {
    /// The phase that recording it moves an incident into that stands at
    /// `standing`; none where the incident stays.
    #[must_use]
    pub fn moves_to(&self, standing: Phase) -> Option<Phase> {
        let What::Entry {
            phase: Some(to), ..
        } = self.what
        else {
            return None;
        };
        moves(standing, to, self.when.is_some()).then_some(to)
    }

    /// What is said of closing the incident, where recording it would: that is
    /// asked about first, and done otherwise.
    #[must_use]
    pub fn closes(&self, known: &Known) -> Option<&str> {
        let standing = known.incident.as_ref()?.as_incident()?.phase;
        let closed = Phase::Closed.word();
        self.moves_to(standing).filter(|to| *to == Phase::Closed)?;
        let text = self.what.text();
        let said = text.get(closed.len()..).unwrap_or_default();
        Some(
            said.trim_start_matches([':', ',', ';', '.', ' '])
                .trim_end(),
        )
    }

    /// What is to be said of a milestone whose time cannot be, beside those
    /// that are recorded. It is recorded all the same.
    #[must_use]
    pub fn out_of_order(&self, known: &Known, now: DateTime<Utc>) -> Option<String> {
        let What::Entry {
            phase: Some(to), ..
        } = self.what
        else {
            return None;
        };
        let when = self.when.clone().unwrap_or_else(|| When::now(now));
        order::remark(&known.milestones, to, &when)
    }

    /// The same in words: `moves the incident back: recovered → triaged`.
    #[must_use]
    pub fn passage(&self, standing: Phase, ascii: bool) -> Option<String> {
        let to = self.moves_to(standing)?;
        if to == Phase::Closed {
            return Some("closes the incident, after a look at what is missing".to_owned());
        }
        let arrow = if ascii { "->" } else { "→" };
        let back = if to < standing { " back" } else { "" };
        Some(format!("moves the incident{back}: {standing} {arrow} {to}"))
    }
}

/// The names as they are once a milestone before has moved the incident.
pub(super) fn expect(known: &mut Known, captured: &Captured) {
    let Some(thing) = &mut known.incident else {
        return;
    };
    let standing = thing.as_incident().map(|i| i.phase);
    if let Some(phase) = standing.and_then(|s| captured.moves_to(s)) {
        stand(thing, phase);
    }
}

fn stand(thing: &mut Thing, phase: Phase) {
    if let Some(incident) = thing.as_incident().cloned() {
        thing.body = crate::domain::Body::Incident(Incident { phase, ..incident });
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{known, now, read};
    use super::super::{Context, parse_lines};
    use super::*;

    fn told(line: &str) -> String {
        let read = read(line).expect("it can be read");
        read.passage(Phase::Contained, true)
            .unwrap_or_else(|| "stays".into())
    }

    #[test]
    fn a_milestone_says_where_it_moves_the_incident() {
        for (line, expected) in [
            ("# recovered", "moves the incident: contained -> recovered"),
            (
                "# triaged, again",
                "moves the incident back: contained -> triaged",
            ),
            (
                "09:00 # recovered",
                "moves the incident: contained -> recovered",
            ),
            ("09:00 # triaged", "stays"),
            ("09:00 # closed", "stays"),
            ("# contained", "stays"),
            ("> contained it", "stays"),
        ] {
            assert_eq!(told(line), expected, "{line}");
        }
    }

    #[test]
    fn a_line_that_closes_gives_what_it_says_of_it() {
        let known = known();
        for (line, said) in [
            ("# closed: a duplicate", Some("a duplicate")),
            ("milestone: Closed, all is done", Some("all is done")),
            ("# closed", Some("")),
            ("09:00 # closed the ticket", None),
            ("# recovered", None),
            ("> closed the port", None),
        ] {
            let read = read(line).expect("it can be read");
            assert_eq!(read.closes(&known), said, "{line}");
        }
    }

    #[test]
    fn a_line_is_read_as_the_lines_before_it_leave_the_incident() {
        let known = known();
        let cx = Context {
            now: now(),
            zone: "UTC",
            known: &known,
        };
        let read = parse_lines("# recovered\n09:00 # eradicated", &cx);
        let last = read[1].1.as_ref().expect("it can be read");
        let told = "recorded as history; the incident stays recovered";
        assert_eq!(last.warnings[0].text, told);
    }
}
