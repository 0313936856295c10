//! "Add to the consultation summary", beside rows and documents of the record: small, because it is there before the page is loaded.

use gp_connect_send_document::summary::{Attachment, Heading};
use leptos::prelude::*;

use super::desk::begun;
use super::request::on_uk_clock;
use crate::session::drafts::{Draft, Taken};
use crate::session::{ForPatient, clock, session};
use crate::ui::row_actions::{FileInHand, RowActions, RowInWords};

/// Offers it for the open patient, whose owner the current one must be.
pub fn offer() {
    let Some(patient) = ForPatient::here() else { return };
    let session = session();
    let (number, practice) = (patient.traced().nhs_number().clone(), patient.practice().name.clone());
    let change = move |change: &dyn Fn(&mut Draft)| {
        let drafts = session.drafts();
        let is_free =
            drafts.with_untracked(|drafts| drafts.of(&number).is_none_or(|draft| draft.unsettled.is_none()));
        if !is_free {
            patient.say("Not added: whether the consultation summary was sent has to be settled first");
            return;
        }
        if drafts.with_untracked(|drafts| drafts.of(&number).is_none()) {
            drafts.update(|drafts| drafts.keep(begun(session, number.clone())));
        }
        drafts.update(|drafts| {
            if let Some(draft) = drafts.of_mut(&number) {
                change(draft);
            }
        });
        patient.say("Added to the consultation summary");
    };
    let of_row = change.clone();
    let take = Callback::new(move |row: RowInWords| {
        let taken = Taken {
            heading: heading(row.area),
            text: std::iter::once(row.text).chain(row.warnings).collect::<Vec<_>>().join("\n"),
            area: row.area.to_owned(),
            practice: practice.clone(),
            read: row.read.unwrap_or_else(clock::now),
        };
        of_row(&|draft| {
            if !draft.taken.contains(&taken) {
                draft.taken.push(taken.clone());
            }
        });
    });
    RowActions::offer("Add to the consultation summary", take);
    let take = Callback::new(move |file: FileInHand| {
        let attachment = Attachment {
            title: file.title,
            created: on_uk_clock(clock::now()),
            content_type: file.media_type,
            content: file.bytes,
        };
        change(&|draft| {
            if !draft
                .attachments
                .iter()
                .any(|one| one.title == attachment.title && one.content == attachment.content)
            {
                draft.attachments.push(attachment.clone());
            }
        });
    });
    RowActions::offer_for_files("Attach to the consultation summary", take);
}

/// The heading that rows of an area go under.
fn heading(area: &str) -> Heading {
    match area {
        "Medications" => Heading::Medication,
        "Allergies" => Heading::Allergies,
        "Problems" => Heading::Diagnosis,
        "Investigations" => Heading::Investigations,
        _ => Heading::History,
    }
}
