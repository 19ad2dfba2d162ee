//! The rows of a pane: a window on what the store holds, never all of it.

use crate::domain::{Anchor, Id, Thing, Window};

/// How many rows a window asks for at once.
pub const PAGE: usize = 200;
/// How many rows a window holds at most.
pub const HELD: usize = 600;
/// How near the edge the selection comes before more is asked for.
pub const MARGIN: usize = 60;

/// A window with a selection in it.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// What is held.
    pub window: Window,
    /// The selected row.
    pub selected: usize,
    /// The first row the last frame showed.
    pub top: usize,
    /// The answer to a question for more is awaited.
    pub awaited: bool,
    /// What to select once the rows that were asked for are there.
    pub want: Option<Want>,
}

/// What to select once rows are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    /// The first row of all, or the last.
    End(Anchor),
    /// A thing.
    Thing(Id),
}

impl Rows {
    /// The selected thing.
    #[must_use]
    pub fn current(&self) -> Option<&Thing> {
        self.window.rows.get(self.selected)
    }

    /// Moves the selection; says whether it moved.
    pub fn step(&mut self, by: isize) -> bool {
        let last = self.window.rows.len().saturating_sub(1);
        let to = self.selected.saturating_add_signed(by).min(last);
        let moved = to != self.selected;
        self.selected = to;
        moved
    }

    /// Selects a thing if it is held; says whether it is.
    pub fn select(&mut self, id: Id) -> bool {
        let found = self.window.rows.iter().position(|t| t.id == id);
        if let Some(at) = found {
            self.selected = at;
        }
        found.is_some()
    }

    /// Puts new rows in place of all, keeping the selection on the same
    /// thing, or near where it was.
    pub fn replace(&mut self, window: Window) {
        let kept = self.current().map(|t| t.id);
        self.window = window;
        self.awaited = false;
        let last = self.window.rows.len().saturating_sub(1);
        if !kept.is_some_and(|id| self.select(id)) {
            self.selected = self.selected.min(last);
        }
        match self.want.take() {
            Some(Want::End(Anchor::Tail)) => self.selected = last,
            Some(Want::End(_)) => self.selected = 0,
            Some(Want::Thing(id)) => {
                self.select(id);
            }
            None => {}
        }
    }

    /// Adds rows before the first, letting go of as many at the end as are
    /// too many.
    pub fn prepend(&mut self, mut window: Window) {
        self.awaited = false;
        self.selected += window.rows.len();
        self.top += window.rows.len();
        window.rows.append(&mut self.window.rows);
        self.window.rows = window.rows;
        self.window.more_before = window.more_before;
        if self.window.rows.len() > HELD {
            self.window.rows.truncate(HELD.max(self.selected + 1));
            self.window.more_after = true;
        }
    }

    /// Adds rows after the last, letting go of as many at the start as are
    /// too many.
    pub fn append(&mut self, mut window: Window) {
        self.awaited = false;
        self.window.rows.append(&mut window.rows);
        self.window.more_after = window.more_after;
        let extra = self.window.rows.len().saturating_sub(HELD);
        let extra = extra.min(self.selected);
        if extra > 0 {
            self.window.rows.drain(..extra);
            self.selected -= extra;
            self.top = self.top.saturating_sub(extra);
            self.window.more_before = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing;

    fn window(numbers: std::ops::Range<u32>) -> Window {
        let at = testing::noon();
        Window {
            rows: numbers.map(|n| testing::entry(n, "x", at)).collect(),
            more_before: true,
            more_after: true,
        }
    }

    #[test]
    fn the_selection_stays_on_its_thing_whatever_is_loaded_around_it() {
        let mut rows = Rows::default();
        rows.replace(window(1000..1200));
        rows.selected = 50;
        let number = |rows: &Rows| rows.current().map(|t| t.number);
        rows.replace(window(1010..1100));
        assert_eq!(number(&rows), Some(1050));
        rows.prepend(window(910..1010));
        assert_eq!((number(&rows), rows.top), (Some(1050), 100));
        rows.append(window(1100..1700));
        assert_eq!(number(&rows), Some(1050));
        assert!(rows.window.rows.len() < 800, "rows were let go of");
        assert!(rows.window.more_before);
    }
}
