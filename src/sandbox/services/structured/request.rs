//! Reads and checks the Parameters of `$gpc.getstructuredrecord` (structured digest 1.3 to 1.7).

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use serde_json::Value;

use crate::sandbox::door::outcome::Refusal;
use crate::sandbox::resource::members::{items, text};
use crate::sandbox::world::patient::is_nhs_number;
use crate::sandbox::world::record::Area;

/// What was asked for.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The patient.
    pub nhs_number: String,
    /// Areas with their options.
    pub areas: BTreeMap<Area, Options>,
    /// Parameters and parts that are not known, as `diagnostics` names them.
    pub unrecognised: Vec<String>,
}

/// Options of one area; each area has its own few.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Names of the parts that were sent.
    pub parts: Vec<&'static str>,
    /// `includeResolvedAllergies`, `includePrescriptionIssues`, `includeNotGiven`, `includeStatus`.
    pub flags: BTreeMap<&'static str, bool>,
    /// First day (`medicationSearchFromDate`, the start of a period).
    pub from: Option<NaiveDate>,
    /// Last day (the end of a period, `diaryEntriesSearchDate`).
    pub until: Option<NaiveDate>,
    /// `includeNumberOfMostRecent`.
    pub most_recent: Option<usize>,
    /// `filterStatus`.
    pub status: Option<&'static str>,
}

impl Options {
    /// A switch, or its default.
    pub fn flag(&self, name: &str, default: bool) -> bool {
        self.flags.get(name).copied().unwrap_or(default)
    }
}

