//! The fixed vocabularies: each word is written one way in types, files, flags
//! and help.

/// Declares an enum whose variants have one written word each.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[allow(missing_docs, reason = "most words say themselves what they mean")]
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $word)] $variant),+
        }

        impl $name {
            /// Every value, in the order they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The one written form.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The value a word means, whatever its case.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|v| v.word().eq_ignore_ascii_case(word))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.word())
            }
        }
    };
}

pub(super) use words;

words! {
    /// What kind of event a timeline entry is.
    EntryKind {
        /// Anything worth writing down.
        Note = "note",
        /// Something a responder did (`>`).
        Action = "action",
        /// Something a responder saw.
        Observation = "observation",
        /// Something the attacker did (`*`).
        Attacker = "attacker",
        /// A decision (`=`).
        Decision = "decision",
        /// Something told to somebody.
        Communication = "communication",
        /// An open question (`?`).
        Question = "question",
        /// A lesson for the review (`^`).
        Lesson = "lesson",
        /// A passage of phase.
        Milestone = "milestone",
        /// The minutes of a check-in.
        CheckIn = "check-in",
    }
}

impl EntryKind {
    /// The sign the capture line and the timeline show for the kind; a space
    /// where it has none.
    #[must_use]
    pub const fn sign(self) -> char {
        match self {
            Self::Note => ' ',
            Self::Action => '>',
            Self::Observation => '.',
            Self::Attacker => '*',
            Self::Decision => '=',
            Self::Communication => '"',
            Self::Question => '?',
            Self::Lesson => '^',
            Self::Milestone => '#',
            Self::CheckIn => '@',
        }
    }
}

words! {
    /// How bad it is; SEV1 is the worst.
    Severity { Sev1 = "SEV1", Sev2 = "SEV2", Sev3 = "SEV3", Sev4 = "SEV4", Sev5 = "SEV5" }
}

impl Severity {
    /// What an incident is taken to be until somebody says how bad it is.
    pub const DEFAULT: Self = Self::Sev3;
}

words! {
    /// Traffic Light Protocol 2.0 (FIRST) marking of the incident.
    Tlp {
        /// For named recipients only.
        Red = "TLP:RED",
        /// The organisation only.
        AmberStrict = "TLP:AMBER+STRICT",
        /// The organisation and its clients.
        Amber = "TLP:AMBER",
        /// The community.
        Green = "TLP:GREEN",
        /// No limit.
        Clear = "TLP:CLEAR",
    }
}

words! {
    /// Where the response stands. Going back is allowed and recorded.
    Phase {
        /// Somebody noticed.
        Detected = "detected",
        /// It is known to be an incident, with a severity.
        Triaged = "triaged",
        /// The attacker can do no further harm.
        Contained = "contained",
        /// The attacker's foothold is gone.
        Eradicated = "eradicated",
        /// Service is back.
        Recovered = "recovered",
        /// The post-mortem is being made.
        Reviewing = "reviewing",
        /// Nothing is left to do but verify fixes.
        Closed = "closed",
    }
}

words! {
    /// Whether a workstream moves.
    WorkstreamStatus { Active = "active", Blocked = "blocked", Monitoring = "monitoring", Done = "done" }
}

words! {
    /// How a workstream is doing.
    Health { Green = "green", Amber = "amber", Red = "red" }
}

words! {
    /// How urgent a task is; P1 is now.
    Priority { P1 = "P1", P2 = "P2", P3 = "P3", P4 = "P4" }
}

words! {
    /// Where a task stands.
    TaskState { Todo = "todo", Doing = "doing", Blocked = "blocked", Done = "done", Dropped = "dropped" }
}

impl TaskState {
    /// Whether work is left to do.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Todo | Self::Doing | Self::Blocked)
    }
}

words! {
    /// What sort of thing an artifact is.
    ArtifactKind {
        /// Evidence, hashed.
        File = "file",
        /// Something that betrays the attacker: an address, a hash.
        Indicator = "indicator",
        /// A host, account or service of ours.
        Asset = "asset",
        /// A page somewhere.
        Link = "link",
        /// A written document.
        Document = "document",
    }
}

words! {
    /// What an indicator is.
    IndicatorType {
        Ipv4 = "ipv4", Ipv6 = "ipv6", Domain = "domain", Url = "url", Email = "email",
        Md5 = "md5", Sha1 = "sha1", Sha256 = "sha256", Cve = "cve", Other = "other",
    }
}

words! {
    /// What is known of an artifact.
    ArtifactStatus {
        Suspected = "suspected", Compromised = "compromised", Blocked = "blocked",
        Contained = "contained", Cleared = "cleared", Restored = "restored",
    }
}

words! {
    /// What a person is responsible for, for a while.
    Role {
        /// Incident commander.
        Ic = "IC",
        /// Stands in for the IC.
        Deputy = "deputy",
        /// Keeps the timeline.
        Scribe = "scribe",
        /// Speaks for the incident.
        Comms = "comms lead",
        /// Keeps one outside party informed.
        Liaison = "liaison",
        /// Subject-matter expert of a workstream.
        Sme = "SME",
    }
}
