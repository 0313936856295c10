//! What to do after a change whose answer was lost: look for it, or ask, before it is sent again.

use super::SIGN_IN;

const CHECK_FIRST: &str = "Check the patient's appointments at the practice before you try again.";
const FIND_FIRST: &str = "Find the patient again before you try again.";
const ASK_FIRST: &str =
    "Telephone the practice and ask whether it has this: it cannot be looked up from here.";

const REGISTER: &str = "fhir:operation:gpc.registerpatient-1";
const TASK: &str = "fhir:rest:create:order";

/// The next step, by what it would have been and by what was sent.
pub(super) fn next(next: &'static str, interaction: &str) -> &'static str {
    match (next, interaction) {
        (SIGN_IN, REGISTER) => "Sign in again and find the patient again. Only then try again.",
        (SIGN_IN, TASK) => {
            "Sign in again, and telephone the practice to ask whether it has this: it cannot be looked up from here."
        }
        (SIGN_IN, _) => {
            "Sign in again, then check the patient's appointments at the practice before you try again."
        }
        (_, REGISTER) => FIND_FIRST,
        (_, TASK) => ASK_FIRST,
        _ => CHECK_FIRST,
    }
}
