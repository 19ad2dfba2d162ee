//! What is said to everybody, by phase: only what the phase itself says.

use crate::domain::Phase;

/// How things stand, and what is being done.
pub(super) const fn words(phase: Phase) -> (&'static str, &'static str) {
    match phase {
        Phase::Detected => (
            "we have noticed a possible security incident.",
            "we are finding out what happened.",
        ),
        Phase::Triaged => (
            "we have confirmed a security incident. It is not contained yet.",
            "we are working to contain it.",
        ),
        Phase::Contained => ("the incident is contained.", "we are removing its cause."),
        Phase::Eradicated => (
            "the incident is contained and its cause has been removed.",
            "we are bringing our service back to normal.",
        ),
        Phase::Recovered => (
            "the incident is over and our service is back to normal.",
            "we are reviewing what happened.",
        ),
        Phase::Reviewing => (
            "the incident is over and our service is back to normal.",
            "we are reviewing what happened, so that it does not happen again.",
        ),
        Phase::Closed => ("the incident is closed.", "our review has ended."),
    }
}
