//! What must be so before a summary may go: all refusals at once, in words, before anything is made.

mod address;
mod attachments;
mod notice;
mod refusal;
mod subject;
mod texts;

pub use notice::Notice;
pub use refusal::{Field, Refusal};
pub(crate) use subject::sentence;

use chrono::{DateTime, Duration, FixedOffset};

use crate::settings::Settings;
use crate::summary::{Attachment, Edition, Patient, Summary};

/// A summary as it is written: enough for a look at its pages, not for a PDF or a message.
pub struct Draft<'a> {
    pub(crate) summary: &'a Summary,
    pub(crate) edition: &'a Edition,
    left_out: Vec<usize>,
}

impl<'a> Draft<'a> {
    /// Takes a summary whatever may be wrong with it.
    pub fn of(summary: &'a Summary, edition: &'a Edition, settings: &Settings) -> Self {
        let left_out = attachments::look(&summary.attachments, settings, &mut Vec::new());
        Self { summary, edition, left_out }
    }

    /// The attachments, with whether each is in the message.
    pub(crate) fn attachments(&self) -> impl Iterator<Item = (&Attachment, bool)> {
        self.summary.attachments.iter().enumerate().map(|(at, one)| (one, !self.left_out.contains(&at)))
    }
}

/// A summary that may be sent. There is no other way to get one than [`check`].
pub struct Checked<'a> {
    pub(crate) draft: Draft<'a>,
    pub(crate) settings: &'a Settings,
    pub(crate) now: DateTime<FixedOffset>,
    address: String,
    subject: String,
    notices: Vec<Notice>,
}

impl<'a> Checked<'a> {
    /// What its pages are made of.
    pub fn draft(&self) -> &Draft<'a> {
        &self.draft
    }

    /// The address that MESH traces (SDOC-28).
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The line that the practice sees in its list (SDOC-32).
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// What the sender should know, none of which keeps it from being sent.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }
}

/// Looks at everything that could keep a summary from being sent; `now` is the UK's clock.
pub fn check<'a>(
    summary: &'a Summary,
    edition: &'a Edition,
    now: DateTime<FixedOffset>,
    settings: &'a Settings,
) -> Result<Checked<'a>, Vec<Refusal>> {
    let mut refusals = Vec::new();
    may_be_told(summary, &mut refusals);
    who_it_is(&summary.patient, now, &mut refusals);
    when_it_was(summary, edition, now, &mut refusals);
    texts::look(summary, &mut refusals);
    let left_out = attachments::look(&summary.attachments, settings, &mut refusals);
    let address = address::of(&summary.patient, settings.birth_date_form)
        .unwrap_or_else(|fault| told(fault, &mut refusals));
    let (subject, transliterated) =
        subject::of(summary, edition).unwrap_or_else(|fault| (told(fault, &mut refusals), false));
    if !refusals.is_empty() {
        return Err(refusals);
    }
    let mut notices = Vec::new();
    if transliterated {
        notices.push(Notice::PlainSubject { subject: subject.clone() });
    }
    notices.extend(left_out.iter().filter_map(|at| {
        let one = summary.attachments.get(*at)?;
        Some(Notice::LeftOut { title: one.title.clone(), bytes: one.content.len() })
    }));
    notices.extend(notice::of_replacement(edition, now));
    Ok(Checked { draft: Draft { summary, edition, left_out }, settings, now, address, subject, notices })
}

fn told(fault: Refusal, refusals: &mut Vec<Refusal>) -> String {
    refusals.push(fault);
    String::new()
}

/// Encounters that the practice is not told of, or not by this way (SDOC-05, SDOC-07, SDOC-17).
fn may_be_told(summary: &Summary, refusals: &mut Vec<Refusal>) {
    let encounter = &summary.encounter;
    let is_own = summary.sender.ods.trim().eq_ignore_ascii_case(summary.practice.ods.trim());
    let kinds = [
        (is_own && !summary.practice.ods.trim().is_empty(), Refusal::OwnPractice),
        (encounter.is_administrative, Refusal::Administrative),
        (encounter.is_confidential, Refusal::Confidential),
        (encounter.is_sensitive, Refusal::Sensitive),
        (summary.patient.is_restricted, Refusal::Restricted),
    ];
    refusals.extend(kinds.into_iter().filter(|(is_so, _)| *is_so).map(|(_, refusal)| refusal));
}

/// Automatic routing asks for a number that PDS confirmed, of a trace of today (SDOC-06, SDOC-45).
fn who_it_is(patient: &Patient, now: DateTime<FixedOffset>, refusals: &mut Vec<Refusal>) {
    if !has_check_digit(&patient.nhs_number) {
        refusals.push(Refusal::NhsNumber);
    } else if !patient.is_verified {
        refusals.push(Refusal::NotVerified);
    }
    let age = now - patient.traced;
    if age < Duration::zero() || age > Duration::hours(24) {
        refusals.push(Refusal::TraceTooOld);
    }
    if patient.birth_date > now.date_naive() {
        refusals.push(Refusal::BirthDate);
    }
}

/// Ten digits of which the last follows from the others by modulus 11.
fn has_check_digit(number: &str) -> bool {
    let digits: Vec<u32> = number.chars().filter_map(|c| c.to_digit(10)).collect();
    let sum: u32 = digits.iter().take(9).zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
    let check = (11 - sum % 11) % 11;
    number.len() == 10 && digits.len() == 10 && check != 10 && digits.last() == Some(&check)
}

fn when_it_was(
    summary: &Summary,
    edition: &Edition,
    now: DateTime<FixedOffset>,
    refusals: &mut Vec<Refusal>,
) {
    let encounter = &summary.encounter;
    let times = [Some(encounter.start), encounter.end, Some(now)];
    // The UK's clock shows no other offset; a time from elsewhere would be printed an hour or more wrong.
    if times.iter().flatten().any(|time| ![0, 3600].contains(&time.offset().local_minus_utc())) {
        refusals.push(Refusal::NotUkTime);
    }
    if encounter.start > now {
        refusals.push(Refusal::StartsLater);
    }
    if encounter.end.is_some_and(|end| end < encounter.start) {
        refusals.push(Refusal::EndsBeforeStart);
    }
    if let Edition::Replacement { encounter: replaced, .. } = edition
        && *replaced != encounter.id
    {
        refusals.push(Refusal::OtherEncounter);
    }
}
