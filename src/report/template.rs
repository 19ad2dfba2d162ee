//! Templates: the words of an organisation around the sections and the fields
//! of a record.
//!
//! A field is text: it is written as a reader of Markdown sees it, whatever it
//! holds, and nothing in a template can switch that off. Sections are Markdown
//! already. The engine knows no file, no time and no filter but those here,
//! and it is given work for one report.

mod mistake;
mod text;

pub use mistake::Mistake;
pub(super) use text::Shown;

use minijinja::value::{Value, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior};
use serde::Serialize;
use std::collections::BTreeMap;

/// A template, and what it is called where it is wrong.
#[derive(Clone, Copy, Debug)]
pub struct Template<'t> {
    /// Its file.
    pub name: &'t str,
    /// Its text.
    pub text: &'t str,
}

/// Finds what a template includes: the text of a name, none when there is no
/// such piece, or why it may not be used.
pub type Pieces = Box<dyn Fn(&str) -> Result<Option<String>, String> + Send + Sync>;

/// Work that any template may do: half a second of it, or 128 MB of text.
const WORK: u64 = 2_000_000;

/// How deep templates and macros may stand in each other.
const DEPTH: usize = 60;

/// What comes of a template.
pub(super) fn fill(
    template: &Template<'_>,
    pieces: Pieces,
    sections: BTreeMap<&'static str, String>,
    fields: &impl Serialize,
    shown: Shown,
) -> Result<String, Mistake> {
    let mut engine = Environment::empty();
    engine.set_debug(true);
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    engine.set_recursion_limit(DEPTH);
    // A long record is no fault of the template.
    let size: usize = sections.values().map(String::len).sum();
    engine.set_fuel(Some(WORK + size as u64));
    // Pieces that are put together stay safe in this mode; what is none is
    // written by the formatter, in whatever mode a template asks for.
    engine.set_auto_escape_callback(|_| AutoEscape::Custom("markdown".into()));
    let text = shown.clone();
    engine.set_formatter(move |out, _, value| {
        let written = written(value, &text)?;
        out.write_str(&written).map_err(Error::from)
    });
    add_filters(&mut engine, shown);
    engine.set_loader(move |name| {
        pieces(name).map_err(|what| Error::new(ErrorKind::InvalidOperation, what))
    });
    let safe = sections
        .into_iter()
        .map(|(n, s)| (n, Value::from_safe_string(s)));
    let sections: BTreeMap<&str, Value> = safe.collect();
    let fields = Value::from(minijinja::value::Serde(fields));
    let all = minijinja::context! { sections => sections, ..fields };
    engine
        .template_from_named_str(template.name, template.text)
        .and_then(|template| template.render(all))
        .map_err(|error| Mistake::of(&error, template))
}

/// A value as it is written where a template prints it.
fn written(value: &Value, shown: &Shown) -> Result<String, Error> {
    match value.kind() {
        ValueKind::String if value.is_safe() => Ok(value.to_string()),
        ValueKind::String | ValueKind::Number => Ok(shown.inline(&value.to_string())),
        // As JSON says it, not as Python does.
        ValueKind::Bool => Ok(value.is_true().to_string()),
        // Nothing is known: nothing is said.
        ValueKind::None | ValueKind::Undefined => Ok(String::new()),
        kind => {
            let what = format!("a {kind} cannot be written: name a field of it, loop, or |join");
            Err(Error::new(ErrorKind::InvalidOperation, what))
        }
    }
}

fn add_filters(engine: &mut Environment<'_>, shown: Shown) {
    let text = shown.clone();
    engine.add_filter("lines", move |value: &Value, indent: Option<usize>| {
        let indent = " ".repeat(indent.unwrap_or(0).min(16));
        match value.is_safe() {
            true => value.clone(),
            false => Value::from_safe_string(text.block(&plain(value), &indent)),
        }
    });
    engine.add_filter("join", move |value: &Value, between: Option<String>| {
        let mut out = String::new();
        for (i, item) in value.try_iter()?.enumerate() {
            if i > 0 {
                out.push_str(&spaced(between.as_deref().unwrap_or(", "), &shown));
            }
            out.push_str(&written(&item, &shown)?);
        }
        Ok::<_, Error>(Value::from_safe_string(out))
    });
    engine.add_filter("length", |value: &Value| {
        let what = "only lists, objects and texts have a length";
        let length = value
            .len()
            .or_else(|| value.as_str().map(|s| s.chars().count()));
        length.ok_or_else(|| Error::new(ErrorKind::InvalidOperation, what))
    });
}

/// What stands between two items: text, whose spaces are layout.
fn spaced(between: &str, shown: &Shown) -> String {
    match between.trim_matches(' ') {
        "" => between.to_owned(),
        words => between.replacen(words, &shown.inline(words), 1),
    }
}

