//! The one way a text of the data becomes Markdown: as itself. Whatever was
//! typed, a CommonMark or GFM reader shows those characters and nothing more:
//! no link, image, HTML, code, heading, list, emphasis, table or entity.

use crate::domain::visible_line;
use std::fmt::Write as _;

/// One line: a line break in the text shows as `␊`. Fits a table cell.
pub(super) fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    push_line(&mut out, text, false);
    out
}

/// The text of a heading.
pub(super) fn heading(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    push_line(&mut out, text, true);
    out
}

/// Several lines, each break a hard break, continued under `indent`. Empty
/// lines at both ends are layout and are left away.
pub(super) fn block(text: &str, indent: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let lines = text.trim_matches('\n').split('\n');
    for (i, line) in lines.enumerate() {
        if i > 0 {
            out.push_str("\\\n");
            out.push_str(indent);
        }
        push_line(&mut out, line, false);
    }
    out
}

/// A piece of a line between other pieces; `starts` and `ends` say whether it
/// does so with the line, where white space would be stripped.
pub(super) fn fragment(text: &str, starts: bool, ends: bool) -> String {
    let text = visible_line(text);
    let body = if starts { text.trim_start() } else { &text };
    let start = text.len() - body.len();
    let body = if ends { body.trim_end() } else { body };
    let mut out = String::with_capacity(text.len() + 8);
    push_spaces(&mut out, &text[..start]);
    push_escaped(&mut out, body, false);
    push_spaces(&mut out, &text[start + body.len()..]);
    out
}

fn push_line(out: &mut String, line: &str, heading: bool) {
    let line = visible_line(line);
    let body = line.trim();
    let start = line.len() - line.trim_start().len();
    push_spaces(out, &line[..start]);
    push_escaped(out, body, heading);
    push_spaces(out, &line[start + body.len()..]);
}

fn push_escaped(out: &mut String, body: &str, heading: bool) {
    for (i, c) in body.char_indices() {
        let (head, rest) = (&body[..i], &body[i + c.len_utf8()..]);
        let structure = (i == 0 && starts_block(c, rest)) || ends_list_number(head, c);
        if structure || is_markup(c, head, rest, heading) {
            out.push('\\');
        }
        out.push(c);
    }
}

/// White space at the ends of a line, which a parser would strip.
fn push_spaces(out: &mut String, spaces: &str) {
    for c in spaces.chars() {
        let _ = write!(out, "&#{};", u32::from(c));
    }
}

/// Whether a line that starts so would start a block: a heading, a list, a
/// quotation, a rule or an underline, a definition. `#forensics` is none.
fn starts_block(c: char, rest: &str) -> bool {
    let heading = || ends_hashes(rest) || rest.trim_start_matches('#').starts_with(' ');
    matches!(c, '+' | '-' | '=' | '>' | ':') || (c == '#' && heading())
}

/// Whether nothing but signs like it follows a `#`.
fn ends_hashes(rest: &str) -> bool {
    rest.trim_start_matches('#').trim().is_empty()
}

