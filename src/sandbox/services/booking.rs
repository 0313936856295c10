//! Book an appointment: every check that the digest names (foundations digest 3.3, 3.4).

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::appointments::decorate;
use crate::gpconnect::{Line, Response};
use crate::sandbox::behaviour::Behaviour;
use crate::sandbox::door::answer;
use crate::sandbox::door::outcome::Refusal;
use crate::sandbox::door::request::Call;
use crate::sandbox::provider::{Listed, Provider};
use crate::sandbox::resource::members::{items, set, text};
use crate::sandbox::resource::stored::{BOOKED_BY, PROFILE, REASON};
use crate::sandbox::world::diary::Slot;
use crate::sandbox::world::practices::Practice;
use crate::sandbox::world::sessions;
use crate::sandbox::world::uk;

/// Longest texts, in characters.
const DESCRIPTION: usize = 100;
const COMMENT: usize = 500;

/// Everything that an Appointment may have; anything else is refused.
const MEMBERS: [&str; 16] = [
    "resourceType",
    "id",
    "meta",
    "contained",
    "extension",
    "identifier",
    "status",
    "serviceCategory",
    "serviceType",
    "priority",
    "description",
    "start",
    "end",
    "minutesDuration",
    "slot",
    "created",
];
const MORE_MEMBERS: [&str; 2] = ["comment", "participant"];

fn invalid(what: impl Into<String>) -> Refusal {
    Refusal::invalid_resource(what)
}

impl Provider {
    /// `POST /Appointment`.
    pub(in crate::sandbox) fn book(
        &mut self,
        call: &Call<'_>,
        practice: &'static Practice,
        now: DateTime<Utc>,
    ) -> Result<Response, Refusal> {
        let mut body = call.body()?;
        shape(&body, self.behaviour)?;
        let (types, organisations) = booking_organisation(&body)?;
        texts(&body, self.behaviour)?;
        let slots = self.slots_of(&body, practice)?;
        let (Some(first), Some(last)) = (slots.first(), slots.last()) else {
            return Err(invalid("Appointment must have at least one slot"));
        };
        if slots.iter().zip(slots.iter().skip(1)).any(|(before, after)| !after.follows(before)) {
            return Err(invalid("The slots are not adjacent"));
        }
        self.participants(&body, first, practice)?;
        // Literally, as they were in the slots (foundations digest 3.4).
        if text(&body, "start") != uk::text(first.start) || text(&body, "end") != uk::text(last.end) {
            return Err(invalid("Start and end date must match the slots"));
        }
        let local = uk::local(now);
        if first.start <= local {
            return Err(invalid("The appointment is in the past"));
        }
        let types: Vec<&str> = types.iter().map(String::as_str).collect();
        let organisations: Vec<&str> = organisations.iter().map(String::as_str).collect();
        if slots
            .iter()
            .any(|slot| !slot.is_released(local) || !slot.session.is_open_to(&types, &organisations))
        {
            return Err(invalid("A slot is not open to the booking organisation"));
        }
        if slots.iter().any(|slot| self.is_taken(practice, &slot.id)) {
            return Err(Refusal::duplicate("Slot is already in use."));
        }
        let minutes = (last.end - first.start).num_minutes();
        set(&mut body, "minutesDuration", json!(minutes));
        if self.behaviour.drops_organisation_type
            && let Some(organization) = body.pointer_mut("/contained/0").and_then(Value::as_object_mut)
        {
            organization.remove("type");
        }
        decorate(&mut body, first, practice);
        let stored = self.store(practice, body);
        let stored = self.dated(stored, now);
        Ok(self.created(call, &stored))
    }

    /// With a version of milliseconds where the behaviour says so.
    fn dated(&mut self, mut resource: Value, now: DateTime<Utc>) -> Value {
        if self.behaviour.versions_as_milliseconds {
            let version = json!((now.timestamp() * 1000).to_string());
            crate::sandbox::resource::members::put(&mut resource, "/meta/versionId", version);
            if let Some(stored) = self.appointments.last_mut() {
                stored.resource = resource.clone();
            }
        }
        resource
    }

    fn created(&self, call: &Call<'_>, resource: &Value) -> Response {
        let version = resource.pointer("/meta/versionId").and_then(Value::as_str).unwrap_or_default();
        let mut response = answer::fhir(Line::Stu3, 201, resource);
        let place = format!("{}/Appointment/{}/_history/{version}", call.root(), text(resource, "id"));
        response.headers.push(("Location".to_owned(), place));
        if !self.behaviour.no_etag_on_writes {
            response.headers.push(("ETag".to_owned(), format!("W/\"{version}\"")));
        }
        if self.behaviour.empty_created || is_minimal(call) {
            response.body.clear();
            response.headers.retain(|(name, _)| name != "Content-Type");
        }
        response
    }

    /// The slots in order of time; unknown ones are refused.
    fn slots_of(&self, body: &Value, practice: &'static Practice) -> Result<Vec<Slot>, Refusal> {
        let mut slots = Vec::new();
        for reference in items(body, "slot").iter().map(|slot| text(slot, "reference")) {
            let id =
                reference.strip_prefix("Slot/").ok_or_else(|| invalid("Slot references must be relative"))?;
            let slot = sessions::slot(practice, id).ok_or_else(|| match self.behaviour.server_errors {
                true => Refusal::bad_request("Failed to call access method").with_status(500),
                false => Refusal::reference_not_found(format!("{reference} is not known")),
            })?;
            if slots.iter().any(|one: &Slot| one.id == slot.id) {
                return Err(invalid("A slot is named twice"));
            }
            slots.push(slot);
        }
        slots.sort_by_key(|slot| slot.start);
        Ok(slots)
    }

