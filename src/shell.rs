//! Routes, layout, patient banner, keys, lock and problem pages: the frame that capabilities plug into.

mod around;
mod banner;
mod crash;
mod embedded;
mod frame;
#[cfg(feature = "sandbox")]
mod gallery;
mod header;
mod idle;
mod keys;
mod lock;
mod notices;
mod problem;
mod rail;
pub mod routes;
mod scope;
mod start;
mod stuck;

pub use crash::guard;
pub use start::mount;
