//! What becomes of fixes: which passage is allowed, and how old they are.

use super::{Declined, Fix, FixState, Id, Passage, Thing, Verified, When, fresh_id, is_blank};
use chrono::{DateTime, TimeDelta, Utc};

/// A fix that passes into another open state: forward, or back where work
/// begins again.
///
/// # Errors
/// What stands in the way, in a sentence.
pub fn passed(fix: &Fix, to: FixState, now: DateTime<Utc>) -> Result<Fix, String> {
    match to {
        FixState::Verified => return Err("verified needs a result: say what was found".into()),
        FixState::Declined => return Err("declined needs a reason, and who decided so".into()),
        FixState::Proposed | FixState::Accepted | FixState::Doing | FixState::Shipped => {}
    }
    if !fix.is_open() {
        return Err(format!(
            "it is {}: take it up again first, and say why",
            fix.state
        ));
    }
    if fix.state == to {
        return Err(format!("it is {to} already"));
    }
    Ok(into(fix, to, now, ""))
}

/// A fix that was shown to hold.
///
/// # Errors
/// It has not shipped, or nobody says what was found.
pub fn verified(
    fix: &Fix,
    by: Id,
    when: When,
    result: &str,
    now: DateTime<Utc>,
) -> Result<Fix, String> {
    if fix.state != FixState::Shipped {
        return Err(format!(
            "it is {}: only what has shipped can be verified",
            fix.state
        ));
    }
    if is_blank(result) {
        return Err("verified needs a result: say what was found".into());
    }
    Ok(Fix {
        outcome: Some(Verified {
            by,
            when,
            result: result.to_owned(),
        }),
        ..into(fix, FixState::Verified, now, result)
    })
}

/// What speaks against a fix counting as verified: the last measurement misses
/// the target, or there is none. None for one without a metric, whose result
/// in words is all there is.
#[must_use]
pub fn although(fix: &Fix) -> Option<String> {
    let metric = fix.metric.as_ref()?;
    let target = metric.target.as_ref();
    match (fix.measured().last(), fix.reached(), target) {
        (None, _, Some(target)) => Some(format!("although nothing was measured (target {target})")),
        (None, _, None) => Some("although nothing was measured".to_owned()),
        (Some(last), Some(false), Some(target)) => Some(format!(
            "although the target was missed (measured {}, target {target})",
            last.value
        )),
        (Some(_), _, _) => None,
    }
}

/// The same of a fix that counts as verified.
#[must_use]
pub fn doubtful(fix: &Fix) -> Option<String> {
    although(fix).filter(|_| fix.state == FixState::Verified)
}

/// A fix that will not be done.
///
/// # Errors
/// It is closed already, or nobody says why.
pub fn declined(fix: &Fix, by: Id, reason: &str, now: DateTime<Utc>) -> Result<Fix, String> {
    if !fix.is_open() {
        return Err(format!("it is {} already", fix.state));
    }
    if is_blank(reason) {
        return Err("declined needs a reason: say why it will not be done".into());
    }
    Ok(Fix {
        declined: Some(Declined {
            by,
            reason: reason.to_owned(),
        }),
        ..into(fix, FixState::Declined, now, reason)
    })
}

/// A closed fix that is taken up again: one that did not hold is worked on,
/// one that was declined is proposed anew. What was found or decided before
/// stays among its passages.
///
/// # Errors
/// It is open, or nobody says why.
pub fn reopened(fix: &Fix, reason: &str, now: DateTime<Utc>) -> Result<Fix, String> {
    let to = match fix.state {
        FixState::Verified => FixState::Doing,
        FixState::Declined => FixState::Proposed,
        FixState::Proposed | FixState::Accepted | FixState::Doing | FixState::Shipped => {
            return Err(format!("it is {}, and so still open", fix.state));
        }
    };
    if is_blank(reason) {
        return Err("say why it is taken up again: what did not hold, or what has changed".into());
    }
    Ok(Fix {
        outcome: None,
        declined: None,
        ..into(fix, to, now, reason)
    })
}

fn into(fix: &Fix, state: FixState, now: DateTime<Utc>, why: &str) -> Fix {
    let mut fix = Fix {
        state,
        ..fix.clone()
    };
    let passage = Passage {
        state,
        when: now,
        why: why.to_owned(),
    };
    fix.passages.insert(fresh_id(), passage);
    fix
}

