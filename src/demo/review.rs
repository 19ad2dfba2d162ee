//! The stage directions of the review: the fields of factors and fixes, the
//! sections, and how the post-mortem stands.

use super::command::lines;
use super::fields::{Names, word};
use super::play::{Played, Player};
use super::script::Step;
use crate::domain::{
    Closing, Factor, Figure, Fix, FixState, Label, Measurement, Metric, Pattern, Priority, Review,
    ReviewState, Section, SectionKind, Triage, When, fixes, fresh_id,
};

type Set = Result<(), String>;

pub(super) fn factor(factor: &mut Factor, name: &str, value: &str, names: &Names) -> Set {
    match name {
        "category" => factor.category = Some(word(crate::domain::Category::from_word, value)?),
        "confidence" => {
            factor.confidence = Some(word(crate::domain::Confidence::from_word, value)?);
        }
        "class" => value.clone_into(&mut factor.class),
        "notes" => value.clone_into(&mut factor.notes),
        "trigger" => factor.trigger = value == "yes",
        "under" => factor.under = Some(names.labelled(value)?),
        "evidence" => {
            for label in value.split_whitespace() {
                let label = Label::parse(label).ok_or("evidence is labels")?;
                factor.evidence.insert(fresh_id(), label);
            }
        }
        _ => return Err("no such field of a factor".into()),
    }
    Ok(())
}

pub(super) fn fix(fix: &mut Fix, name: &str, value: &str, names: &Names) -> Set {
    match name {
        "class" => value.clone_into(&mut fix.class),
        "effort" => value.clone_into(&mut fix.effort),
        "case" => value.clone_into(&mut fix.business_case),
        "tracker" => value.clone_into(&mut fix.tracker),
        "verification" => value.clone_into(&mut fix.verification),
        "notes" => value.clone_into(&mut fix.notes),
        "owner" => fix.owner = names.person(value)?,
        "agreed" => fix.agreed_by = names.person(value)?,
        "verifier" => fix.verifier = names.person(value)?,
        "priority" => fix.priority = Some(word(Priority::from_word, value)?),
        "due" => fix.due = Some(names.when(value)?),
        "answers" => {
            for label in value.split_whitespace() {
                fix.answers.insert(fresh_id(), names.labelled(label)?);
            }
        }
        "metric" => fix.metric = Some(metric(value)?),
        "measured" => {
            let (value, note) = value.split_once(' ').unwrap_or((value, ""));
            let measured = Measurement {
                value: Figure::read(value)?,
                when: When::now(names.now),
                note: note.to_owned(),
            };
            fix.measurements.insert(fresh_id(), measured);
        }
        _ => return pass(fix, name, value, names),
    }
    Ok(())
}

/// `state=doing` · `verified=@lee what was found` · `declined=@maya why` ·
/// `reopened=what did not hold`
fn pass(fix: &mut Fix, name: &str, value: &str, names: &Names) -> Set {
    let now = names.now;
    let (who, rest) = value.split_once(' ').unwrap_or((value, ""));
    let by = || names.person(who)?.ok_or_else(|| "who says so?".to_owned());
    *fix = match name {
        "state" => fixes::passed(fix, word(FixState::from_word, value)?, now)?,
        "verified" => fixes::verified(fix, by()?, When::now(now), rest, now)?,
        "declined" => fixes::declined(fix, by()?, rest, now)?,
        "reopened" => fixes::reopened(fix, value, now)?,
        _ => return Err("no such field of a fix".into()),
    };
    Ok(())
}

/// `tokens without an owner, tokens, 9, 0`: name, unit, baseline, target.
fn metric(value: &str) -> Result<Metric, String> {
    let parts: Vec<_> = value.split(", ").collect();
    let [name, unit, baseline, target] = parts.as_slice() else {
        return Err("name, unit, baseline and target are wanted".into());
    };
    Ok(Metric {
        unit: (*unit).to_owned(),
        baseline: Some(Figure::read(baseline)?),
        target: Some(Figure::read(target)?),
        ..Metric::new(*name)
    })
}

impl Player<'_> {
    /// `went-well the text / line by line`
    pub(super) fn section(&self, rest: &str) -> Played {
        let (kind, text) = rest.split_once(' ').ok_or("which section, and its text")?;
        let kind = word(SectionKind::from_word, kind)?;
        let incident = self.incident()?;
        let thing = self.stage.thing(kind.id(incident));
        let was = Section::standing(thing);
        Ok(Section::write(incident, kind, thing, was, &lines(text)))
    }

    /// `state in review` · `triage symptom why` · `meeting {d33}T09:00` ·
    /// `there @maya @lee` · `notes …` · `close why all the same` · `lookback …`
    pub(super) fn review(&self, rest: &str, step: &Step<'_>) -> Played {
        let (what, said) = rest.split_once(' ').ok_or("what of the review")?;
        let incident = self.incident()?;
        let thing = self.stage.thing(Review::id(incident));
        let mut review = Review::standing(thing);
        match what {
            "state" => {
                let state = word(ReviewState::from_word, said)?;
                review = review.passed(state, step.author, step.at);
            }
            "triage" => {
                let (answer, reasons) =
                    said.split_once(' ').ok_or("one-off or symptom, and why")?;
                review.triage = Some(Triage {
                    answer: word(Pattern::from_word, answer)?,
                    reasons: reasons.to_owned(),
                });
            }
            "meeting" => review.meeting = Some(self.names(step)?.when(said)?),
            "lookback" => review.lookback = Some(self.names(step)?.when(said)?),
            "notes" => review.notes = lines(said),
            "there" => {
                for handle in said.split_whitespace() {
                    let person = self.find(handle)?.id;
                    review.attendees.insert(fresh_id(), person);
                }
            }
            "close" => {
                review.closing = Some(Closing {
                    when: step.at,
                    by: step.author.to_owned(),
                    open: Vec::new(),
                    answer: said.to_owned(),
                });
            }
            other => return Err(format!("the review knows no {other}")),
        }
        Ok(review.write(incident, thing))
    }
}
