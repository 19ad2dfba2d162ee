//! The after-action report of a drill: each inject with what was expected of
//! the players and what the record says they did.

use super::moment;
use super::page::{Page, count};
use crate::domain::clocks::Lasted;
use crate::domain::{
    Drill, Entry, EntryKind, Incident, Inject, Label, LabelKind, Precision, Thing, When, drill_time,
};
use chrono::{DateTime, DurationRound as _, TimeDelta, Utc};

/// What came of one inject.
struct Outcome<'a> {
    inject: &'a Inject,
    /// What was done, as Markdown.
    done: Vec<String>,
    /// How long it took, and the label of what was done.
    response: Option<(Lasted, String)>,
}

impl<'a> Page<'a> {
    /// Everything below the title.
    pub fn after_action(&mut self, incident: &Incident) {
        let record = self.record;
        let mut injects: Vec<&Thing> = record.injects.iter().collect();
        injects.sort_by_key(|t| (t.as_inject().map(|i| i.offset), t.id));
        let injects = injects.into_iter().filter_map(Thing::as_inject);
        let outcomes: Vec<Outcome<'a>> = injects.map(|i| self.outcome(i)).collect();
        self.overall(incident.drill.as_ref(), &outcomes);
        self.glance(&outcomes);
        self.section("Inject by inject");
        if outcomes.is_empty() {
            self.nothing("No scenario was loaded.");
        }
        for outcome in &outcomes {
            self.one(outcome);
        }
        self.noted();
    }

    fn outcome(&self, inject: &'a Inject) -> Outcome<'a> {
        let linked = inject.answers.values();
        let mut found: Vec<(String, String, Option<When>)> = Vec::new();
        for answer in &linked {
            found.push(self.linked(answer));
        }
        if linked.is_empty()
            && let Some((thing, entry)) = self.first_naming(inject)
        {
            let (name, said, when) = self.answered_by(thing, entry);
            let said = format!("{said} (names the inject; nothing was linked)");
            found.push((name, said, when));
        }
        let landed = inject.landed;
        let took = |(name, _, when): &(String, String, Option<When>)| {
            Some((lasted(landed?, when.as_ref()?), name.clone()))
        };
        let possible = |(lasted, _): &(Lasted, String)| !lasted.impossible();
        let times = found.iter().filter_map(took).filter(possible);
        Outcome {
            inject,
            response: times.min_by_key(|(lasted, _)| (lasted.most, lasted.least)),
            done: found.into_iter().map(|(_, said, _)| said).collect(),
        }
    }

    /// What a linked label or word stands for: its name, what is said of it,
    /// and when it was.
    fn linked(&self, answer: &str) -> (String, String, Option<When>) {
        let label = Label::parse(&answer.to_ascii_uppercase());
        let found = label.and_then(|label| self.labelled(label));
        match found {
            Some(thing) => match thing.as_entry() {
                Some(entry) => self.answered_by(thing, entry),
                None => {
                    let said = format!("{} {}", thing.name(), self.text(thing.headline()));
                    (thing.name(), said, Some(When::now(thing.created.at)))
                }
            },
            None if label.is_some() => {
                let said = format!("{} (nothing of that label)", self.text(answer));
                (answer.to_owned(), said, None)
            }
            None => (answer.to_owned(), self.text(answer), None),
        }
    }

    fn answered_by(&self, thing: &Thing, entry: &Entry) -> (String, String, Option<When>) {
        let time = self.text(&moment::full(&entry.when));
        let struck = if entry.struck { ", struck" } else { "" };
        let said = format!(
            "{} {} *{}*{struck} · {}",
            thing.name(),
            time,
            entry.kind,
            self.text(&entry.text)
        );
        (thing.name(), said, Some(entry.when.clone()))
    }

    pub(super) fn labelled(&self, label: Label) -> Option<&'a Thing> {
        let numbered = |t: &&Thing| t.label() == Some(label);
        let registered = |t: &&Thing| t.as_entry().and_then(Entry::register) == Some(label);
        match label.kind {
            LabelKind::Entry => self.record.entries.iter().find(numbered),
            LabelKind::Decision | LabelKind::Question => {
                self.record.entries.iter().find(registered)
            }
            LabelKind::Task => self.record.tasks.iter().find(numbered),
            LabelKind::Artifact => self.record.artifacts.iter().find(numbered),
            LabelKind::CheckIn => self.record.check_ins.iter().find(numbered),
            LabelKind::Factor => self.record.factors.iter().find(numbered),
            LabelKind::Fix => self.record.fixes.iter().find(numbered),
        }
    }

