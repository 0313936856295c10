//! Banners: read by class and by wording, because older and real systems send one without the other (HTML digest 2.4, 2.6).

use super::absence::plain;
use super::period::AskedPeriod;
use super::written_date::WrittenDate;

/// What a banner says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Banner {
    /// The record has not fully arrived from the practice before.
    Transfer,
    /// Items are held back. Some systems always say so.
    Exclusion {
        /// The wording is that of a system which shows it on every section, held back or not (TPP).
        always_shown: bool,
    },
    /// Which dates the content covers.
    Period(AppliedPeriod),
    /// Anything else that the practice explains.
    Content,
}

/// The period that the practice says it applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AppliedPeriod {
    /// `For the period '…' to '…'`
    Between(String, String),
    /// `Data items from '…'`
    From(String),
    /// `Data items until '…'`
    Until(String),
    /// `All relevant items`
    Everything,
    /// `Date filter not applied`
    NotApplied,
}

impl Banner {
    /// What a block of words outside tables says; empty when it is not a banner. Wording outweighs the class: it is what
    /// a reader goes by, and a class can be a slip (HTML digest trap 12), so both may count.
    pub fn read(class: Option<&str>, words: &str) -> Vec<Self> {
        let said = plain(words);
        if said.is_empty() {
            return Vec::new();
        }
        let has_class =
            |name: &str| class.is_some_and(|class| class.split_whitespace().any(|one| one == name));
        let mut banners = Vec::new();
        if has_class("gptransfer-banner") || says_transfer(&said) {
            banners.push(Banner::Transfer);
        }
        if has_class("exclusion-banner") || says_exclusion(&said) {
            banners.push(Banner::Exclusion { always_shown: said.contains("hidden by sharing rules") });
        }
        if let Some(period) = AppliedPeriod::read(&said) {
            banners.push(Banner::Period(period));
        }
        if banners.is_empty() && (has_class("content-banner") || has_class("date-banner")) {
            banners.push(Banner::Content);
        }
        banners
    }
}

fn says_transfer(said: &str) -> bool {
    let all = |parts: &[&str]| parts.iter().all(|part| said.contains(part));
    all(&["record transfer from previous gp"])
        || all(&["transfer", "not yet complete"])
        || all(&["in transit", "incomplete"])
        || all(&["pending gp transfer"])
        || all(&["pending", "gp transfer"])
        || all(&["transfer underway"])
        || all(&["transfer under way"])
        || all(&["gp2gp"])
}

fn says_exclusion(said: &str) -> bool {
    // "All relevant items subject to patient preferences and/or RCGP exclusions" is 0.5.x's period banner: it is
    // on every section and says nothing about this patient.
    ["excluded due to", "removed due to", "hidden by sharing rules", "suppressed due to"]
        .into_iter()
        .any(|part| said.contains(part))
}

impl AppliedPeriod {
    fn read(said: &str) -> Option<Self> {
        let said = said.trim_end_matches('.');
        if let Some(rest) = said.strip_prefix("for the period ") {
            let (from, to) = rest.split_once(" to ")?;
            return Some(AppliedPeriod::Between(from.to_owned(), to.to_owned()));
        }
        let items = said.strip_prefix("all ").unwrap_or(said);
        if let Some(from) = items.strip_prefix("data items from ") {
            Some(AppliedPeriod::From(from.to_owned()))
        } else if let Some(until) = items.strip_prefix("data items until ") {
            Some(AppliedPeriod::Until(until.to_owned()))
        } else if said.starts_with("all relevant items") {
            Some(AppliedPeriod::Everything)
        } else if said.starts_with("date filter not applied") {
            Some(AppliedPeriod::NotApplied)
        } else {
            None
        }
    }

    /// Whether it leaves anything out.
    pub fn narrows(&self) -> bool {
        match self {
            AppliedPeriod::Between(..) | AppliedPeriod::From(_) | AppliedPeriod::Until(_) => true,
            AppliedPeriod::Everything | AppliedPeriod::NotApplied => false,
        }
    }

