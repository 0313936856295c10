//! From a search result to slots: every entry is shown, counted or known to be no slot.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::{Location, Practitioner, Schedule, Search, Slot, Slots, channel, moment, time};
use crate::clinical::order;
use crate::fhir::{self, Bundle, CodeableConcept, Index, Resource};
use crate::format;

/// Slots that no list can show, with the reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Why.
    pub why: WhyLeftOut,
    /// How many.
    pub count: usize,
}

/// Why a slot is in no list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WhyLeftOut {
    /// Its start or end is missing or cannot be read, or the end is not after the start.
    NoTime,
    /// It has no id, so it could not be booked.
    NoId,
    /// Its status is not `free`.
    NotFree,
    /// Its id came twice.
    SentTwice,
    /// The entry could not be read at all.
    Unreadable,
}

impl LeftOut {
    /// Whether a free slot may be missing from the list because of it; one that is not free is not.
    pub fn is_missing(&self) -> bool {
        self.why != WhyLeftOut::NotFree
    }

    /// The matter in one sentence.
    pub fn words(&self) -> String {
        let (slots, were) = if self.count == 1 { ("slot", "was") } else { ("slots", "were") };
        let why = match self.why {
            WhyLeftOut::NoTime => "the start or end time could not be read",
            WhyLeftOut::NoId => "without an id to book with",
            WhyLeftOut::NotFree => "not marked as free",
            WhyLeftOut::SentTwice => "the same id came earlier with different details",
            WhyLeftOut::Unreadable => "the entry could not be read",
        };
        format!("{} {slots} {were} sent but cannot be shown: {why}.", self.count)
    }
}

impl Slots {
    /// Reads a search result. Includes are told from matches by their type, as entries carry no mode (L-4).
    pub fn read(bundle: &Bundle, search: Search) -> Self {
        let index = Index::new(bundle);
        let practice: Arc<str> = Arc::from(search.practice_ods.as_str());
        let mut schedules: HashMap<String, Arc<Schedule>> = HashMap::new();
        let mut slots = Vec::new();
        let mut left_out: HashMap<WhyLeftOut, usize> = HashMap::new();
        let mut warnings = Vec::new();
        let mut complained = false;
        for (position, entry) in bundle.entries.iter().enumerate() {
            let read = match entry {
                Resource::Slot(slot) if index.duplicates().contains(&position) => {
                    let first = index.first_like(position).and_then(|first| index.at(first));
                    let Some(Resource::Slot(first)) = first else { continue };
                    let mut shown = |slot: &fhir::Slot| read_slot(slot, &practice, &index, &mut schedules);
                    // The same slot with the same details a second time is nothing that is missing.
                    if shown(first) == shown(slot) {
                        continue;
                    }
                    Err(WhyLeftOut::SentTwice)
                }
                Resource::Slot(slot) => read_slot(slot, &practice, &index, &mut schedules),
                // Without a type it may have been a slot: counted, never passed over.
                Resource::Unreadable(unreadable)
                    if unreadable.resource_type.as_deref().is_none_or(|kind| kind == "Slot") =>
                {
                    Err(WhyLeftOut::Unreadable)
                }
                Resource::OperationOutcome(outcome) => {
                    warnings.extend(outcome_words(outcome));
                    complained |= outcome.issue.iter().any(|issue| {
                        issue
                            .severity
                            .as_deref()
                            .is_some_and(|severity| matches!(severity, "error" | "fatal"))
                    });
                    continue;
                }
                _ => continue,
            };
            match read {
                Ok(slot) => slots.push(slot),
                Err(why) => *left_out.entry(why).or_default() += 1,
            }
        }
        order::by(&mut slots, |a, b| {
            (time::wall(&a.start).map(|wall| wall.date()), moment(&a.start))
                .cmp(&(time::wall(&b.start).map(|wall| wall.date()), moment(&b.start)))
                .then_with(|| a.schedule.practitioner.shown().cmp(b.schedule.practitioner.shown()))
                .then_with(|| a.id.cmp(&b.id))
        });
        let odd = slots.iter().filter(|slot| slot.has_odd_offset()).count();
        if odd > 0 {
            warnings.push(format!(
                "{odd} of the times came with an offset that the UK does not have on that day. They are shown as sent: confirm the time with the practice."
            ));
        }
        let unread = bundle.skipped.iter().filter(|skipped| is_shown(index.at(skipped.entry))).count();
        if unread > 0 {
            warnings.push(format!(
                "{unread} details in the practice's answer could not be read and are shown as not stated."
            ));
        }
        let mut left_out: Vec<LeftOut> =
            left_out.into_iter().map(|(why, count)| LeftOut { why, count }).collect();
        order::by_key(&mut left_out, |left_out| left_out.why);
        Self { search, slots, left_out, warnings, complained }
    }
}

