//! The summary of the open patient as the pages share it: it outlives each of them and goes with the patient, but for the
//! draft, which the session keeps.

use std::sync::Arc;

use gp_connect_send_document::message::MessageIds;
use gp_connect_send_document::summary::{DocumentType, Edition, Summary};
use leptos::prelude::*;
use uuid::Uuid;

use super::about::{Again, Judged};
use super::maker::Made;
use super::request::{Between, Remark, Request, on_uk_clock, summary};
use crate::format::NhsNumber;
use crate::gpconnect::User;
use crate::session::drafts::{Asks, Draft, Fields};
use crate::session::{ForPatient, Session, clock, session};

/// A summary that is ready to be sent, with everything that was made of it.
#[derive(Clone, PartialEq)]
pub struct Ready {
    /// What is in it.
    pub summary: Summary,
    /// Which version it is.
    pub edition: Edition,
    /// The ids of its message.
    pub ids: MessageIds,
    /// Document and message.
    pub made: Made,
    /// What the sender should know.
    pub notices: Vec<String>,
    /// The line in the practice's list.
    pub subject: String,
}

/// How far it is.
#[derive(Clone, PartialEq)]
pub enum Stage {
    /// It is being written.
    Writing,
    /// The last look.
    Checking(Arc<Ready>),
    /// It was posted, and the answer is not there yet.
    Sending,
    /// It has gone into the outbox, under this header.
    Posted(Uuid),
}

/// The desk of the open patient.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The open patient.
    pub patient: ForPatient,
    /// How far it is.
    pub stage: RwSignal<Stage>,
    /// Why nothing has left, after a try.
    pub not_sent: RwSignal<Option<String>>,
    /// Counts how often the form is drawn from the draft anew.
    pub drawn: RwSignal<u32>,
    /// The session, which keeps the draft.
    pub session: Session,
    between: StoredValue<Result<Between, String>>,
    number: StoredValue<NhsNumber>,
}

impl Desk {
    /// Puts the desk into the context of the current owner, which must be the patient's.
    pub fn provide() {
        let Some(patient) = ForPatient::here() else { return };
        let session = session();
        let settings = session.settings();
        let mailbox = settings.write_back.as_ref().map(|road| road.mailbox.clone()).unwrap_or_default();
        let (traced, practice) = (patient.traced(), patient.practice());
        let between = Between::of(&traced, &practice, &settings.identity, &mailbox);
        let desk = Self {
            patient,
            stage: RwSignal::new(Stage::Writing),
            not_sent: RwSignal::new(None),
            drawn: RwSignal::new(0),
            session,
            between: StoredValue::new(between),
            number: StoredValue::new(traced.nhs_number().clone()),
        };
        provide_context(desk);
    }

    /// The desk that the part's door provided.
    #[allow(clippy::expect_used, reason = "the part's door provides it before any page of it exists")]
    pub fn here() -> Self {
        use_context().expect("a desk is provided by the part's door")
    }

    /// Whose it is.
    pub fn number(&self) -> NhsNumber {
        self.number.get_value()
    }

    /// Between whom it goes, or why it cannot.
    pub fn between(&self) -> Result<Between, String> {
        self.between.get_value()
    }

    /// The draft of this patient, begun where there is none; not tracked.
    pub fn draft(&self) -> Draft {
        let (drafts, number) = (self.session.drafts(), self.number());
        if let Some(draft) = drafts.with_untracked(|drafts| drafts.of(&number).cloned()) {
            return draft;
        }
        let draft = begun(self.session, number);
        drafts.update(|drafts| drafts.keep(draft.clone()));
        draft
    }

    /// Changes the draft of this patient.
    pub fn change(&self, change: impl FnOnce(&mut Draft)) {
        let number = self.number();
        self.session.drafts().update(|drafts| {
            if let Some(draft) = drafts.of_mut(&number) {
                change(draft);
            }
        });
    }

    /// Something of the draft, tracked; nothing where there is none.
    pub fn of_draft<T>(&self, read: impl FnOnce(&Draft) -> T) -> Option<T> {
        let number = self.number();
        self.session.drafts().with(|drafts| drafts.of(&number).map(read))
    }

