//! A text of the review as it is written. Who writes beside somebody else is
//! shown what they wrote, and saves a text that holds both.

use super::super::editor::{Edited, Editor};
use super::Flow;
use crate::app::{BegunOn, Cx, Effect, Loaded, Make, Msg, Query};
use crate::domain::post_mortem::{Part, PostMortem};
use crate::domain::{Id, Thing};
use crate::keys::{Action, Chord, Context, resolve};
use chrono::{DateTime, Utc};

/// What somebody else wrote meanwhile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theirs {
    /// Who.
    pub author: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What stands.
    pub text: String,
    /// No key was pressed since it came: nobody can have read it yet.
    pub fresh: bool,
}

/// A text that is being written.
#[derive(Clone, Debug)]
pub struct Writing {
    /// What it is of.
    pub part: Part,
    /// The editor it is written in.
    pub editor: Editor,
    /// What somebody else wrote meanwhile; none while nobody has.
    pub theirs: Option<Theirs>,
    /// Why it was not recorded when it was last handed in.
    pub refused: Option<String>,
    /// It is shown again, and takes no key until somebody goes on with it.
    pub waits: bool,
    of: Id,
    was: String,
    /// What it is a part of; none until that is here.
    held: Option<Box<PostMortem>>,
}

impl Writing {
    /// An editor on the text of a part.
    #[must_use]
    pub fn new(part: Part, held: &PostMortem) -> Self {
        let was = held.text(part).unwrap_or_default().to_owned();
        let thanks = matches!(part, Part::Section(crate::domain::SectionKind::Thanks));
        let text = match was.is_empty() && thanks {
            true => held.thanks(),
            false => was.clone(),
        };
        Self {
            part,
            editor: Editor::new(part.title(), text),
            theirs: None,
            refused: None,
            waits: false,
            of: held.incident.id,
            was,
            held: Some(Box::new(held.clone())),
        }
    }

    /// An editor on a section; none for what is no section.
    #[must_use]
    pub fn on(thing: &Thing) -> Option<Self> {
        let section = thing.as_section()?;
        let part = Part::Section(section.kind);
        let text = section.text.clone();
        Self::go_on(thing.incident?, part.word(), text.clone(), text)
    }

    /// What was written and is not recorded, as plain data.
    #[must_use]
    pub fn begun(&self) -> Option<BegunOn> {
        self.editor.dirty().then(|| BegunOn::Text {
            part: self.part.word().to_owned(),
            was: self.was.clone(),
            text: self.editor.text().to_owned(),
        })
    }

    /// A text that was begun in an earlier run goes on, over what stood then:
    /// what somebody else wrote since is shown.
    #[must_use]
    pub fn go_on(of: Id, part: &str, was: String, text: String) -> Option<Self> {
        let part = Part::from_word(part).filter(|part| part.is_text())?;
        let mut editor = Editor::new(part.title(), was.clone());
        editor.replace(text);
        Some(Self {
            part,
            editor,
            theirs: None,
            refused: None,
            waits: false,
            of,
            was,
            held: None,
        })
    }

    /// Whether both are of one part of one incident.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        (self.of, self.part) == (other.of, other.part)
    }

    /// What is said once it is recorded.
    #[must_use]
    pub fn told(&self) -> String {
        format!("{} is recorded", self.part.title())
    }

    /// What has to be loaded for it, when it opens and when the file changed.
    #[must_use]
    pub fn needs(&self, _cx: &Cx) -> Vec<Effect> {
        vec![Effect::Load(Query::PostMortem(self.of))]
    }

    /// One message.
    pub fn update(&mut self, msg: &Msg, cx: &Cx) -> Flow {
        match msg {
            Msg::Loaded(Loaded::PostMortem(held, _)) => {
                self.learn(held);
                Flow::Stay
            }
            Msg::Appended(_, Err(trouble)) => {
                self.refused = Some(trouble.0.clone());
                Flow::Do(self.needs(cx))
            }
            Msg::Key(chord) => self.key(*chord, cx),
            other => match self.editor.update(other, cx) {
                Flow::Do(effects) => Flow::Do(effects),
                _stays => Flow::Stay,
            },
        }
    }

    /// What stands is here: somebody else may have written it.
    fn learn(&mut self, held: &PostMortem) {
        if held.incident.id != self.of {
            return;
        }
        let stands = held.text(self.part).unwrap_or_default();
        let shown = self.theirs.as_ref().is_some_and(|t| t.text == stands);
        self.theirs = match stands == self.was || stands == self.editor.text() {
            _as_shown if shown => self.theirs.take(),
            true => None,
            false => held.holder(self.part).map(|thing| Theirs {
                author: thing.changed.author.clone(),
                at: thing.changed.at,
                text: stands.to_owned(),
                fresh: true,
            }),
        };
        if stands == self.editor.text() {
            stands.clone_into(&mut self.was);
        }
        self.held = Some(Box::new(held.clone()));
    }

    fn key(&mut self, chord: Chord, cx: &Cx) -> Flow {
        self.refused = None;
        let theirs = self.theirs.as_mut();
        let fresh = theirs.is_some_and(|t| std::mem::take(&mut t.fresh));
        if let (Some(Action::TakeTheirs), Some(theirs)) =
            (resolve(Context::Writing, chord), &self.theirs)
        {
            let text = format!("\n{}", theirs.text);
            if !self.editor.asking() {
                self.editor.append(&text);
            }
            return Flow::Stay;
        }
        let size = (cx.info.overlay_width, cx.info.overlay_height);
        match self.editor.key(chord, size) {
            Edited::On => Flow::Stay,
            Edited::Drop => Flow::Close,
            Edited::Later => Flow::Later,
            Edited::External => {
                Flow::Do(vec![Effect::EditExternally(self.editor.text().to_owned())])
            }
            // It came under the finger that saves.
            Edited::Keep if fresh => Flow::Stay,
            Edited::Keep => self.save(),
        }
    }

    /// Hands it in, over what was seen: theirs, where theirs is shown.
    fn save(&self) -> Flow {
        let seen = self.theirs.as_ref().map_or(&self.was, |t| &t.text);
        let Some(held) = &self.held else {
            return Flow::Stay;
        };
        let changes = held.write(self.part, seen, self.editor.text());
        match changes.is_empty() {
            true => Flow::Close,
            false => Flow::Record(Make::Changes(changes)),
        }
    }
}
