//! Recording what is typed: from Enter to the answer of the store.

use super::capture_line::CaptureLine;
use super::effect::{Make, Ticket};
use super::overlay::{Closing, Offer, Overlay, Paste};
use super::state::{Awaited, Mode, Offered, Tone};
use super::{App, Effect, Pane};
use crate::domain::indicator::Indicator;
use crate::domain::{
    Artifact, Body, Change, EntryKind, Id, Known, Label, LabelKind, Thing, fresh_id,
};
use crate::keys::{Action, Chord, Context, resolve};

impl App {
    /// A key while the line is typed on.
    pub(super) fn key_on_line(&mut self, chord: Chord) -> Vec<Effect> {
        self.answer_was_seen();
        if let Some(c) = chord.typed() {
            return self.type_on_line(c.encode_utf8(&mut [0; 4]));
        }
        match resolve(Context::Capture, chord) {
            Some(Action::Record) => self.record_line(),
            Some(Action::Complete) => self.complete_line(),
            Some(Action::HistoryOlder) => self.older_line(),
            Some(Action::HistoryNewer) => self.newer_line(),
            Some(Action::ScrollUp) => self.page(Pane::Timeline, -1),
            Some(Action::ScrollDown) => self.page(Pane::Timeline, 1),
            Some(Action::Back) => self.leave_line(),
            Some(Action::Redraw) => vec![Effect::Redraw],
            Some(Action::Suspend) => vec![Effect::Suspend],
            Some(edit) => self.edit_line(edit),
            None => Vec::new(),
        }
    }

    /// What was said to the last Enter gives way to the preview of what is
    /// typed or pasted next.
    pub(super) fn answer_was_seen(&mut self) {
        if let Some(notice) = &mut self.notice {
            notice.fresh = false;
        }
    }

    /// Text pasted while the line is typed on: several lines are reviewed.
    pub(super) fn paste_on_line(&mut self, text: String) -> Vec<Effect> {
        self.answer_was_seen();
        if text.trim_end().contains(['\n', '\r']) && self.incident().is_some() {
            let review = Paste::new(&text, &self.cx());
            return self.open(Overlay::Paste(review));
        }
        self.type_on_line(&text)
    }

    /// Goes to the line, which starts with `sign` when nothing is typed yet.
    pub(super) fn start_line(&mut self, sign: &str) -> Vec<Effect> {
        if self.incident().is_none() {
            return self.say_no_incident();
        }
        if self.as_of.is_some() {
            return self.say_past();
        }
        self.mode = Mode::Capture;
        self.notice = None;
        if self.capture.input.is_empty() {
            self.capture.input.insert(sign);
            self.say_what_follows();
        }
        self.read_line()
    }

    /// Says what a line that holds only its sign goes on with.
    fn say_what_follows(&mut self) {
        let text = match self.capture.input.text().trim() {
            "+" => "a task: what is to be done, then @who #workstream p1 due:14:00 as needed",
            "=" => "a decision: what was decided; why: the reason; instead of: what was rejected",
            _other => return,
        };
        self.say(Tone::Plain, text.to_owned());
    }

    fn leave_line(&mut self) -> Vec<Effect> {
        if self.capture.completion.take().is_some() {
            return Vec::new();
        }
        if self.capture.lent.is_some() {
            return self.end_lent();
        }
        self.mode = Mode::Panes;
        if self.capture.amends.is_some() {
            if let Some(name) = self.capture.leave_amend() {
                let text = format!(
                    "nothing is amended yet; what you typed is kept: a on {name} goes on with it"
                );
                self.say(Tone::Plain, text);
            }
            return self.read_line();
        }
        // A sign that n, t or d put there is nobody's words.
        if matches!(self.capture.input.text().trim(), "+" | "=") {
            self.capture.input.set("");
            self.notice = None;
        }
        self.read_line()
    }

