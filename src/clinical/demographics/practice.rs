//! The practice of an answer and the usual GP, with role and place of work: by name, from the answer itself.

use crate::clinical::{Placing, person};
use crate::fhir::{Organization, Patient, Reference, Resolved, Resource};

/// Practice and usual GP, each with its label; whatever these lines are made of is placed.
pub(in crate::clinical) fn practice<'a>(
    placing: &Placing<'a>,
    patient: &'a Patient,
) -> Vec<(String, String)> {
    let practice = patient.managing_organization.as_ref().map(|reference| ("Practice", reference));
    let gps = patient.general_practitioner.iter().map(|reference| {
        let is_organisation = matches!(placing.index().resolve(reference), Resolved::Found(found)
            if matches!(found.resource, Resource::Organization(_)))
            || reference.id_of("Organization").is_some();
        (if is_organisation { "Usual practice" } else { "Usual GP" }, reference)
    });
    let mut lines: Vec<(String, String)> = Vec::new();
    for (label, reference) in practice.into_iter().chain(gps) {
        let Some(who) = person(placing, Some(reference)) else { continue };
        let mut words = vec![who.to_string()];
        for place in places(placing, reference) {
            if !words.contains(&place) {
                words.push(place);
            }
        }
        let line = (label.to_owned(), words.join(", "));
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}

/// Where somebody works, by every role that the answer gives them.
fn places<'a>(placing: &Placing<'a>, reference: &'a Reference) -> Vec<String> {
    let Resolved::Found(found) = placing.index().resolve(reference) else { return Vec::new() };
    let mut at: Vec<&'a Reference> = Vec::new();
    if let Resource::PractitionerRole(role) = found.resource {
        at.extend(&role.organization);
    }
    if let Resource::Practitioner(practitioner) = found.resource {
        at.extend(
            practitioner.practitioner_role.iter().filter_map(|role| role.managing_organization.as_ref()),
        );
    }
    let roles = found.position.map(|position| placing.index().roles(position)).unwrap_or_default();
    at.extend(roles.iter().filter_map(|(_, role)| role.organization.as_ref()));
    at.into_iter()
        .filter_map(|organization| {
            let read = placing.get::<Organization>(Some(organization));
            read.and_then(|read| read.name.clone()).or_else(|| organization.display.clone())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::clinical::{OtherItems, Placement, Reading};
    use crate::fhir::{Bundle, Index};

    fn lines(gps: &str, more: &str) -> (Vec<String>, usize) {
        let json = format!(
            r#"{{"resourceType":"Bundle","entry":[
              {{"resource":{{"resourceType":"Patient","id":"p","managingOrganization":{{"reference":"Organization/o"}},
                "generalPractitioner":[{gps}]}}}},
              {{"resource":{{"resourceType":"Organization","id":"o","name":"Mill Surgery"}}}}{more}]}}"#
        );
        let bundle = Bundle::read(json.as_bytes()).unwrap();
        let reading = Reading::<()>::of(&bundle, chrono::NaiveDate::default(), &[]);
        let reached = reading.demographics.unwrap().reached();
        let index = Index::new(&bundle);
        let others = OtherItems::of(&index, Placement::of(&index).unplaced()).items.len();
        (reached.into_iter().map(|(label, words)| format!("{label}: {words}")).collect(), others)
    }

    // proves: FL-07
    #[test]
    fn practice_and_usual_gp_are_told_with_every_entry_that_counts_as_shown() {
        let gp = r#"{"reference":"Practitioner/g"}"#;
        let people = r#",
            {"resource":{"resourceType":"Practitioner","id":"g","name":[{"family":"Adeyemi","prefix":["Dr"]}]}},
            {"resource":{"resourceType":"PractitionerRole","id":"r","practitioner":{"reference":"Practitioner/g"},
              "organization":{"reference":"Organization/b"},"code":[{"text":"General practitioner"}]}},
            {"resource":{"resourceType":"PractitionerRole","id":"s","practitioner":{"reference":"Practitioner/g"},
              "organization":{"reference":"Organization/o"},"code":[{"text":"Trainer"}]}},
            {"resource":{"resourceType":"Organization","id":"b","name":"Quay Branch"}}"#;
        assert_eq!(
            lines(gp, people),
            (
                vec![
                    "Practice: Mill Surgery".to_owned(),
                    "Usual GP: Dr Adeyemi, General practitioner, Trainer, Quay Branch, Mill Surgery"
                        .to_owned(),
                ],
                0
            )
        );
        // By the role, by words alone, and as an organisation.
        let (said, others) = lines(
            r#"{"reference":"PractitionerRole/r"},{"display":"Dr Okoro"},{"reference":"Organization/b"}"#,
            people,
        );
        assert_eq!(
            said[1..],
            [
                "Usual GP: Dr Adeyemi, General practitioner, Quay Branch",
                "Usual GP: Dr Okoro",
                "Usual practice: Quay Branch"
            ]
        );
        // Nothing else shows the other role: it is among the other items.
        assert_eq!(others, 1);
    }
}
