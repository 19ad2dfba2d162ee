//! The board of workstreams: how each stands, who leads it, what waits for what.

use super::form::Form;
use super::help::Help;
use super::select::Select;
use super::{Detail, Flow, Overlay};
use crate::app::owners::{given, gives};
use crate::app::{Cx, Effect, Loaded, Make, Msg, Of, Query};
use crate::domain::{
    Body, Change, Id, Known, Thing, Workstream, WorkstreamStatus, fresh_id, spine,
};
use crate::keys::{Action, Chord, Context, resolve};

/// Entries that are shown of the selected workstream.
const LATEST: usize = 3;

/// What the board asks, if anything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Asking {
    /// Nothing: its keys do what they say.
    #[default]
    Nothing,
    /// Who leads the selected workstream: one key.
    Lead,
    /// What this one waits for: the selected one.
    Blocker(Id),
    /// Which one goes on with the work of this one: the selected one.
    Into(Id),
    /// Whether the first is to be merged into the second.
    Sure(Id, Id),
}

/// The board of workstreams.
#[derive(Clone, Debug, Default)]
pub struct Board {
    /// What it asks.
    pub asking: Asking,
    /// Why what was asked for was not done.
    pub problem: Option<String>,
    /// The last entries of a workstream, oldest first.
    pub latest: Option<(Id, Vec<Thing>)>,
    select: Select,
}

impl Board {
    /// The screen as it opens.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The selected line.
    #[must_use]
    pub const fn at(&self) -> usize {
        self.select.at
    }

    /// The workstreams in their order: that of creation, what is done last.
    #[must_use]
    pub fn streams(known: &Known) -> Vec<&Thing> {
        let mut all: Vec<&Thing> = known.workstreams.iter().collect();
        let done = |w: &Workstream| w.status == WorkstreamStatus::Done;
        all.sort_by_key(|t| t.as_workstream().is_some_and(done));
        all
    }

