//! The only place that prints. Text of the record is neutralised here, so no
//! command can forget it: for people every piece passes `visible_line`, for
//! programs JSON escapes the same characters and stays exact.

use crate::domain::{visible_block, visible_line};
use crate::problem::{Attempt as _, Exit, Problem};
use serde::Serialize;
use serde_json::ser::{CharEscape, Formatter};
use std::borrow::Cow;
use std::io::{self, BufWriter, ErrorKind, IsTerminal as _, StdoutLock, Write};
use unicode_width::UnicodeWidthStr as _;

/// What a piece of a line means; colour says it a second time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Running text.
    Plain,
    /// What the eye should find: labels, keys.
    Strong,
    /// What may be skipped: times recorded, authors.
    Faint,
    /// All is well.
    Good,
    /// Somebody should look at it.
    Warn,
    /// Something is wrong.
    Bad,
}

impl Tone {
    const fn codes(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Strong => "\u{1b}[1m",
            Self::Faint => "\u{1b}[2m",
            Self::Good => "\u{1b}[32m",
            Self::Warn => "\u{1b}[33m",
            Self::Bad => "\u{1b}[31m",
        }
    }
}

/// A stretch of a line in one tone.
#[derive(Clone, Debug)]
pub struct Piece<'a>(pub Tone, pub Cow<'a, str>);

/// Running text.
pub fn plain<'a>(text: impl Into<Cow<'a, str>>) -> Piece<'a> {
    Piece(Tone::Plain, text.into())
}

/// What the eye should find.
pub fn strong<'a>(text: impl Into<Cow<'a, str>>) -> Piece<'a> {
    Piece(Tone::Strong, text.into())
}

/// What may be skipped.
pub fn faint<'a>(text: impl Into<Cow<'a, str>>) -> Piece<'a> {
    Piece(Tone::Faint, text.into())
}

/// Standard output, locked for the whole run.
pub struct Output {
    out: BufWriter<StdoutLock<'static>>,
    colour: bool,
    /// Columns to wrap at; none into a pipe, where lines stay whole.
    width: Option<usize>,
    rows: usize,
}

