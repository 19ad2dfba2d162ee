//! Reads a line, part by part: bullet, time, signs, text, tags.

use super::decision::decision;
use super::near_time;
use super::point::spaces;
use super::promise::{self, Promised};
use super::sign::{Signs, Sort, near_word, signs, special, tight_sign};
use super::tags::{Word, run, words};
use super::time::{Timed, leading};
use super::zone::ZoneSpec;
use super::{Captured, Context, Mistake, Remark, SpanKind, What, names, task, update};
use crate::domain::indicator::{self, Indicator};
use crate::domain::passage::moves;
use crate::domain::{Decision, EntryKind, Label, LabelKind, Phase, Precision, When, is_blank};
use chrono::{DateTime, Utc};
use std::ops::Range;

/// Reads one line.
///
/// # Errors
/// What cannot be meant (28:30, 2026-02-31), with its place. Nothing of such a
/// line is to be recorded. A date in words (31 February) is text, remarked on.
pub fn parse(line: &str, cx: &Context<'_>) -> Result<Captured, Mistake> {
    parse_as(line, EntryKind::Note, cx)
}

/// Reads one line that is an entry of `kind` where it says nothing else.
///
/// # Errors
/// As [`parse`]; a milestone, for example, begins with its phase also where
/// the line does not say that it is one.
pub fn parse_as(line: &str, kind: EntryKind, cx: &Context<'_>) -> Result<Captured, Mistake> {
    let mut reader = Reader::new(line, cx);
    let (time, signs, text_at) = reader.head()?;
    reader.look_at_text(time.as_ref(), text_at, &signs)?;
    let words = words(line, text_at);
    let run = run(&words);
    let zone = ZoneSpec::of(cx.zone).unwrap_or_else(ZoneSpec::utc);
    let names = names::find(line, &words, run, cx.known, signs.sort == Some(Sort::Task));
    let what = match signs.sort.unwrap_or(Sort::Entry(kind)) {
        Sort::Task => reader.task(&words, run, &signs)?,
        Sort::Entry(kind) => reader.entry(kind, signs.starred, text_at, (&words, run))?,
    };
    let update = match &what {
        What::Entry {
            kind: EntryKind::Note,
            ..
        } => update::read(line, text_at, &words, cx.known, &names)?,
        What::Entry { .. } | What::Task { .. } => None,
    };
    let decided_by = reader.decider(&names.people)?;
    let (update, set) = update.unzip();
    reader.spans.extend(set.into_iter().flatten());
    reader.spans.extend(names.spans);
    for (at, told) in names.unknown {
        reader.remark(at, told);
    }
    let indicators = reader.indicators(text_at);
    reader
        .spans
        .sort_by_key(|(range, _)| (range.start, range.end));
    Ok(Captured {
        what,
        typed: line.to_owned(),
        when: time.map(|t| t.when),
        zone: zone.at(cx.now),
        people: names.people,
        workstream: update.as_ref().map(|u| u.slug.clone()).or(names.workstream),
        update,
        new_people: names.new_people,
        new_workstreams: names.new_workstreams,
        labels: Label::find_all(&line[text_at..])
            .into_iter()
            .map(|(_, label)| label)
            .collect(),
        supersedes: reader.supersedes,
        decided_by,
        never_due: reader.never_due,
        answers: answers(line, text_at)?,
        indicators,
        warnings: reader.remarks,
        spans: reader.spans,
    })
}

/// Reads several lines, each by itself, with their numbers from 1. Blank lines
/// are skipped; a name that one line creates is known to the lines after it.
pub fn parse_lines(text: &str, cx: &Context<'_>) -> Vec<(usize, Result<Captured, Mistake>)> {
    let mut known = cx.known.clone();
    let mut read = Vec::new();
    for (i, line) in text.split('\n').enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        if line.trim().is_empty() {
            continue;
        }
        let here = Context {
            known: &known,
            ..*cx
        };
        let found = parse(line, &here);
        if let Ok(captured) = &found {
            names::expect(&mut known, captured, cx.now);
        }
        read.push((i + 1, found));
    }
    read
}

