//! The HTML of a report, as a browser's parser reads it: nothing in it runs,
//! nothing is loaded, and hostile text alters nothing of its structure.

use html5ever::tendril::TendrilSink as _;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use warroom::domain::{Record, indicator, visible_line};
use warroom::report::{Options, html, post_mortem};

/// Every element a page may have, with the attributes it may have.
const KNOWN: &[(&str, &[&str])] = &[
    ("html", &["lang"]),
    ("head", &[]),
    ("meta", &["charset", "http-equiv", "name", "content"]),
    ("title", &[]),
    ("style", &[]),
    ("body", &[]),
    ("main", &[]),
    ("nav", &["id", "aria-label"]),
    ("h1", &["id"]),
    ("h2", &["id", "class"]),
    ("h3", &["id"]),
    ("p", &["class"]),
    ("span", &["class"]),
    ("ul", &[]),
    ("ol", &[]),
    ("blockquote", &[]),
    ("li", &[]),
    ("a", &["href"]),
    ("div", &["class"]),
    ("table", &[]),
    ("thead", &[]),
    ("tbody", &[]),
    ("tr", &[]),
    ("th", &["scope"]),
    ("td", &[]),
    ("em", &[]),
    ("strong", &[]),
    ("del", &[]),
    ("br", &[]),
    ("wbr", &[]),
    ("figure", &[]),
    ("pre", &["class"]),
    ("figcaption", &[]),
];

/// A page as a browser reads it.
pub struct Read {
    /// Its elements in order, without their attributes.
    pub elements: Vec<String>,
    /// What it shows, a line a block.
    pub text: String,
    /// The names of its headings, and where its links lead.
    ids: Vec<String>,
    links: Vec<String>,
}

pub fn read(page: &str) -> Read {
    let dom = html5ever::parse_document(RcDom::default(), html5ever::ParseOpts::default())
        .one(page.to_owned());
    assert!(dom.errors.borrow().is_empty(), "{:?}", dom.errors.borrow());
    let mut read = Read {
        elements: Vec::new(),
        text: String::new(),
        ids: Vec::new(),
        links: Vec::new(),
    };
    walk(&dom.document, false, &mut read);
    read
}

fn walk(node: &Handle, in_body: bool, read: &mut Read) {
    let mut body = in_body;
    match &node.data {
        NodeData::Element { name, attrs, .. } => {
            let name = name.local.to_string();
            body |= name == "body";
            let known = KNOWN.iter().find(|(known, _)| *known == name);
            let (_, may_have) = known.unwrap_or_else(|| panic!("an element {name}"));
            assert!(!in_body || !matches!(&*name, "meta" | "style" | "title"));
            for attribute in attrs.borrow().iter() {
                let (key, value) = (&*attribute.name.local, &*attribute.value);
                assert!(may_have.contains(&key), "<{name} {key}={value:?}>");
                match key {
                    "href" => read.links.push(value.to_owned()),
                    "id" => read.ids.push(value.to_owned()),
                    "http-equiv" => assert_eq!(value, "Content-Security-Policy"),
                    _ => {}
                }
            }
            // A text has as many lines and as long words as it has.
            match &*name {
                "wbr" => {}
                "br" => read.text.push('\n'),
                _ => read.elements.push(name),
            }
        }
        NodeData::Text { contents } if in_body => read.text.push_str(&contents.borrow()),
        NodeData::Comment { .. } | NodeData::ProcessingInstruction { .. } => {
            panic!("a comment or an instruction")
        }
        NodeData::Text { .. } | NodeData::Document | NodeData::Doctype { .. } => {}
    }
    node.children
        .borrow()
        .iter()
        .for_each(|n| walk(n, body, read));
    if let Some(NodeData::Element { name, .. }) = Some(&node.data)
        && matches!(&*name.local, "p" | "li" | "td" | "th" | "h1" | "h2" | "h3")
    {
        read.text.push_str("\n\n");
    }
}

/// The pages of a record, and how they treat its texts.
pub fn pages(record: &Record) -> [(String, Options); 2] {
    let fanged = Options {
        fanged: true,
        ..Options::default()
    };
    let incident = record.incident.as_incident().expect("an incident");
    [Options::default(), fanged]
        .map(|options| (html(&post_mortem(record, &options), incident), options))
}

/// That the pages of a record with these texts are those of a record with
/// plain words, but for the words.
pub fn stays_text(record: &Record, plain: &[Vec<String>], all: &[&str]) {
    for ((page, options), plain) in pages(record).iter().zip(plain) {
        let control = page.chars().find(|c| c.is_control() && *c != '\n');
        assert_eq!(control, None, "a control character leaves for {all:?}");
        let read = read(page);
        assert!(
            read.elements == *plain,
            "{all:?} alters the structure of\n{page}"
        );
        for link in &read.links {
            let name = link
                .strip_prefix('#')
                .unwrap_or_else(|| panic!("a link to {link}"));
            assert!(read.ids.iter().any(|id| id == name), "{link} leads nowhere");
        }
        let mut ids = read.ids.clone();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), read.ids.len(), "two headings of one name");
        let safe = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
        assert!(ids.iter().all(|id| id.bytes().all(safe)), "{ids:?}");
        all.iter().for_each(|s| shows(&read.text, s, options, page));
    }
}

/// That a page shows all of a text, an indicator perhaps defanged.
fn shows(text: &str, s: &str, options: &Options, page: &str) {
    let shown = match options.fanged {
        true => s.to_owned(),
        false => indicator::defang(s),
    };
    let signs = |text: &str| text.replace("[@]", "@").replace("[.]", ".");
    for line in shown.trim_matches('\n').split('\n') {
        let line = visible_line(line);
        assert!(
            text.contains(&*line) || signs(text).contains(&signs(&line)),
            "{line:?} is not in the text of\n{page}"
        );
    }
}
