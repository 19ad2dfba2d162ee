//! A field that names a person or a workstream: typed freely, picked by a few
//! letters, new ones made on the way.

use crate::app::line::LineInput;
use crate::app::overlay::fuzzy;
use crate::capture::is_name;
use crate::domain::{Body, Id, Known, Thing};

/// What a field names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// `@maya`
    People,
    /// `#forensics`
    Workstreams,
}

impl Names {
    /// The sign before the name.
    #[must_use]
    pub const fn sign(self) -> char {
        match self {
            Self::People => '@',
            Self::Workstreams => '#',
        }
    }

    /// Those that are known.
    #[must_use]
    pub fn of(self, known: &Known) -> &[Thing] {
        match self {
            Self::People => &known.people,
            Self::Workstreams => &known.workstreams,
        }
    }

    /// The one a name means, whatever its case.
    #[must_use]
    pub fn find(self, known: &Known, name: &str) -> Option<Id> {
        let found = match self {
            Self::People => known.person(name),
            Self::Workstreams => known.workstream(name),
        };
        found.map(|t| t.id)
    }

    /// The name of one that is known, without its sign.
    #[must_use]
    pub fn name(self, known: &Known, id: Id) -> Option<&str> {
        match self {
            Self::People => known.handle(id),
            Self::Workstreams => known.slug(id),
        }
    }
}

/// One thing that can be picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Candidate {
    /// One that is known: its name, and more about it.
    Known(String, String),
    /// A new one of this name.
    New(String),
}

/// What a field names in the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// Nobody, nothing.
    None,
    /// One that is known.
    Known(Id),
    /// One that is made when the form is saved.
    New(String),
}

/// The state of such a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pick {
    /// What is typed.
    pub line: LineInput,
    /// What it names.
    pub names: Names,
    /// The selected candidate.
    pub at: usize,
    /// Whether a candidate was taken, so that none is offered.
    settled: bool,
}

/// How many candidates are offered at once.
const OFFERED: usize = 6;

impl Pick {
    /// A field that holds this name.
    #[must_use]
    pub fn new(names: Names, name: &str) -> Self {
        Self {
            line: LineInput::new(name),
            names,
            at: 0,
            settled: true,
        }
    }

    /// What is typed, its sign taken off.
    #[must_use]
    pub fn word(&self) -> &str {
        let word = self.line.text().trim();
        word.strip_prefix(self.names.sign()).unwrap_or(word)
    }

    /// Something was typed: candidates are offered again.
    pub fn typed(&mut self) {
        self.at = 0;
        self.settled = false;
    }

    /// What can be picked now, best first; empty once one is taken.
    #[must_use]
    pub fn candidates(&self, known: &Known) -> Vec<Candidate> {
        let word = self.word();
        if word.is_empty() || self.settled {
            return Vec::new();
        }
        let rows: Vec<_> = self.names.of(known).iter().map(row).collect();
        let texts: Vec<_> = rows.iter().map(|(n, d)| format!("{n} {d}")).collect();
        let mut out: Vec<_> = fuzzy::rank(word, &texts)
            .into_iter()
            .take(OFFERED)
            .map(|i| Candidate::Known(rows[i].0.clone(), rows[i].1.clone()))
            .collect();
        if let Some(same) = rows.iter().find(|(n, _)| n.eq_ignore_ascii_case(word)) {
            // The very name is always the first.
            let same = Candidate::Known(same.0.clone(), same.1.clone());
            out.retain(|c| *c != same);
            out.insert(0, same);
        } else if is_name(word) {
            out.push(Candidate::New(word.to_owned()));
        }
        out
    }

    /// Those who are offered that are known already, as a row names them.
    #[must_use]
    pub fn offered(&self, known: &Known) -> Vec<String> {
        let sign = self.names.sign();
        let named = self.candidates(known).into_iter().filter_map(|c| match c {
            Candidate::Known(name, more) => Some(format!("{sign}{name} {more}").trim().to_owned()),
            Candidate::New(_) => None,
        });
        named.collect()
    }

    /// Takes the selected candidate, if one is offered; says whether it did.
    pub fn take(&mut self, known: &Known) -> bool {
        let candidates = self.candidates(known);
        let Some(taken) = candidates.get(self.at.min(candidates.len().saturating_sub(1))) else {
            return false;
        };
        let (Candidate::Known(name, _) | Candidate::New(name)) = taken;
        self.line.set(name.clone());
        self.settled = true;
        true
    }

    /// Moves among the candidates; false at their end or where there are none.
    pub fn move_by(&mut self, down: bool, known: &Known) -> bool {
        let last = self.candidates(known).len();
        let to = if down {
            self.at.checked_add(1).filter(|i| *i < last)
        } else {
            self.at.checked_sub(1).filter(|_| last > 0)
        };
        if let Some(to) = to {
            self.at = to;
        }
        to.is_some()
    }

    /// What it names as it stands.
    ///
    /// # Errors
    /// A word that cannot be a name.
    pub fn named(&self, known: &Known) -> Result<Named, String> {
        let word = self.word();
        let sign = self.names.sign();
        if word.is_empty() {
            return Ok(Named::None);
        }
        if let Some(id) = self.names.find(known, word) {
            return Ok(Named::Known(id));
        }
        if is_name(word) {
            return Ok(Named::New(word.to_owned()));
        }
        Err(format!(
            "`{sign}{}` cannot be a name: a letter, then letters, digits, - and _, 32 at most",
            crate::domain::visible_line(word)
        ))
    }
}

/// A known thing as it is offered: its name and what else is to be said.
fn row(thing: &Thing) -> (String, String) {
    match &thing.body {
        Body::Person(p) if p.team.is_empty() => (p.handle.clone(), p.name.clone()),
        Body::Person(p) => (p.handle.clone(), format!("{} {}", p.name, p.team)),
        Body::Workstream(w) => (w.slug.clone(), w.objective.clone()),
        Body::Incident(_)
        | Body::Entry(_)
        | Body::Task(_)
        | Body::Artifact(_)
        | Body::Role(_)
        | Body::CheckIn(_)
        | Body::Handover(_)
        | Body::Duty(_)
        | Body::Snooze(_)
        | Body::Inject(_)
        | Body::Factor(_)
        | Body::Fix(_)
        | Body::Section(_)
        | Body::Review(_) => (thing.name(), thing.headline().to_owned()),
    }
}
