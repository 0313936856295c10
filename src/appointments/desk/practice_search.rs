//! The search at one practice: what was asked, its state, what it shows; no other practice waits for it (APT-15).

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use leptos::prelude::*;

use super::at_practice::AtPractice;
use crate::clinical::State;
use crate::clinical::slots::{Board, Day, Deadline, Filters, Nothing, Slots};
use crate::gpconnect::Error;
use crate::gpconnect::appointments::SearchSlots;
use crate::session::Question;
use crate::ui::memo::memo;

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

/// The state of a search.
pub type SlotsAnswer = State<Arc<Found>, Error>;

/// What decides which slots of an answer are shown; shared by all practices.
#[derive(Clone, Copy)]
pub struct Shown {
    /// The present moment.
    pub now: RwSignal<DateTime<Utc>>,
    /// The day.
    pub day: RwSignal<Option<NaiveDate>>,
    /// Filters over what is here.
    pub filters: RwSignal<Filters>,
}

/// One practice and the state of its search.
#[derive(Clone, Copy)]
pub struct PracticeSearch {
    /// The practice.
    pub at: AtPractice,
    /// Whether the patient is registered there.
    pub is_own: bool,
    /// Whether it is searched; the registered practice always is.
    pub chosen: RwSignal<bool>,
    /// The question for its slots.
    pub question: Question<Arc<Found>>,
    /// The state of its search.
    pub state: ReadSignal<SlotsAnswer>,
    /// Whether its answer came while the slots of others were being read: it keeps to its line until somebody asks for it, so
    /// that nothing moves under the pointer or the focus.
    pub is_held: RwSignal<bool>,
    /// Its days with their counts; none until it has answered.
    pub days: Memo<Vec<Day>>,
    /// The day shown, as it stands there.
    pub board: Memo<Board>,
    /// The same without filters.
    pub whole_board: Memo<Board>,
    /// What it was asked last.
    pub asked: StoredValue<Option<SearchSlots>>,
}

impl PracticeSearch {
    /// A practice that nobody has asked yet.
    pub fn new(at: AtPractice, is_own: bool, chosen: bool, shown: Shown) -> Self {
        let question = Question::new();
        let state = question.state();
        // Counted and laid out once for each answer, day and filter: no practice is read again for another's answer.
        let days = memo(move || {
            let Some(found) = found(state) else { return Vec::new() };
            found.slots.days(&shown.filters.read(), shown.now.get())
        });
        let board_of = move |filters: &Filters| {
            let (Some(found), Some(day)) = (found(state), shown.day.get()) else { return Board::default() };
            // A branch of the registered practice: its id means nothing at another (T-26).
            let preferred = at.preferred_branch().filter(|_| is_own);
            found.slots.board(day, filters, preferred.as_deref(), shown.now.get())
        };
        let board = memo(move || board_of(&shown.filters.read()));
        let whole_board = memo(move || board_of(&Filters::default()));
        Self {
            at,
            is_own,
            chosen: RwSignal::new(chosen),
            question,
            state,
            is_held: RwSignal::new(false),
            days,
            board,
            whole_board,
            asked: StoredValue::new(None),
        }
    }

    /// What it answered with slots, tracked.
    pub fn found(&self) -> Option<Arc<Found>> {
        found(self.state)
    }

    /// Whether its answer is awaited, tracked.
    pub fn is_awaited(&self) -> bool {
        matches!(&*self.state.read(), State::Loading)
    }

    /// How many slots of the day shown start after the time by which the patient should be seen, tracked (APT-13).
    pub fn late(&self, deadline: Deadline) -> usize {
        let board = self.board.read();
        board.slots().filter(|slot| deadline.is_before(slot)).count()
    }

    /// Whether the last question named the organisation's type.
    pub fn named_type(&self) -> bool {
        self.asked.with_value(|asked| asked.as_ref().is_some_and(|asked| asked.organisation_type.is_some()))
    }
}

/// What an answer with slots contains, tracked.
fn found(state: ReadSignal<SlotsAnswer>) -> Option<Arc<Found>> {
    state.read().content().cloned()
}

/// The state of a search in a few words, for the practice's tile and for what screen readers are told.
pub fn in_short(state: &SlotsAnswer, now: DateTime<Utc>) -> String {
    match state {
        State::NotRequested => "Not searched".to_owned(),
        State::Loading => "Searching…".to_owned(),
        State::Failed(error) => error.in_brief().to_owned(),
        State::Withheld(_) => "Withheld".to_owned(),
        State::NotSupported(_) => "Not offered".to_owned(),
        State::Empty(_) => "No free slot".to_owned(),
        State::Present { items, .. } => match items.slots.shown(&Filters::default(), now).count() {
            0 => nothing_in_short(items.slots.nothing(&Filters::default(), now)).to_owned(),
            1 => "1 slot".to_owned(),
            count => format!("{count} slots"),
        },
    }
}

/// Why there is nothing to choose, in a few words: "no free slot" only where the practice said so.
fn nothing_in_short(nothing: Option<Nothing>) -> &'static str {
    match nothing {
        Some(Nothing::NoneReadable(_)) => "None could be read",
        Some(Nothing::Complaint) => "A message instead of slots",
        Some(Nothing::AllStarted(_)) => "All have started",
        Some(Nothing::NoneFree | Nothing::Filtered(_)) | None => "No free slot",
    }
}
