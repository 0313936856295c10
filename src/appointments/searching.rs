//! The search for free slots: one state for each practice asked, so that none hides another (APT-15).

use std::sync::Arc;

use chrono::{DateTime, Days, NaiveDate, Utc};
use leptos::prelude::*;

use super::at_practice::AtPractice;
use super::desk::Desk;
use crate::clinical::State;
use crate::clinical::slots::{Filters, Nothing, Search, SearchFault, Slots};
use crate::format::uk_time;
use crate::gpconnect::appointments::SearchSlots;
use crate::gpconnect::{Cancel, Error, Failure, Organisation};
use crate::session::clock;

/// Days that a search spans until somebody says otherwise: today and six more, as the board shows them in one row.
const FIRST_SPAN: u64 = 6;

/// What one practice answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The slots.
    pub slots: Slots,
    /// Trace id of the call.
    pub trace_id: String,
    /// When the answer came.
    pub at: DateTime<Utc>,
}

/// One practice and where its search stands.
#[derive(Clone)]
pub struct PracticeSearch {
    /// The practice.
    pub at: AtPractice,
    /// Where its search stands.
    pub state: RwSignal<State<Arc<Found>, Error>>,
    stop: StoredValue<Cancel>,
}

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
    /// The practices asked.
    pub practices: StoredValue<Vec<PracticeSearch>>,
    /// The day shown.
    pub day: RwSignal<Option<NaiveDate>>,
    /// Filters over what is here.
    pub filters: RwSignal<Filters>,
    /// Board or list.
    pub layout: RwSignal<Layout>,
}

impl Searching {
    /// A form for one practice, from today on.
    pub fn of(at: AtPractice, organisation: &Organisation) -> Self {
        let today = uk_time::today(clock::now());
        let last = today.checked_add_days(Days::new(FIRST_SPAN)).unwrap_or(today);
        let practice = PracticeSearch {
            at,
            state: RwSignal::new(State::NotRequested),
            stop: StoredValue::new(Cancel::new()),
        };
        Self {
            from: RwSignal::new(today.to_string()),
            until: RwSignal::new(last.to_string()),
            sends_type: RwSignal::new(organisation.kind.is_some()),
            sends_ods: RwSignal::new(true),
            fault: RwSignal::new(None),
            practices: StoredValue::new(vec![practice]),
            day: RwSignal::new(None),
            filters: RwSignal::new(Filters::default()),
            layout: RwSignal::new(Layout::Board),
        }
    }

    /// The practice whose slots are shown.
    pub fn shown(&self) -> Option<PracticeSearch> {
        self.practices.with_value(|practices| practices.first().cloned())
    }

    /// The slots shown, tracked.
    pub fn found(&self) -> Option<Arc<Found>> {
        match self.shown()?.state.get() {
            State::Present { items, .. } => Some(items),
            State::NotRequested
            | State::Loading
            | State::Failed(_)
            | State::Withheld(_)
            | State::NotSupported(_)
            | State::Empty(_) => None,
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

    /// Checks the period, then asks every practice. A search still under way is ended first.
    pub fn search(&self, desk: Desk) {
        let now = clock::now();
        desk.now.set(now);
        let period = Search::period(&self.from.get_untracked(), &self.until.get_untracked(), now);
        let (from, until) = match period {
            Ok(period) => period,
            Err(fault) => return self.fault.set(Some(fault)),
        };
        self.fault.set(None);
        let organisation = desk.organisation();
        let interaction = SearchSlots {
            from,
            until,
            organisation_type: organisation.kind.filter(|_| self.sends_type.get_untracked()),
            organisation_ods: self.sends_ods.get_untracked().then_some(organisation.ods),
        };
        for practice in self.practices.get_value() {
            self.ask(desk, practice, interaction.clone());
        }
    }

    fn ask(self, desk: Desk, practice: PracticeSearch, interaction: SearchSlots) {
        let stop = Cancel::new();
        practice.stop.with_value(Cancel::fire);
        practice.stop.set_value(stop.clone());
        practice.state.set(State::Loading);
        let at = practice.at;
        let provider = at.provider();
        let search = Search {
            practice: provider.name.clone(),
            practice_ods: provider.ods.clone(),
            from: interaction.from,
            until: interaction.until,
            organisation_type: interaction.organisation_type.clone(),
            organisation_ods: interaction.organisation_ods.clone(),
        };
        let client = at.client();
        desk.spawn(async move {
            let answer = client.send(&interaction, &stop).await;
            if stop.is_fired() {
                return;
            }
            let state = match answer {
                Ok(received) => {
                    at.directory.update(|directory| directory.learn(&received.value));
                    let slots = Slots::read(&received.value, search);
                    state_of(Found { slots, trace_id: received.trace_id, at: received.at })
                }
                Err(error) => match error.failure {
                    Failure::NotSupported { what } => State::NotSupported(what),
                    _ => State::Failed(error),
                },
            };
            if let State::Present { items, .. } = &state {
                self.keep_day(items, desk.now.get_untracked());
            }
            desk.say(&in_short(&state, desk.now.get_untracked()));
            practice.state.set(state);
        });
    }

    /// Stays on the day shown when the answer has it; else the first day with something free.
    fn keep_day(self, found: &Found, now: DateTime<Utc>) {
        let days = found.slots.days(&Filters::default(), now);
        let shown = self.day.get_untracked();
        let kept = days.iter().find(|day| Some(day.date) == shown && day.free > 0);
        let first = days.iter().find(|day| day.free > 0).or(days.first());
        self.day.set(kept.or(first).map(|day| day.date));
    }
}

fn state_of(found: Found) -> State<Arc<Found>, Error> {
    let none = Filters::default();
    // Only a plain "none" is empty; every other kind of nothing has something to show beside it.
    match found.slots.nothing(&none, found.at) {
        Some(Nothing::NoneFree) if found.slots.warnings.is_empty() => {
            State::Empty(found.slots.words(&Nothing::NoneFree, &none))
        }
        _ => {
            let warnings = found.slots.warnings.clone();
            let left_out = found.slots.left_out.iter().map(crate::clinical::slots::LeftOut::words);
            State::Present { warnings: left_out.chain(warnings).collect(), items: Arc::new(found) }
        }
    }
}

/// Where a search stands in a few words, for the practice's tile and for screen readers.
pub fn in_short(state: &State<Arc<Found>, Error>, now: DateTime<Utc>) -> String {
    match state {
        State::NotRequested => "Not searched yet".to_owned(),
        State::Loading => "Searching…".to_owned(),
        State::Failed(error) => error.explain().what,
        State::Withheld(words) => words.join(" "),
        State::NotSupported(words) => words.clone(),
        State::Empty(_) => "No free slot".to_owned(),
        State::Present { items, .. } => match items.slots.shown(&Filters::default(), now).count() {
            1 => "1 slot".to_owned(),
            count => format!("{count} slots"),
        },
    }
}
