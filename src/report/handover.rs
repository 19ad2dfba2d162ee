//! The brief of a handover: what the next one has to know, on one page.

use super::began::began;
use super::measure::clipped;
use super::owed::{
    deadlines, decisions, late, late_at, needs_said, promised, promises, questions, some,
};
use super::page::{Page, count};
use super::tasks::UNKNOWN;
use super::watch::watch;
use super::{Options, View, moment};
use crate::domain::attention::{Need, Rule, Urgency};
use crate::domain::clocks::passages;
use crate::domain::telling::{self, readers};
use crate::domain::{
    ArtifactStatus, Audience, Health, Id, Incident, Priority, Promise, Role, Task, TaskState,
    Thing, WorkstreamStatus,
};

/// Things to do first that a brief names.
const FIRST: usize = 3;
/// Columns of the summary, and of the impact.
const WRITTEN: usize = 300;

/// What a brief is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Brief<'a> {
    /// The role that is handed over.
    pub role: Role,
    /// Who held it.
    pub from: Option<Id>,
    /// Who takes it, once that is known.
    pub to: Option<Id>,
    /// What needs the commander, most urgent first.
    pub needs: &'a [Need],
}

/// The brief of a handover at a moment: Markdown.
#[must_use]
pub fn handover_brief(view: &View<'_>, brief: &Brief<'_>) -> String {
    let options = Options::default();
    let mut page = Page::new(view.record, &options);
    let Some(incident) = view.record.incident.as_incident() else {
        return String::new();
    };
    head(&mut page, view, brief, incident);
    state(&mut page, view, incident);
    first(&mut page, view, brief.needs);
    watch(&mut page, view, brief);
    streams(&mut page, view);
    needs_said(&mut page, view);
    deadlines(&mut page, view);
    decisions(&mut page, view);
    questions(&mut page, view);
    ruled_out(&mut page, view);
    promises(&mut page, view);
    page.awake(view, brief.to);
    page.finish().trim_end().to_owned() + "\n"
}

fn head(page: &mut Page<'_>, view: &View<'_>, brief: &Brief<'_>, incident: &Incident) {
    let name = incident.code_name.as_deref().unwrap_or_default();
    let key = page.heading_text(format!("{} {name}", incident.key).trim_end());
    page.push("# ", &format!("Handover of {}: {key}", brief.role));
    let who = |word: &str, id: Option<Id>, page: &Page<'_>| {
        id.map_or_else(String::new, |id| format!(" · {word} {}", page.person(id)))
    };
    let from = who("from", brief.from, page);
    let to = who("to", brief.to, page);
    let at = moment::minute(view.now);
    page.para(&format!("**{}** · {at}{from}{to}", incident.tlp));
    if incident.exercise {
        page.para("**EXERCISE · EXERCISE · EXERCISE.** This is a drill.");
    }
}

/// The state, in five lines, and what was written of the incident.
fn state(page: &mut Page<'_>, view: &View<'_>, incident: &Incident) {
    page.section("State");
    let written = [("Summary", &incident.summary), ("Impact", &incident.impact)];
    let written = written.into_iter().filter(|(_, text)| !text.is_empty());
    let mut lines = vec![stands(page, view, incident)];
    lines.extend(written.map(|(of, text)| {
        let text = text.lines().collect::<Vec<_>>().join(" ");
        format!("{of}: {}", page.text(&clipped(&text, WRITTEN)))
    }));
    lines.extend([
        health(page, view),
        work(view),
        last_word(page, view),
        comes_next(page, view),
    ]);
    page.list(lines);
}

fn stands(page: &Page<'_>, view: &View<'_>, incident: &Incident) -> String {
    let passed = passages(&view.record.entries);
    let into = passed.iter().rfind(|p| p.phase == incident.phase);
    let since = into.map_or_else(String::new, |p| {
        format!(" since {}", page.text(&moment::brief(p.when)))
    });
    let long = began(view).map_or_else(String::new, |began| format!(", {began}"));
    let title = page.text(&incident.title);
    format!(
        "{}, **{}**{since}{long}: {title}",
        incident.severity, incident.phase
    )
}

fn health(page: &Page<'_>, view: &View<'_>) -> String {
    let streams = view.record.known.workstreams.iter();
    let streams: Vec<(&str, WorkstreamStatus)> = streams
        .filter_map(|t| Some((t, t.as_workstream()?)))
        .filter(|(_, w)| w.status != WorkstreamStatus::Done)
        .map(|(t, w)| (page.health(t, w), w.status))
        .collect();
    let words = [Health::Red, Health::Amber, Health::Green].map(Health::word);
    let tally = words.into_iter().chain(Some(UNKNOWN)).filter_map(|word| {
        let n = streams.iter().filter(|(health, _)| *health == word).count();
        (n > 0 || word == Health::Red.word()).then(|| format!("{n} {word}"))
    });
    let blocked = streams
        .iter()
        .filter(|(_, status)| *status == WorkstreamStatus::Blocked);
    format!(
        "{}: {}; {} blocked",
        count(streams.len(), "workstream goes on", "workstreams go on"),
        tally.collect::<Vec<_>>().join(", "),
        blocked.count()
    )
}

fn work(view: &View<'_>) -> String {
    let tasks: Vec<&Task> = view
        .situation
        .tasks
        .iter()
        .filter_map(Thing::as_task)
        .collect();
    let p1 = tasks.iter().filter(|t| t.priority == Some(Priority::P1));
    let unowned = tasks.iter().filter(|t| t.assignee.is_none());
    let late = |t: &&&Task| t.due.as_ref().is_some_and(|d| d.bounds().1 < view.now);
    format!(
        "{}: {} of P1, {} without an owner, {} overdue",
        count(tasks.len(), "open task", "open tasks"),
        p1.count(),
        unowned.count(),
        tasks.iter().filter(late).count()
    )
}

