//! Where a fix is worked on: a link that may be followed, or the key of a ticket.

use super::visible_line;

/// What a link may begin with: whatever else is followed runs something.
const SCHEMES: &[&str] = &["http://", "https://", "mailto:"];
/// The longest key of a ticket.
const LONGEST: usize = 64;

/// The link or key that a text is, without the blanks around it; empty for
/// none.
///
/// # Errors
/// It is neither, in a sentence.
pub fn tracker(text: &str) -> Result<String, String> {
    let text = text.trim();
    match text.is_empty() || is_link(text) || is_key(text) {
        true => Ok(text.to_owned()),
        false => Err(format!(
            "`{}` is neither a link (http, https, mailto) nor the key of a ticket, as SEC-123",
            visible_line(text)
        )),
    }
}

fn is_link(text: &str) -> bool {
    let begins = |scheme: &&str| {
        let start = text.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme)) && text.len() > scheme.len()
    };
    let shown = |c: char| !c.is_whitespace() && !c.is_control();
    SCHEMES.iter().any(begins) && text.chars().all(shown) && visible_line(text) == text
}

/// `SEC-123`, `#1234`, `org/repo#12`.
fn is_key(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_#/.".contains(c);
    text.len() <= LONGEST
        && text.chars().all(plain)
        && text.chars().any(|c| c.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tracker_is_a_link_that_may_be_followed_or_a_key() {
        for good in [
            "",
            " SEC-123 ",
            "#1234",
            "org/repo#12",
            "https://jira.example/browse/S-1?a=b",
            "HTTP://x",
            "mailto:desk@example.org",
        ] {
            assert_eq!(tracker(good).as_deref(), Ok(good.trim()));
        }
        for bad in [
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "https://",
            "https://a b",
            "https://a\u{202e}b",
            "see the board",
            "--",
            "\u{1b}[2J",
        ] {
            assert!(tracker(bad).is_err(), "{bad:?}");
        }
    }
}
