//! Appointments as a practice keeps them: read, retrieve, and the samples that are there from the start.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, TimeDelta, Utc, Weekday};
use serde_json::{Value, json};

use super::slots::{delivery_channel, practitioner_role};
use crate::sandbox::door::outcome::Refusal;
use crate::sandbox::door::request::Call;
use crate::sandbox::provider::{Listed, Provider, practice};
use crate::sandbox::resource::members::{items, push, set, text};
use crate::sandbox::resource::people::{self, VISIT_SITE};
use crate::sandbox::resource::searchset::searchset;
use crate::sandbox::resource::stored::{BOOKED_BY, PROFILE, REASON, Stored};
use crate::sandbox::world::diary;
use crate::sandbox::world::practices::{PRACTICES, Practice};
use crate::sandbox::world::sessions;
use crate::sandbox::world::uk;

impl Provider {
    /// `GET /Appointment/[id]`: today's and later ones.
    pub(in crate::sandbox) fn read_appointment(
        &self,
        id: &str,
        practice: &Practice,
        now: DateTime<Utc>,
    ) -> Result<Value, Refusal> {
        let today = uk::today(now);
        let found = self.appointments.iter().find(|one| one.ods == practice.ods && one.id() == id);
        match found.filter(|one| one.start().is_some_and(|start| start.date_naive() >= today)) {
            Some(one) => Ok(one.resource.clone()),
            None if self.behaviour.server_errors => {
                Err(Refusal::not_found("REFERENCE_NOT_FOUND", "appointment"))
            }
            None => Err(Refusal::not_found("NO_RECORD_FOUND", "appointment")),
        }
    }

    /// `GET /Patient/[id]/Appointment`: every status, whoever booked, today's even when over (foundations digest 3.6).
    pub(in crate::sandbox) fn patient_appointments(
        &self,
        id: &str,
        call: &Call<'_>,
        practice: &Practice,
        now: DateTime<Utc>,
    ) -> Result<Value, Refusal> {
        if self.listed_by_id(practice, id).filter(Listed::is_active).is_none() {
            return Err(match self.behaviour.server_errors {
                true => Refusal::bad_request("No value present"),
                false => Refusal::patient_not_found(),
            });
        }
        let (from, until) = range(&call.values("start"), uk::today(now)).map_err(|refusal| {
            // The demonstrator falls over without a range (L-12).
            let fell = self.behaviour.server_errors && call.values("start").is_empty();
            if fell {
                Refusal::bad_request("Appointment search must have both 'le' and 'ge' start date parameters")
                    .with_status(500)
            } else {
                refusal
            }
        })?;
        let inside =
            |one: &&Stored| one.start().is_some_and(|start| (from..=until).contains(&start.date_naive()));
        let found =
            self.appointments.iter().filter(|one| one.ods == practice.ods && one.is_of(id)).filter(inside);
        Ok(searchset(call.trace_id(), found.map(|one| one.resource.clone()).collect()))
    }

    /// Puts the samples into the diaries, once.
    pub(in crate::sandbox) fn seed(&mut self, now: DateTime<Utc>) {
        if self.is_seeded {
            return;
        }
        self.is_seeded = true;
        let today = uk::today(now);
        self.seed_imogen(today);
        self.seed_every_kind(today);
        if let Some(hub) = PRACTICES.get(1) {
            let slot = |days, time| format!("1-{}-{time}", (today + TimeDelta::days(days)).format("%Y%m%d"));
            // A slot of the hub is always gone.
            self.seed_booked(hub, "9990054630", &slot(1, "0900"));
            self.seed_booked(hub, "9990054797", &slot(6, "1000"));
        }
        if let Some(millbrook) = PRACTICES.first() {
            let monday = today.iter_days().skip(8).find(|day| day.weekday() == Weekday::Mon).unwrap_or(today);
            self.seed_booked(millbrook, "9990054797", &format!("1-{}-1100", monday.format("%Y%m%d")));
        }
    }

    /// The one in the pictures: next Tuesday at 09:20.
    fn seed_imogen(&mut self, today: NaiveDate) {
        let Some(millbrook) = practice("Y90001") else { return };
        let tuesday = today.iter_days().skip(1).find(|day| day.weekday() == Weekday::Tue).unwrap_or(today);
        self.seed_booked(millbrook, "9990054320", &format!("1-{}-0920", tuesday.format("%Y%m%d")));
    }

    fn seed_booked(&mut self, practice: &'static Practice, nhs_number: &str, slot: &str) {
        let Some(slot) = sessions::slot(practice, slot) else { return };
        let Some(patient) = self.listed(practice, nhs_number).map(|listed| listed.id) else { return };
        let mut resource = json!({
            "resourceType": "Appointment",
            "contained": [organisation(practice.ods, practice.name, practice.phone)],
            "extension": [{ "url": BOOKED_BY, "valueReference": { "reference": "#1" } }],
            "status": "booked",
            "description": "Blood pressure review",
            "start": uk::text(slot.start),
            "end": uk::text(slot.end),
            "minutesDuration": slot.session.minutes,
            "slot": [{ "reference": format!("Slot/{}", slot.id) }],
            "created": uk::text(slot.start - TimeDelta::days(20)),
            "participant": participants(&patient, slot.session.site, slot.session.clinician),
        });
        decorate(&mut resource, &slot, practice);
        self.store(practice, resource);
    }

