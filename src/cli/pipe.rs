//! Lines from a pipe, recorded as they come in. Each is an act of its own, to
//! be undone alone; those that wait already share a transaction, since the disk
//! takes as long for one as for many.

use super::input::{Line, Lines};
use super::note::{CLOSE, CLOSES, Scribe};
use super::output::Output;
use crate::capture::{Captured, What};
use crate::problem::{Attempt as _, Exit, Problem};
use std::io;

/// How many lines may share a transaction: others wait for as long as it takes.
const TOGETHER: usize = 64;

/// A line with its number, and what it means or why it is refused.
type Numbered = (usize, Result<Captured, String>);

/// What became of the lines so far.
#[derive(Default)]
struct Tally {
    recorded: usize,
    refused: usize,
    /// Those of the refused ones that would have closed the incident.
    closing: usize,
    /// Attacker activity whose sign may have been the bullet of a list.
    bullets: usize,
}

impl Scribe<'_> {
    /// Records line after line. Nobody reading the labels is no reason to
    /// stop recording what is still coming in.
    pub(super) fn lines<R: io::Read>(
        &mut self,
        mut lines: Lines<R>,
        out: &mut Output,
    ) -> Result<(), Problem> {
        let mut tally = Tally::default();
        let mut group = Vec::new();
        while let Some(line) = lines.next() {
            let recorded = tally.recorded;
            let (number, line) =
                line.attempt(format!("cannot read on after {recorded} recorded lines"))?;
            if let Some(read) = self.understood(line) {
                group.push((number, read));
            }
            let names = group.last().is_some_and(makes_names);
            if names || !lines.is_waiting() || group.len() >= TOGETHER {
                self.group(std::mem::take(&mut group), &mut tally, out)?;
            }
        }
        self.tell_found(out)?;
        let Tally {
            recorded,
            refused,
            closing,
            bullets,
        } = tally;
        if bullets > 1 {
            out.remark(&format!(
                "{bullets} lines began with `* ` and were recorded as attacker activity; a list is piped in with `- `, or with --verbatim"
            ));
        }
        let told = format!("{recorded} recorded, {refused} not recorded");
        match refused {
            0 => Ok(()),
            _ if refused == closing => Err(Problem::new(Exit::Conflict, told).advise(CLOSE)),
            _ => Err(Problem::new(Exit::Usage, told)
                .advise("put the lines named above right, and pipe in those alone")),
        }
    }

    /// What a line means, or why it is refused; nothing of a blank one.
    fn understood(&self, line: Line) -> Option<Result<Captured, String>> {
        match line {
            Line::Text(text) if text.trim().is_empty() => None,
            Line::Text(text) => Some(self.read(&text).map_err(|mistake| mistake.to_string())),
            Line::NotText(byte) => Some(Err(format!(
                "byte {byte}: this is not UTF-8; convert it, with iconv for example"
            ))),
            Line::TooLong => Some(Err(
                "longer than 1 MiB; hand it in as a file: warroom artifact add FILE".into(),
            )),
        }
    }

    /// Records the lines of a group and says what became of each, in order.
    /// Where they cannot be recorded together, each is tried alone: what is
    /// wrong with one costs none of the others.
    fn group(
        &mut self,
        group: Vec<Numbered>,
        tally: &mut Tally,
        out: &mut Output,
    ) -> Result<(), Problem> {
        let mut group = group;
        for (_, read) in &mut group {
            if read.as_ref().is_ok_and(|line| self.closes(line)) {
                tally.closing += 1;
                *read = Err(format!("{CLOSES}: {CLOSE}"));
            }
        }
        let good = group.iter().filter_map(|(_, read)| read.as_ref().ok());
        let good: Vec<&Captured> = good.collect();
        // Once they are recorded, what was before is not known any more.
        let updates: Vec<_> = good.iter().map(|line| self.update(line)).collect();
        let appended = match self.record(&good) {
            Err(_) if group.len() > 1 => {
                let mut each = group.into_iter();
                return each.try_for_each(|line| self.group(vec![line], tally, out));
            }
            Err(problem) => return Err(stopped(problem, &group, tally, "before", out)),
            Ok(appended) => appended,
        };
        tally.recorded += appended.len();
        let mut appended = appended.iter().zip(updates);
        let mut untold = None;
        for (number, read) in &group {
            match read {
                Ok(captured) => {
                    tally.bullets += usize::from(captured.begins_like_a_bullet());
                    let told = appended.next().filter(|_| untold.is_none());
                    let told =
                        told.map(|(a, update)| self.tell(Some(*number), captured, update, a, out));
                    untold = untold.or(told.and_then(Result::err).filter(|p| !p.is_silent()));
                }
                Err(mistake) => {
                    tally.refused += 1;
                    out.remark(&format!("line {number}, {mistake}"));
                }
            }
        }
        untold.map_or(Ok(()), |p| Err(stopped(p, &group, tally, "with", out)))
    }
}

/// Says how far the lines were recorded.
fn stopped(
    problem: Problem,
    group: &[Numbered],
    tally: &Tally,
    when: &str,
    out: &mut Output,
) -> Problem {
    let number = group.last().map_or(0, |(number, _)| *number);
    let recorded = tally.recorded;
    out.remark(&format!(
        "stopped at line {number}: {recorded} recorded {when} it"
    ));
    problem
}

/// Whether the lines after this one are read against other names, another
/// phase, or other states of workstreams, than it was.
fn makes_names((_, read): &Numbered) -> bool {
    read.as_ref().is_ok_and(|line| {
        let milestone = matches!(line.what, What::Entry { phase: Some(_), .. });
        let named = !line.new_people.is_empty() || !line.new_workstreams.is_empty();
        milestone || named || line.update.is_some()
    })
}
