//! DocumentReference and Binary (digest 5.4, 7.20).

use super::lenient::{object, resource};
use super::{Attachment, Code, CodeableConcept, DateTime, Identifier, Period, Reference};

resource! {
    /// A document's data; its content is fetched apart.
    pub struct DocumentReference {
        /// The version's identifier.
        "masterIdentifier" => pub master_identifier: Option<Identifier>,
        /// `current`.
        "status" => pub status: Option<Code>,
        /// Its kind.
        "type" => pub kind: Option<CodeableConcept>,
        /// Its class.
        "class" => pub class: Option<CodeableConcept>,
        /// The patient.
        "subject" => pub subject: Option<Reference>,
        /// When it was made or edited.
        "created" => pub created: Option<DateTime>,
        /// When it came into the GP system.
        "indexed" => pub indexed: Option<DateTime>,
        /// Who wrote it.
        "author" => pub author: Vec<Reference>,
        /// Who keeps it.
        "custodian" => pub custodian: Option<Reference>,
        /// Its title.
        "description" => pub description: Option<String>,
        /// Security labels, such as NOPAT.
        "securityLabel" => pub security_label: Vec<CodeableConcept>,
        /// Where to fetch it.
        "content" => pub content: Vec<DocumentContent>,
        /// What it belongs to.
        "context" => pub context: Option<Box<DocumentContext>>,
    }
}

object! {
    /// A form of a document.
    pub struct DocumentContent {
        /// Where to fetch it.
        "attachment" => pub attachment: Option<Attachment>,
    }
}

object! {
    /// What a document belongs to.
    pub struct DocumentContext {
        /// The consultation.
        "encounter" => pub encounter: Option<Reference>,
        /// The kind of practice.
        "practiceSetting" => pub practice_setting: Option<CodeableConcept>,
        /// When the care took place.
        "period" => pub period: Option<Period>,
        /// The patient as the source knew them.
        "sourcePatientInfo" => pub source_patient_info: Option<Reference>,
        /// Other things.
        "related" => pub related: Vec<DocumentRelated>,
    }
}

object! {
    /// Another thing that a document belongs to.
    pub struct DocumentRelated {
        /// Its identifier.
        "identifier" => pub identifier: Option<Identifier>,
        /// The thing.
        "ref" => pub reference: Option<Reference>,
    }
}

resource! {
    /// A document's content.
    pub struct Binary {
        /// Media type.
        "contentType" => pub content_type: Option<Code>,
        /// Base64.
        "content" => pub content: Option<String>,
    }
}
