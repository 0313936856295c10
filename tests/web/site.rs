//! A patient open on a page of the record, against the sandbox provider.

use gloo_timers::future::TimeoutFuture;
use gp_connect_viewer::format::NhsNumber;
use gp_connect_viewer::gpconnect::Cancel;
use gp_connect_viewer::patient::opening::look_up;
use gp_connect_viewer::record::provide;
use gp_connect_viewer::session::{ForPatient, OpenPatient, Session, Start};
use leptos::prelude::*;

use crate::page::{Page, settle};

/// Opens a patient and shows a page of the record; `opened` is told the session.
pub async fn open<V: IntoView + 'static>(
    start: &Start,
    number: &str,
    opened: impl FnOnce(Session) + 'static,
    view: impl Fn() -> V + Send + Sync + Clone + 'static,
) -> Page {
    let number = NhsNumber::parse(number).unwrap();
    let (connection, settings) = (&start.connection, &start.settings);
    let candidate = look_up(connection, settings, &number, &Cancel::new(), |_| ()).await.unwrap();
    let open =
        OpenPatient::open(candidate.found.unwrap(), candidate.provider, candidate.check, true).unwrap();
    let start = start.clone();
    let page = Page::of(move || {
        let session = Session::provide(start);
        session.open(open);
        opened(session);
        // As the frame does: everything that is kept for a patient goes with it.
        move || {
            session.patient().map(|_| {
                ForPatient::provide();
                provide();
                view()
            })
        }
    });
    settle().await;
    page
}

/// Waits for something that a user would wait for.
pub async fn until(what: &str, is_so: impl Fn() -> bool) {
    for _ in 0..200 {
        if is_so() {
            settle().await;
            return;
        }
        TimeoutFuture::new(25).await;
    }
    panic!("waited 5 s in vain until {what}");
}
