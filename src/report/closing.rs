//! The closing message for the channel: thanks to everyone who took part, what
//! went well, the fixes with their owners and dates.

use super::page::{Page, and};
use super::{Options, moment};
use crate::domain::{
    Closing, Fix, FixState, Incident, Phase, Record, Review, SectionKind, Thing, fixes,
};

/// The message: Markdown. Before the incident is closed it says that it is not
/// yet.
#[must_use]
pub fn closing_message(record: &Record, options: &Options) -> String {
    let mut page = Page::new(record, options);
    let Some(incident) = record.incident.as_incident() else {
        return String::new();
    };
    head(&mut page, incident);
    let thanked = page.thanked_for_their_part();
    page.para(&match thanked.is_empty() {
        true => "Thank you to everyone who took part.".to_owned(),
        false => format!("Thank you to everyone who took part: {}.", and(&thanked)),
    });
    page.prose(page.section_text(SectionKind::Thanks));
    page.section("What went well");
    if !page.prose(page.section_text(SectionKind::WentWell)) {
        page.nothing("Nobody has written it down yet.");
    }
    fixes(&mut page);
    page.finish().trim_end().to_owned() + "\n"
}

fn head(page: &mut Page<'_>, incident: &Incident) {
    let name = incident.code_name.as_deref().unwrap_or_default();
    let key = page.heading_text(format!("{} {name}", incident.key).trim_end());
    let title = page.heading_text(&incident.title);
    page.push("# ", &format!("{key}: {title}"));
    let closing = closing(page.record).filter(|_| incident.phase == Phase::Closed);
    let stands = match (incident.phase, closing) {
        (Phase::Closed, Some(closing)) => format!("closed {}", moment::minute(closing.when)),
        (Phase::Closed, None) => "closed".to_owned(),
        (phase, _) => format!("not closed yet: {phase}"),
    };
    page.para(&format!(
        "**{}** · {} · {stands}",
        incident.tlp, incident.severity
    ));
}

fn closing(record: &Record) -> Option<Closing> {
    Review::standing(record.review.as_ref()).closing
}

fn fixes(page: &mut Page<'_>) {
    page.section("Fixes");
    let fixes = page.record.fixes.iter();
    let fixes = fixes.filter_map(|t| Some((t, t.as_fix()?)));
    let kept = fixes.filter(|(_, f)| f.state != FixState::Declined);
    let lines: Vec<String> = kept.map(|(t, f)| fix(page, t, f)).collect();
    if lines.is_empty() {
        page.nothing("No fix is planned.");
    }
    page.list(lines);
}

fn fix(page: &Page<'_>, thing: &Thing, fix: &Fix) -> String {
    let owner = fix
        .owner
        .map_or_else(|| "no owner yet".to_owned(), |id| page.handle(id));
    let due = match (&fix.due, fix.state) {
        (_, FixState::Shipped) => "shipped, not verified yet".to_owned(),
        (_, FixState::Verified) => match fixes::doubtful(fix) {
            Some(although) => format!("verified {although}"),
            None => "done and verified".to_owned(),
        },
        (Some(due), _) => format!("due {}", page.text(&moment::brief(due))),
        (None, _) => "no date yet".to_owned(),
    };
    let title = page.block(&fix.title, "  ");
    format!("**{}** {title} ({owner}, {due})", thing.name())
}
