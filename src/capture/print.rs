//! Prints what was recorded back as a capture line, so that it can be amended
//! where it was typed. A line is only given out when reading it again gives
//! the same; where plain words would be misread, backslashes are put in.

use super::sign::{Sort, special};
use super::tags::{Tag, run, words};
use super::{Captured, Context, What, parse};
use crate::domain::{Decision, Entry, EntryKind, Known, Precision, Promise, Task, Thing, When};

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
        promise,
        ..
    } = &read.what
    else {
        return false;
    };
    let same_parts = match (decision, &entry.decision) {
        // Without a choice of its own, the text was the choice.
        (Some(a), Some(b)) => same_parts_of(a, b) && (b.choice.is_empty() || a.choice == b.choice),
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
    stated(read.when.as_ref()) == entry.when.stated()
        && *kind == entry.kind
        && *starred == entry.starred
        && *phase == entry.phase
        && same_parts
        && read.decided_by.as_deref() == decider(entry.decision.as_ref(), known)
        && due(promise.as_ref()) == due(entry.promise.as_ref())
        && people == named
        && read.workstream.as_deref() == entry.workstream.and_then(|id| known.slug(id))
}

/// By when what is promised is due, as it is typed.
fn due(promise: Option<&Promise>) -> Option<String> {
    promise.map(|p| tight(&p.due))
}

/// The handle of who decided.
fn decider<'k>(decision: Option<&Decision>, known: &'k Known) -> Option<&'k str> {
    decision
        .and_then(|d| d.decided_by)
        .and_then(|id| known.handle(id))
}

/// Whether two decisions say the same beside their choice and who decided.
fn same_parts_of(a: &Decision, b: &Decision) -> bool {
    let parts = |d: &Decision| {
        (
            d.why.clone(),
            d.rejected.clone(),
            d.reversible,
            d.revisit.as_ref().map(tight),
        )
    };
    parts(a) == parts(b)
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
        && due.as_ref().map(tight) == task.due.as_ref().map(tight)
        && stated(read.when.as_ref()) == stated(task.when.as_ref())
        && read.people.first().map(String::as_str) == assignee
        && read.workstream.as_deref() == task.workstream.and_then(|id| known.slug(id))
}

/// A time as it is printed: no finer than it was stated.
fn stated(when: Option<&When>) -> String {
    when.map(When::stated).unwrap_or_default()
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
    let due = due(entry.promise.as_ref());
    let due = due.map_or_else(String::new, |due| format!(" due:{due}"));
    let stream = entry.workstream.and_then(|id| cx.known.slug(id));
    let people = entry.people.iter().filter_map(|id| cx.known.handle(*id));
    let tags: Vec<String> = people
        .map(|h| format!("@{h}"))
        .chain(stream.map(|s| format!("#{s}")))
        .collect();
    let text = text_of(entry, cx);
    let missing: Vec<_> = tags.iter().filter(|t| !has(&text, t)).cloned().collect();
    let due_counts = entry.kind == EntryKind::Communication;
    let bare = quieten(&text, |tag| match tag {
        Tag::Person(_) | Tag::Workstream(_) => true,
        Tag::Due(_) => due_counts,
        Tag::Label | Tag::Priority(_) => false,
    });
    [
        text.clone(),
        with_tags(&text, &missing),
        with_tags(&text, &tags),
        with_tags(&bare, &tags),
    ]
    .iter()
    .map(|text| format!("{head} {}", escape(&format!("{text}{due}"), cx)))
    .collect()
}

/// The text of an entry with the phase and the parts of a decision in it.
fn text_of(entry: &Entry, cx: &Context<'_>) -> String {
    let text = &entry.text;
    if let Some(phase) = entry.phase {
        let word: String = text.chars().take_while(char::is_ascii_alphabetic).collect();
        if !word.eq_ignore_ascii_case(phase.word()) {
            return format!("{phase} {text}");
        }
    }
    match &entry.decision {
        Some(wanted) => decided(text, wanted, cx),
        None => text.clone(),
    }
}

