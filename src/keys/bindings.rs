//! The one table of keys. A binding stands nowhere else.

use super::Context::{
    Anywhere, Capture, Confirm, Detail, Discard, Editor, Filter, Form, Help, Incidents, Leave,
    Line, List, New, Offer, Palette, Panes, Paste, Phase, Priority, Search, State,
};
use super::{Action, Chord, Context, Key};

/// What some chords do in one context.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// Where.
    pub context: Context,
    /// The chords, the one to show first.
    pub chords: &'static [Chord],
    /// What they do.
    pub action: Action,
    /// The word the footer shows; empty where it shows none.
    pub footer: &'static str,
    /// The name in the palette; empty where it has none.
    pub name: &'static str,
    /// One line of help.
    pub help: &'static str,
}

const fn c(c: char) -> Chord {
    Chord::char(c)
}

const fn ctrl(c: char) -> Chord {
    Chord::ctrl(c)
}

const fn k(key: Key) -> Chord {
    Chord::plain(key)
}

const fn with_ctrl(key: Key) -> Chord {
    Chord {
        key,
        ctrl: true,
        alt: false,
    }
}

const fn with_alt(key: Key) -> Chord {
    Chord {
        key,
        ctrl: false,
        alt: true,
    }
}

const ENTER: Chord = k(Key::Enter);
const ESC: Chord = k(Key::Esc);

const fn bind(
    context: Context,
    chords: &'static [Chord],
    action: Action,
    footer: &'static str,
    name: &'static str,
    help: &'static str,
) -> Binding {
    Binding {
        context,
        chords,
        action,
        footer,
        name,
        help,
    }
}

