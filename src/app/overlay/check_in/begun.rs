//! A line that was begun on the page of a check-in in an earlier run, as plain
//! data and back.

use super::{Asks, CheckInPage, Typing};
use crate::app::line::LineInput;
use crate::app::overlay::form::{Names, Pick};
use crate::app::{BegunLine, BegunOn};
use crate::domain::{Id, Minute, Situation};

impl Typing {
    /// What is typed.
    #[must_use]
    pub fn text(&self) -> &str {
        match &self.asks {
            Asks::Attend(pick) => pick.line.text(),
            Asks::Line(_) | Asks::Reword(_) | Asks::Capture | Asks::Next => self.line.text(),
        }
    }
}

impl Asks {
    fn begun(&self) -> BegunLine {
        match self {
            Self::Line(aspect) => BegunLine::Line(*aspect),
            Self::Reword(was) => BegunLine::Reword(was.clone()),
            Self::Capture => BegunLine::Capture,
            Self::Attend(_) => BegunLine::Attend,
            Self::Next => BegunLine::Next,
        }
    }
}

impl From<&BegunLine> for Asks {
    fn from(begun: &BegunLine) -> Self {
        match begun {
            BegunLine::Line(aspect) => Self::Line(*aspect),
            BegunLine::Reword(was) => Self::Reword(was.clone()),
            BegunLine::Capture => Self::Capture,
            BegunLine::Attend => Self::Attend(Pick::new(Names::People, "")),
            BegunLine::Next => Self::Next,
        }
    }
}

impl CheckInPage {
    /// What is typed on it and is not recorded.
    #[must_use]
    pub fn begun(&self) -> Option<BegunOn> {
        let typing = self.typing.as_ref()?;
        let text = typing.text();
        let sign = matches!(typing.asks, Asks::Capture) && matches!(text.trim(), "+" | "=");
        let same = matches!(&typing.asks, Asks::Reword(was) if was.text == text);
        (!text.trim().is_empty() && !sign && !same).then(|| BegunOn::CheckIn {
            of: self.of,
            asks: typing.asks.begun(),
            stream: typing.of,
            text: text.to_owned(),
        })
    }

    /// The page goes on with a line that was typed on it; none where the line
    /// is in the minutes.
    #[must_use]
    pub fn go_on(
        of: Id,
        asks: &BegunLine,
        stream: Option<Id>,
        text: String,
        situation: Option<&Situation>,
    ) -> Option<Self> {
        let mut page = Self::new(of, situation);
        if let Some((situation, (_, held))) = situation.and_then(|s| Some((s, page.held(s)?))) {
            let said = |line: &&Minute| line.workstream == stream && line.text == text.trim();
            if held.lines.values().iter().any(said) {
                return None;
            }
            let streams = page.streams(situation);
            let at = streams.iter().position(|s| *s == stream);
            page.select.at = at.unwrap_or(page.select.at);
        }
        page.typing = Some(Typing {
            asks: asks.into(),
            of: stream,
            line: LineInput::default(),
        });
        page.paste(&text);
        Some(page)
    }
}
