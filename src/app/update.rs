//! One message after another: where each goes.

use super::overlay::{Flow, Overlay};
use super::state::{Awaited, Menu, Mode, Tone};
use super::zone::offset;
use super::{App, Effect, Job, Loaded, Msg, Pane, Settings};
use crate::domain::{Anchor, Thing};
use crate::keys::{Action, Chord, Context, Key, resolve};
use chrono::{DateTime, Utc};

/// Takes one message in and says what is to be done outside.
pub fn update(app: &mut App, msg: Msg, now: DateTime<Utc>) -> Vec<Effect> {
    app.now = app.as_of.unwrap_or(now);
    let mark = app.draft_mark();
    let esc = matches!(&msg, Msg::Key(chord) if *chord == Chord::plain(Key::Esc));
    let mut effects = take_in(app, msg);
    app.mind_question(esc);
    let begun = app.begun();
    if app.draft_mark() != mark || begun != app.kept {
        app.kept = begun;
        effects.push(Effect::SaveDraft(app.unsent()));
    }
    effects
}

fn take_in(app: &mut App, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Key(chord) => app.key(chord),
        Msg::Paste(text) => app.pasted(text),
        Msg::Mouse(mouse) if app.overlays.is_empty() => app.moused(mouse),
        Msg::Mouse(_) | Msg::Edited(_) => app.hand_to_overlay(&msg).unwrap_or_default(),
        Msg::Loaded(answer) => app.answered(answer),
        Msg::LoadFailed(_, ref trouble) => {
            app.say(Tone::Bad, trouble.0.clone());
            app.rows.iter_mut().for_each(|rows| rows.awaited = false);
            app.hand_to_every_overlay(&msg)
        }
        Msg::Failed(trouble) => app.tell(Tone::Bad, trouble.0),
        Msg::Changed => app.refresh(),
        Msg::Appended(ticket, result) => app.appended(ticket, result),
        Msg::Undone {
            batch,
            redo,
            result,
        } => app.undone(batch, redo, result),
        Msg::Progress { job, done, total } => {
            let running = app.job.take();
            app.job = running.map(|was| {
                if was.0 == job {
                    (job, done, total)
                } else {
                    was
                }
            });
            Vec::new()
        }
        Msg::Finished(job, result) => app.finished(&job, result),
        Msg::Draft {
            line,
            amendments,
            pasted,
            offered,
            begun,
        } => {
            app.elsewhere.extend(begun);
            app.adopt(line, amendments, &pasted, offered)
        }
        Msg::Told(text) => app.tell(Tone::Good, text),
        Msg::Drawn(info) => {
            for (rows, top) in app.rows.iter_mut().zip(info.tops) {
                rows.top = top;
            }
            app.info = info;
            Vec::new()
        }
        Msg::Tick => {
            app.judge();
            // What was due in time may be overdue.
            App::first_questions()
        }
        Msg::Second => app.second(),
        Msg::Drilled(act, result) => app.drilled(&act, result),
        Msg::Resize { .. } => Vec::new(),
    }
}

impl App {
    /// An answer of the store, for the overlays and for the panes.
    fn answered(&mut self, answer: Loaded) -> Vec<Effect> {
        let mut effects = Vec::new();
        if let Loaded::Here(here) = answer {
            let parts = [
                Loaded::Base(Box::new(here.base)),
                Loaded::Situation(here.situation),
                Loaded::Drill(here.exercise),
            ];
            return parts.into_iter().flat_map(|p| self.answered(p)).collect();
        }
        if !self.overlays.is_empty() {
            let seen = Msg::Loaded(answer.clone());
            effects.extend(self.hand_to_every_overlay(&seen));
        }
        effects.extend(self.loaded(answer));
        effects
    }

    fn tell(&mut self, tone: Tone, text: String) -> Vec<Effect> {
        self.say(tone, text);
        Vec::new()
    }

    fn key(&mut self, chord: Chord) -> Vec<Effect> {
        self.held_open = None;
        match resolve(Context::Anywhere, chord) {
            Some(Action::Redraw) => return vec![Effect::Redraw],
            Some(Action::Suspend) => return vec![Effect::Suspend],
            Some(_) | None => {}
        }
        if matches!(
            self.overlays.last(),
            Some(Overlay::Review(_) | Overlay::Roadmap(_))
        ) {
            // What the last act did is no longer the news.
            self.notice = None;
        }
        if let Some(effects) = self.hand_to_overlay(&Msg::Key(chord)) {
            return effects;
        }
        match self.mode {
            Mode::Capture => self.key_on_line(chord),
            Mode::Menu(menu) => self.answer(menu, chord),
            Mode::Panes => {
                let Some(action) = resolve(Context::Panes, chord) else {
                    return Vec::new();
                };
                if action != Action::Back {
                    self.notice = None;
                }
                self.act(action, None)
            }
        }
    }

