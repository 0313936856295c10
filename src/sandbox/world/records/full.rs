//! The record in the pictures: Imogen Hartley. On 21 November 2026 its dates are those of the pictures.

use crate::sandbox::world::calendar::Calendar;
use crate::sandbox::world::record::{
    Allergy, Area, Content, DiaryEntry, Document, Immunisation, Problem, Reaction, Record, Referral,
};
use crate::sandbox::world::term::{Term, invented, term};

use super::{full_history, full_medications};

pub fn record(calendar: Calendar) -> Record {
    Record {
        allergies: allergies(),
        medications: full_medications::medications(calendar),
        problems: problems(),
        consultations: full_history::consultations(calendar),
        immunisations: immunisations(calendar),
        immunisation_status: full_history::immunisation_status(calendar),
        observations: full_history::observations(calendar),
        reports: full_history::reports(calendar),
        referrals: referrals(calendar),
        diary: diary(calendar),
        documents: documents(calendar),
        administration: full_history::administration(calendar),
        withheld: vec![Area::Medications, Area::Consultations],
        in_transit_since: None,
    }
}

fn allergies() -> Vec<Allergy> {
    vec![
        Allergy {
            id: "allergy-1".to_owned(),
            term: term("764146007", "Penicillin"),
            is_drug: true,
            kind: Some("allergy"),
            criticality: Some("high"),
            reaction: Some(Reaction {
                manifestation: Ok(term("39579001", "Anaphylaxis")),
                description: Some(
                    "Collapse and wheeze within minutes of amoxicillin; adrenaline given".to_owned(),
                ),
                severity: Some("severe"),
            }),
            onset: Some("1998-06-14".to_owned()),
            asserted: "1998-06-14".to_owned(),
            note: Some("Certainty = Certain. Carries an adrenaline auto-injector.".to_owned()),
            recorder: "1",
            ..Allergy::default()
        },
        Allergy {
            id: "allergy-2".to_owned(),
            term: term("111088007", "Latex"),
            kind: Some("allergy"),
            reaction: Some(Reaction {
                manifestation: Ok(term("40178009", "Contact urticaria")),
                description: None,
                severity: None,
            }),
            onset: Some("2011".to_owned()),
            asserted: "2011".to_owned(),
            recorder: "2",
            ..Allergy::default()
        },
        Allergy {
            id: "allergy-3".to_owned(),
            term: term("417930000", "Allergy to adhesive agent"),
            reaction: Some(Reaction {
                manifestation: Ok(term("271807003", "Rash")),
                description: None,
                severity: Some("mild"),
            }),
            onset: Some("2004-03".to_owned()),
            asserted: "2004-03-22".to_owned(),
            ended: Some(("2016-11-01".to_owned(), "Dressings since then without a reaction".to_owned())),
            recorder: "2",
            ..Allergy::default()
        },
    ]
}

fn problem(id: &str, what: Term, onset: &str, ended: Option<&str>, major: bool) -> Problem {
    Problem {
        id: id.to_owned(),
        term: what,
        active: ended.is_none(),
        major,
        onset: Some(onset.to_owned()),
        ended: ended.map(str::to_owned),
        // Recorded on the first day that the onset can mean.
        recorded: match onset.len() {
            4 => format!("{onset}-06-01"),
            7 => format!("{onset}-12"),
            _ => onset.to_owned(),
        },
        recorder: "1",
        ..Problem::default()
    }
}

fn problems() -> Vec<Problem> {
    let links = |list: &[&str]| list.iter().map(|link| (*link).to_owned()).collect();
    vec![
        Problem {
            links: links(&[
                "MedicationRequest/apixaban-plan",
                "MedicationRequest/bisoprolol-plan",
                "Encounter/consultation-2",
            ]),
            note: Some("Persistent. CHA2DS2-VASc 3.".to_owned()),
            ..problem("problem-af", term("49436004", "Atrial fibrillation"), "2019-08", None, true)
        },
        Problem {
            links: links(&["DiagnosticReport/ue-1"]),
            related: vec![("sibling", "problem-af")],
            ..problem(
                "problem-ckd",
                term("700378005", "Chronic kidney disease stage 3A")
                    .seen_as("Chronic kidney disease stage 3a"),
                "2020",
                None,
                true,
            )
        },
        Problem {
            links: links(&[
                "MedicationRequest/morphine-mr-plan",
                "MedicationRequest/morphine-mr-issue-1",
                "MedicationRequest/morphine-mr-issue-2",
                "ReferralRequest/referral-1",
            ]),
            ..problem("problem-hip", term("239872002", "Osteoarthritis of hip"), "2022-02-11", None, true)
        },
        Problem {
            links: links(&["MedicationRequest/levothyroxine-plan"]),
            ..problem("problem-thyroid", term("40930008", "Hypothyroidism"), "2008-05-20", None, true)
        },
        problem("problem-alone", term("105529008", "Lives alone"), "2018-09-03", None, false),
        problem(
            "problem-wrist",
            term("263102004", "Fracture of distal end of radius"),
            "2003-12-14",
            Some("2004-04-02"),
            true,
        ),
        problem(
            "problem-uti",
            term("68566005", "Urinary tract infection"),
            "2021-07-06",
            Some("2021-07-20"),
            false,
        ),
    ]
}

