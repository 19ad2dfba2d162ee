//! Indicators in prose: found however they are written, and written so that
//! nobody opens one by accident (`hxxps[://]evil[.]example`).

mod defanged;
mod endings;
mod host;
mod scan;
mod shapes;
mod url;

#[cfg(test)]
mod tests;

pub use defanged::{defang, refang};

use super::IndicatorType;
use scan::Care;
use std::ops::Range;

/// Something in a text that betrays the attacker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// Where it stands, in bytes of the text as it was written.
    pub range: Range<usize>,
    /// What it is.
    pub kind: IndicatorType,
    /// Its one usable form: fanged, host and hash in lower case, a CVE in
    /// capitals, an address as short as it can be written.
    pub value: String,
}

/// Every indicator in a text, in order, none overlapping another. Versions
/// (`1.2.3`), times and file names (`setup.py`) are none; the address in a URL
/// is part of the URL.
#[must_use]
pub fn find(text: &str) -> Vec<Indicator> {
    let live = defanged::Live::of(text);
    scan::scan(&live, Care::Exact)
        .into_iter()
        .map(|hit| Indicator {
            range: live.written(&hit.range),
            kind: hit.kind,
            value: hit.value,
        })
        .collect()
}
