//! A specimen with all that was said about it (structured digest 7.17).

use crate::clinical::{Note, Person, Placing, person};
use crate::fhir;
use crate::fhir::{CodeableConcept, DateTime, Value};
use crate::format;

/// A specimen.
#[derive(Clone, Debug, PartialEq)]
pub struct Specimen {
    /// Its position in the response: results name it.
    pub key: usize,
    /// What it is.
    pub kind: Option<String>,
    /// When it was taken, in words.
    pub collected: Option<String>,
    /// By whom.
    pub collector: Option<Person>,
    /// When the laboratory received it.
    pub received: Option<DateTime>,
    /// The laboratory's number.
    pub accession: Option<String>,
    /// Whether the patient had eaten.
    pub fasting: Option<String>,
    /// Amount, place on the body, method, status: label and words.
    pub facts: Vec<(&'static str, String)>,
    /// Notes, whole.
    pub notes: Vec<Note>,
}

impl Specimen {
    pub(super) fn read<'a>(placing: &Placing<'a>, position: usize, sent: &'a fhir::Specimen) -> Self {
        let words = |concept: &CodeableConcept| format::concept(concept).into_owned();
        let collection = sent.collection.as_deref();
        let moment = collection.and_then(|taken| taken.collected_date_time.as_ref()).map(format::date_time);
        let period = collection.and_then(|taken| taken.collected_period.as_ref()).map(format::period);
        let status = sent.status.as_deref().filter(|status| *status != "available");
        let facts = [
            ("Amount", collection.and_then(|taken| taken.quantity.as_ref()).map(format::quantity)),
            ("Taken from", collection.and_then(|taken| taken.body_site.as_ref()).map(words)),
            ("Method", collection.and_then(|taken| taken.method.as_ref()).map(words)),
            ("Status", status.map(str::to_owned)),
        ];
        Self {
            key: position,
            kind: sent.kind.as_ref().map(words),
            collected: moment.or(period),
            collector: person(placing, collection.and_then(|taken| taken.collector.as_ref())),
            received: sent.received_time.clone(),
            accession: sent
                .accession_identifier
                .as_ref()
                .and_then(|number| number.value.as_deref())
                .map(str::to_owned),
            fasting: collection.and_then(fasting),
            facts: facts.into_iter().filter_map(|(label, words)| Some((label, words?))).collect(),
            notes: Note::read_all(placing, &sent.note),
        }
    }
}

/// `Fasting`, `Not fasting`, or the words or hours that were sent.
fn fasting(collection: &fhir::SpecimenCollection) -> Option<String> {
    let status = collection.extension.named("FastingStatus")?;
    match status.value.as_ref()? {
        Value::CodeableConcept(concept) => {
            let words = format::concept(concept).into_owned();
            let code = concept.first_code().map_or_else(|| words.clone(), str::to_owned);
            Some(match code.as_str() {
                "F" => "Fasting".to_owned(),
                "NF" => "Not fasting".to_owned(),
                "NG" => "Fasting: not given".to_owned(),
                _ => words,
            })
        }
        Value::Boolean(true) => Some("Fasting".to_owned()),
        Value::Boolean(false) => Some("Not fasting".to_owned()),
        other => format::value(other).map(|words| format!("Fasting for {words}")),
    }
}
