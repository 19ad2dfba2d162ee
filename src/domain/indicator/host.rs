//! Names of hosts, and which dotted words of a text are such.

use super::super::IndicatorType;
use super::endings::is_ending;
use super::scan::Place;
use super::shapes::{Shape, in_mailbox, run};
use super::url;

/// The longest name there can be.
const LONGEST: usize = 253;

/// The host name a text may begin with: letters and digits of any script.
pub(super) fn name(rest: &str) -> &str {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    run(rest, LONGEST, part).trim_end_matches(['.', '-', '_'])
}

/// Whether a name is made of host labels.
pub(super) fn labels(name: &str) -> bool {
    name.split('.').all(|label| {
        let part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        let length = label.chars().count();
        (1..=63).contains(&length)
            && label.chars().all(part)
            && !label.starts_with('-')
            && !label.ends_with('-')
    })
}

/// The last label, if it can be a top-level domain.
pub(super) fn top(host: &str) -> Option<&str> {
    let (head, top) = host.rsplit_once('.')?;
    let letters = top.chars().all(char::is_alphabetic) || top.starts_with("xn--");
    let long = top.chars().nth(1).is_some();
    (!head.is_empty() && letters && long && labels(host)).then_some(top)
}

/// A name and its last label, without what a hyphen adds to it
/// (`evil.com-203.0.113.9`).
fn ending(name: &str, wary: bool) -> Option<(&str, &str)> {
    let adds = |(at, sign): &(usize, &str)| {
        let number = *sign == "-" && name[at + 1..].starts_with(|c: char| c.is_ascii_digit());
        wary || number
    };
    let cuts = name.rmatch_indices(['-', '_']).filter(adds).take(8);
    let names = std::iter::once(name).chain(cuts.map(|(at, _)| &name[..at]));
    names.into_iter().find_map(|name| Some((name, top(name)?)))
}

/// The domain that begins at a place; `any` ending will do where it was written defanged.
pub(super) fn domain(place: &Place<'_>, any: bool) -> Shape {
    let rest = place.rest();
    if !opens(place) {
        return None;
    }
    let (host, top) = ending(name(rest), place.wary())?;
    let after = &rest[host.len()..];
    let meant = any && !is_mailbox(after) && is_meant(place, host);
    let named =
        meant || (is_ending(&top.to_lowercase()) && is_name(host, top, after, place.wary()));
    (named && !quoted(host, after) && !url::begins(top, after))
        .then(|| (host.len(), IndicatorType::Domain, host.to_lowercase()))
}

/// Whether somebody wrote a name defanged. Of what leaves only the dot before the
/// ending tells: the others can be those of an address that was defanged in it,
/// and `app-1.2.3.4.word` would be another name the second time.
fn is_meant(place: &Place<'_>, host: &str) -> bool {
    let last = host.rfind('.').filter(|_| place.wary()).unwrap_or(0);
    place.live.meant(&(place.at + last..place.at + host.len()))
}

/// Whether what stands before is the mailbox of an e-mail address, or its end.
fn is_mailbox(after: &str) -> bool {
    after[run(after, 64, in_mailbox).len()..].starts_with('@')
}

/// `_evil.com_` and `__evil.com__` are a name made loud, `_dmarc.evil.com` is one.
fn quoted(host: &str, after: &str) -> bool {
    host.starts_with('_') && (host.starts_with("__") || after.starts_with('_'))
}

/// Whether dotted words with a known ending are a name and not prose or code.
fn is_name(host: &str, top: &str, after: &str, wary: bool) -> bool {
    // `done.It was` lacks a space, `Evil.Com` shouts.
    let sentence = top.starts_with(char::is_uppercase)
        && top.chars().skip(1).all(char::is_lowercase)
        && !matches!(top, "Com" | "Net" | "Org");
    let initials = host.split('.').all(|label| label.len() < 2 || label == top)
        && !matches!(top, "com" | "co" | "me" | "gg");
    let package = ["com.", "org.", "net.", "io."]
        .iter()
        .any(|p| host.starts_with(p));
    !sentence && (wary || !(initials || package || after.starts_with('(')))
}

/// Whether a name may begin at a place.
fn opens(place: &Place<'_>) -> bool {
    let head = place.head();
    match head.chars().next_back() {
        Some('.') => !place.behind('.'),
        Some('-') => place.next || !place.behind('-'),
        // `@maya.example` is somebody's handle, the host of `"a"@b.example` a host.
        Some('@') => {
            place.wary()
                || head
                    .chars()
                    .rev()
                    .nth(1)
                    .is_some_and(|c| !"([{<,; \t\n".contains(c))
        }
        // `C:\evil.com` and `/etc/evil.com` are files, `\\evil.com` and `//evil.com` hosts.
        Some(slash @ ('\\' | '/')) => {
            let run = head
                .chars()
                .rev()
                .take(8)
                .take_while(|c| *c == slash)
                .count();
            let before = head[..head.len() - run].chars().next_back();
            let path = before.is_some_and(|c| c.is_alphanumeric() || ".~-_:$".contains(c));
            place.next || !path || (slash == '/' && run > 1) || (slash == '\\' && place.wary())
        }
        Some('$' | '#' | '%') => place.wary(),
        Some(_) | None => true,
    }
}