fn is_shown(entry: Option<&Resource>) -> bool {
    matches!(
        entry,
        Some(Resource::Slot(_) | Resource::Schedule(_) | Resource::Practitioner(_) | Resource::Location(_))
    )
}

fn read_slot(
    slot: &fhir::Slot,
    practice: &Arc<str>,
    index: &Index,
    schedules: &mut HashMap<String, Arc<Schedule>>,
) -> Result<Slot, WhyLeftOut> {
    if slot.status.as_deref() != Some("free") {
        return Err(WhyLeftOut::NotFree);
    }
    let id = slot.id.as_deref().ok_or(WhyLeftOut::NoId)?;
    let start = slot.start.clone().ok_or(WhyLeftOut::NoTime)?;
    let end = slot.end.clone().ok_or(WhyLeftOut::NoTime)?;
    let minutes = match (moment(&start), moment(&end)) {
        (Some(from), Some(until)) if until > from => (until - from).num_minutes(),
        _ => return Err(WhyLeftOut::NoTime),
    };
    let reference = slot.schedule.as_ref();
    let schedule = match reference.and_then(|reference| reference.id_of("Schedule")) {
        Some(schedule_id) => schedules
            .entry(schedule_id.to_owned())
            .or_insert_with(|| Arc::new(schedule(schedule_id, index.get::<fhir::Schedule>(reference), index)))
            .clone(),
        None => Arc::default(),
    };
    Ok(Slot {
        practice: practice.clone(),
        id: id.to_owned(),
        day: start.date(),
        begins: time::begins(&start),
        start,
        end,
        minutes,
        channel: slot.extension.named("DeliveryChannel").and_then(|sent| sent.code()).map(channel),
        slot_type: concepts(&slot.service_type),
        service_type: slot.service_type.clone(),
        schedule,
    })
}

fn schedule(id: &str, sent: Option<&fhir::Schedule>, index: &Index) -> Schedule {
    let Some(sent) = sent else {
        return Schedule { id: Some(id.to_owned()), ..Schedule::default() };
    };
    // Each once: who is named twice is still one.
    let actors = |kind: &'static str| {
        let mut known = BTreeSet::new();
        sent.actor.iter().filter(move |actor| actor.id_of(kind).is_some_and(|id| known.insert(id)))
    };
    let practitioners = actors("Practitioner").map(|actor| {
        let read = index.get::<fhir::Practitioner>(Some(actor));
        let mut shown = Practitioner::of(actor.id_of("Practitioner"), read);
        // An actor without a type might be a place: only a Practitioner's own words count.
        shown.name = shown.name.or_else(|| actor.display.clone());
        shown
    });
    let locations = actors("Location").map(|actor| {
        let mut shown = Location::of(actor.id_of("Location"), index.get::<fhir::Location>(Some(actor)));
        shown.name = shown.name.or_else(|| actor.display.clone());
        shown
    });
    Schedule {
        id: Some(id.to_owned()),
        session: sent.service_category.as_ref().and_then(concept),
        role: sent.extension.named("PractitionerRole").and_then(|sent| sent.concept()).and_then(concept),
        practitioner: Practitioner::together(practitioners.collect()),
        location: Location::together(locations.collect()),
    }
}

/// A concept in words, text before coding (L-17); `None` when it says nothing.
pub(in crate::clinical) fn concept(concept: &CodeableConcept) -> Option<String> {
    let says =
        concept.text.is_some() || concept.coding.iter().any(|c| c.display.is_some() || c.code.is_some());
    says.then(|| format::concept(concept).into_owned())
}

/// Concepts in words with a comma between.
pub(in crate::clinical) fn concepts(sent: &[CodeableConcept]) -> Option<String> {
    let words: Vec<String> = sent.iter().filter_map(concept).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

/// What an OperationOutcome among the entries says: a practice may warn beside its slots.
pub(in crate::clinical) fn outcome_words(outcome: &fhir::OperationOutcome) -> Vec<String> {
    let words = |issue: &fhir::Issue| {
        issue
            .diagnostics
            .clone()
            .or_else(|| issue.details.as_ref().and_then(concept))
            .map(|said| format!("The practice adds: {said}"))
    };
    outcome.issue.iter().filter_map(words).collect()
}
