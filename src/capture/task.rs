//! A task: its title is the text without the tags that became its fields.

use super::due::{due, due_or_never, misplaced};
use super::line::Reader;
use super::tags::{Tag, Word, run, words};
use super::{Mistake, SpanKind, What};
use crate::domain::{Precision, Priority, When, is_blank};
use chrono::Duration;

/// Reads a task of the words of its text, whose run of tags begins at `run`.
pub(super) fn read(
    reader: &mut Reader<'_>,
    words: &[Word<'_>],
    run: usize,
) -> Result<What, Mistake> {
    let mut fields = Fields::default();
    let mut kept: Vec<&Word<'_>> = Vec::new();
    for word in &words[run..] {
        if !fields.take(reader, word)? {
            kept.push(word);
        }
    }
    misplaced(reader.line, &words[..run], reader.cx)?;
    no_priority(reader, words, run);
    for pair in words.windows(2) {
        look(reader, pair)?;
    }
    let title = title(reader.line, &words[..run], &kept);
    if is_blank(&title) {
        let at = words.first().map_or(0, |w| w.range.start);
        return Err(Mistake::new(
            reader.line,
            at..reader.line.len(),
            "the task has no title",
            "write what is to be done before the tags",
        ));
    }
    Ok(What::Task {
        title,
        priority: fields.priority,
        due: fields.due,
    })
}

/// Whether a sentence says by its tags that it is a task, also without the
/// sign of one: it is due, or ends with a priority.
#[must_use]
pub fn says_task(text: &str) -> bool {
    let words = words(text, 0);
    let due = |w: &Word<'_>| matches!(w.tag, Some(Tag::Due(_)));
    let priority = |w: &Word<'_>| matches!(w.tag, Some(Tag::Priority(_)));
    words.iter().any(due) || words[run(&words)..].iter().any(priority)
}

/// What a task takes out of its run of tags.
#[derive(Default)]
struct Fields {
    person: bool,
    workstream: bool,
    priority: Option<Priority>,
    due: Option<When>,
    /// `due:` was said, be it that it is never due.
    dated: bool,
}

impl Fields {
    /// Whether a word became a field; a second `@` or `#` stays in the title.
    fn take(&mut self, reader: &mut Reader<'_>, word: &Word<'_>) -> Result<bool, Mistake> {
        let twice = |what: &str| {
            let hint = "leave one away, or put `\\` before it to keep it as text";
            Err(Mistake::new(reader.line, word.core.clone(), what, hint))
        };
        match word.tag {
            Some(Tag::Person(_)) => Ok(!std::mem::replace(&mut self.person, true)),
            Some(Tag::Workstream(_)) => Ok(!std::mem::replace(&mut self.workstream, true)),
            Some(Tag::Priority(_)) if self.priority.is_some() => twice("a second priority"),
            Some(Tag::Priority(priority)) => {
                self.priority = Some(priority);
                reader.spans.push((word.core.clone(), SpanKind::Priority));
                Ok(true)
            }
            Some(Tag::Due(_)) if self.dated => twice("a second due time"),
            Some(Tag::Due(value)) => {
                let from = word.core.end - value.len();
                let range = from..word.core.end;
                self.due = due_or_never(reader.line, range, reader.about, reader.cx)?;
                self.dated = true;
                reader.due_at(word, self.due.as_ref());
                Ok(true)
            }
            Some(Tag::Label) | None => Ok(false),
        }
    }
}

/// `p0` and `p5` before the tags that end a task, or at its end, are none.
fn no_priority(reader: &mut Reader<'_>, words: &[Word<'_>], run: usize) {
    let Some(word) = run.checked_sub(1).and_then(|last| words.get(last)) else {
        return;
    };
    let text = &reader.line[word.core.clone()];
    let digits = text.strip_prefix(['p', 'P']).unwrap_or("");
    let number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    if number && digits.len() <= 2 && !reader.line[word.range.clone()].starts_with('\\') {
        let told = "kept in the title; priorities go from p1 to p4";
        reader.remark(word.core.clone(), told);
    }
}

/// The moment from which a due time is past.
pub(super) fn over(when: &When) -> chrono::DateTime<chrono::Utc> {
    let length = match when.precision {
        Precision::Day => Duration::days(1),
        Precision::Minute => Duration::minutes(1),
        Precision::Second | Precision::Milli => Duration::zero(),
    };
    when.at + length
}

/// A time behind `due:` and a space is asked about.
fn look(reader: &Reader<'_>, pair: &[Word<'_>]) -> Result<(), Mistake> {
    let [head, value] = pair else { return Ok(()) };
    let (line, cx) = (reader.line, reader.cx);
    let bare = line[head.range.clone()].eq_ignore_ascii_case("due:");
    if !bare || due(line, value.core.clone(), cx.now, cx).is_err() {
        return Ok(());
    }
    let hint = "write due:17:00, or `\\due:` to keep it as text";
    let place = head.range.start..value.core.end;
    let what = "a space between `due:` and its time";
    Err(Mistake::new(line, place, what, hint))
}

/// The words up to the run as they stand, and what the run left over. A
/// backslash that kept a word from becoming a field has done its work.
fn title(line: &str, sentence: &[Word<'_>], kept: &[&Word<'_>]) -> String {
    let mut title = String::new();
    let mut at = sentence.first().map_or(0, |w| w.range.start);
    for word in sentence {
        let skip = usize::from(frees(word, line));
        title.push_str(&line[at..word.range.start]);
        title.push_str(&line[word.range.start + skip..word.range.end]);
        at = word.range.end;
    }
    for word in kept {
        if !title.is_empty() {
            title.push(' ');
        }
        title.push_str(&line[word.range.clone()]);
    }
    title
}

