//! Lines from a pipe, of which nobody knows what they hold: none is lost in
//! silence, and none is so long that it takes the memory.

use std::io::{self, BufRead as _, BufReader, Read};

/// Longer than this, a line is refused; it is a file then, not a line.
const LONGEST: u64 = 1 << 20;

/// How much is read at once, in bytes: what a pipe holds.
const AT_ONCE: usize = 1 << 16;

/// A line of input.
#[derive(Debug, PartialEq, Eq)]
pub enum Line {
    /// Text, without its line ending.
    Text(String),
    /// Not UTF-8 from this byte (1-based) on.
    NotText(usize),
    /// Longer than a line may be.
    TooLong,
}

/// The lines of `input` with their numbers, from 1.
pub struct Lines<R> {
    input: BufReader<R>,
    number: usize,
}

impl<R: Read> Lines<R> {
    /// Reads from the start.
    pub fn new(input: R) -> Self {
        let input = BufReader::with_capacity(AT_ONCE, input);
        Self { input, number: 0 }
    }

    /// Whether the next line is here in full: it comes without reading on, and
    /// so without waiting and without fail.
    pub fn is_waiting(&self) -> bool {
        self.input.buffer().contains(&b'\n')
    }

    fn next_line(&mut self) -> io::Result<Option<Line>> {
        let mut bytes = Vec::new();
        let mut limited = (&mut self.input).take(LONGEST + 1);
        if limited.read_until(b'\n', &mut bytes)? == 0 {
            return Ok(None);
        }
        self.number += 1;
        if !bytes.ends_with(b"\n") && bytes.len() as u64 > LONGEST {
            self.skip_line()?;
            return Ok(Some(Line::TooLong));
        }
        for ending in [b'\n', b'\r'] {
            if bytes.last() == Some(&ending) {
                bytes.pop();
            }
        }
        // A byte-order mark says how the file is encoded; it is no text.
        if self.number == 1 && bytes.starts_with("\u{feff}".as_bytes()) {
            bytes.drain(..3);
        }
        Ok(Some(match String::from_utf8(bytes) {
            Ok(text) => Line::Text(text),
            Err(e) => Line::NotText(e.utf8_error().valid_up_to() + 1),
        }))
    }

    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let buffer = self.input.fill_buf()?;
            if buffer.is_empty() {
                return Ok(());
            }
            let (used, end) = match buffer.iter().position(|b| *b == b'\n') {
                Some(at) => (at + 1, true),
                None => (buffer.len(), false),
            };
            self.input.consume(used);
            if end {
                return Ok(());
            }
        }
    }
}

impl<R: Read> Iterator for Lines<R> {
    type Item = io::Result<(usize, Line)>;

    fn next(&mut self) -> Option<Self::Item> {
        let line = self.next_line().transpose()?;
        Some(line.map(|line| (self.number, line)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(input: &[u8]) -> Vec<(usize, Line)> {
        Lines::new(input).collect::<io::Result<_>>().unwrap()
    }

    #[test]
    fn endings_and_the_mark_at_the_start_are_no_text() {
        let text = |t: &str| Line::Text(t.to_owned());
        assert_eq!(
            read("\u{feff}a\r\n\n b \nlast".as_bytes()),
            [
                (1, text("a")),
                (2, text("")),
                (3, text(" b ")),
                (4, text("last"))
            ]
        );
    }

    #[test]
    fn a_line_waits_once_it_is_here_in_full() {
        let mut lines = Lines::new("a\nb\nc".as_bytes());
        let mut waiting = Vec::new();
        while lines.next().is_some() {
            waiting.push(lines.is_waiting());
        }
        assert_eq!(waiting, [true, false, false]);
    }

    #[test]
    fn a_line_that_is_not_text_is_refused_by_itself() {
        let lines = read(b"a\nb\xff\nc\n");
        assert_eq!(lines[1], (2, Line::NotText(2)));
        assert_eq!(lines.len(), 3);
    }

    #[test]
    fn a_line_without_end_takes_no_more_memory_than_a_line_may() {
        let mut input = vec![b'x'; LONGEST as usize * 2];
        input.extend(b"\nnext\n");
        let lines = read(&input);
        assert_eq!(lines[0], (1, Line::TooLong));
        assert_eq!(lines[1], (2, Line::Text("next".into())));
        let mut longest = vec![b'x'; LONGEST as usize];
        longest.push(b'\n');
        assert!(matches!(&read(&longest)[..], [(1, Line::Text(_))]));
    }
}
