//! A note that says how a workstream stands, `#forensics amber: waiting for
//! the image`, or who leads it, `#forensics lead @lee`. It alters the
//! workstream as well.

use super::names::Names;
use super::tags::{Tag, Word};
use super::{Mistake, SpanKind};
use crate::domain::{Health, Id, Known, Workstream, WorkstreamStatus, fresh_id, spine};
use std::ops::Range;

/// What a note sets of the workstream it begins with.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Update {
    /// The slug of the workstream.
    pub slug: String,
    /// How it is doing, if that is said.
    pub health: Option<Health>,
    /// Whether it moves, if that is said.
    pub status: Option<WorkstreamStatus>,
    /// The handle of who leads it, if that is said.
    pub lead: Option<String>,
    /// The slugs of those it is said to wait for.
    pub waits_for: Vec<String>,
    /// What follows the colon; empty where nothing does.
    pub said: String,
}

impl Update {
    /// The workstream as the note leaves it, led by `lead` where the note says
    /// who leads it. One that goes on waits for nobody.
    #[must_use]
    pub fn applied(
        &self,
        before: &Workstream,
        lead: Option<Id>,
        find: impl Fn(&str) -> Option<Id>,
    ) -> Workstream {
        let mut after = before.clone();
        after.lead = lead.or(before.lead);
        after.health = self.health.unwrap_or(before.health);
        after.status = self.status.unwrap_or(before.status);
        if !self.said.is_empty() {
            after.update.clone_from(&self.said);
        }
        let blocked = WorkstreamStatus::Blocked;
        if before.status == blocked && after.status != blocked {
            for id in before.blocked_by.values() {
                after.blocked_by.take_out(id);
            }
        }
        for id in self.waits_for.iter().filter_map(|slug| find(slug)) {
            if !after.blocked_by.contains(&id) {
                after.blocked_by.insert(fresh_id(), id);
            }
        }
        after
    }

    /// What it alters, in words: `updates #forensics: health green → amber`.
    #[must_use]
    pub fn told(&self, known: &Known, ascii: bool) -> String {
        let arrow = if ascii { "->" } else { "→" };
        let find = |slug: &str| known.workstream(slug).map(|t| t.id);
        let thing = known.workstream(&self.slug);
        let stream = thing.and_then(|t| t.as_workstream()).cloned();
        let before = stream.unwrap_or_else(|| Workstream::new(&self.slug));
        let after = self.applied(&before, None, find);
        let mut parts = Vec::new();
        if let Some(lead) = &self.lead {
            let was = before.lead.and_then(|id| known.handle(id));
            let was = was.map_or_else(|| "nobody".to_owned(), |h| format!("@{h}"));
            parts.push(format!("lead {was} {arrow} @{lead}"));
        }
        if after.health != before.health {
            parts.push(format!("health {} {arrow} {}", before.health, after.health));
        } else if self.health.is_some() {
            parts.push(format!("health stays {}", after.health));
        }
        if after.status != before.status {
            parts.push(format!("status {} {arrow} {}", before.status, after.status));
        }
        if !self.waits_for.is_empty() {
            parts.push(format!("waits for #{}", self.waits_for.join(" #")));
        } else if after.blocked_by.is_empty() && !before.blocked_by.is_empty() {
            parts.push("waits for nobody".to_owned());
        }
        match parts.is_empty() {
            true => format!("updates #{}", self.slug),
            false => format!("updates #{}: {}", self.slug, parts.join(", ")),
        }
    }
}

/// What is set before the colon.
#[derive(Default)]
struct Head<'a> {
    health: Option<Health>,
    status: Option<WorkstreamStatus>,
    lead: Option<&'a str>,
    /// The blockers with their places; none before `by`.
    blockers: Option<Vec<(&'a str, Range<usize>)>>,
    spans: Vec<(Range<usize>, SpanKind)>,
}

impl<'a> Head<'a> {
    /// Takes a word in; false for one that no update has before its colon.
    fn take(&mut self, word: &Word<'a>, bare: &str) -> bool {
        let spans = &mut self.spans;
        let mut set = || spans.push((word.core.clone(), SpanKind::Update));
        if let (Some(health), None) = (Health::from_word(bare), self.health) {
            self.health = Some(health);
            set();
            return true;
        }
        if let (Some(status), None) = (WorkstreamStatus::from_word(bare), self.status) {
            self.status = Some(status);
            set();
            return true;
        }
        match (&mut self.blockers, word.tag) {
            (Some(blockers), Some(Tag::Workstream(name))) if bare.len() == word.core.len() => {
                blockers.push((name, word.core.clone()));
                true
            }
            (Some(_), None) => bare.eq_ignore_ascii_case("and"),
            (None, None) if self.status == Some(WorkstreamStatus::Blocked) => {
                self.blockers = Some(Vec::new());
                bare.eq_ignore_ascii_case("by")
            }
            (_, _) => false,
        }
    }
}

