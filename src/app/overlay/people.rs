//! People and roles: who there is, who is awake, who knows what.

use super::form::Form;
use super::help::Help;
use super::select::Select;
use super::{Detail, Flow, Overlay};
use crate::app::line::LineInput;
use crate::app::{Cx, Effect, Make, Msg, Of, Query};
use crate::domain::{Body, Change, Person, Situation, Thing, roster};
use crate::keys::{Action, Chord, Context, resolve};
use chrono::{DateTime, SubsecRound as _, Utc};

/// People and roles.
#[derive(Clone, Debug, Default)]
pub struct People {
    /// What narrows the list.
    pub line: LineInput,
    /// Whether letters narrow the list, or act.
    pub narrowing: bool,
    /// What is asked before a role ends, and what ends it.
    pub ending: Option<(String, Vec<Change>)>,
    /// Why what was asked for was not done.
    pub problem: Option<String>,
    select: Select,
}

impl People {
    /// The screen as it opens.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The screen with those whom some words fit.
    #[must_use]
    pub fn who(words: &str) -> Self {
        Self {
            line: LineInput::new(words),
            ..Self::default()
        }
    }

    /// The selected line.
    #[must_use]
    pub const fn at(&self) -> usize {
        self.select.at
    }

    /// The people that fit what is typed, best first.
    #[must_use]
    pub fn found<'a>(&self, situation: &'a Situation, now: DateTime<Utc>) -> Vec<&'a Thing> {
        roster::find(situation, self.line.text(), now)
    }

    /// What has to be loaded for it, when it opens and when the file changed.
    #[must_use]
    pub fn needs(&self, _cx: &Cx) -> Vec<Effect> {
        vec![Effect::Load(Query::Situation)]
    }

    /// One message.
    pub fn update(&mut self, msg: &Msg, cx: &Cx) -> Flow {
        let found = cx.situation.map(|s| self.found(s, cx.now));
        let found = found.unwrap_or_default();
        self.select.keep(found.len());
        match msg {
            Msg::Key(chord) if self.ending.is_some() => self.answer(*chord),
            Msg::Key(chord) => self.key(*chord, &found, cx),
            Msg::Paste(text) => {
                self.line.insert(text);
                Flow::Stay
            }
            Msg::Mouse(_) if self.select.mouse(msg, found.len(), cx) => self.detail(&found),
            _other => Flow::Stay,
        }
    }

    fn answer(&mut self, chord: Chord) -> Flow {
        match resolve(Context::Confirm, chord) {
            Some(Action::Yes) => {
                let (_, changes) = self.ending.take().unwrap_or_default();
                Flow::Act(Make::Changes(changes), "the role has ended".to_owned())
            }
            Some(Action::Back) => {
                self.ending = None;
                Flow::Stay
            }
            Some(_) | None => Flow::Stay,
        }
    }

    fn key(&mut self, chord: Chord, found: &[&Thing], cx: &Cx) -> Flow {
        self.problem = None;
        let context = if self.narrowing {
            Context::Palette
        } else {
            Context::People
        };
        match resolve(context, chord) {
            Some(Action::Back) if self.narrowing || !self.line.is_empty() => {
                self.narrowing = false;
                self.line.take();
            }
            Some(Action::Back) => return Flow::Close,
            Some(Action::Search) => self.narrowing = true,
            Some(Action::Open) if self.narrowing => self.narrowing = false,
            Some(Action::Open) => return self.detail(found),
            Some(Action::Help) => return Flow::Push(Overlay::Help(Help::new(Context::People))),
            Some(Action::NewPerson) => {
                let body = Body::Person(Person::new(""));
                return Flow::Push(Overlay::Form(Form::new(body, None, cx)));
            }
            Some(action) if self.select.act(action, found.len(), cx) => {}
            Some(action) if !self.narrowing => {
                if let Some(thing) = found.get(self.select.at) {
                    return self.act(action, thing, cx);
                }
            }
            Some(_) | None => {
                if self.narrowing && self.line.key(chord) {
                    self.select.at = 0;
                }
            }
        }
        Flow::Stay
    }

    fn detail(&self, found: &[&Thing]) -> Flow {
        match found.get(self.select.at) {
            Some(thing) => Flow::Push(Overlay::Detail(Detail::new(Of::Id(thing.id)))),
            None => Flow::Stay,
        }
    }

    fn act(&mut self, action: Action, thing: &Thing, cx: &Cx) -> Flow {
        match action {
            Action::Edit => {
                let form = Form::new(thing.body.clone(), Some(Box::new(thing.clone())), cx);
                Flow::Push(Overlay::Form(form))
            }
            Action::TakeRole => Flow::Push(Overlay::Form(Form::give_role(thing.id, cx))),
            Action::EndRole => {
                self.ask_end(thing, cx);
                Flow::Stay
            }
            _other => Flow::Stay,
        }
    }

    /// Asks whether the role that was taken last is to end.
    fn ask_end(&mut self, thing: &Thing, cx: &Cx) {
        let roles = cx.situation.map(|s| s.roles.as_slice()).unwrap_or_default();
        let held = roster::held(roles, thing.id, cx.now);
        match held.last() {
            Some((role, held)) => {
                let question = format!("{} is no longer {}, from now on", thing.name(), held.role);
                let changes = roster::end(role, cx.now.trunc_subsecs(0));
                self.ending = Some((question, changes));
            }
            None => self.problem = Some(format!("{} holds no role now", thing.name())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::{base, incident, noon, person};
    use crate::app::tests::{press, ready, send};
    use crate::app::{App, Loaded};
    use crate::domain::{Edit, Hlc, Id, Mark, Role, RoleHeldEdit, Tally};

    /// A cockpit on whose roster @lee knows DNS and @maya is IC.
    fn cockpit() -> App {
        let mut app = ready();
        let mut known = base().known;
        for thing in &mut known.people {
            if let Body::Person(p) = &mut thing.body
                && p.handle == "lee"
            {
                p.expertise = "DNS".into();
            }
        }
        let held = crate::domain::RoleHeld {
            person: person("maya").id,
            role: Role::Ic,
            workstream: None,
            from: noon() - chrono::Duration::hours(5),
            until: None,
        };
        let mark = Mark {
            at: noon(),
            author: "ana".into(),
            hlc: Hlc(0),
        };
        let role = Thing {
            id: Id::from_u128(77),
            created: mark.clone(),
            changed: mark,
            body: Body::Role(held),
            ..incident()
        };
        let situation = Situation {
            incident: incident(),
            known,
            tally: Tally::default(),
            roles: vec![role],
            tasks: Vec::new(),
            waiting: Vec::new(),
            check_ins: Vec::new(),
            handovers: Vec::new(),
            duties: Vec::new(),
            told: None,
            snoozes: Vec::new(),
            fixes: Vec::new(),
        };
        let answer = Loaded::Situation(Some(Box::new(situation)));
        send(&mut app, Msg::Loaded(answer));
        app
    }

    #[test]
    fn who_knows_dns_is_asked_in_the_palette_and_on_the_screen() {
        for keys in [":who dns\r", "@/dns\r"] {
            let mut app = cockpit();
            press(&mut app, keys);
            let Some(Overlay::People(people)) = app.overlays.last() else {
                panic!("{:?}", app.overlays)
            };
            let situation = app.situation.as_deref().expect("it was loaded");
            let found = people.found(situation, app.now);
            assert_eq!(found.len(), 1, "{keys}");
            assert_eq!(found[0].name(), "@lee");
        }
    }

    #[test]
    fn a_role_that_is_given_relieves_who_held_it_and_one_ends_after_asking() {
        let mut app = cockpit();
        // The roster is in order of handle: jon, lee, maya, sam.
        let effects = press(&mut app, "@jr\r\r\r\r");
        let draft = effects.iter().find_map(|e| match e {
            Effect::Append {
                make: Make::Draft(draft),
                ..
            } => Some(draft.clone()),
            _other => None,
        });
        let changes = draft.expect("it is handed in").changes(app.known(), noon());
        let [Change::Edit { id, edit }, Change::Create { body, .. }] = &changes[..] else {
            panic!("{changes:?}")
        };
        assert_eq!(*id, Id::from_u128(77));
        assert!(matches!(edit, Edit::Role(RoleHeldEdit::Until(_))));
        assert!(matches!(&**body, Body::Role(r) if r.person == person("lee").id));

        let mut app = cockpit();
        assert!(crate::app::tests::appends(&press(&mut app, "@jjx\r")).is_empty());
        assert_eq!(crate::app::tests::appends(&press(&mut app, "y")).len(), 1);
    }
}
