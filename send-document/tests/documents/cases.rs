//! The golden set: invented encounters, each with something that a receiver or a printer could trip over.

use chrono::{DateTime, FixedOffset, NaiveDate};
use gp_connect_send_document::checks::{Checked, check};
use gp_connect_send_document::message::{Message, MessageIds, build};
use gp_connect_send_document::pages::pages;
use gp_connect_send_document::pdf::pdf;
use gp_connect_send_document::settings::Settings;
use gp_connect_send_document::summary::*;
use uuid::Uuid;

/// A summary with all that is passed in beside it.
pub struct Case {
    pub name: &'static str,
    pub summary: Summary,
    pub edition: Edition,
    pub settings: Settings,
    pub now: DateTime<FixedOffset>,
}

/// What is made of a case.
pub struct Made {
    pub text: String,
    pub pdf: Vec<u8>,
    pub message: Message,
}

impl Case {
    pub fn new(name: &'static str) -> Self {
        let now = at("2026-11-20T14:32:05+00:00");
        Self { name, summary: summary(), edition: Edition::First, settings: Settings::default(), now }
    }

    fn with(name: &'static str, change: impl FnOnce(&mut Case)) -> Self {
        let mut case = Self::new(name);
        change(&mut case);
        case
    }

    pub fn checked(&self) -> Checked<'_> {
        check(&self.summary, &self.edition, self.now, &self.settings)
            .unwrap_or_else(|refusals| panic!("{}: {refusals:?}", self.name))
    }

    pub fn made(&self) -> Made {
        let checked = self.checked();
        let pdf = pdf(&checked).unwrap();
        let message = build(&checked, &pdf, &self.ids()).unwrap();
        Made { text: gp_connect_send_document::pages::text(&pages(checked.draft())), pdf, message }
    }

    /// The same as the page hands it to the module.
    pub fn request(&self) -> serde_json::Value {
        serde_json::json!({
            "summary": self.summary,
            "edition": self.edition,
            "now": self.now,
            "ids": self.ids(),
            "settings": self.settings,
        })
    }

    pub fn ids(&self) -> MessageIds {
        ids(self.name, self.summary.attachments.len())
    }
}

/// Ids that follow from a name, so that the same case always gives the same bytes.
pub fn ids(name: &str, attachments: usize) -> MessageIds {
    let seed =
        name.bytes().fold(7u128, |seed, byte| seed.wrapping_mul(1_000_003).wrapping_add(u128::from(byte)));
    let mut count = 0u128;
    MessageIds::new(attachments, || {
        count += 1;
        let bits =
            seed.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835).wrapping_add(count << 64 | count);
        uuid::Builder::from_random_bytes(bits.to_be_bytes()).into_uuid()
    })
}

pub fn at(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap()
}

pub fn section(heading: Heading, texts: &[&str]) -> Section {
    Section { heading, entries: texts.iter().map(|text| Entry::typed(*text)).collect() }
}

fn row(text: &str, area: &str) -> Entry {
    let read = at("2026-11-20T14:05:00+00:00");
    Entry {
        source: Some(Source { area: area.into(), practice: "Osprey Medical Centre".into(), read }),
        ..Entry::typed(text)
    }
}

fn coded(text: &str, scheme: Scheme, code: &str) -> Entry {
    Entry { code: Some(Code { scheme, code: code.into() }), ..Entry::typed(text) }
}

pub fn file(title: &str, content_type: &str, content: &[u8]) -> Attachment {
    let created = at("2026-11-20T14:10:00+00:00");
    Attachment { title: title.into(), created, content_type: content_type.into(), content: content.into() }
}

