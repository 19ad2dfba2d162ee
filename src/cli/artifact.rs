//! `warroom artifact`: what the work is about or rests on.

use super::json::ThingView;
use super::names::{Names, new_names};
use super::output::Output;
use super::rows;
use super::session::{self, Session, created};
use super::task::workstream;
use super::timeline::stream;
use super::values;
use crate::domain::indicator::{self, Indicator};
use crate::domain::{
    Anchor, Artifact, ArtifactFilter, ArtifactKind, ArtifactStatus, Body, Change, Custody,
    FileFacts, Key, Known, When, fresh_id,
};
use crate::problem::{Attempt as _, Exit, Problem};
use crate::store::OpenMode;
use crate::store::blobs::{self, BlobError};
use clap::Subcommand;
use std::io::ErrorKind;
use std::path::Path;

/// Hand in evidence, indicators, assets, links and documents; list them.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "A path that exists is handed in as a file: hashed with SHA-256, size and media type
kept. The bytes stay where they are unless --store copies them into the folder
beside the database, each under its hash. Anything else has to be an address, a
domain, a URL, a hash or the like, or be given a --kind.

Examples:
  warroom artifact add proxy.log --store --from @lee --notes 'from the edge proxy'
  warroom artifact add 203.0.113.7 --status blocked --stream containment
  warroom artifact add hxxps://evil[.]example/x
  warroom artifact add build-runner-7 --kind asset --status compromised
  warroom artifact list --kind indicator --json"
)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Hand in a file or a value
    Add(Add),
    /// List what was handed in
    List(List),
}

#[derive(Debug, clap::Args)]
struct Add {
    /// A file that exists, or a value
    #[arg(value_name = "FILE|VALUE", allow_hyphen_values = true)]
    what: std::ffi::OsString,
    /// What sort of thing it is [default: file for a file, indicator for an indicator]
    #[arg(long, ignore_case = true, value_parser = values::artifact_kind())]
    kind: Option<ArtifactKind>,
    /// Keep a copy of the file
    #[arg(long)]
    store: bool,
    /// What is known of it
    #[arg(long, ignore_case = true, value_parser = values::artifact_status())]
    status: Option<ArtifactStatus>,
    /// The workstream it belongs to
    #[arg(long, value_name = "SLUG", value_parser = values::name)]
    stream: Option<String>,
    /// Who handed it over
    #[arg(
        long,
        value_name = "NAME",
        allow_hyphen_values = true,
        default_value = ""
    )]
    from: String,
    /// Everything else there is to say
    #[arg(
        long,
        value_name = "TEXT",
        allow_hyphen_values = true,
        default_value = ""
    )]
    notes: String,
}

#[derive(Debug, clap::Args)]
struct List {
    /// Only those of this kind
    #[arg(long, ignore_case = true, value_parser = values::artifact_kind())]
    kind: Option<ArtifactKind>,
    /// Only those of one workstream
    #[arg(long, value_name = "SLUG", value_parser = values::name)]
    stream: Option<String>,
    /// Print JSON: an array, one artifact a line
    #[arg(long)]
    json: bool,
}

/// Rows read at once.
const WINDOW: usize = 500;

/// Hands in or lists.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    match &args.command {
        Command::Add(add) => hand_in(add, session, out),
        Command::List(list) => print(list, session, out),
    }
}

fn hand_in(add: &Add, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let mut store = session.store(OpenMode::Existing)?;
    let incident = session.incident(&store)?;
    let mut artifact = read(add, session)?;
    artifact.status = add.status;
    artifact.notes.clone_from(&add.notes);
    let by = session.by();
    let make = |known: &Known| {
        let mut changes = Vec::new();
        let slug = add.stream.as_deref();
        artifact.workstream = slug.map(|s| workstream(s, known, incident.id, &mut changes));
        let body = Body::Artifact(artifact);
        changes.push(Change::create(fresh_id(), Some(incident.id), body));
        changes
    };
    let appended = store
        .append(&by, Some(incident.id), make)
        .attempt("cannot record the artifact")?;
    let names = Names::new(session::known(&store, &incident)?);
    let things = created(&appended);
    let made = things.iter().filter(|t| t.as_artifact().is_some());
    for thing in made {
        let end = new_names(&things).unwrap_or_default();
        rows::row_with(out, thing, &names, &end)?;
    }
    Ok(())
}

