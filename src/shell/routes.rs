//! The pages, one line each. A capability is added here, and nowhere else in the shell.

use leptos::prelude::*;

use super::lock::Locked;
use crate::appointments::APPOINTMENTS;
use crate::clinical::Area;
use crate::clinical::care_record::Section;
use crate::patient::{AskPermission, Check, Find};
use crate::practices::Practices;
use crate::record::{AREAS, DOCUMENTS, PRACTICE_VIEW, RECORD};
use crate::session::settings::Features;
use crate::session::{Access, ForPatient, Part, session};
use crate::tasks::{self, TASKS};
use crate::ui::area_rail::AreaStates;
use crate::ui::kept::Kept;
use crate::ui::parts::page_of;
use crate::ui::patient_banner::AllergiesShown;
use crate::ui::row_actions::RowActions;
use crate::write_back::{self, WRITE_BACK};

/// What a page is about, and so where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// No patient: a column in the middle, no banner, no rail.
    Alone,
    /// The open patient as a whole: first in the rail, without a heading.
    Patient,
    /// An area of the record.
    Record,
    /// Something to do for the patient.
    Act,
}

/// One page.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// Its address below the app's own: `medications`. One segment, never anything about a patient.
    pub route: &'static str,
    /// The page's title, in the rail and the browser's tab too.
    pub title: &'static str,
    /// The letter after `g` that goes there.
    pub letter: Option<char>,
    /// Its state.
    pub group: Group,
    /// Whether the site has switched it on.
    pub is_on: fn(&Features) -> bool,
    /// What it shows.
    pub view: fn() -> AnyView,
}

impl PartialEq for Page {
    fn eq(&self, other: &Self) -> bool {
        self.route == other.route
    }
}

/// Where the app begins, and where it returns when a patient is closed.
pub const HOME: &str = "find";

const fn page(
    route: &'static str,
    title: &'static str,
    letter: Option<char>,
    group: Group,
    is_on: fn(&Features) -> bool,
    view: fn() -> AnyView,
) -> Page {
    Page { route, title, letter, group, is_on, view }
}

fn always(_: &Features) -> bool {
    true
}

/// Every page, in the order of the rail.
#[rustfmt::skip]
pub const PAGES: &[Page] = &[
    page("find",          "Find a patient",           Some('f'), Group::Alone,   always,               || view! { <Find /> }.into_any()),
    page("check",         "Is this the same person?", None,      Group::Alone,   always,               || view! { <Check /> }.into_any()),
    page("permission",    "Permission to open the record", None, Group::Alone, always,               || view! { <AskPermission /> }.into_any()),
    page("practices",     "Practices",                None,      Group::Alone,   always,               || view! { <Practices /> }.into_any()),
    page("locked",        "Locked",                   None,      Group::Alone,   always,               || view! { <Locked /> }.into_any()),
    page("summary",       "Summary",                  Some('s'), Group::Patient, |on| on.structured,   || page_of(&RECORD, "Summary", |pages| (pages.summary)())),
    page("timeline",      "Timeline",                 Some('t'), Group::Patient, |on| on.structured,   || page_of(&AREAS, "Timeline", |pages| (pages.timeline)())),
    page("allergies",     "Allergies",                Some('a'), Group::Record,  |on| on.structured,   || page_of(&AREAS, "Allergies", |pages| (pages.allergies)())),
    page("medications",   "Medications",              Some('m'), Group::Record,  |on| on.structured,   || page_of(&AREAS, "Medications", |pages| (pages.medications)())),
    page("problems",     "Problems",                 Some('r'), Group::Record,  |on| on.structured,   || page_of(&AREAS, "Problems", |pages| (pages.problems)())),
    page("consultations","Consultations",            Some('c'), Group::Record,  |on| on.structured,   || page_of(&AREAS, "Consultations", |pages| (pages.consultations)())),
    page("investigations","Investigations",           Some('i'), Group::Record,  |on| on.structured,   || page_of(&AREAS, "Investigations", |pages| (pages.investigations)())),
    page("immunisations","Immunisations",            None,      Group::Record,  |on| on.structured,   || page_of(&AREAS, "Immunisations", |pages| (pages.immunisations)())),
    page("uncategorised-data","Uncategorised data",       Some('u'), Group::Record,  |on| on.structured,   || page_of(&AREAS, "Uncategorised data", |pages| (pages.uncategorised_data)())),
    page("referrals",    "Referrals",                None,      Group::Record,  |on| on.structured,   || page_of(&AREAS, "Referrals", |pages| (pages.referrals)())),
    page("diary-entries","Diary entries",            Some('d'), Group::Record,  |on| on.structured,   || page_of(&AREAS, "Diary entries", |pages| (pages.diary_entries)())),
    page("documents",    "Documents",                None,      Group::Record,  |on| on.structured,   || page_of(&DOCUMENTS, "Documents", |draw| draw())),
    page("other-items",   "Other items",              Some('o'), Group::Record,  |on| on.structured,   || page_of(&AREAS, "Other items", |pages| (pages.other_items)())),
    page("practice-view", "Practice view (HTML)",     Some('p'), Group::Record,  |on| on.record_html,  || page_of(&PRACTICE_VIEW, "Practice view (HTML)", |draw| draw())),
    page("appointments",  "Appointments",             Some('v'), Group::Act,     |on| on.appointments, || page_of(&APPOINTMENTS, "Appointments", |pages| (pages.appointments)())),
    page("book",          "Book an appointment",      Some('b'), Group::Act,     |on| on.appointments, || page_of(&APPOINTMENTS, "Book an appointment", |pages| (pages.book)())),
    page("tasks",         "Tasks",                    Some('k'), Group::Act,     |on| on.tasks.is_some(), || page_of(&TASKS, "Tasks", |pages| (pages.tasks)())),
    page("write-summary", "Write a consultation summary", None,  Group::Act,     |on| on.write_back,   || page_of(&WRITE_BACK, "Write a consultation summary", |pages| (pages.write)())),
    page("sent-summaries", "Sent consultation summaries", None,  Group::Alone,   |on| on.write_back,   || page_of(&WRITE_BACK, "Sent consultation summaries", |pages| (pages.sent)())),
    #[cfg(feature = "sandbox")]
    page("gallery",       "Gallery of components",    None,      Group::Alone,   always,               || view! { <super::gallery::Gallery /> }.into_any()),
];

