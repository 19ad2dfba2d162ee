//! `warroom doctor`: what may be in the way here, and what to do about it.

use super::output::{Output, Piece, Tone, faint, plain};
use super::session::Session;
use crate::problem::{Exit, Problem};
use crate::store::engine::Engine;
use crate::store::{OpenMode, Store};
use serde::Serialize;
use std::io::IsTerminal as _;
use std::path::Path;

/// Look at the terminal, the configuration and the database; say what to do.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Ends with exit code 1 if something has to be put right. Nothing is altered.

Examples:
  warroom doctor
  warroom doctor --json | jq '.[] | select(.verdict != \"ok\")'"
)]
pub struct Args {
    /// Print JSON: an array, one finding a line
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Verdict {
    /// As it should be.
    Ok,
    /// It works, with something missing.
    Warn,
    /// It has to be put right.
    Bad,
}

#[derive(Debug, Serialize)]
struct Finding {
    check: &'static str,
    verdict: Verdict,
    found: String,
    advice: Option<String>,
}

impl Finding {
    fn ok(check: &'static str, found: impl Into<String>) -> Self {
        Self {
            check,
            verdict: Verdict::Ok,
            found: found.into(),
            advice: None,
        }
    }

    fn warn(check: &'static str, found: impl Into<String>, advice: &str) -> Self {
        Self {
            verdict: Verdict::Warn,
            advice: Some(advice.to_owned()),
            ..Self::ok(check, found)
        }
    }

    fn bad(check: &'static str, found: impl Into<String>, advice: &str) -> Self {
        Self {
            verdict: Verdict::Bad,
            ..Self::warn(check, found, advice)
        }
    }
}

/// Looks and says.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let mut findings = vec![terminal(), locale(), colour(), author(session), sqlite()];
    findings.extend(config(session));
    findings.extend(database(session));
    for finding in &findings {
        if args.json {
            out.json_row(finding)?;
        } else {
            row(finding, out)?;
        }
    }
    if args.json {
        out.json_end()?;
    }
    if findings.iter().any(|f| f.verdict == Verdict::Bad) {
        return Err(Problem::silent(Exit::Failed));
    }
    Ok(())
}

fn row(finding: &Finding, out: &mut Output) -> Result<(), Problem> {
    let (sign, tone) = match finding.verdict {
        Verdict::Ok => ("ok  ", Tone::Good),
        Verdict::Warn => ("warn", Tone::Warn),
        Verdict::Bad => ("BAD ", Tone::Bad),
    };
    let name = format!("  {:<12} ", finding.check);
    out.line(
        19,
        &[
            Piece(tone, sign.into()),
            faint(name),
            plain(finding.found.as_str()),
        ],
    )?;
    match &finding.advice {
        Some(advice) => out.line(24, &[plain(format!("{:19}try: {advice}", ""))]),
        None => Ok(()),
    }
}

fn var(name: &str) -> String {
    let value = std::env::var_os(name).unwrap_or_default();
    value.to_string_lossy().into_owned()
}

fn terminal() -> Finding {
    const CHECK: &str = "terminal";
    let term = var("TERM");
    if !(std::io::stdin().is_terminal() && std::io::stdout().is_terminal()) {
        let found = "input or output is no terminal, so the cockpit cannot open here";
        return Finding::warn(CHECK, found, "run warroom doctor without a pipe");
    }
    if term.is_empty() || term == "dumb" {
        let found = format!("TERM is {term:?}, which cannot place text");
        return Finding::warn(CHECK, found, "set TERM to what the terminal is");
    }
    match terminal_size::terminal_size() {
        Some((w, h)) if w.0 < 40 || h.0 < 10 => Finding::warn(
            CHECK,
            format!("{term}, {} x {}: too small", w.0, h.0),
            "make it 80 x 24 or more",
        ),
        Some((w, h)) => Finding::ok(CHECK, format!("{term}, {} x {}", w.0, h.0)),
        None => Finding::ok(CHECK, format!("{term}, of unknown size")),
    }
}

fn locale() -> Finding {
    let set = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().map(var);
    let locale = set.into_iter().find(|v| !v.is_empty()).unwrap_or_default();
    let name = locale.to_ascii_lowercase();
    if name.contains("utf-8") || name.contains("utf8") {
        return Finding::ok("locale", locale);
    }
    Finding::warn(
        "locale",
        format!("{locale:?} does not say UTF-8; the cockpit draws with ASCII"),
        "LANG=C.UTF-8, or ascii = false in the configuration",
    )
}

