//! The loop: wait, drain what came, do what follows from it, draw once.

use super::effects::{Driver, Next};
use super::look::Look;
use crate::app::{App, Msg, Tone, Trouble, update};
use crate::clock;
use crate::problem::{Exit, Problem};
use crate::ui;
use crate::ui::theme::{Theme, ThemeName};
use ratatui::Terminal;
use ratatui::backend::Backend;
use std::collections::VecDeque;
use std::io;
use std::time::Duration;

/// How long the loop waits for a key before it looks at the file.
const PATIENCE: Duration = Duration::from_millis(250);
/// How long while a slow job runs, whose progress is shown.
const IMPATIENCE: Duration = Duration::from_millis(50);
/// Messages that are taken in before a frame is drawn, at most: a flood of
/// input must not keep the screen from showing it.
const DRAIN: usize = 512;

/// The terminal and what is around it; a test has one of its own.
pub trait Outside {
    /// What is drawn on.
    type Screen: Backend;

    /// Makes the screen ready and hands it over.
    ///
    /// # Errors
    /// When the terminal does not take orders.
    fn open(&mut self) -> io::Result<Self::Screen>;
    /// The next message, waiting for it no longer than `wait`.
    ///
    /// # Errors
    /// When the terminal has gone.
    fn next(&mut self, wait: Duration) -> io::Result<Option<Msg>>;
    /// Whether somebody asked the process to end.
    fn asked_to_end(&self) -> bool;
    /// Whether somebody asked the process to stop for a while.
    fn asked_to_stop(&self) -> bool;
    /// Gives the terminal to the shell until it is given back.
    ///
    /// # Errors
    /// When the terminal does not take orders.
    fn suspend(&mut self) -> io::Result<()>;
    /// Opens a text in the user's editor; none when it was left alone.
    ///
    /// # Errors
    /// What kept the editor from its work.
    fn edit(&mut self, text: &str) -> Result<Option<String>, Trouble>;
    /// Puts a text on the clipboard.
    ///
    /// # Errors
    /// When the terminal does not take orders.
    fn copy(&mut self, text: &str) -> io::Result<()>;
    /// Takes the mouse or gives it back.
    ///
    /// # Errors
    /// When the terminal does not take orders.
    fn mouse(&mut self, on: bool) -> io::Result<()>;
}

/// A cockpit on a screen.
pub struct Cockpit<O: Outside> {
    /// The state.
    pub app: App,
    /// What is around it.
    pub outside: O,
    driver: Driver,
    look: Look,
    theme: Theme,
    waiting: VecDeque<Msg>,
    remarks: Vec<String>,
    stale: bool,
    ended: bool,
    minute: i64,
    second: i64,
}

impl<O: Outside> Cockpit<O> {
    pub(super) fn new(
        app: App,
        driver: Driver,
        outside: O,
        look: Look,
        remarks: Vec<String>,
    ) -> Self {
        Self {
            app,
            outside,
            driver,
            look,
            theme: Theme::new(look.theme, look.ascii),
            waiting: VecDeque::new(),
            remarks,
            stale: true,
            ended: false,
            minute: 0,
            second: 0,
        }
    }

    /// Runs until its user leaves or the process is asked to end.
    ///
    /// # Errors
    /// When the terminal does not take orders.
    pub fn run(&mut self) -> Result<(), Problem> {
        let lost =
            |e: io::Error| Problem::new(Exit::Failed, "the terminal cannot be used").because(e);
        let screen = self.outside.open().map_err(lost)?;
        let mut terminal = Terminal::new(screen).map_err(|e| lost(screen_error(&e)))?;
        // What was typed before the terminal was ours may have been echoed on it.
        terminal.clear().map_err(|e| lost(screen_error(&e)))?;
        self.start();
        while !self.ended {
            if self.stale {
                self.draw(&mut terminal).map_err(lost)?;
            }
            if let Err(error) = self.turn(&mut terminal) {
                // A terminal that was closed says so by an error: everything
                // is on disk, and there is nobody to tell.
                self.driver.keep_draft();
                return if self.outside.asked_to_end() {
                    Ok(())
                } else {
                    Err(lost(error))
                };
            }
        }
        Ok(())
    }

