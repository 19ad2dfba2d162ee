//! What is asked of the store, and what becomes of the answers: each pane
//! holds a window around its selection.

use super::msg::Base;
use super::rows::{MARGIN, PAGE, Want};
use super::state::Tone;
use super::{App, Effect, Filters, Loaded, Pane, Query};
use crate::domain::{Anchor, Body, Id, Key, Thing, Window};

impl App {
    /// The first question: what is there.
    #[must_use]
    pub fn first_questions() -> Vec<Effect> {
        vec![Effect::Load(Query::Here)]
    }

    /// Asks for rows of a pane.
    pub(super) fn query(&self, pane: Pane, anchor: Anchor) -> Option<Effect> {
        let incident = self.incident()?.id;
        let count = PAGE;
        let query = match pane {
            Pane::Timeline => Query::Timeline {
                incident,
                filter: self.filters.entries(),
                anchor,
                count,
            },
            Pane::Tasks => Query::Tasks {
                incident,
                filter: self.filters.tasks(),
                anchor,
                count,
            },
            Pane::Artifacts => Query::Artifacts {
                incident,
                filter: self.filters.artifacts(),
                anchor,
                count,
            },
            Pane::Workstreams => return None,
        };
        Some(Effect::Load(query))
    }

    /// Asks for the rows of every pane again, each around its selection.
    pub(super) fn reload_panes(&mut self) -> Vec<Effect> {
        let panes = [Pane::Timeline, Pane::Tasks, Pane::Artifacts];
        panes
            .into_iter()
            .filter_map(|pane| self.query(pane, self.anchor(pane)))
            .collect()
    }

    /// Where the window of a pane belongs.
    fn anchor(&self, pane: Pane) -> Anchor {
        let rows = &self.rows[pane.index()];
        match rows.current() {
            Some(_) if pane == Pane::Timeline && self.following => Anchor::Tail,
            None if matches!(pane, Pane::Timeline | Pane::Artifacts) => Anchor::Tail,
            Some(thing) if rows.window.more_before => Anchor::Around(Key::of(thing)),
            Some(thing) if rows.selected >= PAGE / 2 => Anchor::Around(Key::of(thing)),
            Some(_) | None => Anchor::Head,
        }
    }

    /// The file changed: what is shown is asked for again.
    pub(super) fn refresh(&mut self) -> Vec<Effect> {
        let mut effects = Self::first_questions();
        effects.extend(self.reload_panes());
        // What comes with the first questions is not asked twice.
        let asked = |e: &Effect| matches!(e, Effect::Load(Query::Situation | Query::Drill));
        let needs = self.needs_of_overlays().into_iter();
        effects.extend(needs.filter(|e| !asked(e)));
        effects.extend(self.ask_what_stands());
        effects
    }

    pub(super) fn needs_of_overlays(&self) -> Vec<Effect> {
        let cx = self.cx();
        self.overlays.iter().flat_map(|o| o.needs(&cx)).collect()
    }

    /// Asks for more rows when the selection comes near an edge beyond which
    /// there are some.
    pub(super) fn more(&mut self, pane: Pane) -> Vec<Effect> {
        let rows = &self.rows[pane.index()];
        if rows.awaited {
            return Vec::new();
        }
        let held = &rows.window.rows;
        let anchor = match (held.first(), held.last()) {
            (Some(first), _) if rows.window.more_before && rows.selected < MARGIN => {
                Anchor::Before(Key::of(first))
            }
            (_, Some(last)) if rows.window.more_after && rows.selected + MARGIN >= held.len() => {
                Anchor::After(Key::of(last))
            }
            _ => return Vec::new(),
        };
        self.rows[pane.index()].awaited = true;
        self.query(pane, anchor).into_iter().collect()
    }

