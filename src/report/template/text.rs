//! How a text of the record is written where a template names it.

use super::super::page::{disguised, shown};
use super::super::{Options, markdown};
use crate::domain::Record;

/// Texts of one record as a report shows them: defanged unless asked.
#[derive(Clone, Debug)]
pub(in crate::report) struct Shown {
    fanged: bool,
    disguised: Vec<String>,
}

impl Shown {
    pub fn of(record: &Record, options: &Options) -> Self {
        Self {
            fanged: options.fanged,
            disguised: disguised(record),
        }
    }

    /// On one line, which may be that of a heading.
    pub fn inline(&self, text: &str) -> String {
        alone(markdown::heading(&shown(
            text,
            self.fanged,
            &self.disguised,
        )))
    }

    /// On as many lines as it has, continued under `indent`.
    pub fn block(&self, text: &str, indent: &str) -> String {
        alone(markdown::block(
            &shown(text, self.fanged, &self.disguised),
            indent,
        ))
    }
}

/// A piece of Markdown whose surroundings are not ours: what would be markup
/// behind the words of a template is none, and neither is what would be HTML
/// inside HTML of a template, where no backslash helps.
fn alone(markdown: String) -> String {
    // Every `<` of a text has a backslash of its own.
    let mut out = markdown.replace("\\<", "&lt;");
    let joins = |c: char| matches!(c, '.' | ')' | '(' | '/' | '@' | ':' | '#' | '-' | '!' | '"');
    if out.starts_with(joins) {
        out.insert(0, '\\');
    }
    out
}
