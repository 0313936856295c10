//! Every recording of the 1.x line: which interaction it is, whether the app can send it, what its answer means.

use crate::asks::{Areas::*, Ask, Ask::*, NUMBER};

/// One recording.
pub struct Row {
    pub file: &'static str,
    /// The interaction that sends it, or, where the app cannot, the one that reads its answer.
    pub ask: Ask,
    /// Why the app cannot send it.
    pub never_sent: Option<&'static str>,
    /// The answer in a few words.
    pub expected: &'static str,
}

const fn sent(file: &'static str, ask: Ask, expected: &'static str) -> Row {
    Row { file, ask, never_sent: None, expected }
}

const fn never(file: &'static str, why: &'static str, ask: Ask, expected: &'static str) -> Row {
    Row { file, ask, never_sent: Some(why), expected }
}

const READ: &str = "appointment-read";
const AMENDED: &str = "appointment-read-after-amend";
const FIRST: (&str, &str) = ("2026-11-30T15:20:00+00:00", "2026-11-30T15:30:00+00:00");
const TAKEN: Ask = Book(&["724"], FIRST.0, FIRST.1, 53);
const FULL: Ask = Find(NUMBER);
const NOT_BUILT: &str = "this area is not built yet";
const TOKEN: &str = "a token without a fault";
const TEXTS: &str = "counted before sending";

