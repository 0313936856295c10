//! A medication on one line, for a text that leaves the record: what it is, how it stands and since when, as it was sent.

use super::{Dose, Medication};
use crate::format;

impl Medication {
    /// `Amlodipine 5 mg tablets: ONE daily. Repeat, Active. Started 03-Mar-2024, no end date sent, last issued 12-Nov-2026.`
    pub fn in_words(&self) -> String {
        let mut line = format!("{}: {}", self.name.text(), dose(&self.dose));
        if !self.plan_dose.is_empty() {
            line.push_str(&format!("; dose from the plan: {}", dose(&self.plan_dose)));
        }
        line.push_str(&format!(". {}, {}", self.kind.words(), self.status.words()));
        if let Some(stopped) = &self.stopped {
            // A reason may come with a plan that goes on: nothing is called stopped that is not.
            line.push_str(&format!(" (status changed{})", stopped.words()));
        }
        if let Some(differs) = &self.status_differs {
            line.push_str(&format!(" ({differs})"));
        }
        let start = self
            .start
            .as_ref()
            .map_or_else(|| "Start not sent".to_owned(), |start| format!("Started {}", format::date(start)));
        let end = self
            .end
            .as_ref()
            .map_or_else(|| "no end date sent".to_owned(), |end| format!("to {}", format::date(end)));
        let issued = self.last_issue.as_ref().map_or_else(
            || "last issue not sent".to_owned(),
            |last| format!("last issued {}", format::date(&last.date)),
        );
        line.push_str(&format!(". {start}, {end}, {issued}."));
        if self.not_for_patient {
            line.push_str(" Not to be disclosed to the patient.");
        }
        line
    }
}

fn dose(doses: &[Dose]) -> String {
    if doses.is_empty() { "dose not sent".to_owned() } else { Dose::in_line(doses) }
}
