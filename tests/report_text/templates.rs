//! Hostile text in a template of somebody's own: the template makes the
//! structure, and a field is text wherever it is placed.

use super::html;
use super::readers::{gfm_links_nothing, readers, structure};
use pulldown_cmark::{Event, Options as Extensions};
use std::collections::BTreeMap;
use std::sync::LazyLock;
use warroom::domain::Record;
use warroom::report::{Options, Pieces, Template, templated};

/// Every place a template may put a field in, alone and beside words.
const TEMPLATE: &str = "# {{ t }}

## About {{ t }}

{{ t }}

Before {{ t }}, {{ t }}.

{{ t|lines }}

- {{ t }}
- {{ t|lines(2) }}
- {{ [t, t]|join(\", \") }}

1. one
2. {{ t }}

> {{ t }}

| {{ t }} | b |
| --- | --- |
| {{ t }} | x {{ t }} |

{% autoescape false %}{{ t }}{% endautoescape %}

{% set x %}{{ t }}{% endset %}{{ x }} and {{ x ~ t }}

*({{ t }})*
";

fn filled(text: &str, template: &str) -> String {
    let fields = BTreeMap::from([("t", text)]);
    let none: Pieces = Box::new(|_| Ok(None));
    let template = Template {
        name: "ours.md",
        text: template,
    };
    templated(&RECORD, &Options::default(), &fields, &template, none)
        .unwrap_or_else(|mistake| panic!("{text:?}: {mistake}"))
}

/// What the readers that know tables make of a report, and a browser of its page.
fn read(markdown: &str) -> (Vec<Vec<Event<'static>>>, Vec<String>) {
    let tables = readers()
        .into_iter()
        .filter(|r| r.contains(Extensions::ENABLE_TABLES));
    let events = tables.map(|reader| {
        let events = structure(markdown, reader, |_| {});
        events.map(Event::into_static).collect()
    });
    let incident = RECORD.incident.as_incident().expect("an incident");
    let page = warroom::report::html(markdown, incident);
    (events.collect(), html::read(&page).elements)
}

type Structure = (Vec<Vec<Event<'static>>>, Vec<String>);

/// Next to nothing is recorded: what is looked at are the fields.
static RECORD: LazyLock<Record> = LazyLock::new(|| {
    let mut record = super::record(&["plain"]);
    for things in [
        &mut record.entries,
        &mut record.tasks,
        &mut record.artifacts,
        &mut record.check_ins,
        &mut record.factors,
        &mut record.fixes,
    ] {
        things.clear();
    }
    record
});

static PLAIN: LazyLock<Structure> = LazyLock::new(|| read(&filled("plain", TEMPLATE)));

/// That the template with this text is the template with a plain word.
pub fn stays_text(s: &str) {
    if s.trim().is_empty() {
        return;
    }
    let markdown = filled(s, TEMPLATE);
    gfm_links_nothing(&markdown, &Options::default(), &[s]);
    let is = read(&markdown);
    assert!(is == *PLAIN, "{s:?} alters the structure of\n{markdown}");
    let inside = filled(s, "<div>\n{{ t }}\n{{ t|lines }}\n</div>\n");
    assert_eq!(inside.matches('<').count(), 2, "{s:?} is HTML in\n{inside}");
}
