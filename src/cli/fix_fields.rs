//! The fields of a fix as flags.

use super::session::Session;
use super::show::find;
use super::values;
use crate::domain::{
    Body, Change, Figure, Fix, FixKind, Id, Known, Metric, OrSet, Person, Priority, Thing, When,
    fresh_id,
};
use crate::problem::{Exit, Problem};
use crate::store::Store;

/// What is said of a fix.
#[derive(Clone, Debug, clap::Args)]
pub struct Fields {
    /// How far it reaches: this instance, or the whole class of weakness
    #[arg(long, ignore_case = true, value_parser = values::fix_kind())]
    kind: Option<FixKind>,
    /// The class of weakness: a CWE id, or words
    #[arg(long, value_name = "CLASS", allow_hyphen_values = true)]
    class: Option<String>,
    /// The factors it answers; `none` takes them away
    #[arg(long, value_name = "LABEL", value_delimiter = ',')]
    answers: Vec<String>,
    /// Who sees to it; `nobody` gives it back
    #[arg(long, value_name = "HANDLE", value_parser = values::name)]
    owner: Option<String>,
    /// How urgent it is
    #[arg(long, ignore_case = true, value_parser = values::priority())]
    priority: Option<Priority>,
    /// When it is to be shipped; `never` takes the time away
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    due: Option<String>,
    /// What tells whether it did what it was for: name, unit, baseline, target; `-` for what is not known
    #[arg(
        long,
        value_name = "'NAME UNIT BASELINE TARGET'",
        allow_hyphen_values = true
    )]
    metric: Option<String>,
    /// The step that shows whether it holds
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    verification: Option<String>,
    /// Who is to take that step; `nobody` for not known
    #[arg(long, value_name = "HANDLE", value_parser = values::name)]
    verifier: Option<String>,
    /// What it takes: days, people, money
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    effort: Option<String>,
    /// What it costs not to do it
    #[arg(long = "case", value_name = "TEXT", allow_hyphen_values = true)]
    business_case: Option<String>,
    /// The stakeholder who agreed to it; `nobody` for not known
    #[arg(long, value_name = "HANDLE", value_parser = values::name)]
    agreed_by: Option<String>,
    /// Where it is worked on: a link (http, https, mailto) or the key of a ticket
    #[arg(long, value_name = "LINK", value_parser = crate::domain::tracker)]
    tracker: Option<String>,
    /// Everything else there is to say
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    notes: Option<String>,
}

/// The flags as they were understood.
pub struct Read<'a> {
    fields: &'a Fields,
    due: Option<Option<When>>,
    metric: Option<Metric>,
    answers: Option<Vec<Id>>,
}

impl Fields {
    /// Whether nothing is said.
    pub const fn is_empty(&self) -> bool {
        self.kind.is_none()
            && self.class.is_none()
            && self.answers.is_empty()
            && self.owner.is_none()
            && self.priority.is_none()
            && self.due.is_none()
            && self.metric.is_none()
            && self.verification.is_none()
            && self.verifier.is_none()
            && self.effort.is_none()
            && self.business_case.is_none()
            && self.agreed_by.is_none()
            && self.tracker.is_none()
            && self.notes.is_none()
    }

    /// Whether it says which factors are answered.
    pub const fn names_factors(&self) -> bool {
        !self.answers.is_empty()
    }

    /// Understands what is written: times, the metric, labels of an incident.
    pub fn read(
        &self,
        session: &Session,
        store: &Store,
        incident: &Thing,
        known: &Known,
    ) -> Result<Read<'_>, Problem> {
        let due = self.due.as_deref().map(|text| match text {
            "never" => Ok(None),
            text => values::due(text, &session.context(known)).map(Some),
        });
        let factor = |label: &String| match find(store, incident, known, label)? {
            thing if thing.as_factor().is_some() => Ok(thing.id),
            thing => Err(Problem::new(Exit::Usage, format!("{label} is no factor"))
                .because(format!("it is of kind {}", thing.body.kind().word()))
                .advise("a fix answers contributing factors: --answers F1")),
        };
        let answers = match self.answers.as_slice() {
            [] => None,
            [none] if none == "none" => Some(Vec::new()),
            labels => Some(labels.iter().map(factor).collect::<Result<_, _>>()?),
        };
        Ok(Read {
            fields: self,
            due: due.transpose()?,
            metric: self.metric.as_deref().map(metric).transpose()?,
            answers,
        })
    }
}

