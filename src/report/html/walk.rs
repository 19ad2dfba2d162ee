//! The walk over what the parser sees in a report's Markdown. Every tag that
//! is ever written stands in this file.

use super::anchors::Anchors;
use super::links::may_lead;
use super::push_text;
use pulldown_cmark::{
    Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd,
};
use std::fmt::Write as _;

/// What the body of a page is made of.
#[derive(Default)]
pub(super) struct Body {
    pub html: String,
    /// The text of the first heading of the first level.
    pub title: String,
    pub headings: Vec<Heading>,
    /// Where in `html` the table of contents goes: before the first section.
    pub contents_at: usize,
}

/// A heading, and by what name a link leads to it.
pub(super) struct Heading {
    pub level: u8,
    pub id: String,
    /// Not yet HTML.
    pub text: String,
}

/// The body of a page that shows this Markdown.
pub(super) fn body(markdown: &str) -> Body {
    let mut walk = Walk::default();
    let extensions = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    for event in Parser::new_ext(markdown, extensions) {
        walk.event(event);
    }
    walk.body
}

/// How something ends that may be one of two things.
enum End {
    Link,
    /// A link that leads nowhere, or a picture: its address is told.
    Told(String),
}

#[derive(Default)]
struct Walk {
    body: Body,
    anchors: Anchors,
    /// The heading that is open: where it begins, and what it says.
    heading: Option<(usize, String)>,
    links: Vec<End>,
    /// How deep in lists: inside an item a line break of the file is one on
    /// the page.
    lists: usize,
    /// What ends a block of code.
    code: &'static str,
    columns: Vec<Alignment>,
    column: usize,
    head: bool,
    cell: bool,
}

/// What of a word has to stand on one row of a cell: a hash or an address
/// would push the other columns off the paper.
const UNBROKEN: usize = 16;

impl Walk {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            // Markup of another language is shown, as everything is.
            Event::Text(t) | Event::Html(t) | Event::InlineHtml(t) => self.say(&t),
            Event::InlineMath(t) | Event::DisplayMath(t) | Event::FootnoteReference(t) => {
                self.say(&t);
            }
            Event::Code(t) => {
                self.put("<code>");
                self.say(&t);
                self.put("</code>");
            }
            Event::SoftBreak => self.say(" "),
            Event::HardBreak => self.put("<br>"),
            Event::Rule => self.block_end("<hr>"),
            Event::TaskListMarker(done) => self.say(if done { "[x] " } else { "[ ] " }),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.put("<p>"),
            Tag::Heading { .. } => self.heading = Some((self.body.html.len(), String::new())),
            Tag::BlockQuote(_) => self.put("<blockquote>"),
            Tag::CodeBlock(kind) => self.code_start(&kind),
            Tag::HtmlBlock => self.put("<pre>"),
            Tag::List(first) => self.list_start(first),
            Tag::Item => self.put("<li>"),
            Tag::Table(columns) => {
                self.columns = columns;
                self.put("<div class=\"table\"><table>\n");
            }
            Tag::TableHead => {
                self.head = true;
                self.row_start("<thead>\n<tr>");
            }
            Tag::TableRow => self.row_start("<tr>"),
            Tag::TableCell => self.cell_start(),
            Tag::Emphasis => self.put("<em>"),
            Tag::Strong => self.put("<strong>"),
            Tag::Strikethrough => self.put("<del>"),
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => self.link_start(link_type, &dest_url),
            Tag::Image { dest_url, .. } => {
                self.say("picture: ");
                self.links.push(End::Told(dest_url.into_string()));
            }
            // Of extensions that are not asked for.
            Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.block_end("</p>"),
            TagEnd::Heading(level) => self.heading_end(level),
            TagEnd::BlockQuote(_) => self.block_end("</blockquote>"),
            TagEnd::CodeBlock => self.block_end(self.code),
            TagEnd::HtmlBlock => self.block_end("</pre>"),
            TagEnd::List(ordered) => {
                self.lists = self.lists.saturating_sub(1);
                self.block_end(if ordered { "</ol>" } else { "</ul>" });
            }
            TagEnd::Item => self.put("</li>\n"),
            TagEnd::Table => self.block_end("</tbody>\n</table></div>"),
            TagEnd::TableHead => {
                self.head = false;
                self.put("</tr>\n</thead>\n<tbody>\n");
            }
            TagEnd::TableRow => self.put("</tr>\n"),
            TagEnd::TableCell => {
                self.cell = false;
                self.put(if self.head { "</th>" } else { "</td>" });
            }
            TagEnd::Emphasis => self.put("</em>"),
            TagEnd::Strong => self.put("</strong>"),
            TagEnd::Strikethrough => self.put("</del>"),
            TagEnd::Link | TagEnd::Image => self.link_end(),
            TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// Markup of ours.
    fn put(&mut self, html: &str) {
        self.body.html.push_str(html);
    }

