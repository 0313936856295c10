//! The practice's appointment against what was chosen: only the same slot at the same start is "booked" (APT-23).

use std::collections::BTreeSet;

use super::difference::named;
use super::{Appointment, Difference, Status};
use crate::clinical::slots::{self, Chain, Slot, moment};
use crate::fhir::DateTime as Sent;

/// How the practice's time compares with the chosen one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeFit {
    /// The same moment, in whichever zone it is written.
    Same,
    /// The same clock time with another offset behind it: the same appointment, and a time that must be confirmed.
    OtherOffset,
    /// Another time.
    Other,
}

/// What an appointment of a list is to a booking whose answer was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BookingMatch {
    /// What was booked.
    This,
    /// It might be, and nobody can tell from here.
    Doubtful,
    /// Something else.
    Another,
}

/// What a user chose and wrote, as it was sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The slots.
    pub chain: Chain,
    /// Why, in one line.
    pub description: String,
    /// More, for the practice.
    pub comment: Option<String>,
}

impl Choice {
    /// Day and time as sent: `Sat 21-Nov-2026, 15:00 to 15:20`.
    pub fn when(&self) -> String {
        match (self.chain.first(), self.chain.last()) {
            (Some(first), Some(last)) => slots::when(&first.start, Some(&last.end)),
            _ => String::new(),
        }
    }

    /// Whether the appointment is booked, and is the one that was chosen: status booked, the same time, the same slots.
    pub fn is(&self, appointment: &Appointment) -> bool {
        appointment.status == Status::Booked
            && self.time_of(appointment) != TimeFit::Other
            && self.has_same_slots(appointment)
    }

    /// What an appointment of the patient's list is to a booking whose answer was lost. `before` holds the ids that were
    /// there before it was sent, where somebody had read them.
    pub fn likeness(
        &self,
        appointment: &Appointment,
        organisation_ods: &str,
        before: Option<&BTreeSet<String>>,
    ) -> BookingMatch {
        let was_there = before.zip(appointment.id.as_ref()).is_some_and(|(before, id)| before.contains(id));
        if appointment.status != Status::Booked || self.time_of(appointment) == TimeFit::Other {
            return BookingMatch::Another;
        }
        let names_slots = !appointment.slots.is_empty();
        let fits = self.fits(appointment, organisation_ods);
        match (names_slots, self.has_same_slots(appointment)) {
            // One slot is one appointment; one that was there before is not what this booking made.
            (true, true) if was_there => BookingMatch::Doubtful,
            (true, true) => BookingMatch::This,
            (true, false) if fits && !was_there => BookingMatch::Doubtful,
            (true, false) => BookingMatch::Another,
            // Without a slot everything else must agree, and it must be new.
            (false, _) if was_there => BookingMatch::Another,
            (false, _) if fits && before.is_some() => BookingMatch::This,
            (false, _) => BookingMatch::Doubtful,
        }
    }

    /// Whether people, place, words and whoever booked it are those of the booking.
    fn fits(&self, appointment: &Appointment, organisation_ods: &str) -> bool {
        let Some(schedule) = self.chain.first().map(|first| &first.schedule) else { return false };
        let texts = [appointment.description.as_deref(), appointment.comment.as_deref()];
        let holds_description = texts.iter().flatten().any(|text| text.contains(&self.description));
        let ods = appointment.booked_by.as_ref().and_then(|booked_by| booked_by.ods.as_deref());
        schedule.practitioner.ids == appointment.practitioner.ids
            && (appointment.is_visit || schedule.location.ids == appointment.location.ids)
            && holds_description
            && ods.is_some_and(|ods| ods.eq_ignore_ascii_case(organisation_ods))
    }

    /// How the practice's time compares with the chosen one: by its moment, and by what its clock shows.
    pub fn time_of(&self, appointment: &Appointment) -> TimeFit {
        let chosen = self.chain.first().map(|slot| &slot.start);
        match (chosen, &appointment.start) {
            (Some(chosen), Some(start)) if is_same_moment(chosen, start) => TimeFit::Same,
            (Some(chosen), Some(start)) if is_same_clock(chosen, start) => TimeFit::OtherOffset,
            _ => TimeFit::Other,
        }
    }

