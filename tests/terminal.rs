//! The real program in a real pseudo-terminal: keys in, screen and file out.

#[path = "terminal/panics.rs"]
mod panics;
#[path = "terminal/pty.rs"]
mod pty;
#[path = "terminal/svg.rs"]
mod svg;
#[path = "terminal/tour.rs"]
mod tour;

use pty::Home;

/// What leaving puts back: the main screen, the cursor, plain mouse and paste.
const RESTORED: [&str; 3] = ["\x1b[?1049l", "\x1b[?25h", "\x1b[?2004l"];

#[test]
fn a_typed_note_is_on_the_screen_and_in_the_file() {
    let home = Home::with_incident("a note");
    let mut cockpit = home.cockpit(120, 40);
    cockpit.wait_for("Timeline");
    cockpit.send("n14:05 > blocked 203.0.113.7 at the edge\r");
    cockpit.wait_for("recorded action E1");
    cockpit.wait_for("Esc panes");
    cockpit.send("\x1b");
    cockpit.wait_for("? help");
    cockpit.send("q");
    assert_eq!(cockpit.end(), 0);
    let timeline = home.run(&["timeline"]);
    assert!(
        timeline.contains("14:05") && timeline.contains("blocked 203.0.113.7"),
        "{timeline}"
    );
}

#[test]
fn what_another_process_writes_appears() {
    let home = Home::with_incident("two writers");
    let mut cockpit = home.cockpit(120, 40);
    cockpit.wait_for("Timeline");
    home.run(&["note", "written from a second shell"]);
    cockpit.wait_for("written from a second shell");
}

#[test]
fn an_unsent_line_survives_a_kill() {
    let home = Home::with_incident("a draft");
    let mut cockpit = home.cockpit(120, 40);
    cockpit.wait_for("Timeline");
    cockpit.send("nhalf a sentence about the prox");
    cockpit.wait_for("half a sentence about the prox");
    cockpit.signal("KILL");
    cockpit.end();
    let mut again = home.cockpit(120, 40);
    again.wait_for("half a sentence about the prox");
}

#[test]
fn what_was_begun_on_a_screen_survives_a_kill() {
    let home = Home::with_incident("begun");
    home.run(&["note", "image the host #forensics"]);
    let mut cockpit = home.cockpit(120, 40);
    cockpit.wait_for("Timeline");
    cockpit.send("Ntrotate the tok");
    cockpit.wait_for("rotate the tok");
    cockpit.signal("KILL");
    cockpit.end();
    let mut again = home.cockpit(120, 40);
    again.wait_for("New task");
    again.wait_for("rotate the tok");
    again.send("\rens\x13");
    again.wait_for("recorded task T1");
    again.send("mn");
    again.wait_for("nothing yet: c conditions");
    again.send("cthe image is comp");
    again.wait_for("the image is comp");
    again.signal("KILL");
    again.end();
    let mut last = home.cockpit(120, 40);
    last.wait_for("m goes on with it");
    last.send("m\r");
    last.wait_for("the image is comp");
    last.send("clete\r");
    last.wait_for("the image is complete");
    assert!(home.run(&["tasks"]).contains("rotate the tokens"));
}

#[test]
fn two_who_run_the_same_check_in_see_and_keep_what_both_write() {
    let home = Home::with_incident("one call");
    home.run(&["note", "image the host #forensics"]);
    let mut one = home.cockpit(120, 40);
    one.wait_for("Timeline");
    one.send("mn");
    one.wait_for("nothing yet: c conditions");
    let mut other = home.cockpit(120, 40);
    other.wait_for("M1 goes on");
    other.send("m\r");
    other.wait_for("nothing yet: c conditions");
    one.send("cthe image is compl");
    other.send("ea bigger disk\r");
    one.wait_for("a bigger disk");
    one.send("ete\r");
    other.wait_for("the image is complete");
    // Nothing typed, Enter leaves the line.
    one.send("\rE");
    one.wait_for("End the check-in");
    one.send("y");
    one.wait_for("M1 has ended");
    let minutes = home.run(&["show", "M1"]);
    for line in ["the image is complete", "a bigger disk"] {
        assert!(minutes.contains(line), "{line}: {minutes}");
    }
}

#[test]
fn signals_that_end_it_give_the_terminal_back() {
    for signal in ["TERM", "HUP"] {
        let home = Home::with_incident("a signal");
        let mut cockpit = home.cockpit(80, 24);
        cockpit.wait_for("Timeline");
        cockpit.signal(signal);
        cockpit.end();
        for sequence in RESTORED {
            assert!(
                cockpit.raw().contains(sequence),
                "SIG{signal} left out {sequence:?}"
            );
        }
    }
}

#[test]
fn a_terminal_that_goes_away_ends_it() {
    let home = Home::with_incident("a hangup");
    let mut cockpit = home.cockpit(80, 24);
    cockpit.wait_for("Timeline");
    cockpit.send("nhalf a line");
    cockpit.wait_for("half a line");
    cockpit.hang_up();
    let mut again = home.cockpit(80, 24);
    again.wait_for("half a line");
}

