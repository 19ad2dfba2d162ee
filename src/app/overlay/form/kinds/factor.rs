//! The fields of a contributing factor.

use super::{Field, optional, set};
use crate::app::overlay::form::{Listed, Need};
use crate::domain::{Category, Confidence, Factor, Label, OrSet, fresh_id};

pub(super) fn fields(b: &Factor) -> Vec<Field> {
    let (categories, category) = optional!(Category, b.category);
    let (sure, confidence) = optional!(Confidence, b.confidence);
    let evidence = b.evidence.values();
    let evidence: Vec<String> = evidence.iter().map(ToString::to_string).collect();
    vec![
        Field::line(
            "statement",
            "what was so that it could happen; not who did it",
            &b.title,
            Need::Some,
            set!(Factor, |b, v| b.title = v),
        ),
        // Its name is put in once the factors are here: see `Form::learn`.
        Field::list(
            "explains",
            Listed::Factor,
            "",
            set!(Factor, |b, ids| {
                b.under = ids.first().copied();
            }),
        ),
        Field::choice(
            "trigger",
            vec!["no", "yes"],
            usize::from(b.trigger),
            set!(Factor, |b, i| b.trigger = i == 1),
        ),
        Field::choice(
            "category",
            categories,
            category,
            set!(Factor, |b, i| b.category =
                i.checked_sub(1).map(|i| Category::ALL[i])),
        ),
        Field::line(
            "evidence",
            "what bears it out: E12 D2 Q5 A3 T7",
            &evidence.join(" "),
            Need::Evidence,
            set!(Factor, |b, v| put_labels(&mut b.evidence, &v)),
        ),
        Field::choice(
            "confidence",
            sure,
            confidence,
            set!(Factor, |b, i| b.confidence =
                i.checked_sub(1).map(|i| Confidence::ALL[i])),
        ),
        Field::line(
            "class",
            "the class of weakness, in words or as CWE-798",
            &b.class,
            Need::Class,
            set!(Factor, |b, v| b.class = v),
        ),
        Field::text_field("notes", &b.notes, set!(Factor, |b, v| b.notes = v)),
    ]
}

/// The labels a text names, put in place of those the set had.
fn put_labels(set: &mut OrSet<Label>, text: &str) {
    let wanted = labels(text);
    let had: Vec<Label> = set.values().into_iter().copied().collect();
    for label in had.iter().filter(|label| !wanted.contains(label)) {
        set.take_out(label);
    }
    for label in wanted {
        if !set.contains(&label) {
            set.insert(fresh_id(), label);
        }
    }
}

/// The labels in a field of labels, whatever their case; what is none is left
/// out: the field has said so by then.
fn labels(text: &str) -> Vec<Label> {
    let words = text.split([' ', ',']).filter(|w| !w.is_empty());
    words
        .filter_map(|word| Label::parse(&word.to_ascii_uppercase()))
        .collect()
}