/// The passages of a fix, the earliest first; the one that proposed it is its
/// recording.
#[must_use]
pub fn passages(fix: &Fix) -> Vec<&Passage> {
    let mut found = fix.passages.values();
    found.sort_by_key(|p| p.when);
    found
}

/// Since when it stands where it stands.
#[must_use]
pub fn since(thing: &Thing, fix: &Fix) -> DateTime<Utc> {
    let last = passages(fix).into_iter().rfind(|p| p.state == fix.state);
    last.map_or(thing.created.at, |p| p.when)
}

/// When it was closed; none while it is open.
#[must_use]
pub fn closed(thing: &Thing, fix: &Fix) -> Option<DateTime<Utc>> {
    (!fix.is_open()).then(|| since(thing, fix))
}

/// How old it is: from its recording until it was closed, or until now.
#[must_use]
pub fn age(thing: &Thing, fix: &Fix, now: DateTime<Utc>) -> TimeDelta {
    let end = closed(thing, fix).unwrap_or(now);
    (end - thing.created.at).max(TimeDelta::zero())
}

/// Whether an open fix has not been touched for as long as `after`.
#[must_use]
pub fn stale(thing: &Thing, fix: &Fix, now: DateTime<Utc>, after: TimeDelta) -> bool {
    fix.is_open() && now - thing.changed.at >= after
}

/// How long it has been shipped without anybody having verified it; none for
/// what is not shipped.
#[must_use]
pub fn unverified(thing: &Thing, fix: &Fix, now: DateTime<Utc>) -> Option<TimeDelta> {
    (fix.state == FixState::Shipped).then(|| now - since(thing, fix))
}

