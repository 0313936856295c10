//! Smaller records: ordinary, no known allergies, contradicted, degraded, a child's.

use chrono::TimeDelta;

use super::common_course::{acute, blood_pressure, blood_test, coded, issued_every, measured, result};
use crate::sandbox::world::calendar::Calendar;
use crate::sandbox::world::record::{
    Agency, Allergy, Consultation, Content, DiaryEntry, Document, Heading, Immunisation, Item, Medication,
    Prescribed, Problem, Quantity, Reaction, Record, Referral, Topic,
};
use crate::sandbox::world::term::{Degraded, degraded, invented, term, uncoded};

fn aspirin() -> Allergy {
    Allergy {
        id: "allergy-1".to_owned(),
        term: term("293586001", "Allergy to aspirin"),
        is_drug: true,
        reaction: Some(Reaction {
            manifestation: Ok(term("271807003", "Rash")),
            description: None,
            severity: Some("moderate"),
        }),
        onset: Some("2009-10".to_owned()),
        asserted: "2009-10-19".to_owned(),
        recorder: "1",
        ..Allergy::default()
    }
}

fn statin(calendar: Calendar) -> Medication {
    let last = calendar.today - TimeDelta::days(12);
    Medication {
        id: "statin".to_owned(),
        term: term("320030001", "Atorvastatin 20mg tablets"),
        prescribed: Prescribed::Repeat,
        status: "active",
        start: calendar.ago(180),
        dosage: "One at night".to_owned(),
        quantity: Quantity::Unit("28", "tablet"),
        days: Some(28),
        allowed: Some(12),
        expiry: Some(calendar.ahead(160)),
        issues: issued_every(28, last, 7),
        prescriber: "1",
        ..Medication::default()
    }
}

/// A little of everything.
pub fn ordinary(calendar: Calendar) -> Record {
    let test_day = calendar.ago(33);
    Record {
        allergies: vec![aspirin()],
        medications: vec![
            statin(calendar),
            acute(
                "nitrofurantoin",
                invented("Nitrofurantoin 100mg modified-release capsules"),
                "One twice a day",
                Quantity::Unit("6", "capsule"),
                calendar.today - TimeDelta::days(210),
                3,
            ),
        ],
        problems: vec![
            Problem {
                id: "problem-1".to_owned(),
                term: term("38341003", "Hypertension"),
                active: true,
                major: true,
                onset: Some("2014-02".to_owned()),
                recorded: "2014-02-11".to_owned(),
                links: vec!["MedicationRequest/statin-plan".to_owned()],
                recorder: "1",
                ..Problem::default()
            },
            Problem {
                id: "problem-2".to_owned(),
                term: term("279039007", "Low back pain"),
                onset: Some("2017".to_owned()),
                ended: Some("2018-03-01".to_owned()),
                recorded: "2017-05-30".to_owned(),
                recorder: "1",
                ..Problem::default()
            },
        ],
        consultations: vec![Consultation {
            id: "consultation-1".to_owned(),
            start: calendar.ago_at(33, 11, 20),
            kind: "Telephone consultation",
            minutes: Some(9),
            site: "17",
            clinician: "1",
            topics: vec![Topic {
                title: Some("Hypertension review".to_owned()),
                problem: Some("problem-1"),
                headings: vec![Heading {
                    title: Some("Comment"),
                    items: vec![
                        Item::Note("Home readings acceptable. Bloods taken.".to_owned()),
                        Item::Link(
                            "DiagnosticReport/ue-1".to_owned(),
                            "Urea and electrolytes level".to_owned(),
                        ),
                    ],
                }],
            }],
            ..Consultation::default()
        }],
        immunisations: vec![Immunisation {
            id: "influenza".to_owned(),
            procedure: term("822851000000102", "Seasonal influenza vaccination"),
            date: Some(calendar.ago(45)),
            recorded: calendar.ago(45),
            clinician: "2",
            ..Immunisation::default()
        }],
        observations: vec![
            blood_pressure("bp-1", calendar.ago(33), Some(138), Some(84)),
            measured("weight-1", term("27113001", "Body weight"), calendar.ago(33), "82.5", "kg"),
            coded("smoking", term("266919005", "Never smoked tobacco"), Some("2014-02".to_owned()), None),
        ],
        reports: vec![blood_test(
            "ue-1",
            &calendar.ago_at(33, 18, 5),
            term("1000971000000107", "Urea and electrolytes level"),
            vec![result(
                "ue-1-potassium",
                term("1000651000000109", "Serum potassium level"),
                &test_day,
                "4.4",
                "mmol/L",
                Some(("3.5", "5.3")),
            )],
        )],
        referrals: vec![Referral {
            id: "referral-1".to_owned(),
            term: term("308447003", "Referral to physiotherapist"),
            date: Some("2017-06-02".to_owned()),
            priority: Some("routine"),
            to: "Northvale physiotherapy",
            clinician: "1",
            ..Referral::default()
        }],
        diary: vec![
            DiaryEntry {
                id: "diary-1".to_owned(),
                term: invented("Blood pressure review due"),
                due: Some(calendar.ahead(90)),
                authored: calendar.ago(33),
                clinician: "1",
                ..DiaryEntry::default()
            },
            DiaryEntry {
                id: "diary-2".to_owned(),
                term: term("314529007", "Medication review due"),
                due: Some(calendar.ahead(200)),
                authored: calendar.ago(33),
                clinician: "1",
                ..DiaryEntry::default()
            },
        ],
        documents: vec![Document {
            id: "letter-1".to_owned(),
            title: "Physiotherapy discharge letter",
            kind: "Clinical letter",
            created: Some("2017-09-12".to_owned()),
            indexed: "2017-09-14T10:00:00+01:00".to_owned(),
            from: Some("Northvale physiotherapy"),
            content: Content::Pdf,
            ..Document::default()
        }],
        administration: vec![(
            calendar.ago(50),
            "Invitation for seasonal influenza vaccination".to_owned(),
            String::new(),
        )],
        ..Record::default()
    }
}

