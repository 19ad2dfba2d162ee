//! Factors, fixes and the review as lines for people.

use super::names::Names;
use super::output::{Piece, Tone, faint, plain};
use crate::domain::{
    Factor, Figure, Fix, FixState, Measurement, Review, Section, Thing, When, fixes,
};

/// A factor after its label.
pub fn factor<'a>(b: &'a Factor, names: &Names, pieces: &mut Vec<Piece<'a>>) {
    if b.trigger {
        pieces.push(Piece(Tone::Strong, "trigger ".into()));
    }
    let known = [b.category.map(|c| c.word()), b.confidence.map(|c| c.word())];
    for word in known.into_iter().flatten() {
        pieces.push(faint(format!("{word} ")));
    }
    pieces.push(plain(b.title.as_str()));
    if let Some(id) = b.under {
        pieces.push(faint(format!("  explains {}", names.signed(id))));
    }
    let evidence: Vec<String> = b
        .evidence
        .values()
        .iter()
        .map(ToString::to_string)
        .collect();
    match b.is_unsupported() {
        true => pieces.push(Piece(Tone::Warn, "  no evidence".into())),
        false => pieces.push(plain(format!("  {}", evidence.join(" ")))),
    }
    class(&b.class, pieces);
}

/// A fix after its label.
pub fn fix<'a>(b: &'a Fix, names: &Names, pieces: &mut Vec<Piece<'a>>) {
    let priority = b.priority.map_or("--", |p| p.word());
    let tone = match b.state {
        FixState::Proposed | FixState::Accepted | FixState::Doing => Tone::Plain,
        FixState::Shipped => Tone::Warn,
        FixState::Verified if fixes::doubtful(b).is_some() => Tone::Warn,
        FixState::Verified => Tone::Good,
        FixState::Declined => Tone::Faint,
    };
    pieces.push(plain(format!("{priority} ")));
    pieces.push(Piece(tone, format!("{:<8} ", b.state).into()));
    pieces.push(faint(format!("{:<7} ", b.kind)));
    pieces.push(plain(b.title.as_str()));
    match b.owner {
        Some(id) => pieces.push(plain(format!(" {}", names.signed(id)))),
        None => pieces.push(Piece(Tone::Warn, " no owner".into())),
    }
    if let Some(due) = &b.due {
        pieces.push(faint(format!("  due {}", due.stated())));
    }
    let answers: Vec<String> = b
        .answers
        .values()
        .iter()
        .map(|id| names.signed(**id))
        .collect();
    if !answers.is_empty() {
        pieces.push(faint(format!("  answers {}", answers.join(" "))));
    }
    if let Some(although) = fixes::doubtful(b) {
        pieces.push(Piece(Tone::Warn, format!("  {although}").into()));
    }
    class(&b.class, pieces);
}

fn class(class: &str, pieces: &mut Vec<Piece<'_>>) {
    if !class.is_empty() {
        pieces.push(faint(format!("  [{class}]")));
    }
}

/// The review after its name.
pub fn review<'a>(b: &'a Review, pieces: &mut Vec<Piece<'a>>) {
    pieces.push(plain(b.state.word()));
    if let Some(closing) = &b.closing {
        pieces.push(faint(format!("  closed by {}", closing.by)));
    }
}

/// What else there is to be said of one of them: a name, and a text.
pub fn details(thing: &Thing, names: &Names) -> Vec<(&'static str, String)> {
    if let Some(b) = thing.as_fix() {
        of_fix(b, names)
    } else if let Some(b) = thing.as_factor() {
        vec![("notes", b.notes.clone())]
    } else if let Some(b) = thing.as_section() {
        of_section(b)
    } else if let Some(b) = thing.as_review() {
        of_review(b)
    } else {
        Vec::new()
    }
}

fn of_section(b: &Section) -> Vec<(&'static str, String)> {
    vec![
        ("asks", b.kind.question().to_owned()),
        ("text", b.text.clone()),
    ]
}

fn of_fix(b: &Fix, names: &Names) -> Vec<(&'static str, String)> {
    let person = |id| names.signed(id);
    let mut said = vec![
        ("effort", b.effort.clone()),
        ("case", b.business_case.clone()),
        ("agreed by", b.agreed_by.map(person).unwrap_or_default()),
        ("tracker", b.tracker.clone()),
    ];
    if let Some(m) = &b.metric {
        let value = |f: &Option<Figure>| f.as_ref().map_or("?".to_owned(), ToString::to_string);
        let unit = Some(m.unit.as_str()).filter(|u| !u.is_empty());
        let unit = unit.map(|unit| format!(" {unit}")).unwrap_or_default();
        let text = format!(
            "{}: {} to {}{unit}",
            m.name,
            value(&m.baseline),
            value(&m.target)
        );
        said.push(("metric", text));
    }
    let measured = |m: &Measurement| {
        let text = format!("{}  {}  {}", m.when.stated(), m.value, m.note);
        ("measured", text.trim_end().to_owned())
    };
    said.extend(b.measured().into_iter().map(measured));
    said.push(("verify by", b.verification.clone()));
    said.push(("verifier", b.verifier.map(person).unwrap_or_default()));
    if let Some(o) = &b.outcome {
        let text = format!("{} by {}: {}", o.when.stated(), person(o.by), o.result);
        said.push(("verified", text));
    }
    if let Some(d) = &b.declined {
        said.push(("declined", format!("by {}: {}", person(d.by), d.reason)));
    }
    said.push(("notes", b.notes.clone()));
    said
}

fn of_review(b: &Review) -> Vec<(&'static str, String)> {
    let mut said: Vec<(&str, String)> = Vec::new();
    for p in b.history() {
        let text = format!("{} {} by {}", super::json::instant(p.when), p.state, p.by);
        said.push(("passage", text));
    }
    if let Some(t) = &b.triage {
        said.push(("triage", format!("{}: {}", t.answer, t.reasons)));
    }
    let stated = |when: &Option<When>| when.as_ref().map(When::stated).unwrap_or_default();
    said.push(("meeting", stated(&b.meeting)));
    said.push(("notes", b.notes.clone()));
    if let Some(c) = &b.closing {
        said.extend(c.open.iter().map(|open| ("was open", open.clone())));
        said.push(("closed as", c.answer.clone()));
    }
    said.push(("look back", stated(&b.lookback)));
    said
}
