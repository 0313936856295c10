//! The first page above the notes: what it is, about whom, from whom, to whom, and what is asked (SDOC-36).

use chrono::{DateTime, FixedOffset};

use super::blocks::{Block, Look};
use crate::checks::Draft;
use crate::summary::{Clinician, Organisation, Patient, Purpose};

pub(super) fn blocks(draft: &Draft<'_>) -> Vec<Block> {
    let summary = draft.summary;
    let mut all = vec![
        Block::new(Look::Title, summary.document_type.title().to_uppercase()),
        Block::new(Look::Version, version(draft)),
    ];
    patient(&summary.patient, &mut all);
    sender(&summary.clinician, &summary.sender, &mut all);
    all.extend(summary.encounter.branch.iter().map(|branch| Block::fact("Branch", branch.trim())));
    all.push(Block::new(Look::Band, "Consultation"));
    let encounter = &summary.encounter;
    all.push(Block::fact("Date and time", times(encounter.start, encounter.end)));
    let practice = &summary.practice;
    all.push(Block::fact("Sent to", format!("{}, ODS code {}", practice.name.trim(), practice.ods.trim())));
    let kind = summary.document_type;
    all.push(Block::fact("Kind of document", format!("{} (SNOMED CT {})", kind.term(), kind.code())));
    // What the practice has to do stands out as the notes do.
    let look = if matches!(summary.purpose, Purpose::Action { .. }) { Look::Bar } else { Look::Band };
    all.push(Block::new(look, summary.purpose.words()));
    all.push(Block::new(Look::Request, summary.purpose.reason().trim()));
    all
}

/// The version, what it replaces, and how many files go with it.
fn version(draft: &Draft<'_>) -> String {
    let related = draft.attachments().filter(|(_, is_in)| *is_in).count();
    let version = draft.edition.version();
    let replaces = match version {
        1 => String::new(),
        later => format!(", replaces version {}", later - 1),
    };
    format!("Version {version}{replaces} · Number of related documents: {related}")
}

fn patient(patient: &Patient, all: &mut Vec<Block>) {
    all.push(Block::new(Look::Band, "Patient"));
    all.push(Block::new(Look::Name, patient.name_for_clinicians()));
    all.push(Block::fact("Date of birth", patient.birth_date.format("%d-%b-%Y").to_string()));
    all.push(Block::fact("NHS number", patient.spaced_number()));
    all.extend(patient.gender.map(|gender| Block::fact("Gender", gender.word())));
    let address: Vec<&str> =
        patient.address.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
    if !address.is_empty() {
        all.push(Block::fact("Address", address.join(", ")));
    }
    all.extend(said(patient.telephone.as_deref()).map(|number| Block::fact("Telephone", number)));
    all.extend(said(patient.mobile.as_deref()).map(|number| Block::fact("Mobile", number)));
}

fn sender(clinician: &Clinician, sender: &Organisation, all: &mut Vec<Block>) {
    all.push(Block::new(Look::Band, "Sent by"));
    all.push(Block::fact("Clinician", format!("{}, {}", clinician.name(), clinician.role.trim())));
    all.extend(
        said(clinician.telephone.as_deref()).map(|number| Block::fact("Clinician's telephone", number)),
    );
    all.push(Block::fact("Organisation", format!("{}, ODS code {}", sender.name.trim(), sender.ods.trim())));
    all.extend(said(sender.address.as_deref()).map(|address| Block::fact("Organisation's address", address)));
    all.push(Block::fact("Organisation's telephone", sender.telephone.trim()));
}

fn said(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

/// `20-Nov-2026 13:50 to 14:20`; the second day only where it is another one.
fn times(start: DateTime<FixedOffset>, end: Option<DateTime<FixedOffset>>) -> String {
    let day = "%d-%b-%Y %H:%M";
    match end {
        None => start.format(day).to_string(),
        Some(end) if end.date_naive() == start.date_naive() => {
            format!("{} to {}", start.format(day), end.format("%H:%M"))
        }
        Some(end) => format!("{} to {}", start.format(day), end.format(day)),
    }
}
