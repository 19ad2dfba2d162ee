//! The capture line while a screen has lent it words: how a workstream stands,
//! a question to somebody. The screen comes back once that is said or left.

use super::line::LineInput;
use super::overlay::Overlay;
use super::state::{Mode, Tone};
use super::{App, Effect};

/// Words that a screen put on the line, and what they took the place of.
#[derive(Clone, Debug, Default)]
pub struct Lent {
    /// The words.
    pub(super) offered: String,
    /// What was half typed before, which comes back after.
    pub(super) before: LineInput,
}

impl App {
    /// All screens close and the line has these words.
    pub(super) fn type_line(&mut self, words: String) -> Vec<Effect> {
        self.overlays.clear();
        self.capture.leave_amend();
        let effects = self.start_line("");
        if self.mode != Mode::Capture {
            return effects;
        }
        self.capture.begin(words);
        self.read_line()
    }

    /// A screen makes way for the line, which begins with its words.
    pub(super) fn lend_line(&mut self, screen: Overlay, words: String) -> Vec<Effect> {
        self.overlays.push(screen);
        self.capture.leave_amend();
        let effects = self.start_line("");
        if self.mode != Mode::Capture {
            return effects;
        }
        self.aside = std::mem::take(&mut self.overlays);
        self.capture.lend(words);
        self.read_line()
    }

    /// The words of a screen were recorded or left: it is back.
    pub(super) fn end_lent(&mut self) -> Vec<Effect> {
        if self.capture.end_lent() {
            let text = "what you typed is kept: the same key goes on with it, and so does n";
            self.say(Tone::Plain, text.to_owned());
        }
        self.mode = Mode::Panes;
        let above = std::mem::replace(&mut self.overlays, std::mem::take(&mut self.aside));
        self.overlays.extend(above);
        let mut effects = self.needs_of_overlays();
        effects.extend(self.read_line());
        effects
    }
}

#[cfg(test)]
mod tests {
    use crate::app::overlay::Overlay;
    use crate::app::testing::{entry, noon};
    use crate::app::tests::{appends, done, press, ready, send};
    use crate::app::{App, Mode, Msg};
    use crate::keys::Chord;

    fn on_board(app: &App) -> bool {
        app.mode == Mode::Panes && matches!(app.overlays[..], [Overlay::Board(_)])
    }

    fn line(app: &App) -> &str {
        app.capture.input.text()
    }

    #[test]
    fn esc_leads_back_to_the_screen_and_leaves_none_of_its_words_on_the_line() {
        let mut app = ready();
        press(&mut app, "nhalf a thought\x1bbju");
        assert_eq!(line(&app), "#forensics green: ");
        assert_eq!(app.unsent().line, "half a thought", "the draft keeps it");
        press(&mut app, "\x1b");
        assert!(on_board(&app), "{:?}", app.overlays);
        assert_eq!(line(&app), "half a thought");
    }

    #[test]
    fn what_was_typed_behind_them_is_kept_for_the_same_key() {
        let mut app = ready();
        press(&mut app, "bjuno image yet\x1b");
        assert!(on_board(&app), "{:?}", app.overlays);
        let notice = app.notice.clone().expect("it is said");
        assert!(notice.text.contains("is kept"), "{notice:?}");
        assert_eq!(app.unsent().line, "#forensics green: no image yet");
        press(&mut app, "u");
        assert_eq!(line(&app), "#forensics green: no image yet");
        // Another workstream begins with its own words.
        press(&mut app, "\x1bku");
        assert_eq!(line(&app), "#containment green: ");
    }

    #[test]
    fn once_it_is_recorded_the_screen_is_back_and_so_is_what_was_half_typed() {
        let mut app = ready();
        press(&mut app, "nhalf a thought\x1bbju");
        let effects = press(&mut app, "amber: no image\r");
        let (ticket, _) = appends(&effects)[0];
        assert_eq!(app.mode, Mode::Capture, "until it is on disk");
        let made = entry(10, "#forensics green: amber: no image", noon());
        send(&mut app, Msg::Appended(ticket, done(&made)));
        assert!(on_board(&app), "{:?}", app.overlays);
        assert_eq!(line(&app), "half a thought");
    }

    #[test]
    fn a_line_that_was_emptied_is_left_behind_too() {
        let mut app = ready();
        press(&mut app, "bju");
        send(&mut app, Msg::Key(Chord::ctrl('u')));
        press(&mut app, "\x1b");
        assert!(on_board(&app), "{:?}", app.overlays);
        assert_eq!(line(&app), "");
    }
}
