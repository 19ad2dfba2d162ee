//! What comes back: windows, counts, links, findings.

use crate::room::*;
use warroom::domain::{
    Anchor, Body, Change, Entry, EntryKind, Filter, Key, Label, Overdue, Person, Precision,
    Priority, Promise, Scope, TaskFilter, TaskState, Thing, When, fresh_id,
};
use warroom::store::{Outcome, Store};

#[test]
fn a_window_reaches_every_row_once_from_either_end() {
    let room = Room::new();
    let mut store = room.store();
    let inc = incident(&mut store);
    for i in 0..25 {
        // Five share each second: the number decides.
        add(&mut store, inc, note(100 - i / 5, &format!("n{i}")));
    }
    let all = |anchor| {
        store
            .timeline(inc, &Filter::default(), anchor, 100)
            .unwrap()
    };
    let whole = all(Anchor::Head).rows;
    assert_eq!(whole.len(), 25);
    assert!(whole.is_sorted_by_key(Key::of));
    assert_eq!(all(Anchor::Tail).rows, whole);
    let mut seen = Vec::new();
    let mut anchor = Anchor::Head;
    loop {
        let window = store.timeline(inc, &Filter::default(), anchor, 7).unwrap();
        assert_eq!(window.more_before, !seen.is_empty());
        seen.extend(window.rows);
        if !window.more_after {
            break;
        }
        anchor = Anchor::After(Key::of(seen.last().unwrap()));
    }
    assert_eq!(seen, whole);
    let around = store
        .timeline(
            inc,
            &Filter::default(),
            Anchor::Around(Key::of(&whole[12])),
            5,
        )
        .unwrap();
    assert_eq!(around.rows, whole[10..15]);
    assert!(around.more_before && around.more_after);
    let end = store
        .timeline(
            inc,
            &Filter::default(),
            Anchor::Around(Key::of(&whole[24])),
            5,
        )
        .unwrap();
    assert_eq!(end.rows, whole[20..]);
    assert!(end.more_before && !end.more_after);
    let before = store
        .timeline(
            inc,
            &Filter::default(),
            Anchor::Before(Key::of(&whole[3])),
            5,
        )
        .unwrap();
    assert_eq!(before.rows, whole[..3]);
    assert!(!before.more_before && before.more_after);
}

#[test]
fn filters_show_what_they_name_and_nothing_else() {
    let room = Room::new();
    let mut store = room.store();
    let inc = incident(&mut store);
    let forensics = add(&mut store, inc, stream("forensics"));
    let mut body = note(1, "imaged");
    if let Body::Entry(e) = &mut body {
        e.workstream = Some(forensics.id);
        e.starred = true;
    }
    let imaged = add(&mut store, inc, body);
    let action = add(&mut store, inc, entry(EntryKind::Action, 2, "blocked"));
    let wrong = add(&mut store, inc, note(3, "wrong"));
    alter(&mut store, &wrong, |b| {
        if let Body::Entry(e) = b {
            e.struck = true;
        }
    });
    let show = |filter: Filter| names(&store.timeline(inc, &filter, Anchor::Tail, 9).unwrap().rows);
    let all = Filter::default();
    assert_eq!(show(all), ["E1", "E2", "E3"]);
    assert_eq!(
        show(Filter {
            workstream: Some(forensics.id),
            ..all
        }),
        [imaged.name()]
    );
    assert_eq!(
        show(Filter {
            starred: true,
            ..all
        }),
        [imaged.name()]
    );
    assert_eq!(
        show(Filter {
            kind: Some(EntryKind::Action),
            ..all
        }),
        [action.name()]
    );
    assert_eq!(
        show(Filter {
            kind: Some(EntryKind::Note),
            ..all
        }),
        ["E1", "E3"]
    );
    assert_eq!(
        show(Filter {
            struck: Some(false),
            ..all
        }),
        ["E1", "E2"]
    );
    let tally = store.tally(inc).unwrap();
    assert_eq!((tally.all.entries, tally.all.starred), (3, 1));
    assert_eq!(tally.stream(forensics.id).entries, 1);
    assert_eq!(tally.all.last, Some(at(0)));
}