#[test]
fn an_editor_gets_the_terminal_and_gives_text_and_screen_back() {
    let home = Home::with_incident("an editor");
    let script = "#!/bin/sh\nprintf 'the editor has the terminal: '\nread answer\n\
        printf ' and %s' \"$answer\" >> \"$1\"\n";
    let editor = home.script("editor", script);
    let mut cockpit = home.cockpit_with(("EDITOR", &editor), 100, 30);
    cockpit.wait_for("Timeline");
    // The fifth field of an incident after the title is its summary.
    cockpit.send("E\t\t\t\t\t\r");
    cockpit.wait_for("^G $EDITOR");
    cockpit.send("one line");
    cockpit.wait_for("one line");
    cockpit.send("\x07");
    cockpit.wait_for("the editor has the terminal:");
    let screen = cockpit.screen();
    assert!(!screen.alternate_screen() && !screen.bracketed_paste());
    // A terminal in raw mode would hand `read` a carriage return and wait on.
    cockpit.send("another\r");
    cockpit.wait_for("one line and another");
    cockpit.wait_for("^G $EDITOR");
    let screen = cockpit.screen();
    assert!(screen.alternate_screen() && screen.bracketed_paste());
    cockpit.send("\x13");
    cockpit.wait_for("[ Save ]");
    cockpit.send("\x13");
    cockpit.wait_for("? help");
    cockpit.send("q");
    assert_eq!(cockpit.end(), 0);
    let shown = home.run(&["export"]);
    assert!(shown.contains("one line and another"), "{shown}");
}

#[test]
fn a_panic_gives_the_terminal_back_before_it_is_told() {
    let home = Home::empty();
    let mut cockpit = home.panicking(100, 30);
    cockpit.wait_for("open an incident");
    assert!(cockpit.screen().alternate_screen());
    cockpit.send("j");
    cockpit.wait_for(panics::WORDS);
    assert_ne!(cockpit.end(), 0);
    assert!(!cockpit.screen().alternate_screen());
    let raw = cockpit.raw();
    let told = raw.find(panics::WORDS).expect("it was told");
    for sequence in RESTORED {
        let given_back = raw.find(sequence).unwrap_or(raw.len());
        assert!(given_back < told, "{sequence:?} comes after the message");
    }
    let after = &raw[told + panics::WORDS.len()..];
    assert!(after.starts_with("\r\n"), "line breaks return: {after:?}");
}

#[test]
fn no_size_and_no_storm_of_sizes_ends_it() {
    let home = Home::with_incident("a storm");
    for n in 0..30 {
        home.run(&[
            "note",
            &format!("line {n} with ünïcode 中文 and {}", "words ".repeat(n)),
        ]);
    }
    let mut cockpit = home.cockpit(120, 40);
    cockpit.wait_for("Timeline");
    for n in 0..60u16 {
        cockpit.resize(1 + n * 37 % 200, 1 + n * 17 % 60);
        cockpit.send("j");
    }
    cockpit.resize(120, 40);
    cockpit.wait_for("Workstreams");
    cockpit.send("q");
    assert_eq!(cockpit.end(), 0);
}

#[test]
fn a_key_beside_a_resize_is_not_kept_waiting() {
    let home = Home::with_incident("a key beside a resize");
    let mut cockpit = home.cockpit(120, 40);
    cockpit.wait_for("? help");
    for n in 0..60u16 {
        // The first keeps it busy drawing while the second and the key come.
        cockpit.resize(100, 30);
        cockpit.resize(120, 40 - n % 2);
        cockpit.send("?");
        cockpit.wait_for("Help");
        cockpit.send("\x1b");
        cockpit.wait_for("? help");
    }
    cockpit.send("q");
    assert_eq!(cockpit.end(), 0);
}

#[test]
fn a_hostile_note_sends_no_control_byte_of_its_own() {
    let home = Home::with_incident("hostile");
    home.run(&[
        "note",
        "--",
        "\x1b]0;owned\x07\x1b[31mred\u{9b}2J \u{202e}evil\u{200b}\x7f end",
    ]);
    let mut cockpit = home.cockpit(120, 40);
    cockpit.wait_for("␛]0;owned␇␛[31mred");
    let raw = cockpit.raw();
    for evil in [
        "]0;owned\x07",
        "\x1b[31mred",
        "\u{9b}",
        "\u{202e}",
        "\u{200b}",
        "\x7f",
    ] {
        assert!(!raw.contains(evil), "{evil:?} reached the terminal");
    }
}

#[test]
fn without_a_terminal_it_says_so() {
    let home = Home::with_incident("no terminal");
    let (code, error) = home.fails(&[]);
    assert_ne!(code, 0);
    assert!(error.contains("terminal"), "{error}");
}

/// The first picture of the README is of this very program: made anew with
/// `WARROOM_BLESS=1`, compared otherwise.
#[test]
fn the_picture_in_the_readme_is_true() {
    let home = Home::empty();
    let mut cockpit = home.demo(120, 38);
    cockpit.wait_for("T+");
    cockpit.wait_for("? help");
    cockpit.settle();
    svg::holds("docs/cockpit.svg", cockpit.screen());
}
