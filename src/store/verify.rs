//! Whether the record is what was recorded: the chain is recomputed, the
//! journal is replayed into an empty file, and every table is compared.

use super::fault::{Fault, Inner};
use super::journal::{self, Line};
use super::{Result, Store, StoreError, leaves, migrations, schema};
use rusqlite::types::Value;
use rusqlite::{Connection, Row};
use std::path::Path;

/// How far a long piece of work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Steps done.
    pub done: u64,
    /// Steps there are.
    pub of: u64,
}

/// What `verify` found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Changes in the journal that were looked at.
    pub changes: u64,
    /// The end of the hash chain, lower-case hexadecimal: written down
    /// elsewhere, it proves later that nothing before it was altered.
    pub head: String,
    /// How it ended.
    pub outcome: Outcome,
}

/// How a verification ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The journal is whole and the tables are what it says.
    Sound,
    /// It was stopped before the end; nothing bad was seen until then.
    Cancelled,
    /// Something was altered behind the journal's back.
    Broken {
        /// The first bad row: `journal row 12`, `E4`.
        at: String,
        /// What that means, and what to do.
        meaning: String,
    },
}

/// Why a verification stops before its end.
enum Stop {
    Cancelled,
    Broken { at: String, meaning: String },
    Fault(Fault),
}

impl<E: Into<Fault>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Fault(error.into())
    }
}

type Checked<T> = std::result::Result<T, Stop>;

fn broken<T>(at: impl Into<String>, meaning: impl Into<String>) -> Checked<T> {
    Err(Stop::Broken {
        at: at.into(),
        meaning: meaning.into(),
    })
}

/// The tables that are compared row by row, in an order that both files share.
const TABLES: &[(&str, &str)] = &[
    (
        "thing",
        "SELECT num, id, incident, kind, number, shut, rank, at, workstream, word, holder, register, starred, struck, waits, withdrawn, changed, body FROM thing ORDER BY num",
    ),
    (
        "mention",
        "SELECT incident, target, source FROM mention ORDER BY incident, target, source",
    ),
    (
        "tally",
        "SELECT incident, stream, name, n FROM tally ORDER BY incident, stream, name",
    ),
    ("search", "SELECT term, doc, col, offset FROM temp.indexed"),
    ("search", "SELECT id, sz FROM search_docsize ORDER BY id"),
    (
        "search",
        "SELECT k, v FROM search_config WHERE k <> 'version' ORDER BY k",
    ),
];

/// The chain, the replay, the comparison.
const PASSES: u64 = 3;

/// Rows between two words of progress.
const LOT: u64 = 512;

struct Check<'a> {
    conn: &'a Connection,
    progress: &'a mut dyn FnMut(Progress) -> bool,
    done: u64,
    of: u64,
    changes: u64,
    head: Vec<u8>,
}