pub(super) struct Reader<'a> {
    pub(super) line: &'a str,
    pub(super) cx: &'a Context<'a>,
    /// The moment the line is about: that of its time, else now.
    pub(super) about: DateTime<Utc>,
    pub(super) remarks: Vec<Remark>,
    pub(super) spans: Vec<(Range<usize>, SpanKind)>,
    /// The number of the decision that this one replaces.
    supersedes: Option<u32>,
    /// It says that it is never due.
    never_due: bool,
    /// Where it says who decided.
    by: Option<Range<usize>>,
}

impl<'a> Reader<'a> {
    fn new(line: &'a str, cx: &'a Context<'a>) -> Self {
        Self {
            line,
            cx,
            about: cx.now,
            remarks: Vec::new(),
            spans: Vec::new(),
            supersedes: None,
            never_due: false,
            by: None,
        }
    }

    pub(super) fn remark(&mut self, at: Range<usize>, text: impl Into<String>) {
        let text = text.into();
        self.remarks.push(Remark { at, text });
    }

    /// Time and signs, and where the text begins.
    fn head(&mut self) -> Result<(Option<Timed>, Signs, usize), Mistake> {
        let start = spaces(self.line);
        let (time, after) = match self.time(start)? {
            Some((time, after)) => (Some(time), after),
            None => (None, start),
        };
        let signs = signs(self.line, after);
        self.glued_plus(time.as_ref(), &signs)?;
        if let Some(time) = &time {
            self.about = time.when.at;
            self.spans.push((time.range.clone(), SpanKind::Time));
            self.remarks.extend(time.remarks.clone());
        }
        for span in &signs.spans {
            self.spans.push((span.clone(), SpanKind::Sign));
        }
        let mut at = signs.end;
        if self.line[at..].starts_with('\\') && special(&self.line[at..], self.cx) {
            self.spans.push((at..at + 1, SpanKind::Escape));
            at += 1;
        } else if at < self.line.len() {
            self.second_time(time.is_some(), at, &signs)?;
        }
        Ok((time, signs, at))
    }

    /// The leading time, behind the dash of a pasted list if there is one.
    fn time(&self, start: usize) -> Result<Option<(Timed, usize)>, Mistake> {
        for bullet in ["- ", "• ", "– ", "— "] {
            if let Some(rest) = self.line[start..].strip_prefix(bullet) {
                let at = self.line.len() - rest.len() + spaces(rest);
                return leading(self.line, at, self.cx);
            }
        }
        leading(self.line, start, self.cx)
    }

    /// A time where the text should begin was meant as the time of the line:
    /// it is asked about, not recorded as words.
    fn second_time(&self, timed: bool, at: usize, signs: &Signs) -> Result<(), Mistake> {
        if !timed && signs.spans.is_empty() {
            return Ok(());
        }
        let Some((time, _)) = leading(self.line, at, self.cx)? else {
            return Ok(());
        };
        let written = &self.line[time.range.clone()];
        if written.trim_start_matches('~').eq_ignore_ascii_case("now") {
            return Ok(());
        }
        let sign = signs.spans.first().map(|s| &self.line[s.clone()]);
        let hint = match (timed, sign) {
            (true, _) => "a range is written 14:05..14:20".to_owned(),
            (false, Some("*")) => {
                format!("write `{written} * …` for the attacker, or `- ` in place of a list's `* `")
            }
            (false, Some(sign)) => format!("the time goes first: `{written} {sign} …`"),
            (false, None) => "the time goes first".to_owned(),
        };
        Err(Mistake::new(
            self.line,
            time.range.clone(),
            "a time where the text should begin",
            format!("{hint}; `\\` before it keeps it as text"),
        ))
    }

