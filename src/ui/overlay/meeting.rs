//! What the page of a check-in is filled with, of one workstream: what
//! changed, what was promised, what is blocked.

use super::check_ins::moment;
use crate::app::overlay::history;
use crate::app::{App, zone};
use crate::domain::telling::readers;
use crate::domain::{
    Aspect, Id, Meeting, Progress, Situation, Task, TaskState, Thing, When, WorkstreamStatus,
    progress,
};
use crate::ui::signs;
use crate::ui::text::{cut, width};
use crate::ui::theme::Theme;
use chrono::{DateTime, Utc};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// How many that are due are listed; the tasks have all of them.
const OWED: usize = 6;

/// Lines of a page so many columns wide.
struct Page<'a> {
    app: &'a App,
    theme: &'a Theme,
    columns: usize,
    lines: Vec<Line<'static>>,
}

/// The page of one workstream, or of what belongs to none.
pub fn lines(
    meeting: Option<&Meeting>,
    check_in: &Thing,
    stream: Option<Id>,
    app: &App,
    theme: &Theme,
    columns: u16,
) -> Vec<Line<'static>> {
    let mut page = Page {
        app,
        theme,
        columns: usize::from(columns),
        lines: Vec::new(),
    };
    let Some(situation) = &app.situation else {
        return page.lines;
    };
    page.head(situation, stream);
    match meeting {
        Some(meeting) => page.changed(meeting, stream),
        None => page.say("reading …"),
    }
    page.promised(situation, check_in, stream);
    page.blocked(situation, check_in, stream);
    page.lines
}

