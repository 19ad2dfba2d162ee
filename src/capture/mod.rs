//! One line of text → what it means.
//!
//! Pure: a line, the moment and the names that are known go in; what is to be
//! recorded comes out, or the place where the line cannot be meant. The same
//! grammar serves the cockpit's capture line, `warroom note` and lines piped
//! in; `docs/CAPTURE.md` is its description for the people who type it.

mod captured;
mod complete;
mod decision;
mod due;
mod duty;
mod line;
mod lost_sign;
mod names;
mod near_time;
mod passage;
mod point;
mod print;
mod promise;
mod record;
mod retell;
mod sign;
mod tags;
mod task;
mod time;
mod update;
mod verbatim;
mod zone;

pub use captured::{Captured, Context, Mistake, Remark, SpanKind, What};
pub use complete::{Candidate, Completion, complete};
pub use due::{parse_due, parse_moment, parse_revisit, parse_when};
pub use duty::{Proof, Start, parse_proof, parse_start};
pub use line::{parse, parse_as, parse_lines};
pub use print::line_of;
pub use record::{record, record_during};
pub use retell::retell;
pub use tags::is_name;
pub use task::says_task;
pub use update::Update;
pub use verbatim::verbatim;
pub use zone::zone_at;

#[cfg(test)]
mod testing;
