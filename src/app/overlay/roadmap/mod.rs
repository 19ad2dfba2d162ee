//! The roadmap: the fixes of all incidents, as a table or as a board.

mod act;

pub use act::Asking;

use super::help::Help;
use super::select::Select;
use super::{Detail, Flow, Overlay, Patterns, fuzzy};
use crate::app::line::LineInput;
use crate::app::{Cx, Effect, Loaded, Msg, Of, Query};
use crate::domain::roadmap::{self, Grouping, Planned};
use crate::domain::{FixState, Holding, Id};
use crate::keys::{Action, Chord, Context, resolve};

/// The states that have a column on the board, in order; the last of them only
/// where closed fixes are shown, too.
const COLUMNS: [FixState; 6] = [
    FixState::Proposed,
    FixState::Accepted,
    FixState::Doing,
    FixState::Shipped,
    FixState::Verified,
    FixState::Declined,
];

/// The roadmap.
#[derive(Clone, Debug)]
pub struct Roadmap {
    /// The fixes of every incident; none until they are here.
    pub held: Option<Vec<Holding>>,
    /// Whether it is a board, of a column a state.
    pub board: bool,
    /// What the table is grouped by.
    pub by: Grouping,
    /// Whether the table shows what is verified or declined, too.
    pub closed: bool,
    /// What is asked about one fix.
    pub asking: Asking,
    /// Why what was asked for was not done.
    pub problem: Option<String>,
    /// What narrows the list.
    pub line: LineInput,
    /// Whether letters narrow the list, or act.
    pub narrowing: bool,
    select: Select,
    /// The selected fix: whatever is done to it moves it, and it stays selected.
    on: Option<Id>,
}

impl Default for Roadmap {
    fn default() -> Self {
        Self {
            held: None,
            board: false,
            by: Grouping::Due,
            closed: false,
            asking: Asking::Nothing,
            problem: None,
            line: LineInput::default(),
            narrowing: false,
            select: Select::default(),
            on: None,
        }
    }
}

