//! A problem on one line, for a text that leaves the record: how it stands and since when, as it was sent.

use super::Problem;
use crate::format;

impl Problem {
    /// `Hypertension. Problem: Active, major. Began 03-Mar-2019, recorded 04-Mar-2019.`
    pub fn in_words(&self) -> String {
        let began = match (&self.onset, &self.onset_words) {
            (Some(onset), _) => format!("Began {}", format::date(onset)),
            (None, Some(words)) => format!("Began: {words}"),
            (None, None) => "Began: not recorded".to_owned(),
        };
        let ended = self.ended.as_ref().map(|ended| format!(", ended {}", format::date(ended)));
        let recorded = self.recorded.as_ref().map(|day| format!(", recorded {}", format::date(day)));
        let uncoded = match (self.is_from_note, self.is_degraded) {
            (true, _) => " Named in a note, not by a code.",
            (false, true) => " Uncoded: original text.",
            (false, false) => "",
        };
        let hidden = if self.not_for_patient { " Not to be disclosed to the patient." } else { "" };
        let dates = [ended, recorded].into_iter().flatten().collect::<String>();
        format!("{}. Problem: {}. {began}{dates}.{uncoded}{hidden}", self.term, self.standing())
    }
}
