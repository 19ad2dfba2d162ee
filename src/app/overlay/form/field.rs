//! One field of a form: what is typed in it, and what it sets.

use super::choice::Choice;
use super::draft::Draft;
use super::pick::{Names, Pick};
use crate::app::line::LineInput;
use crate::domain::{Id, Label, LabelKind, When};
use crate::keys::Chord;

/// What a line must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Anything.
    Any,
    /// Anything; what was said before is offered.
    Class,
    /// Not empty.
    Some,
    /// A handle nobody else has.
    Handle,
    /// A slug no other workstream has.
    Slug,
    /// A time zone, or nothing.
    Zone,
    /// Labels of what can bear a factor out, or nothing.
    Evidence,
    /// A plain decimal number, or nothing.
    Figure,
    /// A link or the key of a ticket, or nothing.
    Tracker,
}

/// What a list names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    /// `T3 T5`
    Tasks,
    /// `#forensics #identity`
    Workstreams,
    /// `@maya @jon`; new ones are made on the way.
    People,
    /// `F1 F3`
    Factors,
    /// `F1`: the one factor that the edited one explains.
    Factor,
}

/// What sort of field it is, what it holds, and how that is set.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "what is typed and the setter of the same type")]
pub enum Input {
    /// One line.
    Line {
        line: LineInput,
        need: Need,
        set: fn(&mut Draft, String),
    },
    /// Several lines, written in the editor.
    Text {
        text: String,
        set: fn(&mut Draft, String),
    },
    /// One of a few words.
    Choice {
        choice: Choice,
        set: fn(&mut Draft, usize),
    },
    /// A person or a workstream.
    Pick {
        pick: Pick,
        must: bool,
        set: fn(&mut Draft, Option<Id>),
    },
    /// Labels or slugs, with blanks between them.
    List {
        line: LineInput,
        listed: Listed,
        set: fn(&mut Draft, &[Id]),
    },
    /// One label of a series.
    Label {
        line: LineInput,
        kind: LabelKind,
        set: fn(&mut Draft, Option<Label>),
    },
    /// A time.
    Time {
        line: LineInput,
        ahead: bool,
        must: bool,
        set: fn(&mut Draft, Option<When>),
    },
}

/// What is said beside a field about what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gloss {
    /// How it will be recorded.
    Reads(String),
    /// Something is made on the way.
    New(String),
    /// It can be recorded, but may not be what was meant.
    Doubt(String),
    /// It cannot be meant.
    Wrong(String),
}

/// A field.
#[derive(Clone, Debug)]
pub struct Field {
    /// What it is called.
    pub label: &'static str,
    /// What to type, shown while it is empty.
    pub hint: &'static str,
    /// What it holds.
    pub input: Input,
    /// Shown only while the choice at this place of the form stands at that word.
    pub only: Option<(usize, usize)>,
    /// What was wrong when the form was last to be saved.
    pub problem: Option<String>,
    /// What somebody else wrote here while this was typed, and who.
    pub theirs: Option<String>,
    /// What stood here when the editor was opened on it, until that is closed.
    pub(super) opened: Option<String>,
    /// That was not looked at yet: no key was pressed in the form since.
    pub(super) unseen: bool,
    pub(super) was: String,
}

impl Field {
    fn of(label: &'static str, hint: &'static str, input: Input) -> Self {
        let mut field = Self {
            label,
            hint,
            input,
            only: None,
            problem: None,
            theirs: None,
            opened: None,
            unseen: false,
            was: String::new(),
        };
        field.was = field.text().to_owned();
        field
    }

    /// A line. A value of several lines opens as a text, so that none is lost.
    #[must_use]
    pub fn line(
        label: &'static str,
        hint: &'static str,
        value: &str,
        need: Need,
        set: fn(&mut Draft, String),
    ) -> Self {
        if value.contains(['\n', '\r', '\t']) {
            return Self::text_field(label, value, set);
        }
        let line = LineInput::new(value);
        Self::of(label, hint, Input::Line { line, need, set })
    }