/// The page of a route, if the site has it. The app's own address, and `index.html`, are the first page.
pub fn find(route: &str, features: &Features) -> Option<Page> {
    let route = if matches!(route, "" | "index.html") { HOME } else { route };
    PAGES.iter().find(|page| page.route == route && (page.is_on)(features)).copied()
}

/// Why a page is closed to the user, whichever way they came; nothing where it is open (ARH-06).
pub fn refusal(page: &Page, access: &Access) -> Option<String> {
    access.refusal(&parts(page)?)
}

/// What a page is about: open, where any of it is; nothing where it is about no patient.
fn parts(page: &Page) -> Option<Vec<Part>> {
    match (page.group, page.route) {
        (Group::Alone, _) => None,
        (Group::Act, "tasks") => Some(vec![Part::Tasks]),
        // Switched on or off as a whole.
        (Group::Act, "write-summary") => None,
        (Group::Act, _) => Some(vec![Part::Appointments]),
        (_, "practice-view") => Some(Section::ALL.into_iter().map(Part::Section).collect()),
        (_, route) => {
            let own = Area::ALL.into_iter().find(|area| area.route() == route);
            // The summary, the timeline and the rest are made of whatever was asked for.
            let areas = own.map_or_else(|| Area::ALL.to_vec(), |area| vec![area]);
            Some(areas.into_iter().map(Part::Area).collect())
        }
    }
}

/// The page that `g` and a letter go to.
pub fn by_letter(letter: char, features: &Features) -> Option<Page> {
    PAGES.iter().find(|page| page.letter == Some(letter) && (page.is_on)(features)).copied()
}

/// What capabilities keep for the open patient; made afresh for each.
pub fn provide_for_patient() {
    // First: what follows reports there, or asks it.
    AreaStates::provide();
    ForPatient::provide();
    Kept::provide();
    RowActions::provide();
    if session().settings().offers_tasks() {
        tasks::offer();
    }
    if session().settings().write_back.is_some() {
        write_back::offer();
    }
    AllergiesShown::provide();
    if let Some(record) = RECORD.here() {
        (record.provide)();
    }
    // The first click on an area, or on "Book", does not wait.
    AREAS.fetch_when_idle();
    APPOINTMENTS.fetch_when_idle();
    DOCUMENTS.fetch_when_idle();
    PRACTICE_VIEW.fetch_when_idle();
}
