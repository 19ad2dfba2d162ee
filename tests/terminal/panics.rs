//! A cockpit on the real terminal that panics at the first key. It is a test of
//! its own, so that the program itself needs no way to be broken: the parent
//! test starts this test program again, in a pseudo-terminal, for this one.

use std::io;
use std::time::Duration;
use warroom::app::{Msg, Trouble};
use warroom::tui::{Console, Look, Options, Outside};
use warroom::ui::theme::ThemeName;

/// The test that is the cockpit.
pub const TEST: &str = "panics::a_cockpit_that_panics";
/// Set where it is meant to be one.
pub const SWITCH: &str = "WARROOM_TEST_PANIC";
/// What the panic says.
pub const WORDS: &str = "a key was too much for this cockpit";

/// The real terminal, up to the first key.
struct Brittle(Console);

impl Outside for Brittle {
    type Screen = <Console as Outside>::Screen;

    fn open(&mut self) -> io::Result<Self::Screen> {
        self.0.open()
    }

    fn next(&mut self, wait: Duration) -> io::Result<Option<Msg>> {
        let next = self.0.next(wait)?;
        assert!(!matches!(next, Some(Msg::Key(_))), "{WORDS}");
        Ok(next)
    }

    fn asked_to_end(&self) -> bool {
        self.0.asked_to_end()
    }

    fn asked_to_stop(&self) -> bool {
        self.0.asked_to_stop()
    }

    fn suspend(&mut self) -> io::Result<()> {
        self.0.suspend()
    }

    fn edit(&mut self, text: &str) -> Result<Option<String>, Trouble> {
        self.0.edit(text)
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        self.0.copy(text)
    }

    fn mouse(&mut self, on: bool) -> io::Result<()> {
        self.0.mouse(on)
    }
}

#[test]
#[ignore = "a part of a_panic_gives_the_terminal_back_before_it_is_told, which runs it in a terminal"]
fn a_cockpit_that_panics() {
    if std::env::var_os(SWITCH).is_none() {
        eprintln!("skipped: only another test runs this, in a terminal of its own");
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let options = Options {
        database: folder.path().join("w.db"),
        state: folder.path().join("state"),
        author: "ana".into(),
        zone: "UTC".into(),
        incident: None,
        as_of: None,
        look: Look {
            theme: ThemeName::Mono,
            ascii: false,
            no_colour: true,
        },
        mouse: true,
        rules: warroom::domain::attention::Rules::default(),
        tone: Default::default(),
        facilitator: false,
        editor: None,
        remarks: Vec::new(),
    };
    let console = Brittle(Console::new(None, true));
    let mut cockpit = options.cockpit(console).expect("an empty database opens");
    cockpit.run().expect("it panics before it ends");
}
