//! GP Connect Send Document: what a clinician writes about an encounter becomes a tagged PDF in an ITK3 message to the patient's
//! own practice, and what comes back becomes one honest state.
//!
//! Everything here is a pure function: identifiers and the clock are passed in, so that the same summary gives the same bytes.
//!
//! ```text
//! Summary ─ check ─┬─ Refusals, in words, before anything is made
//!                  └─ Checked ─ pages ─ pdf ─ message ─ (MESH) ─ response, report ─ state
//! ```

pub mod characters;
pub mod checks;
pub mod message;
pub mod outbox;
#[cfg(feature = "pdf")]
pub mod pages;
#[cfg(feature = "pdf")]
pub mod pdf;
#[cfg(feature = "pdf")]
pub mod request;
pub mod response;
pub mod settings;
pub mod state;
pub mod summary;