    fn pasted(&mut self, text: String) -> Vec<Effect> {
        if let Some(effects) = self.hand_to_overlay(&Msg::Paste(text.clone())) {
            return effects;
        }
        if self.incident().is_none() {
            return self.say_no_incident();
        }
        if self.as_of.is_some() {
            return self.say_past();
        }
        self.mode = Mode::Capture;
        self.paste_on_line(text)
    }

    /// Does what a key means in the panes, to `on` or to the selected thing.
    pub(super) fn act(&mut self, action: Action, on: Option<Thing>) -> Vec<Effect> {
        if self.as_of.is_some() && action.is_for_the_present() {
            return self.say_past();
        }
        if let Some(effects) = self.act_on_answer(action) {
            return effects;
        }
        if let Some(effects) = self.act_on_thing(action, on) {
            return effects;
        }
        let pane = self.focus;
        match action {
            Action::Up => self.step(pane, -1),
            Action::Down => self.step(pane, 1),
            Action::PageUp | Action::ScrollUp => self.page(pane, -1),
            Action::PageDown | Action::ScrollDown => self.page(pane, 1),
            Action::First => self.jump(pane, Anchor::Head),
            Action::Last => self.jump(pane, Anchor::Tail),
            Action::FocusNext => self.focus_by(1),
            Action::FocusPrevious => self.focus_by(3),
            Action::Pane1 => self.focus_on(Pane::Timeline),
            Action::Pane2 => self.focus_on(Pane::Workstreams),
            Action::Pane3 => self.focus_on(Pane::Tasks),
            Action::Pane4 => self.focus_on(Pane::Artifacts),
            Action::Zoom => {
                self.zoomed = !self.zoomed;
                Vec::new()
            }
            Action::Note => self.start_line(""),
            Action::TaskLine => self.start_line("+ "),
            Action::DecisionLine => self.start_line("= "),
            Action::Back => self.back(),
            other => self.act_outside(other),
        }
    }

    /// What is done to one thing; none for what is not.
    fn act_on_thing(&mut self, action: Action, on: Option<Thing>) -> Option<Vec<Effect>> {
        let on = on.or_else(|| self.selected().cloned());
        Some(match action {
            Action::Open => self.open_selected(on),
            Action::Detail => match on {
                Some(thing) => self.open_detail(&thing),
                None => self.nothing_selected(),
            },
            Action::Edit => self.edit(on),
            Action::Amend => self.amend(on),
            Action::Strike => self.strike(on),
            Action::Star => self.star(on),
            Action::State => self.ask(Menu::State, on),
            Action::Priority => self.ask(Menu::Priority, on),
            Action::Owner => self.ask(Menu::Owner, on),
            Action::Copy => self.copy(on),
            Action::BearOut => self.bear_out(on),
            _other => return None,
        })
    }