    /// A text of several lines.
    #[must_use]
    pub fn text_field(label: &'static str, value: &str, set: fn(&mut Draft, String)) -> Self {
        let text = value.to_owned();
        Self::of(label, "Enter writes it", Input::Text { text, set })
    }

    /// One of a few words.
    #[must_use]
    pub fn choice(
        label: &'static str,
        words: Vec<&'static str>,
        at: usize,
        set: fn(&mut Draft, usize),
    ) -> Self {
        let choice = Choice::new(words, at);
        Self::of(label, "", Input::Choice { choice, set })
    }

    /// A person or a workstream.
    #[must_use]
    pub fn pick(
        label: &'static str,
        names: Names,
        name: Option<&str>,
        set: fn(&mut Draft, Option<Id>),
    ) -> Self {
        let hint = match names {
            Names::People => "a few letters of a name; a new one is made",
            Names::Workstreams => "a few letters; a new one is made",
        };
        let pick = Pick::new(names, name.unwrap_or(""));
        let must = false;
        Self::of(label, hint, Input::Pick { pick, must, set })
    }

    /// Several labels or slugs.
    #[must_use]
    pub fn list(
        label: &'static str,
        listed: Listed,
        value: &str,
        set: fn(&mut Draft, &[Id]),
    ) -> Self {
        let hint = match listed {
            Listed::Tasks => "T3 T5",
            Listed::Workstreams => "#forensics #identity",
            Listed::People => "@maya @jon, beside those the text names; new ones are made",
            Listed::Factors => "F1 F3",
            Listed::Factor => "F1; nothing for a root of the tree",
        };
        let line = LineInput::new(value);
        Self::of(label, hint, Input::List { line, listed, set })
    }

    /// One label.
    #[must_use]
    pub fn label(
        label: &'static str,
        kind: LabelKind,
        value: Option<Label>,
        set: fn(&mut Draft, Option<Label>),
    ) -> Self {
        let hint = match kind {
            LabelKind::Decision => "D4",
            LabelKind::Entry => "E12",
            LabelKind::Task => "T7",
            LabelKind::Artifact => "A3",
            LabelKind::Question => "Q5",
            LabelKind::CheckIn => "M4",
            LabelKind::Factor => "F1",
            LabelKind::Fix => "X3",
        };
        let line = LineInput::new(value.map(|l| l.to_string()).unwrap_or_default());
        Self::of(label, hint, Input::Label { line, kind, set })
    }

    /// A time.
    #[must_use]
    pub fn time(
        label: &'static str,
        hint: &'static str,
        value: Option<&When>,
        set: fn(&mut Draft, Option<When>),
    ) -> Self {
        let line = LineInput::new(value.map(When::stated).unwrap_or_default());
        let (ahead, must) = (false, false);
        Self::of(
            label,
            hint,
            Input::Time {
                line,
                ahead,
                must,
                set,
            },
        )
    }

    /// The same field, for a time that is still to come.
    #[must_use]
    pub const fn ahead(mut self) -> Self {
        if let Input::Time { ahead, .. } = &mut self.input {
            *ahead = true;
        }
        self
    }

    /// The same field, which may not stay empty.
    #[must_use]
    pub fn must(mut self) -> Self {
        match &mut self.input {
            Input::Pick { must, .. } | Input::Time { must, .. } => *must = true,
            Input::Line { need, .. } => *need = Need::Some,
            Input::Text { .. }
            | Input::Choice { .. }
            | Input::List { .. }
            | Input::Label { .. } => {}
        }
        self
    }

    /// The same field, shown only while field `choice` stands at `word`.
    #[must_use]
    pub const fn only(mut self, choice: usize, word: usize) -> Self {
        self.only = Some((choice, word));
        self
    }

