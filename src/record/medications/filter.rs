//! Which medications are shown.

use crate::clinical::findable::Choice;
use crate::clinical::medications::Medication;

/// Which groups are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    /// All of them: no filter.
    #[default]
    All,
    /// Those that may be current.
    Current,
    /// Stopped and past ones, and what was entered in error.
    Past,
}

impl Choice<Medication> for Show {
    const KINDS: &'static [(Self, &'static str)] =
        &[(Show::All, "All"), (Show::Current, "Current"), (Show::Past, "Past")];

    fn shows(self, medication: &Medication) -> bool {
        match self {
            Show::All => true,
            Show::Current => medication.group.may_be_current(),
            Show::Past => !medication.group.may_be_current(),
        }
    }
}
