//! Finds indicators in a text whose defanged spellings have been undone.

use super::super::IndicatorType;
use super::defanged::Live;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::ops::Range;

const SCHEMES: &[&str] = &[
    "https", "http", "ftp", "ftps", "sftp", "wss", "ws", "tcp", "udp", "ssh", "smb", "ldap",
    "ldaps",
];

/// Top-level domains that make a dotted word in prose a domain. Those that
/// are file endings too (`rs`, `sh`, `py`, `md`, `zip`, …) are left out: a
/// domain below one is found in a URL or an e-mail address.
const TOP: &str = "ai app ar arpa art at au be best bg biz blog br buzz ca cf ch cl click cloud club cn co \
    com company cyou cz de dev digital dk edu email es eu example fi finance fr fun fyi ga gov \
    gq gr group hk host hu icu id ie il in info int io ir is it jp ke kr kz life link live lol \
    lt ltd lu lv me media mil mobi monster mx name net network news ng nl no nu nz one onion \
    online org page ph press pro pt pw quest rest ro ru sa sbs se services sg shop si site sk \
    solutions space store su support surf systems team tech test th tk to today tokyo tools \
    top tr tv tw ua uk us uz vip vn website wiki win work world ws wtf xyz za zone";

/// Every indicator, in order, none overlapping another.
pub(super) fn scan(live: &Live) -> Vec<(Range<usize>, IndicatorType)> {
    let text = live.text.as_str();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let hit = starts_here(text, at).then(|| longest(live, at)).flatten();
        match hit {
            Some((len, kind)) => {
                found.push((at..at + len, kind));
                at += len;
            }
            None => at += c.len_utf8(),
        }
    }
    found
}

/// Whether a word may start at `at`: nothing that could belong to it stands before.
fn starts_here(text: &str, at: usize) -> bool {
    let mut before = text[..at].chars().rev();
    match before.next() {
        None => true,
        Some('.') => before.next() == Some('*'),
        Some(c) => {
            !(c.is_alphanumeric() || matches!(c, '_' | '-' | '@' | ':' | '%' | '+' | '\\')) || {
                // `addr:203.0.113.7` is one, `12:30` and `a::b` are none.
                c == ':' && before.next().is_some_and(|c| c.is_alphabetic()) && !hex_run(text, at)
            }
        }
    }
}

/// Whether what stands before the colon at `at - 1` could be part of an IPv6 address.
fn hex_run(text: &str, at: usize) -> bool {
    let run = text[..at - 1].rsplit(|c: char| !c.is_alphanumeric()).next();
    run.is_none_or(|r| r.len() <= 4 && r.chars().all(|c| c.is_ascii_hexdigit()))
}

/// The indicator that starts at `at`; the kinds that contain others first.
fn longest(live: &Live, at: usize) -> Option<(usize, IndicatorType)> {
    let rest = &live.text[at..];
    let meant = |len: usize| live.written(&(at..at + len)).len() != len;
    let word = |len: Option<usize>, kind| len.map(|len| (len, kind));
    word(url(rest), IndicatorType::Url)
        .or_else(|| word(email(rest), IndicatorType::Email))
        .or_else(|| word(cve(rest), IndicatorType::Cve))
        .or_else(|| word(ipv6(rest), IndicatorType::Ipv6))
        .or_else(|| word(ipv4(rest), IndicatorType::Ipv4))
        .or_else(|| hash(rest))
        .or_else(|| word(domain(rest, meant), IndicatorType::Domain))
}

/// The length of the longest start of `rest` made of such characters.
fn run(rest: &str, of: impl Fn(char) -> bool) -> usize {
    rest.find(|c| !of(c)).unwrap_or(rest.len())
}

