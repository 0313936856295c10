//! Statement → plan ← orders, joined by their references; nothing is lost where a link is missing (ARS-67).

use std::collections::{BTreeMap, BTreeSet};

use crate::clinical::Placing;
use crate::fhir::{Kind, MedicationRequest, MedicationStatement, Reference, Resolved};

/// A medication as it was sent.
#[derive(Debug, Default)]
pub(super) struct Joined<'a> {
    /// The row of the record.
    pub statement: Option<(usize, &'a MedicationStatement)>,
    /// Its plan; more than one only in broken data.
    pub plans: Vec<(usize, &'a MedicationRequest)>,
    /// Its issues, in the order sent.
    pub orders: Vec<(usize, &'a MedicationRequest)>,
}

impl<'a> Joined<'a> {
    /// The entries that it is made of.
    pub(super) fn positions(&self) -> impl Iterator<Item = usize> {
        self.statement
            .iter()
            .map(|(position, _)| *position)
            .chain(self.plans.iter().chain(&self.orders).map(|(position, _)| *position))
    }

    /// The plan.
    pub(super) fn plan(&self) -> Option<&'a MedicationRequest> {
        self.plans.first().map(|(_, plan)| *plan)
    }
}

/// What an order or statement hangs on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Hook<'a> {
    /// A plan of the response.
    Plan(usize),
    /// A plan that is not in the response, by the reference to it.
    Missing(&'a str),
}

/// Joins the medications of a response; each entry counts as placed.
pub(super) fn join<'a>(placing: &Placing<'a>) -> Vec<Joined<'a>> {
    let requests: Vec<(usize, &MedicationRequest)> =
        placing.each::<MedicationRequest>().filter(|(position, _)| !placing.is_repeated(*position)).collect();
    let orders: BTreeMap<usize, &MedicationRequest> =
        requests.iter().filter(|(_, request)| is_order(request)).copied().collect();

    let mut hung: BTreeMap<Hook, Vec<(usize, &MedicationRequest)>> = BTreeMap::new();
    let mut loose = Vec::new();
    for (&position, &order) in &orders {
        match hook(placing, &orders, &order.based_on) {
            Some(hook) => hung.entry(hook).or_default().push((position, order)),
            None => loose.push((position, order)),
        }
    }

    let mut joined: Vec<Joined> = Vec::new();
    let mut used: BTreeSet<Hook> = BTreeSet::new();
    let mut used_orders: BTreeSet<usize> = BTreeSet::new();
    for (position, statement) in placing.each::<MedicationStatement>() {
        if placing.is_repeated(position) {
            continue;
        }
        let mut row = Joined { statement: Some((position, statement)), ..Joined::default() };
        for reference in &statement.based_on {
            let Some(hook) = hook_of(placing, &orders, reference) else {
                // A statement that hangs on an issue without a plan.
                if let Some((at, order)) = order_of(placing, &orders, reference) {
                    row.orders.push((at, order));
                    used_orders.insert(at);
                }
                continue;
            };
            if let Hook::Plan(at) = hook
                && let Some(plan) = placing.index().at(at).and_then(MedicationRequest::of)
            {
                row.plans.push((at, plan));
            }
            row.orders.extend(hung.get(&hook).into_iter().flatten());
            used.insert(hook);
        }
        joined.push(row);
    }
    for (position, plan) in requests.iter().filter(|(_, request)| !is_order(request)) {
        let hook = Hook::Plan(*position);
        if used.insert(hook.clone()) {
            let orders = hung.get(&hook).cloned().unwrap_or_default();
            joined.push(Joined { statement: None, plans: vec![(*position, plan)], orders });
        }
    }
    for (hook, orders) in hung {
        if !used.contains(&hook) {
            joined.push(Joined { orders, ..Joined::default() });
        }
    }
    for order in loose.into_iter().filter(|(position, _)| !used_orders.contains(position)) {
        joined.push(Joined { orders: vec![order], ..Joined::default() });
    }
    joined
}

/// Whether a request is an issue. Without an intent, what hangs on something is one.
fn is_order(request: &MedicationRequest) -> bool {
    match request.intent.as_deref() {
        Some(intent) => intent.ends_with("order"),
        None => !request.based_on.is_empty(),
    }
}

type Orders<'a> = BTreeMap<usize, &'a MedicationRequest>;

fn hook<'a>(placing: &Placing<'a>, orders: &Orders<'a>, references: &'a [Reference]) -> Option<Hook<'a>> {
    references.iter().find_map(|reference| hook_of(placing, orders, reference))
}

/// What a reference hangs on. One to an issue leads on to the issue's own plan.
fn hook_of<'a>(placing: &Placing<'a>, orders: &Orders<'a>, reference: &'a Reference) -> Option<Hook<'a>> {
    if let Some((_, order)) = order_of(placing, orders, reference) {
        let onward = order.based_on.iter().filter(|onward| order_of(placing, orders, onward).is_none());
        return onward.into_iter().find_map(|onward| target(placing, onward));
    }
    target(placing, reference)
}

fn order_of<'a>(
    placing: &Placing<'a>,
    orders: &Orders<'a>,
    reference: &'a Reference,
) -> Option<(usize, &'a MedicationRequest)> {
    match placing.index().resolve(reference) {
        Resolved::Found(found) => {
            let position = found.position?;
            orders.get(&position).map(|order| (position, *order))
        }
        Resolved::Text(_) | Resolved::Missing { .. } => None,
    }
}

fn target<'a>(placing: &Placing<'a>, reference: &'a Reference) -> Option<Hook<'a>> {
    match placing.index().resolve(reference) {
        Resolved::Found(found) => {
            MedicationRequest::of(found.resource)?;
            found.position.map(Hook::Plan)
        }
        Resolved::Text(_) => None,
        Resolved::Missing { .. } => reference.reference.as_deref().map(str::trim).map(Hook::Missing),
    }
}
