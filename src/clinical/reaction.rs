//! How an allergy showed itself, in words (structured digest 3.3).

mod severity;

pub use severity::Severity;

use super::note::words;
use crate::fhir;
use crate::format::{self, concept};

/// Shown where no reaction was recorded.
pub const NO_REACTION: &str = "Reaction not recorded";

/// A reaction in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reaction {
    /// What was seen; words also for the null flavours.
    pub manifestation: String,
    /// What was written about it beyond that.
    pub description: Option<String>,
    /// Whether `manifestation` names something that was seen.
    pub is_known: bool,
    /// How severe it was.
    pub severity: Option<Severity>,
    /// How the agent got into the body.
    pub route: Option<String>,
    /// What was sent in elements that GP Connect does not use, under words that say so (ARS-16).
    pub more: Option<String>,
}

impl Reaction {
    /// Reads a reaction. `NI` only carries the severity, `UNC` means the description, `ASKU` that the patient could
    /// not say.
    pub fn read(sent: &fhir::Reaction) -> Self {
        let description =
            sent.description.as_deref().map(words).filter(|description| !description.is_empty());
        let mut seen: Vec<String> = Vec::new();
        let mut unknown: Vec<&str> = Vec::new();
        for manifestation in &sent.manifestation {
            match concept::null_flavour(manifestation) {
                // A text beside a null flavour is what somebody wrote.
                Some(_) if manifestation.text.is_some() => {
                    seen.push(format::concept(manifestation).into_owned())
                }
                Some(concept::NullFlavour::NoInformation) => unknown.push(NO_REACTION),
                Some(concept::NullFlavour::Unencoded) => {
                    if description.is_none() {
                        unknown.push("Reaction not coded, and no text was sent");
                    }
                }
                Some(concept::NullFlavour::AskedButUnknown) => {
                    unknown.push("The patient was asked and could not say");
                }
                Some(concept::NullFlavour::Unknown) => unknown.push("Reaction not known"),
                None => seen.push(format::concept(manifestation).into_owned()),
            }
        }
        let mut description =
            description.filter(|words| !seen.iter().any(|seen| seen.eq_ignore_ascii_case(words)));
        if seen.is_empty() {
            seen.extend(description.take());
        }
        let is_known = !seen.is_empty();
        let manifestation = match (is_known, unknown.first()) {
            (true, _) => seen.join(", "),
            (false, Some(unknown)) => (*unknown).to_owned(),
            (false, None) => NO_REACTION.to_owned(),
        };
        Self {
            manifestation,
            description,
            is_known,
            severity: sent.severity.as_deref().map(Severity::of),
            route: sent.exposure_route.as_ref().map(|route| format::concept(route).into_owned()),
            more: more(sent),
        }
    }

    /// All of it in one line: `Rash, severe, route: oral. Blotchy on trunk`.
    pub fn words(&self) -> String {
        let severity = self.severity.as_ref().map(|severity| severity.words().to_owned());
        let route = self.route.as_ref().map(|route| format!("route: {route}"));
        let first = std::iter::once(self.manifestation.clone()).chain(severity).chain(route);
        let first = first.collect::<Vec<_>>().join(", ");
        let all = std::iter::once(first).chain(self.description.clone()).chain(self.more.clone());
        all.collect::<Vec<_>>().join(". ")
    }

    /// Whether nothing was said by it: at most that nothing is known.
    pub fn says_nothing(&self) -> bool {
        !self.is_known
            && self.description.is_none()
            && self.severity.is_none()
            && self.route.is_none()
            && self.more.is_none()
    }
}

/// Substance, onset and notes: nothing is made of them, and what a practice wrote about an allergy is not hidden either.
fn more(sent: &fhir::Reaction) -> Option<String> {
    let substance = sent.substance.as_ref().map(|substance| format!("to {}", format::concept(substance)));
    let onset = sent.onset.as_ref().map(|onset| format!("began {}", format::date_time(onset)));
    let notes = sent.note.iter().filter_map(|note| note.text.as_deref()).map(words);
    let said: Vec<String> =
        substance.into_iter().chain(onset).chain(notes.filter(|note| !note.is_empty())).collect();
    (!said.is_empty()).then(|| format!("Also sent, though GP Connect does not use it: {}", said.join("; ")))
}
