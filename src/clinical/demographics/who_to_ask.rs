//! Who else is to be asked, and in which language: next of kin and other contacts, language, interpreter. National record
//! and practice may each say so, in elements of their own.

use chrono::NaiveDate;

use super::contact_points::{line, telecoms};
use crate::clinical::person::full_name;
use crate::fhir::{Extension, Patient, Value};
use crate::format;

/// Each contact: what they are to the patient, and their name with every way to reach them.
pub(super) fn contacts(patient: &Patient, day: NaiveDate) -> Vec<(String, String)> {
    let current = patient
        .contact
        .iter()
        .filter(|contact| contact.period.as_deref().is_none_or(|period| period.holds_on(day)));
    current
        .map(|contact| {
            let relations: Vec<String> =
                contact.relationship.iter().map(|code| format::concept(code).into_owned()).collect();
            let label = if relations.is_empty() { "Contact".to_owned() } else { relations.join(", ") };
            let name = contact.name.as_ref().and_then(full_name);
            let reached =
                telecoms(&contact.telecom, day).into_iter().map(|(label, value)| format!("{label} {value}"));
            let lives = contact.address.as_ref().map(line).filter(|line| !line.is_empty());
            let said: Vec<String> = name.into_iter().chain(reached).chain(lives).collect();
            (label, said.join(", "))
        })
        .filter(|(_, said)| !said.is_empty())
        .collect()
}

/// `Polish, interpreter required`: a line for each language.
pub(super) fn communication(patient: &Patient) -> Vec<String> {
    let named = ["NHSCommunication", "UKCore-NHSCommunication"];
    let extensions = patient.extension.iter().filter(|one| named.iter().any(|name| one.is_named(name)));
    let of_extension = extensions.filter_map(|extension| {
        let language = extension.child("language").and_then(words);
        let interpreter = extension.child("interpreterRequired").and_then(Extension::text);
        let interpreter = match interpreter {
            Some("true") => Some("interpreter required".to_owned()),
            Some("false") => Some("no interpreter required".to_owned()),
            _ => None,
        };
        let others = ["modeOfCommunication", "communicationProficiency"]
            .into_iter()
            .filter_map(|name| extension.child(name).and_then(words));
        let said: Vec<String> = language.into_iter().chain(interpreter).chain(others).collect();
        (!said.is_empty()).then(|| said.join(", "))
    });
    let of_element = patient
        .communication
        .iter()
        .filter_map(|one| one.language.as_ref())
        .map(|language| format::concept(language).into_owned());
    of_extension.chain(of_element).collect()
}

fn words(extension: &Extension) -> Option<String> {
    match extension.value.as_ref()? {
        Value::CodeableConcept(concept) => Some(format::concept(concept).into_owned()),
        Value::Coding(coding) => coding.display.clone().or_else(|| coding.code.as_deref().map(str::to_owned)),
        _ => extension.text().map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clinical::Demographics;
    use crate::fhir::Resource;

    // proves: FL-08 FND-13
    #[test]
    fn what_a_practice_holds_is_said_whole_in_whichever_element_it_stands() {
        let json = r#"{"resourceType":"Patient",
            "telecom":[{"system":"phone","use":"home","value":"01632960199"}],
            "contact":[
              {"relationship":[{"text":"Next of kin"}],"name":{"text":"Sam Hartley"},
               "telecom":[{"system":"phone","use":"mobile","value":"07700900199"}],"address":{"line":["5 Weir Street"]}},
              {"relationship":[{"text":"Carer"}],"name":{"text":"Former Carer"},"period":{"end":"2020-01-01"}}],
            "communication":[{"language":{"text":"Welsh"}}],
            "extension":[{"url":"https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-NHSCommunication-1",
              "extension":[{"url":"language","valueCodeableConcept":{"text":"Polish"}},
                           {"url":"interpreterRequired","valueBoolean":true}]}]}"#;
        let Ok(Resource::Patient(patient)) = Resource::read(json.as_bytes()) else { panic!("{json}") };
        let held = Demographics::of(&patient, None, NaiveDate::from_ymd_opt(2026, 11, 30).unwrap()).reached();
        let held: Vec<String> = held.into_iter().map(|(label, words)| format!("{label}: {words}")).collect();
        assert_eq!(
            held,
            [
                "Home: 01632 960199",
                "Next of kin: Sam Hartley, Mobile 07700 900199, 5 Weir Street",
                "Language: Polish, interpreter required",
                "Language: Welsh",
            ]
        );
        let national = json.replace("CareConnect-GPC-NHSCommunication-1", "UKCore-NHSCommunication");
        let Ok(Resource::Patient(patient)) = Resource::read(national.as_bytes()) else {
            panic!("{national}")
        };
        assert_eq!(communication(&patient).len(), 2);
    }
}
