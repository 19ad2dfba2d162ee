//! A scenario as a table: the master scenario events list (MSEL) as it is
//! kept in a spreadsheet and saved as CSV.

use super::Fault;
use super::scenario::Row;
use csv::{ByteRecord, ReaderBuilder};

/// How many rows may stand above the names of the columns.
const ABOVE: usize = 20;

/// A field of a row, and the names its column goes by: small letters and
/// digits only.
type Column = (fn(&mut Row) -> &mut String, &'static [&'static str]);

const COLUMNS: &[Column] = &[
    (
        |r| &mut r.number,
        &[
            "number",
            "no",
            "nr",
            "num",
            "id",
            "",
            "injectnumber",
            "injectno",
            "injectid",
            "inject",
            "eventnumber",
            "eventno",
            "event",
            "msel",
            "mselnumber",
            "mselno",
            "serial",
            "item",
        ],
    ),
    (
        |r| &mut r.time,
        &[
            "time",
            "eventtime",
            "injecttime",
            "plannedtime",
            "scheduledtime",
            "scenariotime",
            "exercisetime",
            "start",
            "starttime",
            "offset",
            "when",
            "t",
            "elapsed",
            "elapsedtime",
            "timeoffset",
            "minutes",
            "timemin",
        ],
    ),
    (
        |r| &mut r.sort,
        &[
            "type",
            "eventtype",
            "injecttype",
            "typeofinject",
            "sort",
            "kind",
            "category",
        ],
    ),
    (
        |r| &mut r.delivery,
        &[
            "delivery",
            "deliverymethod",
            "deliverymode",
            "method",
            "methodofdelivery",
            "mode",
            "means",
            "medium",
            "channel",
            "injectmode",
            "via",
            "howdelivered",
        ],
    ),
    (
        |r| &mut r.from,
        &[
            "from",
            "sender",
            "source",
            "simulatedsender",
            "responsiblecontroller",
            "controller",
            "injectedby",
            "simcell",
        ],
    ),
    (
        |r| &mut r.to,
        &[
            "to",
            "recipient",
            "recipients",
            "recipientplayer",
            "recipientplayers",
            "player",
            "players",
            "receiver",
            "target",
            "audience",
        ],
    ),
    (
        |r| &mut r.text,
        &[
            "description",
            "injectdescription",
            "eventdescription",
            "message",
            "text",
            "injecttext",
            "injectdetails",
            "details",
            "content",
            "scenario",
            "eventinject",
            "injectevent",
            "inject",
            "event",
        ],
    ),
    (
        |r| &mut r.expected,
        &[
            "expected",
            "expectedoutcome",
            "expectedoutcomes",
            "expectedaction",
            "expectedactions",
            "expectedplayeraction",
            "expectedplayeractions",
            "expectedresponse",
            "expectedresponses",
            "expectedresult",
            "expectedresults",
            "outcome",
            "anticipatedresponse",
            "desiredoutcome",
        ],
    ),
    (
        |r| &mut r.notes,
        &[
            "notes",
            "evaluatornotes",
            "evaluationnotes",
            "facilitatornotes",
            "controllernotes",
            "notestofacilitator",
            "comments",
            "remarks",
            "objective",
            "objectives",
        ],
    ),
];
/// The places of time and inject in [`COLUMNS`]: no scenario without them.
const NEEDED: [(usize, &str); 2] = [(1, "time"), (6, "inject")];

/// The title (none of its own), the rows, and what is wrong with the table.
pub(super) fn rows(text: &str) -> (String, Vec<Row>, Vec<Fault>) {
    let (mut rows, mut faults) = (Vec::new(), Vec::new());
    let mut head: Option<Vec<Option<usize>>> = None;
    let mut above = 0;
    for (line, record) in records(text, separator(text)) {
        let record = match record {
            Ok(record) => record,
            Err(what) => {
                faults.push(Fault::at(line, what));
                continue;
            }
        };
        if record.iter().all(|field| field.trim().is_empty()) {
            continue;
        }
        match &head {
            Some(places) => rows.push(row(line, &record, places)),
            None => {
                let places = places(&record);
                let found = NEEDED.iter().filter(|(p, _)| places[*p].is_some()).count();
                if found == NEEDED.len() {
                    head = Some(places);
                } else {
                    above += 1;
                }
                if above == ABOVE {
                    break;
                }
            }
        }
    }
    if head.is_none() && faults.is_empty() {
        let [(_, time), (_, inject)] = NEEDED;
        let what = format!(
            "no row names the columns `{time}` and `{inject}` (and number, type, delivery, from, to, expected outcome, notes)"
        );
        faults.push(Fault::at(1, what));
    }
    (String::new(), rows, faults)
}

/// The records with the lines they begin on; blank lines have none.
fn records(text: &str, separator: u8) -> Vec<(usize, Result<Vec<String>, String>)> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut out = Vec::new();
    let mut record = ByteRecord::new();
    loop {
        match reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return out,
            Err(e) => {
                out.push((1, Err(format!("cannot be read as CSV: {e}"))));
                return out;
            }
        }
        let at = record.position().map_or(0, csv::Position::byte);
        let line = line_of(text, usize::try_from(at).unwrap_or(0));
        let fields = record
            .iter()
            .map(|field| std::str::from_utf8(field).map(str::to_owned));
        let fields: Result<Vec<String>, _> = fields.collect();
        out.push((line, fields.map_err(|_| "is not UTF-8".to_owned())));
    }
}

