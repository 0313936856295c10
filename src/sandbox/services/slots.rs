//! Search for free slots (foundations digest 3.2).

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use crate::sandbox::behaviour::Behaviour;
use crate::sandbox::door::outcome::Refusal;
use crate::sandbox::door::request::Call;
use crate::sandbox::provider::Provider;
use crate::sandbox::resource::members::set;
use crate::sandbox::resource::people;
use crate::sandbox::resource::searchset::searchset;
use crate::sandbox::world::diary::{Session, Slot};
use crate::sandbox::world::practices::Practice;
use crate::sandbox::world::sessions;
use crate::sandbox::world::uk;

const TYPE_SYSTEM: &str = "https://fhir.nhs.uk/STU3/CodeSystem/GPConnect-OrganisationType-1";
const ODS_SYSTEM: &str = "https://fhir.nhs.uk/Id/ods-organization-code";
/// Longest range of one search.
const MOST_DAYS: i64 = 14;

/// A checked search.
struct Search<'a> {
    from: DateTime<FixedOffset>,
    until: DateTime<FixedOffset>,
    types: Vec<&'a str>,
    organisations: Vec<&'a str>,
    practitioners: bool,
    locations: bool,
}

impl Provider {
    /// `GET /Slot`: free, released, open to whoever asks, completely inside the range; in no order.
    pub(in crate::sandbox) fn search_slots(
        &self,
        call: &Call<'_>,
        practice: &'static Practice,
        now: DateTime<Utc>,
    ) -> Result<Value, Refusal> {
        let search = read(call)?;
        let now = uk::local(now);
        let today = now.date_naive();
        let mut found = sessions::slots(practice, search.from.date_naive(), search.until.date_naive());
        found.retain(|slot| {
            let begins_late_enough =
                slot.start > now || (self.behaviour.past_slots && slot.start.date_naive() == today);
            slot.start >= search.from
                && slot.end <= search.until
                && begins_late_enough
                && slot.is_released(now)
                && slot.session.is_open_to(&search.types, &search.organisations)
                && !self.is_taken(practice, &slot.id)
        });
        let mut resources: Vec<Value> = found.iter().map(slot_resource).collect();
        if !found.is_empty() {
            resources.extend(includes(&search, &found, practice, self.behaviour));
        }
        // Nobody may rely on an order (L-5).
        resources.sort_by_key(|resource| {
            let id = resource.get("id").and_then(Value::as_str).unwrap_or_default();
            id.bytes()
                .fold(7_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)).rotate_left(9))
        });
        Ok(searchset(call.trace_id(), resources))
    }
}

fn read<'a>(call: &'a Call<'_>) -> Result<Search<'a>, Refusal> {
    let once = |name: &str| match call.values(name).as_slice() {
        [value] => Ok(*value),
        [] => Err(Refusal::bad_request(format!("The parameter {name} is missing"))),
        _ => Err(Refusal::bad_request(format!("The parameter {name} is given more than once"))),
    };
    let (start, end, status) = (once("start")?, once("end")?, once("status")?);
    if status != "free" {
        return Err(Refusal::invalid_parameter("Status incorrect: Must be equal to free"));
    }
    let includes = call.values("_include");
    if includes != ["Slot:schedule"] {
        return Err(Refusal::bad_request("_include must be Slot:schedule, once"));
    }
    let recursive = call.values("_include:recurse");
    let known = ["Schedule:actor:Practitioner", "Schedule:actor:Location", "Location:managingOrganization"];
    if let Some(unknown) = recursive.iter().find(|one| !known.contains(one)) {
        return Err(Refusal::bad_request(format!("Invalid _include:recurse parameter value: \"{unknown}\"")));
    }
    let from = bound(start, "ge")?.0;
    let until = bound(end, "le")?.1;
    let days = (until.date_naive() - from.date_naive()).num_days();
    if !(0..=MOST_DAYS).contains(&days) || until < from {
        return Err(Refusal::invalid_parameter(format!(
            "Invalid time period, was {days} days between (max is 14)"
        )));
    }
    let filters = call.values("searchFilter");
    Ok(Search {
        from,
        until,
        types: codes(&filters, TYPE_SYSTEM),
        organisations: codes(&filters, ODS_SYSTEM),
        practitioners: recursive.contains(&"Schedule:actor:Practitioner"),
        locations: recursive.contains(&"Schedule:actor:Location"),
    })
}

/// The codes of the filters of one system; filters of other systems are ignored.
fn codes<'a>(filters: &[&'a str], system: &str) -> Vec<&'a str> {
    let pairs = filters.iter().filter_map(|filter| filter.split_once('|'));
    pairs.filter(|(of, _)| *of == system).map(|(_, code)| code).collect()
}

