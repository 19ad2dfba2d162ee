//! `warroom person`: what is known of somebody.

use super::names::Names;
use super::output::Output;
use super::rows;
use super::session::{self, Session};
use super::task::person;
use super::values;
use crate::domain::{Body, Change, Id, Known, Person, Thing, local, visible_line};
use crate::problem::{Attempt as _, Exit, Problem};
use crate::store::OpenMode;

/// Add somebody, or say more of them: team, contact, what they know, zone.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  warroom person @kim --expertise 'DNS, mail routing' --zone Asia/Tokyo
  warroom person @kim --team network --contact '+81 3 555 0100'")]
pub struct Args {
    /// Who; of two with one handle, the one with this identity (people --json)
    #[arg(value_name = "HANDLE", value_parser = values::name_or_id)]
    who: String,
    /// Another handle, which nobody else has
    #[arg(long, value_name = "HANDLE", value_parser = values::name)]
    handle: Option<String>,
    /// Full name
    #[arg(long, allow_hyphen_values = true)]
    name: Option<String>,
    /// Team or organisation
    #[arg(long, allow_hyphen_values = true)]
    team: Option<String>,
    /// How to reach them
    #[arg(long, allow_hyphen_values = true)]
    contact: Option<String>,
    /// What they know
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    expertise: Option<String>,
    /// Their time zone: Europe/Vienna
    #[arg(long)]
    zone: Option<String>,
}

/// Records it.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let unknown = args
        .zone
        .as_deref()
        .filter(|z| !z.is_empty() && !local::is_zone(z));
    if let Some(zone) = unknown {
        let what = format!("`{}` is not a time zone", visible_line(zone));
        return Err(Problem::new(Exit::Usage, what).advise("write Europe/Vienna or UTC"));
    }
    let mut store = session.store(OpenMode::Existing)?;
    let incident = session.incident(&store)?;
    args.is_somebody(&session::known(&store, &incident)?)?;
    store
        .append(&session.by(), Some(incident.id), |known: &Known| {
            args.changes(known)
        })
        .attempt("cannot record it")?;
    let known = session::known(&store, &incident)?;
    let who = args.handle.as_ref().unwrap_or(&args.who);
    match args.meant(&known).or_else(|| known.person(who)) {
        Some(thing) => rows::row_with(out, thing, &Names::new(known.clone()), ""),
        None => Ok(()),
    }
}

impl Args {
    fn id(&self) -> Option<Id> {
        Id::parse_str(&self.who).ok()
    }

    fn meant<'k>(&self, known: &'k Known) -> Option<&'k Thing> {
        match self.id() {
            Some(id) => known.people.iter().find(|t| t.id == id),
            None => known.person(&self.who),
        }
    }

    /// An identity, and whoever gets another handle, have to be there.
    fn is_somebody(&self, known: &Known) -> Result<(), Problem> {
        let there = self.meant(known).is_some();
        if there || (self.id().is_none() && self.handle.is_none()) {
            return Ok(());
        }
        let what = format!("there is no person {}", self.who);
        Err(Problem::new(Exit::NotFound, what).advise("warroom people"))
    }

    fn changes(&self, known: &Known) -> Vec<Change> {
        if let Some(thing) = self.meant(known) {
            let wanted = thing.as_person().map(|p| self.over(p));
            return wanted.map_or_else(Vec::new, |p| Change::edits(thing, &Body::Person(p)));
        }
        let mut changes = Vec::new();
        person(&self.who, known, &mut changes);
        for change in &mut changes {
            if let Change::Create { body, .. } = change {
                **body = Body::Person(self.over(&Person::new(&self.who)));
            }
        }
        changes
    }

    /// The person, what the flags say in place of what was known.
    fn over(&self, before: &Person) -> Person {
        let or = |flag: &Option<String>, was: &String| flag.clone().unwrap_or_else(|| was.clone());
        Person {
            handle: or(&self.handle, &before.handle),
            name: or(&self.name, &before.name),
            team: or(&self.team, &before.team),
            contact: or(&self.contact, &before.contact),
            expertise: or(&self.expertise, &before.expertise),
            zone: or(&self.zone, &before.zone),
        }
    }
}