/// The line of a record that begins at a byte: the blank lines the reader
/// passes over before it do not count as its beginning.
fn line_of(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    let blank = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
    let before = &text.as_bytes()[..(at + blank).min(text.len())];
    let breaks = before.iter().filter(|b| **b == b'\n').count();
    // Old files of the Mac break lines with a lone carriage return.
    let returns = before.iter().filter(|b| **b == b'\r').count();
    1 + if breaks == 0 { returns } else { breaks }
}

/// A comma, unless the first lines have more of what else parts columns.
fn separator(text: &str) -> u8 {
    let head: Vec<u8> = text.bytes().take(4000).collect();
    let count = |b: u8| head.iter().filter(|c| **c == b).count();
    let first = text.lines().find(|l| places_in(l, b',') >= 2);
    if first.is_some() {
        return b',';
    }
    [b';', b'\t', b'|']
        .into_iter()
        .filter(|b| count(*b) > 0)
        .max_by_key(|b| count(*b))
        .unwrap_or(b',')
}

/// How many of the needed columns a line names, parted so.
fn places_in(line: &str, separator: u8) -> usize {
    let fields: Vec<String> = line
        .split(char::from(separator))
        .map(str::to_owned)
        .collect();
    let places = places(&fields);
    NEEDED.iter().filter(|(p, _)| places[*p].is_some()).count()
}

/// Where each of [`COLUMNS`] stands in a row of names. A name that several
/// go by is taken by the one that has no better.
fn places(names: &[String]) -> Vec<Option<usize>> {
    let names: Vec<String> = names.iter().map(|n| plain(n)).collect();
    let mut taken = vec![false; names.len()];
    let mut found = vec![None; COLUMNS.len()];
    // The inject's text before its number: `event` and `inject` may be either.
    let order = [6, 1, 2, 3, 4, 5, 7, 8, 0];
    for column in order {
        let (_, known) = COLUMNS[column];
        let named = |wanted: &&&str| {
            let is = |i: &usize| !taken[*i] && names[*i] == **wanted;
            (0..names.len()).any(|i| is(&i))
        };
        let Some(best) = known.iter().find(named) else {
            continue;
        };
        let at = (0..names.len()).find(|i| !taken[*i] && names[*i] == *best);
        if let Some(at) = at {
            taken[at] = true;
            found[column] = Some(at);
        }
    }
    found
}

/// A name by its letters and digits, `#` being a number.
fn plain(name: &str) -> String {
    let name = name.trim().to_lowercase();
    let bare: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    match name.contains('#') {
        true => bare + "number",
        false if bare.is_empty() => "-".to_owned(),
        false => bare,
    }
}

fn row(line: usize, record: &[String], places: &[Option<usize>]) -> Row {
    let mut row = Row {
        line,
        ..Row::default()
    };
    for ((field, _), place) in COLUMNS.iter().zip(places) {
        if let Some(text) = place.and_then(|at| record.get(at)) {
            field(&mut row).clone_from(text);
        }
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Row {
        let (_, rows, faults) = rows(text);
        assert_eq!(faults, [], "{text}");
        assert_eq!(rows.len(), 1, "{text}");
        rows[0].clone()
    }

    #[test]
    fn the_usual_columns_are_found_by_whatever_they_are_called() {
        for text in [
            "number,time,type,delivery,from,to,inject,expected outcome\n3,00:05,inject,phone,SOC,IC,fire,call\n",
            "Inject #;Time (min);Inject Type;Delivery Method;Sender;Recipient;Description;Expected Player Action\n3;00:05;inject;phone;SOC;IC;fire;call\n",
            "No.\tEVENT TIME\tEvent Type\tMethod\tResponsible Controller\tRecipient Player(s)\tEvent Description\tExpected Outcomes\n3\t00:05\tinject\tphone\tSOC\tIC\tfire\tcall\n",
            "Event,Inject Time,Kind,Via,From,To,Inject,Expected Response\n3,00:05,inject,phone,SOC,IC,fire,call\n",
            "Inject,Offset,Category,Mode,Source,Audience,Message,Expected\n3,00:05,inject,phone,SOC,IC,fire,call\n",
            "Exercise NIGHT OWL\r\n\r\n\"Number\",\"Time\",\"Type\",\"Delivery\",\"From\",\"To\",\"Inject\",\"Outcome\"\r\n3,00:05,inject,phone,SOC,IC,fire,call\r\n,,,,,,,\r\n",
        ] {
            let it = one(text);
            let read = [
                &it.time,
                &it.sort,
                &it.delivery,
                &it.from,
                &it.to,
                &it.text,
                &it.expected,
            ];
            assert_eq!(
                read,
                ["00:05", "inject", "phone", "SOC", "IC", "fire", "call"],
                "{text}"
            );
            assert_eq!(it.number, "3", "{text}");
        }
    }

    #[test]
    fn a_row_knows_its_line_after_blank_lines_and_texts_of_several() {
        let text = "time,inject\n\n\n1,\"one\ntwo\"\n\n2,three\n";
        let (_, rows, _) = rows(text);
        let lines: Vec<usize> = rows.iter().map(|r| r.line).collect();
        assert_eq!(lines, [4, 7]);
        assert_eq!(rows[0].text, "one\ntwo");
    }

    #[test]
    fn a_table_without_names_is_refused() {
        let (_, rows, faults) = rows("1,00:05,fire\n");
        assert!(rows.is_empty());
        assert!(faults[0].what.contains("`time` and `inject`"));
    }
}
