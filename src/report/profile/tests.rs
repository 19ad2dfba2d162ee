//! What texts say outside, and what each profile leaves out.

use super::names::Names;
use super::*;
use crate::domain::{Artifact, Role, RoleHeld, Section, SectionKind, Severity};
use crate::report::tests::{empty, thing};
use crate::report::{Options, post_mortem};

fn record() -> Record {
    let mut record = empty();
    let person = Person {
        name: "Maya van Okafor".into(),
        contact: "+1 555 0100".into(),
        ..Person::new("maya")
    };
    record.known.people = vec![
        thing(1, Body::Person(person)),
        thing(
            2,
            Body::Person(Person {
                name: "田中".into(),
                ..Person::new("ken")
            }),
        ),
    ];
    let held = RoleHeld {
        person: record.known.people[0].id,
        role: Role::Ic,
        workstream: None,
        from: chrono::DateTime::UNIX_EPOCH,
        until: None,
    };
    record.roles = vec![thing(1, Body::Role(held))];
    let artifact = Artifact::new(ArtifactKind::Indicator, "update.zip");
    record.artifacts = vec![thing(1, Body::Artifact(artifact))];
    record
}

#[test]
fn names_are_told_as_what_they_were_whatever_is_around_them() {
    let names = Names::of(&record(), true);
    for (typed, is) in [
        ("@Maya, come", "the incident commander, come"),
        (
            "MAYA's and (maya)",
            "the incident commander's and (the incident commander)",
        ),
        (
            "maya-laptop _maya_",
            "the incident commander-laptop _the incident commander_",
        ),
        ("ma\u{200b}ya", "the incident commander"),
        ("Okafor said", "the incident commander said"),
        ("call +1 555 0100", "call the incident commander"),
        ("the Mayan van", "the Mayan van"),
        ("田中さん", "a responderさん"),
        ("ask Ken; kenya", "ask a responder; kenya"),
        ("got UPDATE.zip", "got an indicator"),
        ("from 203.0.113.7", "from an IP address"),
        ("from 203[.]0[.]113[.]7", "from an IP address"),
        ("İ maya", "İ the incident commander"),
        ("nothing of it", "nothing of it"),
    ] {
        assert_eq!(names.text(typed), is, "{typed}");
    }
}

#[test]
fn a_marking_forbids_the_profiles_below_it() {
    let allowed = |tlp: Tlp| {
        let all = Profile::ALL.iter().filter(|p| p.forbids(tlp).is_none());
        all.map(|p| p.word()).collect::<Vec<_>>()
    };
    assert_eq!(allowed(Tlp::Red), ["full"]);
    assert_eq!(allowed(Tlp::AmberStrict), ["full", "executive"]);
    assert_eq!(allowed(Tlp::Amber), ["full", "executive", "vendor"]);
    assert_eq!(allowed(Tlp::Green), ["full", "executive", "vendor"]);
    assert_eq!(
        allowed(Tlp::Clear),
        ["full", "executive", "vendor", "public"]
    );
}

#[test]
fn every_profile_but_the_full_one_says_what_it_is() {
    for profile in Profile::ALL {
        let options = Options {
            profile: *profile,
            ..Options::default()
        };
        let told = post_mortem(&record(), &options);
        let says = told.contains(&format!("**Profile: {}.** This is the ", profile.word()));
        assert_eq!(says, *profile != Profile::Full, "{told}");
        let missing = told.contains("## What is missing");
        assert_eq!(missing, *profile == Profile::Full);
    }
}

#[test]
fn executives_get_two_pages_whatever_is_recorded() {
    let mut record = record();
    let long = "word ".repeat(4_000);
    let incident = crate::domain::Incident {
        summary: long.clone(),
        impact: long.clone(),
        ..crate::domain::Incident::new(&long, &long, Severity::Sev1)
    };
    record.incident.body = Body::Incident(incident);
    let section = |kind: &SectionKind| {
        let text = format!("{long}\n\n- {long}\n\n{}", "- x\n".repeat(300));
        thing(0, Body::Section(Section { kind: *kind, text }))
    };
    record.sections = SectionKind::ALL.iter().map(section).collect();
    for n in 1..200 {
        let factor = crate::domain::Factor::new(&long);
        record.factors.push(thing(n, Body::Factor(factor)));
        let fix = crate::domain::Fix::new(&long, crate::domain::FixKind::Patch);
        record.fixes.push(thing(n, Body::Fix(fix)));
    }
    let profile = Profile::Executive;
    let told = post_mortem(
        &record,
        &Options {
            profile,
            ..Options::default()
        },
    );
    let rows = crate::report::measure::rows(&told);
    assert!(rows <= 108, "{rows} rows\n{told}");
}
