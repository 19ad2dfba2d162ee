//! Nothing that names a person, and no indicator, leaves for readers outside,
//! wherever in a record it stands.

use super::record::{instant, record, sections, thing};
use warroom::domain::{Artifact, ArtifactKind, Body, Id, OrSet, Person, Record, ReviewState, Tlp};
use warroom::report::{Options, Profile, post_mortem};

/// A record with a text in every place, and the people and indicators it names.
fn naming(text: &str) -> Record {
    let mut record = record(&[text]);
    let person = Person {
        name: "Maya Okafor".into(),
        contact: "m.okafor@corp.example".into(),
        team: text.into(),
        ..Person::new("maya")
    };
    let id = record.known.people[0].id;
    record.known.people[0].body = Body::Person(person);
    record.known.people[0].id = id;
    for (number, name) in (1..).zip(["203.0.113.7", "hxxp://evil.test/x", "dropper.zip"]) {
        let artifact = Artifact::new(ArtifactKind::Indicator, name);
        record
            .artifacts
            .push(thing(number, Body::Artifact(artifact)));
    }
    record.sections = sections(text);
    let bodies = record
        .entries
        .iter_mut()
        .chain(&mut record.fixes)
        .chain(&mut record.factors);
    for thing in bodies {
        thing.created.author = "maya".into();
        thing.changed.author = "zoe".into();
    }
    if let Some(Body::Review(review)) = record.review.as_mut().map(|t| &mut t.body) {
        let passed = review.passed(ReviewState::Reviewed, "zoe", instant());
        let passages = passed
            .passages
            .values()
            .into_iter()
            .filter(|p| p.by == "zoe");
        let mut only = OrSet::default();
        passages.for_each(|p| only.insert(Id::nil(), p.clone()));
        review.passages = only;
        review.closing = None;
    }
    if let Body::Incident(incident) = &mut record.incident.body {
        incident.tlp = Tlp::Clear;
    }
    record
}

fn told(record: &Record, profile: Profile) -> String {
    let options = Options {
        profile,
        fanged: true,
        ..Options::default()
    };
    // As a reader sees it: escapes and signs for hidden characters hide no name.
    let text = post_mortem(record, &options).to_lowercase();
    text.replace(['\\', '‹', '›', '*', '_', '`'], "")
        .replace("u+200b", "")
}

#[test]
fn nothing_that_names_somebody_leaves_wherever_it_stands() {
    for decoy in [
        "@Maya, see @maya and MAYA's",
        "(maya) maya-laptop maya_2 _maya_",
        "Maya\tOkafor, Okafor\u{a0}Maya",
        "m\u{200b}aya and *Oka*for Okafor",
        "write to M.Okafor@Corp.example or <m.okafor@corp.example>",
        "zoe did it; Zoe's",
        "[maya](https://wiki.test/maya)",
        "| maya |\n|---|\n| okafor |",
        "203.0.113.7 203[.]0[.]113[.]7 http://203.0.113.7/x",
        "hxxp[://]evil[.]test/x https://evil.test evil.test",
        "ran DROPPER.zip (dropper[.]zip)",
        "[x](http://evil.test/x) ![y](https://203.0.113.7/y)",
    ] {
        let record = naming(decoy);
        let public = told(&record, Profile::Public);
        for word in [
            "maya",
            "okafor",
            "zoe",
            "203.0.113",
            "203[.]0",
            "evil",
            "dropper",
        ] {
            assert!(
                !public.contains(word),
                "{word} of {decoy:?} leaves in\n{public}"
            );
        }
        let vendor = told(&record, Profile::Vendor);
        for word in [
            "maya",
            "okafor",
            "zoe",
            "203.0.113",
            "http://203",
            "evil.test",
        ] {
            assert!(
                !vendor.contains(word),
                "{word} of {decoy:?} leaves in\n{vendor}"
            );
        }
    }
}

#[test]
fn what_is_internal_does_not_leave() {
    let record = naming("INTERNAL");
    for profile in [Profile::Public, Profile::Executive, Profile::Vendor] {
        let text = told(&record, profile);
        for heading in [
            "tasks",
            "check-ins",
            "evidence",
            "full timeline",
            "workstreams",
            "assets",
        ] {
            let heading = format!("## appendix: {heading}");
            assert!(
                !text.contains(&heading),
                "{heading} for {profile:?}\n{text}"
            );
        }
        assert!(!text.contains("custody:"), "{text}");
    }
}
