//! Access Document: its own patient search, the list of documents, one document, its capability statement (structured
//! digest 5). None of its addresses or patient ids is ever another service's.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::client::encode;
use super::decode;
use super::error::Failure;
use super::foundations::{Found, found};
use super::interaction::{About, Call, Capability, Interaction, Scope};
use super::patient::{FoundPatient, NHS_NUMBER, ODS, TracedPatient};
use super::period::Period;
use super::wire::Response;
use crate::fhir::{Bundle, CapabilityStatement, DocumentReference, Resource, base64_binary};

/// What every search must ask for (ADOC-06).
const INCLUDES: [(&str, &str); 5] = [
    ("_include", "DocumentReference:subject:Patient"),
    ("_include", "DocumentReference:custodian:Organization"),
    ("_include", "DocumentReference:author:Organization"),
    ("_include", "DocumentReference:author:Practitioner"),
    ("_revinclude:recurse", "PractitionerRole:practitioner"),
];

/// The patient as the documents service knows them: a type of its own, so that no other service's id can be used here,
/// nor this one elsewhere (ADOC-03).
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentsPatient(FoundPatient);

impl DocumentsPatient {
    /// Who was traced.
    pub fn traced(&self) -> &TracedPatient {
        self.0.traced()
    }

    /// The demographics that the service gave.
    pub fn patient(&self) -> &crate::fhir::Patient {
        self.0.patient()
    }
}

/// `GET /Patient?identifier=…` on the documents root.
#[derive(Clone, Debug)]
pub struct FindDocumentsPatient<'a> {
    /// Who is looked for.
    pub patient: &'a TracedPatient,
}

/// What the documents service returned for one NHS number.
#[derive(Clone, Debug, PartialEq)]
pub enum FoundDocumentsPatient {
    /// It knows no such patient, and says nothing of the reason (ADOC-05).
    Nobody,
    /// One patient, with the same NHS number.
    One(Box<DocumentsPatient>),
    /// Several patients for one NHS number: nobody chooses.
    Several(usize),
}

impl Interaction for FindDocumentsPatient<'_> {
    /// [Find a patient](https://github.com/nhsconnect/gpconnect/blob/feature/1.6.2/pages/access_documents/access_documents_use_case_find_a_patient.md)
    const CALL: Call =
        Call::get("documents:fhir:rest:search:patient-1", Capability::Documents, Scope::PatientRead);
    type Response = FoundDocumentsPatient;

    fn about(&self) -> About<'_> {
        About::Traced(self.patient)
    }
    fn path(&self) -> String {
        "Patient".to_owned()
    }
    fn query(&self) -> Vec<(&'static str, String)> {
        vec![("identifier", format!("{NHS_NUMBER}|{}", self.patient.nhs_number().digits()))]
    }
    fn decode(&self, response: &Response) -> Result<FoundDocumentsPatient, Failure> {
        let bundle = decode::bundle(response)?;
        Ok(match found(&bundle, self.patient, self.patient.practice_ods())? {
            Found::Nobody => FoundDocumentsPatient::Nobody,
            Found::One(found) => FoundDocumentsPatient::One(Box::new(DocumentsPatient(*found))),
            Found::Several(count) => FoundDocumentsPatient::Several(count),
        })
    }
}

/// `GET /Patient/{id}/DocumentReference`, with everything that a search must ask for.
#[derive(Clone, Debug)]
pub struct SearchDocuments<'a> {
    /// Found at the documents service.
    pub patient: &'a DocumentsPatient,
    /// Only those created in this period (filed, where no creation date is known).
    pub created: Option<Period>,
    /// Only those of this organisation, by its ODS code; other authors cannot be searched for (ADOC-09).
    pub author: Option<String>,
    /// Only those with these words in their title or kind.
    pub description: Option<String>,
}

