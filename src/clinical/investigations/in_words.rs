//! A report on one line, for a text that leaves the record: every value with what the laboratory made of it, as it was sent.

use super::Report;
use crate::clinical::observation::{Observed, Part, ReferenceRange};
use crate::format;

impl Report {
    /// `Potassium, issued 12-Nov-2026, not yet filed by the practice. Potassium 5.9 mmol/L (3.5–5.3, above range).`
    pub fn in_words(&self) -> String {
        let issued = self.issued.as_ref().map_or_else(
            || "date of issue not sent".to_owned(),
            |issued| format!("issued {}", format::date(issued)),
        );
        let filed = if self.is_filed { "filed" } else { "not yet filed" };
        let mut line = format!("{}, {issued}, {filed} by the practice.", self.title.words());
        let headers = self.groups.iter().filter_map(|group| group.header.as_ref()).map(observed);
        let results = self.results().map(|result| {
            let words = observed(&result.observed);
            if words.is_empty() { format!("{}: no value sent", result.observed.term.words()) } else { words }
        });
        let values: Vec<String> = headers.filter(|words| !words.is_empty()).chain(results).collect();
        if !values.is_empty() {
            line.push_str(&format!(" {}.", values.join("; ")));
        }
        if let Some(conclusion) = &self.conclusion {
            line.push_str(&format!(" Conclusion: {conclusion}"));
        }
        if self.not_for_patient {
            line.push_str(" Not to be disclosed to the patient.");
        }
        line
    }
}

/// A value with its name; nothing where it is a name alone.
fn observed(one: &Observed) -> String {
    let value = one.measured.words();
    let parts: Vec<String> = one.parts.iter().map(part).collect();
    let made = made_of_it(&one.ranges, one.interpretation.as_ref().map(|it| it.words.as_str()));
    let said: Vec<&str> = std::iter::once(value.as_str())
        .chain(parts.iter().map(String::as_str))
        .filter(|it| !it.is_empty())
        .collect();
    let comment = one.comment.as_ref().map(|words| format!(", comment: {words}")).unwrap_or_default();
    if said.is_empty() && comment.is_empty() {
        return String::new();
    }
    let date = one.date.as_ref().map(|date| format!(", {}", format::date(date))).unwrap_or_default();
    let said = if said.is_empty() { String::new() } else { format!(" {}", said.join(", ")) };
    format!("{}{said}{made}{date}{comment}", one.term.words())
}

fn part(part: &Part) -> String {
    let made = made_of_it(&part.ranges, part.interpretation.as_ref().map(|it| it.words.as_str()));
    format!("{} {}{made}", part.term, part.measured.words())
}

fn made_of_it(ranges: &[ReferenceRange], interpretation: Option<&str>) -> String {
    let ranges = ranges.iter().map(ReferenceRange::text);
    let all: Vec<String> =
        ranges.chain(interpretation.map(str::to_owned)).filter(|it| !it.is_empty()).collect();
    if all.is_empty() { String::new() } else { format!(" ({})", all.join(", ")) }
}
