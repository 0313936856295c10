//! A change as it is filled in, checked before anything is sent (APT-17, APT-27, APT-29, APT-33).

use crate::clinical::appointments::Appointment;
use crate::clinical::appointments::text::{self, TextFault};
use crate::gpconnect::appointments::Change;

/// What is wrong with the form of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeFault {
    /// The description.
    Description(TextFault),
    /// The comment.
    Comment(TextFault),
    /// Both texts are as the practice has them.
    Unchanged,
    /// The reason.
    Reason(TextFault),
    /// The patient has not been told, or declined.
    NotTold,
}

/// An amendment as typed, against the appointment as the user sees it; every fault at once.
pub fn amendment(
    typed_description: &str,
    typed_comment: &str,
    told: bool,
    seen: &Appointment,
) -> Result<Change, Vec<ChangeFault>> {
    let mut faults = Vec::new();
    // Limits are for what is written here: a text of the practice that nobody touched stays as received, however long, with
    // what cannot be seen in it.
    let keeps = |typed, seen: &Option<String>| text::is_untouched(typed, seen.as_deref());
    let description = match &seen.description {
        Some(held) if keeps(typed_description, &seen.description) => Ok(held.clone()),
        // None came with it, and none has to be invented to change the comment.
        None if text::sent(typed_description).is_empty() => Ok(String::new()),
        _ => text::description(typed_description),
    };
    let comment = match &seen.comment {
        Some(held) if keeps(typed_comment, &seen.comment) => Ok(Some(held.clone())),
        _ => text::comment(typed_comment),
    };
    faults.extend(description.as_ref().err().copied().map(ChangeFault::Description));
    faults.extend(comment.as_ref().err().copied().map(ChangeFault::Comment));
    let same = description.as_ref().ok().map(String::as_str)
        == Some(seen.description.as_deref().unwrap_or_default())
        && comment.as_ref().ok().is_some_and(|comment| *comment == seen.comment);
    if same {
        faults.push(ChangeFault::Unchanged);
    }
    if !told {
        faults.push(ChangeFault::NotTold);
    }
    match (description, comment) {
        (Ok(description), Ok(comment)) if faults.is_empty() => Ok(Change::Amend { description, comment }),
        _ => Err(faults),
    }
}

/// A cancellation as typed; every fault at once.
pub fn cancellation(reason: &str, told: bool) -> Result<Change, Vec<ChangeFault>> {
    match text::reason(reason) {
        Ok(reason) if told => Ok(Change::Cancel { reason }),
        reason => {
            let reason = reason.err().map(ChangeFault::Reason);
            Err(reason.into_iter().chain((!told).then_some(ChangeFault::NotTold)).collect())
        }
    }
}

/// What a field holds once the appointment turned out to have changed: what the user wrote, else what the practice
/// has now, so that a text nobody touched does not undo what somebody else wrote.
pub fn carried(typed: &str, seen: Option<&str>, now: Option<&str>) -> String {
    if text::is_untouched(typed, seen) { now.unwrap_or_default().to_owned() } else { typed.to_owned() }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::clinical::appointments::Directory;
    use crate::fhir::{Appointment as Sent, Resource};

    fn seen() -> Appointment {
        let json = r#"{"resourceType":"Appointment","id":"a1","status":"booked","description":"Cough","comment":"Ring first"}"#;
        let Ok(Resource::Appointment(sent)) = Resource::read(json.as_bytes()) else { panic!("{json}") };
        let sent: Sent = std::sync::Arc::unwrap_or_clone(sent);
        Appointment::read(Arc::new(sent), &Directory::default())
    }

    // proves: APT-17 APT-27 APT-33
    #[test]
    fn an_amendment_has_a_description_within_its_limit_something_new_and_a_patient_who_was_told() {
        let amended = Change::Amend { description: "Cough, five days".to_owned(), comment: None };
        assert_eq!(amendment(" Cough, five days ", " ", true, &seen()), Ok(amended));
        assert_eq!(
            amendment("", &"x".repeat(501), false, &seen()),
            Err(vec![
                ChangeFault::Description(TextFault::Missing),
                ChangeFault::Comment(TextFault::TooLong { limit: 500, over: 1 }),
                ChangeFault::NotTold,
            ])
        );
        // An ambulance is one character to whoever types it.
        assert!(amendment(&"🚑".repeat(100), "", true, &seen()).is_ok());
        assert_eq!(
            amendment(&"🚑".repeat(101), "", true, &seen()),
            Err(vec![ChangeFault::Description(TextFault::TooLong { limit: 100, over: 1 })])
        );
        assert_eq!(amendment("Cough ", "Ring first", true, &seen()), Err(vec![ChangeFault::Unchanged]));
    }

    // proves: FB-07 APT-27
    #[test]
    fn limits_are_for_what_is_written_here_and_not_for_what_the_practice_has() {
        let long = "d".repeat(199);
        let held = Appointment { description: Some(long.clone()), comment: Some("c".repeat(600)), ..seen() };
        let amended = Change::Amend { description: long.clone(), comment: Some("Stairs".to_owned()) };
        assert_eq!(amendment(&long, "Stairs", true, &held), Ok(amended));
        let amended = Change::Amend { description: "Cough".to_owned(), comment: Some("c".repeat(600)) };
        assert_eq!(amendment("Cough", &"c".repeat(600), true, &held), Ok(amended));
        // One letter more is written here.
        assert_eq!(
            amendment(&format!("{long}d"), "Stairs", true, &held),
            Err(vec![ChangeFault::Description(TextFault::TooLong { limit: 100, over: 100 })])
        );
        assert_eq!(amendment(&long, &"c".repeat(600), true, &held), Err(vec![ChangeFault::Unchanged]));
        // A practice that keeps no description: the comment alone can be amended.
        let none = Appointment { description: None, ..seen() };
        assert!(amendment("", "Stairs", true, &none).is_ok());
    }

    // proves: APT-29 APT-33
    #[test]
    fn a_cancellation_has_a_reason_and_a_patient_who_was_told() {
        assert_eq!(cancellation(" Better ", true), Ok(Change::Cancel { reason: "Better".to_owned() }));
        let missing = ChangeFault::Reason(TextFault::Missing);
        assert_eq!(cancellation(" ", false), Err(vec![missing, ChangeFault::NotTold]));
    }

    // proves: APT-27 L-7
    #[test]
    fn what_somebody_else_wrote_meanwhile_is_not_undone_by_a_field_nobody_touched() {
        assert_eq!(carried("Cough", Some("Cough"), Some("Cough, fever")), "Cough, fever");
        assert_eq!(carried("Cough, week two", Some("Cough"), Some("Cough, fever")), "Cough, week two");
        assert_eq!(carried("", None, Some("Ring first")), "Ring first");
        assert_eq!(carried("Ring first", Some("Ring first"), None), "");
    }
}
