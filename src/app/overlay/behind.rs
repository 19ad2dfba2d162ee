//! Whether a text that was edited is behind the record it was written from.

use crate::app::Cx;
use crate::domain::Thing;
use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};

/// Lines in which a text says of when it is.
const HEAD: usize = 5;
const MINUTE: &str = "%Y-%m-%d %H:%M UTC";

/// What was altered since the moment a text says that it is of, in a sentence;
/// none where nothing was, or the text says no moment. What was recorded
/// since is left alone: that is what a text of a moment leaves out.
#[must_use]
pub fn behind(text: &str, cx: &Cx) -> Option<String> {
    // It says its minute alone.
    let at = dated(text)? + TimeDelta::minutes(1);
    let later = |t: &&Thing| t.changed.at >= at;
    let incident = cx.incident.filter(later);
    let streams = cx.known.workstreams.iter().filter(later);
    let incident = incident.map(|_| "the incident".to_owned());
    let names: Vec<String> = incident
        .into_iter()
        .chain(streams.map(Thing::name))
        .collect();
    let (last, others) = names.split_last()?;
    let names = match others {
        [] => last.clone(),
        others => format!("{} and {last}", others.join(", ")),
    };
    let of = (at - TimeDelta::minutes(1)).format("%-d %b %H:%M UTC");
    Some(format!("the text is of {of}; altered since: {names}"))
}

/// The moment that the head of a text says.
fn dated(text: &str) -> Option<DateTime<Utc>> {
    let long = "2026-11-21 14:05 UTC".len();
    text.lines().take(HEAD).find_map(|line| {
        let starts = line.char_indices().map(|(at, _)| at);
        starts.into_iter().find_map(|at| {
            let date = line.get(at..at + long)?;
            let moment = NaiveDateTime::parse_from_str(date, MINUTE).ok()?;
            Some(moment.and_utc())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::dated;
    use crate::app::overlay::{Handover, Sitrep};
    use crate::app::testing::{incident, noon};
    use crate::app::tests::ready;
    use crate::app::{Loaded, Msg};
    use crate::domain::Audience;
    use chrono::TimeDelta;

    #[test]
    fn what_was_edited_says_what_was_altered_since() {
        let mut app = ready();
        let mut base = crate::app::testing::base();
        let mut thing = incident();
        thing.changed.at = noon() + TimeDelta::minutes(30);
        base.incident = Some(thing);
        crate::app::tests::send(&mut app, Msg::Loaded(Loaded::Base(Box::new(base))));
        let told = |minutes| {
            let at = (noon() + TimeDelta::minutes(minutes)).format("%Y-%m-%d %H:%M UTC");
            let text = format!("# X\n\n**TLP:AMBER** · {at}\n\nAll is calm.\n");
            let brief = Handover::go_on(None, Some(text.clone()));
            let report = Sitrep::go_on(
                Audience::Responders,
                vec![(Audience::Responders, text, None)],
            );
            let cautions = report.cautions(&app.cx());
            assert_eq!(cautions.first().cloned(), brief.behind(&app.cx()));
            cautions.into_iter().next()
        };
        let behind = told(0).expect("the incident was altered since");
        assert!(
            behind.ends_with("altered since: the incident: r writes it afresh"),
            "{behind}"
        );
        assert_eq!(told(30), None, "altered in its own minute");
        assert_eq!(told(31), None);
    }

    #[test]
    fn a_text_is_of_the_first_moment_its_head_says() {
        for (text, wanted) in [
            (
                "# X\n\n**TLP:AMBER** · report · 2026-11-21 14:05 UTC\n",
                Some("14:05"),
            ),
            (
                "# X\n\n**T** · 2026-11-21 02:50 UTC · from @maya\n",
                Some("02:50"),
            ),
            ("2026-11-21 14:05 UTC", Some("14:05")),
            ("# é2026-11-21 14:05 UT", None),
            ("1\n2\n3\n4\n5\n2026-11-21 14:05 UTC", None),
            ("", None),
        ] {
            let told = dated(text).map(|at| at.format("%H:%M").to_string());
            assert_eq!(told.as_deref(), wanted, "{text}");
        }
    }
}
