//! MessageHeader and its Organization (SDOC-21 to SDOC-27).

use std::io;

use super::ids::MessageIds;
use super::instant;
use super::xml::Xml;
use crate::checks::Checked;

pub(super) fn message_header(xml: &mut Xml, checked: &Checked<'_>, ids: &MessageIds) -> io::Result<()> {
    xml.identity(ids.header, "https://fhir.nhs.uk/STU3/StructureDefinition/ITK-MessageHeader-2")?;
    handling(xml, checked)?;
    xml.element("event", |xml| {
        xml.coding(
            "https://fhir.nhs.uk/STU3/CodeSystem/ITK-MessageEvent-2",
            "ITK007C",
            "ITK GP Connect Send Document",
        )
    })?;
    // Neither destination nor receiver: MESH finds the practice (SDOC-27).
    xml.reference("sender", ids.header_organisation)?;
    xml.value("timestamp", &instant(&checked.now))?;
    xml.element("source", |xml| xml.value("endpoint", &checked.draft.summary.sender.mailbox))?;
    xml.reference("focus", ids.document)
}

/// How the receiver is to handle the message: six parts, each once.
fn handling(xml: &mut Xml, checked: &Checked<'_>) -> io::Result<()> {
    let (code, display) = checked.draft.summary.purpose.recipient_type();
    xml.extension("https://fhir.nhs.uk/STU3/StructureDefinition/Extension-ITK-MessageHandling-2", |xml| {
        xml.extension("BusAckRequested", |xml| xml.value("valueBoolean", "true"))?;
        xml.extension("InfAckRequested", |xml| xml.value("valueBoolean", "true"))?;
        xml.extension("RecipientType", |xml| {
            xml.element("valueCoding", |xml| {
                xml.coding("https://fhir.nhs.uk/STU3/CodeSystem/ITK-RecipientType-1", code, display)
            })
        })?;
        xml.extension("MessageDefinition", |xml| {
            xml.element("valueReference", |xml| xml.value("reference", &checked.settings.message_definition))
        })?;
        xml.extension("SenderReference", |xml| {
            xml.value("valueString", &checked.draft.summary.encounter.id.to_string())
        })?;
        xml.extension("LocalExtension", |xml| xml.value("valueString", "None"))
    })
}

pub(super) fn organisation(xml: &mut Xml, checked: &Checked<'_>, ids: &MessageIds) -> io::Result<()> {
    xml.identity(
        ids.header_organisation,
        "https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-ITK-Header-Organization-1",
    )?;
    xml.identifier("https://fhir.nhs.uk/Id/ods-organization-code", &checked.draft.summary.sender.ods)
}
