//! Hostile text stays text: whatever is typed into any field, a Markdown
//! reader sees those characters and no markup that the report did not write.

use proptest::prelude::*;
use pulldown_cmark::{Event, Options as Extensions, Parser, Tag, TagEnd};
use std::cell::Cell;
use std::sync::LazyLock;
use warroom::domain::*;
use warroom::report::{Options, post_mortem};

fn instant() -> chrono::DateTime<chrono::Utc> {
    chrono::DateTime::from_timestamp(1_795_270_000, 0).expect("in range")
}

fn thing(number: u32, body: Body) -> Thing {
    let mark = Mark {
        at: instant(),
        author: "ana".into(),
        hlc: Hlc(1),
    };
    let kind = body.kind() as u128;
    Thing {
        id: Id::from_u128(kind * 1000 + u128::from(number)),
        incident: None,
        number,
        withdrawn: false,
        earlier: vec![Earlier {
            text: "x".into(),
            when: When::now(instant()),
            until: instant(),
            act: Id::nil(),
        }],
        created: mark.clone(),
        changed: mark,
        body,
    }
}

/// The texts that fill a record, each in its turn.
struct Texts<'t> {
    all: &'t [&'t str],
    turn: Cell<usize>,
}

impl<'t> Texts<'t> {
    fn next(&self) -> String {
        let turn = self.turn.replace(self.turn.get() + 1);
        self.all[turn % self.all.len()].to_owned()
    }
}

/// A record with one of the texts wherever it can hold one.
fn record(all: &[&str]) -> Record {
    let turn = Cell::new(0);
    let s = &Texts { all, turn };
    let text = || s.next();
    let when = When {
        zone: Zone {
            name: text(),
            offset: 3600,
        },
        ..When::now(instant())
    };
    let person = thing(
        1,
        Body::Person(Person {
            name: text(),
            team: text(),
            ..Person::new(text())
        }),
    );
    let stream = thing(
        1,
        Body::Workstream(Workstream {
            objective: text(),
            update: text(),
            lead: Some(person.id),
            ..Workstream::new(text())
        }),
    );
    let role = RoleHeld {
        person: person.id,
        role: Role::Sme,
        workstream: Some(stream.id),
        from: instant(),
        until: None,
    };
    Record {
        incident: thing(
            0,
            Body::Incident(Incident {
                code_name: Some(text()),
                summary: text(),
                impact: text(),
                ..Incident::new(text(), text(), Severity::Sev1)
            }),
        ),
        entries: entries(s, &when, &person, &stream),
        tasks: tasks(s, &when, &person, &stream),
        artifacts: artifacts(s, &when),
        known: Known {
            people: vec![person],
            workstreams: vec![stream],
            ..Known::default()
        },
        roles: vec![thing(1, Body::Role(role))],
        check_ins: Vec::new(),
        handovers: Vec::new(),
        duties: Vec::new(),
        injects: Vec::new(),
        factors: Vec::new(),
        fixes: Vec::new(),
        sections: Vec::new(),
        review: None,
        turns: Vec::new(),
    }
}

fn entries(s: &Texts<'_>, when: &When, person: &Thing, stream: &Thing) -> Vec<Thing> {
    let entry = |i: usize, kind: EntryKind, struck: bool| {
        let mut entry = Entry {
            starred: true,
            struck,
            people: vec![person.id],
            workstream: Some(stream.id),
            phase: (kind == EntryKind::Milestone).then_some(Phase::Detected),
            ..Entry::new(kind, when.clone(), s.next())
        };
        if let Some(decision) = &mut entry.decision {
            *decision = Decision {
                number: 1,
                question: s.next(),
                // Another text than the entry's is listed, and makes a structure of its own.
                choice: entry.text.clone(),
                why: s.next(),
                rejected: s.next(),
                decided_by: Some(person.id),
                reversible: Some(true),
                revisit: Some(when.clone()),
                superseded_by: None,
            };
        }
        if let Some(question) = &mut entry.question {
            question.answered_by = Some(Label::new(LabelKind::Entry, 2));
        }
        thing(i as u32 + 1, Body::Entry(entry))
    };
    let standing = EntryKind::ALL.iter().map(|kind| (*kind, false));
    let others = [(EntryKind::Note, true), (EntryKind::Decision, true)];
    let all = standing.chain(others).enumerate();
    all.map(|(i, (kind, struck))| entry(i, kind, struck))
        .collect()
}

fn tasks(s: &Texts<'_>, when: &When, person: &Thing, stream: &Thing) -> Vec<Thing> {
    let task = |(i, state): (usize, &TaskState)| {
        let body = Task {
            state: *state,
            assignee: Some(person.id),
            workstream: Some(stream.id),
            due: Some(when.clone()),
            when: Some(when.clone()),
            notes: s.next(),
            ..Task::new(s.next())
        };
        thing(i as u32 + 1, Body::Task(body))
    };
    TaskState::ALL.iter().enumerate().map(task).collect()
}

