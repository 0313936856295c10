//! Whose record a host asks for, and how its details compare with the national record.

use serde_json::Value;

use crate::clinical::cross_check::Field;
use crate::clinical::{CrossCheck, Demographics};
use crate::fhir::DateTime;
use crate::format::NhsNumber;

/// How the host is called on screen, where its details stand beside the national record.
pub const HOST: &str = "The page around this one";

/// A patient as the host knows them.
#[derive(Clone, Debug, PartialEq)]
pub struct HostPatient {
    /// The number that is traced.
    pub nhs_number: NhsNumber,
    told: Demographics,
}

/// What is wrong with a context, in words that quote none of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContextFault(pub String);

impl HostPatient {
    /// Reads the payload of `gpc.context.open`. The NHS number must be there; what else is there is compared.
    pub fn read(payload: &Value) -> Result<Self, ContextFault> {
        let fault = |what: &str| Err(ContextFault(what.to_owned()));
        let Some(patient) = payload.get("patient").and_then(Value::as_object) else {
            return fault("The context names no patient.");
        };
        let member = |name: &str| match patient.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.trim().to_owned()).filter(|text| !text.is_empty())),
            Some(_) => Err(ContextFault(format!("patient.{name} in the context is not text."))),
        };
        let Some(number) = member("nhsNumber")? else {
            return fault("The context has no patient.nhsNumber.");
        };
        let Ok(nhs_number) = NhsNumber::parse(&number) else {
            return fault("patient.nhsNumber in the context is not a valid NHS number.");
        };
        let birth_date = match member("birthDate")? {
            None => None,
            Some(text) if is_day(&text) => Some(DateTime::new(&text)),
            Some(_) => return fault("patient.birthDate in the context is not a date such as 1957-03-09."),
        };
        let given = member("given")?.unwrap_or_default();
        let told = Demographics {
            nhs_number: Some(nhs_number.digits().to_owned()),
            family: member("family")?,
            given: given.split_whitespace().map(str::to_owned).collect(),
            birth_date,
            ..Demographics::default()
        };
        Ok(Self { nhs_number, told })
    }

    /// National record against host: number, names and birth date, which is what a host is asked for.
    pub fn compared(&self, national: &Demographics) -> CrossCheck {
        let mut check = CrossCheck::compare(national, &self.told);
        check.rows.retain(|row| match row.field {
            Field::NhsNumber | Field::FamilyName | Field::GivenName | Field::Born => true,
            Field::Gender | Field::RegisteredPractice | Field::Died => false,
        });
        check
    }
}

/// A whole day, as the shape goes: 1957-03-09.
fn is_day(text: &str) -> bool {
    chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok() && text.len() == 10
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn national() -> Demographics {
        Demographics {
            nhs_number: Some("9990054320".to_owned()),
            family: Some("Hartley".to_owned()),
            given: vec!["Imogen".to_owned(), "Rose".to_owned()],
            birth_date: Some(DateTime::new("1957-03-09")),
            ..Demographics::default()
        }
    }

    fn check(patient: Value) -> CrossCheck {
        HostPatient::read(&json!({ "patient": patient })).unwrap().compared(&national())
    }

    #[test]
    fn what_the_host_knows_is_compared_and_what_it_leaves_out_asks_a_person() {
        let whole = json!({ "nhsNumber": "999 005 4320", "birthDate": "1957-03-09", "family": "HARTLEY", "given": "Imogen" });
        assert!(!check(whole).needs_confirmation());
        let born = json!({ "nhsNumber": "9990054320", "birthDate": "1957-03-08" });
        let differing: Vec<Field> = check(born).differences().map(|row| row.field).collect();
        assert_eq!(differing, [Field::Born]);
        assert!(check(json!({ "nhsNumber": "9990054320" })).needs_confirmation(), "the number alone");
    }

    // proves: EM-15
    #[test]
    fn a_faulty_context_is_named_without_quoting_it() {
        for (payload, named) in [
            (json!({}), "no patient"),
            (json!({ "patient": {} }), "nhsNumber"),
            (json!({ "patient": { "nhsNumber": "9990054321" } }), "nhsNumber"),
            (json!({ "patient": { "nhsNumber": 9990054320_u64 } }), "nhsNumber"),
            (json!({ "patient": { "nhsNumber": "9990054320", "birthDate": "09/03/1957" } }), "birthDate"),
            (json!({ "patient": { "nhsNumber": "9990054320", "birthDate": "1957-3-9" } }), "birthDate"),
            (json!({ "patient": { "nhsNumber": "9990054320", "family": ["Hartley"] } }), "family"),
        ] {
            let ContextFault(words) = HostPatient::read(&payload).unwrap_err();
            assert!(words.contains(named) && !words.contains("999") && !words.contains("Hartley"), "{words}");
        }
    }
}
