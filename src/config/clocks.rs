//! `[[clocks]]`: regulatory rules of one's own.

use super::words;
use crate::domain::Limit;
use crate::domain::regulation::{KNOWN, Rule};
use std::borrow::Cow;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The keys of one table, for messages.
const KEYS: &str = "name, what, trigger, hours, months, business_days, source";

/// Reads one table; one that lacks what it cannot do without is passed over.
pub(super) fn read(
    table: &Spanned<DeValue<'_>>,
    remark: &mut dyn FnMut(usize, String),
) -> Option<Rule> {
    let start = table.span().start;
    let Some(fields) = table.get_ref().as_table() else {
        remark(
            start,
            "`clocks` wants tables: [[clocks]]; it is passed over".into(),
        );
        return None;
    };
    let mut rule = Rule {
        short: Cow::Borrowed(""),
        what: Cow::Borrowed(""),
        trigger: Cow::Borrowed("what its text says"),
        limit: Limit::Hours(0),
        source: Cow::Borrowed("the configuration"),
    };
    set_all(&mut rule, fields, remark);
    let lacks = match (&*rule.short, &*rule.what, rule.limit) {
        ("", ..) => "a `name`".to_owned(),
        (_, "", _) => "`what` has to be done".to_owned(),
        (_, _, Limit::Hours(0)) => "`hours`, `months` or `business_days`".to_owned(),
        (name, ..) if KNOWN.iter().any(|known| known.short == name) => {
            format!("a `name` of its own: `{name}` is a known rule")
        }
        _ => return Some(rule),
    };
    remark(
        start,
        format!("this clock lacks {lacks}; it is passed over"),
    );
    None
}

fn set_all(rule: &mut Rule, fields: &DeTable<'_>, remark: &mut dyn FnMut(usize, String)) {
    for (key, value) in fields {
        let (name, value): (&str, _) = (key.get_ref(), value.get_ref());
        let text = || words(name, value).map(Cow::Owned);
        let set = match name {
            "name" => text().map(|text| rule.short = text),
            "what" => text().map(|text| rule.what = text),
            "trigger" => text().map(|text| rule.trigger = text),
            "source" => text().map(|text| rule.source = text),
            "hours" => count(name, value).map(|n| rule.limit = Limit::Hours(n)),
            "months" => count(name, value).map(|n| rule.limit = Limit::Months(n)),
            "business_days" => count(name, value).map(|n| rule.limit = Limit::BusinessDays(n)),
            other => Err(format!(
                "`{other}` in [[clocks]] is none of {KEYS}; it is passed over"
            )),
        };
        if let Err(what) = set {
            remark(key.span().start, what);
        }
    }
}

fn count(key: &str, value: &DeValue<'_>) -> Result<u32, String> {
    let number = value.as_integer().and_then(|i| i.to_string().parse().ok());
    number
        .filter(|n| (1..=100_000).contains(n))
        .ok_or_else(|| format!("`{key}` wants a whole number from 1 to 100000"))
}

#[cfg(test)]
mod tests {
    use super::super::Config;
    use super::*;

    #[test]
    fn a_clock_of_ones_own_is_read_and_what_is_wrong_is_said_with_its_line() {
        let (config, remarks) = Config::parse(
            "[[clocks]]\nname = 'board'\nwhat = 'tell the board'\nhours = 12\nsource = 'policy 7'\n\
             [[clocks]]\nname = 'x'\nwhat = 'y'\nhours = 'soon'\n\
             [[clocks]]\nname = 'gdpr-33'\nwhat = 'y'\nmonths = 1\ncolour = 'red'\n\
             [[clocks]]\nname = 'customers'\nwhat = 'tell them'\nbusiness_days = 2\n",
        );
        let names: Vec<_> = config.rules.clocks.iter().map(|r| &*r.short).collect();
        assert_eq!(names, ["board", "customers"]);
        assert_eq!(config.rules.clocks[0].limit, Limit::Hours(12));
        assert_eq!(config.rules.clocks[1].limit, Limit::BusinessDays(2));
        let lines: Vec<_> = remarks.iter().map(|r| r.line).collect();
        assert_eq!(lines, [6, 9, 10, 14], "{remarks:?}");
        assert!(Config::parse("clocks = [1]\n").0.rules.clocks.is_empty());
    }
}
