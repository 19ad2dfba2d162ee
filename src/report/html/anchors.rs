//! The names of headings, by which the contents and other pages lead to them.

use std::collections::HashMap;

/// Names that are given already, and how often each was asked for.
#[derive(Default)]
pub(super) struct Anchors {
    given: HashMap<String, usize>,
}

impl Anchors {
    /// The name of a heading with this text: `key-clocks`; no other has it.
    /// ASCII letters, digits, `-` and `_` only, whatever the text holds.
    pub fn name(&mut self, text: &str) -> String {
        let base = slug(text);
        let mut name = base.clone();
        // `contents` is the table of contents.
        while name == "contents" || self.given.contains_key(&name) {
            let n = self.given.entry(base.clone()).or_insert(1);
            *n += 1;
            name = format!("{base}-{n}");
        }
        self.given.insert(name.clone(), 1);
        name
    }
}

/// As the forges that show Markdown make it, as far as that is ASCII.
fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            'a'..='z' | '0'..='9' | '-' | '_' => out.push(c),
            ' ' => out.push('-'),
            _ => {}
        }
    }
    match out.contains(|c: char| c.is_ascii_alphanumeric()) {
        true => out,
        false => "section".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_heading_has_a_name_of_its_own() {
        let mut anchors = Anchors::default();
        let names = [
            ("Key clocks", "key-clocks"),
            ("Appendix: full timeline", "appendix-full-timeline"),
            ("Key clocks", "key-clocks-2"),
            ("Key clocks 2", "key-clocks-2-2"),
            ("Key clocks", "key-clocks-3"),
            ("Contents", "contents-2"),
            ("\"><script>", "script"),
            ("時", "section"),
            ("- -", "section-2"),
        ];
        for (text, name) in names {
            assert_eq!(anchors.name(text), name);
        }
    }
}
