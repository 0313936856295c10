//! The consultation summary: written for the open patient, looked at, sent through the gateway's outbox, and followed until
//! the practice has answered.
//!
//! What a summary is, and what its messages' states mean, is decided by `send-document`, which the page loads when one is first
//! written; here are the screens, and what is asked of it.

pub mod about;
pub mod request;

#[cfg(target_arch = "wasm32")]
mod attachments;
#[cfg(target_arch = "wasm32")]
mod attempt;
#[cfg(target_arch = "wasm32")]
mod check;
#[cfg(target_arch = "wasm32")]
mod desk;
#[cfg(target_arch = "wasm32")]
mod field;
#[cfg(target_arch = "wasm32")]
mod form;
#[cfg(target_arch = "wasm32")]
mod live_review;
#[cfg(target_arch = "wasm32")]
mod maker;
#[cfg(target_arch = "wasm32")]
mod message;
#[cfg(target_arch = "wasm32")]
mod notes;
#[cfg(target_arch = "wasm32")]
mod offer;
#[cfg(target_arch = "wasm32")]
mod pages;
#[cfg(target_arch = "wasm32")]
mod posted;
#[cfg(target_arch = "wasm32")]
mod sent;
#[cfg(target_arch = "wasm32")]
mod work;
#[cfg(target_arch = "wasm32")]
mod write;

#[cfg(target_arch = "wasm32")]
pub use offer::offer;
#[cfg(target_arch = "wasm32")]
pub use pages::{Pages, WRITE_BACK};
