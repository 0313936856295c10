//! What is made of a medication's statement, plan and issues (structured digest 3.4, 7.8, 7.9).

use chrono::NaiveDate;

use super::course::Course;
use super::flags::flags;
use super::join::Joined;
use super::medication::{LastIssue, Medication};
use super::{Agency, Dose, Group, Issue, Name, Prescriber, PrescriptionType, Status, Stopped};
use crate::clinical::linked_problems::LinkedProblems;
use crate::clinical::medicine::{amount_or_missing, supply_duration};
use crate::clinical::order;
use crate::clinical::security_label::is_not_for_patient;
use crate::clinical::{Note, Placing, person};
use crate::fhir::{DateTime, Extensions, Kind, MedicationRequest, Resolved};
use crate::format;

impl Medication {
    pub(super) fn read<'a>(
        placing: &Placing<'a>,
        joined: &Joined<'a>,
        problems: &LinkedProblems,
        today: NaiveDate,
    ) -> Self {
        let statement = joined.statement.map(|(_, statement)| statement);
        let plan = joined.plan();
        let newest = newest(&joined.orders);
        // What a plan says; without one, what the newest issue says.
        let leading = plan.or(newest);
        let request = leading.and_then(|request| request.dispense_request.as_deref());
        let names = names(placing, joined);
        let (status, status_differs) = status(joined);
        let kind = leading.map_or(PrescriptionType::NotStated, PrescriptionType::of);
        let of_requests = joined.plans.iter().chain(&joined.orders).map(|(_, request)| &request.extension);
        let agency =
            Agency::of(statement.map(|statement| &statement.extension).into_iter().chain(of_requests));
        let said = last_issue_said(statement.map(|statement| &statement.extension));
        let course = Course::of(joined, &kind, said);
        let stopped = stopped(joined);
        let group = Group::of(&status, stopped.as_ref(), &kind, &agency, &course, today);

        let repeat = plan.and_then(|plan| plan.extension.named("MedicationRepeatInformation"));
        let count = |name: &str| repeat.and_then(|repeat| repeat.child(name)?.number());
        let dose = Dose::read_all(statement.map_or(&[], |statement| statement.dosage.as_slice()));
        let plan_dose = Dose::read_all(leading.map_or(&[], |request| request.dosage_instruction.as_slice()));
        let (dose, plan_dose) = match (dose.is_empty(), dose == plan_dose) {
            (true, true) => (vec![Dose::not_sent()], Vec::new()),
            (true, false) => (plan_dose, Vec::new()),
            (false, true) => (dose, Vec::new()),
            (false, false) => (dose, plan_dose),
        };
        let mut notes: Vec<Note> =
            statement.and_then(|statement| Note::of_reasons(&statement.reason_code)).into_iter().collect();
        notes.extend(Note::read_all(placing, statement.map_or(&[], |statement| statement.note.as_slice())));
        let of_plan = plan.into_iter().flat_map(|plan| {
            let reasons = Note::of_reasons(&plan.reason_code);
            reasons.into_iter().chain(Note::read_all(placing, &plan.note))
        });
        for note in of_plan {
            if !notes.iter().any(|known| known.text == note.text) {
                notes.push(note);
            }
        }
        let mut remarks = missing_parts(joined);
        remarks.extend(names.iter().skip(1).map(|name| format!("Also named {}", name.text())));
        let mut medication = Self {
            key: joined.positions().next().unwrap_or_default(),
            group,
            name: names.into_iter().next().unwrap_or_else(|| Name::in_words("Medicine not named")),
            dose,
            plan_dose,
            kind,
            status,
            status_differs,
            start: course.start().cloned(),
            end: course.end().cloned(),
            plan_period: course.other_period(),
            last_issue: None,
            issued: count("numberOfRepeatPrescriptionsIssued"),
            allowed: count("numberOfRepeatPrescriptionsAllowed"),
            review: repeat.and_then(|repeat| repeat.child("authorisationExpiryDate")?.date_time().cloned()),
            quantity: amount_or_missing(request.and_then(|request| request.quantity.as_ref())),
            duration: request.and_then(|request| supply_duration(request.expected_supply_duration.as_ref())),
            agency,
            prescriber: leading.and_then(|request| Prescriber::read(placing, request)),
            stopped,
            source: person(placing, statement.and_then(|statement| statement.information_source.as_ref())),
            dispenser: person(placing, request.and_then(|request| request.performer.as_ref())),
            authorised: leading.and_then(|request| request.authored_on.clone()),
            asserted: statement.and_then(|statement| statement.date_asserted.clone()),
            flags: Vec::new(),
            notes,
            issues: Vec::new(),
            problems: problems.terms(joined.positions()),
            replaces: plan.and_then(|plan| replaced(placing, plan)),
            remarks,
            not_for_patient: joined
                .positions()
                .filter_map(|position| placing.index().at(position))
                .any(|resource| is_not_for_patient(resource.meta())),
        };
        medication.issues = joined
            .orders
            .iter()
            .map(|one| {
                let Self { name, kind, dose, notes, .. } = &medication;
                Issue::read(placing, *one, today).without(name, kind, dose, notes)
            })
            .collect();
        order::by_key(&mut medication.issues, Issue::order);
        medication.last_issue = last_issue(said, &medication.issues);
        let changed = statement.and_then(|statement| dose_changed(&statement.extension));
        medication.flags = flags(&medication, &course, changed, today);
        medication
    }
}

