//! Label numbers: which a change carries, and giving those it asks for.

use super::fault::Inner;
use super::project::Projector;
use crate::domain::{
    Body, Change, Decision, Edit, EntryEdit, Id, Label, LabelKind, Question, Thing,
};

/// The numbers a change carries.
pub(super) fn given(change: &Change) -> Vec<Label> {
    let of_decision = |d: &Option<Decision>| d.as_ref().map(|d| (LabelKind::Decision, d.number));
    let of_question = |q: &Option<Question>| q.as_ref().map(|q| (LabelKind::Question, q.number));
    let numbers: Vec<Option<(LabelKind, u32)>> = match change {
        Change::Create { number, body, .. } => {
            let own = body.kind().series().map(|series| (series, *number));
            match &**body {
                Body::Entry(e) => vec![own, of_decision(&e.decision), of_question(&e.question)],
                Body::Incident(_)
                | Body::Workstream(_)
                | Body::Task(_)
                | Body::Artifact(_)
                | Body::Person(_)
                | Body::Role(_)
                | Body::CheckIn(_)
                | Body::Handover(_)
                | Body::Duty(_)
                | Body::Snooze(_)
                | Body::Inject(_)
                | Body::Factor(_)
                | Body::Fix(_)
                | Body::Section(_)
                | Body::Review(_) => vec![own],
            }
        }
        Change::Edit {
            edit: Edit::Entry(EntryEdit::Decision(swap)),
            ..
        } => vec![of_decision(&swap.was), of_decision(&swap.now)],
        Change::Edit {
            edit: Edit::Entry(EntryEdit::Question(swap)),
            ..
        } => vec![of_question(&swap.was), of_question(&swap.now)],
        Change::Edit { .. } | Change::Withdraw { .. } => Vec::new(),
    };
    let labels = numbers.into_iter().flatten();
    labels.map(|(kind, n)| Label::new(kind, n)).collect()
}

/// What replaced a decision, where that is what was recorded just before.
fn replaced(of: Option<&mut Decision>, incident: Id, projector: &Projector<'_>) -> Inner<()> {
    if let Some(by @ 0) = of.and_then(|d| d.superseded_by.as_mut()) {
        *by = projector.highest(incident, LabelKind::Decision)?;
    }
    Ok(())
}

/// What answered a question, where that is what was recorded just before.
fn answered(of: Option<&mut Question>, incident: Id, projector: &Projector<'_>) -> Inner<()> {
    let by = of.and_then(|q| q.answered_by.as_mut());
    if let Some(by) = by.filter(|by| by.number == 0) {
        by.number = projector.highest(incident, by.kind)?;
    }
    Ok(())
}

/// Gives the numbers a change asks for with a 0. What replaced a decision or
/// answered a question is then what was recorded just before.
pub(super) fn give(change: &mut Change, projector: &mut Projector<'_>) -> Inner<()> {
    match change {
        Change::Create {
            incident: Some(incident),
            number,
            body,
            ..
        } => {
            if let (0, Some(series)) = (*number, body.kind().series()) {
                *number = projector.next_number(*incident, series)?;
            }
            if let Body::Entry(entry) = &mut **body {
                register(&mut entry.decision, *incident, None, projector)?;
                register(&mut entry.question, *incident, None, projector)?;
            }
            Ok(())
        }
        Change::Edit {
            id,
            edit: Edit::Entry(EntryEdit::Decision(swap)),
        } => {
            let thing = projector.thing(*id)?;
            let held = thing
                .as_ref()
                .and_then(Thing::as_entry)
                .and_then(|e| e.decision.as_ref());
            let held = held.or(swap.was.as_ref()).map(|d| d.number);
            let incident = thing.as_ref().and_then(|t| t.incident);
            let Some(incident) = incident else {
                return Ok(());
            };
            register(&mut swap.now, incident, held, projector)?;
            replaced(swap.now.as_mut(), incident, projector)
        }
        Change::Edit {
            id,
            edit: Edit::Entry(EntryEdit::Question(swap)),
        } => {
            let thing = projector.thing(*id)?;
            let held = thing
                .as_ref()
                .and_then(Thing::as_entry)
                .and_then(|e| e.question.as_ref());
            let held = held.or(swap.was.as_ref()).map(|q| q.number);
            let incident = thing.as_ref().and_then(|t| t.incident);
            let Some(incident) = incident else {
                return Ok(());
            };
            register(&mut swap.now, incident, held, projector)?;
            answered(swap.now.as_mut(), incident, projector)
        }
        Change::Create { .. } | Change::Edit { .. } | Change::Withdraw { .. } => Ok(()),
    }
}

/// What is registered under a second label.
trait Registered {
    const SERIES: LabelKind;
    fn number(&mut self) -> &mut u32;
}

impl Registered for Decision {
    const SERIES: LabelKind = LabelKind::Decision;
    fn number(&mut self) -> &mut u32 {
        &mut self.number
    }
}

impl Registered for Question {
    const SERIES: LabelKind = LabelKind::Question;
    fn number(&mut self) -> &mut u32 {
        &mut self.number
    }
}

/// Gives a number where one is asked for: the one it `held` before, if any.
fn register<T: Registered>(
    what: &mut Option<T>,
    incident: Id,
    held: Option<u32>,
    projector: &mut Projector<'_>,
) -> Inner<()> {
    let Some(number) = what.as_mut().map(T::number).filter(|n| **n == 0) else {
        return Ok(());
    };
    *number = match held {
        Some(held) if held > 0 => held,
        Some(_) | None => projector.next_number(incident, T::SERIES)?,
    };
    Ok(())
}
