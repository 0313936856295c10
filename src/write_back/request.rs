//! What `send-document` is asked to make: the form, and what is known of patient, practice and sender, as one summary.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use gp_connect_send_document::checks::Field;
use gp_connect_send_document::message::MessageIds;
use gp_connect_send_document::summary::{
    Clinician, Edition, Encounter, Entry, Gender, Heading, Organisation, Patient, Practice, Purpose, Section,
    Source, Summary,
};
use serde::Serialize;

use crate::clinical::Demographics;
use crate::fhir::sendable;
use crate::format::uk_time;
use crate::gpconnect::{Identity, Provider, TracedPatient};
use crate::session::drafts::{Asks, Draft, Fields, Taken};

/// Something said beside a part of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The part, in the words of [`Field::words`].
    pub field: String,
    /// What is wrong, and what to do.
    pub words: String,
}

impl Remark {
    fn at(field: Field, words: &str) -> Self {
        Self { field: field.words().to_owned(), words: words.to_owned() }
    }
}

/// Between whom a summary goes: from the trace and the settings, never typed.
#[derive(Clone)]
pub struct Between {
    /// Whom it is about.
    pub patient: Patient,
    /// Where it goes.
    pub practice: Practice,
    /// Who sends it.
    pub sender: Organisation,
}

impl Between {
    /// The open patient, their practice, and whoever is signed in; the error is words for the person who writes.
    pub fn of(
        traced: &TracedPatient,
        practice: &Provider,
        identity: &Identity,
        mailbox: &str,
    ) -> Result<Self, String> {
        let national = Demographics::of(traced.patient(), Some(traced.practice_ods()), traced.today());
        let born = national.birth_date.as_ref().and_then(|born| born.date());
        let Some(birth_date) = born else {
            return Err("PDS has no whole date of birth for this patient, and MESH finds the practice by it. Send the summary by other means."
                .to_owned());
        };
        // Both say where the patient is registered; a summary that could go to either goes nowhere.
        if !practice.ods.eq_ignore_ascii_case(traced.practice_ods()) {
            return Err(
                "The record is open at another practice than PDS names. Find the patient again.".to_owned()
            );
        }
        let reach = |wanted: &str| {
            let of_label = |(label, _): &&(String, String)| label == wanted;
            national.telecoms.iter().find(of_label).map(|(_, value)| value.clone())
        };
        let patient = Patient {
            nhs_number: traced.nhs_number().digits().to_owned(),
            is_verified: true,
            // Nobody who is restricted is ever opened.
            is_restricted: false,
            family: national.family.clone().unwrap_or_default(),
            given: national.given.clone(),
            prefix: national.prefix.first().cloned(),
            birth_date,
            gender: national.gender.as_deref().map(|code| match code {
                "male" => Gender::Male,
                "female" => Gender::Female,
                "other" => Gender::Other,
                _ => Gender::Unknown,
            }),
            address: national.addresses.first().map(|(_, line)| line.clone()).into_iter().collect(),
            telephone: reach("Home"),
            mobile: reach("Mobile"),
            traced: on_uk_clock(traced.at()),
        };
        let sender = Organisation {
            ods: identity.organisation.ods.clone(),
            name: identity.organisation.name.clone(),
            telephone: identity.organisation.phone.clone().unwrap_or_default(),
            address: None,
            mailbox: mailbox.to_owned(),
        };
        let practice = Practice { ods: practice.ods.clone(), name: practice.name.clone() };
        Ok(Self { patient, practice, sender })
    }
}

/// A moment as a clock in the UK shows it.
pub fn on_uk_clock(moment: DateTime<Utc>) -> DateTime<FixedOffset> {
    moment.with_timezone(&uk_time::offset_at(moment))
}

/// What `send-document` is given.
#[derive(Serialize)]
pub struct Request<'a> {
    /// What the clinician wrote.
    pub summary: &'a Summary,
    /// Which version it is.
    pub edition: &'a Edition,
    /// The UK's clock.
    pub now: DateTime<FixedOffset>,
    /// The ids of the message; a review needs none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ids: Option<&'a MessageIds>,
}

