//! A section's standing: the one thing that the rail says about it.

use super::{Caveat, Extent, Review};
use crate::clinical::care_record::absence::Absence;

/// The state of a section. No two read alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Completeness {
    /// Entries, and nothing says that any are left out.
    Complete {
        /// How many.
        rows: usize,
    },
    /// The practice answered that nothing is recorded, of any date.
    NothingRecorded,
    /// Only entries of some dates were asked for, or sent.
    Narrowed {
        /// How many.
        rows: usize,
    },
    /// Something is held back, missing or in doubt.
    Incomplete {
        /// How many entries there are even so.
        rows: usize,
        /// Why, in two or three words.
        why: &'static str,
    },
    /// The practice's system offers nothing of it.
    NotSupported,
    /// Access to all of it is denied.
    Denied,
    /// The rules could not read it.
    Unread,
}

impl Completeness {
    pub(super) fn of(review: &Review) -> Self {
        let all = |wanted: fn(&Extent) -> bool| {
            !review.parts.is_empty() && review.parts.iter().all(|part| wanted(&part.extent))
        };
        let rows = review.rows();
        if review.caveats.contains(&Caveat::Unread) {
            Completeness::Unread
        } else if all(|extent| matches!(extent, Extent::Absent(Absence::Denied))) {
            Completeness::Denied
        } else if all(|extent| {
            matches!(extent, Extent::Absent(Absence::NotSupported | Absence::NotRetrievable))
        }) {
            Completeness::NotSupported
        } else if let Some(gap) = review.caveats.iter().find(|caveat| caveat.is_gap()) {
            Completeness::Incomplete { rows, why: why(gap) }
        } else if review.caveats.iter().any(|caveat| matches!(caveat, Caveat::Narrowed { .. })) {
            Completeness::Narrowed { rows }
        } else if rows == 0 {
            Completeness::NothingRecorded
        } else {
            Completeness::Complete { rows }
        }
    }

    /// The standing as the rail says it: a number when complete, words when not.
    pub fn words(&self) -> String {
        match self {
            Completeness::Complete { rows } => rows.to_string(),
            Completeness::NothingRecorded => "none recorded".to_owned(),
            Completeness::Narrowed { rows } => format!("{rows} in dates"),
            Completeness::Incomplete { rows: 0, why } => (*why).to_owned(),
            Completeness::Incomplete { rows, why } => format!("{rows}, {why}"),
            Completeness::NotSupported => "not supported".to_owned(),
            Completeness::Denied => "access denied".to_owned(),
            Completeness::Unread => "read with care".to_owned(),
        }
    }
}

fn why(gap: &Caveat) -> &'static str {
    match gap {
        Caveat::Transfer { .. } => "in transfer",
        Caveat::Withheld { is_certain: true, .. } => "withheld",
        Caveat::Withheld { is_certain: false, .. } => "may be withheld",
        Caveat::Denied { .. } => "part denied",
        Caveat::NotRetrievable { .. } | Caveat::NotSupported { .. } => "part not supported",
        Caveat::OtherPeriod { .. } => "other dates",
        Caveat::Unexplained { .. } | Caveat::Contradiction { .. } | Caveat::PartMissing { .. } => "in doubt",
        Caveat::Unread | Caveat::Narrowed { .. } | Caveat::OlderLayout => "read with care",
    }
}
