//! The words of the checklist: what each point is called, says and asks for.

use crate::domain::words::words;

words! {
    /// What a post-mortem can lack, in a word.
    Rule {
        NoSummary = "no-summary",
        NoImpact = "no-impact",
        /// Written before the incident moved on: its summary, its impact.
        Outdated = "outdated",
        NoIc = "no-ic",
        NoMilestone = "no-milestone",
        NoDetection = "no-detection",
        /// A phase was reached, and no entry says when.
        ClockUnsourced = "clock-unsourced",
        /// A duration ends before it begins.
        ClockImpossible = "clock-impossible",
        NoAttacker = "no-attacker",
        NoStar = "no-star",
        /// Hours without an entry while the incident was active.
        TimelineGap = "timeline-gap",
        PromiseBroken = "promise-broken",
        HandoverWaiting = "handover-waiting",
        /// A check-in goes on: its minutes are not written.
        CheckInOpen = "check-in-open",
        NoFactor = "no-factor",
        NoTrigger = "no-trigger",
        FactorUnsupported = "factor-unsupported",
        FactorUncategorised = "factor-uncategorised",
        FactorUnsure = "factor-unsure",
        /// No fix removes it, nor what explains it.
        FactorUnanswered = "factor-unanswered",
        /// A lesson that no section cites and no factor rests on.
        LessonUnused = "lesson-unused",
        SectionEmpty = "section-empty",
        /// Nobody has said whether it is a one-off or a symptom.
        Untriaged = "untriaged",
        DecisionUnreasoned = "decision-unreasoned",
        DecisionUnnamed = "decision-unnamed",
        QuestionOpen = "question-open",
        NoDurableFix = "no-durable-fix",
        FixUnowned = "fix-unowned",
        FixUnmeasured = "fix-unmeasured",
        FixUndated = "fix-undated",
        FixUnranked = "fix-unranked",
        FixUntargeted = "fix-untargeted",
        FixUnproven = "fix-without-verification",
        FixOverdue = "fix-overdue",
        FixUnverified = "fix-unverified",
        /// Verified, and the target was missed or nothing was measured.
        FixDoubtful = "fix-doubtful",
        TaskUnowned = "task-unowned",
        TaskOverdue = "task-overdue",
        TaskUnranked = "task-unranked",
        StreamUnled = "workstream-unled",
        EvidenceUnhashed = "evidence-unhashed",
        EvidenceUnkept = "evidence-without-custody",
        Unreviewed = "unreviewed",
        /// A hint: words that look for somebody to blame.
        Tone = "tone",
    }
}

impl Rule {
    /// What is missing, of one thing and of several.
    #[must_use]
    pub const fn said(self) -> (&'static str, &'static str) {
        self.texts().0
    }

