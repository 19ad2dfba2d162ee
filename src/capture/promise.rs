//! What a communication promises (`due:18:00`), and which promises it keeps
//! (`keeps E12`).

use super::Mistake;
use super::due::{due_or_never, misplaced};
use super::line::Reader;
use super::tags::{Tag, Word};
use crate::domain::{Label, LabelKind, Promise, Thing, is_blank, telling};

/// What a communication says besides its words.
#[derive(Default)]
pub(super) struct Promised {
    /// What is promised, and to the audience that it names.
    pub(super) promise: Option<Promise>,
    /// The open promises it keeps.
    pub(super) keeps: Vec<Label>,
    /// Its text: the line from `at` on, without the time it is due.
    pub(super) text: String,
}

/// Reads a communication whose text begins at byte `at` and whose run of tags
/// begins at the word `run`.
pub(super) fn read(
    reader: &mut Reader<'_>,
    at: usize,
    words: &[Word<'_>],
    run: usize,
) -> Result<Promised, Mistake> {
    let mut said = Promised {
        text: reader.line[at..].to_owned(),
        keeps: keeps(reader, words),
        ..Promised::default()
    };
    misplaced(reader.line, &words[..run], reader.cx)?;
    let mut dated = false;
    for word in &words[run..] {
        let Some(Tag::Due(value)) = word.tag else {
            continue;
        };
        if std::mem::replace(&mut dated, true) {
            let hint = "leave one away, or put `\\` before it to keep it as text";
            let core = word.core.clone();
            return Err(Mistake::new(reader.line, core, "a second due time", hint));
        }
        let from = word.core.end - value.len();
        let when = due_or_never(reader.line, from..word.core.end, reader.about, reader.cx)?;
        reader.due_at(word, when.as_ref());
        said.text = without(reader.line, at, word);
        said.promise = when.map(|when| Promise {
            audience: telling::named(&said.text).next(),
            ..Promise::by(when)
        });
    }
    if said.promise.is_none() && said.keeps.is_empty() {
        look_for_one_kept(reader, at);
    }
    if is_blank(&said.text) {
        return Err(Mistake::new(
            reader.line,
            at..reader.line.len(),
            "a promise of nothing",
            "write what is promised before `due:`",
        ));
    }
    Ok(said)
}

/// A message to an audience that something is still promised to may be what
/// was promised: that is said, and left to its author.
fn look_for_one_kept(reader: &mut Reader<'_>, at: usize) {
    let Some(audience) = telling::named(&reader.line[at..]).next() else {
        return;
    };
    let typed = |t: &&Thing| {
        let entry = t.as_entry().filter(|e| e.sent.is_none());
        let promise = entry.and_then(|e| e.promise.as_ref());
        promise.is_some_and(|p| p.audience == Some(audience))
    };
    let owed = reader.cx.known.promises.iter().find(typed);
    if let Some(label) = owed.and_then(Thing::label) {
        let to = telling::readers(audience);
        let text = format!("{label} promised {to} something: if this is it, add `keeps {label}`");
        reader.remark(at..reader.line.len(), text);
    }
}

/// The text without one word and the space before it, or behind it where it
/// is the first.
fn without(line: &str, at: usize, word: &Word<'_>) -> String {
    let (before, after) = (&line[at..word.range.start], &line[word.range.end..]);
    let space = before.chars().next_back().map_or(0, char::len_utf8);
    match before.len() - space {
        0 if space == 0 => after.trim_start().to_owned(),
        kept => format!("{}{after}", &before[..kept]),
    }
}

/// The promises that are named behind `keeps`; what is none is pointed at.
fn keeps(reader: &mut Reader<'_>, words: &[Word<'_>]) -> Vec<Label> {
    let mut kept = Vec::new();
    for pair in words.windows(2) {
        let [verb, word] = pair else { continue };
        let named = Label::parse(&reader.line[word.core.clone()]).filter(|_| !word.escaped);
        let Some(label) = named.filter(|_| says_keeps(reader.line, verb)) else {
            continue;
        };
        let mut promises = reader.cx.known.promises.iter();
        if promises.any(|t| t.label() == Some(label)) {
            kept.push(label);
        } else {
            let what = match label.kind {
                LabelKind::Entry => "is no promise that is open",
                _other => "is no entry, and keeps nothing",
            };
            reader.remark(word.core.clone(), format!("{label} {what}"));
        }
    }
    kept
}

fn says_keeps(line: &str, word: &Word<'_>) -> bool {
    let bare = line[word.core.clone()].to_ascii_lowercase();
    !line[word.range.clone()].starts_with('\\') && matches!(bare.as_str(), "keeps" | "kept")
}