/// The update that the words of a note amount to, with the places of what it
/// sets; none for any other note. `names` are those of the line.
///
/// # Errors
/// A workstream or a blocker that is none, or that waits for this one itself.
#[allow(clippy::type_complexity, reason = "an update and its places")]
pub(super) fn read(
    line: &str,
    at: usize,
    words: &[Word<'_>],
    known: &Known,
    names: &Names,
) -> Result<Option<(Update, Vec<(Range<usize>, SpanKind)>)>, Mistake> {
    let resolve = |name: &str| {
        let made = names
            .new_workstreams
            .iter()
            .find(|n| n.eq_ignore_ascii_case(name));
        let found = known.workstream(name).and_then(|t| t.as_workstream());
        found.map(|w| w.slug.clone()).or_else(|| made.cloned())
    };
    let Some((first, rest)) = words.split_first() else {
        return Ok(None);
    };
    let Some(Tag::Workstream(name)) = first.tag else {
        return Ok(None);
    };
    if first.core != first.range || first.range.start != at {
        return Ok(None);
    }
    let Some((mut head, mut end)) = lead(line, rest).or_else(|| head(line, rest)) else {
        return Ok(None);
    };
    if let Some((health, place, rest)) = again(line, end).filter(|_| head.health.is_some()) {
        head.health = Some(health);
        end = rest;
        head.spans.push((place, SpanKind::Update));
    }
    let slug = resolve(name).ok_or_else(|| {
        let as_text = format!("; `\\#{name}` keeps it as text");
        no_such(line, first.core.clone(), name, &as_text)
    })?;
    let mut waits_for = Vec::new();
    for (name, place) in head.blockers.unwrap_or_default() {
        let blocker = resolve(name).ok_or_else(|| no_such(line, place.clone(), name, ""))?;
        refuse_circle(line, &place, &slug, &blocker, known)?;
        waits_for.push(blocker);
    }
    let update = Update {
        slug,
        health: head.health,
        status: head.status,
        lead: head.lead.and_then(|named| {
            let mut people = names.people.iter();
            people.find(|p| p.eq_ignore_ascii_case(named)).cloned()
        }),
        waits_for,
        said: line[end..].trim().to_owned(),
    };
    Ok(Some((update, head.spans)))
}

fn no_such(line: &str, at: Range<usize>, name: &str, or: &str) -> Mistake {
    let what = format!("there is no workstream #{name}");
    let hint = format!(
        "name one that is there, or put #{name} at the end of the line, too: there it is added{or}"
    );
    Mistake::new(line, at, what, hint)
}

/// `lead @lee` and nothing else, and where that ends.
fn lead<'a>(line: &str, words: &[Word<'a>]) -> Option<(Head<'a>, usize)> {
    let [word, who] = words else { return None };
    let bare = line[word.range.clone()].trim_end_matches(':');
    let Some(Tag::Person(handle)) = who.tag.filter(|_| bare.eq_ignore_ascii_case("lead")) else {
        return None;
    };
    let head = Head {
        lead: Some(handle),
        spans: vec![(word.core.clone(), SpanKind::Update)],
        ..Head::default()
    };
    Some((head, who.range.end))
}

/// The words up to the colon, and where that ends.
fn head<'a>(line: &str, words: &[Word<'a>]) -> Option<(Head<'a>, usize)> {
    let mut head = Head::default();
    for word in words {
        let raw = &line[word.range.clone()];
        let (raw, ends) = match raw.strip_suffix(':') {
            Some(raw) => (raw, true),
            None => (raw, false),
        };
        if !head.take(word, raw.trim_end_matches(',')) {
            return None;
        }
        if ends {
            let says = head.health.is_some() || head.status.is_some();
            let named = head.blockers.as_ref().is_none_or(|b| !b.is_empty());
            return (says && named).then_some((head, word.range.end));
        }
    }
    None
}

/// Another health right behind the colon, with a colon or a comma of its own or
/// with nothing behind it: it is typed behind the one that the board put there,
/// and is what is meant. Gives where it stands and where the rest begins, too.
fn again(line: &str, end: usize) -> Option<(Health, Range<usize>, usize)> {
    let said = &line[end..];
    let start = end + (said.len() - said.trim_start().len());
    let said = line[start..].trim_end();
    let ends = said.find([':', ',']).unwrap_or(said.len());
    let behind = said.get(ends + 1..).unwrap_or_default();
    let health = Health::from_word(&said[..ends])
        .filter(|_| behind.is_empty() || behind.starts_with(' '))?;
    let rest = (start + ends + 1).min(line.len());
    Some((health, start..start + ends, rest))
}

