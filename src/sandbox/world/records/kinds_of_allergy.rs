//! Allergies of every kind that the digest names (structured 3.3).

use super::small::degraded_allergy;
use crate::sandbox::world::calendar::Calendar;
use crate::sandbox::world::record::{Allergy, Reaction, Record};
use crate::sandbox::world::term::{Term, term, uncoded};

fn reaction(
    manifestation: Result<Term, &'static str>,
    description: Option<&str>,
    severity: Option<&'static str>,
) -> Option<Reaction> {
    Some(Reaction { manifestation, description: description.map(str::to_owned), severity })
}

pub fn record(calendar: Calendar) -> Record {
    let mut record = super::small::ordinary(calendar);
    record.allergies = vec![
        Allergy {
            term: term("91935009", "Allergy to peanuts"),
            kind: Some("allergy"),
            criticality: Some("high"),
            reaction: reaction(Ok(term("39579001", "Anaphylaxis")), Some("Admitted for a night"), Some("severe")),
            onset: Some("1979".to_owned()),
            asserted: "1996-02-08".to_owned(),
            last: Some("2012-07-19".to_owned()),
            note: Some("Certainty = Certain, Severity = Life threatening\nSignificance : Major - Episodicity : First".to_owned()),
            nopat: true,
            ..entry("peanut")
        },
        Allergy {
            term: term("294505008", "Allergy to amoxicillin").chosen_as("http://read.info/readv2", "14L7.00", "H/O: amoxicillin allergy"),
            is_drug: true,
            kind: Some("allergy"),
            criticality: Some("low"),
            reaction: reaction(Ok(uncoded("Blotchy rash on trunk")), None, Some("moderate")),
            asserted: "2003-05".to_owned(),
            ..entry("amoxicillin")
        },
        Allergy {
            term: term("293584003", "Paracetamol allergy"),
            is_drug: true,
            kind: Some("intolerance"),
            criticality: Some("unable-to-assess"),
            reaction: reaction(Err("ASKU"), None, None),
            asserted: calendar.ago(12),
            ..entry("paracetamol")
        },
        Allergy {
            // Recorded under the wrong category, as happens.
            term: term("232346004", "Allergy to cat dander"),
            is_drug: true,
            reaction: reaction(Err("NI"), None, Some("mild")),
            asserted: "2015-04-27".to_owned(),
            ..entry("cat")
        },
        Allergy {
            term: term("241960008", "Aspirin-induced angio-oedema-urticaria"),
            reaction: reaction(Err("UNC"), Some("Swelling of the tongue"), None),
            asserted: "2001-01-15".to_owned(),
            ..entry("aspirin")
        },
        Allergy { term: uncoded("Reacts to \"blue dye\""), asserted: "1988".to_owned(), ..entry("dye") },
        degraded_allergy(),
        Allergy {
            term: term("91931000", "Allergy to erythromycin"),
            is_drug: true,
            reaction: reaction(Ok(term("422587007", "Nausea")), None, Some("mild")),
            asserted: "1994-09-30".to_owned(),
            ended: Some(("2010-03-11".to_owned(), "Tolerated clarithromycin twice; nausea only".to_owned())),
            ..entry("erythromycin")
        },
        Allergy {
            term: term("91930004", "Allergy to edible egg"),
            asserted: "1975".to_owned(),
            ended: Some(("1990".to_owned(), "No information available".to_owned())),
            ..entry("egg")
        },
    ];
    record
}

fn entry(id: &str) -> Allergy {
    Allergy { id: format!("allergy-{id}"), recorder: "1", ..Allergy::default() }
}
