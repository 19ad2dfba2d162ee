//! Indicators in prose: found however they are written, and written so that
//! nobody opens one by accident (`hxxps[://]evil[.]example`).

mod defanged;
mod scan;

pub use defanged::{defang, refang};

use super::IndicatorType;
use std::ops::Range;

/// Something in a text that betrays the attacker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// Where it stands, in bytes of the text as it was written.
    pub range: Range<usize>,
    /// What it is.
    pub kind: IndicatorType,
    /// Its one usable form: fanged, host and hash in lower case, a CVE in capitals.
    pub value: String,
}

/// Every indicator in a text, in order, none overlapping another.
#[must_use]
pub fn find(text: &str) -> Vec<Indicator> {
    let live = defanged::Live::of(text);
    scan::scan(&live)
        .into_iter()
        .map(|(range, kind)| Indicator {
            value: canonical(&live.text[range.clone()], kind),
            range: live.written(&range),
            kind,
        })
        .collect()
}

fn canonical(text: &str, kind: IndicatorType) -> String {
    match kind {
        IndicatorType::Cve => text.to_ascii_uppercase(),
        IndicatorType::Url => {
            let after = text.find("://").map_or(0, |i| i + 3);
            let host = text[after..]
                .find(['/', '?', '#'])
                .map_or(text.len(), |i| after + i);
            format!("{}{}", text[..host].to_ascii_lowercase(), &text[host..])
        }
        IndicatorType::Ipv4
        | IndicatorType::Ipv6
        | IndicatorType::Domain
        | IndicatorType::Email
        | IndicatorType::Md5
        | IndicatorType::Sha1
        | IndicatorType::Sha256
        | IndicatorType::Other => text.to_ascii_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str) -> Vec<(&str, &str, String)> {
        let word = |i: Indicator| (&text[i.range], i.kind.word(), i.value);
        find(text).into_iter().map(word).collect()
    }

    #[test]
    fn each_kind_is_found_in_prose() {
        let sha = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        let text = format!(
            "203.0.113.7, [2001:db8::7]:443 and Evil.Example.COM; see https://C2.example/Path?q=1). \
             from ops@mail.example.org (cve-2024-3094) {sha}"
        );
        let kinds: Vec<_> = found(&text)
            .into_iter()
            .map(|(_, k, v)| format!("{k} {v}"))
            .collect();
        assert_eq!(
            kinds,
            [
                "ipv4 203.0.113.7",
                "ipv6 2001:db8::7",
                "domain evil.example.com",
                "url https://c2.example/Path?q=1",
                "email ops@mail.example.org",
                "cve CVE-2024-3094",
                &format!("sha256 {sha}"),
            ]
        );
    }

    #[test]
    fn defanged_forms_are_the_same_indicators() {
        assert_eq!(
            found("ö hxxps[://]evil[.]example(.)org/a, 203[.]0.113[.]7 bob[at]evil[dot]rs c2[.]sh"),
            [
                (
                    "hxxps[://]evil[.]example(.)org/a",
                    "url",
                    "https://evil.example.org/a".to_owned()
                ),
                ("203[.]0.113[.]7", "ipv4", "203.0.113.7".to_owned()),
                ("bob[at]evil[dot]rs", "email", "bob@evil.rs".to_owned()),
                ("c2[.]sh", "domain", "c2.sh".to_owned()),
            ]
        );
    }

    #[test]
    fn what_only_looks_like_one_is_left_alone() {
        for text in [
            "main.rs deploy.sh README.md node.js",
            "done.In the end, e.g. this; i.e. that",
            "version 1.2.3 of 300.1.1.1, v10.0.0.5",
            "12:30:45 aa:bb:cc:dd:ee:ff std::fs::read a::b",
            "runner-07.ci.internal @maya.example CVE-24-1 deadbeef",
            "T1059.001 /usr/lib/x.so",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn defanging_leaves_nothing_to_click_and_refanging_gives_it_back() {
        let text =
            "GET https://evil.example.org/x?u=1 from 203.0.113.7:443, 2001:db8::7, a@evil.org";
        let safe = defang(text);
        assert_eq!(
            safe,
            "GET hxxps[://]evil[.]example[.]org/x?u=1 from 203[.]0[.]113[.]7:443, \
             2001[:]db8[:][:]7, a[@]evil[.]org"
        );
        assert_eq!(refang(&safe), text);
        assert_eq!(refang("see foo (dot) bar, a.[b"), "see foo (dot) bar, a.[b");
    }

    proptest! {
        #[test]
        fn any_text_defangs_once_and_ranges_are_in_it(text in "\\PC{0,60}|[a-f0-9.:/@\\[\\]htpsx]{0,40}") {
            let safe = defang(&text);
            prop_assert_eq!(&defang(&safe), &safe);
            for one in find(&text) {
                prop_assert!(text.get(one.range).is_some());
            }
        }

        #[test]
        fn an_address_is_found_and_comes_back(a in any::<[u8; 4]>(), b in any::<[u16; 8]>()) {
            for value in [std::net::Ipv4Addr::from(a).to_string(), std::net::Ipv6Addr::from(b).to_string()] {
                let text = format!("saw {} twice", defang(&value));
                let all = find(&text);
                if value.chars().any(|c| c.is_ascii_digit()) && value.len() > 3 {
                    prop_assert_eq!(all.len(), 1);
                    prop_assert_eq!(&all[0].value, &value);
                }
            }
        }
    }
}
