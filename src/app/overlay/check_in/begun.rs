//! A line that was begun on the page of a check-in in an earlier run, as plain
//! data and back.

use super::{Asks, CheckInPage, Typing};
use crate::app::overlay::form::{Names, Pick};
use crate::app::{BegunLine, BegunOn};
use crate::domain::{Id, Minute, Situation};

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
    /// What is typed on it and is not recorded, and what was left before.
    #[must_use]
    pub fn begun(&self) -> Option<BegunOn> {
        let typed = self.typing.iter().filter(|t| t.worth_keeping());
        let mut all: Vec<&Typing> = self.kept.iter().chain(typed).collect();
        let last = all.pop()?;
        let kept = all
            .into_iter()
            .map(|t| (t.asks.begun(), t.of, t.text().to_owned()));
        Some(BegunOn::CheckIn {
            of: self.of,
            asks: last.asks.begun(),
            stream: last.of,
            text: last.text().to_owned(),
            kept: kept.collect(),
        })
    }

    /// The page goes on with lines that were typed on it, each kept for its
    /// key; none where they all are in the minutes.
    #[must_use]
    pub fn go_on(
        of: Id,
        lines: Vec<(BegunLine, Option<Id>, String)>,
        situation: Option<&Situation>,
    ) -> Option<Self> {
        let mut page = Self::new(of, situation);
        let held = situation.and_then(|s| Some((s, page.held(s)?.1)));
        let said = |stream: Option<Id>, text: &str| {
            let said = |line: &&Minute| line.workstream == stream && line.text == text.trim();
            held.is_some_and(|(_, held)| held.lines.values().iter().any(said))
        };
        let left = lines
            .iter()
            .filter(|(_, stream, text)| !said(*stream, text));
        // A few letters of a name are typed again.
        let left = left.filter(|(asks, ..)| *asks != BegunLine::Attend);
        let left: Vec<Typing> = left.map(typing).collect();
        let last = left.last()?;
        if let Some((situation, _)) = held {
            let streams = page.streams(situation);
            let at = streams.iter().position(|s| *s == last.of);
            page.select.at = at.unwrap_or(page.select.at);
        }
        page.kept = left;
        Some(page)
    }
}

/// A line that was begun, under way again.
fn typing((asks, of, text): &(BegunLine, Option<Id>, String)) -> Typing {
    let sign = ["+ ", "= "].into_iter().find(|sign| text.starts_with(sign));
    let was = match asks {
        BegunLine::Reword(was) => was.text.as_str(),
        BegunLine::Capture => sign.unwrap_or_default(),
        BegunLine::Line(_) | BegunLine::Attend | BegunLine::Next => "",
    };
    let mut typing = Typing::new(asks.into(), *of, was);
    match &mut typing.asks {
        Asks::Attend(pick) => {
            pick.line.insert(text);
            pick.typed();
        }
        Asks::Line(_) | Asks::Reword(_) | Asks::Capture | Asks::Next => typing.line.set(text),
    }
    typing
}
