//! The review of pasted lines, each recorded as an entry of its own after one
//! confirmation.

use super::Flow;
use super::select::Select;
use crate::app::line::LineInput;
use crate::app::{Cx, Effect, Make, Msg};
use crate::capture::{self, Captured, Mistake};
use crate::domain::{EntryKind, Phase};
use crate::keys::{Action, Chord, Context, resolve};

/// A line as it was pasted, and what it means.
#[derive(Clone, Debug)]
pub struct PastedLine {
    /// Its number in what was pasted, from 1; blank lines are counted.
    pub number: usize,
    /// The line.
    pub raw: String,
    /// What it will be recorded as, or what is wrong with it.
    pub read: Result<Captured, Mistake>,
    /// It is left out.
    pub skipped: bool,
}

/// The review.
#[derive(Clone, Debug)]
pub struct Paste {
    /// The lines that are not blank.
    pub lines: Vec<PastedLine>,
    /// The selected line while it is being edited.
    pub editing: Option<LineInput>,
    /// Its lines are plain notes: nothing is read from them.
    pub verbatim: bool,
    /// How often its lines were altered.
    pub edits: u64,
    /// It asks whether the lines may be dropped.
    pub asking: bool,
    /// What keeps them from being recorded.
    pub problem: Option<String>,
    select: Select,
}

fn context<'a>(cx: &Cx<'a>) -> capture::Context<'a> {
    capture::Context {
        now: cx.now,
        zone: cx.zone,
        known: cx.known,
    }
}

fn plain(raw: &str, cx: &Cx) -> Captured {
    capture::verbatim(raw, EntryKind::Note, &context(cx))
}

/// The phase that lines leave an incident in.
fn moved(lines: &[PastedLine], standing: Phase) -> Phase {
    let kept = lines.iter().filter(|l| !l.skipped);
    let read = kept.filter_map(|l| l.read.as_ref().ok());
    read.fold(standing, |at, line| line.moves_to(at).unwrap_or(at))
}

impl Paste {
    /// Reviews a pasted text. Every line is read here, once.
    #[must_use]
    pub fn new(text: &str, cx: &Cx) -> Self {
        // Many terminals paste a line break as `\r`.
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let raw: Vec<&str> = text.split('\n').collect();
        let read = capture::parse_lines(&text, &context(cx));
        let lines = read.into_iter().map(|(number, read)| PastedLine {
            number,
            raw: (*raw.get(number - 1).unwrap_or(&"")).to_owned(),
            read,
            skipped: false,
        });
        Self {
            lines: lines.collect(),
            editing: None,
            verbatim: false,
            edits: 0,
            asking: false,
            problem: None,
            select: Select::default(),
        }
    }

    /// Reviews lines again that an earlier run left, with what was left out.
    #[must_use]
    pub fn again(lines: &[(String, bool)], cx: &Cx) -> Self {
        let raw: Vec<&str> = lines.iter().map(|(raw, _)| raw.as_str()).collect();
        let mut review = Self::new(&raw.join("\n"), cx);
        for line in &mut review.lines {
            let before = lines.get(line.number - 1);
            line.skipped = before.is_some_and(|(_, skipped)| *skipped);
        }
        review
    }

    /// The selected line.
    #[must_use]
    pub const fn at(&self) -> usize {
        self.select.at
    }

    /// How many lines will be recorded, left out, and cannot be read.
    #[must_use]
    pub fn counts(&self) -> (usize, usize, usize) {
        let skipped = self.lines.iter().filter(|l| l.skipped).count();
        let wrong = self.wrong().count();
        (self.lines.len() - skipped - wrong, skipped, wrong)
    }

    /// How many lines begin with the attacker's sign, which is also the bullet
    /// of a list; none of them when it is one alone.
    #[must_use]
    pub fn bullets(&self) -> usize {
        let kept = self.lines.iter().filter(|l| !l.skipped);
        let read = kept.filter_map(|l| l.read.as_ref().ok());
        match read.filter(|r| r.begins_like_a_bullet()).count() {
            1 => 0,
            several => several,
        }
    }

    /// What the milestone of a line does to an incident that stands at
    /// `standing` before the first of them, in words.
    #[must_use]
    pub fn passage(&self, at: usize, standing: Phase, ascii: bool) -> Option<String> {
        let line = self.lines.get(at).filter(|l| !l.skipped)?;
        let standing = moved(&self.lines[..at], standing);
        line.read.as_ref().ok()?.passage(standing, ascii)
    }

    /// The phase that all of it leaves the incident in.
    #[must_use]
    pub fn leaves(&self, standing: Phase) -> Phase {
        moved(&self.lines, standing)
    }

