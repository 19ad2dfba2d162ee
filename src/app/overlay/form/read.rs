//! What a field holds → what it means, against the names and the moment.

use super::choice::Choice;
use super::draft::Draft;
use super::field::{Field, Gloss, Input, Listed, Need};
use super::pick::{Named, Names};
use crate::capture::{self, is_name};
use crate::domain::{
    Factor, Figure, Id, Known, Label, LabelKind, Thing, When, Zone, causes, is_blank, spine,
    visible_line,
};
use chrono::{DateTime, Utc};

/// What fields are read against.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// The moment.
    pub now: DateTime<Utc>,
    /// The zone of times that state none.
    pub zone: &'a str,
    /// The names.
    pub known: &'a Known,
    /// The tasks that labels can name.
    pub tasks: &'a [Thing],
    /// The factors that labels can name.
    pub factors: &'a [Thing],
    /// The thing that is edited: it may keep its own name.
    pub editing: Option<Id>,
}

impl Around<'_> {
    const fn capture(&self) -> capture::Context<'_> {
        capture::Context {
            now: self.now,
            zone: self.zone,
            known: self.known,
        }
    }

    /// The zone of a moment that is not stated.
    #[must_use]
    pub fn zone_now(&self) -> Zone {
        capture::zone_at(self.zone, self.now).unwrap_or_else(Zone::utc)
    }

    /// Reads a time by the grammar of the capture line; `ahead` is one that is
    /// still to come, or is `never`, as after `due:`.
    ///
    /// # Errors
    /// What cannot be meant, and what to write instead.
    pub fn time(&self, text: &str, ahead: bool) -> Result<Option<When>, String> {
        let never = ahead && text.trim().eq_ignore_ascii_case("never");
        if never || text.trim().is_empty() {
            return Ok(None);
        }
        let read = if ahead {
            capture::parse_due(text, &self.capture())
        } else {
            capture::parse_when(text, &self.capture())
        };
        read.map(Some)
            .map_err(|m| format!("{}; {}", m.what, m.hint))
    }

    fn task(&self, word: &str) -> Result<Id, String> {
        let shown = visible_line(word).into_owned();
        let label = Label::parse(&word.to_ascii_uppercase())
            .filter(|l| l.kind == LabelKind::Task)
            .ok_or_else(|| format!("`{shown}` is not the label of a task, such as T3"))?;
        let found = self.tasks.iter().find(|t| t.label() == Some(label));
        match found {
            Some(task) if Some(task.id) == self.editing => {
                Err("a task cannot wait for itself".to_owned())
            }
            Some(task) => Ok(task.id),
            None => Err(format!("there is no open task {label}")),
        }
    }

    fn workstream(&self, word: &str) -> Result<Id, String> {
        let slug = word.trim_start_matches('#');
        match self.known.workstream(slug) {
            Some(found) if Some(found.id) == self.editing => {
                Err("a workstream cannot wait for itself".to_owned())
            }
            Some(found) => match self.circle(found.id) {
                Some(circle) => Err(format!("they would wait in a circle: {circle}")),
                None => Ok(found.id),
            },
            None => Err(format!("there is no workstream #{}", visible_line(slug))),
        }
    }

    /// The circle that waiting for a workstream would close.
    fn circle(&self, on: Id) -> Option<String> {
        spine::circle(&self.known.workstreams, self.editing?, on)
    }

    /// Reads several labels, slugs or handles; `make` gives a handle nobody has
    /// the identity it will have.
    ///
    /// # Errors
    /// The first that names nothing.
    pub fn list(
        &self,
        text: &str,
        listed: Listed,
        mut make: impl FnMut(&str) -> Id,
    ) -> Result<Vec<Id>, String> {
        let words = text.split([' ', ',']).filter(|w| !w.is_empty());
        let ids = words.map(|word| match listed {
            Listed::Tasks => self.task(word),
            Listed::Workstreams => self.workstream(word),
            Listed::People => self.person(word, &mut make),
            Listed::Factors => self.factor(word),
            Listed::Factor => self.explained(word),
        });
        let ids: Vec<Id> = ids.collect::<Result<_, String>>()?;
        if listed == Listed::Factor && ids.len() > 1 {
            return Err("a factor explains one other: name one".to_owned());
        }
        Ok(ids)
    }

    fn factor(&self, word: &str) -> Result<Id, String> {
        let shown = visible_line(word).into_owned();
        let label = Label::parse(&word.to_ascii_uppercase())
            .filter(|l| l.kind == LabelKind::Factor)
            .ok_or_else(|| format!("`{shown}` is not the label of a factor, such as F1"))?;
        let found = self.factors.iter().find(|t| t.label() == Some(label));
        found
            .map(|t| t.id)
            .ok_or_else(|| format!("there is no factor {label}"))
    }

    /// The factor that the edited one explains, unless that closes a circle.
    fn explained(&self, word: &str) -> Result<Id, String> {
        let under = self.factor(word)?;
        let own = self.editing;
        match own.and_then(|own| causes::would_cycle(self.factors, own, under)) {
            Some(way) => Err(format!("that is a circle: {way}")),
            None => Ok(under),
        }
    }

    fn person(&self, word: &str, make: &mut impl FnMut(&str) -> Id) -> Result<Id, String> {
        let handle = word.trim_start_matches('@');
        match Names::People.find(self.known, handle) {
            Some(id) => Ok(id),
            None if is_name(handle) => Ok(make(handle)),
            None => Err(format!(
                "`{}` is no handle: a letter, then letters, digits, - and _, 32 at most",
                visible_line(word)
            )),
        }
    }

    fn line(&self, text: &str, need: Need) -> Result<String, String> {
        let trimmed = text.trim();
        match need {
            Need::Any | Need::Class => Ok(text.to_owned()),
            Need::Some if is_blank(text) => Err("this has to be filled in".to_owned()),
            Need::Some => Ok(text.to_owned()),
            Need::Handle => {
                let taken = self.known.person(trimmed.trim_start_matches('@'));
                self.name(trimmed.trim_start_matches('@'), taken)
            }
            Need::Slug => {
                let taken = self.known.workstream(trimmed.trim_start_matches('#'));
                self.name(trimmed.trim_start_matches('#'), taken)
            }
            Need::Zone if trimmed.is_empty() => Ok(String::new()),
            Need::Evidence => evidence(text),
            Need::Figure if trimmed.is_empty() => Ok(String::new()),
            Need::Figure => Figure::read(trimmed).map(String::from),
            Need::Tracker => crate::domain::tracker(text),
            Need::Zone => match jiff::tz::TimeZone::get(trimmed) {
                Ok(_) => Ok(trimmed.to_owned()),
                Err(_) => Err(format!(
                    "`{}` is not a time zone; write Europe/Vienna or UTC",
                    visible_line(trimmed)
                )),
            },
        }
    }

    fn name(&self, word: &str, taken: Option<&Thing>) -> Result<String, String> {
        if word.is_empty() {
            return Err("this has to be filled in".to_owned());
        }
        if !is_name(word) {
            return Err("a letter, then letters, digits, - and _, 32 at most".to_owned());
        }
        match taken {
            Some(thing) if Some(thing.id) != self.editing => {
                Err(format!("{} is taken", thing.name()))
            }
            Some(_) | None => Ok(word.to_owned()),
        }
    }
}

