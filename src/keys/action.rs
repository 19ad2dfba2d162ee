//! What a key can do.

/// Declares the actions and the list of them all.
macro_rules! actions {
    ($($name:ident),+ $(,)?) => {
        /// What a key can do; its help line is in the table of bindings.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[allow(missing_docs, reason = "the table of bindings says what each does")]
        pub enum Action { $($name),+ }

        impl Action {
            /// Every action.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];
        }
    };
}

actions! {
    // moving
    Up, Down, PageUp, PageDown, First, Last,
    FocusNext, FocusPrevious, Pane1, Pane2, Pane3, Pane4, Zoom,
    // going in and out
    Open, Detail, Back, Quit, Suspend, Redraw,
    // the capture line
    Note, TaskLine, DecisionLine, Record, Complete, HistoryOlder, HistoryNewer,
    ScrollUp, ScrollDown,
    // the selected thing
    Edit, Amend, Strike, Star, State, Owner, Priority, Copy,
    StateTodo, StateDoing, StateBlocked, StateDone, StateDropped,
    Priority1, Priority2, Priority3, Priority4, PriorityNone,
    // the incident
    Phase, PhaseDetected, PhaseTriaged, PhaseContained, PhaseEradicated,
    PhaseRecovered, PhaseReviewing, PhaseClosed,
    Incidents, EditIncident,
    New, NewIncident, NewEntry, NewTask, NewArtifact, NewWorkstream, NewPerson, NewRole,
    NewFactor, NewFix,
    // screens beside the panes
    Needs, Board, People, CheckIns, Decisions, Clocks, Sitrep, Handover, Drill,
    // the roadmap and the patterns
    Fixes, Patterns, Layout, Group, Due, Measure,
    FixProposed, FixAccepted, FixDoing, FixShipped, FixVerified, FixDeclined, FixAgain,
    // check-ins
    Begin, Rhythm, Calendar, SayConditions, SayActions, SayNeeds, Reword, Attend, NextTime,
    EndCheckIn, Health, HealthGreen, HealthAmber, HealthRed,
    // the board, people and roles
    Report, BlockedBy, Split, Merge, TakeRole, EndRole,
    // clocks, decisions and the past
    ClockStart, ClockDone, ClockOff, ClockReopen, Supersede, Revisit, Answer, AsOf,
    // the review
    Review, Script, Why, Root, Under, Category, Confidence, Trigger, Evidence, BearOut,
    Into, Used, TakeTheirs,
    ReviewDraft, ReviewInReview, ReviewReviewed,
    SureConfirmed, SureLikely, SurePossible, SureNobody,
    InTechnology, InProcess, InKnowledge, InDetection, InOrganisation, InNone,
    IntoLessons, IntoWell, IntoBadly, IntoLucky, IntoSignal, IntoSurprise, IntoLimited,
    IntoSmallest, IntoRisks,
    // a drill
    DrillRun, DrillSkip, DrillNext, DrillFaster, DrillSlower, DrillEnd, Met, NotMet,
    // what is shown
    Filter, FilterAll, FilterStarred, FilterNote, FilterAction, FilterObservation,
    FilterAttacker, FilterDecision, FilterCommunication, FilterQuestion, FilterLesson,
    FilterMilestone, FilterDone, Clock,
    // everything else
    Search, Palette, Help, Undo, Redo, AcceptOffer, Verify, Export, Backup, Mouse,
    // a line of text
    LineLeft, LineRight, LineHome, LineEnd, LineWordLeft, LineWordRight,
    LineBackspace, LineDelete, LineKillWord, LineKillBefore, LineKillAfter,
    // overlays
    Send, Acknowledge, Receiver,
    Nudge, Snooze, ShowPutOff, Resolve, Next, Previous, Save, Drop, External, Yes, Scope, LeaveOut, Verbatim, Mark, MarkNth, Keep,
}

/// What alters the record or takes time over it.
#[rustfmt::skip]
const FOR_THE_PRESENT: &[Action] = {
    use Action::*;
    &[
        // what is typed and made
        Note, TaskLine, DecisionLine, AcceptOffer, New, NewIncident, NewEntry, NewTask, NewArtifact,
        NewWorkstream, NewPerson, NewRole, NewFactor, NewFix,
        // one thing, and the incident
        Edit, Amend, Strike, Star, BearOut, State, Owner, Priority, Phase, EditIncident, Undo, Redo,
        StateTodo, StateDoing, StateBlocked, StateDone, StateDropped,
        Priority1, Priority2, Priority3, Priority4, PriorityNone,
        PhaseDetected, PhaseTriaged, PhaseContained, PhaseEradicated, PhaseRecovered,
        PhaseReviewing, PhaseClosed,
        // what takes time
        Verify, Export, Backup, Calendar,
        // the screens
        Nudge, Snooze, Resolve, Send, Acknowledge, Begin, Rhythm, EndCheckIn, NextTime,
        SayConditions, SayActions, SayNeeds, Reword, Attend, Health, Report, BlockedBy, Split, Merge,
        TakeRole, EndRole, ClockStart, ClockDone, ClockOff, ClockReopen, Supersede, Revisit, Answer,
        Measure, Why, Under, Category, Confidence, Trigger, Evidence, Into, Used,
    ]
};

impl Action {
    /// Whether it is for the present only: in the past it would be refused.
    #[must_use]
    pub fn is_for_the_present(self) -> bool {
        FOR_THE_PRESENT.contains(&self)
    }
}
