//! Tasks for a practice, as `Order` and `Basic` of DSTU2 (HTML digest 6.2): the specification was withdrawn in February 2018,
//! and no live practice offers it. Whom and what a task names are looked up at the address that receives it, because ids of
//! another service root may mean somebody else there (FND-22).

mod kept;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

pub use kept::{Kept, Unlike};

use super::decode;
use super::error::Failure;
use super::foundations::{Found, found};
use super::interaction::{About, Call, Capability, Interaction, Scope};
use super::patient::{FoundPatient, NHS_NUMBER_DSTU2, TracedPatient};
use super::wire::Response;
use crate::fhir::{Resource, sendable};
use crate::format::{narrative, uk_time};

const ORDER_PROFILE: &str = "http://fhir.nhs.net/StructureDefinition/gpconnect-task-order-1";
const BASIC_PROFILE: &str = "http://fhir.nhs.net/StructureDefinition/gpconnect-task-description-basic-1";
const NARRATIVE: &str = "http://fhir.nhs.net/ValueSet/gpconnect-task-narrative-1";
const TYPE: &str = "http://fhir.nhs.net/ValueSet/gpconnect-task-type-1";
const ODS_DSTU2: &str = "http://fhir.nhs.net/Id/ods-organization-code";

/// `GET /Patient?identifier=…|number` below the root that receives tasks.
#[derive(Clone, Debug)]
pub struct FindTaskPatient<'a> {
    /// Who is looked for, at the registered practice.
    pub patient: &'a TracedPatient,
}

impl Interaction for FindTaskPatient<'_> {
    /// [Find a patient](https://github.com/nhsconnect/gpconnect/blob/release/0.5.0/pages/foundations/foundations_use_case_find_a_patient.md)
    const CALL: Call = Call::get("fhir:rest:search:patient", Capability::Html, Scope::PatientRead);
    type Response = Found;

    fn about(&self) -> About<'_> {
        About::Traced(self.patient)
    }
    fn path(&self) -> String {
        "Patient".to_owned()
    }
    fn query(&self) -> Vec<(&'static str, String)> {
        vec![("identifier", format!("{NHS_NUMBER_DSTU2}|{}", self.patient.nhs_number().digits()))]
    }
    fn decode(&self, response: &Response) -> Result<Found, Failure> {
        found(&decode::bundle(response)?, self.patient, self.patient.practice_ods())
    }
}

/// An organisation as the receiver knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Logical id at the receiver.
    pub id: String,
    /// Name there.
    pub name: Option<String>,
}

/// `GET /Organization?identifier=…|code` below the root that receives tasks.
#[derive(Clone, Debug)]
pub struct FindTaskOrganization<'a> {
    /// ODS code.
    pub ods: &'a str,
}

impl Interaction for FindTaskOrganization<'_> {
    /// [Find an organisation](https://github.com/nhsconnect/gpconnect/blob/release/0.5.0/pages/foundations/foundations_use_case_find_an_organisation.md)
    const CALL: Call = Call::get("fhir:rest:search:organization", Capability::Html, Scope::OrganizationRead);
    /// Nobody where the receiver does not know the code.
    type Response = Option<Party>;

    fn about(&self) -> About<'_> {
        About::Nobody
    }
    fn path(&self) -> String {
        "Organization".to_owned()
    }
    fn query(&self) -> Vec<(&'static str, String)> {
        vec![("identifier", format!("{ODS_DSTU2}|{}", self.ods))]
    }
    /// Only an organisation that carries the code counts, and nobody chooses between two.
    fn decode(&self, response: &Response) -> Result<Option<Party>, Failure> {
        let mut parties = Vec::new();
        for entry in decode::bundle(response)?.entries {
            match entry {
                Resource::Organization(one)
                    if one.ods().is_some_and(|ods| ods.eq_ignore_ascii_case(self.ods)) =>
                {
                    let id = one.id.as_deref().map(str::to_owned);
                    let id = id.ok_or_else(|| Failure::decode("Organization: no id"))?;
                    parties.push(Party { id, name: one.name.clone() });
                }
                Resource::Organization(_) => {}
                other => return Err(decode::unexpected("Organization", &other)),
            }
        }
        match parties.len() {
            0 | 1 => Ok(parties.pop()),
            several => Err(Failure::decode(format!("Bundle: {several} Organizations with one code"))),
        }
    }
}

/// What kind of task it is; there are two, and no urgency (HTML digest 6.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskType {
    /// To be known.
    InformationOnly,
    /// To be done.
    ActionNeeded,
}

