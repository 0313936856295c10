//! To search: which practices are asked for free slots, about which days, and what each answers.

use std::sync::Arc;
use std::time::Duration;

use chrono::Days;
use leptos::prelude::*;

use super::Desk;
use super::practice_search::{Found, PracticeSearch, SlotsAnswer};
use crate::clinical::State;
use crate::clinical::slots::{Filters, LeftOut, Nothing, Search, Slots};
use crate::format::uk_time;
use crate::gpconnect::appointments::SearchSlots;
use crate::gpconnect::{Capability, Failure};
use crate::session::clock;
use crate::ui::focus::is_in_use;

impl Desk {
    /// Chooses whether a practice is searched, for the patients after this one too; one that is added is asked at once.
    /// The registered one always is.
    pub fn choose_practice(self, practice: PracticeSearch, chosen: bool) {
        let searching = self.searching;
        if practice.is_own || practice.chosen.get_untracked() == chosen {
            return;
        }
        practice.chosen.set(chosen);
        searching.left_out.set(&practice.at.ods(), !chosen);
        if !chosen {
            practice.question.forget();
            practice.is_held.set(false);
            if searching.narrowed.with_untracked(|ods| ods.as_deref().is_some_and(|ods| practice.at.is(ods)))
            {
                searching.narrowed.set(None);
            }
        } else if let (Some(interaction), true) =
            (self.what_to_search(), searching.period.get_untracked().is_some())
        {
            self.ask(practice, interaction);
        }
    }

    /// Moves the period by its own length, towards later days or back, not before today; then searches.
    pub fn shift_search(self, later: bool) {
        let searching = self.searching;
        let now = clock::now();
        let (from, until) = (searching.from.get_untracked(), searching.until.get_untracked());
        let Ok((from, until)) = Search::period(&from, &until, now) else { return self.search() };
        let days = u64::try_from((until - from).num_days()).unwrap_or(0);
        let span = Days::new(days + 1);
        let moved = if later { from.checked_add_days(span) } else { from.checked_sub_days(span) };
        let from = moved.unwrap_or(from).max(uk_time::today(now));
        let until = from.checked_add_days(Days::new(days)).unwrap_or(from);
        searching.from.set(from.to_string());
        searching.until.set(until.to_string());
        self.search();
    }

    /// Checks the period, then asks every practice that is chosen. A search still under way is ended first.
    pub fn search(self) {
        let searching = self.searching;
        let Some(interaction) = self.what_to_search() else { return };
        searching.period.set(Some((interaction.from, interaction.until)));
        for practice in untrack(|| searching.chosen()) {
            self.ask(practice, interaction.clone());
        }
    }

    /// Asks one practice again, as the form is now.
    pub fn search_again(self, practice: PracticeSearch) {
        if let Some(interaction) = self.what_to_search() {
            self.ask(practice, interaction);
        }
    }

    /// Searches when nobody has yet, and when the last search began before today: a patient may be open past midnight.
    pub fn search_once(self) {
        let searching = self.searching;
        let today = uk_time::today(clock::now());
        searching.move_on();
        if searching.period.with_untracked(|period| period.is_none_or(|(from, _)| from < today)) {
            self.search();
        }
    }

    /// What the form asks; its fault otherwise.
    fn what_to_search(self) -> Option<SearchSlots> {
        let searching = self.searching;
        let now = clock::now();
        self.now.set(now);
        let period = Search::period(&searching.from.get_untracked(), &searching.until.get_untracked(), now);
        searching.fault.set(period.err());
        let (from, until) = period.ok()?;
        let organisation = self.organisation();
        Some(SearchSlots {
            from,
            until,
            organisation_type: organisation
                .booking_type()
                .filter(|_| searching.sends_type.get_untracked())
                .map(str::to_owned),
            organisation_ods: searching.sends_ods.get_untracked().then_some(organisation.ods),
        })
    }

    /// Asks the same once more, with the organisation's type where it was left out, without it where it was sent: what a
    /// practice shows depends on it (APT-03).
    pub fn search_otherwise(self, practice: PracticeSearch) {
        let Some(mut interaction) = practice.asked.get_value() else { return };
        interaction.organisation_type = match interaction.organisation_type {
            Some(_) => None,
            None => self.organisation().booking_type().map(str::to_owned),
        };
        self.ask(practice, interaction);
    }

    /// Asks the practice; a question still under way is ended first.
    fn ask(self, practice: PracticeSearch, interaction: SearchSlots) {
        practice.asked.set_value(Some(interaction.clone()));
        practice.is_held.set(false);
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
        practice.question.ask(
            async move |stop| {
                // Another practice than the patient's own may not have been asked what it offers.
                client.learn(Capability::Foundations, Duration::from_secs(3), stop).await;
                client.send(&interaction, stop).await
            },
            move |answer| {
                practice.is_held.set(is_in_use(BEING_READ));
                // Runs after this answer is in place: the day follows from the slots.
                self.patient.spawn(async move { self.searching.keep_day() });
                match answer {
                    Ok(received) => {
                        at.directory.update(|directory| directory.learn(&received.value));
                        let slots = Slots::read(&received.value, search);
                        state_of(Found { slots, trace_id: received.trace_id, at: received.at })
                    }
                    Err(error) => match error.failure {
                        Failure::NotSupported { what } => State::NotSupported(what),
                        _ => State::Failed(error),
                    },
                }
            },
        );
    }
}

/// What is looked at while practices still answer: the slots, and the form of the choice.
const BEING_READ: &str = ".app-slots, .app-choice";

fn state_of(found: Found) -> SlotsAnswer {
    let none = Filters::default();
    // Only a plain "none" is empty; every other kind of nothing has something to show beside it.
    match found.slots.nothing(&none, found.at) {
        Some(Nothing::NoneFree) if found.slots.warnings.is_empty() => {
            State::Empty(found.slots.words(&Nothing::NoneFree, &none))
        }
        _ => {
            let warnings = found.slots.warnings.clone();
            let left_out = found.slots.left_out.iter().map(LeftOut::words);
            State::Present { warnings: left_out.chain(warnings).collect(), items: Arc::new(found) }
        }
    }
}
