//! Key clocks: how long this incident took from one recorded moment to another.

use super::moment;
use super::page::Page;
use crate::domain::clocks::{clocks, why_none};
use crate::domain::duties::Standing;
use crate::domain::span;
use crate::domain::{Duty, Settled};

impl Page<'_> {
    pub fn clocks(&mut self) {
        self.section("Key clocks");
        let found = clocks(&self.record.entries);
        if found.is_empty() {
            self.nothing(why_none(&self.record.entries));
            return;
        }
        let rows: Vec<_> = found
            .iter()
            .map(|clock| {
                vec![
                    clock.name.clone(),
                    span::lasted(&clock.lasted),
                    format!("{} to {}", clock.from, clock.to),
                ]
            })
            .collect();
        self.table(&["Clock", "This incident", "Measured from"], &rows);
    }

    /// The regulatory clocks that somebody looked at, with what shows each.
    pub fn duties(&mut self) {
        self.section("Regulatory clocks");
        let duties = self.record.duties.iter().filter_map(|t| t.as_duty());
        let items: Vec<String> = duties.map(|duty| self.duty(duty)).collect();
        if items.is_empty() {
            self.nothing("No regulatory clock was looked at.");
            return;
        }
        self.list(items);
    }

    fn duty(&self, duty: &Duty) -> String {
        let began = match (&duty.from, duty.since) {
            (Some(from), Some(label)) => format!("{} ({label})", moment::full(from)),
            (Some(from), None) => moment::full(from),
            (None, _) => "not recorded".to_owned(),
        };
        let due = duty.due().map(|at| format!("; due {}", moment::minute(at)));
        let ended = match &duty.settled {
            Some(Settled::Done { when, proof }) => {
                // Judged by what is recorded: a report has no clock.
                let odd = match duty.standing(when.at) {
                    Standing::Done(Some(odd)) => format!(" ({})", odd.words()),
                    _as_it_should => String::new(),
                };
                format!(
                    "done {}{odd}, shown by {}",
                    moment::full(when),
                    self.text(proof)
                )
            }
            Some(Settled::NotApplicable { reason }) => {
                format!("not applicable: {}", self.block(reason, "  "))
            }
            None => "not done yet".to_owned(),
        };
        format!(
            "**{}** {}: {ended}\\\n  Began: {} at {}{}. Source: {} ({})",
            self.text(&duty.rule),
            self.text(&duty.name),
            self.text(&duty.trigger),
            self.text(&began),
            due.unwrap_or_default(),
            self.text(&duty.source),
            duty.limit,
        )
    }
}

/// How a clock was done: `in time`, `late`.
pub(super) fn how_done(standing: Standing) -> &'static str {
    match standing {
        Standing::Done(Some(odd)) => odd.words(),
        _in_time => "in time",
    }
}
