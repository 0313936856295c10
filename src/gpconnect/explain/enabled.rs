//! What is switched off at a practice is a fault to report; what could not be looked up, or a gateway refused, is another
//! matter, and never looks like it.

use super::{SUPPORT, TRY_AGAIN, Told, inside_a_sentence};
use crate::gpconnect::outcome::Outcome;

/// Whom to tell.
pub(super) const REPORT_OFF: &str = "Report it as a fault: telephone the practice and ask its manager to have it switched on, and give your service desk the trace id.";

/// How the gateway begins what the directory of practices, or it itself, has to say.
const DIRECTORY: &str = "The directory of practices (SDS)";
const NO_ENDPOINT: &str = "The directory of practices (SDS) names no endpoint";
const GATEWAY: [&str; 4] = ["This gateway", "The gateway", "The session", "A search by demographics"];

/// Whether a refusal is the gateway's own, with which no practice had anything to do.
fn is_of_gateway(outcome: &Outcome) -> bool {
    GATEWAY.iter().any(|begins| says(outcome, begins))
}

/// What the gateway says before anybody was asked: a look-up that failed is no word about the practice.
pub(super) fn explain_gateway(outcome: &Outcome, asked: &str) -> Option<Told> {
    let within = inside_a_sentence(asked);
    if says(outcome, DIRECTORY) {
        let what = format!(
            "The directory of practices could not tell where {within} is reached, so nothing was asked. This says nothing about the practice itself."
        );
        Some((what, TRY_AGAIN, true))
    } else if outcome.code() == "ACCESS_DENIED" && is_of_gateway(outcome) {
        let what = "The gateway of this service did not let the request through, so nothing was asked of the practice.";
        Some((what.to_owned(), SUPPORT, false))
    } else {
        None
    }
}

/// Whether the practice, or the Spine for it, answered that the capability is switched off there. A directory or a system
/// that could not be asked says nothing of the kind.
pub(super) fn is_not_enabled(status: u16, outcome: &Outcome) -> bool {
    let by_practice = outcome.code() == "ACCESS_DENIED" && status != 401 && !is_of_gateway(outcome);
    by_practice || says(outcome, "PARTYKEY_INTERACTION_CHECK_FAILED") || says(outcome, NO_ENDPOINT)
}

/// Since 1 October 2025 the contract has practices switch access to the record on; appointments, documents and tasks are not
/// part of that.
pub(super) fn not_enabled(asked: &str, interaction: &str) -> String {
    let is_record =
        !["appointment", "slot", "documents", "order"].iter().any(|other| interaction.contains(other));
    let fault = if is_record {
        " Practices must have had it switched on since 1 October 2025, so this is a fault."
    } else {
        ""
    };
    format!("This is not enabled at {}.{fault}", inside_a_sentence(asked))
}

/// Whether any text of an outcome begins with this.
pub(super) fn says(outcome: &Outcome, token: &str) -> bool {
    let texts = outcome.issues.iter().flat_map(|issue| [&issue.display, &issue.text, &issue.diagnostics]);
    texts.flatten().any(|text| text.trim_start().starts_with(token))
}
