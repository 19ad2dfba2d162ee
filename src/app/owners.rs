//! Who has something from now on: a question of one letter, asked in the panes
//! and on the screens beside them.

use super::Cx;
use super::overlay::{Flow, Form};
use crate::capture;
use crate::domain::{Body, Change, Fix, Id, Known, Person, Task, Thing, Workstream, fresh_id};
use crate::keys::{Chord, Key};

/// Whom a letter means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whom {
    /// Nobody.
    Nobody,
    /// A person of the record.
    Person(Id),
    /// Whoever runs the cockpit and is no person of the record yet.
    You,
    /// Somebody who has to be told of first.
    Other,
}

/// Who can be picked, each by one key: a letter of the handle where one is
/// free. Nobody is `-`; `author` is offered before there is such a person.
#[must_use]
pub fn owners(known: &Known, author: &str) -> Vec<(char, Whom, String)> {
    let mut out = vec![('-', Whom::Nobody, "nobody".to_owned())];
    let people = known.people.iter();
    let people = people.filter_map(|t: &Thing| Some((Whom::Person(t.id), &t.as_person()?.handle)));
    let author = author.to_owned();
    let you = known.person(&author).is_none() && capture::is_name(&author);
    let you = you.then_some((Whom::You, &author));
    for (whom, handle) in people.chain(you) {
        // Machines that were joined may each have brought the same person.
        let name = format!("@{handle}");
        if out.iter().any(|(.., n)| n.eq_ignore_ascii_case(&name)) {
            continue;
        }
        let own = handle.chars().map(|c| c.to_ascii_lowercase());
        let mut keys = own
            .filter(char::is_ascii_alphanumeric)
            .chain('a'..='z')
            .chain('0'..='9')
            .chain('A'..='Z');
        let Some(key) = keys.find(|c| out.iter().all(|(taken, ..)| taken != c)) else {
            break;
        };
        out.push((key, whom, name));
    }
    out.push(('+', Whom::Other, "new person".to_owned()));
    out
}

/// What comes of a letter.
#[derive(Debug)]
pub enum Given {
    /// The question is left.
    Left,
    /// These changes give it, to whom that says.
    To(Vec<Change>, String),
    /// The form for a person, who has it once that is saved.
    Form(Form),
}

impl Given {
    /// What an overlay does about it; `name` is what is given.
    #[must_use]
    pub fn flow(self, name: &str) -> Flow {
        match self {
            Self::Left => Flow::Stay,
            Self::To(none, _) if none.is_empty() => Flow::Stay,
            Self::To(changes, who) => {
                Flow::Act(super::Make::Changes(changes), format!("{name} to {who}"))
            }
            Self::Form(form) => Flow::Push(super::overlay::Overlay::Form(form)),
        }
    }
}

/// Gives `name` to whom the letter means, by the changes that `give` makes of
/// an identity. Whoever is no person yet becomes one in the same act.
///
/// # Errors
/// In words, where it is nobody's letter.
pub fn given(
    chord: Chord,
    cx: &Cx,
    name: &str,
    give: impl Fn(Option<Id>) -> Vec<Change>,
) -> Result<Given, String> {
    let typed = chord.typed();
    let mut all = owners(cx.known, cx.author).into_iter();
    let Some((_, whom, who)) = all.find(|(key, ..)| Some(*key) == typed) else {
        if chord.key == Key::Esc {
            return Ok(Given::Left);
        }
        return Err(format!("{chord} is nobody's letter; nothing was altered"));
    };
    Ok(match whom {
        Whom::Nobody => Given::To(give(None), who),
        Whom::Person(id) => Given::To(give(Some(id)), who),
        Whom::You => {
            let id = fresh_id();
            let you = Body::Person(Person::new(cx.author));
            let mut changes = vec![Change::create(id, None, you)];
            changes.extend(give(Some(id)));
            Given::To(changes, who)
        }
        Whom::Other => Given::Form(Form::who_has(name, cx, |id| give(Some(id)))),
    })
}

/// What gives a task, a workstream or a fix to somebody or to nobody; none
/// for what is nobody's.
#[must_use]
pub fn gives(thing: &Thing, to: Option<Id>) -> Option<Vec<Change>> {
    let wanted = if let Some(task) = thing.as_task() {
        Body::Task(Task {
            assignee: to,
            ..task.clone()
        })
    } else if let Some(fix) = thing.as_fix() {
        Body::Fix(Fix {
            owner: to,
            ..fix.clone()
        })
    } else {
        Body::Workstream(Workstream {
            lead: to,
            ..thing.as_workstream()?.clone()
        })
    };
    Some(Change::edits(thing, &wanted))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing;
    use std::collections::HashSet;

    fn known(people: impl IntoIterator<Item = String>) -> Known {
        Known {
            people: people.into_iter().map(|p| testing::person(&p)).collect(),
            ..Known::default()
        }
    }

    fn told(known: &Known, author: &str) -> String {
        let all = owners(known, author).into_iter();
        let told: Vec<String> = all.map(|(key, _, name)| format!("{key} {name}")).collect();
        told.join(", ")
    }

    #[test]
    fn everybody_has_a_key_of_their_own() {
        let few = known(["maya", "max", "mm", "jon", "Jon"].map(str::to_owned));
        let keys: Vec<char> = owners(&few, "").iter().map(|(key, ..)| *key).collect();
        assert_eq!(keys, ['-', 'm', 'a', 'b', 'j', '+']);
        let many = known((0..300).map(|n| format!("p{n}")));
        let keys: Vec<char> = owners(&many, "").iter().map(|(key, ..)| *key).collect();
        let unique: HashSet<_> = keys.iter().collect();
        assert_eq!(keys.len(), unique.len());
    }

    #[test]
    fn whoever_runs_the_cockpit_is_offered_before_they_are_a_person() {
        let some = known(["max".to_owned()]);
        assert_eq!(
            told(&some, "maya"),
            "- nobody, m @max, a @maya, + new person"
        );
        assert_eq!(told(&some, "Max"), "- nobody, m @max, + new person");
        for no_name in ["", "ana maria", "root@host"] {
            assert_eq!(told(&some, no_name), "- nobody, m @max, + new person");
        }
    }
}
