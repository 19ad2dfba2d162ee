//! Addresses, hashes and other indicators in a text, also written defanged
//! (`hxxp://`, `203[.]0[.]113[.]7`, `sam[at]example.org`).

mod endings;
mod fanged;
mod shapes;

use crate::domain::IndicatorType;
use fanged::Fanged;
use std::ops::Range;

/// An indicator in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// Where it stands: bytes of the text.
    pub range: Range<usize>,
    /// What it is.
    pub kind: IndicatorType,
    /// Its value, fanged, in canonical form (lower case where case says nothing).
    pub value: String,
}

/// Every indicator in a text, in order, never overlapping. Versions (`1.2.3`),
/// times and file names (`setup.py`) are none; the address in a URL is part of
/// the URL.
#[must_use]
pub fn find(text: &str) -> Vec<Indicator> {
    let fanged = Fanged::of(text);
    hits(&fanged)
        .into_iter()
        .map(|(range, kind, value)| Indicator {
            range: fanged.place(&range),
            kind,
            value,
        })
        .collect()
}

/// The text with its indicators made unclickable: `hxxp://`, `[.]`, `[@]`.
/// What is defanged already stays so.
#[must_use]
pub fn defang(text: &str) -> String {
    rewrite(text, blunt)
}

/// The text with its defanged indicators made usable again. Nothing else of
/// the text is touched, whatever brackets it has.
#[must_use]
pub fn refang(text: &str) -> String {
    rewrite(text, |_, fanged| fanged.to_owned())
}

type Hit = (Range<usize>, IndicatorType, String);

/// The indicators of a fanged text, by its own bytes.
fn hits(fanged: &Fanged) -> Vec<Hit> {
    let text = fanged.text.as_str();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        match shapes::at(fanged, at) {
            Some((end, kind, value)) => {
                found.push((at..end, kind, value));
                at = end;
            }
            None => at += c.len_utf8(),
        }
    }
    found
}

fn rewrite(text: &str, write: impl Fn(IndicatorType, &str) -> String) -> String {
    let fanged = Fanged::of(text);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, kind, _) in hits(&fanged) {
        let place = fanged.place(&range);
        out.push_str(&text[at..place.start]);
        out.push_str(&write(kind, &fanged.text[range]));
        at = place.end;
    }
    out.push_str(&text[at..]);
    out
}

/// One fanged indicator, made unclickable.
fn blunt(kind: IndicatorType, value: &str) -> String {
    match kind {
        IndicatorType::Ipv4 | IndicatorType::Domain => value.replace('.', "[.]"),
        IndicatorType::Ipv6 => value.replace(':', "[:]"),
        IndicatorType::Email => match value.rsplit_once('@') {
            Some((name, host)) => format!("{name}[@]{}", host.replace('.', "[.]")),
            None => value.to_owned(),
        },
        IndicatorType::Url => blunt_url(value),
        IndicatorType::Md5
        | IndicatorType::Sha1
        | IndicatorType::Sha256
        | IndicatorType::Cve
        | IndicatorType::Other => value.to_owned(),
    }
}

