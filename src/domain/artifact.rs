//! What the work is about or rests on.

use super::fields::{fields, single};
use super::{ArtifactKind, ArtifactStatus, Id, IndicatorType, OrSet, When};
use serde::{Deserialize, Serialize};

/// What was read off a file when it was handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileFacts {
    /// Where it was, as given.
    pub path: String,
    /// Length in bytes.
    pub size: u64,
    /// SHA-256 of the content, lower-case hexadecimal.
    pub sha256: String,
    /// Media type (RFC 6838) by its first bytes or its name.
    pub media_type: String,
    /// Whether the content was copied into the content-addressed folder.
    pub stored: bool,
}

/// One step of a custody chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Custody {
    /// When it changed hands.
    pub when: When,
    /// Who gave it.
    pub from: String,
    /// Who took it.
    pub to: String,
    /// Why.
    pub why: String,
}

fields! {
    /// Evidence, indicator, asset, link or document.
    Artifact edited by ArtifactEdit {
        /// What sort of thing it is.
        kind: ArtifactKind = Kind,
        /// The value itself (address, hash, URL, host) or the file's name.
        name: String = Name,
        /// For an indicator: what it is.
        indicator: Option<IndicatorType> = Indicator,
        /// What is known of it.
        status: Option<ArtifactStatus> = Status,
        /// For a file: what was read off it.
        file: Option<FileFacts> = File,
        /// The workstream it belongs to.
        workstream: Option<Id> = Workstream,
        /// Who handed it to whom, when, why.
        custody: OrSet<Custody> = Custody,
        /// Everything else there is to say.
        notes: String = Notes,
    }
}

single!(
    ArtifactKind,
    Option<IndicatorType>,
    Option<ArtifactStatus>,
    Option<FileFacts>
);

impl Artifact {
    /// A new artifact of a kind.
    #[must_use]
    pub fn new(kind: ArtifactKind, name: impl Into<String>) -> Self {
        Self {
            kind,
            name: name.into(),
            indicator: None,
            status: None,
            file: None,
            workstream: None,
            custody: OrSet::default(),
            notes: String::new(),
        }
    }

    /// A new indicator.
    #[must_use]
    pub fn indicator(kind: IndicatorType, value: impl Into<String>) -> Self {
        Self {
            indicator: Some(kind),
            ..Self::new(ArtifactKind::Indicator, value)
        }
    }
}
