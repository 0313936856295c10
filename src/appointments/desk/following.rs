//! What has no known end is followed: looked for by itself, on demand, and with every list that is read.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::Desk;
use super::at_practice::AtPractice;
use crate::appointments::flow::booking::{self, Booking, Earlier, Ending, Evidence, Review};
use crate::appointments::flow::changing::{ChangeEnding, Changing, check_change_again, follow_change};
use crate::appointments::flow::open_ends::{Attempt, Came, OpenEnd, OpenEnds};
use crate::clinical::appointments::Appointment;
use crate::gpconnect::{Error, Received};
use crate::session::under_way::Matter;

/// What a look found.
enum Looked {
    Booking(Ending),
    Change(ChangeEnding),
}

impl Looked {
    /// What came of it, where something did.
    fn came(&self) -> Option<Came> {
        match self {
            Self::Booking(Ending::Booked { appointment, .. })
            | Self::Change(ChangeEnding::Done { appointment, .. }) => Some(Came::Stands(appointment.clone())),
            Self::Booking(Ending::NotKnown { found, .. }) if !found.is_empty() => {
                Some(Came::MayStand(found.clone()))
            }
            Self::Booking(_) | Self::Change(_) => None,
        }
    }

    /// When it was looked for and was not there.
    fn not_there(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Booking(Ending::NotSoFar { at, .. }) | Self::Change(ChangeEnding::NotSoFar { at, .. }) => {
                Some(*at)
            }
            Self::Booking(_) | Self::Change(_) => None,
        }
    }
}

impl Desk {
    /// Keeps what is booked in a rebooking, and what has no known end, so that it is told should the patient be closed. While a
    /// step of a rebooking is on its way, its own end tells of it.
    pub(super) fn hold_half_done(self) {
        Effect::new(move |_| {
            let is_sending = self.choosing.booking.with(Booking::is_sending)
                || self.listings().iter().any(|one| one.changing.with(Changing::is_sending));
            let half_done = self.rebooking.with(|rebooking| rebooking.as_ref()?.half_done());
            let rebooking = half_done.filter(|_| !is_sending);
            let open = self.open_ends.with(OpenEnds::half_done);
            self.patient.hold(Matter::Appointments, rebooking.into_iter().chain(open).collect());
        });
    }

    /// Keeps something whose end is not known in sight, and goes on looking for it by itself.
    pub fn leave_open(
        self,
        at: AtPractice,
        attempt: Attempt,
        error: Option<Error>,
        looked: Option<DateTime<Utc>>,
    ) {
        let ods = at.ods();
        let is_new = self.open_ends.with_untracked(|open| open.of(&ods, &attempt).is_none());
        let noted = self.open_ends.try_update(|open| open.note(&ods, at.practice(), attempt, error, looked));
        if let Some(key) = noted.filter(|_| is_new) {
            self.follow(at, key);
        }
    }

    /// Something has ended where it belongs, and is no longer open.
    pub fn settled(self, ods: &str, attempt: &Attempt) {
        let key = self.open_ends.with_untracked(|open| open.of(ods, attempt).map(|one| one.key));
        if let Some(key) = key {
            self.open_ends.update(|open| {
                open.settle(key);
            });
        }
    }

    /// The user has settled it with the practice, or has read what came of it.
    pub fn put_away(self, key: u32) {
        let Some(one) = self.open_ends.try_update(|open| open.settle(key)).flatten() else { return };
        if matches!(one.attempt, Attempt::Booking(_)) && !matches!(one.came, Some(Came::Stands(_))) {
            self.rebooking.update(|rebooking| {
                if let Some(rebooking) = rebooking {
                    rebooking.not_booked();
                }
            });
        }
    }

    /// Looks for it now, because the user asks.
    pub fn look_now(self, key: u32) {
        let Some(one) = self.one(key) else { return };
        let Some(at) = self.at(&one.ods) else { return };
        if one.attempt == Attempt::Registration {
            return self.look(at);
        }
        self.patient.say("Checking");
        self.patient.spawn(async move {
            if let Some(looked) = self.look_for(at, &one).await {
                if looked.came().is_none() {
                    self.patient.say("Not there yet");
                }
                self.take(key, looked);
            }
        });
    }

    fn one(self, key: u32) -> Option<OpenEnd> {
        self.open_ends.try_with_untracked(|open| open.get(key).cloned()).flatten()
    }

    async fn look_for(self, at: AtPractice, one: &OpenEnd) -> Option<Looked> {
        let (client, cancel, patient) = (at.client(), self.patient.cancel(), at.patient()?);
        let directory = at.directory.get_untracked();
        let error = one.error.clone();
        Some(match &one.attempt {
            Attempt::Booking(review) => Looked::Booking(
                booking::check_again(&client, &patient, review, error, &directory, &cancel).await,
            ),
            Attempt::Change(review) => Looked::Change(
                check_change_again(&client, &patient, review, error, &directory, &cancel).await,
            ),
            Attempt::Registration => return None,
        })
    }

