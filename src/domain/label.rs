//! Labels: the short names people type (`E12`, `T7`, `A3`), numbered within
//! one incident and never renumbered.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Which numbered series a label belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LabelKind {
    /// `E` entry
    Entry,
    /// `T` task
    Task,
    /// `A` artifact
    Artifact,
    /// `D` decision
    Decision,
    /// `Q` question
    Question,
    /// `M` check-in
    CheckIn,
    /// `F` contributing factor
    Factor,
    /// `X` fix
    Fix,
}

impl LabelKind {
    /// Every series.
    pub const ALL: &'static [Self] = &[
        Self::Entry,
        Self::Task,
        Self::Artifact,
        Self::Decision,
        Self::Question,
        Self::CheckIn,
        Self::Factor,
        Self::Fix,
    ];

    /// The letter before the number.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::Entry => 'E',
            Self::Task => 'T',
            Self::Artifact => 'A',
            Self::Decision => 'D',
            Self::Question => 'Q',
            Self::CheckIn => 'M',
            Self::Factor => 'F',
            Self::Fix => 'X',
        }
    }

    /// The series a letter names, capital letters only: `e12` is prose.
    #[must_use]
    pub fn from_letter(letter: char) -> Option<Self> {
        Self::ALL.iter().copied().find(|k| k.letter() == letter)
    }
}

/// `T7`: a series and a number from 1 up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Label {
    /// The series.
    pub kind: LabelKind,
    /// The number, from 1 up.
    pub number: u32,
}

impl Label {
    /// The entry that the same act records last before this: the store puts
    /// its label where a change refers to an entry with this.
    pub const OF_THIS_ACT: Self = Self::new(LabelKind::Entry, 0);

    /// The label of the `number`th thing of a series.
    #[must_use]
    pub const fn new(kind: LabelKind, number: u32) -> Self {
        Self { kind, number }
    }

    /// Reads exactly one label. `T1059` (ATT&CK techniques and mitigations, `M1036`, have four digits)
    /// and `T1059.001`, `TA0002`, `C2`, `T07` and `T0` are not labels: the
    /// field's words stay words.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let mut chars = word.chars();
        let kind = LabelKind::from_letter(chars.next()?)?;
        let digits = chars.as_str();
        let plain = !digits.is_empty() && digits.len() <= 9 && !digits.starts_with('0');
        if !plain || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        if matches!(kind, LabelKind::Task | LabelKind::CheckIn) && digits.len() == 4 {
            return None;
        }
        Some(Self {
            kind,
            number: digits.parse().ok()?,
        })
    }

    /// Every label in a text, in order, each with its byte range. A label
    /// stands alone: not inside a word, a path, a version or a decimal.
    #[must_use]
    pub fn find_all(text: &str) -> Vec<(std::ops::Range<usize>, Self)> {
        let mut found = Vec::new();
        let mut start = None;
        let joins =
            |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '/' | '@' | '#' | '\\');
        for (i, c) in text.char_indices().chain([(text.len(), ' ')]) {
            match (start, joins(c)) {
                (None, true) => start = Some(i),
                (Some(from), false) => {
                    start = None;
                    let rest = &text[i..];
                    let before = text[..from].chars().next_back();
                    // `T1.5` and `x.T1` are not prose around a label.
                    let dotted = rest.starts_with('.')
                        && rest[1..].starts_with(|c: char| c.is_alphanumeric());
                    if !dotted && !matches!(before, Some('.' | ':')) {
                        found.extend(Self::parse(&text[from..i]).map(|l| (from..i, l)));
                    }
                }
                (Some(_), true) | (None, false) => {}
            }
        }
        found
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}{}", self.kind.letter(), self.number))
    }
}

impl From<Label> for String {
    fn from(label: Label) -> Self {
        label.to_string()
    }
}

impl TryFrom<String> for Label {
    type Error = String;

    fn try_from(word: String) -> Result<Self, String> {
        Self::parse(&word).ok_or_else(|| format!("`{word}` is not a label"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fields_own_words_are_not_labels() {
        for word in [
            "C2",
            "T1059",
            "T1059.001",
            "TA0002",
            "T0",
            "T07",
            "e12",
            "E",
            "M4x",
            "1234",
        ] {
            assert_eq!(Label::parse(word), None, "{word}");
        }
    }

    #[test]
    fn labels_are_found_where_they_stand_alone() {
        let names = |t: &str| {
            Label::find_all(t)
                .into_iter()
                .map(|(_, l)| l.to_string())
                .collect::<Vec<_>>()
        };
        assert_eq!(names("see E12, (T7) and A3."), ["E12", "T7", "A3"]);
        assert_eq!(names("E1"), ["E1"]);
        assert_eq!(names("F1 is answered by X3"), ["F1", "X3"]);
        assert!(names("/E1 xE1 E1x E-1 v.E1 T1059.001 T1.5 E12:3x").len() <= 1);
    }
}
