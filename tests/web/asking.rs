//! Asking about the open patient: the last question alone speaks, what was confirmed is kept and in the trail, and all of it
//! ends with the patient.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::{Arc, Mutex};

use futures::channel::oneshot::{Sender, channel};
use gp_connect_viewer::clinical::{CrossCheck, State};
use gp_connect_viewer::fhir::DateTime;
use gp_connect_viewer::format::NhsNumber;
use gp_connect_viewer::gpconnect::Cancel;
use gp_connect_viewer::sandbox::{self, Provider, SandboxTransport};
use gp_connect_viewer::session::{ForPatient, Question, Session, Settings, Start, clock};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, settle};
use crate::site;

const IMOGEN: &str = "9990054320";

/// A practice that answers when the test says so.
#[derive(Clone, Default)]
struct Practice {
    /// Where to put the answer to each call.
    calls: Rc<RefCell<Vec<Option<Sender<u32>>>>>,
    /// What ends each call.
    stops: Rc<RefCell<Vec<Cancel>>>,
    /// What was judged.
    judged: Rc<RefCell<Vec<u32>>>,
}

impl Practice {
    fn is_asked(&self, question: Question<u32>) {
        let (practice, judged) = (self.clone(), self.judged.clone());
        question.ask(
            async move |stop| {
                let (sender, answer) = channel();
                practice.calls.borrow_mut().push(Some(sender));
                practice.stops.borrow_mut().push(stop.clone());
                answer.await.unwrap()
            },
            move |answer| {
                judged.borrow_mut().push(answer);
                State::Present { items: answer, warnings: Vec::new() }
            },
        );
    }

    /// Answers one of the calls; whether anybody still waits for it.
    async fn answers(&self, call: usize, answer: u32) -> bool {
        let sender = self.calls.borrow_mut()[call].take().unwrap();
        let is_awaited = sender.send(answer).is_ok();
        settle().await;
        is_awaited
    }

    fn is_stopped(&self, call: usize) -> bool {
        self.stops.borrow()[call].is_fired()
    }
}

/// A screen with a question on it, taken away by the flag.
fn asked_on_a_screen(is_there: RwSignal<bool>) -> (Page, Question<u32>) {
    let made = Arc::new(Mutex::new(None));
    let here = made.clone();
    let page = Page::of(move || {
        move || is_there.get().then(|| *here.lock().unwrap() = Some(Question::<u32>::new()))
    });
    let question = made.lock().unwrap().unwrap();
    (page, question)
}

#[wasm_bindgen_test]
async fn a_question_asked_anew_ends_the_former_and_only_the_last_speaks() {
    let is_there = RwSignal::new(true);
    let (_page, question) = asked_on_a_screen(is_there);
    let practice = Practice::default();
    let state = || question.state().get_untracked();
    assert!(question.is_open());

    practice.is_asked(question);
    settle().await;
    assert!(!question.is_open());
    practice.is_asked(question);
    settle().await;
    assert_eq!(state(), State::Loading);
    assert!(practice.is_stopped(0) && !practice.is_stopped(1));

    practice.answers(1, 2).await;
    practice.answers(0, 1).await;
    assert_eq!(state(), State::Present { items: 2, warnings: Vec::new() });
    assert_eq!(*practice.judged.borrow(), [2]);

    practice.is_asked(question);
    settle().await;
    question.forget();
    practice.answers(2, 3).await;
    assert_eq!(state(), State::NotRequested);
    assert!(practice.is_stopped(2));
}

// proves: ARH-29
#[wasm_bindgen_test]
async fn a_question_ends_with_the_screen_that_it_was_made_for() {
    let is_there = RwSignal::new(true);
    let (_page, question) = asked_on_a_screen(is_there);
    let practice = Practice::default();
    practice.is_asked(question);
    settle().await;
    is_there.set(false);
    settle().await;
    assert!(practice.is_stopped(0));
    assert!(!practice.answers(0, 1).await, "the work goes with the screen");
    assert!(practice.judged.borrow().is_empty());
}

/// A patient open on an empty page.
async fn patient_open() -> (Page, Start, Session, ForPatient) {
    let transport = SandboxTransport::new(Arc::new(Mutex::new(Provider::new())), clock::now);
    let settings = Settings::read(sandbox::config(sandbox::ORIGIN).as_bytes()).unwrap();
    let start = Start::new(settings, Arc::new(transport));
    let (patient, session) = (Arc::new(Mutex::new(None)), Rc::new(Cell::new(None)));
    let (here, told) = (patient.clone(), session.clone());
    let tell = move |session| told.set(Some(session));
    let page = site::open(&start, IMOGEN, tell, move || *here.lock().unwrap() = ForPatient::here()).await;
    let (session, patient) = (session.get().unwrap(), patient.lock().unwrap().unwrap());
    (page, start, session, patient)
}

// proves: ARS-59 FND-12 ARH-56
#[wasm_bindgen_test]
async fn a_confirmed_person_is_kept_and_in_the_trail() {
    let (_page, start, _, patient) = patient_open().await;
    assert!(patient.confirmed_untracked().is_empty());
    let national = patient.open().demographics();
    let mut other = national.clone();
    other.birth_date = Some(DateTime::new("1901-02-03"));
    let check = CrossCheck::compare(&national, &other);
    patient.confirmed_person(&patient.practice(), check.clone(), "trace-1".to_owned());
    assert!(patient.confirmed_untracked().know(&check));
    let last = start.audit.entries().pop().unwrap().attempt;
    assert_eq!((last.interaction, last.trace_id.as_str()), ("local:cross-check", "trace-1"));
    assert_eq!(last.nhs_number.as_ref().map(NhsNumber::digits), Some(IMOGEN));
    assert_eq!(last.ods, patient.practice().ods);
    assert_eq!(last.outcome, "user confirmed the person; differing: Born");
}

// proves: ARH-29
#[wasm_bindgen_test]
async fn what_is_under_way_for_a_patient_ends_when_they_are_closed() {
    let (_page, _, session, patient) = patient_open().await;
    let (sender, answer) = channel::<()>();
    let is_done = Rc::new(Cell::new(false));
    let done = is_done.clone();
    patient.spawn(async move {
        let _ = answer.await;
        done.set(true);
    });
    let stop = patient.cancel();
    settle().await;
    assert!(!stop.is_fired());
    session.close();
    settle().await;
    assert!(stop.is_fired());
    assert!(sender.send(()).is_err(), "nobody waits any longer");
    assert!(!is_done.get());
}
