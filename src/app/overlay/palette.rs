//! The command palette: every action by name, and the shell's verbs with what
//! they take.

use super::select::Select;
use super::verbs::{VERBS, Verb};
use super::{Flow, fuzzy};
use crate::app::line::LineInput;
use crate::app::{Cx, Effect, IncidentRow, Loaded, Msg, Query};
use crate::keys::{Action, Binding, Chord, Context, named, resolve};

/// One thing that can be run.
#[derive(Clone, Copy, Debug)]
pub enum Command {
    /// What a key does, by its name.
    Key(&'static Binding),
    /// A verb of the shell.
    Verb(&'static Verb),
}

impl Command {
    /// The name it is run by.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Key(b) => b.name,
            Self::Verb(v) => v.name,
        }
    }

    /// What it takes: `FILE`; empty for what takes nothing.
    #[must_use]
    pub const fn takes(&self) -> &'static str {
        match self {
            Self::Key(_) => "",
            Self::Verb(v) => v.takes,
        }
    }

    /// What it does.
    #[must_use]
    pub const fn help(&self) -> &'static str {
        match self {
            Self::Key(b) => b.help,
            Self::Verb(v) => v.help,
        }
    }

    /// The keys that do the same, in the panes.
    #[must_use]
    pub fn keys(&self) -> String {
        match self {
            Self::Key(b) => {
                let keys: Vec<_> = b.chords.iter().map(ToString::to_string).collect();
                keys.join(" ")
            }
            Self::Verb(_) => String::new(),
        }
    }
}

/// The palette.
#[derive(Clone, Debug, Default)]
pub struct Palette {
    /// What is typed.
    pub line: LineInput,
    /// Why the command could not be run.
    pub problem: Option<String>,
    /// The incidents there are, for `use`.
    pub incidents: Vec<IncidentRow>,
    select: Select,
}

impl Palette {
    /// A palette with nothing typed.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A palette that asks what a command takes: its words stay.
    #[must_use]
    pub fn asking(command: &str) -> Self {
        Self {
            line: LineInput::behind(command),
            ..Self::default()
        }
    }

    /// The selected command.
    #[must_use]
    pub const fn at(&self) -> usize {
        self.select.at
    }

    /// What follows the first word, when there is more than one.
    #[must_use]
    pub fn argument(&self) -> Option<&str> {
        let text = self.line.text().trim_start();
        text.split_once(' ').map(|(_, rest)| rest.trim())
    }

    /// The commands that fit what is typed, best first. A verb with something
    /// after it is that verb alone.
    #[must_use]
    pub fn commands(&self) -> Vec<Command> {
        let text = self.line.text().trim_start();
        if let Some((verb, rest)) = text.split_once(' ')
            && let Some(verb) = VERBS.iter().find(|v| v.name.eq_ignore_ascii_case(verb))
            && !rest.trim().is_empty()
        {
            let named = named().filter(|b| b.name.eq_ignore_ascii_case(text.trim_end()));
            let mut found: Vec<_> = named.map(Command::Key).collect();
            found.push(Command::Verb(verb));
            return found;
        }
        // A verb that takes nothing and has a key of the same name is that key.
        let verbs = VERBS.iter().map(Command::Verb);
        let all: Vec<_> = named().map(Command::Key).chain(verbs).collect();
        let names: Vec<_> = all.iter().map(|c| c.name().to_owned()).collect();
        let by_name = fuzzy::rank(text, &names);
        // A command with something after it that it does not take is none.
        let first = text.split(' ').next().unwrap_or("");
        let whole = |name: &String| name.eq_ignore_ascii_case(first);
        if by_name.is_empty() && text.trim_end() != first && names.iter().any(whole) {
            return Vec::new();
        }
        let by_help = (0..all.len()).filter(|i| !by_name.contains(i) && says(text, &all[*i]));
        let order = by_name.iter().copied().chain(by_help);
        order.map(|i| all[i]).collect()
    }

    /// What has to be loaded for it, when it opens and when the file changed.
    #[must_use]
    pub fn needs(&self, _cx: &Cx) -> Vec<Effect> {
        vec![Effect::Load(Query::Incidents)]
    }

    /// One message.
    pub fn update(&mut self, msg: &Msg, cx: &Cx) -> Flow {
        match msg {
            Msg::Loaded(Loaded::Incidents(rows)) => self.incidents.clone_from(rows),
            Msg::Appended(_, Err(trouble)) => self.problem = Some(trouble.0.clone()),
            Msg::Key(chord) => return self.key(*chord, cx),
            Msg::Paste(text) => {
                self.line.insert(text);
                self.select.at = 0;
                self.problem = None;
            }
            Msg::Mouse(_) => {
                let len = self.commands().len();
                if self.select.mouse(msg, len, cx) {
                    return self.run(cx);
                }
            }
            _other => {}
        }
        Flow::Stay
    }