impl Interaction for SearchDocuments<'_> {
    /// [Search for a patient's documents](https://github.com/nhsconnect/gpconnect/blob/feature/1.6.2/pages/access_documents/access_documents_development_search_patient_documents.md)
    const CALL: Call = Call::get(
        "documents:fhir:rest:search:documentreference-1",
        Capability::Documents,
        Scope::PatientRead,
    );
    type Response = Bundle;

    fn about(&self) -> About<'_> {
        About::Found(&self.patient.0)
    }
    fn path(&self) -> String {
        format!("Patient/{}/DocumentReference", encode(self.patient.0.id()))
    }
    fn query(&self) -> Vec<(&'static str, String)> {
        let mut query: Vec<(&'static str, String)> =
            INCLUDES.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        if let Some(created) = &self.created {
            query.extend(created.start.iter().map(|day| ("created", format!("ge{day}"))));
            query.extend(created.end.iter().map(|day| ("created", format!("le{day}"))));
        }
        query.extend(self.author.iter().map(|ods| ("author", format!("{ODS}|{ods}"))));
        query.extend(self.description.iter().map(|words| ("description", words.clone())));
        query
    }
    fn check(&self, _: DateTime<Utc>) -> Result<(), Failure> {
        if let Some(created) = &self.created {
            created.check()?;
        }
        let is_ods = |code: &str| !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if self.author.as_deref().is_some_and(|code| !is_ods(code)) {
            return Err(Failure::not_sent(
                "Documents can be searched by organisation only, using its ODS code: letters and digits.",
            ));
        }
        Ok(())
    }
    fn decode(&self, response: &Response) -> Result<Bundle, Failure> {
        let mut bundle = decode::bundle(response)?;
        // An answer without documents may come without the patient; one with documents says whose they are.
        if bundle.each::<DocumentReference>().next().is_some() || !decode::patients(&bundle)?.is_empty() {
            bundle = decode::about_patient(bundle, self.patient.traced())?;
        }
        if let Some(other) =
            bundle.entries.iter().find(|entry| matches!(entry, Resource::OperationOutcome(_)))
        {
            return Err(decode::unexpected("DocumentReference", other));
        }
        Ok(bundle)
    }
}

/// `GET /Binary/{id}`: one document, at most 5 MB.
#[derive(Clone, Debug)]
pub struct ReadDocument<'a> {
    /// Whose document it is.
    pub patient: &'a TracedPatient,
    /// The document's id, from its address ([`crate::fhir::Binary::id_in`]). Only the id is used, below the practice's own documents
    /// root, so that no answer can send the app elsewhere (ADOC-01).
    pub id: &'a str,
}

/// The content of a document. It is shown and let go; nothing keeps it (ADOC-24).
#[derive(Clone, PartialEq, Eq)]
pub struct DocumentContent {
    /// The media type that the practice's system claims.
    pub content_type: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for DocumentContent {
    /// Never the content.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "DocumentContent({}, {} bytes)", self.content_type, self.bytes.len())
    }
}

impl Interaction for ReadDocument<'_> {
    /// [Retrieve a document](https://github.com/nhsconnect/gpconnect/blob/feature/1.6.2/pages/access_documents/access_documents_development_retrieve_patient_documents.md)
    const CALL: Call =
        Call::get("documents:fhir:rest:read:binary-1", Capability::Documents, Scope::PatientRead);
    type Response = DocumentContent;

    fn about(&self) -> About<'_> {
        About::Traced(self.patient)
    }
    fn path(&self) -> String {
        format!("Binary/{}", encode(self.id))
    }
    fn decode(&self, response: &Response) -> Result<DocumentContent, Failure> {
        let binary = match decode::resource(response)? {
            Resource::Binary(binary) => Arc::unwrap_or_clone(binary),
            other => return Err(decode::unexpected("Binary", &other)),
        };
        let content = binary.base64().ok_or_else(|| Failure::decode("Binary: no content"))?;
        let bytes = base64_binary(content).ok_or_else(|| Failure::decode("Binary: content is not base64"))?;
        Ok(DocumentContent {
            content_type: binary.content_type.as_deref().unwrap_or_default().to_owned(),
            bytes,
        })
    }
}

/// `GET /metadata` of the documents root: which version a practice offers (ADOC-21).
#[derive(Clone, Copy, Debug)]
pub struct ReadDocumentsMetadata;

impl Interaction for ReadDocumentsMetadata {
    /// [Capability statement](https://github.com/nhsconnect/gpconnect/blob/feature/1.6.2/pages/access_documents/access_documents_use_case_get_the_fhir_capability_statement.md)
    const CALL: Call =
        Call::get("documents:fhir:rest:read:metadata-1", Capability::Documents, Scope::OrganizationRead);
    type Response = CapabilityStatement;

    fn about(&self) -> About<'_> {
        About::Nobody
    }
    fn path(&self) -> String {
        "metadata".to_owned()
    }
    fn decode(&self, response: &Response) -> Result<CapabilityStatement, Failure> {
        match decode::resource(response)? {
            Resource::CapabilityStatement(statement) => Ok(Arc::unwrap_or_clone(statement)),
            other => Err(decode::unexpected("CapabilityStatement", &other)),
        }
    }
}
