//! The outline of a JSON document (RFC 8259), read piece by piece: what is
//! large is never held whole, and every piece knows its line and column.

use super::record::{Place, Refusal, Why};
use std::io::Read;

/// Bytes that are read at once.
const AT_ONCE: usize = 1 << 16;

/// Larger than this, a piece is refused: nothing that was recorded is.
pub(super) const LARGEST: usize = 64 << 20;

/// A document on its way.
pub(super) struct Outline<R> {
    input: R,
    buffer: Vec<u8>,
    at: usize,
    place: Place,
}

impl<R: Read> Outline<R> {
    pub(super) fn new(input: R) -> Self {
        Self {
            input,
            buffer: Vec::with_capacity(AT_ONCE),
            at: 0,
            place: Place { line: 1, column: 1 },
        }
    }

    /// Where the next byte is.
    pub(super) const fn place(&self) -> Place {
        self.place
    }

    fn refuse<T>(&self, what: impl Into<String>) -> Result<T, Refusal> {
        Err(Refusal::at(self.place, Why::Damaged(what.into())))
    }

    fn peek(&mut self) -> Result<Option<u8>, Refusal> {
        if self.at == self.buffer.len() {
            self.buffer.clear();
            self.at = 0;
            let mut some = (&mut self.input).take(AT_ONCE as u64);
            some.read_to_end(&mut self.buffer)
                .map_err(|e| Refusal::at(self.place, Why::Unread(e)))?;
        }
        Ok(self.buffer.get(self.at).copied())
    }

    fn step(&mut self, byte: u8) {
        self.at += 1;
        self.place.column += 1;
        if byte == b'\n' {
            self.place = Place {
                line: self.place.line + 1,
                column: 1,
            };
        }
    }

    /// The next byte that is not white space.
    pub(super) fn next(&mut self) -> Result<Option<u8>, Refusal> {
        loop {
            match self.peek()? {
                Some(byte @ (b' ' | b'\t' | b'\r' | b'\n')) => self.step(byte),
                other => return Ok(other),
            }
        }
    }

    /// Passes over one byte, which has to be there.
    pub(super) fn expect(&mut self, wanted: u8) -> Result<(), Refusal> {
        match self.next()? {
            Some(byte) if byte == wanted => {
                self.step(byte);
                Ok(())
            }
            Some(_) => self.refuse(format!("expected `{}` here", char::from(wanted))),
            None => self.cut(),
        }
    }

    fn cut<T>(&self) -> Result<T, Refusal> {
        self.refuse("the file ends in the midst of the record: it was cut off")
    }

    /// Whether one more member or element follows, up to `end`; `first` says
    /// whether none came before.
    pub(super) fn more(&mut self, end: u8, first: bool) -> Result<bool, Refusal> {
        if self.next()? == Some(end) {
            self.expect(end)?;
            return Ok(false);
        }
        if !first {
            self.expect(b',')?;
        }
        match self.next()? {
            None => self.cut(),
            Some(_) => Ok(true),
        }
    }

    /// The bytes of the next value, whatever it is, and where it begins.
    pub(super) fn value(&mut self, into: &mut Vec<u8>) -> Result<Place, Refusal> {
        into.clear();
        self.next()?;
        let start = self.place;
        let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
        loop {
            let Some(byte) = self.peek()? else {
                return self.cut();
            };
            let ends = !quoted && depth == 0 && !into.is_empty();
            let parts = matches!(byte, b',' | b']' | b'}' | b' ' | b'\t' | b'\r' | b'\n');
            if ends && parts {
                return Ok(start);
            }
            if into.len() == LARGEST {
                return self.refuse("a single value is larger than 64 MiB");
            }
            into.push(byte);
            self.step(byte);
            match byte {
                _ if escaped => escaped = false,
                b'\\' if quoted => escaped = true,
                b'"' => quoted = !quoted,
                b'{' | b'[' if !quoted => depth += 1,
                b'}' | b']' if !quoted => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 && !quoted && matches!(byte, b'}' | b']' | b'"') {
                return Ok(start);
            }
        }
    }

    /// Refuses anything but white space.
    pub(super) fn end(&mut self) -> Result<(), Refusal> {
        match self.next()? {
            None => Ok(()),
            Some(_) => self.refuse("something follows the end of the record"),
        }
    }
}
