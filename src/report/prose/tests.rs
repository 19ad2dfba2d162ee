//! What of a prose text stays, and what becomes text.

use super::written;
use crate::domain::{Artifact, ArtifactKind, Body};
use crate::report::tests::{empty, thing};
use crate::report::{Options, page::Page};

fn told(text: &str) -> String {
    let mut record = empty();
    let artifact = Artifact::new(ArtifactKind::Indicator, "evil.example");
    record.artifacts = vec![thing(1, Body::Artifact(artifact))];
    written(&Page::new(&record, &Options::default()), text)
}

#[test]
fn what_people_meant_stays() {
    for (typed, is) in [
        ("plain words\r\non two lines", "plain words\non two lines"),
        (
            "*a* **b** ~~c~~ `d` in_a_word",
            "_a_ **b** ~~c~~ `d` in_a_word",
        ),
        ("un*believ*able", "un*believ*able"),
        ("- a\n- b\n  - c\n\nd", "* a\n* b\n  * c\n\nd"),
        ("- a\n\n- b", "* a\n\n* b"),
        ("- a\n\n* b", "* a\n\n+ b"),
        ("3. a\n4. b", "3. a\n4. b"),
        ("> q\n> r", "> q\n> r"),
        ("a  \nb", "a\\\nb"),
        (
            "| h | i |\n|--|--|\n| `a\\|b` | c |",
            "| h | i |\n| --- | --- |\n| `a\\|b` | c |",
        ),
        (
            "[wiki](https://wiki.test/a?b=1&c=2)",
            "[wiki](https://wiki.test/a?b=1&amp;c=2)",
        ),
        ("a\n***\nb", "a\n\n---\n\nb"),
        ("```rust\nfn\tx() {}\n```", "```\nfn    x() {}\n```"),
        ("    indented\n\n    code", "```\nindented\n\ncode\n```"),
        ("*x", "\\*x"),
        ("", ""),
        (" \n ", ""),
    ] {
        assert_eq!(told(typed), is, "{typed}");
    }
}

#[test]
fn what_would_break_the_report_becomes_text() {
    for (typed, is) in [
        ("# Root cause", "**Root cause**"),
        ("Fixes\n=====\nnone", "**Fixes**\n\nnone"),
        ("## ", ""),
        ("<script>x</script>", "\\<script>x\\</script>"),
        ("a <b>c</b>", "a \\<b>c\\</b>"),
        ("![x](https://t.test/p.png)", "[x](https://t.test/p.png)"),
        ("[x](javascript:alert(1))", "x (javascript:alert(1))"),
        ("[x](http://intranet/a)", "x (hxxp[://]intranet/a)"),
        ("[x](//evil.test)", "x (//evil[.]test)"),
        (
            "[x](https://evil.example/a)",
            "x (hxxps[://]evil[.]example/a)",
        ),
        (
            "[x](http://203.0.113.7/a)",
            "x (hxxp[://]203[.]0[.]113[.]7/a)",
        ),
        ("[x](https://a@evil.test)", "x (hxxps[://]a[@]evil[.]test)"),
        ("<https://a.test>", "hxxps[://]a[.]test"),
        ("see https://a.test", "see hxxps[://]a[.]test"),
        ("wow![x](https://t.test)", "wow[x](https://t.test)"),
        ("wow\\![x](https://t.test)", "wow\\![x](https://t.test)"),
        ("```\nnever closed", "```\nnever closed\n```"),
        ("a\u{202e}b\u{1b}[2J &#27;", "a‹U+202E›b␛\\[2J ␛"),
        ("[foo]: /url", "\\[foo\\]: /url"),
        ("| a |\n|---|\n| b", "| a |\n| --- |\n| b |"),
    ] {
        let told = told(typed);
        if is.is_empty() {
            assert!(!told.contains("# "), "{typed}: {told}");
        } else {
            assert_eq!(told, is, "{typed}");
        }
    }
}

#[test]
fn what_is_nested_too_deep_is_flattened() {
    for one in ["> ", "- ", "*a "] {
        let deep = format!("{}end", one.repeat(2_000));
        let told = told(&deep);
        assert!(told.contains("end") && told.lines().all(|l| l.len() < 20_000));
    }
    let nested = format!("{}b{}", "*a ".repeat(500), " c*".repeat(500));
    assert!(told(&nested).contains('b'));
}
