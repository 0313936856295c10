//! Consultation summaries and tasks that are not sent yet: in memory alone, each bound to its patient by the NHS number.
//!
//! They outlive a look at another screen, a failed call, the patient's being closed and a lock that signs nobody out. Nothing of
//! one can reach another patient's: whatever is read or changed is asked for by the number.

use chrono::{DateTime, Utc};
use gp_connect_send_document::summary::{Attachment, DocumentType, Edition, Heading};
use uuid::Uuid;

use crate::format::NhsNumber;
use crate::gpconnect::tasks::TaskType;

/// A row of the record in words, with where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The heading that it goes under.
    pub heading: Heading,
    /// The row as it is shown, with its warnings.
    pub text: String,
    /// The area of the record: `Medications`.
    pub area: String,
    /// The practice whose record it is.
    pub practice: String,
    /// When it was read.
    pub read: DateTime<Utc>,
}

/// What the practice is asked to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Asks {
    /// Nobody has said yet.
    #[default]
    NotSaid,
    /// To act.
    Action,
    /// To know.
    Information,
    /// To have a copy of what it has from elsewhere.
    Copy,
}

/// What is typed and chosen on the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields {
    /// What the practice files it as.
    pub document_type: DocumentType,
    /// What the practice is asked to do.
    pub asks: Asks,
    /// The reason for that.
    pub reason: String,
    /// The day, `2026-11-20`.
    pub day: String,
    /// When it began, `14:05`, on the UK's clock.
    pub start: String,
    /// When it ended, or nothing.
    pub end: String,
    /// What stands under each heading.
    pub notes: Vec<(Heading, String)>,
    /// Title of the clinician.
    pub prefix: String,
    /// Given name of the clinician.
    pub given: String,
    /// Family name of the clinician.
    pub family: String,
    /// Role of the clinician.
    pub role: String,
    /// SDS user id of the clinician.
    pub sds_user_id: String,
    /// Telephone number of the clinician, or nothing.
    pub telephone: String,
    /// Nothing clinical happened.
    pub is_administrative: bool,
    /// The patient asked that the practice is not told.
    pub is_confidential: bool,
    /// It is marked as sensitive.
    pub is_sensitive: bool,
}

/// What was posted and has no known end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsettled {
    /// MessageHeader.id.
    pub header: Uuid,
    /// What was posted, byte for byte: the same may be posted under the same header.
    pub body: Vec<u8>,
    /// When its call ended, or began while it has not ended.
    pub at: DateTime<Utc>,
}

/// One consultation summary on its way to being sent.
#[derive(Clone, PartialEq)]
pub struct Draft {
    /// Whose.
    pub nhs_number: NhsNumber,
    /// When it was begun.
    pub begun: DateTime<Utc>,
    /// The encounter, the same for all versions.
    pub encounter: Uuid,
    /// Which version it is.
    pub edition: Edition,
    /// What is typed and chosen.
    pub fields: Fields,
    /// Whether anything was typed or chosen; a form that was only looked at holds nothing to lose.
    pub is_touched: bool,
    /// Rows of the record.
    pub taken: Vec<Taken>,
    /// Files.
    pub attachments: Vec<Attachment>,
    /// What was posted and has no known end: it is not written any further until that is settled.
    pub unsettled: Option<Unsettled>,
}

impl Draft {
    /// Whether there is anything to lose.
    pub fn holds_something(&self) -> bool {
        self.is_touched || !self.taken.is_empty() || !self.attachments.is_empty() || self.unsettled.is_some()
    }
}

/// A task that is not sent, as far as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsentTask {
    /// Whom it is about.
    pub nhs_number: NhsNumber,
    /// When it was begun.
    pub begun: DateTime<Utc>,
    /// Its type, where one is chosen.
    pub kind: Option<TaskType>,
    /// As typed.
    pub text: String,
}

/// All of them, at most one summary for each patient, and what was sent for the patient who is open.
#[derive(Clone, Default)]
pub struct Drafts {
    all: Vec<Draft>,
    tasks: Vec<UnsentTask>,
    sent: Vec<(Uuid, Draft)>,
}

impl Drafts {
    /// The draft of a patient.
    pub fn of(&self, number: &NhsNumber) -> Option<&Draft> {
        self.all.iter().find(|draft| draft.nhs_number == *number)
    }

    /// The draft of a patient, to be changed.
    pub fn of_mut(&mut self, number: &NhsNumber) -> Option<&mut Draft> {
        self.all.iter_mut().find(|draft| draft.nhs_number == *number)
    }

    /// Keeps a draft in the place of the one that its patient has.
    pub fn keep(&mut self, draft: Draft) {
        self.discard(&draft.nhs_number.clone());
        self.all.push(draft);
    }

    /// Forgets the draft of a patient.
    pub fn discard(&mut self, number: &NhsNumber) {
        self.all.retain(|draft| draft.nhs_number != *number);
    }

    /// Notes that a draft was sent: it may be the beginning of its own replacement while its patient is open.
    pub fn sent(&mut self, header: Uuid, number: &NhsNumber) {
        if let Some(at) = self.all.iter().position(|draft| draft.nhs_number == *number) {
            let draft = self.all.remove(at);
            self.sent.push((header, Draft { unsettled: None, ..draft }));
        }
    }

