//! What each sort of indicator looks like.

use super::endings::is_ending;
use super::fanged::Fanged;
use crate::capture::captured::floor;
use crate::domain::IndicatorType;
use std::net::{Ipv4Addr, Ipv6Addr};

/// Beyond this a URL is cut: nothing is read twice at greater length.
const LONGEST_URL: usize = 8192;

/// An indicator that begins at a byte: its end, what it is, its value.
type Shape = Option<(usize, IndicatorType, String)>;

/// The indicator that begins at byte `at`, if one does.
pub(super) fn at(fanged: &Fanged, at: usize) -> Shape {
    let text = fanged.text.as_str();
    let before = text[..at].chars().next_back();
    if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
        return None;
    }
    url(text, at)
        .or_else(|| cve(text, at))
        .or_else(|| hash(text, at))
        .or_else(|| ipv6(text, at, before))
        .or_else(|| ipv4(text, at, before))
        .or_else(|| email(text, at, before))
        .or_else(|| domain(fanged, at, before))
}

/// The bytes from `at` on that satisfy `of`, `most` of them at most.
fn run(text: &str, at: usize, most: usize, of: impl Fn(u8) -> bool) -> &str {
    let bytes = text.as_bytes()[at..].iter().take(most + 1);
    let length = bytes.take_while(|b| of(**b)).count();
    &text[at..at + length]
}

/// Whether what follows byte `end` goes on with the same word.
fn goes_on(text: &str, end: usize) -> bool {
    let mut rest = text[end..].chars();
    match rest.next() {
        Some('.' | '-') => rest.next().is_some_and(char::is_alphanumeric),
        Some(c) => c.is_alphanumeric() || matches!(c, '_' | '@'),
        None => false,
    }
}

fn url(text: &str, at: usize) -> Shape {
    let scheme = run(text, at, 5, |b| b.is_ascii_alphabetic()).to_ascii_lowercase();
    if !["http", "https", "ftp", "ftps"].contains(&scheme.as_str()) {
        return None;
    }
    let start = at + scheme.len() + 3;
    let rest = text[at + scheme.len()..].strip_prefix("://")?;
    let rest = &rest[..floor(rest, LONGEST_URL)];
    // `[2001:db8::1]`: elsewhere a bracket ends a URL.
    let numbered = rest
        .strip_prefix('[')
        .and_then(|r| r.split_once(']'))
        .filter(|(host, _)| host.parse::<Ipv6Addr>().is_ok());
    let skip = numbered.map_or(0, |(host, _)| host.len() + 2);
    let stop = |c: char| c.is_whitespace() || c.is_control() || "<>\"`|^{}[]\\".contains(c);
    let until = |stop: &dyn Fn(char) -> bool| {
        let after = &rest[skip..];
        trimmed(&rest[..skip + after.find(stop).unwrap_or(after.len())])
    };
    // The host first: most of what is no URL fails there, and early.
    let authority = until(&|c| stop(c) || matches!(c, '/' | '?' | '#'));
    let host = authority.rsplit('@').next().unwrap_or("");
    let name = host.split(':').next().unwrap_or("");
    let named = name.contains('.') && labels(name);
    if numbered.is_none() && !named {
        return None;
    }
    let whole = until(&stop);
    let path = &whole[authority.len()..];
    let user = &authority[..authority.len() - host.len()];
    let value = format!("{scheme}://{user}{}{path}", host.to_ascii_lowercase());
    Some((start + whole.len(), IndicatorType::Url, value))
}

/// A URL without the punctuation of the sentence around it.
fn trimmed(url: &str) -> &str {
    let open = url.matches('(').count();
    let mut close = url.matches(')').count();
    let mut end = url.len();
    while let Some(last) = url[..end].chars().next_back() {
        match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' => {}
            ')' if close > open => close -= 1,
            _ => break,
        }
        end -= last.len_utf8();
    }
    &url[..end]
}

/// Whether a name is made of host labels.
fn labels(name: &str) -> bool {
    name.split('.').all(|label| {
        (1..=63).contains(&label.len())
            && label
                .chars()
                .all(|c| c.is_alphanumeric() || c == '-' || c == '_')
            && !label.starts_with('-')
            && !label.ends_with('-')
    })
}

fn cve(text: &str, at: usize) -> Shape {
    let head = text.get(at..at + 4)?;
    let year = run(text, at + 4, 4, |b| b.is_ascii_digit());
    if !head.eq_ignore_ascii_case("CVE-") || year.len() != 4 {
        return None;
    }
    let dash = at + 8;
    text[dash..].strip_prefix('-')?;
    let number = run(text, dash + 1, 7, |b| b.is_ascii_digit());
    let end = dash + 1 + number.len();
    let whole = (4..=7).contains(&number.len()) && !goes_on(text, end);
    whole.then(|| (end, IndicatorType::Cve, text[at..end].to_ascii_uppercase()))
}