    /// The practice's appointment with the time of the slots where it wrote their moment in another zone.
    pub fn timed(&self, appointment: Appointment) -> Appointment {
        match (self.chain.first(), self.chain.last()) {
            (Some(first), Some(last)) => appointment.timed_by(&first.start, &last.end),
            _ => appointment,
        }
    }

    /// An appointment that names no slot cannot be told apart by them.
    fn has_same_slots(&self, appointment: &Appointment) -> bool {
        let chosen = self.chain.slots();
        appointment.slots.is_empty()
            || (appointment.slots.len() == chosen.len()
                && chosen.iter().all(|slot| appointment.slots.contains(&slot.id)))
    }

    /// Everything that the practice holds otherwise than it was chosen or written.
    pub fn differences(&self, appointment: &Appointment) -> Vec<Difference> {
        let mut found = Vec::new();
        let mut compare = |what, before: Option<&str>, now: Option<&str>| {
            if before != now {
                let shown = |text: Option<&str>| text.unwrap_or("Not stated").to_owned();
                found.push(Difference { what, before: shown(before), now: shown(now) });
            }
        };
        let (Some(first), Some(last)) = (self.chain.first(), self.chain.last()) else { return found };
        let schedule = &first.schedule;
        compare("Status", Some(Status::Booked.words()), Some(appointment.status.words()));
        self.differing_time(appointment, last, &mut compare);
        if !self.has_same_slots(appointment) {
            let ids = |ids: &mut dyn Iterator<Item = &str>| ids.collect::<Vec<_>>().join(", ");
            let chosen = ids(&mut self.chain.slots().iter().map(|slot| slot.id.as_str()));
            compare("Slot", Some(&chosen), Some(&ids(&mut appointment.slots.iter().map(String::as_str))));
        }
        if schedule.location.ids != appointment.location.ids && !appointment.is_visit {
            let (chosen, now) = (&schedule.location, appointment.shown_location());
            compare(
                "Where",
                Some(&named(chosen.shown(), &chosen.ids)),
                Some(&named(now, &appointment.location.ids)),
            );
        }
        if appointment.is_visit {
            compare("How", Some(first.shown_channel()), Some("Home visit"));
        } else if appointment.channel.is_some() {
            compare("How", first.channel.as_deref(), appointment.channel.as_deref());
        }
        if schedule.practitioner.ids != appointment.practitioner.ids {
            let (chosen, now) = (&schedule.practitioner, appointment.shown_practitioner());
            compare(
                "With",
                Some(&named(chosen.shown(), &chosen.ids)),
                Some(&named(now, &appointment.practitioner.ids)),
            );
        }
        compare("Description", Some(&self.description), appointment.description.as_deref());
        compare("Comment", self.comment.as_deref(), appointment.comment.as_deref());
        found
    }

    /// Says in what the time differs, so that no table of differences is empty: a clock time, or an offset behind the same
    /// clock time.
    fn differing_time(
        &self,
        appointment: &Appointment,
        last: &Slot,
        compare: &mut impl FnMut(&'static str, Option<&str>, Option<&str>),
    ) {
        let ends_alike = |is_alike: fn(&Sent, &Sent) -> bool| {
            appointment.end.as_ref().is_some_and(|end| is_alike(&last.end, end))
        };
        let offset = |sent: Option<&Sent>| match sent.and_then(Sent::offset) {
            Some(offset) => format!("UTC{offset}"),
            None => "None".to_owned(),
        };
        match self.time_of(appointment) {
            TimeFit::Same if ends_alike(is_same_moment) => {}
            TimeFit::OtherOffset if ends_alike(is_same_clock) => compare(
                "Offset of the time",
                Some(&offset(self.chain.first().map(|first| &first.start))),
                Some(&offset(appointment.start.as_ref())),
            ),
            TimeFit::Same | TimeFit::OtherOffset | TimeFit::Other => {
                compare("When", Some(&self.when()), Some(&appointment.when()));
            }
        }
    }
}

fn is_same_moment(a: &Sent, b: &Sent) -> bool {
    a == b || moment(a).is_some_and(|a| Some(a) == moment(b))
}

fn is_same_clock(a: &Sent, b: &Sent) -> bool {
    slots::wall(a).is_some_and(|a| Some(a) == slots::wall(b))
}