    fn start(&mut self) {
        let first = App::first_questions();
        self.perform(first);
        for remark in std::mem::take(&mut self.remarks) {
            self.waiting.push_back(Msg::Failed(Trouble(remark)));
        }
        let draft = match self.app.as_of {
            // The past takes no words: they are left to the next run.
            Some(_) => None,
            None => self.driver.adopt_draft(),
        };
        if let Some(draft) = draft {
            self.waiting.push_back(draft);
        }
        self.settle();
    }

    /// One turn: waits for something, takes in all that came.
    fn turn(&mut self, terminal: &mut Terminal<O::Screen>) -> io::Result<()> {
        let wait = if self.app.job.is_some() {
            IMPATIENCE
        } else {
            PATIENCE
        };
        let mut next = self.outside.next(wait)?;
        for _ in 0..DRAIN {
            let Some(msg) = next else { break };
            // A terminal that shrank and grew back has lost what it showed,
            // though its size is the one last drawn at.
            self.driver.redraw |= matches!(msg, Msg::Resize { .. });
            self.waiting.push_back(msg);
            self.settle();
            if self.ended {
                return Ok(());
            }
            next = self.outside.next(Duration::ZERO)?;
        }
        if self.outside.asked_to_end() {
            self.ended = true;
            self.driver.keep_draft();
            return Ok(());
        }
        self.waiting.extend(self.driver.news());
        let minute = clock::now().timestamp() / 60;
        if minute != self.minute {
            self.minute = minute;
            self.waiting.push_back(Msg::Tick);
        }
        // An inject lands in its second, which is a minute of a drill at 60.
        let second = clock::now().timestamp();
        if self.app.drill_runs() && second != self.second {
            self.second = second;
            self.waiting.push_back(Msg::Second);
        }
        self.settle();
        self.driver.keep_draft();
        if self.driver.suspended || self.outside.asked_to_stop() {
            self.driver.suspended = false;
            self.outside.suspend()?;
            self.driver.redraw = true;
        }
        if std::mem::take(&mut self.driver.redraw) {
            // Not `clear`, which asks the terminal where its cursor is and
            // waits for the answer among the keys.
            let size = terminal.size().map_err(|e| screen_error(&e))?;
            terminal.resize(size.into()).map_err(|e| screen_error(&e))?;
            self.stale = true;
        }
        Ok(())
    }

    /// Takes in every message that waits, and those that follow from them.
    fn settle(&mut self) {
        while let Some(msg) = self.waiting.pop_front() {
            if !matches!(msg, Msg::Drawn(_)) {
                self.stale = true;
            }
            let effects = update(&mut self.app, msg, clock::now());
            self.perform(effects);
        }
    }

    fn perform(&mut self, effects: Vec<crate::app::Effect>) {
        for effect in effects {
            match self.driver.perform(effect, &mut self.outside) {
                Next::Msg(msg) => self.waiting.push_back(msg),
                Next::Theme(name) => self.wear(&name),
                Next::Quit => self.ended = true,
                Next::Nothing => {}
            }
        }
    }

    /// Draws with another theme from now on.
    fn wear(&mut self, name: &str) {
        let (tone, text) = match ThemeName::from_word(name) {
            Some(_) if self.look.no_colour => (
                Tone::Plain,
                "NO_COLOR is set, so the theme stays mono".to_owned(),
            ),
            Some(theme) => {
                self.theme = Theme::new(theme, self.look.ascii);
                (Tone::Good, format!("the theme is {name}"))
            }
            None => {
                let all: Vec<&str> = ThemeName::ALL.iter().map(|(word, _)| *word).collect();
                (
                    Tone::Bad,
                    format!("there is no theme {name}: {}", all.join(", ")),
                )
            }
        };
        self.waiting.push_back(match tone {
            Tone::Bad => Msg::Failed(Trouble(text)),
            Tone::Good | Tone::Plain => Msg::Told(text),
        });
    }

    fn draw(&mut self, terminal: &mut Terminal<O::Screen>) -> io::Result<()> {
        let mut info = None;
        let (app, theme) = (&self.app, &self.theme);
        terminal
            .draw(|frame| info = Some(ui::draw(app, theme, frame)))
            .map_err(|e| screen_error(&e))?;
        self.stale = false;
        if let Some(info) = info {
            self.waiting.push_back(Msg::Drawn(info));
            self.settle();
        }
        Ok(())
    }
}

/// A backend's failure, whatever the backend.
fn screen_error(error: &impl std::fmt::Display) -> io::Error {
    io::Error::other(error.to_string())
}
