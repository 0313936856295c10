//! Free slots, booking, a patient's appointments.
//!
//! Four rooms: the [`flow`]s need no browser and decide what is sent and how it ended; the `desk` is what is open now for
//! the patient, and what is done there; [`book`] and `list` are the two pages. What both pages show is beside them.

pub mod book;
pub mod flow;

#[cfg(target_arch = "wasm32")]
mod desk;
#[cfg(target_arch = "wasm32")]
mod details;
#[cfg(target_arch = "wasm32")]
mod list;
#[cfg(target_arch = "wasm32")]
mod open_ends_bar;
#[cfg(target_arch = "wasm32")]
mod patient_copy;
#[cfg(target_arch = "wasm32")]
mod rebooking_bar;
#[cfg(target_arch = "wasm32")]
mod report_head;
#[cfg(target_arch = "wasm32")]
mod told;

#[cfg(target_arch = "wasm32")]
mod pages;
#[cfg(target_arch = "wasm32")]
pub use pages::{APPOINTMENTS, Pages};
