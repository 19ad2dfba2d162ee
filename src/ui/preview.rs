//! What stands above the capture line while it is typed on: how the line will
//! be recorded, or why it cannot be.

use super::signs;
use super::status::Room;
use super::text::{cut, width};
use super::theme::Theme;
use super::when;
use crate::app::App;
use crate::app::zone::offset;
use crate::app::{Captured, What};
use crate::domain::telling::readers;
use crate::domain::tone::hints;
use crate::domain::{EntryKind, LabelKind, Precision, Promise, Thing, When};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// What stands above the line while it is typed on: how it will be recorded,
/// or why it cannot be, in at most as many rows as there is room for.
#[must_use]
pub fn preview(app: &App, theme: &Theme, room: Room) -> Vec<Line<'static>> {
    // What was just answered to Enter is seen, whatever stands on the line.
    let answer = app.notice.as_ref().filter(|n| n.fresh);
    let answer = answer.and_then(|_| super::status::said(app, theme, room));
    match &app.capture.preview {
        None => hint(app, theme, room),
        Some(_) if answer.is_some() => answer.unwrap_or_default(),
        Some(Err(mistake)) => {
            let refused = if app.capture.refused_line.is_some() {
                "not recorded: "
            } else {
                ""
            };
            room.filled(&format!("{refused}{mistake}"), theme.bad, theme.ascii)
        }
        Some(Ok(captured)) => vec![recorded_as(app, theme, captured, room.columns)],
    }
}

fn hint(app: &App, theme: &Theme, room: Room) -> Vec<Line<'static>> {
    if let Some(lines) = super::status::said(app, theme, room) {
        return lines;
    }
    let text = " > action  * attacker  = decision  ? question  ^ lesson  + task  ! star   14:05  -20m  ~09:40 PST   @who #workstream";
    vec![Line::styled(
        cut(text, room.columns, theme.ascii),
        theme.dim,
    )]
}

/// The parts of the preview, warnings first: they are what has to be seen.
fn recorded_as(app: &App, theme: &Theme, captured: &Captured, columns: usize) -> Line<'static> {
    let mut parts: Vec<(String, Style)> = Vec::new();
    let starred = matches!(captured.what, What::Entry { starred: true, .. });
    let kind = match captured.what {
        What::Entry { kind, .. } => signs::kind(theme, kind),
        What::Task { .. } => theme.strong,
    };
    parts.push((captured.what.word().to_owned(), kind.patch(theme.strong)));
    if starred {
        parts.push((signs::star(theme).to_owned(), theme.star));
    }
    parts.push((time(app, captured), theme.title));
    for warning in &captured.warnings {
        parts.push((warning.text.clone(), theme.warn));
    }
    parts.extend(tone_of(app, theme, captured));
    parts.extend(acts(app, theme, captured));
    let new = captured.new_people.iter().map(|p| format!("@{p}"));
    let new = new.chain(captured.new_workstreams.iter().map(|w| format!("#{w}")));
    let new: Vec<String> = new.collect();
    if !new.is_empty() {
        parts.push((format!("new: {}", new.join(" ")), theme.warn));
    }
    let old = |name: &String, new: &[String]| !new.contains(name);
    for person in captured
        .people
        .iter()
        .filter(|p| old(p, &captured.new_people))
    {
        parts.push((format!("@{person}"), theme.person));
    }
    let stream = captured.workstream.iter();
    for slug in stream.filter(|s| old(s, &captured.new_workstreams)) {
        parts.push((format!("#{slug}"), theme.stream));
    }
    parts.extend(field_parts(app, theme, captured));
    parts.extend(decision_parts(app, theme, captured));
    let told = if app.capture.amends.is_some() {
        Vec::new()
    } else {
        captured.cites()
    };
    let labels = captured.labels.iter().filter(|l| !told.contains(l));
    let labels: Vec<String> = labels.map(ToString::to_string).collect();
    if !labels.is_empty() {
        parts.push((format!("links {}", labels.join(" ")), theme.label));
    }
    if !captured.indicators.is_empty() {
        let found: Vec<&str> = captured
            .indicators
            .iter()
            .map(|i| i.value.as_str())
            .collect();
        parts.push((format!("offers {}", found.join(" ")), theme.label));
    }
    join(theme, parts, columns)
}

