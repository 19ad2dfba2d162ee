//! The defanged spellings: read in all their common forms, written in one.

use super::super::IndicatorType;
use super::scan;
use std::ops::Range;

/// Spellings of one character that a client does not follow.
const BRACKETED: &[(&str, &str)] = &[
    ("[://]", "://"),
    ("[.]", "."),
    ("(.)", "."),
    ("{.}", "."),
    ("[dot]", "."),
    ("(dot)", "."),
    ("[:]", ":"),
    ("[@]", "@"),
    ("(@)", "@"),
    ("[at]", "@"),
    ("(at)", "@"),
];

const SCHEMES: &[(&str, &str)] = &[("hxxps", "https"), ("hxxp", "http"), ("fxp", "ftp")];

/// A text with its indicators fanged, and where each byte of it came from.
pub(super) struct Live {
    pub text: String,
    /// For each byte of `text`, and for its end, the byte of the original.
    origin: Vec<usize>,
}

impl Live {
    pub fn of(written: &str) -> Self {
        let mut live = Self {
            text: String::with_capacity(written.len()),
            origin: Vec::with_capacity(written.len() + 1),
        };
        let mut at = 0;
        while let Some(c) = written[at..].chars().next() {
            let before = written[..at].chars().next_back();
            let spelled = spelling(&written[at..], before);
            let mut buffer = [0; 4];
            let (len, plain) = spelled.unwrap_or((c.len_utf8(), c.encode_utf8(&mut buffer)));
            live.text.push_str(plain);
            live.origin.resize(live.text.len(), at);
            at += len;
        }
        live.origin.push(written.len());
        live
    }

    /// The bytes of the original that a range of `text` was made from.
    pub fn written(&self, range: &Range<usize>) -> Range<usize> {
        self.origin[range.start]..self.origin[range.end]
    }
}

/// The length of a defanged spelling at the start of `rest`, and what it means.
fn spelling<'a>(rest: &str, before: Option<char>) -> Option<(usize, &'a str)> {
    let starts = |form: &str| {
        rest.get(..form.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(form))
    };
    let inside =
        before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, ']' | ':' | '-' | '_'));
    if !inside {
        let (form, plain) = SCHEMES.iter().find(|(form, _)| starts(form))?;
        let colon = rest[form.len()..].starts_with([':', '[']);
        return colon.then_some((form.len(), *plain));
    }
    let (form, plain) = BRACKETED.iter().find(|(form, _)| starts(form))?;
    let goes_on =
        rest[form.len()..].starts_with(|c: char| c.is_ascii_alphanumeric() || "[:_".contains(c));
    goes_on.then_some((form.len(), *plain))
}

/// The text with every defanged spelling undone.
#[must_use]
pub fn refang(text: &str) -> String {
    Live::of(text).text
}

/// The text with every address, domain, URL and e-mail address in it written
/// so that no client follows it. Doing it twice is doing it once.
#[must_use]
pub fn defang(text: &str) -> String {
    let live = Live::of(text);
    let mut out = String::with_capacity(text.len() + 16);
    let mut at = 0;
    for (range, kind) in scan::scan(&live) {
        let written = live.written(&range);
        out.push_str(&text[at..written.start]);
        push_safe(&mut out, &live.text[range], kind);
        at = written.end;
    }
    out.push_str(&text[at..]);
    out
}

fn push_safe(out: &mut String, value: &str, kind: IndicatorType) {
    match kind {
        IndicatorType::Ipv4 | IndicatorType::Domain => out.push_str(&value.replace('.', "[.]")),
        IndicatorType::Ipv6 => out.push_str(&value.replace(':', "[:]")),
        IndicatorType::Email => out.push_str(&value.replace('.', "[.]").replace('@', "[@]")),
        IndicatorType::Url => push_safe_url(out, value),
        IndicatorType::Md5
        | IndicatorType::Sha1
        | IndicatorType::Sha256
        | IndicatorType::Cve
        | IndicatorType::Other => out.push_str(value),
    }
}

fn push_safe_url(out: &mut String, url: &str) {
    let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
    let host = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    // `http` and `ftp` have forms of their own; `ssh` and the like do not.
    let lower = scheme.to_ascii_lowercase();
    let safe = SCHEMES.iter().find(|(_, plain)| *plain == lower);
    out.push_str(safe.map_or(scheme, |(form, _)| form));
    out.push_str("[://]");
    out.push_str(&rest[..host].replace('.', "[.]"));
    out.push_str(&rest[host..]);
}
