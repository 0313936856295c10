//! One immunisation as a row (structured digest 3.7, 7.12).

use crate::clinical::person::{NOT_INCLUDED, Person, person};
use crate::clinical::security_label::is_not_for_patient;
use crate::clinical::{Note, Placing};
use crate::fhir::{
    CodeableConcept, DateTime, Immunization, ImmunizationPractitioner, Reference, VaccinationProtocol,
};
use crate::format::concept::{Degraded, null_flavour};
use crate::format::{self, CONCEPT_NOT_RECORDED};

/// Whether it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// It was.
    Yes,
    /// It was NOT: intended on one day and not done. No word about any other day.
    NotGiven,
    /// The practice's system does not say.
    NotStated,
    /// The entry itself was a mistake: it says nothing of what was given.
    InError,
}

/// One immunisation.
#[derive(Clone, Debug, PartialEq)]
pub struct Immunisation {
    /// Its position in the response.
    pub key: usize,
    /// Whether it was given.
    pub given: Given,
    /// What was done or intended: the original term (ARS-23).
    pub name: String,
    /// The product, when a real one was sent.
    pub product: Option<String>,
    /// Set when a code was lost in transfer (ARS-26).
    pub degraded: Option<Degraded>,
    /// When it was given, or intended; may be partial.
    pub date: Option<DateTime>,
    /// When it was entered.
    pub recorded: Option<DateTime>,
    /// Set for a second-hand report: who said so, in words.
    pub reported: Option<String>,
    /// Whether a parent was there.
    pub parent_present: Option<bool>,
    /// Where it was given.
    pub location: Option<String>,
    /// Who made the vaccine.
    pub manufacturer: Option<String>,
    /// Batch.
    pub batch: Option<String>,
    /// The batch's expiry; may be partial.
    pub expiry: Option<DateTime>,
    /// Where on the body.
    pub site: Option<String>,
    /// How it got into the body.
    pub route: Option<String>,
    /// Amount.
    pub dose: Option<String>,
    /// `dose 1 of 3, against hepatitis A`.
    pub course: Vec<String>,
    /// Who gave it, who entered it.
    pub people: Vec<(Option<String>, Person)>,
    /// Why it was given.
    pub reasons: Vec<String>,
    /// Why it was not.
    pub reasons_not_given: Vec<String>,
    /// Notes, whole.
    pub notes: Vec<Note>,
    /// What is odd about it, in words.
    pub remarks: Vec<String>,
    /// Not to be disclosed to the patient (ARS-56).
    pub not_for_patient: bool,
}

impl Immunisation {
    pub(super) fn read<'a>(
        placing: &Placing<'a>,
        position: usize,
        sent: &'a Immunization,
        is_apart: bool,
    ) -> Self {
        let extension = |name: &str| sent.extension.named(name);
        let procedure = extension("VaccinationProcedure").and_then(|extension| extension.concept());
        let vaccine = sent.vaccine_code.as_ref().filter(|vaccine| is_real(vaccine));
        let named = procedure.or(vaccine);
        let name = format::concept_or_missing(named).into_owned();
        let product = vaccine.map(words).filter(|product| *product != name);
        let explanation = sent.explanation.as_deref();
        let reasons_not_given: Vec<String> =
            explanation.iter().flat_map(|why| &why.reason_not_given).map(words).collect();
        // The status is constant and has no meaning (ARS-28), but for the two that take the entry back.
        let given = match (sent.status.as_deref(), sent.not_given) {
            (Some("entered-in-error"), _) => Given::InError,
            (Some("not-done"), _) | (_, Some(true)) => Given::NotGiven,
            (_, Some(false)) => Given::Yes,
            (_, None) => Given::NotStated,
        };
        let mut remarks = Vec::new();
        match given {
            Given::Yes if !reasons_not_given.is_empty() => {
                let why = reasons_not_given.join(", ");
                remarks.push(format!("Sent as given, but with a reason why it was not: {why}"));
            }
            Given::NotStated => {
                remarks.push("The practice's system does not say whether it was given".to_owned());
            }
            Given::InError => remarks.push("Entered in error".to_owned()),
            Given::Yes | Given::NotGiven => {}
        }
        if is_apart {
            remarks.push("Not on the practice's list of immunisations: it came with another item".to_owned());
        }
        Self {
            key: position,
            given,
            name,
            product,
            degraded: [procedure, vaccine].into_iter().flatten().find_map(format::degraded),
            date: sent.date.clone(),
            recorded: extension("DateRecorded").and_then(|date| date.date_time()).cloned(),
            reported: reported(sent),
            parent_present: extension("ParentPresent").and_then(|present| present.boolean()),
            location: sent.location.as_ref().map(|location| place(placing, location)),
            manufacturer: person(placing, sent.manufacturer.as_ref()).map(|maker| maker.name),
            batch: sent
                .lot_number
                .as_deref()
                .map(str::trim)
                .filter(|batch| !batch.is_empty())
                .map(str::to_owned),
            expiry: sent.expiration_date.clone(),
            site: sent.site.as_ref().map(words),
            route: sent.route.as_ref().map(words),
            dose: sent.dose_quantity.as_ref().map(format::quantity::medicine_quantity),
            course: sent.vaccination_protocol.iter().filter_map(course).collect(),
            people: sent.practitioner.iter().filter_map(|one| someone(placing, one, given)).collect(),
            reasons: explanation.iter().flat_map(|why| &why.reason).map(words).collect(),
            reasons_not_given,
            notes: Note::read_all(placing, &sent.note),
            remarks,
            not_for_patient: is_not_for_patient(sent.meta.as_deref()),
        }
    }
}

