//! Text rules: how dates, ages, names and numbers are read and shown. Pure, and named after the CUI guidance.

pub mod address;
pub mod age;
pub mod calendar_event;
pub mod concept;
pub mod date;
pub mod decimal;
pub mod gender;
pub mod name;
pub mod narrative;
pub mod nhs_number;
pub mod quantity;
pub mod severity;
pub mod telecom;
pub mod uk_time;
pub mod value;

pub use address::{address_label, address_line, postcode};
pub use age::{age, age_at_death};
pub use concept::{CONCEPT_NOT_RECORDED, concept, concept_or_missing, degraded, is_degraded};
pub use date::{date, date_or_missing, date_time, date_time_or_missing, period};
pub use gender::gender;
pub use name::name;
pub use nhs_number::{NhsNumber, NhsNumberFault};
pub use quantity::{quantity, quantity_or_missing};
pub use severity::Severity;
pub use telecom::{phone, telecom_label};
pub use value::value;

/// What makes every letter of a text visible, for layers that do not know the model.
pub use crate::fhir::{SIGN, SIGN_MEANS, legible};
