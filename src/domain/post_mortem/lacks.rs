//! What each part of a post-mortem still lacks: listed, not hidden.

use super::{Part, PostMortem};
use crate::domain::{FixKind, SectionKind, Thing, fixes, is_blank, register};

impl PostMortem {
    /// What a part still lacks, each in a few words; nothing where it lacks
    /// nothing that anybody looks for.
    #[must_use]
    pub fn lacks(&self, part: Part) -> Vec<String> {
        match part {
            Part::Summary | Part::Impact | Part::Section(_) => self.unwritten(part),
            Part::Causes => self.unexplained(),
            Part::Waiting => listed("waits", "wait", &names(self.waiting())),
            Part::Triage => self.untold(),
            Part::Decisions => self.unreasoned(),
            Part::Questions => listed("is open", "are open", &registered(self.open_questions())),
            Part::Fixes => self.unfixed(),
            Part::Meeting => match self.standing().meeting {
                Some(_) => Vec::new(),
                None => vec!["no time is set".to_owned()],
            },
        }
    }

    /// How much the whole still lacks.
    #[must_use]
    pub fn lacking(&self) -> usize {
        Part::ALL.iter().map(|part| self.lacks(*part).len()).sum()
    }

    fn unwritten(&self, part: Part) -> Vec<String> {
        let may_be_empty = matches!(
            part,
            Part::Section(SectionKind::Impact | SectionKind::AcceptedRisks)
        );
        let written = self.text(part).is_some_and(|text| !is_blank(text));
        match written || may_be_empty {
            true => Vec::new(),
            false => vec!["nothing is written yet".to_owned()],
        }
    }

    fn unexplained(&self) -> Vec<String> {
        let factors: Vec<_> = self
            .factors
            .iter()
            .filter_map(|t| Some((t, t.as_factor()?)))
            .collect();
        if factors.is_empty() {
            return vec!["no factor is named yet".to_owned()];
        }
        let mut lacks = Vec::new();
        if !factors.iter().any(|(_, f)| f.trigger) {
            lacks.push("no trigger is named".to_owned());
        }
        let those = |lacking: &dyn Fn(&crate::domain::Factor) -> bool| {
            let found = factors.iter().filter(|(_, f)| lacking(f));
            names(found.map(|(t, _)| *t))
        };
        let bare = those(&|f| f.is_unsupported());
        lacks.extend(listed("rests on nothing", "rest on nothing", &bare));
        let unsure = those(&|f| f.confidence.is_none());
        lacks.extend(listed(
            "says not how sure it is",
            "say not how sure they are",
            &unsure,
        ));
        let homeless = those(&|f| f.category.is_none());
        lacks.extend(listed("has no category", "have no category", &homeless));
        let unanswered = factors.iter().filter(|(t, _)| !self.is_answered(t));
        let unanswered = names(unanswered.map(|(t, _)| *t));
        lacks.extend(listed(
            "is answered by no fix",
            "are answered by no fix",
            &unanswered,
        ));
        lacks
    }

    /// Whether a fix that was not declined answers a factor, or one that
    /// explains it: what removes the cause removes what it causes.
    fn is_answered(&self, factor: &Thing) -> bool {
        let answers = |id| {
            let fixes = self.fixes.iter().filter_map(Thing::as_fix);
            let stand = fixes.filter(|f| f.declined.is_none());
            stand.into_iter().any(|f| f.answers.contains(&id))
        };
        let others = self.factors.iter();
        let mut below = others.filter(|t| {
            let chain = crate::domain::causes::chain(&self.factors, t.id);
            chain.iter().any(|above| above.id == factor.id)
        });
        below.any(|t| answers(t.id)) || answers(factor.id)
    }

    fn untold(&self) -> Vec<String> {
        use crate::domain::Pattern;
        let triage = self.standing().triage;
        match triage.map(|t| t.answer) {
            Some(Pattern::OneOff | Pattern::Symptom) => Vec::new(),
            Some(Pattern::Unknown) => vec!["nobody can tell yet".to_owned()],
            None => vec!["nobody has answered it".to_owned()],
        }
    }

    fn unreasoned(&self) -> Vec<String> {
        let all = register::decisions(&self.register);
        let those = |lacking: &dyn Fn(&crate::domain::Decision) -> bool| {
            let found = all.iter().copied().filter(|t| {
                let decision = t.as_entry().and_then(|e| e.decision.as_ref());
                decision.is_some_and(lacking)
            });
            registered(found)
        };
        let mut lacks = listed("says not why", "say not why", &those(&|d| is_blank(&d.why)));
        lacks.extend(listed(
            "says not who decided",
            "say not who decided",
            &those(&|d| d.decided_by.is_none()),
        ));
        lacks
    }

    fn unfixed(&self) -> Vec<String> {
        let all: Vec<_> = self
            .fixes
            .iter()
            .filter_map(|t| Some((t, t.as_fix()?)))
            .collect();
        let stand = || all.iter().filter(|(_, f)| f.declined.is_none());
        if stand().next().is_none() {
            return vec!["no fix is planned yet".to_owned()];
        }
        let mut lacks = Vec::new();
        if !stand().any(|(_, f)| f.kind == FixKind::Durable) {
            lacks.push("no fix is durable: only this instance is patched".to_owned());
        }
        for (thing, fix) in stand().filter(|(_, f)| f.is_open()) {
            let missing = fixes::lacks(fix);
            if !missing.is_empty() {
                let missing: Vec<&str> = missing.into_iter().map(named).collect();
                lacks.push(format!("{} has no {}", thing.name(), missing.join(", no ")));
            }
        }
        lacks
    }
}

/// What a plan lacks, as a sentence says it.
fn named(lack: &'static str) -> &'static str {
    if lack == "due" { "due time" } else { lack }
}

/// `F2 rests on nothing`, `F2 F3 rest on nothing`; nothing where there is none.
fn listed(one: &str, many: &str, names: &[String]) -> Vec<String> {
    match names {
        [] => Vec::new(),
        [name] => vec![format!("{name} {one}")],
        all => vec![format!("{} {many}", all.join(" "))],
    }
}

fn names<'a>(things: impl IntoIterator<Item = &'a Thing>) -> Vec<String> {
    things.into_iter().map(Thing::name).collect()
}

/// The labels of decisions and questions.
fn registered<'a>(things: impl IntoIterator<Item = &'a Thing>) -> Vec<String> {
    let label = |t: &Thing| t.as_entry()?.register().map(|l| l.to_string());
    things.into_iter().filter_map(label).collect()
}