    /// The first action, decision or communication after an inject landed that
    /// names it, by its number or by the label it landed as.
    fn first_naming(&self, inject: &Inject) -> Option<(&'a Thing, &'a Entry)> {
        let landed = inject.landed?;
        let own = inject.entry?;
        let entries = self.record.entries.iter();
        let mut entries = entries.filter_map(|t| Some((t, t.as_entry()?)));
        entries.find(|(thing, entry)| {
            let acts = matches!(
                entry.kind,
                EntryKind::Action | EntryKind::Decision | EntryKind::Communication
            );
            acts && !entry.struck
                && thing.label() != Some(own)
                && !self.is_landing(thing)
                && !lasted(landed, &entry.when).impossible()
                && names(&entry.text, &inject.number, own)
        })
    }

    /// Whether an entry is an inject that landed, whoever it quotes.
    fn is_landing(&self, thing: &Thing) -> bool {
        let injects = self.record.injects.iter().filter_map(Thing::as_inject);
        let label = thing.label();
        injects
            .into_iter()
            .any(|i| i.entry.is_some() && i.entry == label)
    }

    fn overall(&mut self, drill: Option<&Drill>, outcomes: &[Outcome<'_>]) {
        self.section("Overall");
        let landed: Vec<&Outcome<'_>> = outcomes
            .iter()
            .filter(|o| o.inject.landed.is_some())
            .collect();
        let skipped = outcomes.iter().filter(|o| o.inject.skipped).count();
        let judged = |met| landed.iter().filter(|o| o.inject.met == met).count();
        let scenario = drill.map_or("none is loaded", |d| d.scenario.as_str());
        let row = |name: &str, value: String| vec![name.to_owned(), value];
        let done = landed.iter().filter(|o| !o.done.is_empty()).count();
        let first = landed.iter().filter_map(|o| o.inject.landed).min();
        let last = landed.iter().filter_map(|o| o.inject.landed).max();
        let span = |at: Option<DateTime<Utc>>| at.map_or_else(|| "never".to_owned(), second);
        let rows = [
            row("Scenario", self.text(scenario)),
            row("State", state(drill)),
            row("First inject landed", span(first)),
            row("Last inject landed", span(last)),
            row(
                "Injects",
                format!(
                    "{} planned: {} landed, {skipped} left out, {} never came",
                    outcomes.len(),
                    landed.len(),
                    outcomes.len() - landed.len() - skipped
                ),
            ),
            row(
                "Judged",
                format!(
                    "{} met, {} not met, {} not judged",
                    judged(Some(true)),
                    judged(Some(false)),
                    judged(None)
                ),
            ),
            row(
                "Answered",
                format!("{done} of {} that landed", landed.len()),
            ),
            row("Response times", responses(&landed)),
        ];
        self.table(&["", ""], &rows);
        self.para("Response times are real time from the moment an inject landed to the first thing that answers it, as the record states both. Planned times are those of the drill's own clock.");
    }

    fn glance(&mut self, outcomes: &[Outcome<'_>]) {
        if outcomes.is_empty() {
            return;
        }
        let row = |o: &Outcome<'_>| {
            vec![
                self.text(&o.inject.number),
                format!("+{}", drill_time(o.inject.offset)),
                came(o.inject),
                response(o),
                judgement(o.inject).to_owned(),
            ]
        };
        let rows: Vec<_> = outcomes.iter().map(row).collect();
        let head = ["Inject", "Planned", "Landed", "Response", "Expected was"];
        self.table(&head, &rows);
    }

    fn one(&mut self, outcome: &Outcome<'_>) {
        let inject = outcome.inject;
        let title = format!("Inject {}", self.heading_text(&inject.number));
        self.part(&title);
        let block = |text: &str, otherwise: &str| match text.is_empty() {
            true => format!("*{otherwise}*"),
            false => self.block(text, "  "),
        };
        let mut items = vec![
            format!("**Planned:** +{}", drill_time(inject.offset)),
            format!("**Landed:** {}", came(inject)),
        ];
        for (name, text) in [
            ("Type", &inject.sort),
            ("Delivery", &inject.delivery),
            ("From", &inject.from),
            ("To", &inject.to),
        ] {
            if !text.is_empty() {
                items.push(format!("**{name}:** {}", self.text(text)));
            }
        }
        items.push(format!("**Told:** {}", block(&inject.text, "nothing")));
        items.push(format!(
            "**Expected:** {}",
            block(&inject.expected, "the scenario does not say")
        ));
        if !inject.notes.is_empty() {
            items.push(format!("**Notes:** {}", block(&inject.notes, "")));
        }
        match (outcome.done.is_empty(), inject.landed) {
            (true, Some(_)) => items.push(
                "**Done:** *nothing is linked, and no action, decision or communication names it*"
                    .into(),
            ),
            (true, None) => {}
            (false, _) => items.extend(outcome.done.iter().map(|d| format!("**Done:** {d}"))),
        }
        if inject.landed.is_some() {
            items.push(format!("**Response time:** {}", response(outcome)));
            items.push(format!("**Expected was:** {}", judgement(inject)));
        }
        self.list(items);
    }

    /// The lessons that were written down in the drill.
    fn noted(&mut self) {
        self.section("Lessons");
        let entries = self.record.entries.iter();
        let lessons = entries.filter_map(|t| Some((t, t.as_entry()?)));
        let lessons: Vec<String> = lessons
            .filter(|(_, e)| e.kind == EntryKind::Lesson && !e.struck)
            .map(|(t, e)| self.entry_alone(t, e))
            .collect();
        if lessons.is_empty() {
            self.nothing("No lesson was written down.");
        }
        self.list(lessons);
    }
}

/// `2026-11-21 14:05:10 UTC`.
fn second(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%d %H:%M:%S UTC").to_string()
}

fn state(drill: Option<&Drill>) -> String {
    match drill {
        None => "not loaded".to_owned(),
        Some(d) if d.ended => format!("ended at +{} of its own clock", drill_time(d.elapsed)),
        Some(_) => "not ended: this is how far it went".to_owned(),
    }
}

fn came(inject: &Inject) -> String {
    match (inject.landed, inject.entry, inject.skipped) {
        (Some(at), Some(entry), _) => format!("{} as {entry}", second(at)),
        (Some(at), None, _) => second(at),
        (None, _, true) => "left out by the facilitator".to_owned(),
        (None, _, false) => "never".to_owned(),
    }
}

const fn judgement(inject: &Inject) -> &'static str {
    match (inject.landed.is_some(), inject.met) {
        (false, _) => "–",
        (true, Some(true)) => "met",
        (true, Some(false)) => "not met",
        (true, None) => "not judged",
    }
}