/// The text of a decision, its parts put right where it does not say them.
fn decided(text: &str, wanted: &Decision, cx: &Context<'_>) -> String {
    let (body, tags) = text.split_at(end_of_sentence(text));
    let by = decider(Some(wanted), cx.known);
    let read = |body: &str| super::decision::decision(body, 0..body.len(), cx).ok();
    let mut body = body.to_owned();
    // `tomorrow` is another day when it is read again.
    if let (Some(Some(place)), Some(when)) = (read(&body).map(|s| s.revisit), &wanted.revisit) {
        body.replace_range(place, &tight(when));
    }
    let holds = read(&body).is_some_and(|said| {
        let said_by = said.by.map(|at| body[at].trim_start_matches('@'));
        said.decision.choice == wanted.choice
            && same_parts_of(&said.decision, wanted)
            && said_by.map(str::to_lowercase) == by.map(str::to_lowercase)
    });
    if holds {
        return body + tags;
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
    out.push_str(match wanted.reversible {
        Some(true) => "; reversible",
        Some(false) => "; not reversible",
        None => "",
    });
    if let Some(when) = &wanted.revisit {
        out.push_str(&format!("; revisit: {}", tight(when)));
    }
    if let Some(by) = by {
        out.push_str(&format!("; by: @{by}"));
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
        .map(|title| format!("{head} {}", escape(&format!("{title}{tags}"), cx)))
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

/// Where the run of tags begins that a text ends with, less what a decision's
/// last part takes of it.
fn end_of_sentence(text: &str) -> usize {
    let all = words(text, 0);
    super::decision::end(text, 0, &all[run(&all)..])
}

/// A text with tags put before the run of tags that ends it: the first counts.
fn with_tags(text: &str, tags: &[String]) -> String {
    let (sentence, rest) = text.split_at(end_of_sentence(text));
    let mut out = sentence.to_owned();
    for tag in tags {
        if !out.is_empty() && !out.ends_with(char::is_whitespace) {
            out.push(' ');
        }
        out.push_str(tag);
    }
    let apart = rest.starts_with(char::is_whitespace) || rest.is_empty();
    if !apart && !tags.is_empty() {
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

#[cfg(test)]
mod tests {
    use super::super::record;
    use super::super::testing::{known, now, thing};
    use super::*;
    use crate::domain::{Body, Change, Id, Precision, Priority, Zone};
    use proptest::prelude::*;

    /// What recording a line creates, and the names known afterwards.
    fn recorded(captured: &Captured) -> (Thing, Known) {
        let mut known = known();
        let mut made = None;
        for change in record(
            std::slice::from_ref(captured),
            &known.clone(),
            Id::nil(),
            now(),
        ) {
            let Change::Create { id, body, .. } = change else {
                continue;
            };
            let thing = Thing {
                id,
                ..thing(0, *body)
            };
            match &thing.body {
                Body::Person(_) => known.people.push(thing),
                Body::Workstream(_) => known.workstreams.push(thing),
                _ => made = Some(thing),
            }
        }
        (made.unwrap(), known)
    }

    /// A line, what it is printed as, and the thing that line makes.
    fn again(line: &str) -> Option<(Thing, String, Thing)> {
        let names = known();
        let cx = Context {
            now: now(),
            zone: "Europe/Vienna",
            known: &names,
        };
        let (first, names) = recorded(&parse(line, &cx).ok()?);
        let printed = line_of(&first, &names);
        let later = Context {
            now: now() + chrono::Duration::days(40),
            zone: "UTC",
            known: &names,
        };
        let read =
            parse(&printed, &later).unwrap_or_else(|m| panic!("{line:?} → {printed:?}: {m}"));
        let mut expected = first.clone();
        let second = record(&[read], &names, Id::nil(), now());
        let mut body = second
            .into_iter()
            .filter_map(|change| match change {
                Change::Create { body, .. } => Some(*body),
                Change::Edit { .. } | Change::Withdraw { .. } => None,
            })
            .next_back()
            .unwrap();
        // How it was typed is the one thing that may differ.
        for body in [&mut expected.body, &mut body] {
            match body {
                Body::Entry(e) => e.typed = None,
                Body::Task(t) => t.typed = None,
                _ => {}
            }
        }
        // `revisit: tomorrow` is printed as the day it was.
        for body in [&mut expected.body, &mut body] {
            if let Body::Entry(e) = body
                && e.decision.as_ref().is_some_and(|d| d.revisit.is_some())
            {
                e.text.clear();
            }
        }
        let second = Thing {
            body,
            ..expected.clone()
        };
        Some((expected, printed, second))
    }

    #[test]
    fn lines_are_printed_plainly() {
        for (line, printed) in [
            (
                "14:05 > revoked @lee #identity",
                "2026-11-20 14:05 Europe/Vienna > revoked @lee #identity",
            ),
            (
                "~2026-11-20 09:40..10:05 PST ! * x",
                "~2026-11-20 09:40..10:05 PST-08:00 ! * x",
            ),
            (
                "2026-11-18 UTC \\14:05 is text",
                "2026-11-18 UTC \\14:05 is text",
            ),
            ("09:00 UTC \\> x", "2026-11-20 09:00 UTC \\> x"),
            (
                "+ image it due:tomorrow 09:00 @lee p1",
                "+ image it @lee p1 due:2026-11-21T09:00Europe/Vienna",
            ),
            (
                "+ ask @jon for logs @lee p1 due:17:00",
                "+ ask @jon for logs @lee p1 due:2026-11-20T17:00Europe/Vienna",
            ),
            ("+ ask @lee for logs", "+ ask @lee for logs @lee"),
            ("09:00 UTC observation: x", "2026-11-20 09:00 UTC . x"),
            (
                "09:00 UTC = x; reversible; revisit: tomorrow; why: y @sam",
                "2026-11-20 09:00 UTC = x; reversible; revisit: 2026-11-21Europe/Vienna; why: y @sam",
            ),
            (
                "09:00 UTC = x; by: @lee @sam",
                "2026-11-20 09:00 UTC = x; by: @lee @sam",
            ),
        ] {
            let (_, told, _) = again(line).unwrap();
            assert_eq!(told, printed, "{line}");
        }
    }

    #[test]
    fn what_a_form_set_is_said_by_tags() {
        let known = known();
        let id = |n| Some(Id::from_u128(n));
        let mut entry = Entry::new(
            EntryKind::Decision,
            When::now(now()),
            "cut #identity off @sam",
        );
        entry.workstream = id(5);
        entry.people = vec![Id::from_u128(4)];
        entry.decision = Some(Decision {
            why: "scope".into(),
            reversible: Some(false),
            ..Decision::default()
        });
        assert_eq!(
            line_of(&thing(9, Body::Entry(entry.clone())), &known),
            "2026-11-20 14:25:40 UTC = cut #identity off; why: scope; not reversible #containment @sam"
        );
        if let Some(decision) = &mut entry.decision {
            decision.decided_by = id(3);
        }
        entry.people.insert(0, Id::from_u128(3));
        assert_eq!(
            line_of(&thing(9, Body::Entry(entry)), &known),
            "2026-11-20 14:25:40 UTC = cut #identity off; why: scope; not reversible; by: @maya #containment @sam"
        );
        let mut task = Task::new("- write to @sam p1");
        task.priority = Some(Priority::P2);
        task.due = Some(When {
            precision: Precision::Day,
            zone: Zone {
                name: "PST".into(),
                offset: -28800,
            },
            ..When::now("2026-11-22T08:00:00Z".parse().unwrap())
        });
        assert_eq!(
            line_of(&thing(9, Body::Task(task)), &known),
            "+ \\- write to \\@sam \\p1 p2 due:2026-11-22PST-08:00"
        );
    }

    fn shaped() -> impl Strategy<Value = String> {
        let time = prop::sample::select(vec![
            "",
            "",
            "14:05 ",
            "14:05:33, ",
            "~2026-11-20 09:40 PST ",
            "-20m ",
            "14:05..14:20 ",
            "now ",
            "2026-11-20 ",
            "- 08:42:33 ",
            "2026-10-24..2026-10-26 ",
            "2026-10-25 01:30..03:30 ",
            "2026-11-20T09:40:00.123+05:30 ",
            "[14:33] - ",
            "**9:49 UTC**: ",
            "yesterday 23:50 IST+05:30 ",
        ]);
        let sign = prop::sample::select(vec![
            "",
            "",
            "> ",
            "* ",
            "= ",
            "? ",
            "^ ",
            "+ ",
            "+ ",
            "\" ",
            "comm: ",
            "! ",
            "! > ",
            "note: ",
            "milestone: closed ",
        ]);
        let word = prop_oneof![
            4 => prop::sample::select(vec![
                "@sam", "@kim", "#forensics", "#new-one", "A3", "T7", "p1", "P3", "due:17:00", "due:tomorrow",
                "due:tomorrow 09:00", "due:2026-12-01 09:00 PST", "due:2026-12-01, 9:15 PM.", "due:today", "09:00", "due:fri",
                "x", "the host", "\\@sam", "\\p1", "\\T7", "\\", "\\\\", "\\=", "=", ">", "14:05", "-20m", "now",
                "note:", "- ", ",", ": ", "..", "UTC", "PM", "@sam,", "(#forensics)", "; why: because",
                "; instead of: that", "; rejected:", "; reversible", "; not reversible", "; revisit: tomorrow",
                "; revisit: 17:00", "; revisit: 2026-12-01 09:00 PST", "; revisit: +2h;", "; by: @sam", "; by: @kim", "; by:", "; BY: @lee; why: z", ";", "#forensics", "#identity", "amber:", "red",
                "blocked", "by", "active:", "due:", "due:+2h", "keeps E12", "  ", "203.0.113.7", "hxxp://evil[.]com", "\r", "\u{a0}", "**",
            ]).prop_map(str::to_owned),
            1 => "\\PC{0,6}",
            1 => any::<String>(),
        ];
        let words =
            prop::collection::vec((word, prop::sample::select(vec![" ", " ", "", "  "])), 0..8);
        (time, sign, words).prop_map(|(time, sign, words)| {
            let text: String = words.into_iter().map(|(w, gap)| w + gap).collect();
            format!("{time}{sign}{text}")
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn what_is_parsed_prints_back_to_the_same_meaning(line in shaped()) {
            if let Some((first, printed, second)) = again(&line) {
                prop_assert_eq!(first, second, "{:?} → {:?}", line, printed);
            }
        }

        #[test]
        fn any_text_is_a_meaning_or_a_mistake_at_a_place(line in prop_oneof![any::<String>(), shaped()]) {
            let names = known();
            let cx = Context { now: now(), zone: "UTC", known: &names };
            match parse(&line, &cx) {
                Ok(captured) => {
                    prop_assert_eq!(&captured.typed, &line);
                    if let What::Entry { text, promise, .. } = &captured.what {
                        prop_assert!(promise.is_some() || line.trim_end().ends_with(text.as_str()));
                    }
                    let mut end = 0;
                    for (range, _) in &captured.spans {
                        prop_assert!(end <= range.start, "{:?}", captured.spans);
                        end = range.end;
                        prop_assert!(line.get(range.clone()).is_some());
                    }
                }
                Err(mistake) => {
                    prop_assert!(line.get(mistake.at.clone()).is_some());
                    prop_assert!(!mistake.hint.is_empty());
                }
            }
        }
    }
}