fn hash(text: &str, at: usize) -> Shape {
    let digits = run(text, at, 64, |b| b.is_ascii_hexdigit());
    let kind = match digits.len() {
        32 => IndicatorType::Md5,
        40 => IndicatorType::Sha1,
        64 => IndicatorType::Sha256,
        _ => return None,
    };
    let end = at + digits.len();
    // A long number is an account or a counter, not a hash.
    let number = digits.bytes().all(|b| b.is_ascii_digit());
    (!number && !goes_on(text, end)).then(|| (end, kind, digits.to_ascii_lowercase()))
}

fn ipv4(text: &str, at: usize, before: Option<char>) -> Shape {
    if matches!(before, Some('.' | '-')) {
        return None;
    }
    let written = run(text, at, 16, |b| b.is_ascii_digit() || b == b'.');
    let written = written.trim_end_matches('.');
    let address: Ipv4Addr = written.parse().ok()?;
    let end = at + written.len();
    let head = text.as_bytes()[..at].trim_ascii_end();
    let last = &head[head.len().saturating_sub(7)..];
    let version = [b"version", b"release"]
        .iter()
        .any(|w| last.eq_ignore_ascii_case(*w));
    (!version && !goes_on(text, end)).then(|| (end, IndicatorType::Ipv4, address.to_string()))
}

fn ipv6(text: &str, at: usize, before: Option<char>) -> Shape {
    if matches!(before, Some(':' | '.')) {
        return None;
    }
    let written = run(text, at, 45, |b| {
        b.is_ascii_hexdigit() || b == b':' || b == b'.'
    });
    let written = written.trim_end_matches('.');
    let written = match written.strip_suffix(':') {
        Some(cut) if !cut.ends_with(':') => cut,
        Some(_) | None => written,
    };
    if written.matches(':').count() < 2 || !written.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let address: Ipv6Addr = written.parse().ok()?;
    let end = at + written.len();
    let whole = !goes_on(text, end) && !text[end..].starts_with("::");
    whole.then(|| (end, IndicatorType::Ipv6, address.to_string()))
}

/// The host name that begins at `at`: letters and digits of labels, ASCII.
fn host(text: &str, at: usize) -> &str {
    let part = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-');
    run(text, at, 253, part).trim_end_matches(['.', '-'])
}

/// The last label, if it can be a top-level domain.
fn top(host: &str) -> Option<&str> {
    let (head, top) = host.rsplit_once('.')?;
    let letters = top.bytes().all(|b| b.is_ascii_alphabetic()) || top.starts_with("xn--");
    (labels(host) && !head.is_empty() && letters && top.len() >= 2).then_some(top)
}

fn email(text: &str, at: usize, before: Option<char>) -> Shape {
    let part = |b: u8| b.is_ascii_alphanumeric() || b"._%+-".contains(&b);
    let name = run(text, at, 64, part);
    let first = name.chars().next()?;
    let sign = at + name.len();
    if !first.is_ascii_alphanumeric()
        || matches!(before, Some('.' | '+' | '-' | '%' | '/' | ':'))
        || !text[sign..].starts_with('@')
    {
        return None;
    }
    let host = host(text, sign + 1);
    top(host)?;
    let end = sign + 1 + host.len();
    let value = format!("{name}@{}", host.to_ascii_lowercase());
    (!goes_on(text, end)).then_some((end, IndicatorType::Email, value))
}

fn domain(fanged: &Fanged, at: usize, before: Option<char>) -> Shape {
    let text = fanged.text.as_str();
    if matches!(
        before,
        Some('.' | '-' | '/' | '\\' | '@' | '$' | '#' | '%' | '~')
    ) {
        return None;
    }
    let host = host(text, at);
    let top = top(host)?;
    let end = at + host.len();
    let rest = &text[end..];
    if goes_on(text, end) || rest.starts_with('(') || rest.starts_with("://") {
        return None;
    }
    if !fanged.defanged(&(at..end)) {
        // `done.It was` lacks a space; `com.evil.app` is a package.
        let one_case = !top.bytes().any(|b| b.is_ascii_uppercase())
            || !host.bytes().any(|b| b.is_ascii_lowercase());
        let package = ["com.", "org.", "net.", "io."]
            .iter()
            .any(|p| host.starts_with(p));
        let initials = host.split('.').all(|label| label.len() < 2 || label == top)
            && !matches!(top, "com" | "co" | "me" | "gg");
        if !one_case || package || initials || !is_ending(&top.to_ascii_lowercase()) {
            return None;
        }
    }
    Some((end, IndicatorType::Domain, host.to_ascii_lowercase()))
}
