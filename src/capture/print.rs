//! Prints what was recorded back as a capture line, so that it can be amended
//! where it was typed. A line is only given out when reading it again gives
//! the same; where plain words would be misread, backslashes are put in.

use super::sign::{Sort, special};
use super::tags::{Tag, run, words};
use super::{Captured, Context, What, parse};
use crate::domain::{Decision, Entry, EntryKind, Known, Precision, Task, Thing, When};

/// An entry or a task as a capture line that means the same; the headline of
/// anything else. A field that its words do not say (a workstream set in a
/// form) is said by a tag that is added to them.
#[must_use]
pub fn line_of(thing: &Thing, known: &Known) -> String {
    let cx = Context {
        now: thing.created.at,
        zone: "UTC",
        known,
    };
    if let Some(entry) = thing.as_entry() {
        return first_that_holds(entry_lines(entry, &cx), &cx, |read| {
            says(read, entry, known)
        });
    }
    if let Some(task) = thing.as_task() {
        return first_that_holds(task_lines(task, &cx), &cx, |read| asks(read, task, known));
    }
    thing.headline().to_owned()
}

/// The first of some lines that is read back right, else the last.
fn first_that_holds(
    mut lines: Vec<String>,
    cx: &Context<'_>,
    holds: impl Fn(&Captured) -> bool,
) -> String {
    let good = lines
        .iter()
        .position(|line| parse(line, cx).is_ok_and(|read| holds(&read)));
    let last = lines.len().saturating_sub(1);
    lines.swap_remove(good.unwrap_or(last))
}

/// Whether what was read says what the entry says.
fn says(read: &Captured, entry: &Entry, known: &Known) -> bool {
    let What::Entry {
        kind,
        starred,
        phase,
        decision,
        ..
    } = &read.what
    else {
        return false;
    };
    let same_parts = match (decision, &entry.decision) {
        (Some(a), Some(b)) => (&a.choice, &a.why, &a.rejected) == (&b.choice, &b.why, &b.rejected),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    };
    let mut people: Vec<_> = entry
        .people
        .iter()
        .filter_map(|id| known.handle(*id))
        .collect();
    let mut named: Vec<_> = read.people.iter().map(String::as_str).collect();
    people.sort_unstable();
    named.sort_unstable();
    read.when.as_ref() == Some(&entry.when)
        && *kind == entry.kind
        && *starred == entry.starred
        && *phase == entry.phase
        && same_parts
        && people == named
        && read.workstream.as_deref() == entry.workstream.and_then(|id| known.slug(id))
}

/// Whether what was read asks for what the task asks for.
fn asks(read: &Captured, task: &Task, known: &Known) -> bool {
    let What::Task {
        title,
        priority,
        due,
    } = &read.what
    else {
        return false;
    };
    let assignee = task.assignee.and_then(|id| known.handle(id));
    *title == task.title
        && *priority == task.priority
        && *due == task.due
        && read.when == task.when
        && read.people.first().map(String::as_str) == assignee
        && read.workstream.as_deref() == task.workstream.and_then(|id| known.slug(id))
}

/// The ways to write an entry, the plainest first.
fn entry_lines(entry: &Entry, cx: &Context<'_>) -> Vec<String> {
    let mut head = entry.when.stated();
    if entry.starred {
        head.push_str(" !");
    }
    if entry.kind != EntryKind::Note {
        head.push(' ');
        head.push_str(&Sort::Entry(entry.kind).typed());
    }
    let stream = entry.workstream.and_then(|id| cx.known.slug(id));
    let people = entry.people.iter().filter_map(|id| cx.known.handle(*id));
    let tags: Vec<String> = people
        .map(|h| format!("@{h}"))
        .chain(stream.map(|s| format!("#{s}")))
        .collect();
    let text = text_of(entry);
    let missing: Vec<_> = tags.iter().filter(|t| !has(&text, t)).cloned().collect();
    let bare = quieten(&text, |tag| {
        matches!(tag, Tag::Person(_) | Tag::Workstream(_))
    });
    [
        text.clone(),
        with_tags(&text, &missing),
        with_tags(&text, &tags),
        with_tags(&bare, &tags),
    ]
    .iter()
    .map(|text| format!("{head} {}", escape(text, cx)))
    .collect()
}

