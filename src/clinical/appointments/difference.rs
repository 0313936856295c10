//! What the user saw against what is there now (L-7): versions may differ although nothing changed, so content decides.

use super::{Appointment, BookingOrganisation};

/// One detail that is not what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Which detail, in the words of the screen.
    pub what: &'static str,
    /// As the user saw it, or as it was chosen.
    pub before: String,
    /// As it is at the practice.
    pub now: String,
}

/// Every detail on screen that differs. What is not on screen is kept by a change as it stands, so it does not matter.
pub fn differences(before: &Appointment, now: &Appointment) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut compare = |what, before: Option<String>, now: Option<String>| {
        if before != now {
            found.push(Difference { what, before: shown(before), now: shown(now) });
        }
    };
    let words = |text: &str| Some(text.to_owned());
    compare("Status", words(before.status.words()), words(now.status.words()));
    compare("When", Some(before.when()), Some(now.when()));
    compare("How", before.channel.clone(), now.channel.clone());
    compare("Role", before.role.clone(), now.role.clone());
    compare("Slot type", before.slot_type.clone(), now.slot_type.clone());
    compare("Session", before.session.clone(), now.session.clone());
    compare("Description", before.description.clone(), now.description.clone());
    compare("Comment", before.comment.clone(), now.comment.clone());
    compare(
        "Booked by",
        before.booked_by.as_ref().map(BookingOrganisation::shown),
        now.booked_by.as_ref().map(BookingOrganisation::shown),
    );
    compare("Reason for cancelling", before.cancellation_reason.clone(), now.cancellation_reason.clone());
    // People and places are the same when their ids are: a name may be known for one and not yet for the other.
    if before.practitioner.ids != now.practitioner.ids {
        let name = |one: &Appointment| named(one.shown_practitioner(), &one.practitioner.ids);
        found.push(Difference { what: "With", before: name(before), now: name(now) });
    }
    if before.location.ids != now.location.ids {
        let name = |one: &Appointment| named(one.shown_location(), &one.location.ids);
        found.push(Difference { what: "Where", before: name(before), now: name(now) });
    }
    found
}

fn shown(value: Option<String>) -> String {
    value.unwrap_or_else(|| "Not stated".to_owned())
}

/// With the ids, because two people may bear one name.
pub(super) fn named(name: &str, ids: &[String]) -> String {
    match ids {
        [] => name.to_owned(),
        ids => format!("{name} (number {} at the practice)", ids.join(", ")),
    }
}
