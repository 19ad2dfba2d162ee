//! A report as one HTML file, made from its Markdown: what people read who
//! have no reader of Markdown, and what is printed.
//!
//! Nothing in it runs and nothing is loaded: no script, no picture, no font.
//! Markup is written for what the parser names and for nothing else; raw HTML
//! is text, an address that is no web or mail address is text, a picture is
//! told in words. The policy in the head says the same to the browser, should
//! this room ever err.

mod anchors;
mod links;
mod walk;

use crate::domain::{Incident, visible_block};
use std::fmt::Write as _;
use walk::{Body, Heading};

/// How it looks, on a screen and on paper.
const STYLE: &str = include_str!("html/style.css");

/// What the policy knows the style by: its SHA-256, as base64. A style that
/// found its way in beside it would not apply.
const STYLE_HASH: &str = "sha256-KU7hQOfjGF8XlxBsc22daD7p0rpGTO/kkeq+lRcgCCU=";

/// A report's Markdown as a whole HTML file. The incident gives the marking
/// that stands at the top and the bottom of every page; the title is that of
/// the report.
#[must_use]
pub fn html(markdown: &str, incident: &Incident) -> String {
    let body = walk::body(markdown);
    let mut out = String::with_capacity(body.html.len() + STYLE.len() + 4096);
    head(&mut out, &body, incident);
    marking(&mut out, "top", incident);
    out.push_str("<main>\n");
    let (before, after) = body.html.split_at(body.contents_at);
    out.push_str(before);
    contents(&mut out, &body.headings);
    out.push_str(after);
    out.push_str("</main>\n");
    marking(&mut out, "bottom", incident);
    out.push_str("</body>\n</html>\n");
    out
}

