//! Where everything goes, by the size of the terminal.

use crate::app::{App, Pane};
use ratatui::layout::Rect;

/// Narrower than this, one pane is shown at a time, with tabs.
const TWO_COLUMNS: u16 = 72;
/// From this width on, the right column gets more room.
const WIDE: u16 = 100;
/// The smallest terminal the panes are drawn in.
pub const LEAST: (u16, u16) = (40, 10);

/// The parts of the screen; what has no room has no rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The situation bar.
    pub bar: Rect,
    /// The tabs, where one pane is shown at a time.
    pub tabs: Rect,
    /// The panes that are shown.
    pub panes: Vec<(Pane, Rect)>,
    /// Where overlays are drawn.
    pub body: Rect,
    /// The preview, or what there is to say.
    pub status: Rect,
    /// The capture line.
    pub line: Rect,
    /// The keys.
    pub footer: Rect,
}

impl Layout {
    /// Divides `area`.
    #[must_use]
    pub fn new(area: Rect, app: &App) -> Self {
        let (bar, rest) = top(area, if area.height >= 18 { 2 } else { 1 });
        let (rest, footer) = bottom(rest, 1);
        let (rest, line) = bottom(rest, 1);
        let (body, status) = bottom(rest, 1);
        let alone = app.zoomed || area.width < TWO_COLUMNS || body.height < 8;
        let (tabs, room) = if alone {
            top(body, 1)
        } else {
            (Rect::default(), body)
        };
        let panes = if alone {
            vec![(app.focus, room)]
        } else {
            columns(room, app)
        };
        let overlays = if area.height >= 18 {
            body
        } else {
            bottom(area, 1).0
        };
        Self {
            bar,
            tabs,
            panes,
            body: overlays,
            status,
            line,
            footer,
        }
    }
}

fn columns(area: Rect, app: &App) -> Vec<(Pane, Rect)> {
    let share = if area.width >= WIDE { 58 } else { 60 };
    let left = u16::try_from(u32::from(area.width) * share / 100).unwrap_or(area.width);
    let timeline = Rect {
        width: left,
        ..area
    };
    let right = Rect {
        x: area.x + left,
        width: area.width - left,
        ..area
    };
    let mut panes = vec![(Pane::Timeline, timeline)];
    if area.height < 14 {
        let shown = match app.focus {
            Pane::Timeline => Pane::Tasks,
            other => other,
        };
        panes.push((shown, right));
        return panes;
    }
    let streams = app.pane(Pane::Workstreams).window.rows.len();
    let wanted = u16::try_from(streams).unwrap_or(u16::MAX).saturating_add(2);
    let streams = wanted.clamp(4, area.height / 3);
    let (first, rest) = top(right, streams);
    let held = |pane: Pane| {
        let rows = app.pane(pane).window.rows.len();
        u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(2)
    };
    // Each gets what it needs; what both want is shared, the tasks first.
    let spare = rest.height.saturating_sub(held(Pane::Artifacts).max(5));
    let tasks = held(Pane::Tasks).clamp(5, (rest.height * 6 / 10).max(spare).max(5));
    let (second, third) = top(rest, tasks);
    panes.extend([
        (Pane::Workstreams, first),
        (Pane::Tasks, second),
        (Pane::Artifacts, third),
    ]);
    panes
}

fn top(area: Rect, height: u16) -> (Rect, Rect) {
    let height = height.min(area.height);
    let above = Rect { height, ..area };
    let below = Rect {
        y: area.y + height,
        height: area.height - height,
        ..area
    };
    (above, below)
}

fn bottom(area: Rect, height: u16) -> (Rect, Rect) {
    let height = height.min(area.height);
    top(area, area.height - height)
}
