//! What more than one incident has: factors, classes of weakness, assets.

use super::super::{Category, Factor, Fix, Holding, Id, Thing};
use super::Case;
use std::collections::BTreeMap;

/// Something that was found in incidents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recurring {
    /// What, as it was first written.
    pub name: String,
    /// The keys of the incidents, by when they began, each once.
    pub incidents: Vec<String>,
    /// How often it was written down in them.
    pub count: usize,
}

/// What was found, and how much of it only once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recurrence {
    /// What several incidents have, what most of them have first.
    pub found: Vec<Recurring>,
    /// How many were found in one incident only.
    pub once: usize,
}

/// What was found, by what makes two of them the same.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    by_key: BTreeMap<String, (String, Vec<usize>, usize)>,
    cases: Vec<String>,
}

impl Found {
    fn of(cases: &[Case]) -> Self {
        Self {
            by_key: BTreeMap::new(),
            cases: cases.iter().map(|c| c.key.clone()).collect(),
        }
    }

    fn add(&mut self, case: usize, key: String, name: &str) {
        if key.is_empty() {
            return;
        }
        let new = || (name.trim().to_owned(), Vec::new(), 0);
        let (_, cases, count) = self.by_key.entry(key).or_insert_with(new);
        *count += 1;
        if let Err(place) = cases.binary_search(&case) {
            cases.insert(place, case);
        }
    }

    /// The places, among the cases, of those that have something.
    pub(super) fn cases(&self, key: &str) -> &[usize] {
        self.by_key.get(key).map_or(&[], |(_, cases, _)| cases)
    }

    /// How something was first written.
    pub(super) fn name(&self, key: &str) -> &str {
        self.by_key.get(key).map_or("", |(name, ..)| name)
    }

    fn all(&self) -> Vec<Recurring> {
        let key = |case: &usize| self.cases.get(*case).cloned().unwrap_or_default();
        let mut all: Vec<Recurring> = self
            .by_key
            .values()
            .map(|(name, cases, count)| Recurring {
                name: name.clone(),
                incidents: cases.iter().map(key).collect(),
                count: *count,
            })
            .collect();
        let weight = |r: &Recurring| std::cmp::Reverse((r.incidents.len(), r.count));
        all.sort_by(|a, b| weight(a).cmp(&weight(b)).then_with(|| a.name.cmp(&b.name)));
        all
    }

    /// What several have, and how many only one has.
    pub(super) fn recurrence(&self) -> Recurrence {
        let (found, once): (Vec<_>, Vec<_>) =
            self.all().into_iter().partition(|r| r.incidents.len() > 1);
        Recurrence {
            found,
            once: once.len(),
        }
    }
}

/// The place of an incident among the cases.
fn place(cases: &[Case], incident: Id) -> Option<usize> {
    cases.iter().position(|case| case.id == incident)
}

/// Things in the order of their cases: what is first written is the name.
fn each<'a>(cases: &'a [Case], all: &'a [Holding]) -> impl Iterator<Item = (usize, &'a Thing)> {
    let mut placed: Vec<(usize, &Holding)> = all
        .iter()
        .filter_map(|h| Some((place(cases, h.incident.id)?, h)))
        .collect();
    placed.sort_by_key(|(at, _)| *at);
    let things = |(at, h): (usize, &'a Holding)| h.things.iter().map(move |t| (at, t));
    placed.into_iter().flat_map(things)
}

fn factors_of<'a>(
    cases: &'a [Case],
    all: &'a [Holding],
) -> impl Iterator<Item = (usize, &'a Factor)> {
    each(cases, all).filter_map(|(at, t)| Some((at, t.as_factor()?)))
}

/// Where factors lay: every category that was named, even by one incident.
pub(super) fn categories(cases: &[Case], all: &[Holding]) -> Recurrence {
    let mut found = Found::of(cases);
    for (case, factor) in factors_of(cases, all) {
        let word = factor.category.map_or("", Category::word);
        found.add(case, word.to_owned(), word);
    }
    Recurrence {
        found: found.all(),
        once: 0,
    }
}

/// Factors that say the same.
pub(super) fn factors(cases: &[Case], all: &[Holding]) -> Recurrence {
    let mut found = Found::of(cases);
    for (case, factor) in factors_of(cases, all) {
        found.add(case, key(&factor.title), &factor.title);
    }
    found.recurrence()
}

/// The classes of weakness of each incident: those of its factors, and those
/// that its fixes were to end.
pub(super) fn classes(cases: &[Case], factors: &[Holding], fixes: &[Holding]) -> Found {
    let mut found = Found::of(cases);
    for (case, factor) in factors_of(cases, factors) {
        found.add(case, class(&factor.class), &factor.class);
    }
    let of_fixes = each(cases, fixes).filter_map(|(at, t)| Some((at, t.as_fix()?)));
    for (case, fix) in of_fixes {
        let fix: &Fix = fix;
        found.add(case, class(&fix.class), &fix.class);
    }
    found
}

/// Assets of the same name.
pub(super) fn assets(cases: &[Case], all: &[Holding]) -> Recurrence {
    let mut found = Found::of(cases);
    let assets = each(cases, all).filter_map(|(at, t)| Some((at, t.as_artifact()?)));
    for (case, asset) in assets {
        found.add(case, key(&asset.name), &asset.name);
    }
    found.recurrence()
}

/// What makes two texts the same: case and blanks do not matter.
fn key(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}

/// What makes two classes the same: the number of a CWE at their start, else
/// the text.
pub(super) fn class(text: &str) -> String {
    let key = key(text);
    let number = key.strip_prefix("cwe").map(|rest| {
        let rest = rest.trim_start_matches(['-', ' ']);
        let end = rest.find(|c: char| !c.is_ascii_digit());
        rest[..end.unwrap_or(rest.len())].trim_start_matches('0')
    });
    match number {
        Some(number) if !number.is_empty() => format!("cwe-{number}"),
        Some(_) | None => key,
    }
}
