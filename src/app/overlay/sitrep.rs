//! A situation report: read, edited, sent.

use super::behind::behind;
use super::{Editor, Flow, Help, Overlay};
use crate::app::line::LineInput;
use crate::app::{BegunOn, Cx, Effect, Job, Loaded, Make, Msg, Query, SitrepText};
use crate::capture;
use crate::domain::telling::{
    Telling, as_sent, caution, forbidden, leaves_out, may_keep, next_words, promised_words,
    says_next,
};
use crate::domain::{Audience, Label, Precision, Tlp, When};
use crate::keys::{Action, Chord, Context, resolve};

/// What is asked before a report is sent.
#[derive(Clone, Debug)]
pub enum BeforeSending {
    /// When the next one comes, and what is wrong with what was typed.
    Next(LineInput, String),
    /// Whether it keeps the first of the promises in words of their own that
    /// are left; the ones it does keep come after.
    Keeps(Vec<(Label, String)>, Vec<Label>),
    /// Whether it is to be sent as it is shown, keeping those promises.
    Sure(Vec<Label>),
    /// Whether what was edited is dropped for a fresh text.
    Afresh,
}

/// The text for one audience.
#[derive(Clone, Debug)]
struct Draft {
    audience: Audience,
    text: String,
    next: Option<When>,
    edited: bool,
}

/// A situation report.
#[derive(Clone, Debug)]
pub struct Sitrep {
    /// Whose report is shown.
    pub audience: Audience,
    /// What is asked before it is sent; none while nothing is.
    pub asking: Option<BeforeSending>,
    /// The first row that is shown.
    pub top: usize,
    drafts: Vec<Draft>,
    /// What of the record is out of date for whoever is told now.
    stale: Option<String>,
    /// What was altered since the text was written that is being sent: from
    /// then on it says that it is of now.
    behind: Option<String>,
}

