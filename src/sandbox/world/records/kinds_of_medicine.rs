//! Medicines of every kind that the digest names (structured 3.4).

use chrono::TimeDelta;

use super::common_course::{acute, issued_every};
use crate::sandbox::world::calendar::Calendar;
use crate::sandbox::world::record::{Agency, Issue, Medication, Prescribed, Quantity, Record};
use crate::sandbox::world::term::{Degraded, degraded, invented, term};

pub fn record(calendar: Calendar) -> Record {
    let mut record = super::small::ordinary(calendar);
    record.medications = repeats(calendar);
    record.medications.extend(once(calendar));
    record
}

fn repeats(calendar: Calendar) -> Vec<Medication> {
    let last = calendar.today - TimeDelta::days(8);
    let base = Medication {
        prescribed: Prescribed::Repeat,
        status: "active",
        start: calendar.ago(120),
        quantity: Quantity::Unit("28", "tablet"),
        days: Some(28),
        allowed: Some(6),
        expiry: Some(calendar.ahead(60)),
        issues: issued_every(28, last, 5),
        prescriber: "1",
        ..Medication::default()
    };
    vec![
        Medication {
            id: "ramipril".to_owned(),
            term: term("318906001", "Ramipril 10mg capsules"),
            dosage: "One once a day".to_owned(),
            quantity: Quantity::Unit("28", "capsule"),
            ..base.clone()
        }
        .dose_changed(calendar.ago(36)),
        Medication {
            id: "gliclazide".to_owned(),
            term: term("325242002", "Gliclazide 80mg tablets"),
            prescribed: Prescribed::RepeatDispensing,
            dosage: "One twice a day before food".to_owned(),
            quantity: Quantity::Text("56 tablet(s)"),
            // Some instalments lie in the future.
            issues: issued_every(28, calendar.today + TimeDelta::days(76), 6),
            start: calendar.ago(64),
            ..base.clone()
        },
        // Split plan: the old one ended when the dose was halved, the new one says which it replaces.
        Medication {
            id: "furosemide-40".to_owned(),
            term: term("317972000", "Furosemide 40mg tablets"),
            dosage: "One in the morning".to_owned(),
            status: "stopped",
            end: Some(calendar.ago(31)),
            stopped: Some((calendar.ago(31), "Dose halved after low sodium")),
            issues: issued_every(28, calendar.today - TimeDelta::days(40), 4),
            ..base.clone()
        },
        Medication {
            id: "furosemide-20".to_owned(),
            term: term("317971007", "Furosemide 20mg tablets"),
            dosage: "One in the morning".to_owned(),
            start: calendar.ago(31),
            prior: Some("furosemide-40"),
            issues: issued_every(28, calendar.today - TimeDelta::days(3), 2),
            ..base.clone()
        },
        // The authorisation has run out, and all issues are used.
        Medication {
            id: "metformin".to_owned(),
            term: term("325278007", "Metformin 500mg tablets"),
            dosage: "One with breakfast, one with supper".to_owned(),
            quantity: Quantity::ValueAndText("56", "tablet"),
            expiry: Some(calendar.ago(15)),
            issues: issued_every(28, last, 6),
            ..base.clone()
        },
        Medication {
            id: "methotrexate".to_owned(),
            term: invented("Methotrexate 2.5mg tablets"),
            agency: Agency::Elsewhere("Hospital"),
            dosage: "Six once a week, on Mondays".to_owned(),
            instruction: Some("Monday only. Folic acid on Fridays."),
            quantity: Quantity::Missing,
            allowed: None,
            expiry: None,
            issues: Vec::new(),
            note: Some("Additional Information: Rheumatology, St Brannoc's Hospital".to_owned()),
            ..base.clone()
        },
        Medication {
            id: "unissued".to_owned(),
            term: term("318859000", "Lisinopril 10mg tablets"),
            dosage: "One once a day".to_owned(),
            start: calendar.ago(1),
            issues: Vec::new(),
            ..base.clone()
        },
        Medication {
            id: "future".to_owned(),
            term: term("327550006", "Folic acid 5mg tablets"),
            dosage: "One once a week, on Fridays".to_owned(),
            start: calendar.ahead(10),
            quantity: Quantity::Value("4"),
            issues: Vec::new(),
            ..base.clone()
        },
        Medication {
            id: "imported".to_owned(),
            term: degraded(Degraded::Medication, "Dermol/Betnovate 50:50 500g (mixture)"),
            prescribed: Prescribed::Unstated,
            agency: Agency::PreviousPractice,
            start: "2009".to_owned(),
            quantity: Quantity::Missing,
            days: None,
            allowed: None,
            expiry: None,
            issues: Vec::new(),
            prescriber: "",
            ..base.clone()
        },
        Medication {
            id: "diclofenac".to_owned(),
            term: invented("Diclofenac 50mg gastro-resistant tablets"),
            dosage: "One three times a day".to_owned(),
            status: "stopped",
            start: "2016-01-11".to_owned(),
            end: Some("2016-05-02".to_owned()),
            stopped: Some(("2016-05-02".to_owned(), "Indigestion")),
            issues: issued_every(28, "2016-04-04".parse().unwrap_or_default(), 4),
            expiry: None,
            ..base
        },
    ]
}

fn once(calendar: Calendar) -> Vec<Medication> {
    let on = |days: i64| calendar.today - TimeDelta::days(days);
    vec![
        Medication {
            status: "active",
            controlled: true,
            ..acute(
                "tramadol",
                term("322623000", "Tramadol 50mg capsules"),
                "One or two up to four times a day",
                Quantity::Unit("30", "capsule"),
                on(2),
                7,
            )
        },
        Medication {
            prescribed: Prescribed::Delayed,
            status: "active",
            note: Some("Patient Notes: Only if no better in three days".to_owned()),
            ..acute(
                "delayed",
                term("324059006", "Doxycycline 100mg capsules"),
                "Two on day 1, then one a day",
                Quantity::Unit("8", "capsule"),
                on(-2),
                7,
            )
        },
        Medication {
            agency: Agency::Elsewhere("Dentist"),
            issues: Vec::new(),
            ..acute(
                "dentist",
                invented("Metronidazole 400mg tablets"),
                "One three times a day",
                Quantity::Text("15 tablet(s)"),
                on(20),
                5,
            )
        },
        // Cancelled after issue: the plan is stopped, the issue says why in its note.
        Medication {
            status: "stopped",
            stopped: Some((calendar.ago(28), "Rash")),
            issues: vec![Issue {
                date: calendar.ago(30),
                end: Some(calendar.ago(23)),
                status: "stopped",
                note: Some(format!("Cancellation Reason: Rash, Cancellation Date: {}", calendar.ago(28))),
            }],
            ..acute(
                "trimethoprim",
                invented("Trimethoprim 200mg tablets"),
                "One twice a day",
                Quantity::Unit("6", "tablet"),
                on(30),
                3,
            )
        },
        Medication {
            dosage: String::new(),
            quantity: Quantity::Missing,
            days: None,
            ..acute("strips", invented("Blood glucose testing strips"), "", Quantity::Missing, on(75), 30)
        },
    ]
}
