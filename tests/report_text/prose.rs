//! Prose keeps its own Markdown and alters nothing of the report around it.

use super::readers::readers;
use super::record::{record, sections};
use pulldown_cmark::{Event, Options as Extensions, Parser, Tag, TagEnd};
use warroom::domain::Body;
use warroom::report::{Options, post_mortem};

/// The report of plain words, with one text as every section of prose.
fn with_prose(text: &str) -> String {
    let mut record = record(&["plain"]);
    record.sections = sections(text);
    if let Some(Body::Review(review)) = record.review.as_mut().map(|t| &mut t.body) {
        review.notes = text.to_owned();
    }
    post_mortem(&record, &Options::default())
}

/// What a reader sees from each heading to the next.
fn regions(markdown: &str, extensions: Extensions) -> Vec<Vec<Event<'_>>> {
    let mut all = vec![Vec::new()];
    for event in Parser::new_ext(markdown, extensions) {
        if matches!(event, Event::Start(Tag::Heading { .. })) {
            all.push(Vec::new());
        }
        if let Some(region) = all.last_mut() {
            region.push(event);
        }
    }
    all
}

/// What prose may be made of: no heading, markup, picture or note, and no link
/// but to a page or a mailbox.
fn may_be(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => match tag {
            Tag::Paragraph
            | Tag::BlockQuote(None)
            | Tag::CodeBlock(_)
            | Tag::List(_)
            | Tag::Item
            | Tag::Table(_)
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
            | Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough => true,
            Tag::Link { dest_url, .. } => {
                let schemes = ["http://", "https://", "mailto:"];
                let to = dest_url.to_lowercase();
                schemes.iter().any(|scheme| to.starts_with(scheme))
            }
            _other => false,
        },
        Event::End(_) | Event::Text(_) | Event::Code(_) => true,
        Event::SoftBreak | Event::HardBreak | Event::Rule => true,
        _other => false,
    }
}

/// The events of the plain word's paragraph, and where it stands.
fn place(region: &[Event<'_>]) -> Option<usize> {
    region.windows(3).position(|w| {
        matches!(&w[0], Event::Start(Tag::Paragraph))
            && matches!(&w[1], Event::Text(t) if &**t == "MARK")
            && matches!(&w[2], Event::End(TagEnd::Paragraph))
    })
}

pub fn check(text: &str) {
    let (plain, report) = (with_prose("MARK"), with_prose(text));
    let raw = report.chars().find(|c| c.is_control() && *c != '\n');
    assert_eq!(raw, None, "a control character leaves for {text:?}");
    // Without tables a table is a paragraph, as its author's reader has it, too.
    for extensions in readers().into_iter().skip(1).take(1) {
        let (plain, told) = (regions(&plain, extensions), regions(&report, extensions));
        assert_eq!(
            plain.len(),
            told.len(),
            "{text:?} alters the headings of\n{report}"
        );
        for (plain, told) in plain.iter().zip(&told) {
            let Some(at) = place(plain) else {
                assert_eq!(plain, told, "for {text:?} in\n{report}");
                continue;
            };
            let (before, after) = (&plain[..at], &plain[at + 3..]);
            assert!(told.starts_with(before), "{text:?} reaches up in\n{report}");
            assert!(told.ends_with(after), "{text:?} reaches down in\n{report}");
            let prose = &told[at..told.len() - after.len()];
            let wrong = prose.iter().find(|event| !may_be(event));
            assert_eq!(wrong, None, "for {text:?} in\n{report}");
            let mut depth = 0_i32;
            for event in prose {
                depth += match event {
                    Event::Start(_) => 1,
                    Event::End(_) => -1,
                    _inner => 0,
                };
                assert!(depth >= 0, "{text:?} ends what it did not begin");
            }
            assert_eq!(depth, 0, "{text:?} ends not what it began");
        }
    }
}

#[test]
fn prose_is_found_in_each_of_its_places() {
    let report = with_prose("MARK");
    let found = regions(&report, readers()[1]);
    let places = found.iter().filter(|r| place(r).is_some()).count();
    assert_eq!(
        places,
        warroom::domain::SectionKind::ALL.len() + 1,
        "{report}"
    );
}

#[test]
fn chosen_prose_stays_in_its_place() {
    for text in [
        "- a\n- b",
        "1. a\n2. b",
        "# h\n\n## h",
        "```\nopen",
        "~~~\nopen\n\n# h",
        "<details>\n\n# h",
        "<!-- open\n\n# h",
        "> open",
        "| a | b |\n|---|---|\n| c",
        "a\n---",
        "[x]: /u\n[x] [y](javascript:z) ![i](https://t.test/i)",
        "- [ ] a\n\n      code",
        "[^1]\n\n[^1]: note",
        "*open **and** more",
        "\\",
        "a\\",
        "- ",
        "<https://a.test> <a@b.test>",
        "***a** b*",
        "> [!NOTE]\n> x",
    ] {
        check(text);
    }
}
