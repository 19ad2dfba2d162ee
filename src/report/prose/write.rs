//! The tree of a prose text as Markdown that says the same to every reader.

use super::{Block, Inline};
use crate::report::markdown;

/// A block on its lines. `before` is the block above it: two lists in a row
/// have signs of their own, or they would be one. None where it cannot be
/// written.
pub(super) fn block(block: &Block, before: Option<&Block>) -> Option<String> {
    Some(lines(block, before).join("\n")).filter(|md| !md.is_empty())
}

fn lines(block: &Block, before: Option<&Block>) -> Vec<String> {
    match block {
        Block::Para(said) => split(&paragraph(said, false)),
        Block::List {
            start,
            tight,
            items,
        } => list(*start, *tight, items, is_other(*start, before)),
        Block::Quote(inner) => {
            let quoted = |line: String| match line.is_empty() {
                true => ">".to_owned(),
                false => format!("> {line}"),
            };
            stacked(inner, false).into_iter().map(quoted).collect()
        }
        Block::Code(code) => {
            let fence = "`".repeat(longest_run(code).max(2) + 1);
            let body = code.split('\n').map(str::to_owned);
            let empty = code.is_empty();
            let open = std::iter::once(fence.clone());
            open.chain(body.filter(|_| !empty))
                .chain(std::iter::once(fence))
                .collect()
        }
        Block::Table(rows) => table(rows),
        Block::Rule => vec!["---".to_owned()],
    }
}

/// Whether the list above is one of the same sort, and so needs the other sign.
const fn is_other(start: Option<u64>, before: Option<&Block>) -> bool {
    match before {
        Some(Block::List { start: above, .. }) => above.is_some() == start.is_some(),
        Some(_) | None => false,
    }
}

/// Blocks below each other.
fn stacked(blocks: &[Block], tight: bool) -> Vec<String> {
    let mut out = Vec::new();
    let mut before = None;
    for block in blocks {
        if !out.is_empty() && !tight {
            out.push(String::new());
        }
        out.extend(lines(block, before));
        before = Some(block);
    }
    out
}

/// Its signs are none that the lists of a report have.
fn list(start: Option<u64>, tight: bool, items: &[Vec<Block>], other: bool) -> Vec<String> {
    let mut out = Vec::new();
    for (n, item) in (start.unwrap_or(0)..).zip(items) {
        let sign = match (start, other) {
            (Some(_), false) => format!("{n}. "),
            (Some(_), true) => format!("{n}) "),
            (None, false) => "* ".to_owned(),
            (None, true) => "+ ".to_owned(),
        };
        if !out.is_empty() && !tight {
            out.push(String::new());
        }
        let indent = " ".repeat(sign.len());
        for (i, line) in stacked(item, tight).into_iter().enumerate() {
            out.push(match (i, line.is_empty()) {
                (0, _) => format!("{sign}{line}"),
                (_, true) => line,
                (_, false) => format!("{indent}{line}"),
            });
        }
    }
    out
}

fn table(rows: &[Vec<Vec<Inline>>]) -> Vec<String> {
    let row = |cells: &Vec<Vec<Inline>>| {
        let cells: Vec<String> = cells.iter().map(|cell| paragraph(cell, true)).collect();
        format!("| {} |", cells.join(" | "))
    };
    let mut out: Vec<String> = rows.iter().map(row).collect();
    let columns = rows.first().map_or(0, Vec::len);
    let under = format!("|{}", " --- |".repeat(columns));
    out.insert(1.min(out.len()), under);
    out
}

/// A paragraph; with `_` for emphasis, or with `*` where a word goes on after it.
fn paragraph(said: &[Inline], cell: bool) -> String {
    let mut out = String::new();
    let star = has_em_in_a_word(said);
    push(&mut out, said, &Way { cell, star }, true);
    out
}

/// How inline signs are written.
struct Way {
    cell: bool,
    star: bool,
}

fn push(out: &mut String, said: &[Inline], way: &Way, whole: bool) {
    for (i, inline) in said.iter().enumerate() {
        let next = said.get(i + 1);
        match inline {
            Inline::Text(text) => {
                let starts = out.is_empty() || out.ends_with('\n');
                let ends = whole && matches!(next, None | Some(Inline::Break { .. }));
                let mut text = markdown::fragment(text, starts, ends);
                // A link behind it would be an image.
                if text.ends_with('!') && matches!(next, Some(Inline::Link { .. })) {
                    text.insert(text.len() - 1, '\\');
                }
                out.push_str(&text);
            }
            Inline::Code(code) => code_span(out, code, way.cell),
            Inline::Break { hard } => out.push_str(if *hard { "\\\n" } else { "\n" }),
            Inline::Em(inner) => wrapped(out, if way.star { "*" } else { "_" }, inner, way),
            Inline::Strong(inner) => wrapped(out, "**", inner, way),
            Inline::Struck(inner) => wrapped(out, "~~", inner, way),
            Inline::Link { to, said } => {
                out.push('[');
                push(out, said, way, false);
                out.push_str(&format!("]({})", to.replace('&', "&amp;")));
            }
        }
    }
}

fn wrapped(out: &mut String, sign: &str, inner: &[Inline], way: &Way) {
    out.push_str(sign);
    push(out, inner, way, false);
    out.push_str(sign);
}

fn code_span(out: &mut String, code: &str, cell: bool) {
    let fence = "`".repeat(longest_run(code) + 1);
    let edge = |c: char| c == '`' || c == ' ';
    let pad = if code.starts_with(edge) || code.ends_with(edge) {
        " "
    } else {
        ""
    };
    let code = if cell {
        code.replace('|', "\\|")
    } else {
        code.to_owned()
    };
    out.push_str(&format!("{fence}{pad}{code}{pad}{fence}"));
}

/// The longest run of backticks.
fn longest_run(text: &str) -> usize {
    let runs = text.split(|c| c != '`');
    runs.map(str::len).max().unwrap_or(0)
}

/// Whether emphasis begins or ends within a word, where `_` is no sign.
fn has_em_in_a_word(said: &[Inline]) -> bool {
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let before = |i: usize| match i.checked_sub(1).map(|i| &said[i]) {
        Some(Inline::Text(text)) => text.chars().next_back(),
        Some(_) | None => None,
    };
    let after = |i: usize| match said.get(i + 1) {
        Some(Inline::Text(text)) => text.chars().next(),
        Some(_) | None => None,
    };
    said.iter().enumerate().any(|(i, inline)| match inline {
        Inline::Em(inner) => word(before(i)) || word(after(i)) || has_em_in_a_word(inner),
        Inline::Strong(inner) | Inline::Struck(inner) => has_em_in_a_word(inner),
        Inline::Link { said, .. } => has_em_in_a_word(said),
        Inline::Text(_) | Inline::Code(_) | Inline::Break { .. } => false,
    })
}

fn split(text: &str) -> Vec<String> {
    text.split('\n').map(str::to_owned).collect()
}