/// Every key of the cockpit.
#[rustfmt::skip]
pub const BINDINGS: &[Binding] = &[
    // ---- the four panes -------------------------------------------------
    bind(Panes, &[c('n')], Action::Note, "", "note", "type on the capture line"),
    bind(Panes, &[c('t')], Action::TaskLine, "", "", "type a task on the capture line"),
    bind(Panes, &[c('d')], Action::DecisionLine, "", "", "type a decision on the capture line"),
    bind(Panes, &[c('s')], Action::State, "", "state", "set the state of the selected task, then one letter"),
    bind(Panes, &[c('o')], Action::Owner, "", "owner", "give the selected task or workstream to somebody, then one key"),
    bind(Panes, &[c('/')], Action::Search, "", "search", "search entries, tasks and artifacts"),
    bind(Panes, &[c(':')], Action::Palette, "", "", "run a command by name"),
    bind(Panes, &[c('?')], Action::Help, "", "help", "show and search every key"),
    bind(Panes, &[ENTER], Action::Open, "", "", "open the detail; on a workstream, show that workstream only"),
    bind(Panes, &[c('v'), c(' ')], Action::Detail, "", "detail", "open the detail, on a workstream too"),
    bind(Panes, &[ESC], Action::Back, "", "", "go back: close, widen, show everything again"),
    bind(Panes, &[k(Key::Tab), c('l'), k(Key::Right)], Action::FocusNext, "", "", "focus the next pane"),
    bind(Panes, &[k(Key::BackTab), c('h'), k(Key::Left)], Action::FocusPrevious, "", "", "focus the previous pane"),
    bind(Panes, &[c('1')], Action::Pane1, "", "timeline", "focus the timeline"),
    bind(Panes, &[c('2')], Action::Pane2, "", "workstreams", "focus the workstreams"),
    bind(Panes, &[c('3')], Action::Pane3, "", "tasks", "focus the tasks"),
    bind(Panes, &[c('4')], Action::Pane4, "", "artifacts", "focus the artifacts"),
    bind(Panes, &[c('z')], Action::Zoom, "", "zoom", "give the focused pane the whole screen, or take it back"),
    bind(Panes, &[c('f')], Action::Filter, "", "filter", "choose what the panes show, then one letter"),
    bind(Panes, &[c('e')], Action::Edit, "", "edit", "edit the selected thing in a form"),
    bind(Panes, &[c('a')], Action::Amend, "", "amend", "amend the selected entry or task on the capture line; the old text is kept"),
    bind(Panes, &[c('x')], Action::Strike, "", "strike", "strike the selected entry out, drop the task or withdraw the artifact, after asking; struck once, unstrike"),
    bind(Panes, &[c('*')], Action::Star, "", "star", "star the selected entry for the report, or take the star away"),
    bind(Panes, &[c('p')], Action::Priority, "", "priority", "set the priority of the selected task, then one digit"),
    bind(Panes, &[c('y')], Action::Copy, "", "copy", "copy the label and text of the selected thing"),
    bind(Panes, &[c('A')], Action::AcceptOffer, "", "accept", "keep the indicators just offered as artifacts; of several, choose which"),
    bind(Panes, &[c('u')], Action::Undo, "", "undo", "take back what you did last"),
    bind(Panes, &[ctrl('r')], Action::Redo, "", "redo", "do again what you took back"),
    bind(Panes, &[c('N')], Action::New, "", "new", "make something with a form, then one letter"),
    bind(Panes, &[c('i')], Action::Incidents, "", "incidents", "switch to another incident"),
    bind(Panes, &[c('I')], Action::NewIncident, "", "new incident", "open a new incident"),
    bind(Panes, &[c('E')], Action::EditIncident, "", "edit incident", "edit title, severity, TLP and summary of the incident"),
    bind(Panes, &[c('P')], Action::Phase, "", "phase", "record the passage into a phase, then one letter"),
    bind(Panes, &[c('L')], Action::Clock, "", "clock", "show times in the other zone: UTC or local"),
    bind(Panes, &[c('M')], Action::Mouse, "", "mouse", "let the terminal have the mouse, for selecting, or take it back"),
    bind(Panes, &[c('V')], Action::Verify, "", "verify", "replay the journal and compare"),
    bind(Panes, &[c('X')], Action::Export, "", "export", "write the post-mortem as Markdown"),
    bind(Panes, &[c('B')], Action::Backup, "", "backup", "copy the whole file, safely, while it is in use"),
    bind(Panes, &[c('!'), c('w')], Action::Needs, "", "needs", "what needs you, most urgent first"),
    bind(Panes, &[c('b')], Action::Board, "", "board", "the board of workstreams"),
    bind(Panes, &[c('@'), c('W')], Action::People, "", "people", "people, roles and who is awake; find an expert by what they know"),
    bind(Panes, &[c('m')], Action::CheckIns, "", "check-ins", "the schedule of check-ins, and starting one"),
    bind(Panes, &[c('D')], Action::Decisions, "", "decisions", "the register of decisions and questions"),
    bind(Panes, &[c('C')], Action::Clocks, "", "clocks", "durations of this incident and regulatory clocks"),
    bind(Panes, &[c('R')], Action::Sitrep, "", "sitrep", "write and send a situation report"),
    bind(Panes, &[c('H')], Action::Handover, "", "handover", "hand a role over, or acknowledge what was handed over"),
    bind(Panes, &[c('Z')], Action::Drill, "", "drill", "run the scenario of an exercise"),
    bind(Panes, &[c('q')], Action::Quit, "", "quit", "leave; everything is saved already"),

    // ---- the capture line -----------------------------------------------
    bind(Capture, &[ENTER], Action::Record, "record", "", "record the line as the preview shows it"),
    bind(Capture, &[k(Key::Tab)], Action::Complete, "complete", "", "complete @people, #workstreams and labels; on an empty line, keep the offered indicators"),
    bind(Capture, &[k(Key::Up), ctrl('p')], Action::HistoryOlder, "history", "", "bring back an earlier line, or move up in the completions"),
    bind(Capture, &[k(Key::Down), ctrl('n')], Action::HistoryNewer, "", "", "go to the later line, or move down in the completions"),
    bind(Capture, &[k(Key::PageUp)], Action::ScrollUp, "", "", "scroll the timeline up while typing"),
    bind(Capture, &[k(Key::PageDown)], Action::ScrollDown, "", "", "scroll the timeline down while typing"),
    bind(Capture, &[ESC, ctrl('c')], Action::Back, "panes", "", "go to the panes; what is typed stays"),

    // ---- one letter after another ---------------------------------------
    bind(State, &[c('t')], Action::StateTodo, "todo", "", "nobody works on it yet"),
    bind(State, &[c('s'), c('i')], Action::StateDoing, "doing", "", "somebody works on it: started"),
    bind(State, &[c('b')], Action::StateBlocked, "blocked", "", "it cannot go on"),
    bind(State, &[c('d')], Action::StateDone, "done", "", "it is done"),
    bind(State, &[c('x')], Action::StateDropped, "dropped", "", "it will not be done"),
    bind(State, &[ESC], Action::Back, "cancel", "", "leave it as it is"),
    bind(Priority, &[c('1')], Action::Priority1, "P1", "", "now"),
    bind(Priority, &[c('2')], Action::Priority2, "P2", "", "today"),
    bind(Priority, &[c('3')], Action::Priority3, "P3", "", "soon"),
    bind(Priority, &[c('4')], Action::Priority4, "P4", "", "when there is time"),
    bind(Priority, &[c('0'), c('-')], Action::PriorityNone, "none", "", "nobody has said"),
    bind(Priority, &[ESC], Action::Back, "cancel", "", "leave it as it is"),
    bind(Phase, &[c('d')], Action::PhaseDetected, "detected", "", "somebody noticed"),
    bind(Phase, &[c('t')], Action::PhaseTriaged, "triaged", "", "it is known to be an incident, with a severity"),
    bind(Phase, &[c('c')], Action::PhaseContained, "contained", "", "the attacker can do no further harm"),
    bind(Phase, &[c('e')], Action::PhaseEradicated, "eradicated", "", "the attacker's foothold is gone"),
    bind(Phase, &[c('r')], Action::PhaseRecovered, "recovered", "", "service is back"),
    bind(Phase, &[c('v')], Action::PhaseReviewing, "reviewing", "", "the post-mortem is being made"),
    bind(Phase, &[c('z')], Action::PhaseClosed, "closed", "", "nothing is left but to verify fixes"),
    bind(Phase, &[ESC], Action::Back, "cancel", "", "leave it as it is"),
    bind(Filter, &[c('f')], Action::FilterAll, "everything", "", "show every kind of entry"),
    bind(Filter, &[c('s')], Action::FilterStarred, "starred", "", "show starred entries only, or no longer only"),
    bind(Filter, &[c('n')], Action::FilterNote, "note", "", "show notes only"),
    bind(Filter, &[c('a')], Action::FilterAction, "action", "", "show actions only"),
    bind(Filter, &[c('o')], Action::FilterObservation, "observation", "", "show observations only"),
    bind(Filter, &[c('x')], Action::FilterAttacker, "attacker", "", "show what the attacker did only"),
    bind(Filter, &[c('d')], Action::FilterDecision, "decision", "", "show decisions only"),
    bind(Filter, &[c('c')], Action::FilterCommunication, "communication", "", "show communications only"),
    bind(Filter, &[c('q')], Action::FilterQuestion, "question", "", "show questions only"),
    bind(Filter, &[c('l')], Action::FilterLesson, "lesson", "", "show lessons only"),
    bind(Filter, &[c('m')], Action::FilterMilestone, "milestone", "", "show milestones only"),
    bind(Filter, &[c('t')], Action::FilterDone, "closed tasks", "", "show tasks that are done or dropped too, or no longer"),
    bind(Filter, &[ESC], Action::Back, "cancel", "", "leave it as it is"),
    bind(New, &[c('e')], Action::NewEntry, "entry", "", "an entry, field by field"),
    bind(New, &[c('t')], Action::NewTask, "task", "", "a task"),
    bind(New, &[c('a')], Action::NewArtifact, "artifact", "new artifact", "an artifact"),
    bind(New, &[c('w')], Action::NewWorkstream, "workstream", "new workstream", "a workstream"),
    bind(New, &[c('p')], Action::NewPerson, "person", "new person", "a person"),
    bind(New, &[c('r')], Action::NewRole, "role", "new role", "a role somebody holds: IC, deputy, scribe"),
    bind(New, &[c('i')], Action::NewIncident, "incident", "", "an incident"),
    bind(New, &[ESC], Action::Back, "cancel", "", "make nothing"),

    // ---- overlays --------------------------------------------------------
    bind(Detail, &[c('e')], Action::Edit, "edit", "", "edit it in a form"),
    bind(Detail, &[c('a')], Action::Amend, "amend", "", "amend it on the capture line"),
    bind(Detail, &[c('s')], Action::State, "state", "", "set the state of the task, then one letter"),
    bind(Detail, &[c('o')], Action::Owner, "owner", "", "give it to somebody, then one key"),
    bind(Detail, &[c('p')], Action::Priority, "priority", "", "set the priority of the task, then one digit"),
    bind(Detail, &[c('*')], Action::Star, "star", "", "star it, or take the star away"),
    bind(Detail, &[c('x')], Action::Strike, "strike", "", "strike it out, after asking"),
    bind(Detail, &[c('y')], Action::Copy, "copy", "", "copy its label and text"),
    bind(Detail, &[k(Key::Tab)], Action::Next, "next link", "", "select the next link"),
    bind(Detail, &[k(Key::BackTab)], Action::Previous, "", "", "select the previous link"),
    bind(Detail, &[ENTER], Action::Open, "follow", "", "open what the selected link leads to"),
    bind(Detail, &[c('?')], Action::Help, "", "", "show and search every key"),
    bind(Detail, &[ESC, c('q')], Action::Back, "back", "", "go back to where you came from"),
    bind(Form, &[k(Key::Tab), k(Key::Down)], Action::Next, "next field", "", "go to the next field"),
    bind(Form, &[k(Key::BackTab), k(Key::Up)], Action::Previous, "", "", "go to the previous field"),
    bind(Form, &[ENTER], Action::Open, "next or save", "", "go on to the next field, open a long text, or save on the last"),
    bind(Form, &[ctrl('s')], Action::Save, "save", "", "save"),
    bind(Form, &[ctrl('g')], Action::External, "", "", "edit the field in $EDITOR"),
    bind(Form, &[ESC], Action::Back, "cancel", "", "leave without saving; asks when something was typed"),
    bind(Editor, &[ctrl('s')], Action::Save, "keep", "", "keep the text"),
    bind(Editor, &[ctrl('g')], Action::External, "$EDITOR", "", "go on in $EDITOR"),
    bind(Editor, &[k(Key::Up), ctrl('p')], Action::Up, "", "", "one row up"),
    bind(Editor, &[k(Key::Down), ctrl('n')], Action::Down, "", "", "one row down"),
    bind(Editor, &[k(Key::PageUp)], Action::PageUp, "", "", "a page up"),
    bind(Editor, &[k(Key::PageDown)], Action::PageDown, "", "", "a page down"),
    bind(Editor, &[ctrl('y')], Action::Undo, "undo", "", "take back what was typed last"),
    bind(Editor, &[ctrl('r')], Action::Redo, "redo", "", "type again what was taken back"),
    bind(Editor, &[ESC], Action::Back, "cancel", "", "leave the text as it was; asks when something was typed"),
    bind(Leave, &[c('s')], Action::Save, "save", "", "keep what was typed"),
    bind(Leave, &[c('d')], Action::Drop, "drop it", "", "leave; what was typed is lost"),
    bind(Leave, &[ESC], Action::Back, "go on", "", "go on typing"),
    bind(Palette, &[ENTER], Action::Open, "run", "", "run the selected command"),
    bind(Palette, &[k(Key::Down), ctrl('n')], Action::Down, "", "", "select the next command"),
    bind(Palette, &[k(Key::Up), ctrl('p')], Action::Up, "", "", "select the previous command"),
    bind(Palette, &[k(Key::Tab)], Action::Complete, "complete", "", "complete to the selected command"),
    bind(Palette, &[ESC], Action::Back, "close", "", "close"),
    bind(Help, &[ENTER], Action::Open, "run", "", "run the selected line"),
    bind(Help, &[k(Key::Down), ctrl('n')], Action::Down, "", "", "select the next line"),
    bind(Help, &[k(Key::Up), ctrl('p')], Action::Up, "", "", "select the previous line"),
    bind(Help, &[k(Key::PageDown)], Action::PageDown, "", "", "a page down"),
    bind(Help, &[k(Key::PageUp)], Action::PageUp, "", "", "a page up"),
    bind(Help, &[ESC], Action::Back, "close", "", "close"),
    bind(Incidents, &[ENTER], Action::Open, "switch", "", "switch to the selected incident"),
    bind(Incidents, &[c('I'), c('n')], Action::NewIncident, "new", "", "open a new incident"),
    bind(Incidents, &[c('/')], Action::Search, "find", "", "narrow the list by a few letters"),
    bind(Incidents, &[ESC, c('q')], Action::Back, "close", "", "stay"),
    bind(Search, &[ENTER], Action::Open, "go there", "", "go to the selected match; Esc comes back here"),
    bind(Search, &[k(Key::Down), ctrl('n')], Action::Down, "", "", "select the next match"),
    bind(Search, &[k(Key::Up), ctrl('p')], Action::Up, "", "", "select the previous match"),
    bind(Search, &[k(Key::PageDown)], Action::PageDown, "", "", "a page down"),
    bind(Search, &[k(Key::PageUp)], Action::PageUp, "", "", "a page up"),
    bind(Search, &[k(Key::Tab)], Action::Scope, "all incidents", "", "search all incidents, or this one only"),
    bind(Search, &[ESC], Action::Back, "close", "", "close"),
    bind(Confirm, &[c('y')], Action::Yes, "yes", "", "do it"),
    bind(Confirm, &[ESC, c('n')], Action::Back, "no", "", "do not"),
    bind(Offer, &[ENTER, c('A')], Action::Keep, "keep the marked", "", "keep the marked ones as artifacts, dismiss the others"),
    bind(Offer, &[c(' '), c('x')], Action::Mark, "mark or not", "", "mark the selected one, or take the mark away"),
    bind(Offer, &[c('1'), c('2'), c('3'), c('4'), c('5'), c('6'), c('7'), c('8'), c('9')], Action::MarkNth, "", "", "mark the one of that number, or take the mark away"),
    bind(Offer, &[ESC, c('q')], Action::Back, "later", "", "keep nothing yet; they stay offered"),
    bind(Paste, &[ENTER], Action::Record, "record all", "", "record the lines, all in one; says so when some cannot be read"),
    bind(Paste, &[c('e')], Action::Edit, "edit", "", "edit the selected line, then Enter"),
    bind(Paste, &[c('x')], Action::Strike, "leave out", "", "leave the selected line out, or take it in again"),
    bind(Paste, &[c('X')], Action::LeaveOut, "leave out unreadable", "", "leave out every line that cannot be read"),
    bind(Paste, &[k(Key::Tab)], Action::Next, "next mistake", "", "go to the next line that cannot be read"),
    bind(Paste, &[ESC], Action::Back, "leave", "", "leave the review; asks what becomes of the lines"),
    bind(Discard, &[c('r')], Action::Record, "record them", "", "record the lines, as Enter does in the review"),
    bind(Discard, &[c('d')], Action::Drop, "drop them", "", "leave; the pasted lines are lost"),
    bind(Discard, &[ESC], Action::Back, "back to the review", "", "go on with the review"),

    // ---- screens beside the panes ------------------------------------------
    bind(Context::Needs, &[ENTER], Action::Open, "go there", "", "go to what it is about; Esc comes back here"),
    bind(Context::Needs, &[c('o')], Action::Owner, "assign", "", "give it to somebody, then one key"),
    bind(Context::Needs, &[c('n')], Action::Nudge, "nudge", "", "type a message to whoever can help, on the capture line"),
    bind(Context::Needs, &[c('z')], Action::Snooze, "put off", "", "put it off: for how long, and why"),
    bind(Context::Needs, &[c('s'), c('x')], Action::Resolve, "resolve", "", "be done with it: the state of a task, the entry that answers, the screen where it is done"),
    bind(Context::Needs, &[c('?')], Action::Help, "help", "", "show the keys of this screen"),
    bind(Context::Needs, &[ESC, c('q')], Action::Back, "close", "", "go back"),
    bind(Context::Ask, &[ENTER], Action::Record, "record", "", "record the answer"),
    bind(Context::Ask, &[ESC], Action::Back, "cancel", "", "leave it as it is"),
    bind(Context::Board, &[ESC, c('q')], Action::Back, "close", "", "go back"),
    bind(Context::People, &[ESC, c('q')], Action::Back, "close", "", "go back"),
    bind(Context::CheckIns, &[ENTER], Action::Open, "open", "", "open the selected check-in: its page while it goes on, else its minutes"),
    bind(Context::CheckIns, &[c('n'), c('s')], Action::Begin, "begin one", "", "begin a check-in, the planned one if its time has come; or go on with the one that goes on"),
    bind(Context::CheckIns, &[c('e')], Action::Rhythm, "times", "", "set the times of day and the zone of this incident's check-ins"),
    bind(Context::CheckIns, &[c('i'), c('y')], Action::Calendar, ".ics", "", "write the check-ins to come as a calendar"),
    bind(Context::CheckIns, &[ESC, c('q')], Action::Back, "close", "", "go back"),
    bind(Context::CheckInPage, &[c('n')], Action::Next, "next", "", "this workstream was gone through: the next one"),
    bind(Context::CheckInPage, &[c('p')], Action::Previous, "", "", "the workstream before"),
    bind(Context::CheckInPage, &[c('c')], Action::SayConditions, "conditions", "", "say how the workstream stands"),
    bind(Context::CheckInPage, &[c('a')], Action::SayActions, "actions", "", "say what the workstream does next"),
    bind(Context::CheckInPage, &[c('e')], Action::SayNeeds, "needs", "", "say what the workstream lacks"),
    bind(Context::CheckInPage, &[c('+')], Action::TaskLine, "task", "", "type a task of the workstream"),
    bind(Context::CheckInPage, &[c('=')], Action::DecisionLine, "decision", "", "type a decision of the workstream"),
    bind(Context::CheckInPage, &[c('l')], Action::Note, "", "", "type any line of the capture grammar"),
    bind(Context::CheckInPage, &[c('h')], Action::Health, "health", "", "say how the workstream is doing, then one letter"),
    bind(Context::CheckInPage, &[c('@')], Action::Attend, "who is there", "", "say who is there, or is not after all"),
    bind(Context::CheckInPage, &[c('t')], Action::NextTime, "next time", "", "say when the next check-in is to be held"),
    bind(Context::CheckInPage, &[c('r')], Action::Reword, "reword", "", "word the last line of the workstream anew; an empty one goes"),
    bind(Context::CheckInPage, &[c('E'), ctrl('s')], Action::EndCheckIn, "end", "", "end the check-in: the minutes are written"),
    bind(Context::CheckInPage, &[c('R')], Action::Sitrep, "report", "", "write a situation report"),
    bind(Context::Health, &[c('g')], Action::HealthGreen, "green", "", "it goes as it should"),
    bind(Context::Health, &[c('a')], Action::HealthAmber, "amber", "", "it needs watching"),
    bind(Context::Health, &[c('r')], Action::HealthRed, "red", "", "it is in trouble"),
    bind(Context::Health, &[ESC], Action::Back, "cancel", "", "leave it as it is"),
    bind(Context::CheckInPage, &[ESC, c('q')], Action::Back, "close", "", "go back"),
    bind(Context::Decisions, &[ESC, c('q')], Action::Back, "close", "", "go back"),
    bind(Context::Clocks, &[ESC, c('q')], Action::Back, "close", "", "go back"),
    bind(Context::Sitrep, &[ESC, c('q')], Action::Back, "close", "", "go back"),
    bind(Context::Handover, &[ESC, c('q')], Action::Back, "close", "", "go back"),
    bind(Context::Drill, &[ESC, c('q')], Action::Back, "close", "", "go back"),

    // ---- what overlays and panes share -----------------------------------
    bind(List, &[c('j'), k(Key::Down)], Action::Down, "", "", "the next line"),
    bind(List, &[c('k'), k(Key::Up)], Action::Up, "", "", "the previous line"),
    bind(List, &[k(Key::PageDown), ctrl('f')], Action::PageDown, "", "", "a page down"),
    bind(List, &[k(Key::PageUp), ctrl('b')], Action::PageUp, "", "", "a page up"),
    bind(List, &[c('g'), k(Key::Home)], Action::First, "", "", "the first line"),
    bind(List, &[c('G'), k(Key::End)], Action::Last, "", "", "the last line; the timeline then follows what comes in"),
    bind(Line, &[k(Key::Left), ctrl('b')], Action::LineLeft, "", "", "one character left"),
    bind(Line, &[k(Key::Right), ctrl('f')], Action::LineRight, "", "", "one character right"),
    bind(Line, &[ctrl('a'), k(Key::Home)], Action::LineHome, "", "", "to the start"),
    bind(Line, &[ctrl('e'), k(Key::End)], Action::LineEnd, "", "", "to the end"),
    bind(Line, &[ctrl('o'), with_ctrl(Key::Left), with_alt(Key::Char('b'))], Action::LineWordLeft, "", "", "one word left"),
    bind(Line, &[ctrl('t'), with_ctrl(Key::Right), with_alt(Key::Char('f'))], Action::LineWordRight, "", "", "one word right"),
    bind(Line, &[k(Key::Backspace), ctrl('h')], Action::LineBackspace, "", "", "delete the character before"),
    bind(Line, &[k(Key::Delete), ctrl('d')], Action::LineDelete, "", "", "delete the character after"),
    bind(Line, &[ctrl('w')], Action::LineKillWord, "", "", "delete the word before"),
    bind(Line, &[ctrl('u')], Action::LineKillBefore, "", "", "delete to the start: from the end, the whole line, which Up brings back on the capture line"),
    bind(Line, &[ctrl('k')], Action::LineKillAfter, "", "", "delete to the end"),
    bind(Anywhere, &[ctrl('l')], Action::Redraw, "", "", "draw the screen afresh"),
    bind(Anywhere, &[ctrl('z')], Action::Suspend, "", "", "suspend to the shell; `fg` comes back"),
];
