//! Consultations, observations, results and letters' counterpart of the full record.

use chrono::TimeDelta;

use super::common_course::{blood_pressure, blood_test, coded, measured, result};
use crate::sandbox::world::calendar::Calendar;
use crate::sandbox::world::record::{Consultation, Heading, Item, Measured, Observation, Report, Topic};
use crate::sandbox::world::term::{Term, invented, term};

fn link(reference: &str, words: &str) -> Item {
    Item::Link(reference.to_owned(), words.to_owned())
}

fn note(text: &str) -> Item {
    Item::Note(text.to_owned())
}

fn heading(title: &'static str, items: Vec<Item>) -> Heading {
    Heading { title: Some(title), items }
}

/// 38 consultations: those of the pictures, and an ordinary past.
pub fn consultations(calendar: Calendar) -> Vec<Consultation> {
    let mut all = vec![
        Consultation {
            id: "consultation-1".to_owned(),
            start: calendar.ago_at(4, 10, 40),
            kind: "Face to face consultation",
            minutes: Some(12),
            site: "17",
            clinician: "1",
            draft: false,
            topics: vec![Topic {
                title: Some("Productive cough".to_owned()),
                problem: None,
                headings: vec![
                    heading(
                        "History",
                        vec![note("Five days of cough with green sputum. No haemoptysis, no chest pain.")],
                    ),
                    heading(
                        "Examination",
                        vec![
                            note("Chest: crackles right base, SpO2 95%."),
                            link("Observation/temperature-now", "Temperature 37.9 C"),
                            link("Observation/bp-now", "O/E - blood pressure reading 134/78"),
                        ],
                    ),
                    heading(
                        "Plan",
                        vec![
                            link("MedicationRequest/doxycycline-plan", "Doxycycline 100mg capsules"),
                            note("Doxycycline (penicillin allergy). Review 5 days."),
                            Item::Display("Test request items are not supported by the provider system"),
                        ],
                    ),
                ],
            }],
        },
        Consultation {
            id: "consultation-2".to_owned(),
            start: calendar.ago_at(19, 9, 10),
            kind: "Telephone consultation",
            minutes: Some(8),
            site: "17",
            clinician: "1",
            draft: false,
            topics: vec![
                Topic {
                    title: Some("Medication review".to_owned()),
                    problem: Some("problem-af"),
                    headings: vec![Heading {
                        title: None,
                        items: vec![
                            note(
                                "Tolerating apixaban, no bleeding. Renal function stable enough for 5 mg twice a day.",
                            ),
                            link("DiagnosticReport/ue-1", "Urea and electrolytes level"),
                        ],
                    }],
                },
                Topic {
                    title: None,
                    problem: Some("problem-hip"),
                    headings: vec![Heading {
                        title: None,
                        items: vec![link("ReferralRequest/referral-1", "Referral to orthopaedic service")],
                    }],
                },
            ],
        },
        Consultation {
            id: "consultation-3".to_owned(),
            start: calendar.ago_at(24, 15, 25),
            kind: "Home visit",
            minutes: None,
            site: "18",
            clinician: "2",
            draft: true,
            topics: vec![Topic {
                title: Some("Pain control".to_owned()),
                problem: Some("problem-hip"),
                headings: vec![heading(
                    "Comment",
                    vec![
                        note(
                            "Breakthrough pain on movement. Morphine oral solution with naloxone for the house.",
                        ),
                        link(
                            "MedicationRequest/morphine-oral-plan",
                            "Morphine sulfate 10mg/5ml oral solution",
                        ),
                        link("MedicationRequest/naloxone-plan", "Naloxone 1.8mg/dose nasal spray"),
                    ],
                )],
            }],
        },
    ];
    all.extend((0..35).map(|number| past(calendar, number)));
    all
}

const REASONS: [(&str, &str, &str); 7] = [
    ("Blood pressure check", "Surgery consultation", "Readings at home around 130/80. Continue."),
    ("Hip pain", "Face to face consultation", "Worse on stairs. Exercises shown, analgesia reviewed."),
    ("Tiredness", "Telephone consultation", "Bloods arranged. Sleeps poorly because of pain."),
    ("Rash on forearm", "Face to face consultation", "Contact dermatitis. Emollient, avoid latex gloves."),
    ("Eye irritation", "Telephone consultation", "Dry eyes. Drops from the pharmacy."),
    ("Dysuria", "Face to face consultation", "Urine dip positive for nitrite. Treated, no fever."),
    ("Annual review", "Surgery consultation", "Weight stable. Pulse irregularly irregular, rate controlled."),
];

