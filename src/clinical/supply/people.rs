//! What of an area is not, or not surely, the patient's: said beside it, whatever the area (ARH-24).
//!
//! Who an entry is about is settled before any view is built; see [`Bundle::about`](crate::fhir::Bundle::about).

use super::OnLists;
use crate::clinical::area::{Area, ListKind, WarningKind};
use crate::clinical::areas::Areas;
use crate::clinical::{Item, Placing};
use crate::fhir::{Kind, List, Resource};

/// How many entries are named in a warning.
const NAMED: usize = 5;

/// Says how many entries of the area are set apart, and which ones name somebody who is not in the response.
pub(super) fn warnings(placing: &Placing, area: Area) -> Vec<(WarningKind, String)> {
    let mut warnings = Vec::new();
    let index = placing.index();
    let bundle = index.bundle();
    let is_apart = |entry: &Resource| matches!(entry, Resource::SomebodyElses(_));
    if bundle.unclear.is_empty() && !bundle.entries.iter().any(is_apart) {
        return warnings;
    }
    let areas = Areas::of(index);
    let listed = OnLists::of(index, area);
    let is_here = |position: usize, resource: &Resource| {
        listed.names(position) || areas.area(position, resource) == Some(area)
    };

    let mut apart: Vec<&str> = Vec::new();
    let mut count = 0;
    for (position, entry) in bundle.entries.iter().enumerate() {
        if let Resource::SomebodyElses(this) = entry
            && is_here(position, &this.resource)
        {
            count += 1;
            if !apart.contains(&this.who.as_str()) {
                apart.push(&this.who);
            }
        }
    }
    if count > 0 {
        let (are, them) = if count == 1 { ("entry is", "It is") } else { ("entries are", "They are") };
        warnings.push((
            WarningKind::SomebodyElses,
            format!(
                "{count} {are} about somebody else ({}). {them} not shown here, but listed separately under other items.",
                apart.join(", ")
            ),
        ));
    }

    let mut unclear: Vec<String> = Vec::new();
    let mut named: Vec<&str> = Vec::new();
    for (position, words) in &bundle.unclear {
        let Some(entry) = index.at(*position) else { continue };
        let is_list = List::of(entry).is_some_and(|list| ListKind::of(list) == ListKind::Primary(area));
        if is_list {
            unclear.push("the list itself".to_owned());
        } else if is_here(*position, entry) {
            unclear.push(Item::of(placing, Some(*position), entry).text.words());
        } else {
            continue;
        }
        if !named.contains(&words.as_str()) {
            named.push(words);
        }
    }
    if !unclear.is_empty() {
        let more = unclear.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let entries: Vec<&str> = unclear.iter().take(NAMED).map(String::as_str).collect();
        warnings.push((
            WarningKind::WhoseUnclear,
            format!(
                "{} came in this patient’s record, but give their patient as {}. They are shown; check with the practice before \
                 you rely on them: {}{more}.",
                if unclear.len() == 1 { "1 entry".to_owned() } else { format!("{} entries", unclear.len()) },
                named.join(", "),
                entries.join("; ")
            ),
        ));
    }
    warnings
}