fn immunisations(calendar: Calendar) -> Vec<Immunisation> {
    let influenza = |number: i64| Immunisation {
        id: format!("influenza-{number}"),
        procedure: term("822851000000102", "Seasonal influenza vaccination"),
        date: Some(calendar.ago(40 + number * 364)),
        recorded: calendar.ago(40 + number * 364),
        batch: Some(("FLU4471", "2027-05-31", "Northvale Vaccines")),
        manner: Some(("Left upper arm", "Intramuscular", "0.5")),
        clinician: "2",
        ..Immunisation::default()
    };
    let mut all: Vec<Immunisation> = (0..5).map(influenza).collect();
    all.extend([
        Immunisation {
            id: "pneumococcal".to_owned(),
            procedure: invented("Pneumococcal polysaccharide vaccination"),
            date: Some("2022-10-11".to_owned()),
            recorded: "2022-10-11".to_owned(),
            protocol: Some((1, 1, "Pneumococcal infection")),
            clinician: "2",
            ..Immunisation::default()
        },
        Immunisation {
            id: "covid-1".to_owned(),
            procedure: term("1119350007", "Administration of SARS-CoV-2 mRNA vaccine"),
            date: Some("2021-03-02".to_owned()),
            recorded: "2021-03-09".to_owned(),
            reported_by: Some("Northvale vaccination centre"),
            protocol: Some((1, 2, "COVID-19")),
            clinician: "2",
            ..Immunisation::default()
        },
        Immunisation {
            id: "shingles".to_owned(),
            procedure: invented("Shingles vaccination not done"),
            date: Some("2023-09-15".to_owned()),
            recorded: "2023-09-15".to_owned(),
            not_given: Some("Unwell on the day"),
            clinician: "2",
            ..Immunisation::default()
        },
        Immunisation {
            id: "tetanus".to_owned(),
            procedure: invented("Tetanus booster vaccination"),
            date: Some("1989".to_owned()),
            recorded: "1998-01-05".to_owned(),
            note: Some("From paper record; day not known".to_owned()),
            clinician: "1",
            ..Immunisation::default()
        },
    ]);
    all
}

fn referrals(calendar: Calendar) -> Vec<Referral> {
    vec![
        Referral {
            id: "referral-1".to_owned(),
            term: term("183545006", "Referral to orthopaedic service"),
            date: Some(calendar.ago(95)),
            priority: Some("routine"),
            to: "St Brannoc's Hospital, orthopaedics",
            description: Some(
                "Osteoarthritis of the right hip, pain at night, for an opinion on replacement",
            ),
            note: Some("Mode:Written\nNHS / Private:NHS"),
            ubrn: Some("000999123456"),
            clinician: "1",
        },
        Referral {
            id: "referral-2".to_owned(),
            term: term("183519002", "Referral to cardiology service"),
            date: Some("2019-08-14".to_owned()),
            priority: Some("urgent"),
            to: "St Brannoc's Hospital, cardiology",
            description: None,
            note: None,
            ubrn: None,
            clinician: "1",
        },
    ]
}

fn diary(calendar: Calendar) -> Vec<DiaryEntry> {
    vec![
        DiaryEntry {
            id: "diary-1".to_owned(),
            term: term("314529007", "Medication review due"),
            due: Some(calendar.ahead(150)),
            authored: calendar.ago(19),
            note: Some("With renal function first"),
            clinician: "3",
        },
        DiaryEntry {
            id: "diary-2".to_owned(),
            term: term("822851000000102", "Seasonal influenza vaccination"),
            due: Some(calendar.ago(60)),
            authored: calendar.ago(400),
            note: None,
            clinician: "2",
        },
    ]
}

fn documents(calendar: Calendar) -> Vec<Document> {
    let letter = |number: i64| Document {
        id: format!("letter-{number}"),
        title: "Clinic letter",
        kind: "Clinical letter",
        created: Some(calendar.ago(70 + number * 190)),
        indexed: calendar.ago_at(66 + number * 190, 11, 5),
        from: Some("St Brannoc's Hospital"),
        content: Content::Pdf,
        ..Document::default()
    };
    let mut all: Vec<Document> = (0..10).map(letter).collect();
    all.extend([
        Document {
            id: "ecg".to_owned(),
            title: "ECG, atrial fibrillation",
            kind: "Electrocardiogram",
            created: Some("2019-08-12".to_owned()),
            indexed: "2019-08-12T12:10:00+01:00".to_owned(),
            content: Content::Png,
            ..Document::default()
        },
        Document {
            id: "care-plan".to_owned(),
            title: "Care plan",
            kind: "Care plan",
            created: Some(calendar.ago(120)),
            indexed: calendar.ago_at(120, 16, 30),
            content: Content::Text,
            consultation: Some("consultation-3"),
            ..Document::default()
        },
        Document {
            id: "discharge".to_owned(),
            title: "Discharge summary",
            kind: "Discharge summary",
            created: Some(calendar.ago(200)),
            indexed: calendar.ago_at(196, 9, 0),
            from: Some("St Brannoc's Hospital"),
            content: Content::Html,
            nopat: true,
            ..Document::default()
        },
        Document {
            id: "mri".to_owned(),
            title: "MRI of right hip, images",
            kind: "Imaging",
            created: Some(calendar.ago(88)),
            indexed: calendar.ago_at(85, 10, 20),
            from: Some("St Brannoc's Hospital"),
            content: Content::TooLarge(18_551_238),
            ..Document::default()
        },
        Document {
            id: "consent".to_owned(),
            title: "Consent form",
            kind: "Consent",
            created: None,
            indexed: calendar.ago_at(301, 14, 45),
            content: Content::Pdf,
            ..Document::default()
        },
        Document {
            id: "pain-clinic".to_owned(),
            title: "Pain clinic, St Brannoc's",
            kind: "Clinical letter",
            created: Some(calendar.ago(54)),
            indexed: calendar.ago_at(50, 8, 55),
            from: Some("St Brannoc's pain clinic"),
            content: Content::Text,
            ..Document::default()
        },
    ]);
    all
}
