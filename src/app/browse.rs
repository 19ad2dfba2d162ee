//! The panes: moving, focusing, filtering, going in and out.

use super::effect::Of;
use super::overlay::{
    Board, CheckIns, Clocks, Decisions, Detail, Drill, Handover, Help, Incidents, Needs, Overlay,
    Palette, Patterns, People, Review, Roadmap, Search, Sitrep,
};
use super::state::{Menu, Mode, Tone};
use super::{App, Effect, Pane, Rows};
use crate::domain::{Anchor, Body, EntryKind, Thing};
use crate::keys::Action;
use chrono::{DateTime, Utc};

impl App {
    /// Moves the selection of a pane.
    pub(super) fn step(&mut self, pane: Pane, by: isize) -> Vec<Effect> {
        self.rows[pane.index()].step(by);
        self.settle();
        self.more(pane)
    }

    /// Moves the selection of a pane by a screenful.
    pub(super) fn page(&mut self, pane: Pane, by: isize) -> Vec<Effect> {
        let height = self.info.heights[pane.index()].max(3);
        self.step(pane, by * (height - 2).cast_signed())
    }

    /// Goes to the first or last row there is, held or not.
    pub(super) fn jump(&mut self, pane: Pane, to: Anchor) -> Vec<Effect> {
        let rows: &mut Rows = &mut self.rows[pane.index()];
        let last = rows.window.rows.len().saturating_sub(1);
        match to {
            Anchor::Tail => rows.selected = last,
            Anchor::Head | Anchor::Before(_) | Anchor::After(_) | Anchor::Around(_) => {
                rows.selected = 0;
            }
        }
        let beyond = match to {
            Anchor::Tail => rows.window.more_after,
            Anchor::Head | Anchor::Before(_) | Anchor::After(_) | Anchor::Around(_) => {
                rows.window.more_before
            }
        };
        self.settle();
        if !beyond {
            return Vec::new();
        }
        self.rows[pane.index()].want = Some(super::rows::Want::End(to));
        self.query(pane, to).into_iter().collect()
    }

    /// The timeline follows what comes in while its last entry is selected.
    pub(super) fn settle(&mut self) {
        let rows = &self.rows[Pane::Timeline.index()];
        self.following = !rows.window.more_after && rows.selected + 1 >= rows.window.rows.len();
    }

    pub(super) fn focus_by(&mut self, by: usize) -> Vec<Effect> {
        self.focus = Pane::ALL[(self.focus.index() + by) % Pane::ALL.len()];
        Vec::new()
    }

    pub(super) fn focus_on(&mut self, pane: Pane) -> Vec<Effect> {
        self.focus = pane;
        Vec::new()
    }

    /// Enter: a workstream becomes the lens, anything else shows its detail.
    pub(super) fn open_selected(&mut self, on: Option<Thing>) -> Vec<Effect> {
        match on {
            Some(thing) if matches!(thing.body, Body::Workstream(_)) => {
                let again = self.filters.lens == Some(thing.id);
                self.filters.lens = (!again).then_some(thing.id);
                self.reload_panes()
            }
            Some(thing) => self.open_detail(&thing),
            None => self.nothing_selected(),
        }
    }

    pub(super) fn open_detail(&mut self, thing: &Thing) -> Vec<Effect> {
        self.open(Overlay::Detail(Detail::new(Of::Id(thing.id))))
    }

    /// Esc: one step back, the nearest first; never out of the program.
    pub(super) fn back(&mut self) -> Vec<Effect> {
        if self.notice.take().is_some_and(|n| n.tone == Tone::Bad) {
            return Vec::new();
        }
        if !self.aside.is_empty() {
            self.overlays = std::mem::take(&mut self.aside);
            return self.needs_of_overlays();
        }
        if !self.offer.is_empty() {
            self.offer.clear();
        } else if self.job.is_some() {
            return vec![Effect::Cancel];
        } else if self.zoomed {
            self.zoomed = false;
        } else if self.filters != super::Filters::default() {
            // The lens was put on last, over kinds and stars.
            if self.filters.lens.take().is_none() {
                self.filters = super::Filters::default();
            }
            return self.reload_panes();
        } else if self.as_of.is_some() {
            return self.come_back();
        }
        Vec::new()
    }

