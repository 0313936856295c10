//! Bookings played against a scripted practice.

use futures::executor::block_on;
use gp_connect_viewer::appointments::flow::booking::{Booking, Ending, Evidence, Form, Review, book};
use gp_connect_viewer::clinical::appointments::Directory;
use gp_connect_viewer::clinical::slots::Chain;
use gp_connect_viewer::gpconnect::Cancel;
use gp_connect_viewer::session::Practice;

use crate::scripted::{Line, now, organisation, patient, practice};
use crate::slots_sent;

pub const POST: &str = "POST /Appointment";
pub const LIST: &str = "GET /Patient/2/Appointment";

/// Two adjacent slots with Dr Adeyemi, 15:00 to 15:20.
pub fn chain() -> Chain {
    let slots = slots_sent::read(&[
        slots_sent::slot("11", "1", "21T15:00", "21T15:10"),
        slots_sent::slot("12", "1", "21T15:10", "21T15:20"),
    ]);
    Chain::of(slots.slots[0].clone()).with(&slots.slots[1], now()).unwrap()
}

pub fn form() -> Form {
    Form {
        chain: Some(chain()),
        description: " Urgent care referral ".to_owned(),
        comment: "Ground floor".to_owned(),
        told: true,
        ..Form::default()
    }
}

pub fn review() -> Review {
    Review::of(&form(), &organisation(), Some("urgent-care".to_owned()), now()).unwrap()
}

pub fn surgery() -> Practice {
    Practice { name: "Millbrook Surgery".to_owned(), phone: Some("01632 960101".to_owned()) }
}

/// Plays a booking; the script must be played to its end, with at most one request that changes anything.
pub fn play(lines: impl IntoIterator<Item = Line>) -> Ending {
    let (client, script) = practice(lines);
    let mut stage = Booking::default();
    stage.review(review());
    let ticket = stage.submit().unwrap();
    let ending = block_on(book(&client, &patient(), ticket, &Directory::default(), &Cancel::new(), |_| ()));
    assert!(script.is_over());
    assert_eq!(script.changes(), 1);
    ending
}

pub fn booked(ending: &Ending) -> (Evidence, usize) {
    match ending {
        Ending::Booked { evidence, differences, .. } => (*evidence, differences.len()),
        other => panic!("{other:?}"),
    }
}

pub fn play_review(review: Review, lines: impl IntoIterator<Item = Line>) -> Ending {
    let (client, script) = practice(lines);
    let mut stage = Booking::default();
    stage.review(review);
    let ticket = stage.submit().unwrap();
    let ending = block_on(book(&client, &patient(), ticket, &Directory::default(), &Cancel::new(), |_| ()));
    assert!(script.is_over());
    assert_eq!(script.changes(), 1);
    ending
}
