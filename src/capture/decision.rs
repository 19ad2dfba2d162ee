//! `= choice; why: …; rejected: …; not reversible; by: @maya; revisit: …` taken apart.
//! The text stays whole.

use super::due::revisit;
use super::tags::{Tag, Word, is_name};
use super::{Context, Mistake};
use crate::domain::{Decision, Label, LabelKind};
use std::ops::Range;

/// What a part of a decision's text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Why,
    Rejected,
    Revisit,
    Reversible(bool),
    /// Who decided.
    By,
    /// The number of the decision that it replaces.
    Supersedes(u32),
}

/// The words that begin a part.
const HEADS: &[(&str, Part)] = &[
    ("why:", Part::Why),
    ("because:", Part::Why),
    ("rejected:", Part::Rejected),
    ("instead of:", Part::Rejected),
    ("revisit:", Part::Revisit),
    ("by:", Part::By),
];

/// The parts that are their words and nothing else.
const WHOLE: &[(&str, Part)] = &[
    ("reversible", Part::Reversible(true)),
    ("not reversible", Part::Reversible(false)),
    ("irreversible", Part::Reversible(false)),
];

/// What a decision's text says.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    pub(super) decision: Decision,
    /// Where the time to revisit it stands: bytes of the line.
    pub(super) revisit: Option<Range<usize>>,
    /// The number of the decision that it replaces.
    pub(super) supersedes: Option<u32>,
    /// Where the `@handle` of who decided stands: bytes of the line.
    pub(super) by: Option<Range<usize>>,
}

