//! `docs/CAPTURE.md` cannot drift: every example in its tables is read, and
//! what it means is compared with what the page says.

use chrono::{DateTime, Utc};
use warroom::capture::{Captured, Context, What, parse};
use warroom::domain::telling::readers;
use warroom::domain::{Body, Decision, Hlc, Id, Known, Mark, Person, Thing, Workstream};

fn now() -> DateTime<Utc> {
    "2026-11-20T14:25:40Z".parse().expect("a valid time")
}

fn known() -> Known {
    let thing = |id, body| {
        let mark = Mark {
            at: now(),
            author: "ana".into(),
            hlc: Hlc::default(),
        };
        Thing {
            id: Id::from_u128(id),
            incident: None,
            number: 0,
            withdrawn: false,
            earlier: Vec::new(),
            created: mark.clone(),
            changed: mark,
            body,
        }
    };
    let people = [(1, "lee"), (2, "maya"), (3, "sam")];
    let people = people.map(|(id, h)| thing(id, Body::Person(Person::new(h))));
    let streams = [(4, "containment"), (5, "forensics"), (6, "identity")];
    Known {
        cited: Vec::new(),
        milestones: Vec::new(),
        incident: None,
        promises: Vec::new(),
        people: people.to_vec(),
        workstreams: streams
            .map(|(id, s)| thing(id, Body::Workstream(Workstream::new(s))))
            .to_vec(),
    }
}

/// What the parts of a decision's text say.
fn parts(said: &Decision) -> String {
    let mut out = String::new();
    for (word, text) in [("why", &said.why), ("rejected", &said.rejected)] {
        if !text.is_empty() {
            out.push_str(&format!(", {word} `{text}`"));
        }
    }
    let flag = |yes| {
        if yes {
            ", reversible"
        } else {
            ", not reversible"
        }
    };
    out.extend(said.reversible.map(flag));
    out.extend(
        said.revisit
            .iter()
            .map(|w| format!(", revisit {}", w.stated())),
    );
    out
}

fn becomes(captured: &Captured) -> String {
    let mut out = captured.what.word().to_owned();
    match &captured.what {
        What::Entry {
            starred,
            phase,
            decision,
            promise,
            ..
        } => {
            out.push_str(if *starred { ", starred" } else { "" });
            out.extend(phase.map(|p| format!(" {p}")));
            let by = captured.decided_by.iter().map(|by| format!(", by @{by}"));
            out.extend(by);
            out.extend(captured.supersedes.map(|n| format!(", supersedes D{n}")));
            out.extend(captured.answers.map(|n| format!(", answers Q{n}")));
            out.extend(decision.iter().map(parts));
            out.extend(promise.iter().map(|p| {
                let to = p.audience.map(|a| format!(" to {}", readers(a)));
                format!(" promised{} by {}", to.unwrap_or_default(), p.due.stated())
            }));
        }
        What::Task { priority, due, .. } => {
            out.extend(priority.map(|p| format!(" {p}")));
            out.extend(due.as_ref().map(|d| format!(" due {}", d.stated())));
        }
    }
    out.extend(captured.people.iter().map(|p| format!(" @{p}")));
    out.extend(captured.workstream.iter().map(|w| format!(" #{w}")));
    out.extend(captured.new_people.iter().map(|p| format!(" (new: @{p})")));
    let update = captured.update.as_ref();
    out.extend(update.map(|u| format!(" ({})", u.told(&known(), false))));
    format!("{out}: {}", captured.what.text())
}

#[test]
fn every_example_of_the_page_means_what_it_says() {
    let page = include_str!("../docs/CAPTURE.md");
    let known = known();
    let cx = Context {
        now: now(),
        zone: "UTC",
        known: &known,
    };
    let (mut column, mut examples) = ("", 0);
    for row in page.lines() {
        if let Some(head) = row.strip_prefix("| typed | ") {
            column = head.trim_end_matches(" |");
        }
        let Some(row) = row.strip_prefix("| `") else {
            continue;
        };
        let (line, expected) = row.split_once("` | ").expect("a row has two columns");
        let expected = expected.strip_suffix(" |").expect("a row is closed");
        let told = match parse(line, &cx) {
            Err(mistake) => format!("mistake: {}", mistake.what),
            Ok(read) if column == "becomes" => becomes(&read),
            Ok(read) => read.when.map_or("now".to_owned(), |when| when.stated()),
        };
        assert_eq!(told, expected, "{line}");
        examples += 1;
    }
    assert!(examples > 60, "the page has {examples} examples");
}
