//! `warroom patterns`: what several incidents have in common.

use super::check_ins::hand_out;
use super::json::{WhenView, instant};
use super::output::Output;
use super::session::Session;
use crate::domain::patterns::{
    BeforeAfter, Completion, Patterns, Recurrence, Returned, Spread, Stretch,
};
use crate::domain::span;
use crate::problem::{Attempt as _, Problem};
use crate::report;
use crate::store::OpenMode;
use serde::Serialize;
use std::path::PathBuf;

/// Show what incidents have in common, and what became of their fixes; drills are left out.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Markdown, with Mermaid charts and a table beside each. A fix did not hold if it was
verified and then taken up again, or, if it is durable, if an incident that began later has
its class of weakness. No duration is averaged: there is a median and a range, and of fewer
than three the values.

Examples:
  warroom patterns | less
  warroom patterns -o patterns.md
  warroom patterns --json | jq '.classes.found[] | select(.incidents | length > 2)'"
)]
pub struct Args {
    /// Print JSON: one object
    #[arg(long)]
    json: bool,
    /// Write into a file instead of the output; it is whole or not there. `-` is the output
    #[arg(short, long, value_name = "FILE", conflicts_with = "json")]
    output: Option<PathBuf>,
    /// Replace the file if it exists; never a link, a folder, a device or the database
    #[arg(long, requires = "output")]
    force: bool,
}

/// Shows them.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let store = session.store(OpenMode::ReadOnly)?;
    let now = session.now();
    let material = store
        .pattern_material()
        .attempt("cannot read all incidents")?;
    let found = Patterns::of(&material, now);
    if args.json {
        return out.json(&View::of(&found));
    }
    let text = report::patterns(&found);
    match &args.output {
        Some(file) => hand_out(file, &text, args.force, &store, out),
        None => out.bytes(text.as_bytes()),
    }
}

#[derive(Serialize)]
struct View<'a> {
    at: String,
    incidents: Vec<CaseView<'a>>,
    drills_left_out: usize,
    classes: RecurrenceView<'a>,
    categories: RecurrenceView<'a>,
    factors: RecurrenceView<'a>,
    assets: RecurrenceView<'a>,
    time_to_detect: SpreadView<'a>,
    time_to_contain: SpreadView<'a>,
    time_to_recover: SpreadView<'a>,
    did_not_hold: Vec<ReturnedView<'a>>,
    fixes: CompletionView<'a>,
    before_and_after: Vec<EffectView<'a>>,
}

#[derive(Serialize)]
struct CaseView<'a> {
    key: &'a str,
    began: WhenView,
}

#[derive(Serialize)]
struct RecurrenceView<'a> {
    found: Vec<RecurringView<'a>>,
    once: usize,
}

#[derive(Serialize)]
struct RecurringView<'a> {
    name: &'a str,
    incidents: &'a [String],
    count: usize,
}

#[derive(Serialize)]
struct SpreadView<'a> {
    n: usize,
    median: Option<LastedView>,
    shortest: Option<LastedView>,
    longest: Option<LastedView>,
    values: Vec<ValueView<'a>>,
    unknown: usize,
    impossible: &'a [String],
}

#[derive(Serialize)]
struct ValueView<'a> {
    of: &'a str,
    #[serde(flatten)]
    lasted: LastedView,
}

#[derive(Serialize)]
struct LastedView {
    lasted: String,
    least_seconds: i64,
    most_seconds: i64,
    approximate: bool,
}

#[derive(Serialize)]
struct ReturnedView<'a> {
    fix: &'a str,
    title: &'a str,
    class: &'a str,
    verified: WhenView,
    seen_again: &'a [String],
    reopened: Option<ReopenedView<'a>>,
}

#[derive(Serialize)]
struct ReopenedView<'a> {
    at: String,
    why: &'a str,
}

#[derive(Serialize)]
struct CompletionView<'a> {
    states: Vec<StateView>,
    open: usize,
    overdue: usize,
    by_age: Vec<AgeView>,
    age: SpreadView<'a>,
    shipped_unverified: SpreadView<'a>,
    recorded_to_verified: SpreadView<'a>,
}

#[derive(Serialize)]
struct StateView {
    state: &'static str,
    fixes: usize,
}

#[derive(Serialize)]
struct AgeView {
    age: String,
    fixes: usize,
}