impl Output {
    /// Standard output as it is: colour on a terminal unless `NO_COLOR` is
    /// set, width by `COLUMNS` or the terminal.
    #[must_use]
    pub fn new() -> Self {
        let stdout = io::stdout();
        let terminal = stdout.is_terminal();
        let set = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty());
        let dumb = set("TERM").is_some_and(|t| t == "dumb");
        let stated = set("COLUMNS").and_then(|c| c.to_str()?.parse().ok());
        let measured = || terminal_size::terminal_size().map(|(w, _)| usize::from(w.0));
        Self {
            colour: terminal && !dumb && set("NO_COLOR").is_none(),
            width: stated
                .or_else(|| terminal.then(measured).flatten())
                .filter(|w| *w >= 20),
            out: BufWriter::new(stdout.lock()),
            rows: 0,
        }
    }

    /// Whether colour is used.
    #[must_use]
    pub const fn colour(&self) -> bool {
        self.colour
    }

    /// One line for people; longer than the terminal, it goes on below,
    /// `hang` columns in.
    ///
    /// # Errors
    /// When it cannot be written; silent when the reader has gone.
    pub fn line(&mut self, hang: usize, pieces: &[Piece<'_>]) -> Result<(), Problem> {
        let text = self.laid_out(hang, pieces);
        self.bytes(text.as_bytes())
    }

    fn laid_out(&self, hang: usize, pieces: &[Piece<'_>]) -> String {
        let width = self.width.filter(|w| *w > hang + 10);
        let (mut text, mut column) = (String::new(), 0);
        for Piece(tone, raw) in pieces {
            let codes = if self.colour { tone.codes() } else { "" };
            text.push_str(codes);
            for word in visible_line(raw).split_inclusive(' ') {
                let reach = column + word.trim_end_matches(' ').width();
                if width.is_some_and(|w| reach > w) && column > hang {
                    text.truncate(text.trim_end_matches(' ').len());
                    text.push('\n');
                    text.push_str(&" ".repeat(hang));
                    column = hang;
                }
                text.push_str(word);
                column += word.width();
            }
            if !codes.is_empty() {
                text.push_str("\u{1b}[0m");
            }
        }
        text.truncate(text.trim_end_matches(' ').len());
        text.push('\n');
        text
    }

    /// A text of several lines for people, line breaks kept, tones unused.
    ///
    /// # Errors
    /// When it cannot be written; silent when the reader has gone.
    pub fn block(&mut self, text: &str) -> Result<(), Problem> {
        self.bytes(visible_block(text).as_bytes())
    }

    /// Bytes of our own making, as they are: a report, a man page, help.
    ///
    /// # Errors
    /// When they cannot be written; silent when the reader has gone.
    pub fn bytes(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        told(self.out.write_all(bytes))
    }

    /// One JSON object on a line of its own.
    ///
    /// # Errors
    /// When it cannot be written; silent when the reader has gone.
    pub fn json(&mut self, value: &impl Serialize) -> Result<(), Problem> {
        let text = json_text(value)?;
        self.bytes(text.as_bytes())?;
        self.bytes(b"\n")
    }

    /// One more element of the one JSON array this run prints.
    ///
    /// # Errors
    /// When it cannot be written; silent when the reader has gone.
    pub fn json_row(&mut self, value: &impl Serialize) -> Result<(), Problem> {
        let text = json_text(value)?;
        let lead: &[u8] = if self.rows == 0 { b"[\n" } else { b",\n" };
        self.rows += 1;
        self.bytes(lead)?;
        self.bytes(text.as_bytes())
    }

    /// The end of the array.
    ///
    /// # Errors
    /// When it cannot be written; silent when the reader has gone.
    pub fn json_end(&mut self) -> Result<(), Problem> {
        let end: &[u8] = if self.rows == 0 { b"[]\n" } else { b"\n]\n" };
        self.bytes(end)
    }

    /// Hands everything on.
    ///
    /// # Errors
    /// When it cannot be written; silent when the reader has gone.
    pub fn flush(&mut self) -> Result<(), Problem> {
        told(self.out.flush())
    }

    /// One line beside the output, on standard error. That nobody may read it
    /// is no reason to fail.
    pub fn remark(&mut self, text: &str) {
        let _ = self.out.flush();
        let _ = writeln!(io::stderr().lock(), "warroom: {}", visible_line(text));
    }

    /// A text of several lines on standard error.
    pub fn complain(&mut self, text: &str) {
        let _ = self.out.flush();
        let _ = io::stderr()
            .lock()
            .write_all(visible_block(text).as_bytes());
    }

    /// Redraws a line of progress on standard error, if somebody watches.
    pub fn progress(&mut self, text: &str) {
        let mut err = io::stderr().lock();
        if err.is_terminal() {
            let _ = write!(err, "\r\u{1b}[K{}", visible_line(text));
            let _ = err.flush();
        }
    }

    /// Tells how a run ended, and with which code.
    pub fn end(&mut self, result: Result<(), Problem>) -> Exit {
        let Err(problem) = result.and_then(|()| self.flush()) else {
            return Exit::Done;
        };
        let _ = self.out.flush();
        if !problem.is_silent() {
            let _ = writeln!(io::stderr().lock(), "{problem}");
        }
        problem.exit()
    }
}

impl Default for Output {
    fn default() -> Self {
        Self::new()
    }
}

/// A closed pipe is the reader's way of saying "enough": that is no failure.
fn told(result: io::Result<()>) -> Result<(), Problem> {
    match result {
        Err(e) if e.kind() == ErrorKind::BrokenPipe => Err(Problem::silent(Exit::Done)),
        other => other.attempt("cannot write the output"),
    }
}

/// A value as JSON on one line, harmless on a terminal.
///
/// # Errors
/// When it cannot be put into JSON.
pub fn json_text(value: &impl Serialize) -> Result<String, Problem> {
    let mut bytes = Vec::new();
    let mut writer = serde_json::Serializer::with_formatter(&mut bytes, Guarded);
    let failed = |e: serde_json::Error| Problem::new(Exit::Failed, "cannot write JSON").because(e);
    value.serialize(&mut writer).map_err(failed)?;
    String::from_utf8(bytes).map_err(|e| Problem::new(Exit::Failed, "cannot write JSON").because(e))
}

/// JSON that also escapes what a terminal would act on: the same strings,
/// byte for byte, once read, and harmless until then.
struct Guarded;

impl Formatter for Guarded {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        if matches!(visible_line(fragment), Cow::Borrowed(_)) {
            return writer.write_all(fragment.as_bytes());
        }
        let mut utf8 = [0; 4];
        for c in fragment.chars() {
            let text = c.encode_utf8(&mut utf8);
            if matches!(visible_line(text), Cow::Borrowed(_)) {
                writer.write_all(text.as_bytes())?;
            } else {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    write!(writer, "\\u{unit:04x}")?;
                }
            }
        }
        Ok(())
    }

    fn write_char_escape<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        escape: CharEscape,
    ) -> io::Result<()> {
        serde_json::ser::CompactFormatter.write_char_escape(writer, escape)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output(width: Option<usize>, colour: bool) -> Output {
        Output {
            width,
            colour,
            ..Output::new()
        }
    }

    #[test]
    fn a_long_line_goes_on_below_its_text() {
        let out = output(Some(30), false);
        let text = out.laid_out(
            6,
            &[strong("E12   "), plain("rotated every token of the build")],
        );
        assert_eq!(text, "E12   rotated every token of\n      the build\n");
    }

    #[test]
    fn colour_is_ours_and_never_the_datas() {
        let out = output(None, true);
        assert_eq!(
            out.laid_out(0, &[strong("a\u{1b}[31mb\n")]),
            "\u{1b}[1ma␛[31mb␊\u{1b}[0m\n"
        );
    }

    #[test]
    fn json_is_exact_and_carries_no_control_or_bidi_character() {
        let text = "a\u{9b}31m\u{202e}\u{7f}\u{e0041}\"\\\u{0} ö";
        let written = json_text(&text).unwrap();
        assert!(
            written
                .chars()
                .all(|c| visible_line(&c.to_string()) == c.to_string())
        );
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
    }
}