    /// Takes an answer in.
    pub(super) fn loaded(&mut self, answer: Loaded) -> Vec<Effect> {
        match answer {
            Loaded::Base(base) => self.take_base(*base),
            Loaded::Rows(query, window) => {
                self.take_rows(&query, window);
                Vec::new()
            }
            Loaded::Standing(thing) => {
                if let Some(now) = thing {
                    self.take_up_altered(&now);
                }
                Vec::new()
            }
            Loaded::Situation(situation) => {
                self.situation = situation;
                self.judge();
                let (mut said, effects) = self.take_up();
                said.extend(self.offered());
                if !said.is_empty() {
                    self.say(Tone::Plain, said.join("; "));
                }
                effects
            }
            Loaded::Drill(exercise) => {
                self.exercise = exercise;
                Vec::new()
            }
            // Its parts were taken in, and overlays have seen these already.
            Loaded::Here(_)
            | Loaded::Detail(_)
            | Loaded::Milestones(_)
            | Loaded::Register(_)
            | Loaded::Meeting(_)
            | Loaded::Latest(..)
            | Loaded::Incidents(_)
            | Loaded::Fixes(_)
            | Loaded::Patterns(_)
            | Loaded::Found { .. }
            | Loaded::Sitrep(..)
            | Loaded::Brief(..)
            | Loaded::Closure(_)
            | Loaded::Factors(..)
            | Loaded::Classes(_)
            | Loaded::PostMortem(..) => Vec::new(),
        }
    }

    fn take_base(&mut self, base: Base) -> Vec<Effect> {
        let id = |incident: Option<&Thing>| incident.map(|t| t.id);
        let same = self.base.is_some() && id(base.incident.as_ref()) == id(self.incident());
        let mut streams = base.known.workstreams.clone();
        // What is done sinks; the order is otherwise that of creation.
        streams.sort_by_key(|t| {
            t.as_workstream()
                .is_some_and(|w| w.status == crate::domain::WorkstreamStatus::Done)
        });
        self.base = Some(base);
        let rows = &mut self.rows[Pane::Workstreams.index()];
        rows.replace(Window {
            rows: streams,
            more_before: false,
            more_after: false,
        });
        if same {
            return Vec::new();
        }
        self.switched()
    }

    /// Another incident is current: everything of the one before goes.
    fn switched(&mut self) -> Vec<Effect> {
        for pane in [Pane::Timeline, Pane::Tasks, Pane::Artifacts] {
            self.rows[pane.index()] = super::Rows::default();
        }
        self.filters = Filters::default();
        self.following = true;
        self.offer.clear();
        self.aside.clear();
        let mut effects = self.reload_panes();
        effects.extend(self.needs_of_overlays());
        effects.extend(
            self.goal
                .take()
                .into_iter()
                .flat_map(|goal| self.go_to(*goal)),
        );
        effects
    }

    /// The pane an answer is for and where its rows belong; none for an
    /// answer to a question of before the lens or the incident changed.
    fn place(&self, query: &Query) -> Option<(Pane, Anchor)> {
        let (pane, of, anchor, fits) = match query {
            Query::Timeline {
                incident,
                filter,
                anchor,
                ..
            } => (
                Pane::Timeline,
                *incident,
                *anchor,
                *filter == self.filters.entries(),
            ),
            Query::Tasks {
                incident,
                filter,
                anchor,
                ..
            } => (
                Pane::Tasks,
                *incident,
                *anchor,
                *filter == self.filters.tasks(),
            ),
            Query::Artifacts {
                incident,
                filter,
                anchor,
                ..
            } => (
                Pane::Artifacts,
                *incident,
                *anchor,
                *filter == self.filters.artifacts(),
            ),
            Query::Here
            | Query::Situation
            | Query::Sitrep(_)
            | Query::Brief(_)
            | Query::Closure
            | Query::Milestones
            | Query::Register
            | Query::Drill
            | Query::Factors(_)
            | Query::Classes
            | Query::PostMortem(_)
            | Query::Detail(_)
            | Query::Standing(_)
            | Query::Meeting(_)
            | Query::Latest { .. }
            | Query::Incidents
            | Query::Fixes
            | Query::Patterns
            | Query::Search { .. } => {
                return None;
            }
        };
        let here = self.incident().is_some_and(|t| t.id == of);
        (fits && here).then_some((pane, anchor))
    }

