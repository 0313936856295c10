//! Booking, amending, cancelling and rebooking, against a script and against the sandbox provider.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

#[path = "../clinical/slots_sent.rs"]
#[allow(dead_code, reason = "each crate uses its own part")]
mod slots_sent;

mod answers;
mod changes;
mod played;
mod rebooking;
#[cfg(feature = "sandbox")]
mod sandbox;
mod scripted;
#[cfg(feature = "sandbox")]
mod standing;
#[cfg(feature = "sandbox")]
mod surgery;
mod times;
mod unsettled;
