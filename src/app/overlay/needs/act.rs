//! Where a need leads, what is said to whom about it, and what it takes to be
//! done with it.

use super::Question;
use crate::app::Cx;
use crate::app::overlay::form::Form;
use crate::app::overlay::{CheckIns, Clocks, Flow, Handover, Overlay, People, Sitrep};
use crate::app::owners::gives;
use crate::domain::attention::{Need, Rule};
use crate::domain::{Body, Entry, Label, Role, RoleHeld, Thing};
use crate::domain::{Change, Id, fresh_id};

/// How a need is resolved.
pub(super) enum Way {
    /// Something is asked first.
    Ask(Question),
    /// Somewhere else.
    Go(Flow),
}

/// The thing a need is about, of those that are held whole.
pub(super) fn thing<'a>(need: &Need, cx: &Cx<'a>) -> Option<&'a Thing> {
    let situation = cx.situation?;
    let streams = situation.known.workstreams.iter();
    let held = streams.chain(&situation.tasks).chain(&situation.waiting);
    let mut all = held.chain(&situation.fixes);
    all.find(|thing| Some(thing.id) == need.subject)
}

/// Enter: to the thing, or to the screen where it is dealt with.
pub(super) fn lead(need: &Need, cx: &Cx) -> Flow {
    match need.rule {
        Rule::NoIc | Rule::NoScribe | Rule::LongDuty | Rule::Overloaded => people(),
        Rule::Handover => handover(),
        Rule::Clock => clocks(cx),
        Rule::CheckIn => check_ins(),
        Rule::Update => sitrep(),
        Rule::Promise
        | Rule::Blocked
        | Rule::Red
        | Rule::Silent
        | Rule::Cycle
        | Rule::Overdue
        | Rule::Unowned
        | Rule::Stuck
        | Rule::Revisit
        | Rule::Question
        | Rule::FixOverdue
        | Rule::FixUnowned
        | Rule::FixUnverified => {
            let found = thing(need, cx).cloned();
            found.map_or(Flow::Stay, |thing| Flow::Goto(Box::new(thing)))
        }
    }
}

fn people() -> Flow {
    Flow::Push(Overlay::People(People::new()))
}

fn handover() -> Flow {
    Flow::Push(Overlay::Handover(Handover::new()))
}

fn clocks(cx: &Cx) -> Flow {
    Flow::Push(Overlay::Clocks(Clocks::new(cx.rules.clocks.clone(), None)))
}

fn check_ins() -> Flow {
    Flow::Push(Overlay::CheckIns(CheckIns::new()))
}

fn sitrep() -> Flow {
    Flow::Push(Overlay::Sitrep(Sitrep::new()))
}

/// The obvious way to be done with a need.
pub(super) fn resolve(need: &Need, cx: &Cx) -> Way {
    Way::Go(match need.rule {
        Rule::Overdue | Rule::Unowned | Rule::Stuck => return Way::Ask(Question::State),
        Rule::Question | Rule::Promise => {
            return Way::Ask(Question::Label(Default::default()));
        }
        Rule::NoIc | Rule::NoScribe | Rule::FixUnowned => return Way::Ask(Question::Owner),
        Rule::FixOverdue | Rule::FixUnverified => return Way::Go(lead(need, cx)),
        Rule::Blocked | Rule::Red | Rule::Silent | Rule::Cycle | Rule::Revisit => {
            match thing(need, cx).cloned() {
                Some(thing) => {
                    let form = Form::new(thing.body.clone(), Some(Box::new(thing)), cx);
                    Flow::Push(Overlay::Form(form))
                }
                None => Flow::Stay,
            }
        }
        Rule::LongDuty | Rule::Handover => handover(),
        Rule::Clock => clocks(cx),
        Rule::CheckIn => check_ins(),
        Rule::Update => sitrep(),
        Rule::Overloaded => people(),
    })
}

/// The role that nobody holds, where that is what the need is.
fn vacant(need: &Need) -> Option<Role> {
    match need.rule {
        Rule::NoIc => Some(Role::Ic),
        Rule::NoScribe => Some(Role::Scribe),
        Rule::LongDuty
        | Rule::Handover
        | Rule::Clock
        | Rule::CheckIn
        | Rule::Update
        | Rule::Promise
        | Rule::Blocked
        | Rule::Red
        | Rule::Silent
        | Rule::Cycle
        | Rule::Overdue
        | Rule::Unowned
        | Rule::Stuck
        | Rule::Revisit
        | Rule::Question
        | Rule::Overloaded
        | Rule::FixOverdue
        | Rule::FixUnowned
        | Rule::FixUnverified => None,
    }
}

