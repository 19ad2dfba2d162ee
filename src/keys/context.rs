//! Where a key is pressed.

/// A place on the screen that keys are read by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// The four panes: the top.
    Panes,
    /// The capture line.
    Capture,
    /// A question of one letter: the new state of a task.
    State,
    /// A question of one letter: the new priority of a task.
    Priority,
    /// A question of one letter: the phase passed into.
    Phase,
    /// A question of one letter: what the panes show.
    Filter,
    /// A question of one letter: what to make.
    New,
    /// The detail of one thing.
    Detail,
    /// A form of fields.
    Form,
    /// The editor for several lines.
    Editor,
    /// Leaving a form or the editor with something typed.
    Leave,
    /// A form or a text of an earlier run that is shown again.
    Resume,
    /// The command palette.
    Palette,
    /// Help.
    Help,
    /// The incident picker.
    Incidents,
    /// Search.
    Search,
    /// A question whose yes loses or hides something.
    Confirm,
    /// The choice of what is kept of several offered indicators.
    Offer,
    /// The review of pasted lines.
    Paste,
    /// Leaving that review with lines that are not recorded.
    Discard,
    /// What needs you.
    Needs,
    /// A question that is answered on a line.
    Ask,
    /// The board of workstreams.
    Board,
    /// Which of the workstreams is meant.
    Which,
    /// People and roles.
    People,
    /// Check-ins.
    CheckIns,
    /// A check-in that goes on.
    CheckInPage,
    /// A question of one letter: how a workstream is doing.
    Health,
    /// Decisions and questions.
    Decisions,
    /// Clocks.
    Clocks,
    /// A situation report.
    Sitrep,
    /// A handover.
    Handover,
    /// The end of an incident.
    Closing,
    /// A drill.
    Drill,
    /// The fixes of all incidents.
    Roadmap,
    /// A question of one letter: where a fix stands.
    FixPassage,
    /// What incidents have in common.
    Patterns,
    /// The review of an incident.
    Review,
    /// The tree of factors.
    Causes,
    /// Which factor another one explains.
    Under,
    /// The fixes of an incident.
    ReviewFixes,
    /// The lessons that wait.
    Waiting,
    /// What a part of the review rests on.
    ReviewRows,
    /// A question of one letter: where the post-mortem stands.
    ReviewState,
    /// A question of one letter: how sure a factor is.
    Confidence,
    /// A question of one letter: where a factor lies.
    Category,
    /// A question of one letter: the section a lesson goes into.
    Into,
    /// A text of the review that is written.
    Writing,
    /// Which factor something bears out.
    Evidence,
    /// Any list that is moved through.
    List,
    /// Any line that is typed on.
    Line,
    /// Everywhere.
    Anywhere,
}

