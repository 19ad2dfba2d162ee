//! The fields of the review: its meeting, its triage, and when to look back.
//! Its state is not among them: a passage says who made it.

use super::{Field, optional, put_ids, set};
use crate::app::Cx;
use crate::app::overlay::form::{Listed, Need};
use crate::domain::{Body, Pattern, Review, Triage};

pub(super) fn fields(b: &Review, cx: &Cx) -> Vec<Field> {
    let answer = b.triage.as_ref().map(|t| t.answer);
    let (answers, answer) = optional!(Pattern, answer);
    let reasons = b.triage.as_ref().map_or("", |t| t.reasons.as_str());
    let there = b.attendees.values();
    let there = there.iter().filter_map(|id| cx.known.handle(**id));
    let there: Vec<String> = there.map(|handle| format!("@{handle}")).collect();
    vec![
        Field::choice("one-off?", answers, answer, |draft, i| {
            match (&mut draft.body, i.checked_sub(1)) {
                (Body::Review(b), Some(i)) => triage(b).answer = Pattern::ALL[i],
                (Body::Review(b), None) => b.triage = None,
                (_, _) => {}
            }
        }),
        Field::line(
            "reasons",
            "what speaks for it",
            reasons,
            Need::Any,
            set!(Review, |b, v| if let Some(t) = &mut b.triage {
                t.reasons = v;
            }),
        ),
        Field::time(
            "meeting",
            "when the review is or was held",
            b.meeting.as_ref(),
            set!(Review, |b, when| b.meeting = when),
        ),
        Field::list(
            "there",
            Listed::People,
            &there.join(" "),
            set!(Review, |b, ids| put_ids(&mut b.attendees, ids)),
        ),
        Field::time(
            "look back",
            "when to see what became of the fixes: +90d",
            b.lookback.as_ref(),
            set!(Review, |b, when| b.lookback = when),
        )
        .ahead(),
        Field::text_field("notes", &b.notes, set!(Review, |b, v| b.notes = v)),
    ]
}

/// The answer to "one-off or symptom?", nobody's yet where there is none.
fn triage(b: &mut Review) -> &mut Triage {
    b.triage.get_or_insert_with(|| Triage {
        answer: Pattern::Unknown,
        reasons: String::new(),
    })
}