    /// Asks for one letter; what it is about has to be there.
    pub(super) fn ask(&mut self, menu: Menu, on: Option<Thing>) -> Vec<Effect> {
        let fits = match (menu, on.as_ref().map(|t| &t.body)) {
            (Menu::State | Menu::Priority, Some(Body::Task(_)))
            | (Menu::Owner, Some(Body::Task(_) | Body::Workstream(_)))
            | (Menu::Phase | Menu::Filter | Menu::New, _) => true,
            (Menu::State | Menu::Priority | Menu::Owner, _) => false,
        };
        if !fits {
            let text = match menu {
                Menu::Owner => "select a task or a workstream first: 3 or 2, then o",
                Menu::State | Menu::Priority | Menu::Phase | Menu::Filter | Menu::New => {
                    "select a task first: 3 goes to the tasks"
                }
            };
            self.say(Tone::Plain, text.to_owned());
            return Vec::new();
        }
        self.subject = on.map(Box::new);
        self.mode = Mode::Menu(menu);
        Vec::new()
    }

    /// Shows one kind of entry only, or every kind again when it did already.
    pub(super) fn filter_kind(&mut self, kind: EntryKind) -> Vec<Effect> {
        let again = self.filters.kind == Some(kind);
        self.filters.kind = (!again).then_some(kind);
        self.reload_panes()
    }

    /// Asks which past moment is to be seen, or comes back from one.
    pub(super) fn past_or_present(&mut self) -> Vec<Effect> {
        if self.as_of.is_some() {
            return self.come_back();
        }
        if self.incident().is_none() {
            return self.say_no_incident();
        }
        self.open(Overlay::Palette(Palette::asking("as of ")))
    }

    /// Comes back from a past moment.
    fn come_back(&mut self) -> Vec<Effect> {
        self.as_of = None;
        self.overlays.clear();
        self.aside.clear();
        self.say(Tone::Good, "this is the present again".to_owned());
        vec![Effect::Return]
    }

    /// What is seen from here on is the record as of a moment.
    pub(super) fn go_back_to(&mut self, moment: DateTime<Utc>) -> Vec<Effect> {
        self.as_of = Some(moment);
        self.now = moment;
        self.overlays.clear();
        self.aside.clear();
        self.refresh()
    }

    /// Opens what needs nothing but a key.
    pub(super) fn open_plain(&mut self, action: Action) -> Vec<Effect> {
        let overlay = match action {
            Action::Search => Overlay::Search(Search::new()),
            Action::Palette => Overlay::Palette(Palette::new()),
            Action::Incidents => Overlay::Incidents(Incidents::new()),
            _help => Overlay::Help(Help::new(crate::keys::Context::Panes)),
        };
        self.open(overlay)
    }

    /// Opens a screen beside the panes.
    pub(super) fn open_screen(&mut self, action: Action) -> Vec<Effect> {
        if self.incident().is_none() {
            return self.say_no_incident();
        }
        let overlay = match action {
            Action::Needs => Overlay::Needs(Needs::new()),
            Action::Board => Overlay::Board(Board::new()),
            Action::People => Overlay::People(People::new()),
            Action::CheckIns => Overlay::CheckIns(CheckIns::new()),
            Action::Decisions => Overlay::Decisions(Decisions::new()),
            Action::Clocks => {
                let timeline = self.pane(Pane::Timeline).current();
                let entry = timeline.and_then(Thing::label);
                Overlay::Clocks(Clocks::new(self.settings.rules.clocks.clone(), entry))
            }
            Action::Sitrep => self
                .taken_out(|o| matches!(o, Overlay::Sitrep(_)))
                .unwrap_or_else(|| Overlay::Sitrep(Sitrep::new())),
            Action::Handover => self
                .taken_out(|o| matches!(o, Overlay::Handover(_)))
                .unwrap_or_else(|| Overlay::Handover(Handover::new())),
            Action::Fixes => Overlay::Roadmap(Roadmap::new()),
            Action::Patterns => Overlay::Patterns(Patterns::new()),
            Action::Review => Overlay::Review(Review::new()),
            _drill => Overlay::Drill(Drill::new()),
        };
        self.open(overlay)
    }
}