impl Check<'_> {
    fn run(&mut self, path: &Path) -> Checked<()> {
        schema::compare(self.conn)?.map_or(Ok(()), |(at, meaning)| broken(at, meaning))?;
        self.of = u64::try_from(journal::last_seq(self.conn)?)
            .unwrap_or(0)
            .saturating_mul(PASSES);
        self.sound_file()?;
        self.chain()?;
        self.clock()?;
        self.replay(path)
    }

    fn step(&mut self, rows: u64) -> Checked<()> {
        self.done += rows;
        let (done, of) = (self.done.min(self.of), self.of);
        if (self.progress)(Progress { done, of }) {
            Ok(())
        } else {
            Err(Stop::Cancelled)
        }
    }

    /// SQLite's own check, which looks into the full-text index too, and what
    /// it does not see there.
    fn sound_file(&mut self) -> Checked<()> {
        self.step(0)?;
        let word: String = self
            .conn
            .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        if word != "ok" {
            return broken(
                "the file",
                format!("SQLite finds it damaged: {word}. Keep a copy and restore a backup."),
            );
        }
        match leaves::unreachable(self.conn)? {
            None => Ok(()),
            Some((segment, page)) => broken(
                format!("search_idx (segment {segment}, page {page})"),
                what_to_do("search"),
            ),
        }
    }

    fn chain(&mut self) -> Checked<()> {
        let mut before = journal::ROOT.to_vec();
        let mut seq = 0;
        loop {
            let lines = journal::after(self.conn, seq, LOT as usize)?;
            if lines.is_empty() {
                break;
            }
            let count = lines.len() as u64;
            for line in lines {
                link(&line, seq, &before)?;
                seq = line.seq;
                self.changes += 1;
                before = line.hash;
                self.head.clone_from(&before);
            }
            self.step(count)?;
        }
        let head: Option<Vec<u8>> = super::meta::get(self.conn, super::meta::HEAD)?;
        if head.unwrap_or_else(|| journal::ROOT.to_vec()) == before {
            return Ok(());
        }
        broken(
            format!("journal row {}", seq + 1),
            "The journal does not end where it was left: rows were removed from its end, or added past this program.",
        )
    }

    fn clock(&self) -> Checked<()> {
        let highest: i64 =
            self.conn
                .query_row("SELECT coalesce(max(hlc), 0) FROM journal", [], |r| {
                    r.get(0)
                })?;
        let clock: i64 = super::meta::get(self.conn, super::meta::CLOCK)?.unwrap_or(0);
        if clock >= highest {
            return Ok(());
        }
        broken(
            "meta clock",
            "The clock of the file is behind its own journal: it was set back past this program.",
        )
    }

    fn replay(&mut self, path: &Path) -> Checked<()> {
        // Gone with its guard; in memory where no folder can be written.
        let file = scratch(path).ok();
        let other = match &file {
            Some(file) => Connection::open(file.path())?,
            None => Connection::open_in_memory()?,
        };
        other.pragma_update(None, "temp_store", "memory")?;
        other.pragma_update(None, "journal_mode", "off")?;
        other.pragma_update(None, "synchronous", "off")?;
        other.pragma_update(None, "cache_size", -2048)?;
        let transaction = other.unchecked_transaction()?;
        schema::reset_projection(&transaction)?;
        let mut seen = 0;
        let mut stop = None;
        let all = migrations::replay(self.conn, &transaction, &mut |seq| {
            let rows = u64::try_from(seq - seen).unwrap_or(0);
            seen = seq;
            stop = self.step(rows).err();
            stop.is_none()
        })?;
        if let (false, Some(stop)) = (all, stop) {
            return Err(stop);
        }
        transaction.commit()?;
        let sql = "CREATE VIRTUAL TABLE temp.indexed USING fts5vocab(main, search, instance)";
        for conn in [self.conn, &other] {
            conn.execute_batch("DROP TABLE IF EXISTS temp.indexed")?;
            conn.execute_batch(sql)?;
        }
        TABLES
            .iter()
            .try_for_each(|(table, sql)| self.compare(&other, table, sql))
    }

    fn compare(&mut self, other: &Connection, table: &str, sql: &str) -> Checked<()> {
        let (mut here, mut there) = (self.conn.prepare(sql)?, other.prepare(sql)?);
        let (mut here, mut there) = (here.query([])?, there.query([])?);
        let mut count = 0;
        loop {
            match (here.next()?, there.next()?) {
                (None, None) => return Ok(()),
                (Some(row), Some(wanted)) if same(row, wanted)? => {}
                (row, wanted) => return broken(place(table, row, wanted)?, what_to_do(table)),
            }
            count += 1;
            if count % LOT == 0 {
                self.step(if table == "thing" { LOT } else { 0 })?;
            }
        }
    }
}

/// What cannot be read is found broken; what the system refuses is a failure.
fn in_the_record(stop: Stop) -> Stop {
    use rusqlite::{Error, ErrorCode};
    let detail = match &stop {
        Stop::Fault(Fault::Sqlite(error)) => match error {
            Error::FromSqlConversionFailure(..)
            | Error::IntegralValueOutOfRange(..)
            | Error::InvalidColumnType(..) => error.to_string(),
            other if other.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt) => {
                other.to_string()
            }
            _ => return stop,
        },
        Stop::Fault(Fault::Told(
            error @ (StoreError::Unreadable { .. } | StoreError::Damaged { .. }),
        )) => error.to_string().lines().next().unwrap_or("").to_owned(),
        Stop::Fault(Fault::Told(_)) | Stop::Cancelled | Stop::Broken { .. } => return stop,
    };
    Stop::Broken {
        at: "the file".into(),
        meaning: format!(
            "It cannot be read to the end: {detail}. Keep a copy and restore a backup."
        ),
    }
}

