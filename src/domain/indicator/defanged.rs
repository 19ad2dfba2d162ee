//! The defanged spellings: read in all their common forms, written in one.

use super::super::IndicatorType;
use super::scan::{self, Care};
use std::ops::Range;

/// Spellings of one sign that a client does not follow.
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

/// Dots of other scripts, which a client takes for one between labels.
const DOTS: &[(&str, &str)] = &[("。", "."), ("．", "."), ("｡", ".")];

const SCHEMES: &[(&str, &str)] = &[
    ("hxxps", "https"),
    ("hxxp", "http"),
    ("fxps", "ftps"),
    ("fxp", "ftp"),
];

/// A text with its indicators fanged, and where each byte of it came from.
pub(super) struct Live {
    pub text: String,
    /// For each byte of `text`, and for its end, the byte of the original.
    origin: Vec<usize>,
    /// The bytes of `text` that somebody took the trouble to defang.
    meant: Vec<usize>,
}

impl Live {
    pub fn of(written: &str) -> Self {
        let mut live = Self {
            text: String::with_capacity(written.len()),
            origin: Vec::with_capacity(written.len() + 1),
            meant: Vec::new(),
        };
        let mut at = 0;
        while let Some(c) = written[at..].chars().next() {
            let before = written[..at].chars().next_back();
            let spelled = spelling(&written[at..], before);
            let mut buffer = [0; 4];
            if spelled.is_some() && matches!(c, '[' | '(' | '{') {
                live.meant.push(live.text.len());
            }
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

    /// Whether something in a range of `text` was written defanged.
    pub fn meant(&self, range: &Range<usize>) -> bool {
        let first = self.meant.partition_point(|at| *at < range.start);
        self.meant.get(first).is_some_and(|at| *at < range.end)
    }
}

/// The length of a defanged spelling at the start of `rest`, and what it means.
fn spelling<'a>(rest: &str, before: Option<char>) -> Option<(usize, &'a str)> {
    let starts = |form: &str| {
        rest.get(..form.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(form))
    };
    if let Some((form, plain)) = SCHEMES.iter().find(|(form, _)| starts(form)) {
        let signs = ["://", "[://]", "[:]"];
        let is_scheme = signs.iter().any(|s| rest[form.len()..].starts_with(s));
        return is_scheme.then_some((form.len(), *plain));
    }
    let mut forms = BRACKETED.iter().chain(DOTS);
    let (form, plain) = forms.find(|(form, _)| starts(form))?;
    let after = rest[form.len()..].chars().next();
    // Between words of its own script such a dot ends a sentence.
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii());
    let inside = form.is_ascii() || (latin(before) && latin(after));
    let scheme = *form == "[:]" && rest[form.len()..].starts_with("//");
    (inside && joins(before) && (goes_on(after) || scheme)).then_some((form.len(), *plain))
}

/// Whether a sign behind this character can belong to an indicator.
fn joins(before: Option<char>) -> bool {
    before.is_some_and(|c| c.is_alphanumeric() || matches!(c, ']' | ':' | '-' | '_'))
}

/// Whether a sign before this character can belong to an indicator.
fn goes_on(after: Option<char>) -> bool {
    after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '[' | ':' | '_'))
}

/// The text with every defanged spelling undone.
#[must_use]
pub fn refang(text: &str) -> String {
    Live::of(text).text
}

/// The text with every address, domain, URL and e-mail address in it written
/// so that no client follows it. Doing it twice is doing it once, and
/// [`refang`] gives back what was there.
#[must_use]
pub fn defang(text: &str) -> String {
    let live = Live::of(text);
    let mut out = String::with_capacity(text.len() + 16);
    let mut at = 0;
    for hit in scan::scan(&live, Care::Wary) {
        let written = live.written(&hit.range);
        out.push_str(&text[at..written.start]);
        push_safe(&mut out, &live.text[hit.range], hit.kind);
        at = written.end;
    }
    out.push_str(&text[at..]);
    out
}

fn push_safe(out: &mut String, value: &str, kind: IndicatorType) {
    match kind {
        IndicatorType::Ipv4 | IndicatorType::Domain => push_masked(out, value, "."),
        IndicatorType::Ipv6 => push_masked(out, value, ":."),
        IndicatorType::Email => push_masked(out, value, ".@"),
        IndicatorType::Url => push_safe_url(out, value),
        IndicatorType::Md5
        | IndicatorType::Sha1
        | IndicatorType::Sha256
        | IndicatorType::Cve
        | IndicatorType::Other => out.push_str(value),
    }
}

/// Scheme and authority.
fn push_safe_url(out: &mut String, url: &str) {
    let (scheme, authority) = url.split_once("://").unwrap_or(("", url));
    // `http` and `ftp` have forms of their own; `ssh` and the like do not.
    let lower = scheme.to_ascii_lowercase();
    let safe = SCHEMES.iter().find(|(_, plain)| *plain == lower);
    out.push_str(safe.map_or(scheme, |(form, _)| form));
    out.push_str("[://]");
    let signs = if authority.contains('[') { ":.@" } else { ".@" };
    push_masked(out, authority, signs);
}

/// Writes `signs` in brackets, where reading them back undoes it.
fn push_masked(out: &mut String, value: &str, signs: &str) {
    let mut rest = value.chars();
    while let Some(c) = rest.next() {
        if signs.contains(c) && joins(out.chars().next_back()) && goes_on(rest.clone().next()) {
            out.extend(['[', c, ']']);
        } else {
            out.push(c);
        }
    }
}
