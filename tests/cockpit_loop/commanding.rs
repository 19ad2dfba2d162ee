//! The screens of command through the real loop: keys, and then the screen and
//! the database.

use super::*;
use warroom::domain::attention::put_off;
use warroom::domain::{Body, EntryKind, Health, Role, WorkstreamStatus};

/// An incident with three workstreams, people and a task.
fn led() -> tempfile::TempDir {
    let folder = begun();
    let lines = "nimage the host @lee #forensics\rrevoked it @sam #identity\rasked them #vendors\r+ image the runner @lee #forensics p1\r";
    play(folder.path(), keys(lines));
    folder
}

fn stream(folder: &Path, slug: &str) -> warroom::domain::Workstream {
    let now = situation(folder);
    let thing = now.known.workstream(slug).unwrap();
    thing.as_workstream().unwrap().clone()
}

#[test]
fn the_board_gives_a_lead_and_says_what_waits_for_what() {
    let folder = led();
    let shown = play(folder.path(), keys("bol"));
    assert!(shown.contains("@lee"), "{shown}");
    let lee = situation(folder.path()).known.person("lee").unwrap().id;
    assert_eq!(stream(folder.path(), "forensics").lead, Some(lee));
    // What it waits for: the next one.
    let shown = play(folder.path(), keys("bBj\r"));
    assert!(shown.contains("#identity"), "{shown}");
    let identity = situation(folder.path())
        .known
        .workstream("identity")
        .unwrap()
        .id;
    let waits = stream(folder.path(), "forensics").blocked_by;
    assert_eq!(waits.values(), [&identity]);
}

#[test]
fn a_word_on_a_workstream_is_taken_back_by_a_stroke_and_put_right_by_amending() {
    let folder = led();
    let said = "n#forensics red: wron word\r\x1bg";
    let mut steps = keys(said);
    steps.extend(keys("G"));
    let amended = "a\x15#forensics amber: right word\r";
    steps.extend(keys(amended));
    play(folder.path(), steps);
    let now = stream(folder.path(), "forensics");
    assert_eq!(
        (now.health, now.update.as_str()),
        (Health::Amber, "right word")
    );
    // The form puts it in other words, too.
    play(folder.path(), keys("Ge\t\t: at last\x13"));
    assert_eq!(
        stream(folder.path(), "forensics").update,
        "right word: at last"
    );
    let shown = play(folder.path(), keys("Gxy"));
    assert!(shown.contains("struck out"), "{shown}");
    let now = stream(folder.path(), "forensics");
    assert_eq!((now.health, now.update.as_str()), (Health::Green, ""));
    play(folder.path(), keys("Gx"));
    assert_eq!(
        stream(folder.path(), "forensics").update,
        "right word: at last"
    );
}

#[test]
fn a_workstream_is_updated_in_one_line_from_the_board() {
    let folder = led();
    let shown = play(folder.path(), keys("buamber: waiting for the image\r"));
    assert!(shown.contains("recorded"), "{shown}");
    assert!(shown.contains("┌ Board"), "one is back on it: {shown}");
    let stream = stream(folder.path(), "forensics");
    assert_eq!(
        (stream.health, stream.update.as_str()),
        (Health::Amber, "waiting for the image")
    );
}

#[test]
fn an_update_that_was_left_records_nothing_and_leads_back_to_the_board() {
    let folder = led();
    let shown = play(folder.path(), keys("bu\x1b"));
    assert!(shown.contains("┌ Board"), "{shown}");
    let shown = play(folder.path(), keys("bu\x1b\x1bnall is quiet\r"));
    assert!(shown.contains("all is quiet"), "{shown}");
    let last = entries(folder.path()).last().unwrap().headline().to_owned();
    assert_eq!(
        last, "all is quiet",
        "no word of the board stands before it"
    );
}

#[test]
fn a_workstream_is_merged_after_a_question_and_its_tasks_move() {
    let folder = led();
    let shown = play(folder.path(), keys("bMj\r"));
    assert!(shown.contains("y"), "it asks first: {shown}");
    assert_eq!(stream(folder.path(), "forensics").merged_into, None);
    play(folder.path(), keys("bMj\ry"));
    let gone = stream(folder.path(), "forensics");
    let identity = situation(folder.path())
        .known
        .workstream("identity")
        .unwrap()
        .id;
    assert_eq!(gone.merged_into, Some(identity));
    assert_eq!(gone.status, WorkstreamStatus::Done);
    assert_eq!(tasks(folder.path())[0].workstream(), Some(identity));
}