fn colour() -> Finding {
    if !var("NO_COLOR").is_empty() {
        return Finding::ok("colour", "none, since NO_COLOR is set");
    }
    let (term, colours) = (var("TERM"), var("COLORTERM"));
    let found = match colours.as_str() {
        "truecolor" | "24bit" => "16 million",
        _ if term.contains("256color") => "256",
        _ => "16",
    };
    Finding::ok("colour", found)
}

fn author(session: &Session) -> Finding {
    if session.author == crate::config::UNKNOWN {
        let advice = "set WARROOM_USER, or author = \"you\" in the configuration";
        return Finding::warn("author", "nobody is named", advice);
    }
    Finding::ok("author", session.author.as_str())
}

fn sqlite() -> Finding {
    const CHECK: &str = "sqlite";
    let rebuild = "build it in its own folder, where .cargo/config.toml says how";
    match Engine::ask() {
        Ok(engine) if !engine.full_text => {
            let found = format!("{} cannot search text (no FTS5)", engine.version);
            Finding::bad(CHECK, found, rebuild)
        }
        Ok(engine) if !engine.fdatasync => {
            let found = format!("{}, two disk flushes a note (no fdatasync)", engine.version);
            Finding::warn(CHECK, found, rebuild)
        }
        Ok(engine) => Finding::ok(CHECK, format!("{}, FTS5, fdatasync", engine.version)),
        Err(e) => Finding::bad(CHECK, e.to_string(), rebuild),
    }
}

fn config(session: &Session) -> Vec<Finding> {
    const CHECK: &str = "config";
    let path = session.paths.config.path.display().to_string();
    if session.remarks.is_empty() {
        let there = session.paths.config.path.exists();
        let found = if there {
            path
        } else {
            format!("none at {path}; the defaults are used")
        };
        return vec![Finding::ok(CHECK, found)];
    }
    let remarks = session.remarks.iter();
    remarks
        .map(|r| {
            let found = format!("{path} line {}: {}", r.line, r.what);
            Finding::warn(CHECK, found, "put that line right")
        })
        .collect()
}

fn database(session: &Session) -> Vec<Finding> {
    const CHECK: &str = "database";
    let path = &session.paths.database.path;
    let shown = path.display().to_string();
    // Where nobody may look, it may well be.
    if matches!(path.try_exists(), Ok(false)) {
        let advice = "warroom open 'What happened' --sev 2, or warroom demo";
        return vec![Finding::warn(CHECK, format!("none yet at {shown}"), advice)];
    }
    let mut findings = vec![rights(path, 0o077, "chmod 600")];
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
    if let Some(folder) = folder {
        findings.push(rights(folder, 0o022, "chmod go-w"));
    }
    findings.push(match opened(session) {
        Ok(count) => Finding::ok(CHECK, format!("{shown}, {count} incidents")),
        Err(problem) => {
            let told = problem.to_string();
            let part = |name| told.lines().find_map(|line| line.trim().strip_prefix(name));
            let found = part("because: ").or(part("warroom: ")).unwrap_or(&told);
            Finding::bad(CHECK, found.to_owned(), part("try: ").unwrap_or_default())
        }
    });
    findings
}

fn opened(session: &Session) -> Result<usize, Problem> {
    use crate::problem::Attempt as _;
    let store: Store = session.store(OpenMode::ReadOnly)?;
    let incidents = store.incidents().attempt("cannot list the incidents")?;
    Ok(incidents.len())
}

#[cfg(unix)]
fn rights(path: &Path, forbidden: u32, advice: &str) -> Finding {
    use std::os::unix::fs::PermissionsExt as _;
    const CHECK: &str = "permissions";
    let shown = path.display();
    match std::fs::metadata(path) {
        Ok(about) => {
            let mode = about.permissions().mode() & 0o777;
            let found = format!("{shown} is {mode:03o}");
            if mode & forbidden == 0 {
                return Finding::ok(CHECK, found);
            }
            let found = format!("{found}: others can read or alter the record");
            Finding::warn(CHECK, found, &format!("{advice} {shown}"))
        }
        Err(e) => Finding::bad(CHECK, format!("{shown}: {e}"), "look at who owns it"),
    }
}

#[cfg(not(unix))]
fn rights(path: &Path, _: u32, _: &str) -> Finding {
    Finding::ok(
        "permissions",
        format!("{} is not looked at here", path.display()),
    )
}