    fn take_rows(&mut self, query: &Query, window: Window) {
        let Some((pane, anchor)) = self.place(query) else {
            return;
        };
        let follow = pane == Pane::Timeline && self.following;
        let rows = &mut self.rows[pane.index()];
        match anchor {
            Anchor::Before(key) if rows.window.rows.first().map(Key::of) == Some(key) => {
                rows.prepend(window);
            }
            Anchor::After(key) if rows.window.rows.last().map(Key::of) == Some(key) => {
                rows.append(window);
            }
            Anchor::Before(_) | Anchor::After(_) => rows.awaited = false,
            Anchor::Tail => {
                let fresh = rows.window.rows.is_empty();
                rows.replace(window);
                if follow || fresh {
                    rows.selected = rows.window.rows.len().saturating_sub(1);
                }
            }
            Anchor::Head | Anchor::Around(_) => rows.replace(window),
        }
        if pane == Pane::Timeline {
            self.settle();
        }
    }

    /// Selects a thing in its pane, wherever it is.
    pub(super) fn go_to(&mut self, thing: Thing) -> Vec<Effect> {
        let pane = match &thing.body {
            Body::Entry(_) => Pane::Timeline,
            Body::Workstream(_) => Pane::Workstreams,
            Body::Task(_) => Pane::Tasks,
            Body::Artifact(_) => Pane::Artifacts,
            Body::Incident(_) => return vec![Effect::Use(thing.id)],
            Body::Person(_)
            | Body::Role(_)
            | Body::CheckIn(_)
            | Body::Handover(_)
            | Body::Duty(_)
            | Body::Snooze(_)
            | Body::Inject(_)
            | Body::Factor(_)
            | Body::Fix(_)
            | Body::Section(_)
            | Body::Review(_) => return self.open_detail(&thing),
        };
        let here = self.incident().map(|t| t.id);
        if thing.incident != here {
            let other = thing.incident;
            self.goal = Some(Box::new(thing));
            return other.map(Effect::Use).into_iter().collect();
        }
        self.focus = pane;
        let shown = self.shows(&thing);
        if !shown {
            self.filters = Filters {
                closed: pane == Pane::Tasks,
                ..Filters::default()
            };
        }
        let held = self.rows[pane.index()].select(thing.id);
        if pane == Pane::Workstreams || (held && shown) {
            self.settle();
            return self.more(pane);
        }
        let mut effects = if shown {
            Vec::new()
        } else {
            self.reload_panes()
        };
        effects.extend(self.around(pane, thing.id, Key::of(&thing)));
        effects
    }

    /// Asks for the rows around a place, to select a thing there.
    pub(super) fn around(&mut self, pane: Pane, id: Id, key: Key) -> Option<Effect> {
        if pane == Pane::Timeline {
            self.following = false;
        }
        self.rows[pane.index()].want = Some(Want::Thing(id));
        self.query(pane, Anchor::Around(key))
    }

    /// Whether the filters let a thing through.
    pub(super) fn shows(&self, thing: &Thing) -> bool {
        let f = &self.filters;
        let of_lens = f.lens.is_none() || f.lens == thing.workstream();
        of_lens
            && match &thing.body {
                Body::Entry(e) => f.kind.is_none_or(|k| k == e.kind) && (!f.starred || e.starred),
                Body::Task(t) => f.closed || t.state.is_open(),
                Body::Incident(_)
                | Body::Workstream(_)
                | Body::Artifact(_)
                | Body::Person(_)
                | Body::Role(_)
                | Body::CheckIn(_)
                | Body::Handover(_)
                | Body::Duty(_)
                | Body::Snooze(_)
                | Body::Inject(_)
                | Body::Factor(_)
                | Body::Fix(_)
                | Body::Section(_)
                | Body::Review(_) => true,
            }
    }
}