    /// The selected workstream.
    #[must_use]
    pub fn selected<'a>(&self, known: &'a Known) -> Option<&'a Thing> {
        Self::streams(known).get(self.select.at).copied()
    }

    /// The keys it reads by: while one workstream is asked for, those that
    /// move, take it or leave it, and none else.
    #[must_use]
    pub const fn context(&self) -> Context {
        match self.asking {
            Asking::Nothing | Asking::Lead => Context::Board,
            Asking::Blocker(_) | Asking::Into(_) => Context::Which,
            Asking::Sure(..) => Context::Confirm,
        }
    }

    /// What has to be loaded for it, when it opens and when the file changed.
    #[must_use]
    pub fn needs(&self, cx: &Cx) -> Vec<Effect> {
        let mut effects = vec![Effect::Load(Query::Situation)];
        effects.extend(self.ask_latest(cx));
        effects
    }

    fn ask_latest(&self, cx: &Cx) -> Option<Effect> {
        Some(Effect::Load(Query::Latest {
            incident: cx.incident?.id,
            workstream: self.selected(cx.known)?.id,
            count: LATEST,
        }))
    }

    /// One message.
    pub fn update(&mut self, msg: &Msg, cx: &Cx) -> Flow {
        let len = cx.known.workstreams.len();
        self.select.keep(len);
        match msg {
            Msg::Key(chord) => self.key(*chord, cx),
            Msg::Loaded(Loaded::Latest(id, rows)) => {
                self.latest = Some((*id, rows.clone()));
                Flow::Stay
            }
            Msg::Appended(_, Err(trouble)) => {
                self.problem = Some(trouble.0.clone());
                Flow::Stay
            }
            Msg::Mouse(_) if matches!(self.asking, Asking::Lead | Asking::Sure(..)) => Flow::Stay,
            Msg::Mouse(_) => {
                let before = self.select.at;
                if self.select.mouse(msg, len, cx) {
                    return self.enter(cx);
                }
                self.moved(before, cx)
            }
            _other => Flow::Stay,
        }
    }

    fn key(&mut self, chord: Chord, cx: &Cx) -> Flow {
        self.problem = None;
        match self.asking {
            Asking::Lead => return self.lead(chord, cx),
            Asking::Sure(from, into) => return self.sure(chord, from, into, cx),
            Asking::Nothing | Asking::Blocker(_) | Asking::Into(_) => {}
        }
        let before = self.select.at;
        match resolve(self.context(), chord) {
            Some(Action::Open) => return self.enter(cx),
            Some(Action::Back) if self.asking != Asking::Nothing => self.asking = Asking::Nothing,
            Some(Action::Back) => return Flow::Close,
            Some(action) if self.select.act(action, cx.known.workstreams.len(), cx) => {}
            Some(Action::NewWorkstream) => {
                let body = Body::Workstream(Workstream::new(""));
                return Flow::Push(Overlay::Form(Form::new(body, None, cx)));
            }
            Some(Action::Help) => return Flow::Push(Overlay::Help(Help::new(Context::Board))),
            Some(action) => {
                if let Some(thing) = self.selected(cx.known) {
                    return self.act(action, thing, cx);
                }
            }
            None => {}
        }
        self.moved(before, cx)
    }

    /// The selection may be another: what is shown of it is asked for.
    fn moved(&self, before: usize, cx: &Cx) -> Flow {
        match self.ask_latest(cx) {
            Some(effect) if before != self.select.at => Flow::Do(vec![effect]),
            Some(_) | None => Flow::Stay,
        }
    }

    fn act(&mut self, action: Action, thing: &Thing, cx: &Cx) -> Flow {
        let Some(stream) = thing.as_workstream() else {
            return Flow::Stay;
        };
        match action {
            Action::Detail => Flow::Push(Overlay::Detail(Detail::new(Of::Id(thing.id)))),
            Action::Edit => {
                let form = Form::new(thing.body.clone(), Some(Box::new(thing.clone())), cx);
                Flow::Push(Overlay::Form(form))
            }
            Action::Report => Flow::Lend(format!("#{} {}: ", stream.slug, stream.health)),
            Action::Split => Flow::Push(Overlay::Form(Form::split(thing, cx))),
            Action::Owner => self.ask(Asking::Lead),
            Action::BlockedBy => self.ask(Asking::Blocker(thing.id)),
            Action::Merge => self.ask(Asking::Into(thing.id)),
            _other => Flow::Stay,
        }
    }

    const fn ask(&mut self, asking: Asking) -> Flow {
        self.asking = asking;
        Flow::Stay
    }

    /// Takes the selected workstream for what was asked.
    fn enter(&mut self, cx: &Cx) -> Flow {
        let Some(thing) = self.selected(cx.known) else {
            return Flow::Stay;
        };
        match self.asking {
            Asking::Blocker(waiter) => self.wait(waiter, thing, cx),
            Asking::Into(from) if from == thing.id => {
                self.problem = Some("a workstream cannot be merged into itself".to_owned());
                Flow::Stay
            }
            Asking::Into(from) => self.ask(Asking::Sure(from, thing.id)),
            Asking::Nothing | Asking::Lead | Asking::Sure(..) => Flow::Lens(Some(thing.id)),
        }
    }

    fn lead(&mut self, chord: Chord, cx: &Cx) -> Flow {
        self.asking = Asking::Nothing;
        let Some(thing) = self.selected(cx.known) else {
            return Flow::Stay;
        };
        let name = thing.name();
        let give = |lead| gives(thing, lead).unwrap_or_default();
        match given(chord, cx, &name, give) {
            Ok(given) => given.flow(&name),
            Err(why) => {
                self.problem = Some(why);
                Flow::Stay
            }
        }
    }

    /// Lets one workstream wait for another, or wait no longer.
    fn wait(&mut self, waiter: Id, on: &Thing, cx: &Cx) -> Flow {
        let streams = &cx.known.workstreams;
        let Some(thing) = streams.iter().find(|t| t.id == waiter) else {
            return self.ask(Asking::Nothing);
        };
        let (name, other) = (thing.name(), on.name());
        let waits = thing
            .as_workstream()
            .is_some_and(|w| w.blocked_by.contains(&on.id));
        if !waits && let Some(circle) = spine::circle(streams, waiter, on.id) {
            self.problem = Some(match waiter == on.id {
                true => "a workstream cannot wait for itself".to_owned(),
                false => format!("{name} cannot wait for {other}: {circle}"),
            });
            return Flow::Stay;
        }
        self.asking = Asking::Nothing;
        if waits {
            let said = format!("{name} no longer waits for {other}");
            return altered(thing, said, |w| w.blocked_by.take_out(&on.id));
        }
        altered(thing, format!("{name} waits for {other}"), |w| {
            w.blocked_by.insert(fresh_id(), on.id);
        })
    }

    fn sure(&mut self, chord: Chord, from: Id, into: Id, cx: &Cx) -> Flow {
        match resolve(Context::Confirm, chord) {
            Some(Action::Yes) => {}
            Some(Action::Back) => return self.ask(Asking::Nothing),
            Some(_) | None => return Flow::Stay,
        }
        self.asking = Asking::Nothing;
        let find = |id| cx.known.workstreams.iter().find(|t| t.id == id);
        let (Some(from), Some(into)) = (find(from), find(into)) else {
            return Flow::Stay;
        };
        let tasks = cx.situation.map(|s| s.tasks.as_slice()).unwrap_or_default();
        let changes = spine::merge(from, into, tasks, cx.known);
        let said = format!("{} merged into {}", from.name(), into.name());
        Flow::Act(Make::Changes(changes), said)
    }
}

