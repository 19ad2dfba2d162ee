//! What is said of a regulatory clock, in a line: since when it runs, and what
//! shows that it was done.

use super::time::leading;
use super::{Context, Mistake, parse_when};
use crate::domain::{Label, When, is_blank};

/// What started a clock.
#[derive(Clone, Debug, PartialEq)]
pub enum Start {
    /// An entry, at the time it says.
    Entry(Label),
    /// A time.
    At(When),
}

/// Reads what started a clock: a label, a time, or nothing for now.
///
/// # Errors
/// Where the text is neither.
pub fn parse_start(text: &str, cx: &Context<'_>) -> Result<Start, Mistake> {
    if is_blank(text) {
        return Ok(Start::At(When::now(cx.now)));
    }
    match Label::parse(text.trim()) {
        Some(label) => Ok(Start::Entry(label)),
        None => parse_when(text, cx).map(Start::At),
    }
}

/// What shows that something was done.
#[derive(Clone, Debug, PartialEq)]
pub struct Proof {
    /// When it was done, where the text says so.
    pub when: Option<When>,
    /// A label or a reference.
    pub text: String,
    /// The label, where the text is one.
    pub label: Option<Label>,
}

/// Reads a proof: `E40`, or `14:05 portal reference 2026-1234`.
///
/// # Errors
/// Where there is no proof, or the time before it cannot be meant.
pub fn parse_proof(text: &str, cx: &Context<'_>) -> Result<Proof, Mistake> {
    let start = text.len() - text.trim_start().len();
    let (when, at) = match leading(text, start, cx)? {
        Some((time, at)) => (Some(time.when), at),
        None => (None, start),
    };
    let proof = text[at..].trim();
    if is_blank(proof) {
        return Err(Mistake::new(
            text,
            at..text.len(),
            "nothing shows that it was done",
            "write the label of an entry, or a reference: 14:05 portal no. 1234",
        ));
    }
    Ok(Proof {
        when,
        text: proof.to_owned(),
        label: Label::parse(proof),
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{known, now};
    use super::*;

    #[test]
    fn a_start_is_a_label_a_time_or_now_and_a_proof_has_a_text() {
        let known = known();
        let cx = Context {
            now: now(),
            zone: "UTC",
            known: &known,
        };
        let label = Label::parse("E12").unwrap();
        assert_eq!(parse_start(" E12 ", &cx), Ok(Start::Entry(label)));
        assert_eq!(parse_start("", &cx), Ok(Start::At(When::now(now()))));
        assert!(matches!(parse_start("09:40 PST", &cx), Ok(Start::At(_))));
        assert!(parse_start("soon", &cx).is_err());
        let proof = parse_proof("14:05 portal no. 7", &cx).unwrap();
        assert_eq!(proof.text, "portal no. 7");
        assert!(proof.when.is_some() && proof.label.is_none());
        assert_eq!(parse_proof("E12", &cx).unwrap().label, Some(label));
        for wrong in ["", "14:05", "28:30 x"] {
            assert!(parse_proof(wrong, &cx).is_err(), "{wrong}");
        }
    }
}