fn past(calendar: Calendar, number: i64) -> Consultation {
    let place = usize::try_from(number).unwrap_or_default();
    let (title, kind, text) = REASONS.get(place % REASONS.len()).copied().unwrap_or_default();
    Consultation {
        id: format!("consultation-{}", number + 4),
        start: calendar.ago_at(61 + number * 97, 9 + u32::try_from(number % 8).unwrap_or_default(), 20),
        kind,
        minutes: Some(10),
        site: "17",
        clinician: if number % 3 == 0 { "2" } else { "1" },
        draft: false,
        topics: vec![Topic {
            // An untitled topic is common.
            title: (number % 5 != 4).then(|| title.to_owned()),
            problem: None,
            headings: vec![heading("Comment", vec![note(text)])],
        }],
    }
}

/// 112 observations.
pub fn observations(calendar: Calendar) -> Vec<Observation> {
    let mut all = vec![
        blood_pressure("bp-now", calendar.ago(4), Some(134), Some(78)),
        Observation {
            value: Measured::Number("", "37.9".to_owned(), "C"),
            ..measured("temperature-now", term("703421000", "Temperature"), calendar.ago(4), "37.9", "C")
        },
        measured("saturation", term("103228002", "Blood oxygen saturation"), calendar.ago(4), "95", "%"),
        coded("smoking", term("8517006", "Ex-smoker"), Some("1996".to_owned()), Some("20 a day until 1996")),
        coded("family", term("160357008", "FH: Hypertension"), None, Some("Mother and brother")),
        coded("carer", term("160747005", "No carer though not alone"), Some("2018-09".to_owned()), None),
        // The other half was not written down.
        blood_pressure("bp-half", calendar.ago(410), Some(120), None),
        Observation {
            value: Measured::Text("Sinus rhythm not present"),
            ..coded("rhythm", invented("Heart rhythm"), Some(calendar.ago(200)), None)
        },
        Observation {
            value: Measured::Number("<", "5".to_owned(), "mg/L"),
            ..coded("crp", invented("Point of care C reactive protein"), Some(calendar.ago(96)), None)
        },
        Observation {
            interpretation: Some(("H", "Above high reference limit")),
            range: Some(("0", "14")),
            ..measured("frailty", invented("Frailty index score"), calendar.ago(150), "0.21", "")
        },
    ];
    for number in 0..34 {
        let day = || calendar.ago(30 + number * 88);
        let step = u32::try_from(number).unwrap_or_default();
        all.push(blood_pressure(
            &format!("bp-{number}"),
            day(),
            Some(128 + step * 7 % 23),
            Some(74 + step * 5 % 15),
        ));
        let weight = format!("{}.{}", 71 + step % 4, step * 3 % 10);
        all.push(measured(
            &format!("weight-{number}"),
            term("27113001", "Body weight"),
            day(),
            &weight,
            "kg",
        ));
        all.push(measured(
            &format!("pulse-{number}"),
            term("78564009", "Pulse rate"),
            day(),
            &(68 + step * 5 % 21).to_string(),
            "/min",
        ));
    }
    all
}

/// Consent and dissent, told apart from what was given.
pub fn immunisation_status(calendar: Calendar) -> Vec<Observation> {
    vec![coded(
        "influenza-consent",
        term("822991000000104", "Consent given for seasonal influenza vaccination"),
        Some(calendar.ago(41)),
        None,
    )]
}

