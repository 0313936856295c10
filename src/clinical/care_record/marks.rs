//! Emphasis for what must not be overlooked; the words stay as sent (ARH-39).

use super::absence::Absence;
use super::banner::{AppliedPeriod, Banner};
use super::withheld::is_withheld;
use crate::format::narrative::Marks;

/// The marks of a record section.
#[derive(Clone, Copy, Debug, Default)]
pub struct SectionMarks;

impl Marks for SectionMarks {
    fn block(&self, class: Option<&str>, words: &str) -> Option<&'static str> {
        let banners = Banner::read(class, words);
        let is = |wanted: fn(&Banner) -> bool| banners.iter().any(wanted);
        if is(|banner| matches!(banner, Banner::Transfer)) {
            return Some("transfer");
        }
        if is(|banner| matches!(banner, Banner::Exclusion { .. })) {
            return Some("exclusion");
        }
        if let Some(absence) = Absence::read(words) {
            return Some(match absence {
                Absence::NotRecorded => "not-recorded",
                Absence::NotRetrievable => "not-retrievable",
                Absence::Denied => "denied",
                Absence::NotSupported => "not-supported",
            });
        }
        banners.first().map(|banner| match banner {
            Banner::Period(AppliedPeriod::Everything | AppliedPeriod::NotApplied) => "period",
            Banner::Period(_) => "narrowed",
            Banner::Transfer | Banner::Exclusion { .. } | Banner::Content => "content",
        })
    }

    fn row(&self, cells: &[String]) -> Option<&'static str> {
        is_withheld(cells).then_some("withheld")
    }

    fn cell(&self, words: &str) -> Option<&'static str> {
        words.contains("CONTROLLED DRUG").then_some("controlled-drug")
    }
}
