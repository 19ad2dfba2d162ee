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

impl Action {
    /// Whether, in the panes, it alters the record or takes time over it: what
    /// is for the present only.
    #[must_use]
    pub const fn is_for_the_present(self) -> bool {
        matches!(
            self,
            Self::Note
                | Self::TaskLine
                | Self::DecisionLine
                | Self::AcceptOffer
                | Self::Edit
                | Self::Amend
                | Self::Strike
                | Self::Star
                | Self::BearOut
                | Self::State
                | Self::StateTodo
                | Self::StateDoing
                | Self::StateBlocked
                | Self::StateDone
                | Self::StateDropped
                | Self::Owner
                | Self::Priority
                | Self::Priority1
                | Self::Priority2
                | Self::Priority3
                | Self::Priority4
                | Self::PriorityNone
                | Self::Phase
                | Self::PhaseDetected
                | Self::PhaseTriaged
                | Self::PhaseContained
                | Self::PhaseEradicated
                | Self::PhaseRecovered
                | Self::PhaseReviewing
                | Self::PhaseClosed
                | Self::EditIncident
                | Self::New
                | Self::NewIncident
                | Self::NewEntry
                | Self::NewTask
                | Self::NewArtifact
                | Self::NewWorkstream
                | Self::NewPerson
                | Self::NewRole
                | Self::NewFactor
                | Self::NewFix
                | Self::Undo
                | Self::Redo
                | Self::Verify
                | Self::Export
                | Self::Backup
        )
    }
}
