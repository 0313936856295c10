//! The ids of one message, passed in so that the same ids give the same bytes.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// An id for each resource; all new for every message, a replacement and a message sent again after a correction too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MessageIds {
    /// The message bundle.
    pub bundle: Uuid,
    /// MessageHeader: an acknowledgement names it.
    pub header: Uuid,
    /// The header's Organization.
    pub header_organisation: Uuid,
    /// The document bundle, and the identifier of its Composition: a replacement names it, by whichever of the two a receiver
    /// looks for.
    pub document: Uuid,
    /// Composition.
    pub composition: Uuid,
    /// Practitioner.
    pub practitioner: Uuid,
    /// The custodian.
    pub organisation: Uuid,
    /// Patient.
    pub patient: Uuid,
    /// The PDF, then one for each attachment.
    pub binaries: Vec<Uuid>,
}

impl MessageIds {
    /// Ids for a summary with so many attachments, from a source of new ones.
    pub fn new(attachments: usize, mut next: impl FnMut() -> Uuid) -> Self {
        Self {
            bundle: next(),
            header: next(),
            header_organisation: next(),
            document: next(),
            composition: next(),
            practitioner: next(),
            organisation: next(),
            patient: next(),
            binaries: (0..=attachments).map(|_| next()).collect(),
        }
    }

    /// The same document in another message: for a try after MESH could not deliver, when the practice never saw the first.
    pub fn for_another_try(&self, mut next: impl FnMut() -> Uuid) -> Self {
        Self { bundle: next(), header: next(), header_organisation: next(), ..self.clone() }
    }

    /// Whether there is one for each resource, none twice, none nil and none that was used by what is replaced.
    pub(super) fn are_for(&self, attachments: usize, replaced: Option<Uuid>) -> bool {
        let single = [
            self.bundle,
            self.header,
            self.header_organisation,
            self.document,
            self.composition,
            self.practitioner,
            self.organisation,
            self.patient,
        ];
        let all: Vec<Uuid> =
            single.into_iter().chain(self.binaries.iter().copied()).chain(replaced).collect();
        let distinct: BTreeSet<&Uuid> = all.iter().filter(|id| !id.is_nil()).collect();
        self.binaries.len() > attachments && distinct.len() == all.len()
    }
}