#[test]
fn people_are_added_found_and_given_a_role_that_relieves() {
    let folder = led();
    let shown = play(
        folder.path(),
        keys("@nkim\tKim Sato\tNetwork\t\tDNS, mail\tAsia/Tokyo\x13"),
    );
    assert!(shown.contains("DNS, mail"), "{shown}");
    let known = situation(folder.path()).known;
    let kim = known.person("kim").unwrap();
    let Body::Person(person) = &kim.body else {
        panic!("{kim:?}")
    };
    assert_eq!(
        (person.name.as_str(), person.zone.as_str()),
        ("Kim Sato", "Asia/Tokyo")
    );
    let shown = play(folder.path(), keys("@/dns"));
    assert!(
        shown.contains("@kim") && !shown.contains("@sam  "),
        "{shown}"
    );

    let held = |folder: &Path| {
        let now = situation(folder);
        now.holder(Role::Ic, warroom::clock::now())
    };
    play(folder.path(), keys("@r\x13"));
    let first = held(folder.path());
    assert!(first.is_some());
    let shown = play(folder.path(), keys("@jr\x13"));
    assert_ne!(
        held(folder.path()),
        first,
        "the one before is relieved: {shown}"
    );
    assert_eq!(
        situation(folder.path())
            .on_duty(warroom::clock::now())
            .count(),
        1
    );
}