fn head(out: &mut String, body: &Body, incident: &Incident) {
    out.push_str("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    let _ = writeln!(
        out,
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src '{STYLE_HASH}'; base-uri 'none'; form-action 'none'\">"
    );
    out.push_str("<meta name=\"referrer\" content=\"no-referrer\">\n");
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.push_str("<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
    match body.title.is_empty() {
        true => push_text(out, &incident.key),
        false => push_text(out, &body.title),
    }
    let _ = writeln!(out, "</title>\n<style>{STYLE}</style>\n</head>\n<body>");
}

/// The marking, in the colours of TLP 2.0, and that a drill is one.
fn marking(out: &mut String, place: &str, incident: &Incident) {
    let word = incident.tlp.to_string();
    let class = word.to_ascii_lowercase().replace([':', '+'], "-");
    let drill = if incident.exercise {
        "EXERCISE · "
    } else {
        ""
    };
    let _ = write!(out, "<p class=\"marking {place}\"><span class=\"{class}\">");
    push_text(out, &format!("{drill}{word}"));
    out.push_str("</span></p>\n");
}

/// The table of contents: the sections.
fn contents(out: &mut String, headings: &[Heading]) {
    let sections: Vec<_> = headings.iter().filter(|h| h.level == 2).collect();
    if sections.len() < 2 {
        return;
    }
    out.push_str("<nav id=\"contents\" aria-label=\"Contents\">\n<ul>\n");
    for heading in sections {
        let _ = write!(out, "<li><a href=\"#{}\">", heading.id);
        push_text(out, &heading.text);
        out.push_str("</a></li>\n");
    }
    out.push_str("</ul>\n</nav>\n");
}

/// Text as text, in an element and in an attribute alike.
fn push_text(out: &mut String, text: &str) {
    for c in visible_block(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Severity, Tlp};
    use sha2::{Digest as _, Sha256};

    fn incident() -> Incident {
        Incident::new("INC-1 <x>", "t", Severity::Sev2)
    }

    /// What stands between the markings.
    fn main_of(markdown: &str) -> String {
        let page = html(markdown, &incident());
        let main = page.split("<main>\n").nth(1).expect("a main part");
        main.split("</main>").next().expect("its end").to_owned()
    }

    fn base64(bytes: &[u8]) -> String {
        let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut out = String::new();
        for three in bytes.chunks(3) {
            let bits = (0..3).fold(0_usize, |bits, i| {
                bits << 8 | three.get(i).map_or(0, |b| usize::from(*b))
            });
            for i in 0..4 {
                let letter = letters[bits >> (18 - 6 * i) & 63];
                out.push(if i <= three.len() {
                    char::from(letter)
                } else {
                    '='
                });
            }
        }
        out
    }

    #[test]
    fn the_policy_names_the_style_and_allows_nothing_else() {
        assert!(!STYLE.contains("url(") && !STYLE.contains("@import") && !STYLE.contains('<'));
        let is = format!("sha256-{}", base64(&Sha256::digest(STYLE)));
        assert_eq!(STYLE_HASH, is, "the style was altered: this is its hash");
        let page = html("# a\n", &incident());
        let policy = format!("content=\"default-src 'none'; style-src '{is}'; base-uri");
        assert!(page.contains(&policy), "{page}");
        assert!(page.contains(&format!("<style>{STYLE}</style>")));
    }

    #[test]
    fn the_marking_stands_at_both_ends_and_the_title_is_that_of_the_report() {
        let mut drill = incident();
        drill.tlp = Tlp::AmberStrict;
        drill.exercise = true;
        let page = html("EXERCISE\n\n# INC-1 *x* &lt;b>: `t`\n", &drill);
        let marking = "<span class=\"tlp-amber-strict\">EXERCISE · TLP:AMBER+STRICT</span>";
        assert_eq!(page.matches(marking).count(), 2, "{page}");
        assert!(
            page.contains("<title>INC-1 x &lt;b&gt;: t</title>"),
            "{page}"
        );
        let untitled = html("", &incident());
        assert!(untitled.contains("<title>INC-1 &lt;x&gt;</title>"));
    }

    #[test]
    fn the_contents_lead_to_the_sections() {
        let page = main_of("# T\n\ncard\n\n## One & two\n\n### D1: x\n\n## Appendix: x\n");
        assert_eq!(
            page,
            "<h1 id=\"t\">T</h1>\n<p>card</p>\n\
             <nav id=\"contents\" aria-label=\"Contents\">\n<ul>\n\
             <li><a href=\"#one--two\">One &amp; two</a></li>\n\
             <li><a href=\"#appendix-x\">Appendix: x</a></li>\n</ul>\n</nav>\n\
             <h2 id=\"one--two\">One &amp; two</h2>\n<h3 id=\"d1-x\">D1: x</h3>\n\
             <h2 id=\"appendix-x\" class=\"appendix\">Appendix: x</h2>\n"
        );
    }

    #[test]
    fn markup_of_another_language_is_text() {
        let raw = main_of("<script>alert(1)</script>\n\na <img src=x onerror=y> b\n\n<!-- c -->\n");
        assert_eq!(
            raw,
            "<pre>&lt;script&gt;alert(1)&lt;/script&gt;\n</pre>\n\
             <p>a &lt;img src=x onerror=y&gt; b</p>\n\
             <pre>&lt;!-- c --&gt;\n</pre>\n"
        );
    }

    #[test]
    fn links_lead_to_the_web_and_pictures_are_told() {
        let rel = "rel=\"noopener noreferrer nofollow\"";
        for (markdown, shown) in [
            (
                "[a](https://b.example/?x=\"&y 't')",
                format!("<a href=\"https://b.example/?x=&quot;&amp;y\" {rel}>a</a>"),
            ),
            (
                "<a@b.example>",
                format!("<a href=\"mailto:a@b.example\" {rel}>a@b.example</a>"),
            ),
            (
                "[a](#key-clocks)",
                format!("<a href=\"#key-clocks\" {rel}>a</a>"),
            ),
            ("[a](javascript:b)", "a (javascript:b)".into()),
            ("[a](<java\tscript:b>)", "a (java\tscript:b)".into()),
            (
                "![a](https://b/c.png)",
                "picture: a (https://b/c.png)".into(),
            ),
            (
                "[![a](data:b)](https://c.example)",
                format!("<a href=\"https://c.example\" {rel}>picture: a (data:b)</a>"),
            ),
            (
                "![[a](https://b.example)](c)",
                format!("picture: <a href=\"https://b.example\" {rel}>a</a> (c)"),
            ),
            ("hxxps[://]a[.]example", "hxxps[://]a[.]example".into()),
        ] {
            assert_eq!(main_of(markdown), format!("<p>{shown}</p>\n"), "{markdown}");
        }
    }

    #[test]
    fn blocks_are_what_they_are_in_markdown() {
        for (markdown, shown) in [
            (
                "- a\n\n  b\n- c\n  - d\n",
                "<ul>\n<li><p>a</p><p>b</p></li>\n<li><p>c</p><ul>\n<li>d</li>\n</ul></li>\n</ul>\n",
            ),
            (
                "3. a\n4. b\n",
                "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n",
            ),
            (
                "| a | b |\n|--:|---|\n| *c* | ~~d~~ |\n",
                "<div class=\"table\"><table>\n<thead>\n<tr><th scope=\"col\" class=\"right\">a</th>\
                 <th scope=\"col\">b</th></tr>\n</thead>\n<tbody>\n\
                 <tr><td class=\"right\"><em>c</em></td><td><del>d</del></td></tr>\n\
                 </tbody>\n</table></div>\n",
            ),
            ("```rust\na < b\n```\n", "<pre>a &lt; b\n</pre>\n"),
            (
                "```mermaid\npie\n```\n",
                "<figure><pre class=\"diagram\">pie\n</pre><figcaption>A diagram, as Mermaid \
                 draws it; the text says the same.</figcaption></figure>\n",
            ),
            (
                "> a\\\nb `c`\n\n---\n",
                "<blockquote><p>a<br>b <code>c</code></p>\n</blockquote>\n<hr>\n",
            ),
            ("a\u{202e}&#27;b", "<p>a‹U+202E›␛b</p>\n"),
        ] {
            assert_eq!(main_of(markdown), shown, "{markdown}");
        }
    }
}
