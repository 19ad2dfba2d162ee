//! The post-mortem: its sections by name, and the template that puts them in
//! order.

use super::Options;
use super::page::Page;
use super::profile::{self, Profile};
use super::template::{self, Mistake, Pieces, Template};
use crate::domain::Record;
use serde::Serialize;
use std::collections::BTreeMap;

/// The template that is used where none is named.
const BUILT_IN: &str = include_str!("post-mortem.md");

type Write = fn(&mut Page<'_>);

/// Who may read a section: everybody it is prepared for, or responders alone.
#[derive(Clone, Copy, PartialEq, Eq)]
enum For {
    All,
    Inside,
}
use For::{All, Inside};

/// What a template may place, each by its name. A section ends with an empty
/// line; one that is not meant for the reader is empty.
const SECTIONS: &[(&str, For, Write)] = &[
    ("card", All, |page| {
        let incident = page.record.incident.as_incident();
        incident.into_iter().for_each(|i| page.header(i));
    }),
    ("summary", All, |page| {
        let incident = page.record.incident.as_incident();
        incident.into_iter().for_each(|i| page.summary(i));
    }),
    ("clocks", All, |page| page.clocks()),
    ("duties", Inside, |page| page.duties()),
    ("what_happened", All, |page| page.attacker()),
    ("response", All, |page| page.response()),
    ("communications", Inside, |page| page.updates()),
    ("handovers", Inside, |page| page.handovers()),
    ("timeline", All, |page| page.starred()),
    ("root_cause", All, |page| page.root_cause()),
    ("how_it_went", All, |page| page.how_it_went()),
    ("lessons", All, |page| page.lessons()),
    ("decisions", All, |page| page.decisions()),
    ("fixes", All, |page| page.fixes()),
    ("questions", All, |page| page.questions()),
    ("people", All, |page| page.people()),
    ("closing", Inside, |page| page.closing()),
    ("missing", Inside, |page| page.missing()),
    ("full_timeline", Inside, |page| page.full_timeline()),
    ("indicators", All, |page| page.indicators()),
    ("artifacts", Inside, |page| page.other_artifacts()),
    ("tasks", Inside, |page| page.tasks()),
    ("workstreams", Inside, |page| page.workstreams()),
    ("check_ins", Inside, |page| page.check_ins()),
];

/// The post-mortem of an incident, as far as its record reaches today.
///
/// # Panics
/// Never: the template is part of the program and a test fills it.
#[must_use]
pub fn post_mortem(record: &Record, options: &Options) -> String {
    let record = profile::prepared(record, options.profile);
    let options = match options.profile {
        Profile::Full => options.clone(),
        profile => Options {
            profile,
            full_timeline: false,
            fanged: false,
            gap: options.gap,
            zone: options.zone.clone(),
        },
    };
    match options.profile {
        Profile::Full | Profile::Vendor => whole(&record, &options),
        Profile::Executive | Profile::Public => profile::written(&record, &options),
    }
}

fn whole(record: &Record, options: &Options) -> String {
    let built_in = Template {
        name: "post-mortem",
        text: BUILT_IN,
    };
    let none: Pieces = Box::new(|_| Ok(None));
    let fields = BTreeMap::<&str, ()>::new();
    templated(record, options, &fields, &built_in, none).expect("the built-in template is sound")
}

/// The report of an incident by somebody's own template: its text, with the
/// sections of the post-mortem and the fields of the record where it names
/// them. `fields` are an object, and `pieces` finds what the template includes.
///
/// # Errors
/// When the template cannot be understood, names what there is not, or does
/// more than a report takes.
pub fn templated(
    record: &Record,
    options: &Options,
    fields: &impl Serialize,
    template: &Template<'_>,
    pieces: Pieces,
) -> Result<String, Mistake> {
    let mut page = Page::new(record, options);
    // Whatever a template says, a drill says first that it was one.
    let mut out = page.take();
    let inside = options.profile == Profile::Full;
    let write = |(name, readers, write): &(&'static str, For, Write)| {
        if inside || *readers == All {
            write(&mut page);
        }
        (*name, page.take())
    };
    let sections = SECTIONS.iter().map(write).collect();
    let shown = template::Shown::of(record, options);
    out.push_str(&template::fill(template, pieces, sections, fields, shown)?);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_template_places_every_section_once() {
        let placed: Vec<String> = SECTIONS
            .iter()
            .map(|(name, _, _)| format!("{{{{ sections.{name} -}}}}\n"))
            .collect();
        assert_eq!(BUILT_IN.matches("{{").count(), SECTIONS.len());
        for tag in placed {
            assert_eq!(BUILT_IN.matches(&tag).count(), 1, "{tag}");
        }
        let docs = include_str!("../../docs/REPORT.md");
        assert!(
            docs.contains(&format!("```jinja\n{BUILT_IN}```\n")),
            "docs/REPORT.md shows another built-in template"
        );
    }
}