/// Labels of what can bear a factor out.
fn evidence(text: &str) -> Result<String, String> {
    let words = text.split([' ', ',']).filter(|w| !w.is_empty());
    for word in words {
        let label = Label::parse(&word.to_ascii_uppercase());
        if !label.is_some_and(Factor::can_rest_on) {
            let shown = visible_line(word);
            return Err(format!(
                "`{shown}` bears nothing out: write labels of entries, decisions, questions, artifacts or tasks (E12 A3)"
            ));
        }
    }
    Ok(text.to_owned())
}

fn one_label(text: &str, kind: LabelKind) -> Result<Option<Label>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let label = Label::parse(&text.to_ascii_uppercase()).filter(|l| l.kind == kind);
    label.map(Some).ok_or_else(|| {
        let shown = visible_line(text);
        format!("`{shown}` is not such a label; write {}4", kind.letter())
    })
}

/// What is wrong with what was typed to choose a word.
fn no_such(choice: &Choice) -> Option<String> {
    let stray = visible_line(choice.stray()?).into_owned();
    Some(format!(
        "nothing here begins with `{stray}`; Left and Right choose"
    ))
}

impl Field {
    /// Puts what the field holds into a draft.
    ///
    /// # Errors
    /// What is wrong with it, in a few words.
    pub fn read(&self, draft: &mut Draft, around: &Around<'_>) -> Result<(), String> {
        match &self.input {
            Input::Line { line, need, set } => set(draft, around.line(line.text(), *need)?),
            Input::Text { text, set } => set(draft, text.clone()),
            Input::Choice { choice, set } => match no_such(choice) {
                Some(wrong) => return Err(wrong),
                None => set(draft, choice.at),
            },
            Input::List { line, listed, set } => {
                let make = |handle: &str| draft.name(Names::People, handle);
                let ids = around.list(line.text(), *listed, make)?;
                set(draft, &ids);
            }
            Input::Label { line, kind, set } => set(draft, one_label(line.text(), *kind)?),
            Input::Time {
                line,
                ahead,
                must,
                set,
            } => match around.time(line.text(), *ahead)? {
                None if *must => return Err("this has to be filled in".to_owned()),
                when => set(draft, when),
            },
            Input::Pick { pick, must, set } => match pick.named(around.known)? {
                Named::None if *must => return Err("this has to be filled in".to_owned()),
                Named::None => set(draft, None),
                Named::Known(id) => set(draft, Some(id)),
                Named::New(word) => {
                    let id = draft.name(pick.names, &word);
                    set(draft, Some(id));
                }
            },
        }
        Ok(())
    }