#[test]
fn tasks_come_open_first_and_are_counted_by_state() {
    let room = Room::new();
    let mut store = room.store();
    let inc = incident(&mut store);
    let image = add(&mut store, inc, task("image the host"));
    add(&mut store, inc, task("rotate tokens"));
    alter(&mut store, &image, |b| {
        if let Body::Task(t) = b {
            t.state = TaskState::Done;
        }
    });
    let show =
        |filter: TaskFilter| names(&store.tasks(inc, &filter, Anchor::Head, 9).unwrap().rows);
    assert_eq!(show(TaskFilter::default()), ["T2", "T1"]);
    assert_eq!(
        show(TaskFilter {
            open: true,
            ..TaskFilter::default()
        }),
        ["T2"]
    );
    let all = store.tally(inc).unwrap().all;
    assert_eq!(
        (all.tasks_open, all.tasks_done, all.tasks_dropped),
        (1, 1, 0)
    );
}

#[test]
fn numbers_are_given_once_and_registers_have_their_own() {
    let room = Room::new();
    let mut store = room.store();
    let inc = incident(&mut store);
    let first = add(&mut store, inc, entry(EntryKind::Decision, 1, "cut access"));
    let act = add(&mut store, inc, note(2, "a slip"));
    let batch = store.history(act.id).unwrap()[0].batch;
    store.undo(&maya(), batch).unwrap();
    assert_eq!(add(&mut store, inc, note(3, "again")).name(), "E3");
    let later = add(&mut store, inc, note(4, "becomes a decision"));
    alter(&mut store, &later, |b| {
        if let Body::Entry(e) = b {
            e.kind = EntryKind::Decision;
            e.decision = Some(warroom::domain::Decision::default());
        }
    });
    let found = |word: &str| store.by_label(inc, label(word)).unwrap().map(|t| t.id);
    assert_eq!(found("D1"), Some(first.id));
    assert_eq!(found("D2"), Some(later.id));
    assert_eq!(found("E2"), None);
    assert_eq!(store.verify(&mut |_| true).unwrap().outcome, Outcome::Sound);
}

#[test]
fn what_exists_links_both_ways() {
    let room = Room::new();
    let mut store = room.store();
    let inc = incident(&mut store);
    let note1 = add(&mut store, inc, note(1, "beacon, see T1 and E3 and A9"));
    assert_eq!(store.links_from(note1.id).unwrap(), []);
    let image = add(&mut store, inc, task("image the host of E1"));
    let ends =
        |links: Vec<warroom::domain::Link>| links.into_iter().map(|l| l.name).collect::<Vec<_>>();
    assert_eq!(ends(store.links_from(note1.id).unwrap()), ["T1"]);
    assert_eq!(ends(store.links_to(note1.id, 9).unwrap()), ["T1"]);
    assert_eq!(ends(store.links_to(image.id, 9).unwrap()), ["E1"]);
    let batch = store.history(image.id).unwrap()[0].batch;
    store.undo(&maya(), batch).unwrap();
    assert_eq!(ends(store.links_to(note1.id, 9).unwrap()), [""; 0]);
    assert_eq!(ends(store.links_from(note1.id).unwrap()), [""; 0]);
}