/// The text of a value; of none, none.
fn plain(value: &Value) -> String {
    match value.is_none() {
        true => String::new(),
        false => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Options, templated};
    use serde_json::json;

    fn filled(text: &str) -> Result<String, Mistake> {
        let record = crate::report::tests::empty();
        let fields = json!({
            "evil": "<b>[x](javascript:y)\n# *h* evil.example",
            "end": "a #",
            "list": ["a*", "b", 3],
            "many": (0..200).collect::<Vec<_>>(),
            "nothing": null,
            "yes": true,
            "map": {"a": 1},
        });
        let template = Template {
            name: "ours.md",
            text,
        };
        let pieces: Pieces = Box::new(|name| match name {
            "good.md" => Ok(Some("[{{ evil[:3] }}]".into())),
            "bad.md" => Ok(Some("x\n\n{{ nobody }}".into())),
            "self.md" => Ok(Some("{% include 'self.md' %}".into())),
            "out/of" => Err("not allowed".into()),
            _ => Ok(None),
        });
        templated(&record, &Options::default(), &fields, &template, pieces)
    }

    #[test]
    fn a_field_is_text_however_a_template_prints_it() {
        let line = "&lt;b>\\[x\\](javascript:y)␊# \\*h\\* evil[.]example";
        for (template, out) in [
            ("{{ evil }}", line.to_owned()),
            (
                "{% autoescape false %}{{ evil }}{% endautoescape %}",
                line.to_owned(),
            ),
            (
                "{% autoescape 'html' %}{{ evil }}{% endautoescape %}",
                line.to_owned(),
            ),
            ("{% set x %}{{ evil }}{% endset %}{{ x }}", line.to_owned()),
            (
                "{% macro m(x) %}**{{ x }}**{% endmacro %}{{ m(evil) }}",
                format!("**{line}**"),
            ),
            ("{{ '<i>' ~ end }}", "&lt;i>a \\#".into()),
            (
                "{% set x %}<i>{% endset %}{{ x ~ '<i>' }}",
                "<i>&lt;i>".into(),
            ),
            (
                "{% set x %}{{ list[0] }}{% endset %}{{ x[2:] }}",
                "\\*".into(),
            ),
            (
                "{{ evil|lines(2) }}",
                "&lt;b>\\[x\\](javascript:y)\\\n  \\# \\*h\\* evil[.]example".into(),
            ),
            (
                "{{ list|join }} {{ list|join('*') }}",
                "a\\*, b, 3 a\\*\\*b\\*3".into(),
            ),
            (
                "1{{ '. x' }} {{ nothing }}{{ nothing|lines }}{{ yes }} {{ many|length }}",
                "1\\. x true 200".into(),
            ),
            ("{% include 'good.md' %}", "[&lt;b>]".into()),
            ("{{ evil if false }}{{ nothing or end }}", "a \\#".into()),
        ] {
            assert_eq!(filled(template).as_deref(), Ok(&*out), "{template}");
        }
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        for (template, file, line, what) in [
            ("a\n{{ incdent.key }}", "ours.md", 2, "there is no incdent"),
            ("{{ map.b }}", "ours.md", 1, "there is no map.b"),
            (
                "\n\n{% for x in nobody %}{% endfor %}",
                "ours.md",
                3,
                "there is no nobody",
            ),
            (
                "{% if nobody %}{% endif %}",
                "ours.md",
                1,
                "there is no nobody",
            ),
            ("a\n\n{% for x in %}", "ours.md", 3, "unexpected"),
            ("{{ evil|safe }}", "ours.md", 1, "safe"),
            ("{{ evil|raw }}", "ours.md", 1, "raw"),
            ("{{ range(3) }}", "ours.md", 1, "range"),
            ("{{ map }}", "ours.md", 1, "a map cannot be written"),
            (
                "a\n{% include 'bad.md' %}",
                "bad.md",
                3,
                "there is no nobody",
            ),
            ("a\n{% include 'absent.md' %}", "ours.md", 2, "absent.md"),
            ("a\n{% include 'out/of' %}", "ours.md", 2, "not allowed"),
            ("{% include 'self.md' %}", "self.md", 1, "recursion limit"),
            (
                "{% macro m() %}{{ m() }}{% endmacro %}\n{{ m() }}",
                "ours.md",
                1,
                "recursion limit",
            ),
        ] {
            let mistake = filled(template).expect_err(template);
            assert_eq!(
                (&*mistake.file, mistake.line),
                (file, Some(line)),
                "{mistake}"
            );
            assert!(mistake.what.contains(what), "{mistake}");
        }
    }

    #[test]
    fn a_template_without_end_is_ended() {
        let nested = "{% for a in many %}{% for b in many %}{% for c in many %}{% for d in many %}x{% endfor %}{% endfor %}{% endfor %}{% endfor %}";
        let grown = "{% set ns = '0123456789' * 90000000 %}{{ ns }}";
        for template in [nested, grown] {
            let mistake = filled(template).expect_err("it has no end");
            assert!(
                mistake.what.contains("more than a report takes")
                    || mistake.what.contains("too large"),
                "{mistake}"
            );
        }
    }
}
