//! Plays the steps of a script on a stage.

use super::fields::{Names, set};
use super::script::{Calendar, ScriptMistake, Step, read};
use super::stage::Stage;
use crate::capture::{Context, parse, record};
use crate::domain::{
    Artifact, ArtifactKind, Body, Change, Custody, Entry, Factor, Fix, FixKind, Id, Incident,
    IndicatorType, Person, Role, RoleHeld, Severity, Thing, Tlp, When, Workstream, fresh_id,
};
use chrono::{Datelike, DurationRound, TimeDelta};
use std::collections::HashMap;

/// Plays a whole script and gives its incident.
///
/// # Errors
/// The line that cannot be played.
pub fn play(stage: &mut Stage, script: &str, calendar: &Calendar) -> Result<Id, ScriptMistake> {
    let mut player = Player {
        stage,
        calendar,
        incident: None,
        anchors: HashMap::new(),
    };
    for step in read(script, calendar)? {
        let told = |what: String| ScriptMistake::new(step.line, what);
        player.step(&step).map_err(told)?;
    }
    player
        .incident
        .ok_or_else(|| ScriptMistake::new(1, "the script opens no incident"))
}

pub(super) struct Player<'a> {
    pub(super) stage: &'a mut Stage,
    calendar: &'a Calendar,
    incident: Option<Id>,
    anchors: HashMap<String, Id>,
}

pub(super) type Played = Result<Vec<Change>, String>;