#[derive(Serialize)]
struct EffectView<'a> {
    fix: &'a str,
    class: &'a str,
    verified: WhenView,
    before: StretchView<'a>,
    after: StretchView<'a>,
}

#[derive(Serialize)]
struct StretchView<'a> {
    incidents: &'a [String],
    days: i64,
    per_year: Option<f64>,
}

impl<'a> View<'a> {
    fn of(found: &'a Patterns) -> Self {
        let case = |c: &'a crate::domain::patterns::Case| CaseView {
            key: &c.key,
            began: WhenView::from(&c.began),
        };
        Self {
            at: instant(found.now),
            incidents: found.cases.iter().map(case).collect(),
            drills_left_out: found.drills,
            classes: RecurrenceView::of(&found.classes),
            categories: RecurrenceView::of(&found.categories),
            factors: RecurrenceView::of(&found.factors),
            assets: RecurrenceView::of(&found.assets),
            time_to_detect: SpreadView::of(&found.detect),
            time_to_contain: SpreadView::of(&found.contain),
            time_to_recover: SpreadView::of(&found.recover),
            did_not_hold: found.returned.iter().map(ReturnedView::of).collect(),
            fixes: CompletionView::of(&found.completion),
            before_and_after: found.effects.iter().map(EffectView::of).collect(),
        }
    }
}

impl<'a> RecurrenceView<'a> {
    fn of(all: &'a Recurrence) -> Self {
        let view = |r: &'a crate::domain::patterns::Recurring| RecurringView {
            name: &r.name,
            incidents: &r.incidents,
            count: r.count,
        };
        Self {
            found: all.found.iter().map(view).collect(),
            once: all.once,
        }
    }
}

impl<'a> SpreadView<'a> {
    fn of(spread: &'a Spread) -> Self {
        let range = spread.range();
        let value = |t: &'a crate::domain::patterns::Timing| ValueView {
            of: &t.of,
            lasted: LastedView::of(&t.lasted),
        };
        Self {
            n: spread.n(),
            median: spread.median().as_ref().map(LastedView::of),
            shortest: range.as_ref().map(|(shortest, _)| LastedView::of(shortest)),
            longest: range.as_ref().map(|(_, longest)| LastedView::of(longest)),
            values: spread.values.iter().map(value).collect(),
            unknown: spread.unknown,
            impossible: &spread.impossible,
        }
    }
}

impl LastedView {
    fn of(lasted: &crate::domain::clocks::Lasted) -> Self {
        Self {
            lasted: span::lasted(lasted),
            least_seconds: lasted.least.num_seconds(),
            most_seconds: lasted.most.num_seconds(),
            approximate: lasted.approximate,
        }
    }
}

impl<'a> ReturnedView<'a> {
    fn of(returned: &'a Returned) -> Self {
        let reopened = returned.reopened.as_ref();
        Self {
            fix: &returned.fix.name,
            title: &returned.fix.title,
            class: &returned.class,
            verified: WhenView::from(&returned.verified),
            seen_again: &returned.again,
            reopened: reopened.map(|(at, why)| ReopenedView {
                at: instant(*at),
                why,
            }),
        }
    }
}

impl<'a> CompletionView<'a> {
    fn of(done: &'a Completion) -> Self {
        let states = done.states.iter().map(|(state, n)| StateView {
            state: state.word(),
            fixes: *n,
        });
        let ages = done.by_age().into_iter();
        Self {
            states: states.collect(),
            open: done.open(),
            overdue: done.overdue,
            by_age: ages.map(|(age, fixes)| AgeView { age, fixes }).collect(),
            age: SpreadView::of(&done.age),
            shipped_unverified: SpreadView::of(&done.unverified),
            recorded_to_verified: SpreadView::of(&done.verified),
        }
    }
}

impl<'a> EffectView<'a> {
    fn of(effect: &'a BeforeAfter) -> Self {
        Self {
            fix: &effect.fix.name,
            class: &effect.class,
            verified: WhenView::from(&effect.verified),
            before: StretchView::of(&effect.before),
            after: StretchView::of(&effect.after),
        }
    }
}

impl<'a> StretchView<'a> {
    fn of(stretch: &'a Stretch) -> Self {
        let rounded = |rate: f64| (rate * 10.0).round() / 10.0;
        Self {
            incidents: &stretch.incidents,
            days: stretch.days,
            per_year: stretch.per_year().map(rounded),
        }
    }
}