    /// What is to be said about what it holds, while it is being typed.
    #[must_use]
    pub fn gloss(&self, around: &Around<'_>) -> Option<Gloss> {
        if let Some(problem) = &self.problem {
            return Some(Gloss::Wrong(problem.clone()));
        }
        match &self.input {
            Input::Time { line, ahead, .. } => match around.time(line.text(), *ahead) {
                Ok(when) => when.map(|w| Gloss::Reads(reads(&w))),
                Err(wrong) => Some(Gloss::Wrong(wrong)),
            },
            Input::Pick { pick, .. } => match pick.named(around.known) {
                Ok(Named::New(word)) => {
                    let sign = pick.names.sign();
                    Some(Gloss::New(format!("new: {sign}{word} will be added")))
                }
                Ok(Named::None | Named::Known(_)) => None,
                Err(wrong) => Some(Gloss::Wrong(wrong)),
            },
            Input::List { line, listed, .. } => {
                let mut new: Vec<String> = Vec::new();
                let make = |handle: &str| {
                    new.push(format!("@{handle}"));
                    Id::default()
                };
                match around.list(line.text(), *listed, make) {
                    Err(wrong) => Some(Gloss::Wrong(wrong)),
                    Ok(_) if new.is_empty() => None,
                    Ok(_) => Some(Gloss::New(format!("new: {} will be added", new.join(" ")))),
                }
            }
            Input::Label { line, kind, .. } => {
                one_label(line.text(), *kind).err().map(Gloss::Wrong)
            }
            Input::Choice { choice, .. } => no_such(choice).map(Gloss::Wrong),
            // A name may be taken while it is being typed.
            Input::Line { line, need, .. }
                if matches!(
                    need,
                    Need::Handle | Need::Slug | Need::Evidence | Need::Figure | Need::Tracker
                ) && !line.text().is_empty()
                    && self.dirty() =>
            {
                around.line(line.text(), *need).err().map(Gloss::Wrong)
            }
            Input::Line { .. } | Input::Text { .. } => None,
        }
    }
}

/// A time as it will be recorded: as stated, and in UTC where that differs.
fn reads(when: &When) -> String {
    let stated = when.stated();
    if when.zone.offset == 0 {
        format!("= {stated}")
    } else {
        format!("= {stated} = {}", when.rfc3339())
    }
}
