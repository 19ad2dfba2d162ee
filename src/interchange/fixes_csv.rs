//! Fixes as a table that Jira imports and a spreadsheet opens. The names of
//! the columns are Jira's own, so that its importer maps them by itself; its
//! default for dates is `dd/MMM/yy h:mm a`.
//!
//! What was typed stays text: no cell is a formula (OWASP, CSV injection), no
//! line break of the data ends a record, and what Jira would take for a macro,
//! a link or a picture is escaped as its text renderer wants it.

use crate::domain::roadmap::Planned;
use crate::domain::{Fix, Id, Known, Metric, Priority, When, indicator, visible_line};
use csv::{QuoteStyle, Terminator, WriterBuilder};

const HEAD: [&str; 9] = [
    "Summary",
    "Issue Type",
    "Priority",
    "Assignee",
    "Due date",
    "Labels",
    "Description",
    "Status",
    "Fix",
];

/// The table. `factor` says what a factor is called in its incident.
#[must_use]
pub fn table(rows: &[Planned<'_>], known: &Known, factor: &dyn Fn(Id) -> String) -> String {
    let mut writer = WriterBuilder::new()
        .quote_style(QuoteStyle::Necessary)
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    let records = rows.iter().map(|row| record(row, known, factor));
    let head = HEAD.map(str::to_owned);
    for record in std::iter::once(head).chain(records) {
        // A vector takes every write, and every record has as many cells.
        let _ = writer.write_record(record);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

fn record(row: &Planned<'_>, known: &Known, factor: &dyn Fn(Id) -> String) -> [String; 9] {
    let fix = row.fix;
    let owner = fix.owner.and_then(|id| known.handle(id)).unwrap_or("");
    let cells = [
        shown(&fix.title),
        "Task".to_owned(),
        fix.priority.map_or("", priority).to_owned(),
        owner.to_owned(),
        fix.due.as_ref().map_or_else(String::new, date),
        labels(row),
        description(row, known, factor),
        fix.state.word().to_owned(),
        row.name(),
    ];
    cells.map(|cell| guarded(&cell))
}

/// A text on one line: nothing in it acts, indicators are defanged.
fn shown(text: &str) -> String {
    visible_line(&indicator::defang(text)).into_owned()
}

/// A cell that no spreadsheet takes for a formula.
fn guarded(cell: &str) -> String {
    let first = cell.trim_start().chars().next();
    match first {
        Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠') => format!("'{cell}"),
        Some(_) | None => cell.to_owned(),
    }
}

/// The priorities that every Jira has.
const fn priority(priority: Priority) -> &'static str {
    match priority {
        Priority::P1 => "Highest",
        Priority::P2 => "High",
        Priority::P3 => "Medium",
        Priority::P4 => "Low",
    }
}

/// In the zone it was written in.
fn date(when: &When) -> String {
    let local = when.at.with_timezone(&when.zone.fixed());
    local.format("%d/%b/%y %-I:%M %p").to_string()
}

/// Labels of Jira are parted by blanks.
fn labels(row: &Planned<'_>) -> String {
    let class = row.fix.class.trim();
    let all = ["warroom", &row.incident.name(), row.fix.kind.word(), class];
    let joined = all.map(|label| {
        let words: Vec<&str> = label.split_whitespace().collect();
        shown(&words.join("-"))
    });
    let joined: Vec<String> = joined.into_iter().filter(|l| !l.is_empty()).collect();
    joined.join(" ")
}

fn description(row: &Planned<'_>, known: &Known, factor: &dyn Fn(Id) -> String) -> String {
    let fix = row.fix;
    let person = |id: Option<Id>| id.and_then(|id| known.handle(id)).unwrap_or("").to_owned();
    let answers = fix.answers.values();
    let answers: Vec<String> = answers.iter().map(|id| factor(**id)).collect();
    let incident = format!("{} {}", row.incident.name(), row.incident.headline());
    let parts = [
        ("Fix", row.name()),
        ("Incident", incident),
        ("Kind", fix.kind.word().to_owned()),
        ("Class of weakness", fix.class.clone()),
        ("Answers", answers.join(" ")),
        (
            "Success metric",
            fix.metric.as_ref().map_or_else(String::new, metric),
        ),
        ("Measured", measured(fix)),
        ("Verification", fix.verification.clone()),
        ("Verifier", person(fix.verifier)),
        ("Effort", fix.effort.clone()),
        ("Business case", fix.business_case.clone()),
        ("Agreed by", person(fix.agreed_by)),
        ("Notes", fix.notes.clone()),
    ];
    let said = parts
        .into_iter()
        .filter(|(_, text)| !text.trim().is_empty());
    let mut lines: Vec<String> = said
        .map(|(name, text)| format!("{name}: {}", escaped(&shown(&text))))
        .collect();
    if !fix.tracker.trim().is_empty() {
        // A link to one's own tracker is to be followed, so it stays whole.
        let tracker = visible_line(&fix.tracker);
        let tracker = match crate::domain::tracker(&tracker) {
            Ok(link) => active(&link),
            Err(_) => escaped(&shown(&tracker)),
        };
        lines.push(format!("Tracker: {tracker}"));
    }
    lines.join("\n")
}

fn metric(metric: &Metric) -> String {
    let value = |f: &Option<crate::domain::Figure>| {
        f.as_ref()
            .map_or_else(|| "?".to_owned(), ToString::to_string)
    };
    let text = format!(
        "{}: {} to {} {}",
        metric.name,
        value(&metric.baseline),
        value(&metric.target),
        metric.unit
    );
    text.trim_end().to_owned()
}

fn measured(fix: &Fix) -> String {
    let all = fix.measured().into_iter();
    let all = all.map(|m| format!("{} ({})", m.value, m.when.stated()));
    all.collect::<Vec<_>>().join(", ")
}

/// What would be a macro, a link or a picture in Jira's markup.
fn active(text: &str) -> String {
    marked(text, |_, c, next| {
        let defanged = next.is_some_and(|next| ".:@".contains(next));
        let picture = next.is_some_and(|next| !next.is_whitespace());
        c == '{' || (c == '[' && !defanged) || (c == '!' && picture)
    })
}

/// The same, and what would strike a text out, underline or quote it: a mark
/// that no letter stands before and no blank behind.
fn escaped(text: &str) -> String {
    marked(&active(&unslashed(text)), |before, c, next| {
        let begins = before.is_none_or(|b| !b.is_alphanumeric() && b != '\\');
        let holds = next.is_some_and(|next| !next.is_whitespace());
        let twice = c == '?' && next == Some('?');
        twice || ("*_-+^~".contains(c) && begins && holds) || c == '|'
    })
}

/// A backslash before a mark would take the escape of that mark for itself: it
/// is told by its number.
fn unslashed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let marks = chars
            .peek()
            .is_some_and(|next| "\\{[!*_-+^~?|".contains(*next));
        match c == '\\' && marks {
            true => out.push_str("&#92;"),
            false => out.push(c),
        }
    }
    out
}

