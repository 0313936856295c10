//! One area of the request as a reader chooses it: whole, or with the limits that the area has (structured digest 1.3).

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::clinical::Area;
use crate::fhir::DateTime;
use crate::format;
use crate::gpconnect::Period;
use crate::gpconnect::structured::{Consultations, Include, ProblemStatus};
use crate::record::day_entry::{End, day};
use crate::ui::form::{Checkbox, TextInput};
use crate::ui::segmented::Segmented;

/// How much of an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extent {
    /// All of it.
    All,
    /// Medications without their issues.
    WithoutIssues,
    /// From a day on.
    From,
    /// Up to a day.
    Until,
    /// For a period.
    Period,
    /// So many of the latest.
    Latest,
    /// Active ones.
    Active,
    /// Inactive ones.
    Inactive,
    /// Those that were not given too.
    NotGiven,
}

/// A choice for one area.
#[derive(Clone, Copy)]
pub struct Wish {
    area: Area,
    is_chosen: RwSignal<bool>,
    extent: RwSignal<Extent>,
    first: RwSignal<String>,
    last: RwSignal<String>,
    count: RwSignal<String>,
    fault_of_first: RwSignal<Option<String>>,
    fault_of_last: RwSignal<Option<String>>,
    fault_of_count: RwSignal<Option<String>>,
}

impl Wish {
    /// The whole of an area; none for documents, which are searched for apart.
    pub fn of(area: Area) -> Option<Self> {
        (area != Area::Documents).then(|| Self {
            area,
            is_chosen: RwSignal::new(true),
            extent: RwSignal::new(Extent::All),
            first: RwSignal::default(),
            last: RwSignal::default(),
            count: RwSignal::new("10".to_owned()),
            fault_of_first: RwSignal::default(),
            fault_of_last: RwSignal::default(),
            fault_of_count: RwSignal::default(),
        })
    }

    /// Shows what was asked for in the fields.
    pub fn show(&self, asked: &Include) {
        let (extent, first, last) = match asked {
            Include::Medication { from: Some(from), .. } => (Extent::From, Some(from), None),
            Include::Medication { issues: false, from: None } => (Extent::WithoutIssues, None, None),
            Include::Consultations(Consultations::Latest(count)) => {
                self.count.set(count.to_string());
                (Extent::Latest, None, None)
            }
            Include::Consultations(Consultations::Of(period))
            | Include::UncategorisedData { period: Some(period) }
            | Include::Investigations { period: Some(period) }
            | Include::Referrals { period: Some(period) } => {
                (Extent::Period, period.start.as_ref(), period.end.as_ref())
            }
            Include::Problems { status: Some(ProblemStatus::Active) } => (Extent::Active, None, None),
            Include::Problems { status: Some(ProblemStatus::Inactive) } => (Extent::Inactive, None, None),
            Include::Immunisations { not_given: true } => (Extent::NotGiven, None, None),
            Include::DiaryEntries { until: Some(until) } => (Extent::Until, None, Some(until)),
            Include::Allergies
            | Include::Medication { issues: true, from: None }
            | Include::Consultations(Consultations::All)
            | Include::UncategorisedData { period: None }
            | Include::Investigations { period: None }
            | Include::Referrals { period: None }
            | Include::Problems { status: None }
            | Include::Immunisations { not_given: false }
            | Include::DiaryEntries { until: None } => (Extent::All, None, None),
        };
        let day = |sent: Option<&String>| sent.map(|sent| format::date(&DateTime::new(sent)));
        self.extent.set(extent);
        self.first.set(day(first).unwrap_or_default());
        self.last.set(day(last).unwrap_or_default());
    }

    fn extents(area: Area) -> Vec<(Extent, &'static str)> {
        match area {
            Area::Allergies => vec![(Extent::All, "Active and ended")],
            Area::Medications => vec![
                (Extent::All, "All, with issues"),
                (Extent::WithoutIssues, "All, without issues"),
                (Extent::From, "Active since a date"),
            ],
            Area::Problems => {
                vec![(Extent::All, "All"), (Extent::Active, "Active"), (Extent::Inactive, "Inactive")]
            }
            Area::Consultations => {
                vec![(Extent::All, "All"), (Extent::Latest, "The latest"), (Extent::Period, "For a period")]
            }
            Area::Investigations | Area::UncategorisedData | Area::Referrals => {
                vec![(Extent::All, "All"), (Extent::Period, "For a period")]
            }
            Area::Immunisations => vec![(Extent::All, "Given"), (Extent::NotGiven, "Given and not given")],
            Area::DiaryEntries => vec![(Extent::All, "All"), (Extent::Until, "Planned up to a date")],
            Area::Documents => Vec::new(),
        }
    }