    fn wrong(&self) -> impl Iterator<Item = usize> + '_ {
        let lines = self.lines.iter().enumerate();
        lines
            .filter(|(_, l)| !l.skipped && l.read.is_err())
            .map(|(i, _)| i)
    }

    /// What has to be loaded for it, when it opens and when the file changed.
    #[must_use]
    pub const fn needs(&self, _cx: &Cx) -> Vec<Effect> {
        Vec::new()
    }

    /// One message.
    pub fn update(&mut self, msg: &Msg, cx: &Cx) -> Flow {
        match msg {
            Msg::Appended(_, Err(trouble)) => self.problem = Some(trouble.0.clone()),
            Msg::Key(chord) if self.asking => return self.answer(*chord, cx),
            Msg::Key(chord) if self.editing.is_some() => self.edit(*chord, cx),
            Msg::Key(chord) => return self.key(*chord, cx),
            Msg::Paste(_) | Msg::Mouse(_) if self.asking => {}
            Msg::Paste(text) => {
                if let Some(line) = &mut self.editing {
                    line.insert(text);
                }
            }
            Msg::Mouse(_) => {
                self.select.mouse(msg, self.lines.len(), cx);
            }
            _other => {}
        }
        Flow::Stay
    }

    /// The first line that would close an incident that stands at `standing`.
    fn closing(&self, standing: Phase) -> Option<usize> {
        let mut at = standing;
        self.lines.iter().position(|line| {
            let read = line.read.as_ref().ok().filter(|_| !line.skipped);
            at = read.and_then(|r| r.moves_to(at)).unwrap_or(at);
            at == Phase::Closed && standing != Phase::Closed
        })
    }

    fn answer(&mut self, chord: Chord, cx: &Cx) -> Flow {
        let answer = resolve(Context::Discard, chord);
        // Another key was not meant for the question, which stays.
        self.asking = !matches!(answer, Some(Action::Drop | Action::Record | Action::Back));
        match answer {
            Some(Action::Drop) => Flow::Close,
            Some(Action::Record) => self.record(cx),
            Some(_) | None => Flow::Stay,
        }
    }

    fn key(&mut self, chord: Chord, cx: &Cx) -> Flow {
        self.problem = None;
        match resolve(Context::Paste, chord) {
            Some(Action::Record) => return self.record(cx),
            Some(Action::Edit) => {
                let line = self.lines.get(self.select.at);
                self.editing = line.map(|l| LineInput::new(l.raw.clone()));
            }
            Some(Action::Strike) => {
                self.edits += 1;
                if let Some(line) = self.lines.get_mut(self.select.at) {
                    line.skipped = !line.skipped;
                }
            }
            Some(Action::LeaveOut) => {
                self.edits += 1;
                for line in self.lines.iter_mut().filter(|l| l.read.is_err()) {
                    line.skipped = true;
                }
            }
            Some(Action::Verbatim) => self.turn_verbatim(cx),
            Some(Action::Next) => {
                let at = self.select.at;
                let next = self.wrong().find(|i| *i > at);
                if let Some(i) = next.or_else(|| self.wrong().next()) {
                    self.select.at = i;
                }
            }
            Some(Action::Back) if self.lines.is_empty() => return Flow::Close,
            Some(Action::Back) => self.asking = true,
            Some(action) => {
                self.select.act(action, self.lines.len(), cx);
            }
            None => {}
        }
        Flow::Stay
    }

    /// Takes every line as a plain note, or reads them all again.
    fn turn_verbatim(&mut self, cx: &Cx) {
        self.verbatim = !self.verbatim;
        if self.verbatim {
            for line in &mut self.lines {
                line.read = Ok(plain(&line.raw, cx));
            }
            return;
        }
        let raw: Vec<&str> = self.lines.iter().map(|l| l.raw.as_str()).collect();
        let read = capture::parse_lines(&raw.join("\n"), &context(cx));
        for (number, read) in read {
            self.lines[number - 1].read = read;
        }
    }

    /// Keys while a line is edited: Enter reads it again, Esc leaves it as it was.
    fn edit(&mut self, chord: Chord, cx: &Cx) {
        match resolve(Context::Capture, chord) {
            Some(Action::Record) => {
                let Some(line) = self.editing.take() else {
                    return;
                };
                let verbatim = self.verbatim;
                if let Some(pasted) = self.lines.get_mut(self.select.at) {
                    self.edits += 1;
                    pasted.raw = line.text().to_owned();
                    pasted.read = match verbatim {
                        true => Ok(plain(&pasted.raw, cx)),
                        false => capture::parse(&pasted.raw, &context(cx)),
                    };
                    pasted.skipped = false;
                }
            }
            Some(Action::Back) => self.editing = None,
            Some(_) | None => {
                if let Some(line) = &mut self.editing {
                    line.key(chord);
                }
            }
        }
    }

    /// All of it in one batch, once nothing is left that cannot be read.
    fn record(&mut self, cx: &Cx) -> Flow {
        let first = self.wrong().next();
        if let Some(i) = first {
            self.select.at = i;
            let (_, _, wrong) = self.counts();
            self.problem = Some(format!(
                "nothing is recorded yet: {wrong} cannot be read; edit them or leave them out"
            ));
            return Flow::Stay;
        }
        let card = cx.incident.and_then(|t| t.as_incident());
        if let Some(i) = card.and_then(|card| self.closing(card.phase)) {
            self.select.at = i;
            self.problem = Some(
                "nothing is recorded yet: this line closes the incident, which asks what is missing; leave it out, P z closes"
                    .to_owned(),
            );
            return Flow::Stay;
        }
        let lines = self.lines.iter().filter(|l| !l.skipped);
        let captured: Vec<_> = lines.filter_map(|l| l.read.clone().ok()).collect();
        if captured.is_empty() {
            self.problem = Some("every line is left out: there is nothing to record".to_owned());
            return Flow::Stay;
        }
        Flow::Record(Make::Lines(captured))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::tests::ready;
    use crate::keys::Key;

    #[test]
    fn a_line_that_closes_is_gone_to_and_can_be_left_out() {
        let app = ready();
        let mut review = Paste::new("one\n# closed\ntwo", &app.cx());
        let mut press = |chord| review.update(&Msg::Key(chord), &app.cx());
        assert!(matches!(press(Chord::plain(Key::Enter)), Flow::Stay));
        press(Chord::char('x'));
        let flow = press(Chord::plain(Key::Enter));
        let Flow::Record(Make::Lines(lines)) = flow else {
            panic!("{flow:?}");
        };
        assert_eq!((lines.len(), review.at()), (2, 1));
    }
}
