//! Reports that the cockpit shows, written from the record.

use super::effects::Driver;
use crate::app::{Closure, Loaded, SitrepText};
use crate::domain::attention::needs;
use crate::domain::{Audience, Id, Record, Review, Role, Situation, readiness, telling};
use crate::report::{
    Asked, Brief, Options, View, checklist, closing_message, handover_brief, situation_report,
};
use crate::store::Result;

impl Driver {
    /// The situation report for an audience.
    pub(super) fn sitrep(&self, audience: Audience) -> Result<Loaded> {
        let Some((record, situation)) = self.whole()? else {
            return Ok(Loaded::Sitrep(SitrepText {
                audience,
                text: String::new(),
                next: None,
                stale: None,
            }));
        };
        let view = self.view(&record, &situation);
        let asked = Asked {
            audience,
            since: telling::since(&record, audience),
            next: telling::next_update(&situation, audience, &self.rules, view.now),
        };
        Ok(Loaded::Sitrep(SitrepText {
            audience,
            text: situation_report(&view, &asked),
            stale: telling::stale(&record, audience),
            next: asked.next,
        }))
    }

    /// The brief of a handover of the IC's role to somebody.
    pub(super) fn brief(&self, to: Option<Id>) -> Result<Loaded> {
        let Some((record, situation)) = self.whole()? else {
            return Ok(Loaded::Brief(to, String::new()));
        };
        let view = self.view(&record, &situation);
        let needs = needs(&situation, &self.rules, view.now);
        let asked = Brief {
            role: Role::Ic,
            from: situation.holder(Role::Ic, view.now),
            to,
            needs: &needs,
        };
        Ok(Loaded::Brief(to, handover_brief(&view, &asked)))
    }

    /// What the current incident is closed with.
    pub(super) fn closure(&self) -> Result<Option<Closure>> {
        let Some(id) = self.current else {
            return Ok(None);
        };
        let record = self.shown().record(id)?;
        let options = Options {
            gap: self.rules.gap,
            ..Options::default()
        };
        Ok(Some(Closure {
            gaps: readiness::missing(&record, options.gap),
            checklist: checklist(&record, &options),
            message: closing_message(&record, &options),
            review: self.shown().thing(Review::id(id))?,
        }))
    }

    fn view<'a>(&'a self, record: &'a Record, situation: &'a Situation) -> View<'a> {
        View {
            record,
            situation,
            rules: &self.rules,
            now: self.moment(),
        }
    }

    /// The whole record of the current incident, and its situation.
    fn whole(&self) -> Result<Option<(Record, Situation)>> {
        let Some(id) = self.current else {
            return Ok(None);
        };
        Ok(Some((
            self.shown().record(id)?,
            self.shown().situation(id)?,
        )))
    }
}
