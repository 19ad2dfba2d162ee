//! What the terminal reports → messages.

use crate::app::{Mouse, MouseWhat, Msg};
use crate::clock;
use crate::keys::{Chord, Key};
use chrono::{DateTime, TimeDelta, Utc};
use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

/// Two clicks within this are one double click.
const DOUBLE: TimeDelta = TimeDelta::milliseconds(400);

/// Remembers the last click, to tell a double one.
#[derive(Debug, Default)]
pub struct Reader {
    clicked: Option<(u16, u16, DateTime<Utc>)>,
}

impl Reader {
    /// The message an event means, if it means one.
    pub fn read(&mut self, event: Event) -> Option<Msg> {
        match event {
            Event::Key(key) => chord(key).map(Msg::Key),
            Event::Paste(text) => Some(Msg::Paste(text)),
            Event::Resize(width, height) => Some(Msg::Resize { width, height }),
            Event::Mouse(mouse) => self.mouse(mouse).map(Msg::Mouse),
            Event::FocusGained | Event::FocusLost => None,
        }
    }

    fn mouse(&mut self, mouse: MouseEvent) -> Option<Mouse> {
        let (x, y) = (mouse.column, mouse.row);
        let what = match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => {
                let now = clock::now();
                let last = self.clicked.replace((x, y, now));
                let again =
                    last.is_some_and(|(lx, ly, at)| (lx, ly) == (x, y) && now - at < DOUBLE);
                if again {
                    self.clicked = None;
                    MouseWhat::DoubleClick
                } else {
                    MouseWhat::Click
                }
            }
            MouseEventKind::ScrollUp => MouseWhat::WheelUp,
            MouseEventKind::ScrollDown => MouseWhat::WheelDown,
            MouseEventKind::Down(_)
            | MouseEventKind::Up(_)
            | MouseEventKind::Drag(_)
            | MouseEventKind::Moved
            | MouseEventKind::ScrollLeft
            | MouseEventKind::ScrollRight => return None,
        };
        Some(Mouse { x, y, what })
    }
}

fn chord(event: KeyEvent) -> Option<Chord> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let held = |m| event.modifiers.contains(m);
    let shift = held(KeyModifiers::SHIFT);
    let key = match event.code {
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab if shift => Key::BackTab,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Insert => Key::Insert,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::F(n) => Key::F(n),
        // Locks, media keys and modifiers alone.
        _nothing_to_us => return None,
    };
    let (ctrl, alt) = (held(KeyModifiers::CONTROL), held(KeyModifiers::ALT));
    // AltGr is reported as both: what it types is a character.
    let both = ctrl && alt && matches!(key, Key::Char(c) if !c.is_ascii_alphanumeric());
    Some(Chord {
        key,
        ctrl: ctrl && !both,
        alt: alt && !both,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_known_by_what_they_type() {
        let read = |code, modifiers| chord(KeyEvent::new(code, modifiers));
        let none = KeyModifiers::NONE;
        assert_eq!(
            read(KeyCode::Char('N'), KeyModifiers::SHIFT),
            Some(Chord::char('N'))
        );
        assert_eq!(
            read(KeyCode::Char('r'), KeyModifiers::CONTROL),
            Some(Chord::ctrl('r'))
        );
        assert_eq!(
            read(KeyCode::Tab, KeyModifiers::SHIFT),
            Some(Chord::plain(Key::BackTab))
        );
        assert_eq!(read(KeyCode::CapsLock, none), None);
        let altgr = KeyModifiers::CONTROL | KeyModifiers::ALT;
        assert_eq!(read(KeyCode::Char('@'), altgr), Some(Chord::char('@')));
    }
}