/// Where the text of a decision ends that is followed by `tags`: `supersedes`
/// and `by:` take the first of them with them.
pub(super) fn end(line: &str, from: usize, tags: &[Word<'_>]) -> usize {
    let Some(first) = tags.first() else {
        return line.len();
    };
    let before = line[from..first.range.start].trim_end();
    let last = before.rsplit(';').next().unwrap_or_default().trim();
    let takes = match first.tag {
        Some(Tag::Label) => before.ends_with("supersedes"),
        Some(Tag::Person(_)) => last.eq_ignore_ascii_case("by:"),
        Some(Tag::Workstream(_) | Tag::Priority(_) | Tag::Due(_)) | None => false,
    };
    if takes {
        first.range.end
    } else {
        first.range.start
    }
}

/// The decision that a range of a line says. Without parts, the text itself
/// is the choice.
pub(super) fn decision(line: &str, range: Range<usize>, cx: &Context<'_>) -> Result<Said, Mistake> {
    let mut said = Said::default();
    let mut choice = String::new();
    let mut into = None;
    let mut parted = false;
    let mut at = range.start;
    for piece in line[range.clone()].split(';') {
        let begins = at == range.start;
        let place = at..at + piece.len();
        at = place.end + 1;
        let part = part(line, place.clone())?;
        let part = part.filter(|(p, _)| !begins || matches!(p, Part::Supersedes(_)));
        parted |= part.is_some();
        match part {
            Some((Part::Revisit, value)) => said.revisit(line, value, cx)?,
            Some((Part::Supersedes(old), value)) => said.supersedes(line, value, old)?,
            Some((Part::By, value)) => said.by(line, value)?,
            Some((Part::Reversible(yes), value)) => said.reversible(line, value, yes)?,
            Some((part @ (Part::Why | Part::Rejected), value)) => {
                into = Some(part);
                let field = said.field(part);
                let joint = if field.is_empty() { "" } else { "; " };
                field.push_str(joint);
                field.push_str(line[value].trim_start());
            }
            // A `;` that begins no part is text of the one before it.
            None => {
                let field = into.map_or(&mut choice, |part| said.field(part));
                field.push_str(if begins || field.is_empty() { "" } else { ";" });
                field.push_str(piece);
            }
        }
    }
    for field in [&mut said.decision.why, &mut said.decision.rejected] {
        *field = field.trim().to_owned();
    }
    if parted {
        said.decision.choice = choice.trim().to_owned();
    }
    if said.supersedes.is_some() && said.decision.choice.is_empty() {
        let what = "what was decided instead is missing";
        let hint = "write it behind: = supersedes D3; rotate the CI tokens only";
        return Err(Mistake::new(line, range.end..range.end, what, hint));
    }
    Ok(said)
}

impl Said {
    fn field(&mut self, part: Part) -> &mut String {
        match part {
            Part::Rejected => &mut self.decision.rejected,
            Part::Why | Part::Revisit | Part::Reversible(_) | Part::By | Part::Supersedes(_) => {
                &mut self.decision.why
            }
        }
    }

    fn revisit(&mut self, line: &str, at: Range<usize>, cx: &Context<'_>) -> Result<(), Mistake> {
        if self.revisit.is_some() {
            return Err(twice(line, at, "a second time to revisit it"));
        }
        self.decision.revisit = Some(revisit(line, at.clone(), cx)?);
        self.revisit = Some(at);
        Ok(())
    }

    fn by(&mut self, line: &str, at: Range<usize>) -> Result<(), Mistake> {
        let other = |was: &Range<usize>| !line[was.clone()].eq_ignore_ascii_case(&line[at.clone()]);
        if self.by.as_ref().is_some_and(other) {
            return Err(twice(line, at, "a second one who decided"));
        }
        self.by = Some(at);
        Ok(())
    }

    fn supersedes(&mut self, line: &str, at: Range<usize>, old: u32) -> Result<(), Mistake> {
        if self.supersedes.is_some_and(|said| said != old) {
            return Err(twice(line, at, "a second decision that it replaces"));
        }
        self.supersedes = Some(old);
        Ok(())
    }

    fn reversible(&mut self, line: &str, at: Range<usize>, yes: bool) -> Result<(), Mistake> {
        if self.decision.reversible.is_some_and(|said| said != yes) {
            return Err(twice(line, at, "both reversible and not"));
        }
        self.decision.reversible = Some(yes);
        Ok(())
    }
}

fn twice(line: &str, at: Range<usize>, what: &str) -> Mistake {
    let hint = "leave one away, or put `\\` before it to keep it as text";
    Mistake::new(line, at, what, hint)
}

/// The part that the text between two `;` is, and the place of its value.
fn part(line: &str, place: Range<usize>) -> Result<Option<(Part, Range<usize>)>, Mistake> {
    let text = line[place.clone()].trim_end();
    let start = place.start + text.len() - text.trim_start().len();
    let text = text.trim_start();
    // The sentence may end behind a time or a flag, not within a reason.
    let bare = text.trim_end_matches(['.', ',', '!']);
    if let Some((_, part)) = WHOLE.iter().find(|(w, _)| w.eq_ignore_ascii_case(bare)) {
        return Ok(Some((*part, start..start + bare.len())));
    }
    if let Some(old) = bare.strip_prefix("supersedes ") {
        return supersedes(line, old.trim(), start..start + bare.len());
    }
    let begins = |head: &str| {
        let written = text.get(..head.len());
        written.is_some_and(|written| written.eq_ignore_ascii_case(head))
    };
    let Some((head, part)) = HEADS.iter().find(|(head, _)| begins(head)) else {
        return Ok(None);
    };
    let value = &bare[head.len().min(bare.len())..];
    let value_at = start + bare.len() - value.trim_start().len()..start + bare.len();
    let is_person = || value.trim_start().strip_prefix('@').is_some_and(is_name);
    Ok(match part {
        Part::Revisit => Some((*part, value_at)),
        // `by: hand` is prose.
        Part::By => is_person().then_some((*part, value_at)),
        Part::Why | Part::Rejected | Part::Reversible(_) | Part::Supersedes(_) => {
            Some((*part, start + head.len()..place.end))
        }
    })
}

/// `supersedes D3`; other words behind it are prose.
fn supersedes(
    line: &str,
    old: &str,
    at: Range<usize>,
) -> Result<Option<(Part, Range<usize>)>, Mistake> {
    match Label::parse(old) {
        None => Ok(None),
        Some(label) if label.kind == LabelKind::Decision => {
            Ok(Some((Part::Supersedes(label.number), at)))
        }
        Some(label) => Err(Mistake::new(
            line,
            at,
            format!("{label} is no decision"),
            "write the label of the decision that it replaces: supersedes D3",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{known, now, read, table};
    use super::*;

    fn said(text: &str) -> Decision {
        let known = known();
        let cx = Context {
            now: now(),
            zone: "UTC",
            known: &known,
        };
        decision(text, 0..text.len(), &cx).unwrap().decision
    }

    #[test]
    fn the_parts_of_a_decision_are_found_whatever_their_order() {
        let d = said("cut access; instead of: wait; Why: scope unknown; and so on");
        assert_eq!(d.choice, "cut access");
        assert_eq!(d.why, "scope unknown; and so on");
        assert_eq!(d.rejected, "wait");
        let plain = said("cut access; tell all");
        assert_eq!((plain.choice.as_str(), plain.why.as_str()), ("", ""));
        let d = said(
            "cut access; tell all; NOT reversible; rejected: wait; revisit: tomorrow; why: a; because: b",
        );
        assert_eq!(
            (d.choice.as_str(), d.why.as_str()),
            ("cut access; tell all", "a; b")
        );
        assert_eq!((d.rejected.as_str(), d.reversible), ("wait", Some(false)));
        assert_eq!(d.revisit.unwrap().stated(), "2026-11-21 UTC");
        assert_eq!(said("x; reversible.").reversible, Some(true));
        let prose = said("x; why: it is; reversible only by hand; \\revisit: never");
        assert_eq!(
            prose.why,
            "it is; reversible only by hand; \\revisit: never"
        );
        assert_eq!((prose.reversible, prose.revisit), (None, None));
    }

    #[test]
    fn a_decision_says_first_or_later_which_one_it_replaces() {
        let line = |text: &str| read(text).map(|c| (c.supersedes, c.what));
        for text in [
            "= supersedes D3; only CI tokens; why: scope known",
            "= only CI tokens; why: scope known; supersedes D3.",
        ] {
            let (supersedes, what) = line(text).unwrap();
            assert_eq!(supersedes, Some(3), "{text}");
            let super::super::What::Entry { decision, .. } = what else {
                panic!("{text}")
            };
            let decision = decision.unwrap();
            assert_eq!(
                (&*decision.choice, &*decision.why),
                ("only CI tokens", "scope known")
            );
        }
        let prose = line("= it supersedes D3 in part; the rule supersedes all").unwrap();
        assert_eq!(prose.0, None);
        for wrong in [
            "= x; supersedes E3",
            "= supersedes D3",
            "= x; supersedes D3; supersedes D4",
        ] {
            assert!(line(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_decision_says_who_decided() {
        let by = |text: &str| read(text).map(|c| (c.decided_by, c.people));
        let lee = || Some("lee".to_owned());
        for text in [
            "= cut it; by: @lee",
            "= cut it; BY: @Lee; why: scope @sam",
            "= cut it; by: @lee @sam #identity",
            "= supersedes D3; only CI; by: @lee.",
            "= cut it; by: @lee; by: @LEE",
        ] {
            assert_eq!(by(text).unwrap().0, lee(), "{text}");
        }
        let new = read("= cut it; why: scope; by: @kim").unwrap();
        assert_eq!(new.decided_by.as_deref(), Some("kim"));
        assert_eq!(new.new_people, ["kim"]);
        let super::super::What::Entry { decision, .. } = new.what else {
            panic!("an entry")
        };
        let decision = decision.unwrap();
        assert_eq!((&*decision.choice, &*decision.why), ("cut it", "scope"));
        for prose in [
            "= cut it; by: hand",
            "= cut it; by: \\@lee",
            "= by: @lee",
            "cut it; by: @lee",
        ] {
            assert_eq!(by(prose).unwrap().0, None, "{prose}");
        }
        let told = by("= cut it; by: @kim; why: scope").unwrap_err();
        assert_eq!(
            (told.what.as_str(), told.at),
            ("@kim is nobody yet", 14..18)
        );
        let told = by("= cut it; by: @lee; by: @sam").unwrap_err();
        assert_eq!(told.what, "a second one who decided");
    }

    #[test]
    #[rustfmt::skip]
    fn a_time_to_revisit_that_cannot_be_meant_is_a_mistake_at_its_place() {
        table(&[
            ("= x; revisit: soon", "14-18 `soon` is not a time to revisit it"),
            ("= x; revisit: 28:30; why: y", "14-19 there is no 28:30: a day has 24 hours"),
            ("= x; revisit:", "13-13 `` is not a time to revisit it"),
            ("= x; revisit: 14:00..15:00", "14-26 `14:00..15:00` is not a time to revisit it"),
            ("= x; revisit: 17:00; revisit: 18:00", "30-35 a second time to revisit it"),
            ("= x; reversible; not reversible", "17-31 both reversible and not"),
            ("= x; revisit: 09:00", "decision | x; revisit: 09:00 !revisit is already past"),
            ("= x; revisit: 2026-12-01 09:00 PST @sam.", "decision @sam | x; revisit: 2026-12-01 09:00 PST @sam."),
            ("x; revisit: soon", "note | x; revisit: soon"),
        ]);
        assert_eq!(read("= é; revisit: soon").unwrap_err().column, 15);
    }
}