impl Page<'_> {
    fn title(&mut self, title: &str) {
        let style = self.theme.title;
        self.lines.push(Line::styled(format!(" {title}"), style));
    }

    fn say(&mut self, text: &str) {
        let text = cut(text, self.columns.saturating_sub(3), self.theme.ascii);
        let style = self.theme.dim;
        self.lines.push(Line::styled(format!("   {text}"), style));
    }

    /// A sign, a name, a text, and when at the end.
    fn item(&mut self, sign: (&str, Style), name: &str, text: &str, style: Style, end: &str) {
        let theme = self.theme;
        let name = format!(" {name:<5} ");
        let taken = 3 + width(sign.0) + width(&name) + width(end) + 1;
        let room = self.columns.saturating_sub(taken);
        let text = cut(text.lines().next().unwrap_or_default(), room, theme.ascii);
        let blanks = " ".repeat(room.saturating_sub(width(&text)) + 1);
        self.lines.push(Line::from(vec![
            Span::styled(format!("   {}", sign.0), sign.1),
            Span::styled(name, theme.label),
            Span::styled(text, style),
            Span::styled(format!("{blanks}{end}"), theme.dim),
        ]));
    }

    fn head(&mut self, situation: &Situation, stream: Option<Id>) {
        let theme = self.theme;
        let known = situation.known.workstreams.iter();
        let mut known = known.filter(|t| Some(t.id) == stream);
        let Some(w) = known.next().and_then(Thing::as_workstream) else {
            let style = theme.stream;
            self.lines.push(Line::styled(" the whole incident", style));
            return;
        };
        let (sign, tone) = signs::health(theme, w.health);
        let lead = w.lead.and_then(|id| situation.known.handle(id));
        let lead = lead.map_or_else(|| "no lead".to_owned(), |l| format!("@{l}"));
        let name = cut(&format!("#{}", w.slug), self.columns / 2, theme.ascii);
        let used = width(&name) + width(&lead) + 24;
        let objective = cut(&w.objective, self.columns.saturating_sub(used), theme.ascii);
        self.lines.push(Line::from(vec![
            Span::styled(format!(" {sign} "), tone),
            Span::styled(name, theme.stream),
            Span::styled(format!("  {}", w.health), tone),
            Span::styled(format!(" {}  ", w.status), theme.text),
            Span::styled(lead, theme.person),
            Span::styled(format!("  {objective}"), theme.dim),
        ]));
        if !w.update.is_empty() {
            self.say(&w.update);
        }
    }

    fn changed(&mut self, meeting: &Meeting, stream: Option<Id>) {
        let since = moment(meeting.since, self.app);
        self.title(&format!("Changed since {since}"));
        let mut all = meeting.progress.iter();
        let progress = all.find(|p| p.workstream == stream);
        let Some(progress) = progress.filter(|p| !p.is_empty()) else {
            self.say("nothing was recorded");
            return;
        };
        self.turns(progress);
        for thing in &progress.tasks {
            if let Some(task) = thing.as_task() {
                self.task(thing, task, thing.changed.at, meeting.since);
            }
        }
        let theme = self.theme;
        for thing in &progress.entries {
            let Some(entry) = thing.as_entry() else {
                continue;
            };
            let at = self.clock(entry.when.at);
            let style = if entry.struck {
                theme.struck
            } else {
                signs::kind(theme, entry.kind)
            };
            let sign = entry.kind.sign().to_string();
            let before = thing.created.at <= meeting.since;
            let kept = before && entry.promise.as_ref().is_some_and(|p| p.kept.is_some());
            let how = if kept { "kept: " } else { "" };
            let text = format!("{how}{}", entry.text);
            self.item((&sign, style), &thing.name(), &text, style, &at);
        }
        if progress.more {
            self.say("and more: the timeline has all of it");
        }
    }

    fn turns(&mut self, progress: &Progress) {
        let arrow = if self.theme.ascii { "->" } else { "→" };
        for event in &progress.turns {
            let told = history::tell(event, self.app.known());
            let text = format!("{}: {} {arrow} {}", told.what, told.was, told.now);
            let end = format!("{} {}", event.author, self.clock(event.at));
            let style = self.theme.strong;
            self.item(
                (" ", style),
                "",
                &text,
                style,
                &cut(&end, 20, self.theme.ascii),
            );
        }
    }

    fn task(&mut self, thing: &Thing, task: &Task, at: DateTime<Utc>, since: DateTime<Utc>) {
        let opened = thing.created.at > since && task.state == TaskState::Todo;
        let how = if opened { "opened" } else { task.state.word() };
        let who = task.assignee.and_then(|id| self.app.known().handle(id));
        let who = who.map_or_else(String::new, |w| format!(" @{w}"));
        let text = format!("{how}: {}{who}", task.title);
        let sign = signs::state(self.theme, task.state);
        let at = self.clock(at);
        let style = if task.state == TaskState::Blocked {
            self.theme.bad
        } else {
            self.theme.text
        };
        self.item(sign, &thing.name(), &text, style, &at);
    }

    /// What is owed, the soonest first: promises, tasks that are due, and what
    /// was said at the last check-in that one would do.
    fn promised(&mut self, situation: &Situation, check_in: &Thing, stream: Option<Id>) {
        let theme = self.theme;
        self.title("Promised");
        let before = self.lines.len();
        let owed = owed(situation, stream);
        for (due, name, what) in owed.iter().take(OWED) {
            let (word, style) = if due.is_over(self.app.now) {
                ("overdue", theme.bad)
            } else {
                ("by", theme.text)
            };
            let end = format!("{word} {}", moment(due.at, self.app));
            self.item((" ", style), name, what, style, &end);
        }
        if owed.len() > OWED {
            self.say(&format!("and {} more that are due", owed.len() - OWED));
        }
        self.said_last(situation, check_in, stream, Aspect::Actions);
        if self.lines.len() == before {
            self.say("nothing");
        }
    }

    /// Lines of the last check-in about a workstream.
    fn said_last(&mut self, all: &Situation, check_in: &Thing, of: Option<Id>, aspect: Aspect) {
        let theme = self.theme;
        let last = progress::before(&all.check_ins, check_in.id);
        let name = last.map(Thing::name).unwrap_or_default();
        let about = last.and_then(Thing::as_check_in).map(|c| c.about(of));
        for line in about.unwrap_or_default() {
            if line.aspect == aspect {
                let what = match aspect {
                    Aspect::Needs => format!("needs: {}", line.text),
                    Aspect::Actions | Aspect::Conditions => line.text.clone(),
                };
                self.item((" ", theme.text), &name, &what, theme.text, "");
            }
        }
    }

    /// What keeps a workstream from going on, and what it said that it needs.
    fn blocked(&mut self, situation: &Situation, check_in: &Thing, stream: Option<Id>) {
        let theme = self.theme;
        self.title("Blocked, needed");
        let before = self.lines.len();
        let known = &situation.known;
        let mut streams = known.workstreams.iter().filter(|t| Some(t.id) == stream);
        if let Some(w) = streams.next().and_then(Thing::as_workstream) {
            let waits = w.blocked_by.values().into_iter();
            let waits: Vec<_> = waits.filter_map(|id| known.slug(*id)).collect();
            if !waits.is_empty() {
                let text = format!("waits for #{}", waits.join(" #"));
                self.item((" ", theme.bad), "", &text, theme.bad, "");
            } else if w.status == WorkstreamStatus::Blocked {
                self.item((" ", theme.bad), "", "it is blocked", theme.bad, "");
            }
        }
        let tasks = situation.tasks.iter().filter(|t| t.workstream() == stream);
        for thing in tasks {
            if let Some(task) = thing.as_task().filter(|t| t.state == TaskState::Blocked) {
                let sign = signs::state(theme, task.state);
                self.item(sign, &thing.name(), &task.title, theme.bad, "");
            }
        }
        self.said_last(situation, check_in, stream, Aspect::Needs);
        if self.lines.len() == before {
            self.say("nothing");
        }
    }

    /// `14:02`, with its day where that is not today.
    fn clock(&self, at: DateTime<Utc>) -> String {
        let shown = |at: DateTime<Utc>| at.with_timezone(&zone::offset(self.app.shown_zone(), at));
        let (then, today) = (shown(at), shown(self.app.now));
        let form = if then.date_naive() == today.date_naive() {
            "%H:%M"
        } else {
            "%-d %b %H:%M"
        };
        then.format(form).to_string()
    }
}

/// Promises that are open and tasks that are due, of a workstream, the soonest
/// first: by when, the label, and what.
fn owed(situation: &Situation, stream: Option<Id>) -> Vec<(&When, String, String)> {
    let open = situation.waiting_for(|e| e.promise.as_ref().filter(|p| p.kept.is_none()));
    let promises = open.map(|(thing, promise)| {
        let what = match promise.audience.filter(|_| was_sent(thing)) {
            Some(audience) => format!("the next update to {}", readers(audience)),
            None => thing.headline().to_owned(),
        };
        (thing, &promise.due, what)
    });
    let due = |thing| {
        let task = Thing::as_task(thing)?;
        let who = task.assignee.and_then(|id| situation.known.handle(id));
        let who = who.map_or_else(String::new, |w| format!(" @{w}"));
        Some((thing, task.due.as_ref()?, format!("{}{who}", task.title)))
    };
    let all = promises.chain(situation.tasks.iter().filter_map(due));
    let mut owed: Vec<_> = all
        .filter(|(t, ..)| t.workstream() == stream)
        .map(|(t, due, what)| (due, t.name(), what))
        .collect();
    owed.sort_by_key(|(due, ..)| due.at);
    owed
}

/// Whether it is a report that was sent, whose promise is the next one.
fn was_sent(thing: &Thing) -> bool {
    thing.as_entry().is_some_and(|e| e.sent.is_some())
}
