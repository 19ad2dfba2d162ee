//! `= choice; why: …; instead of: …` taken apart. The text stays whole.

use crate::domain::Decision;

/// The parts a decision's text can name, and the words for them.
const PARTS: &[&str] = &["why:", "because:", "instead of:"];

/// The decision a text says. Without parts, the text itself is the choice.
pub(super) fn decision(text: &str) -> Decision {
    let cuts: Vec<_> = text
        .match_indices(';')
        .filter_map(|(at, _)| {
            let rest = text[at + 1..].trim_start();
            let part = PARTS.iter().position(|p| {
                rest.get(..p.len())
                    .is_some_and(|head| head.eq_ignore_ascii_case(p))
            })?;
            Some((at, part, text.len() - rest.len() + PARTS[part].len()))
        })
        .collect();
    let mut found = Decision::default();
    let Some((first, ..)) = cuts.first() else {
        return found;
    };
    found.choice = text[..*first].trim().to_owned();
    for (i, (_, part, start)) in cuts.iter().enumerate() {
        let end = cuts.get(i + 1).map_or(text.len(), |(at, ..)| *at);
        let field = if *part == 2 {
            &mut found.rejected
        } else {
            &mut found.why
        };
        if !field.is_empty() {
            field.push_str("; ");
        }
        field.push_str(text[*start..end].trim());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_decision_are_found_whatever_their_order() {
        let d = decision("cut access; instead of: wait; Why: scope unknown; and so on");
        assert_eq!(d.choice, "cut access");
        assert_eq!(d.why, "scope unknown; and so on");
        assert_eq!(d.rejected, "wait");
        let plain = decision("cut access; tell all");
        assert_eq!((plain.choice.as_str(), plain.why.as_str()), ("", ""));
    }
}
