//! The status of an appointment.

/// The status of an appointment. Here booked and cancelled are expected, and all others are shown (APT-26).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// Booked.
    Booked,
    /// Cancelled: the patient is not expected.
    Cancelled,
    /// Another status, as sent.
    Other(String),
    /// None was sent.
    NotStated,
}

impl Status {
    /// Reads the code.
    pub fn of(code: Option<&str>) -> Self {
        match code {
            Some("booked") => Self::Booked,
            Some("cancelled") => Self::Cancelled,
            Some(other) => Self::Other(other.to_owned()),
            None => Self::NotStated,
        }
    }

    /// The status in words; an unknown code as sent (APT-39).
    pub fn words(&self) -> &str {
        match self {
            Self::Booked => "Booked",
            Self::Cancelled => "Cancelled",
            Self::Other(code) => match code.as_str() {
                "proposed" => "Proposed",
                "pending" => "Pending",
                "arrived" => "Arrived",
                "fulfilled" => "Fulfilled",
                "noshow" => "Did not attend",
                "entered-in-error" => "Entered in error",
                other => other,
            },
            Self::NotStated => "Status not stated",
        }
    }
}
