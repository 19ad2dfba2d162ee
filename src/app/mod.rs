//! The cockpit's state machine. Pure: [`update`] takes the state, a message and
//! the time, and says what is to be done outside ([`Effect`]). It knows neither
//! terminal nor store.

mod effect;
mod info;
pub mod line;
mod msg;
pub mod overlay;
mod rows;
mod state;
mod update;

pub use effect::{Effect, Job, Make, Of, Query, Ticket};
pub use info::{Area, FrameInfo, Target};
pub use msg::{Base, Done, Found, Full, IncidentRow, Loaded, Mouse, MouseWhat, Msg, Trouble};
pub use rows::{HELD, MARGIN, PAGE, Rows};
pub use state::{App, Cx, Filters, Menu, Mode, Notice, Pane, Settings, Tone};
pub use update::update;