/// The example of the published guide, in words of our own.
pub fn summary() -> Summary {
    Summary {
        document_type: DocumentType::ClinicalEncounter,
        purpose: Purpose::Information {
            reason: "Seen for a cut hand. Nothing is asked of the practice.".into(),
        },
        patient: Patient {
            nhs_number: "9990000018".into(),
            is_verified: true,
            is_restricted: false,
            family: "DAWES".into(),
            given: vec!["Minnie".into()],
            prefix: Some("Mrs".into()),
            birth_date: NaiveDate::from_ymd_opt(1952, 5, 31).unwrap(),
            gender: Some(Gender::Female),
            address: vec!["4 Marsh Lane".into(), "Riverside".into(), "ZZ99 4TT".into()],
            telephone: Some("01632 960 014".into()),
            mobile: Some("07700 900 014".into()),
            traced: at("2026-11-20T13:55:00+00:00"),
        },
        clinician: Clinician {
            sds_user_id: "555086689106".into(),
            family: "Okafor".into(),
            given: vec!["Ada".into()],
            prefix: Some("Dr".into()),
            role: "General practitioner".into(),
            telephone: Some("01632 960 123".into()),
        },
        sender: Organisation {
            ods: "X26".into(),
            name: "Riverside Urgent Treatment Centre".into(),
            telephone: "01632 960 100".into(),
            address: Some("1 Quay Street, Riverside, ZZ99 4AA".into()),
            mailbox: "X26ABC1".into(),
        },
        practice: Practice { ods: "A99999".into(), name: "Osprey Medical Centre".into() },
        encounter: Encounter {
            id: Uuid::parse_str("e7b1f9a2-4d0c-4a55-8c6e-1f2a3b4c5d6e").unwrap(),
            start: at("2026-11-20T13:50:00+00:00"),
            end: Some(at("2026-11-20T14:20:00+00:00")),
            branch: None,
            is_administrative: false,
            is_confidential: false,
            is_sensitive: false,
        },
        sections: vec![
            section(Heading::Reason, &["Cut to the left palm from a kitchen knife, two hours ago."]),
            section(
                Heading::Examination,
                &["2 cm clean wound, no foreign body. Movement and feeling of all fingers normal."],
            ),
            section(Heading::Procedures, &["Cleaned and closed with adhesive strips."]),
            section(Heading::Advice, &["Keep dry for 5 days. Return if red, hot or swollen."]),
        ],
        attachments: Vec::new(),
    }
}

/// Every case of the golden set.
pub fn all() -> Vec<Case> {
    vec![
        Case::new("plain"),
        Case::with("replacement", |case| {
            case.edition = Edition::Replacement {
                document: ids("plain", 0).document,
                version: 1,
                encounter: case.summary.encounter.id,
                made: case.now,
            };
            case.now = at("2026-11-20T16:01:30+00:00");
            let tetanus = section(
                Heading::Medication,
                &["Tetanus vaccine (Revaxis) 0.5 ml given into the left arm, batch T-2231."],
            );
            case.summary.sections.push(tetanus);
        }),
        Case::with("for-action", for_action),
        Case::with("remote", |case| {
            case.summary.document_type = DocumentType::RemoteCorrespondence;
            case.summary.encounter.end = None;
            case.summary.sections = vec![section(
                Heading::Advice,
                &["Advised by telephone about a sting. No sign of a severe reaction."],
            )];
        }),
        Case::with("copy", |case| {
            case.summary.purpose =
                Purpose::Copy { reason: "Copy of the report to the fracture clinic of the same day.".into() };
        }),
        Case::with("signs-in-names", |case| {
            case.summary.patient.family = "O'Brien-Smith".into();
            case.summary.patient.given = vec!["Anne".into(), "Marie".into()];
            case.summary.sender.name = "Bell & Partners <Out of Hours> \"West\"".into();
            case.summary.sections.push(section(
                Heading::Observations,
                &["Temp < 38.0 °C & SpO₂ ≥ 96 %, pulse 72/min, BP 128/76 mmHg"],
            ));
        }),
        Case::with("letters", |case| {
            case.summary.patient.given = vec!["Zoe\u{308}".into(), "Siân".into()];
            case.summary.clinician.family = "Nguyễn-Łukaszewicz".into();
            case.summary.encounter.branch = Some("Caffè Street branch".into());
            let words =
                "β-blocker 2.5 mg ½ tablet → stopped; µmol/l; “quoted” – Ελληνικά, Кириллица, ỳ ẁ ẽ ş ţ ő.";
            case.summary.sections.push(section(Heading::Medication, &[words]));
        }),
        Case::with("attachments", |case| {
            case.summary.attachments = vec![
                file("Wound chart", "text/plain; charset=utf-8", b"Day 0: 20 mm, clean.\n"),
                file(
                    "Photograph of the wound",
                    "image/png",
                    b"\x89PNG\r\n\x1a\nnot a whole picture, of an invented wound",
                ),
                file("Letter to the patient", "application/pdf", b"%PDF-1.7\n% not a whole letter\n"),
            ];
        }),
        Case::with("too-large", |case| {
            case.settings.attachment_bytes = 2_000;
            case.summary.attachments = vec![
                file("Scan of the hand", "image/tiff", &[b"II*\0".as_slice(), &[7; 4_000]].concat()),
                file("Wound chart", "text/plain", b"Day 0: 20 mm, clean.\n"),
            ];
        }),
        Case::with("summer-midnight", |case| {
            case.now = at("2026-07-02T00:40:00+01:00");
            case.summary.patient.traced = at("2026-07-01T23:31:00+01:00");
            case.summary.encounter.start = at("2026-07-01T23:50:00+01:00");
            case.summary.encounter.end = Some(at("2026-07-02T00:25:00+01:00"));
        }),
        Case::with("bare", |case| {
            let patient = &mut case.summary.patient;
            (patient.given, patient.prefix, patient.gender) = (Vec::new(), None, None);
            (patient.address, patient.telephone, patient.mobile) = (Vec::new(), None, None);
            (case.summary.clinician.prefix, case.summary.clinician.telephone) = (None, None);
            case.summary.sender.address = None;
        }),
        Case::with("every-character", |case| {
            let every = every_character();
            case.summary.sections = vec![section(Heading::History, &[&every])];
            case.summary.purpose = Purpose::Action { reason: every };
        }),
        Case::with("twenty-pages", twenty_pages),
    ]
}