    fn participants(&self, body: &Value, slot: &Slot, practice: &'static Practice) -> Result<(), Refusal> {
        let (mut patients, mut locations) = (0, 0);
        for participant in items(body, "participant") {
            if text(participant, "status").is_empty() {
                return Err(invalid("Each participant must have a status"));
            }
            let reference =
                participant.pointer("/actor/reference").and_then(Value::as_str).unwrap_or_default();
            match reference.split_once('/') {
                Some(("Patient", id)) if !id.contains('/') => {
                    patients += 1;
                    if self.listed_by_id(practice, id).filter(Listed::is_active).is_none() {
                        return Err(Refusal::reference_not_found(format!("{reference} is not known")));
                    }
                }
                Some(("Location", id)) => {
                    locations += 1;
                    if id != slot.session.site {
                        return Err(invalid("Provided location does not match the location of the schedule"));
                    }
                }
                Some(("Practitioner", id)) => {
                    if Some(id) != slot.session.clinician {
                        return Err(invalid(
                            "Provided practitioner does not match the practitioner of the schedule",
                        ));
                    }
                }
                _ => {
                    return Err(invalid(format!(
                        "Participant {reference} is no relative reference to a known type"
                    )));
                }
            }
        }
        if patients != 1 || locations != 1 {
            return Err(invalid(
                "Appointment resource is not a valid resource required valid Patient and Location",
            ));
        }
        Ok(())
    }
}

/// Whether the client wants no body (foundations digest 1.3).
pub fn is_minimal(call: &Call<'_>) -> bool {
    call.request.header("Prefer") == Some("return=minimal")
}

/// Refuses what an Appointment must not have, and what it must not be without.
fn shape(body: &Value, behaviour: Behaviour) -> Result<(), Refusal> {
    if text(body, "resourceType") != "Appointment" {
        return Err(invalid("The body is not an Appointment"));
    }
    let members = body.as_object().into_iter().flatten();
    for (name, _) in members {
        if !MEMBERS.contains(&name.as_str()) && !MORE_MEMBERS.contains(&name.as_str()) {
            return Err(invalid(format!("Appointment.{name} must not be sent")));
        }
    }
    if body.get("id").is_some() && !behaviour.lenient_bookings {
        return Err(invalid("A new appointment must not have an id"));
    }
    let profile = body.pointer("/meta/profile/0").and_then(Value::as_str);
    if profile != Some(PROFILE) {
        return Err(invalid("meta.profile must name the GP Connect appointment profile"));
    }
    if text(body, "status") != "booked" {
        return Err(invalid("Status must be \"booked\""));
    }
    for name in ["start", "end", "created"] {
        if text(body, name).is_empty() {
            return Err(invalid(format!("Appointment.{name} is missing")));
        }
    }
    if items(body, "identifier").iter().any(|one| text(one, "value").is_empty()) {
        return Err(invalid("An identifier has no value"));
    }
    if items(body, "extension").iter().any(|one| text(one, "url") == REASON) {
        return Err(invalid("A booking must not have a cancellation reason"));
    }
    Ok(())
}

/// Type and ODS code of the organisation that books; the extension must name it.
fn booking_organisation(body: &Value) -> Result<(Vec<String>, Vec<String>), Refusal> {
    let extension = items(body, "extension").iter().find(|one| text(one, "url") == BOOKED_BY);
    let reference = extension
        .and_then(|one| one.pointer("/valueReference/reference"))
        .and_then(Value::as_str)
        .ok_or_else(|| invalid("Booking organization extension must be present"))?;
    let id =
        reference.strip_prefix('#').ok_or_else(|| invalid("The booking organization must be contained"))?;
    let contained = items(body, "contained");
    let organization = contained
        .iter()
        .find(|one| text(one, "resourceType") == "Organization" && text(one, "id") == id)
        .ok_or_else(|| invalid("Booking organization resource must be contained"))?;
    let ods = items(organization, "identifier")
        .iter()
        .find(|one| text(one, "system") == "https://fhir.nhs.uk/Id/ods-organization-code")
        .map(|one| text(one, "value").to_owned())
        .filter(|code| !code.is_empty())
        .ok_or_else(|| invalid("Booking organization must have an ODS code"))?;
    if text(organization, "name").is_empty() {
        return Err(invalid("Booking organization must have a name"));
    }
    if !items(organization, "telecom").iter().any(|one| !text(one, "value").is_empty()) {
        return Err(invalid("Booking organization must have a telecom"));
    }
    let types = items(organization, "type").iter().flat_map(|one| items(one, "coding"));
    Ok((types.map(|coding| text(coding, "code").to_owned()).collect(), vec![ods]))
}

/// Lengths as a user counts characters; nothing is ever cut off.
pub fn texts(body: &Value, behaviour: Behaviour) -> Result<(), Refusal> {
    let description = text(body, "description");
    if description.trim().is_empty() && !behaviour.lenient_bookings {
        return Err(invalid("Appointment description is missing"));
    }
    for (name, words, most) in
        [("description", description, DESCRIPTION), ("comment", text(body, "comment"), COMMENT)]
    {
        if words.chars().count() > most {
            return Err(invalid(format!("Appointment {name} cannot be greater than {most} characters")));
        }
    }
    Ok(())
}
