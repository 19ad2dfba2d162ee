//! A program in a pseudo-terminal, its screen replayed by a terminal emulator.

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::process::Command;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// Far more than any step takes; waiting ends when the condition holds.
const PATIENCE: Duration = Duration::from_secs(20);

const PROGRAM: &str = env!("CARGO_BIN_EXE_warroom");

/// A home folder of its own for one test.
pub struct Home(tempfile::TempDir);

impl Home {
    /// A home with one open incident.
    pub fn with_incident(title: &str) -> Self {
        let home = Self::empty();
        home.run(&["open", title, "--sev", "2"]);
        home
    }

    /// A home with nothing in it.
    pub fn empty() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    /// Writes an executable script into the home; its path.
    pub fn script(&self, name: &str, text: &str) -> String {
        use std::os::unix::fs::PermissionsExt as _;
        let path = self.0.path().join(name);
        std::fs::write(&path, text).expect("the home can be written");
        let mode = std::fs::Permissions::from_mode(0o700);
        std::fs::set_permissions(&path, mode).expect("the script can be run");
        path.display().to_string()
    }

    /// A program that opens the cockpit with one more variable set.
    pub fn cockpit_with(&self, (name, value): (&str, &str), cols: u16, rows: u16) -> Cockpit {
        let mut command = CommandBuilder::new(PROGRAM);
        self.furnish(&mut command);
        command.env(name, value);
        self.start(command, cols, rows)
    }

    /// Opens the cockpit of [`super::panics`]: this very test program again.
    pub fn panicking(&self, cols: u16, rows: u16) -> Cockpit {
        let program = std::env::current_exe().expect("a program knows itself");
        let mut command = CommandBuilder::new(program);
        command.args(["--ignored", "--exact", super::panics::TEST, "--nocapture"]);
        self.furnish(&mut command);
        command.env(super::panics::SWITCH, "1");
        self.start(command, cols, rows)
    }

    fn furnish(&self, command: &mut CommandBuilder) {
        command.env_clear();
        for (key, value) in self.environment() {
            command.env(key, value);
        }
        command.cwd(self.0.path());
    }

    fn environment(&self) -> Vec<(String, String)> {
        let home = self.0.path().display().to_string();
        let path = std::env::var("PATH").unwrap_or_default();
        let pairs = [
            ("HOME", home.as_str()),
            ("PATH", &path),
            ("LANG", "C.UTF-8"),
            ("TERM", "xterm-256color"),
            ("WARROOM_USER", "ana"),
            ("WARROOM_NOW", "2026-11-22T14:32:10Z"),
        ];
        pairs
            .iter()
            .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
            .collect()
    }

    fn output(&self, args: &[&str]) -> std::process::Output {
        let mut command = Command::new(PROGRAM);
        command.args(args).env_clear().envs(self.environment());
        command.output().expect("the program starts")
    }

    /// Runs a command of the shell that must succeed; what it printed.
    pub fn run(&self, args: &[&str]) -> String {
        let output = self.output(args);
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{args:?}: {error}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Runs a command that must fail: its exit code and what it said.
    pub fn fails(&self, args: &[&str]) -> (i32, String) {
        let output = self.output(args);
        assert!(!output.status.success(), "{args:?} succeeded");
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code().unwrap_or(-1), error)
    }

    /// Opens the cockpit in a terminal of a size.
    pub fn cockpit(&self, cols: u16, rows: u16) -> Cockpit {
        let mut command = CommandBuilder::new(PROGRAM);
        self.furnish(&mut command);
        self.start(command, cols, rows)
    }

    /// Opens the made-up incident, always at the same moment.
    pub fn demo(&self, cols: u16, rows: u16) -> Cockpit {
        let mut command = CommandBuilder::new(PROGRAM);
        command.arg("demo");
        self.furnish(&mut command);
        self.start(command, cols, rows)
    }

