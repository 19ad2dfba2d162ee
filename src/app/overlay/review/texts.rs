//! What is done with a part as a whole: it is written, filled in, copied,
//! handed on.

use super::super::form::Form;
use super::super::{Flow, Overlay};
use super::{Review, Writing};
use crate::app::{Cx, Effect, Job};
use crate::domain::Body;
use crate::domain::post_mortem::Part;
use crate::keys::Action;

impl Review {
    /// Opens the selected part: a text is written, a list is gone into, what
    /// the review itself says is filled in.
    pub(super) fn open_part(&mut self, action: Action, cx: &Cx) -> Flow {
        let Some(held) = self.held() else {
            return Flow::Stay;
        };
        let part = self.part();
        if part.is_text() {
            return Flow::Push(Overlay::Writing(Writing::new(part, held)));
        }
        if matches!(part, Part::Triage | Part::Meeting) {
            let review = Body::Review(held.standing());
            let begun = held.review.clone().map(Box::new);
            let form = Form::new(review, begun, cx);
            return Flow::Push(Overlay::Form(form));
        }
        if action == Action::Open {
            self.enter();
        }
        Flow::Stay
    }

    /// The text that is shown: of a section, or the script of the meeting.
    fn shown(&self) -> Option<&str> {
        let held = self.held()?;
        match self.part() {
            Part::Meeting => Some(self.script()),
            part => held.text(part).filter(|text| !text.is_empty()),
        }
    }

    pub(super) fn copy(&self) -> Flow {
        let text = self.shown().map(str::to_owned);
        text.map_or(Flow::Stay, |text| Flow::Do(vec![Effect::Copy(text)]))
    }

    pub(super) fn export(&mut self, cx: &Cx) -> Flow {
        if self.part() != Part::Meeting {
            self.problem =
                Some("the script of the meeting can be written: m goes there".to_owned());
            return Flow::Stay;
        }
        let key = cx.incident.map(crate::domain::Thing::name);
        let name = format!("{}-review-script", key.unwrap_or_default());
        let job = Job::Write(name, self.script().to_owned());
        Flow::Do(vec![Effect::Start(job)])
    }
}
