//! The flows: booking, changing, rebooking, and what has no known end. None needs a browser, so native tests drive them
//! against scripted and sandbox providers; the screens only show the state of a flow.

pub mod booking;
pub mod change_form;
pub mod changing;
pub mod open_ends;
pub mod read_back;
pub mod rebooking;
pub mod report;
