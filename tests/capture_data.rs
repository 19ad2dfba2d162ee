//! Real and nasty lines through the capture grammar. The material is not part
//! of the repository: `WARROOM_TEST_DATA` names the folder it is in.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use warroom::capture::{Captured, Context, Mistake, What, parse, parse_lines};
use warroom::domain::{Known, Precision, indicator};

#[allow(clippy::print_stderr, reason = "a test that was skipped must show")]
fn data() -> Option<PathBuf> {
    let folder = std::env::var_os("WARROOM_TEST_DATA").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("skipped: WARROOM_TEST_DATA is not set");
    }
    folder
}

fn text(path: &Path) -> String {
    let bytes = std::fs::read(path).expect("the test data is readable");
    String::from_utf8_lossy(&bytes).into_owned()
}

fn with<T>(f: impl FnOnce(&Context<'_>) -> T) -> T {
    let known = Known::default();
    f(&Context {
        now: "2026-11-20T14:25:40Z".parse().expect("a valid time"),
        zone: "UTC",
        known: &known,
    })
}

/// Nothing typed is lost: it is in the entry, or its author is told.
fn nothing_is_lost(line: &str, read: Result<Captured, Mistake>) {
    match read {
        Err(mistake) => assert!(!mistake.what.is_empty() && line.get(mistake.at).is_some()),
        Ok(captured) => {
            assert_eq!(captured.typed, line);
            if let What::Entry { text, .. } = &captured.what {
                assert!(
                    line.trim_end().ends_with(text.as_str()),
                    "{line:?} → {text:?}"
                );
            }
        }
    }
}

#[test]
fn no_nasty_line_panics_or_is_lost() {
    let Some(data) = data() else { return };
    let files = [
        "nasty-blns/blns.txt",
        "nasty-utf8/utf8tests.txt",
        "nasty-payloads/crlfinjection.txt",
        "nasty-payloads/xss_payloads_quick.txt",
        "nasty-commonmark/spec.txt",
    ];
    for file in files {
        let text = text(&data.join(file));
        let lines = with(|cx| parse_lines(&text, cx));
        let typed = text.lines().filter(|l| !l.trim().is_empty());
        assert_eq!(lines.len(), typed.clone().count(), "{file}");
        for (line, (_, read)) in typed.zip(lines) {
            nothing_is_lost(line, read);
            let once = indicator::defang(line);
            assert_eq!(indicator::defang(&once), once, "{line:?}");
        }
    }
}

#[test]
fn the_lines_of_published_post_mortems_are_read() {
    let Some(data) = data() else { return };
    let mut seen = 0;
    for folder in std::fs::read_dir(&data).expect("the test data is readable") {
        let folder = folder.expect("an entry is readable").path();
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        if !name.starts_with("pm-") {
            continue;
        }
        for file in std::fs::read_dir(&folder).expect("a folder is readable") {
            let text = text(&file.expect("an entry is readable").path());
            for line in text.lines().filter(|l| !l.trim().is_empty()) {
                nothing_is_lost(line, with(|cx| parse(line, cx)));
                seen += 1;
            }
        }
    }
    assert!(seen > 1000, "{seen} lines");
}

#[test]
fn the_bullets_of_a_published_timeline_keep_their_times() {
    let Some(data) = data() else { return };
    let page = text(&data.join("pm-pypi/2023-12-04-account-takeover.md"));
    let bullets: Vec<&str> = page
        .lines()
        .filter(|l| l.starts_with("- ") && l.as_bytes().get(4) == Some(&b':'))
        .collect();
    assert!(bullets.len() >= 10, "{bullets:?}");
    for line in bullets {
        let when = with(|cx| parse(line, cx)).expect("a bullet is read").when;
        let when = when.expect("a bullet has a time");
        let seconds = line.as_bytes()[7] == b':';
        let precision = if seconds {
            Precision::Second
        } else {
            Precision::Minute
        };
        assert_eq!(when.precision, precision, "{line}");
        let clock = when.clock(when.at, when.zone.fixed());
        assert!(line[2..].starts_with(&clock), "{line}: {clock}");
    }
}

#[test]
fn a_very_long_line_takes_no_longer_a_byte_than_a_short_one() {
    for part in [
        "http://",
        "http://./",
        "http://[",
        "https://a.b/",
        "(",
        ")",
        "203.0.113.7 ",
        "a.",
        "a@",
        "a-",
        "\\",
        "..",
        "[.]",
        "é",
        "; why: ",
        "12:00 ",
        "-",
        ": ",
        "@sam ",
        "E1 ",
        "0:",
    ] {
        let line = |bytes| format!("https://a.example/{}", part.repeat(bytes / part.len()));
        let (short, long) = (line(16_000), line(64_000));
        // Other work on the machine can only add to what is measured: the
        // quickest of several tries tells. Four times the bytes take four
        // times as long where the work is linear (seven beyond the 8 KiB that
        // are one URL at most), and sixteen and more where it is not.
        let (mut of_short, mut of_long) = (Duration::MAX, Duration::MAX);
        let linear = (0..20).any(|_| {
            of_short = of_short.min(lasts(&short));
            of_long = of_long.min(lasts(&long));
            of_long < of_short * 11
        });
        assert!(linear, "{part:?}: {of_short:?}, then {of_long:?}");
    }
}

/// How long a line takes to be read.
fn lasts(line: &str) -> Duration {
    let start = Instant::now();
    nothing_is_lost(line, with(|cx| parse(line, cx)));
    start.elapsed()
}
