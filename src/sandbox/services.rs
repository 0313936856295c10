//! What is served: Foundations, appointments, documents, both kinds of record, PDS.

pub mod appointments;
pub mod booking;
pub mod changing;
pub mod disk;
pub mod documents;
pub mod foundations;
pub mod html;
pub mod metadata;
pub mod pds;
pub mod registration;
pub mod slots;
pub mod structured;
