//! A failed call as the fault panel shows it: the one place where errors of the fetch layer meet the screen.

use crate::gpconnect::Error;
use crate::ui::fault::Fault;

impl From<&Error> for Fault {
    fn from(error: &Error) -> Self {
        let explanation = error.explain();
        Fault {
            what: explanation.what,
            saved: explanation.saved.map(str::to_owned),
            next: explanation.next.to_owned(),
            trace_id: Some(error.trace_id.clone()),
            wait: explanation.wait,
            details: explanation.details,
        }
    }
}
