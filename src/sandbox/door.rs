//! How a request comes in and an answer goes out: address, headers, token, refusals, and what is to go wrong.

pub mod answer;
pub mod faults;
pub mod headers;
pub mod interactions;
pub mod outcome;
pub mod request;
pub mod token;
