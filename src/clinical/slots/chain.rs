//! Several slots as one appointment: only along a chain of slots that adjoin (foundations digest 3.3, APT-16).

use chrono::{DateTime, Utc};

use super::{NotBookable, Slot, Slots, clock, moment};
use crate::fhir::DateTime as Sent;

/// Slots that adjoin, earliest first; never empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Chain(Vec<Slot>);

/// Why a slot cannot be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotAdjoining {
    /// None starts when the chain ends, or ends when it starts: the wall time that was looked for.
    Gap(String),
    /// It is at another practice.
    OtherPractice,
    /// It belongs to another session or clinician.
    OtherSchedule,
    /// It has another delivery channel.
    OtherChannel,
    /// It is of another slot type.
    OtherSlotType,
    /// It may not be booked at all.
    NotBookable(NotBookable),
}

impl NotAdjoining {
    /// The refusal in words.
    pub fn words(&self) -> String {
        match self {
            Self::Gap(time) => format!("there is no free slot next to it at {time}"),
            Self::OtherPractice => "the slot next to it is at another practice".to_owned(),
            Self::OtherSchedule => "the slot next to it belongs to another session or clinician".to_owned(),
            Self::OtherChannel => "the slot next to it is held in another way".to_owned(),
            Self::OtherSlotType => "the slot next to it is of another type".to_owned(),
            Self::NotBookable(why) => why.words().to_owned(),
        }
    }
}

impl Chain {
    /// A chain of one slot.
    pub fn of(slot: Slot) -> Self {
        Self(vec![slot])
    }

    /// The slots in order.
    pub fn slots(&self) -> &[Slot] {
        &self.0
    }

    /// The earliest slot.
    pub fn first(&self) -> Option<&Slot> {
        self.0.first()
    }

    /// The latest slot.
    pub fn last(&self) -> Option<&Slot> {
        self.0.last()
    }

    /// Length of the whole.
    pub fn minutes(&self) -> i64 {
        self.0.iter().map(|slot| slot.minutes).sum()
    }

    /// Whether a slot is part of it.
    pub fn holds(&self, slot: &Slot) -> bool {
        self.0.iter().any(|own| own.is(slot))
    }

    /// ODS code of the practice whose slots they are: one for all.
    pub fn practice(&self) -> Option<&str> {
        self.first().map(|slot| &*slot.practice)
    }

    /// The chain with one slot more at either end, or why not.
    pub fn with(&self, slot: &Slot, now: DateTime<Utc>) -> Result<Self, NotAdjoining> {
        slot.bookable(now).map_err(NotAdjoining::NotBookable)?;
        let (Some(first), Some(last)) = (self.first(), self.last()) else {
            return Ok(Self::of(slot.clone()));
        };
        if is_same(&last.end, &slot.start) {
            adjoins(last, slot)?;
            Ok(Self(self.0.iter().chain([slot]).cloned().collect()))
        } else if is_same(&slot.end, &first.start) {
            adjoins(slot, first)?;
            Ok(Self(std::iter::once(slot).chain(&self.0).cloned().collect()))
        } else {
            Err(NotAdjoining::Gap(clock(&last.end)))
        }
    }

    /// The chain without its latest slot; a single slot stays.
    pub fn without_last(&self) -> Self {
        let keep = self.0.len().saturating_sub(1).max(1);
        Self(self.0.iter().take(keep).cloned().collect())
    }

    /// The slot that could be added at the end, or why none can.
    pub fn later(&self, slots: &Slots, now: DateTime<Utc>) -> Result<Slot, NotAdjoining> {
        let Some(last) = self.last() else { return Err(NotAdjoining::Gap(String::new())) };
        self.best(slots.slots.iter().filter(|slot| is_same(&last.end, &slot.start)), &last.end, now)
    }

    /// The slot that could be added at the front, or why none can.
    pub fn earlier(&self, slots: &Slots, now: DateTime<Utc>) -> Result<Slot, NotAdjoining> {
        let Some(first) = self.first() else { return Err(NotAdjoining::Gap(String::new())) };
        self.best(slots.slots.iter().filter(|slot| is_same(&slot.end, &first.start)), &first.start, now)
    }

    /// The first that fits; else the reason of the one that comes nearest to fitting.
    fn best<'a>(
        &self,
        candidates: impl Iterator<Item = &'a Slot>,
        at: &Sent,
        now: DateTime<Utc>,
    ) -> Result<Slot, NotAdjoining> {
        let mut nearest = NotAdjoining::Gap(clock(at));
        for slot in candidates {
            match self.with(slot, now) {
                Ok(_) => return Ok(slot.clone()),
                Err(NotAdjoining::OtherSchedule) if !matches!(nearest, NotAdjoining::Gap(_)) => {}
                Err(why) => nearest = why,
            }
        }
        Err(nearest)
    }

    /// Checks the whole chain again, link by link, before it is sent (APT-21).
    pub fn check(&self, now: DateTime<Utc>) -> Result<(), NotAdjoining> {
        for slot in &self.0 {
            slot.bookable(now).map_err(NotAdjoining::NotBookable)?;
        }
        for pair in self.0.windows(2) {
            if let [one, next] = pair {
                if !is_same(&one.end, &next.start) {
                    return Err(NotAdjoining::Gap(clock(&one.end)));
                }
                adjoins(one, next)?;
            }
        }
        Ok(())
    }
}

fn is_same(a: &Sent, b: &Sent) -> bool {
    a == b || moment(a).is_some_and(|a| Some(a) == moment(b))
}

/// Everything of the rule but the time.
fn adjoins(one: &Slot, next: &Slot) -> Result<(), NotAdjoining> {
    if one.practice != next.practice {
        Err(NotAdjoining::OtherPractice)
    // Slots without a schedule have nothing that could be the same.
    } else if one.schedule.id.is_none() || one.schedule.id != next.schedule.id {
        Err(NotAdjoining::OtherSchedule)
    } else if one.channel != next.channel {
        Err(NotAdjoining::OtherChannel)
    } else if one.service_type != next.service_type {
        Err(NotAdjoining::OtherSlotType)
    } else {
        Ok(())
    }
}
