//! Who recorded, asserted or prescribed something (structured digest 2.11, 3.2).

use std::collections::BTreeSet;
use std::fmt;

use super::Placing;
use crate::fhir::{
    CodeableConcept, HumanName, Organization, Practitioner, PractitionerRole, Reference, Resolved, Resource,
    name_of_unread,
};
use crate::format;

/// Shown where a person of the response has no name.
pub const NAME_NOT_RECORDED: &str = "Name not recorded";
/// Shown where the reference leads to nobody in the response.
pub const NOT_INCLUDED: &str = "Not included in this response";

/// A person or an organisation, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name, or the words that there is none.
    pub name: String,
    /// What the person is, when a role was sent.
    pub role: Option<String>,
}

impl Person {
    fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), role: None }
    }
}

impl fmt::Display for Person {
    /// `Dr Peter Adeyemi, General Medical Practitioner`
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.name)?;
        match &self.role {
            Some(role) => write!(f, ", {role}"),
            None => Ok(()),
        }
    }
}

/// The name behind a reference to a person or an organisation; `None` when there is no reference.
///
/// The place of work is left out on purpose: providers send one role a person, which may not be where the item was
/// written (structured digest 2.11, 7).
pub fn person<'a>(placing: &Placing<'a>, reference: Option<&'a Reference>) -> Option<Person> {
    let reference = reference?;
    Some(match placing.index().resolve(reference) {
        Resolved::Found(found) => {
            let name = match found.resource {
                Resource::Practitioner(practitioner) => with_role(placing, practitioner, found.position),
                Resource::PractitionerRole(role) => of_role(placing, role, reference),
                Resource::Organization(organization) => organisation(organization),
                Resource::Patient(_) => Person::named("The patient"),
                Resource::Device(device) => {
                    let parts = [&device.manufacturer, &device.model, &device.version];
                    let named: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
                    thing(named.join(" "), reference, "device")
                }
                Resource::HealthcareService(service) => {
                    thing(service.name.clone().unwrap_or_default(), reference, "service")
                }
                Resource::Location(place) => {
                    thing(place.name.clone().unwrap_or_default(), reference, "place")
                }
                Resource::Other(other) => {
                    let name = name_of_unread(&other.raw).unwrap_or_default();
                    thing(name, reference, &kind_words(&other.resource_type))
                }
                // Of a kind that names nobody: it stays among the other items.
                _ => return Some(display(reference)),
            };
            placing.resolve(reference);
            with_display(name, reference)
        }
        Resolved::Text(words) => Person::named(words),
        Resolved::Missing { .. } => display(reference),
    })
}

/// Something that is not a person, with what it is.
fn thing(name: String, reference: &Reference, kind: &str) -> Person {
    let own = Some(name).filter(|name| !name.trim().is_empty());
    let name = own.or_else(|| reference.display.clone()).unwrap_or_else(|| NAME_NOT_RECORDED.to_owned());
    Person { name, role: Some(kind.to_owned()) }
}