    /// Text of the report.
    fn say(&mut self, text: &str) {
        match self.cell {
            true => self.say_in_cell(text),
            false => push_text(&mut self.body.html, text),
        }
        if let Some((_, said)) = &mut self.heading {
            said.push_str(text);
        }
    }

    /// Text with places where a long word may be broken.
    fn say_in_cell(&mut self, text: &str) {
        let (mut from, mut run) = (0, 0);
        for (at, c) in text.char_indices() {
            if run == UNBROKEN && !c.is_whitespace() {
                push_text(&mut self.body.html, &text[from..at]);
                self.put("<wbr>");
                (from, run) = (at, 0);
            }
            run = if c.is_whitespace() { 0 } else { run + 1 };
        }
        push_text(&mut self.body.html, &text[from..]);
    }

    fn block_end(&mut self, html: &str) {
        self.put(html);
        if self.lists == 0 {
            self.put("\n");
        }
    }

    fn heading_end(&mut self, level: HeadingLevel) {
        let Some((at, text)) = self.heading.take() else {
            return;
        };
        let id = self.anchors.name(&text);
        let class = if id.starts_with("appendix") {
            " class=\"appendix\""
        } else {
            ""
        };
        self.body
            .html
            .insert_str(at, &format!("<{level} id=\"{id}\"{class}>"));
        self.block_end(&format!("</{level}>"));
        let first = |level: u8| !self.body.headings.iter().any(|h| h.level == level);
        let level = level as u8;
        if level == 1 && first(1) {
            self.body.title.clone_from(&text);
        }
        if level == 2 && first(2) {
            self.body.contents_at = at;
        }
        self.body.headings.push(Heading { level, id, text });
    }

    fn code_start(&mut self, kind: &CodeBlockKind<'_>) {
        let words = match kind {
            CodeBlockKind::Fenced(words) => words.clone(),
            CodeBlockKind::Indented => CowStr::Borrowed(""),
        };
        if words.split_whitespace().next() == Some("mermaid") {
            self.put("<figure><pre class=\"diagram\">");
            self.code = "</pre><figcaption>A diagram, as Mermaid draws it; \
                         the text says the same.</figcaption></figure>";
        } else {
            self.put("<pre>");
            self.code = "</pre>";
        }
    }

    fn list_start(&mut self, first: Option<u64>) {
        self.lists += 1;
        match first {
            None => self.put("<ul>\n"),
            Some(1) => self.put("<ol>\n"),
            Some(n) => {
                let _ = writeln!(self.body.html, "<ol start=\"{n}\">");
            }
        }
    }

    fn row_start(&mut self, html: &str) {
        self.column = 0;
        self.put(html);
    }

    fn cell_start(&mut self) {
        let class = match self.columns.get(self.column) {
            Some(Alignment::Right) => " class=\"right\"",
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Left | Alignment::None) | None => "",
        };
        self.column += 1;
        let cell = if self.head {
            "<th scope=\"col\""
        } else {
            "<td"
        };
        self.put(&format!("{cell}{class}>"));
        self.cell = true;
    }

    fn link_start(&mut self, kind: LinkType, address: &str) {
        let address = match kind {
            LinkType::Email => format!("mailto:{address}"),
            _ => address.to_owned(),
        };
        let inside = self.links.iter().any(|l| matches!(l, End::Link));
        if inside || !may_lead(&address) {
            self.links.push(End::Told(address));
            return;
        }
        self.put("<a href=\"");
        push_text(&mut self.body.html, &address);
        self.put("\" rel=\"noopener noreferrer nofollow\">");
        self.links.push(End::Link);
    }

    fn link_end(&mut self) {
        match self.links.pop() {
            Some(End::Link) => self.put("</a>"),
            Some(End::Told(address)) => self.say(&format!(" ({address})")),
            None => {}
        }
    }
}