fn artifacts(s: &Texts<'_>, when: &When) -> Vec<Thing> {
    let artifact = |(i, kind): (usize, &ArtifactKind)| {
        let mut body = Artifact {
            notes: s.next(),
            ..Artifact::new(*kind, s.next())
        };
        if *kind == ArtifactKind::File {
            body.file = Some(FileFacts {
                path: s.next(),
                size: 1,
                sha256: s.next(),
                media_type: s.next(),
                stored: true,
            });
        }
        let step = Custody {
            when: when.clone(),
            from: s.next(),
            to: s.next(),
            why: s.next(),
        };
        body.custody.insert(Id::from_u128(1), step);
        // Numbers that no test text names, or it would rightly list its evidence.
        thing(i as u32 + 987_001, Body::Artifact(body))
    };
    ArtifactKind::ALL.iter().enumerate().map(artifact).collect()
}

/// What a reader sees beside text, in order.
fn structure<'r>(
    markdown: &'r str,
    extensions: Extensions,
    mut text: impl FnMut(&str),
) -> impl Iterator<Item = Event<'r>> {
    Parser::new_ext(markdown, extensions).filter(move |event| {
        match event {
            Event::Text(t) => text(t),
            Event::HardBreak => text("\n"),
            Event::End(
                TagEnd::Item | TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell,
            ) => text("\n\n"),
            _ => {}
        }
        !matches!(event, Event::Text(_) | Event::HardBreak)
    })
}

/// What pulldown-cmark offers beyond CommonMark, but for smart punctuation,
/// which alters typography and no structure.
fn every_extension() -> Extensions {
    Extensions::all() - Extensions::ENABLE_SMART_PUNCTUATION
}

/// The readers a report is tried on: CommonMark alone, GFM, and everything.
fn readers() -> [Extensions; 3] {
    let gfm = Extensions::ENABLE_GFM
        | Extensions::ENABLE_TABLES
        | Extensions::ENABLE_STRIKETHROUGH
        | Extensions::ENABLE_FOOTNOTES
        | Extensions::ENABLE_TASKLISTS;
    [Extensions::empty(), gfm, every_extension()]
}

fn options() -> [Options; 2] {
    let fanged = Options {
        fanged: true,
        ..Options::default()
    };
    [Options::default(), fanged]
}

/// What each reader makes of each report of plain words.
static PLAIN: LazyLock<Vec<Vec<Event<'static>>>> = LazyLock::new(|| {
    let reports = options().map(|o| post_mortem(&record(&["plain"]), &o));
    let read = |report: &String| {
        readers().map(|r| {
            let events = structure(report, r, |_| {});
            events.map(Event::into_static).collect()
        })
    };
    reports.iter().flat_map(read).collect()
});

fn check(all: &[&str]) {
    let record = record(all);
    for (o, options) in options().iter().enumerate() {
        let report = post_mortem(&record, options);
        let raw = report.chars().find(|c| c.is_control() && *c != '\n');
        assert_eq!(raw, None, "a control character leaves for {all:?}");
        gfm_links_nothing(&report, options, all);
        for (r, extensions) in readers().into_iter().enumerate() {
            if extensions.contains(Extensions::ENABLE_TABLES) {
                let mut text = String::new();
                let is = structure(&report, extensions, |t| text.push_str(t));
                same(is, &PLAIN[o * 3 + r], all, &report);
                all.iter().for_each(|s| shows(&text, s, options, &report));
            } else {
                marks_nothing(structure(&report, extensions, |_| {}), all, &report);
            }
        }
    }
}

/// How many texts share a report where there are thousands: few enough that
/// each of them stands in every kind of place.
const TOGETHER: usize = 4;

fn check_together(texts: &[String]) {
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let told: Vec<&str> = texts.into_iter().filter(|s| !s.trim().is_empty()).collect();
    told.chunks(TOGETHER).for_each(check);
}

#[test]
fn texts_that_share_a_report_stand_in_every_kind_of_place() {
    let words = ["anchor", "bridge", "copper", "desert"];
    assert_eq!(words.len(), TOGETHER);
    let report = post_mortem(&record(&words), &Options::default());
    for (place, sign) in [("heading", "#"), ("item", "- "), ("cell", "| ")] {
        for word in words {
            let mut of = report.lines().filter(|l| l.starts_with(sign));
            assert!(of.any(|l| l.contains(word)), "no {place} with {word}");
        }
    }
}

/// That a reader finds all of `s`, an e-mail address perhaps defanged.
fn shows(text: &str, s: &str, options: &Options, report: &str) {
    let shown = if options.fanged {
        s.to_owned()
    } else {
        indicator::defang(s)
    };
    let at_sign = |text: &str| text.replace("[@]", "@");
    for line in shown.trim_matches('\n').split('\n') {
        let line = visible_line(line);
        assert!(
            text.contains(&*line) || at_sign(text).contains(&at_sign(&line)),
            "{line:?} is not in the text of\n{report}"
        );
    }
}