/// `RelatedPerson` as `related person`.
fn kind_words(kind: &str) -> String {
    let mut words = String::new();
    for letter in kind.chars() {
        if letter.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    words
}

/// With the reference's own words about its target, where these name somebody else than the target does: nobody here can
/// say which is right.
fn with_display(mut person: Person, reference: &Reference) -> Person {
    let words = |text: &str| -> BTreeSet<String> {
        let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let Some(display) = reference.display.as_deref().map(str::trim).filter(|words| !words.is_empty()) else {
        return person;
    };
    if person.name == NAME_NOT_RECORDED {
        display.clone_into(&mut person.name);
        return person;
    }
    if display == person.name {
        return person;
    }
    let (said, name) = (words(display), words(&person.name));
    let known = words(&person.to_string());
    let is_same = said.is_subset(&known) || name.is_subset(&said);
    if !is_same && person.name != "The patient" {
        person.name = format!("{} (also given as “{display}”)", person.name);
    }
    person
}

fn display(reference: &Reference) -> Person {
    Person::named(reference.display.as_deref().unwrap_or(NOT_INCLUDED))
}

fn organisation(organization: &Organization) -> Person {
    Person::named(organization.name.as_deref().unwrap_or(NAME_NOT_RECORDED))
}

fn of_role<'a>(placing: &Placing<'a>, role: &'a PractitionerRole, reference: &Reference) -> Person {
    let name = match placing.get::<Practitioner>(role.practitioner.as_ref()) {
        Some(practitioner) => name_of(practitioner),
        None => reference.display.clone().unwrap_or_else(|| NAME_NOT_RECORDED.to_owned()),
    };
    Person { name, role: titles(role.code.iter()) }
}

/// The name with the role that some PractitionerRole of the response gives it.
fn with_role(placing: &Placing, practitioner: &Practitioner, position: Option<usize>) -> Person {
    let roles = position.map(|position| placing.index().roles(position)).unwrap_or_default();
    for (at, _) in roles {
        placing.place(*at);
    }
    let codes = roles.iter().flat_map(|(_, role)| &role.code);
    Person { name: name_of(practitioner), role: titles(codes) }
}

fn titles<'a>(codes: impl Iterator<Item = &'a CodeableConcept>) -> Option<String> {
    let mut titles: Vec<String> = Vec::new();
    for code in codes {
        let title = format::concept(code).into_owned();
        // One person may have the same role more than once.
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    (!titles.is_empty()).then(|| titles.join(", "))
}

fn name_of(practitioner: &Practitioner) -> String {
    practitioner.name.iter().find_map(full_name).unwrap_or_else(|| NAME_NOT_RECORDED.to_owned())
}

/// `Dr Peter Adeyemi`: title, given and family name in whatever part was sent, else the text.
pub fn full_name(name: &HumanName) -> Option<String> {
    let parts = name.prefix.iter().chain(&name.given).chain(&name.family_parts);
    let words = parts.flat_map(|part| part.split_whitespace()).collect::<Vec<_>>().join(" ");
    let has_name = name.given.iter().chain(&name.family_parts).any(|part| !part.trim().is_empty());
    let text = name.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
    if has_name {
        Some(words)
    } else {
        text.map(str::to_owned).or(Some(words)).filter(|name| !name.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fhir::{Bundle, Index};

    fn named(json: &str, reference: &str) -> (String, Vec<usize>) {
        let bundle = format!(
            r#"{{"resourceType":"Bundle","entry":[{json},{{"resource":{{"resourceType":"List",
                "subject":{reference}}}}}]}}"#
        );
        let bundle = Bundle::read(bundle.as_bytes()).unwrap();
        let index = Index::new(&bundle);
        let placing = Placing::new(&index);
        let reference = bundle.each::<crate::fhir::List>().next().unwrap().1.subject.as_ref();
        let name = person(&placing, reference).unwrap().to_string();
        (name, placing.into_positions().into_iter().collect())
    }

    fn practitioner(name: &str) -> String {
        format!(r#"{{"resource":{{"resourceType":"Practitioner","id":"1","name":[{name}]}}}}"#)
    }

    // proves: ARS-67
    #[test]
    fn every_shape_of_name_is_read() {
        for (sent, shown) in [
            (r#"{"family":"Adeyemi","given":["Peter"],"prefix":["Dr"]}"#, "Dr Peter Adeyemi"),
            (r#"{"family":"Adeyemi"}"#, "Adeyemi"),
            (r#"{"text":"ADEYEMI, Peter (Dr)"}"#, "ADEYEMI, Peter (Dr)"),
            (r#"{"given":["Peter"]}"#, "Peter"),
            (r#"{"prefix":["Dr"],"text":"Adeyemi"}"#, "Adeyemi"),
            ("{}", "Name not recorded"),
        ] {
            let (name, placed) = named(&practitioner(sent), r#"{"reference":"Practitioner/1"}"#);
            assert_eq!((name.as_str(), placed.as_slice()), (shown, [0].as_slice()));
        }
    }

    // proves: ARS-67
    #[test]
    fn a_role_names_its_person_and_a_person_its_role_but_never_a_place_of_work() {
        let both = format!(
            r#"{},{{"resource":{{"resourceType":"PractitionerRole","id":"2","practitioner":{{"reference":"Practitioner/1"}},
            "organization":{{"reference":"Organization/3"}},"code":[{{"coding":[{{"display":"Practice nurse"}}]}}]}}}},
            {{"resource":{{"resourceType":"Organization","id":"3","name":"Elsewhere"}}}}"#,
            practitioner(r#"{"family":"Okoro"}"#)
        );
        let person = named(&both, r#"{"reference":"Practitioner/1"}"#);
        let role = named(&both, r#"{"reference":"PractitionerRole/2"}"#);
        assert_eq!(person, ("Okoro, Practice nurse".to_owned(), vec![0, 1]));
        assert_eq!(role, person);

        let again = r#"{"resource":{"resourceType":"PractitionerRole","id":"4","practitioner":{"reference":"Practitioner/1"},
            "code":[{"coding":[{"display":"Practice nurse"}]}]}}"#;
        let person = named(&format!("{both},{again}"), r#"{"reference":"Practitioner/1"}"#);
        assert_eq!(person, ("Okoro, Practice nurse".to_owned(), vec![0, 1, 3]));
    }

    // proves: ARS-67
    #[test]
    fn a_reference_that_leads_nowhere_keeps_its_own_words() {
        for (reference, shown) in [
            (r#"{"display":"Dr D Ferris"}"#, "Dr D Ferris"),
            (r#"{"reference":"Practitioner/9","display":"Dr D Ferris"}"#, "Dr D Ferris"),
            (r#"{"reference":"Practitioner/9"}"#, "Not included in this response"),
        ] {
            assert_eq!(named(&practitioner("{}"), reference), (shown.to_owned(), vec![]));
        }
    }
}
