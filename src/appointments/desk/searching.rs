//! The search for free slots: the form, and one state for each practice asked, so that none hides another (APT-15).

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, Utc};
use leptos::prelude::*;

use super::at_practice::AtPractice;
use super::left_out::PracticesLeftOut;
use super::practice_search::{PracticeSearch, Shown};
use crate::clinical::State;
use crate::clinical::slots::{Chain, Day, Deadline, Filters, Search, SearchFault, Slot};
use crate::format::uk_time;
use crate::gpconnect::Organisation;
use crate::session::clock;
use crate::ui::memo::memo;

/// Days that a search spans until somebody says otherwise: today and six more, as the board shows them in one row.
const FIRST_SPAN: u64 = 6;

/// As many practices as stand open side by side; of more, the first [`FIRST_OPEN`] that have slots.
const ALL_OPEN: usize = 6;
const FIRST_OPEN: usize = 3;

/// How one day is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Practice by practice, clinician by clinician.
    ByPractice,
    /// One row for each slot of all practices, what starts soonest first.
    SoonestFirst,
}

impl Layout {
    /// The one that is not this one.
    pub fn other(self) -> Self {
        match self {
            Layout::ByPractice => Layout::SoonestFirst,
            Layout::SoonestFirst => Layout::ByPractice,
        }
    }
}

/// The search form and its answers.
#[derive(Clone, Copy)]
pub struct Searching {
    /// First day, as a date field writes it.
    pub from: RwSignal<String>,
    /// Last day.
    pub until: RwSignal<String>,
    /// Whether the organisation's type is sent (APT-03).
    pub sends_type: RwSignal<bool>,
    /// Whether the organisation's ODS code is sent (APT-03).
    pub sends_ods: RwSignal<bool>,
    /// What is wrong with the period.
    pub fault: RwSignal<Option<SearchFault>>,
    /// The days that were searched last.
    pub period: RwSignal<Option<(NaiveDate, NaiveDate)>>,
    /// Every practice that may be asked, the registered one first.
    practices: StoredValue<Vec<PracticeSearch>>,
    /// The practices left out for this patient.
    pub left_out: PracticesLeftOut,
    /// ODS code of the one practice that is looked at; `None` for all.
    pub narrowed: RwSignal<Option<String>>,
    /// Today in the UK.
    pub today: Memo<NaiveDate>,
    /// The day shown.
    pub day: RwSignal<Option<NaiveDate>>,
    /// Filters over what is here.
    pub filters: RwSignal<Filters>,
    /// By when the patient should be seen, once somebody has said so.
    pub deadline: RwSignal<Option<Deadline>>,
    /// How the day is shown.
    pub layout: RwSignal<Layout>,
    /// The practices that somebody opened (`true`) or folded on the board, by ODS code.
    folds: RwSignal<BTreeMap<String, bool>>,
}

impl Searching {
    /// A form for some practices, the registered one first, from today on.
    pub fn of(practices: &[AtPractice], organisation: &Organisation, now: RwSignal<DateTime<Utc>>) -> Self {
        let today = uk_time::today(clock::now());
        let last = today.checked_add_days(Days::new(FIRST_SPAN)).unwrap_or(today);
        let shown = Shown { now, day: RwSignal::new(None), filters: RwSignal::new(Filters::default()) };
        let each = practices.iter().enumerate();
        let left_out = PracticesLeftOut::here();
        let practice = |(index, at): (usize, &AtPractice)| {
            let is_own = index == 0;
            PracticeSearch::new(*at, is_own, is_own || !left_out.has(&at.ods()), shown)
        };
        let practices = each.map(practice).collect();
        Self {
            from: RwSignal::new(today.to_string()),
            until: RwSignal::new(last.to_string()),
            sends_type: RwSignal::new(organisation.booking_type().is_some()),
            sends_ods: RwSignal::new(true),
            fault: RwSignal::new(None),
            period: RwSignal::new(None),
            practices: StoredValue::new(practices),
            left_out,
            narrowed: RwSignal::new(None),
            today: memo(move || uk_time::today(now.get())),
            day: shown.day,
            filters: shown.filters,
            deadline: RwSignal::new(None),
            layout: RwSignal::new(Layout::ByPractice),
            folds: RwSignal::new(BTreeMap::new()),
        }
    }

    /// Every practice that may be asked, the registered one first.
    pub fn practices(&self) -> Vec<PracticeSearch> {
        self.practices.get_value()
    }

    /// The practices that are searched, tracked.
    pub fn chosen(&self) -> Vec<PracticeSearch> {
        let mut practices = self.practices();
        practices.retain(|practice| practice.chosen.get());
        practices
    }

    /// The practices that are looked at: all that are searched, or the one that somebody narrowed to; tracked.
    pub fn shown(&self) -> Vec<PracticeSearch> {
        let narrowed = self.narrowed.get();
        let mut practices = self.chosen();
        if let Some(ods) = narrowed {
            practices.retain(|practice| practice.at.is(&ods));
        }
        practices
    }