/// The summary as far as it is written, and what keeps it from being whole that only the form knows.
pub fn summary(draft: &Draft, between: &Between, now: DateTime<Utc>) -> (Summary, Vec<Remark>) {
    let fields = &without_invisible(&draft.fields);
    let mut remarks = Vec::new();
    if *draft.nhs_number.digits() != *between.patient.nhs_number {
        // Cannot be; and would be the worst that could.
        remarks
            .push(Remark::at(Field::Patient, "This text was written for another patient. It is not sent."));
    }
    let start = moment(&fields.day, &fields.start);
    if start.is_none() {
        remarks.push(Remark::at(
            Field::Encounter,
            "Missing: the date and the time at which it began. Enter them.",
        ));
    }
    let end = match fields.end.trim() {
        "" => None,
        end => {
            let end = start.map_or_else(|| moment(&fields.day, end), |start| end_of(start, end));
            if end.is_none() {
                remarks.push(Remark::at(
                    Field::Encounter,
                    "The time at which it ended is not a time. Enter it as 14:05.",
                ));
            }
            end
        }
    };
    let reason = fields.reason.clone();
    let purpose = match fields.asks {
        Asks::Action => Purpose::Action { reason },
        Asks::Information => Purpose::Information { reason },
        Asks::Copy => Purpose::Copy { reason },
        Asks::NotSaid => {
            remarks.push(Remark::at(
                Field::Purpose,
                "Missing: whether the practice is to act, to know or to have a copy. Choose it.",
            ));
            Purpose::Information { reason }
        }
    };
    let text = |text: &String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let summary = Summary {
        document_type: fields.document_type,
        purpose,
        patient: between.patient.clone(),
        clinician: Clinician {
            sds_user_id: fields.sds_user_id.trim().to_owned(),
            family: fields.family.trim().to_owned(),
            given: text(&fields.given).into_iter().collect(),
            prefix: text(&fields.prefix),
            role: fields.role.trim().to_owned(),
            telephone: text(&fields.telephone),
        },
        sender: between.sender.clone(),
        practice: between.practice.clone(),
        encounter: Encounter {
            id: draft.encounter,
            start: start.unwrap_or_else(|| on_uk_clock(now)),
            end,
            branch: None,
            is_administrative: fields.is_administrative,
            is_confidential: fields.is_confidential,
            is_sensitive: fields.is_sensitive,
        },
        sections: sections(&fields.notes, &draft.taken),
        attachments: draft.attachments.clone(),
    };
    (summary, remarks)
}

/// Each heading that has something under it: what was typed, then what was taken from the record.
fn sections(notes: &[(Heading, String)], taken: &[Taken]) -> Vec<Section> {
    let under = |heading: Heading| {
        let typed = notes
            .iter()
            .filter(move |(own, text)| *own == heading && !text.trim().is_empty())
            .map(|(_, text)| Entry::typed(text.trim()));
        let taken = taken.iter().filter(move |row| row.heading == heading).map(|row| Entry {
            text: row.text.clone(),
            code: None,
            source: Some(Source {
                area: row.area.clone(),
                practice: row.practice.clone(),
                read: on_uk_clock(row.read),
            }),
        });
        let entries: Vec<Entry> = typed.chain(taken).collect();
        (!entries.is_empty()).then_some(Section { heading, entries })
    };
    Heading::ALL.into_iter().filter_map(under).collect()
}

/// What was typed without the characters that nobody can see: they come along with what is copied from elsewhere, and whoever
/// is told of one cannot find it.
fn without_invisible(fields: &Fields) -> Fields {
    Fields {
        reason: sendable(&fields.reason),
        notes: fields.notes.iter().map(|(heading, text)| (*heading, sendable(text))).collect(),
        prefix: sendable(&fields.prefix),
        given: sendable(&fields.given),
        family: sendable(&fields.family),
        role: sendable(&fields.role),
        sds_user_id: sendable(&fields.sds_user_id),
        telephone: sendable(&fields.telephone),
        ..fields.clone()
    }
}

/// The longest encounter that is taken to end on the next day, in hours; a time that is earlier by less was mistyped.
const LONGEST_OVER_MIDNIGHT: i64 = 12;

/// When an encounter ended that began at `start`: on the same day, or soon after midnight.
fn end_of(start: DateTime<FixedOffset>, end: &str) -> Option<DateTime<FixedOffset>> {
    let on = |day: NaiveDate| moment(&day.format("%Y-%m-%d").to_string(), end);
    let end = on(start.date_naive())?;
    let next = start.date_naive().succ_opt().and_then(on).filter(|_| end < start);
    let next = next.filter(|next| (*next - start).num_hours() < LONGEST_OVER_MIDNIGHT);
    Some(next.unwrap_or(end))
}

/// A day and a time on the UK's clock.
fn moment(day: &str, time: &str) -> Option<DateTime<FixedOffset>> {
    let day = NaiveDate::parse_from_str(day.trim(), "%Y-%m-%d").ok()?;
    let time = NaiveTime::parse_from_str(time.trim(), "%H:%M").ok()?;
    let wall: NaiveDateTime = day.and_time(time);
    wall.and_local_timezone(uk_time::offset_of(wall)).single()
}

#[cfg(test)]
mod tests;