    /// Forgets the draft: the user said so.
    pub fn discard(&self) {
        let number = self.number();
        self.session.drafts().update(|drafts| drafts.discard(&number));
        self.not_sent.set(None);
        self.stage.set(Stage::Writing);
        self.drawn.update(|drawn| *drawn += 1);
        self.patient.say("Discarded");
    }

    /// The summary as far as it is written, with what only the form knows of its gaps.
    pub fn summary(&self) -> Result<(Summary, Edition, Vec<Remark>), String> {
        let between = self.between()?;
        let draft = self.draft();
        let (summary, remarks) = summary(&draft, &between, clock::now());
        Ok((summary, draft.edition, remarks))
    }
}

/// A request for a review or a document.
pub fn request<'a>(summary: &'a Summary, edition: &'a Edition, ids: Option<&'a MessageIds>) -> Request<'a> {
    Request { summary, edition, now: on_uk_clock(clock::now()), ids }
}

/// A new draft, with what is known already (SDOC-04).
pub fn begun(session: Session, nhs_number: NhsNumber) -> Draft {
    let (settings, now) = (session.settings(), clock::now());
    let opened = session.patient_untracked().map_or(now, |open| open.traced().at());
    let clock = on_uk_clock(opened);
    let user: &User = &settings.identity.user;
    let sds_user_id = Some(user.sds_user_id.clone()).filter(|id| id != "UNK").unwrap_or_default();
    Draft {
        nhs_number,
        begun: now,
        encounter: Uuid::new_v4(),
        edition: Edition::First,
        fields: Fields {
            document_type: DocumentType::ClinicalEncounter,
            asks: Asks::NotSaid,
            reason: String::new(),
            day: clock.format("%Y-%m-%d").to_string(),
            start: clock.format("%H:%M").to_string(),
            end: String::new(),
            notes: Vec::new(),
            prefix: user.prefix.clone(),
            given: user.given.clone(),
            family: user.family.clone(),
            role: user.role.clone(),
            sds_user_id,
            telephone: String::new(),
            is_administrative: false,
            is_confidential: false,
            is_sensitive: false,
        },
        is_touched: false,
        taken: Vec::new(),
        attachments: Vec::new(),
        unsettled: None,
    }
}

/// Begins what takes the place of a message, or goes again after it was turned down, for the patient who is open; why not, in words.
pub fn begin_again(session: Session, one: &Judged) -> Result<(), String> {
    let number = session.patient_untracked().map(|open| open.traced().nhs_number().clone());
    let Some(number) = number.filter(|number| number.digits() == one.about.nhs_number) else {
        return Err(
            "It is about another patient than the one who is open. Open its patient first.".to_owned()
        );
    };
    let drafts = session.drafts();
    if drafts.with_untracked(|drafts| drafts.of(&number).is_some_and(Draft::holds_something)) {
        return Err(
            "There is a consultation summary for this patient that is not sent. Send or discard it first."
                .to_owned(),
        );
    }
    // What was written is there while its patient is open; else it is written anew, and the document can be seen.
    let before = drafts.with_untracked(|drafts| drafts.sent_as(one.header, &number).cloned());
    let draft = before.unwrap_or_else(|| begun(session, number));
    let made = one.posted.unwrap_or_else(|| on_uk_clock(clock::now()));
    let replacement =
        |document, version| Edition::Replacement { document, version, encounter: one.encounter, made };
    let edition = match (one.again, one.replaces) {
        (Again::No | Again::SameBytes, _) => return Err("It cannot be sent again this way.".to_owned()),
        (Again::Replacement, _) => replacement(one.document, one.version),
        // Neither version counts any more, or there was none before: it begins anew.
        (Again::NewDocument, _) if one.told.state == "Void" => Edition::First,
        (Again::NewMessage | Again::NewDocument, None) => Edition::First,
        (Again::NewMessage | Again::NewDocument, Some(document)) => {
            replacement(document, one.version.saturating_sub(1))
        }
    };
    let draft = Draft {
        edition,
        encounter: one.encounter,
        is_touched: true,
        unsettled: None,
        begun: clock::now(),
        ..draft
    };
    drafts.update(|drafts| drafts.keep(draft));
    Ok(())
}
