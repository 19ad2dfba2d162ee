//! Whatever is pressed, pasted or clicked, in any order, nothing panics.

use super::testing::fresh;
use super::tests::{ready, send};
use super::*;
use crate::keys::{Chord, Key as K};
use proptest::prelude::*;

/// Any message a person can cause.
pub(crate) fn any_msg() -> impl Strategy<Value = Msg> {
    let key = prop_oneof![
        any::<char>().prop_map(K::Char),
        proptest::sample::select(
            "ntdsopfzuxaeviILPNEyA*/:?jkhlgGq1234 rcmwX0"
                .chars()
                .collect::<Vec<_>>()
        )
        .prop_map(K::Char),
        proptest::sample::select(vec![
            K::Enter,
            K::Esc,
            K::Tab,
            K::BackTab,
            K::Backspace,
            K::Delete,
            K::Up,
            K::Down,
            K::Left,
            K::Right,
            K::Home,
            K::End,
            K::PageUp,
            K::PageDown,
            K::Insert,
            K::F(1),
        ]),
    ];
    let chord = (key, any::<bool>(), proptest::bool::weighted(0.1)).prop_map(|(key, ctrl, alt)| {
        let ctrl = ctrl && matches!(key, K::Char(_));
        Msg::Key(Chord { key, ctrl, alt })
    });
    let what = proptest::sample::select(vec![
        MouseWhat::Click,
        MouseWhat::DoubleClick,
        MouseWhat::WheelUp,
        MouseWhat::WheelDown,
    ]);
    prop_oneof![
        8 => chord,
        1 => "(\\PC|\n){0,40}".prop_map(Msg::Paste),
        1 => (0u16..130, 0u16..50, what).prop_map(|(x, y, what)| Msg::Mouse(Mouse { x, y, what })),
        1 => Just(Msg::Tick),
        1 => Just(Msg::Second),
        1 => Just(Msg::Changed),
        1 => Just(Msg::Loaded(Loaded::PostMortem(
            Box::new(super::testing::post_mortem()), "# Review\n".into()
        ))),
        1 => Just(Msg::Edited(Ok(Some("a\nb".into())))),
        1 => Just(Msg::Failed(Trouble("no".into()))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn no_sequence_of_messages_panics(msgs in proptest::collection::vec(any_msg(), 0..80)) {
        for mut app in [ready(), fresh()] {
            for msg in &msgs {
                send(&mut app, msg.clone());
            }
        }
    }
}
