//! The root-cause tree: what explains what, from the roots down to the leaves.
//!
//! A factor names the one it explains. Several roots and leaves are normal.
//! Machines that were joined may hold a circle that neither would have
//! allowed; every walk here ends all the same and leaves nothing out.

use super::{Factor, Id, Thing};
use std::collections::{HashMap, HashSet};

/// A factor at its place in the tree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Branch<'a> {
    /// It.
    pub thing: &'a Thing,
    /// How many factors it explains, one after the other; 0 for a root.
    pub depth: usize,
    /// It stands here as a root because what it explains explains it, too.
    pub circle: bool,
}

/// The tree in the order it is read: each factor before what explains it,
/// triggers first, else by number.
#[must_use]
pub fn tree(factors: &[Thing]) -> Vec<Branch<'_>> {
    let mut ordered: Vec<&Thing> = factors.iter().filter(|t| factor(t).is_some()).collect();
    ordered.sort_by_key(|t| {
        (
            !factor(t).is_some_and(|f| f.trigger),
            t.number,
            t.created.hlc,
            t.id,
        )
    });
    let there: HashSet<Id> = ordered.iter().map(|t| t.id).collect();
    let mut causes: HashMap<Id, Vec<&Thing>> = HashMap::new();
    let mut roots = Vec::new();
    for thing in &ordered {
        match explained(thing).filter(|id| there.contains(id)) {
            Some(id) => causes.entry(id).or_default().push(thing),
            None => roots.push(*thing),
        }
    }
    let mut out = Vec::with_capacity(ordered.len());
    let mut seen = HashSet::new();
    for root in roots {
        walk(root, false, &causes, &mut seen, &mut out);
    }
    // What is left hangs on circles: each is cut at its first factor.
    for thing in &ordered {
        if !seen.contains(&thing.id) && on_circle(factors, thing.id) {
            walk(thing, true, &causes, &mut seen, &mut out);
        }
    }
    out
}

/// A factor, then what explains it, each once.
fn walk<'a>(
    root: &'a Thing,
    circle: bool,
    causes: &HashMap<Id, Vec<&'a Thing>>,
    seen: &mut HashSet<Id>,
    out: &mut Vec<Branch<'a>>,
) {
    let mut open = vec![Branch {
        thing: root,
        depth: 0,
        circle,
    }];
    while let Some(branch) = open.pop() {
        if !seen.insert(branch.thing.id) {
            continue;
        }
        out.push(branch);
        let below = causes.get(&branch.thing.id).into_iter().flatten().rev();
        open.extend(below.map(|thing| Branch {
            thing,
            depth: branch.depth + 1,
            circle: false,
        }));
    }
}

/// Whether walking up from a factor comes back to it.
fn on_circle(factors: &[Thing], of: Id) -> bool {
    chain(factors, of).first().and_then(|top| explained(top)) == Some(of)
}

/// The why-chain of a factor: from the root it explains in the end, down to it.
#[must_use]
pub fn chain(factors: &[Thing], of: Id) -> Vec<&Thing> {
    let by_id: HashMap<Id, &Thing> = factors.iter().map(|t| (t.id, t)).collect();
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    let mut at = Some(of);
    while let Some(thing) = at.and_then(|id| by_id.get(&id).copied()) {
        if !seen.insert(thing.id) {
            break;
        }
        found.push(thing);
        at = explained(thing);
    }
    found.reverse();
    found
}

/// The factors that explain one, in order.
#[must_use]
pub fn causes(factors: &[Thing], of: Id) -> Vec<&Thing> {
    let mut found: Vec<&Thing> = factors
        .iter()
        .filter(|t| explained(t) == Some(of) && t.id != of)
        .collect();
    found.sort_by_key(|t| (t.number, t.id));
    found
}

/// Why `factor` cannot explain `under`: the circle it would close, in labels;
/// none when it can.
#[must_use]
pub fn would_cycle(factors: &[Thing], factor: Id, under: Id) -> Option<String> {
    let name = |id: Id| {
        let found = factors.iter().find(|t| t.id == id);
        found.map_or_else(String::new, Thing::name)
    };
    let up = chain(factors, under);
    let at = up.iter().position(|t| t.id == factor);
    if at.is_none() && factor != under {
        return None;
    }
    let way = up[at.unwrap_or(0)..].iter().rev().map(|t| t.name());
    let names: Vec<String> = std::iter::once(name(factor)).chain(way).collect();
    Some(names.join(" explains "))
}