    /// What was sent under a header, for the patient who is open.
    pub fn sent_as(&self, header: Uuid, number: &NhsNumber) -> Option<&Draft> {
        self.sent
            .iter()
            .find(|(own, draft)| *own == header && draft.nhs_number == *number)
            .map(|(_, draft)| draft)
    }

    /// Keeps the tasks of a patient in the place of those that are kept; a task without words holds nothing to lose.
    pub fn keep_tasks(&mut self, number: &NhsNumber, tasks: Vec<UnsentTask>) {
        self.tasks.retain(|task| task.nhs_number != *number);
        self.tasks.extend(
            tasks.into_iter().filter(|task| task.nhs_number == *number && !task.text.trim().is_empty()),
        );
    }

    /// The tasks of a patient, in the order begun.
    pub fn tasks_of(&self, number: &NhsNumber) -> Vec<UnsentTask> {
        self.tasks.iter().filter(|task| task.nhs_number == *number).cloned().collect()
    }

    /// Every task that is not sent.
    pub fn unsent_tasks(&self) -> &[UnsentTask] {
        &self.tasks
    }

    /// The patient is closed: what was sent for them goes, and so does a form that was only looked at.
    pub fn leave(&mut self) {
        self.sent.clear();
        self.all.retain(Draft::holds_something);
    }

    /// Forgets everything: nobody is signed in any more.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// What would be lost with the page.
    pub fn unsent(&self) -> impl Iterator<Item = &Draft> {
        self.all.iter().filter(|draft| draft.holds_something())
    }

    /// Whether anything would be lost with the page.
    pub fn would_be_lost(&self) -> bool {
        self.unsent().next().is_some() || !self.tasks.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(digits: &str) -> NhsNumber {
        NhsNumber::parse(digits).unwrap()
    }

    fn draft(digits: &str, reason: &str) -> Draft {
        Draft {
            nhs_number: number(digits),
            begun: DateTime::UNIX_EPOCH,
            encounter: Uuid::from_u128(1),
            edition: Edition::First,
            fields: Fields {
                document_type: DocumentType::ClinicalEncounter,
                asks: Asks::Action,
                reason: reason.to_owned(),
                day: String::new(),
                start: String::new(),
                end: String::new(),
                notes: Vec::new(),
                prefix: String::new(),
                given: String::new(),
                family: String::new(),
                role: String::new(),
                sds_user_id: String::new(),
                telephone: String::new(),
                is_administrative: false,
                is_confidential: false,
                is_sensitive: false,
            },
            is_touched: !reason.is_empty(),
            taken: Vec::new(),
            attachments: Vec::new(),
            unsettled: None,
        }
    }

    #[test]
    fn a_draft_outlives_its_patients_closing_and_is_found_by_their_number_alone() {
        let mut drafts = Drafts::default();
        drafts.keep(draft("9990054320", "Chest pain"));
        drafts.keep(draft("9990054347", ""));
        drafts.leave();
        assert_eq!(drafts.of(&number("9990054320")).unwrap().fields.reason, "Chest pain");
        // Only looked at: nothing to lose, nothing kept.
        assert!(drafts.of(&number("9990054347")).is_none());
        drafts.keep(draft("9990054347", "Cough"));
        drafts.of_mut(&number("9990054347")).unwrap().fields.reason.push('!');
        assert_eq!(drafts.of(&number("9990054320")).unwrap().fields.reason, "Chest pain");
        drafts.forget();
        assert!(!drafts.would_be_lost());
    }

    #[test]
    fn a_task_outlives_its_patients_closing_and_reaches_no_other() {
        let mut drafts = Drafts::default();
        let task = |digits: &str, text: &str| UnsentTask {
            nhs_number: number(digits),
            begun: DateTime::UNIX_EPOCH,
            kind: None,
            text: text.to_owned(),
        };
        let (one, other) = (number("9990054320"), number("9990054347"));
        drafts.keep_tasks(
            &one,
            vec![task("9990054320", "Ring her"), task("9990054320", " "), task("9990054347", "x")],
        );
        drafts.leave();
        assert_eq!(drafts.tasks_of(&one), [task("9990054320", "Ring her")]);
        assert_eq!(drafts.tasks_of(&other), []);
        assert!(drafts.would_be_lost());
        drafts.keep_tasks(&one, Vec::new());
        assert!(!drafts.would_be_lost());
        drafts.keep_tasks(&one, vec![task("9990054320", "Ring her")]);
        drafts.forget();
        assert!(!drafts.would_be_lost());
    }

    #[test]
    fn what_was_sent_is_the_beginning_of_its_replacement_for_the_same_patient_while_they_are_open() {
        let (mut drafts, header) = (Drafts::default(), Uuid::from_u128(7));
        drafts.keep(draft("9990054320", "Chest pain"));
        drafts.sent(header, &number("9990054320"));
        assert!(!drafts.would_be_lost());
        assert!(drafts.sent_as(header, &number("9990054320")).is_some());
        assert!(drafts.sent_as(header, &number("9990054347")).is_none());
        drafts.leave();
        assert!(drafts.sent_as(header, &number("9990054320")).is_none());
    }
}