/// Whether a word begins with a backslash that only kept it in the title.
/// Before a label it stays: links are found in the title later.
pub(super) fn frees(word: &Word<'_>, line: &str) -> bool {
    word.escaped && crate::domain::Label::parse(&line[word.core.clone()]).is_none()
}

#[cfg(test)]
mod tests {
    use super::super::testing::table;
    use super::says_task;

    #[test]
    fn a_sentence_says_that_it_is_a_task_by_its_tags() {
        for task in [
            "image it p1",
            "image it due:17:00 @lee",
            "due:17:00, image it",
        ] {
            assert!(says_task(task), "{task}");
        }
        for said in [
            "image it @lee #forensics",
            "the p1 queue is stuck",
            "\\due:17:00 x",
            "due: soon",
        ] {
            assert!(!says_task(said), "{said}");
        }
    }

    #[test]
    #[rustfmt::skip]
    fn the_tags_at_the_end_of_a_task_become_its_fields() {
        table(&[
            ("+ image the host @lee #forensics p1 due:17:00", "task P1 due 2026-11-20 17:00 UTC @lee #forensics | image the host"),
            ("+ image the host @lee #forensics p1 due:2026-11-22", "task P1 due 2026-11-22 UTC @lee #forensics | image the host"),
            ("+ x due:2026-11-22T17:00", "task due 2026-11-22 17:00 UTC | x"),
            ("+ x due:+2h", "task due 2026-11-20 16:25 UTC | x"),
            ("+ x due:tomorrow", "task due 2026-11-21 UTC | x"),
            ("+ x due:today P3", "task P3 due 2026-11-20 UTC | x"),
            ("+ x due:09:00", "task due 2026-11-20 09:00 UTC | x !due is already past"),
            ("+ x @lee p5", "task @lee | x @lee p5 !kept in the title; priorities go from p1 to p4"),
            ("+ x p0 @lee", "task @lee | x p0 !kept in the title; priorities go from p1 to p4"),
            ("+ the p0 queue is stuck", "task | the p0 queue is stuck"),
            ("+ x due:never @lee", "task @lee | x"),
            ("+ x due:01:00", "task due 2026-11-21 01:00 UTC | x"),
            ("+ x due:02:26", "task due 2026-11-20 02:26 UTC | x !due is already past"),
            ("14:00 + x due:01:00", "task due 2026-11-20 01:00 UTC | x !due is already past"),
            ("+ x due:never due:17:00", "14-23 a second due time"),
            ("+ x due:sometime", "8-16 `sometime` is not a due time"),
            ("+ x due:28:30", "8-13 there is no 28:30: a day has 24 hours"),
            ("+ x due:14:00..15:00", "8-20 `14:00..15:00` is not a due time"),
            ("+ x due: 17:00", "4-14 a space between `due:` and its time"),
            ("+ what is due: a list", "task | what is due: a list"),
            ("+ x due:17:00 then", "4-13 a due time counts among the tags that end the line"),
            ("+ x due:next week @lee", "8-12 `next` is not a due time"),
            ("+ x due:fri 14:00", "8-11 `fri` is not a due time"),
            ("+ x \\due:next week @lee", "task @lee | x due:next week"),
            ("+ x @lee #forensics p1 due:tomorrow 09:00", "task P1 due 2026-11-21 09:00 UTC @lee #forensics | x"),
            ("+ x due:tomorrow 09:00 @lee #forensics p1", "task P1 due 2026-11-21 09:00 UTC @lee #forensics | x"),
            ("+ x due:2026-12-01 09:00", "task due 2026-12-01 09:00 UTC | x"),
            ("+ x due:2026-12-01 2:05 PM PST p2", "task P2 due 2026-12-01 14:05 PST-08:00 | x"),
            ("+ x (due:tomorrow 09:00).", "task due 2026-11-21 09:00 UTC | x"),
            ("+ x due:17:00 PST", "task due 2026-11-20 17:00 PST-08:00 | x"),
            ("+ x due:tomorrow 28:30 @lee", "17-22 there is no 28:30: a day has 24 hours"),
            ("+ x due:tomorrow 09:00..10:00", "8-29 `tomorrow 09:00..10:00` is not a due time"),
            ("+ x due:tomorrow 9 hosts", "4-16 a due time counts among the tags that end the line"),
            ("+ ask @jon for logs @lee", "task @lee | ask @jon for logs !@jon is nobody yet; at the end of the line it adds them"),
            ("+ ask @lee for logs", "task @lee | ask @lee for logs"),
            ("+ @lee image the host", "task @lee | @lee image the host"),
            ("+ image @lee @kim", "task @lee @kim new @kim | image @kim"),
            ("+ image A3 @lee p2", "task P2 @lee A3 | image A3"),
            ("+ image @lee A3", "task @lee A3 | image A3"),
            ("+ x p1 p2", "7-9 a second priority"),
            ("+ x \\p1", "task | x p1"),
            ("+ x \\@lee \\T7", "task | x @lee \\T7"),
            ("+ @lee p1", "2-9 the task has no title"),
            ("+ the p1 queue is stuck", "task | the p1 queue is stuck"),
            ("14:05..14:20 + image the runner host @lee #forensics p1 due:17:00", "task P1 due 2026-11-20 17:00 UTC @lee #forensics | image the runner host"),
            ("+ x due:17:00PST-08:00", "task due 2026-11-20 17:00 PST-08:00 | x"),
            ("+ x due:2026-11-22Europe/Vienna", "task due 2026-11-22 Europe/Vienna | x"),
            ("+ x due:14:05 IST", "14-17 IST has several meanings"),
            ("+ x #new @kim", "task @kim #new new @kim new #new | x"),
        ]);
    }
}
