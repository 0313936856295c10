//! Access Document: find a patient, search, retrieve (structured digest 5).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};

use super::foundations::identifier;
use crate::sandbox::door::outcome::Refusal;
use crate::sandbox::door::request::Call;
use crate::sandbox::provider::{Listed, Provider};
use crate::sandbox::resource::document::{self, OUTSIDE_ODS, file_type};
use crate::sandbox::resource::files::bytes;
use crate::sandbox::resource::members::{set, text};
use crate::sandbox::resource::people;
use crate::sandbox::resource::record_place::RecordPlace;
use crate::sandbox::resource::searchset::searchset;
use crate::sandbox::world::calendar::{self, Calendar};
use crate::sandbox::world::patient::{AtPractice, is_nhs_number};
use crate::sandbox::world::practices::Practice;
use crate::sandbox::world::record::{Content, Document};
use crate::sandbox::world::records;
use crate::sandbox::world::uk;

/// Before every patient id of this service: its ids are not those of Foundations (ADOC-03).
const ID_PREFIX: &str = "d";

/// What a search must ask for.
const INCLUDES: [&str; 4] = [
    "DocumentReference:subject:Patient",
    "DocumentReference:custodian:Organization",
    "DocumentReference:author:Organization",
    "DocumentReference:author:Practitioner",
];

impl Provider {
    /// `GET /Patient?identifier=` on the documents root: regular patients, and those who died of late.
    pub(in crate::sandbox) fn documents_find_patient(
        &self,
        call: &Call<'_>,
        practice: &'static Practice,
        now: DateTime<Utc>,
    ) -> Result<Value, Refusal> {
        let (system, number) = identifier(call).map_err(|_| Refusal::invalid_parameter("identifier"))?;
        if system != "https://fhir.nhs.uk/Id/nhs-number" {
            return Err(Refusal::invalid_parameter("identifier has an unknown system"));
        }
        if !is_nhs_number(number) {
            return Err(Refusal::invalid_nhs_number("Invalid NHS number in request"));
        }
        let listed = self.listed(practice, number).filter(has_documents);
        let found = listed.map(|listed| self.documents_patient(&listed, practice, uk::today(now)));
        Ok(searchset(call.trace_id(), found.into_iter().collect()))
    }

    fn documents_patient(&self, listed: &Listed<'_>, practice: &Practice, today: NaiveDate) -> Value {
        let mut resource = self.patient_resource(listed, practice, today);
        set(&mut resource, "id", json!(format!("{ID_PREFIX}{}", listed.id)));
        resource
    }

    /// `GET /Patient/[id]/DocumentReference`.
    pub(in crate::sandbox) fn search_documents(
        &self,
        id: &str,
        call: &Call<'_>,
        practice: &'static Practice,
        now: DateTime<Utc>,
    ) -> Result<Value, Refusal> {
        let includes = call.values("_include");
        let complete = INCLUDES.iter().all(|one| includes.contains(one))
            && call.values("_revinclude:recurse") == ["PractitionerRole:practitioner"];
        if !complete {
            return Err(Refusal::invalid_parameter(
                "The mandatory _include and _revinclude:recurse are not all there",
            ));
        }
        let listed = self.documents_listed(id, practice).ok_or_else(Refusal::patient_not_found)?;
        if listed.patient.at_practice == AtPractice::NoConsent {
            return Err(Refusal::no_patient_consent());
        }
        let filter = Filter::read(call)?;
        let today = uk::today(now);
        let record = records::record(listed.patient, Calendar { today });
        let place = RecordPlace {
            patient_id: listed.id.clone(),
            practice,
            documents_root: call.root(),
            stamp: uk::stamp(now),
        };
        let mut resources = vec![
            self.documents_patient(&listed, practice, today),
            people::organization(practice, self.behaviour),
        ];
        let subject = format!("Patient/{ID_PREFIX}{}", listed.id);
        for one in record.documents.iter().filter(|one| filter.holds(one, practice)) {
            let (mut reference, author) = document::reference(one, &place);
            set(&mut reference, "subject", json!({ "reference": subject }));
            resources.push(reference);
            resources.extend(author);
        }
        let mut bundle = searchset(call.trace_id(), resources);
        for entry in bundle.get_mut("entry").and_then(Value::as_array_mut).into_iter().flatten() {
            let resource = entry.get("resource").cloned().unwrap_or_default();
            let address =
                format!("{}/{}/{}", call.root(), text(&resource, "resourceType"), text(&resource, "id"));
            set(entry, "fullUrl", json!(address));
        }
        Ok(bundle)
    }