/// The open promises of some labels.
pub(super) fn open<'a>(
    promises: &'a [Thing],
    labels: &'a [Label],
) -> impl Iterator<Item = &'a Thing> {
    let named = |t: &&Thing| t.label().is_some_and(|l| labels.contains(&l));
    promises.iter().filter(named)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{known, meant, now, read, thing};
    use super::super::{Context, What, line_of, parse, record};
    use crate::domain::{
        Audience, Body, Change, Edit, Entry, EntryEdit, EntryKind, Id, Label, Promise, Thing, When,
    };

    #[test]
    #[rustfmt::skip]
    fn a_communication_that_is_due_is_a_promise() {
        for (line, expected) in [
            ("\" told legal due:18:00", "communication due 2026-11-20 18:00 UTC | told legal"),
            ("comm: told legal due:+2h @sam", "communication due 2026-11-20 16:25 UTC @sam | told legal @sam"),
            ("comms: told legal", "communication | told legal"),
            ("\" told legal due:09:00", "communication due 2026-11-20 09:00 UTC | told legal !due is already past"),
            ("2018-07-12 13:05 UTC \" told legal due:13:30", "communication due 2018-07-12 13:30 UTC | told legal !due is already past"),
            ("2018-07-12 13:05 UTC \" told legal due:tomorrow", "communication due 2026-11-21 UTC | told legal"),
            ("yesterday 23:50 PST + told legal due:23:55PST", "task due 2026-11-19 23:55 PST-08:00 | told legal !due is already past"),
            ("\" told legal due:soon", "17-21 `soon` is not a due time"),
            ("\" told legal due:never", "communication | told legal"),
            ("\" told legal due:Never @sam", "communication @sam | told legal @sam"),
            ("\" told legal due:never due:19:00", "23-32 a second due time"),
            ("\" told due:never legal", "7-16 a due time counts among the tags that end the line"),
            ("\" told legal due:18:00 due:19:00", "23-32 a second due time"),
            ("\" due:18:00", "2-11 a promise of nothing"),
            ("\" told due:18:00 legal", "7-16 a due time counts among the tags that end the line"),
            ("\" told legal due:tomorrow 18:00 @sam", "communication due 2026-11-21 18:00 UTC @sam | told legal @sam"),
            ("\" what is due: a list", "communication | what is due: a list"),
            ("\" told legal \\due:18:00", "communication | told legal \\due:18:00"),
            ("> told legal due:18:00", "action | told legal due:18:00 !kept as text; only a task (`+`) or a communication (`\"`) is due"),
            ("\" sent it, keeps E9", "communication E9 | sent it, keeps E9 !E9 is no promise that is open"),
            ("\" sent it, keeps T9", "communication T9 | sent it, keeps T9 !T9 is no entry, and keeps nothing"),
        ] {
            assert_eq!(meant(line), expected, "{line}");
        }
    }

    #[test]
    fn a_promise_to_an_audience_says_to_which() {
        for (text, audience) in [
            ("we tell executives the scope", Some(Audience::Exec)),
            ("the public hears of it, then Execs", Some(Audience::Public)),
            ("responders get the list", Some(Audience::Responders)),
            ("the list of public keys is handed over", None),
            ("legal gets the list", None),
        ] {
            let line = read(&format!("\" {text} due:18:00")).unwrap();
            let What::Entry { promise, .. } = line.what else {
                panic!("{line:?}");
            };
            assert_eq!(promise.unwrap().audience, audience, "{text}");
        }
    }

    #[test]
    fn a_message_that_may_be_what_was_promised_is_asked_about() {
        let mut owed = promise();
        let Body::Entry(entry) = &mut owed.body else {
            panic!("{owed:?}");
        };
        entry.promise.as_mut().unwrap().audience = Some(Audience::Exec);
        let mut known = known();
        known.promises = vec![owed];
        let remarks = |line: &str| {
            let cx = Context {
                now: now(),
                zone: "UTC",
                known: &known,
            };
            let read = parse(line, &cx).unwrap();
            read.warnings
                .into_iter()
                .map(|r| r.text)
                .collect::<Vec<_>>()
        };
        let asked = "E12 promised executives something: if this is it, add `keeps E12`";
        assert_eq!(remarks("\" told executives the scope"), [asked]);
        for line in [
            "\" told executives the scope, keeps E12",
            "\" told legal the scope",
            "told executives the scope",
            "\" executives hear more due:18:00",
        ] {
            assert!(remarks(line).is_empty(), "{line}");
        }
    }

    fn promise() -> Thing {
        let mut entry = Entry::new(
            EntryKind::Communication,
            When::now(now()),
            "legal gets the list",
        );
        entry.promise = Some(Promise {
            due: When::now(now()),
            audience: None,
            kept: None,
        });
        Thing {
            number: 12,
            ..thing(12, Body::Entry(entry))
        }
    }

    #[test]
    fn an_open_promise_is_kept_by_the_entry_that_says_so() {
        let mut known = known();
        known.promises = vec![promise()];
        let cx = Context {
            now: now(),
            zone: "UTC",
            known: &known,
        };
        let line = parse("\" sent legal the list, keeps E12", &cx).unwrap();
        assert!(line.warnings.is_empty(), "{:?}", line.warnings);
        let What::Entry { keeps, .. } = &line.what else {
            panic!("{line:?}");
        };
        assert_eq!(keeps[..], [Label::parse("E12").unwrap()]);
        let changes = record(&[line], &known, Id::nil(), now());
        let [Change::Create { .. }, Change::Edit { id, edit }] = &changes[..] else {
            panic!("{changes:?}");
        };
        let Edit::Entry(EntryEdit::Promise(swap)) = edit else {
            panic!("{edit:?}");
        };
        assert_eq!(*id, promise().id);
        let kept = swap.now.as_ref().and_then(|p| p.kept);
        assert_eq!(kept, Some(Label::OF_THIS_ACT));
    }

    #[test]
    fn a_promise_is_printed_with_the_time_it_is_due() {
        let line = read("\" told legal @sam due:18:00").unwrap();
        let changes = record(&[line], &known(), Id::nil(), now());
        let [Change::Create { body, .. }] = &changes[..] else {
            panic!("{changes:?}");
        };
        assert_eq!(
            line_of(&thing(9, (**body).clone()), &known()),
            "2026-11-20 14:25:40 UTC \" told legal @sam due:2026-11-20T18:00UTC"
        );
    }
}
