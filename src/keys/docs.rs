//! `docs/KEYS.md`, made from the table.

use super::{BINDINGS, Context};
use std::fmt::Write as _;

/// The whole page, CommonMark.
#[must_use]
pub fn page() -> String {
    let mut out = String::from(
        "# Keys\n\nMade from the table in `src/keys/bindings.rs`; a test compares them.\n\
         `^R` is Control and r. Nothing lives only on a function key, on Alt or on a bracket.\n",
    );
    for context in Context::ALL {
        let bindings: Vec<_> = BINDINGS.iter().filter(|b| b.context == *context).collect();
        if bindings.is_empty() {
            continue;
        }
        let _ = write!(
            out,
            "\n## {}\n\n| key | what it does | `:` |\n| --- | --- | --- |\n",
            context.title()
        );
        for b in bindings {
            let keys: Vec<_> = b.chords.iter().map(|c| format!("`{c}`")).collect();
            let name = if b.name.is_empty() {
                String::new()
            } else {
                format!("`{}`", b.name)
            };
            let _ = writeln!(out, "| {} | {} | {name} |", keys.join(" "), b.help);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::page;

    /// `WARROOM_BLESS=1 cargo test` writes the page afresh.
    #[test]
    fn the_page_of_keys_is_the_table() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/KEYS.md");
        if std::env::var_os("WARROOM_BLESS").is_some() {
            std::fs::create_dir_all(concat!(env!("CARGO_MANIFEST_DIR"), "/docs")).unwrap();
            std::fs::write(path, page()).unwrap();
        }
        let written = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            written == page(),
            "docs/KEYS.md is old: WARROOM_BLESS=1 cargo test"
        );
    }
}
