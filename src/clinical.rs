//! View models and safety rules: what is shown, in which order, with which warning. No DOM, no fetching.

pub mod allergies;
pub mod appointments;
pub mod area;
pub mod care_record;
pub mod cross_check;
pub mod demographics;
pub mod medications;
pub mod note;
pub mod other;
pub mod person;
pub mod placement;
pub mod security_label;
pub mod slots;
pub mod state;
pub mod summary;

pub use allergies::{Allergies, BannerAllergies};
pub use area::Area;
pub use cross_check::CrossCheck;
pub use demographics::Demographics;
pub use medications::Medications;
pub use note::Note;
pub use other::{OtherItem, OtherItems, OtherKind};
pub use person::{Person, person};
pub use placement::{Place, Placement, Placing};
pub use state::State;
pub use summary::Reading;