    fn start(&self, command: CommandBuilder, cols: u16, rows: u16) -> Cockpit {
        let pair = native_pty_system()
            .openpty(size(cols, rows))
            .expect("a pseudo-terminal");
        let child = pair
            .slave
            .spawn_command(command)
            .expect("the program starts");
        drop(pair.slave);
        let mut reader = pair
            .master
            .try_clone_reader()
            .expect("the terminal is readable");
        let writer = pair.master.take_writer().expect("the terminal is writable");
        let (send, chunks) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 8192];
            while let Ok(n @ 1..) = reader.read(&mut buffer) {
                if send.send(buffer[..n].to_vec()).is_err() {
                    return;
                }
            }
        });
        let screen = vt100::Parser::new(rows, cols, 0);
        Cockpit {
            child,
            master: pair.master,
            writer,
            chunks,
            screen,
            raw: Vec::new(),
        }
    }
}

fn size(cols: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

/// A running cockpit.
pub struct Cockpit {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    chunks: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    raw: Vec<u8>,
}

impl Cockpit {
    /// Types characters.
    pub fn send(&mut self, keys: &str) {
        self.writer
            .write_all(keys.as_bytes())
            .expect("the terminal takes keys");
        self.writer.flush().expect("the terminal takes keys");
    }

    /// Takes in what the program wrote; false once it has ended.
    fn read(&mut self, until: Instant) -> bool {
        let left = until.saturating_duration_since(Instant::now());
        match self.chunks.recv_timeout(left) {
            Ok(chunk) => {
                if chunk.windows(4).any(|w| w == b"\x1b[6n") {
                    self.send("\x1b[1;1R");
                }
                self.screen.process(&chunk);
                self.raw.extend(chunk);
                true
            }
            Err(RecvTimeoutError::Timeout) => true,
            Err(RecvTimeoutError::Disconnected) => false,
        }
    }

    /// Waits until the screen shows a text.
    pub fn wait_for(&mut self, text: &str) {
        let until = Instant::now() + PATIENCE;
        while !self.screen.screen().contents().contains(text) {
            let goes_on = self.read(until) && Instant::now() < until;
            let screen = self.screen.screen().contents();
            assert!(goes_on, "{text:?} did not appear; the screen:\n{screen}");
        }
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, cols: u16, rows: u16) {
        self.master
            .resize(size(cols, rows))
            .expect("the terminal can be resized");
        self.screen.screen_mut().set_size(rows, cols);
    }

    /// Sends a signal by name.
    pub fn signal(&mut self, name: &str) {
        let pid = self.child.process_id().expect("it runs").to_string();
        let status = Command::new("kill")
            .args([&format!("-{name}"), &pid])
            .status();
        assert!(status.expect("kill starts").success());
    }

    /// Takes the terminal away, and waits until the program has ended.
    pub fn hang_up(mut self) {
        let stand_in = native_pty_system()
            .openpty(size(80, 24))
            .expect("a pseudo-terminal");
        // The reader thread holds one end; it lets go when its channel closes
        // and something comes, which the hangup itself does not bring.
        self.send(" ");
        self.chunks = channel().1;
        self.send(" ");
        self.writer = stand_in
            .master
            .take_writer()
            .expect("the terminal is writable");
        self.master = stand_in.master;
        let until = Instant::now() + PATIENCE;
        while self
            .child
            .try_wait()
            .expect("it can be waited for")
            .is_none()
        {
            assert!(Instant::now() < until, "it goes on without its terminal");
            std::thread::yield_now();
        }
    }

    /// Waits until the program has ended; its exit code.
    pub fn end(&mut self) -> u32 {
        let until = Instant::now() + PATIENCE;
        while self.read(until) {
            assert!(
                Instant::now() < until,
                "it goes on:\n{}",
                self.screen.screen().contents()
            );
        }
        self.child.wait().expect("it can be waited for").exit_code()
    }

    /// Takes in whatever is still on its way: until nothing has come for as
    /// long as the loop waits between two looks at the file.
    pub fn settle(&mut self) {
        let mut seen = usize::MAX;
        while seen != self.raw.len() {
            seen = self.raw.len();
            self.read(Instant::now() + Duration::from_millis(500));
        }
    }

    /// What is shown.
    pub fn screen(&self) -> &vt100::Screen {
        self.screen.screen()
    }

    /// Every byte it wrote, as text.
    pub fn raw(&self) -> String {
        String::from_utf8_lossy(&self.raw).into_owned()
    }
}

impl Drop for Cockpit {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