impl Read<'_> {
    /// How far it reaches; one instance where nobody says.
    pub fn kind(&self) -> FixKind {
        self.fields.kind.unwrap_or(FixKind::Patch)
    }

    /// The fix with what was said; people who are not known yet are made.
    pub fn over(&self, fix: &Fix, known: &Known, changes: &mut Vec<Change>) -> Fix {
        let said = self.fields;
        let mut person = |handle: &Option<String>, was: Option<Id>| match handle.as_deref() {
            None => was,
            Some("nobody") => None,
            Some(handle) => Some(who(handle, known, changes)),
        };
        let text = |said: &Option<String>, was: &String| said.as_ref().unwrap_or(was).clone();
        Fix {
            kind: said.kind.unwrap_or(fix.kind),
            class: text(&said.class, &fix.class).trim().to_owned(),
            answers: self
                .answers
                .as_ref()
                .map_or_else(|| fix.answers.clone(), |ids| among(&fix.answers, ids)),
            owner: person(&said.owner, fix.owner),
            priority: said.priority.or(fix.priority),
            due: self.due.clone().unwrap_or_else(|| fix.due.clone()),
            metric: self.metric.clone().or_else(|| fix.metric.clone()),
            verification: text(&said.verification, &fix.verification),
            verifier: person(&said.verifier, fix.verifier),
            effort: text(&said.effort, &fix.effort),
            business_case: text(&said.business_case, &fix.business_case),
            agreed_by: person(&said.agreed_by, fix.agreed_by),
            tracker: text(&said.tracker, &fix.tracker),
            notes: text(&said.notes, &fix.notes),
            ..fix.clone()
        }
    }
}

/// A set that holds just these.
pub(super) fn among(was: &OrSet<Id>, ids: &[Id]) -> OrSet<Id> {
    let mut now = was.clone();
    for gone in was.values().into_iter().filter(|id| !ids.contains(id)) {
        now.take_out(gone);
    }
    for new in ids.iter().filter(|id| !was.contains(id)) {
        now.insert(fresh_id(), *new);
    }
    now
}

/// The person a handle names, made if there is none and none is being made.
pub fn who(handle: &str, known: &Known, changes: &mut Vec<Change>) -> Id {
    if let Some(thing) = known.person(handle) {
        return thing.id;
    }
    let same = |change: &Change| match change {
        Change::Create { id, body, .. } => match &**body {
            Body::Person(p) if p.handle.eq_ignore_ascii_case(handle) => Some(*id),
            _of_another => None,
        },
        Change::Edit { .. } | Change::Withdraw { .. } => None,
    };
    if let Some(id) = changes.iter().find_map(same) {
        return id;
    }
    let id = fresh_id();
    let body = Body::Person(Person::new(handle));
    changes.push(Change::create(id, None, body));
    id
}

/// The handle of whoever works here.
pub fn own_handle(session: &Session) -> Result<String, Problem> {
    values::name(&session.author).map_err(|why| {
        let what = format!("{:?} cannot be the name of who did it", session.author);
        Problem::new(Exit::Usage, what)
            .because(why)
            .advise("WARROOM_USER=lee, or --by @lee")
    })
}

/// `tokens without an owner tokens 40 0`: the last three words are unit,
/// baseline and target.
fn metric(text: &str) -> Result<Metric, Problem> {
    let wrong = |why: &str| {
        Problem::new(Exit::Usage, format!("cannot read the metric {text:?}"))
            .because(why)
            .advise("'tokens without an owner tokens 40 0'; - for a unit, baseline or target that is not known")
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    let [name @ .., unit, baseline, target] = words.as_slice() else {
        return Err(wrong("a name, a unit, a baseline and a target are wanted"));
    };
    if name.is_empty() {
        return Err(wrong("it needs a name: what is measured"));
    }
    let figure = |word: &str| match word {
        "-" => Ok(None),
        word => Figure::read(word).map(Some).map_err(|why| wrong(&why)),
    };
    Ok(Metric {
        name: unquoted(&name.join(" ")).to_owned(),
        unit: Some(*unit).filter(|u| *u != "-").unwrap_or("").to_owned(),
        baseline: figure(baseline)?,
        target: figure(target)?,
    })
}

/// A name that somebody took for a word of its own and quoted once more.
fn unquoted(name: &str) -> &str {
    let inner = |quote| name.strip_prefix(quote)?.strip_suffix(quote);
    inner('\'').or_else(|| inner('"')).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_metric_is_a_name_a_unit_and_two_numbers() {
        let told = |text| {
            let m = metric(text).map_err(|p| p.to_string())?;
            let value = |f: Option<Figure>| f.map_or("?".to_owned(), |f| f.to_string());
            Ok::<_, String>([m.name, m.unit, value(m.baseline), value(m.target)].join("|"))
        };
        assert_eq!(
            told("tokens without an owner tokens 40 0").unwrap(),
            "tokens without an owner|tokens|40|0"
        );
        assert_eq!(
            told("'open ports' ports 9 0").unwrap(),
            "open ports|ports|9|0"
        );
        assert_eq!(told("coverage % - 99.5").unwrap(), "coverage|%|?|99.5");
        assert_eq!(told("open findings - 40 5").unwrap(), "open findings||40|5");
        for wrong in ["", "tokens", "tokens 40 0", "tokens owner 40 many"] {
            assert!(told(wrong).unwrap_err().contains("cannot read the metric"));
        }
    }
}
