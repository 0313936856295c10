//! Find the patient: NHS number, PDS trace, the practice's record, the cross-check.

pub mod opening;

#[cfg(target_arch = "wasm32")]
mod by_details;
#[cfg(target_arch = "wasm32")]
pub mod check;
#[cfg(target_arch = "wasm32")]
pub mod find;
#[cfg(target_arch = "wasm32")]
mod permission;
#[cfg(target_arch = "wasm32")]
mod unknown;

#[cfg(target_arch = "wasm32")]
pub use check::Check;
#[cfg(target_arch = "wasm32")]
pub use find::{Find, Opening};
#[cfg(target_arch = "wasm32")]
pub use permission::AskPermission;
