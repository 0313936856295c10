//! The practices of this service: how they are reached, and what their systems say that they offer (FND-25).

pub mod offer;

#[cfg(target_arch = "wasm32")]
mod page;

#[cfg(target_arch = "wasm32")]
pub use page::Practices;