#[test]
fn a_zone_that_is_none_and_a_handle_that_is_taken_are_said_at_the_field() {
    let folder = led();
    let shown = play(
        folder.path(),
        keys("@nlee\tAnother Lee\t\t\t\tMars/Olympus\x13"),
    );
    assert!(shown.contains("New person"), "it stays: {shown}");
    assert!(shown.contains("Another Lee"), "nothing is lost: {shown}");
    assert!(shown.contains("! "), "{shown}");
    assert_eq!(situation(folder.path()).known.people.len(), 2);
    // So of names and labels that there are not.
    let shown = play(
        folder.path(),
        keys("\r\x1bdNta task\tno such!\tnobody here\t\t\t25:99\tT99\x13"),
    );
    for said in [
        "`#no such!` cannot be a name",
        "`@nobody here` cannot be a name",
        "there is no 25:99",
        "there is no open task T99",
        "a task",
    ] {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    assert_eq!(tasks(folder.path()).len(), 1);
}

#[test]
fn a_situation_report_is_recorded_as_sent_with_its_promise() {
    let folder = led();
    let shown = play(folder.path(), keys("R"));
    assert!(shown.contains("situation report for executives"), "{shown}");
    assert!(!shown.contains("@lee"), "no people for executives: {shown}");
    // What is typed takes the place of what is offered.
    let shown = play(folder.path(), keys("Rs+4h\ry"));
    assert!(shown.contains("recorded"), "{shown}");
    let entries = entries(folder.path());
    let sent = entries.last().unwrap().as_entry().unwrap();
    assert_eq!(sent.kind, EntryKind::Communication);
    let text = &sent.sent.as_ref().unwrap().text;
    assert!(text.contains("situation report for executives"), "{text}");
    assert_eq!(situation(folder.path()).known.promises.len(), 1);
}

#[test]
fn what_was_promised_in_own_words_is_kept_by_a_report_that_is_said_to() {
    let folder = led();
    play(
        folder.path(),
        keys("n\" we tell executives the scope due:+5m\r"),
    );
    let shown = play(folder.path(), keys("Rs\r"));
    assert!(shown.contains("“we tell executives the scope”?"), "{shown}");
    let open = || {
        let all = situation(folder.path()).known.promises;
        all.iter().any(|t| t.headline().contains("the scope"))
    };
    play(folder.path(), keys("Rs\rny"));
    assert!(open(), "it was said not to keep it");
    let shown = play(folder.path(), keys("Rs\ry"));
    assert!(shown.contains("It keeps E"), "{shown}");
    play(folder.path(), keys("Rs\ryy"));
    assert!(!open());
}

#[test]
fn a_report_that_was_edited_promises_what_was_chosen_when_it_was_sent() {
    let folder = led();
    let shown = play(folder.path(), keys("ReFor the board. \x13s+9h\r"));
    let promised = || situation(folder.path()).known.promises;
    assert!(shown.contains("Next update: by "), "{shown}");
    assert_eq!(promised().len(), 0, "it was not sent");
    play(folder.path(), keys("Rs+7h\ry"));
    let entries = entries(folder.path());
    let sent = entries.last().unwrap().as_entry().unwrap();
    let text = &sent.sent.as_ref().unwrap().text;
    let due = sent.promise.as_ref().unwrap().due.stated();
    assert!(text.contains("For the board."), "{text}");
    let line = format!("\n**Next update:** by {due}.\n");
    assert!(text.contains(&line), "{line} in {text}");
    let minute = sent.when.at.format("%Y-%m-%d %H:%M UTC\n");
    let head = format!("situation report for executives · {minute}");
    assert!(text.contains(&head), "{head} in {text}");
}

#[test]
fn a_report_to_the_public_is_asked_about_with_what_its_marking_says() {
    let folder = led();
    for keyed in ["R\t\t", "R\t\ts", "R\t\ts\r"] {
        let shown = play(folder.path(), keys(keyed));
        assert!(
            shown.contains("TLP:AMBER, not TLP:CLEAR"),
            "{keyed}: {shown}"
        );
    }
    let shown = play(folder.path(), keys("R"));
    assert!(shown.contains("once it is starred"), "{shown}");
}

#[test]
fn what_was_edited_for_some_is_kept_when_a_report_to_others_is_sent() {
    let folder = led();
    let shown = play(folder.path(), keys("ReFor the board. \x13\ts\ry"));
    assert!(shown.contains("kept as it was edited"), "{shown}");
    let mut steps = keys("R");
    steps.push(Step::Wait);
    steps.extend(keys("G"));
    let shown = play(folder.path(), steps);
    assert!(shown.contains("For the board."), "{shown}");
}

#[test]
fn a_role_is_taken_once_and_relieves_from_any_form() {
    let folder = led();
    play(folder.path(), keys("Nr\tlee\x13"));
    play(folder.path(), keys("Nr\tsam\x13"));
    let now = situation(folder.path());
    let sam = now.known.person("sam").unwrap().id;
    assert_eq!(now.holder(Role::Ic, warroom::clock::now()), Some(sam));
    let open = || {
        let roles = situation(folder.path()).roles;
        let open = roles
            .iter()
            .filter(|t| t.as_role().unwrap().until.is_none());
        open.count()
    };
    assert_eq!(open(), 1, "one IC at a time");
    let shown = play(folder.path(), keys("Nr\tsam\x13"));
    assert!(shown.contains("they are IC already, since"), "{shown}");
    assert_eq!(open(), 1);
}

#[test]
fn a_handover_waits_until_it_is_acknowledged_and_the_role_changes_hands() {
    let folder = led();
    play(folder.path(), keys("@r\x13"));
    let shown = play(folder.path(), keys("H@nobody\r"));
    assert!(shown.contains("there is no @nobody"), "{shown}");
    let shown = play(folder.path(), keys("H@sa"));
    assert!(shown.contains("Enter takes @sam"), "{shown}");
    // Who is to give it and has named nobody is asked both, one after the other.
    let mut steps = keys("Hssa\r");
    steps.push(Step::Until("Given to @sam as it stands here?"));
    steps.extend(keys("y"));
    play(folder.path(), steps);
    let now = situation(folder.path());
    let sam = now.known.person("sam").unwrap().id;
    assert_ne!(
        now.holder(Role::Ic, warroom::clock::now()),
        Some(sam),
        "not yet"
    );
    let shown = play(folder.path(), keys("!"));
    assert!(shown.contains("@sam has not acknowledged it"), "{shown}");
    let shown = play(folder.path(), keys("Ha"));
    assert!(
        shown.contains("You are @ana. Acknowledge for @sam: @sam is IC"),
        "{shown}"
    );
    let own = Options {
        author: "sam".into(),
        ..options(folder.path())
    };
    let steps = vec![Step::Until("hands you the role of IC: H has the brief")];
    play_as(own.clone(), steps);
    let shown = play_as(own, keys("Ha"));
    assert!(shown.contains("Acknowledge: @sam is IC"), "{shown}");
    play(folder.path(), keys("Hay"));
    let now = situation(folder.path());
    assert_eq!(now.holder(Role::Ic, warroom::clock::now()), Some(sam));
    assert_eq!(now.unacknowledged().count(), 0);
    let said = entries(folder.path());
    let said = said.last().unwrap().headline();
    assert!(said.ends_with("acknowledged for @sam by @ana"), "{said}");
}

#[test]
fn what_was_put_off_is_listed_and_brought_back() {
    let folder = led();
    let rules = warroom::domain::attention::Rules::default();
    let held = || put_off(&situation(folder.path()), &rules, warroom::clock::now());
    let shown = play(folder.path(), keys("!z4h the vendor is asleep\r"));
    assert!(shown.contains("1 put off"), "{shown}");
    assert_eq!(held().len(), 1);
    let shown = play(folder.path(), keys("!ZG"));
    assert!(shown.contains("put off: the vendor is asleep"), "{shown}");
    assert!(shown.contains("z brings it back"), "{shown}");
    let shown = play(folder.path(), keys("!ZGz"));
    assert!(shown.contains("back on the list"), "{shown}");
    assert!(held().is_empty());
    let shown = play(folder.path(), keys("!Z"));
    assert!(shown.contains("nothing is put off"), "{shown}");
}

#[test]
fn what_was_known_when_it_was_decided_is_reached_from_the_register() {
    let folder = led();
    play(folder.path(), keys("n= cut access; why: scope unknown\r"));
    play(folder.path(), keys("nthe scope is known now\r"));
    let mut steps = keys("DT");
    steps.push(Step::Until("AS OF"));
    let shown = play(folder.path(), steps);
    assert!(shown.contains("cut access"), "{shown}");
    assert!(!shown.contains("the scope is known now"), "{shown}");
    let mut steps = keys("DT");
    steps.push(Step::Until("AS OF"));
    steps.extend(keys("T"));
    let shown = play(folder.path(), steps);
    assert!(shown.contains("the scope is known now"), "{shown}");
}

#[test]
fn in_the_past_only_what_works_is_offered() {
    let folder = led();
    play(folder.path(), keys("n= cut access; why: scope unknown\r"));
    let past = |more: &str| {
        let mut steps = keys("DT");
        steps.push(Step::Until("AS OF"));
        steps.extend(keys(more));
        play(folder.path(), steps)
    };
    let shown = past("");
    assert!(shown.contains("T the present"), "{shown}");
    for word in ["n note", "a amend", "u undo", "E incident"] {
        assert!(!shown.contains(word), "{word}: {shown}");
    }
    for key in ["n", "*", "x", "e", "P", "N", "u"] {
        let shown = past(key);
        assert!(shown.contains("this is the past"), "{key}: {shown}");
        assert!(!shown.contains("Enter record"), "{key}: {shown}");
    }
}

#[test]
fn a_clock_in_an_impossible_order_is_recorded_and_flagged() {
    let folder = led();
    let shown = play(
        folder.path(),
        keys("n2026-11-20 10:00 milestone: detected\r2026-11-20 09:00 milestone: contained\r\x1bC"),
    );
    assert!(shown.contains("Detection to containment"), "{shown}");
    assert!(shown.contains("impossible order"), "{shown}");
    assert!(shown.contains("E4 to E5"), "{shown}");
    let shown = play(folder.path(), keys("Cs2026-11-20 10:00\rdE5\r"));
    assert!(shown.contains("done, impossible order"), "{shown}");
    let duty = situation(folder.path()).duties[0].clone();
    let duty = duty.as_duty().unwrap();
    assert!(
        duty.from.is_some() && duty.settled.is_some(),
        "it is recorded"
    );
}

#[test]
fn a_milestone_that_cannot_have_been_then_is_remarked_on_before_and_after() {
    let folder = led();
    let line = "n2026-11-20 10:00 # contained\r2026-11-20 09:00 # eradicated";
    let shown = play(folder.path(), keys(line));
    assert!(shown.contains("eradicated before E4, contained"), "{shown}");
    let folder = led();
    let mut steps = keys("n2099-11-20 10:00 # contained\r\x1bPe");
    steps.push(Step::Until("eradicated before E4, contained at 2099"));
    play(folder.path(), steps);
    assert_eq!(entries(folder.path()).len(), 5, "it is recorded");
}

#[test]
fn every_screen_of_command_has_its_help() {
    let folder = led();
    play(folder.path(), keys("mn"));
    for screen in ["!", "b", "@", "m", "m\r", "D", "C", "R", "H"] {
        let shown = play(folder.path(), keys(&format!("{screen}?")));
        assert!(shown.contains("┌ Help"), "{screen}: {shown}");
    }
}

#[test]
fn the_cursor_stays_on_the_clock_that_was_started() {
    let folder = begun();
    let shown = play(folder.path(), keys("CG"));
    let last = shown.lines().find(|l| l.contains('›')).unwrap().to_owned();
    let rule = last.split_whitespace().find(|w| w.contains('-')).unwrap();
    let shown = play(folder.path(), keys("CGs\r"));
    assert!(shown.contains(&format!("{rule} runs")), "{rule}: {shown}");
    let marked = shown.lines().find(|l| l.contains('›')).unwrap();
    assert!(marked.contains(rule), "{rule}: {shown}");
    let shown = play(begun().path(), keys("CGs\rj"));
    let marked = shown.lines().find(|l| l.contains('›')).unwrap();
    assert!(!marked.contains(rule), "it moves from there: {shown}");
}

#[test]
fn s_begins_no_check_in() {
    let folder = begun();
    play(folder.path(), keys("ms"));
    assert!(situation(folder.path()).check_ins.is_empty());
    play(folder.path(), keys("mn"));
    assert_eq!(situation(folder.path()).check_ins.len(), 1);
}

#[test]
fn a_clock_that_is_settled_leaves_the_cursor_on_the_next() {
    let folder = led();
    let settled = "Cxno personal data was read\rxno essential entity\r";
    play(folder.path(), keys(settled));
    let duties = situation(folder.path()).duties;
    let rules: Vec<_> = duties
        .iter()
        .map(|t| t.as_duty().unwrap().rule.clone())
        .collect();
    assert_eq!(rules, ["gdpr-33", "nis2-early"], "one reason each");
}