fn response(outcome: &Outcome<'_>) -> String {
    match (&outcome.response, outcome.inject.landed, outcome.done.len()) {
        (_, None, _) => "–".to_owned(),
        (Some((lasted, by)), ..) => format!("{} ({by})", moment::lasted(lasted)),
        (None, Some(_), 0) => "no answer".to_owned(),
        (None, Some(_), _) => "not known".to_owned(),
    }
}

/// The time from landing to an answer. Where that states the minute, so does
/// this: an answer of the same minute did not come before.
fn lasted(landed: DateTime<Utc>, answer: &When) -> Lasted {
    let mut from = When::now(landed);
    if answer.precision < Precision::Second {
        let minute = landed.duration_trunc(TimeDelta::minutes(1));
        from.at = minute.unwrap_or(landed);
        from.precision = Precision::Minute;
    }
    Lasted::between(&from, answer)
}

/// Median and range of what was answered; of an even number the median lies
/// midway between the middle two.
fn responses(landed: &[&Outcome<'_>]) -> String {
    let times = landed.iter().filter_map(|o| o.response.as_ref());
    let mut times: Vec<&Lasted> = times.map(|(lasted, _)| lasted).collect();
    times.sort_by_key(|l| (l.most, l.least));
    let (Some(shortest), Some(longest)) = (times.first(), times.last()) else {
        return "none can be given".to_owned();
    };
    let (low, high) = (times[(times.len() - 1) / 2], times[times.len() / 2]);
    let half = |a: TimeDelta, b: TimeDelta| (a + b) / 2;
    let median = Lasted {
        least: half(low.least, high.least),
        most: half(low.most, high.most),
        approximate: low.approximate || high.approximate,
        precision: low.precision.min(high.precision),
    };
    format!(
        "median {}, from {} to {}, of {}",
        moment::lasted(&median),
        moment::lasted(shortest),
        moment::lasted(longest),
        count(times.len(), "answer", "answers")
    )
}

/// Whether a text names an inject: `inject 3`, or the label it landed as.
fn names(text: &str, number: &str, entry: Label) -> bool {
    if Label::find_all(text)
        .iter()
        .any(|(_, label)| *label == entry)
    {
        return true;
    }
    let text = text.to_lowercase();
    let wanted = format!("inject {}", number.to_lowercase());
    text.match_indices(&wanted).any(|(at, found)| {
        let before = text[..at].chars().next_back();
        let after = text[at + found.len()..].chars().next();
        let joins = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !joins(before) && !joins(after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inject_is_named_whole() {
        let entry = Label::new(LabelKind::Entry, 7);
        for (text, is) in [
            ("told legal, see inject 3", true),
            ("INJECT 3: done", true),
            ("inject 31", false),
            ("reinject 3", false),
            ("as E7 says", true),
            ("E71", false),
        ] {
            assert_eq!(names(text, "3", entry), is, "{text}");
        }
    }

    #[test]
    fn an_answer_of_the_same_minute_did_not_come_before() {
        let at = |t: &str| t.parse::<DateTime<Utc>>().expect("RFC 3339");
        let landed = at("2026-11-21T14:05:40Z");
        let minute = When {
            precision: Precision::Minute,
            ..When::now(at("2026-11-21T14:05:00Z"))
        };
        assert_eq!(moment::lasted(&lasted(landed, &minute)), "under 1 min");
        let exact = When::now(at("2026-11-21T14:05:39Z"));
        assert!(lasted(landed, &exact).impossible());
    }
}