#[test]
fn what_is_named_is_found_before_what_mentions_it() {
    let room = Room::new();
    let mut store = room.store();
    let inc = incident(&mut store);
    add(&mut store, inc, stream("forensics"));
    let person = Change::create(fresh_id(), None, Body::Person(Person::new("maya")));
    store.append(&maya(), None, |_| vec![person]).unwrap();
    add(&mut store, inc, entry(EntryKind::Decision, 0, "cut access"));
    add(&mut store, inc, task("image the host"));
    for (i, text) in ["E1 was right", "see D1 and T1, ask @maya of #forensics"]
        .iter()
        .enumerate()
    {
        add(&mut store, inc, note(i64::try_from(i).unwrap(), text));
    }
    let find = |query: &str, scope, limit| {
        let hits = store.search(query, scope, limit).unwrap();
        hits.into_iter().map(|h| h.thing.name()).collect::<Vec<_>>()
    };
    for (query, expected) in [
        ("E1", ["E1", "E2"]),
        (" e1 ", ["E1", "E2"]),
        ("D1", ["E1", "E3"]),
        ("t1", ["T1", "E3"]),
        ("#Forensics", ["#forensics", "E3"]),
        ("@MAYA", ["@maya", "E3"]),
    ] {
        assert_eq!(find(query, Scope::Incident(inc), 9), expected, "{query}");
        assert_eq!(find(query, Scope::All, 9), expected, "{query}");
        assert_eq!(
            find(query, Scope::Incident(inc), 1),
            expected[..1],
            "{query}"
        );
    }
    assert_eq!(find("E3", Scope::Incident(inc), 9), ["E3"], "each once");
    assert_eq!(find("E99", Scope::Incident(inc), 9), [""; 0]);
    assert_eq!(
        find("E1 was", Scope::Incident(inc), 9),
        ["E2"],
        "words are words"
    );
}

#[test]
fn every_word_is_found_whatever_it_is_made_of() {
    let room = Room::new();
    let mut store = room.store();
    let inc = incident(&mut store);
    let texts = [
        "blocked 203.0.113.7 at the edge",
        "seen hxxps://evil[.]example/x, by bob[at]corp[.]example",
        "SELECT \"x\" AND * NEAR café",
        "東京で侵入を確認",
        "nul \0 inside",
    ];
    for (i, text) in texts.iter().enumerate() {
        add(&mut store, inc, note(i64::try_from(i).unwrap(), text));
    }
    let other = incident(&mut store);
    add(&mut store, other, note(0, "203.0.113.7 again"));
    let find = |query: &str| {
        let hits = store.search(query, Scope::Incident(inc), 9).unwrap();
        hits.into_iter().map(|h| h.thing.name()).collect::<Vec<_>>()
    };
    assert_eq!(find("203.0.113"), ["E1"]);
    assert_eq!(find("203[.]0[.]113[.]7 blo"), ["E1"]);
    assert_eq!(find("https://evil.example"), ["E2"]);
    assert_eq!(find("bob@corp.example"), ["E2"]);
    assert_eq!(find("AND"), ["E3"]);
    assert_eq!(find("cafe"), ["E3"]);
    assert_eq!(find("侵入"), ["E4"]);
    assert_eq!(find("inside"), ["E5"]);
    for query in [
        "\"", "*", "(", "a\"b", "NEAR(", "x:y", "-", "\0", "words:", "^a",
    ] {
        find(query);
    }
    let all = store.search("203.0.113.7", Scope::All, 9).unwrap();
    assert_eq!(all.len(), 2);
    assert_eq!(&all[1].snippet[all[1].matches[0].clone()], "203.0.113.7");
}

#[test]
fn what_is_overdue_is_counted_for_all_and_by_workstream() {
    let room = Room::new();
    let mut store = room.store();
    let inc = incident(&mut store);
    let forensics = add(&mut store, inc, stream("forensics"));
    let due = |seconds: Option<i64>, priority, of: Option<&Thing>| {
        let Body::Task(mut task) = task("x") else {
            unreachable!("a task is a task")
        };
        task.due = seconds.map(|s| When::now(at(s)));
        task.priority = priority;
        task.workstream = of.map(|t| t.id);
        Body::Task(task)
    };
    let first = add(&mut store, inc, due(Some(10), None, None));
    add(
        &mut store,
        inc,
        due(Some(20), Some(Priority::P1), Some(&forensics)),
    );
    add(
        &mut store,
        inc,
        due(Some(30), Some(Priority::P4), Some(&forensics)),
    );
    add(&mut store, inc, due(None, Some(Priority::P1), None));
    add(&mut store, inc, note(0, "a note is never overdue"));
    let counted = |store: &Store, now: i64| {
        let overdue = store.overdue(inc, at(now)).unwrap();
        (overdue.all, overdue.stream(forensics.id))
    };
    let seen: Vec<_> = [10, 11, 21, 31].map(|now| counted(&store, now)).into();
    assert_eq!(seen, [(0, 0), (1, 0), (2, 1), (3, 2)]);
    let Body::Task(mut day) = due(Some(40), Some(Priority::P1), None) else {
        unreachable!("a task is a task")
    };
    day.due.as_mut().unwrap().precision = Precision::Day;
    add(&mut store, inc, Body::Task(day));
    let over = 40 + 86_400;
    let seen = [41, over - 1, over].map(|now| counted(&store, now).0);
    assert_eq!(seen, [3, 3, 4], "a bare date is late when its day is over");
    alter(&mut store, &first, |body| {
        if let Body::Task(t) = body {
            t.state = TaskState::Done;
        }
    });
    assert_eq!(counted(&store, 31), (2, 2));

    // Beyond what anybody counts.
    let many = (0..Overdue::MOST + 5)
        .map(|_| Change::create(fresh_id(), Some(inc), due(Some(5), None, None)));
    let many = many.collect();
    store.append(&maya(), Some(inc), |_| many).unwrap();
    assert_eq!(counted(&store, 31), (Overdue::MOST, 2));
    assert_eq!(Overdue::said(Overdue::MOST), "999+");
}