    /// Appointments of every kind for one patient: by somebody else, local, cancelled, over, at home.
    fn seed_every_kind(&mut self, today: NaiveDate) {
        let Some(millbrook) = practice("Y90001") else { return };
        let Some(patient) = self.listed(millbrook, "9990054355").map(|listed| listed.id) else { return };
        let at = |days: i64, hour: u32| uk::at(today + TimeDelta::days(days), hour * 60);
        let base = |start: DateTime<FixedOffset>, description: &str| {
            json!({
                "resourceType": "Appointment",
                "status": "booked",
                "description": description,
                "start": uk::text(start),
                "end": uk::text(start + TimeDelta::minutes(10)),
                "minutesDuration": 10,
                "slot": [{ "reference": format!("Slot/gone-{}", start.format("%Y%m%d%H%M")) }],
                "created": uk::text(start - TimeDelta::days(9)),
                "serviceType": [{ "text": "General appointment" }],
                "participant": participants(&patient, "17", Some("1")),
            })
        };
        let by = |mut resource: Value, ods: &str, name: &str, phone: &str| {
            set(&mut resource, "contained", json!([organisation(ods, name, phone)]));
            push(
                &mut resource,
                "extension",
                json!({ "url": BOOKED_BY, "valueReference": { "reference": "#1" } }),
            );
            resource
        };
        let mut cancelled =
            by(base(at(3, 10), "Asthma review"), "Y90002", "Harbour Lane Hub", "01632 960102");
        set(&mut cancelled, "status", json!("cancelled"));
        push(&mut cancelled, "extension", json!({ "url": REASON, "valueString": "Patient feels better" }));
        let mut visit = base(at(5, 13), "Home visit");
        push(
            &mut visit,
            "extension",
            json!({
                "url": "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-GPConnect-DeliveryChannel-2",
                "valueCode": "Visit",
            }),
        );
        set(&mut visit, "participant", participants(&patient, VISIT_SITE, Some("2")));
        set(&mut visit, "comment", json!("Visit: home"));
        for resource in [
            base(at(0, 0), "Bloods"),
            by(base(at(2, 9), "Urgent care referral"), "Y90002", "Harbour Lane Hub", "01632 960102"),
            base(at(4, 16), "Smear"),
            cancelled,
            visit,
        ] {
            self.store(millbrook, resource);
        }
    }

    /// Files a new appointment under a fresh id, version 1.
    pub(in crate::sandbox) fn store(&mut self, practice: &'static Practice, mut resource: Value) -> Value {
        self.last_appointment += 1;
        set(&mut resource, "id", json!(self.last_appointment.to_string()));
        set(&mut resource, "meta", json!({ "versionId": "1", "profile": [PROFILE] }));
        self.appointments.push(Stored { ods: practice.ods, resource: resource.clone() });
        resource
    }
}

/// What the practice adds of its own to an appointment.
pub fn decorate(resource: &mut Value, slot: &diary::Slot, practice: &Practice) {
    let sent = items(resource, "extension").to_vec();
    let mut extensions = vec![delivery_channel(slot)];
    extensions.extend(practitioner_role(slot.session, practice));
    extensions.extend(sent.into_iter().filter(|one| text(one, "url") == BOOKED_BY));
    set(resource, "extension", Value::Array(extensions));
    set(resource, "serviceType", json!([{ "text": slot.session.kind }]));
    if let Some(name) = slot.session.name {
        set(resource, "serviceCategory", json!({ "text": name }));
    }
}

fn organisation(ods: &str, name: &str, phone: &str) -> Value {
    json!({
        "resourceType": "Organization",
        "id": "1",
        "meta": { "profile": ["https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-Organization-1"] },
        "identifier": [people::ods_identifier(ods)],
        "name": name,
        "telecom": [{ "system": "phone", "value": phone }],
    })
}

fn participants(patient: &str, site: &str, clinician: Option<&str>) -> Value {
    let actor = |reference: String| json!({ "actor": { "reference": reference }, "status": "accepted" });
    let mut all = vec![actor(format!("Patient/{patient}")), actor(format!("Location/{site}"))];
    all.extend(clinician.map(|id| actor(format!("Practitioner/{id}"))));
    Value::Array(all)
}

/// The two whole days of a retrieve: one `ge`, one `le`, none before today.
fn range(values: &[&str], today: NaiveDate) -> Result<(NaiveDate, NaiveDate), Refusal> {
    let [first, second] = values else {
        return Err(Refusal::invalid_parameter(
            "Appointment search must have both 'le' and 'ge' start date parameters",
        ));
    };
    let day = |prefix: &str| {
        let all: Vec<&str> = [first, second].into_iter().filter_map(|one| one.strip_prefix(prefix)).collect();
        let [one] = all.as_slice() else {
            return Err(Refusal::invalid_parameter("Parameters must contain one ge and one le"));
        };
        let whole = one.parse::<NaiveDate>().ok().filter(|_| one.len() == 10);
        whole.ok_or_else(|| {
            Refusal::invalid_parameter(format!("Search dates must be of the format yyyy-MM-dd: {one}"))
        })
    };
    let (from, until) = (day("ge")?, day("le")?);
    if from < today || until < today {
        return Err(Refusal::invalid_parameter("Search dates must not be in the past"));
    }
    if until < from {
        return Err(Refusal::invalid_parameter("Upper search date must be after the lower search date"));
    }
    Ok((from, until))
}