/// Parameter, area, parts with the kind of value each takes.
type Definition = (&'static str, Area, &'static [(&'static str, Kind)]);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Flag,
    /// A day that is not in the future.
    From,
    /// A day that is not in the past.
    Until,
    /// A period that is not in the future.
    Period,
    Count,
    Status,
}

/// Every parameter of version 1.6.2.
const PARAMETERS: [Definition; 9] = [
    ("includeAllergies", Area::Allergies, &[("includeResolvedAllergies", Kind::Flag)]),
    (
        "includeMedication",
        Area::Medications,
        &[("includePrescriptionIssues", Kind::Flag), ("medicationSearchFromDate", Kind::From)],
    ),
    (
        "includeConsultations",
        Area::Consultations,
        &[("consultationSearchPeriod", Kind::Period), ("includeNumberOfMostRecent", Kind::Count)],
    ),
    ("includeProblems", Area::Problems, &[("filterStatus", Kind::Status)]),
    (
        "includeImmunisations",
        Area::Immunisations,
        &[("includeNotGiven", Kind::Flag), ("includeStatus", Kind::Flag)],
    ),
    ("includeUncategorisedData", Area::Uncategorised, &[("uncategorisedDataSearchPeriod", Kind::Period)]),
    ("includeInvestigations", Area::Investigations, &[("investigationSearchPeriod", Kind::Period)]),
    ("includeReferrals", Area::Referrals, &[("referralSearchPeriod", Kind::Period)]),
    ("includeDiaryEntries", Area::Diary, &[("diaryEntriesSearchDate", Kind::Until)]),
];

/// The parameter that asks for an area.
pub fn parameter(area: Area) -> &'static str {
    PARAMETERS.iter().find(|(_, of, _)| *of == area).map(|(name, ..)| *name).unwrap_or_default()
}

fn invalid(what: impl Into<String>) -> Refusal {
    Refusal::invalid_parameter(what)
}

/// Reads and checks a body. `today` is the provider's date.
pub fn read(body: &Value, today: NaiveDate, no_area_allowed: bool) -> Result<Asked, Refusal> {
    if text(body, "resourceType") != "Parameters" {
        return Err(Refusal::invalid_resource("The body is not a Parameters resource"));
    }
    let mut asked = Asked::default();
    let mut seen = Vec::new();
    for parameter in items(body, "parameter") {
        let name = text(parameter, "name");
        if seen.contains(&name) {
            return Err(invalid(format!("{name} is given more than once")));
        }
        seen.push(name);
        if name == "patientNHSNumber" {
            asked.nhs_number = nhs_number(parameter)?;
            continue;
        }
        let Some((name, area, known)) = PARAMETERS.iter().find(|(known, ..)| *known == name) else {
            asked.unrecognised.push(name.to_owned());
            continue;
        };
        let mut options = Options::default();
        for part in items(parameter, "part") {
            let part_name = text(part, "name");
            match known.iter().find(|(known, _)| *known == part_name) {
                Some((part_name, kind)) => read_part(&mut options, part_name, *kind, part, today)?,
                None => asked.unrecognised.push(format!("{name}.{part_name}")),
            }
        }
        asked.areas.insert(*area, options);
    }
    if asked.nhs_number.is_empty() {
        return Err(invalid("patientNHSNumber"));
    }
    if asked.areas.is_empty() && !no_area_allowed {
        return Err(invalid("No recognised parameter asks for an area"));
    }
    check(&asked, today)?;
    Ok(asked)
}

fn nhs_number(parameter: &Value) -> Result<String, Refusal> {
    let identifier =
        parameter.get("valueIdentifier").ok_or_else(|| invalid("patientNHSNumber is no identifier"))?;
    if text(identifier, "system") != "https://fhir.nhs.uk/Id/nhs-number" {
        return Err(invalid("patientNHSNumber has an unknown system"));
    }
    let value = text(identifier, "value");
    if is_nhs_number(value) {
        Ok(value.to_owned())
    } else {
        Err(Refusal::invalid_nhs_number(format!("Invalid NHS number submitted: {value}")))
    }
}

fn read_part(
    options: &mut Options,
    name: &'static str,
    kind: Kind,
    part: &Value,
    today: NaiveDate,
) -> Result<(), Refusal> {
    options.parts.push(name);
    let wrong = || invalid(format!("Invalid parameter part type : {name}"));
    match kind {
        Kind::Flag => {
            let flag = part.get("valueBoolean").and_then(Value::as_bool).ok_or_else(wrong)?;
            options.flags.insert(name, flag);
        }
        Kind::From => {
            let from = day(part.get("valueDate").ok_or_else(wrong)?, name)?;
            if from > today {
                return Err(invalid(format!("{name} is in the future")));
            }
            options.from = Some(from);
        }
        Kind::Until => {
            let until = day(part.get("valueDate").ok_or_else(wrong)?, name)?;
            if until < today {
                return Err(invalid(format!("{name} is in the past")));
            }
            options.until = Some(until);
        }
        Kind::Period => {
            let period = part.get("valuePeriod").filter(|period| period.is_object()).ok_or_else(wrong)?;
            let bound = |side: &str| period.get(side).map(|value| day(value, name)).transpose();
            (options.from, options.until) = (bound("start")?, bound("end")?);
            if options.from.is_none() && options.until.is_none() {
                return Err(wrong());
            }
            if options.from.is_some_and(|from| from > today)
                || options.until.is_some_and(|until| until > today)
            {
                return Err(invalid(format!("{name} is in the future")));
            }
            if let (Some(from), Some(until)) = (options.from, options.until)
                && from > until
            {
                return Err(invalid(format!("{name} ends before it starts")));
            }
        }
        Kind::Count => {
            let count = part.get("valuePositiveInt").and_then(Value::as_u64).filter(|count| *count > 0);
            options.most_recent = Some(usize::try_from(count.ok_or_else(wrong)?).unwrap_or(usize::MAX));
        }
        Kind::Status => {
            options.status = Some(match part.get("valueCode").and_then(Value::as_str).ok_or_else(wrong)? {
                "active" => "active",
                "inactive" => "inactive",
                _ => return Err(invalid(format!("{name} is neither active nor inactive"))),
            });
        }
    }
    Ok(())
}

/// A whole date: no year alone, no time.
fn day(value: &Value, name: &str) -> Result<NaiveDate, Refusal> {
    let text = value.as_str().unwrap_or_default();
    text.parse().map_err(|_| invalid(format!("{name} is no whole date: {text}")))
}

/// What the areas say together (structured digest 1.4, 1.5).
fn check(asked: &Asked, today: NaiveDate) -> Result<(), Refusal> {
    let of = |area: Area| asked.areas.get(&area);
    if of(Area::Allergies).is_some_and(|allergies| !allergies.flags.contains_key("includeResolvedAllergies"))
    {
        return Err(invalid("Miss parameter part : includeResolvedAllergies"));
    }
    if of(Area::Consultations)
        .is_some_and(|one| one.most_recent.is_some() && (one.from.or(one.until)).is_some())
    {
        // The odd one out among the codes.
        return Err(Refusal::invalid_resource(
            "consultationSearchPeriod and includeNumberOfMostRecent exclude each other",
        ));
    }
    let (consultations, problems) = (of(Area::Consultations).is_some(), of(Area::Problems).is_some());
    if !(consultations || problems) || is_predefined(asked, today) {
        return Ok(());
    }
    let restricted = [
        (Area::Medications, "medicationSearchFromDate"),
        (Area::Uncategorised, "uncategorisedDataSearchPeriod"),
        (Area::Referrals, "referralSearchPeriod"),
        (Area::Diary, "diaryEntriesSearchDate"),
        (Area::Immunisations, "includeNotGiven"),
        (Area::Immunisations, "includeStatus"),
    ];
    for (area, part) in restricted {
        if of(area).is_some_and(|options| options.parts.contains(&part)) {
            return Err(invalid(format!("{part} must not be sent together with consultations or problems")));
        }
    }
    if consultations && of(Area::Problems).is_some_and(|problems| problems.status.is_some()) {
        return Err(invalid("filterStatus must not be sent together with includeConsultations"));
    }
    Ok(())
}

/// The two searches that may break the rules, and only exactly so.
fn is_predefined(asked: &Asked, today: NaiveDate) -> bool {
    let areas: Vec<Area> = asked.areas.keys().copied().collect();
    let first = [Area::Allergies, Area::Medications, Area::Consultations, Area::Problems];
    let second = [
        Area::Allergies,
        Area::Medications,
        Area::Consultations,
        Area::Problems,
        Area::Immunisations,
        Area::Uncategorised,
    ];
    let is = |area: Area, wanted: Options| asked.areas.get(&area).is_some_and(|options| *options == wanted);
    (areas == first || areas == second)
        && is(
            Area::Allergies,
            Options {
                parts: vec!["includeResolvedAllergies"],
                flags: [("includeResolvedAllergies", true)].into(),
                ..Options::default()
            },
        )
        && is(
            Area::Medications,
            Options {
                parts: vec!["medicationSearchFromDate"],
                from: Some(today - TimeDelta::days(365)),
                ..Options::default()
            },
        )
        && is(
            Area::Consultations,
            Options { parts: vec!["includeNumberOfMostRecent"], most_recent: Some(3), ..Options::default() },
        )
        && [Area::Problems, Area::Immunisations, Area::Uncategorised]
            .into_iter()
            .filter_map(|area| asked.areas.get(&area))
            .all(|options| *options == Options::default())
}