    /// The part of the request, none when the area is not chosen; `Err` when an entry has a fault, which then says so.
    pub fn include(&self) -> Result<Option<Include>, ()> {
        if !self.is_chosen.get_untracked() {
            return Ok(None);
        }
        let extent = self.extent.get_untracked();
        let include = match self.area {
            Area::Allergies => Include::Allergies,
            Area::Medications => Include::Medication {
                issues: extent != Extent::WithoutIssues,
                from: if extent == Extent::From { Some(self.first_day()?) } else { None },
            },
            Area::Problems => Include::Problems {
                status: match extent {
                    Extent::Active => Some(ProblemStatus::Active),
                    Extent::Inactive => Some(ProblemStatus::Inactive),
                    _ => None,
                },
            },
            Area::Consultations => Include::Consultations(match extent {
                Extent::Latest => Consultations::Latest(self.number()?),
                Extent::Period => Consultations::Of(self.period()?),
                _ => Consultations::All,
            }),
            Area::Investigations => Include::Investigations { period: self.period_if(extent)? },
            Area::UncategorisedData => Include::UncategorisedData { period: self.period_if(extent)? },
            Area::Referrals => Include::Referrals { period: self.period_if(extent)? },
            Area::Immunisations => Include::Immunisations { not_given: extent == Extent::NotGiven },
            Area::DiaryEntries => Include::DiaryEntries {
                until: if extent == Extent::Until { Some(self.last_day()?) } else { None },
            },
            Area::Documents => return Ok(None),
        };
        Ok(Some(include))
    }

    fn first_day(&self) -> Result<String, ()> {
        needed(day(self.first, self.fault_of_first, End::First)?, self.fault_of_first)
    }

    fn last_day(&self) -> Result<String, ()> {
        needed(day(self.last, self.fault_of_last, End::Last)?, self.fault_of_last)
    }

    fn period_if(&self, extent: Extent) -> Result<Option<Period>, ()> {
        if extent == Extent::Period { self.period().map(Some) } else { Ok(None) }
    }

    fn period(&self) -> Result<Period, ()> {
        let first = day(self.first, self.fault_of_first, End::First);
        let last = day(self.last, self.fault_of_last, End::Last);
        let (first, last) = (first?, last?);
        if first.is_none() && last.is_none() {
            self.fault_of_first.set(Some("Enter the first day, the last day, or both".to_owned()));
            return Err(());
        }
        if first.zip(last).is_some_and(|(first, last)| last < first) {
            self.fault_of_last.set(Some("The last day is before the first".to_owned()));
            return Err(());
        }
        let text = |day: NaiveDate| day.to_string();
        Ok(Period { start: first.map(text), end: last.map(text) })
    }

    fn number(&self) -> Result<u32, ()> {
        let number = self.count.get_untracked().trim().parse().ok().filter(|number| *number > 0);
        self.fault_of_count.set(number.is_none().then(|| "Enter a number, 1 or more".to_owned()));
        number.ok_or(())
    }
}

fn needed(day: Option<NaiveDate>, fault: RwSignal<Option<String>>) -> Result<String, ()> {
    if day.is_none() {
        fault.set(Some("Enter a date".to_owned()));
    }
    day.map(|day| day.to_string()).ok_or(())
}

/// The fields of an area.
#[component]
pub fn WishFields(
    /// The choice.
    wish: Wish,
    /// Whether the area may be left out.
    choosable: bool,
) -> impl IntoView {
    let slug = wish.area.route();
    let extents = Wish::extents(wish.area);
    let title = wish.area.title();
    let name = if choosable {
        view! { <Checkbox id=format!("ask-{slug}") label=title checked=wish.is_chosen /> }.into_any()
    } else {
        ().into_any()
    };
    let choice = (extents.len() > 1).then(|| {
        let options: Vec<(Extent, String)> =
            extents.iter().map(|(extent, words)| (*extent, (*words).to_owned())).collect();
        view! { <Segmented legend=format!("How much of {}", title.to_lowercase()) options=options value=wish.extent /> }
    });
    let only = (extents.len() == 1)
        .then(|| extents.first().map(|(_, words)| view! { <span class="app-quiet">{*words}</span> }));
    let first = move || {
        view! { <TextInput id=format!("ask-{slug}-first") label="First day" hint="Such as 27-Mar-2024, Mar 2024 or 2024" value=wish.first error=wish.fault_of_first /> }
    };
    let last = move || {
        view! { <TextInput id=format!("ask-{slug}-last") label="Last day" hint="Leave one empty for no limit" value=wish.last error=wish.fault_of_last /> }
    };
    let fields = move || {
        match wish.extent.get() {
        Extent::From => first().into_any(),
        Extent::Until => {
            view! { <TextInput id=format!("ask-{slug}-last") label="Last day" hint="Today or later. Overdue entries are always included" value=wish.last error=wish.fault_of_last /> }.into_any()
        }
        Extent::Period => view! {
            {first()}
            {last()}
        }
        .into_any(),
        Extent::Latest => {
            view! { <TextInput id=format!("ask-{slug}-count") label="How many" value=wish.count error=wish.fault_of_count /> }.into_any()
        }
        Extent::All | Extent::WithoutIssues | Extent::Active | Extent::Inactive | Extent::NotGiven => ().into_any(),
    }
    };
    view! {
        <div class="app-ask__area">
            {name}
            {choice}
            {only.flatten()}
            <div class="app-ask__fields">{move || wish.is_chosen.get().then(fields)}</div>
        </div>
    }
}