fn blunt_url(value: &str) -> String {
    let Some((scheme, rest)) = value.split_once("://") else {
        return value.to_owned();
    };
    let scheme = scheme
        .to_ascii_lowercase()
        .replace("tt", "xx")
        .replace("ftp", "fxp");
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    format!("{scheme}://{}{path}", host.replace('.', "[.]"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(text: &str) -> String {
        let found: Vec<_> = find(text)
            .into_iter()
            .map(|i| format!("{} {} [{}]", i.kind, i.value, &text[i.range.clone()]))
            .collect();
        found.join(" | ")
    }

    #[test]
    #[rustfmt::skip]
    fn indicators_are_found_also_defanged() {
        for (text, expected) in [
            ("blocked 203.0.113.7 at the edge", "ipv4 203.0.113.7 [203.0.113.7]"),
            ("203.0.113.7:443, (198.51.100.1) src=192.0.2.1.", "ipv4 203.0.113.7 [203.0.113.7] | ipv4 198.51.100.1 [198.51.100.1] | ipv4 192.0.2.1 [192.0.2.1]"),
            ("203[.]0[.]113[.]7 and 203.0.113[.]8", "ipv4 203.0.113.7 [203[.]0[.]113[.]7] | ipv4 203.0.113.8 [203.0.113[.]8]"),
            ("10.0.0.0/8", "ipv4 10.0.0.0 [10.0.0.0]"),
            ("seen 2001:db8::1 and [2001:DB8:0:0:0:0:0:2]:443", "ipv6 2001:db8::1 [2001:db8::1] | ipv6 2001:db8::2 [2001:DB8:0:0:0:0:0:2]"),
            ("2001[:]db8[:][:]1", "ipv6 2001:db8::1 [2001[:]db8[:][:]1]"),
            ("fe80::1%eth0", "ipv6 fe80::1 [fe80::1]"),
            ("::1", "ipv6 ::1 [::1]"),
            ("evil.example.com beacons to cdn.Evil.io.", "domain evil.example.com [evil.example.com] | domain cdn.evil.io [cdn.Evil.io]"),
            ("evil[.]com evil(.)org evil[dot]net evil[.]zip", "domain evil.com [evil[.]com] | domain evil.org [evil(.)org] | domain evil.net [evil[dot]net] | domain evil.zip [evil[.]zip]"),
            ("sub-domain.xn--p1ai", "domain sub-domain.xn--p1ai [sub-domain.xn--p1ai]"),
            ("t.co", "domain t.co [t.co]"),
            ("https://Evil.com/A?b=c#d.", "url https://evil.com/A?b=c#d [https://Evil.com/A?b=c#d]"),
            ("see (https://evil.com/a_(b)) now", "url https://evil.com/a_(b) [https://evil.com/a_(b)]"),
            ("hxxps://evil[.]com/path.php", "url https://evil.com/path.php [hxxps://evil[.]com/path.php]"),
            ("hXXp[:]//evil.com", "url http://evil.com [hXXp[:]//evil.com]"),
            ("hxxp[://]1.2.3.4/x", "url http://1.2.3.4/x [hxxp[://]1.2.3.4/x]"),
            ("[text](https://a.example/b)", "url https://a.example/b [https://a.example/b]"),
            ("http://[2001:db8::1]/x", "url http://[2001:db8::1]/x [http://[2001:db8::1]/x]"),
            ("ftp://files.example.net/", "url ftp://files.example.net/ [ftp://files.example.net/]"),
            ("https://user:pw@evil.com:8443/x", "url https://user:pw@evil.com:8443/x [https://user:pw@evil.com:8443/x]"),
            ("mail sam@example.org,", "email sam@example.org [sam@example.org]"),
            ("sam[@]example[.]org", "email sam@example.org [sam[@]example[.]org]"),
            ("sam[at]example(dot)org", "email sam@example.org [sam[at]example(dot)org]"),
            ("John.Doe+x@Sub.Example.COM", "email John.Doe+x@sub.example.com [John.Doe+x@Sub.Example.COM]"),
            ("d41d8cd98f00b204e9800998ecf8427e", "md5 d41d8cd98f00b204e9800998ecf8427e [d41d8cd98f00b204e9800998ecf8427e]"),
            ("DA39A3EE5E6B4B0D3255BFEF95601890AFD80709", "sha1 da39a3ee5e6b4b0d3255bfef95601890afd80709 [DA39A3EE5E6B4B0D3255BFEF95601890AFD80709]"),
            ("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 [e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855]"),
            ("cve-2021-44228 and CVE-2024-3094!", "cve CVE-2021-44228 [cve-2021-44228] | cve CVE-2024-3094 [CVE-2024-3094]"),
            ("https://example.com/setup.py", "url https://example.com/setup.py [https://example.com/setup.py]"),
            ("it.is.in", "domain it.is.in [it.is.in]"),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }

    #[test]
    #[rustfmt::skip]
    fn versions_times_files_and_prose_are_none() {
        for text in [
            "http://localhost:8080/",
            "CVE-21-1",
            "version 1.2.3 and v1.2.3.4 and version 1.2.3.4",
            "1.2.3.4.5",
            "256.1.1.1",
            "01.02.03.04",
            "at 14:05:33 on 2026-11-20",
            "14:05",
            "main.rs setup.py run.sh README.md a.zip lib.so x.pl node.js config.json",
            "done.It was",
            "e.g. i.e. U.S. a.m.",
            "eslint-scope@3.7.2",
            "com.evil.app",
            "foo.com(x)",
            "/etc/evil.com",
            "std::fmt ab::cd",
            "a@b",
            "@sam #x",
            "C:\\evil.com",
            "aiocpa-0.1.13",
            "12:34:56:78:9a:bc",
            "2:05 p.m.",
            "..",
            "http://",
            "https://x",
            "a.b.c.d",
            "commit 8a38583",
        ] {
            assert_eq!(told(text), "", "{text}");
        }
    }

    #[test]
    #[rustfmt::skip]
    fn what_leaves_defanged_can_be_refanged() {
        for (text, defanged) in [
            ("https://evil.com/a.b?c=d 203.0.113.7 2001:db8::1 sam.x@evil.com evil.com d41d8cd98f00b204e9800998ecf8427e setup.py", "hxxps://evil[.]com/a.b?c=d 203[.]0[.]113[.]7 2001[:]db8[:][:]1 sam.x[@]evil[.]com evil[.]com d41d8cd98f00b204e9800998ecf8427e setup.py"),
            ("ftp://a.example.net", "fxp://a[.]example[.]net"),
        ] {
            assert_eq!(defang(text), defanged);
            assert_eq!(refang(defanged), text);
        }
        assert_eq!(refang("a list[.] of (at) things [:]"), "a list[.] of (at) things [:]");
    }

    proptest! {
        #[test]
        fn any_text_is_read_and_defanging_twice_is_defanging_once(
            text in r"(\PC|[a-f0-9.:/@\[\]()]|evil\.com|hxxps?://|\[\.\]|\[at\]|203\.0|[ -]){0,40}"
        ) {
            let found = find(&text);
            for pair in found.windows(2) {
                prop_assert!(pair[0].range.end <= pair[1].range.start);
            }
            let defanged = defang(&text);
            prop_assert_eq!(&defang(&defanged), &defanged);
            let values = |t: &str| find(t).into_iter().map(|i| i.value).collect::<Vec<_>>();
            prop_assert_eq!(values(&defanged), values(&text));
            let refanged = refang(&text);
            prop_assert_eq!(&refang(&refanged), &refanged);
        }
    }
}
