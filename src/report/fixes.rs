//! What is done so that it does not happen again: by when, by whom, and what
//! shows that it holds. Shipped is not done.

use super::moment;
use super::page::{Page, count};
use crate::domain::clocks::passages;
use crate::domain::fixes::{doubtful, lacks, passages as steps};
use crate::domain::{Fix, FixKind, FixState, Id, Measurement, Metric, Phase, Thing};
use chrono::{DateTime, TimeDelta, Utc};

/// The groups fixes are told in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    Done,
    Month,
    Quarter,
    Later,
    Undated,
    Declined,
}

impl Group {
    const ALL: [Self; 6] = [
        Self::Done,
        Self::Month,
        Self::Quarter,
        Self::Later,
        Self::Undated,
        Self::Declined,
    ];

    const fn title(self) -> &'static str {
        match self {
            Self::Done => "Done now",
            Self::Month => "Within 30 days",
            Self::Quarter => "Within 90 days",
            Self::Later => "Later",
            Self::Undated => "Undated",
            Self::Declined => "Declined",
        }
    }
}

impl<'a> Page<'a> {
    /// Every fix, in the order of the record.
    pub fn all_fixes(&self) -> impl Iterator<Item = (&'a Thing, &'a Fix)> + use<'a> {
        let fixes = self.record.fixes.iter();
        fixes.filter_map(|t| Some((t, t.as_fix()?)))
    }

    pub fn fixes(&mut self) {
        self.section("Fixes");
        let all: Vec<_> = self.all_fixes().collect();
        if all.is_empty() {
            self.nothing("No fix is recorded.");
            return;
        }
        let (from, reach) = (self.planned_from(), self.reaches());
        self.para(&format!(
            "{} Days are counted from {}; what is overdue was so at {}, as far as the record reaches. Shipped is not done: a fix is open until somebody has verified it.",
            self.standing_of_fixes(),
            moment::minute(from),
            moment::minute(reach),
        ));
        self.fix_table(&all, reach);
        for group in Group::ALL {
            let of: Vec<_> = all
                .iter()
                .filter(|(_, f)| grouped(f, from) == group)
                .collect();
            if of.is_empty() {
                continue;
            }
            self.part(&format!("{} ({})", group.title(), of.len()));
            let items: Vec<_> = of.iter().map(|(t, f)| self.fix(t, f, reach)).collect();
            self.list(items);
        }
    }

    fn standing_of_fixes(&self) -> String {
        let of = |state| self.all_fixes().filter(|(_, f)| f.state == state).count();
        let all = self.all_fixes().count();
        let states = FixState::ALL.iter().map(|s| (of(*s), s.word()));
        let states: Vec<_> = states
            .filter(|(n, _)| *n > 0)
            .map(|(n, s)| format!("{n} {s}"))
            .collect();
        format!("{}: {}.", count(all, "fix", "fixes"), states.join(", "))
    }

    fn fix_table(&mut self, all: &[(&Thing, &Fix)], reach: DateTime<Utc>) {
        let row = |(thing, fix): &(&Thing, &Fix)| {
            vec![
                thing.name(),
                self.text(&fix.title),
                fix.kind.to_string(),
                fix.priority
                    .map_or_else(|| "none".into(), |p| p.to_string()),
                fix.owner
                    .map_or_else(|| "no owner".into(), |id| self.handle(id)),
                self.fix_due(fix, reach),
                fix_state(fix),
            ]
        };
        let rows: Vec<_> = all.iter().map(row).collect();
        let head = ["Fix", "What", "Kind", "Priority", "Owner", "Due", "State"];
        self.table(&head, &rows);
    }

    fn fix_due(&self, fix: &Fix, reach: DateTime<Utc>) -> String {
        let due = fix.due.as_ref().map(|due| self.text(&moment::full(due)));
        let due = due.unwrap_or_else(|| "none".into());
        match fix.is_overdue(reach) {
            true => format!("{due}, **overdue**"),
            false => due,
        }
    }

    /// A fix as an item, its facts as items below it.
    fn fix(&self, thing: &Thing, fix: &Fix, reach: DateTime<Utc>) -> String {
        let facts = self.fix_facts(fix, reach).into_iter();
        let facts: String = facts.map(|fact| format!("\n  - {fact}")).collect();
        let title = self.block(&fix.title, "  ");
        format!("**{}** {title}{facts}", thing.name())
    }

    fn fix_facts(&self, fix: &Fix, reach: DateTime<Utc>) -> Vec<String> {
        let mut facts = vec![("State", fix_state(fix))];
        facts.extend(self.plan_facts(fix, reach));
        facts.extend(self.outcome_facts(fix));
        facts.push(("Tracker", self.block(&fix.tracker, "    ")));
        facts.push(("Notes", self.block(&fix.notes, "    ")));
        if fix.is_open() {
            facts.push(("Lacks", lacks(fix).join(", ")));
        }
        let told = facts.into_iter().filter(|(_, value)| !value.is_empty());
        told.map(|(name, value)| format!("**{name}:** {value}"))
            .collect()
    }

    /// What is to be done, by whom and until when.
    fn plan_facts(&self, fix: &Fix, reach: DateTime<Utc>) -> Vec<(&'static str, String)> {
        let said = |text: &str| self.block(text, "    ");
        let who = |id: Option<Id>, nobody: &str| match id {
            Some(id) => self.person(id),
            None => nobody.to_owned(),
        };
        let kind = match fix.kind {
            FixKind::Patch => "patch (this instance)",
            FixKind::Durable => "durable (the whole class of weakness)",
        };
        let answers = fix.answers.values().into_iter();
        let answers: Vec<_> = answers.map(|id| self.factor_named(*id)).collect();
        let priority = fix.priority.map(|p| p.to_string());
        vec![
            ("Kind", kind.to_owned()),
            ("Class", said(&fix.class)),
            ("Answers", answers.join("; ")),
            ("Owner", who(fix.owner, "no owner")),
            ("Priority", priority.unwrap_or_else(|| "none".to_owned())),
            ("Due", self.fix_due(fix, reach)),
            ("Effort", said(&fix.effort)),
            ("Why it is worth it", said(&fix.business_case)),
            ("Agreed by", who(fix.agreed_by, "")),
        ]
    }

    /// What shows whether it holds, and how it ended.
    fn outcome_facts(&self, fix: &Fix) -> Vec<(&'static str, String)> {
        let metric = fix.metric.as_ref().map(|m| self.metric(m));
        let declined = fix.declined.as_ref().map(|d| {
            let reason = self.block(&d.reason, "    ");
            format!("by {}: {reason}", self.person(d.by))
        });
        let mut facts = vec![
            ("Success metric", metric.unwrap_or_default()),
            ("Measured", self.measured(fix)),
            ("Verification", self.verification(fix)),
            ("Declined", declined.unwrap_or_default()),
        ];
        for (was, step) in reopenings(fix) {
            let when = moment::minute(step.when);
            let why = self.block(&step.why, "    ");
            let found = match was.why.is_empty() {
                true => String::new(),
                false => format!(" ({} before: {})", was.state, self.text(&was.why)),
            };
            facts.push(("Reopened", format!("{when}: {why}{found}")));
        }
        facts
    }

    /// `tokens without an owner: 14 before, 0 wanted (tokens)`.
    fn metric(&self, metric: &Metric) -> String {
        let unit = match metric.unit.is_empty() {
            true => String::new(),
            false => format!(" {}", self.text(&metric.unit)),
        };
        let figure = |f: &Option<crate::domain::Figure>| {
            f.as_ref()
                .map_or_else(|| "not known".to_owned(), |f| format!("{f}{unit}"))
        };
        format!(
            "{}; baseline {}, target {}",
            self.text(&metric.name),
            figure(&metric.baseline),
            figure(&metric.target)
        )
    }

    /// What the metric was found to be, over time, and whether that will do.
    fn measured(&self, fix: &Fix) -> String {
        let one = |m: &Measurement| {
            let note = match m.note.is_empty() {
                true => String::new(),
                false => format!(" ({})", self.text(&m.note)),
            };
            format!("{} on {}{note}", m.value, self.text(&moment::full(&m.when)))
        };
        let all: Vec<_> = fix.measured().into_iter().map(one).collect();
        if all.is_empty() {
            return match fix.metric {
                Some(_) => "*not yet*".into(),
                None => String::new(),
            };
        }
        let verdict = match fix.reached() {
            Some(true) => "target reached",
            Some(false) => "**target not reached**",
            None => "no target to compare with",
        };
        format!("{}; {verdict}", all.join(", then "))
    }

    fn verification(&self, fix: &Fix) -> String {
        let mut parts = Vec::new();
        if !fix.verification.is_empty() {
            parts.push(self.block(&fix.verification, "    "));
        }
        parts.extend(
            fix.verifier
                .map(|id| format!("to be shown by {}", self.person(id))),
        );
        if let Some(outcome) = &fix.outcome {
            parts.push(format!(
                "verified {} by {}: {}",
                self.text(&moment::full(&outcome.when)),
                self.person(outcome.by),
                self.block(&outcome.result, "    ")
            ));
        }
        parts.join("; ")
    }

    /// What days are counted from: the closing, the meeting of the review, the
    /// last passage of phase or the last entry, whichever is there first.
    fn planned_from(&self) -> DateTime<Utc> {
        let review = self.review();
        let card = self.record.incident.as_incident();
        let stands = card.is_some_and(|i| i.phase == Phase::Closed);
        let closed = review.closing.filter(|_| stands).map(|c| c.when);
        let met = review.meeting.map(|m| m.at);
        let passed = || passages(&self.record.entries).last().map(|p| p.when.at);
        let entry = || self.last_entry().map(|(_, e)| e.when.at);
        let recorded = || self.record.fixes.iter().map(|t| t.created.at).min();
        let from = closed
            .or(met)
            .or_else(passed)
            .or_else(entry)
            .or_else(recorded);
        from.unwrap_or_default()
    }

    /// The last moment the record tells of: there is no other clock here.
    pub fn reaches(&self) -> DateTime<Utc> {
        let review = self.review();
        let mut told: Vec<DateTime<Utc>> = vec![self.planned_from()];
        told.extend(self.last_entry().map(|(_, e)| e.when.at));
        told.extend(review.history().iter().map(|p| p.when));
        for (_, fix) in self.all_fixes() {
            told.extend(steps(fix).iter().map(|p| p.when));
            told.extend(fix.measured().iter().map(|m| m.when.at));
            told.extend(fix.outcome.iter().map(|o| o.when.at));
        }
        told.into_iter().max().unwrap_or_default()
    }
}

