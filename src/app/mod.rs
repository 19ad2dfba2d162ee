//! The cockpit's state machine. Pure: [`update`] takes the state, a message and
//! the time, and says what is to be done outside ([`Effect`]). It knows neither
//! terminal nor store.

mod altered;
pub mod amend;
mod answers;
mod begun;
mod browse;
mod capture_line;
mod capturing;
mod drafts;
mod drilling;
mod effect;
mod info;
mod left;
mod lent;
pub mod line;
mod loading;
pub mod menu;
mod mouse;
mod msg;
mod offered;
pub mod overlay;
pub mod owners;
mod resumed;
mod rows;
mod state;
#[cfg(test)]
pub(crate) mod storm;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
pub(crate) mod tests;
mod things;
mod undoing;
mod update;
#[cfg(test)]
mod walks;
pub mod zone;

pub use crate::capture::{Captured, Remark, SpanKind, What};
pub use begun::{Begun, BegunForm, BegunLine, BegunOn};
pub use capture_line::CaptureLine;
pub use effect::{Effect, Job, Make, Of, Query, Ticket, Unsent};
pub use info::{Area, FrameInfo, Target};
pub use msg::{
    Base, Closure, Done, Found, Full, Here, IncidentRow, Loaded, Mouse, MouseWhat, Msg, SitrepText,
    Trouble,
};
pub use rows::{HELD, MARGIN, PAGE, Rows, Want};
pub use state::{App, Awaited, Cx, Filters, Menu, Mode, Notice, Offered, Pane, Settings, Tone};
pub use update::update;
