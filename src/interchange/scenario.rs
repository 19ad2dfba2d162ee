//! A scenario file, whichever its format (`docs/SCENARIO.md`): what the rows
//! of both formats have in common, and what is checked of all of them at once.

use super::{Fault, scenario_csv, scenario_toml};
use crate::domain::{Inject, Scenario, is_blank};

/// The most injects a scenario may have.
const MOST: usize = 2000;
/// The longest text of a field, in bytes; beyond it a quote was never closed.
const LONGEST: usize = 20_000;
/// The latest an inject may come: 30 days after the start, in seconds.
const LATEST: u64 = 30 * 86_400;

/// One inject as its file says it: text, and the line each stands on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// The line it begins on.
    pub line: usize,
    pub number: String,
    pub time: String,
    pub sort: String,
    pub delivery: String,
    pub from: String,
    pub to: String,
    pub text: String,
    pub expected: String,
    pub notes: String,
}

/// Reads a scenario. A name that ends in `.csv`, `.tsv` or `.txt` is a table,
/// any other is TOML; without a title of its own it is called as its file.
///
/// # Errors
/// Everything that is wrong with it, by line.
pub fn read_scenario(name: &str, bytes: &[u8]) -> Result<Scenario, Vec<Fault>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|e| {
        let before = &bytes[..e.valid_up_to()];
        let line = 1 + before.iter().filter(|b| **b == b'\n').count();
        vec![Fault::at(line, "is not UTF-8: save the file as UTF-8")]
    })?;
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let table = ["csv", "tsv", "txt"];
    let table = table.iter().any(|t| ending.eq_ignore_ascii_case(t));
    let (title, rows, mut faults) = match table {
        true => scenario_csv::rows(text),
        false => scenario_toml::rows(text),
    };
    let injects = checked(&rows, &mut faults);
    if rows.is_empty() && faults.is_empty() {
        faults.push(Fault::at(1, "there is no inject in it"));
    }
    if !faults.is_empty() {
        faults.sort();
        faults.dedup();
        return Err(faults);
    }
    let title = Some(title).filter(|t| !is_blank(t));
    Ok(Scenario {
        title: title.unwrap_or_else(|| stem.to_owned()),
        injects,
    })
}

fn checked(rows: &[Row], faults: &mut Vec<Fault>) -> Vec<Inject> {
    let mut injects: Vec<Inject> = Vec::with_capacity(rows.len().min(MOST));
    let mut lines: Vec<usize> = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        if place == MOST {
            let what = format!("is one inject too many: a scenario has {MOST} at most");
            faults.push(Fault::at(row.line, what));
            break;
        }
        let number = match row.number.trim() {
            "" => (place + 1).to_string(),
            given => given.to_owned(),
        };
        let same = |i: &Inject| i.number.eq_ignore_ascii_case(&number);
        if let Some(at) = injects.iter().position(same) {
            let what = format!("has the number {number:?} of line {}", lines[at]);
            faults.push(Fault::at(row.line, what));
        }
        if is_blank(&row.text) {
            let what = "says nothing: the column `inject` is empty";
            faults.push(Fault::at(row.line, what));
        }
        let longest = [&row.text, &row.expected, &row.notes];
        if longest.iter().any(|t| t.len() > LONGEST) {
            let what = format!("has a text of more than {LONGEST} bytes: is a quote left open?");
            faults.push(Fault::at(row.line, what));
        }
        match offset(&row.time) {
            Ok(offset) => injects.push(row.inject(number, offset)),
            Err(what) => {
                faults.push(Fault::at(row.line, what));
                injects.push(row.inject(number, 0));
            }
        }
        lines.push(row.line);
    }
    injects
}

impl Row {
    fn inject(&self, number: String, offset: u32) -> Inject {
        let text = |t: &String| t.trim().to_owned();
        Inject {
            sort: text(&self.sort),
            delivery: text(&self.delivery),
            from: text(&self.from),
            to: text(&self.to),
            expected: text(&self.expected),
            notes: text(&self.notes),
            ..Inject::new(number, offset, self.text.trim())
        }
    }
}

/// A time after the start, in seconds: `+00:15`, `00:15`, `1:02:30`, `15m`,
/// `1h30m`, `90s`, or bare minutes.
pub(super) fn offset(text: &str) -> Result<u32, String> {
    let wrong = || {
        format!(
            "has the time {:?}: it is one as +00:15, 00:15, 15m, 1h30m, or minutes after the start",
            text.trim()
        )
    };
    let typed = text.trim();
    let typed = typed.strip_prefix(['+', 'T', 't']).unwrap_or(typed);
    let typed = typed.strip_prefix('+').unwrap_or(typed).trim();
    let seconds = match (typed.contains(':'), typed.parse::<u64>()) {
        (true, _) => by_clock(typed),
        (false, Ok(minutes)) => minutes.checked_mul(60),
        (false, Err(_)) => by_units(typed),
    };
    let seconds = seconds.ok_or_else(wrong)?;
    match u32::try_from(seconds) {
        Ok(fits) if seconds <= LATEST => Ok(fits),
        Ok(_) | Err(_) => Err(format!(
            "has the time {:?}, more than 30 days after the start",
            text.trim()
        )),
    }
}

