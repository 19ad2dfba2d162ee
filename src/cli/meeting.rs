//! `warroom review meeting`: when the review is held, who is there, when to look
//! back.

use super::fix_fields::{among, who};
use super::output::Output;
use super::review::{held, tell};
use super::session::{self, Session};
use super::values;
use crate::domain::{Id, Review, When};
use crate::problem::{Attempt as _, Exit, Problem};
use crate::store::OpenMode;

/// Say when the review is held, who is there, and when to look back
#[derive(Debug, clap::Args)]
#[command(after_help = "Without a flag it is printed.

Examples:
  warroom review meeting --at '2026-12-01 10:00' --there @maya,@lee
  warroom review meeting --look-back +90d
  warroom review meeting --at never")]
pub struct Args {
    /// When it is or was held; `never` takes it back
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
    /// Who is or was there, all of them; `nobody` for none
    #[arg(long, value_delimiter = ',', value_name = "HANDLES", value_parser = values::name)]
    there: Vec<String>,
    /// When to look at what became of the fixes; `never` takes it back
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    look_back: Option<String>,
    /// What was said there: Markdown
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    notes: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Args {
    const fn is_empty(&self) -> bool {
        self.at.is_none()
            && self.there.is_empty()
            && self.look_back.is_none()
            && self.notes.is_none()
    }
}

/// Records it, and prints the review.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let mode = match args.is_empty() {
        true => OpenMode::ReadOnly,
        false => OpenMode::Existing,
    };
    let mut store = session.store(mode)?;
    let before = held(&store, session)?;
    if args.is_empty() {
        return tell(&before, args.json, out);
    }
    let known = session::known(&store, &before.incident)?;
    let when = |text: &Option<String>, was: Option<When>| match text.as_deref() {
        None => Ok(was),
        Some("never") => Ok(None),
        Some(text) => values::due(text, &session.context(&known)).map(Some),
    };
    let review = before.standing();
    let wanted = Review {
        meeting: when(&args.at, review.meeting.clone())?,
        lookback: when(&args.look_back, review.lookback.clone())?,
        notes: args.notes.clone().unwrap_or_else(|| review.notes.clone()),
        ..review
    };
    if args.there.len() > 1 && args.there.iter().any(|h| h == "nobody") {
        return Err(Problem::new(Exit::Usage, "nothing was recorded")
            .because("nobody is there, and somebody"));
    }
    let of = before.incident.id;
    let appended = store.append(&session.by(), Some(of), |known| {
        let mut changes = Vec::new();
        let there = args.there.iter().filter(|h| *h != "nobody");
        let there: Vec<Id> = there.map(|h| who(h, known, &mut changes)).collect();
        let mut wanted = wanted;
        if !args.there.is_empty() {
            wanted.attendees = among(&wanted.attendees, &there);
        }
        changes.extend(wanted.write(of, before.review.as_ref()));
        changes
    });
    let appended = appended.attempt("cannot alter the review")?;
    if let Some(new) = super::names::new_names(&session::created(&appended)) {
        out.remark(&new);
    }
    tell(&held(&store, session)?, args.json, out)
}