#[test]
fn a_promise_waits_until_it_is_kept() {
    let room = Room::new();
    let mut store = room.store();
    let incident = incident(&mut store);
    let mut body = Entry::new(
        EntryKind::Communication,
        When::now(at(0)),
        "executives hear by six",
    );
    body.promise = Some(Promise::by(When::now(at(60))));
    let made = add(&mut store, incident, Body::Entry(body));
    let waiting = |store: &Store| names(&store.situation(incident).unwrap().waiting);
    assert_eq!(waiting(&store), ["E1"]);
    let told = |store: &Store| store.situation(incident).unwrap().told;
    assert_eq!(told(&store), None, "executives were told nothing yet");
    let promises = |store: &Store| store.known(Some(incident)).unwrap().promises;
    assert_eq!(names(&promises(&store)), ["E1"]);
    let id = fresh_id();
    store
        .append(&maya(), Some(incident), |known| {
            let mut act = vec![Change::create(id, Some(incident), note(1, "told"))];
            act.extend(Promise::keep(&known.promises[0], Label::OF_THIS_ACT));
            act
        })
        .unwrap();
    assert_eq!(waiting(&store), [""; 0]);
    assert_eq!(promises(&store), []);
    assert_eq!(told(&store), Some(at(0)));
    let kept = store.thing(made.id).unwrap().unwrap();
    let promise = kept.as_entry().and_then(|e| e.promise.clone()).unwrap();
    assert_eq!(promise.kept, Some(label("E2")));
}

#[test]
fn a_question_whose_answer_was_struck_or_taken_back_is_open_again() {
    let room = Room::new();
    let mut store = room.store();
    let inc = incident(&mut store);
    let asked = add(&mut store, inc, entry(EntryKind::Question, 0, "who has it"));
    let open = |store: &Store| {
        let situation = store.situation(inc).unwrap();
        let counted = store.tally(inc).unwrap().all.questions;
        (counted, names(&situation.waiting).len())
    };
    assert_eq!(open(&store), (1, 1));
    let answer = add(&mut store, inc, note(1, "sam has it"));
    alter(&mut store, &asked, |body| {
        if let Body::Entry(e) = body {
            e.question.as_mut().unwrap().answered_by = answer.label();
        }
    });
    assert_eq!(open(&store), (0, 0));
    let strike = |store: &mut Store, struck: bool| {
        alter(store, &answer, |body| {
            if let Body::Entry(e) = body {
                e.struck = struck;
            }
        });
    };
    strike(&mut store, true);
    assert_eq!(open(&store), (1, 1));
    strike(&mut store, false);
    assert_eq!(open(&store), (0, 0));
    let made = store.history(answer.id).unwrap()[0].batch;
    store.undo(&maya(), made).unwrap();
    assert_eq!(open(&store), (1, 1));
    assert_eq!(store.verify(&mut |_| true).unwrap().outcome, Outcome::Sound);
}
