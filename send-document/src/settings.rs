//! What a deployment may have to set: points where the published texts contradict each other, and limits.

use serde::{Deserialize, Serialize};

/// How the birth date stands in the address that MESH traces (SDOC-28).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum BirthDateForm {
    /// `19520531`, as Send Document 2 and MESH have it.
    #[default]
    YearFirst,
    /// `31051952`, as 1.x had it.
    DayFirst,
}

/// The points to be agreed with the receivers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Settings {
    /// The form of the birth date in the address.
    pub birth_date_form: BirthDateForm,
    /// The message definition that the header names (SDOC-24).
    pub message_definition: String,
    /// The most bytes that a message may have (SDOC-49).
    pub message_bytes: usize,
    /// The most bytes that the attachments may have together, before base64.
    pub attachment_bytes: usize,
    /// Hours until a missing infrastructure acknowledgement is overdue (SDOC-44).
    pub infrastructure_hours: u32,
    /// Days until a missing business acknowledgement is overdue (SDOC-44).
    pub business_days: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            birth_date_form: BirthDateForm::default(),
            message_definition:
                "https://fhir.nhs.uk/STU3/MessageDefinition/ITK-GPConnectSendDocument-MessageDefinition-1"
                    .into(),
            message_bytes: 5_000_000,
            attachment_bytes: 3_400_000,
            infrastructure_hours: 24,
            business_days: 5,
        }
    }
}
