//! Hostile text stays text: whatever is typed into any field, a Markdown
//! reader sees those characters and no markup that the report did not write.

use proptest::prelude::*;
use pulldown_cmark::{Event, Options as Extensions, Parser, Tag, TagEnd};
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

/// A record in which every text is `s`.
fn record(s: &str) -> Record {
    let text = || s.to_owned();
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
            ..Person::new(s)
        }),
    );
    let stream = thing(
        1,
        Body::Workstream(Workstream {
            objective: text(),
            update: text(),
            lead: Some(person.id),
            ..Workstream::new(s)
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
                ..Incident::new(s, s, Severity::Sev1)
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
    }
}

fn entries(s: &str, when: &When, person: &Thing, stream: &Thing) -> Vec<Thing> {
    let entry = |(i, kind): (usize, &EntryKind)| {
        let mut entry = Entry {
            starred: true,
            struck: i % 4 == 0,
            people: vec![person.id],
            workstream: Some(stream.id),
            phase: (*kind == EntryKind::Milestone).then_some(Phase::Detected),
            ..Entry::new(*kind, when.clone(), s)
        };
        if let Some(decision) = &mut entry.decision {
            *decision = Decision {
                number: 1,
                question: s.to_owned(),
                choice: s.to_owned(),
                why: s.to_owned(),
                rejected: s.to_owned(),
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
    let twice = EntryKind::ALL.iter().chain(EntryKind::ALL);
    twice.enumerate().map(entry).collect()
}

fn tasks(s: &str, when: &When, person: &Thing, stream: &Thing) -> Vec<Thing> {
    let task = |(i, state): (usize, &TaskState)| {
        let body = Task {
            state: *state,
            assignee: Some(person.id),
            workstream: Some(stream.id),
            due: Some(when.clone()),
            when: Some(when.clone()),
            notes: s.to_owned(),
            ..Task::new(s)
        };
        thing(i as u32 + 1, Body::Task(body))
    };
    TaskState::ALL.iter().enumerate().map(task).collect()
}

fn artifacts(s: &str, when: &When) -> Vec<Thing> {
    let artifact = |(i, kind): (usize, &ArtifactKind)| {
        let mut body = Artifact {
            notes: s.to_owned(),
            ..Artifact::new(*kind, s)
        };
        if *kind == ArtifactKind::File {
            body.file = Some(FileFacts {
                path: s.to_owned(),
                size: 1,
                sha256: s.to_owned(),
                media_type: s.to_owned(),
                stored: true,
            });
        }
        let step = Custody {
            when: when.clone(),
            from: s.to_owned(),
            to: s.to_owned(),
            why: s.to_owned(),
        };
        body.custody.insert(Id::from_u128(1), step);
        // Numbers that no test text names, or it would rightly list its evidence.
        thing(i as u32 + 987_001, Body::Artifact(body))
    };
    ArtifactKind::ALL.iter().enumerate().map(artifact).collect()
}

/// The structure a reader sees, and the text in it.
fn read(markdown: &str, extensions: Extensions) -> (Vec<String>, String) {
    let (mut structure, mut text) = (Vec::new(), String::new());
    for event in Parser::new_ext(markdown, extensions) {
        match event {
            Event::Text(t) => text.push_str(&t),
            Event::HardBreak => text.push('\n'),
            Event::End(
                TagEnd::Item | TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell,
            ) => {
                text.push_str("\n\n");
                structure.push("end".to_owned());
            }
            Event::Start(Tag::Heading { level, id, .. }) => {
                structure.push(format!("heading {level} {id:?}"));
            }
            other => structure.push(format!("{other:?}")),
        }
    }
    (structure, text)
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
static PLAIN: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let reports = options().map(|o| post_mortem(&record("plain"), &o));
    let read = |report: &String| readers().map(|r| read(report, r).0);
    reports.iter().flat_map(read).collect()
});

fn check(s: &str) {
    for (o, options) in options().iter().enumerate() {
        let report = post_mortem(&record(s), options);
        let raw = report.chars().find(|c| c.is_control() && *c != '\n');
        assert_eq!(raw, None, "a control character leaves for {s:?}");
        gfm_links_nothing(&report, options, s);
        for (r, extensions) in readers().into_iter().enumerate() {
            let (structure, text) = read(&report, extensions);
            if extensions.contains(Extensions::ENABLE_TABLES) {
                same(&structure, &PLAIN[o * 3 + r], s, &report);
                shows(&text, s, options, &report);
            } else {
                marks_nothing(&structure, s, &report);
            }
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
    let text = text.replace("[@]", "@");
    for line in shown.trim_matches('\n').split('\n') {
        let line = visible_line(line).replace("[@]", "@");
        assert!(
            text.contains(&line),
            "{line:?} is not in the text of\n{report}"
        );
    }
}

/// Without tables their rows are paragraphs; what counts is that no markup appears.
fn marks_nothing(structure: &[String], s: &str, report: &str) {
    let marks = ["Link", "Image", "Html", "Code", "Footnote", "Block", "Rule"];
    let markup = structure
        .iter()
        .find(|e| marks.iter().any(|m| e.contains(m)));
    assert_eq!(markup, None, "for {s:?} in\n{report}");
}

fn same(is: &[String], should: &[String], s: &str, report: &str) {
    let at = is.iter().zip(should).position(|(a, b)| a != b);
    let at = at.or((is.len() != should.len()).then_some(is.len().min(should.len())));
    if let Some(at) = at {
        panic!(
            "{s:?} alters the structure at {at}: {:?} instead of {:?}\n{report}",
            is.get(at),
            should.get(at)
        );
    }
}

/// GFM links `www.`, `http://` and e-mail addresses by their looks.
fn gfm_links_nothing(markdown: &str, options: &Options, s: &str) {
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
        check(s);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_text_stays_text(s in "[ \\t]{0,3}\\PC[\\PC\\n\\r\\t]{0,40}|[-#*_>+=~`|<&:\\[\\]()!\\\\$^{}.a1@w/ \\n]{0,30}x") {
        prop_assume!(!s.trim().is_empty());
        check(&s);
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
    for name in [
        "nasty-blns/blns.txt",
        "nasty-payloads/crlfinjection.txt",
        "nasty-payloads/xss_payloads_quick.txt",
        "nasty-payloads/1 - XSS Filter Bypass.md",
        "nasty-utf8/utf8tests.txt",
    ] {
        let bytes = std::fs::read(folder.join(name)).expect("a file of the test data");
        for line in String::from_utf8_lossy(&bytes)
            .lines()
            .filter(|l| !l.trim().is_empty())
        {
            check(line);
        }
    }
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
    for example in examples {
        let markdown = example
            .split("\n.\n")
            .next()
            .unwrap_or("")
            .replace('→', "\t");
        if !markdown.trim().is_empty() {
            check(&markdown);
        }
    }
}
