//! `$EDITOR` for long texts, from the cockpit and from the shell.

use std::io::Write as _;
use std::process::Command;

/// The editor to call: the configured one, `$VISUAL`, `$EDITOR`, `vi`.
#[must_use]
pub fn command(configured: Option<&str>) -> String {
    let set = |name: &str| std::env::var(name).ok().filter(|v| !v.trim().is_empty());
    configured
        .map(str::to_owned)
        .or_else(|| set("VISUAL"))
        .or_else(|| set("EDITOR"))
        .unwrap_or_else(|| if cfg!(windows) { "notepad" } else { "vi" }.to_owned())
}

/// Opens a text in an editor, in a file that only its user can read; none when
/// it was left as it was.
///
/// # Errors
/// It cannot be called, or failed: a sentence that names it and says why.
pub fn edit(command: &str, text: &str) -> Result<Option<String>, String> {
    let failed = |what: String| format!("the editor `{command}`: {what}");
    let words = shlex::split(command).unwrap_or_default();
    let Some((program, args)) = words.split_first() else {
        return Err(failed("cannot be understood as a command".into()));
    };
    let mut file = tempfile::Builder::new()
        .prefix("warroom-")
        .suffix(".md")
        .tempfile()
        .map_err(|e| failed(format!("no file to edit in: {e}")))?;
    file.write_all(text.as_bytes())
        .and_then(|()| file.flush())
        .map_err(|e| failed(format!("no file to edit in: {e}")))?;
    let status = Command::new(program)
        .args(args)
        .arg(file.path())
        .status()
        .map_err(|e| failed(format!("{e}; set editor in the configuration, or $EDITOR")))?;
    if !status.success() {
        return Err(failed(format!(
            "ended with {status}; the text is as before"
        )));
    }
    // Editors replace the file, so it is read by its name.
    let bytes = std::fs::read(file.path()).map_err(|e| failed(e.to_string()))?;
    let edited = String::from_utf8_lossy(&bytes).into_owned();
    // Editors end a file with a line break that nobody typed.
    let trimmed = match text.ends_with('\n') {
        true => edited.as_str(),
        false => edited.strip_suffix('\n').unwrap_or(&edited),
    };
    Ok((trimmed != text).then(|| trimmed.to_owned()))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn what_the_editor_leaves_is_taken_and_nothing_when_it_leaves_it() {
        assert_eq!(edit("true", "as it was"), Ok(None));
        let script = "sh -c 'printf \"more\\n\" > \"$1\"' x";
        assert_eq!(edit(script, "text"), Ok(Some("more".into())));
        assert!(edit("false", "text").is_err());
        assert!(edit("no-such-editor-anywhere", "text").is_err());
    }
}
