//! The search for free slots.

use chrono::{DateTime, NaiveDate, Utc};

use super::ORGANISATION_TYPE;
use crate::fhir::Bundle;
use crate::gpconnect::decode;
use crate::gpconnect::error::Failure;
use crate::gpconnect::interaction::{About, Call, Capability, Interaction, Scope};
use crate::gpconnect::patient::ODS;
use crate::gpconnect::wire::Response;

/// Days that one search may span (APT-02).
const MOST_DAYS: i64 = 14;

/// `GET /Slot`: free slots of one practice, at most 14 days (APT-01..04).
#[derive(Clone, Debug)]
pub struct SearchSlots {
    /// First UK day.
    pub from: NaiveDate,
    /// Last UK day.
    pub until: NaiveDate,
    /// Booking organisation's type: slots restricted to it are hidden unless it is sent.
    pub organisation_type: Option<String>,
    /// Booking organisation's ODS code, likewise.
    pub organisation_ods: Option<String>,
}

impl Interaction for SearchSlots {
    /// [Search for free slots](https://github.com/nhsconnect/gpconnect/blob/feature/1.2.9/pages/appointments/appointments_use_case_search_for_free_slots.md)
    const CALL: Call = Call::get("fhir:rest:search:slot-1", Capability::Foundations, Scope::OrganizationRead);
    type Response = Bundle;

    fn about(&self) -> About<'_> {
        About::Nobody
    }
    fn path(&self) -> String {
        "Slot".to_owned()
    }
    fn query(&self) -> Vec<(&'static str, String)> {
        let mut query = vec![
            ("start", format!("ge{}", self.from)),
            ("end", format!("le{}", self.until)),
            ("status", "free".to_owned()),
            // Exactly these four: any other kills the whole search (L-14).
            ("_include", "Slot:schedule".to_owned()),
            ("_include:recurse", "Schedule:actor:Practitioner".to_owned()),
            ("_include:recurse", "Schedule:actor:Location".to_owned()),
            ("_include:recurse", "Location:managingOrganization".to_owned()),
        ];
        if let Some(ods) = &self.organisation_ods {
            query.push(("searchFilter", format!("{ODS}|{ods}")));
        }
        if let Some(kind) = &self.organisation_type {
            query.push(("searchFilter", format!("{ORGANISATION_TYPE}|{kind}")));
        }
        query
    }
    fn check(&self, _: DateTime<Utc>) -> Result<(), Failure> {
        match (self.until - self.from).num_days() {
            ..0 => Err(Failure::not_sent("The last day of the search is before its first.")),
            0..=MOST_DAYS => Ok(()),
            _ => Err(Failure::not_sent("A search can cover at most 14 days.")),
        }
    }
    fn decode(&self, response: &Response) -> Result<Bundle, Failure> {
        decode::bundle(response)
    }
}