/// The text of an entry with the phase and the parts of a decision in it.
fn text_of(entry: &Entry) -> String {
    let text = &entry.text;
    if let Some(phase) = entry.phase {
        let word: String = text.chars().take_while(char::is_ascii_alphabetic).collect();
        if !word.eq_ignore_ascii_case(phase.word()) {
            return format!("{phase} {text}");
        }
    }
    let Some(wanted) = &entry.decision else {
        return text.clone();
    };
    let all = words(text, 0);
    let end = all.get(run(&all)).map_or(text.len(), |w| w.range.start);
    let (body, tags) = text.split_at(end);
    let said = super::decision::decision(body);
    let parts = |d: &Decision| (d.choice.clone(), d.why.clone(), d.rejected.clone());
    if parts(&said) == parts(wanted) {
        return text.clone();
    }
    let mut out = if wanted.choice.is_empty() {
        body.trim_end().to_owned()
    } else {
        wanted.choice.clone()
    };
    for (word, part) in [("why", &wanted.why), ("instead of", &wanted.rejected)] {
        if !part.is_empty() {
            out.push_str(&format!("; {word}: {part}"));
        }
    }
    if !tags.is_empty() {
        out.push(' ');
        out.push_str(tags);
    }
    out
}

/// The ways to write a task, the plainest first.
fn task_lines(task: &Task, cx: &Context<'_>) -> Vec<String> {
    let mut head = String::new();
    if let Some(when) = &task.when {
        head = when.stated();
        head.push(' ');
    }
    head.push_str(&Sort::Task.typed());
    let assignee = task.assignee.and_then(|id| cx.known.handle(id));
    let stream = task.workstream.and_then(|id| cx.known.slug(id));
    let tags = [
        assignee.map(|h| format!(" @{h}")),
        stream.map(|s| format!(" #{s}")),
        task.priority
            .map(|p| format!(" {}", p.word().to_lowercase())),
        task.due.as_ref().map(|d| format!(" due:{}", tight(d))),
    ];
    let tags: String = tags.into_iter().flatten().collect();
    let field = |tag: Tag<'_>| !matches!(tag, Tag::Label);
    [task.title.clone(), quieten(&task.title, field)]
        .iter()
        .map(|title| format!("{head} {}{tags}", escape(title, cx)))
        .collect()
}

/// A backslash before a text that would be read as something else.
fn escape(text: &str, cx: &Context<'_>) -> String {
    if special(text, cx) {
        format!("\\{text}")
    } else {
        text.to_owned()
    }
}

/// Whether a text has a tag already.
fn has(text: &str, tag: &str) -> bool {
    let found = words(text, 0);
    found
        .iter()
        .any(|w| w.tag.is_some() && text[w.core.clone()].eq_ignore_ascii_case(tag))
}

/// A text with tags put before the run of tags that ends it: the first counts.
fn with_tags(text: &str, tags: &[String]) -> String {
    let all = words(text, 0);
    let start = all.get(run(&all)).map_or(text.len(), |w| w.range.start);
    let (sentence, rest) = text.split_at(start);
    let mut out = sentence.to_owned();
    for tag in tags {
        if !out.is_empty() && !out.ends_with(char::is_whitespace) {
            out.push(' ');
        }
        out.push_str(tag);
    }
    if !rest.is_empty() && !tags.is_empty() {
        out.push(' ');
    }
    out.push_str(rest);
    out
}

/// A text whose tags of some sorts are made words by backslashes.
fn quieten(text: &str, sort: impl Fn(Tag<'_>) -> bool) -> String {
    let mut out = String::new();
    let mut at = 0;
    for word in words(text, 0) {
        out.push_str(&text[at..word.range.start]);
        at = word.range.start;
        if word.tag.is_some_and(&sort) || super::task::frees(&word, text) {
            out.push('\\');
        }
    }
    out.push_str(&text[at..]);
    out
}

/// A time in one word, for `due:`.
fn tight(when: &When) -> String {
    let alone = When {
        until: None,
        ..when.clone()
    };
    let joint = match alone.precision {
        Precision::Day => "",
        Precision::Minute | Precision::Second | Precision::Milli => "T",
    };
    alone.stated().replacen(' ', joint, 1).replacen(' ', "", 1)
}
