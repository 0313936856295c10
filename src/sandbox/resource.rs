//! Resources as the practices write them, and the pieces they are made of.

pub mod document;
pub mod files;
pub mod from_file;
pub mod members;
pub mod numbers;
pub mod people;
pub mod record_place;
pub mod searchset;
pub mod stored;
pub mod task;
