//! Words of a text, found whole and whatever their case.

/// Every whole word that is `name`, given in lower case, as `instead` writes
/// it. A word that goes on with a dash or a dot is another.
pub(super) fn replaced(text: &str, name: &str, instead: impl Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (start, end) in found(text, name) {
        out.push_str(&text[at..start]);
        out.push_str(&instead(&text[start..end]));
        at = end;
    }
    out.push_str(&text[at..]);
    out
}

/// Every mention of somebody, with `@` or without, replaced: without it where
/// `is_one` says so of what stands before it and how it is written.
pub(super) fn mentions_replaced(
    text: &str,
    name: &str,
    instead: &str,
    is_one: impl Fn(&str, &str) -> bool,
) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (start, end) in found(text, name) {
        let (before, word) = (&text[..start], &text[start..end]);
        let tagged = before.strip_suffix('@');
        if tagged.is_none() && !is_one(before, word) {
            continue;
        }
        let from = tagged.unwrap_or(before).len();
        out.push_str(text.get(at..from).unwrap_or_default());
        out.push_str(instead);
        at = end;
    }
    out.push_str(&text[at..]);
    out
}

/// Where a word stands whole, in bytes of the text.
fn found(text: &str, name: &str) -> Vec<(usize, usize)> {
    if name.is_empty() {
        return Vec::new();
    }
    let (lower, origin) = in_lower_case(text);
    let joins = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let mut at = 0;
    let mut found = Vec::new();
    for (start, _) in lower.match_indices(name) {
        let end = start + name.len();
        let before = lower[..start].chars().next_back();
        let after = lower[end..].chars().next();
        let (from, to) = (origin[start], origin[end]);
        if from >= at && !before.is_some_and(joins) && !after.is_some_and(joins) && from < to {
            found.push((from, to));
            at = to;
        }
    }
    found
}

/// A text in lower case, and for each byte of it (and its end) the byte of the
/// text it came from: some letters change their length with their case.
fn in_lower_case(text: &str) -> (String, Vec<usize>) {
    let mut lower = String::with_capacity(text.len());
    let mut origin = Vec::with_capacity(text.len() + 1);
    for (at, c) in text.char_indices() {
        lower.extend(c.to_lowercase());
        origin.resize(lower.len(), at);
    }
    origin.push(text.len());
    (lower, origin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_whole_whatever_its_case_and_its_surroundings() {
        let said = |text: &str| mentions_replaced(text, "maya", "a responder", |_, _| true);
        for (text, is) in [
            (
                "@Maya, MAYA and maya-2",
                "a responder, a responder and maya-2",
            ),
            ("Mayan amaya _maya", "Mayan amaya _maya"),
            // A letter that grows in lower case hides nobody.
            (
                "\u{130} maya \u{1e9e}@maya",
                "\u{130} a responder \u{1e9e}a responder",
            ),
            ("\u{130}stanbul: maya", "\u{130}stanbul: a responder"),
        ] {
            assert_eq!(said(text), is, "{text}");
        }
        assert_eq!(replaced("x", "", |_| "y".into()), "x");
    }
}
