//! An allergy on one line, for a text that leaves the record: whether it stands, how it showed itself and how sure it is, as it was sent.

use super::{Allergies, Allergy};
use crate::format;

impl Allergies {
    /// Every allergy with its place, in the order of the page: active, ended, entered in error.
    pub fn in_order(&self) -> impl Iterator<Item = &Allergy> {
        self.active.iter().chain(&self.ended).chain(&self.in_error)
    }

    /// `Penicillin. Active allergy, drug. Reaction: Anaphylaxis, severe. Recorded 14-Jun-1998.`
    pub fn in_words(&self, place: usize) -> Option<(String, String)> {
        let allergy = self.in_order().nth(place)?;
        let standing = match place {
            place if place < self.active.len() => "Active allergy",
            place if place < self.active.len() + self.ended.len() => "Ended allergy: no longer active",
            _ => "Entered in error: not an allergy",
        };
        Some((allergy.agent.clone(), allergy.in_words(standing)))
    }
}

impl Allergy {
    fn in_words(&self, standing: &str) -> String {
        let mut line = format!("{}. {standing}, {}.", self.agent, self.category_words().to_lowercase());
        let reactions = self.reactions.iter().map(|one| {
            let severity = one.severity.as_ref().map(|severity| format!(", {}", severity.words()));
            let words = one.description.as_ref().map(|words| format!(" ({words})"));
            [Some(one.manifestation.clone()), severity, words].into_iter().flatten().collect::<String>()
        });
        let reactions: Vec<String> = reactions.collect();
        match reactions.is_empty() {
            true => line.push_str(" No reaction was sent."),
            false => line.push_str(&format!(" Reaction: {}.", reactions.join("; "))),
        }
        if let Some(criticality) = &self.criticality {
            line.push_str(&format!(" Risk: {}.", criticality.words()));
        }
        if let Some(onset) = &self.onset {
            line.push_str(&format!(" First shown {}.", format::date(onset)));
        }
        if let Some(ended) = &self.ended {
            let date = ended.date.as_ref().map_or_else(|| "date not sent".to_owned(), format::date);
            let reason = ended.reason.as_deref().unwrap_or("reason not sent");
            line.push_str(&format!(" Ended {date}: {reason}."));
        }
        if let Some(asserted) = &self.asserted {
            line.push_str(&format!(" Recorded {}.", format::date(asserted)));
        }
        if self.degraded.is_some() {
            line.push_str(" Uncoded: original text.");
        }
        for remark in &self.remarks {
            line.push_str(&format!(" {remark}."));
        }
        if self.not_for_patient {
            line.push_str(" Not to be disclosed to the patient.");
        }
        line
    }
}
