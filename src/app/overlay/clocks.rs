//! Clocks: the durations of this incident, and the regulatory clocks.

use super::ask::{Answer, Ask};
use super::select::Select;
use super::{Detail, Flow, Help, Overlay};
use crate::app::line::LineInput;
use crate::app::{Cx, Effect, Loaded, Make, Msg, Of, Query};
use crate::capture::{self, Mistake, Proof, Start};
use crate::domain::duties::{Order, Row, rows, unproven};
use crate::domain::regulation::Rule;
use crate::domain::{Label, Situation, Thing, When, is_blank};
use crate::keys::{Action, Chord, Context, resolve};
use chrono::{DateTime, Utc};

/// What is being said of a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Saying {
    Start,
    Done,
    NotApplicable,
}

/// A question about one clock.
#[derive(Clone, Debug)]
struct Asking {
    saying: Saying,
    /// The rule it is about: the list may be in another order by then.
    rule: String,
    ask: Ask,
    /// The label that is looked up, and the rest of what was typed.
    seeking: Option<(Label, Option<Proof>)>,
}

/// Clocks.
#[derive(Clone, Debug, Default)]
pub struct Clocks {
    own: Vec<Rule>,
    /// The entry that is selected in the timeline.
    entry: Option<Label>,
    /// What durations are measured between; none until it is here.
    pub milestones: Option<Vec<Thing>>,
    asking: Option<Asking>,
    select: Select,
    /// The rule that is selected: what is said of it may put it elsewhere.
    rule: Option<String>,
}

impl Clocks {
    /// The screen as it opens, with rules of one's own and the selected entry.
    #[must_use]
    pub fn new(own: Vec<Rule>, entry: Option<Label>) -> Self {
        Self {
            own,
            entry,
            ..Self::default()
        }
    }

