//! The document bundle: Composition first, then the files, then people and organisation (SDOC-12, SDOC-16, SDOC-19).

use std::io;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use uuid::Uuid;

use super::ids::MessageIds;
use super::xml::Xml;
use super::{instant, people};
use crate::checks::{Checked, Draft, sentence};
use crate::summary::MediaType;

/// A file of the message.
struct File<'a> {
    id: Uuid,
    title: &'a str,
    content_type: &'static str,
    content: &'a [u8],
}

pub(super) fn bundle(xml: &mut Xml, checked: &Checked<'_>, pdf: &[u8], ids: &MessageIds) -> io::Result<()> {
    let files = files(checked, pdf, ids);
    xml.value("id", &ids.document.to_string())?;
    xml.element("meta", |xml| {
        xml.value("lastUpdated", &instant(&checked.now))?;
        xml.value("profile", "https://fhir.nhs.uk/STU3/StructureDefinition/ITK-Document-Bundle-1")
    })?;
    xml.identifier("https://tools.ietf.org/html/rfc4122", &ids.document.to_string())?;
    xml.value("type", "document")?;
    xml.entry(ids.composition, "Composition", |xml| composition(xml, checked, &files, ids))?;
    for file in &files {
        xml.entry(file.id, "Binary", |xml| {
            xml.identity(file.id, "https://fhir.nhs.uk/STU3/StructureDefinition/ITK-Attachment-Binary-1")?;
            xml.value("contentType", file.content_type)?;
            xml.value("content", &STANDARD.encode(file.content))
        })?;
    }
    let summary = checked.draft.summary;
    xml.entry(ids.practitioner, "Practitioner", |xml| people::practitioner(xml, &summary.clinician, ids))?;
    xml.entry(ids.organisation, "Organization", |xml| people::organisation(xml, &summary.sender, ids))?;
    xml.entry(ids.patient, "Patient", |xml| people::patient(xml, &summary.patient, ids))
}

/// The PDF, which is always first, and the attachments that fit.
fn files<'a>(checked: &'a Checked<'_>, pdf: &'a [u8], ids: &MessageIds) -> Vec<File<'a>> {
    let title = checked.draft.summary.document_type.title();
    let main = (title, MediaType::Pdf, pdf);
    let attached = checked.draft.attachments().filter(|(_, is_in)| *is_in).filter_map(|(one, _)| {
        Some((one.title.as_str(), MediaType::parse(&one.content_type)?, one.content.as_slice()))
    });
    let all = std::iter::once(main).chain(attached).zip(&ids.binaries);
    all.map(|((title, kind, content), id)| File { id: *id, title, content_type: kind.name(), content })
        .collect()
}

fn composition(xml: &mut Xml, checked: &Checked<'_>, files: &[File<'_>], ids: &MessageIds) -> io::Result<()> {
    let Draft { summary, edition, .. } = &checked.draft;
    xml.value("id", &ids.composition.to_string())?;
    xml.element("meta", |xml| {
        xml.value("versionId", &edition.version().to_string())?;
        xml.value("profile", "https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Composition-1")
    })?;
    xml.narrative(&sentence(summary, edition))?;
    xml.identifier("https://tools.ietf.org/html/rfc4122", &ids.document.to_string())?;
    xml.value("status", "final")?;
    xml.element("type", |xml| {
        xml.element("coding", |xml| {
            xml.coding("http://snomed.info/sct", summary.document_type.code(), summary.document_type.term())
        })
    })?;
    xml.reference("subject", ids.patient)?;
    xml.value("date", &instant(&checked.now))?;
    xml.reference("author", ids.practitioner)?;
    xml.value("title", summary.document_type.title())?;
    // Normal, always: what is confidential is not sent (SDOC-17).
    xml.value("confidentiality", "N")?;
    xml.reference("custodian", ids.organisation)?;
    if let Some(replaced) = edition.replaces() {
        xml.element("relatesTo", |xml| {
            xml.value("code", "replaces")?;
            xml.element("targetIdentifier", |xml| {
                xml.value("system", "https://tools.ietf.org/html/rfc4122")?;
                xml.value("value", &replaced.to_string())
            })
        })?;
    }
    for file in files {
        xml.element("section", |xml| {
            xml.value("title", file.title.trim())?;
            xml.reference("entry", file.id)
        })?;
    }
    Ok(())
}
