//! Differences that somebody looked at, and confirmed the person nevertheless: kept while the patient is open and said
//! wherever their record is, so that nobody forgets whose details an answer named (FND-12, ARS-59).

use super::{Comparison, CrossCheck, Field};
use crate::clinical::order;

/// What one source says against the national record, which somebody saw and confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmation {
    /// Who says it: `Millbrook Surgery`.
    pub source: String,
    /// The check that was shown.
    pub check: CrossCheck,
    /// What was confirmed beside the details, in words: that the NHS number was replaced.
    pub also: Option<String>,
}

/// Everything that was confirmed for the open patient, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Confirmations(Vec<Confirmation>);

impl Confirmations {
    /// Adds what somebody confirmed, unless all of it is known already.
    pub fn add(&mut self, confirmation: Confirmation) {
        if !self.0.contains(&confirmation) {
            self.0.push(confirmation);
        }
    }

    /// Whether nobody had to confirm anything.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether every difference of a check was already seen, with values that say the same: new ones are asked about.
    pub fn cover(&self, check: &CrossCheck) -> bool {
        check.differences().all(|row| self.rows().any(|(_, seen)| seen.says_the_same(row)))
    }

    /// Whether this very check was confirmed, which says what it says and leaves out what it leaves out.
    pub fn know(&self, check: &CrossCheck) -> bool {
        self.0.iter().any(|one| one.check == *check)
    }

    /// Each difference once, with the source that was the first to name it.
    pub fn differences(&self) -> Vec<(&str, &Comparison)> {
        let mut once: Vec<(&str, &Comparison)> = Vec::new();
        for (source, row) in self.rows() {
            if !once.iter().any(|(_, seen)| seen.says_the_same(row)) {
                once.push((source, row));
            }
        }
        once
    }

    /// What differs, in a few words: `Family name, Born`. Also where nothing but the NHS number could be compared.
    pub fn words(&self) -> String {
        let mut fields: Vec<Field> = self.rows().map(|(_, row)| row.field).collect();
        order::by(&mut fields, Ord::cmp);
        fields.dedup();
        let mut words: Vec<String> = fields.into_iter().map(|field| field.label().to_lowercase()).collect();
        if let Some(born) = words.iter_mut().find(|word| *word == "born") {
            *born = "date of birth".to_owned();
        }
        if let Some(died) = words.iter_mut().find(|word| *word == "died") {
            *died = "date of death".to_owned();
        }
        if self.0.iter().any(|one| !one.check.is_corroborated()) {
            words.push("only the NHS number could be compared".to_owned());
        }
        if self.0.iter().any(|one| one.also.is_some()) {
            words.push("NHS number replaced".to_owned());
        }
        words.join(", ")
    }

    /// A sentence for each, for paper and for whatever is taken along.
    pub fn sentences(&self) -> Vec<String> {
        let of_rows = self.differences().into_iter().map(|(source, row)| row.sentence(source));
        let bare = self.0.iter().filter(|one| !one.check.is_corroborated());
        let bare = bare.map(|one| format!("Only the NHS number could be compared with {}.", one.source));
        let also = self.0.iter().filter_map(|one| one.also.clone());
        let mut sentences: Vec<String> = of_rows.collect();
        for sentence in bare.chain(also) {
            if !sentences.contains(&sentence) {
                sentences.push(sentence);
            }
        }
        sentences
    }

    fn rows(&self) -> impl Iterator<Item = (&str, &Comparison)> {
        self.0.iter().flat_map(|one| one.check.differences().map(|row| (one.source.as_str(), row)))
    }
}

/// How an answer compares with the national record, which decides whether its content may be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Likeness {
    /// Nothing differs.
    #[default]
    Alike,
    /// Something differs that nobody has confirmed yet: the differences are shown in place of the content (ARH-23).
    Asks(CrossCheck),
    /// Something differs, and somebody confirmed the person: the content carries a mark that says so.
    Confirmed(CrossCheck),
}

impl Likeness {
    /// The likeness of a check, by what was confirmed so far.
    pub fn of(check: CrossCheck, confirmed: &Confirmations) -> Self {
        if confirmed.know(&check) {
            Self::Confirmed(check)
        } else if check.differences().next().is_none() {
            Self::Alike
        } else if confirmed.cover(&check) {
            Self::Confirmed(check)
        } else {
            Self::Asks(check)
        }
    }

    /// What must be confirmed before anything is shown.
    pub fn asks(&self) -> Option<&CrossCheck> {
        match self {
            Self::Asks(check) => Some(check),
            Self::Alike | Self::Confirmed(_) => None,
        }
    }

    /// What was confirmed, and is said beside the content.
    pub fn confirmed(&self) -> Option<&CrossCheck> {
        match self {
            Self::Confirmed(check) => Some(check),
            Self::Alike | Self::Asks(_) => None,
        }
    }

