//! A viewer and booking front-end for GP Connect.
//!
//! Layers, lowest first (docs/architecture.md; `tests/house/layers.rs` holds the code to it):
//! `fhir` · `format` · `gpconnect`, `clinical`, `ui` · `sandbox`, `session` · capabilities · `shell`.

/// The model, a crate of its own in `src/fhir`.
pub use gp_connect_fhir as fhir;

pub mod appointments;
pub mod clinical;
pub mod format;
pub mod gpconnect;
pub mod patient;
pub mod practices;
pub mod record;
#[cfg(any(feature = "sandbox", test))]
pub mod sandbox;
pub mod session;
pub mod tasks;

#[cfg(target_arch = "wasm32")]
pub mod shell;
#[cfg(target_arch = "wasm32")]
pub mod ui;
pub mod write_back;

// Tests of the modules above run where these do: `./dev test web`.
#[cfg(all(test, target_arch = "wasm32"))]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
