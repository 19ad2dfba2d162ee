//! Hostile text stays text: whatever is typed into any field, a Markdown
//! reader sees those characters and no markup that the report did not write.

mod html;
mod profiles;
mod prose;
mod readers;
mod record;
mod templates;

use proptest::prelude::*;
use pulldown_cmark::{Event, Options as Extensions};
use readers::{gfm_links_nothing, marks_nothing, readers, same, shows, structure};
use record::{instant, record, situation};
use std::sync::LazyLock;
use warroom::domain::attention::{Need, Rule, Rules, Urgency};
use warroom::domain::{ArtifactKind, Audience, Body, Person, Record, Role, Thing};
use warroom::report::*;

/// A report, and how it treats the texts of the record.
struct Written {
    text: String,
    options: Options,
    /// It shows each text as it is, so that texts never alter its structure.
    whole: bool,
}

/// The record with names that no text of it says: to others than responders a
/// text that names somebody is told in words of the report.
fn without_names(record: &Record) -> Record {
    let mut calm = record.clone();
    for thing in &mut calm.known.people {
        thing.body = Body::Person(Person::new("zzz"));
    }
    let indicator = |t: &Thing| {
        t.as_artifact()
            .is_some_and(|a| a.kind == ArtifactKind::Indicator)
    };
    calm.artifacts.retain(|t| !indicator(t));
    calm
}

/// Every report there is of a record.
fn reports(record: &Record, text: &str) -> Vec<Written> {
    let fanged = Options {
        fanged: true,
        ..Options::default()
    };
    let whole = |text, options| Written {
        text,
        options,
        whole: true,
    };
    let mut all: Vec<Written> = [Options::default(), fanged]
        .into_iter()
        .map(|options| whole(post_mortem(record, &options), options))
        .collect();
    all.push(whole(after_action(record), Options::default()));
    for write in [closing_message, checklist] {
        let text = write(record, &Options::default());
        all.push(whole(text, Options::default()));
    }
    let situation = situation(record);
    let view = View {
        record,
        situation: &situation,
        rules: &Rules::default(),
        now: instant(),
    };
    let need = Need {
        key: text.into(),
        rule: Rule::Overdue,
        urgency: Urgency::Now,
        subject: None,
        what: text.into(),
        why: text.into(),
        at: instant(),
    };
    let brief = Brief {
        role: Role::Ic,
        from: None,
        to: None,
        needs: &[need],
    };
    all.push(whole(handover_brief(&view, &brief), Options::default()));
    let calm = without_names(record);
    for audience in Audience::ALL {
        let whole = *audience == Audience::Responders;
        let record = if whole { record } else { &calm };
        let view = View { record, ..view };
        let asked = Asked {
            audience: *audience,
            since: instant(),
            next: None,
        };
        all.push(Written {
            text: situation_report(&view, &asked),
            options: Options::default(),
            // The others put texts into words of their own, and cut them.
            whole,
        });
    }
    all
}

/// What each reader makes of each report of plain words.
static PLAIN: LazyLock<Vec<Vec<Event<'static>>>> = LazyLock::new(|| {
    let read = |report: Written| {
        readers().map(|r| {
            let events = structure(&report.text, r, |_| {});
            events.map(Event::into_static).collect()
        })
    };
    let reports = reports(&record(&["plain"]), "plain");
    reports.into_iter().flat_map(read).collect()
});

/// The elements of each page of plain words.
static PLAIN_PAGES: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let pages = html::pages(&record(&["plain"]));
    pages.map(|(page, _)| html::read(&page).elements).into()
});

fn check(all: &[&str]) {
    let record = record(all);
    html::stays_text(&record, &PLAIN_PAGES, all);
    all.iter().for_each(|s| templates::stays_text(s));
    for (o, report) in reports(&record, all[0]).iter().enumerate() {
        let Written {
            text: report,
            options,
            whole,
        } = report;
        let raw = report.chars().find(|c| c.is_control() && *c != '\n');
        assert_eq!(raw, None, "a control character leaves for {all:?}");
        gfm_links_nothing(report, options, all);
        for (r, extensions) in readers().into_iter().enumerate() {
            if *whole && extensions.contains(Extensions::ENABLE_TABLES) {
                let mut text = String::new();
                let is = structure(report, extensions, |t| text.push_str(t));
                same(is, &PLAIN[o * 3 + r], all, report);
                let shown = all.iter().filter(|_| o < 2);
                shown.for_each(|s| shows(&text, s, options, report));
            } else {
                marks_nothing(structure(report, extensions, |_| {}), all, report);
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
    let all: Vec<&[&str]> = told.chunks(TOGETHER).collect();
    let told = |texts: &&[&str]| {
        check(texts);
        texts.iter().for_each(|text| prose::check(text));
    };
    let threads = std::thread::available_parallelism().map_or(1, |n| n.get());
    let share = all.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        for part in all.chunks(share) {
            scope.spawn(move || part.iter().for_each(told));
        }
    });
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
        // A label is evidence: what a section rests on is no longer missing.
        if !names_a_label(&s) {
            prose::check(&s);
        }
    }
}

fn names_a_label(text: &str) -> bool {
    let pairs = text.chars().zip(text.chars().skip(1));
    let mut pairs = pairs.map(|(letter, n)| "ETADQMFX".contains(letter) && n.is_ascii_digit());
    pairs.any(|is| is)
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
