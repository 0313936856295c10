//! The search for free slots: the form, and one state for each practice asked, so that none hides another (APT-15).

use chrono::{DateTime, Days, NaiveDate, Utc};
use leptos::prelude::*;

use super::Desk;
use super::at_practice::AtPractice;
use super::left_out::LeftOut;
use super::practice_search::{PracticeSearch, Shown};
use crate::clinical::State;
use crate::clinical::slots::{Chain, Day, Deadline, Filters, Search, SearchFault, Slot};
use crate::format::uk_time;
use crate::gpconnect::Organisation;
use crate::gpconnect::appointments::SearchSlots;
use crate::session::clock;

/// Days that a search spans until somebody says otherwise: today and six more, as the board shows them in one row.
const FIRST_SPAN: u64 = 6;

/// How one day is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Clinicians by hours.
    Board,
    /// One row for each slot.
    List,
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
    left_out: LeftOut,
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
    /// Board or list.
    pub layout: RwSignal<Layout>,
}

impl Searching {
    /// A form for some practices, the registered one first, from today on.
    pub fn of(practices: &[AtPractice], organisation: &Organisation, now: RwSignal<DateTime<Utc>>) -> Self {
        let today = uk_time::today(clock::now());
        let last = today.checked_add_days(Days::new(FIRST_SPAN)).unwrap_or(today);
        let shown = Shown { now, day: RwSignal::new(None), filters: RwSignal::new(Filters::default()) };
        let each = practices.iter().enumerate();
        let left_out = LeftOut::here();
        let practice = |(index, at): (usize, &AtPractice)| {
            let is_own = index == 0;
            PracticeSearch::new(*at, is_own, is_own || !left_out.has(&at.ods()), shown)
        };
        let practices = each.map(practice).collect();
        Self {
            from: RwSignal::new(today.to_string()),
            until: RwSignal::new(last.to_string()),
            sends_type: RwSignal::new(organisation.kind.is_some()),
            sends_ods: RwSignal::new(true),
            fault: RwSignal::new(None),
            period: RwSignal::new(None),
            practices: StoredValue::new(practices),
            left_out,
            narrowed: RwSignal::new(None),
            today: Memo::new(move |_| uk_time::today(now.get())),
            day: shown.day,
            filters: shown.filters,
            deadline: RwSignal::new(None),
            layout: RwSignal::new(Layout::Board),
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

    /// Chooses whether a practice is searched, for the patients after this one too; one that is added is asked at once.
    /// The registered one always is.
    pub fn choose(&self, desk: Desk, practice: PracticeSearch, chosen: bool) {
        if practice.is_own || practice.chosen.get_untracked() == chosen {
            return;
        }
        practice.chosen.set(chosen);
        self.left_out.set(&practice.at.ods(), !chosen);
        if !chosen {
            practice.forget();
            if self.narrowed.with_untracked(|ods| ods.as_deref().is_some_and(|ods| practice.at.is(ods))) {
                self.narrowed.set(None);
            }
        } else if let (Some(interaction), true) =
            (self.interaction(desk), self.period.get_untracked().is_some())
        {
            practice.ask(desk, interaction);
        }
    }

    /// Moves the period by its own length, towards later days or back, not before today; then searches.
    pub fn shift(&self, desk: Desk, later: bool) {
        let now = clock::now();
        let (from, until) = (self.from.get_untracked(), self.until.get_untracked());
        let Ok((from, until)) = Search::period(&from, &until, now) else { return self.search(desk) };
        let days = u64::try_from((until - from).num_days()).unwrap_or(0);
        let span = Days::new(days + 1);
        let moved = if later { from.checked_add_days(span) } else { from.checked_sub_days(span) };
        let from = moved.unwrap_or(from).max(uk_time::today(now));
        let until = from.checked_add_days(Days::new(days)).unwrap_or(from);
        self.from.set(from.to_string());
        self.until.set(until.to_string());
        self.search(desk);
    }

    /// Checks the period, then asks every practice that is chosen. A search still under way is ended first.
    pub fn search(&self, desk: Desk) {
        let Some(interaction) = self.interaction(desk) else { return };
        self.period.set(Some((interaction.from, interaction.until)));
        for practice in untrack(|| self.chosen()) {
            practice.ask(desk, interaction.clone());
        }
    }

    /// Asks one practice again, as the form stands now.
    pub fn again(&self, desk: Desk, practice: PracticeSearch) {
        if let Some(interaction) = self.interaction(desk) {
            practice.ask(desk, interaction);
        }
    }

    /// Searches when nobody has yet, and when the last search began before today: a patient may be open past midnight.
    pub fn search_once(&self, desk: Desk) {
        let today = uk_time::today(clock::now());
        self.move_on();
        if self.period.with_untracked(|period| period.is_none_or(|(from, _)| from < today)) {
            self.search(desk);
        }
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

    /// What the form asks; its fault otherwise.
    fn interaction(&self, desk: Desk) -> Option<SearchSlots> {
        let now = clock::now();
        desk.now.set(now);
        let period = Search::period(&self.from.get_untracked(), &self.until.get_untracked(), now);
        self.fault.set(period.err());
        let (from, until) = period.ok()?;
        let organisation = desk.organisation();
        Some(SearchSlots {
            from,
            until,
            organisation_type: organisation.kind.filter(|_| self.sends_type.get_untracked()),
            organisation_ods: self.sends_ods.get_untracked().then_some(organisation.ods),
        })
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
