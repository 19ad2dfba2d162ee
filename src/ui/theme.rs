//! Themes by role. Backgrounds are left to the terminal; colour never carries
//! meaning alone.

use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::border;

/// What each part of the screen looks like.
#[derive(Clone, Debug)]
pub struct Theme {
    /// Draw with ASCII only.
    pub ascii: bool,
    /// Leave out the keys that alter something: what is shown is past.
    pub read_only: bool,
    /// Ordinary text.
    pub text: Style,
    /// What matters less: times, hints, done work.
    pub dim: Style,
    /// What matters more.
    pub strong: Style,
    /// Titles of frames.
    pub title: Style,
    /// The frame of a pane.
    pub frame: Style,
    /// The frame of what has the keys.
    pub frame_focused: Style,
    /// The selected row of what has the keys.
    pub selected: Style,
    /// The selected row elsewhere.
    pub selected_dim: Style,
    /// Keys in footers and help.
    pub key: Style,
    /// People.
    pub person: Style,
    /// Workstreams.
    pub stream: Style,
    /// Labels and links.
    pub label: Style,
    /// Stars.
    pub star: Style,
    /// Something is well.
    pub good: Style,
    /// Something wants attention.
    pub warn: Style,
    /// Something is wrong.
    pub bad: Style,
    /// What the attacker did.
    pub attacker: Style,
    /// Decisions.
    pub decision: Style,
    /// Text that is struck out.
    pub struck: Style,
    /// What a search found.
    pub found: Style,
}

/// The themes there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "a theme is what it is called")]
pub enum ThemeName {
    #[default]
    Dark,
    Light,
    HighContrast,
    ColourBlind,
    Mono,
    Sixteen,
}

impl ThemeName {
    /// Every theme and the word the configuration names it by.
    pub const ALL: &'static [(&'static str, Self)] = &[
        ("dark", Self::Dark),
        ("light", Self::Light),
        ("high-contrast", Self::HighContrast),
        ("colour-blind", Self::ColourBlind),
        ("mono", Self::Mono),
        ("16", Self::Sixteen),
    ];

    /// The theme a word names.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(w, _)| *w == word).map(|(_, t)| *t)
    }
}

/// The colours a theme is made of.
struct Palette {
    dim: Style,
    accent: Color,
    person: Color,
    stream: Color,
    label: Color,
    good: Color,
    warn: Color,
    bad: Color,
    decision: Color,
}

impl Theme {
    /// A theme by name.
    #[must_use]
    pub fn new(name: ThemeName, ascii: bool) -> Self {
        match name {
            ThemeName::Mono => Self::mono(ascii),
            ThemeName::Dark => Self::coloured(ascii, &DARK),
            ThemeName::Light => Self::coloured(ascii, &LIGHT),
            ThemeName::HighContrast => Self::coloured(ascii, &HIGH_CONTRAST),
            ThemeName::ColourBlind => Self::coloured(ascii, &COLOUR_BLIND),
            ThemeName::Sixteen => Self::coloured(ascii, &SIXTEEN),
        }
    }