fn newest<'a>(orders: &[(usize, &'a MedicationRequest)]) -> Option<&'a MedicationRequest> {
    let date = |order: &MedicationRequest| {
        let validity = order.dispense_request.as_deref().and_then(|request| request.validity_period.as_ref());
        format::date::sort_key(validity.and_then(|validity| validity.start.as_ref()))
    };
    orders.iter().map(|(_, order)| *order).max_by_key(|order| date(order))
}

/// The different names that statement, plan and issues give, the statement's first.
fn names<'a>(placing: &Placing<'a>, joined: &Joined<'a>) -> Vec<Name> {
    let statement = joined.statement.iter().map(|(_, statement)| {
        let concept = statement.medication_codeable_concept.as_ref();
        (statement.medication_reference.as_ref(), concept)
    });
    let of_request = |(_, request): &(usize, &'a MedicationRequest)| {
        let concept = request.medication_codeable_concept.as_ref();
        (request.medication_reference.as_ref(), concept)
    };
    let own = statement.chain(joined.plans.iter().map(of_request));
    let mut names: Vec<Name> = Vec::new();
    for (reference, concept) in own {
        if let Some(name) = Name::read(placing, reference, concept)
            && !names.iter().any(|known| known.text().eq_ignore_ascii_case(&name.text()))
        {
            names.push(name);
        }
    }
    if names.is_empty() {
        let of_orders = joined.orders.iter().map(of_request);
        names.extend(
            of_orders.filter_map(|(reference, concept)| Name::read(placing, reference, concept)).take(1),
        );
    }
    names
}

/// The status, and words where statement and plan disagree.
fn status(joined: &Joined) -> (Status, Option<String>) {
    let statement = joined.statement.map(|(_, statement)| Status::of(statement.status.as_ref()));
    let plan = joined.plan().map(|plan| Status::of(plan.status.as_ref()));
    match (statement, plan) {
        (Some(statement), Some(plan)) => {
            let differs = (statement != plan).then(|| {
                let [statement, plan] = [&statement, &plan].map(|status| status.words().to_lowercase());
                format!("The statement says {statement}, the plan {plan}")
            });
            (statement.graver(plan), differs)
        }
        (Some(status), None) | (None, Some(status)) => (status, None),
        (None, None) => {
            let newest = newest(&joined.orders).and_then(|order| order.status.as_ref());
            (Status::of(newest), None)
        }
    }
}

fn missing_parts(joined: &Joined) -> Vec<String> {
    let remark = match (joined.statement.is_some(), joined.plan().is_some()) {
        (true, true) => return Vec::new(),
        (true, false) => "Its plan is not in the response: type, counts and quantity may be missing",
        (false, true) => "Only its plan was sent: where it was prescribed and its last issue may be missing",
        (false, false) => "Only issues were sent, without their plan",
    };
    vec![remark.to_owned()]
}

/// The reason of its status: the plan's, else the statement's; of issues without a plan that of the newest.
fn stopped(joined: &Joined) -> Option<Stopped> {
    let of_plan = joined.plans.iter().find_map(|(_, plan)| Stopped::read(&plan.extension));
    let of_statement = || joined.statement.and_then(|(_, statement)| Stopped::read(&statement.extension));
    let is_alone = joined.plans.is_empty() && joined.statement.is_none();
    let of_issue = || newest(&joined.orders).and_then(|order| Stopped::read(&order.extension));
    of_plan.or_else(of_statement).or_else(|| is_alone.then(of_issue).flatten())
}

/// The practice's own date of the last issue, unless it says that it does not know.
fn last_issue_said(extension: Option<&Extensions>) -> Option<&DateTime> {
    let said = extension?.named("MedicationStatementLastIssueDate")?.date_time();
    said.filter(|date| !date.means_unknown())
}

/// Reported by the practice; where it says nothing (repeat dispensing, by design) the newest issue that is not to come.
fn last_issue(said: Option<&DateTime>, issues: &[Issue]) -> Option<LastIssue> {
    if let Some(date) = said {
        return Some(LastIssue { date: date.clone(), from_issues: false });
    }
    let made = issues.iter().filter(|issue| !issue.is_future && !issue.is_void());
    let date = made.filter_map(|issue| issue.date.clone()).next()?;
    Some(LastIssue { date, from_issues: true })
}

fn dose_changed(extension: &Extensions) -> Option<DateTime> {
    let names = ["MedicationStatementDosageLastChanged", "MedicationDosageLastChanged", "DosageLastChanged"];
    names.iter().find_map(|name| extension.named(name)?.date_time().cloned())
}

/// The medication of the plan that this one continues or replaces.
fn replaced(placing: &Placing, plan: &MedicationRequest) -> Option<String> {
    let reference = plan.prior_prescription.as_ref()?;
    let found = match placing.index().resolve(reference) {
        Resolved::Found(found) => found,
        Resolved::Text(words) => return Some(words.to_owned()),
        Resolved::Missing { .. } => return Some("a plan that is not in this response".to_owned()),
    };
    let prior = MedicationRequest::of(found.resource)?;
    let name =
        Name::read(placing, prior.medication_reference.as_ref(), prior.medication_codeable_concept.as_ref());
    let start = prior
        .dispense_request
        .as_deref()
        .and_then(|request| request.validity_period.as_ref()?.start.as_ref());
    let name = name.map_or_else(|| "an earlier plan".to_owned(), |name| name.text());
    Some(format!("{name}, started {}", format::date_or_missing(start)))
}