/// What stands in the way of a fix counting as a plan: no owner, priority,
/// due time, success metric or verification.
#[must_use]
pub fn lacks(fix: &Fix) -> Vec<&'static str> {
    let metric = fix.metric.as_ref();
    let target = metric.is_some_and(|m| m.target.is_some());
    let lack = [
        ("owner", fix.owner.is_none()),
        ("priority", fix.priority.is_none()),
        ("due", fix.due.is_none()),
        ("success metric", metric.is_none()),
        ("target", metric.is_some() && !target),
        ("verification", is_blank(&fix.verification)),
    ];
    lack.into_iter()
        .filter_map(|(what, lacking)| lacking.then_some(what))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Body, FixKind, Hlc, Mark, Metric};

    fn at(day: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::days(day)
    }

    fn thing(fix: &Fix, changed: i64) -> Thing {
        let mark = |day| Mark {
            at: at(day),
            author: "ana".into(),
            hlc: Hlc::default(),
        };
        Thing {
            id: Id::from_u128(1),
            incident: Some(Id::from_u128(9)),
            number: 1,
            withdrawn: false,
            earlier: Vec::new(),
            created: mark(0),
            changed: mark(changed),
            body: Body::Fix(fix.clone()),
        }
    }

    fn maya() -> Id {
        Id::from_u128(7)
    }

    fn shipped() -> Fix {
        let fix = Fix::new("rotate by machine", FixKind::Durable);
        let fix = passed(&fix, FixState::Doing, at(2)).unwrap();
        passed(&fix, FixState::Shipped, at(5)).unwrap()
    }

    #[test]
    fn shipped_is_not_done_and_done_says_what_was_found() {
        let fix = shipped();
        assert!(fix.is_open());
        assert!(passed(&fix, FixState::Verified, at(6)).is_err());
        assert!(verified(&fix, maya(), When::now(at(6)), " ", at(6)).is_err());
        let done = verified(&fix, maya(), When::now(at(6)), "0 left", at(6)).unwrap();
        assert!(!done.is_open());
        assert_eq!(done.refusal(), None);
        assert_eq!(done.outcome.as_ref().unwrap().result, "0 left");
        let early = Fix::new("x", FixKind::Patch);
        let told = verified(&early, maya(), When::now(at(1)), "ok", at(1)).unwrap_err();
        assert_eq!(
            told,
            "it is proposed: only what has shipped can be verified"
        );
        let unsound = Fix {
            state: FixState::Verified,
            ..early
        };
        assert!(unsound.refusal().unwrap().contains("result"));
    }

    #[test]
    fn declining_wants_a_reason_and_a_closed_fix_is_taken_up_again_with_one() {
        let fix = shipped();
        assert!(declined(&fix, maya(), "", at(6)).is_err());
        let gone = declined(&fix, maya(), "the service goes away", at(6)).unwrap();
        assert_eq!(gone.refusal(), None);
        assert!(declined(&gone, maya(), "again", at(7)).is_err());
        assert!(passed(&gone, FixState::Doing, at(7)).is_err());
        assert!(reopened(&gone, " ", at(7)).is_err());
        let back = reopened(&gone, "it stays after all", at(7)).unwrap();
        assert_eq!((back.state, &back.declined), (FixState::Proposed, &None));
        assert!(reopened(&back, "x", at(8)).is_err());
        let done = verified(&fix, maya(), When::now(at(6)), "held", at(6)).unwrap();
        let back = reopened(&done, "it came back", at(9)).unwrap();
        assert_eq!((back.state, &back.outcome), (FixState::Doing, &None));
        let why: Vec<&str> = passages(&back).iter().map(|p| p.why.as_str()).collect();
        assert_eq!(
            why,
            ["", "", "held", "it came back"],
            "nothing is forgotten"
        );
    }

    #[test]
    fn ages_run_until_it_is_closed() {
        let fix = shipped();
        let open = thing(&fix, 5);
        assert_eq!(since(&open, &fix), at(5));
        assert_eq!(age(&open, &fix, at(20)), TimeDelta::days(20));
        assert_eq!(unverified(&open, &fix, at(20)), Some(TimeDelta::days(15)));
        assert!(stale(&open, &fix, at(19), TimeDelta::days(14)));
        assert!(!stale(&open, &fix, at(18), TimeDelta::days(14)));
        let done = verified(&fix, maya(), When::now(at(8)), "held", at(8)).unwrap();
        let closed_thing = thing(&done, 8);
        assert_eq!(age(&closed_thing, &done, at(20)), TimeDelta::days(8));
        assert_eq!(unverified(&closed_thing, &done, at(20)), None);
        assert!(!stale(&closed_thing, &done, at(99), TimeDelta::days(14)));
        let fresh = Fix::new("x", FixKind::Patch);
        assert_eq!(since(&thing(&fresh, 0), &fresh), at(0));
    }

    #[test]
    fn it_is_late_from_its_due_time_until_it_ships() {
        let mut fix = Fix::new("x", FixKind::Patch);
        fix.due = Some(When::now(at(3)));
        assert!(!fix.is_overdue(at(3)));
        assert!(fix.is_overdue(at(3) + TimeDelta::milliseconds(1)));
        let out = passed(&fix, FixState::Shipped, at(9)).unwrap();
        assert!(!out.is_overdue(at(10)));
    }

    #[test]
    fn what_speaks_against_a_verification_is_the_last_measurement() {
        let mut fix = Fix::new("x", FixKind::Durable);
        assert_eq!(although(&fix), None, "words are all there is");
        fix.metric = Some(Metric::new("tokens"));
        assert_eq!(although(&fix).unwrap(), "although nothing was measured");
        let figure = |text| crate::domain::Figure::read(text).unwrap();
        fix.metric.as_mut().unwrap().target = Some(figure("5"));
        fix.metric.as_mut().unwrap().baseline = Some(figure("40"));
        let said = |fix: &Fix| although(fix).unwrap_or_default();
        assert_eq!(said(&fix), "although nothing was measured (target 5)");
        for (day, value, expected) in [
            (1, "4", ""),
            (
                2,
                "12",
                "although the target was missed (measured 12, target 5)",
            ),
            (3, "5", ""),
        ] {
            let measurement = crate::domain::Measurement {
                value: figure(value),
                when: When::now(at(day)),
                note: String::new(),
            };
            fix.measurements.insert(fresh_id(), measurement);
            assert_eq!(said(&fix), expected, "{value}");
            assert_eq!(doubtful(&fix), None, "it is not verified");
        }
    }

    #[test]
    fn a_plan_lacks_what_was_not_said() {
        let mut fix = Fix::new("x", FixKind::Durable);
        assert_eq!(
            lacks(&fix),
            ["owner", "priority", "due", "success metric", "verification"]
        );
        fix.metric = Some(Metric::new("tokens"));
        fix.verification = "try it".into();
        assert_eq!(lacks(&fix), ["owner", "priority", "due", "target"]);
    }
}