/// A workstream altered, and what is said of it.
fn altered(thing: &Thing, said: String, alter: impl FnOnce(&mut Workstream)) -> Flow {
    let Some(mut wanted) = thing.as_workstream().cloned() else {
        return Flow::Stay;
    };
    alter(&mut wanted);
    match Change::edits(thing, &Body::Workstream(wanted)) {
        none if none.is_empty() => Flow::Stay,
        changes => Flow::Act(Make::Changes(changes), said),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::stream;
    use crate::app::tests::{appends, press, ready};
    use crate::app::{App, Mode};
    use crate::domain::{Edit, SetEdit, WorkstreamEdit};

    fn board(app: &App) -> &Board {
        match app.overlays.last() {
            Some(Overlay::Board(board)) => board,
            other => panic!("{other:?}"),
        }
    }

    /// The edits that pressing these keys asks for.
    fn edits(app: &mut App, keys: &str) -> Vec<(Id, Edit)> {
        let effects = press(app, keys);
        let all = effects.iter().filter_map(|e| match e {
            Effect::Append {
                make: Make::Changes(changes),
                ..
            } => Some(changes.clone()),
            _other => None,
        });
        let edit = |change| match change {
            Change::Edit { id, edit } => (id, edit),
            other => panic!("{other:?}"),
        };
        all.flatten().map(edit).collect()
    }

    #[test]
    fn a_lead_is_given_with_two_keys_and_the_board_stays() {
        let mut app = ready();
        press(&mut app, "b");
        let found = edits(&mut app, "jol");
        let [(id, Edit::Workstream(WorkstreamEdit::Lead(lead)))] = &found[..] else {
            panic!("{found:?}")
        };
        assert_eq!(*id, stream(2, "").id);
        assert_eq!(lead.now, app.known().person("lee").map(|t| t.id));
        assert_eq!(board(&app).asking, Asking::Nothing);
        assert!(edits(&mut app, "o\x1b").is_empty());
    }

    #[test]
    fn an_update_is_typed_on_the_line_with_the_health_as_it_stands() {
        let mut app = ready();
        press(&mut app, "bju");
        assert_eq!(app.capture.input.text(), "#forensics green: ");
        assert_eq!(app.mode, Mode::Capture);
    }

    #[test]
    fn waits_are_chosen_and_a_circle_is_refused_with_its_way_round() {
        let mut app = ready();
        press(&mut app, "b");
        let found = edits(&mut app, "Bj\r");
        let [(_, Edit::Workstream(WorkstreamEdit::BlockedBy(SetEdit::Add(on))))] = &found[..]
        else {
            panic!("{found:?}")
        };
        assert_eq!(*on, stream(2, "").id);
        let base = app.base.as_mut().expect("it was loaded");
        if let Body::Workstream(w) = &mut base.known.workstreams[0].body {
            w.blocked_by.insert(fresh_id(), *on);
        }
        assert!(edits(&mut app, "gjBgk\r").is_empty());
        let problem = board(&app).problem.clone().expect("it is said");
        assert_eq!(
            problem,
            "#forensics cannot wait for #containment: #forensics waits for #containment waits for #forensics"
        );
        assert!(matches!(board(&app).asking, Asking::Blocker(_)));
    }

    #[test]
    fn while_a_workstream_is_asked_for_the_other_keys_of_the_board_do_nothing() {
        for asks in ["bM", "bB"] {
            let mut app = ready();
            press(&mut app, asks);
            let asked = board(&app).asking;
            assert!(edits(&mut app, "identeoBSMuvq?0").is_empty(), "{asks}");
            assert_eq!((app.overlays.len(), board(&app).asking), (1, asked));
            assert_eq!(app.mode, Mode::Panes);
            press(&mut app, "\x1b");
            assert_eq!(board(&app).asking, Asking::Nothing, "Esc leaves it");
        }
    }

    #[test]
    fn a_merge_asks_first_and_enter_is_not_yes() {
        let mut app = ready();
        press(&mut app, "b");
        assert!(edits(&mut app, "Mj\r\r").is_empty());
        assert!(matches!(board(&app).asking, Asking::Sure(..)));
        let found = edits(&mut app, "y");
        assert_eq!(found.len(), 2, "done, and merged into: {found:?}");
    }

    #[test]
    fn a_split_makes_a_workstream_with_its_origin_and_asks_for_a_slug() {
        let mut app = ready();
        assert!(appends(&press(&mut app, "bS\r\r\r\r")).is_empty());
        let effects = press(&mut app, "memory\r\r\r\r");
        let draft = effects.iter().find_map(|e| match e {
            Effect::Append {
                make: Make::Draft(draft),
                ..
            } => Some(draft.clone()),
            _other => None,
        });
        let draft = draft.expect("it is handed in");
        let Body::Workstream(part) = &draft.body else {
            panic!("{draft:?}")
        };
        assert_eq!(part.slug, "memory");
        assert_eq!(part.split_from, Some(stream(1, "").id));
    }
}