    /// Whether so many practices are searched that each takes one line.
    pub fn are_many(&self) -> bool {
        self.chosen().len() > ALL_OPEN
    }

    /// The practices whose slots stand open on the board, tracked: as somebody opened or folded them; else all of a few and
    /// the first of many, but none whose answer is held back.
    pub fn open(&self) -> Vec<PracticeSearch> {
        let mut shown = self.shown();
        if shown.len() < 2 {
            return shown;
        }
        let mut first = if shown.len() > ALL_OPEN { FIRST_OPEN } else { usize::MAX };
        let folds = self.folds.read();
        shown.retain(|practice| {
            let has_rows = !practice.board.read().rows.is_empty();
            let is_first = has_rows && !practice.is_held.get() && first > 0;
            first -= usize::from(is_first);
            has_rows && folds.get(&practice.at.ods()).copied().unwrap_or(is_first)
        });
        shown
    }

    /// How many of the `free` slots of the day are folded to a line, or held back with their answer, tracked.
    pub fn out_of_sight(&self, free: usize) -> usize {
        match self.layout.get() {
            Layout::ByPractice => free.saturating_sub(count(&self.open())),
            Layout::SoonestFirst => count(&self.held()),
        }
    }

    /// The practices whose answer is held back, tracked.
    pub fn held(&self) -> Vec<PracticeSearch> {
        let mut held = self.shown();
        held.retain(|practice| practice.is_held.get());
        held
    }

    /// Opens a practice on the board, or folds it to its line.
    pub fn fold(&self, practice: &PracticeSearch, open: bool) {
        self.folds.update(|folds| {
            folds.insert(practice.at.ods(), open);
        });
    }

    /// Opens every practice on the board, or folds every one.
    pub fn fold_all(&self, open: bool) {
        let all = untrack(|| self.shown());
        self.folds.update(|folds| folds.extend(all.iter().map(|practice| (practice.at.ods(), open))));
    }

    /// Puts the answers that were held back in their places.
    pub fn release(&self) {
        for practice in self.practices() {
            practice.is_held.set(false);
        }
    }

    /// The search at the practice whose slots were chosen.
    pub fn of_chain(&self, chain: &Chain) -> Option<PracticeSearch> {
        let ods = chain.practice()?;
        self.practices.with_value(|all| all.iter().find(|practice| practice.at.is(ods)).copied())
    }

    /// The days of the practices that are looked at, each with its counts, tracked. Days that nobody has answered for yet
    /// are there too.
    pub fn days(&self) -> Vec<Day> {
        let period = self.period.get().map(|(from, until)| Day::none(from, until)).unwrap_or_default();
        let mut days = Day::sum(self.shown().iter().map(|practice| practice.days.get()).chain([period]));
        days.retain(|day| day.date >= self.today.get());
        days
    }

    /// Looks at one practice only, or at all again.
    pub fn narrow(&self, ods: &str) {
        self.narrowed.update(|narrowed| {
            *narrowed = (narrowed.as_deref() != Some(ods)).then(|| ods.to_owned());
        });
        self.keep_day();
    }

    /// Moves days that are over out of the form and out of sight; what was answered for later ones stays.
    pub fn move_on(&self) {
        let now = clock::now();
        let (from, until) = (self.from.get_untracked(), self.until.get_untracked());
        if let Some((from, until)) = Search::moved_on(&from, &until, now) {
            self.from.set(from.to_string());
            self.until.set(until.to_string());
            self.keep_day();
        }
    }

    /// Stays on the day shown while it has something free; else the first day that has.
    pub fn keep_day(&self) {
        let days = untrack(|| self.days());
        let shown = self.day.get_untracked();
        let kept = days.iter().find(|day| Some(day.date) == shown && day.free + day.hidden > 0);
        let first = days.iter().find(|day| day.free > 0).or(days.first());
        let day = kept.or(first).map(|day| day.date);
        if day != shown {
            self.day.set(day);
        }
    }

    /// Whether a slot starts after the time by which the patient should be seen, tracked.
    pub fn is_late(&self, slot: &Slot) -> bool {
        self.deadline.get().is_some_and(|deadline| deadline.is_before(slot))
    }

    /// Whether any of the practices looked at has answered with slots, tracked.
    pub fn has_slots(&self) -> bool {
        self.shown().iter().any(|practice| matches!(&*practice.state.read(), State::Present { .. }))
    }

    /// The slots chosen, with the answer that they came in: its organisation type is repeated in a booking (APT-18).
    pub fn searched_as(&self, chain: &Chain) -> Option<String> {
        let found = untrack(|| self.of_chain(chain)?.found())?;
        found.slots.search.organisation_type.clone()
    }
}

/// How many slots of the day some practices show, tracked.
pub fn count(practices: &[PracticeSearch]) -> usize {
    practices.iter().map(|practice| practice.board.read().count()).sum()
}