impl Player<'_> {
    fn step(&mut self, step: &Step<'_>) -> Result<(), String> {
        let said = self.expand(step.said)?;
        let changes = match said.strip_prefix(':') {
            Some(direction) => self.direct(direction, step)?,
            None => self.capture(&said, step)?,
        };
        if changes.is_empty() {
            return Err(format!("`{said}` changes nothing"));
        }
        let created = self.stage.append(step.author, step.at, changes);
        if let Some(anchor) = step.anchor {
            // A line may create people first; what it is about comes last.
            let labelled = |id: &&Id| self.stage.label(**id).is_some();
            let id = created
                .iter()
                .rfind(labelled)
                .ok_or("nothing to remember")?;
            self.anchors.insert(anchor.to_owned(), *id);
        }
        Ok(())
    }

    /// `{d-3}` is a date, `{in25}` a time 25 minutes from now, `{year}` that of
    /// day 0, `{name}` a label.
    fn expand(&self, text: &str) -> Result<String, String> {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').ok_or("an unclosed {")?;
            out.push_str(before);
            out.push_str(&self.word(name)?);
            rest = after;
        }
        out.push_str(rest);
        Ok(out)
    }

    fn word(&self, name: &str) -> Result<String, String> {
        if let Some(day) = name.strip_prefix('d').and_then(|d| d.parse().ok()) {
            return Ok(self.calendar.date(day).to_string());
        }
        if let Some(minutes) = name.strip_prefix("in").and_then(|m| m.parse().ok()) {
            return Ok(self.near(minutes));
        }
        if name == "year" {
            return Ok(self.calendar.zero.year().to_string());
        }
        let label = self
            .stage
            .label(self.anchor(name)?)
            .ok_or("a thing without a label")?;
        Ok(label.to_string())
    }

    /// A time so many minutes from now, as people say it: to five minutes.
    fn near(&self, minutes: i64) -> String {
        let at = self.calendar.now + TimeDelta::minutes(minutes);
        let round = at.duration_trunc(TimeDelta::minutes(5)).unwrap_or(at);
        round.format("%Y-%m-%dT%H:%M").to_string()
    }

    fn anchor(&self, name: &str) -> Result<Id, String> {
        self.anchors
            .get(name)
            .copied()
            .ok_or_else(|| format!("nothing is called {{{name}}}"))
    }

    pub(super) fn incident(&self) -> Result<Id, String> {
        self.incident.ok_or_else(|| "no incident is open".into())
    }

    fn capture(&self, line: &str, step: &Step<'_>) -> Played {
        let incident = self.incident()?;
        let known = self.stage.known(incident);
        let cx = Context {
            now: step.at,
            zone: "UTC",
            known: &known,
        };
        let captured = parse(line, &cx).map_err(|m| format!("column {}: {}", m.column, m.what))?;
        Ok(record(&[captured], &known, incident, step.at))
    }

    fn direct(&mut self, direction: &str, step: &Step<'_>) -> Played {
        let (verb, rest) = direction.split_once(' ').unwrap_or((direction, ""));
        let rest = rest.trim();
        match verb {
            "open" => self.open(rest),
            "new" => self.create(rest, step),
            "set" => self.alter_fields(rest, step),
            "star" => self.alter(rest, |e| e.starred = true),
            "strike" => self.alter(rest, |e| e.struck = true),
            "amend" => {
                let (label, text) = rest.split_once(' ').ok_or("amend what to what")?;
                self.alter(label, |e| {
                    e.text = text.to_owned();
                    e.typed = None;
                })
            }
            "answer" => {
                let (question, answer) =
                    rest.split_once(' ').ok_or("which is answered by which")?;
                let answer = self.find(answer)?.label();
                self.alter(question, |e| {
                    if let Some(question) = &mut e.question {
                        question.answered_by = answer;
                    }
                })
            }
            "custody" => self.custody(rest, step),
            "role" => self.role(rest, step),
            "unrole" => self.unrole(rest, step),
            "check-in" => self.check_in(rest, step),
            "handover" => self.hand_over(rest, step),
            "ack" => self.acknowledge(step),
            "sitrep" => self.sitrep(rest, step),
            "clock" => self.clock(rest, step),
            "snooze" => self.snooze(rest, step),
            "section" => self.section(rest),
            "review" => self.review(rest, step),
            other => Err(format!("no direction is called {other}")),
        }
    }

    /// `SEV1 TLP:AMBER INC-2026-014 / GLASS HERON / stolen CI token`
    fn open(&mut self, rest: &str) -> Played {
        let mut parts = rest.splitn(3, '/').map(str::trim);
        let (head, code, title) = (parts.next(), parts.next(), parts.next());
        let mut head = head.unwrap_or("").split_whitespace();
        let severity = head
            .next()
            .and_then(Severity::from_word)
            .ok_or("no severity")?;
        let tlp = head.next().and_then(Tlp::from_word).ok_or("no marking")?;
        let key = head.next().ok_or("no key")?;
        let incident = Incident {
            tlp,
            code_name: code.filter(|c| !c.is_empty()).map(str::to_owned),
            exercise: head.next() == Some("exercise"),
            ..Incident::new(key, title.ok_or("no title")?, severity)
        };
        let id = fresh_id();
        self.incident = Some(id);
        Ok(vec![Change::create(id, Some(id), Body::Incident(incident))])
    }

    /// The roster is the file's: who is on it from an earlier script is told
    /// anew, not made a second time.
    ///
    /// `person maya; name=…` · `stream forensics; …` · `indicator/ipv4 203.0.113.7; …`
    fn create(&self, rest: &str, step: &Step<'_>) -> Played {
        let (head, fields) = rest.split_once(';').unwrap_or((rest, ""));
        let (sort, name) = head.trim().split_once(' ').ok_or("new what")?;
        let mut incident = Some(self.incident()?);
        let mut body = match sort {
            "person" => match self.stage.known(self.incident()?).person(name) {
                Some(thing) => return self.alter_body(thing, fields, step),
                None => {
                    incident = None;
                    Body::Person(Person::new(name))
                }
            },
            "stream" => Body::Workstream(Workstream::new(name)),
            "factor" => Body::Factor(Factor::new(name)),
            "patch" => Body::Fix(Fix::new(name, FixKind::Patch)),
            "durable" => Body::Fix(Fix::new(name, FixKind::Durable)),
            sort => {
                let (kind, indicator) = sort.split_once('/').unwrap_or((sort, ""));
                let kind = ArtifactKind::from_word(kind).ok_or_else(|| format!("new {kind}?"))?;
                Body::Artifact(Artifact {
                    indicator: IndicatorType::from_word(indicator),
                    ..Artifact::new(kind, name)
                })
            }
        };
        set(&mut body, fields, &self.names(step)?)?;
        Ok(vec![Change::create(fresh_id(), incident, body)])
    }

    pub(super) fn names(&self, step: &Step<'_>) -> Result<Names, String> {
        let known = self.stage.known(self.incident()?);
        let ids = self.anchors.values();
        let labels = ids.filter_map(|id| Some((self.stage.label(*id)?.to_string(), *id)));
        Ok(Names {
            now: step.at,
            known,
            labels: labels.collect(),
        })
    }

    /// The thing a label, `#slug`, `@handle` or `incident` names.
    pub(super) fn find(&self, name: &str) -> Result<&Thing, String> {
        let incident = self.incident()?;
        if name == "incident" {
            return self
                .stage
                .thing(incident)
                .ok_or_else(|| "no incident".into());
        }
        let known = self.stage.known(incident);
        let named = match name.split_at_checked(1) {
            Some(("@", handle)) => known.person(handle).map(|t| t.id),
            Some(("#", slug)) => known.workstream(slug).map(|t| t.id),
            _ => {
                let called = |id: &&Id| {
                    self.stage
                        .label(**id)
                        .is_some_and(|l| l.to_string() == name)
                };
                self.anchors.values().find(called).copied()
            }
        };
        let thing = named.and_then(|id| self.stage.thing(id));
        thing.ok_or_else(|| format!("nothing is called {name}"))
    }

    /// `T7 state=doing; owner=@lee`
    fn alter_fields(&self, rest: &str, step: &Step<'_>) -> Played {
        let (name, fields) = rest.split_once(' ').ok_or("set what of what")?;
        self.alter_body(self.find(name)?, fields, step)
    }

    fn alter_body(&self, thing: &Thing, fields: &str, step: &Step<'_>) -> Played {
        let mut wanted = thing.body.clone();
        set(&mut wanted, fields, &self.names(step)?)?;
        Ok(Change::edits(thing, &wanted))
    }

    fn alter(&self, label: &str, how: impl FnOnce(&mut Entry)) -> Played {
        let thing = self.find(label)?;
        let mut entry = thing.as_entry().ok_or("not an entry")?.clone();
        how(&mut entry);
        Ok(Change::edits(thing, &Body::Entry(entry)))
    }

    /// `A3 Ravi Menon > evidence safe; why it changed hands`
    fn custody(&self, rest: &str, step: &Step<'_>) -> Played {
        let shape = "label from > to; why";
        let (label, rest) = rest.split_once(' ').ok_or(shape)?;
        let (hands, why) = rest.split_once(';').ok_or(shape)?;
        let (from, to) = hands.split_once('>').ok_or(shape)?;
        let thing = self.find(label)?;
        let mut artifact = thing.as_artifact().ok_or("not an artifact")?.clone();
        let handed = Custody {
            when: When::now(step.at),
            from: from.trim().to_owned(),
            to: to.trim().to_owned(),
            why: why.trim().to_owned(),
        };
        artifact.custody.insert(fresh_id(), handed);
        Ok(Change::edits(thing, &Body::Artifact(artifact)))
    }

    /// `@maya IC` · `@lee SME #forensics`
    fn role(&self, rest: &str, step: &Step<'_>) -> Played {
        let (person, role, workstream) = self.role_words(rest)?;
        let held = RoleHeld {
            person,
            role,
            workstream,
            from: step.at,
            until: None,
        };
        let create = Change::create(fresh_id(), Some(self.incident()?), Body::Role(held));
        Ok(vec![create])
    }

    fn unrole(&self, rest: &str, step: &Step<'_>) -> Played {
        let (person, role, workstream) = self.role_words(rest)?;
        let record = self.stage.record(self.incident()?).ok_or("no incident")?;
        let ends = |t: &&Thing| {
            t.as_role().is_some_and(|r| {
                (r.person, r.role, r.workstream, r.until) == (person, role, workstream, None)
            })
        };
        let thing = record
            .roles
            .iter()
            .find(ends)
            .ok_or("that role is not held")?;
        let mut held = thing.as_role().ok_or("not a role")?.clone();
        held.until = Some(step.at);
        Ok(Change::edits(thing, &Body::Role(held)))
    }

    fn role_words(&self, rest: &str) -> Result<(Id, Role, Option<Id>), String> {
        let (person, rest) = rest.split_once(' ').ok_or("who as what")?;
        let (role, stream) = rest.split_once(" #").unwrap_or((rest, ""));
        let role = Role::from_word(role).ok_or_else(|| format!("no role {role}"))?;
        let stream = (!stream.is_empty()).then(|| self.find(&format!("#{stream}")));
        Ok((
            self.find(person)?.id,
            role,
            stream.transpose()?.map(|t| t.id),
        ))
    }
}