    /// What concerns the whole incident, the file or the program.
    fn act_outside(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Phase if self.incident().is_none() => self.say_no_incident(),
            Action::Phase => self.ask(Menu::Phase, None),
            Action::Filter => self.ask(Menu::Filter, None),
            Action::New => self.ask(Menu::New, None),
            Action::Search | Action::Palette | Action::Help | Action::Incidents => {
                self.open_plain(action)
            }
            Action::Needs
            | Action::Board
            | Action::People
            | Action::CheckIns
            | Action::Decisions
            | Action::Clocks
            | Action::Sitrep
            | Action::Handover
            | Action::Fixes
            | Action::Patterns
            | Action::Review
            | Action::Drill => self.open_screen(action),
            Action::EditIncident => match self.incident().cloned() {
                Some(incident) => self.edit(Some(incident)),
                None => self.say_no_incident(),
            },
            Action::Clock => self.other_clock(),
            Action::Mouse => {
                self.mouse = !self.mouse;
                let whose = if self.mouse {
                    "the cockpit"
                } else {
                    "the terminal"
                };
                self.say(Tone::Plain, format!("the mouse belongs to {whose} now"));
                vec![Effect::CaptureMouse(self.mouse)]
            }
            Action::AsOf => self.past_or_present(),
            Action::Undo => self.undo_last(false),
            Action::Redo => self.undo_last(true),
            Action::AcceptOffer => self.accept_offer(),
            Action::Verify => self.start(Job::Verify),
            Action::Export if self.incident().is_none() => self.say_no_incident(),
            Action::Export => self.start(Job::Export(None)),
            Action::Backup => self.start(Job::Backup(None)),
            Action::Redraw => vec![Effect::Redraw],
            Action::Suspend => vec![Effect::Suspend],
            Action::Quit => vec![Effect::Quit],
            // Keys of lines, menus and overlays mean nothing here.
            _elsewhere => Vec::new(),
        }
    }

    /// Shows times in the other zone, and says which that is.
    fn other_clock(&mut self) -> Vec<Effect> {
        self.show_local = !self.show_local;
        let Settings { zone, local, .. } = &self.settings;
        let text = if offset(zone, self.now) == offset(local, self.now) {
            format!("nothing changes: this machine's zone, {local}, has the same time as {zone}")
        } else {
            format!("times are shown in {}", self.shown_zone())
        };
        self.say(Tone::Plain, text);
        Vec::new()
    }

    /// Hands a message to the overlay on top; none when there is none.
    pub(super) fn hand_to_overlay(&mut self, msg: &Msg) -> Option<Vec<Effect>> {
        if self.overlays.last()?.waits()
            && matches!(msg, Msg::Key(_) | Msg::Paste(_) | Msg::Mouse(_))
        {
            return Some(self.resume(msg));
        }
        let mut overlay = self.overlays.pop()?;
        let flow = overlay.update(msg, &self.cx());
        Some(self.follow(overlay, flow))
    }

    /// Hands an answer to every overlay: those below the top asked too.
    fn hand_to_every_overlay(&mut self, msg: &Msg) -> Vec<Effect> {
        let top = self.overlays.pop();
        let mut below = std::mem::take(&mut self.overlays);
        for overlay in &mut below {
            overlay.update(msg, &self.cx());
        }
        self.overlays = below;
        self.overlays.extend(top);
        self.hand_to_overlay(msg).unwrap_or_default()
    }

    /// An overlay closes, and another may take its place.
    fn close(&mut self, overlay: Overlay, next: Option<Overlay>) -> Vec<Effect> {
        if next.is_none() && matches!(overlay, Overlay::Form(_)) {
            // What was said of it goes with it.
            self.notice = None;
        }
        self.put_by(overlay);
        next.map_or_else(Vec::new, |next| self.open(next))
    }

    fn follow(&mut self, overlay: Overlay, flow: Flow) -> Vec<Effect> {
        match flow {
            Flow::Stay => {
                self.overlays.push(overlay);
                Vec::new()
            }
            Flow::Do(effects) => {
                self.overlays.push(overlay);
                self.begin(effects)
            }
            Flow::Close => self.close(overlay, None),
            Flow::Later => self.keep(overlay),
            Flow::CloseAnd(effects) => self.begin(effects),
            Flow::Replace(next) => self.close(overlay, Some(next)),
            Flow::Push(Overlay::Editor(_) | Overlay::Form(_) | Overlay::Writing(_))
                if self.as_of.is_some() =>
            {
                self.overlays.push(overlay);
                self.say_past()
            }
            Flow::Push(next) => {
                self.overlays.push(overlay);
                self.open(next)
            }
            Flow::Record(make) => {
                self.overlays.push(overlay);
                let incident = self.incident().map(|t| t.id);
                self.append(incident, make, Awaited::Overlay)
            }
            Flow::Act(make, said) => {
                self.overlays.push(overlay);
                let incident = self.incident().map(|t| t.id);
                self.append(incident, make, Awaited::Page(said))
            }
            Flow::Run { action, on } => self.act(action, on.map(|t| *t)),
            Flow::Goto(thing) => {
                self.aside = std::mem::take(&mut self.overlays);
                self.aside.push(overlay);
                self.notice = None;
                self.go_to(*thing)
            }
            Flow::Lend(words) => self.lend_line(overlay, words),
            Flow::Type(line) => self.type_line(line),
            Flow::Lens(lens) => {
                self.filters.lens = lens;
                self.reload_panes()
            }
            Flow::Hand(text) => self
                .hand_to_overlay(&Msg::Edited(Ok(Some(text))))
                .unwrap_or_default(),
        }
    }

    /// What an overlay wants done is known to be under way: a job, of which
    /// one at a time runs, and an append that stood behind its question.
    fn begin(&mut self, effects: Vec<Effect>) -> Vec<Effect> {
        let mut out = Vec::new();
        for effect in effects {
            if let Effect::Append { ticket, .. } = &effect {
                let held = self.held.iter().position(|(t, _)| t == ticket);
                let held = held.map(|at| self.held.remove(at));
                self.awaited.extend(held);
            }
            match effect {
                Effect::Start(job) => out.extend(self.start(job)),
                other => out.push(other),
            }
        }
        out
    }
}