/// What somebody may want to write otherwise in a lesson.
fn tone_of(app: &App, theme: &Theme, captured: &Captured) -> Option<(String, Style)> {
    let What::Entry {
        kind: EntryKind::Lesson,
        text,
        ..
    } = &captured.what
    else {
        return None;
    };
    let found = hints(text, app.known(), &app.settings.tone);
    let hint = found.first()?;
    let words = &text[hint.span.clone()];
    let said = format!("\"{words}\": {}; {}", hint.hint, hint.suggestion);
    Some((said, theme.warn))
}

/// What recording it alters besides. An amendment corrects the record; it does
/// not act again.
fn acts(app: &App, theme: &Theme, captured: &Captured) -> Vec<(String, Style)> {
    if app.capture.amends.is_some() {
        return Vec::new();
    }
    let standing = app.incident().and_then(|t| t.as_incident());
    let passage = standing.and_then(|i| captured.passage(i.phase, theme.ascii));
    let update = captured.update.as_ref();
    let update = update.map(|u| u.told(app.known(), theme.ascii));
    let cites = captured.cites().into_iter().map(|label| match label.kind {
        LabelKind::Decision => format!("supersedes {label}"),
        _question => format!("answers {label}"),
    });
    let told = passage.into_iter().chain(update).chain(cites);
    let told = told.map(|text| (text, theme.strong));
    let odd = captured.out_of_order(app.known(), app.now);
    let odd = odd.map(|text| (text, theme.warn));
    odd.into_iter().chain(told).collect()
}

/// What a task, or a communication that promises or keeps something, says.
fn field_parts(app: &App, theme: &Theme, captured: &Captured) -> Vec<(String, Style)> {
    let mut parts = Vec::new();
    let amended = app.capture.amends.as_deref().and_then(Thing::as_entry);
    match &captured.what {
        What::Task { priority, due, .. } => {
            parts.extend(priority.map(|p| (p.word().to_owned(), theme.strong)));
            if let Some(due) = due {
                parts.push((format!("due {}", moment(app, due)), theme.title));
            }
        }
        What::Entry { promise, keeps, .. } => {
            if let Some(Promise { due, audience, .. }) = promise {
                let to = audience.map(|a| format!(" to {}", readers(a)));
                let said = format!("promised{} by {}", to.unwrap_or_default(), moment(app, due));
                parts.push((said, theme.title));
            } else if amended.is_some_and(|old| old.promise.is_some()) {
                parts.push(("promises nothing any more".to_owned(), theme.warn));
            }
            for label in keeps {
                parts.push((format!("keeps {label}"), theme.strong));
            }
        }
    }
    parts
}

/// What the parts of a decision's text say, what is most easily mistyped first.
fn decision_parts(app: &App, theme: &Theme, captured: &Captured) -> Vec<(String, Style)> {
    let What::Entry {
        decision: Some(said),
        ..
    } = &captured.what
    else {
        return Vec::new();
    };
    let mut parts = Vec::new();
    if let Some(yes) = said.reversible {
        let word = if yes { "reversible" } else { "not reversible" };
        parts.push((word.to_owned(), theme.strong));
    }
    if let Some(when) = &said.revisit {
        parts.push((format!("revisit {}", moment(app, when)), theme.title));
    }
    if let Some(by) = &captured.decided_by {
        parts.push((format!("decided by @{by}"), theme.person));
    }
    for (word, text) in [("why", &said.why), ("rejected", &said.rejected)] {
        if !text.is_empty() {
            parts.push((format!("{word}: {text}"), theme.text));
        }
    }
    parts
}

fn time(app: &App, captured: &Captured) -> String {
    match (&captured.when, &captured.what) {
        (Some(when), _) => moment(app, when),
        (None, What::Task { .. }) => "now".into(),
        (None, What::Entry { .. }) => {
            let amends = app.capture.amends.as_deref();
            if let Some(old) = amends.and_then(|t| t.as_entry()) {
                return format!("stays {}", moment(app, &old.when));
            }
            format!("now, {} {}", when::time(app, app.now), zone_now(app))
        }
    }
}

