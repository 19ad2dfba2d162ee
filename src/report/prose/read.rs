//! A prose text as the tree of what it may hold: headings become strong
//! paragraphs, markup of other languages and images become text, and only
//! links that lead to a page or a mailbox stay links.

use super::{Block, DEEPEST, Inline};
use crate::domain::{visible_block, visible_line};
use crate::report::page::Page;
use pulldown_cmark::{Event, OffsetIter, Options, Parser, Tag};
use std::ops::Range;

/// A text as it is read: what would act on a terminal is visible already.
pub(super) fn source(text: &str) -> String {
    visible_block(&text.replace("\r\n", "\n")).into_owned()
}

/// The blocks of a text, each with its place in it.
pub(super) fn blocks(page: &Page<'_>, source: &str) -> Vec<(Block, Range<usize>)> {
    let extensions = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let events = Parser::new_ext(source, extensions).into_offset_iter();
    Reader { page, events }.level(0).0
}

struct Reader<'r> {
    page: &'r Page<'r>,
    events: OffsetIter<'r>,
}

impl Reader<'_> {
    /// The blocks up to the end of what holds them, and whether a paragraph was
    /// one of them: the words of a tight item are none.
    fn level(&mut self, depth: usize) -> (Vec<(Block, Range<usize>)>, bool) {
        let mut out = Vec::new();
        let mut paragraph = false;
        let mut bare: (Vec<Inline>, Range<usize>) = (Vec::new(), 0..0);
        let mut flattened = 0;
        while let Some((event, place)) = self.events.next() {
            if is_block(&event) && !bare.0.is_empty() {
                let (said, place) = std::mem::take(&mut bare);
                out.push((Block::Para(said), place));
            }
            match event {
                Event::End(_) if flattened > 0 => flattened -= 1,
                Event::End(_) => break,
                Event::Rule => out.push((Block::Rule, place)),
                Event::Start(Tag::BlockQuote(_) | Tag::List(_) | Tag::Item) if depth >= DEEPEST => {
                    flattened += 1;
                }
                Event::Start(tag) if is_container(&tag) => {
                    paragraph |= matches!(tag, Tag::Paragraph);
                    out.extend(self.block(tag, depth).map(|block| (block, place)));
                }
                event => {
                    let from = if bare.0.is_empty() {
                        place.start
                    } else {
                        bare.1.start
                    };
                    self.inline(event, depth, &mut bare.0);
                    bare.1 = from..place.end;
                }
            }
        }
        if !bare.0.is_empty() {
            out.push((Block::Para(bare.0), bare.1));
        }
        (out, paragraph)
    }

    /// A block that has begun; none where nothing is in it.
    fn block(&mut self, tag: Tag<'_>, depth: usize) -> Option<Block> {
        match tag {
            Tag::Heading { .. } => {
                let said = without_strong(self.inlines(depth));
                (!said.is_empty()).then(|| Block::Para(vec![Inline::Strong(said)]))
            }
            Tag::BlockQuote(_) => {
                let (inner, _) = self.inner(depth);
                (!inner.is_empty()).then_some(Block::Quote(inner))
            }
            Tag::CodeBlock(_) => Some(Block::Code(self.code())),
            Tag::List(start) => self.list(start, depth),
            Tag::Table(_) => Some(Block::Table(self.table(depth))),
            // A paragraph, and markup of another language, which is shown.
            _other => {
                let said = trimmed(self.inlines(depth));
                (!said.is_empty()).then_some(Block::Para(said))
            }
        }
    }

    fn inner(&mut self, depth: usize) -> (Vec<Block>, bool) {
        let (blocks, paragraph) = self.level(depth + 1);
        let blocks = blocks.into_iter().map(|(block, _)| block);
        (blocks.collect(), paragraph)
    }

    fn list(&mut self, start: Option<u64>, depth: usize) -> Option<Block> {
        let mut items = Vec::new();
        let mut tight = true;
        while let Some((Event::Start(Tag::Item), _)) = self.events.next() {
            let (item, paragraph) = self.inner(depth);
            tight &= !paragraph;
            items.push(item);
        }
        items.retain(|item| !item.is_empty());
        tight |= items.iter().map(Vec::len).sum::<usize>() <= 1;
        (!items.is_empty()).then_some(Block::List {
            start,
            tight,
            items,
        })
    }

    fn code(&mut self) -> String {
        let mut code = String::new();
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Text(text) => code.push_str(&text),
                _end => break,
            }
        }
        let lines = code.strip_suffix('\n').unwrap_or(&code).split('\n');
        let line = |l: &str| {
            self.page
                .shown(&visible_line(&l.replace('\t', "    ")))
                .into_owned()
        };
        lines.map(line).collect::<Vec<_>>().join("\n")
    }

    fn table(&mut self, depth: usize) -> Vec<Vec<Vec<Inline>>> {
        let mut rows: Vec<Vec<Vec<Inline>>> = Vec::new();
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
                Event::Start(Tag::TableCell) => {
                    let cell = self.inlines(depth);
                    if let Some(row) = rows.last_mut() {
                        row.push(cell);
                    }
                }
                Event::End(pulldown_cmark::TagEnd::Table) => break,
                _row_end => {}
            }
        }
        rows
    }

    /// The words up to the end of what holds them.
    fn inlines(&mut self, depth: usize) -> Vec<Inline> {
        let mut out = Vec::new();
        let mut flattened = 0;
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::End(_) if flattened > 0 => flattened -= 1,
                Event::End(_) => break,
                Event::Start(_) if depth >= 2 * DEEPEST => flattened += 1,
                event => self.inline(event, depth, &mut out),
            }
        }
        out
    }

    fn inline(&mut self, event: Event<'_>, depth: usize, out: &mut Vec<Inline>) {
        match event {
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.say(&text, out);
            }
            Event::Code(code) => {
                out.push(Inline::Code(
                    self.page.shown(&visible_line(&code)).into_owned(),
                ));
            }
            Event::SoftBreak => out.push(Inline::Break { hard: false }),
            Event::HardBreak => out.push(Inline::Break { hard: true }),
            Event::Start(tag) => self.wrapped(tag, depth, out),
            // Of extensions that are not asked for.
            _other => {}
        }
    }

    fn wrapped(&mut self, tag: Tag<'_>, depth: usize, out: &mut Vec<Inline>) {
        let said = self.inlines(depth + 1);
        match tag {
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.link(&dest_url, said, out);
            }
            Tag::Emphasis if !said.is_empty() => out.push(Inline::Em(said)),
            Tag::Strong if !said.is_empty() => out.push(Inline::Strong(said)),
            Tag::Strikethrough if !said.is_empty() => out.push(Inline::Struck(said)),
            _other => said.into_iter().for_each(|inline| add(inline, out)),
        }
    }

    /// A link that may stay one, or its words with where it would have led.
    fn link(&self, to: &str, said: Vec<Inline>, out: &mut Vec<Inline>) {
        let bare = said.is_empty() || plain(&said) == self.told(to) || plain(&said) == to;
        if !bare && !has_link(&said) && self.page.may_link(to) {
            let to = encoded(to);
            return out.push(Inline::Link { to, said });
        }
        let told = format!(" ({to})");
        if bare {
            return self.say(to, out);
        }
        said.into_iter().for_each(|inline| add(inline, out));
        self.say(&told, out);
    }

    fn told(&self, text: &str) -> String {
        self.page.shown(&visible_line(text)).into_owned()
    }

    /// A text on as many lines as it has.
    fn say(&self, text: &str, out: &mut Vec<Inline>) {
        let mut lines = text.split('\n').peekable();
        while let Some(line) = lines.next() {
            if !line.is_empty() {
                add(Inline::Text(self.told(line)), out);
            }
            if lines.peek().is_some() {
                out.push(Inline::Break { hard: true });
            }
        }
    }
}

