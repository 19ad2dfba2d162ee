//! What changed in the watch of who hands over.

use super::changes;
use super::measure::{IN_FULL, Measure};
use super::page::Page;
use super::plain::Plain;
use super::sitrep::{Asked, Report};
use super::{Brief, Options, View, moment};
use crate::domain::{Audience, Id};
use chrono::{DateTime, Utc};

/// Changes of a watch that a brief tells.
const TOLD: usize = 6;

/// What changed since who hands over took the role, the most telling first.
/// Nothing where nobody held it: the state says it all.
pub(super) fn watch(page: &mut Page<'_>, view: &View<'_>, brief: &Brief<'_>) {
    let Some((since, who)) = began(view, brief) else {
        return;
    };
    let who = page.person(who);
    page.section(&format!(
        "What changed since {}, when {who} took over",
        moment::minute(since)
    ));
    let asked = Asked {
        audience: Audience::Responders,
        since,
        next: None,
    };
    let plain = Plain::of(view.record, asked.audience);
    let options = Options::default();
    let report = Report {
        page: Page::new(view.record, &options),
        plain: &plain,
        view,
        asked: &asked,
        measure: Measure {
            changes: TOLD,
            ..IN_FULL
        },
    };
    let told = changes::since(&report);
    if told.items.is_empty() {
        page.nothing("No milestone, decision or finding.");
        return;
    }
    page.list(told.items);
    if let Some(others) = told.others {
        page.nothing(&format!("{others} in the record."));
    }
}

/// When who hands over took the role that they hold, and who they are.
fn began(view: &View<'_>, brief: &Brief<'_>) -> Option<(DateTime<Utc>, Id)> {
    let from = brief.from?;
    let roles = view.situation.roles.iter().filter_map(|t| t.as_role());
    let held = roles.filter(|r| r.role == brief.role && r.person == from && r.from <= view.now);
    let since = held.map(|r| r.from).max()?;
    Some((since, from))
}
