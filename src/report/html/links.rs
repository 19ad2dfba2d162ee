//! Where a link of a report may lead.

use crate::domain::visible_line;

/// Schemes that open a page or a letter, and nothing else.
const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

/// Whether an address may be a link: one of the web, of mail, or a heading of
/// this page. Everything else (`javascript:`, `data:`, `file:`, a path) is
/// shown and cannot be followed.
pub(super) fn may_lead(address: &str) -> bool {
    if let Some(name) = address.strip_prefix('#') {
        let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
        return !name.is_empty() && name.bytes().all(plain);
    }
    let begins = |scheme: &&str| {
        let start = address.get(..scheme.len());
        start.is_some_and(|s| s.eq_ignore_ascii_case(scheme)) && address.len() > scheme.len()
    };
    // A browser leaves out line breaks and tabs before it reads an address.
    let whole = visible_line(address) == address && !address.contains(char::is_whitespace);
    whole && SCHEMES.iter().any(begins) && names_a_host(address)
}

/// Whether an address of the web names a host that is one to everybody: a name
/// without a dot means another machine to each reader.
fn names_a_host(address: &str) -> bool {
    let Some((_, rest)) = address.split_once("://") else {
        return true;
    };
    let host = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    host.trim_end_matches('.').contains('.') || host.starts_with('[')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_web_mail_and_this_page_are_linked() {
        for address in [
            "https://a.example/x?y#z",
            "HTTP://a.example",
            "http://[2001:db8::1]/x",
            "mailto:a@b.example",
            "#d1-x_y",
        ] {
            assert!(may_lead(address), "{address}");
        }
        for address in [
            "",
            "#",
            "#a b",
            "#\"x",
            "https://",
            "//a.example",
            "/etc/passwd",
            "x.html",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " javascript:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:https://a",
            "https://a\u{202e}b",
            "https://a b",
            "http://evil/x.y",
            "http://a.example@evil:80",
            "https://evil.",
            "http:a",
        ] {
            assert!(!may_lead(address), "{address}");
        }
    }
}
