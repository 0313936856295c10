//! DocumentReference and Binary (structured digest 5.4, 7.20).

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use percent_encoding::percent_decode_str;

use super::lenient::{object, resource};
use super::{Attachment, Code, CodeableConcept, DateTime, Identifier, Period, Reference, is_id};

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
        /// The same under the name that later releases give it.
        "data" => pub data: Option<String>,
    }
}

impl Binary {
    /// The content in base64, by whichever name.
    pub fn base64(&self) -> Option<&str> {
        self.content.as_deref().or(self.data.as_deref())
    }

    /// The id in an address of a document's content, which is not always plain: `Binary/1`, `…/Binary/1/_history/2`, behind
    /// a proxy, with the address of the practice's system encoded in it, with a query.
    pub fn id_in(address: &str) -> Option<String> {
        let address = percent_decode_str(address.trim()).decode_utf8().ok()?;
        let address = address.split(['?', '#']).next().unwrap_or_default();
        let address = address.split_once("/_history").map_or(address, |(before, _)| before);
        let (front, id) = address.trim_end_matches('/').rsplit_once('/')?;
        (front.rsplit('/').next() == Some("Binary") && is_id(id)).then(|| id.to_owned())
    }
}

/// The bytes of a base64Binary: lines may be broken, the filling at the end may be missing.
pub fn base64_binary(text: &str) -> Option<Vec<u8>> {
    const LENIENT: GeneralPurpose = GeneralPurpose::new(
        &alphabet::STANDARD,
        GeneralPurposeConfig::new()
            .with_decode_allow_trailing_bits(true)
            .with_decode_padding_mode(DecodePaddingMode::Indifferent),
    );
    let letters: Vec<u8> = text
        .bytes()
        .filter(|byte| !byte.is_ascii_whitespace())
        .map(|byte| match byte {
            // The alphabet of addresses.
            b'-' => b'+',
            b'_' => b'/',
            byte => byte,
        })
        .collect();
    LENIENT.decode(letters).ok()
}
