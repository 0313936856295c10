//! The last look: what goes to whom, and the PDF itself.

use std::sync::Arc;

use gp_connect_send_document::summary::Purpose;
use leptos::prelude::*;

use super::desk::{Desk, Ready, Stage};
use super::live_review::{notices, pages_of};
use crate::format::nhs_number::spaced;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::callout::{Callout, CalloutKind};
use crate::ui::file_address::{file_address, has_pdf_viewer};
use crate::ui::summary_list::{SummaryList, SummaryRow};

/// The last look.
#[component]
pub fn CheckAndSend(ready: Arc<Ready>) -> impl IntoView {
    let desk = Desk::here();
    let Ready { summary, edition, made, subject, .. } = ready.as_ref();
    let practice = format!("{} ({})", summary.practice.name, summary.practice.ods);
    let send_words = format!("Send to {}", summary.practice.name);
    let asks = match &summary.purpose {
        Purpose::Action { .. } => "For action",
        Purpose::Information { .. } => "For information; sent as for action, so that it is filed",
        Purpose::Copy { .. } => "Copy, for information",
    };
    let version = match edition.version() {
        1 => "1".to_owned(),
        version => format!("{version}; it replaces version {}", version - 1),
    };
    let files = summary.attachments.iter().map(|one| one.title.clone()).collect::<Vec<_>>();
    let files = if files.is_empty() { "None".to_owned() } else { files.join(", ") };
    let (patient, number) = (summary.patient.name_for_clinicians(), spaced(&summary.patient.nhs_number));
    let document_type =
        format!("{} (SNOMED CT {})", summary.document_type.term(), summary.document_type.code());
    let reason = summary.purpose.reason().to_owned();
    let seen = format!(
        "{} by {}, {}",
        summary.encounter.start.format("%d-%b-%Y %H:%M"),
        summary.clinician.name(),
        summary.clinician.role
    );
    let (subject, pdf, pages) = (subject.clone(), made.pdf.clone(), made.pages.clone());
    let notices = notices(&ready.notices);
    let send = Callback::new(move |()| desk.send(&ready));
    let back = Callback::new(move |()| desk.stage.set(Stage::Writing));
    view! {
        <h1 id="write-heading" tabindex="-1">"Check and send"</h1>
        <p>"Nothing has been sent yet."</p>
        <SummaryList>
            <SummaryRow key="To"><strong>{practice}</strong></SummaryRow>
            <SummaryRow key="About"><strong>{patient}</strong> ", NHS number " <strong>{number}</strong></SummaryRow>
            <SummaryRow key="Seen">{seen}</SummaryRow>
            <SummaryRow key="Type">{document_type}</SummaryRow>
            <SummaryRow key="The practice gets it">{asks}</SummaryRow>
            <SummaryRow key="Reason"><span class="app-write__text">{reason}</span></SummaryRow>
            <SummaryRow key="Version">{version}</SummaryRow>
            <SummaryRow key="Attachments">{files}</SummaryRow>
            <SummaryRow key="In the practice's list">{subject}</SummaryRow>
        </SummaryList>
        {notices}
        <div class="app-buttons">
            <Button on_press=send>{send_words}</Button>
            <Button kind=ButtonKind::Link on_press=back>"Change something"</Button>
        </div>
        <Document pdf=pdf pages=pages />
    }
}

/// The PDF in the browser's own viewer, and its text beside it.
#[component]
pub fn Document(pdf: Vec<u8>, #[prop(optional)] pages: Vec<String>) -> impl IntoView {
    let save = file_address(&pdf, "application/octet-stream").map(|address| {
        view! {
            <p class="app-document__save app-not-on-paper">
                <a href=address download="consultation-summary.pdf">"Save the PDF on this computer"</a>
                <span class="app-quiet app-small">" It will then be outside this application, which cannot delete it."</span>
            </p>
        }
    });
    let shown = match file_address(&pdf, "application/pdf").filter(|_| has_pdf_viewer()) {
        Some(address) => {
            // Without the viewer's column of small pages, which leaves the page itself no room.
            let address = format!("{address}#navpanes=0");
            view! { <iframe class="app-document__pdf app-not-on-paper" src=address title="The PDF as it is sent"></iframe> }.into_any()
        }
        None => view! {
            <Callout kind=CalloutKind::Note heading="The PDF is not shown here">
                "This browser has no PDF viewer. Its text stands here, character by character; the PDF can be saved and opened with another program."
            </Callout>
        }
        .into_any(),
    };
    let text = (!pages.is_empty()).then(|| view! { <div class="app-write__pages">{pages_of(&pages)}</div> });
    view! {
        <section class="app-card app-document" aria-label="The document">
            <div class="app-card__head">
                <h2>"The document"</h2>
            </div>
            <div class="app-write__both">{shown} {text}</div>
            {save}
        </section>
    }
}