    /// `GET /Binary/[id]`: unknown and too large are not told apart.
    pub(in crate::sandbox) fn read_binary(
        &self,
        id: &str,
        practice: &'static Practice,
        now: DateTime<Utc>,
    ) -> Result<Value, Refusal> {
        let missing = || Refusal::not_found("NO_RECORD_FOUND", "document");
        let (patient, name) = id.split_once('-').ok_or_else(missing)?;
        let listed = self.listed_by_id(practice, patient).filter(has_documents).ok_or_else(missing)?;
        if listed.patient.at_practice == AtPractice::NoConsent {
            return Err(Refusal::no_patient_consent());
        }
        let record = records::record(listed.patient, Calendar { today: uk::today(now) });
        let found = record.documents.iter().find(|one| one.id == name);
        let one = found.filter(|one| !matches!(one.content, Content::TooLarge(_))).ok_or_else(missing)?;
        Ok(json!({
            "resourceType": "Binary",
            "id": id,
            "meta": { "versionId": "1" },
            "contentType": file_type(one),
            "content": STANDARD.encode(bytes(one)),
        }))
    }

    fn documents_listed(&self, id: &str, practice: &Practice) -> Option<Listed<'_>> {
        self.listed_by_id(practice, id.strip_prefix(ID_PREFIX)?).filter(has_documents)
    }
}

/// Whether the documents service knows the patient: registered for good, not hidden.
fn has_documents(listed: &Listed<'_>) -> bool {
    !listed.temporary && listed.patient.at_practice != AtPractice::Hidden
}

/// The optional parameters of a search (structured digest 5.3).
#[derive(Default)]
struct Filter {
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    author: Option<String>,
    words: Option<String>,
}

impl Filter {
    fn read(call: &Call<'_>) -> Result<Self, Refusal> {
        let mut filter = Filter::default();
        for value in call.values("created") {
            let bad = || Refusal::invalid_parameter(format!("created: {value}"));
            let day = |date: &str| date.get(..10).and_then(|day| day.parse().ok());
            match (value.strip_prefix("ge"), value.strip_prefix("le")) {
                (Some(date), _) if filter.from.is_none() => filter.from = Some(day(date).ok_or_else(bad)?),
                (_, Some(date)) if filter.until.is_none() => filter.until = Some(day(date).ok_or_else(bad)?),
                _ => return Err(bad()),
            }
        }
        if let Some(author) = call.values("author").first() {
            let code = author.strip_prefix("https://fhir.nhs.uk/Id/ods-organization-code|");
            let code = code.ok_or_else(|| {
                Refusal::invalid_parameter("author must be an organisation by its ODS code")
            })?;
            filter.author = Some(code.to_owned());
        }
        filter.words = call.values("description").first().map(|words| words.to_lowercase());
        Ok(filter)
    }

    fn holds(&self, one: &Document, practice: &Practice) -> bool {
        // Without a date of its own a document is matched by the day it was filed.
        let date = one.created.as_deref().unwrap_or(&one.indexed);
        let (first, last) = calendar::interval(date).unwrap_or_default();
        let words = format!("{} {}", one.title, one.kind).to_lowercase();
        let ods = match one.from {
            Some(_) => OUTSIDE_ODS,
            None => practice.ods,
        };
        self.from.is_none_or(|from| last >= from)
            && self.until.is_none_or(|until| first <= until)
            && self.words.as_ref().is_none_or(|wanted| words.contains(wanted))
            && self.author.as_ref().is_none_or(|author| author == ods)
    }
}
