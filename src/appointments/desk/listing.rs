//! The patient's appointments at the practice, the people and places in them, and the change under way.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::Desk;
use super::at_practice::AtPractice;
use super::change_fields::ChangeFields;
use crate::appointments::flow::booking::Step;
use crate::appointments::flow::changing::{ChangeEnding, ChangeReview, Changing, change};
use crate::appointments::flow::open_ends::Attempt;
use crate::appointments::flow::rebooking::Rebooking;
use crate::clinical::State;
use crate::clinical::appointments::{Appointment, Appointments, ListAsked, Status};
use crate::gpconnect::appointments::{Change, ListAppointments};
use crate::gpconnect::foundations::{ReadLocation, ReadPractitioner};
use crate::gpconnect::{Cancel, Error, Failure, Received};
use crate::session::clock;
use crate::ui::area_rail::{AreaState, AreaStates, Severity};

/// What the practice answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// The appointments.
    pub appointments: Appointments,
    /// Trace id of the call.
    pub trace_id: String,
    /// When the answer came.
    pub at: DateTime<Utc>,
}

/// The list and what is done with one of it.
#[derive(Clone, Copy)]
pub struct Listing {
    /// The practice whose list it is.
    pub at: AtPractice,
    /// Where the list stands.
    pub state: RwSignal<State<Arc<Listed>, Error>>,
    stop: StoredValue<Cancel>,
    /// Logical id of the appointment whose details stand open.
    pub open: RwSignal<Option<String>>,
    /// Id of the element it was opened from, to go back to.
    pub opened_from: StoredValue<String>,
    /// What is being done with it, as far as it is typed.
    pub fields: ChangeFields,
    /// Where the change stands.
    pub changing: RwSignal<Changing>,
    /// What is waited for.
    pub step: RwSignal<Step>,
}

impl Listing {
    /// The list of one practice, not asked for yet.
    pub fn of(at: AtPractice) -> Self {
        Self {
            at,
            state: RwSignal::new(State::NotRequested),
            stop: StoredValue::new(Cancel::new()),
            open: RwSignal::new(None),
            opened_from: StoredValue::new(String::new()),
            fields: ChangeFields::default(),
            changing: RwSignal::new(Changing::default()),
            step: RwSignal::new(Step::Sending),
        }
    }

    /// Id of the heading of the appointment that stands open: one for each practice.
    pub fn heading(&self) -> String {
        format!("appointment-at-{}", self.at.provider().ods)
    }

    /// Asks for the list when nobody has yet.
    pub fn load_once(&self, desk: Desk) {
        if self.state.with_untracked(|state| matches!(state, State::NotRequested)) {
            self.load(desk);
        }
    }

    /// Asks for the list; a question still under way is ended first.
    pub fn load(self, desk: Desk) {
        let Some(patient) = self.at.patient() else { return };
        desk.now.set(clock::now());
        let stop = Cancel::new();
        self.stop.with_value(Cancel::fire);
        self.stop.set_value(stop.clone());
        self.state.set(State::Loading);
        let client = self.at.client();
        let asked = ListAsked::from_today(&client.provider().name, clock::now());
        desk.spawn(async move {
            let list = ListAppointments { patient: &patient, from: asked.from, until: asked.until };
            let answer = client.send(&list, &stop).await;
            if stop.is_fired() {
                return;
            }
            self.state.set(match answer {
                Ok(received) => {
                    let appointments = Appointments::read(&received.value, patient.id(), asked);
                    self.at.directory.update(|directory| directory.learn(&received.value));
                    self.look_up(desk, &appointments);
                    self.settle(desk, &appointments, &received.trace_id, received.at);
                    if appointments.is_empty() {
                        State::Empty(appointments.nothing())
                    } else {
                        State::Present {
                            warnings: appointments.warnings.clone(),
                            items: Arc::new(Listed {
                                appointments,
                                trace_id: received.trace_id,
                                at: received.at,
                            }),
                        }
                    }
                }
                Err(error) => match error.failure {
                    Failure::NotSupported { what } => State::NotSupported(what),
                    _ => State::Failed(error),
                },
            });
        });
    }

    /// A list read just now says what stands of a rebooking, and of what had no known end.
    fn settle(self, desk: Desk, appointments: &Appointments, trace_id: &str, at: DateTime<Utc>) {
        let listed = appointments.items(&self.at.directory.read_untracked());
        let ods = self.at.ods();
        let received = Received { value: listed.clone(), trace_id: trace_id.to_owned(), at };
        desk.compare_open(&ods, &received, appointments.is_whole());
        if desk.rebooking.with_untracked(Option::is_some) {
            desk.rebooking.update(|rebooking| {
                if let Some(rebooking) = rebooking {
                    rebooking.read(&ods, &listed);
                }
            });
        }
    }

