//! What texts say outside, and what each profile leaves out.

use super::names::Names;
use super::*;
use crate::domain::{
    Artifact, Duty, Entry, Limit, Phase, Role, RoleHeld, Section, SectionKind, Settled, Severity,
};
use crate::report::tests::{empty, thing, when};
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

fn told(record: &Record, profile: Profile) -> String {
    let options = Options {
        profile,
        ..Options::default()
    };
    post_mortem(record, &options)
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
        ("see http://okafor/x now", "see a web address now"),
        ("it worked @maya", "it worked"),
        ("it worked @maya @ken\nand held", "it worked\nand held"),
        ("shown by @maya", "shown by the incident commander"),
        ("@maya @ken", "the incident commander a responder"),
        ("it was so (E12, A3)", "it was so"),
        ("as E12 says", "as the record says"),
    ] {
        assert_eq!(names.text(typed), is, "{typed}");
    }
}

#[test]
fn a_name_within_an_address_is_none_to_a_vendor() {
    let told = [Label::parse("E1").unwrap()].into_iter().collect();
    let names = Names::of(&record(), false).telling(told);
    for (typed, is) in [
        (
            "at https://okafor.example/~maya/x",
            "at https://okafor.example/~…/x",
        ),
        ("on maya.corp.example", "on maya.corp.example"),
        (
            "at http://okafor/x, said Okafor",
            "at http://okafor/x, said the incident commander",
        ),
        ("from maya@corp.example", "from the incident commander"),
        ("(E1) and (E2)", "(E1) and"),
    ] {
        assert_eq!(names.text(typed), is, "{typed}");
    }
}

#[test]
fn the_public_hears_neither_marking_nor_code_name() {
    let mut record = record();
    let incident = crate::domain::Incident {
        code_name: Some("GLASS HERON".into()),
        tlp: Tlp::Amber,
        summary: "Glass Heron began on a Friday (E12).".into(),
        ..crate::domain::Incident::new("INC-1", "stolen token", Severity::Sev1)
    };
    record.incident.body = Body::Incident(incident);
    let told = |profile| told(&record, profile);
    let public = told(Profile::Public);
    assert!(public.starts_with("# INC-1: stolen token\n"), "{public}");
    assert!(
        public.contains("the incident began on a Friday."),
        "{public}"
    );
    assert!(
        !public.to_lowercase().contains("heron") && !public.contains("AMBER"),
        "{public}"
    );
    assert!(told(Profile::Executive).contains("GLASS HERON"));
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
        let told = told(&record(), *profile);
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
        let duty = Duty {
            from: Some(when("10:00")),
            source: long.clone(),
            ..Duty::new(format!("rule-{n}"), &long, Limit::Hours(4))
        };
        record.duties.push(thing(n, Body::Duty(duty)));
    }
    let told = told(&record, Profile::Executive);
    let rows = crate::report::measure::rows(&told);
    assert!(rows <= 108, "{rows} rows\n{told}");
}

#[test]
fn lessons_that_were_written_down_are_told_to_executives_and_not_to_the_public() {
    let mut record = record();
    for n in 0..200 {
        let text = format!("lesson {n} of @maya");
        let lesson = Entry::new(EntryKind::Lesson, when("10:00"), text);
        record.entries.push(thing(500 + n, Body::Entry(lesson)));
    }
    let told = |profile| told(&record, profile);
    let exec = told(Profile::Executive);
    assert!(exec.contains("## Lessons\n\n- lesson 0 of "), "{exec}");
    assert!(crate::report::measure::rows(&exec) <= 108, "{exec}");
    assert!(!told(Profile::Public).contains("lesson 0"));
}

#[test]
fn executives_read_the_regulatory_clocks_that_run_or_are_done() {
    let mut record = record();
    let none = told(&record, Profile::Executive);
    assert!(!none.contains("Regulatory"), "{none}");
    let done = |time| {
        let (when, proof) = (when(time), "E1".into());
        Some(Settled::Done { when, proof })
    };
    let reason = "no bank".into();
    for (n, name, from, settled) in [
        (1, "in time", Some("09:00"), done("12:00")),
        (2, "too late", Some("09:00"), done("13:30")),
        (3, "it runs", Some("11:00"), None),
        (4, "it is over", Some("07:00"), None),
        (
            5,
            "nothing",
            Some("09:00"),
            Some(Settled::NotApplicable { reason }),
        ),
        (6, "idle", None, None),
    ] {
        let duty = Duty {
            from: from.map(when),
            settled,
            source: if n == 3 { "" } else { "Art. 9" }.into(),
            ..Duty::new(format!("r-{n}"), format!("tell *{name}*"), Limit::Hours(4))
        };
        record.duties.push(thing(n, Body::Duty(duty)));
    }
    let last = Entry::new(EntryKind::Note, when("14:00"), "the last of it");
    record.entries.push(thing(1, Body::Entry(last)));
    let lines = r"## Regulatory clocks

- tell \*it is over\* (Art. 9): due 2026-11-21 11:00 UTC, **overdue**
- tell \*it runs\*: due 2026-11-21 15:00 UTC
- tell \*in time\* (Art. 9): done 2026-11-21 12:00 UTC, in time
- tell \*too late\* (Art. 9): done 2026-11-21 13:30 UTC, late

";
    let exec = told(&record, Profile::Executive);
    assert!(exec.contains(lines), "{exec}");
    let public = told(&record, Profile::Public);
    assert!(!public.contains("Regulatory"), "{public}");
}

#[test]
fn executives_read_when_an_old_impact_was_written_and_the_public_does_not() {
    let mut record = record();
    if let Body::Incident(incident) = &mut record.incident.body {
        incident.impact = "Shops are shut.".into();
    }
    let old = "Shops are shut.\n\n*Written ";
    assert!(!told(&record, Profile::Executive).contains(old));
    let back = Entry {
        phase: Some(Phase::Recovered),
        ..Entry::new(EntryKind::Milestone, when("12:00"), "recovered")
    };
    record.entries.push(thing(1, Body::Entry(back)));
    let exec = told(&record, Profile::Executive);
    assert!(exec.contains(old), "{exec}");
    assert!(
        exec.contains(" UTC, before the incident recovered.*\n"),
        "{exec}"
    );
    assert!(!told(&record, Profile::Public).contains("*Written "));
}
