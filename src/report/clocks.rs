//! Key clocks: how long this incident took from one recorded moment to another.

use super::moment;
use super::page::Page;
use crate::domain::Phase;
use crate::domain::clocks::{clocks, passages};

impl Page<'_> {
    pub fn clocks(&mut self) {
        self.section("Key clocks");
        let passages = passages(&self.record.entries);
        if passages.is_empty() {
            self.nothing("No milestone is recorded, so no duration can be given.");
            return;
        }
        let found = clocks(&self.record.entries);
        if found.is_empty() {
            let detected = passages.iter().any(|p| p.phase == Phase::Detected);
            self.nothing(if detected {
                "Only the detection is recorded as a milestone, so no duration can be given yet."
            } else {
                "No passage into detected is recorded, so no duration can be given."
            });
            return;
        }
        let rows: Vec<_> = found
            .iter()
            .map(|clock| {
                vec![
                    clock.name.clone(),
                    moment::lasted(&clock.lasted),
                    format!("{} to {}", clock.from, clock.to),
                ]
            })
            .collect();
        self.table(&["Clock", "This incident", "Measured from"], &rows);
    }
}
