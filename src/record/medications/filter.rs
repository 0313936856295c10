//! Which medications are shown.

use crate::clinical::medications::Medication;
use crate::record::filter::Choice;

/// Which groups are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// All of them: no filter.
    All,
    /// Those that may be current.
    Current,
    /// Stopped and past ones.
    Past,
}

impl Show {
    /// The choices, in order.
    pub const ALL: [(Self, &str); 3] = [(Show::All, "All"), (Show::Current, "Current"), (Show::Past, "Past")];
}

impl Choice<Medication> for Show {
    fn shows(self, medication: &Medication) -> bool {
        match self {
            Show::All => true,
            Show::Current => medication.group.may_be_current(),
            Show::Past => !medication.group.may_be_current(),
        }
    }
}