    fn record_line(&mut self) -> Vec<Effect> {
        let Some(incident) = self.incident().map(|t| t.id) else {
            return self.say_no_incident();
        };
        if self.awaits_line() {
            return Vec::new();
        }
        self.read_line();
        if matches!(self.capture.preview, Some(Ok(_))) && self.capture.drop_blank() {
            self.read_line();
        }
        let captured = match self.capture.preview.clone() {
            None => {
                self.say_what_follows();
                return Vec::new();
            }
            // The cursor stays where it is: at the end, unless it was taken to
            // what is being put right.
            Some(Err(mistake)) => {
                self.capture.refused_line = Some(self.capture.input.text().to_owned());
                self.say(Tone::Bad, format!("not recorded: {mistake}"));
                return Vec::new();
            }
            Some(Ok(captured)) => captured,
        };
        let closes = captured.closes(self.known()).map(str::to_owned);
        if let (Some(why), None) = (closes, &self.capture.amends) {
            return self.lead_to_closing(&why);
        }
        let CaptureLine { input, amends, .. } = &self.capture;
        let awaited = Awaited::Line {
            line: input.text().to_owned(),
            amends: amends.clone(),
            indicators: captured.indicators.clone(),
        };
        let make = match amends.clone() {
            None => Make::Lines(vec![captured]),
            Some(thing) if super::amend::fits(&captured, &thing) => {
                Make::Amend(Box::new(captured), thing)
            }
            Some(thing) => {
                let text = format!(
                    "{} cannot become a {}: take the sign away, or Esc and type a new line",
                    thing.name(),
                    captured.what.word()
                );
                self.say(Tone::Bad, text);
                return Vec::new();
            }
        };
        self.capture.send_amendment();
        self.append(Some(incident), make, awaited)
    }

    /// Closing is asked about on a screen of its own, where what was typed is
    /// the reason; the line is found again among the earlier ones.
    fn lead_to_closing(&mut self, why: &str) -> Vec<Effect> {
        let line = self.capture.input.text().to_owned();
        self.capture.recorded(&line);
        self.end_lent();
        self.open(Overlay::Closing(Closing::because(why)))
    }

    fn awaits_line(&self) -> bool {
        let line = |(_, a): &(Ticket, Awaited)| matches!(a, Awaited::Line { .. });
        self.awaited.iter().any(line)
    }

    /// Asks for something to be recorded, and remembers what for.
    pub(super) fn append(
        &mut self,
        incident: Option<Id>,
        make: Make,
        awaited: Awaited,
    ) -> Vec<Effect> {
        self.ticket += 1;
        self.awaited.push((self.ticket, awaited));
        vec![Effect::Append {
            ticket: self.ticket,
            incident,
            make,
        }]
    }

    /// Offers the indicators of a line that are no artifacts yet.
    pub(super) fn offer(&mut self, indicators: Vec<Indicator>, source: Option<&Thing>) {
        let known = |i: &Indicator| {
            let held = self.rows[Pane::Artifacts.index()].window.rows.iter();
            held.filter_map(Thing::as_artifact)
                .any(|a| a.name.eq_ignore_ascii_case(&i.value))
        };
        let mut fresh = Vec::new();
        for found in indicators.into_iter().filter(|i| !known(i)) {
            let offered = Offered {
                kind: found.kind,
                value: found.value,
                source: source.map(Thing::name).unwrap_or_default(),
                workstream: source.and_then(Thing::workstream),
            };
            let same = |o: &Offered| o.value == offered.value;
            if !self.offer.iter().chain(&fresh).any(same) {
                fresh.push(offered);
            }
        }
        // The newest come first: they are the ones there is room to show.
        fresh.append(&mut self.offer);
        self.offer = fresh;
    }

    /// Keeps what is offered; of several, asks which.
    pub(super) fn accept_offer(&mut self) -> Vec<Effect> {
        let Some(incident) = self.incident().map(|t| t.id) else {
            return Vec::new();
        };
        match &self.offer[..] {
            [] => {
                self.say(Tone::Plain, "nothing is offered".to_owned());
                Vec::new()
            }
            [found] => {
                let make = Make::Changes(vec![found.artifact(Some(incident))]);
                self.offer.clear();
                self.append(Some(incident), make, Awaited::Change("kept".to_owned()))
            }
            several => {
                let choice = Offer::new(several);
                self.open(Overlay::Offer(choice))
            }
        }
    }
}

impl Offered {
    /// The artifact it becomes, which says where it was found.
    #[must_use]
    pub fn artifact(&self, incident: Option<Id>) -> Change {
        let mut artifact = Artifact::indicator(self.kind, self.value.clone());
        artifact.workstream = self.workstream;
        if !self.source.is_empty() {
            artifact.notes = format!("from {}", self.source);
        }
        Change::create(fresh_id(), incident, Body::Artifact(artifact))
    }
}

