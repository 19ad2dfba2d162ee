//! URLs, wherever they begin: a reader's client finds them after any sign.

use super::super::IndicatorType;
use super::host::labels;
use super::scan::Place;
use super::shapes::{Shape, run};
use std::net::Ipv6Addr;

/// Beyond so many bytes a URL is cut: nothing is read twice at greater length.
const LONGEST: usize = 8192;

/// What a client may follow.
const SCHEMES: &[&str] = &[
    "https", "http", "ftp", "ftps", "sftp", "wss", "ws", "tcp", "udp", "ssh", "smb", "ldap",
    "ldaps",
];

/// The URL that begins at a place; of a wary one only scheme and authority.
pub(super) fn url(place: &Place<'_>) -> Shape {
    let scheme = run(place.rest(), 5, |c| c.is_ascii_alphabetic());
    let rest = place.rest()[scheme.len()..].strip_prefix("://")?;
    let scheme = scheme.to_ascii_lowercase();
    if !SCHEMES.contains(&scheme.as_str()) {
        return None;
    }
    let cut = cut(rest);
    let (host, authority) = authority(&rest[..cut])?;
    let start = scheme.len() + 3;
    if place.wary() {
        let value = format!("{scheme}://{authority}");
        return Some((start + authority.len(), IndicatorType::Url, value));
    }
    if !host.starts_with('[') && !is_remote(host) {
        return None;
    }
    let path = &rest[authority.len()..cut];
    let path = &path[..end_of_path(path)];
    let whole = trimmed(&rest[..authority.len() + path.len()]);
    let user = &authority[..authority.len() - host.len()];
    let path = whole.get(authority.len()..).unwrap_or_default();
    let value = format!("{scheme}://{user}{}{path}", host.to_lowercase());
    Some((start + whole.len(), IndicatorType::Url, value))
}

/// Where a URL ends at the latest. Not counted in characters: each `http://` of
/// a text would be read on from for all of that length.
fn cut(rest: &str) -> usize {
    let mut cut = rest.len().min(LONGEST);
    while !rest.is_char_boundary(cut) {
        cut -= 1;
    }
    cut
}

/// Whether a word and what follows it begin a URL.
pub(super) fn begins(scheme: &str, after: &str) -> bool {
    after.starts_with("://") && SCHEMES.iter().any(|s| s.eq_ignore_ascii_case(scheme))
}

fn stops(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            '<' | '>' | '"' | '`' | '|' | '^' | '{' | '}' | '[' | ']' | '\\'
        )
}

/// The host with its port, and all that is before the path.
fn authority(rest: &str) -> Option<(&str, &str)> {
    let end = |c: char| stops(c) || matches!(c, '/' | '?' | '#' | '(' | ')');
    // `[2001:db8::1]`: elsewhere a bracket ends a URL.
    let user = rest.find(end).filter(|at| rest[*at..].starts_with('['));
    let numbered = user.and_then(|at| {
        let (host, _) = rest[at..].strip_prefix('[')?.split_once(']')?;
        let opens = at == 0 || rest[..at].ends_with('@');
        (opens && host.parse::<Ipv6Addr>().is_ok()).then_some(at + host.len() + 2)
    });
    let skip = numbered.unwrap_or(0);
    let length = rest[skip..].find(end).unwrap_or(rest.len() - skip);
    let authority = trimmed(&rest[..skip + length]);
    let host = authority.rsplit('@').next().unwrap_or_default();
    authority
        .starts_with(|c: char| c.is_alphanumeric() || matches!(c, '[' | '_'))
        .then_some((host, authority))
}

/// Whether a host is more than a name of this network; a number can be an address.
fn is_remote(host: &str) -> bool {
    let name = host.split(':').next().unwrap_or_default();
    let number = name.len() >= 8 && name.bytes().all(|b| b.is_ascii_digit());
    number || (name.contains('.') && labels(name))
}

/// Where a path ends: at a sign that is in none, or a bracket that did not open in it.
fn end_of_path(path: &str) -> usize {
    let mut open = 0;
    for (at, c) in path.char_indices() {
        match c {
            '(' => open += 1,
            ')' if open == 0 => return at,
            ')' => open -= 1,
            c if stops(c) => return at,
            _ => {}
        }
    }
    path.len()
}

/// A URL without the punctuation of the sentence around it.
fn trimmed(url: &str) -> &str {
    url.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~', '…'])
}