/// 24 reports. eGFR falls over two years, potassium stays, haemoglobin was measured once.
pub fn reports(calendar: Calendar) -> Vec<Report> {
    let egfr =
        term("1011481000000105", "eGFR (estimated glomerular filtration rate) using creatinine CKD-EPI")
            .seen_as("eGFR");
    let potassium = term("1000651000000109", "Serum potassium level").seen_as("Potassium");
    let group = term("1000971000000107", "Urea and electrolytes level");
    let mut all = Vec::new();
    for (number, (days, rate, level)) in
        [(19, "52", "4.9"), (200, "55", "4.7"), (384, "57", "4.4"), (566, "60", "4.5"), (748, "61", "4.3")]
            .iter()
            .enumerate()
    {
        let id = format!("ue-{}", number + 1);
        let day = calendar.ago(*days);
        let results = vec![
            Observation {
                comment: (number == 0)
                    .then(|| "Result consistent with CKD stage 3a.\nRepeat in 6 months.".to_owned()),
                ..result(
                    &format!("{id}-egfr"),
                    egfr.clone(),
                    &day,
                    rate,
                    "mL/min/1.73m²",
                    Some(("60", "120")),
                )
            },
            result(
                &format!("{id}-potassium"),
                potassium.clone(),
                &day,
                level,
                "mmol/L",
                Some(("3.5", "5.3")),
            ),
            result(
                &format!("{id}-sodium"),
                term("1000661000000107", "Serum sodium level"),
                &day,
                "139",
                "mmol/L",
                Some(("133", "146")),
            ),
        ];
        all.push(Report {
            request: Some(("Renal function", "On apixaban")),
            conclusion: (number == 0).then_some("Stable chronic kidney disease."),
            ..blood_test(&id, &calendar.ago_at(*days, 17, 30), group.clone(), results)
        });
    }
    let blood_count = calendar.ago(252);
    all.push(Report {
        status: "final",
        ..blood_test(
            "fbc-1",
            &calendar.ago_at(252, 16, 0),
            invented("Full blood count"),
            vec![
                result(
                    "fbc-1-hb",
                    term("1022431000000105", "Haemoglobin estimation").seen_as("Haemoglobin"),
                    &blood_count,
                    "128",
                    "g/L",
                    Some(("115", "165")),
                ),
                result(
                    "fbc-1-platelets",
                    term("1022651000000100", "Platelet count"),
                    &blood_count,
                    "231",
                    "10*9/L",
                    Some(("150", "400")),
                ),
            ],
        )
    });
    all.push(Report {
        status: "preliminary",
        filed: Vec::new(),
        groups: Vec::new(),
        results: Vec::new(),
        specimen: Some(("Mid-stream urine", "U-118820", Some("Received without a time"))),
        conclusion: Some("No significant growth at 24 hours.\nColony count   Organism\n<10^4          mixed"),
        ..blood_test("urine-1", &calendar.ago_at(96, 12, 0), Term::default(), Vec::new())
    });
    for number in 0..17 {
        all.push(series(calendar, number));
    }
    all
}

fn series(calendar: Calendar, number: i64) -> Report {
    let (what, value, stem, unit, range) = match number % 3 {
        0 => (
            term("1022791000000101", "Serum TSH (thyroid stimulating hormone) level"),
            "2.1",
            "tft",
            "mU/L",
            ("0.3", "4.5"),
        ),
        1 => (term("1005671000000105", "Serum cholesterol level"), "4.20", "lipid", "mmol/L", ("0", "5.0")),
        _ => (
            term("1018251000000107", "Serum alanine aminotransferase level"),
            "22",
            "lft",
            "U/L",
            ("10", "45"),
        ),
    };
    let days = 260 + number * 121;
    let day = (calendar.today - TimeDelta::days(days)).to_string();
    let id = format!("{stem}-{number}");
    Report {
        groups: Vec::new(),
        results: vec![result(&format!("{id}-result"), what, &day, value, unit, Some(range))],
        ..blood_test(&id, &calendar.ago_at(days, 18, 0), Term::default(), Vec::new())
    }
}

/// Letters sent, calls made.
pub fn administration(calendar: Calendar) -> Vec<(String, String, String)> {
    vec![
        (calendar.ago(19), "Prescription sent to pharmacy".to_owned(), "Northvale Pharmacy".to_owned()),
        (
            calendar.ago(41),
            "Invitation for seasonal influenza vaccination".to_owned(),
            "Text message".to_owned(),
        ),
        (calendar.ago(95), "Referral letter sent".to_owned(), "e-RS".to_owned()),
        ("2018-09".to_owned(), "Registered for online services".to_owned(), String::new()),
    ]
}
