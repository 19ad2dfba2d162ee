//! What is an indicator, what is none, and that none leaves usable.

use super::*;
use proptest::prelude::*;

fn told(text: &str) -> String {
    let found: Vec<_> = find(text)
        .into_iter()
        .map(|i| format!("{} {} [{}]", i.kind, i.value, &text[i.range.clone()]))
        .collect();
    found.join(" | ")
}

fn values(text: &str) -> Vec<String> {
    find(text).into_iter().map(|i| i.value).collect()
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
fn what_stands_around_an_indicator_does_not_hide_it() {
    for (text, expected, safe) in [
        (r"\\host.example.com\share", "domain host.example.com", r"\\host[.]example[.]com\share"),
        (r"\\203.0.113.7\c$", "ipv4 203.0.113.7", r"\\203[.]0[.]113[.]7\c$"),
        ("user:pass@1.2.3.4", "ipv4 1.2.3.4", "user:pass@1[.]2[.]3[.]4"),
        ("abc:pass@evil.com", "email pass@evil.com", "abc:pass[@]evil[.]com"),
        ("mailto:bob@evil.com", "email bob@evil.com", "mailto:bob[@]evil[.]com"),
        ("\"bob\"@evil.com", "domain evil.com", "\"bob\"@evil[.]com"),
        ("::ffff:1.2.3.4", "ipv6 ::ffff:1.2.3.4", ":[:]ffff[:]1[.]2[.]3[.]4"),
        ("addr:::ffff:1.2.3.4", "ipv6 ::ffff:1.2.3.4", "addr:[:][:]ffff[:]1[.]2[.]3[.]4"),
        ("src:2001:db8::1", "ipv6 2001:db8::1", "src:2001[:]db8[:][:]1"),
        ("1.2.3.4-1.2.3.9", "ipv4 1.2.3.4 | ipv4 1.2.3.9", "1[.]2[.]3[.]4-1[.]2[.]3[.]9"),
        ("1.2.3.4-evil.com", "domain 1.2.3.4-evil.com", "1[.]2[.]3[.]4-evil[.]com"),
        ("1.2.3.4.evil.com", "domain 1.2.3.4.evil.com", "1[.]2[.]3[.]4[.]evil[.]com"),
        ("evil.com/evil.org", "domain evil.com | domain evil.org", "evil[.]com/evil[.]org"),
        ("пример.рф и bücher.example", "domain пример.рф | domain bücher.example", "пример[.]рф и bücher[.]example"),
        ("xn--e1afmkfd.xn--p1ai", "domain xn--e1afmkfd.xn--p1ai", "xn--e1afmkfd[.]xn--p1ai"),
        ("http://пример.испытание/x", "url http://пример.испытание/x", "hxxp[://]пример[.]испытание/x"),
        ("evil。com", "domain evil.com", "evil[.]com"),
        ("__evil.com__ _evil.org_ _1.2.3.4_", "domain evil.com | domain evil.org | ipv4 1.2.3.4", "__evil[.]com__ _evil[.]org_ _1[.]2[.]3[.]4_"),
        ("_dmarc.evil.com", "domain _dmarc.evil.com", "_dmarc[.]evil[.]com"),
        ("http://[2001:db8::1]:80/", "url http://[2001:db8::1]:80/", "hxxp[://][2001[:]db8[:][:]1][:]80/"),
        ("http://u@[2001:db8::1]/", "url http://u@[2001:db8::1]/", "hxxp[://]u[@][2001[:]db8[:][:]1]/"),
        ("x)http://b.com", "url http://b.com", "x)hxxp[://]b[.]com"),
        ("xhttp://b.com x_http://b.com", "url http://b.com | url http://b.com", "xhxxp[://]b[.]com x_hxxp[://]b[.]com"),
        ("http://a.com/x)http://b.com", "url http://a.com/x | url http://b.com", "hxxp[://]a[.]com/x)hxxp[://]b[.]com"),
        ("http://a.com/?u=http://b.com/1.2.3.4", "url http://a.com/?u=http://b.com/1.2.3.4", "hxxp[://]a[.]com/?u=hxxp[://]b[.]com/1[.]2[.]3[.]4"),
        ("http://3232235777/x", "url http://3232235777/x", "hxxp[://]3232235777/x"),
        ("//evil.com/x ~evil.com .evil.com *.evil.com -evil.com", "domain evil.com | domain evil.com | domain evil.com | domain evil.com | domain evil.com", "//evil[.]com/x ~evil[.]com .evil[.]com *.evil[.]com -evil[.]com"),
        ("Evil.COM Evil.Com", "domain evil.com | domain evil.com", "Evil[.]COM Evil[.]Com"),
        ("203.0.113.7。hxxp[://]", "ipv4 203.0.113.7", "203[.]0[.]113[.]7。hxxp[://]"),
        ("evil.com@80", "domain evil.com", "evil[.]com@80"),
        ("__203.0.113.7。version ", "ipv4 203.0.113.7", "__203[.]0[.]113[.]7。version "),
        ("_203.0.113.7。version", "ipv4 203.0.113.7", "_203[.]0[.]113[.]7。version"),
        ("ée.g.bob@evil.com", "email g.bob@evil.com", "ée.g[.]bob[@]evil[.]com"),
        ("ée.g.bob-a%b@evil.com", "email g.bob-a%b@evil.com", "ée.g[.]bob-a%b[@]evil[.]com"),
    ] {
        let found: Vec<_> = find(text).into_iter().map(|i| format!("{} {}", i.kind, i.value)).collect();
        assert_eq!(found.join(" | "), expected, "{text}");
        assert_eq!(defang(text), safe, "{text}");
        assert_eq!(defang(safe), safe, "{text}");
    }
}

#[test]
fn what_is_no_artifact_for_certain_still_leaves_defanged() {
    for (text, safe) in [
        ("http://localhost:8080/", "hxxp[://]localhost:8080/"),
        ("@maya.example", "@maya[.]example"),
        ("com.evil.app", "com[.]evil[.]app"),
        ("#evil.com", "#evil[.]com"),
        ("evil.com(x)", "evil[.]com(x)"),
        (r"C:\evil.com", r"C:\evil[.]com"),
        (
            "app-1.2.3.4 version 1.2.3.4",
            "app-1[.]2[.]3[.]4 version 1[.]2[.]3[.]4",
        ),
        ("app-1.2.3.4.word", "app-1[.]2[.]3[.]4.word"),
    ] {
        assert_eq!(told(text), "", "{text}");
        assert_eq!(defang(text), safe, "{text}");
        assert_eq!(defang(safe), safe, "{text}");
    }
}

#[test]
fn ordinary_words_leave_as_they_are() {
    for text in [
        "v1.2.3 and 1.2.3 and 192.168 and 10:30 and 12:30:45 and 1.2.3.4.5 and v10.0.0.5",
        "file.rs main.py deploy.sh README.md node.js a.zip /usr/lib/x.so src/main.cc",
        "e.g. this; i.e. that, и т.д. и т.п., done.In the end, конец.начало, 你好。我们",
        "std::fs::read a::b aa:bb:cc:dd:ee:ff @maya #forensics T1059.001 runner-07.ci.internal",
        "see foo (dot) bar, a.[b, __init__.py, eslint-scope@3.7.2, http:// and //",
    ] {
        assert_eq!(told(text), "", "{text}");
        assert_eq!(defang(text), text);
        assert_eq!(refang(text), text);
    }
}

#[test]
fn defanging_leaves_nothing_to_click_and_refanging_gives_it_back() {
    let text = "GET https://evil.example.org/x?u=1 from 203.0.113.7:443, 2001:db8::7, a@evil.org \
                ftp://a.example.net d41d8cd98f00b204e9800998ecf8427e";
    let safe = defang(text);
    assert_eq!(
        safe,
        "GET hxxps[://]evil[.]example[.]org/x?u=1 from 203[.]0[.]113[.]7:443, \
         2001[:]db8[:][:]7, a[@]evil[.]org fxp[://]a[.]example[.]net d41d8cd98f00b204e9800998ecf8427e"
    );
    assert_eq!(refang(&safe), text);
}

/// What a text may be made of to hide an indicator in it.
fn pieces() -> impl Strategy<Value = String> {
    let shapes = prop::sample::select(vec![
        "203.0.113.7",
        "2001:db8::1",
        "::ffff:1.2.3.4",
        "evil.com",
        "пример.рф",
        "bücher.example",
        "xn--p1ai",
        "xn--e1afmkfd.xn--p1ai",
        "http://",
        "https://",
        "hxxps://",
        "hxxp[://]",
        "ftps://",
        "user:pass@",
        "bob@",
        "\\\\",
        "\\share",
        "__",
        "_",
        "-",
        "--",
        ")",
        "(",
        "[",
        "]",
        "[.]",
        "(.)",
        "[:]",
        "[@]",
        "[at]",
        "[[.]]",
        "。",
        ":80/",
        ":",
        "::",
        "/",
        "//",
        "?u=",
        "#",
        "@",
        ".",
        "..",
        " ",
        "x",
        "1",
        "a.b",
        "<",
        ">",
        "*",
        "~",
        "%2f",
        "é",
        "\u{200b}",
        "version ",
        "e.g.",
    ]);
    prop_oneof![8 => shapes.prop_map(str::to_owned), 1 => "\\PC{0,3}", 1 => "[a-f0-9.:/@\\[\\]htpsx]{0,8}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_text_defangs_once_and_its_indicators_are_found_again(
        text in prop::collection::vec(pieces(), 0..12).prop_map(|p| p.concat())
    ) {
        let found = find(&text);
        for pair in found.windows(2) {
            prop_assert!(pair[0].range.end <= pair[1].range.start);
        }
        prop_assert!(found.iter().all(|i| text.get(i.range.clone()).is_some()));
        let safe = defang(&text);
        prop_assert_eq!(&defang(&safe), &safe);
        let plain = refang(&text);
        let back = refang(&defang(&plain));
        prop_assert_eq!(values(&back), values(&plain));
    }

    #[test]
    fn no_sign_around_an_indicator_lets_it_leave_usable(
        before in prop::sample::select(vec![
            "", " ", "\\\\", "\\", "user:pass@", "a:b@", ")", "x)", "(", "[", "__", "_", "*", "**", "~", "#", "$", "=", "\"",
            "//", ":", "src:", "@", ".", "..", "*.", "-", "--", "1.2.3.4-", "1.2.3.4/", "evil.org/", "http://a.com/x)",
            "http://a.com/?u=", "[x](", "<", "|", "`", ",", "é ", "\u{200b}", "\u{202e}",
        ]),
        value in prop::sample::select(vec![
            "203.0.113.7", "2001:db8::1", "::ffff:192.0.2.1", "evil.com", "Evil.COM", "пример.рф", "bücher.example",
            "a.xn--p1ai", "http://b.com", "https://пример.рф", "http://[2001:db8::2]:80/", "http://localhost/", "bob@evil.com",
        ]),
        after in prop::sample::select(vec![
            "", " ", "\\share", "__", "_", "*", "**", ")", "]", "](x)", ".", "..", ",", ":80/", "/", "/x.y", "?", "#x", "-", "'s",
            "\"", ">", "|", "-203.0.113.9", "@80", "(x)", "\u{200b}", "…",
        ]),
    ) {
        let text = format!("{before}{value}{after}");
        let safe = defang(&text);
        prop_assert!(!safe.contains(value), "{text:?} leaves as {safe:?}");
        prop_assert_eq!(&defang(&safe), &safe);
        prop_assert_eq!(refang(&safe).to_lowercase(), text.to_lowercase());
        prop_assert_eq!(values(&refang(&safe)), values(&text));
    }

    #[test]
    fn an_address_is_found_and_comes_back(a in any::<[u8; 4]>(), b in any::<[u16; 8]>()) {
        for value in [std::net::Ipv4Addr::from(a).to_string(), std::net::Ipv6Addr::from(b).to_string()] {
            if value.contains(|c: char| c.is_ascii_digit()) {
                prop_assert_eq!(values(&format!("saw {} twice", defang(&value))), [value]);
            }
        }
    }
}
