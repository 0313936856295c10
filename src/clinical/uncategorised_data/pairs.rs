//! Which observations hang together: parents with their members, and the two halves of a blood pressure (ARS-47).
//!
//! Suppliers link a pair through a parent that has both as members, through each other, or through a parent that is not
//! in the response.

use std::collections::{BTreeMap, BTreeSet};

use crate::clinical::observation::{self, Half, is_panel};
use crate::fhir::{Index, Observation, QuestionnaireResponse, Related, Resolved};

/// The links between observations of a response.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    /// Position of the row that stands for a blood pressure, to the positions of its halves.
    halves: BTreeMap<usize, Vec<(Half, usize)>>,
    /// Halves that another row shows.
    within: BTreeSet<usize>,
    /// Position of a member to the term of its parent.
    part_of: BTreeMap<usize, String>,
}

impl Pairs {
    pub(super) fn of(index: &Index, chosen: &BTreeSet<usize>) -> Self {
        let mut pairs = Self::default();
        let mut families: BTreeMap<Parent, BTreeSet<usize>> = BTreeMap::new();
        for (position, sent) in index.bundle().each::<Observation>() {
            if !chosen.contains(&position)
                || index.first_like(position).is_some_and(|first| first != position)
            {
                continue;
            }
            for related in &sent.related {
                let Some(target) = &related.target else { continue };
                match (is_member(related), index.resolve(target)) {
                    (true, Resolved::Found(found)) => {
                        let member = found.position.filter(|member| *member != position);
                        let member = member.filter(|_| Resolved::Found(found).of::<Observation>().is_some());
                        if let Some(member) = member {
                            families.entry(Parent::Here(position)).or_default().insert(member);
                        }
                    }
                    (false, Resolved::Found(found)) => {
                        let parent = found.position.filter(|parent| *parent != position);
                        if let Some(parent) = parent {
                            families.entry(Parent::Here(parent)).or_default().insert(position);
                        }
                    }
                    (false, Resolved::Missing { .. }) => {
                        let name = target.reference.clone().unwrap_or_default();
                        families.entry(Parent::Gone(name)).or_default().insert(position);
                    }
                    (true, Resolved::Missing { .. }) | (_, Resolved::Text(_)) => {}
                }
            }
        }
        for (parent, members) in families {
            pairs.add(index, chosen, parent, &members);
        }
        pairs
    }

    fn add(&mut self, index: &Index, chosen: &BTreeSet<usize>, parent: Parent, members: &BTreeSet<usize>) {
        let observation = |position: usize| index.at(position).and_then(of_observation);
        let halves: Vec<(Half, usize)> = members
            .iter()
            .filter(|member| chosen.contains(member) && !self.within.contains(member))
            .filter_map(|&member| Some((Half::of(observation(member)?.code.as_ref()?)?, member)))
            .collect();
        let one_of_each = matches!(halves.as_slice(), [(one, _), (other, _)] if one != other);
        let row = match &parent {
            Parent::Here(parent) => {
                let sent = observation(*parent);
                if let Some(term) = sent.filter(|sent| sent.code.is_some()).map(observation::term) {
                    for &member in members {
                        self.part_of.entry(member).or_insert_with(|| term.clone());
                    }
                } else if let Some(template) = index.at(*parent).and_then(of_template)
                    && let Some(term) = template_term(index, template)
                {
                    for &member in members {
                        self.part_of.entry(member).or_insert_with(|| term.clone());
                    }
                }
                let code = sent.and_then(|sent| sent.code.as_ref());
                let has_own = sent.is_some_and(|sent| sent.value.is_some() || !sent.component.is_empty());
                // One half links the other directly, without a panel above them.
                let own_half = code.and_then(Half::of);
                match (halves.as_slice(), own_half) {
                    ([(other, member)], Some(own)) if own != *other && same_day(index, *parent, *member) => {
                        self.halves.insert(*parent, vec![(own, *parent), (*other, *member)]);
                        self.within.insert(*member);
                        return;
                    }
                    _ => {}
                }
                let is_one = halves.len() == 1 && code.is_some_and(is_panel);
                // Members that are neither half stay rows of their own, and so does the panel above them.
                (!has_own && (one_of_each || is_one) && chosen.contains(parent)).then_some(*parent)
            }
            // The panel did not come: the first half stands for the pair.
            Parent::Gone(_) if one_of_each => halves.first().map(|(_, position)| *position),
            Parent::Gone(_) => None,
        };
        let Some(row) = row else { return };
        if self.within.contains(&row)
            || self.halves.contains_key(&row)
            || halves.iter().any(|(_, half)| self.halves.contains_key(half))
            || !halves.iter().all(|(_, half)| same_day(index, row, *half))
        {
            return;
        }
        self.within.extend(halves.iter().map(|(_, position)| *position).filter(|position| *position != row));
        self.halves.insert(row, halves);
    }

    /// Whether another row shows the observation at a position.
    pub(super) fn is_within(&self, position: usize) -> bool {
        self.within.contains(&position)
    }

    /// The halves of the blood pressure that the row at a position stands for.
    pub(super) fn halves(&self, position: usize) -> &[(Half, usize)] {
        self.halves.get(&position).map(Vec::as_slice).unwrap_or_default()
    }

    /// The term of what the observation at a position is a part of.
    pub(super) fn part_of(&self, position: usize) -> Option<&str> {
        self.part_of.get(&position).map(String::as_str)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Parent {
    Here(usize),
    Gone(String),
}

fn is_member(related: &Related) -> bool {
    related.kind.as_deref().is_none_or(|kind| kind == "has-member")
}

fn of_observation(resource: &crate::fhir::Resource) -> Option<&Observation> {
    <Observation as crate::fhir::Kind>::of(resource)
}

fn of_template(resource: &crate::fhir::Resource) -> Option<&QuestionnaireResponse> {
    <QuestionnaireResponse as crate::fhir::Kind>::of(resource)
}

/// The term of the observation above a template.
pub(super) fn template_term(index: &Index, template: &QuestionnaireResponse) -> Option<String> {
    let parent = template.parent.iter().find_map(|parent| index.get::<Observation>(Some(parent)))?;
    Some(observation::term(parent))
}

/// Two readings of different days are not a pair; a panel without a date takes its halves'.
fn same_day(index: &Index, one: usize, other: usize) -> bool {
    let day = |position: usize| {
        let sent = index.at(position).and_then(of_observation)?;
        sent.effective_date_time.as_ref().map(|date| date.text().to_owned())
    };
    match (day(one), day(other)) {
        (Some(one), Some(other)) => one == other,
        (None, _) | (_, None) => true,
    }
}
