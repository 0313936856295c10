//! Holds the project to its own rules: layers, citations, proofs, words, settings.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

mod circles;
mod citations;
mod conformance;
mod fields;
mod headers;
mod layers;
mod negatives;
mod one_door;
#[cfg(feature = "sandbox")]
mod static_config;
mod styles;
