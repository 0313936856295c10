//! The sandbox provider behaves as the specification says, and as systems in use were seen to behave.
#![cfg(feature = "sandbox")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

mod appointments;
mod as_seen;
mod asking;
mod diary;
mod documents;
mod faults;
mod federation;
mod foundations;
mod html;
mod not_in_use;
mod slots;
mod structured;
mod suppliers;
mod tasks;
mod told;
