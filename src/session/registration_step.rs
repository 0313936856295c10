//! What to do after a registration that was not made: a step that can help (FND-19).

use super::Practice;
use crate::gpconnect::{Error, Failure};

/// Whether the user may try again: lost, then looked for and not found, or refused for the moment only.
pub fn may_ask_again(error: &Error) -> bool {
    error.is_uncertain() || error.is_retryable()
}

/// The next step, in words.
pub fn next_step(error: &Error, practice: &Practice) -> String {
    let call = practice.call();
    match &error.failure {
        // Stopped here: what is missing is missing at every practice.
        Failure::NotSent { .. } => format!(
            "It would fail at every other practice too. {call} They can register the patient themselves. Or have the national record (PDS) corrected and find the patient again."
        ),
        Failure::TraceTooOld => "Find the patient again, so that the trace is from today.".to_owned(),
        Failure::NotSupported { .. } => format!("{call} They can register the patient themselves."),
        _ if may_ask_again(error) => format!("You can try again. {call}"),
        _ => format!("{call} They can register the patient themselves. Or book at another practice."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // proves: FB-15
    #[test]
    fn the_step_is_one_that_can_help() {
        let practice = Practice { name: "Mill Surgery".to_owned(), phone: Some("01632 960100".to_owned()) };
        let step = |failure: Failure| {
            let error = Error {
                failure,
                interaction: "registerpatient",
                changes_something: true,
                trace_id: "t".to_owned(),
                asked: practice.name.clone(),
            };
            next_step(&error, &practice)
        };
        // Without a given name nobody registers the patient: another practice is no help.
        let missing = step(Failure::not_sent("The national record has no given name."));
        assert!(missing.contains("every other practice") && missing.contains("PDS"), "{missing}");
        assert!(!missing.contains("book at another practice"), "{missing}");
        assert!(missing.contains("Telephone Mill Surgery on 01632 960100."), "{missing}");
        assert!(step(Failure::TraceTooOld).starts_with("Find the patient again"));
        let unsupported = step(Failure::NotSupported { what: "It registers nobody.".to_owned() });
        assert!(!unsupported.contains("try again"), "{unsupported}");
        assert!(step(Failure::Network).starts_with("You can try again."));
        let refused = step(Failure::Status { status: 403, content_type: None });
        assert!(refused.ends_with("Or book at another practice."), "{refused}");
        assert!(!refused.contains("try again"), "{refused}");
    }
}