fn zone_now(app: &App) -> String {
    crate::app::zone::name(app.shown_zone(), app.now)
}

/// A stated time as it will be kept; its date only when it is not today.
fn moment(app: &App, when: &When) -> String {
    let stated = when.stated();
    let zone = when.zone.fixed();
    let today = app.now.with_timezone(&zone).format("%Y-%m-%d ").to_string();
    let day = when.at.with_timezone(&zone).format("%a ").to_string();
    let stated = match stated.split_once(&today) {
        Some((about, rest)) if about.len() <= 1 => format!("{about}{rest}"),
        Some(_) | None => format!("{day}{stated}"),
    };
    format!("{stated}{}", as_shown(app, when))
}

/// The same moment where times are shown, if that is another zone than theirs.
fn as_shown(app: &App, when: &When) -> String {
    let (theirs, shown) = (when.zone.fixed(), offset(app.shown_zone(), when.at));
    if !app.show_local || theirs == shown || when.precision == Precision::Day {
        return String::new();
    }
    let day = |zone| when.at.with_timezone(&zone).date_naive();
    let date = match day(theirs) == day(shown) {
        true => String::new(),
        false => when.at.with_timezone(&shown).format("%a ").to_string(),
    };
    let clock = when.clock(when.at, shown);
    let zone = crate::app::zone::name(app.shown_zone(), when.at);
    format!(" ({date}{clock} {zone})")
}

