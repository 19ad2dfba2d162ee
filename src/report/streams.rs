//! The workstreams of a situation report: which of them do not go well, and
//! what is needed.

use super::page::{and, count};
use super::sitrep::Report;
use crate::domain::{Health, Minute, Priority, Thing, Workstream, WorkstreamStatus};

impl Report<'_> {
    /// Every workstream that is red, amber or blocked, the worst first, with its
    /// last word.
    pub fn streams(&mut self) {
        self.page.section("Workstreams");
        let troubled = self.troubled();
        if troubled.is_empty() {
            let said = self.untroubled();
            self.page.nothing(&said);
            return;
        }
        let shown = troubled.iter().take(self.measure.streams);
        let mut items: Vec<String> = shown.map(|(t, w)| self.troubled_line(t, w)).collect();
        let more = troubled.len() - items.len();
        if more > 0 {
            let more = count(more, "more workstream is", "more workstreams are");
            items.push(format!("{more} red, amber or blocked"));
        }
        self.page.list(items);
        if let Some(others) = self.others() {
            self.page.nothing(&others);
        }
    }

    /// That the others are green, as far as somebody said how they stand: two
    /// in trouble are not the same of two as of ten.
    fn others(&self) -> Option<String> {
        let (well, unknown) = self.well();
        let stand = if unknown == 1 { "stands" } else { "stand" };
        let green = count(well - unknown, "other is green", "others are green");
        match (well - unknown, unknown) {
            (0, 0) => None,
            (_, 0) => Some(format!("{green}.")),
            (0, _) => Some(format!("Nobody has said how the other {unknown} {stand}.")),
            (_, _) => Some(format!(
                "{green}; nobody has said how {unknown} more {stand}."
            )),
        }
    }

    /// How many are in no trouble, and of how many of these nobody said so.
    fn well(&self) -> (usize, usize) {
        let well: Vec<_> = self.going_on().filter(|(_, w)| !in_trouble(w)).collect();
        let unknown = well
            .iter()
            .filter(|(t, _)| !self.view.record.is_assessed(t));
        (well.len(), unknown.count())
    }

    fn going_on(&self) -> impl Iterator<Item = (&Thing, &Workstream)> {
        let all = self.view.record.known.workstreams.iter();
        let all = all.filter_map(|t| Some((t, t.as_workstream()?)));
        all.filter(|(_, w)| w.status != WorkstreamStatus::Done)
    }

    fn troubled(&self) -> Vec<(&Thing, &Workstream)> {
        let mut troubled: Vec<_> = self.going_on().filter(|(_, w)| in_trouble(w)).collect();
        troubled.sort_by_key(|(_, w)| match w.health {
            Health::Red => 0,
            Health::Amber => 1,
            Health::Green => 2,
        });
        troubled
    }

    fn untroubled(&self) -> String {
        match self.well() {
            (0, _) => "No workstream goes on.".to_owned(),
            (_, 0) => "No workstream is red, amber or blocked.".to_owned(),
            (all, unknown) if all == unknown => {
                "Nobody has said yet how the workstreams stand.".to_owned()
            }
            (_, unknown) => format!(
                "No workstream is red, amber or blocked; nobody has said how {unknown} of them stand."
            ),
        }
    }

    fn troubled_line(&self, thing: &Thing, stream: &Workstream) -> String {
        let blocked = stream.status == WorkstreamStatus::Blocked;
        let health = (stream.health != Health::Green).then(|| stream.health.to_string());
        let blocked = blocked.then(|| self.blocked(stream));
        let stands: Vec<String> = health.into_iter().chain(blocked).collect();
        let name = self.stream(thing);
        let said = match self.page.last_word(thing) {
            Some((text, None)) => self.say(text),
            Some((text, Some(_))) if self.plainly() => self.say(text),
            Some((text, Some(entry))) => format!("{} ({})", self.say(text), entry.name()),
            None => "nothing more is recorded".to_owned(),
        };
        let lead = stream.lead.filter(|_| !self.plainly());
        let lead = lead.map_or_else(String::new, |id| {
            format!(" (led by {})", self.page.handle(id))
        });
        format!("{name} is **{}**{lead}: {said}", and(&stands))
    }

    fn blocked(&self, stream: &Workstream) -> String {
        let by = stream.blocked_by.values();
        let by: Vec<String> = by.into_iter().map(|id| self.page.raw_stream(*id)).collect();
        match by.is_empty() {
            true => "blocked".to_owned(),
            false => format!("blocked by {}", self.say_names(&by)),
        }
    }

    /// What a workstream is called by the audience.
    pub fn stream(&self, thing: &Thing) -> String {
        if self.plainly() {
            let slug = thing.as_workstream().map(|w| w.slug.replace('-', " "));
            format!("The work on {}", self.page.text(&slug.unwrap_or_default()))
        } else {
            self.page.text(&thing.name())
        }
    }

    fn say_names(&self, names: &[String]) -> String {
        let bare = |n: &String| n.trim_start_matches('#').replace('-', " ");
        let names: Vec<String> = if self.plainly() {
            names
                .iter()
                .map(|n| format!("the work on {}", bare(n)))
                .collect()
        } else {
            names.to_vec()
        };
        self.page.text(&and(&names))
    }

    /// What was asked for at the last check-in, and urgent work that nobody has.
    pub fn lacking(&mut self) {
        self.page.section("What is needed");
        let said = self.view.situation.needs_said().into_iter();
        let mut items: Vec<String> = said.filter_map(|(at, line)| self.asked(at, line)).collect();
        items.extend(self.unowned());
        if items.is_empty() {
            let said = self.nothing_lacks();
            self.page.nothing(said);
        }
        let more = items.len().saturating_sub(self.measure.needs);
        items.truncate(self.measure.needs);
        if more > 0 {
            items.push(format!(
                "{} in the record",
                count(more, "more thing", "more things")
            ));
        }
        self.page.list(items);
    }

    /// A need of a check-in; none of a workstream that is done.
    fn asked(&self, check_in: &Thing, line: &Minute) -> Option<String> {
        let of = match line.workstream {
            None => None,
            Some(id) => Some(self.going_on().find(|(t, _)| t.id == id)?.0),
        };
        let text = self.say(&line.text);
        let of = of.map(|t| self.stream(t));
        Some(match (self.plainly(), of) {
            (true, None) => format!("Asked for at the last check-in: {text}"),
            (true, Some(of)) => format!("{of} needs: {text}"),
            (false, of) => {
                let of = of.unwrap_or_else(|| "The whole incident".to_owned());
                format!("{of} needs: {text} ({})", check_in.name())
            }
        })
    }

    fn unowned(&self) -> Vec<String> {
        let p1 = Some(Priority::P1);
        let tasks = self.view.situation.tasks.iter();
        let unowned = tasks.filter_map(|t| {
            let task = t.as_task()?;
            (task.priority == p1 && task.assignee.is_none()).then_some((t, task))
        });
        let said = unowned.map(|(thing, task)| {
            let title = self.say(&task.title);
            if self.plainly() {
                format!("Somebody to do this, now: {title}")
            } else {
                format!("**{}** has no owner: {title}", thing.name())
            }
        });
        said.collect()
    }

    /// Nothing reassures while a workstream does not go well.
    fn nothing_lacks(&self) -> &'static str {
        match (self.troubled().is_empty(), self.plainly()) {
            (true, true) => "Nothing is blocked, and the most urgent tasks all have an owner.",
            (true, false) => "No workstream is blocked and no P1 task is without an owner.",
            (false, _) => "No need was said at the last check-in; see the workstreams above.",
        }
    }
}

fn in_trouble(stream: &Workstream) -> bool {
    stream.health != Health::Green || stream.status == WorkstreamStatus::Blocked
}