    /// Whether it is the period asked for, as far as its dates can be read; unreadable dates count as another period.
    pub fn is(&self, asked: Option<&AskedPeriod>) -> bool {
        let day = |text: &String| WrittenDate::read(text).and_then(WrittenDate::date);
        let (start, end) = match self {
            AppliedPeriod::Between(from, to) => (Some(day(from)), Some(day(to))),
            AppliedPeriod::From(from) => (Some(day(from)), None),
            AppliedPeriod::Until(until) => (None, Some(day(until))),
            AppliedPeriod::Everything | AppliedPeriod::NotApplied => return asked.is_none(),
        };
        asked.is_some_and(|asked| start == asked.start().map(Some) && end == asked.end().map(Some))
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    // proves: ARH-32 ARH-39 L-26
    #[test]
    fn transfer_is_known_by_class_and_by_each_systems_words() {
        for words in [
            "Patient record transfer from previous GP practice not yet complete; information recorded before 04-Mar-2024 may be missing",
            "Patient record transfer from previous GP Practice not yet complete; any information recorded before 04-Mar-2024 has been excluded",
            "Patient record in transit. Record may be incomplete",
            "Record pending GP transfer",
            "GP record transfer underway",
        ] {
            assert_eq!(Banner::read(None, words), [Banner::Transfer], "{words}");
        }
        assert_eq!(Banner::read(Some("gptransfer-banner"), "Some new wording"), [Banner::Transfer]);
    }

    // proves: ARH-32 ARH-39
    #[test]
    fn exclusion_is_known_by_class_and_by_each_systems_words() {
        for words in [
            "Items excluded due to confidentiality and/or patient preferences",
            "Data items removed due to confidentiality",
            "Items suppressed due to privacy exclusion rules",
        ] {
            assert_eq!(Banner::read(None, words), [Banner::Exclusion { always_shown: false }], "{words}");
        }
        let tpp = Banner::read(Some("exclusion-banner"), "Some items may be hidden by sharing rules");
        assert_eq!(tpp, [Banner::Exclusion { always_shown: true }]);
    }

    // proves: ARH-32
    #[test]
    fn a_slip_of_class_hides_no_warning() {
        let both = Banner::read(
            Some("gptransfer-banner"),
            "Items excluded due to confidentiality and/or patient preferences",
        );
        assert_eq!(both, [Banner::Transfer, Banner::Exclusion { always_shown: false }]);
        let content = Banner::read(Some("content-banner"), "GP record transfer underway");
        assert_eq!(content, [Banner::Transfer]);
    }

    // proves: ARH-32
    #[test]
    fn old_period_words_are_no_exclusion() {
        let words = "All relevant items subject to patient preferences and/or RCGP exclusions";
        assert_eq!(Banner::read(None, words), [Banner::Period(AppliedPeriod::Everything)]);
    }

    // proves: ARH-17 ARH-32
    #[test]
    fn periods_are_read_quoted_or_not_and_compared_with_what_was_asked() {
        let asked =
            AskedPeriod::new(NaiveDate::from_ymd_opt(2014, 1, 1), NaiveDate::from_ymd_opt(2017, 12, 31))
                .unwrap();
        let from = AskedPeriod::new(NaiveDate::from_ymd_opt(1982, 10, 5), None).unwrap();
        let until = AskedPeriod::new(None, NaiveDate::from_ymd_opt(2023, 12, 31)).unwrap();
        for (words, asked) in [
            ("For the period '01-Jan-2014' to '31-Dec-2017'", asked),
            ("For the period 01-Jan-2014 to 31-Dec-2017", asked),
            ("Data items from '05-Oct-1982'", from),
            ("All data items from 05-Oct-1982", from),
            ("Data items until '31-Dec-2023'", until),
        ] {
            let read = Banner::read(Some("date-banner"), words);
            let [Banner::Period(period)] = read.as_slice() else { panic!("{words}: {read:?}") };
            assert!(period.narrows() && period.is(Some(&asked)) && !period.is(None), "{words}");
        }
        assert!(AppliedPeriod::Everything.is(None) && !AppliedPeriod::Everything.is(Some(&asked)));
        assert!(!AppliedPeriod::From("[date]".to_owned()).is(Some(&from)));
    }

    // proves: ARH-32
    #[test]
    fn other_words_are_content_or_nothing() {
        assert_eq!(Banner::read(Some("content-banner"), "Includes telephone contacts"), [Banner::Content]);
        assert_eq!(Banner::read(None, "Includes telephone contacts"), []);
        assert_eq!(Banner::read(Some("exclusion-banner"), "  "), []);
    }
}