    /// What an attentive reader would ask about the text.
    fn look_at_text(
        &mut self,
        time: Option<&Timed>,
        at: usize,
        signs: &Signs,
    ) -> Result<(), Mistake> {
        let text = &self.line[at..];
        let word = at..at + text.split_whitespace().next().unwrap_or("").len();
        if is_blank(text) {
            let hint = match signs.spans.last().map(|s| &self.line[s.clone()]) {
                Some(sign) => format!(
                    "`{sign}` is a sign: write what happened behind it, or `\\{sign}` if it is all there is to say"
                ),
                None => "write what happened behind the time and the sign".to_owned(),
            };
            let nothing = "there is nothing to record";
            return Err(Mistake::new(self.line, at..self.line.len(), nothing, hint));
        }
        let escaped = self.spans.iter().any(|(_, kind)| *kind == SpanKind::Escape);
        let near = match time {
            Some(time) => near_time::timed(text, time.when.precision == Precision::Day),
            None if escaped => None,
            None => near_time::untimed(text, !signs.spans.is_empty()),
        };
        if let Some(text) = near {
            self.remark(word.clone(), text);
        }
        let beside = time.filter(|time| is_blank(&self.line[time.range.end..at]) && !escaped);
        if let Some(text) = beside.and_then(|time| near_time::unread_zone(text, time)) {
            self.remark(word.clone(), text);
        }
        if signs.sort.is_none() && !escaped {
            self.lost_sign(time.is_some(), at)?;
        }
        if signs.sort.is_none()
            && let Some(text) = tight_sign(text).or_else(|| near_word(text))
        {
            self.remark(word.clone(), text);
        }
        if signs.sort.is_some() && super::sign::signs(self.line, at).sort.is_some() {
            self.remark(word, "a second sign is kept as text");
        }
        Ok(())
    }