/// First and last moment of a date, or a date-time twice. Offsets must be those of the UK at that time.
fn bound(text: &str, prefix: &str) -> Result<(DateTime<FixedOffset>, DateTime<FixedOffset>), Refusal> {
    let date = text.strip_prefix(prefix).ok_or_else(|| Refusal::invalid_parameter("Invalid Prefix used"))?;
    let bad = || Refusal::invalid_parameter(format!("Invalid date/time format: \"{date}\""));
    if let Ok(day) = date.parse::<NaiveDate>()
        && date.len() == 10
    {
        return Ok((uk::at(day, 0), uk::at(day, 24 * 60) - TimeDelta::seconds(1)));
    }
    // Whole seconds, an explicit offset, never `Z`.
    let (wall, offset) = date.split_at_checked(19).ok_or_else(bad)?;
    let wall = NaiveDateTime::parse_from_str(wall, "%Y-%m-%dT%H:%M:%S").map_err(|_| bad())?;
    let hours = match offset {
        "+00:00" => 0,
        "+01:00" => 1,
        _ => return Err(bad()),
    };
    let moment = (wall - TimeDelta::hours(hours)).and_utc();
    let local = uk::local(moment);
    if local.naive_local() != wall {
        return Err(Refusal::invalid_parameter(format!(
            "{date} has an offset that the UK does not have at that time"
        )));
    }
    Ok((local, local))
}

fn slot_resource(slot: &Slot) -> Value {
    json!({
        "resourceType": "Slot",
        "id": slot.id,
        "meta": { "versionId": "1", "profile": ["https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-Slot-1"] },
        "extension": [delivery_channel(slot)],
        "serviceType": [{ "text": slot.session.kind }],
        "schedule": { "reference": format!("Schedule/{}", slot.session.id) },
        "status": "free",
        "start": uk::text(slot.start),
        "end": uk::text(slot.end),
    })
}

/// How a patient is seen, as slots and appointments say it.
pub fn delivery_channel(slot: &Slot) -> Value {
    json!({
        "url": "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-GPConnect-DeliveryChannel-2",
        "valueCode": slot.channel.code(),
    })
}

/// Who sees the patient by role, as schedules and appointments say it; nothing where nobody is named.
pub fn practitioner_role(session: &Session, practice: &Practice) -> Option<Value> {
    let (code, display) = session.clinician(practice)?.role;
    Some(json!({
        "url": "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-GPConnect-PractitionerRole-1",
        "valueCodeableConcept": { "coding": [{
            "system": "https://fhir.nhs.uk/STU3/CodeSystem/CareConnect-SDSJobRoleName-1",
            "code": code,
            "display": display,
        }] },
    }))
}

fn schedule_resource(session: &Session, practice: &Practice, behaviour: Behaviour) -> Value {
    let mut actors = vec![people::reference(behaviour, "Location", session.site)];
    if let Some(clinician) = session.clinician(practice) {
        actors.insert(0, people::reference(behaviour, "Practitioner", clinician.id));
    }
    let mut resource = json!({
        "resourceType": "Schedule",
        "id": session.id,
        "meta": { "versionId": "1", "profile": ["https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-Schedule-1"] },
        "actor": actors,
        "planningHorizon": { "start": "2020-01-06T00:00:00+00:00" },
    });
    if let Some(role) = practitioner_role(session, practice) {
        set(&mut resource, "extension", json!([role]));
    }
    if let Some(name) = session.name {
        set(&mut resource, "serviceCategory", json!({ "text": name }));
    }
    resource
}

/// Schedules of the slots; people and places only when asked for; the organisation always.
fn includes(
    search: &Search<'_>,
    found: &[Slot],
    practice: &'static Practice,
    behaviour: Behaviour,
) -> Vec<Value> {
    let sessions: Vec<&Session> = sessions::of(practice)
        .filter(|session| found.iter().any(|slot| slot.session.id == session.id))
        .collect();
    let mut resources: Vec<Value> =
        sessions.iter().map(|session| schedule_resource(session, practice, behaviour)).collect();
    if search.practitioners {
        let named = |id: &str| sessions.iter().any(|session| session.clinician == Some(id));
        resources.extend(practice.clinicians.iter().filter(|one| named(one.id)).map(people::practitioner));
    }
    if search.locations {
        let named = |id: &str| sessions.iter().any(|session| session.site == id);
        let sites = practice.sites.iter().filter(|site| named(site.id));
        resources.extend(sites.map(|site| people::location(site, practice, behaviour)));
    }
    resources.push(people::organization(practice, behaviour));
    resources
}
