//! The allergies of the banner: one of the four prescribed titles, each with its own shape (PAB-0064 to PAB-0072).

use leptos::prelude::*;

use crate::ui::link::Link;

/// Allergies named in the closed banner; more are counted, and named in the opened one.
const NAMED_AT_MOST: usize = 8;
/// How many letters fit beside the name; more take a row of their own.
const LONG: usize = 140;

/// What is known about allergies. Each is drawn under one of the four prescribed titles (PAB-0064).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Allergies {
    /// Nobody has asked the practice yet.
    NotAsked,
    /// Asked, no answer yet.
    Loading,
    /// There are allergies.
    Known {
        /// The most important first.
        allergies: Vec<Allergy>,
        /// What makes the list incomplete: `Some items withheld`.
        warning: Option<String>,
    },
    /// The practice recorded that there are none.
    NoKnown {
        /// What makes that statement incomplete.
        warning: Option<String>,
    },
    /// The practice answered, and nothing is recorded either way.
    NotRecorded {
        /// What is recorded instead: an ended allergy, a statement about one kind of allergy only.
        remark: Option<String>,
    },
    /// Could not be read, is withheld, or this practice does not offer them; in words.
    Unavailable {
        /// Why: `The practice did not answer`.
        reason: String,
    },
}

/// One allergy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allergy {
    /// The agent: `Penicillin`.
    pub agent: String,
    /// What happened: `anaphylaxis`.
    pub reaction: Option<String>,
    /// When the entry was last changed (PAB-0065).
    pub updated: Option<String>,
    /// Whether it may be an allergy to a medicine.
    pub is_drug: bool,
    /// Whether it was, or may be, severe.
    pub is_severe: bool,
}

impl Allergies {
    pub(super) fn title(&self) -> &'static str {
        match self {
            Allergies::Known { .. } => "Known allergies",
            Allergies::NoKnown { .. } => "No known allergies",
            Allergies::NotRecorded { .. } => "Allergies not recorded",
            Allergies::NotAsked | Allergies::Loading | Allergies::Unavailable { .. } => {
                "Allergies unavailable"
            }
        }
    }

    fn class(&self) -> &'static str {
        match self {
            Allergies::Known { .. } => "app-patient-banner__allergies--known",
            Allergies::NoKnown { .. } => "app-patient-banner__allergies--none",
            Allergies::NotRecorded { .. } => "app-patient-banner__allergies--not-recorded",
            Allergies::NotAsked | Allergies::Loading | Allergies::Unavailable { .. } => {
                "app-patient-banner__allergies--unavailable"
            }
        }
    }

    /// What follows the title when there is no list.
    pub(super) fn words(&self) -> Option<String> {
        match self {
            Allergies::NotAsked => Some("Not asked for yet".to_owned()),
            Allergies::Loading => Some("Asking the practice…".to_owned()),
            Allergies::Known { warning, .. } | Allergies::NoKnown { warning } => warning.clone(),
            Allergies::NotRecorded { remark: None } => Some("Ask the patient".to_owned()),
            Allergies::NotRecorded { remark: Some(remark) } => Some(format!("Ask the patient. {remark}")),
            Allergies::Unavailable { reason } => Some(reason.clone()),
        }
    }

    pub(super) fn listed(&self) -> &[Allergy] {
        match self {
            Allergies::Known { allergies, .. } => allergies,
            Allergies::NotAsked
            | Allergies::Loading
            | Allergies::NoKnown { .. }
            | Allergies::NotRecorded { .. }
            | Allergies::Unavailable { .. } => &[],
        }
    }
}

/// What the banner shows of allergies; the allergies area reports it. One for each open patient.
#[derive(Clone, Copy)]
pub struct AllergiesShown(RwSignal<Allergies>);

impl AllergiesShown {
    /// Puts one into the context of the current owner; nobody has asked yet.
    pub fn provide() {
        provide_context(Self(RwSignal::new(Allergies::NotAsked)));
    }

    /// The one of the open patient; outside a patient one that nobody shows.
    pub fn here() -> Self {
        use_context().unwrap_or_else(|| Self(RwSignal::new(Allergies::NotAsked)))
    }

    /// Reports what is known now.
    pub fn set(&self, allergies: Allergies) {
        self.0.set(allergies);
    }
}

impl From<AllergiesShown> for Signal<Allergies> {
    fn from(shown: AllergiesShown) -> Self {
        shown.0.into()
    }
}

/// Each wording once, with the number of its entries: what a practice recorded again pushes no other allergy out.
fn worded(listed: &[Allergy]) -> Vec<(&Allergy, usize)> {
    let mut worded: Vec<(&Allergy, usize)> = Vec::new();
    for allergy in listed {
        let is_same = |known: &Allergy| known.agent == allergy.agent && known.reaction == allergy.reaction;
        match worded.iter_mut().find(|(known, _)| is_same(known)) {
            Some((_, entries)) => *entries += 1,
            None => worded.push((allergy, 1)),
        }
    }
    worded
}

