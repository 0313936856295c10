//! To change: open one of the lists' appointments, rebook it, send a change of it once, and take how it ended.

use leptos::prelude::*;

use super::Desk;
use super::at_practice::AtPractice;
use super::listing::Listing;
use crate::appointments::flow::booking::Step;
use crate::appointments::flow::changing::{ChangeEnding, ChangeReview, Changing, change};
use crate::appointments::flow::open_ends::Attempt;
use crate::appointments::flow::rebooking::{Leg, Rebooking};
use crate::clinical::appointments::{Action, Appointment};
use crate::gpconnect::Cancel;
use crate::gpconnect::appointments::Change;
use crate::session::under_way::Matter;

impl Desk {
    /// Opens an appointment; whatever was open in another list is closed, unless a change of it is on its way.
    pub fn show(self, listing: Listing, id: Option<String>) {
        for other in self.listings().into_iter().filter(|other| !listing.at.is(&other.at.provider().ods)) {
            other.close();
        }
        listing.show(id);
    }

    /// Opens an appointment with the form of its cancellation, the reason filled in.
    pub fn open_to_cancel(self, leg: &Leg, reason: &str) {
        let Some(listing) = self.listing_at(&leg.ods) else { return };
        self.show(listing, leg.id.clone());
        listing.fields.reason.set(reason.to_owned());
        listing.fields.action.set(Some(Action::Cancel));
    }

    /// Starts rebooking: the texts go into the form of the new one, and the old one stays booked until that is booked (APT-32).
    pub fn rebook(self, listing: Listing, old: &Appointment) {
        let practice = listing.at.practice().name;
        let Some(rebooking) = Rebooking::of(old, &listing.at.provider().ods, &practice) else { return };
        self.rebooking.set(Some(rebooking));
        self.choosing.start_with(old);
    }

    /// Sends what is reviewed: the first call sends, every further one does nothing.
    pub fn send(self, listing: Listing) {
        let Some(patient) = listing.at.patient() else { return };
        let Some(ticket) = listing.changing.try_update(Changing::submit).flatten() else { return };
        listing.step.set(Step::Sending);
        let (client, practice) = (listing.at.client(), listing.at.practice());
        let directory = listing.at.directory.get_untracked();
        let ChangeReview { seen, change: asked } = ticket.what().clone();
        let what = match asked {
            Change::Cancel { .. } => "cancellation",
            Change::Amend { .. } => "amendment",
        };
        let what = format!("The {what} of the appointment on {} at {}", seen.when(), practice.name);
        let (rebooking, ods) = (self.rebooking.get_untracked(), listing.at.ods());
        let work = async move {
            // The patient's signals go with the patient; what was sent carries on anyway.
            let on_step = |step| {
                listing.step.try_set(step);
            };
            change(&client, &patient, ticket, &directory, &Cancel::new(), on_step).await
        };
        self.patient.see_through(Matter::Appointments, what, work, move |ending, is_open| {
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
                self.end_change(listing, ending);
            }
            outside
        });
    }

    fn end_change(self, listing: Listing, ending: ChangeEnding) {
        match &ending {
            ChangeEnding::Done { .. } => listing.fields.clear(),
            ChangeEnding::Stale { now, .. } => {
                if let Some(review) = listing.changing.with_untracked(|changing| changing.reviewed().cloned())
                {
                    listing.fields.carry_over(&review.seen, now);
                }
            }
            ChangeEnding::NotPermitted { .. }
            | ChangeEnding::Refused(_)
            | ChangeEnding::NotChanged { .. }
            | ChangeEnding::NotSoFar { .. }
            | ChangeEnding::NotKnown { .. } => {}
        }
        if let Some(review) = listing.changing.with_untracked(|changing| changing.reviewed().cloned()) {
            self.tell_rebooking(listing.at, &review, &ending);
            self.keep_change_open(listing.at, review, &ending);
        }
        listing.changing.update(|changing| changing.end(ending));
        self.load(listing);
    }

    fn tell_rebooking(self, at: AtPractice, review: &ChangeReview, ending: &ChangeEnding) {
        let (ods, id) = (at.ods(), review.seen.id.as_deref().unwrap_or_default());
        self.rebooking.update(|rebooking| {
            if let Some(rebooking) = rebooking {
                rebooking.changed(&ods, id, &review.change, ending);
            }
        });
    }

    /// Keeps a change in sight whose end is not known, until it is settled; one that has ended is open no longer.
    fn keep_change_open(self, at: AtPractice, review: ChangeReview, ending: &ChangeEnding) {
        let attempt = Attempt::Change(Box::new(review));
        match ending {
            ChangeEnding::NotSoFar { error, at: looked, .. } => {
                self.leave_open(at, attempt, Some(error.clone()), Some(*looked));
            }
            ChangeEnding::NotKnown { error, .. } => self.leave_open(at, attempt, error.clone(), None),
            ChangeEnding::Done { .. }
            | ChangeEnding::Stale { .. }
            | ChangeEnding::NotPermitted { .. }
            | ChangeEnding::Refused(_)
            | ChangeEnding::NotChanged { .. } => self.settled(&at.ods(), &attempt),
        }
    }

    /// A change whose answer was lost has been saved after all.
    pub fn changed_after_all(self, listing: Listing, review: &ChangeReview, ending: &ChangeEnding) {
        self.tell_rebooking(listing.at, review, ending);
        self.load(listing);
    }

    /// Looks once more at a change whose end is not known; sends nothing to save.
    pub fn check_change_again(self, listing: Listing) {
        let reviewed = listing.changing.with_untracked(|changing| changing.reviewed().cloned());
        let Some(attempt) = reviewed.map(|review| Attempt::Change(Box::new(review))) else { return };
        let key =
            self.open_ends.with_untracked(|open| open.of(&listing.at.ods(), &attempt).map(|one| one.key));
        if let Some(key) = key {
            self.look_now(key);
        }
    }
}
