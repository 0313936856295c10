//! List: the areas of a record, and the inner structure of consultations (structured digest 2.3 to 2.7, 3.5).

use super::lenient::{object, resource};
use super::{Annotation, Code, CodeableConcept, DateTime, Extensions, Reference};

resource! {
    /// A list of items. Query lists have no id.
    pub struct List {
        /// `current`.
        "status" => pub status: Option<Code>,
        /// `snapshot`.
        "mode" => pub mode: Option<Code>,
        /// Its title; never matched on where a code exists.
        "title" => pub title: Option<String>,
        /// Which area, or which level of a consultation.
        "code" => pub code: Option<CodeableConcept>,
        /// The patient.
        "subject" => pub subject: Option<Reference>,
        /// The consultation that it structures.
        "encounter" => pub encounter: Option<Reference>,
        /// When it was made.
        "date" => pub date: Option<DateTime>,
        /// Claimed order; `event-date` is not to be believed, `system` is to be kept.
        "orderedBy" => pub ordered_by: Option<CodeableConcept>,
        /// Warnings and the words for "empty".
        "note" => pub note: Vec<Annotation>,
        /// Its items, in order.
        "entry" => pub entry: Vec<ListEntry>,
        /// Why it has none.
        "emptyReason" => pub empty_reason: Option<CodeableConcept>,
    }
}

object! {
    /// An item of a [`List`].
    pub struct ListEntry {
        /// The item, or words in its place.
        "item" => pub item: Option<Reference>,
        /// True when the item was taken off the list.
        "deleted" => pub deleted: Option<bool>,
        /// When it was put on the list.
        "date" => pub date: Option<DateTime>,
        /// Extensions.
        "extension" => pub extension: Extensions,
    }
}
