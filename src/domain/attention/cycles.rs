//! What waits for itself: circles among things that wait for others.

use crate::domain::{Id, OrSet, Thing};
use std::collections::BTreeMap;

/// The circles among `things`, each once and in the order of waiting; what
/// waits for something that is not among them does not wait for that. No
/// thing is in two of them: who breaks the first looks again.
pub(super) fn cycles<'a>(
    things: impl Iterator<Item = &'a Thing>,
    blocked_by: impl Fn(&'a Thing) -> Option<&'a OrSet<Id>>,
) -> Vec<Vec<&'a Thing>> {
    let mut waits: BTreeMap<Id, (&Thing, Vec<Id>)> = things
        .map(|t| (t.id, (t, blockers(blocked_by(t)))))
        .collect();
    let mut found = Vec::new();
    loop {
        prune(&mut waits);
        let Some(first) = waits.keys().next().copied() else {
            return found;
        };
        let circle = walk(&waits, first);
        let things = circle.iter().filter_map(|id| waits.remove(id));
        found.push(things.map(|(thing, _)| thing).collect());
    }
}

fn blockers(set: Option<&OrSet<Id>>) -> Vec<Id> {
    let values = set.map(OrSet::values).unwrap_or_default();
    values.into_iter().copied().collect()
}

/// Leaves only what waits for something that is left: of that every walk ends
/// in a circle.
fn prune(waits: &mut BTreeMap<Id, (&Thing, Vec<Id>)>) {
    let mut dependents: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    let mut count: BTreeMap<Id, usize> = BTreeMap::new();
    for (id, (_, blockers)) in waits.iter() {
        let left = blockers.iter().filter(|b| waits.contains_key(b));
        count.insert(*id, left.clone().count());
        left.for_each(|b| dependents.entry(*b).or_default().push(*id));
    }
    let free = count.iter().filter(|(_, n)| **n == 0);
    let mut free: Vec<Id> = free.map(|(id, _)| *id).collect();
    while let Some(id) = free.pop() {
        waits.remove(&id);
        for dependent in dependents.remove(&id).unwrap_or_default() {
            let left = count.entry(dependent).or_default();
            *left = left.saturating_sub(1);
            if *left == 0 {
                free.push(dependent);
            }
        }
    }
}

/// The circle that a walk from `first` ends in, from its smallest id on.
fn walk(waits: &BTreeMap<Id, (&Thing, Vec<Id>)>, first: Id) -> Vec<Id> {
    let mut path: Vec<Id> = Vec::new();
    let mut place: BTreeMap<Id, usize> = BTreeMap::new();
    let mut at = first;
    while !place.contains_key(&at) {
        place.insert(at, path.len());
        path.push(at);
        let next = waits.get(&at).map(|(_, blockers)| blockers);
        let next = next.and_then(|b| b.iter().find(|b| waits.contains_key(b)));
        at = next.copied().unwrap_or(at);
    }
    let mut circle = path.split_off(place[&at]);
    let smallest = circle.iter().enumerate().min_by_key(|(_, id)| **id);
    let smallest = smallest.map_or(0, |(i, _)| i);
    circle.rotate_left(smallest);
    circle
}
