//! Slots by day, and one day by clinician (APT-13).

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use super::{Filters, Schedule, Slot, Slots, moment};
use crate::clinical::order;

/// One day of the search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// The UK day.
    pub date: NaiveDate,
    /// Slots that may be looked at: free, not started, passing the filters.
    pub free: usize,
    /// Slots that the filters hide.
    pub hidden: usize,
    /// Slots that have started.
    pub started: usize,
}

/// One day as a board: rows are clinicians.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Board {
    /// The patient's preferred branch first, then by location and clinician.
    pub rows: Vec<ClinicianRow>,
}

/// One clinician in one role, session and place.
#[derive(Clone, Debug, PartialEq)]
pub struct ClinicianRow {
    /// Who, as what, in which session, where.
    pub schedule: Arc<Schedule>,
    /// Whether it is at the patient's preferred branch.
    pub preferred: bool,
    /// Their slots of the day, earliest first.
    pub slots: Vec<Slot>,
}

impl Day {
    /// The days of a period, with nothing on any of them.
    pub fn none(from: NaiveDate, until: NaiveDate) -> Vec<Day> {
        let days = from.iter_days().take_while(|date| *date <= until);
        days.map(|date| Day { date, free: 0, hidden: 0, started: 0 }).collect()
    }

    /// The days of several practices, each with its counts added up.
    pub fn sum(practices: impl IntoIterator<Item = Vec<Day>>) -> Vec<Day> {
        let mut days: BTreeMap<NaiveDate, Day> = BTreeMap::new();
        for day in practices.into_iter().flatten() {
            let sum = days.entry(day.date).or_insert(Day { free: 0, hidden: 0, started: 0, ..day });
            sum.free += day.free;
            sum.hidden += day.hidden;
            sum.started += day.started;
        }
        days.into_values().collect()
    }
}

impl Slots {
    /// Every day asked for with its counts, and days beyond them on which the practice has slots anyway.
    pub fn days(&self, filters: &Filters, now: DateTime<Utc>) -> Vec<Day> {
        let empty = |date| Day { date, free: 0, hidden: 0, started: 0 };
        let asked = Day::none(self.search.from, self.search.until).into_iter();
        let mut days: BTreeMap<NaiveDate, Day> = asked.map(|day| (day.date, day)).collect();
        for slot in &self.slots {
            let Some(date) = slot.day else { continue };
            let day = days.entry(date).or_insert_with(|| empty(date));
            if slot.has_started(now) {
                day.started += 1;
            } else if filters.pass(slot) {
                day.free += 1;
            } else {
                day.hidden += 1;
            }
        }
        days.into_values().collect()
    }

    /// The slots that are shown: not started, passing the filters.
    pub fn shown<'a>(&'a self, filters: &'a Filters, now: DateTime<Utc>) -> impl Iterator<Item = &'a Slot> {
        self.slots.iter().filter(move |slot| !slot.has_started(now) && filters.pass(slot))
    }

    /// One day as a board. `preferred` is the Location id of the patient's preferred branch at this practice.
    pub fn board(
        &self,
        date: NaiveDate,
        filters: &Filters,
        preferred: Option<&str>,
        now: DateTime<Utc>,
    ) -> Board {
        let mut rows: Vec<ClinicianRow> = Vec::new();
        let of_day = self.slots.iter().filter(|slot| slot.day == Some(date) && filters.pass(slot));
        for slot in of_day.filter(|slot| !slot.has_started(now)) {
            if slot.start.time().is_none() {
                continue;
            }
            match rows.iter_mut().find(|row| is_same_row(&row.schedule, &slot.schedule)) {
                Some(row) => row.slots.push(slot.clone()),
                None => rows.push(ClinicianRow {
                    schedule: slot.schedule.clone(),
                    preferred: preferred
                        .is_some_and(|id| slot.schedule.location.ids.iter().any(|own| own == id)),
                    slots: vec![slot.clone()],
                }),
            }
        }
        order::by(&mut rows, |a, b| {
            let key = |row: &ClinicianRow| {
                (
                    !row.preferred,
                    row.schedule.location.shown().to_owned(),
                    row.schedule.location.ids.clone(),
                    row.schedule.practitioner.name.is_none(),
                    row.schedule.practitioner.shown().to_owned(),
                    row.schedule.shown_session().to_owned(),
                )
            };
            key(a).cmp(&key(b))
        });
        Board { rows }
    }
}

impl Board {
    /// How many slots it shows.
    pub fn count(&self) -> usize {
        self.rows.iter().map(|row| row.slots.len()).sum()
    }

    /// Its slots, row by row.
    pub fn slots(&self) -> impl Iterator<Item = &Slot> {
        self.rows.iter().flat_map(|row| &row.slots)
    }

    /// The slots of several practices, what starts soonest first; of those that start together, the ones at the patient's
    /// preferred branch first (APT-13), then in the order of the practices. Each with whether it is at that branch.
    pub fn soonest(boards: impl IntoIterator<Item = Board>) -> Vec<(Slot, bool)> {
        let rows = boards.into_iter().flat_map(|board| board.rows);
        let mut all: Vec<(Slot, bool)> = rows
            .flat_map(|ClinicianRow { slots, preferred, .. }| {
                slots.into_iter().map(move |slot| (slot, preferred))
            })
            .collect();
        order::by_key(&mut all, |(slot, preferred)| (moment(&slot.start), !preferred));
        all
    }
}

/// One row for each clinician, role, session and place; people without an id are told apart by their schedules.
fn is_same_row(a: &Schedule, b: &Schedule) -> bool {
    let same_people = match (a.practitioner.ids.as_slice(), b.practitioner.ids.as_slice()) {
        ([], []) => a.id == b.id,
        (a, b) => a == b,
    };
    same_people && a.role == b.role && a.session == b.session && a.location.ids == b.location.ids
}