#[rustfmt::skip] // one recording a line
pub const ROWS: &[Row] = &[
    // Its body was not kept: a 200 with nothing in it is not an answer.
    sent("answer-gzip", FULL, "unreadable answer"),
    never("answer-in-xml", "only JSON is asked for", FULL, "unreadable answer"),
    sent("appointment-amend", Amend(READ), "appointment 3 booked, version 1795230293685, 1 slots"),
    never("appointment-amend-cancelled", "an appointment read as cancelled is not amended", Amend(READ), "422 INVALID_RESOURCE"),
    never("appointment-amend-stale", "the version is always that of the appointment as read", Amend(READ), "409 FHIR_CONSTRAINT_VIOLATION"),
    never("appointment-amend-start-changed", "only description and comment change", Amend(READ), "422 INVALID_RESOURCE"),
    sent("appointment-book", Book(&["724"], FIRST.0, FIRST.1, 52), "appointment 3 booked, version 1795230292000, 1 slots"),
    sent("appointment-book-bad-slot", Book(&["999999"], "2026-11-28T12:40:00+00:00", "2026-11-28T12:50:00+00:00", 53), "500 BAD_REQUEST, uncertain"),
    never("appointment-book-cancelled-status", "a booking has status booked", TAKEN, "422 INVALID_RESOURCE"),
    never("appointment-book-comment-501", TEXTS, TAKEN, "422 INVALID_RESOURCE"),
    never("appointment-book-description-101", TEXTS, TAKEN, "422 INVALID_RESOURCE"),
    never("appointment-book-malformed", "bodies are whole JSON", TAKEN, "422 INVALID_RESOURCE"),
    sent("appointment-book-minimal-prefer", Book(&["422"], "2026-11-24T13:00:00+00:00", "2026-11-24T13:10:00+00:00", 53), "booked, no body"),
    never("appointment-book-no-booking-org", "the booking organisation is always there", TAKEN, "422 INVALID_RESOURCE"),
    never("appointment-book-no-description", "a description is always sent", TAKEN, "appointment 5 booked, version 1795230293000, 1 slots"),
    never("appointment-book-no-patient", "a booking needs a found patient", TAKEN, "422 INVALID_RESOURCE"),
    sent("appointment-book-slot-taken", TAKEN, "409 DUPLICATE_REJECTED"),
    sent("appointment-book-two-adjacent", Book(&["409", "410"], "2026-11-24T10:50:00+00:00", "2026-11-24T11:10:00+00:00", 53), "appointment 4 booked, version 1795230293000, 2 slots"),
    never("appointment-book-with-id", "a booking has no id", TAKEN, "appointment 6 booked, version 1795230293000, 1 slots"),
    sent("appointment-cancel", Cancel(AMENDED), "appointment 3 cancelled, version 1795230293757, 1 slots, because: Patient feels better"),
    never("appointment-cancel-again", "a cancelled appointment is not cancelled", Cancel(AMENDED), "appointment 3 cancelled, version 1795230293780, 1 slots, because: Patient feels better"),
    never("appointment-cancel-no-reason", "a reason is always sent", Cancel(AMENDED), "422 INVALID_RESOURCE"),
    sent("appointment-read", ReadAppointment("3"), "appointment 3 booked, version 1795230292000, 1 slots"),
    sent("appointment-read-after-amend", ReadAppointment("3"), "appointment 3 booked, version 1795230293000, 1 slots"),
    sent("appointment-read-missing", ReadAppointment("999999"), "404 REFERENCE_NOT_FOUND"),
    sent("appointments-of-patient", List(NUMBER, "2"), "7 Appointment"),
    sent("appointments-of-patient-after-cancel", List(NUMBER, "2"), "7 Appointment"),
    never("appointments-of-patient-no-range", "both dates are always sent", List(NUMBER, "2"), "500 BAD_REQUEST"),
    sent("appointments-of-patient-none", List("9690937294", "4"), "nothing"),
    never("appointments-of-patient-past", "the past is never asked for", List(NUMBER, "2"), "422 INVALID_PARAMETER"),
    never("documents-patient-find", "documents are not built yet", FULL, "found, id 2"),
    never("documents-search", "documents are not built yet", FULL, "400 BAD_REQUEST"),
    never("fault-accept-html", "only JSON is asked for", FULL, "415 BAD_REQUEST"),
    never("fault-no-authorization", "direct mode always sends a token", FULL, "400 BAD_REQUEST"),
    never("fault-no-trace-id", "a trace id is always sent", FULL, "400 BAD_REQUEST"),
    never("fault-token-expired", TOKEN, FULL, "400 BAD_REQUEST"),
    never("fault-token-no-practitioner", TOKEN, FULL, "400 BAD_REQUEST"),
    never("fault-token-wrong-resource", TOKEN, FULL, "400 BAD_REQUEST"),
    never("fault-token-wrong-scope", TOKEN, FULL, "found, id 2"),
    never("fault-unknown-interaction", "interaction ids are fixed", FULL, "400 BAD_REQUEST"),
    never("fault-unknown-path", "paths are fixed", FULL, "404 REFERENCE_NOT_FOUND"),
    never("fault-wrong-asid", "the ASID is the practice's", FULL, "400 BAD_REQUEST"),
    never("fault-wrong-interaction", "interaction ids are fixed", FULL, "400 BAD_REQUEST"),
    never("fault-wrong-verb", "nothing is deleted", FULL, "400 BAD_REQUEST"),
    sent("location-read-1", Location("1"), "location 1"),
    sent("location-read-2", Location("2"), "location 2"),
    sent("location-read-missing", Location("99999"), "500 BAD_REQUEST"),
    sent("metadata-foundations", Metadata, "version 1.5.0"),
    never("metadata-structured", "not asked for unless told to (ARS-71)", Metadata, "version 1.5.0"),
    sent("organization-find", FindOrganization("B82617"), "1 organisations"),
    sent("organization-find-unknown", FindOrganization("ZZZ99"), "0 organisations"),
    sent("organization-read-1", Organization("1"), "organisation GPC001"),
    sent("organization-read-7", Organization("7"), "organisation B82617"),
    sent("patient-find-9476718943", Find("9476718943"), "found, id 14"),
    sent("patient-find-9690937278", Find("9690937278"), "found, id 1"),
    sent("patient-find-9690937286", FULL, "found, id 2"),
    sent("patient-find-9690937294", Find("9690937294"), "found, id 3"),
    sent("patient-find-9690937308", Find("9690937308"), "found, id 4"),
    sent("patient-find-9690937375", Find("9690937375"), "found, id 5"),
    sent("patient-find-9690937383", Find("9690937383"), "found, id 6"),
    sent("patient-find-9690937391", Find("9690937391"), "found, id 7"),
    sent("patient-find-9690937405", Find("9690937405"), "found, id 8"),
    sent("patient-find-9690938096", Find("9690938096"), "found, id 13"),
    sent("patient-find-9690938118", Find("9690938118"), "found, id 16"),
    sent("patient-find-9690938533", Find("9690938533"), "nobody"),
    sent("patient-find-9690938541", Find("9690938541"), "nobody"),
    sent("patient-find-9690938576", Find("9690938576"), "found, id 15"),
    sent("patient-find-9690938614", Find("9690938614"), "found, id 12"),
    sent("patient-find-9690938622", Find("9690938622"), "found, id 11"),
    sent("patient-find-9690938681", Find("9690938681"), "nobody"),
    sent("patient-find-9866105660", Find("9866105660"), "found, id 19"),
    never("patient-find-invalid-number", "the entry field refuses it", FULL, "400 INVALID_NHS_NUMBER"),
    never("patient-find-no-identifier", "an identifier is always sent", FULL, "400 BAD_REQUEST"),
    sent("patient-find-unknown", Find("9000000009"), "nobody"),
    never("patient-find-wrong-system", "the identifier system is fixed", FULL, "400 INVALID_IDENTIFIER_SYSTEM"),
    never("patient-read", "a patient is found by number, never read by id", FULL, "unreadable answer"),
    never("patient-read-missing", "a patient is found by number, never read by id", FULL, "400 BAD_REQUEST"),
    sent("practitioner-find", FindPractitioner("G13579135"), "1 practitioners"),
    sent("practitioner-find-unknown", FindPractitioner("UNKNOWN1"), "0 practitioners"),
    sent("practitioner-read-1", Practitioner("1"), "practitioner 1"),
    sent("practitioner-read-2", Practitioner("2"), "practitioner 2"),
    sent("register", Register("9990029318"), "found, id 22"),
    sent("register-again", Register("9990029318"), "409 DUPLICATE_REJECTED"),
    never("register-bad-number", "the entry field refuses it", Register(NUMBER), "400 INVALID_NHS_NUMBER"),
    sent("register-existing", Register(NUMBER), "409 DUPLICATE_REJECTED"),
    never("register-no-birthdate", "without a date of birth nobody is registered", Register("9990029326"), "400 BAD_REQUEST"),
    sent("slots-14-days", Slots("2026-11-21", "2026-12-04", None), "2 Location, 1 Organization, 2 Practitioner, 3 Schedule, 924 Slot"),
    never("slots-15-days", "two weeks at most", Slots("2026-11-21", "2026-12-04", None), "422 INVALID_PARAMETER"),
    never("slots-bad-date", "dates are whole days", Slots("2026-11-21", "2026-12-04", None), "422 INVALID_PARAMETER"),
    never("slots-end-before-start", "the order is checked before sending", Slots("2026-11-21", "2026-12-04", None), "422 INVALID_PARAMETER"),
    sent("slots-filtered", Slots("2026-11-21", "2026-12-04", Some("urgent-care")), "2 Location, 1 Organization, 2 Practitioner, 3 Schedule, 925 Slot"),
    never("slots-no-status", "status free is always sent", Slots("2026-11-21", "2026-11-24", None), "400 BAD_REQUEST"),
    sent("slots-one-day", Slots("2026-11-22", "2026-11-22", None), "nothing"),
    sent("slots-past", Slots("2026-11-11", "2026-11-18", None), "nothing"),
    never("slots-status-busy", "status free is always sent", Slots("2026-11-21", "2026-11-24", None), "422 INVALID_PARAMETER"),
    never("structured-all-9690937286", NOT_BUILT, Structured(NUMBER, Both), "242 entries"),
    sent("structured-allergies-medication-9476718943", Structured("9476718943", Both), "8 entries"),
    sent("structured-allergies-medication-9690937278", Structured("9690937278", Both), "6 entries"),
    sent("structured-allergies-medication-9690937286", Structured(NUMBER, Both), "80 entries"),
    sent("structured-allergies-medication-9690937294", Structured("9690937294", Both), "15 entries"),
    sent("structured-allergies-medication-9690937308", Structured("9690937308", Both), "10 entries"),
    sent("structured-allergies-medication-9690937383", Structured("9690937383", Both), "11 entries"),
    sent("structured-allergies-medication-9690937405", Structured("9690937405", Both), "7 entries"),
    sent("structured-allergies-medication-9690938096", Structured("9690938096", Both), "7 entries"),
    sent("structured-allergies-medication-9690938533", Structured("9690938533", Both), "404 PATIENT_NOT_FOUND"),
    sent("structured-allergies-medication-9690938541", Structured("9690938541", Both), "404 PATIENT_NOT_FOUND"),
    sent("structured-allergies-medication-9690938576", Structured("9690938576", Both), "403 NO_PATIENT_CONSENT"),
    sent("structured-allergies-medication-9690938622", Structured("9690938622", Both), "10 entries"),
    sent("structured-allergies-medication-9690938681", Structured("9690938681", Both), "404 PATIENT_NOT_FOUND"),
    sent("structured-allergies-medication-9866105660", Structured("9866105660", Both), "8 entries"),
    never("structured-bad-number", "the entry field refuses it", Structured(NUMBER, Allergies), "400 INVALID_NHS_NUMBER"),
    never("structured-bad-system", "ended allergies are asked for by a boolean", Structured(NUMBER, Allergies), "422 INVALID_PARAMETER"),
    sent("structured-includeAllergies-9690937286", Structured(NUMBER, Allergies), "8 entries"),
    never("structured-includeConsultations-9690937286", NOT_BUILT, Structured(NUMBER, Both), "120 entries"),
    never("structured-includeDiaryEntries-9690937286", NOT_BUILT, Structured(NUMBER, Both), "4 entries"),
    never("structured-includeImmunisations-9690937286", NOT_BUILT, Structured(NUMBER, Both), "8 entries"),
    never("structured-includeInvestigations-9690937286", NOT_BUILT, Structured(NUMBER, Both), "32 entries"),
    sent("structured-includeMedication-9690937286", Structured(NUMBER, Medication), "76 entries"),
    never("structured-includeProblems-9690937286", NOT_BUILT, Structured(NUMBER, Both), "68 entries"),
    never("structured-includeReferrals-9690937286", NOT_BUILT, Structured(NUMBER, Both), "9 entries"),
    never("structured-includeUncategorisedData-9690937286", NOT_BUILT, Structured(NUMBER, Both), "9 entries"),
    never("structured-malformed", "bodies are whole JSON", Structured(NUMBER, Both), "422 INVALID_RESOURCE"),
    never("structured-no-area", "an area is always chosen", Structured(NUMBER, Both), "3 entries"),
    never("structured-unknown-area", "areas are fixed", Structured(NUMBER, Both), "4 entries"),
    sent("structured-unknown-patient", Structured("9000000009", Allergies), "404 PATIENT_NOT_FOUND"),
];
