//! Collects every allergy of a response, wherever it is, so that none is lost (ARS-14, ARS-27, ARS-67).

use std::collections::BTreeSet;

use super::{Allergies, Allergy, NoKnown, Supply};
use crate::clinical::Placing;
use crate::clinical::area::{Area, ListKind, WarningKind};
use crate::clinical::order;
use crate::clinical::person::NOT_INCLUDED;
use crate::clinical::term::of_allergy;
use crate::fhir::{AllergyIntolerance, Kind, List, Resolved};

/// Which list names an allergy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Listed {
    Active,
    Ended,
    Nowhere,
}

/// Reads all allergies: entries of the response, and those inside the lists of ended ones.
pub(super) fn gather<'a>(placing: &Placing<'a>, supply: &mut Supply<'a>) -> Allergies {
    let mut all = Allergies::default();
    let mut active_positions = BTreeSet::new();
    let mut ended_positions = BTreeSet::new();

    let mut outside = 0;

    for (_, list) in placing.bundle().each::<List>() {
        let (listed, positions) = match ListKind::of(list) {
            ListKind::Primary(Area::Allergies) => (Listed::Active, Some(&mut active_positions)),
            ListKind::EndedAllergies => (Listed::Ended, Some(&mut ended_positions)),
            _ => (Listed::Nowhere, None),
        };
        if let Some(positions) = positions {
            for entry in &list.entry {
                let item = entry.item.as_ref();
                match item.map(|item| placing.index().resolve(item)) {
                    Some(Resolved::Found(found)) => positions.extend(found.position),
                    other => all.not_included.push(words_of(other)),
                }
            }
        }
        for contained in list.contained.iter().filter_map(AllergyIntolerance::of) {
            // Sent as an entry too, word for word: it is shown once, where the list says.
            if let Some(twin) = twin_of(placing, contained) {
                match listed {
                    Listed::Active => active_positions.insert(twin),
                    Listed::Ended => ended_positions.insert(twin),
                    Listed::Nowhere => false,
                };
                continue;
            }
            outside += usize::from(add(&mut all, placing, contained, listed));
        }
    }

    for (position, sent) in placing.each::<AllergyIntolerance>() {
        if placing.is_repeated(position) {
            continue;
        }
        let listed = if active_positions.contains(&position) {
            Listed::Active
        } else if ended_positions.contains(&position) {
            Listed::Ended
        } else {
            Listed::Nowhere
        };
        outside += usize::from(add(&mut all, placing, sent, listed));
    }
    if outside > 0 && supply.has_primary() {
        supply.warn(
            WarningKind::OutsideList,
            format!("{outside} shown here came with other items and is not on the practice's own list of allergies."),
        );
    }
    order::by_key(&mut all.active, Allergy::order);
    order::by_key(&mut all.ended, Allergy::order);
    order::by_key(&mut all.in_error, Allergy::order);
    all
}

/// The entry that says word for word what is inside a list, but for its id: one allergy, sent twice.
pub fn twin_of(placing: &Placing, contained: &AllergyIntolerance) -> Option<usize> {
    let entries = placing.bundle().each::<AllergyIntolerance>();
    let bare = |sent: &AllergyIntolerance| AllergyIntolerance { id: None, meta: None, ..sent.clone() };
    let said = bare(contained);
    entries.filter(|(position, _)| !placing.is_repeated(*position)).find_map(|(position, sent)| {
        (sent.clinical_status == said.clinical_status && bare(sent) == said).then_some(position)
    })
}

/// Whether what is inside a list and an entry are one allergy, as far as can be told, though they differ.
fn is_same(one: &AllergyIntolerance, other: &AllergyIntolerance) -> bool {
    let is_same_id = one.id.is_some() && one.id == other.id;
    let words = |sent: &AllergyIntolerance| of_allergy(sent).words.to_lowercase();
    let has_date = one.asserted_date.is_some() || one.onset_date_time.is_some();
    let is_same_date =
        has_date && one.asserted_date == other.asserted_date && one.onset_date_time == other.onset_date_time;
    is_same_id || (words(one) == words(other) && is_same_date)
}

/// Whether an allergy was sent in the other place too, as an entry or inside a list, and differs from this one.
fn differs(placing: &Placing, sent: &AllergyIntolerance) -> bool {
    let inside = placing.bundle().each::<List>().flat_map(|(_, list)| &list.contained);
    let inside: Vec<&AllergyIntolerance> = inside.filter_map(AllergyIntolerance::of).collect();
    let is_inside = inside.iter().any(|one| std::ptr::eq(*one, sent));
    if is_inside {
        placing.bundle().each::<AllergyIntolerance>().any(|(_, entry)| is_same(sent, entry))
    } else {
        inside.iter().any(|one| is_same(one, sent) && twin_of(placing, one).is_none())
    }
}

/// Adds one allergy where it belongs; true when no list names an active one.
fn add<'a>(all: &mut Allergies, placing: &Placing<'a>, sent: &'a AllergyIntolerance, listed: Listed) -> bool {
    let status = sent.clinical_status.as_deref().map(str::trim);
    let is_error = "entered-in-error";
    if sent.verification_status.as_deref() == Some(is_error) || status == Some(is_error) {
        let mut allergy = Allergy::read(placing, sent);
        allergy.remarks.push("Entered in error".to_owned());
        all.in_error.push(allergy);
        return false;
    }
    let is_ended = match status {
        Some("resolved" | "inactive") => true,
        Some("active") => false,
        // A status that says nothing: what the list says; shown as active when in doubt.
        _ => listed == Listed::Ended,
    };
    if !is_ended && let Some(statement) = NoKnown::read(placing, sent) {
        all.no_known.push(statement);
        return false;
    }
    let mut allergy = Allergy::read(placing, sent);
    let mut remark = |words: &str| allergy.remarks.push(words.to_owned());
    match (is_ended, listed) {
        (true, Listed::Active) => remark("Marked as ended, but on the practice's list of active allergies"),
        (false, Listed::Ended) => remark("Marked as active, but on the practice's list of ended allergies"),
        (false, Listed::Nowhere) => remark("Not on the practice's list of allergies"),
        (true, Listed::Ended | Listed::Nowhere) | (false, Listed::Active) => {}
    }
    if differs(placing, sent) {
        remark("Sent twice, and the two differ");
    }
    if !is_ended && !matches!(status, Some("active")) {
        remark("Status not stated by the practice");
    }
    if is_ended {
        allergy.ended.get_or_insert_default();
        all.ended.push(allergy);
    } else {
        all.active.push(allergy);
    }
    !is_ended && listed == Listed::Nowhere
}

fn words_of(resolved: Option<Resolved>) -> String {
    match resolved {
        Some(Resolved::Text(words)) => words.to_owned(),
        Some(Resolved::Missing { display: Some(display) }) => display.to_owned(),
        Some(Resolved::Found(_) | Resolved::Missing { display: None }) | None => NOT_INCLUDED.to_owned(),
    }
}