fn no_known_allergy(calendar: Calendar) -> Allergy {
    Allergy {
        id: "allergy-none".to_owned(),
        term: term("716186003", "No known allergy"),
        asserted: calendar.ago(400),
        recorder: "1",
        ..Allergy::default()
    }
}

/// Somebody asked, and there are none.
pub fn no_known_allergies(calendar: Calendar) -> Record {
    let second = Medication {
        id: "cetirizine".to_owned(),
        term: term("320818006", "Cetirizine 10mg tablets"),
        dosage: "One once a day when needed".to_owned(),
        quantity: Quantity::Text("30 tablet(s)"),
        ..statin(calendar)
    };
    Record {
        allergies: vec![no_known_allergy(calendar)],
        medications: vec![statin(calendar), second],
        ..Record::default()
    }
}

/// "No known allergy" and an allergy in one list.
pub fn contradicted(calendar: Calendar) -> Record {
    Record { allergies: vec![no_known_allergy(calendar), aspirin()], ..ordinary(calendar) }
}

/// Imported from an older system: original words under degrade codes.
pub fn degraded_allergy() -> Allergy {
    Allergy {
        id: "allergy-degraded".to_owned(),
        term: degraded(Degraded::DrugAllergy, "Sensitivity to Multilex action group: cephalosporins"),
        is_drug: true,
        asserted: "1999".to_owned(),
        note: Some("Imported entry".to_owned()),
        recorder: "",
        ..Allergy::default()
    }
}

/// Uncoded entries everywhere.
pub fn imported() -> Record {
    Record {
        allergies: vec![
            degraded_allergy(),
            Allergy {
                id: "allergy-other".to_owned(),
                term: degraded(Degraded::OtherAllergy, "Allergic to ?elastoplast"),
                asserted: "1987-11".to_owned(),
                ..Allergy::default()
            },
        ],
        medications: vec![Medication {
            id: "imported".to_owned(),
            term: degraded(Degraded::Medication, "Aqueous cream + menthol 1% (mixture)"),
            prescribed: Prescribed::Unstated,
            agency: Agency::PreviousPractice,
            status: "active",
            start: "2011-03".to_owned(),
            ..Medication::default()
        }],
        problems: vec![Problem {
            id: "problem-1".to_owned(),
            term: degraded(Degraded::Record, "Old knee trouble"),
            active: true,
            recorded: "1992-01-01".to_owned(),
            ..Problem::default()
        }],
        observations: vec![coded("entry", uncoded("Seen at clinic, note illegible"), None, None)],
        ..Record::default()
    }
}

/// Vaccinations and growth.
pub fn child(calendar: Calendar) -> Record {
    Record {
        allergies: vec![Allergy {
            id: "allergy-1".to_owned(),
            term: term("91930004", "Allergy to edible egg"),
            kind: Some("allergy"),
            reaction: Some(Reaction {
                manifestation: Err("UNC"),
                description: Some("Lips swelled after scrambled egg".to_owned()),
                severity: Some("mild"),
            }),
            asserted: calendar.ago(20),
            recorder: "1",
            ..Allergy::default()
        }],
        immunisations: vec![Immunisation {
            id: "rotavirus-1".to_owned(),
            procedure: term("868631000000102", "First rotavirus vaccination"),
            date: Some(calendar.ago(14)),
            recorded: calendar.ago(14),
            protocol: Some((1, 2, "Rotavirus infection")),
            batch: Some(("RV0912", "2027-02", "Northvale Vaccines")),
            manner: Some(("Mouth", "Oral", "1.5")),
            clinician: "2",
            ..Immunisation::default()
        }],
        observations: vec![measured(
            "weight-1",
            term("27113001", "Body weight"),
            calendar.ago(14),
            "5.20",
            "kg",
        )],
        ..Record::default()
    }
}
