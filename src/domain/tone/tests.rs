//! What is hinted at and what is not, and that no text breaks it.

use super::*;
use crate::domain::{Body, Hlc, Id, Mark, Person};
use proptest::prelude::*;

fn known() -> Known {
    let person = |(id, handle, name): (u128, &str, &str)| {
        let mark = Mark {
            at: chrono::DateTime::UNIX_EPOCH,
            author: "ana".into(),
            hlc: Hlc::default(),
        };
        Thing {
            id: Id::from_u128(id),
            incident: None,
            number: 0,
            withdrawn: false,
            earlier: Vec::new(),
            created: mark.clone(),
            changed: mark,
            body: Body::Person(Person {
                name: name.into(),
                ..Person::new(handle)
            }),
        }
    };
    Known {
        people: [
            (1, "maya", "Maya Okoye"),
            (2, "will", "Will J. Ångström"),
            (3, "sre1", ""),
        ]
        .map(person)
        .to_vec(),
        ..Known::default()
    }
}

/// The words that are hinted at, and of whom they are said.
fn told(text: &str) -> Vec<String> {
    let found = hints(text, &known(), &Rules::default());
    let word = |h: &Hint| match &h.person {
        Some(who) => format!("{} @{who}", &text[h.span.clone()]),
        None => text[h.span.clone()].to_owned(),
    };
    found.iter().map(word).collect()
}

#[test]
fn blame_is_found_on_word_boundaries_whatever_its_case() {
    for (text, expected) in [
        ("HUMAN Error caused the outage", &["HUMAN Error"][..]),
        ("a human-error, they said", &["human-error"]),
        ("the team Should  have known", &["Should  have"]),
        ("it shouldn’t have been open", &["shouldn’t have"]),
        ("a shoulder have-not; scarelessness", &[]),
        ("carelessly done, and careless", &["carelessly", "careless"]),
        ("they failed to rotate it", &["failed to"]),
        ("a failed login, and 3 failures", &[]),
        ("who broke it? why did it break", &["who broke", "why did"]),
        ("human. Error 404", &[]),
        ("should\nhave", &[]),
        ("", &[]),
    ] {
        assert_eq!(told(text), expected, "{text}");
    }
}

#[test]
fn a_person_near_what_is_said_of_them_is_told() {
    for (text, expected) in [
        ("@maya forgot the flag", &["forgot @maya"][..]),
        ("maya missed the alert", &["missed @maya"]),
        ("Okoye's mistake", &[]),
        ("the mistake of Okoye", &["mistake @maya"]),
        ("a mistake by ÅNGSTRÖM", &["mistake @will"]),
        // A handle that is a word is taken for the person: it is a hint.
        ("it will be wrong", &["wrong @will"]),
        ("sre1 failed to page", &["failed to @sre1"]),
        ("the alert was missed", &[]),
        // Too far away, or another sentence.
        ("maya saw one two three four five six seven errors", &[]),
        ("maya saw one two three four five errors", &["errors @maya"]),
        ("maya was on call. The alert was missed", &[]),
        // The nearest counts.
        ("maya told Will who forgot it", &["who forgot @will"]),
    ] {
        assert_eq!(told(text), expected, "{text}");
    }
}

#[test]
fn a_hint_says_what_to_ask_instead() {
    let found = hints("it was human error", &known(), &Rules::default());
    assert!(found[0].suggestion.contains("what made this easy"));
    let own =
        "[[rule]]\nwords = ['hätte … sollen', 'schuld*']\nhint = 'Schuld'\nsuggestion = 'was'";
    let own = Rules::parse(own).unwrap();
    let found = hints("Er ist SCHULDIG, HÄTTE SOLLEN", &known(), &own);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].hint, "Schuld");
}

proptest! {
    #[test]
    fn no_text_breaks_it_and_every_span_is_of_characters(
        text in prop_oneof![
            any::<String>(),
            "((should|have|failed|to|@maya|Will|careless|’|'|İ|ß|e\u{301}|\u{200d}|-|\\. |\n|why|did)[ \u{a0}]?){0,12}",
        ],
    ) {
        let found = hints(&text, &known(), &Rules::default());
        let mut end = 0;
        for hint in &found {
            prop_assert!(end <= hint.span.start && hint.span.start < hint.span.end);
            prop_assert!(text.get(hint.span.clone()).is_some());
            prop_assert!(!hint.hint.is_empty());
            end = hint.span.end;
        }
    }

    #[test]
    fn no_file_of_rules_breaks_it(text in any::<String>(), words in any::<Vec<String>>()) {
        let _ = Rules::parse(&text);
        let list: Vec<String> = words.iter().map(|w| serde_json::to_string(w).unwrap()).collect();
        let file = format!("[[rule]]\nwords = [{}]\nhint = 'x'\nsuggestion = 'y'", list.join(", "));
        if let Ok(rules) = Rules::parse(&file) {
            let _ = hints(&text, &known(), &rules);
        }
    }
}