/// What is handed in: a file if there is one, else a value.
fn read(add: &Add, session: &Session) -> Result<Artifact, Problem> {
    let path = Path::new(&add.what);
    let shown = add.what.to_string_lossy();
    let file = match add.kind {
        Some(ArtifactKind::File) => true,
        Some(ArtifactKind::Document) | None => path.exists(),
        Some(ArtifactKind::Indicator | ArtifactKind::Asset | ArtifactKind::Link) => false,
    };
    if file {
        let keep = add.store.then(|| session.paths.blobs());
        let facts = blobs::take_in(path, keep.as_deref()).map_err(|e| unread(&shown, e))?;
        return Ok(of_file(add, path, facts, session));
    }
    if add.store {
        return Err(Problem::new(
            Exit::NotFound,
            format!("there is no file {shown} to keep"),
        ));
    }
    values::seen("an artifact needs a name or a value", &shown)?;
    let value = add.what.to_str().ok_or_else(|| {
        Problem::new(Exit::Usage, format!("cannot record {shown}"))
            .because("it is not UTF-8, and there is no file of that name")
    })?;
    let whole = |i: &Indicator| i.range == (0..value.len());
    let indicator = indicator::find(value).into_iter().find(whole);
    match (add.kind, indicator) {
        (None | Some(ArtifactKind::Indicator), Some(found)) => {
            Ok(Artifact::indicator(found.kind, found.value))
        }
        (Some(kind), _) => Ok(Artifact::new(kind, value)),
        (None, None) => Err(Problem::new(Exit::NotFound, format!("cannot tell what {shown} is"))
            .because("there is no file of that name, and it is no address, domain, URL, hash or the like")
            .advise("--kind asset for a host, account or service; --kind indicator, link or document")),
    }
}

fn of_file(add: &Add, path: &Path, facts: FileFacts, session: &Session) -> Artifact {
    let name = path.file_name().unwrap_or(path.as_os_str());
    let kind = add.kind.unwrap_or(ArtifactKind::File);
    let mut artifact = Artifact::new(kind, name.to_string_lossy());
    artifact.file = Some(facts);
    let why = if add.store {
        "handed in, copied"
    } else {
        "handed in"
    };
    artifact.custody.insert(
        fresh_id(),
        Custody {
            when: When::now(crate::clock::now()),
            from: add.from.clone(),
            to: session.author.clone(),
            why: why.to_owned(),
        },
    );
    artifact
}

fn unread(shown: &str, error: BlobError) -> Problem {
    let (BlobError::Read { source, .. } | BlobError::Keep { source, .. }) = &error;
    let exit = match source.kind() {
        ErrorKind::NotFound => Exit::NotFound,
        ErrorKind::PermissionDenied => Exit::Permission,
        _ => Exit::Failed,
    };
    Problem::new(exit, format!("cannot hand in {shown}")).because(error)
}

fn print(list: &List, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let store = session.store(OpenMode::ReadOnly)?;
    let incident = session.incident(&store)?;
    let names = Names::new(session::known(&store, &incident)?);
    let filter = ArtifactFilter {
        workstream: stream(&names, list.stream.as_deref())?,
        kind: list.kind,
    };
    let mut anchor = Anchor::Head;
    loop {
        let window = store
            .artifacts(incident.id, &filter, anchor, WINDOW)
            .attempt("cannot read the artifacts")?;
        for thing in &window.rows {
            match list.json {
                true => out.json_row(&ThingView::new(thing, &names))?,
                false => rows::row(out, thing, &names)?,
            }
        }
        match window.rows.last().map(Key::of) {
            Some(last) if window.more_after => anchor = Anchor::After(last),
            Some(_) | None => break,
        }
    }
    if list.json { out.json_end() } else { Ok(()) }
}