    /// The characters frames are drawn with.
    #[must_use]
    pub const fn border_set(&self) -> border::Set<'static> {
        if self.ascii {
            ASCII_BORDER
        } else {
            border::PLAIN
        }
    }

    fn mono(ascii: bool) -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let dim = plain.add_modifier(Modifier::DIM);
        let underlined = plain.add_modifier(Modifier::UNDERLINED);
        Self {
            ascii,
            read_only: false,
            text: plain,
            dim,
            strong: bold,
            title: plain,
            frame: dim,
            frame_focused: bold,
            selected: plain.add_modifier(Modifier::REVERSED),
            selected_dim: underlined,
            key: bold,
            person: plain,
            stream: plain,
            label: underlined,
            star: bold,
            good: plain,
            warn: bold,
            bad: bold.add_modifier(Modifier::UNDERLINED),
            attacker: bold,
            decision: bold,
            struck: dim.add_modifier(Modifier::CROSSED_OUT),
            found: bold.add_modifier(Modifier::UNDERLINED),
        }
    }

    fn coloured(ascii: bool, p: &Palette) -> Self {
        let fg = |colour: Color| Style::new().fg(colour);
        let bold = Modifier::BOLD;
        Self {
            text: Style::new(),
            dim: p.dim,
            strong: Style::new().add_modifier(bold),
            title: fg(p.accent),
            frame: p.dim,
            frame_focused: fg(p.accent),
            selected: Style::new().add_modifier(Modifier::REVERSED),
            selected_dim: Style::new().add_modifier(Modifier::UNDERLINED),
            key: fg(p.accent).add_modifier(bold),
            person: fg(p.person),
            stream: fg(p.stream),
            label: fg(p.label),
            star: fg(p.warn).add_modifier(bold),
            good: fg(p.good),
            warn: fg(p.warn).add_modifier(bold),
            bad: fg(p.bad).add_modifier(bold),
            attacker: fg(p.bad),
            decision: fg(p.decision).add_modifier(bold),
            struck: p.dim.add_modifier(Modifier::CROSSED_OUT),
            found: fg(p.warn).add_modifier(bold.union(Modifier::UNDERLINED)),
            ascii,
            read_only: false,
        }
    }
}

const DARK: Palette = Palette {
    dim: Style::new().fg(Color::Indexed(245)),
    accent: Color::Indexed(110),
    person: Color::Indexed(150),
    stream: Color::Indexed(140),
    label: Color::Indexed(109),
    good: Color::Indexed(114),
    warn: Color::Indexed(221),
    bad: Color::Indexed(210),
    decision: Color::Indexed(117),
};

const LIGHT: Palette = Palette {
    dim: Style::new().fg(Color::Indexed(242)),
    accent: Color::Indexed(25),
    person: Color::Indexed(28),
    stream: Color::Indexed(90),
    label: Color::Indexed(24),
    good: Color::Indexed(28),
    warn: Color::Indexed(130),
    bad: Color::Indexed(124),
    decision: Color::Indexed(26),
};

const HIGH_CONTRAST: Palette = Palette {
    dim: Style::new(),
    accent: Color::LightCyan,
    person: Color::LightGreen,
    stream: Color::LightMagenta,
    label: Color::LightCyan,
    good: Color::LightGreen,
    warn: Color::LightYellow,
    bad: Color::LightRed,
    decision: Color::LightCyan,
};

/// The hues that the common kinds of colour blindness tell apart (Okabe and
/// Ito 2008): blue, sky, orange, yellow, vermilion; never red against green.
const COLOUR_BLIND: Palette = Palette {
    dim: Style::new().fg(Color::Indexed(245)),
    accent: Color::Indexed(75),
    person: Color::Indexed(36),
    stream: Color::Indexed(175),
    label: Color::Indexed(75),
    good: Color::Indexed(75),
    warn: Color::Indexed(227),
    bad: Color::Indexed(208),
    decision: Color::Indexed(39),
};

/// Of the sixteen, dark grey and blue are next to black on many terminals: what
/// matters less is dimmed instead, whatever the terminal's own colour is.
const SIXTEEN: Palette = Palette {
    dim: Style::new().add_modifier(Modifier::DIM),
    accent: Color::Cyan,
    person: Color::Green,
    stream: Color::Magenta,
    label: Color::Cyan,
    good: Color::Green,
    warn: Color::Yellow,
    bad: Color::Red,
    decision: Color::Cyan,
};

const ASCII_BORDER: border::Set<'static> = border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_dark_grey_or_blue_where_that_may_be_black() {
        for (name, theme) in ThemeName::ALL {
            let t = Theme::new(*theme, false);
            let all = [
                t.text,
                t.dim,
                t.strong,
                t.title,
                t.frame,
                t.frame_focused,
                t.key,
                t.person,
                t.stream,
                t.label,
                t.star,
                t.good,
                t.warn,
                t.bad,
                t.attacker,
                t.decision,
                t.struck,
                t.found,
            ];
            for style in all {
                let dark = [Color::Black, Color::DarkGray, Color::Blue];
                assert!(!style.fg.is_some_and(|c| dark.contains(&c)), "{name}");
            }
        }
    }
}