/// Parts in a line, a dot between them; what has no room is cut.
#[must_use]
pub fn join(theme: &Theme, parts: Vec<(String, Style)>, columns: usize) -> Line<'static> {
    let dot = format!(" {} ", signs::dot(theme));
    let mut spans = vec![Span::raw(" ")];
    let mut room = columns.saturating_sub(2);
    for (i, (text, style)) in parts.into_iter().enumerate() {
        if i > 0 {
            if room < 6 {
                break;
            }
            spans.push(Span::styled(dot.clone(), theme.dim));
            room -= 3;
        }
        let shown = cut(&text, room, theme.ascii);
        room = room.saturating_sub(width(&shown));
        spans.push(Span::styled(shown, style));
    }
    Line::from(spans)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{dark, picture, press, text};
    use crate::app::testing::{entry, incident, noon};
    use crate::app::tests::{appends, done, ready, send};
    use crate::app::{App, Loaded, Msg};
    use crate::domain::{Body, Phase};

    /// The line above the capture line, as it is shown.
    fn above(app: &mut App, columns: u16) -> String {
        let shown = text(&picture(app, columns, 24, &dark()));
        let row = shown.lines().rev().nth(2).unwrap_or_default();
        row.trim().to_owned()
    }

    /// The rows between the panes and the capture line, in one text.
    fn rows_above(app: &mut App, columns: u16, height: u16) -> String {
        let shown = text(&picture(app, columns, height, &dark()));
        let rows: Vec<&str> = shown.lines().map(str::trim).collect();
        let line = rows.iter().rposition(|r| r.starts_with('›')).unwrap();
        let panes = rows
            .iter()
            .rposition(|r| r.contains(['│', '└']))
            .unwrap_or(0);
        rows[panes + 1..line].join(" ")
    }

    #[test]
    fn a_long_mistake_goes_on_in_the_next_row_and_is_read_to_its_end() {
        let line = "n2026-10-25 02:30 Europe/Vienna the clocks";
        let told = "column 1: 2026-10-25T02:30:00 happened twice in Europe/Vienna: the clocks \
                    went back; write the offset: +02:00 the first time, +01:00 the second";
        let mut app = ready();
        press(&mut app, line);
        assert_eq!(rows_above(&mut app, 80, 24), told);
        press(&mut app, "\r");
        let refused = rows_above(&mut app, 80, 24);
        assert_eq!(refused, format!("! not recorded: {told}"));
        press(
            &mut app,
            ", and more is typed on than a row has room for, and more",
        );
        let refused = rows_above(&mut app, 80, 24);
        assert_eq!(refused, format!("not recorded: {told}"));
        let small = rows_above(&mut app, 42, 10);
        assert!(
            small.contains(" not recorded: column 1: ") && small.ends_with('…'),
            "{small}"
        );
    }

    #[test]
    fn what_completes_a_line_leaves_a_long_mistake_in_sight() {
        let mut app = ready();
        press(&mut app, "n14:05 BRT > told @s");
        let shown = text(&picture(&mut app, 80, 24, &dark()));
        assert!(shown.contains("@sam"), "{shown}");
        let told = "column 7: `BRT` before the sign `>` is not read";
        assert!(
            shown.contains(told) && shown.contains("keeps it as text"),
            "{shown}"
        );
    }

    #[test]
    fn an_amendment_without_a_time_says_the_time_that_stays() {
        let mut app = ready();
        press(&mut app, "a");
        app.capture.input.set("seen by two");
        press(&mut app, "!");
        let said = above(&mut app, 120);
        assert!(said.contains("stays 12:09"), "{said}");
        assert!(!said.contains("now"), "{said}");
    }

    #[test]
    fn an_amendment_that_takes_a_promise_back_says_so() {
        let mut app = ready();
        let mut thing = entry(12, "legal gets the list", noon());
        let Body::Entry(body) = &mut thing.body else {
            panic!("an entry")
        };
        body.kind = crate::domain::EntryKind::Communication;
        body.promises(Some(crate::domain::When::now(noon())));
        press(&mut app, "n");
        app.capture.amends = Some(Box::new(thing));
        press(&mut app, "\" legal gets the list due:18:00");
        let said = above(&mut app, 120);
        assert!(said.contains("promised by 18:00"), "{said}");
        app.capture.input.set("\" legal gets the list due:neve");
        press(&mut app, "r");
        let said = above(&mut app, 120);
        assert!(said.contains("promises nothing any more"), "{said}");
    }

    #[test]
    fn a_lesson_that_blames_is_hinted_at_and_can_be_recorded() {
        let mut app = ready();
        press(&mut app, "n^ ops should have seen it");
        let said = above(&mut app, 200);
        assert!(said.contains("\"should have\": hindsight"), "{said}");
        assert!(said.contains("what was known then"), "{said}");
        assert_eq!(appends(&crate::app::tests::press(&mut app, "\r")).len(), 1);
        let mut other = ready();
        press(&mut other, "n> ops should have seen it");
        let said = above(&mut other, 200);
        assert!(!said.contains("hindsight"), "{said}");
    }

    #[test]
    fn a_milestone_says_that_it_moves_the_incident_back() {
        let mut app = ready();
        let mut base = crate::app::testing::base();
        let mut thing = incident();
        if let Body::Incident(incident) = &mut thing.body {
            incident.phase = Phase::Recovered;
        }
        base.known.incident = Some(thing.clone());
        base.incident = Some(thing);
        send(&mut app, Msg::Loaded(Loaded::Base(Box::new(base))));
        press(&mut app, "n# triaged, again");
        let said = above(&mut app, 120);
        let told = "moves the incident back: recovered → triaged";
        assert!(said.contains(told), "{said}");
        send(&mut app, Msg::Paste("\n# closed\n# triaged\n".into()));
        let shown = text(&picture(&mut app, 120, 24, &dark()));
        assert!(shown.contains("phase recovered → triaged"), "{shown}");
        assert!(
            shown.contains("closes the incident, after a look"),
            "{shown}"
        );
    }

    #[test]
    fn what_was_recorded_is_told_although_a_draft_stands_on_the_line() {
        let mut app = ready();
        press(&mut app, "nhalf draft");
        let effects = send(&mut app, Msg::Paste("one\ntwo\n".into()));
        assert!(appends(&effects).is_empty());
        let effects = crate::app::tests::press(&mut app, "\r");
        let (ticket, _) = appends(&effects)[0];
        send(
            &mut app,
            Msg::Appended(ticket, done(&entry(10, "one", noon()))),
        );
        let said = above(&mut app, 120);
        assert!(said.contains("recorded note E10"), "{said}");
        press(&mut app, "s");
        let said = above(&mut app, 120);
        assert!(said.starts_with("note"), "{said}");
    }

    #[test]
    fn what_is_pasted_after_enter_is_previewed_at_once() {
        let mut app = ready();
        let enter = |app: &mut App| appends(&crate::app::tests::press(app, "nblocked it\r"))[0].0;
        let ticket = enter(&mut app);
        let made = entry(10, "blocked it", noon());
        send(&mut app, Msg::Appended(ticket, done(&made)));
        assert!(above(&mut app, 120).contains("recorded note E10"));
        send(&mut app, Msg::Paste("> revoked it".into()));
        assert!(above(&mut app, 120).starts_with("action"));

        let mut quick = ready();
        let ticket = enter(&mut quick);
        send(&mut quick, Msg::Paste("> revoked it".into()));
        send(&mut quick, Msg::Appended(ticket, done(&made)));
        assert_eq!(quick.capture.input.text(), "> revoked it");
        assert!(above(&mut quick, 120).starts_with("action"));
    }

    #[test]
    fn a_refusal_goes_with_the_line_that_was_refused() {
        let mut app = ready();
        press(&mut app, "n28:30 x\r");
        assert!(above(&mut app, 120).contains("not recorded"));
        app.capture.input.move_to(3);
        press(&mut app, "\r");
        assert_eq!(app.capture.input.cursor(), 3, "the cursor stays");
        app.capture.input.act(crate::keys::Action::LineEnd);
        let kill = Msg::Key(crate::keys::Chord::ctrl('u'));
        send(&mut app, kill);
        assert!(app.capture.input.is_empty());
        let said = above(&mut app, 120);
        assert!(!said.contains("not recorded"), "{said}");
    }

    #[test]
    fn a_time_that_is_shown_in_another_zone_is_previewed_in_both() {
        let mut app = ready();
        app.settings.local = "Asia/Tokyo".into();
        press(&mut app, "n09:10 x");
        assert!(!above(&mut app, 120).contains("JST"));
        app.show_local = true;
        let said = above(&mut app, 120);
        assert!(said.contains("09:10 UTC (18:10 JST)"), "{said}");
        let shown = text(&picture(&mut app, 120, 24, &dark()));
        assert!(shown.contains("times are UTC ›"), "{shown}");
    }

    #[test]
    fn enter_on_a_line_that_cannot_be_read_shows_the_place_and_stays_told() {
        let mut app = ready();
        press(&mut app, "n2025-04-31 > a slip of the finger, ");
        press(&mut app, &"and more than there is room for ".repeat(5));
        let before = rows_above(&mut app, 100, 24);
        assert!(before.starts_with("column 1: there is no"), "{before}");
        press(&mut app, "\r");
        let after = rows_above(&mut app, 100, 24);
        assert!(
            after.starts_with("! not recorded: column 1: there is no"),
            "{after}"
        );
        let shown = text(&picture(&mut app, 100, 24, &dark()));
        assert!(shown.contains("› 2025-04-31"), "{shown}");
        press(&mut app, "x");
        let typed = rows_above(&mut app, 100, 24);
        assert!(typed.starts_with("not recorded: column 1"), "{typed}");
    }

    #[test]
    fn a_pasted_list_says_that_its_bullets_are_the_attackers_sign() {
        let mut app = ready();
        press(&mut app, "n");
        send(&mut app, Msg::Paste("* **Before**: a\n* after\n".into()));
        let shown = text(&picture(&mut app, 120, 24, &dark()));
        let told = "2 attacker by `* ` (a list? v: plain notes)";
        assert!(shown.contains(told), "{shown}");
        press(&mut app, "v");
        let shown = text(&picture(&mut app, 120, 24, &dark()));
        assert!(!shown.contains("a list?"), "{shown}");
    }

    #[test]
    fn a_paste_points_at_lines_that_come_near_a_time() {
        let mut app = ready();
        press(&mut app, "n");
        let text_ = "3. **Tuesday, 25 March 2025:** Some hosts\nplain\n";
        send(&mut app, Msg::Paste(text_.into()));
        let shown = text(&picture(&mut app, 120, 24, &dark()));
        assert!(shown.contains("2 to record, 1 to look at"), "{shown}");
        assert!(shown.contains("a date is written 2026-11-20"), "{shown}");
    }
}