impl Roadmap {
    /// The screen as it opens.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Every fix that counts, in no order.
    #[must_use]
    pub fn all(&self) -> Vec<Planned<'_>> {
        roadmap::planned(self.held.as_deref().unwrap_or_default())
    }

    /// The states that have a column on the board.
    #[must_use]
    pub fn columns(&self) -> &'static [FixState] {
        match self.closed {
            true => &COLUMNS,
            false => &COLUMNS[..COLUMNS.len() - 1],
        }
    }

    /// The fixes that are shown, in their order: of the table group by group,
    /// of the board column by column.
    #[must_use]
    pub fn rows(&self, cx: &Cx) -> Vec<Planned<'_>> {
        let mut rows = self.all();
        rows.retain(|row| match self.board {
            true => self.columns().contains(&row.fix.state),
            false => self.closed || row.fix.is_open(),
        });
        if !self.line.is_empty() {
            let texts: Vec<String> = rows.iter().map(|row| text(row, cx)).collect();
            let mut kept = fuzzy::rank(self.line.text(), &texts);
            kept.sort_unstable();
            rows = kept.into_iter().map(|i| rows[i]).collect();
        }
        let by = if self.board { Grouping::Due } else { self.by };
        roadmap::order(&mut rows, by, cx.known, cx.now);
        if self.board {
            rows.sort_by_key(|row| row.fix.state);
        }
        rows
    }

    /// The place of the selected fix among those that are shown.
    #[must_use]
    pub fn at(&self, rows: &[Planned<'_>]) -> usize {
        let place = rows.iter().position(|row| Some(row.thing.id) == self.on);
        place.unwrap_or_else(|| self.select.at.min(rows.len().saturating_sub(1)))
    }

    /// What has to be loaded for it, when it opens and when the file changed.
    #[must_use]
    pub fn needs(&self, _cx: &Cx) -> Vec<Effect> {
        vec![Effect::Load(Query::Fixes)]
    }

    /// One message.
    pub fn update(&mut self, msg: &Msg, cx: &Cx) -> Flow {
        match msg {
            Msg::Loaded(Loaded::Fixes(held)) => self.held = Some(held.clone()),
            Msg::Appended(_, Err(trouble)) => self.problem = Some(trouble.0.clone()),
            Msg::Paste(text) => self.paste(text),
            Msg::Key(chord) => return self.key(*chord, cx),
            Msg::Mouse(_) if matches!(self.asking, Asking::Nothing) => {
                let rows = self.rows(cx);
                let mut select = Select { at: self.at(&rows) };
                let twice = select.mouse(msg, rows.len(), cx);
                let ids: Vec<Id> = rows.iter().map(|row| row.thing.id).collect();
                self.hold(&ids, select.at);
                if twice {
                    return self.open(cx);
                }
            }
            _other => {}
        }
        Flow::Stay
    }

    fn paste(&mut self, text: &str) {
        if self.narrowing {
            self.line.insert(text);
        } else if let Some(line) = self.asking.line() {
            line.insert(text);
        }
    }

    /// Remembers which fix is selected.
    fn hold(&mut self, ids: &[Id], at: usize) {
        self.select.at = at;
        self.on = ids.get(at).copied();
    }

    fn key(&mut self, chord: Chord, cx: &Cx) -> Flow {
        self.problem = None;
        if !matches!(self.asking, Asking::Nothing) {
            return self.answer(chord, cx);
        }
        if self.narrowing {
            return self.narrow(chord, cx);
        }
        let Some(action) = resolve(Context::Roadmap, chord) else {
            return Flow::Stay;
        };
        // Another order must not select another fix.
        let rows = self.rows(cx);
        self.on = rows.get(self.at(&rows)).map(|row| row.thing.id);
        if self.moved(action, cx) {
            return Flow::Stay;
        }
        match action {
            Action::Back if !self.line.is_empty() => {
                self.line.take();
            }
            Action::Back => return Flow::Close,
            Action::Layout => self.board = !self.board,
            Action::Group => {
                self.board = false;
                self.by = self.by.next();
            }
            Action::FilterDone => self.closed = !self.closed,
            Action::Search => self.narrowing = true,
            Action::Help => return Flow::Push(Overlay::Help(Help::new(Context::Roadmap))),
            Action::Patterns => return Flow::Push(Overlay::Patterns(Patterns::new())),
            Action::Open => return self.open(cx),
            other => return self.act(other, cx),
        }
        Flow::Stay
    }

    /// Letters narrow the list; Enter goes back to the keys, Esc shows all again.
    fn narrow(&mut self, chord: Chord, cx: &Cx) -> Flow {
        match resolve(Context::Palette, chord) {
            Some(Action::Back) => {
                self.narrowing = false;
                self.line.take();
            }
            Some(Action::Open) => self.narrowing = false,
            Some(action) if self.moved(action, cx) => {}
            Some(_) | None => {
                self.line.key(chord);
            }
        }
        Flow::Stay
    }

    /// Moves the selection; says whether the action was one that does.
    fn moved(&mut self, action: Action, cx: &Cx) -> bool {
        let rows = self.rows(cx);
        let at = self.at(&rows);
        let ids: Vec<Id> = rows.iter().map(|row| row.thing.id).collect();
        let states: Vec<FixState> = rows.iter().map(|row| row.fix.state).collect();
        let to = match self.board {
            true => on_board(action, at, &states, cx),
            false => {
                let mut select = Select { at };
                select.act(action, ids.len(), cx).then_some(select.at)
            }
        };
        let Some(to) = to else { return false };
        self.hold(&ids, to);
        true
    }

    fn open(&self, cx: &Cx) -> Flow {
        let rows = self.rows(cx);
        let thing = rows.get(self.at(&rows)).map(|row| row.thing.id);
        thing.map_or(Flow::Stay, |id| {
            Flow::Push(Overlay::Detail(Detail::new(Of::Id(id))))
        })
    }
}

/// What a fix is found by.
fn text(row: &Planned<'_>, cx: &Cx) -> String {
    let owner = row.fix.owner.and_then(|id| cx.known.handle(id));
    let priority = row.fix.priority.map_or("", |p| p.word());
    format!(
        "{} {priority} {} @{} {} {}",
        row.name(),
        row.fix.state,
        owner.unwrap_or("nobody"),
        row.fix.class,
        row.fix.title
    )
}

/// Where a move on the board leads: up and down within a column, left and
/// right to the same height of the next column that has something.
fn on_board(action: Action, at: usize, states: &[FixState], cx: &Cx) -> Option<usize> {
    let column = |state: FixState| {
        let first = states.partition_point(|s| *s < state);
        first..states.partition_point(|s| *s <= state)
    };
    let here = column(*states.get(at)?);
    let sideways = |to: &mut dyn Iterator<Item = FixState>| {
        let next = to.map(column).find(|range| !range.is_empty());
        next.map_or(at, |range| {
            (range.start + at - here.start).min(range.end - 1)
        })
    };
    let mut select = Select {
        at: at - here.start,
    };
    Some(match action {
        Action::FocusNext => sideways(&mut COLUMNS.into_iter().filter(|s| *s > states[at])),
        Action::FocusPrevious => {
            sideways(&mut COLUMNS.into_iter().rev().filter(|s| *s < states[at]))
        }
        other if select.act(other, here.len(), cx) => here.start + select.at,
        _no_move => return None,
    })
}

#[cfg(test)]
mod tests;
