//! What is made of a post-mortem in values.

use super::*;
use crate::domain::readiness::Rule;
use crate::domain::{
    Entry, EntryKind, Factor, Hlc, Incident, Mark, Person, RoleHeld, Severity, When,
};
use chrono::DateTime;

fn thing(n: u128, number: u32, body: Body) -> Thing {
    let mark = Mark {
        at: DateTime::UNIX_EPOCH,
        author: "ana".into(),
        hlc: Hlc::default(),
    };
    Thing {
        id: Id::from_u128(n),
        incident: Some(Id::from_u128(1)),
        number,
        withdrawn: false,
        earlier: Vec::new(),
        created: mark.clone(),
        changed: mark,
        body,
    }
}

fn incident(n: u128, exercise: bool) -> Thing {
    let incident = Incident {
        exercise,
        ..Incident::new("INC-1", "stolen token", Severity::Sev1)
    };
    thing(n, 0, Body::Incident(incident))
}

fn entry(number: u32, kind: EntryKind, text: &str) -> Thing {
    let entry = Entry::new(kind, When::now(DateTime::UNIX_EPOCH), text);
    thing(100 + u128::from(number), number, Body::Entry(entry))
}

fn empty() -> PostMortem {
    PostMortem {
        incident: incident(1, false),
        known: Known::default(),
        roles: Vec::new(),
        review: None,
        sections: Vec::new(),
        factors: Vec::new(),
        fixes: Vec::new(),
        register: Vec::new(),
        lessons: Vec::new(),
        walk: Vec::new(),
        took_part: Vec::new(),
        elsewhere: Vec::new(),
        gaps: Vec::new(),
    }
}

fn factor(number: u32, class: &str) -> Thing {
    let factor = Factor {
        class: class.into(),
        ..Factor::new(format!("factor {number}"))
    };
    thing(200 + u128::from(number), number, Body::Factor(factor))
}

fn section(kind: SectionKind, text: &str) -> Thing {
    let section = Section {
        kind,
        text: text.into(),
    };
    let mut made = thing(0, 0, Body::Section(section));
    made.id = kind.id(Id::from_u128(1));
    made
}

#[test]
fn every_point_of_the_checklist_belongs_to_a_part_and_a_hint_to_none() {
    let gap = |rule: &Rule, at: &str| Gap {
        rule: *rule,
        at: at.into(),
        subject: None,
        note: String::new(),
    };
    for rule in Rule::ALL {
        let part = Part::of(&gap(rule, "lucky"));
        assert_eq!(part.is_none(), *rule == Rule::Tone, "{rule}");
        assert!(part.is_none_or(|part| Part::ALL.contains(&part)), "{rule}");
    }
    let mut pm = empty();
    pm.gaps = vec![
        gap(&Rule::FixUnowned, "X1"),
        gap(&Rule::FixUnowned, "X2"),
        gap(&Rule::FixUnranked, "X1"),
        gap(&Rule::SectionEmpty, "lucky"),
        gap(&Rule::SectionEmpty, "thanks"),
    ];
    let expected = [
        "Fixes without an owner: X1, X2",
        "Fix without a priority: X1",
    ];
    assert_eq!(pm.lacks(Part::Fixes), expected);
    let lucky = Part::Section(SectionKind::Lucky);
    assert_eq!(pm.lacks(lucky), ["Section without a text"]);
    assert_eq!(
        pm.lacking(),
        3,
        "what a rule finds in several places is one point"
    );
}

fn waiting(pm: &PostMortem) -> String {
    let names: Vec<String> = pm.waiting().into_iter().map(Thing::name).collect();
    names.join(" ")
}

#[test]
fn a_lesson_waits_until_it_is_cited_or_said_to_be_used() {
    let mut pm = empty();
    let lessons: Vec<Thing> = (1..=4)
        .map(|n| entry(n, EntryKind::Lesson, &format!("lesson {n}\u{1b}")))
        .collect();
    pm.lessons = lessons;
    assert_eq!(waiting(&pm), "E1 E2 E3 E4");
    let text = pm.with_lesson(SectionKind::Lessons, &pm.lessons[0]);
    assert_eq!(text, "- lesson 1\u{1b} (E1)\n");
    pm.sections.push(section(SectionKind::Lessons, &text));
    let more = pm.with_lesson(SectionKind::Lessons, &pm.lessons[1]);
    assert!(more.starts_with(&text) && more.ends_with("(E2)\n"));
    let mut rests = factor(1, "");
    if let Body::Factor(f) = &mut rests.body {
        f.evidence
            .insert(Id::from_u128(5), Label::parse("E2").unwrap());
    }
    pm.factors.push(rests);
    let mut review = Review::default();
    review
        .used
        .insert(Id::from_u128(6), Label::parse("E3").unwrap());
    pm.review = Some(thing(7, 0, Body::Review(review)));
    assert_eq!(waiting(&pm), "E4");
    pm.sections[0].withdrawn = true;
    assert_eq!(waiting(&pm), "E1 E4");
}

#[test]
fn a_part_is_written_over_what_its_author_saw() {
    let mut pm = empty();
    if let Body::Incident(i) = &mut pm.incident.body {
        i.summary = "theirs".into();
    }
    let made = pm.write(Part::Summary, "mine was", "both");
    let [Change::Edit { edit, .. }] = &made[..] else {
        panic!("{made:?}")
    };
    let crate::domain::Edit::Incident(crate::domain::IncidentEdit::Summary(swap)) = edit else {
        panic!("{edit:?}")
    };
    assert_eq!((swap.was.as_str(), swap.now.as_str()), ("mine was", "both"));
    assert_eq!(
        pm.write(Part::Section(SectionKind::Lucky), "", "x").len(),
        2
    );
    assert!(pm.write(Part::Causes, "", "x").is_empty());
}

#[test]
fn past_incidents_share_a_class_whatever_its_case_and_drills_do_not_count() {
    let mut pm = empty();
    pm.factors = vec![factor(1, "CWE-798"), factor(2, "")];
    let holding = |n, exercise, factors: Vec<Thing>| Holding {
        incident: incident(n, exercise),
        things: factors,
    };
    pm.elsewhere = vec![
        holding(2, false, vec![factor(3, "cwe-798 "), factor(4, "")]),
        holding(3, true, vec![factor(5, "CWE-798")]),
    ];
    let found: Vec<u32> = pm.alike().iter().map(|(_, t)| t.number).collect();
    assert_eq!(found, [3]);
}

#[test]
fn thanks_name_who_took_part_with_their_roles() {
    let mut pm = empty();
    pm.known.people = ["jon", "maya"]
        .iter()
        .zip([11, 12])
        .map(|(handle, n)| thing(n, 0, Body::Person(Person::new(*handle))))
        .collect();
    let role = RoleHeld {
        person: Id::from_u128(12),
        role: Role::Ic,
        workstream: None,
        from: DateTime::UNIX_EPOCH,
        until: None,
    };
    pm.roles = vec![thing(20, 0, Body::Role(role))];
    pm.took_part = vec![Id::from_u128(12), Id::from_u128(11), Id::from_u128(99)];
    assert_eq!(pm.thanks(), "- @maya (IC)\n- @jon\n");
}
