//! What each sort of indicator looks like.

use super::super::IndicatorType;
use super::host;
use super::scan::{Hit, Place};
use super::url;
use std::net::{Ipv4Addr, Ipv6Addr};

/// An indicator: its length, what it is, its value.
pub(super) type Shape = Option<(usize, IndicatorType, String)>;

/// The indicator that begins at a place, if one does; the kinds that contain
/// others first.
pub(super) fn at(place: &Place<'_>) -> Option<Hit> {
    let found = if place.joined {
        url::url(place)
    } else {
        url::url(place)
            .or_else(|| cve(place.rest()))
            .or_else(|| hash(place.rest()))
            .or_else(|| ipv6(place))
            .or_else(|| email(place.rest()))
            .or_else(|| address_or_name(place))
    };
    found.map(|(length, kind, value)| Hit {
        range: place.at..place.at + length,
        kind,
        value,
    })
}

/// `1.2.3.4-x.example` is a name that begins as an address.
fn address_or_name(place: &Place<'_>) -> Shape {
    let Some(address) = ipv4(place) else {
        return host::domain(place, true);
    };
    let name = host::domain(place, false).filter(|name| name.0 > address.0);
    name.or(Some(address))
}

/// The longest start of `rest` whose characters satisfy `of`, `most` at most
/// and one more: nothing is read again and again at greater length.
pub(super) fn run(rest: &str, most: usize, of: impl Fn(char) -> bool) -> &str {
    let end = rest.char_indices().take(most + 1).take_while(|c| of(c.1));
    let length = end.last().map_or(0, |(at, c)| at + c.len_utf8());
    &rest[..length]
}

/// Whether what follows goes on with the same word.
pub(super) fn goes_on(rest: &str) -> bool {
    let underscores = run(rest, 4, |c| c == '_').len();
    rest[underscores..].starts_with(char::is_alphanumeric)
}

/// Whether what follows goes on with a number, a file name or an address.
fn extends(rest: &str) -> bool {
    let mut rest = rest.chars();
    match rest.next() {
        Some('.' | '-') => rest.next().is_some_and(char::is_alphanumeric),
        Some(c) => c.is_alphanumeric() || matches!(c, '_' | '@'),
        None => false,
    }
}

fn cve(rest: &str) -> Shape {
    let head = rest.get(..4)?;
    let year = run(&rest[4..], 4, |c| c.is_ascii_digit());
    if !head.eq_ignore_ascii_case("CVE-") || year.len() != 4 {
        return None;
    }
    let number = run(rest[8..].strip_prefix('-')?, 7, |c| c.is_ascii_digit());
    let end = 9 + number.len();
    let whole = (4..=7).contains(&number.len()) && !extends(&rest[end..]);
    whole.then(|| (end, IndicatorType::Cve, rest[..end].to_ascii_uppercase()))
}

fn hash(rest: &str) -> Shape {
    let digits = run(rest, 64, |c| c.is_ascii_hexdigit());
    let kind = match digits.len() {
        32 => IndicatorType::Md5,
        40 => IndicatorType::Sha1,
        64 => IndicatorType::Sha256,
        _ => return None,
    };
    let end = digits.len();
    // A long number is an account or a counter, not a hash.
    let number = digits.bytes().all(|b| b.is_ascii_digit());
    (!number && !extends(&rest[end..])).then(|| (end, kind, digits.to_ascii_lowercase()))
}

fn ipv4(place: &Place<'_>) -> Shape {
    let (head, rest) = (place.head(), place.rest());
    // `app-1.2.3.4` is a version, `1.2.3.4-1.2.3.9` a range.
    let ranges = || {
        place.next
            || head
                .trim_end_matches('-')
                .ends_with(|c: char| c.is_ascii_digit())
    };
    if place.behind('.') || (place.behind('-') && !place.wary() && !ranges()) {
        return None;
    }
    let written = run(rest, 16, |c| c.is_ascii_digit() || c == '.').trim_end_matches('.');
    let address: Ipv4Addr = written.parse().ok()?;
    let none = goes_on(&rest[written.len()..]) || (!place.wary() && is_version(head));
    (!none).then(|| (written.len(), IndicatorType::Ipv4, address.to_string()))
}

/// Whether the word before a number says that it is a version.
fn is_version(head: &str) -> bool {
    let head = head.as_bytes().trim_ascii_end();
    let last = &head[head.len().saturating_sub(7)..];
    let words: [&[u8]; 2] = [b"version", b"release"];
    words.iter().any(|word| last.eq_ignore_ascii_case(word))
}

fn ipv6(place: &Place<'_>) -> Shape {
    let rest = place.rest();
    if place.behind('.') || in_hex_pairs(place.head()) {
        return None;
    }
    let sign = |c: char| c.is_ascii_hexdigit() || c == ':' || c == '.';
    let written = run(rest, 45, sign).trim_end_matches('.');
    let written = match written.strip_suffix(':') {
        Some(cut) if !cut.ends_with(':') => cut,
        Some(_) | None => written,
    };
    if written.matches(':').count() < 2 || !written.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let address: Ipv6Addr = written.parse().ok()?;
    let after = &rest[written.len()..];
    let whole = !goes_on(after) && !after.starts_with("::");
    whole.then(|| (written.len(), IndicatorType::Ipv6, address.to_string()))
}

/// Whether a colon stands before that parts digits: `src:` is a word, `aa:` a byte.
fn in_hex_pairs(head: &str) -> bool {
    let Some(head) = head.strip_suffix(':') else {
        return false;
    };
    let mut word = head
        .chars()
        .rev()
        .take(5)
        .take_while(|c| c.is_alphanumeric());
    let (mut count, mut hex) = (0, true);
    for c in &mut word {
        count += 1;
        hex &= c.is_ascii_hexdigit();
    }
    (1..=4).contains(&count) && hex
}

/// Whether a character can stand before the `@` of an e-mail address.
pub(super) fn in_mailbox(c: char) -> bool {
    c.is_ascii_alphanumeric() || "._%+-".contains(c)
}

fn email(rest: &str) -> Shape {
    let name = run(rest, 64, in_mailbox);
    if !name.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let host = host::name(rest[name.len()..].strip_prefix('@')?);
    let top = host::top(host)?;
    let length = name.len() + 1 + host.len();
    if url::begins(top, &rest[length..]) {
        return None;
    }
    let value = format!("{name}@{}", host.to_lowercase());
    Some((length, IndicatorType::Email, value))
}