/// Checks one row against the row before it.
fn link(line: &Line, last: i64, before: &[u8]) -> Checked<()> {
    let at = format!("journal row {}", last + 1);
    if line.seq != last + 1 {
        return broken(
            at,
            "It is missing: somebody removed it. What it recorded is lost unless a backup holds it.",
        );
    }
    let event = match line.event() {
        Ok(event) => event,
        Err(_) if line.hash != line.seal(before) => {
            return broken(at, "It cannot be read and is not what was recorded.");
        }
        Err(fault) => return Err(fault.into()),
    };
    if line.hash != line.seal(before) {
        let who = crate::domain::visible_line(&event.author).into_owned();
        return broken(
            at,
            format!(
                "It is not what was recorded (it now claims to be by {who}, at {}): somebody altered it or a row before it.",
                event.at.to_rfc3339()
            ),
        );
    }
    if line.subject != event.change.subject().as_bytes() {
        return broken(at, "Its subject is not that of its change.");
    }
    Ok(())
}

/// A file for the replay, for the owner only: beside the database, where its
/// marking already holds, else among the temporary files.
fn scratch(path: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let folder = super::create::folder_of(path);
    let mut builder = tempfile::Builder::new();
    builder.prefix(".verify-");
    builder.tempfile_in(folder).or_else(|_| builder.tempfile())
}

fn same(a: &Row<'_>, b: &Row<'_>) -> rusqlite::Result<bool> {
    for column in 0..a.as_ref().column_count() {
        if a.get_ref(column)? != b.get_ref(column)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The row that differs: by its label where it has one.
fn place(table: &str, row: Option<&Row<'_>>, wanted: Option<&Row<'_>>) -> Inner<String> {
    let Some(row) = wanted.or(row) else {
        return Ok(table.to_owned());
    };
    if table == "thing" {
        let name = super::rows::body(row, 17)?.map(|t| t.name());
        let num: i64 = row.get(0)?;
        return Ok(name.unwrap_or_else(|_| format!("thing row {num}")));
    }
    let mut cells = Vec::new();
    for column in 0..row.as_ref().column_count() {
        cells.push(match row.get(column)? {
            Value::Blob(b) => b.iter().map(|b| format!("{b:02x}")).collect(),
            Value::Text(t) => crate::domain::visible_line(&t).into_owned(),
            Value::Integer(n) => n.to_string(),
            Value::Real(n) => n.to_string(),
            Value::Null => String::new(),
        });
    }
    Ok(format!("{table} ({})", cells.join(", ")))
}

fn what_to_do(table: &str) -> String {
    let what = match table {
        "thing" => "What is shown is not what was recorded",
        "mention" => "The links are not those of what was recorded",
        "tally" => "The counts are not those of what was recorded",
        _ => "The search index is not that of what was recorded",
    };
    format!(
        "{what}: the table was altered past this program. The journal itself is whole and says what is true."
    )
}

impl Store {
    /// Recomputes the journal's chain, replays the journal into an empty file
    /// and compares every table. `progress` is told how far it is and answers
    /// whether to go on.
    ///
    /// # Errors
    /// The file cannot be read, or there is no room for the replay. What is
    /// wrong *in* the record is no error but the [`Verdict`].
    pub fn verify(&self, progress: &mut dyn FnMut(Progress) -> bool) -> Result<Verdict> {
        self.read("verifying", |conn| {
            let mut check = Check {
                conn,
                progress,
                done: 0,
                of: 0,
                changes: 0,
                head: journal::ROOT.to_vec(),
            };
            let outcome = match check.run(&self.path).map_err(in_the_record) {
                Ok(()) => Outcome::Sound,
                Err(Stop::Cancelled) => Outcome::Cancelled,
                Err(Stop::Broken { at, meaning }) => Outcome::Broken { at, meaning },
                Err(Stop::Fault(fault)) => return Err(fault),
            };
            Ok(Verdict {
                changes: check.changes,
                head: check.head.iter().map(|b| format!("{b:02x}")).collect(),
                outcome,
            })
        })
    }
}
