//! Which `@people` and `#workstreams` of a line count. A known name counts
//! anywhere; a new one only in the run of tags that ends the line, where it is
//! created; what stands in that run comes first.

use super::tags::{Tag, Word};
use super::{Captured, SpanKind};
use crate::domain::{Body, Hlc, Id, Known, Mark, Person, Thing, Workstream, visible_line};
use chrono::{DateTime, Utc};
use std::ops::Range;

/// The names of a line.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) people: Vec<String>,
    pub(super) workstream: Option<String>,
    pub(super) new_people: Vec<String>,
    pub(super) new_workstreams: Vec<String>,
    pub(super) spans: Vec<(Range<usize>, SpanKind)>,
    /// What is named in mid-sentence and is not known, and what to say of it.
    pub(super) unknown: Vec<(Range<usize>, String)>,
}

/// The names in `words`, whose run of tags begins at index `run`. The people
/// of a task begin with its assignee, those of an entry stand as in its text.
pub(super) fn find(line: &str, words: &[Word<'_>], run: usize, known: &Known, task: bool) -> Names {
    let mut names = Names::default();
    let (sentence, tags) = words.split_at(run);
    for word in tags {
        names.add(line, word, known, true);
    }
    for word in sentence {
        names.add(line, word, known, false);
    }
    if !task {
        let place = |name: &String| {
            words
                .iter()
                .position(|w| matches!(w.tag, Some(Tag::Person(p)) if p.eq_ignore_ascii_case(name)))
        };
        names.people.sort_by_key(place);
    }
    names
}

fn listed(names: &[String], name: &str) -> bool {
    names.iter().any(|n| n.eq_ignore_ascii_case(name))
}

impl Names {
    fn add(&mut self, line: &str, word: &Word<'_>, known: &Known, may_create: bool) {
        let span = match word.tag {
            Some(Tag::Person(name)) => {
                let found = known.person(name).map(|t| t.name()[1..].to_owned());
                let new = found.is_none();
                if new && !may_create {
                    if !listed(&self.new_people, name) {
                        let told =
                            format!("@{name} is nobody yet; at the end of the line it adds them");
                        self.unknown.push((word.core.clone(), told));
                    }
                    return;
                }
                let name = found.unwrap_or_else(|| name.to_owned());
                if new {
                    once(&mut self.new_people, &name);
                }
                once(&mut self.people, &name);
                if new {
                    SpanKind::NewPerson
                } else {
                    SpanKind::Person
                }
            }
            Some(Tag::Workstream(name)) => {
                let found = known.workstream(name).map(|t| t.name()[1..].to_owned());
                let new = found.is_none();
                if new && !may_create {
                    if !listed(&self.new_workstreams, name) {
                        let told = format!(
                            "#{name} is no workstream yet; at the end of the line it adds one"
                        );
                        self.unknown.push((word.core.clone(), told));
                    }
                    return;
                }
                let name = found.unwrap_or_else(|| name.to_owned());
                if new {
                    once(&mut self.new_workstreams, &name);
                }
                self.workstream.get_or_insert(name);
                if new {
                    SpanKind::NewWorkstream
                } else {
                    SpanKind::Workstream
                }
            }
            Some(Tag::Label) => SpanKind::Label,
            Some(Tag::Priority(_) | Tag::Due(_)) | None => return self.plain(line, word),
        };
        self.spans.push((word.core.clone(), span));
    }

    /// A word that names nothing: escaped, or in letters that no name has.
    fn plain(&mut self, line: &str, word: &Word<'_>) {
        if word.escaped {
            let at = word.range.start;
            self.spans.push((at..at + 1, SpanKind::Escape));
        } else if word.is_foreign_name(line) {
            let name = visible_line(&line[word.core.clone()]);
            let told = format!(
                "{name} is kept as text: a name is written in the letters a to z, digits, _ and -"
            );
            self.unknown.push((word.core.clone(), told));
        }
    }
}

fn once(list: &mut Vec<String>, name: &str) {
    if !list.iter().any(|n| n.eq_ignore_ascii_case(name)) {
        list.push(name.to_owned());
    }
}

/// Makes the names that a line will create known to the lines after it.
pub(super) fn expect(known: &mut Known, captured: &Captured, now: DateTime<Utc>) {
    let thing = |body| {
        let mark = Mark {
            at: now,
            author: String::new(),
            hlc: Hlc::default(),
        };
        Thing {
            id: Id::nil(),
            incident: None,
            number: 0,
            withdrawn: false,
            earlier: Vec::new(),
            created: mark.clone(),
            changed: mark,
            body,
        }
    };
    let people = captured.new_people.iter();
    known
        .people
        .extend(people.map(|h| thing(Body::Person(Person::new(h)))));
    let streams = captured.new_workstreams.iter();
    known
        .workstreams
        .extend(streams.map(|s| thing(Body::Workstream(Workstream::new(s)))));
    super::passage::expect(known, captured);
}

#[cfg(test)]
mod tests {
    use super::super::testing::table;

    #[test]
    #[rustfmt::skip]
    fn known_names_count_anywhere_new_ones_at_the_end() {
        table(&[
            ("blocked 203.0.113.7 at the edge @sam #containment", "note @sam #containment | blocked 203.0.113.7 at the edge @sam #containment"),
            ("x @Sam, and @maya.", "note @sam @maya | x @Sam, and @maya."),
            ("met @kim today", "note | met @kim today !@kim is nobody yet; at the end of the line it adds them"),
            ("the #new idea", "note | the #new idea !#new is no workstream yet; at the end of the line it adds one"),
            ("met today @kim", "note @kim new @kim | met today @kim"),
            ("x @kim #new-stream", "note @kim #new-stream new @kim new #new-stream | x @kim #new-stream"),
            ("x #1234", "note | x #1234"),
            ("x @1st", "note | x @1st"),
            ("mail sam@example.org", "note | mail sam@example.org"),
            ("mail sam@lee.org @lee", "note @lee | mail sam@lee.org @lee"),
            ("(@sam) said", "note @sam | (@sam) said"),
            ("@sam's host", "note @sam | @sam's host"),
            ("https://medium.com/@sam/x", "note | https://medium.com/@sam/x"),
            ("x @sam/pkg", "note | x @sam/pkg"),
            ("x #identity then y #containment", "note #containment | x #identity then y #containment"),
            ("the #identity team @kim T7", "note @kim #identity new @kim T7 | the #identity team @kim T7"),
            ("x @kim A3", "note @kim new @kim A3 | x @kim A3"),
            ("met @zoë", "note | met @zoë !@zoë is kept as text: a name is written in the letters a to z, digits, _ and -"),
            ("met \\@zoë", "note | met \\@zoë"),
            ("x #größe @sam", "note @sam | x #größe @sam !#größe is kept as text: a name is written in the letters a to z, digits, _ and -"),
            ("x p1", "note | x p1"),
            ("x due:17:00", "note | x due:17:00 !kept as text; only a task (`+`) or a communication (`\"`) is due"),
            ("= cut access; why: scope unknown @maya #identity", "decision @maya #identity | cut access; why: scope unknown @maya #identity"),
        ]);
    }
}
