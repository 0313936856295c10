//! A document's metadata as a resource.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::files;
use super::members::{maybe, set};
use super::people;
use super::record_place::{RecordPlace, nopat, profile_url};
use crate::sandbox::world::record::{Content, Document};

/// ODS code of every outside author.
pub const OUTSIDE_ODS: &str = "Y90600";

/// The media type of a document.
pub fn file_type(document: &Document) -> &'static str {
    match document.content {
        Content::Pdf => "application/pdf",
        Content::Text => "text/plain",
        Content::Png => "image/png",
        Content::Html => "text/html",
        Content::File(claimed, _) | Content::Inline(claimed, _) => claimed,
        Content::TooLarge(_) => "image/tiff",
    }
}

/// A DocumentReference with the resource of the organisation it came from (structured digest 5.4, 7.20).
pub fn reference(document: &Document, place: &RecordPlace) -> (Value, Option<Value>) {
    let mut resource = place.resource("DocumentReference", "DocumentReference", &document.id);
    set(&mut resource, "status", json!("current"));
    set(&mut resource, "type", json!({ "text": document.kind }));
    maybe(&mut resource, "created", document.created.as_ref().map(|day| json!(day)));
    set(&mut resource, "indexed", json!(document.indexed));
    let author = document.from.map(|name| {
        let id = format!("{}-author", document.id);
        set(&mut resource, "author", json!([{ "reference": format!("Organization/{id}") }]));
        json!({
            "resourceType": "Organization",
            "id": id,
            "meta": { "profile": [profile_url("Organization")] },
            "identifier": [people::ods_identifier(OUTSIDE_ODS)],
            "name": name,
        })
    });
    let custodian = format!("Organization/{}", place.practice.organization_id);
    set(&mut resource, "custodian", json!({ "reference": &custodian }));
    set(&mut resource, "description", json!(document.title));
    // Made here, where that is known: author and custodian are the same (structured digest 5.4).
    if author.is_none() && document.created.is_some() {
        set(&mut resource, "author", json!([{ "reference": custodian }]));
    }
    if document.nopat {
        set(&mut resource, "securityLabel", json!([{ "coding": [nopat()] }]));
    }
    let mut file = json!({ "contentType": file_type(document) });
    match document.content {
        // No address: a placeholder, the reason in its title.
        Content::TooLarge(size) => {
            set(&mut file, "size", json!(size));
            let why = format!("File size {size} bytes greater than maximum allowable (5MB)");
            set(&mut file, "title", json!(why));
        }
        Content::Inline(_, bytes) => {
            set(&mut file, "size", json!(bytes.len()));
            set(&mut file, "data", json!(STANDARD.encode(bytes)));
        }
        Content::Pdf | Content::Text | Content::Png | Content::Html | Content::File(..) => {
            set(&mut file, "size", json!(files::bytes(document).len()));
            let address = format!("{}/Binary/{}-{}", place.documents_root, place.patient_id, document.id);
            set(&mut file, "url", json!(address));
        }
    }
    set(&mut resource, "content", json!([{ "attachment": file }]));
    let encounter =
        document.consultation.map(|id| json!({ "encounter": { "reference": format!("Encounter/{id}") } }));
    maybe(&mut resource, "context", encounter);
    (resource, author)
}
