//! A scenario as TOML: a title, and a table `[[inject]]` for each.

use super::Fault;
use super::scenario::Row;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The keys of an inject, for messages.
const KEYS: &str = "number, time, type, delivery, from, to, inject, expected, notes";

/// The title, the rows, and what is wrong with the file.
pub(super) fn rows(text: &str) -> (String, Vec<Row>, Vec<Fault>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let line = |at: usize| line_of(text, at);
    let mut faults: Vec<Fault> = errors
        .iter()
        .map(|e| Fault::at(line(e.span().map_or(0, |s| s.start)), one_line(e.message())))
        .collect();
    if !faults.is_empty() {
        return (String::new(), Vec::new(), faults);
    }
    let (mut title, mut rows) = (String::new(), Vec::new());
    for (key, value) in table.get_ref() {
        let at = line(key.span().start);
        match (key.get_ref().as_ref(), value.get_ref()) {
            ("title", DeValue::String(said)) => title = said.as_ref().to_owned(),
            ("title", _) => faults.push(Fault::at(at, "`title` is to be a text in quotes")),
            ("inject", DeValue::Array(all)) => {
                for inject in all {
                    rows.push(row(inject, &line, &mut faults));
                }
            }
            ("inject", _) => faults.push(Fault::at(at, "each inject begins with [[inject]]")),
            (other, _) => {
                let what = format!("`{}` is neither `title` nor `inject`", one_line(other));
                faults.push(Fault::at(at, what));
            }
        }
    }
    (title, rows, faults)
}

fn row(
    inject: &Spanned<DeValue<'_>>,
    line: &impl Fn(usize) -> usize,
    faults: &mut Vec<Fault>,
) -> Row {
    let mut row = Row {
        line: line(inject.span().start),
        ..Row::default()
    };
    let DeValue::Table(table) = inject.get_ref() else {
        let what = "each inject begins with [[inject]]";
        faults.push(Fault::at(row.line, what));
        return row;
    };
    for (key, value) in table {
        let name = key.get_ref().as_ref();
        let at = line(key.span().start);
        let field = match name {
            "number" => &mut row.number,
            "time" => &mut row.time,
            "type" => &mut row.sort,
            "delivery" => &mut row.delivery,
            "from" => &mut row.from,
            "to" => &mut row.to,
            "inject" => &mut row.text,
            "expected" => &mut row.expected,
            "notes" => &mut row.notes,
            other => {
                let what = format!("`{}` is none of {KEYS}", one_line(other));
                faults.push(Fault::at(at, what));
                continue;
            }
        };
        match (value.get_ref(), name) {
            (DeValue::String(said), _) => field.push_str(said),
            (DeValue::Integer(n), "number" | "time") => field.push_str(n.as_str()),
            // An unquoted 00:15:00 is a time of day to TOML.
            (DeValue::Datetime(time), "time") => *field = time.to_string(),
            (_, name) => {
                let what = format!("`{name}` is to be a text in quotes");
                faults.push(Fault::at(at, what));
            }
        }
    }
    row
}

fn one_line(text: &str) -> String {
    text.lines().collect::<Vec<_>>().join(" ")
}

fn line_of(text: &str, at: usize) -> usize {
    let before = text.as_bytes().iter().take(at);
    1 + before.filter(|b| **b == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"
title = "Poisoned runner"

[[inject]]
number = "1a"
time = "+00:05"
type = "inject"
delivery = "phone"
from = "SOC"
to = "IC"
inject = "A build runner calls out."
expected = "An IC is named."
notes = "Watch who takes the call."

[[inject]]
time = 15
inject = """
Two lines
of text."""
"#;

    #[test]
    fn a_scenario_is_read_whole() {
        let (title, rows, faults) = rows(GOOD);
        assert_eq!(faults, []);
        assert_eq!(title, "Poisoned runner");
        assert_eq!(rows[0].line, 4);
        assert_eq!([&rows[0].number, &rows[0].time], ["1a", "+00:05"]);
        assert_eq!(
            [&rows[0].delivery, &rows[0].expected],
            ["phone", "An IC is named."]
        );
        assert_eq!(
            [&rows[1].time, &rows[1].text],
            ["15", "Two lines\nof text."]
        );
    }

    #[test]
    fn all_faults_are_found_with_their_lines() {
        let text = "titel = 1\ntitle = 2\n[[inject]]\ntime = true\nwho = \"x\"\ninject = [1]\n";
        let (_, _, mut faults) = rows(text);
        faults.sort();
        let lines: Vec<usize> = faults.iter().map(|f| f.line).collect();
        assert_eq!(lines, [1, 2, 4, 5, 6], "{faults:?}");
        let (_, _, faults) = rows("a = \nb = \n[[inject\n");
        let lines: Vec<usize> = faults.iter().map(|f| f.line).collect();
        assert!(
            lines.contains(&1) && lines.contains(&2) && lines.contains(&3),
            "{faults:?}"
        );
    }
}
