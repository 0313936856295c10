//! Send Document for the page: a thin door onto `gp-connect-send-document`, compiled for the browser alone.
//!
//! A module of its own, so that a visit that writes nothing loads none of it.
#![cfg(target_arch = "wasm32")]

use gp_connect_send_document::outbox;
use gp_connect_send_document::request::{self, Made};
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

/// A PDF and its message.
#[wasm_bindgen]
pub struct Document(Made);

#[wasm_bindgen]
impl Document {
    /// The bytes of the PDF.
    pub fn pdf(&self) -> Vec<u8> {
        self.0.pdf.clone()
    }

    /// The text of each page, as the PDF shows it.
    pub fn pages(&self) -> Vec<String> {
        self.0.pages.clone()
    }

    /// The bytes of the ITK3 message.
    pub fn message(&self) -> Vec<u8> {
        self.0.message.xml.clone()
    }

    /// What MESH is told beside the message, as JSON.
    pub fn metadata(&self) -> Result<String, JsError> {
        Ok(serde_json::to_string(&self.0.message.metadata)?)
    }
}

/// What keeps a summary from being sent, what its sender should know, and the text of its pages: JSON in and out.
#[wasm_bindgen]
pub fn review(request: &str) -> Result<String, JsError> {
    let request = request::read(request).map_err(|words| JsError::new(&words))?;
    Ok(serde_json::to_string(&request::review(&request))?)
}

/// Makes PDF and message of a summary, or says why not.
#[wasm_bindgen]
pub fn make(request: &str) -> Result<Document, JsError> {
    let request = request::read(request).map_err(|words| JsError::new(&words))?;
    request::make(&request).map(Document).map_err(|words| JsError::new(&words))
}

/// What the outbox keeps, judged: one state for each message, with its words. JSON in and out.
#[wasm_bindgen]
pub fn judge(asked: &str) -> Result<String, JsError> {
    let asked = outbox::read(asked).map_err(|words| JsError::new(&words))?;
    Ok(serde_json::to_string(&outbox::judge(&asked))?)
}

/// The PDF in a message that was sent before, so that it can be seen again.
#[wasm_bindgen]
pub fn document_in(message: &[u8]) -> Result<Vec<u8>, JsError> {
    outbox::document_in(message).ok_or_else(|| JsError::new("The message holds no PDF that can be shown."))
}