/// Whether what the need is about can be given to somebody.
pub(super) fn can_be_given(need: &Need, cx: &Cx) -> bool {
    let owned = |t: &Thing| matches!(t.body, Body::Task(_) | Body::Workstream(_) | Body::Fix(_));
    vacant(need).is_some() || thing(need, cx).is_some_and(owned)
}

/// What is given to somebody, as it is called: a role, or the thing.
pub(super) fn what_is_given(need: &Need, cx: &Cx) -> String {
    let named = || thing(need, cx).map_or_else(String::new, Thing::name);
    vacant(need).map_or_else(named, |role| role.to_string())
}

/// What gives it to somebody, or to nobody.
pub(super) fn give(need: &Need, to: Option<Id>, cx: &Cx) -> Option<Vec<Change>> {
    if let Some((role, person)) = vacant(need).zip(to) {
        let held = Body::Role(RoleHeld {
            person,
            role,
            workstream: None,
            from: cx.now,
            until: None,
        });
        let incident = cx.incident.map(|t| t.id);
        return Some(vec![Change::create(fresh_id(), incident, held)]);
    }
    gives(thing(need, cx)?, to)
}

/// What says that an entry answers the question, or keeps the promise.
pub(super) fn settle(need: &Need, by: Label, cx: &Cx) -> Option<(Vec<Change>, String)> {
    let thing = thing(need, cx)?;
    let mut wanted: Entry = thing.as_entry()?.clone();
    let name = wanted
        .register()
        .map_or_else(|| thing.name(), |l| l.to_string());
    let said = if need.rule == Rule::Promise {
        wanted.promise.as_mut()?.kept = Some(by);
        format!("the promise of {name} is kept by {by}")
    } else {
        wanted.question.as_mut()?.answered_by = Some(by);
        format!("{name} is answered by {by}")
    };
    Some((Change::edits(thing, &Body::Entry(wanted)), said))
}

/// A communication to whoever can help, for the capture line.
pub(super) fn nudge(need: &Need, cx: &Cx) -> String {
    let thing = thing(need, cx);
    let about = thing.map(|t| {
        let register = t.as_entry().and_then(Entry::register);
        register.map_or_else(|| t.name(), |label| label.to_string())
    });
    let about = about.map_or_else(String::new, |name| format!(" {name}"));
    let to = whom(need, thing, cx).and_then(|id| cx.known.handle(id));
    let to = to.map_or_else(String::new, |handle| format!(" @{handle}"));
    let asks = match need.rule {
        Rule::NoIc => "who takes over as IC?",
        Rule::NoScribe => "who keeps the timeline?",
        Rule::LongDuty => "who can take over as IC?",
        Rule::Handover => "please acknowledge the handover",
        Rule::Clock => "who gives the notice?",
        Rule::CheckIn => "the check-in is due",
        Rule::Update => "the update is due",
        Rule::Promise => "this was promised: is it done?",
        Rule::Blocked => "what would get it going again?",
        Rule::Red => "what do you need?",
        Rule::Silent => "how does it stand?",
        Rule::Cycle => "which of them can go first?",
        Rule::Overdue => "when will it be done?",
        Rule::Unowned => "who takes it?",
        Rule::Stuck => "what is in the way?",
        Rule::Revisit => "does this still hold?",
        Rule::Question => "who can answer this?",
        Rule::Overloaded => "what can somebody else take?",
        Rule::FixOverdue => "when will it ship?",
        Rule::FixUnowned => "who takes it?",
        Rule::FixUnverified => "does it hold?",
    };
    format!("\"{to}{about}: {asks}").replacen("\":", "\"", 1)
}

/// Who can help: the owner of a task, the lead of its workstream, whoever the
/// need is about.
fn whom(need: &Need, thing: Option<&Thing>, cx: &Cx) -> Option<Id> {
    let lead = |stream: Id| {
        let mut all = cx.known.workstreams.iter();
        all.find(|t| t.id == stream)?.as_workstream()?.lead
    };
    let Some(thing) = thing else {
        let situation = cx.situation?;
        let mut handovers = situation.unacknowledged();
        let given = handovers.find(|(t, _)| Some(t.id) == need.subject);
        return given.map(|(_, h)| h.to).or(need.subject);
    };
    let own = thing.as_task().and_then(|task| task.assignee);
    let own = own.or_else(|| thing.as_fix().and_then(|fix| fix.verifier.or(fix.owner)));
    let entry = thing.as_entry();
    let decided = entry.and_then(|e| e.decision.as_ref()?.decided_by);
    let named = entry.and_then(|e| e.people.first().copied());
    let leads = || thing.workstream().and_then(lead);
    own.or(decided).or(named).or_else(leads)
}