    /// The same after more was confirmed.
    #[must_use]
    pub fn settled(self, confirmed: &Confirmations) -> Self {
        match self {
            Self::Asks(check) if check.is_corroborated() || confirmed.know(&check) => {
                Self::of(check, confirmed)
            }
            other @ Self::Asks(_) => other,
            other @ (Self::Alike | Self::Confirmed(_)) => other,
        }
    }
}

impl Comparison {
    /// `Family name: HARTWELL at Millbrook Surgery, HARTLEY in the national record (PDS).`
    pub fn sentence(&self, source: &str) -> String {
        let said = |value: &Option<String>| value.clone().unwrap_or_else(|| "not recorded".to_owned());
        let (field, there, here) = (self.field.label(), said(&self.practice), said(&self.national));
        format!("{field}: {there} at {source}, {here} in the national record (PDS).")
    }

    fn says_the_same(&self, other: &Comparison) -> bool {
        let same = |a: &Option<String>, b: &Option<String>| match (a, b) {
            (Some(a), Some(b)) => self.field.same(a, b),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        self.field == other.field
            && same(&self.national, &other.national)
            && same(&self.practice, &other.practice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clinical::Demographics;
    use crate::fhir::DateTime;

    fn person(family: &str, born: &str) -> Demographics {
        Demographics {
            nhs_number: Some("9990054320".to_owned()),
            family: Some(family.to_owned()),
            given: vec!["Imogen".to_owned()],
            birth_date: Some(DateTime::new(born)),
            ..Demographics::default()
        }
    }

    fn check(family: &str, born: &str) -> CrossCheck {
        CrossCheck::compare(&person("Hartley", "1957-03-09"), &person(family, born))
    }

    fn confirmed(source: &str, check: CrossCheck) -> Confirmations {
        let mut confirmed = Confirmations::default();
        confirmed.add(Confirmation { source: source.to_owned(), check, also: None });
        confirmed
    }

    // proves: FL-05 ARS-59
    #[test]
    fn what_was_confirmed_is_kept_and_only_the_new_is_asked_about() {
        let mut so_far = confirmed("Millbrook Surgery", check("Hartwell", "1957-03-09"));
        let asks = |check: CrossCheck, so_far: &Confirmations| Likeness::of(check, so_far).asks().is_some();
        assert!(!asks(check("HARTWELL", "1957-03-09"), &so_far), "the same, in whatever case");
        assert!(!asks(check("Hartley", "1957-03-09"), &so_far));
        assert!(asks(check("Hartwell", "1957-03-10"), &so_far), "a new difference beside a known one");
        assert!(asks(check("Hartman", "1957-03-09"), &so_far), "another value of the same detail");
        let waiting = Likeness::of(check("Hartwell", "1957-03-10"), &so_far);
        so_far.add(Confirmation {
            source: "Millbrook Surgery".to_owned(),
            check: check("Hartwell", "1957-03-10"),
            also: None,
        });
        assert!(
            waiting.settled(&so_far).confirmed().is_some(),
            "one confirmation opens every answer like it"
        );
    }

    // proves: FL-04
    #[test]
    fn a_mark_says_what_differs_and_at_whom() {
        let so_far = confirmed("Millbrook Surgery", check("Hartwell", "1957-03-10"));
        assert_eq!(so_far.words(), "family name, date of birth");
        assert_eq!(
            so_far.sentences(),
            [
                "Family name: Hartwell at Millbrook Surgery, Hartley in the national record (PDS).",
                "Born: 10-Mar-1957 at Millbrook Surgery, 09-Mar-1957 in the national record (PDS).",
            ]
        );
        let like = Likeness::of(check("Hartwell", "1957-03-09"), &so_far);
        assert_eq!(like.confirmed().map(|check| check.differences().count()), Some(1));
        let bare = CrossCheck::compare(
            &person("Hartley", "1957-03-09"),
            &Demographics { nhs_number: Some("9990054320".to_owned()), ..Demographics::default() },
        );
        assert_eq!(confirmed("Millbrook Surgery", bare).words(), "only the NHS number could be compared");
    }

    #[test]
    fn each_difference_is_said_once() {
        let mut so_far = confirmed("Millbrook Surgery", check("Hartwell", "1957-03-09"));
        let again = Confirmation {
            source: "Harbour Lane Hub".to_owned(),
            check: check("Hartwell", "1957-03-09"),
            also: None,
        };
        so_far.add(again.clone());
        so_far.add(again);
        assert_eq!(so_far.sentences().len(), 1);
        assert!(Confirmations::default().is_empty() && Confirmations::default().words().is_empty());
    }
}