impl Sitrep {
    /// The screen as it opens.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            audience: Audience::Exec,
            asking: None,
            top: 0,
            drafts: Vec::new(),
            stale: None,
            behind: None,
        }
    }

    /// Whether something of it was edited and not sent.
    #[must_use]
    pub fn worth_keeping(&self) -> bool {
        self.drafts.iter().any(|d| d.edited)
    }

    /// The texts that were edited.
    #[must_use]
    pub fn begun(&self) -> BegunOn {
        let edited = self.drafts.iter().filter(|d| d.edited);
        BegunOn::Sitrep {
            audience: self.audience,
            texts: edited
                .map(|d| (d.audience, d.text.clone(), d.next.clone()))
                .collect(),
        }
    }

    /// The report goes on with the texts that were edited.
    #[must_use]
    pub fn go_on(audience: Audience, texts: Vec<(Audience, String, Option<When>)>) -> Self {
        let drafts = texts.into_iter().map(|(audience, text, next)| Draft {
            audience,
            text,
            next,
            edited: true,
        });
        Self {
            audience,
            drafts: drafts.collect(),
            ..Self::new()
        }
    }

    /// What is left once the text that is shown was sent.
    #[must_use]
    pub fn sent(mut self) -> Self {
        self.drafts.retain(|d| d.audience != self.audience);
        Self {
            drafts: self.drafts,
            ..Self::new()
        }
    }

    /// The editor on the text that is shown.
    #[must_use]
    pub fn editor(&self) -> Editor {
        let title = format!("situation report for {}", self.audience);
        Editor::new(title, self.text().unwrap_or_default())
    }

    fn draft(&self) -> Option<&Draft> {
        self.drafts.iter().find(|d| d.audience == self.audience)
    }

    /// The text that is shown; none until it is here.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        self.draft().map(|d| d.text.as_str())
    }

    /// Whether it was edited.
    #[must_use]
    pub fn edited(&self) -> bool {
        self.draft().is_some_and(|d| d.edited)
    }

    /// When the next one is promised, as the question says it.
    #[must_use]
    pub fn next(&self) -> String {
        let next = next_words(self.draft().and_then(|d| d.next.as_ref()));
        match self.text().is_some_and(says_next) {
            true => next,
            false => format!("{next} The text does not say so."),
        }
    }

    /// What its author has to think of before it goes out.
    #[must_use]
    pub fn cautions(&self, cx: &Cx) -> Vec<String> {
        let marked = caution(tlp(cx), self.audience);
        let behind = match self.asking {
            Some(_) => self.behind.clone(),
            None => self.behind(cx),
        };
        let all = marked.into_iter().chain(self.stale.clone());
        all.chain(behind).collect()
    }

    /// That what was edited is older than how the incident stands.
    fn behind(&self, cx: &Cx) -> Option<String> {
        let edited = self.draft().filter(|d| d.edited)?;
        let behind = behind(&edited.text, cx)?;
        Some(format!("{behind}: r writes it afresh"))
    }

    /// Whether the text leaves entries out, which a star would have told.
    #[must_use]
    pub fn leaves_out(&self) -> bool {
        self.text().is_some_and(leaves_out)
    }

    /// What has to be loaded for it, when it opens and when the file changed.
    #[must_use]
    pub fn needs(&self, _cx: &Cx) -> Vec<Effect> {
        vec![Effect::Load(Query::Sitrep(self.audience))]
    }

    /// One message.
    pub fn update(&mut self, msg: &Msg, cx: &Cx) -> Flow {
        match msg {
            Msg::Loaded(Loaded::Sitrep(report)) => {
                self.written(report);
                Flow::Stay
            }
            Msg::Edited(Ok(Some(text))) => {
                self.rewrite(text.clone());
                Flow::Stay
            }
            Msg::Key(chord) => self.key(*chord, cx),
            _other => Flow::Stay,
        }
    }

    /// The record's own text; what was edited, or is being sent, stays.
    fn written(&mut self, report: &SitrepText) {
        let audience = report.audience;
        if audience == self.audience {
            self.stale.clone_from(&report.stale);
        }
        let held = self.drafts.iter().position(|d| d.audience == audience);
        let fresh = Draft {
            audience,
            text: report.text.clone(),
            next: report.next.clone(),
            edited: false,
        };
        match held {
            None => self.drafts.push(fresh),
            Some(at) if !self.drafts[at].edited && self.asking.is_none() => self.drafts[at] = fresh,
            Some(_) => {}
        }
    }

    fn rewrite(&mut self, text: String) {
        let audience = self.audience;
        let mut drafts = self.drafts.iter_mut();
        match drafts.find(|d| d.audience == audience) {
            Some(draft) => (draft.edited, draft.text) = (true, text),
            // Begun in an earlier run, and what the record says is not here yet.
            None => self.drafts.push(Draft {
                audience,
                text,
                next: None,
                edited: true,
            }),
        }
    }

    fn key(&mut self, chord: Chord, cx: &Cx) -> Flow {
        match self.asking.take() {
            Some(BeforeSending::Next(line, _)) => self.next_key(line, chord, cx),
            Some(BeforeSending::Keeps(left, kept)) => self.keeps_key(left, kept, chord),
            Some(BeforeSending::Sure(kept)) => self.sure_key(kept, chord, cx),
            Some(BeforeSending::Afresh) => self.afresh_key(chord, cx),
            None => self.page_key(chord, cx),
        }
    }

    fn page_key(&mut self, chord: Chord, cx: &Cx) -> Flow {
        let Some(action) = resolve(Context::Sitrep, chord) else {
            return Flow::Stay;
        };
        match action {
            Action::Back => return Flow::Close,
            Action::Help => return Flow::Push(Overlay::Help(Help::new(Context::Sitrep))),
            Action::Next => {
                let at = Audience::ALL.iter().position(|a| *a == self.audience);
                let next = at.map_or(0, |at| (at + 1) % Audience::ALL.len());
                self.audience = Audience::ALL[next];
                (self.top, self.stale) = (0, None);
                return Flow::Do(self.needs(cx));
            }
            Action::Send if forbidden(tlp(cx), self.audience) => {}
            Action::Send => {
                self.behind = self.behind(cx);
                self.asking = self.draft().map(|d| {
                    let next = d.next.as_ref().map(When::stated);
                    let line = LineInput::offering(next.unwrap_or_else(|| "never".to_owned()));
                    BeforeSending::Next(line, String::new())
                });
            }
            Action::Drop if self.edited() => self.asking = Some(BeforeSending::Afresh),
            other => return self.text_key(other, cx),
        }
        Flow::Stay
    }

    /// What is done with the text.
    fn text_key(&mut self, action: Action, cx: &Cx) -> Flow {
        let Some(text) = self.text().map(str::to_owned) else {
            return Flow::Stay;
        };
        match action {
            Action::Edit => return Flow::Push(Overlay::Editor(self.editor())),
            Action::Copy => return Flow::Do(vec![Effect::Copy(text)]),
            Action::Export => {
                let key = cx.incident.map(crate::domain::Thing::name);
                let name = format!("{}-sitrep-{}", key.unwrap_or_default(), self.audience);
                return Flow::Do(vec![Effect::Start(Job::Write(name, text))]);
            }
            other => super::scroll(&mut self.top, other, cx),
        }
        Flow::Stay
    }

    /// A key while the time of the next report is typed.
    fn next_key(&mut self, mut line: LineInput, chord: Chord, cx: &Cx) -> Flow {
        match resolve(Context::Ask, chord) {
            Some(Action::Back) => {}
            Some(Action::Record) => match next_time(line.text(), cx) {
                Ok(next) => {
                    self.promise(next, cx);
                    let owed = may_keep(&cx.known.promises, self.audience, cx.rules, cx.now);
                    let owed = owed.filter_map(|t| Some((t.label()?, promised_words(t))));
                    self.asking = Some(ask_kept(owed.collect(), Vec::new()));
                }
                Err(told) => self.asking = Some(BeforeSending::Next(line, told)),
            },
            Some(_) | None => {
                line.key(chord);
                self.asking = Some(BeforeSending::Next(line, String::new()));
            }
        }
        Flow::Stay
    }

    /// The text as it goes out: of this moment, and with what is promised; its
    /// end, which says that, is shown.
    fn promise(&mut self, next: Option<When>, cx: &Cx) {
        let audience = self.audience;
        let mut drafts = self.drafts.iter_mut();
        if let Some(draft) = drafts.find(|d| d.audience == audience) {
            draft.text = as_sent(&draft.text, audience, next.as_ref(), cx.now);
            draft.next = next;
            super::scroll(&mut self.top, Action::Last, cx);
        }
    }

    fn afresh_key(&mut self, chord: Chord, cx: &Cx) -> Flow {
        match resolve(Context::Confirm, chord) {
            Some(Action::Back) => {}
            Some(Action::Yes) => {
                self.drafts.retain(|d| d.audience != self.audience);
                return Flow::Do(self.needs(cx));
            }
            Some(_) | None => self.asking = Some(BeforeSending::Afresh),
        }
        Flow::Stay
    }

    /// Whether a promise is kept: what is not said to be is left open.
    fn keeps_key(
        &mut self,
        mut left: Vec<(Label, String)>,
        mut kept: Vec<Label>,
        chord: Chord,
    ) -> Flow {
        let answer = resolve(Context::Confirm, chord);
        if matches!(answer, Some(Action::Yes | Action::Back)) && !left.is_empty() {
            let (label, _) = left.remove(0);
            kept.extend((answer == Some(Action::Yes)).then_some(label));
        }
        self.asking = Some(ask_kept(left, kept));
        Flow::Stay
    }

    /// The report that is shown, as it is sent.
    fn telling(&self, keeps: Vec<Label>, cx: &Cx) -> Option<Telling> {
        let draft = self.draft()?;
        Some(Telling {
            audience: draft.audience,
            text: as_sent(&draft.text, draft.audience, draft.next.as_ref(), cx.now),
            next: draft.next.clone(),
            keeps,
        })
    }

    /// What it keeps when it is sent, in words; nothing where it keeps nothing.
    #[must_use]
    pub fn keeping(&self, kept: &[Label], cx: &Cx) -> String {
        let telling = self.telling(kept.to_vec(), cx);
        let kept = telling.map(|t| t.keeping(&cx.known.promises, cx.rules, cx.now));
        let kept = kept.unwrap_or_default().into_iter();
        let kept: Vec<String> = kept.map(crate::domain::Thing::name).collect();
        match kept.is_empty() {
            true => String::new(),
            false => format!(" It keeps {}.", kept.join(", ")),
        }
    }

    fn sure_key(&mut self, kept: Vec<Label>, chord: Chord, cx: &Cx) -> Flow {
        match (resolve(Context::Confirm, chord), cx.incident) {
            (Some(Action::Back), _) => {}
            (Some(Action::Yes), Some(incident)) => {
                let now = When::now(cx.now);
                let telling = self
                    .telling(kept, cx)
                    .map(|telling| telling.send(incident.id, &cx.known.promises, cx.rules, now));
                return telling.map_or(Flow::Stay, |c| Flow::Record(Make::Changes(c)));
            }
            _other => self.asking = Some(BeforeSending::Sure(kept)),
        }
        Flow::Stay
    }
}

fn ask_kept(left: Vec<(Label, String)>, kept: Vec<Label>) -> BeforeSending {
    match left.is_empty() {
        true => BeforeSending::Sure(kept),
        false => BeforeSending::Keeps(left, kept),
    }
}

impl Default for Sitrep {
    fn default() -> Self {
        Self::new()
    }
}

fn tlp(cx: &Cx) -> Tlp {
    let incident = cx.incident.and_then(|t| t.as_incident());
    incident.map_or(Tlp::Red, |i| i.tlp)
}

/// `18:00`, `+4h`, or `never`; what was offered is read back as it was.
fn next_time(text: &str, cx: &Cx) -> Result<Option<When>, String> {
    if matches!(text.trim().to_ascii_lowercase().as_str(), "never" | "") {
        return Ok(None);
    }
    let context = capture::Context {
        now: cx.now,
        zone: cx.zone,
        known: cx.known,
    };
    let when = capture::parse_due(text, &context).map_err(|m| m.to_string())?;
    if when.precision != Precision::Day && when.at <= cx.now {
        return Err("that is past already".to_owned());
    }
    Ok(Some(when))
}