fn refuse_circle(
    line: &str,
    place: &Range<usize>,
    slug: &str,
    blocker: &str,
    known: &Known,
) -> Result<(), Mistake> {
    // One that an earlier line of a paste makes has no identity yet, and no waits.
    let id = |slug: &str| {
        let found = known.workstream(slug).map(|t| t.id);
        found.filter(|id| !id.is_nil())
    };
    let refused = |what: String| {
        let hint = "take one of the waits away first, on the board (b, then B)";
        Err(Mistake::new(line, place.clone(), what, hint))
    };
    if slug.eq_ignore_ascii_case(blocker) {
        return refused("a workstream cannot wait for itself".to_owned());
    }
    let (Some(waiter), Some(on)) = (id(slug), id(blocker)) else {
        return Ok(());
    };
    match spine::circle(&known.workstreams, waiter, on) {
        Some(circle) => refused(format!("they would wait in a circle: {circle}")),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{known, meant, read};
    use super::*;

    fn told(line: &str) -> String {
        match read(line) {
            Ok(c) => c.update.map_or_else(
                || "plain".to_owned(),
                |u| format!("{} | {}", u.told(&known(), false), u.said),
            ),
            Err(m) => format!("{}-{} {}", m.at.start, m.at.end, m.what),
        }
    }

    #[test]
    #[rustfmt::skip]
    fn a_note_that_begins_with_how_a_workstream_stands_updates_it() {
        for (line, expected) in [
            ("#forensics amber: waiting for the image, needs @lee", "updates #forensics: health green → amber | waiting for the image, needs @lee"),
            ("-20m ! #Forensics RED: no image", "updates #forensics: health green → red | no image"),
            ("#forensics red: amber: the image came", "updates #forensics: health green → amber | the image came"),
            ("#forensics red: amber:", "updates #forensics: health green → amber | "),
            ("#forensics red: amber", "updates #forensics: health green → amber | "),
            ("#forensics red: amber ", "updates #forensics: health green → amber | "),
            ("#forensics red: amber, no image", "updates #forensics: health green → amber | no image"),
            ("#forensics red: amber light", "updates #forensics: health green → red | amber light"),
            ("#forensics green: waiting", "updates #forensics: health stays green | waiting"),
            ("#forensics red: amber:x", "updates #forensics: health green → red | amber:x"),
            ("#forensics blocked: amber: x", "updates #forensics: status active → blocked | amber: x"),
            ("note: #forensics green: all well", "updates #forensics: health stays green | all well"),
            ("#forensics amber, monitoring: quiet", "updates #forensics: health green → amber, status active → monitoring | quiet"),
            ("#forensics blocked by #identity: no account", "updates #forensics: status active → blocked, waits for #identity | no account"),
            ("#forensics red blocked by #identity, and #containment: x", "updates #forensics: health green → red, status active → blocked, waits for #identity #containment | x"),
            ("#forensics blocked:", "updates #forensics: status active → blocked | "),
            ("#new done: x #new", "updates #new: status active → done | x #new"),
            ("#forensics looked at amber light", "plain"),
            ("#forensics: amber", "plain"),
            ("#forensics amber", "plain"),
            ("#forensics amber:x", "plain"),
            ("#forensics amber and so on: x", "plain"),
            ("#forensics blocked by: x", "plain"),
            ("#forensics blocked by @sam: x", "plain"),
            ("#forensics amber red: x", "plain"),
            ("#forensics, amber: x", "plain"),
            ("#nowhere amber: x", "0-8 there is no workstream #nowhere"),
            ("-20m #nowhere done:", "5-13 there is no workstream #nowhere"),
            ("#nowhere looked at amber light", "plain"),
            ("\\#nowhere amber: x", "plain"),
            ("#forensics lead @lee", "updates #forensics: lead nobody → @lee | "),
            ("#forensics Lead: @LEE", "updates #forensics: lead nobody → @lee | "),
            ("#forensics lead @kim", "updates #forensics: lead nobody → @kim | "),
            ("#nowhere lead @lee", "0-8 there is no workstream #nowhere"),
            ("#forensics lead @lee is asleep", "plain"),
            ("#forensics lead", "plain"),
            ("> #forensics lead @lee", "plain"),
            ("\\#forensics amber: x", "plain"),
            ("> #forensics amber: x", "plain"),
            ("see #forensics amber: x", "plain"),
            ("#forensics blocked by #forensics: x", "22-32 a workstream cannot wait for itself"),
            ("#forensics blocked by #nowhere: x", "22-30 there is no workstream #nowhere"),
        ] {
            assert_eq!(told(line), expected, "{line}");
        }
    }

    #[test]
    fn the_entry_is_of_the_workstream_it_updates() {
        assert_eq!(
            meant("#forensics amber: waiting for #identity @sam #containment"),
            "note @sam #forensics | #forensics amber: waiting for #identity @sam #containment"
        );
    }

    #[test]
    fn a_workstream_that_moves_again_waits_for_nobody() {
        let find = |_: &str| Some(Id::from_u128(7));
        let line = |line| read(line).unwrap().update.unwrap();
        let blocked = line("#forensics blocked by #identity: x");
        let stands = blocked.applied(&Workstream::new("forensics"), None, find);
        assert!(stands.blocked_by.contains(&Id::from_u128(7)));
        let moves = line("#forensics active: the account is there");
        assert!(moves.applied(&stands, None, find).blocked_by.is_empty());
        let redder = line("#forensics red: still no account");
        assert!(!redder.applied(&stands, None, find).blocked_by.is_empty());
    }
}