    /// Ids of what the practice has for the patient as far as it is read now; `None` where that is not the whole of it.
    pub fn known_ids(&self) -> Option<BTreeSet<String>> {
        self.state.with_untracked(|state| match state {
            State::Empty(_) => Some(BTreeSet::new()),
            State::Present { items, .. } if items.appointments.is_whole() => {
                let received = items.appointments.received().into_iter();
                Some(received.filter_map(|one| one.id.as_deref().map(str::to_owned)).collect())
            }
            State::Present { .. }
            | State::NotRequested
            | State::Loading
            | State::Failed(_)
            | State::Withheld(_)
            | State::NotSupported(_) => None,
        })
    }

    /// Asks for the people and places that only their ids name; a failure is "not available" (APT-38).
    fn look_up(self, desk: Desk, appointments: &Appointments) {
        let asked = self.at.directory.try_update(|directory| directory.ask(&appointments.received()));
        let Some((practitioners, locations)) = asked else { return };
        for id in practitioners {
            let (client, cancel) = (self.at.client(), desk.cancel());
            desk.spawn(async move {
                let read = client.send(&ReadPractitioner { id: &id }, &cancel).await;
                let read = read.ok().map(|received| received.value);
                self.at.directory.update(|directory| directory.answer_practitioner(&id, read));
            });
        }
        for id in locations {
            let (client, cancel) = (self.at.client(), desk.cancel());
            desk.spawn(async move {
                let read = client.send(&ReadLocation { id: &id }, &cancel).await;
                let read = read.ok().map(|received| received.value);
                self.at.directory.update(|directory| directory.answer_location(&id, read));
            });
        }
    }

    /// The appointments with what is known about their people and places, tracked.
    pub fn items(&self) -> Vec<Appointment> {
        match &*self.state.read() {
            State::Present { items, .. } => items.appointments.items(&self.at.directory.read()),
            State::NotRequested
            | State::Loading
            | State::Failed(_)
            | State::Withheld(_)
            | State::NotSupported(_)
            | State::Empty(_) => Vec::new(),
        }
    }

    /// Closes the details. Not while a change is on its way: its ending is shown there.
    pub fn close(&self) {
        if !self.changing.with_untracked(Changing::is_sending) {
            self.show(None);
        }
    }

    /// Opens the details of one, closes what was being done with another.
    pub fn show(&self, id: Option<String>) {
        self.open.set(id);
        self.fields.clear();
        self.changing.update(Changing::reopen);
    }

    /// Checks the fields; complete, they are shown for a last look.
    pub fn review(&self, seen: Appointment) {
        if let Some(review) = self.fields.check(seen) {
            self.changing.update(|changing| changing.review(review));
        }
    }

    /// Starts rebooking: the texts go into the form of the new one, and the old one stands until that is booked (APT-32).
    pub fn rebook(&self, desk: Desk, old: &Appointment) {
        let practice = self.at.practice().name;
        let Some(rebooking) = Rebooking::of(old, &self.at.provider().ods, &practice) else { return };
        desk.rebooking.set(Some(rebooking));
        desk.choosing.start_with(old);
    }

    /// Sends what is reviewed: the first call sends, every further one does nothing.
    pub fn send(self, desk: Desk) {
        let Some(patient) = self.at.patient() else { return };
        let Some(ticket) = self.changing.try_update(Changing::submit).flatten() else { return };
        self.step.set(Step::Sending);
        let (client, practice) = (self.at.client(), self.at.practice());
        let directory = self.at.directory.get_untracked();
        let ChangeReview { seen, change: asked } = ticket.what().clone();
        let what = match asked {
            Change::Cancel { .. } => "cancellation",
            Change::Amend { .. } => "amendment",
        };
        let what = format!("The {what} of the appointment on {} at {}", seen.when(), practice.name);
        let (rebooking, ods) = (desk.rebooking.get_untracked(), self.at.ods());
        let work = async move {
            // The patient's signals go with the patient; what was sent is seen through all the same.
            let on_step = |step| {
                self.step.try_set(step);
            };
            change(&client, &patient, ticket, &directory, &Cancel::new(), on_step).await
        };
        desk.see_through(what, work, move |ending, is_open| {
            let outside = (!is_open).then(|| {
                let end = ending.report(&asked, &practice).outside(&practice);
                match rebooking {
                    Some(mut rebooking) => {
                        rebooking.changed(&ods, &seen.id.unwrap_or_default(), &asked, &ending);
                        rebooking.add_to(end)
                    }
                    None => end,
                }
            });
            if is_open {
                self.end(desk, ending);
            }
            outside
        });
    }

