//! What was written for the open patient. It outlives each screen and goes with the patient, so that no text for one can
//! reach another (ARH-29); what is not sent is kept by the session under their number, until they are opened again.

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use leptos::reactive::owner::WeakOwner;

use super::draft::{Fault, Review, room, signature};
use super::report::clock;
use super::sending::{Ending, Parties, Receiver, Sending, State, look_up, send};
use crate::clinical::Demographics;
use crate::format::{self, NhsNumber};
use crate::gpconnect::tasks::TaskType;
use crate::gpconnect::{Cancel, FoundPatient, Organisation};
use crate::session::drafts::UnsentTask;
use crate::session::under_way::{HalfDone, Matter};
use crate::session::{Admission, ForPatient, Practice, Question, clock as now, session};

/// One task. `Copy`; it belongs to the patient.
#[derive(Clone, Copy)]
pub struct Task {
    /// Which of them.
    pub key: u32,
    /// When it was begun.
    pub began: DateTime<Utc>,
    /// Ours, the same for as long as it lives: a duplicate can be recognised by it.
    identifier: StoredValue<String>,
    /// As chosen.
    pub kind: RwSignal<Option<TaskType>>,
    /// As typed.
    pub text: RwSignal<String>,
    /// What is wrong with it.
    pub faults: RwSignal<Vec<Fault>>,
    /// Its stage.
    pub sending: RwSignal<Sending>,
    /// When somebody asked the practice about it, where its outcome was not known.
    pub asked: RwSignal<Option<DateTime<Utc>>>,
}

impl Task {
    fn new(key: u32, text: String) -> Self {
        Self {
            key,
            began: now::now(),
            identifier: StoredValue::new(uuid::Uuid::new_v4().to_string()),
            kind: RwSignal::new(None),
            text: RwSignal::new(text),
            faults: RwSignal::default(),
            sending: RwSignal::new(Sending::default()),
            asked: RwSignal::new(None),
        }
    }

    /// Its state, tracked.
    pub fn state(self) -> State {
        self.sending.with(State::of)
    }

    /// Whether nobody knows if the practice has it, and nobody has asked; tracked.
    pub fn is_open(self) -> bool {
        self.state() == State::NotKnown && self.asked.with(Option::is_none)
    }

    /// When it was sent, or begun where it was not; tracked.
    pub fn at(self) -> DateTime<Utc> {
        self.sending.with(|sending| match sending {
            Sending::Ended(_, ending) => ending.at(),
            Sending::Open | Sending::Reviewing(_) | Sending::Sending(_) => self.began,
        })
    }

    /// What is reviewed, on its way or was sent; tracked.
    pub fn reviewed(self) -> Option<Review> {
        self.sending.with(|sending| sending.reviewed().cloned())
    }
}

/// The desk of the open patient.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The open patient.
    pub patient: ForPatient,
    owner: StoredValue<Option<WeakOwner>>,
    /// Those whom a task names, at the receiver.
    pub receiver: Question<Receiver>,
    tasks: RwSignal<Vec<Task>>,
    last: StoredValue<u32>,
    /// The task that is on screen.
    pub shown: RwSignal<Option<u32>>,
    limit: usize,
}

impl Desk {
    /// Puts the desk of the open patient into the context of the current owner, which must be the patient's.
    pub fn provide() {
        let (session, Some(patient)) = (session(), ForPatient::here()) else { return };
        let limit = session.settings().features.tasks.map(|tasks| tasks.text_limit).unwrap_or_default();
        let desk = Self {
            patient,
            owner: StoredValue::new(Owner::current().map(|owner| owner.downgrade())),
            receiver: Question::new(),
            tasks: RwSignal::default(),
            last: StoredValue::new(0),
            shown: RwSignal::new(None),
            limit: usize::try_from(limit).unwrap_or_default(),
        };
        let number = patient.traced().nhs_number().clone();
        for kept in session.drafts().with_untracked(|drafts| drafts.tasks_of(&number)) {
            let task = Task { began: kept.begun, ..desk.new_task(kept.text) };
            task.kind.set(kept.kind);
            desk.tasks.update(|tasks| tasks.push(task));
        }
        desk.hold_open();
        desk.keep_unsent(number);
        provide_context(desk);
    }

    /// The desk of the open patient.
    #[allow(clippy::expect_used, reason = "the page provides it before it draws anything")]
    pub fn here() -> Self {
        use_context().expect("a desk is provided for the open patient")
    }

    /// The patient's practice, as words need it.
    pub fn practice(self) -> Practice {
        Practice::from(&*self.patient.practice())
    }

    /// The organisation that sends.
    pub fn organisation(self) -> Organisation {
        self.patient.client().identity().organisation.clone()
    }

    /// Whether the sending organisation is the patient's practice itself.
    pub fn is_own_practice(self) -> bool {
        self.organisation().ods.eq_ignore_ascii_case(&self.patient.practice().ods)
    }

    /// The line at the end of every text that says who wrote it.
    pub fn signature(self) -> String {
        signature(&self.patient.client().identity().user)
    }

    /// Most characters that can be typed.
    pub fn room(self) -> usize {
        room(self.limit, &self.signature())
    }

    /// The patient by name, birth date and NHS number.
    pub fn patient_in_words(self) -> String {
        let open = self.patient.open();
        let (person, number) = (open.demographics(), open.traced().nhs_number().spaced());
        let born = format::date_or_missing(person.birth_date.as_ref());
        format!("{}, born {born}, NHS number {number}", person.full_name())
    }

    /// Every task, the newest first; tracked.
    pub fn tasks(self) -> Vec<Task> {
        self.tasks.get().into_iter().rev().collect()
    }