fn fix_state(fix: &Fix) -> String {
    match fix.state {
        FixState::Shipped => "**shipped, not verified**".into(),
        state => match doubtful(fix) {
            Some(although) => format!("**{state} {although}**"),
            None => state.to_string(),
        },
    }
}

fn grouped(fix: &Fix, from: DateTime<Utc>) -> Group {
    match fix.state {
        FixState::Shipped | FixState::Verified => return Group::Done,
        FixState::Declined => return Group::Declined,
        FixState::Proposed | FixState::Accepted | FixState::Doing => {}
    }
    let Some(due) = fix.due.as_ref().map(|due| due.bounds().0) else {
        return Group::Undated;
    };
    match due - from {
        after if after <= TimeDelta::days(30) => Group::Month,
        after if after <= TimeDelta::days(90) => Group::Quarter,
        _later => Group::Later,
    }
}

/// Where it was taken up again: what it had come to, and the passage that
/// undid it.
fn reopenings(fix: &Fix) -> Vec<(crate::domain::Passage, crate::domain::Passage)> {
    let steps = steps(fix);
    let pairs = steps.windows(2).filter_map(|pair| {
        let (was, now) = (pair[0], pair[1]);
        (!was.state.is_open() && now.state.is_open()).then(|| (was.clone(), now.clone()))
    });
    pairs.collect()
}
