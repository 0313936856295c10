//! Who is signed in, which patient is open, clock, audit trail, settings.

pub mod access;
pub mod audit;
#[cfg(target_arch = "wasm32")]
pub mod check_table;
pub mod clock;
#[cfg(target_arch = "wasm32")]
pub mod confirmed_mark;
#[cfg(target_arch = "wasm32")]
pub mod context;
pub mod drafts;
#[cfg(target_arch = "wasm32")]
pub mod embedded;
pub mod embedding;
#[cfg(target_arch = "wasm32")]
pub mod failed_call;
#[cfg(target_arch = "wasm32")]
mod fault;
#[cfg(target_arch = "wasm32")]
pub mod for_patient;
pub mod host_token;
pub mod idle;
#[cfg(target_arch = "wasm32")]
pub mod load;
pub mod open_patient;
pub mod permission;
pub mod practice;
#[cfg(target_arch = "wasm32")]
pub mod question;
mod refusal;
#[cfg(target_arch = "wasm32")]
pub mod registration;
pub mod registration_step;
pub mod settings;
#[cfg(target_arch = "wasm32")]
pub mod sign_out;
pub mod stage;
pub mod standing;
pub mod under_way;

pub use access::{Access, Part};
pub use audit::AuditTrail;
#[cfg(target_arch = "wasm32")]
pub use context::{Session, Start, session};
#[cfg(target_arch = "wasm32")]
pub use embedded::Embedded;
#[cfg(target_arch = "wasm32")]
pub use for_patient::ForPatient;
pub use open_patient::{Admission, NotOpened, OpenPatient};
pub use permission::Permission;
pub use practice::Practice;
#[cfg(target_arch = "wasm32")]
pub use question::Question;
pub use settings::Settings;
pub use under_way::UnderWay;