/// `and 20 more: 3 drugs (1 severe), 17 others`: how many are not named, and of what kind; empty for none.
fn unnamed(rest: &[(&Allergy, usize)]) -> Option<String> {
    let count = |is_counted: &dyn Fn(&Allergy) -> bool| -> usize {
        rest.iter().filter(|(allergy, _)| is_counted(allergy)).map(|(_, entries)| entries).sum()
    };
    let kinds = [(true, "drug"), (false, "other")].map(|(is_drug, name)| {
        let all = count(&|allergy| allergy.is_drug == is_drug);
        let severe = count(&|allergy| allergy.is_drug == is_drug && allergy.is_severe);
        let name = if all == 1 { name.to_owned() } else { format!("{name}s") };
        let severe = if severe > 0 { format!(" ({severe} severe)") } else { String::new() };
        (all > 0).then(|| format!("{all} {name}{severe}"))
    });
    let total = count(&|_| true);
    let kinds: Vec<String> = kinds.into_iter().flatten().collect();
    (total > 0).then(|| format!("and {total} more: {}", kinds.join(", ")))
}

/// Whether what is named needs more than a few lines beside the patient's name.
fn is_long(worded: &[(&Allergy, usize)]) -> bool {
    let length = |(allergy, _): &(&Allergy, usize)| {
        allergy.agent.len() + allergy.reaction.as_ref().map_or(0, String::len)
    };
    worded.iter().take(NAMED_AT_MOST).map(length).sum::<usize>() > LONG
}

pub(super) fn allergies_view(allergies: &Allergies, route: Option<String>) -> impl IntoView + use<> {
    let worded = worded(allergies.listed());
    let many = if is_long(&worded) { "app-patient-banner__allergies--many" } else { "" };
    let class =
        format!("app-patient-banner__item app-patient-banner__allergies {} {many}", allergies.class());
    // Two of the titles are statements, two are labels for a lack of one (PAB-0068, PAB-0071).
    let title_class = match allergies {
        Allergies::Known { .. } | Allergies::NoKnown { .. } => {
            "app-patient-banner__label app-patient-banner__title app-patient-banner__stated"
        }
        Allergies::NotAsked
        | Allergies::Loading
        | Allergies::NotRecorded { .. }
        | Allergies::Unavailable { .. } => "app-patient-banner__label app-patient-banner__title",
    };
    let listed = allergies.listed();
    let title = match listed.len() {
        0 | 1 => allergies.title().to_owned(),
        count => format!("{} ({count})", allergies.title()),
    };
    let title = match route {
        Some(route) => view! { <Link to=route>{title}</Link> }.into_any(),
        None => title.into_any(),
    };
    let rest = unnamed(worded.get(NAMED_AT_MOST..).unwrap_or_default());
    let last = worded.len().min(NAMED_AT_MOST) - usize::from(rest.is_none() && !worded.is_empty());
    // The commas are text, so that a copied or spoken list keeps its parts apart.
    let named = worded.into_iter().take(NAMED_AT_MOST).enumerate().map(|(index, (allergy, entries))| {
        view! {
            <li>
                <span class="app-patient-banner__agent">{allergy.agent.clone()}</span>
                {allergy.reaction.as_ref().map(|reaction| format!(" ({reaction})"))}
                {(entries > 1).then(|| format!(" ({entries} entries)"))}
                {(index < last).then_some(", ")}
            </li>
        }
    });
    let list = (!listed.is_empty()).then(|| {
        let rest = rest.map(|words| view! { <li><strong>{words}</strong></li> });
        view! { <ul class="app-patient-banner__allergy-list">{named.collect_view()} {rest}</ul> }
    });
    let incomplete = matches!(
        allergies,
        Allergies::Known { warning: Some(_), .. } | Allergies::NoKnown { warning: Some(_) }
    );
    let words = allergies.words().map(|words| {
        let class = if incomplete { "app-patient-banner__warning" } else { "app-patient-banner__value" };
        let joint = if list.is_some() { " " } else { "" };
        view! { {joint} <span class=class>{words}</span> }
    });
    view! {
        <div class=class>
            {icon(allergies)}
            <div>
                <div class=title_class>{title}</div>
                {list}
                {words}
            </div>
        </div>
    }
}

/// Each title has its own shape (PAB-0069, PAB-0070, PAB-0072); the words are beside it, so it is not read out.
fn icon(allergies: &Allergies) -> impl IntoView + use<> {
    let path = match allergies {
        // A filled triangle with an exclamation mark.
        Allergies::Known { .. } => {
            "M12 2 1 22h22L12 2zm-1.3 7h2.6v7h-2.6V9zm0 8.500h2.600v2.500h-2.600v-2.500z"
        }
        // A ring with a tick.
        Allergies::NoKnown { .. } => {
            "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm0 2a8 8 0 1 1 0 16 8 8 0 0 1 0-16zm4 4.200-5.200 5.600-2.600-2.600-1.400 1.400 4.100 4.100 6.600-7.100L16 8.200z"
        }
        // A dashed square: a box that nobody filled in.
        Allergies::NotRecorded { .. } => {
            "M3 3h5v2H5v3H3V3zm13 0h5v5h-2V5h-3V3zM3 16h2v3h3v2H3v-5zm16 0h2v5h-5v-2h3v-3zM10 3h4v2h-4V3zM10 19h4v2h-4v-2zM3 10h2v4H3v-4zM19 10h2v4h-2v-4z"
        }
        // A ring with a bar across.
        Allergies::NotAsked | Allergies::Loading | Allergies::Unavailable { .. } => {
            "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm0 2a8 8 0 0 1 4.900 1.700L5.700 16.900A8 8 0 0 1 12 4zm0 16a8 8 0 0 1-4.900-1.700L18.300 7.100A8 8 0 0 1 12 20z"
        }
    };
    view! {
        <svg class="app-patient-banner__icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=path></path>
        </svg>
    }
}
