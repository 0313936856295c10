//! What a 200 says that it could not supply: the OperationOutcome entry (ARS-17, ARS-18; structured digest 2.9, L-20).

use super::Area;
use crate::fhir::{Index, Issue, OperationOutcome};

/// One issue of an OperationOutcome inside a good answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The area that it names.
    pub area: Option<Area>,
    /// The part of the area's parameter that it names, such as `medicationSearchFromDate`: the rest was supplied.
    pub part: Option<String>,
    /// What the practice's system says, as sent.
    pub said: String,
}

impl Notice {
    /// The notice in words that name the kind of data.
    pub fn words(&self) -> String {
        let said = &self.said;
        match (self.area, &self.part) {
            (Some(area), None) => format!("{} {}{}", not_supplied(area), quoted(said), report(said)),
            (Some(area), Some(part)) => format!(
                "{}: this GP practice system did not apply “{part}”, so more or less may be shown than was asked for. {}",
                area.title(),
                quoted(said)
            ),
            (None, _) => format!("The practice's system could not do all that was asked. {}", quoted(said)),
        }
    }
}

/// The words for an area that was asked for and did not come (structured digest 2.9).
pub(in crate::clinical) fn not_supplied(area: Area) -> String {
    format!(
        "{} could not be supplied by this GP practice system. This does not mean that nothing is recorded.",
        area.title()
    )
}

/// Switched off at the practice is a fault to report; not built into its system is none.
fn report(said: &str) -> &'static str {
    let said = said.to_lowercase();
    if said.contains("disabled") || said.contains("not enabled") || said.contains("switched off") {
        " Practices must have had this switched on since 1 October 2025: report it to the practice's manager and to your service desk."
    } else {
        ""
    }
}

fn quoted(said: &str) -> String {
    format!("It said: {}", said.trim_end_matches('.')) + "."
}

/// Every issue of every OperationOutcome of a response; none is left out.
pub fn notices(index: &Index) -> Vec<Notice> {
    index
        .bundle()
        .each::<OperationOutcome>()
        .flat_map(|(_, outcome)| {
            let empty = Issue::default();
            let issues: Vec<Notice> = match outcome.issue.as_slice() {
                [] => vec![notice(&empty)],
                issues => issues.iter().map(notice).collect(),
            };
            issues
        })
        .collect()
}

fn notice(issue: &Issue) -> Notice {
    let details = issue.details.as_ref();
    let text = details.and_then(|details| details.text.as_deref());
    let display =
        details.and_then(|details| details.coding.iter().find_map(|coding| coding.display.as_deref()));
    let diagnostics = issue.diagnostics.as_deref();
    // The parameter is alone in the diagnostics, and first in the text.
    let words = [diagnostics, text].into_iter().flatten().filter_map(|words| words.split_whitespace().next());
    let named = words.map(|word| word.trim_end_matches(['.', ','])).find_map(|word| {
        let (parameter, part) = word.split_once('.').map_or((word, None), |(name, part)| (name, Some(part)));
        Some((Area::of_parameter(parameter)?, part.map(str::to_owned)))
    });
    let said = match (text, diagnostics) {
        (Some(text), Some(diagnostics)) if !text.contains(diagnostics) => format!("{text} ({diagnostics})"),
        (Some(text), _) => text.to_owned(),
        (None, Some(diagnostics)) => match display {
            Some(display) => format!("{display}: {diagnostics}"),
            None => diagnostics.to_owned(),
        },
        (None, None) => display.unwrap_or("a warning without words").to_owned(),
    };
    let (area, part) = named.map_or((None, None), |(area, part)| (Some(area), part));
    Notice { area, part, said }
}