    fn end(self, desk: Desk, ending: ChangeEnding) {
        match &ending {
            ChangeEnding::Done { .. } => self.fields.clear(),
            ChangeEnding::Stale { now, .. } => {
                if let Some(review) = self.changing.with_untracked(|changing| changing.reviewed().cloned()) {
                    self.fields.carry_over(&review.seen, now);
                }
            }
            ChangeEnding::NotPermitted { .. }
            | ChangeEnding::Refused(_)
            | ChangeEnding::NotChanged { .. }
            | ChangeEnding::NotSoFar { .. }
            | ChangeEnding::NotKnown { .. } => {}
        }
        if let Some(review) = self.changing.with_untracked(|changing| changing.reviewed().cloned()) {
            self.tell_rebooking(desk, &review, &ending);
            self.keep_open(desk, review, &ending);
        }
        self.changing.update(|changing| changing.end(ending));
        self.load(desk);
    }

    fn tell_rebooking(&self, desk: Desk, review: &ChangeReview, ending: &ChangeEnding) {
        let (ods, id) = (self.at.ods(), review.seen.id.as_deref().unwrap_or_default());
        desk.rebooking.update(|rebooking| {
            if let Some(rebooking) = rebooking {
                rebooking.changed(&ods, id, &review.change, ending);
            }
        });
    }

    /// Keeps a change in sight whose end is not known, until it is settled; one that has ended is open no longer.
    fn keep_open(&self, desk: Desk, review: ChangeReview, ending: &ChangeEnding) {
        let attempt = Attempt::Change(Box::new(review));
        match ending {
            ChangeEnding::NotSoFar { error, at, .. } => {
                desk.leave_open(self.at, attempt, Some(error.clone()), Some(*at));
            }
            ChangeEnding::NotKnown { error, .. } => desk.leave_open(self.at, attempt, error.clone(), None),
            ChangeEnding::Done { .. }
            | ChangeEnding::Stale { .. }
            | ChangeEnding::NotPermitted { .. }
            | ChangeEnding::Refused(_)
            | ChangeEnding::NotChanged { .. } => desk.settled(&self.at.ods(), &attempt),
        }
    }

    /// A change whose answer was lost has been saved after all.
    pub fn changed_after_all(self, desk: Desk, review: &ChangeReview, ending: &ChangeEnding) {
        self.tell_rebooking(desk, review, ending);
        self.load(desk);
    }

    /// Looks once more at a change whose end is not known; sends nothing to save.
    pub fn check_again(self, desk: Desk) {
        let reviewed = self.changing.with_untracked(|changing| changing.reviewed().cloned());
        let Some(attempt) = reviewed.map(|review| Attempt::Change(Box::new(review))) else { return };
        let key = desk.open_ends.with_untracked(|open| open.of(&self.at.ods(), &attempt).map(|one| one.key));
        if let Some(key) = key {
            desk.look_now(key);
        }
    }

    /// Whether it is the registered practice's.
    pub fn is_own(&self, desk: Desk) -> bool {
        desk.own().is(&self.at.provider().ods)
    }

    /// Whether the practice has the patient, so that it can be asked; tracked.
    pub fn has_patient(&self) -> bool {
        self.at.standing.with(|standing| standing.patient().is_some())
    }

    /// The booked ones, and whether the list is whole; `None` where there is no list; tracked.
    fn booked(&self) -> Option<(usize, bool)> {
        match &*self.state.read() {
            State::Empty(_) => Some((0, true)),
            State::Present { items, warnings } => {
                let all = items.appointments.items(&self.at.directory.read());
                let booked = all.iter().filter(|one| one.status == Status::Booked).count();
                Some((booked, warnings.is_empty()))
            }
            State::NotRequested
            | State::Loading
            | State::Failed(_)
            | State::Withheld(_)
            | State::NotSupported(_) => None,
        }
    }
}

impl Desk {
    /// Reports to the rail where the lists stand: the registered practice's state, and what is booked at all that have
    /// answered; one list that is missing makes the number incomplete.
    pub fn report_lists(&self) {
        let (desk, states) = (*self, AreaStates::here());
        Effect::new(move |_| {
            let (words, severity) = match &*desk.listing.state.read() {
                State::NotRequested => ("not asked".to_owned(), Severity::Quiet),
                State::Loading => ("loading".to_owned(), Severity::Quiet),
                State::Failed(_) => ("failed".to_owned(), Severity::Failed),
                State::Withheld(_) => ("withheld".to_owned(), Severity::Incomplete),
                State::NotSupported(_) => ("not supported".to_owned(), Severity::Quiet),
                State::Empty(_) | State::Present { .. } => {
                    let asked: Vec<_> = desk
                        .listings()
                        .into_iter()
                        .filter(Listing::has_patient)
                        .map(|one| one.booked())
                        .collect();
                    let booked: usize = asked.iter().flatten().map(|(booked, _)| booked).sum();
                    match asked.iter().all(|list| matches!(list, Some((_, true)))) {
                        true => (booked.to_string(), Severity::Plain),
                        false => (format!("{booked}, incomplete"), Severity::Incomplete),
                    }
                }
            };
            states.set("appointments", AreaState::new(words, severity));
        });
    }
}