    fn key(&mut self, chord: Chord, cx: &Cx) -> Flow {
        let len = self.commands().len();
        match resolve(Context::Palette, chord) {
            Some(Action::Open) => return self.run(cx),
            Some(Action::Back) => return Flow::Close,
            Some(Action::Complete) => self.complete(),
            Some(action) if self.select.act(action, len, cx) => {}
            Some(_) | None => {
                if self.line.key(chord) {
                    self.select.at = 0;
                    self.problem = None;
                }
            }
        }
        Flow::Stay
    }

    fn complete(&mut self) {
        let Some(command) = self.commands().get(self.select.at).copied() else {
            return;
        };
        if self.argument().is_some_and(|a| !a.is_empty()) && !command.takes().is_empty() {
            return;
        }
        let blank = if command.takes().is_empty() { "" } else { " " };
        self.line.set(format!("{}{blank}", command.name()));
        self.select.at = 0;
    }

    fn run(&mut self, cx: &Cx) -> Flow {
        let argument = self.argument().unwrap_or("").to_owned();
        let commands = self.commands();
        match commands.get(self.select.at) {
            // Nothing is run that only its description led to: its name is
            // put on the line, and Enter runs that.
            Some(command) if self.select.at == 0 && !self.names(command) => {
                self.complete();
                Flow::Stay
            }
            Some(Command::Key(b)) => Flow::Run {
                action: b.action,
                on: None,
            },
            // Chosen by a few letters, without what it takes: it is asked for.
            Some(Command::Verb(v)) if v.must && !self.typed_verb(v) => {
                self.line.set(format!("{} ", v.name));
                self.select.at = 0;
                Flow::Stay
            }
            Some(Command::Verb(v)) => {
                let argument = if self.typed_verb(v) { &argument } else { "" };
                match (v.run)(argument, &self.incidents, cx) {
                    Ok(flow) => flow,
                    Err(problem) => {
                        self.problem = Some(problem);
                        Flow::Stay
                    }
                }
            }
            None => {
                let typed = crate::domain::visible_line(self.line.text());
                self.problem = Some(format!("there is no command `{typed}`"));
                Flow::Stay
            }
        }
    }

    /// Whether what is typed goes for the name of a command.
    fn names(&self, command: &Command) -> bool {
        let verb = matches!(command, Command::Verb(verb) if self.typed_verb(verb));
        verb || !fuzzy::rank(self.line.text(), &[command.name()]).is_empty()
    }

    /// Whether the verb was typed in full, so that what follows is its own.
    fn typed_verb(&self, verb: &Verb) -> bool {
        let text = self.line.text().trim();
        let first = text.split(' ').next().unwrap_or("");
        first.eq_ignore_ascii_case(verb.name)
    }
}

/// Whether the description of a command has every word that is typed, or words
/// that begin so.
fn says(text: &str, command: &Command) -> bool {
    let help = format!("{} {}", command.name(), command.help()).to_ascii_lowercase();
    let text = text.to_ascii_lowercase();
    let has = |typed: &str| {
        let mut words = help.split(|c: char| !c.is_alphanumeric());
        words.any(|word| word.starts_with(typed))
    };
    text.split_whitespace().all(has)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&'static str> {
        let mut palette = Palette::new();
        palette.line.set(text);
        palette.commands().iter().map(Command::name).collect()
    }

    #[test]
    fn the_name_counts_more_than_the_help() {
        assert_eq!(names("star")[0], "star");
        assert_eq!(names("zoom")[0], "zoom");
        assert!(names("").len() > VERBS.len() + 20);
    }

    #[test]
    fn a_verb_with_something_after_it_is_that_verb() {
        assert_eq!(names("note blocked the range"), ["note"]);
        assert_eq!(names("new incident")[0], "new incident");
        assert!(names("xyzzy plugh").is_empty());
        assert_eq!(names("phase closed"), ["phase"]);
        assert!(names("copy closed").is_empty());
    }

    #[test]
    fn descriptions_are_found_by_their_words_not_by_scattered_letters() {
        assert!(names("pha").len() <= 3, "{:?}", names("pha"));
        assert!(names("closed").iter().all(|n| *n != "copy"));
        assert!(names("mortem").contains(&"export"));
    }
}