    fn follow(self, at: AtPractice, key: u32) {
        let Some(one) = self.one(key) else { return };
        self.patient.spawn(async move {
            let (client, cancel) = (at.client(), self.patient.cancel());
            let (error, directory) = (one.error.clone(), at.directory.get_untracked());
            match (&one.attempt, at.patient()) {
                (Attempt::Registration, _) => self.follow_registration(at).await,
                (Attempt::Booking(review), Some(patient)) => {
                    let on_look = |ending: &Ending| self.take(key, Looked::Booking(ending.clone()));
                    let found =
                        booking::follow(&client, &patient, review, error, &directory, &cancel, on_look).await;
                    if let Some(ending) = found {
                        self.take(key, Looked::Booking(ending));
                    }
                }
                (Attempt::Change(review), Some(patient)) => {
                    let on_look = |ending: &ChangeEnding| self.take(key, Looked::Change(ending.clone()));
                    let found =
                        follow_change(&client, &patient, review, error, &directory, &cancel, on_look).await;
                    if let Some(ending) = found {
                        self.take(key, Looked::Change(ending));
                    }
                }
                (Attempt::Booking(_) | Attempt::Change(_), None) => {}
            }
        });
    }

    /// Takes what a look found. Where the page of its ending is still shown it is told there, else above every page.
    fn take(self, key: u32, looked: Looked) {
        let Some(one) = self.one(key).filter(|one| !matches!(one.came, Some(Came::Stands(_)))) else {
            return;
        };
        if let Some(when) = looked.not_there() {
            self.open_ends.update(|open| open.looked(key, when));
        }
        let Some(came) = looked.came() else { return };
        match (looked, &one.attempt) {
            (Looked::Booking(ending), Attempt::Booking(review)) => {
                self.booking_came(&one, review, &ending, came, false);
            }
            (Looked::Change(ending), Attempt::Change(review)) => {
                let listing = self.listing_at(&one.ods);
                let is_shown = listing.is_some_and(|listing| {
                    listing.changing.try_update(|stage| stage.end_after_all(review, ending.clone()))
                        == Some(true)
                });
                self.tell(key, came, is_shown);
                if let Some(listing) = listing {
                    self.changed_after_all(listing, review, &ending);
                }
            }
            (Looked::Booking(_) | Looked::Change(_), _) => {}
        }
    }

    /// A booking has come after all; `list_is_fresh` where the patient's appointments were read just now.
    fn booking_came(self, one: &OpenEnd, review: &Review, ending: &Ending, came: Came, list_is_fresh: bool) {
        let is_shown = !ending.is_open()
            && self.choosing.booking.try_update(|stage| stage.end_after_all(review, ending.clone()))
                == Some(true);
        if let Ending::Booked { appointment, .. } = ending {
            self.rebooking.update(|rebooking| {
                if let Some(rebooking) = rebooking {
                    rebooking.booked(ending, &review.choice.when(), &one.ods, &one.practice.name);
                }
            });
            if is_shown {
                self.booked_after_all(&one.ods, review, appointment);
            }
        }
        self.tell(one.key, came, is_shown);
        if let Some(listing) = self.listing_at(&one.ods).filter(|_| !list_is_fresh) {
            self.load(listing);
        }
    }

    fn tell(self, key: u32, came: Came, is_shown: bool) {
        self.open_ends.update(|open| {
            if is_shown {
                open.settle(key);
            } else {
                open.came(key, came);
            }
        });
        if let Some((heading, words)) = self.one(key).map(|one| one.words()) {
            self.patient.say(&format!("{heading}. {words}"));
        }
    }

    /// A list was read just now: what is open at that practice is compared with it, and what came is told.
    pub fn compare_open(self, ods: &str, listed: &Received<Vec<Appointment>>, is_whole: bool) {
        if self.open_ends.with_untracked(|open| open.all().is_empty()) {
            return;
        }
        let came = self.open_ends.try_update(|open| open.read(ods, &listed.value, is_whole, listed.at));
        for (key, came) in came.into_iter().flatten() {
            let Some(one) = self.one(key) else { continue };
            match (&one.attempt, &came) {
                (Attempt::Booking(review), Came::Stands(appointment)) => {
                    let ending = Ending::Booked {
                        differences: review.choice.differences(appointment),
                        appointment: appointment.clone(),
                        evidence: Evidence::ReadBack,
                        trace_id: listed.trace_id.clone(),
                        at: listed.at,
                    };
                    self.booking_came(&one, review, &ending, came, true);
                }
                _ => self.tell(key, came, false),
            }
        }
    }

    /// The bookings that must be looked for before anything further is sent.
    pub fn earlier_bookings(self) -> Vec<Earlier> {
        let open: Vec<_> = self.open_ends.with_untracked(|open| {
            open.bookings().map(|(one, review)| (one.ods.clone(), review.clone())).collect()
        });
        let earlier = |(ods, review): (String, Review)| {
            let at = self.at(&ods)?;
            let (client, patient) = (at.client(), at.patient()?);
            Some(Earlier { client, patient, review, directory: at.directory.get_untracked() })
        };
        open.into_iter().filter_map(earlier).collect()
    }
}
