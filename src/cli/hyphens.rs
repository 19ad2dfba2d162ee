//! A text may begin with a hyphen: as the value of an option, or behind `--`. A
//! flag that stands where an option needs its text is a text that was forgotten.

use crate::problem::{Exit, Problem};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgMatches, Command, Error};
use std::ffi::{OsStr, OsString};

/// Refuses a command line on which an option has taken a flag of its command
/// for its text: `edit --summary --impact 3`.
///
/// # Errors
/// The flag, and how it is written where it is meant as text.
pub fn forgotten(
    command: &Command,
    matches: &ArgMatches,
    args: &[OsString],
) -> Result<(), Problem> {
    if let Some((name, inner)) = matches.subcommand() {
        let sub = command.find_subcommand(name);
        return sub.map_or(Ok(()), |sub| forgotten(sub, inner, args));
    }
    let texts = command
        .get_arguments()
        .filter(|a| a.is_allow_hyphen_values_set());
    for (arg, option) in texts.filter_map(|a| Some((a, a.get_long()?))) {
        let Ok(Some(values)) = matches.try_get_raw(arg.get_id().as_str()) else {
            continue;
        };
        for value in values.filter(|value| is_flag(command, value)) {
            let value = value.to_string_lossy();
            let meant = format!("--{option}={value}");
            if args.iter().any(|arg| arg.as_os_str() == OsStr::new(&meant)) {
                continue;
            }
            return Err(Problem::new(Exit::Usage, "cannot read the command line")
                .because(format!(
                    "the flag {value} stands where --{option} needs what it says"
                ))
                .advise(format!("{meant} if that is what it says")));
        }
    }
    Ok(())
}

/// A text in quotes that was taken for flags, for the hyphen it begins with, is
/// named whole, with the way to write it.
pub fn tell_of_text(error: &mut Error, args: &[OsString]) {
    let Some(ContextValue::String(begins)) = error.get(ContextKind::InvalidArg) else {
        return;
    };
    let text = args
        .iter()
        .filter_map(|arg| arg.to_str())
        .find(|arg| arg.starts_with(begins.as_str()) && arg.contains(char::is_whitespace));
    let may_be_text = error.get(ContextKind::Suggested).is_some();
    if let Some(text) = text.filter(|_| error.kind() == ErrorKind::UnknownArgument && may_be_text) {
        let tip = format!("a text that begins with a hyphen goes last, behind `--`: -- '{text}'");
        error.insert(
            ContextKind::Suggested,
            ContextValue::StyledStrs(vec![tip.into()]),
        );
        error.insert(
            ContextKind::InvalidArg,
            ContextValue::String(text.to_owned()),
        );
    }
}

/// Whether a word is a flag of a command, with or without its value.
fn is_flag(command: &Command, word: &OsStr) -> bool {
    let Some(word) = word.to_str() else {
        return false;
    };
    let name = word.split('=').next().unwrap_or_default();
    let is = |arg: &Arg| {
        let short = arg.get_short().map(|short| format!("-{short}"));
        let long = arg.get_long().map(|long| format!("--{long}"));
        short.as_deref() == Some(word) || long.as_deref() == Some(name)
    };
    command.get_arguments().any(is)
}
