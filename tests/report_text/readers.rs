//! Readers of Markdown, and what they must not find in a report.

use pulldown_cmark::{CodeBlockKind, Event, Options as Extensions, Parser, Tag, TagEnd};
use warroom::domain::{indicator, visible_line};
use warroom::report::Options;

/// What a reader sees beside text, in order.
pub fn structure<'r>(
    markdown: &'r str,
    extensions: Extensions,
    mut text: impl FnMut(&str),
) -> impl Iterator<Item = Event<'r>> {
    Parser::new_ext(markdown, extensions).filter(move |event| {
        match event {
            Event::Text(t) => text(t),
            Event::HardBreak => text("\n"),
            Event::End(
                TagEnd::Item | TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell,
            ) => text("\n\n"),
            _ => {}
        }
        !matches!(event, Event::Text(_) | Event::HardBreak)
    })
}

/// What pulldown-cmark offers beyond CommonMark, but for smart punctuation,
/// which alters typography and no structure.
fn every_extension() -> Extensions {
    Extensions::all() - Extensions::ENABLE_SMART_PUNCTUATION
}

/// The readers a report is tried on: CommonMark alone, GFM, and everything.
pub fn readers() -> [Extensions; 3] {
    let gfm = Extensions::ENABLE_GFM
        | Extensions::ENABLE_TABLES
        | Extensions::ENABLE_STRIKETHROUGH
        | Extensions::ENABLE_FOOTNOTES
        | Extensions::ENABLE_TASKLISTS;
    [Extensions::empty(), gfm, every_extension()]
}

/// That a reader finds all of `s`, an e-mail address or a name that is an
/// indicator of the record perhaps defanged.
pub fn shows(text: &str, s: &str, options: &Options, report: &str) {
    let shown = if options.fanged {
        s.to_owned()
    } else {
        indicator::defang(s)
    };
    let signs = |text: &str| text.replace("[@]", "@").replace("[.]", ".");
    for line in shown.trim_matches('\n').split('\n') {
        let line = visible_line(line);
        assert!(
            text.contains(&*line) || signs(text).contains(&signs(&line)),
            "{line:?} is not in the text of\n{report}"
        );
    }
}

/// Without tables their rows are paragraphs; what counts is that no markup appears.
pub fn marks_nothing<'r>(is: impl Iterator<Item = Event<'r>>, s: &[&str], report: &str) {
    let chart = |event: &Event<'_>| {
        let fenced = |kind: &CodeBlockKind<'_>| matches!(kind, CodeBlockKind::Fenced(of) if &**of == "mermaid");
        matches!(event, Event::Start(Tag::CodeBlock(kind)) if fenced(kind))
    };
    let mut is = is.filter(|event| !chart(event));
    let markup = is.find(|event| {
        !matches!(
            event,
            Event::Start(
                Tag::Paragraph | Tag::Heading { .. } | Tag::List(None) | Tag::Item | Tag::Emphasis
            ) | Event::Start(Tag::Strong)
                | Event::End(_)
                | Event::SoftBreak
        )
    });
    assert_eq!(markup, None, "for {s:?} in\n{report}");
}

pub fn same<'r>(
    is: impl Iterator<Item = Event<'r>>,
    should: &[Event<'_>],
    s: &[&str],
    report: &str,
) {
    let mut should = should.iter();
    for (at, event) in is.enumerate() {
        let expected = should.next();
        assert!(
            expected == Some(&event),
            "{s:?} alters the structure at {at}: {event:?} instead of {expected:?}\n{report}"
        );
    }
    let missing = should.next();
    assert_eq!(missing, None, "{s:?} ends the structure early in\n{report}");
}

/// GFM links `www.`, `http://` and e-mail addresses by their looks.
pub fn gfm_links_nothing(markdown: &str, options: &Options, s: &[&str]) {
    let lower = markdown.to_lowercase();
    for bait in ["www.", "http://", "https://", "ftp://"] {
        assert!(!lower.contains(bait), "{bait} leaves for {s:?}");
    }
    let mut parts = lower.split('@').peekable();
    while let (Some(before), Some(after), false) = (parts.next(), parts.peek(), options.fanged) {
        let local = before.ends_with(|c: char| c.is_ascii_alphanumeric() || ".+-_".contains(c));
        let host: String = after
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || "-_.".contains(*c))
            .collect();
        let linked = local && host.trim_end_matches('.').contains('.');
        assert!(!linked, "an e-mail address leaves for {s:?}: {host}");
    }
}
