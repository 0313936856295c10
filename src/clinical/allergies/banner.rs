//! What the patient banner says about allergies: one of the four prescribed titles (CUI PAB-0064 to PAB-0072).

use std::borrow::Borrow;

use super::{Allergies, Severity, Warning};
use crate::clinical::State;
use crate::clinical::area::WarningKind;
use crate::clinical::order;
use crate::format;

/// One allergy in the banner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BannerAllergy {
    /// The agent.
    pub agent: String,
    /// What happened, when something is known.
    pub reaction: Option<String>,
    /// When the entry was last changed (PAB-0065).
    pub updated: Option<String>,
    /// Whether it may be an allergy to a medicine.
    pub is_drug: bool,
    /// Whether a reaction was severe, or the next one may be life-threatening.
    pub is_severe: bool,
}

/// What the banner shows. No variant may be taken for another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BannerAllergies {
    /// Nobody has asked.
    NotAsked,
    /// Asked, no answer yet.
    Loading,
    /// "Known allergies".
    Known {
        /// Medicines with a severe reaction first, then medicines, then the rest; within these the newest.
        allergies: Vec<BannerAllergy>,
        /// What makes the list incomplete or doubtful.
        warning: Option<String>,
    },
    /// "No known allergies": only for an explicit statement about every kind of allergy (ARS-29).
    NoKnown {
        /// What was added to the statement.
        warning: Option<String>,
    },
    /// "Allergies not recorded".
    NotRecorded {
        /// What is recorded instead: an ended allergy, a statement about one kind only.
        remark: Option<String>,
    },
    /// "Allergies unavailable".
    Unavailable {
        /// Why.
        reason: String,
    },
}

impl BannerAllergies {
    /// What the banner shows for a state of the area; `failed` says why a call failed.
    pub fn of<T: Borrow<Allergies>, E>(
        state: &State<T, E, Warning>,
        failed: impl FnOnce(&E) -> String,
    ) -> Self {
        match state {
            State::NotRequested => Self::NotAsked,
            State::Loading => Self::Loading,
            State::Failed(error) => Self::Unavailable { reason: failed(error) },
            State::Withheld(warnings) => Self::Unavailable {
                reason: doubt(warnings).unwrap_or("Nothing that was sent can be shown").to_owned(),
            },
            State::NotSupported(_) => {
                Self::Unavailable { reason: "The practice's system did not supply them".to_owned() }
            }
            State::Empty(_) => Self::NotRecorded { remark: None },
            State::Present { items, warnings } => present(items.borrow(), warnings),
        }
    }
}

fn present(items: &Allergies, warnings: &[Warning]) -> BannerAllergies {
    let doubt = doubt(warnings);
    if !items.active.is_empty() {
        let contradicted = items.is_contradicted().then_some("“No known allergy” is recorded too");
        let mut active: Vec<&super::Allergy> = items.active.iter().collect();
        order::by_key(&mut active, |allergy| allergy.banner_order());
        let allergies = active
            .into_iter()
            .map(|allergy| BannerAllergy {
                agent: allergy.agent.clone(),
                reaction: reaction(allergy),
                updated: allergy.asserted.as_ref().map(format::date),
                is_drug: allergy.may_be_drug(),
                is_severe: allergy.is_severe(),
            })
            .collect();
        let warning: Vec<&str> = contradicted.into_iter().chain(doubt).collect();
        return BannerAllergies::Known {
            allergies,
            warning: (!warning.is_empty()).then(|| warning.join(". ")),
        };
    }
    let general = items.no_known.iter().find(|statement| statement.is_general);
    match (general, doubt) {
        // An allergy may hide behind what was held back: the statement alone is not to be relied on.
        (Some(statement), Some(doubt)) => BannerAllergies::Unavailable {
            reason: format!("{doubt}, though “{}” is recorded", statement.words),
        },
        (Some(_), None) => BannerAllergies::NoKnown { warning: None },
        (None, Some(doubt)) => BannerAllergies::Unavailable { reason: doubt.to_owned() },
        (None, None) => {
            let partial =
                items.no_known.first().map(|statement| format!("Recorded only: {}", statement.words));
            let ended = match items.ended.len() {
                0 => None,
                1 => Some("1 ended entry".to_owned()),
                count => Some(format!("{count} ended entries")),
            };
            let remarks: Vec<String> = partial.into_iter().chain(ended).collect();
            BannerAllergies::NotRecorded { remark: (!remarks.is_empty()).then(|| remarks.join(". ")) }
        }
    }
}

/// `anaphylaxis`, or `severe` when only the severity is known.
fn reaction(allergy: &super::Allergy) -> Option<String> {
    let known = allergy.reactions.iter().find(|reaction| reaction.is_known);
    match (known, allergy.severity()) {
        (Some(reaction), Some(Severity::Severe)) => Some(format!("{}, severe", reaction.manifestation)),
        (Some(reaction), _) => Some(reaction.manifestation.clone()),
        (None, Some(severity)) => Some(severity.words().to_owned()),
        (None, None) => None,
    }
}

/// Why the list may not be all that there is.
fn doubt(warnings: &[Warning]) -> Option<&'static str> {
    let words = |warning: &Warning| match warning.kind {
        WarningKind::Confidential => Some("Some items are withheld"),
        WarningKind::NotShared => Some("The record is not shared"),
        WarningKind::InTransit => Some("Not all of the record has arrived at the practice"),
        WarningKind::AwaitingFiling => Some("Some items are not yet reviewed"),
        WarningKind::Unknown(_) => Some("The practice sent a warning"),
        WarningKind::ListMissing | WarningKind::NotSupported => Some("The practice's list was not supplied"),
        WarningKind::NoEntries => Some("The practice gives a reason for sending nothing"),
        WarningKind::NotIncluded => Some("Some entries cannot be shown"),
        WarningKind::SomebodyElses => Some("Some entries are about somebody else"),
        WarningKind::WhoseUnclear => Some("Some entries name another patient"),
        WarningKind::NotShown => Some("Something sent with them could not be shown"),
        WarningKind::Note | WarningKind::OutsideList | WarningKind::UnseenLetters => None,
    };
    warnings.iter().find_map(words)
}
