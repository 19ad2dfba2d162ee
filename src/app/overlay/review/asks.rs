//! What the review asks, and what becomes of the answers that are one letter.

use super::super::ask::Ask;
use super::super::passing::Passing;
use super::{Flow, Review};
use crate::app::line::LineInput;
use crate::app::{Cx, Make};
use crate::domain::{Category, Change, Confidence, ReviewState, SectionKind, Thing};
use crate::keys::{Action, Chord, Context, resolve};

/// What the review asks, if anything.
#[derive(Clone, Debug, Default)]
pub enum Asking {
    /// Nothing: its keys do what they say.
    #[default]
    Nothing,
    /// One letter.
    Letter(Letter),
    /// A line.
    Line(Line, Ask),
    /// What a passage of a fix has to say.
    Passing(Box<Passing>),
    /// Which factor this one explains: the selected one.
    Under(Box<Thing>),
    /// Whether this is to be withdrawn.
    Remove(Box<Thing>),
}

/// What is asked by one letter.
#[derive(Clone, Debug, PartialEq)]
pub enum Letter {
    /// The state of the post-mortem.
    Review,
    /// How sure a factor is.
    Confidence(Box<Thing>),
    /// Where a factor lies.
    Category(Box<Thing>),
    /// Where a fix stands.
    FixState(Box<Thing>),
    /// The section a lesson goes into.
    Into(Box<Thing>),
}

/// What is asked on a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    /// What bears a factor out.
    Evidence(Box<Thing>),
    /// What the metric of a fix was found to be.
    Measured(Box<Thing>),
}

impl Asking {
    /// Whether nothing is asked.
    #[must_use]
    pub const fn is_nothing(&self) -> bool {
        matches!(self, Self::Nothing)
    }

    /// The line that is typed on.
    pub fn line(&mut self) -> Option<&mut LineInput> {
        match self {
            Self::Line(_, ask) => Some(&mut ask.line),
            Self::Passing(passing) => Some(passing.line()),
            Self::Nothing | Self::Letter(_) | Self::Under(_) | Self::Remove(_) => None,
        }
    }
}

impl Letter {
    /// The letters it takes.
    #[must_use]
    pub const fn context(&self) -> Context {
        match self {
            Self::Review => Context::ReviewState,
            Self::Confidence(_) => Context::Confidence,
            Self::Category(_) => Context::Category,
            Self::FixState(_) => Context::FixPassage,
            Self::Into(_) => Context::Into,
        }
    }

    /// What is asked.
    #[must_use]
    pub fn title(&self) -> String {
        match self {
            Self::Review => "The post-mortem is".to_owned(),
            Self::Confidence(thing) => format!("How sure is {}?", thing.name()),
            Self::Category(thing) => format!("Where does {} lie?", thing.name()),
            Self::FixState(thing) => format!("{} is", thing.name()),
            Self::Into(thing) => format!("{} goes into", thing.name()),
        }
    }
}

impl Review {
    /// A letter was pressed where one is asked for; another one leaves the
    /// question where it is.
    pub(super) fn letter(&mut self, letter: Letter, chord: Chord, cx: &Cx) -> Flow {
        let Some(action) = resolve(letter.context(), chord) else {
            self.asking = Asking::Letter(letter);
            return Flow::Stay;
        };
        if action == Action::Back {
            return Flow::Stay;
        }
        match letter {
            Letter::Review => self.pass(action, cx),
            Letter::Confidence(thing) => self.set_confidence(&thing, action),
            Letter::Category(thing) => self.set_category(&thing, action),
            Letter::FixState(thing) => self.begin_passage(&thing, action, cx),
            Letter::Into(lesson) => self.move_lesson(&lesson, action),
        }
    }

    fn pass(&mut self, action: Action, cx: &Cx) -> Flow {
        let Some((held, to)) = self.held().zip(review_state(action)) else {
            return Flow::Stay;
        };
        let review = held.standing();
        if review.state == to && !review.passages.is_empty() {
            self.problem = Some(format!("the post-mortem is {to} already"));
            return Flow::Stay;
        }
        let passed = review.passed(to, cx.author, cx.now);
        let changes = passed.write(held.incident.id, held.review.as_ref());
        Flow::Act(Make::Changes(changes), format!("the post-mortem is {to}"))
    }

    /// Asks before something is withdrawn.
    pub(super) fn ask_remove(&mut self) {
        if let Some(thing) = self.selected() {
            self.asking = Asking::Remove(Box::new(thing.clone()));
        }
    }

    /// Yes has a letter of its own; whatever else is pressed leaves the
    /// question where it is.
    pub(super) fn remove(&mut self, thing: Box<Thing>, chord: Chord) -> Flow {
        match resolve(Context::Confirm, chord) {
            Some(Action::Yes) => {
                let gone = Change::Withdraw {
                    id: thing.id,
                    was: false,
                    now: true,
                };
                let said = format!("{} withdrawn; u in the panes brings it back", thing.name());
                Flow::Act(Make::Changes(vec![gone]), said)
            }
            Some(Action::Back) => Flow::Stay,
            Some(_) | None => {
                self.asking = Asking::Remove(thing);
                Flow::Stay
            }
        }
    }
}

const fn review_state(action: Action) -> Option<ReviewState> {
    match action {
        Action::ReviewDraft => Some(ReviewState::Draft),
        Action::ReviewInReview => Some(ReviewState::InReview),
        Action::ReviewReviewed => Some(ReviewState::Reviewed),
        _other => None,
    }
}

/// How sure a letter says it is; none for what is no such letter.
pub(super) const fn confidence(action: Action) -> Option<Option<Confidence>> {
    match action {
        Action::SureConfirmed => Some(Some(Confidence::Confirmed)),
        Action::SureLikely => Some(Some(Confidence::Likely)),
        Action::SurePossible => Some(Some(Confidence::Possible)),
        Action::SureNobody => Some(None),
        _other => None,
    }
}

/// Where a letter says it lies; none for what is no such letter.
pub(super) const fn category(action: Action) -> Option<Option<Category>> {
    match action {
        Action::InTechnology => Some(Some(Category::Technology)),
        Action::InProcess => Some(Some(Category::Process)),
        Action::InKnowledge => Some(Some(Category::Knowledge)),
        Action::InDetection => Some(Some(Category::Detection)),
        Action::InOrganisation => Some(Some(Category::Organisation)),
        Action::InNone => Some(None),
        _other => None,
    }
}

/// The section a letter means.
pub(super) const fn section(action: Action) -> Option<SectionKind> {
    match action {
        Action::IntoLessons => Some(SectionKind::Lessons),
        Action::IntoWell => Some(SectionKind::WentWell),
        Action::IntoBadly => Some(SectionKind::WentBadly),
        Action::IntoLucky => Some(SectionKind::Lucky),
        Action::IntoSignal => Some(SectionKind::NoSignal),
        Action::IntoSurprise => Some(SectionKind::Surprise),
        Action::IntoLimited => Some(SectionKind::LimitedDamage),
        Action::IntoSmallest => Some(SectionKind::SmallestChange),
        Action::IntoRisks => Some(SectionKind::AcceptedRisks),
        _other => None,
    }
}
