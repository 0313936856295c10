//! Composition and Device, as Access Record HTML sends them (HTML digest 1.6, 1.7).

use super::lenient::{object, resource};
use super::{Code, CodeableConcept, DateTime, Narrative, Reference};

resource! {
    /// A record section's envelope.
    pub struct Composition {
        /// When it was made.
        "date" => pub date: Option<DateTime>,
        /// Constant; may be missing.
        "type" => pub kind: Option<CodeableConcept>,
        /// Constant; may be missing.
        "class" => pub class: Option<CodeableConcept>,
        /// Constant.
        "title" => pub title: Option<String>,
        /// `final`.
        "status" => pub status: Option<Code>,
        /// The patient.
        "subject" => pub subject: Option<Reference>,
        /// Device, or in truth the practitioner.
        "author" => pub author: Vec<Reference>,
        /// The practice; may be broken.
        "custodian" => pub custodian: Option<Reference>,
        /// The section; one is expected.
        "section" => pub section: Vec<Section>,
    }
}

object! {
    /// A record section.
    pub struct Section {
        /// Its title.
        "title" => pub title: Option<String>,
        /// Its code, which must be the one asked for.
        "code" => pub code: Option<CodeableConcept>,
        /// Its HTML.
        "text" => pub text: Option<Narrative>,
        /// Sections below it.
        "section" => pub section: Vec<Section>,
    }
}

resource! {
    /// The system that made a section.
    pub struct Device {
        /// Constant.
        "type" => pub kind: Option<CodeableConcept>,
        /// Who made the system.
        "manufacturer" => pub manufacturer: Option<String>,
        /// Its model.
        "model" => pub model: Option<String>,
        /// Its version.
        "version" => pub version: Option<String>,
        /// Who runs it.
        "owner" => pub owner: Option<Reference>,
    }
}
