//! Help: every key, searchable, runnable.

use super::Flow;
use crate::app::line::LineInput;
use crate::app::{Cx, Effect, MouseWhat, Msg, Target};
use crate::keys::{Action, BINDINGS, Binding, Chord, Context, resolve};

/// A line of help.
#[derive(Clone, Copy, Debug)]
pub enum HelpLine {
    /// The place that the keys below it work in.
    Title(&'static str),
    /// A key.
    Key(&'static Binding),
    /// A line of the capture grammar: an example, and what it becomes.
    Grammar(&'static str, &'static str),
}

/// The capture line in short.
const GRAMMAR: &[(&str, &str)] = &[
    (
        "blocked 203.0.113.7 @sam #containment",
        "a note, now; the address is offered as an artifact",
    ),
    (
        "14:05 > revoked the tokens",
        "an action, today at 14:05; also 2026-11-20 09:40 PST, ~14:20, 14:05..14:20",
    ),
    (
        "-20m ! first beacon in A3",
        "starred for the report, 20 minutes ago, linked to A3",
    ),
    ("* created svc-backup", "what the attacker did"),
    (
        "observation: alarm in the proxy log",
        "an observation; so communication:, lesson:, action:, …",
    ),
    ("= cut access; why: scope unknown", "a decision"),
    ("? who owned the token", "an open question"),
    ("^ nobody owned the image", "a lesson for the review"),
    (
        "+ image the host @lee p1 due:17:00",
        "a task; also due:tomorrow 09:00, due:2026-12-01 09:00, due:+2h",
    ),
    (
        "\" we tell executives the scope due:22:00",
        "a promise: a communication that is due, owed until it is kept",
    ),
    (
        "\" told executives the scope, keeps E12",
        "a communication that keeps the promise made in E12",
    ),
    ("\\> not an action", "\\ takes the meaning from a sign"),
];

/// Help, narrowed by what is typed.
#[derive(Clone, Debug)]
pub struct Help {
    /// What is sought.
    pub line: LineInput,
    /// The selected line.
    pub at: usize,
    context: Context,
}

impl Help {
    /// Help that begins with the keys of a context.
    #[must_use]
    pub fn new(context: Context) -> Self {
        Self {
            line: LineInput::default(),
            at: 1,
            context,
        }
    }

    /// The lines that fit what is typed, those of the context first.
    #[must_use]
    pub fn lines(&self) -> Vec<HelpLine> {
        let words = self.line.text().to_lowercase();
        let fits = |texts: &[&str]| {
            let hay = texts.join(" ").to_lowercase();
            words.split_whitespace().all(|w| hay.contains(w))
        };
        let mut out = Vec::new();
        for context in self.order() {
            let found = BINDINGS
                .iter()
                .filter(|b| b.context == context)
                .filter(|b| {
                    let keys: String = b.chords.iter().map(|c| format!("{c} ")).collect();
                    fits(&[&keys, b.name, b.help, context.title()])
                });
            push(&mut out, context.title(), found.map(HelpLine::Key));
        }
        let title = "What can be typed on the capture line";
        let grammar = GRAMMAR.iter().filter(|(a, b)| fits(&[a, b, title]));
        push(
            &mut out,
            title,
            grammar.map(|(a, b)| HelpLine::Grammar(a, b)),
        );
        out
    }

    /// The context and what it falls back to, then the others.
    fn order(&self) -> Vec<Context> {
        let mut order = self.context.chain().to_vec();
        let others = Context::ALL.iter().filter(|c| !order.contains(c));
        let others: Vec<_> = others.copied().collect();
        order.extend(others);
        order
    }

    /// What has to be loaded for it, when it opens and when the file changed.
    #[must_use]
    pub const fn needs(&self, _cx: &Cx) -> Vec<Effect> {
        Vec::new()
    }

    /// One message.
    pub fn update(&mut self, msg: &Msg, cx: &Cx) -> Flow {
        match msg {
            Msg::Key(chord) => self.key(*chord, cx),
            Msg::Paste(text) => {
                self.line.insert(text);
                self.at = 1;
                Flow::Stay
            }
            Msg::Mouse(mouse) => {
                match (mouse.what, cx.info.at(mouse.x, mouse.y)) {
                    (MouseWhat::WheelUp, _) => self.step(-3),
                    (MouseWhat::WheelDown, _) => self.step(3),
                    (MouseWhat::Click, Some(Target::Overlay(i))) => self.at = i,
                    (MouseWhat::DoubleClick, Some(Target::Overlay(i))) => {
                        self.at = i;
                        return self.run();
                    }
                    (MouseWhat::Click | MouseWhat::DoubleClick, _) => {}
                }
                Flow::Stay
            }
            _other => Flow::Stay,
        }
    }

    fn key(&mut self, chord: Chord, cx: &Cx) -> Flow {
        let page = isize::try_from(cx.info.overlay_height.max(2) - 1).unwrap_or(1);
        match resolve(Context::Help, chord) {
            Some(Action::Back) if !self.line.is_empty() => {
                self.line.take();
                self.at = 1;
            }
            Some(Action::Back) => return Flow::Close,
            Some(Action::Open) => return self.run(),
            Some(Action::Down) => self.step(1),
            Some(Action::Up) => self.step(-1),
            Some(Action::PageDown) => self.step(page),
            Some(Action::PageUp) => self.step(-page),
            Some(_) | None => {
                if self.line.key(chord) {
                    self.at = 1;
                }
            }
        }
        Flow::Stay
    }

    fn step(&mut self, by: isize) {
        let last = self.lines().len().saturating_sub(1);
        self.at = self.at.saturating_add_signed(by).min(last);
    }

    /// What the selected key does in the panes is done there; a line of the
    /// grammar is put on the capture line.
    fn run(&self) -> Flow {
        match self.lines().get(self.at) {
            Some(HelpLine::Key(b)) if matches!(b.context, Context::Panes | Context::List) => {
                Flow::Run {
                    action: b.action,
                    on: None,
                }
            }
            Some(HelpLine::Key(b)) if !b.name.is_empty() => Flow::Run {
                action: b.action,
                on: None,
            },
            Some(HelpLine::Grammar(example, _)) => Flow::Type((*example).to_owned()),
            Some(HelpLine::Key(_) | HelpLine::Title(_)) | None => Flow::Stay,
        }
    }
}

fn push(out: &mut Vec<HelpLine>, title: &'static str, found: impl Iterator<Item = HelpLine>) {
    let before = out.len();
    out.push(HelpLine::Title(title));
    out.extend(found);
    if out.len() == before + 1 {
        out.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_of_where_one_is_come_first_and_words_narrow() {
        let mut help = Help::new(Context::Form);
        let first = help.lines();
        assert!(matches!(first[0], HelpLine::Title("A form")));
        help.line.set("zoom");
        let found = help.lines();
        assert!(matches!(found[1], HelpLine::Key(b) if b.action == Action::Zoom));
        assert!(matches!(
            help.run(),
            Flow::Run {
                action: Action::Zoom,
                ..
            }
        ));
    }

    #[test]
    fn every_line_of_the_grammar_is_read_as_it_says() {
        let known = crate::domain::Known::default();
        let context = crate::capture::Context {
            now: crate::app::testing::noon(),
            zone: "UTC",
            known: &known,
        };
        for (line, means) in GRAMMAR {
            let read = crate::capture::parse(line, &context).map(|c| c.what.word());
            let says = read.as_ref().is_ok_and(|word| means.contains(word));
            let plain = read == Ok("note") && line.contains(['!', '\\']);
            assert!(says || plain, "{line}: {read:?}, {means}");
        }
    }

    #[test]
    fn the_grammar_is_found_and_can_be_typed() {
        let mut help = Help::new(Context::Panes);
        help.line.set("attacker did svc");
        assert!(matches!(help.run(), Flow::Type(line) if line.starts_with('*')));
    }
}