/// A text with a backslash before each character of which `is` says so, given
/// what stands before and behind it.
fn marked(text: &str, is: impl Fn(Option<char>, char, Option<char>) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut before, mut chars) = (None, text.chars().peekable());
    while let Some(c) = chars.next() {
        if is(before, c, chars.peek().copied()) {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        Body, FixKind, Hlc, Incident, Mark, Person, Precision, Severity, Thing, Zone,
    };
    use chrono::DateTime;

    fn thing(n: u128, body: Body) -> Thing {
        let mark = Mark {
            at: DateTime::UNIX_EPOCH,
            author: "ana".into(),
            hlc: Hlc(0),
        };
        Thing {
            id: Id::from_u128(n),
            incident: Some(Id::from_u128(1)),
            number: 3,
            withdrawn: false,
            earlier: Vec::new(),
            created: mark.clone(),
            changed: mark,
            body,
        }
    }

    fn cells(fix: Fix) -> Vec<String> {
        let incident = Incident::new("INC-2026-001", "=cmd()\r\n,x", Severity::Sev1);
        let (incident, thing) = (thing(1, Body::Incident(incident)), thing(2, Body::Fix(fix)));
        let rows = [Planned {
            incident: &incident,
            thing: &thing,
            fix: thing.as_fix().unwrap(),
        }];
        let known = Known {
            people: vec![self::thing(7, Body::Person(Person::new("maya")))],
            ..Known::default()
        };
        let text = table(&rows, &known, &|_| "F1".to_owned());
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        assert_eq!(reader.headers().unwrap(), &HEAD[..]);
        let records: Vec<_> = reader.records().collect::<Result<_, _>>().unwrap();
        assert_eq!(records.len(), 1, "{text:?}");
        records[0].iter().map(str::to_owned).collect()
    }

    #[test]
    fn a_fix_is_an_issue() {
        let due = When {
            at: "2026-12-05T16:30:00Z".parse().unwrap(),
            until: None,
            approximate: false,
            precision: Precision::Minute,
            zone: Zone {
                name: "CET".into(),
                offset: 3600,
            },
        };
        let mut fix = Fix {
            class: "CWE-798 hard coded".into(),
            owner: Some(Id::from_u128(7)),
            priority: Some(Priority::P1),
            due: Some(due),
            verification: "scan again".into(),
            tracker: "https://jira.example/browse/S-1".into(),
            ..Fix::new("rotate by machine", FixKind::Durable)
        };
        fix.answers.insert(Id::from_u128(8), Id::from_u128(9));
        let cells = cells(fix);
        assert_eq!(
            cells[..6],
            [
                "rotate by machine",
                "Task",
                "Highest",
                "maya",
                "05/Dec/26 5:30 PM",
                "warroom INC-2026-001 durable CWE-798-hard-coded",
            ]
        );
        for line in [
            "Fix: INC-2026-001/X3",
            "Answers: F1",
            "Verification: scan again",
            "Tracker: https://jira.example/browse/S-1",
        ] {
            assert!(cells[6].lines().any(|l| l == line), "{line}: {}", cells[6]);
        }
        assert_eq!(cells[7..], ["proposed", "INC-2026-001/X3"]);
    }

    #[test]
    fn nothing_that_was_typed_is_more_than_text() {
        for bad in [
            "=HYPERLINK(\"http://x\")",
            "+1",
            "-1+1",
            "@SUM(A1)",
            "\t=1",
            " =1",
            "\r\n=1",
            "＝1",
        ] {
            let cells = cells(Fix {
                class: bad.into(),
                verification: bad.into(),
                ..Fix::new(bad, FixKind::Patch)
            });
            let first = cells[0].chars().next().unwrap();
            assert!(first == '\'' || first == '␍' || first == '␉', "{cells:?}");
            assert!(cells.iter().all(|c| !c.contains('\r')), "{cells:?}");
        }
        let fix = Fix::new("x\",\"y\r\nz\u{1b}[2J\u{202e}", FixKind::Patch);
        assert_eq!(cells(fix)[0], "x\",\"y␍␊z␛[2J‹U+202E›");
        let fix = Fix {
            verification: "{html}<b>{html} [x|http://evil.example] !http://e.example/a.png! ok!"
                .into(),
            ..Fix::new("x", FixKind::Patch)
        };
        let told = cells(fix)[6].clone();
        for part in ["\\{html}", "\\[x\\|hxxp", "\\!hxxp", "ok!"] {
            assert!(told.contains(part), "{part}: {told}");
        }
    }

    #[test]
    fn nothing_that_was_typed_is_markup_in_jira() {
        for (typed, told) in [
            ("-2+3", "\\-2+3"),
            ("it is *done*, -not-", "it is \\*done*, \\-not-"),
            ("well-known 2026-12-24 a_b", "well-known 2026-12-24 a_b"),
            ("- a point", "- a point"),
            ("??who??", "\\??who\\??"),
            ("\\{color:red}x", "&#92;\\{color:red}x"),
            ("C:\\temp \\\\", "C:\\temp &#92;\\"),
        ] {
            assert_eq!(escaped(typed), told, "{typed}");
        }
        let with = |tracker: &str| {
            let told = cells(Fix {
                tracker: tracker.into(),
                ..Fix::new("x", FixKind::Patch)
            });
            told[6].lines().last().unwrap().to_owned()
        };
        let link = "https://jira.example/_a/-b-?c={d}";
        assert_eq!(with(link), "Tracker: https://jira.example/_a/-b-?c=\\{d}");
        assert_eq!(with("javascript:*x*"), "Tracker: javascript:\\*x*");
    }
}