/// What people call the line that was just recorded.
pub(super) fn named(thing: &Thing, known: &Known) -> String {
    let kind = match &thing.body {
        Body::Entry(entry) => match (entry.kind, entry.register()) {
            (EntryKind::Decision | EntryKind::Question, Some(label)) => {
                return format!("{} ({})", label_of(label), thing.name());
            }
            (EntryKind::Attacker, _) => "attacker activity",
            (kind, _) => kind.word(),
        },
        body => body.kind().word(),
    };
    match known.slug(thing.id) {
        Some(slug) => format!("#{slug}"),
        None => format!("{kind} {}", thing.name()),
    }
}

fn label_of(label: Label) -> String {
    let word = match label.kind {
        LabelKind::Decision => "decision",
        LabelKind::Question => "question",
        LabelKind::CheckIn => "check-in",
        LabelKind::Factor => "factor",
        LabelKind::Fix => "fix",
        LabelKind::Entry | LabelKind::Task | LabelKind::Artifact => "",
    };
    format!("{word} {label}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::tests::{appends, press, ready, send};
    use crate::app::{Done, Msg, Trouble};
    use crate::capture;
    use crate::keys::Key as K;

    /// A cockpit whose amendment of the selected entry is on its way.
    fn amending() -> (App, Ticket, Thing) {
        let mut app = ready();
        press(&mut app, "nhalf\x1ba more\r");
        let thing = app.selected().cloned().expect("a row is selected");
        let [(ticket, Awaited::Line { .. })] = &app.awaited[..] else {
            panic!("{:?}", app.awaited)
        };
        let ticket = *ticket;
        (app, ticket, thing)
    }

    #[test]
    fn an_amendment_is_the_stores_from_enter_on() {
        let (mut app, ticket, thing) = amending();
        press(&mut app, "\x1b");
        assert_eq!(app.capture.input.text(), "half", "the line from before");
        assert!(app.capture.amends.is_none() && app.notice.is_none());
        let effects = send(&mut app, Msg::Appended(ticket, Ok(Done::default())));
        let left = effects.iter().find_map(|e| match e {
            Effect::SaveDraft(unsent) => Some(unsent.clone()),
            _ => None,
        });
        assert_eq!(left.expect("a draft is kept").amendments, []);
        press(&mut app, "a");
        assert_eq!(
            app.capture.input.text(),
            capture::line_of(&thing, app.known())
        );
    }

    #[test]
    fn the_blank_of_a_completion_is_not_recorded_and_a_typed_one_is() {
        for (keys, line) in [
            ("ncalled @s\t\r", "called @sam"),
            ("ncalled @s\tnow \r", "called @sam now "),
            ("ncalled @sam \r", "called @sam "),
            ("ncalled @s\t \r", "called @sam  "),
        ] {
            let mut app = ready();
            let made = appends(&press(&mut app, keys));
            let [(ticket, Make::Lines(lines))] = &made[..] else {
                panic!("{made:?}")
            };
            assert_eq!(lines[0].typed, line, "{keys:?}");
            let answer = Ok(Done::default());
            send(&mut app, Msg::Appended(*ticket, answer));
            assert_eq!(app.capture.input.text(), "", "{keys:?}");
        }
    }

    #[test]
    fn a_completion_before_a_blank_brings_none_and_goes_behind_it() {
        let mut app = ready();
        press(&mut app, "n@s now");
        for _ in 0.." now".len() {
            send(&mut app, Msg::Key(Chord::plain(K::Left)));
        }
        press(&mut app, "\tis here ");
        assert_eq!(app.capture.input.text(), "@sam is here now");
    }

    #[test]
    fn an_amendment_the_store_refuses_is_offered_again() {
        let (mut app, ticket, thing) = amending();
        press(&mut app, "\x1b");
        let full = Err(Trouble("the disk is full".into()));
        send(&mut app, Msg::Appended(ticket, full));
        let said = &app.notice.as_ref().expect("something is said").text;
        assert!(said.contains(&format!("a on {}", thing.name())), "{said}");
        press(&mut app, "a");
        assert!(app.capture.input.text().ends_with(" more"));
    }

    #[test]
    fn what_is_typed_after_an_amendment_was_sent_is_a_line_of_its_own() {
        let (mut app, ticket, _) = amending();
        press(&mut app, " next");
        send(&mut app, Msg::Appended(ticket, Ok(Done::default())));
        assert!(app.capture.amends.is_none());
        assert_eq!(app.capture.input.text(), "half next");
    }
}