/// Text is one piece: signs are told from words by what stands beside them.
fn add(inline: Inline, out: &mut Vec<Inline>) {
    match (out.last_mut(), inline) {
        (Some(Inline::Text(before)), Inline::Text(text)) => before.push_str(&text),
        (_, inline) => out.push(inline),
    }
}

/// Without the line breaks at its ends.
fn trimmed(mut said: Vec<Inline>) -> Vec<Inline> {
    let is_break = |i: &Inline| matches!(i, Inline::Break { .. });
    while said.last().is_some_and(is_break) {
        said.pop();
    }
    let words = said.iter().position(|i| !is_break(i)).unwrap_or(0);
    said.split_off(words)
}

/// What is strong altogether needs no strong words.
fn without_strong(said: Vec<Inline>) -> Vec<Inline> {
    let mut out = Vec::new();
    for inline in said {
        match inline {
            Inline::Strong(inner) => inner.into_iter().for_each(|i| add(i, &mut out)),
            other => add(other, &mut out),
        }
    }
    out
}

fn plain(said: &[Inline]) -> String {
    let text = |inline: &Inline| match inline {
        Inline::Text(text) | Inline::Code(text) => text.clone(),
        Inline::Break { .. } => " ".to_owned(),
        Inline::Em(inner) | Inline::Strong(inner) | Inline::Struck(inner) => plain(inner),
        Inline::Link { said, .. } => plain(said),
    };
    said.iter().map(text).collect()
}

fn has_link(said: &[Inline]) -> bool {
    said.iter().any(|inline| match inline {
        Inline::Link { .. } => true,
        Inline::Em(inner) | Inline::Strong(inner) | Inline::Struck(inner) => has_link(inner),
        Inline::Text(_) | Inline::Code(_) | Inline::Break { .. } => false,
    })
}

/// An address in the characters of RFC 3986, others percent-encoded; no
/// bracket or quote that would end it here.
fn encoded(to: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#@!$&+,;=%".contains(c);
    let mut out = String::with_capacity(to.len());
    for c in to.chars() {
        if plain(c) {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    out
}

const fn is_container(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::BlockQuote(_)
            | Tag::CodeBlock(_)
            | Tag::HtmlBlock
            | Tag::List(_)
            | Tag::Table(_)
    )
}

const fn is_block(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => is_container(tag),
        Event::Rule | Event::End(_) => true,
        _words => false,
    }
}
