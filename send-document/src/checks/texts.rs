//! Every text of a summary: that it is there, on one line where it has to be, and printable (SDOC-34).

use super::{Field, Refusal};
use crate::characters::unprintable;
use crate::summary::Summary;

/// Whether a text has to be there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Need {
    Must,
    May,
}

use Need::{May, Must};

/// Looks at every text.
pub(super) fn look(summary: &Summary, refusals: &mut Vec<Refusal>) {
    for (field, what, need, text) in one_line(summary) {
        if need == Must && text.trim().is_empty() {
            refusals.push(Refusal::Missing { field, what });
        }
        if text.contains(['\n', '\r', '\u{2028}', '\u{2029}']) {
            refusals.push(Refusal::LineBreak { field, what });
        }
        printable(field, what, text, refusals);
    }
    let reason = summary.purpose.reason();
    if reason.trim().is_empty() {
        refusals.push(Refusal::Missing {
            field: Field::Purpose,
            what: "what the practice is asked to do or to know",
        });
    }
    printable(Field::Purpose, "The reason", reason, refusals);
    notes(summary, refusals);
    identifiers(summary, refusals);
}

fn printable(field: Field, what: &'static str, text: &str, refusals: &mut Vec<Refusal>) {
    for character in unprintable(text) {
        let refusal = Refusal::Unprintable { field, what, character };
        if !refusals.contains(&refusal) {
            refusals.push(refusal);
        }
    }
}

/// The texts of one line, each with its name.
fn one_line(summary: &Summary) -> Vec<(Field, &'static str, Need, &str)> {
    let Summary { patient, clinician, sender, practice, encounter, attachments, .. } = summary;
    let mut all = vec![
        (Field::Patient, "The surname", May, patient.family.as_str()),
        (Field::Clinician, "The clinician's SDS user id", Must, &clinician.sds_user_id),
        (Field::Clinician, "The clinician's surname", Must, &clinician.family),
        (Field::Clinician, "The clinician's role", Must, &clinician.role),
        (Field::Sender, "Your organisation's name", Must, &sender.name),
        (Field::Sender, "Your organisation's telephone number", Must, &sender.telephone),
        (Field::Practice, "The practice's name", Must, &practice.name),
    ];
    all.extend(patient.given.iter().map(|text| (Field::Patient, "A given name", May, text.as_str())));
    all.extend(patient.prefix.iter().map(|text| (Field::Patient, "The title", May, text.as_str())));
    all.extend(patient.address.iter().map(|text| (Field::Patient, "The address", May, text.as_str())));
    all.extend(
        patient
            .telephone
            .iter()
            .chain(&patient.mobile)
            .map(|text| (Field::Patient, "A telephone number", May, text.as_str())),
    );
    all.extend(
        clinician.given.iter().map(|text| (Field::Clinician, "The clinician's name", May, text.as_str())),
    );
    all.extend(
        clinician.prefix.iter().map(|text| (Field::Clinician, "The clinician's title", May, text.as_str())),
    );
    all.extend(
        clinician
            .telephone
            .iter()
            .map(|text| (Field::Clinician, "The clinician's telephone number", May, text.as_str())),
    );
    all.extend(
        sender.address.iter().map(|text| (Field::Sender, "Your organisation's address", May, text.as_str())),
    );
    all.extend(encounter.branch.iter().map(|text| (Field::Encounter, "The branch", May, text.as_str())));
    all.extend(
        attachments.iter().map(|one| (Field::Attachments, "An attachment's title", Must, one.title.as_str())),
    );
    all
}

fn notes(summary: &Summary, refusals: &mut Vec<Refusal>) {
    let entries = || summary.sections.iter().flat_map(|section| &section.entries);
    if entries().all(|entry| entry.text.trim().is_empty()) {
        refusals.push(Refusal::Missing {
            field: Field::Notes,
            what: "what was found and done, under at least one heading",
        });
    }
    for entry in entries() {
        printable(Field::Notes, "The notes", &entry.text, refusals);
        if let Some(source) = &entry.source {
            printable(Field::Notes, "A row's source", &source.area, refusals);
            printable(Field::Notes, "A row's source", &source.practice, refusals);
        }
        let is_code = |code: &str| code.bytes().all(|b| b.is_ascii_digit()) && (6..=18).contains(&code.len());
        if entry.code.as_ref().is_some_and(|code| !is_code(&code.code)) {
            refusals
                .push(Refusal::Malformed { field: Field::Notes, what: "a code, which has 6 to 18 digits" });
        }
    }
}

/// Codes that go into headers and identifiers: letters and digits alone, so that nothing can be slipped in behind them.
fn identifiers(summary: &Summary, refusals: &mut Vec<Refusal>) {
    let codes = [
        (Field::Sender, "your organisation's ODS code", summary.sender.ods.as_str()),
        (Field::Practice, "the practice's ODS code", summary.practice.ods.as_str()),
        (Field::Sender, "your organisation's MESH mailbox", summary.sender.mailbox.as_str()),
        (Field::Clinician, "the clinician's SDS user id", summary.clinician.sds_user_id.trim()),
    ];
    for (field, what, code) in codes {
        let is_code = code.bytes().all(|b| b.is_ascii_alphanumeric()) && (3..=20).contains(&code.len());
        match (code.trim().is_empty(), is_code) {
            (true, _) if field == Field::Clinician => {}
            (true, _) => refusals.push(Refusal::Missing { field, what }),
            (false, false) => refusals.push(Refusal::Malformed { field, what }),
            (false, true) => {}
        }
    }
}