/// Whether `c` would make the digits before it a list number.
fn ends_list_number(head: &str, c: char) -> bool {
    matches!(c, '.' | ')')
        && (1..=9).contains(&head.len())
        && head.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a character may mean something to a parser where it stands.
fn is_markup(c: char, head: &str, rest: &str, heading: bool) -> bool {
    let (before, next) = (head.chars().next_back(), rest.chars().next());
    let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    match c {
        '\\' | '`' | '*' | '<' | '|' | '~' | '$' | '^' => true,
        '_' => !(word(before) && word(next)),
        '&' => word(next) || next == Some('#'),
        '[' => !defanged_sign(before, rest),
        ']' => before.is_none_or(|b| !".:@/".contains(b)) || !goes_on(next),
        // GFM links `scheme://` and `www.` on sight.
        ':' => rest.starts_with("//") && before != Some('['),
        '.' => {
            let www =
                head.len() >= 3 && head.as_bytes()[head.len() - 3..].eq_ignore_ascii_case(b"www");
            www || ends_file_or_domain(before, rest)
        }
        '#' => heading && ends_hashes(rest),
        '{' | '}' => heading,
        _ => false,
    }
}

/// Endings of files that are top-level domains as well (IANA's root zone).
const FILES_AND_DOMAINS: &[&str] = &["bz", "md", "mov", "pl", "ps", "py", "rs", "sh", "so", "zip"];

/// Whether a dot makes of a word what is a file to its author and a host to a
/// client that links what it sees: `evil.sh`. Written `evil\.sh` it is no link
/// where the text is pasted, and a reader of Markdown shows the name as it is.
fn ends_file_or_domain(before: Option<char>, rest: &str) -> bool {
    let joins = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let end = rest.find(|c| !joins(c)).unwrap_or(rest.len());
    before.is_some_and(joins)
        && FILES_AND_DOMAINS
            .iter()
            .any(|ending| rest[..end].eq_ignore_ascii_case(ending))
}

/// `[.]` and the like inside a word: readable as they stand, and no link,
/// since no definition can be written by the data.
fn defanged_sign(before: Option<char>, rest: &str) -> bool {
    let inside = before.is_some_and(|c| c.is_ascii_alphanumeric() || c == ']');
    let signs = [".]", ":]", "@]", "://]"];
    let mut after = signs.iter().filter_map(|sign| rest.strip_prefix(sign));
    inside && after.any(|rest| goes_on(rest.chars().next()))
}

/// Whether what follows a defanged sign keeps it from being half of a link.
fn goes_on(next: Option<char>) -> bool {
    next.is_some_and(|c| c.is_ascii_alphanumeric() || c == '[')
}

/// The text with every `x@y.z` that GFM would make a link written `x[@]y.z`:
/// GFM looks for those after parsing, where no escape helps.
pub(super) fn without_mail_links(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let local = |c: char| c.is_ascii_alphanumeric() || ".+-_".contains(c);
    let host = |c: char| !(c.is_ascii_alphanumeric() || "-_.".contains(c));
    let mut parts = text.split('@').peekable();
    while let Some(before) = parts.next() {
        out.push_str(before);
        let Some(rest) = parts.peek() else { break };
        let name = &rest[..rest.find(host).unwrap_or(rest.len())];
        // `scope@3.7.2` is a package and its version.
        let named = name.contains(|c: char| c.is_ascii_alphabetic());
        let dotted = named && name.trim_end_matches('.').contains('.');
        out.push_str(match dotted && before.ends_with(local) {
            true => "[@]",
            false => "@",
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_markup_is_escaped_and_nothing_else_is() {
        for (typed, written) in [
            (
                "plain: svc_backup, 14:05, C&C - e.g. now.",
                "plain: svc_backup, 14:05, C\\&C - e.g. now.",
            ),
            ("# no heading #", "\\# no heading #"),
            ("#forensics ##", "#forensics ##"),
            ("## ", "\\##&#32;"),
            ("- no list", "\\- no list"),
            ("12) no list", "12\\) no list"),
            ("=== ", "\\===&#32;"),
            ("    code", "&#32;&#32;&#32;&#32;code"),
            (
                "*a* _b_ `c` ~d~ <e> [f](g) | $h$",
                "\\*a\\* \\_b\\_ \\`c\\` \\~d\\~ \\<e> \\[f\\](g) \\| \\$h\\$",
            ),
            ("&amp; R & D", "\\&amp; R & D"),
            ("203[.]0[.]113[.]7", "203[.]0[.]113[.]7"),
            ("hxxps[://]a[.]example", "hxxps[://]a[.]example"),
            ("2001[:]db8[:][:]7", "2001[:]db8[:][:]7"),
            ("a[.](b) a[:][", "a\\[.\\](b) a[:]\\["),
            (
                "ran evil.sh, x.py and a.ZIP.",
                "ran evil\\.sh, x\\.py and a\\.ZIP.",
            ),
            ("a.short 1.2.3 e.g. .sh", "a.short 1.2.3 e.g. .sh"),
            ("gopher://x WwW.y", "gopher\\://x WwW\\.y"),
            ("a\nb\u{202e}", "a␊b‹U+202E›"),
        ] {
            assert_eq!(inline(typed), written);
        }
        assert_eq!(heading("a # {#b}"), "a # \\{#b\\}");
        assert_eq!(block("\na\n\n# b\n", "  "), "a\\\n  \\\n  \\# b");
        assert_eq!(without_mail_links("a@b.c @maya x@y"), "a[@]b.c @maya x@y");
        let package = "eslint-scope@3.7.2 and a@3.x";
        assert_eq!(
            without_mail_links(package),
            "eslint-scope@3.7.2 and a[@]3.x"
        );
    }
}
