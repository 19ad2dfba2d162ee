//! The words of a text that a command takes without quotes.

use crate::problem::{Exit, Problem};

/// A text, in one piece or in words.
#[derive(Debug, clap::Args)]
pub struct Words {
    /// The text, in quotes or in words; flags go before it
    #[arg(required_unless_present = "behind", num_args = 1.., allow_hyphen_values = true, value_name = "TEXT")]
    text: Vec<String>,
    /// The same, whatever it begins with: behind `--` nothing is a flag
    #[arg(last = true, value_name = "TEXT")]
    behind: Vec<String>,
}

impl Words {
    /// Whether it is `-`, which stands for what comes in.
    pub fn is_input(&self) -> bool {
        self.text == ["-"] && self.behind.is_empty()
    }

    /// The words in a line. A flag among them was meant as a flag: recorded as
    /// text, it would go into the wrong incident or to the wrong time.
    ///
    /// # Errors
    /// When one of the words before `--` is a flag, or looks like one.
    pub fn line(&self) -> Result<String, Problem> {
        let open: Vec<&String> = self.text.iter().take_while(|w| *w != "--").collect();
        if let Some(word) = open.first().filter(|w| looks_like_a_flag(w)) {
            return Err(Problem::new(Exit::Usage, "nothing was recorded")
                .because(format!(
                    "there is no flag {word} here, and it would be text"
                ))
                .advise(format!(
                    "`-- ` before it if it is meant as text: -- {word} …"
                )));
        }
        if let Some(word) = open.iter().find(|w| open.len() > 1 && is_flag(w)) {
            return Err(Problem::new(Exit::Usage, "nothing was recorded")
                .because(format!(
                    "{word} stands after the text, and would be part of it"
                ))
                .advise("flags first; if it is meant as text, `-- ` before the text or all of it in quotes"));
        }
        Ok([&self.text[..], &self.behind[..]].concat().join(" "))
    }
}

/// Whether a word is a flag of the commands that take words.
fn is_flag(word: &str) -> bool {
    const FLAGS: &[&str] = &[
        "--db",
        "--config",
        "--incident",
        "--as-of",
        "--facilitator",
        "--kind",
        "--at",
        "--stream",
        "--verbatim",
        "--help",
    ];
    FLAGS.contains(&word.split('=').next().unwrap_or_default())
}

/// A word alone or the first of several: a line in quotes has blanks in it.
fn looks_like_a_flag(word: &str) -> bool {
    word.strip_prefix("--").is_some_and(|name| {
        name.starts_with(|c: char| c.is_ascii_alphabetic()) && !name.contains(' ')
    })
}
