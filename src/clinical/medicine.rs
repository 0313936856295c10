//! Words for a medicine wherever it is named: its name and dose, its status, and what a line of it must say (structured
//! digest 3.4).

mod dose;
mod generic;
pub(super) mod line;
mod name;
mod status;
mod stopped;

pub use dose::Dose;
pub(super) use dose::{amount_or_missing, supply_duration};
pub(super) use generic::speaks_of_a_medicine;
pub use name::Name;
pub use status::{PrescriptionType, Status};
pub use stopped::Stopped;
pub(super) use stopped::is_to_be_stopped;