/// Without tables their rows are paragraphs; what counts is that no markup appears.
fn marks_nothing<'r>(mut is: impl Iterator<Item = Event<'r>>, s: &[&str], report: &str) {
    let markup = is.find(|event| {
        !matches!(
            event,
            Event::Start(
                Tag::Paragraph | Tag::Heading { .. } | Tag::List(None) | Tag::Item | Tag::Emphasis
            ) | Event::Start(Tag::Strong)
                | Event::End(_)
                | Event::SoftBreak
        )
    });
    assert_eq!(markup, None, "for {s:?} in\n{report}");
}

fn same<'r>(is: impl Iterator<Item = Event<'r>>, should: &[Event<'_>], s: &[&str], report: &str) {
    let mut should = should.iter();
    for (at, event) in is.enumerate() {
        let expected = should.next();
        assert!(
            expected == Some(&event),
            "{s:?} alters the structure at {at}: {event:?} instead of {expected:?}\n{report}"
        );
    }
    let missing = should.next();
    assert_eq!(missing, None, "{s:?} ends the structure early in\n{report}");
}

/// GFM links `www.`, `http://` and e-mail addresses by their looks.
fn gfm_links_nothing(markdown: &str, options: &Options, s: &[&str]) {
    let lower = markdown.to_lowercase();
    for bait in ["www.", "http://", "https://", "ftp://"] {
        assert!(!lower.contains(bait), "{bait} leaves for {s:?}");
    }
    let mut parts = lower.split('@').peekable();
    while let (Some(before), Some(after), false) = (parts.next(), parts.peek(), options.fanged) {
        let local = before.ends_with(|c: char| c.is_ascii_alphanumeric() || ".+-_".contains(c));
        let host: String = after
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || "-_.".contains(*c))
            .collect();
        let linked = local && host.trim_end_matches('.').contains('.');
        assert!(!linked, "an e-mail address leaves for {s:?}: {host}");
    }
}

#[test]
fn chosen_texts_stay_text() {
    for s in [
        "plain",
        "[a](javascript:alert(1)) ![x](y) <b>",
        "a | b\n--|--\n1 | 2",
        "title\n===\n\n# h\n- l\n> q\n```\ncode\n```",
        "&amp; &#42; \\* \\",
        "    indented\n\ttab\ttab",
        "[foo]: /url 'x'\n[foo]\n[^1]: note [^1]",
        "- [ ] task\n1. one\n2) two\n* * *\n---\n+++",
        "www.evil.test http://evil.test a@b.c @maya #123 ftp://x",
        "~~s~~ ~ `` ` `` **b** __c__ _d_ $x$ $$y$$ ^z^ ==h== ||s|| [[w]]",
        ": def\n:::\n> [!NOTE]\n{#id .c} %% {{x}}",
        "\u{3000}wide\u{3000}",
        "\u{a0}",
        "\\\n\\",
        "*",
        "~",
        "|",
        "\\|",
        "`|`",
        "x \n y  \nz",
        "<!-- c -->\n<script>",
        "\r\nx\r",
        "\u{202e}x\u{200b}\0\x1b[2J",
    ] {
        check(&[s]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_text_stays_text(s in "[ \\t]{0,3}\\PC[\\PC\\n\\r\\t]{0,40}|[-#*_>+=~`|<&:\\[\\]()!\\\\$^{}.a1@w/ \\n]{0,30}x") {
        prop_assume!(!s.trim().is_empty());
        check(&[&s]);
    }
}

#[allow(clippy::print_stderr, reason = "a test that was skipped must show")]
fn data() -> Option<std::path::PathBuf> {
    let folder = std::env::var_os("WARROOM_TEST_DATA").map(Into::into);
    if folder.is_none() {
        eprintln!("skipped: WARROOM_TEST_DATA names no folder of test data");
    }
    folder
}

#[test]
fn lists_of_naughty_strings_stay_text() {
    let Some(folder) = data() else { return };
    let mut lines = std::collections::BTreeSet::new();
    for name in [
        "nasty-blns/blns.txt",
        "nasty-payloads/crlfinjection.txt",
        "nasty-payloads/xss_payloads_quick.txt",
        "nasty-payloads/1 - XSS Filter Bypass.md",
        "nasty-utf8/utf8tests.txt",
    ] {
        let bytes = std::fs::read(folder.join(name)).expect("a file of the test data");
        let text = String::from_utf8_lossy(&bytes);
        lines.extend(text.lines().map(str::to_owned));
    }
    check_together(&Vec::from_iter(lines));
}

#[test]
fn every_example_of_the_commonmark_specification_stays_text() {
    let Some(folder) = data() else { return };
    let spec = std::fs::read_to_string(folder.join("nasty-commonmark/spec.txt"))
        .expect("the specification");
    let fence = "`".repeat(32);
    let examples: Vec<_> = spec.split(&format!("{fence} example\n")).skip(1).collect();
    assert!(
        examples.len() > 500,
        "found {} examples only",
        examples.len()
    );
    let markdown = |example: &&str| {
        let markdown = example.split("\n.\n").next().unwrap_or("");
        markdown.replace('→', "\t")
    };
    check_together(&examples.iter().map(markdown).collect::<Vec<_>>());
}
