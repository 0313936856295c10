//! What is shown of a record and of appointments: nothing lost, nothing of anybody else.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

mod allergies;
mod appointments;
mod care_record;
mod care_record_answer;
mod consultations;
mod for_patient;
mod medications;
mod observations;
mod records;
mod slots;
mod slots_federation;
mod slots_sent;
mod whose;
