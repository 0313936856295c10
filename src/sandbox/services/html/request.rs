//! Reads and checks the body of `$gpc.getcarerecord` (record HTML digest 1.4, 1.5, 4.2).

use chrono::NaiveDate;
use serde_json::Value;

use crate::sandbox::door::outcome::Refusal;
use crate::sandbox::resource::members::{items, text};
use crate::sandbox::world::calendar;
use crate::sandbox::world::patient::is_nhs_number;
use crate::sandbox::world::uk;

/// The ten sections in catalogue order: code, title, whether a date range may be asked for.
pub const SECTIONS: [(&str, &str, bool); 10] = [
    ("SUM", "Summary", false),
    ("ENC", "Encounters", true),
    ("CLI", "Clinical Items", true),
    ("PRB", "Problems and Issues", true),
    ("ALL", "Allergies and Adverse Reactions", false),
    ("MED", "Medications", true),
    ("REF", "Referrals", true),
    ("OBS", "Observations", true),
    ("IMM", "Immunisations", false),
    ("ADM", "Administrative Items", true),
];

/// A checked request.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The patient.
    pub nhs_number: String,
    /// Section code.
    pub section: &'static str,
    /// Section title.
    pub title: &'static str,
    /// The period.
    pub period: Period,
}

/// A date range; no bound means no filter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub start: Option<NaiveDate>,
    /// Last day.
    pub end: Option<NaiveDate>,
}

impl Period {
    /// Whether a filter was sent.
    pub fn is_set(self) -> bool {
        self != Period::default()
    }

    /// Whether an item of this date is inside. Undated items are, partial dates when any day of theirs is.
    pub fn holds(self, date: Option<&str>) -> bool {
        let Some((first, last)) = date.and_then(calendar::interval) else { return true };
        self.start.is_none_or(|start| last >= start) && self.end.is_none_or(|end| first <= end)
    }

    /// The words of the date banner (record HTML digest 2.4).
    pub fn words(self) -> String {
        match (self.start.map(uk::display), self.end.map(uk::display)) {
            (Some(start), Some(end)) => format!("For the period '{start}' to '{end}'"),
            (Some(start), None) => format!("Data items from '{start}'"),
            (None, Some(end)) => format!("Data items until '{end}'"),
            (None, None) => "All relevant items".to_owned(),
        }
    }
}

/// Reads a Parameters body.
pub fn read(body: &Value) -> Result<Asked, Refusal> {
    if text(body, "resourceType") != "Parameters" {
        return Err(Refusal::invalid_resource("The body is not a Parameters resource"));
    }
    let parameters = items(body, "parameter");
    if let Some(unknown) = parameters
        .iter()
        .find(|one| !["patientNHSNumber", "recordSection", "timePeriod"].contains(&text(one, "name")))
    {
        return Err(Refusal::invalid_parameter(format!("Unknown parameter {}", text(unknown, "name"))));
    }
    let nhs_number = nhs_number(one(parameters, "patientNHSNumber", "valueIdentifier")?)?;
    let (section, title, filterable) = section(one(parameters, "recordSection", "valueCodeableConcept")?)?;
    let period = match parameters
        .iter()
        .filter(|one| text(one, "name") == "timePeriod")
        .collect::<Vec<_>>()
        .as_slice()
    {
        [] => Period::default(),
        // Status 400, though the code's table says 422 (HTML digest 1.5).
        [_] if !filterable => {
            return Err(Refusal::invalid_parameter("This section takes no period").with_status(400));
        }
        [one] => period(one.get("valuePeriod").unwrap_or(&Value::Null))?,
        _ => return Err(Refusal::bad_request("timePeriod is given more than once")),
    };
    Ok(Asked { nhs_number, section, title, period })
}

/// The value of a parameter that must occur exactly once.
fn one<'a>(parameters: &'a [Value], name: &str, kind: &str) -> Result<&'a Value, Refusal> {
    let all: Vec<&Value> = parameters.iter().filter(|one| text(one, "name") == name).collect();
    let [one] = all.as_slice() else {
        return Err(Refusal::bad_request(format!("{name} must be given exactly once")));
    };
    one.get(kind).ok_or_else(|| Refusal::bad_request(format!("{name} is not a {kind}")))
}

fn nhs_number(identifier: &Value) -> Result<String, Refusal> {
    if text(identifier, "system") != "http://fhir.nhs.net/Id/nhs-number" {
        return Err(Refusal::invalid_identifier_system("The NHS number's system is not known"));
    }
    let value = text(identifier, "value");
    if is_nhs_number(value) {
        Ok(value.to_owned())
    } else {
        Err(Refusal::invalid_nhs_number("NHS number invalid"))
    }
}

fn section(concept: &Value) -> Result<(&'static str, &'static str, bool), Refusal> {
    let [coding] = items(concept, "coding") else {
        return Err(Refusal::invalid_parameter("recordSection must have one coding"));
    };
    match text(coding, "system") {
        "http://fhir.nhs.net/ValueSet/gpconnect-record-section-1" => {}
        "" => return Err(Refusal::invalid_parameter("recordSection has no system")),
        _ => return Err(Refusal::invalid_identifier_system("recordSection has an unknown system")),
    }
    let code = text(coding, "code");
    let known = SECTIONS.into_iter().find(|(known, ..)| *known == code);
    known.ok_or_else(|| Refusal::invalid_parameter("Invalid Section Code"))
}

fn period(value: &Value) -> Result<Period, Refusal> {
    let bound = |name: &str| match value.get(name) {
        None => Ok(None),
        Some(Value::String(text)) => day(text).map(Some),
        Some(_) => Err(Refusal::invalid_parameter(format!("timePeriod {name} is not a date"))),
    };
    let (start, end) = (bound("start")?.map(|(first, _)| first), bound("end")?.map(|(_, last)| last));
    match (start, end) {
        (None, None) => Err(Refusal::invalid_parameter("timePeriod has neither start nor end")),
        (Some(start), Some(end)) if start > end => Err(Refusal::invalid_parameter("Dates are invalid")),
        _ => Ok(Period { start, end }),
    }
}

/// The first and last day of `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or a date-time with a zone.
fn day(text: &str) -> Result<(NaiveDate, NaiveDate), Refusal> {
    let bad = || Refusal::invalid_parameter(format!("Invalid date/time format: \"{text}\""));
    if text.contains('T') {
        let moment = chrono::DateTime::parse_from_rfc3339(text).map_err(|_| bad())?;
        return Ok((moment.date_naive(), moment.date_naive()));
    }
    if !matches!(text.len(), 4 | 7 | 10) {
        return Err(bad());
    }
    calendar::interval(text).ok_or_else(bad)
}