impl TaskType {
    /// Its code in the value set.
    pub fn code(self) -> &'static str {
        match self {
            Self::InformationOnly => "1",
            Self::ActionNeeded => "2",
        }
    }

    /// Its words, there and on screen.
    pub fn words(self) -> &'static str {
        match self {
            Self::InformationOnly => "Information Only",
            Self::ActionNeeded => "Action Needed",
        }
    }
}

/// `POST /Order`: one task, about one patient, from one organisation to another.
#[derive(Clone, Debug)]
pub struct SendTask<'a> {
    /// Found below the root that receives it.
    pub patient: &'a FoundPatient,
    /// Their name, for whoever reads it there.
    pub patient_name: &'a str,
    /// Ours; the same for as long as the draft lives, so that a duplicate can be recognised.
    pub identifier: &'a str,
    /// To be known or to be done.
    pub kind: TaskType,
    /// The text, as it is to be read.
    pub text: &'a str,
    /// Who sends it.
    pub source: &'a Party,
    /// Their name.
    pub source_name: &'a str,
    /// Who receives it.
    pub target: &'a Party,
    /// Their name.
    pub target_name: &'a str,
    /// The UK's day on which it is sent.
    pub date: NaiveDate,
}

impl Interaction for SendTask<'_> {
    /// [Send a task](https://github.com/nhsconnect/gpconnect/blob/5b81496efde0fbf11506e65059a3b81481f2bf66/pages/tasks/tasks_use_case_send_a_task.md)
    const CALL: Call = Call::post("fhir:rest:create:order", Capability::Html, Scope::PatientWrite);
    type Response = Kept;

    fn about(&self) -> About<'_> {
        About::Found(self.patient)
    }
    fn path(&self) -> String {
        "Order".to_owned()
    }
    fn wants_representation(&self) -> bool {
        true
    }
    fn check(&self, at: DateTime<Utc>) -> Result<(), Failure> {
        if sendable(self.text).trim().is_empty() {
            return Err(Failure::not_sent("The task has no text."));
        }
        // A practice refuses any other day.
        if self.date != uk_time::today(at) {
            return Err(Failure::not_sent("The task is not dated today."));
        }
        Ok(())
    }
    fn body(&self) -> Option<Vec<u8>> {
        let order = json!({
            "resourceType": "Order",
            "meta": { "profile": [ORDER_PROFILE] },
            "contained": [{
                "resourceType": "Basic",
                "id": "t1",
                "meta": { "profile": [BASIC_PROFILE] },
                "text": { "status": "generated", "div": as_markup(self.text) },
                "code": { "coding": [{ "system": NARRATIVE, "code": "Task Narrative" }] },
            }],
            "identifier": [{ "value": self.identifier }],
            "date": self.date.to_string(),
            "subject": { "reference": format!("Patient/{}", self.patient.id()), "display": self.patient_name },
            "source": { "reference": format!("Organization/{}", self.source.id), "display": self.source_name },
            "target": { "reference": format!("Organization/{}", self.target.id), "display": self.target_name },
            "reasonCodeableConcept": {
                "coding": [{ "system": TYPE, "code": self.kind.code(), "display": self.kind.words() }],
                "text": self.kind.words(),
            },
            "detail": [{ "reference": "#t1" }],
        });
        serde_json::to_vec(&order).ok()
    }
    /// What was kept, held against what was sent: a success that says something else is none (HTML digest 6.2).
    fn decode(&self, response: &Response) -> Result<Kept, Failure> {
        Kept::read(self, response)
    }
}

/// A text as XHTML that can only be read as that text: signs escaped, nothing that cannot be seen, a break for each line.
fn as_markup(text: &str) -> String {
    let mut markup = String::from("<div xmlns=\"http://www.w3.org/1999/xhtml\">");
    for (at, line) in sendable(text).trim().split('\n').enumerate() {
        if at > 0 {
            markup.push_str("<br/>");
        }
        narrative::escape(&mut markup, line);
    }
    markup.push_str("</div>");
    markup
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stays_a_text_whatever_is_in_it() {
        let markup = as_markup("<script>alert(1)</script> & \"x\"\n🙂 5\u{7} mg\u{202e}\r\nlast]]>");
        assert_eq!(
            markup,
            "<div xmlns=\"http://www.w3.org/1999/xhtml\">&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot;\
             <br/>🙂 5 mg<br/>last]]&gt;</div>"
        );
        assert_eq!(narrative::plain_text(&markup), "<script>alert(1)</script> & \"x\"\n🙂 5 mg\nlast]]>");
    }
}