    /// What to do about it, as one sentence without its end.
    #[must_use]
    pub const fn advice(self) -> &'static str {
        self.texts().1
    }

    #[rustfmt::skip]
    const fn texts(self) -> ((&'static str, &'static str), &'static str) {
        match self {
            Self::NoSummary => (both("No summary is written"), "Write five lines: what happened, to whom, what was done"),
            Self::NoImpact => (both("No impact is recorded"), "Say it in numbers: people, hosts, hours, money"),
            Self::Outdated => (("Last written before the incident moved on", "Last written before the incident moved on"), "Read it again, and write what is known now"),
            Self::NoIc => (both("No incident commander is recorded"), "Say who held the role, and from when"),
            Self::NoMilestone => (both("No milestone is recorded"), "Record when it was detected, contained, recovered"),
            Self::NoDetection => (both("No milestone says when it was detected"), "Record it with its time: `14:05 milestone: detected`"),
            Self::ClockUnsourced => (("Clock without a source entry", "Clocks without a source entry"), "Record when each phase was reached: `14:05 milestone: contained`"),
            Self::ClockImpossible => (("Clock that ends before it starts", "Clocks that end before they start"), "Put right the time of one of its entries"),
            Self::NoAttacker => (both("No attacker activity is recorded"), "Record what the attacker did, and when, as far as it is known"),
            Self::NoStar => (both("No entry is starred for the report"), "Star the entries that tell the story"),
            Self::TimelineGap => (("Gap in the timeline while the incident was active", "Gaps in the timeline while the incident was active"), "Record what was done in that time, or that nothing was"),
            Self::PromiseBroken => (("Promise not kept", "Promises not kept"), "Record what kept it, or that it was not kept and why"),
            Self::HandoverWaiting => (("Handover that was never acknowledged", "Handovers that were never acknowledged"), "Let who took it over acknowledge it"),
            Self::CheckInOpen => (("Check-in that goes on", "Check-ins that go on"), "End it, so that its minutes are in the timeline"),
            Self::NoFactor => (both("No contributing factor is named"), "Ask what made it possible, then why, until an answer can be changed"),
            Self::NoTrigger => (both("Nothing says what set it off"), "Mark a factor as the trigger, or write the section on it"),
            Self::FactorUnsupported => (("Factor without evidence", "Factors without evidence"), "Cite the entries or artifacts that bear it out"),
            Self::FactorUncategorised => (("Factor without a category", "Factors without a category"), "Say where it lies: technology, process, knowledge, detection or organisation"),
            Self::FactorUnsure => (("Factor that says not how sure it is", "Factors that say not how sure they are"), "Say whether it is confirmed, likely or possible"),
            Self::FactorUnanswered => (("Factor that no fix answers", "Factors that no fix answers"), "Plan a fix that removes it, or what explains it"),
            Self::LessonUnused => (("Lesson that is used nowhere", "Lessons that are used nowhere"), "Cite it in a section or a factor, or say in the review that it needs no more"),
            Self::SectionEmpty => (("Section without a text", "Sections without a text"), "Write it, or say in it that there is nothing to say"),
            Self::Untriaged => (both("Nobody has said whether it is a one-off or a symptom"), "Answer it, with what speaks for the answer"),
            Self::DecisionUnreasoned => (("Decision without a why", "Decisions without a why"), "Amend it with what spoke for it then"),
            Self::DecisionUnnamed => (("Decision without a name to it", "Decisions without a name to them"), "Amend it with who decided"),
            Self::QuestionOpen => (("Open question", "Open questions"), "Answer it, or say who will and by when"),
            Self::NoDurableFix => (both("No durable fix is planned"), "Plan one that removes the whole class of weakness"),
            Self::FixUnowned => (("Fix without an owner", "Fixes without an owner"), "Give it to one person"),
            Self::FixUnmeasured => (("Fix without a success metric", "Fixes without a success metric"), "Say what will be measured, from where to where"),
            Self::FixUndated => (("Fix without a due date", "Fixes without a due date"), "Say by when it ships"),
            Self::FixUnranked => (("Fix without a priority", "Fixes without a priority"), "Say how urgent it is beside the others"),
            Self::FixUntargeted => (("Fix whose metric has no target", "Fixes whose metrics have no target"), "Say what is to be reached"),
            Self::FixUnproven => (("Fix without a verification", "Fixes without a verification"), "Say which step will show whether it holds"),
            Self::FixOverdue => (("Fix overdue at the last entry", "Fixes overdue at the last entry"), "Ship it, or say by when it ships now"),
            Self::FixUnverified => (("Fix that shipped and is not verified", "Fixes that shipped and are not verified"), "Take the step that shows whether it holds, and record what it showed"),
            Self::FixDoubtful => (("Fix verified although its target was not reached", "Fixes verified although their targets were not reached"), "Measure again, or take it up again"),
            Self::TaskUnowned => (("Open task without an owner", "Open tasks without an owner"), "Give it to somebody, or drop it"),
            Self::TaskOverdue => (("Task overdue at the last entry", "Tasks overdue at the last entry"), "Finish it, drop it, or say when it is due now"),
            Self::TaskUnranked => (("Open task without a priority", "Open tasks without a priority"), "Rank it, or drop it"),
            Self::StreamUnled => (("Workstream without a lead", "Workstreams without a lead"), "Say who led it"),
            Self::EvidenceUnhashed => (("Evidence without a hash", "Evidence without a hash"), "Hand the file in again, so that it is hashed"),
            Self::EvidenceUnkept => (("Evidence without custody", "Evidence without custody"), "Say who handed it to whom, when and why"),
            Self::Unreviewed => (both("Nobody has reviewed the post-mortem"), "Hold the review, and say that it is reviewed"),
            Self::Tone => (("Words that look for somebody to blame", "Words that look for somebody to blame"), "Say what made it possible, not who did it"),
        }
    }
}

const fn both(text: &'static str) -> (&'static str, &'static str) {
    (text, text)
}