    fn entry(
        &mut self,
        kind: EntryKind,
        starred: bool,
        at: usize,
        (words, run): (&[Word<'_>], usize),
    ) -> Result<What, Mistake> {
        let text = &self.line[at..];
        let phase = match kind {
            EntryKind::Milestone => Some(self.phase(at)?),
            _ => None,
        };
        let tags = &words[run..];
        let promised = if kind == EntryKind::Communication {
            promise::read(self, at, words, run)?
        } else {
            self.due_of_nothing(tags);
            Promised {
                text: text.to_owned(),
                ..Promised::default()
            }
        };
        let decision = match kind {
            EntryKind::Decision => {
                let end = super::decision::end(self.line, at, tags);
                Some(self.decision(at..end)?)
            }
            _ => None,
        };
        Ok(What::Entry {
            kind,
            starred,
            text: promised.text.trim_end().to_owned(),
            phase,
            decision,
            promise: promised.promise,
            keeps: promised.keeps,
        })
    }

    /// The decision that the text before the tags says.
    fn decision(&mut self, at: Range<usize>) -> Result<Decision, Mistake> {
        let said = decision(self.line, at, self.cx)?;
        self.supersedes = said.supersedes;
        self.by = said.by;
        if let (Some(place), Some(when)) = (said.revisit, &said.decision.revisit) {
            if task::over(when) <= self.cx.now {
                self.remark(place.clone(), "revisit is already past");
            }
            self.spans.push((place, SpanKind::Due));
        }
        Ok(said.decision)
    }

    /// The handle of who decided: somebody whom the line names.
    fn decider(&self, named: &[String]) -> Result<Option<String>, Mistake> {
        let Some(at) = self.by.clone() else {
            return Ok(None);
        };
        let handle = self.line[at.clone()].trim_start_matches('@');
        let found = named.iter().find(|n| n.eq_ignore_ascii_case(handle));
        let unknown = || {
            let what = format!("@{handle} is nobody yet");
            let hint = format!("put `by: @{handle}` at the end of the line: there it adds them");
            Mistake::new(self.line, at, what, hint)
        };
        found.cloned().ok_or_else(unknown).map(Some)
    }

    /// The time that a task or a communication is due, or that it never is.
    pub(super) fn due_at(&mut self, word: &Word<'_>, when: Option<&When>) {
        self.spans.push((word.core.clone(), SpanKind::Due));
        self.never_due = when.is_none();
        if when.is_some_and(|when| task::over(when) <= self.cx.now) {
            self.remark(word.core.clone(), "due is already past");
        }
    }

    /// A `due:` on a line that nothing of is due is pointed at.
    fn due_of_nothing(&mut self, tags: &[Word<'_>]) {
        let told = "kept as text; only a task (`+`) or a communication (`\"`) is due";
        for word in tags {
            if matches!(word.tag, Some(super::tags::Tag::Due(_))) {
                self.remark(word.range.clone(), told);
            }
        }
    }

    /// The phase a milestone's text begins with.
    fn phase(&mut self, at: usize) -> Result<Phase, Mistake> {
        let text = &self.line[at..];
        let length = text
            .find(|c: char| !c.is_ascii_alphabetic())
            .unwrap_or(text.len());
        let range = at..at + length;
        let Some(phase) = Phase::from_word(&text[..length]) else {
            let phases: Vec<_> = Phase::ALL.iter().map(|p| p.word()).collect();
            return Err(Mistake::new(
                self.line,
                range,
                "a milestone begins with the phase it reaches",
                format!("write one of {}", phases.join(", ")),
            ));
        };
        self.spans.push((range.clone(), SpanKind::Phase));
        let incident = self
            .cx
            .known
            .incident
            .as_ref()
            .and_then(|t| t.as_incident());
        let stated = self.spans.iter().any(|(_, kind)| *kind == SpanKind::Time);
        if let Some(standing) = incident.map(|i| i.phase)
            && phase != standing
            && !moves(standing, phase, stated)
        {
            let until = match phase {
                Phase::Closed => " until it is closed, which asks what is missing",
                _earlier => "",
            };
            let text = format!("recorded as history; the incident stays {standing}{until}");
            self.remark(range, text);
        }
        Ok(phase)
    }

    fn task(&mut self, words: &[Word<'_>], run: usize, signs: &Signs) -> Result<What, Mistake> {
        if signs.starred {
            let star = signs.spans.iter().find(|s| &self.line[(*s).clone()] == "!");
            return Err(Mistake::new(
                self.line,
                star.cloned().unwrap_or(0..1),
                "a task has no star",
                "write how urgent it is: p1 to p4",
            ));
        }
        task::read(self, words, run)
    }

    /// The indicators of the text, coloured where nothing else is.
    fn indicators(&mut self, at: usize) -> Vec<Indicator> {
        let mut found = indicator::find(&self.line[at..]);
        self.spans.sort_by_key(|(range, _)| range.start);
        let taken: Vec<Range<usize>> = self.spans.iter().map(|(r, _)| r.clone()).collect();
        for indicator in &mut found {
            let range = indicator.range.start + at..indicator.range.end + at;
            let next = taken.partition_point(|t| t.end <= range.start);
            if taken.get(next).is_none_or(|t| range.end <= t.start) {
                self.spans.push((range.clone(), SpanKind::Indicator));
            }
            indicator.range = range;
        }
        found
    }
}

/// The question that a text begins to answer: `answers Q5: yes`.
fn answers(line: &str, at: usize) -> Result<Option<u32>, Mistake> {
    const HEAD: &str = "answers ";
    let text = &line[at..];
    let begins = text
        .get(..HEAD.len())
        .is_some_and(|h| h.eq_ignore_ascii_case(HEAD));
    let Some((word, answer)) = text.get(HEAD.len()..).and_then(|t| t.split_once(':')) else {
        return Ok(None);
    };
    let Some(label) = Label::parse(word).filter(|_| begins) else {
        return Ok(None);
    };
    let place = at + HEAD.len()..at + HEAD.len() + word.len();
    if label.kind != LabelKind::Question {
        let hint = "write the label of the question: answers Q5: yes";
        return Err(Mistake::new(
            line,
            place,
            format!("{label} is no question"),
            hint,
        ));
    }
    if is_blank(answer) {
        let hint = "write it behind the colon: answers Q5: yes, it could";
        return Err(Mistake::new(line, place, "the answer is missing", hint));
    }
    Ok(Some(label.number))
}