    /// The selected line.
    #[must_use]
    pub fn at(&self, rows: &[Row<'_>]) -> usize {
        let place = |rule: &String| rows.iter().position(|row| row.duty.rule == *rule);
        self.rule.as_ref().and_then(place).unwrap_or(self.select.at)
    }

    /// The regulatory clocks, most pressing first.
    #[must_use]
    pub fn rows<'a>(&self, situation: Option<&'a Situation>, now: DateTime<Utc>) -> Vec<Row<'a>> {
        rows(&self.own, situation.map_or(&[], |s| &s.duties), now)
    }

    /// What is asked, if something is.
    #[must_use]
    pub fn ask(&self) -> Option<&Ask> {
        self.asking.as_ref().map(|asking| &asking.ask)
    }

    /// The line it is answered on.
    pub(super) fn line(&mut self) -> Option<&mut LineInput> {
        self.asking.as_mut().map(|asking| &mut asking.ask.line)
    }

    /// What has to be loaded for it, when it opens and when the file changed.
    #[must_use]
    pub fn needs(&self, _cx: &Cx) -> Vec<Effect> {
        vec![
            Effect::Load(Query::Situation),
            Effect::Load(Query::Milestones),
        ]
    }

    /// One message.
    pub fn update(&mut self, msg: &Msg, cx: &Cx) -> Flow {
        let rows = self.rows(cx.situation, cx.now);
        self.select.at = self.at(&rows);
        let flow = self.take(msg, rows.len(), cx);
        let acts = matches!(flow, Flow::Act(..));
        if matches!(msg, Msg::Key(_) | Msg::Mouse(_)) && !acts {
            let row = rows.get(self.select.at);
            self.rule = row.map(|row| row.duty.rule.clone());
        }
        flow
    }

    fn take(&mut self, msg: &Msg, len: usize, cx: &Cx) -> Flow {
        match msg {
            Msg::Loaded(Loaded::Milestones(found)) => self.milestones = Some(found.clone()),
            Msg::Loaded(Loaded::Detail(found)) => {
                let thing = found.as_ref().map(|full| &full.thing);
                return self.found(thing, cx);
            }
            Msg::Paste(text) => {
                if let Some(asking) = &mut self.asking {
                    asking.ask.line.insert(text);
                }
            }
            Msg::Key(chord) if self.asking.is_some() => return self.answer(*chord, cx),
            Msg::Key(chord) => return self.key(*chord, len, cx),
            Msg::Mouse(_) if self.select.mouse(msg, len, cx) => return self.open(cx),
            _other => {}
        }
        Flow::Stay
    }

    fn key(&mut self, chord: Chord, len: usize, cx: &Cx) -> Flow {
        match resolve(Context::Clocks, chord) {
            Some(Action::Back) => return Flow::Close,
            Some(Action::Help) => return Flow::Push(Overlay::Help(Help::new(Context::Clocks))),
            Some(Action::Open) => return self.open(cx),
            Some(Action::ClockStart) => self.begin(Saying::Start, cx),
            Some(Action::ClockDone) => self.begin(Saying::Done, cx),
            Some(Action::ClockOff) => self.begin(Saying::NotApplicable, cx),
            Some(Action::ClockReopen) => return self.reopen(cx),
            Some(action) if self.select.act(action, len, cx) => {}
            Some(_) | None => {}
        }
        Flow::Stay
    }

    /// Opens what is recorded of the selected clock.
    fn open(&self, cx: &Cx) -> Flow {
        let rows = self.rows(cx.situation, cx.now);
        let thing = rows.get(self.select.at).and_then(|row| row.thing);
        match thing {
            Some(thing) => Flow::Push(Overlay::Detail(Detail::new(Of::Id(thing.id)))),
            None => Flow::Stay,
        }
    }

    fn begin(&mut self, saying: Saying, cx: &Cx) {
        let rows = self.rows(cx.situation, cx.now);
        let Some(row) = rows.get(self.select.at) else {
            return;
        };
        let rule = row.duty.rule.clone();
        let (title, hint) = match saying {
            Saying::Start => (
                format!("{rule} began at {}: ", row.duty.trigger),
                "an entry (E12), a time (14:05, -20m), or Enter for now",
            ),
            Saying::Done => (
                format!("{rule} is done, shown by: "),
                "an entry (E12), or a time and a reference: 14:05 portal no. 1234",
            ),
            Saying::NotApplicable => (
                format!("{rule} does not apply, because: "),
                "the reason, which the report repeats",
            ),
        };
        let labelled = saying != Saying::NotApplicable;
        let offer = self.entry.filter(|_| labelled).map(|l| l.to_string());
        let hint = match &offer {
            Some(label) => format!("{hint}; Tab: {label}, selected in the timeline"),
            None => hint.to_owned(),
        };
        self.asking = Some(Asking {
            saying,
            rule,
            ask: Ask::new(title, hint).offering(offer),
            seeking: None,
        });
    }

    fn answer(&mut self, chord: Chord, cx: &Cx) -> Flow {
        let Some(asking) = &mut self.asking else {
            return Flow::Stay;
        };
        let text = match asking.ask.key(chord) {
            Answer::Typing => return Flow::Stay,
            Answer::Left => {
                self.asking = None;
                return Flow::Stay;
            }
            Answer::Given(text) => text,
        };
        let context = cx.capture();
        let read = match asking.saying {
            Saying::Start => capture::parse_start(&text, &context).map(|start| match start {
                Start::At(from) => Ok(Order::Start { since: None, from }),
                Start::Entry(label) => Err((label, None)),
            }),
            Saying::Done => capture::parse_proof(&text, &context).map(|proof| match proof.label {
                Some(label) => Err((label, Some(proof))),
                None => Ok(Order::Done {
                    when: proof.when.unwrap_or_else(|| When::now(cx.now)),
                    proof: proof.text,
                }),
            }),
            Saying::NotApplicable if is_blank(&text) => {
                asking.ask.refuse("write why it does not apply");
                return Flow::Stay;
            }
            Saying::NotApplicable => Ok(Ok(Order::NotApplicable(text.trim().to_owned()))),
        };
        match read {
            Err(Mistake { what, hint, .. }) => asking.ask.refuse(format!("{what}; {hint}")),
            Ok(Err((label, proof))) => {
                asking.seeking = Some((label, proof));
                return Flow::Do(vec![Effect::Load(Query::Detail(Of::Label(label)))]);
            }
            Ok(Ok(order)) => return self.record(order, None, cx),
        }
        Flow::Stay
    }

    /// The thing whose label was typed is here, or there is none.
    fn found(&mut self, thing: Option<&Thing>, cx: &Cx) -> Flow {
        let Some(asking) = &mut self.asking else {
            return Flow::Stay;
        };
        let Some((label, proof)) = asking.seeking.take() else {
            return Flow::Stay;
        };
        let Some(thing) = thing else {
            asking.ask.refuse(format!("there is no {label}"));
            return Flow::Stay;
        };
        let entry = thing.as_entry();
        let (order, doubt) = match (proof, entry) {
            (Some(proof), _) => {
                let when = proof.when.or_else(|| entry.map(|e| e.when.clone()));
                let order = Order::Done {
                    when: when.unwrap_or_else(|| When::now(cx.now)),
                    proof: proof.text,
                };
                (order, unproven(label, thing))
            }
            (None, Some(entry)) => {
                let order = Order::Start {
                    since: thing.label(),
                    from: entry.when.clone(),
                };
                (order, None)
            }
            (None, None) => {
                asking.ask.refuse(format!(
                    "{label} is no entry; a clock begins with an entry or at a time"
                ));
                return Flow::Stay;
            }
        };
        self.record(order, doubt, cx)
    }

    fn record(&mut self, order: Order, doubt: Option<String>, cx: &Cx) -> Flow {
        let Some(asking) = self.asking.take() else {
            return Flow::Stay;
        };
        let said = match order {
            Order::Start { .. } => "runs",
            Order::Done { .. } => "is done",
            Order::NotApplicable(_) => "does not apply",
            Order::Reopen => "is open again",
        };
        if matches!(order, Order::Done { .. } | Order::NotApplicable(_)) {
            self.pass_on(&asking.rule, cx);
        }
        let doubt = doubt.map(|doubt| format!("; {doubt}")).unwrap_or_default();
        self.alter(&asking.rule, order, &format!("{said}{doubt}"), cx)
    }

    /// A clock that is settled sinks down the list: the one below it is next,
    /// and no key meant for that falls on the settled one.
    fn pass_on(&mut self, rule: &str, cx: &Cx) {
        let rows = self.rows(cx.situation, cx.now);
        let mut from = rows.iter().skip_while(|row| row.duty.rule != rule);
        let open = from.next().is_some_and(|row| row.duty.settled.is_none());
        let below = from.next().filter(|row| row.duty.settled.is_none());
        if let Some(row) = below.filter(|_| open) {
            self.rule = Some(row.duty.rule.clone());
        }
    }

    fn reopen(&self, cx: &Cx) -> Flow {
        let rows = self.rows(cx.situation, cx.now);
        match rows.get(self.select.at) {
            Some(row) if row.duty.settled.is_some() => {
                self.alter(&row.duty.rule, Order::Reopen, "is open again", cx)
            }
            Some(_) | None => Flow::Stay,
        }
    }

    fn alter(&self, rule: &str, order: Order, said: &str, cx: &Cx) -> Flow {
        let rows = self.rows(cx.situation, cx.now);
        let row = rows.iter().find(|row| row.duty.rule == rule);
        match (row, cx.incident) {
            (Some(row), Some(incident)) => Flow::Act(
                Make::Changes(row.changes(incident.id, order)),
                format!("{rule} {said}"),
            ),
            _nothing => Flow::Stay,
        }
    }
}
