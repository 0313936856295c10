//! Tasks: a message about the open patient to their practice, to be known or to be done (HTML digest 6). A capability that no
//! live practice offers; every screen of it says so, and it is off unless the settings switch it on.
//!
//! `draft`, `sending` and `report` decide what is sent and how it ended, and need no browser; the `desk` is what was written
//! for the open patient, and the rest is the page.

pub mod draft;
pub mod report;
pub mod sending;

#[cfg(target_arch = "wasm32")]
mod desk;
#[cfg(target_arch = "wasm32")]
mod ended;
#[cfg(target_arch = "wasm32")]
mod form;
#[cfg(target_arch = "wasm32")]
mod notes;
#[cfg(target_arch = "wasm32")]
mod offer;
#[cfg(target_arch = "wasm32")]
mod page;
#[cfg(target_arch = "wasm32")]
mod pages;
#[cfg(target_arch = "wasm32")]
mod parties;
#[cfg(target_arch = "wasm32")]
mod review;
#[cfg(target_arch = "wasm32")]
mod table;
#[cfg(target_arch = "wasm32")]
mod unsettled;

#[cfg(target_arch = "wasm32")]
pub use offer::offer;
#[cfg(target_arch = "wasm32")]
pub use pages::{Pages, TASKS};
