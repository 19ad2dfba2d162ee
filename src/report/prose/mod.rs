//! Prose that people wrote in Markdown, as a part of a report: their lists,
//! emphasis, tables and links stay, and nothing of it reaches beyond its place.
//!
//! A text is read into a tree of what it may hold, and the tree is written
//! anew. What was written is read again: a block that does not come back as
//! what it was meant to be is told as plain text instead.

mod read;
mod write;

use super::page::Page;

/// Containers and emphasis that deep at most; what lies deeper is flattened.
const DEEPEST: usize = 8;

/// A block of prose.
#[derive(Clone, Debug, PartialEq)]
enum Block {
    Para(Vec<Inline>),
    /// A list; numbered from `start`, if it is. A tight one has no gaps.
    List {
        start: Option<u64>,
        tight: bool,
        items: Vec<Vec<Block>>,
    },
    Quote(Vec<Block>),
    /// Lines as they are.
    Code(String),
    /// The first row is the head.
    Table(Vec<Vec<Vec<Inline>>>),
    Rule,
}

/// What a paragraph is made of.
#[derive(Clone, Debug, PartialEq)]
enum Inline {
    Text(String),
    Code(String),
    /// A line break: one that was meant, or where the typed line ended.
    Break {
        hard: bool,
    },
    Em(Vec<Inline>),
    Strong(Vec<Inline>),
    Struck(Vec<Inline>),
    Link {
        to: String,
        said: Vec<Inline>,
    },
}

/// Prose as Markdown below a heading of ours; empty where nothing was said.
pub(super) fn written(page: &Page<'_>, text: &str) -> String {
    let source = read::source(text);
    if source.trim().is_empty() {
        return String::new();
    }
    let (blocks, places): (Vec<_>, Vec<_>) = read::blocks(page, &source).into_iter().unzip();
    let mut out: Vec<String> = Vec::new();
    let mut before: Option<&Block> = None;
    for (block, place) in blocks.iter().zip(places) {
        let written = write::block(block, before);
        match written.filter(|md| comes_back(page, md, std::slice::from_ref(block))) {
            Some(md) => {
                out.push(md);
                before = Some(block);
            }
            None => {
                out.push(page.block(&source[place], ""));
                before = None;
            }
        }
    }
    if out.is_empty() {
        // Definitions only, which a reader would not see.
        return page.block(&source, "");
    }
    out.join("\n\n")
}

fn comes_back(page: &Page<'_>, markdown: &str, blocks: &[Block]) -> bool {
    let read = read::blocks(page, markdown);
    read.iter().map(|(block, _)| block).eq(blocks)
}

impl Page<'_> {
    /// A paragraph or more of prose. Whether there was any.
    pub fn prose(&mut self, text: &str) -> bool {
        let markdown = written(self, text);
        if !markdown.is_empty() {
            self.para(&markdown);
        }
        !markdown.is_empty()
    }
}

#[cfg(test)]
mod tests;
