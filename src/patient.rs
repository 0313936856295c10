//! Find the patient: NHS number, PDS trace, the practice's record, the cross-check.

pub mod opening;

#[cfg(target_arch = "wasm32")]
mod by_details;
#[cfg(target_arch = "wasm32")]
mod by_host;
#[cfg(target_arch = "wasm32")]
pub mod check;
#[cfg(target_arch = "wasm32")]
pub mod find;
#[cfg(target_arch = "wasm32")]
mod in_hand;
#[cfg(target_arch = "wasm32")]
mod looking;
#[cfg(target_arch = "wasm32")]
mod permission;
#[cfg(target_arch = "wasm32")]
mod unknown;

#[cfg(target_arch = "wasm32")]
pub use check::Check;
#[cfg(target_arch = "wasm32")]
pub use find::Find;
#[cfg(target_arch = "wasm32")]
pub use in_hand::Opening;
#[cfg(target_arch = "wasm32")]
pub use permission::AskPermission;
