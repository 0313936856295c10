//! Access Record HTML: what each section should hold, and what the practice's answer says about its own gaps.
//!
//! The provider's HTML is shown whole by the screen; the rules here read it beside, so that "nothing recorded",
//! "withheld", "not supported" and "not complete" never look alike (ARH-54, ARH-55; HTML digest 2 and 5).

pub mod absence;
mod answer;
pub mod banner;
mod marks;
mod outline;
mod period;
mod review;
mod section;
mod system;
mod withheld;
mod written_date;

pub use absence::Absence;
pub use answer::{Answer, Practice, Unusable, answer};
pub use banner::{AppliedPeriod, Banner};
pub use marks::SectionMarks;
pub use outline::{Block, Outline, Part, Row, Table};
pub use period::{AskedPeriod, PeriodFault};
pub use review::{Caveat, Completeness, Extent, PartReview, Review, review};
pub use section::{PeriodRule, Section, SectionTable};
pub use system::{Brand, System};
pub use withheld::is_withheld;
pub use written_date::WrittenDate;