    /// The task on screen; tracked.
    pub fn on_screen(self) -> Option<Task> {
        let key = self.shown.get()?;
        self.tasks.with(|tasks| tasks.iter().find(|task| task.key == key).copied())
    }

    /// Begins a task with a text to start from, and shows it.
    pub fn begin(self, text: String) {
        let owner = self.owner.with_value(|owner| owner.as_ref().and_then(WeakOwner::upgrade));
        // The patient's, and not of the screen that asks for it.
        let Some(task) = owner.map(|owner| owner.with(|| self.new_task(text))) else { return };
        self.tasks.update(|tasks| tasks.push(task));
        self.shown.set(Some(task.key));
    }

    /// A task with a key of its own; it belongs to the current owner.
    fn new_task(self, text: String) -> Task {
        self.last.update_value(|last| *last += 1);
        Task::new(self.last.get_value(), text)
    }

    /// Shows a draft, or begins one where there is none.
    pub fn show_draft(self) {
        let drafts = self.tasks.get_untracked().into_iter().rev();
        let draft = untrack(|| drafts.into_iter().find(|task| task.state() == State::Draft));
        match draft {
            Some(task) => self.shown.set(Some(task.key)),
            None => self.begin(String::new()),
        }
    }

    /// Throws a draft away; nothing else can be.
    pub fn discard(self, task: Task) {
        if untrack(|| task.state()) != State::Draft {
            return;
        }
        self.shown.set(None);
        self.tasks.update(|tasks| tasks.retain(|other| other.key != task.key));
        self.show_draft();
    }

    /// Asks the practice for everybody whom a task names, unless it has been asked.
    pub fn look_once(self) {
        if self.receiver.is_open() {
            self.look();
        }
    }

    /// Asks the practice for everybody whom a task names.
    pub fn look(self) {
        let (client, traced) = (self.patient.client(), self.patient.traced());
        let admits = move |found: &FoundPatient| {
            let details = Demographics::of(found.patient(), None, found.traced().today());
            match self.patient.open().admit(&details, &self.patient.confirmed_untracked()) {
                Admission::Admitted(likeness) => likeness.asks().is_none(),
                Admission::Mismatch => false,
            }
        };
        self.receiver.ask(
            async move |cancel: &Cancel| look_up(&client, &traced, admits, cancel).await,
            |ended| match ended {
                Ok(receiver) => crate::clinical::State::Present { items: receiver, warnings: Vec::new() },
                Err(error) => crate::clinical::State::Failed(error),
            },
        );
    }

    /// Everybody whom a task names, where all are known; tracked.
    pub fn parties(self) -> Option<Parties> {
        self.receiver.state().with(|state| state.content()?.parties().ok())
    }

    /// Checks a draft; complete, it is shown for a last look.
    pub fn review(self, task: Task) {
        let (kind, text) = (task.kind.get_untracked(), task.text.get_untracked());
        match Review::of(kind, &text, &self.signature(), self.limit) {
            Ok(review) => {
                task.faults.set(Vec::new());
                task.sending.update(|sending| sending.review(review));
            }
            Err(faults) => task.faults.set(faults),
        }
    }

    /// Sends what is reviewed: the first call sends, every further one does nothing (T-12).
    pub fn send(self, task: Task) {
        let Some(parties) = untrack(|| self.parties()) else { return };
        let Some(ticket) = task.sending.try_update(Sending::submit).flatten() else { return };
        let (client, practice) = (self.patient.client(), self.practice());
        let name = self.patient.open().demographics().full_name();
        let identifier = task.identifier.get_value();
        let what = what(now::now(), &practice);
        let work = async move { send(&client, &parties, &name, &identifier, ticket, &Cancel::new()).await };
        self.patient.see_through(Matter::Tasks, what, work, move |ending: Ending, is_open| {
            let outside = (!is_open).then(|| ending.outside(&practice));
            if is_open {
                task.sending.update(|sending| sending.end(ending));
            }
            outside
        });
    }

    /// Notes that somebody has asked the practice about a task whose outcome was not known.
    pub fn note_asked(self, task: Task) {
        task.asked.set(Some(now::now()));
    }

    /// What is typed and not sent is kept for its patient should they be closed.
    fn keep_unsent(self, number: NhsNumber) {
        let drafts = session().drafts();
        Effect::new(move |_| {
            let drafted = self.tasks.get().into_iter().filter(|task| task.state() == State::Draft);
            let unsent = drafted.map(|task| UnsentTask {
                nhs_number: number.clone(),
                begun: task.began,
                kind: task.kind.get(),
                text: task.text.get(),
            });
            let unsent: Vec<UnsentTask> = unsent.collect();
            drafts.update(|drafts| drafts.keep_tasks(&number, unsent));
        });
    }

    /// What has no known outcome is told should the patient be closed, until somebody has asked.
    fn hold_open(self) {
        Effect::new(move |_| {
            let practice = self.practice();
            let open = self.tasks.get().into_iter().filter(|task| task.is_open());
            let half_done = open.filter_map(|task| {
                let end = task.sending.with(|sending| match sending {
                    Sending::Ended(_, ending) => Some(ending.outside(&practice)),
                    Sending::Open | Sending::Reviewing(_) | Sending::Sending(_) => None,
                })?;
                Some(HalfDone { what: what(task.at(), &practice), end })
            });
            self.patient.hold(Matter::Tasks, half_done.collect());
        });
    }
}

/// A task in words that tell neither whom it is about nor what it says.
fn what(at: DateTime<Utc>, practice: &Practice) -> String {
    format!("The task sent at {} to {}", clock(at), practice.name)
}
