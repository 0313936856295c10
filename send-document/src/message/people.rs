//! Practitioner, Organization and Patient (SDOC-13 to SDOC-15, SDOC-45).

use std::io;

use super::ids::MessageIds;
use super::xml::Xml;
use crate::summary::{Clinician, Organisation, Patient};

pub(super) fn practitioner(xml: &mut Xml, clinician: &Clinician, ids: &MessageIds) -> io::Result<()> {
    xml.identity(
        ids.practitioner,
        "https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Practitioner-1",
    )?;
    xml.identifier("https://fhir.nhs.uk/Id/sds-user-id", clinician.sds_user_id.trim())?;
    name(xml, &clinician.family, &clinician.given, clinician.prefix.as_deref())?;
    xml.telephone(clinician.telephone.as_deref())
}

pub(super) fn organisation(xml: &mut Xml, sender: &Organisation, ids: &MessageIds) -> io::Result<()> {
    xml.identity(
        ids.organisation,
        "https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Organization-1",
    )?;
    xml.identifier("https://fhir.nhs.uk/Id/ods-organization-code", &sender.ods)?;
    xml.value("name", sender.name.trim())?;
    xml.telephone(Some(&sender.telephone))
}

pub(super) fn patient(xml: &mut Xml, patient: &Patient, ids: &MessageIds) -> io::Result<()> {
    xml.identity(ids.patient, "https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Patient-1")?;
    xml.element("identifier", |xml| {
        xml.extension(
            "https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-NHSNumberVerificationStatus-1",
            |xml| {
                xml.element("valueCodeableConcept", |xml| {
                    xml.element("coding", |xml| {
                        xml.coding(
                            "https://fhir.hl7.org.uk/STU3/CodeSystem/CareConnect-NHSNumberVerificationStatus-1",
                            "01",
                            "Number present and verified",
                        )
                    })
                })
            },
        )?;
        xml.value("system", "https://fhir.nhs.uk/Id/nhs-number")?;
        xml.value("value", &patient.nhs_number)
    })?;
    name(xml, &patient.family, &patient.given, patient.prefix.as_deref())?;
    xml.value_if("gender", patient.gender.map(crate::summary::Gender::code))?;
    xml.value("birthDate", &patient.birth_date.format("%Y-%m-%d").to_string())
}

fn name(xml: &mut Xml, family: &str, given: &[String], prefix: Option<&str>) -> io::Result<()> {
    let said = |text: &str| !text.trim().is_empty();
    xml.element("name", |xml| {
        xml.value("use", "official")?;
        xml.value("family", family.trim())?;
        for one in given.iter().filter(|one| said(one)) {
            xml.value("given", one.trim())?;
        }
        xml.value_if("prefix", prefix.map(str::trim).filter(|prefix| said(prefix)))
    })
}
