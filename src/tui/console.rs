//! The terminal itself: raw, on its other screen, and always given back, after
//! a panic, a signal and a stop too.

use super::cockpit::Outside;
use super::input::Reader;
use crate::app::{Msg, Trouble};
use crate::editor;
use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::Show;
use crossterm::event::{
    self, DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::style::force_color_output;
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{execute, queue};
use ratatui::backend::CrosstermBackend;
use signal_hook::consts::{SIGINT, SIGTERM};
use std::io::{self, Write as _};
use std::sync::Arc;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How long a look for what has come already takes: crossterm looks at nothing
/// when it is given no time at all.
const GLANCE: Duration = Duration::from_micros(50);

/// The terminal of this process.
pub struct Console {
    reader: Reader,
    editor: Option<String>,
    mouse: bool,
    entered: bool,
    end: Arc<AtomicBool>,
    stop: Arc<AtomicBool>,
    resized: Arc<AtomicBool>,
}

impl Console {
    /// The terminal this process was started in, as it is: nothing is ordered
    /// of it until it is opened.
    #[must_use]
    pub fn new(editor: Option<String>, mouse: bool) -> Self {
        Self {
            reader: Reader::default(),
            editor,
            mouse,
            entered: false,
            end: Arc::default(),
            stop: Arc::default(),
            resized: Arc::default(),
        }
    }

    fn enter(&mut self) -> io::Result<()> {
        // Before the first order, so that whatever fails is undone too.
        self.entered = true;
        enable_raw_mode()?;
        let mut out = io::stdout();
        queue!(out, EnterAlternateScreen, EnableBracketedPaste)?;
        if self.mouse {
            queue!(out, EnableMouseCapture)?;
        }
        out.flush()
    }

    fn leave(&mut self) {
        if std::mem::take(&mut self.entered) {
            restore();
        }
    }

    /// Registers the signals that end or stop a process, as flags that the
    /// loop looks at: nothing is done inside a handler.
    fn listen(&mut self) -> io::Result<()> {
        use signal_hook::flag::register;
        register(SIGTERM, Arc::clone(&self.end))?;
        register(SIGINT, Arc::clone(&self.end))?;
        #[cfg(unix)]
        {
            use signal_hook::consts::{SIGHUP, SIGQUIT, SIGTSTP, SIGWINCH};
            register(SIGHUP, Arc::clone(&self.end))?;
            register(SIGQUIT, Arc::clone(&self.end))?;
            register(SIGTSTP, Arc::clone(&self.stop))?;
            // crossterm loses a resize that comes before its first look for
            // events.
            register(SIGWINCH, Arc::clone(&self.resized))?;
        }
        Ok(())
    }
}

impl Drop for Console {
    fn drop(&mut self) {
        self.leave();
    }
}

impl Outside for Console {
    type Screen = CrosstermBackend<io::Stdout>;

    fn open(&mut self) -> io::Result<Self::Screen> {
        // crossterm leaves out every attribute under NO_COLOR, the reversed
        // selection with them; our own monochrome theme has no colours.
        force_color_output(true);
        restore_after_panic();
        self.listen()?;
        self.enter()?;
        Ok(CrosstermBackend::new(io::stdout()))
    }

    fn next(&mut self, wait: Duration) -> io::Result<Option<Msg>> {
        if self.resized.swap(false, Ordering::Relaxed) {
            let (width, height) = crossterm::terminal::size()?;
            return Ok(Some(Msg::Resize { width, height }));
        }
        let mut wait = wait.max(GLANCE);
        while event::poll(wait)? {
            if let Some(msg) = self.reader.read(event::read()?) {
                return Ok(Some(msg));
            }
            wait = GLANCE;
        }
        Ok(None)
    }

    fn asked_to_end(&self) -> bool {
        self.end.load(Ordering::Relaxed)
    }

    fn asked_to_stop(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    fn suspend(&mut self) -> io::Result<()> {
        self.stop.store(false, Ordering::Relaxed);
        #[cfg(unix)]
        {
            self.leave();
            signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
            self.enter()?;
        }
        Ok(())
    }

    fn edit(&mut self, text: &str) -> Result<Option<String>, Trouble> {
        let command = editor::command(self.editor.as_deref());
        self.leave();
        let edited = editor::edit(&command, text).map_err(Trouble);
        self.enter()
            .map_err(|e| Trouble(format!("the terminal cannot be used: {e}")))?;
        edited
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text))
    }

    fn mouse(&mut self, on: bool) -> io::Result<()> {
        self.mouse = on;
        if on {
            execute!(io::stdout(), EnableMouseCapture)
        } else {
            execute!(io::stdout(), DisableMouseCapture)
        }
    }
}

/// Gives the terminal back as it was. Failures are passed over: there is
/// nobody left to tell.
fn restore() {
    let mut out = io::stdout();
    let _ = queue!(
        out,
        DisableMouseCapture,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        Show
    );
    let _ = out.flush();
    let _ = disable_raw_mode();
}

/// What Rust's own programs end with after a panic.
const PANICKED: i32 = 101;

/// A panic's message has to be readable: the terminal is given back before it
/// is told. Whichever thread it was, the cockpit ends, since it has no terminal
/// any more; not by an abort, which may leave the record in a core file.
fn restore_after_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            restore();
            before(info);
            std::process::exit(PANICKED);
        }));
    });
}
