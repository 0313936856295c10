//! Free slots of a practice: what is shown, in which order, and which may be booked (foundations digest 3.2, 3.3).
//!
//! Nothing that a practice sent is dropped in silence: a slot is listed, or counted under [`Slots::left_out`] with the
//! reason. Times are wall times as received (APT-09); whether a slot has started is decided in UK time (APT-10).

mod bookable;
mod chain;
mod day;
mod deadline;
mod filter;
pub mod location;
mod nothing;
pub mod practitioner;
mod read;
mod search;
pub mod table;
mod time;

use std::sync::Arc;

use chrono::{NaiveDate, Utc};

use crate::fhir::{CodeableConcept, DateTime};

pub use bookable::{NotBookable, is_visit};
pub use chain::{Chain, NotAdjoining};
pub use day::{Board, ClinicianRow, Day};
pub use deadline::Deadline;
pub use filter::{Facet, Filters};
pub use location::{Location, preferred_branch};
pub use nothing::Nothing;
pub use practitioner::Practitioner;
pub use read::{LeftOut, WhyLeftOut};
pub(in crate::clinical) use read::{concept, concepts, outcome_words};
pub use search::{LONGEST_DAYS, Search, SearchFault, organisation_type};
pub(in crate::clinical) use time::wall;
pub use time::{clock, is_past, is_sure, moment, span, when, zone_note};

/// Words for what a practice did not send, one for each item of APT-05.
pub mod missing {
    /// No delivery channel.
    pub const CHANNEL: &str = "Channel not stated";
    /// No slot type.
    pub const SLOT_TYPE: &str = "Slot type not stated";
    /// No session name.
    pub const SESSION: &str = "Session not named";
    /// No practitioner role.
    pub const ROLE: &str = "Role not stated";
    /// No gender.
    pub const GENDER: &str = "Gender not stated";
}

/// A practice's answer to one search, sorted by us (L-5).
#[derive(Clone, Debug, PartialEq)]
pub struct Slots {
    /// What was asked.
    pub search: Search,
    /// Every slot that can be read, earliest first, started ones among them.
    pub slots: Vec<Slot>,
    /// What the practice sent and no list can show.
    pub left_out: Vec<LeftOut>,
    /// What else must be said about the answer, in words.
    pub warnings: Vec<String>,
    /// Whether the answer held an error outcome: no slot then does not mean that none is free.
    pub complained: bool,
}

/// A free slot.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// ODS code of the practice that sent it.
    pub practice: Arc<str>,
    /// Logical id at the practice; means nothing at another.
    pub id: String,
    /// Start as received; a booking repeats its text digit for digit.
    pub start: DateTime,
    /// End as received.
    pub end: DateTime,
    /// Length.
    pub minutes: i64,
    /// Delivery channel in words; an unknown one as sent (APT-39).
    pub channel: Option<String>,
    /// Slot type, in the practice's words (L-17).
    pub slot_type: Option<String>,
    /// The UK day of its start; read once, as a board asks every slot for it.
    day: Option<NaiveDate>,
    /// From when on it has started; likewise.
    begins: Option<chrono::DateTime<Utc>>,
    /// The slot type as sent, for the adjacency rule.
    service_type: Vec<CodeableConcept>,
    /// Whose session, and where.
    pub schedule: Arc<Schedule>,
}

/// What all slots of one schedule have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schedule {
    /// Logical id.
    pub id: Option<String>,
    /// The session's name, in the practice's words.
    pub session: Option<String>,
    /// The practitioner's role in this session, in words.
    pub role: Option<String>,
    /// Who, when the schedule names somebody.
    pub practitioner: Practitioner,
    /// Where; exactly one is allowed (foundations digest 7.7).
    pub location: Location,
}

impl Slot {
    /// Whether it is the same slot: two practices may use one id.
    pub fn is(&self, other: &Slot) -> bool {
        self.practice == other.practice && self.id == other.id
    }

    /// Delivery channel, or words for its absence.
    pub fn shown_channel(&self) -> &str {
        self.channel.as_deref().unwrap_or(missing::CHANNEL)
    }

    /// Slot type, or words for its absence.
    pub fn shown_slot_type(&self) -> &str {
        self.slot_type.as_deref().unwrap_or(missing::SLOT_TYPE)
    }
}

impl Schedule {
    /// Session name, or words for its absence.
    pub fn shown_session(&self) -> &str {
        self.session.as_deref().unwrap_or(missing::SESSION)
    }

    /// Role, or words for its absence.
    pub fn shown_role(&self) -> &str {
        self.role.as_deref().unwrap_or(missing::ROLE)
    }

    /// Gender, or words for its absence.
    pub fn shown_gender(&self) -> &str {
        self.practitioner.gender.as_deref().unwrap_or(missing::GENDER)
    }
}

/// A delivery channel in words; a code that is not in the digest's list as it was sent (APT-39).
pub fn channel(code: &str) -> String {
    match code {
        "In-person" => "In person".to_owned(),
        other => other.to_owned(),
    }
}