/// Whether the word ends at `len`.
fn ends(rest: &str, len: usize) -> bool {
    !rest[len..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
}

fn url(rest: &str) -> Option<usize> {
    let scheme = run(rest, |c| c.is_ascii_alphabetic());
    let known = SCHEMES
        .iter()
        .any(|s| s.eq_ignore_ascii_case(&rest[..scheme]));
    let after = scheme + 3;
    if !known || !rest[scheme..].starts_with("://") {
        return None;
    }
    let stop = |c: char| c.is_whitespace() || c.is_control() || "<>\"`|\\^{}".contains(c);
    let mut end = after + run(&rest[after..], |c| !stop(c));
    // Punctuation at the end is the sentence's; a bracket is when none opened.
    while let Some(c) = rest[after..end].chars().next_back() {
        let open = match c {
            ')' => Some('('),
            ']' => Some('['),
            _ => None,
        };
        let balanced = open.is_some_and(|o| rest[after..end].contains(o));
        if balanced || !".,;:!?'*_~)]…".contains(c) {
            break;
        }
        end -= c.len_utf8();
    }
    rest[after..end]
        .starts_with(|c: char| c.is_alphanumeric() || c == '[')
        .then_some(end)
}

fn email(rest: &str) -> Option<usize> {
    let local = run(rest, |c| c.is_ascii_alphanumeric() || "._%+-".contains(c));
    if local == 0 || !rest[local..].starts_with('@') {
        return None;
    }
    let host = labels(&rest[local + 1..])?;
    Some(local + 1 + host)
}

fn cve(rest: &str) -> Option<usize> {
    if !rest.get(..4)?.eq_ignore_ascii_case("cve-") {
        return None;
    }
    let year = run(&rest[4..], |c| c.is_ascii_digit());
    let number = rest[4 + year..].strip_prefix('-')?;
    let digits = run(number, |c| c.is_ascii_digit());
    let len = 4 + year + 1 + digits;
    (year == 4 && digits >= 4 && ends(rest, len)).then_some(len)
}

fn ipv6(rest: &str) -> Option<usize> {
    let len = run(rest, |c| c.is_ascii_hexdigit() || c == ':' || c == '.');
    let len = rest[..len].trim_end_matches('.').len();
    // A sentence may go on with a colon.
    let trimmed = rest[..len].strip_suffix(':').map_or(len, str::len);
    [len, trimmed].into_iter().find(|len| {
        let word = &rest[..*len];
        word.len() > 3
            && word.contains(|c: char| c.is_ascii_digit())
            && ends(rest, *len)
            && word.parse::<Ipv6Addr>().is_ok()
    })
}

fn ipv4(rest: &str) -> Option<usize> {
    let len = run(rest, |c| c.is_ascii_digit() || c == '.');
    let len = rest[..len].trim_end_matches('.').len();
    (ends(rest, len) && rest[..len].parse::<Ipv4Addr>().is_ok()).then_some(len)
}

fn hash(rest: &str) -> Option<(usize, IndicatorType)> {
    let len = run(rest, |c| c.is_ascii_hexdigit());
    let kind = match len {
        32 => IndicatorType::Md5,
        40 => IndicatorType::Sha1,
        64 => IndicatorType::Sha256,
        _ => return None,
    };
    let letters = rest[..len].contains(|c: char| c.is_ascii_alphabetic());
    (letters && ends(rest, len)).then_some((len, kind))
}

/// A host name; `meant` says whether one of that length was written defanged,
/// which leaves no doubt whatever its ending.
fn domain(rest: &str, meant: impl Fn(usize) -> bool) -> Option<usize> {
    let len = labels(rest)?;
    let top = rest[..len].rsplit('.').next()?;
    // `done.In the end` is a missing space, `EVIL.COM` a domain.
    let sentence = top.starts_with(|c: char| c.is_ascii_uppercase())
        && top[1..].contains(|c: char| c.is_ascii_lowercase());
    let known = TOP.split(' ').any(|t| t.eq_ignore_ascii_case(top)) || top.starts_with("xn--");
    let name = (known && !sentence) || meant(len);
    (name && !rest[len..].starts_with('@')).then_some(len)
}

/// The length of a host name of two or more labels at the start of `rest`.
fn labels(rest: &str) -> Option<usize> {
    let len = run(rest, |c| c.is_ascii_alphanumeric() || "-_.".contains(c));
    let len = rest[..len].trim_end_matches(['.', '-', '_']).len();
    let host = &rest[..len];
    let sound =
        |l: &str| !l.is_empty() && l.len() <= 63 && !l.starts_with('-') && !l.ends_with('-');
    let top = host.rsplit('.').next()?;
    let named = top.len() >= 2 && top.starts_with(|c: char| c.is_ascii_alphabetic());
    (host.contains('.') && host.split('.').all(sound) && named && ends(rest, len)).then_some(len)
}
