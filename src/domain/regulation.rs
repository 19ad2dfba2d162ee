//! Who has to be told of an incident by when: the rules that are known, as
//! data. A reminder, not legal advice: whether a rule applies, and when its
//! clock began, is for people to say.

use super::{Duty, Limit};
use std::borrow::Cow;

/// A rule with a time limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its short name, by which it is asked for: `gdpr-33`.
    pub short: Cow<'static, str>,
    /// What has to be done.
    pub what: Cow<'static, str>,
    /// What starts the clock, in words.
    pub trigger: Cow<'static, str>,
    /// How long it gives.
    pub limit: Limit,
    /// The text it follows from, by article.
    pub source: Cow<'static, str>,
}

impl Rule {
    const fn known(
        short: &'static str,
        what: &'static str,
        trigger: &'static str,
        limit: Limit,
        source: &'static str,
    ) -> Self {
        Self {
            short: Cow::Borrowed(short),
            what: Cow::Borrowed(what),
            trigger: Cow::Borrowed(trigger),
            limit,
            source: Cow::Borrowed(source),
        }
    }

    /// Its clock in an incident, not running yet.
    #[must_use]
    pub fn duty(&self) -> Duty {
        Duty {
            source: self.source.clone().into_owned(),
            trigger: self.trigger.clone().into_owned(),
            ..Duty::new(&*self.short, &*self.what, self.limit)
        }
    }
}

/// The rules that are known. Business days are Monday to Friday: public
/// holidays are not known.
pub const KNOWN: &[Rule] = &[
    Rule::known(
        "gdpr-33",
        "notify the supervisory authority of the personal data breach",
        "awareness of the breach",
        Limit::Hours(72),
        "GDPR, Regulation (EU) 2016/679, Art. 33(1)",
    ),
    Rule::known(
        "nis2-early",
        "early warning to the CSIRT or the competent authority",
        "awareness of the significant incident",
        Limit::Hours(24),
        "NIS2, Directive (EU) 2022/2555, Art. 23(4)(a)",
    ),
    Rule::known(
        "nis2-notice",
        "incident notification to the CSIRT or the competent authority",
        "awareness of the significant incident",
        Limit::Hours(72),
        "NIS2, Directive (EU) 2022/2555, Art. 23(4)(b)",
    ),
    Rule::known(
        "nis2-final",
        "final report to the CSIRT or the competent authority",
        "submission of the incident notification",
        Limit::Months(1),
        "NIS2, Directive (EU) 2022/2555, Art. 23(4)(d)",
    ),
    Rule::known(
        "dora-4h",
        "initial notification to the competent authority",
        "classification of the incident as major",
        Limit::Hours(4),
        "DORA, Regulation (EU) 2022/2554, Art. 19(4)(a); RTS (EU) 2025/301, Art. 5(1)(a)",
    ),
    Rule::known(
        "dora-24h",
        "initial notification to the competent authority, at the latest",
        "awareness of the incident",
        Limit::Hours(24),
        "DORA, Regulation (EU) 2022/2554, Art. 19(4)(a); RTS (EU) 2025/301, Art. 5(1)(a)",
    ),
    Rule::known(
        "sec-8k",
        "Form 8-K, Item 1.05",
        "determination that the incident is material",
        Limit::BusinessDays(4),
        "SEC, 17 CFR 249.308, Form 8-K, Item 1.05 and General Instruction B.1",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_rule_has_a_name_of_its_own_and_cites_its_article() {
        let names: HashSet<_> = KNOWN.iter().map(|r| &r.short).collect();
        assert_eq!(names.len(), KNOWN.len());
        for rule in KNOWN {
            assert!(
                rule.source.contains("Art. ") || rule.source.contains("Item "),
                "{rule:?}"
            );
            assert!(!rule.what.is_empty() && !rule.trigger.is_empty());
        }
    }
}