    /// Puts in what it held all along, once that is known; what was typed
    /// meanwhile stays.
    pub fn settle_on(&mut self, value: &str) {
        if self.dirty() {
            return;
        }
        if let Input::List { line, .. } = &mut self.input {
            line.set(value);
            value.clone_into(&mut self.was);
        }
    }

    /// What it holds, as text.
    #[must_use]
    pub fn text(&self) -> &str {
        match &self.input {
            Input::Line { line, .. }
            | Input::List { line, .. }
            | Input::Label { line, .. }
            | Input::Time { line, .. } => line.text(),
            Input::Text { text, .. } => text,
            Input::Choice { choice, .. } => choice.word(),
            Input::Pick { pick, .. } => pick.line.text(),
        }
    }

    /// Whether it holds something else than when the form opened, or letters
    /// that no word of its choice begins with.
    #[must_use]
    pub fn dirty(&self) -> bool {
        let stray = match &self.input {
            Input::Choice { choice, .. } => choice.stray().is_some(),
            Input::Line { .. }
            | Input::Text { .. }
            | Input::Pick { .. }
            | Input::List { .. }
            | Input::Label { .. }
            | Input::Time { .. } => false,
        };
        stray || self.text() != self.was
    }

    /// The line it is typed on, for the fields that have one.
    #[must_use]
    pub const fn line_input(&self) -> Option<&LineInput> {
        match &self.input {
            Input::Line { line, .. }
            | Input::List { line, .. }
            | Input::Label { line, .. }
            | Input::Time { line, .. } => Some(line),
            Input::Pick { pick, .. } => Some(&pick.line),
            Input::Text { .. } | Input::Choice { .. } => None,
        }
    }

    /// Holds this text from now on; of a choice, the word that is it.
    pub fn hold(&mut self, new: &str) {
        match &mut self.input {
            Input::Text { text, .. } => new.clone_into(text),
            Input::Line { line, .. }
            | Input::List { line, .. }
            | Input::Label { line, .. }
            | Input::Time { line, .. } => line.set(new),
            Input::Pick { pick, .. } => pick.line.set(new),
            Input::Choice { choice, .. } => {
                let found = choice.words.iter().position(|w| *w == new);
                choice.at = found.unwrap_or(choice.at);
            }
        }
    }

    /// Puts text in at the cursor; says whether the field takes any.
    pub fn insert(&mut self, text: &str) -> bool {
        match &mut self.input {
            Input::Line { line, .. }
            | Input::List { line, .. }
            | Input::Label { line, .. }
            | Input::Time { line, .. } => line.insert(text),
            Input::Pick { pick, .. } => {
                pick.line.insert(text);
                pick.typed();
            }
            Input::Text { text: old, .. } => old.push_str(text),
            Input::Choice { .. } => return false,
        }
        self.problem = None;
        true
    }

    /// A key that the form has no use for.
    pub fn key(&mut self, chord: Chord) {
        let before = self.text().to_owned();
        match &mut self.input {
            Input::Line { line, .. }
            | Input::List { line, .. }
            | Input::Label { line, .. }
            | Input::Time { line, .. } => {
                line.key(chord);
            }
            Input::Pick { pick, .. } => {
                pick.line.key(chord);
                if pick.line.text() != before {
                    pick.typed();
                }
            }
            Input::Choice { choice, .. } => {
                choice.key(chord);
                self.problem = None;
            }
            // What is longer than its row is written anew, not behind its end.
            Input::Text { text, .. } if chord == Chord::ctrl('u') => text.clear(),
            Input::Text { .. } => {}
        }
        if self.text() != before {
            self.problem = None;
        }
    }
}

/// Names the kind of thing a draft is made of, for a setter.
macro_rules! set {
    ($kind:ident, |$thing:ident, $value:ident| $do:expr) => {
        |draft, $value| {
            if let $crate::domain::Body::$kind($thing) = &mut draft.body {
                $do;
            }
        }
    };
}
pub(super) use set;