/// Whether a fix that was not declined answers a factor, or one that explains
/// it: what removes the cause removes what it causes.
#[must_use]
pub fn is_answered(factors: &[Thing], fixes: &[Thing], of: Id) -> bool {
    let fixes = fixes.iter().filter_map(Thing::as_fix);
    let mut stand = fixes.filter(|f| f.declined.is_none());
    stand.any(|f| {
        let mut answered = f.answers.values().into_iter();
        answered.any(|id| *id == of || chain(factors, *id).iter().any(|above| above.id == of))
    })
}

/// The factors of a class of weakness, whatever the case of its name.
#[must_use]
pub fn of_class<'a>(factors: &'a [Thing], class: &str) -> Vec<&'a Thing> {
    let class = class.trim().to_lowercase();
    let same = |t: &&Thing| factor(t).is_some_and(|f| f.class.trim().to_lowercase() == class);
    factors
        .iter()
        .filter(|_| !class.is_empty())
        .filter(same)
        .collect()
}

const fn factor(thing: &Thing) -> Option<&Factor> {
    thing.as_factor()
}

fn explained(thing: &Thing) -> Option<Id> {
    factor(thing).and_then(|f| f.under)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Body, Hlc, Mark};
    use proptest::prelude::*;

    fn id(n: u32) -> Id {
        Id::from_u128(u128::from(n))
    }

    fn factor(n: u32, under: Option<u32>) -> Thing {
        let mark = Mark {
            at: chrono::DateTime::UNIX_EPOCH,
            author: "ana".into(),
            hlc: Hlc::default(),
        };
        let body = Factor {
            under: under.map(id),
            class: if n.is_multiple_of(2) { "CWE-798 " } else { "" }.into(),
            ..Factor::new(format!("factor {n}"))
        };
        Thing {
            id: id(n),
            incident: Some(id(99)),
            number: n,
            withdrawn: false,
            earlier: Vec::new(),
            created: mark.clone(),
            changed: mark,
            body: Body::Factor(body),
        }
    }

    fn drawn(factors: &[Thing]) -> String {
        let lines = tree(factors).into_iter().map(|b| {
            let cut = if b.circle { "!" } else { "" };
            format!("{}{}{cut}", ".".repeat(b.depth), b.thing.name())
        });
        lines.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_tree_is_read_from_its_roots_down() {
        let mut factors = [
            factor(1, None),
            factor(2, Some(5)),
            factor(3, Some(1)),
            factor(4, Some(3)),
            factor(5, None),
            factor(6, Some(1)),
            factor(7, Some(88)),
        ];
        assert_eq!(drawn(&factors), "F1 .F3 ..F4 .F6 F5 .F2 F7");
        if let Body::Factor(f) = &mut factors[4].body {
            f.trigger = true;
        }
        assert_eq!(drawn(&factors), "F5 .F2 F1 .F3 ..F4 .F6 F7");
        let names = |found: Vec<&Thing>| found.iter().map(|t| t.name()).collect::<Vec<_>>();
        assert_eq!(names(chain(&factors, id(4))), ["F1", "F3", "F4"]);
        assert_eq!(names(causes(&factors, id(1))), ["F3", "F6"]);
        assert_eq!(names(of_class(&factors, "cwe-798")), ["F2", "F4", "F6"]);
        assert!(of_class(&factors, " ").is_empty(), "no class is no class");
    }

    #[test]
    fn a_circle_is_told_with_the_way_round_and_cut_where_it_stands() {
        let factors = [factor(1, None), factor(2, Some(1)), factor(3, Some(2))];
        for (of, under, told) in [
            (1, 3, Some("F1 explains F3 explains F2 explains F1")),
            (1, 1, Some("F1 explains F1")),
            (3, 1, None),
            (2, 1, None),
        ] {
            let found = would_cycle(&factors, id(of), id(under));
            assert_eq!(found.as_deref(), told, "{of} under {under}");
        }
        let joined = [
            factor(1, Some(3)),
            factor(2, Some(1)),
            factor(3, Some(2)),
            factor(4, Some(2)),
            factor(5, None),
        ];
        assert_eq!(drawn(&joined), "F5 F1! .F2 ..F3 ..F4");
        assert_eq!(chain(&joined, id(4)).len(), 4);
        assert_eq!(would_cycle(&joined, id(5), id(4)), None);
    }

    proptest! {
        #[test]
        fn every_factor_is_in_the_tree_once(links in prop::collection::vec(prop::option::of(0_u32..12), 1..12)) {
            let factors: Vec<Thing> = links.iter().zip(0..).map(|(under, n)| factor(n, *under)).collect();
            let mut ids: Vec<Id> = tree(&factors).iter().map(|b| b.thing.id).collect();
            ids.sort_unstable();
            prop_assert_eq!(ids, factors.iter().map(|t| t.id).collect::<Vec<_>>());
            for thing in &factors {
                prop_assert!(chain(&factors, thing.id).len() <= factors.len());
            }
        }
    }
}
