//! Reports that the cockpit shows, written from the record.

use crate::app::{Closure, Loaded, Query, SitrepText};
use crate::domain::attention::{Rules, needs};
use crate::domain::{Audience, Id, Phase, Record, Review, Role, Situation, readiness, telling};
use crate::report::{
    Asked, Brief, Options, View, checklist, closing_message, handover_brief, situation_report,
};
use crate::store::{Result, Store};
use chrono::{DateTime, Utc};

/// A report of the whole record.
#[derive(Clone, Copy)]
pub enum Report {
    /// The situation report for an audience.
    Sitrep(Audience),
    /// The brief of a handover to somebody.
    Brief(Option<Id>),
    /// What the incident is closed with.
    Closure,
}

impl Report {
    /// The report that answers a question; none where no report does.
    pub(super) const fn of(query: &Query) -> Option<Self> {
        match query {
            Query::Sitrep(audience) => Some(Self::Sitrep(*audience)),
            Query::Brief(to) => Some(Self::Brief(*to)),
            Query::Closure => Some(Self::Closure),
            _of_a_part => None,
        }
    }

    /// The question it answers.
    pub(super) const fn query(self) -> Query {
        match self {
            Self::Sitrep(audience) => Query::Sitrep(audience),
            Self::Brief(to) => Query::Brief(to),
            Self::Closure => Query::Closure,
        }
    }
}

/// What reports are written from.
pub struct Desk<'a> {
    pub(super) store: &'a Store,
    pub(super) incident: Option<Id>,
    pub(super) rules: &'a Rules,
    /// The moment that is looked at.
    pub(super) now: DateTime<Utc>,
}

impl Desk<'_> {
    /// The report that is asked for.
    pub(super) fn write(&self, report: Report) -> Result<Loaded> {
        Ok(match report {
            Report::Sitrep(audience) => self.sitrep(audience)?,
            Report::Brief(to) => self.brief(to)?,
            Report::Closure => Loaded::Closure(self.closure()?.map(Box::new)),
        })
    }

    /// The situation report for an audience.
    fn sitrep(&self, audience: Audience) -> Result<Loaded> {
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
            next: telling::next_update(&situation, audience, self.rules, view.now),
        };
        Ok(Loaded::Sitrep(SitrepText {
            audience,
            text: situation_report(&view, &asked),
            stale: telling::stale(&record, audience),
            next: asked.next,
        }))
    }

    /// The brief of a handover of the IC's role to somebody.
    fn brief(&self, to: Option<Id>) -> Result<Loaded> {
        let Some((record, situation)) = self.whole()? else {
            return Ok(Loaded::Brief(to, String::new()));
        };
        let view = self.view(&record, &situation);
        let reader = to.and_then(|id| situation.known.handle(id));
        let whom = reader.unwrap_or_default();
        let needs = needs(&situation, self.rules, whom, view.now);
        let asked = Brief {
            role: Role::Ic,
            from: situation.holder(Role::Ic, view.now),
            to,
            needs: &needs,
        };
        Ok(Loaded::Brief(to, handover_brief(&view, &asked)))
    }

    /// What the current incident is closed with.
    fn closure(&self) -> Result<Option<Closure>> {
        let Some(id) = self.incident else {
            return Ok(None);
        };
        let record = self.store.record(id)?;
        let options = Options {
            gap: self.rules.gap,
            ..Options::default()
        };
        let card = record.incident.as_incident();
        Ok(Some(Closure {
            closed: card.is_some_and(|i| i.phase == Phase::Closed),
            gaps: readiness::missing(&record, options.gap),
            checklist: checklist(&record, &options),
            message: closing_message(&record, &options),
            review: self.store.thing(Review::id(id))?,
        }))
    }

    fn view<'a>(&'a self, record: &'a Record, situation: &'a Situation) -> View<'a> {
        View {
            record,
            situation,
            rules: self.rules,
            now: self.now,
        }
    }

    /// The whole record of the current incident, and its situation.
    fn whole(&self) -> Result<Option<(Record, Situation)>> {
        let Some(id) = self.incident else {
            return Ok(None);
        };
        Ok(Some((self.store.record(id)?, self.store.situation(id)?)))
    }
}