impl Context {
    /// Every context, in the order help shows them.
    pub const ALL: &'static [Self] = &[
        Self::Panes,
        Self::Capture,
        Self::State,
        Self::Priority,
        Self::Phase,
        Self::Filter,
        Self::New,
        Self::Detail,
        Self::Form,
        Self::Editor,
        Self::Leave,
        Self::Resume,
        Self::Palette,
        Self::Help,
        Self::Incidents,
        Self::Search,
        Self::Confirm,
        Self::Offer,
        Self::Paste,
        Self::Discard,
        Self::Needs,
        Self::Ask,
        Self::Board,
        Self::Which,
        Self::People,
        Self::CheckIns,
        Self::CheckInPage,
        Self::Health,
        Self::Decisions,
        Self::Clocks,
        Self::Sitrep,
        Self::Handover,
        Self::Closing,
        Self::Drill,
        Self::Roadmap,
        Self::FixPassage,
        Self::Patterns,
        Self::Review,
        Self::Causes,
        Self::Under,
        Self::ReviewFixes,
        Self::Waiting,
        Self::ReviewRows,
        Self::ReviewState,
        Self::Confidence,
        Self::Category,
        Self::Into,
        Self::Writing,
        Self::Evidence,
        Self::List,
        Self::Line,
        Self::Anywhere,
    ];

    /// The context and those it falls back to, nearest first.
    #[must_use]
    pub const fn chain(self) -> &'static [Self] {
        match self {
            Self::Panes => &[Self::Panes, Self::List, Self::Anywhere],
            Self::Detail => &[Self::Detail, Self::List, Self::Anywhere],
            Self::Incidents => &[Self::Incidents, Self::List, Self::Anywhere],
            Self::Offer => &[Self::Offer, Self::List, Self::Anywhere],
            Self::Paste => &[Self::Paste, Self::List, Self::Anywhere],
            Self::Capture => &[Self::Capture, Self::Line, Self::Anywhere],
            Self::Form => &[Self::Form, Self::Line, Self::Anywhere],
            Self::Palette => &[Self::Palette, Self::Line, Self::Anywhere],
            Self::Search => &[Self::Search, Self::Line, Self::Anywhere],
            Self::Help => &[Self::Help, Self::Line, Self::Anywhere],
            Self::State => &[Self::State, Self::Anywhere],
            Self::Priority => &[Self::Priority, Self::Anywhere],
            Self::Phase => &[Self::Phase, Self::Anywhere],
            Self::Filter => &[Self::Filter, Self::Anywhere],
            Self::New => &[Self::New, Self::Anywhere],
            Self::Editor => &[Self::Editor, Self::Line, Self::Anywhere],
            Self::Leave => &[Self::Leave, Self::Anywhere],
            Self::Resume => &[Self::Resume, Self::Anywhere],
            Self::Confirm => &[Self::Confirm, Self::Anywhere],
            Self::Discard => &[Self::Discard, Self::Anywhere],
            Self::Needs => &[Self::Needs, Self::List, Self::Anywhere],
            Self::Ask => &[Self::Ask, Self::Line, Self::Anywhere],
            Self::Board => &[Self::Board, Self::List, Self::Anywhere],
            Self::Which => &[Self::Which, Self::List, Self::Anywhere],
            Self::People => &[Self::People, Self::List, Self::Anywhere],
            Self::CheckIns => &[Self::CheckIns, Self::List, Self::Anywhere],
            Self::CheckInPage => &[Self::CheckInPage, Self::List, Self::Anywhere],
            Self::Health => &[Self::Health, Self::Anywhere],
            Self::Decisions => &[Self::Decisions, Self::List, Self::Anywhere],
            Self::Clocks => &[Self::Clocks, Self::List, Self::Anywhere],
            Self::Sitrep => &[Self::Sitrep, Self::List, Self::Anywhere],
            Self::Handover => &[Self::Handover, Self::List, Self::Anywhere],
            Self::Closing => &[Self::Closing, Self::List, Self::Anywhere],
            Self::Drill => &[Self::Drill, Self::List, Self::Anywhere],
            Self::Roadmap => &[Self::Roadmap, Self::List, Self::Anywhere],
            Self::FixPassage => &[Self::FixPassage, Self::Anywhere],
            Self::Patterns => &[Self::Patterns, Self::List, Self::Anywhere],
            Self::Review => &[Self::Review, Self::List, Self::Anywhere],
            Self::Causes => &[Self::Causes, Self::List, Self::Anywhere],
            Self::Under => &[Self::Under, Self::List, Self::Anywhere],
            Self::ReviewFixes => &[Self::ReviewFixes, Self::List, Self::Anywhere],
            Self::Waiting => &[Self::Waiting, Self::List, Self::Anywhere],
            Self::ReviewRows => &[Self::ReviewRows, Self::List, Self::Anywhere],
            Self::ReviewState => &[Self::ReviewState, Self::Anywhere],
            Self::Confidence => &[Self::Confidence, Self::Anywhere],
            Self::Category => &[Self::Category, Self::Anywhere],
            Self::Into => &[Self::Into, Self::Anywhere],
            Self::Writing => &[Self::Writing, Self::Editor, Self::Line, Self::Anywhere],
            Self::Evidence => &[Self::Evidence, Self::List, Self::Anywhere],
            Self::List => &[Self::List, Self::Anywhere],
            Self::Line => &[Self::Line, Self::Anywhere],
            Self::Anywhere => &[Self::Anywhere],
        }
    }

    /// What help calls it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Panes => "The four panes",
            Self::Capture => "The capture line",
            Self::State => "After s: the state of a task",
            Self::Priority => "After p: the priority of a task",
            Self::Phase => "After P: the phase of the incident",
            Self::Filter => "After f: what the panes show",
            Self::New => "After N: what to make",
            Self::Detail => "The detail of a thing",
            Self::Form => "A form",
            Self::Editor => "The editor",
            Self::Leave => "Leaving with something typed",
            Self::Resume => "Something begun before, shown again",
            Self::Palette => "The command palette",
            Self::Help => "Help",
            Self::Incidents => "The incident picker",
            Self::Search => "Search",
            Self::Confirm => "A confirmation",
            Self::Offer => "Several offered indicators",
            Self::Paste => "The review of pasted lines",
            Self::Discard => "Leaving the review of pasted lines",
            Self::Needs => "What needs you",
            Self::Ask => "A question answered on a line",
            Self::Board => "The board of workstreams",
            Self::Which => "After B or M on the board: which workstream is meant",
            Self::People => "People and roles",
            Self::CheckIns => "Check-ins",
            Self::CheckInPage => "A check-in that goes on",
            Self::Health => "After h: how a workstream is doing",
            Self::Decisions => "Decisions and questions",
            Self::Clocks => "Clocks",
            Self::Sitrep => "A situation report",
            Self::Handover => "A handover",
            Self::Closing => "Closing an incident",
            Self::Drill => "A drill",
            Self::Roadmap => "The fixes of all incidents",
            Self::FixPassage => "After s: where a fix stands",
            Self::Patterns => "What incidents have in common",
            Self::Review => "The review",
            Self::Causes => "The root cause, inside the review",
            Self::Under => "After m in the root cause: which factor it explains",
            Self::ReviewFixes => "The fixes, inside the review",
            Self::Waiting => "Lessons waiting, inside the review",
            Self::ReviewRows => "Other lists inside the review",
            Self::ReviewState => "After s in the review: where the post-mortem stands",
            Self::Confidence => "After s in the root cause: how sure a factor is",
            Self::Category => "After c in the root cause: where a factor lies",
            Self::Into => "After m in the lessons: the section it goes into",
            Self::Writing => "A text of the review, beside the keys of the editor",
            Self::Evidence => "Which factor something bears out",
            Self::List => "Any list",
            Self::Line => "Any line of text",
            Self::Anywhere => "Everywhere",
        }
    }
}