fn last_word(page: &Page<'_>, view: &View<'_>) -> String {
    let starred = page
        .standing()
        .filter(|(_, e)| e.starred || e.phase.is_some());
    let starred = starred.filter(|(_, e)| e.when.at <= view.now);
    match starred.last() {
        Some((thing, entry)) => format!(
            "Last milestone or starred entry: {} {} ({})",
            page.text(&moment::brief(&entry.when)),
            page.text(&entry.text),
            thing.name()
        ),
        None => "No milestone and no starred entry is recorded".into(),
    }
}

fn comes_next(page: &Page<'_>, view: &View<'_>) -> String {
    let running = view.situation.running();
    let next = view.situation.next_check_in(view.rules);
    let call = match (running, next) {
        (Some((thing, check_in)), _) => {
            let since = check_in.started.map(moment::minute);
            let since = since.map_or_else(String::new, |at| format!(" since {at}"));
            format!("check-in {} goes on{since}", thing.name())
        }
        (None, Some(at)) => format!("next check-in {}", late_at(at, view)),
        (None, None) => "no check-in is planned".to_owned(),
    };
    format!("Next: {call}; {}", next_update(page, view))
}

/// What comes first: an update that was promised, or the one that executives
/// are due by the rhythm.
fn next_update(page: &Page<'_>, view: &View<'_>) -> String {
    let owed = promised(view).into_iter();
    let mut owed = owed.filter_map(|(_, p)| Some((p, p.audience?)));
    let rhythm = telling::rhythm(view.situation, view.rules, view.now);
    let first = |p: &Promise| rhythm.is_none_or(|at| p.due.bounds().1 <= at);
    match (owed.next().filter(|(p, _)| first(p)), rhythm) {
        (Some((p, audience)), _) => {
            let due = page.text(&late(&p.due, view));
            format!("update to {} {due}", readers(audience))
        }
        (None, Some(at)) => format!(
            "update to {} {}, by the rhythm",
            readers(Audience::Exec),
            late_at(at, view)
        ),
        (None, None) => "no update is promised".to_owned(),
    }
}

fn first(page: &mut Page<'_>, view: &View<'_>, needs: &[Need]) {
    page.section("The first things to do");
    // A notice that a regulator waits for goes before whatever else is late.
    let late = |n: &&Need| n.rule == Rule::Clock && n.urgency == Urgency::Now;
    let others = needs.iter().filter(|n| !late(n));
    let items: Vec<String> = needs
        .iter()
        .filter(late)
        .chain(others)
        .take(FIRST)
        .map(|n| {
            let (what, why) = (page.text(&n.what), page.text(&n.why));
            format!("**{what}**: {why} ({})", n.when(view.now))
        })
        .collect();
    if items.is_empty() {
        page.nothing("Nothing needs the commander at this moment.");
    }
    let more = needs.len().saturating_sub(FIRST);
    page.list(items);
    if more > 0 {
        let said = count(more, "more thing needs", "more things need");
        page.nothing(&format!("{said} the commander."));
    }
}

fn streams(page: &mut Page<'_>, view: &View<'_>) {
    page.section("Workstreams");
    let row = |thing: &Thing| {
        let stream = thing.as_workstream()?;
        if stream.status == WorkstreamStatus::Done {
            return None;
        }
        let lead = stream.lead.map(|id| page.handle(id));
        Some(vec![
            page.text(&thing.name()),
            format!("{}, {}", page.health(thing, stream), stream.status),
            lead.unwrap_or_else(|| "**nobody**".into()),
            spoken(page, thing),
        ])
    };
    let rows: Vec<_> = view
        .record
        .known
        .workstreams
        .iter()
        .filter_map(row)
        .collect();
    if rows.is_empty() {
        page.nothing("No workstream goes on.");
    } else {
        page.table(&["Workstream", "Health", "Lead", "Last word"], &rows);
    }
}

/// The last word of a workstream, and the entry that has it.
fn spoken(page: &Page<'_>, thing: &Thing) -> String {
    match page.last_word(thing) {
        None => "nothing is recorded".to_owned(),
        Some((text, None)) => page.text(text),
        Some((text, Some(entry))) => format!("{} ({})", page.text(text), entry.name()),
    }
}

fn ruled_out(page: &mut Page<'_>, view: &View<'_>) {
    page.section("Ruled out");
    let says = |text: &str| text.to_lowercase().contains("ruled out");
    let entries = page.standing().filter(|(_, e)| says(&e.text));
    let mut items: Vec<String> = entries
        .map(|(t, e)| format!("{} ({})", page.text(&e.text), t.name()))
        .collect();
    let cleared = view.record.artifacts.iter().filter(|t| {
        t.as_artifact()
            .is_some_and(|a| a.status == Some(ArtifactStatus::Cleared))
    });
    items.extend(cleared.map(|t| format!("{} {}: cleared", t.name(), page.text(t.headline()))));
    let dropped = view
        .record
        .tasks
        .iter()
        .filter(|t| t.as_task().is_some_and(|t| t.state == TaskState::Dropped));
    items.extend(dropped.map(|t| format!("{} {}: dropped", t.name(), page.text(t.headline()))));
    some(page, items, "Nothing is recorded as ruled out.");
}
