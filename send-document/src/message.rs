//! The ITK3 message: one MessageHeader, its Organization, and the document bundle with everything else (SDOC-02, SDOC-12).

mod document;
mod header;
mod ids;
mod metadata;
mod people;
mod xml;

pub use ids::MessageIds;
pub use metadata::{ACKNOWLEDGEMENTS, Metadata, WORKFLOW};

use thiserror::Error;
use uuid::Uuid;

use crate::checks::Checked;
use xml::Xml;

/// A message ready for the outbox: its bytes, and what MESH is told beside them.
pub struct Message {
    /// The bytes, UTF-8.
    pub xml: Vec<u8>,
    /// The headers of the call.
    pub metadata: Metadata,
    /// The id that an acknowledgement names: MessageHeader.id.
    pub header: Uuid,
    /// The id that a replacement names: the document bundle's.
    pub document: Uuid,
    /// The id of the message bundle, by which some acknowledgements name it.
    pub bundle: Uuid,
}

/// Why no message was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    /// Fewer ids than resources, or the same twice.
    #[error(
        "The message was not made: its identifiers are not distinct, or too few. Nothing was sent; try again."
    )]
    Ids,
    /// What was given as the PDF is none.
    #[error("The message was not made: the PDF is missing. Nothing was sent; try again.")]
    NoPdf,
    /// Larger than receivers take.
    #[error(
        "The message would have {bytes} bytes, more than the {limit} that the practice can take. Nothing was sent; remove an attachment."
    )]
    TooLarge {
        /// How large it would be.
        bytes: usize,
        /// How large it may be.
        limit: usize,
    },
    /// The writer refused.
    #[error("The message was not made: it could not be written as XML. Nothing was sent.")]
    Xml,
}

/// Makes the message of a checked summary and its PDF.
pub fn build(checked: &Checked<'_>, pdf: &[u8], ids: &MessageIds) -> Result<Message, Fault> {
    if !pdf.starts_with(b"%PDF-") {
        return Err(Fault::NoPdf);
    }
    let attached = checked.draft.attachments().filter(|(_, is_in)| *is_in).count();
    if !ids.are_for(attached, checked.draft.edition.replaces()) {
        return Err(Fault::Ids);
    }
    let mut xml = Xml::new();
    bundle(&mut xml, checked, pdf, ids).map_err(|_| Fault::Xml)?;
    let xml = xml.into_bytes();
    let limit = checked.settings.message_bytes;
    if xml.len() > limit {
        return Err(Fault::TooLarge { bytes: xml.len(), limit });
    }
    let metadata = Metadata::of(checked, ids.header);
    Ok(Message { xml, metadata, header: ids.header, document: ids.document, bundle: ids.bundle })
}

fn bundle(xml: &mut Xml, checked: &Checked<'_>, pdf: &[u8], ids: &MessageIds) -> std::io::Result<()> {
    xml.root("Bundle", "http://hl7.org/fhir", |xml| {
        xml.identity(ids.bundle, "https://fhir.nhs.uk/STU3/StructureDefinition/ITK-Message-Bundle-1")?;
        xml.identifier("https://tools.ietf.org/html/rfc4122", &ids.bundle.to_string())?;
        xml.value("type", "message")?;
        xml.entry(ids.header, "MessageHeader", |xml| header::message_header(xml, checked, ids))?;
        xml.entry(ids.header_organisation, "Organization", |xml| header::organisation(xml, checked, ids))?;
        xml.entry(ids.document, "Bundle", |xml| document::bundle(xml, checked, pdf, ids))
    })
}

/// A moment as every resource writes it: the UK's clock with its offset, to the second.
fn instant(moment: &chrono::DateTime<chrono::FixedOffset>) -> String {
    moment.format("%Y-%m-%dT%H:%M:%S%:z").to_string()
}
