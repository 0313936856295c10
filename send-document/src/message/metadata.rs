//! What MESH is told beside the message (SDOC-28, SDOC-30, SDOC-32, SDOC-33, SDOC-50).

use serde::Serialize;
use uuid::Uuid;

use crate::checks::Checked;

/// The workflow of the message.
pub const WORKFLOW: &str = "GPCONNECT_SEND_DOCUMENT";

/// The workflows under which acknowledgements come: of Send Document 2, and of 1.x (SDOC-31).
pub const ACKNOWLEDGEMENTS: [&str; 2] = ["GPCONNECT_SEND_DOCUMENT_ACK", "GPFED_CONSULT_REPORT_ACK"];

/// The headers of the call that puts a message into the outbox.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Metadata {
    /// `mex-from`: the sender's own mailbox.
    pub from: String,
    /// `mex-to`: the address that MESH traces.
    pub to: String,
    /// `mex-workflowid`.
    pub workflow_id: &'static str,
    /// `mex-subject`: what the practice sees in its list.
    pub subject: String,
    /// `mex-localid`: the ODS code of the sender.
    pub local_id: String,
    /// `mex-filename`: the header's id, so that it says nothing about anybody.
    pub file_name: String,
    /// `content-type`.
    pub content_type: &'static str,
}

impl Metadata {
    pub(super) fn of(checked: &Checked<'_>, header: Uuid) -> Self {
        let sender = &checked.draft.summary.sender;
        Self {
            from: sender.mailbox.clone(),
            to: checked.address().to_owned(),
            workflow_id: WORKFLOW,
            subject: checked.subject().to_owned(),
            local_id: sender.ods.clone(),
            file_name: format!("{header}.xml"),
            content_type: "application/xml",
        }
    }
}
