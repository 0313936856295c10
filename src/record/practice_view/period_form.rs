//! Dates to narrow a section by: off at first, always said, one press to undo (ARH-16, ARH-17).

use chrono::{Days, Months};
use leptos::prelude::*;

use super::sections::Sections;
use crate::clinical::care_record::{AskedPeriod, PeriodFault, Section};
use crate::format::date::day;
use crate::format::uk_time;
use crate::record::day_entry::{self, End};
use crate::session::clock;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::form::TextInput;
use crate::ui::segmented::Segmented;

/// Which dates to ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Choice {
    All,
    Week,
    Year,
    Chosen,
}

/// The date filter of one section.
#[component]
pub fn PeriodForm(
    /// All sections.
    sections: Sections,
    /// The section to narrow; one that takes a period.
    section: Section,
) -> impl IntoView {
    let today = || uk_time::today(clock::now());
    let week = move || AskedPeriod::new(today().checked_sub_days(Days::new(7)), None).ok();
    let year = move || AskedPeriod::new(today().checked_sub_months(Months::new(12)), None).ok();
    let asked = untrack(|| sections.asked(section));
    let choice = RwSignal::new(match asked {
        None => Choice::All,
        Some(asked) if Some(asked) == week() => Choice::Week,
        Some(asked) if Some(asked) == year() => Choice::Year,
        Some(_) => Choice::Chosen,
    });
    let first = RwSignal::new(asked.and_then(|asked| asked.start()).map(day).unwrap_or_default());
    let last = RwSignal::new(asked.and_then(|asked| asked.end()).map(day).unwrap_or_default());
    let fault_of_first = RwSignal::new(None::<String>);
    let fault_of_last = RwSignal::new(None::<String>);

    Effect::new(move |before: Option<Choice>| {
        let now = choice.get();
        if before.is_some_and(|before| before != now) {
            let period = match now {
                Choice::All => None,
                Choice::Week => week(),
                Choice::Year => year(),
                // Nothing is asked before the dates are entered.
                Choice::Chosen => return now,
            };
            if period != untrack(|| sections.asked(section)) {
                sections.narrow(section, period);
            }
        }
        now
    });
    // "Show all dates" is beside the content.
    Effect::new(move |before: Option<Option<AskedPeriod>>| {
        let now = sections.asked(section);
        if now.is_none() && before.flatten().is_some() {
            choice.set(Choice::All);
        }
        now
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (start, end) = (
            day_entry::day(first, fault_of_first, End::First),
            day_entry::day(last, fault_of_last, End::Last),
        );
        let (Ok(start), Ok(end)) = (start, end) else { return };
        match AskedPeriod::new(start, end) {
            Ok(period) => sections.narrow(section, Some(period)),
            Err(fault @ PeriodFault::Empty) => fault_of_first.set(Some(fault.to_string())),
            Err(fault @ PeriodFault::StartAfterEnd) => fault_of_last.set(Some(fault.to_string())),
        }
    };
    let options = vec![
        (Choice::All, "All dates".to_owned()),
        (Choice::Week, "Last 7 days".to_owned()),
        (Choice::Year, "Last 12 months".to_owned()),
        (Choice::Chosen, "Other dates".to_owned()),
    ];
    let fields = move || {
        let scope = section.scope();
        view! {
            <form class="app-period-form__fields" novalidate=true on:submit=submit>
                <TextInput
                    id=format!("{scope}-first-day")
                    label="First day"
                    hint="Such as 27-Mar-2024, Mar 2024 or 2024"
                    value=first
                    error=fault_of_first
                />
                <TextInput
                    id=format!("{scope}-last-day")
                    label="Last day"
                    hint="Leave one empty for no limit"
                    value=last
                    error=fault_of_last
                />
                <Button kind=ButtonKind::Secondary small=true submit=true>"Ask for these dates"</Button>
            </form>
        }
    };
    view! {
        <div class="app-period-form app-not-on-paper">
            <Segmented
                legend=format!("Dates of {}", section.title())
                options=Signal::stored(options)
                value=choice
            />
            {move || (choice.get() == Choice::Chosen).then(fields)}
        </div>
    }
}