/// Every character that a summary may hold, in words of twelve.
fn every_character() -> String {
    let codes = gp_connect_send_document::characters::ranges().flat_map(|(first, last)| first..=last);
    let all: Vec<char> = codes.filter_map(char::from_u32).filter(|c| !c.is_whitespace()).collect();
    all.chunks(12).map(|word| word.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

fn for_action(case: &mut Case) {
    let summary = &mut case.summary;
    summary.purpose = Purpose::Action {
        reason: "Please repeat U&E and potassium within 7 days, and review ramipril.\nThe patient has been told to book a blood test.".into(),
    };
    summary.sections = vec![
        section(Heading::Reason, &["Dizzy on standing for four days."]),
        section(
            Heading::History,
            &[
                "Started ramipril three weeks ago. Two loose stools a day since Monday.\n\nNo chest pain, no fainting.",
            ],
        ),
        section(
            Heading::Observations,
            &["BP 98/60 mmHg standing, 122/70 mmHg lying", "Pulse 88/min, regular", "Temp 37.2 °C"],
        ),
        Section {
            heading: Heading::Investigations,
            entries: vec![
                row("Serum potassium 5.9 mmol/l (3.5 to 5.3), 18-Nov-2026", "Investigations"),
                Entry::typed("ECG: sinus rhythm, no peaked T waves."),
            ],
        },
        Section {
            heading: Heading::Diagnosis,
            entries: vec![coded("Postural hypotension", Scheme::Snomed, "28651003")],
        },
        Section {
            heading: Heading::Medication,
            entries: vec![
                row(
                    "Ramipril 5 mg capsules, one each morning, started 30-Oct-2026: stopped today",
                    "Medications",
                ),
                coded(
                    "Oral rehydration salts, one sachet after each loose stool, 6 sachets",
                    Scheme::Dmd,
                    "3667311000001108",
                ),
            ],
        },
        Section { heading: Heading::Allergies, entries: vec![row("Penicillin: rash, 2009", "Allergies")] },
        section(
            Heading::FollowUp,
            &[
                "GP practice: U&E within 7 days.",
                "GP practice: decide whether to restart ramipril at 2.5 mg.",
                "Patient: return if fainting or chest pain.",
            ],
        ),
    ];
}

fn twenty_pages(case: &mut Case) {
    let day = "Reviewed on the ward round. Slept well, eating and drinking. Wound dry. Mobile with one stick over 20 m. Observations stable throughout, NEWS2 0 to 1. Plan unchanged: continue oral antibiotics, mobilise, and plan for home with the family.";
    let entries: Vec<Entry> = (1..=300).map(|count| Entry::typed(format!("Entry {count}. {day}"))).collect();
    case.summary.sections = vec![
        section(Heading::Reason, &["Intermediate care after a hip fracture: the whole stay."]),
        Section { heading: Heading::History, entries },
        section(Heading::FollowUp, &["GP practice: repeat prescription of analgesia as listed."]),
    ];
}
