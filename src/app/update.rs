//! One message after another: where each goes.

use super::overlay::{Flow, Overlay};
use super::{App, Effect, Msg};
use chrono::{DateTime, Utc};

/// Takes one message in and says what is to be done outside.
pub fn update(app: &mut App, msg: Msg, now: DateTime<Utc>) -> Vec<Effect> {
    app.now = now;
    if let Msg::Drawn(info) = msg {
        app.info = info;
        return Vec::new();
    }
    to_overlay(app, &msg).unwrap_or_default()
}

/// Hands a message to the overlay on top; none when there is none.
fn to_overlay(app: &mut App, msg: &Msg) -> Option<Vec<Effect>> {
    let mut overlay = app.overlays.pop()?;
    let flow = overlay.update(msg, &app.cx());
    Some(follow(app, overlay, flow))
}

fn follow(app: &mut App, overlay: Overlay, flow: Flow) -> Vec<Effect> {
    match flow {
        Flow::Close => Vec::new(),
        Flow::CloseAnd(effects) => effects,
        Flow::Replace(next) => open(app, next),
        Flow::Push(next) => {
            app.overlays.push(overlay);
            open(app, next)
        }
        Flow::Do(effects) => {
            app.overlays.push(overlay);
            effects
        }
        Flow::Stay
        | Flow::Record(_)
        | Flow::Run { .. }
        | Flow::Goto(_)
        | Flow::Type(_)
        | Flow::Lens(_)
        | Flow::Hand(_) => {
            app.overlays.push(overlay);
            Vec::new()
        }
    }
}

/// Lays an overlay over what is there.
pub(super) fn open(app: &mut App, overlay: Overlay) -> Vec<Effect> {
    let needs = overlay.needs(&app.cx());
    app.overlays.push(overlay);
    needs
}
