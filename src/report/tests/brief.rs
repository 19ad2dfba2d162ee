//! The brief of a handover: who has a part in the incident, and is awake.

use super::sitrep::{brief, stream};
use super::*;
use crate::domain::{Health, WorkstreamStatus};

#[test]
fn who_leads_or_takes_over_is_listed_and_those_awake_first() {
    let mut record = empty();
    let [yuki, lee, ana, _] = ["yuki", "lee", "ana", "bystander"].map(|h| person(&mut record, h));
    let zones = ["Pacific/Auckland", "Europe/Vienna", "", "UTC"];
    for (thing, zone) in record.known.people.iter_mut().zip(zones) {
        if let Body::Person(person) = &mut thing.body {
            person.zone = zone.into();
        }
    }
    stream(&mut record, "web", Health::Green, "goes on");
    stream(&mut record, "done", Health::Green, "");
    for (thing, lead) in record.known.workstreams.iter_mut().zip([yuki, ana]) {
        if let Body::Workstream(stream) = &mut thing.body {
            stream.lead = Some(lead);
            stream.status = match lead == ana {
                true => WorkstreamStatus::Done,
                false => WorkstreamStatus::Active,
            };
        }
    }
    task(
        &mut record,
        Task {
            assignee: Some(ana),
            ..Task::new("image the host")
        },
    );
    let brief = brief(&record, Some(lee));
    let rows = brief.split("Who is awake").nth(1).unwrap_or_default();
    let rows: Vec<_> = rows.lines().filter(|l| l.contains('@')).collect();
    assert_eq!(
        rows,
        [
            "| @lee | **takes over** | 0 | 13:00 (Europe/Vienna) |  |",
            "| @ana | none | 1 | zone not known |  |",
            "| @yuki | leads #web | 0 | 01:00, **night** (Pacific/Auckland) |  |",
        ]
    );
}