fn words(concept: &CodeableConcept) -> String {
    format::concept(concept).into_owned()
}

/// The product is usually a null flavour, or the word for it.
fn is_real(vaccine: &CodeableConcept) -> bool {
    let words = format::concept(vaccine);
    null_flavour(vaccine).is_none() && !words.eq_ignore_ascii_case("unknown") && words != CONCEPT_NOT_RECORDED
}

fn reported(sent: &Immunization) -> Option<String> {
    let origin = sent.report_origin.as_ref().map(words);
    match (sent.primary_source, origin) {
        (Some(false), Some(origin)) => Some(format!("Reported, not given here: {origin}")),
        (Some(false), None) => Some("Reported, not given here".to_owned()),
        (Some(true) | None, Some(origin)) => Some(format!("Source of the report: {origin}")),
        (Some(true) | None, None) => None,
    }
}

/// `dose 1 of 3, against hepatitis A`.
fn course(sent: &VaccinationProtocol) -> Option<String> {
    let dose = match (sent.dose_sequence, sent.series_doses) {
        (Some(dose), Some(of)) => Some(format!("dose {dose} of {of}")),
        (Some(dose), None) => Some(format!("dose {dose}")),
        (None, Some(of)) => Some(format!("course of {of} doses")),
        (None, None) => None,
    };
    let diseases = sent.target_disease.iter().map(words).collect::<Vec<_>>().join(", ");
    let against = (!diseases.is_empty()).then(|| format!("against {diseases}"));
    // That it counts goes without saying.
    let counts = |status: &&CodeableConcept| status.has_code("count") || words(status) == "Counts";
    let status = sent.dose_status.as_ref().filter(|status| !counts(status));
    let status = status.map(|status| format!("dose status: {}", words(status)));
    let why =
        sent.dose_status_reason.as_ref().map(|why| format!("reason for the dose status: {}", words(why)));
    let series = [sent.series.clone(), sent.description.clone()].into_iter();
    let parts: Vec<String> = series.chain([dose, against, status, why]).flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Who, as what: "given by", "entered by". Nobody gave what was not given.
fn someone<'a>(
    placing: &Placing<'a>,
    sent: &'a ImmunizationPractitioner,
    given: Given,
) -> Option<(Option<String>, Person)> {
    let who = person(placing, sent.actor.as_ref())?;
    let role = sent.role.as_ref().map(|role| {
        let has = |code: &str| role.has_code(code);
        let was_given = !matches!(given, Given::NotGiven);
        match (has("AP"), has("EP")) {
            (true, true) if was_given => "Given and entered by".to_owned(),
            (true, false) if was_given => "Given by".to_owned(),
            (true, false) => "To be given by".to_owned(),
            (_, true) => "Entered by".to_owned(),
            (false, false) => words(role),
        }
    });
    Some((role, who))
}

fn place<'a>(placing: &Placing<'a>, reference: &'a Reference) -> String {
    person(placing, Some(reference)).map_or_else(|| NOT_INCLUDED.to_owned(), |place| place.name)
}
