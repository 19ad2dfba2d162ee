//! How long ago an incident began, as far as is recorded.

use super::{View, moment};
use crate::domain::clocks::{first_attack, passages};
use crate::domain::{Phase, When};

/// How long ago it was noticed and, where that is known to be longer ago, how
/// long ago the attacker began: `detected 3 h ago; the attacker was first
/// active 2 d ago`.
pub(super) fn began(view: &View<'_>) -> Option<String> {
    let ago = |when: &When| {
        let about = if when.approximate { "about " } else { "" };
        format!("{about}{} ago", moment::for_long(view.now - when.at))
    };
    let past = |when: &&When| when.at <= view.now;
    let passed = passages(&view.record.entries);
    let first = passed.first().filter(|p| past(&p.when));
    let noticed = first.map(|p| match p.phase {
        Phase::Detected => format!("detected {}", ago(p.when)),
        later => format!("first said to be {later} {}", ago(p.when)),
    });
    let before = |when: &&When| first.is_none_or(|p| when.at < p.when.at);
    let attack = first_attack(&view.record.entries);
    let attack = attack.filter(past).filter(before);
    match (noticed, attack.map(ago)) {
        (Some(noticed), Some(attack)) => {
            Some(format!("{noticed}; the attacker was first active {attack}"))
        }
        (Some(noticed), None) => Some(noticed),
        (None, Some(attack)) => Some(format!("first seen in what the attacker did, {attack}")),
        (None, None) => None,
    }
}