/// `H:MM` or `H:MM:SS`.
fn by_clock(text: &str) -> Option<u64> {
    let parts: Vec<&str> = text.split(':').collect();
    let digits = |p: &&str| (1..=4).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit());
    if !parts.iter().all(digits) || parts[1..].iter().any(|p| p.len() != 2) {
        return None;
    }
    let numbers: Vec<u64> = parts.iter().filter_map(|p| p.parse().ok()).collect();
    let [h, rest @ ..] = numbers.as_slice() else {
        return None;
    };
    let (min, s) = match rest {
        [min] => (*min, 0),
        [min, s] => (*min, *s),
        _others => return None,
    };
    (min < 60 && s < 60).then_some(h * 3600 + min * 60 + s)
}

/// `1h30m`, `15 min`, `90s`: units once each, the largest first.
fn by_units(text: &str) -> Option<u64> {
    const UNITS: &[(&[&str], u64)] = &[
        (&["d", "day", "days"], 86_400),
        (&["h", "hr", "hrs", "hour", "hours"], 3600),
        (&["m", "min", "mins", "minute", "minutes"], 60),
        (&["s", "sec", "secs", "second", "seconds"], 1),
    ];
    let mut rest = text;
    let mut total: u64 = 0;
    let mut last = u64::MAX;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit())?;
        let amount: u64 = rest[..digits].parse().ok()?;
        rest = rest[digits..].trim_start();
        let letters = rest.find(|c: char| !c.is_ascii_alphabetic());
        let (word, after) = rest.split_at(letters.unwrap_or(rest.len()));
        let word = word.to_ascii_lowercase();
        let (_, unit) = UNITS.iter().find(|(w, _)| w.contains(&word.as_str()))?;
        if *unit >= last {
            return None;
        }
        last = *unit;
        total = total.checked_add(amount.checked_mul(*unit)?)?;
        rest = after.trim_start();
    }
    (last != u64::MAX).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn times_are_read_as_they_are_written() {
        for (text, seconds) in [
            ("+00:15", 900),
            ("00:15", 900),
            ("0:15", 900),
            ("T+00:15", 900),
            ("15m", 900),
            ("15 min", 900),
            ("15", 900),
            ("0", 0),
            (" +1:02:30 ", 3750),
            ("1h30m", 5400),
            ("1 h 30 min", 5400),
            ("90s", 90),
            ("25:00", 90_000),
            ("1d", 86_400),
        ] {
            assert_eq!(offset(text), Ok(seconds), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_time_is_said() {
        for text in [
            "",
            "soon",
            "-5m",
            "00:60",
            "00:5",
            "1:00:60",
            "1:2:3:4",
            "m15",
            "15x",
            "30m1h",
            "15m15m",
            "00:15pm",
            "99999999999999999999",
            "721:00",
            "1000000000d",
            "٣",
            ":15",
            "15:",
        ] {
            let told = offset(text).expect_err(text);
            assert!(told.contains(&format!("{text:?}")), "{told}");
        }
    }

    #[test]
    fn every_fault_is_listed_with_its_line_and_nothing_is_read() {
        let text = "number,time,inject\n1,soon,one\n1,00:05,\n3,00:60,three\n";
        let faults = read_scenario("x.csv", text.as_bytes()).expect_err("faults");
        let lines: Vec<usize> = faults.iter().map(|f| f.line).collect();
        assert_eq!(lines, [2, 3, 3, 4], "{faults:?}");
        assert!(faults.iter().any(|f| f.what.contains("of line 2")));
        let faults = read_scenario("x.csv", b"time,inject\n1,\xff\n").expect_err("bytes");
        assert_eq!(faults[0].line, 2, "{faults:?}");
        for empty in ["x.csv", "x.toml"] {
            assert!(read_scenario(empty, b"").is_err());
        }
    }

    #[test]
    fn a_scenario_without_a_title_is_called_as_its_file() {
        let read = read_scenario("night.csv", b"time,inject\n5,one\n").expect("it is right");
        assert_eq!(read.title, "night");
        assert_eq!(read.injects[0].number, "1");
        assert_eq!((read.injects[0].offset, read.length()), (300, 300));
    }

    proptest! {
        #[test]
        fn no_file_makes_it_panic(bytes: Vec<u8>, text in "(?s).{0,200}", table: bool) {
            let name = if table { "x.csv" } else { "x.toml" };
            let _ = read_scenario(name, &bytes);
            let _ = read_scenario(name, text.as_bytes());
            let _ = read_scenario(name, format!("time,inject\n{text}").as_bytes());
            let _ = read_scenario(name, format!("[[inject]]\ntime = {text}").as_bytes());
        }

        #[test]
        fn every_offset_is_within_bounds_or_refused(text in "[-+0-9:hmsdT .]{0,12}") {
            if let Ok(seconds) = offset(&text) {
                prop_assert!(u64::from(seconds) <= LATEST);
            }
        }

        #[test]
        fn what_a_table_holds_is_read_back(texts in proptest::collection::vec("[^\r\n\\p{Cc}]{1,40}", 1..8)) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(["time", "inject", "expected outcome"]).expect("memory");
            for (i, text) in texts.iter().enumerate() {
                let time = i.to_string();
                writer.write_record([&time, &format!("i {text}"), text]).expect("memory");
            }
            let bytes = writer.into_inner().expect("memory");
            let read = read_scenario("x.csv", &bytes).expect("it is right");
            for (inject, text) in read.injects.iter().zip(&texts) {
                let typed = format!("i {text}");
                prop_assert_eq!(&inject.text, typed.trim());
                prop_assert_eq!(&inject.expected, text.trim());
            }
            prop_assert_eq!(read.injects.len(), texts.len());
        }
    }
}
