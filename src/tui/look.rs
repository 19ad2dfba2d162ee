//! What the terminal can show, by what the environment says of it.

use crate::ui::theme::ThemeName;
use std::ffi::OsString;

/// How the cockpit draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// The theme.
    pub theme: ThemeName,
    /// ASCII signs and frames only.
    pub ascii: bool,
    /// Colours are not wanted (`NO_COLOR`).
    pub no_colour: bool,
}

impl Look {
    /// What the configuration says, and where it says nothing, what the
    /// environment does. A theme nobody knows is as good as none.
    #[must_use]
    pub fn find(
        theme: Option<&str>,
        ascii: Option<bool>,
        var: &dyn Fn(&str) -> Option<OsString>,
    ) -> Self {
        let var = |name: &str| {
            let value = var(name)?.to_string_lossy().into_owned();
            (!value.is_empty()).then_some(value)
        };
        let no_colour = var("NO_COLOR").is_some();
        let named = theme.and_then(ThemeName::from_word);
        let theme = if no_colour {
            ThemeName::Mono
        } else {
            named.unwrap_or_else(|| guess(&var))
        };
        Self {
            theme,
            ascii: ascii.unwrap_or_else(|| !speaks_utf8(&var)),
            no_colour,
        }
    }
}

fn guess(var: &dyn Fn(&str) -> Option<String>) -> ThemeName {
    let term = var("TERM").unwrap_or_default();
    if matches!(term.as_str(), "dumb" | "vt100" | "vt220") || term.ends_with("-mono") {
        return ThemeName::Mono;
    }
    if var("COLORTERM").is_none() && !term.contains("256") && !term.contains("direct") {
        return ThemeName::Sixteen;
    }
    // Terminals that say so put their background's number last: 7 and 15 are light.
    let ground = var("COLORFGBG");
    match ground.as_deref().and_then(|g| g.rsplit(';').next()) {
        Some("7" | "15") => ThemeName::Light,
        Some(_) | None => ThemeName::Dark,
    }
}

/// The first of the three that is set decides (POSIX, 8.2). Windows has no
/// such habit, and its terminals speak UTF-8.
fn speaks_utf8(var: &dyn Fn(&str) -> Option<String>) -> bool {
    let set = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|n| var(n));
    let locale = set.unwrap_or_default().to_ascii_lowercase();
    cfg!(windows) || locale.contains("utf-8") || locale.contains("utf8")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(theme: Option<&str>, vars: &[(&str, &str)]) -> Look {
        let var = |name: &str| {
            let found = vars.iter().find(|(n, _)| *n == name);
            found.map(|(_, v)| OsString::from(v))
        };
        Look::find(theme, None, &var)
    }

    #[test]
    fn no_color_wins_over_every_theme() {
        let found = look(Some("dark"), &[("NO_COLOR", "1"), ("LANG", "C.UTF-8")]);
        assert_eq!((found.theme, found.ascii), (ThemeName::Mono, false));
    }

    #[test]
    fn the_terminal_is_believed_where_nothing_is_configured() {
        assert_eq!(look(None, &[("TERM", "linux")]).theme, ThemeName::Sixteen);
        assert_eq!(
            look(None, &[("TERM", "xterm-256color")]).theme,
            ThemeName::Dark
        );
        let light = [("TERM", "xterm-256color"), ("COLORFGBG", "0;15")];
        assert_eq!(look(None, &light).theme, ThemeName::Light);
        assert_eq!(look(Some("light"), &[]).theme, ThemeName::Light);
    }

    #[test]
    fn a_locale_without_utf_8_gets_ascii() {
        assert!(look(None, &[("LC_ALL", "C"), ("LANG", "en_GB.UTF-8")]).ascii);
        assert!(!look(None, &[("LC_ALL", ""), ("LANG", "en_GB.UTF-8")]).ascii);
    }
}
