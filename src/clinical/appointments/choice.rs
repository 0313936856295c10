//! The practice's appointment against what was chosen: only the same slot at the same start is "booked" (APT-23).

use super::{Appointment, Difference, Status};
use crate::clinical::slots::{self, Chain, moment};

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

    /// Whether the appointment stands, and is the one that was chosen: status booked, same start, same slots.
    pub fn is(&self, appointment: &Appointment) -> bool {
        appointment.status == Status::Booked
            && self.has_same_start(appointment)
            && self.has_same_slots(appointment)
    }

    fn has_same_start(&self, appointment: &Appointment) -> bool {
        let chosen = self.chain.first().map(|slot| &slot.start);
        match (chosen, &appointment.start) {
            (Some(chosen), Some(start)) => {
                chosen == start || (moment(chosen).is_some() && moment(chosen) == moment(start))
            }
            _ => false,
        }
    }

    /// An appointment that names no slot cannot be told apart by them: its start decides.
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
        let same_time = self.has_same_start(appointment)
            && appointment.end.as_ref().is_some_and(|end| moment(end) == moment(&last.end));
        if !same_time {
            compare("When", Some(&self.when()), Some(&appointment.when()));
        }
        if !self.has_same_slots(appointment) {
            let ids = |ids: &mut dyn Iterator<Item = &str>| ids.collect::<Vec<_>>().join(", ");
            let chosen = ids(&mut self.chain.slots().iter().map(|slot| slot.id.as_str()));
            compare("Slot", Some(&chosen), Some(&ids(&mut appointment.slots.iter().map(String::as_str))));
        }
        if schedule.location.id != appointment.location.id && !appointment.is_visit {
            compare("Where", Some(schedule.location.shown()), Some(appointment.shown_location()));
        }
        if appointment.is_visit {
            compare("How", Some(first.shown_channel()), Some("Home visit"));
        } else if appointment.channel.is_some() {
            compare("How", first.channel.as_deref(), appointment.channel.as_deref());
        }
        if schedule.practitioner.id != appointment.practitioner.id {
            compare("With", Some(schedule.practitioner.shown()), Some(appointment.shown_practitioner()));
        }
        compare("Description", Some(&self.description), appointment.description.as_deref());
        compare("Comment", self.comment.as_deref(), appointment.comment.as_deref());
        found
    }
}
