//! The synthetic patients, one line each on what they are for. Numbers are from the test range 999.

use chrono::NaiveDate;

use super::patient::{AtPds, AtPractice, Born, Chart, Elsewhere, Patient, Supplier};

/// `(NHS number, purpose, title, given names, family name, gender, date of birth, change)`
type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    fn(&mut Patient),
);

#[rustfmt::skip] // one patient a line
const ROWS: &[Row] = &[
    ("9990054320", "full record, the one in the pictures: penicillin anaphylaxis and latex, prefers the branch", "Mrs", "Imogen Rose", "Hartley", "female", "1957-03-09", |p| { p.chart = Chart::Full; p.branch = Some("18"); }),
    ("9990054347", "empty record: the practice confirms that nothing is recorded", "Mr", "Owen James", "Beckett", "male", "1985-07-22", |p| p.chart = Chart::Empty),
    ("9990054355", "no known allergies, coded; appointments of every kind", "Ms", "Folake", "Adebayo", "female", "1991-11-30", |p| p.chart = Chart::NoKnownAllergies),
    ("9990054363", "no known allergies, contradicted by an active allergy; needs a Polish interpreter", "Mr", "Piotr", "Nowak", "male", "1978-02-14", |p| { p.chart = Chart::Contradicted; p.interpreter = Some(("pl", "Polish")); }),
    ("9990054371", "confidential items withheld from every area, some areas wholly", "Miss", "Delia", "Whitcombe", "female", "1969-05-03", |p| p.chart = Chart::Withheld),
    ("9990054398", "record in transit from the previous practice, registered nine days ago", "Mr", "Chidi", "Okonkwo", "male", "1994-09-17", |p| p.chart = Chart::InTransit),
    ("9990054401", "sensitive on PDS: restricted (R); no request may leave", "Mrs", "Simone", "Varley", "female", "1988-04-12", |p| { p.at_pds = AtPds::Restricted("R"); p.at_practice = AtPractice::Hidden; }),
    ("9990054428", "sensitive on PDS: very restricted (V)", "Mr", "Rufus", "Langtry", "male", "1972-12-01", |p| { p.at_pds = AtPds::Restricted("V"); p.at_practice = AtPractice::Hidden; }),
    ("9990054436", "sensitive on PDS: redacted (REDACTED)", "Mx", "Robin", "Ashdown", "other", "1999-08-25", |p| { p.at_pds = AtPds::Restricted("REDACTED"); p.at_practice = AtPractice::Hidden; }),
    ("9990054444", "deceased on PDS two years ago; the practice answers nothing", "Mr", "Edgar", "Hollis", "male", "1938-01-19", |p| { p.died_on_pds = Some(740); p.died_at_practice = Some(740); p.at_practice = AtPractice::Hidden; }),
    ("9990054452", "died 14 days ago, known to PDS and practice: record HTML and documents still answer", "Mrs", "Agnes", "Pemberton", "female", "1931-10-05", |p| { p.died_on_pds = Some(14); p.died_at_practice = Some(14); p.at_practice = AtPractice::DiedRecently; }),
    ("9990054460", "died 3 days ago as the practice knows, not yet on PDS: found with a date of death", "Mr", "Victor", "Stanton", "male", "1944-06-28", |p| p.died_at_practice = Some(3)),
    ("9990054479", "registered here on PDS, unknown at the practice: temporary registration works", "Miss", "Lydia", "Farrow", "female", "2001-02-17", |p| p.at_practice = AtPractice::Unknown),
    ("9990054487", "matched twice at the practice", "Mr", "Brendan", "Coyle", "male", "1966-03-30", |p| p.at_practice = AtPractice::Twice),
    ("9990054495", "given name and practice code differ between PDS and practice", "Mrs", "Imelda Rose", "Hartwell", "female", "1957-03-19", |p| p.at_practice = AtPractice::Different),
    ("9990054509", "the practice answers about another patient: NHS number mismatch", "Ms", "Alice", "Dunmore", "female", "1983-09-09", |p| p.at_practice = AtPractice::AnswersFor("9990054347")),
    ("9990054517", "does not share the record: 403, appointments still work", "Mr", "Hugo", "Kessler", "male", "1959-07-07", |p| p.at_practice = AtPractice::NoConsent),
    ("9990054525", "superseded number: PDS answers with 9990054533", "Mrs", "Ruth", "Trevelyan", "female", "1975-05-21", |p| { p.at_pds = AtPds::SupersededBy("9990054533"); p.at_practice = AtPractice::Hidden; }),
    ("9990054533", "the current number of 9990054525", "Mrs", "Ruth", "Trevelyan", "female", "1975-05-21", |_| ()),
    ("9990054541", "newborn, one day old", "", "Baby", "Parkin", "female", "-1", |p| p.chart = Chart::Empty),
    ("9990054568", "baby, ten weeks", "", "Arlo", "Whitfield", "male", "-71", |p| p.chart = Chart::Child),
    ("9990054576", "toddler, fourteen months", "", "Noor", "Siddiqui", "female", "-428", |p| p.chart = Chart::Child),
    ("9990054584", "child, seven years", "Master", "Felix", "Grantham", "male", "-2680", |p| p.chart = Chart::Child),
    ("9990054592", "very long names and address", "Professor", "Wilhelmina-Alexandrina Bartholomewina Christabella Evangeline", "Featherstonehaugh-Cholmondeley-Marjoribanks", "female", "1949-12-31", |p| { p.address = ["Flat 127, The Old Northvale Corporation Tramways Generating Station Apartments, 1842 Upper Northvale Embankment West".into(), "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch".into(), "NV12 34ZZ".into()]; }),
    ("9990054606", "record HTML with scripts, handlers, styles and remote images", "Ms", "Tamsin", "O'Rourke-D'Arcy", "female", "1990-01-02", |p| p.chart = Chart::HostileHtml),
    ("9990054614", "record HTML that is not well formed, and 0.5-style mark-up", "Mr", "Gethin", "Prosser", "male", "1953-08-14", |p| p.chart = Chart::MalformedHtml),
    ("9990054622", "uncoded (degraded) entries; gender unknown; no telephone", "", "Sam", "Ibbotson", "unknown", "1980-11-11", |p| { p.chart = Chart::Degraded; p.phone = None; }),
    ("9990054770", "medicines of every kind", "Mr", "Stephen", "Marlowe", "male", "1962-04-23", |p| p.chart = Chart::EveryMedicine),
    ("9990054789", "allergies of every kind, ended ones too", "Mrs", "Beatriz", "Almeida", "female", "1971-06-06", |p| p.chart = Chart::EveryAllergy),
    ("9990054894", "documents of every kind: scanned, in old encodings, wrongly named, damaged, with a script", "Mrs", "Odile", "Fairweather", "female", "1954-09-30", |p| p.chart = Chart::EveryDocument),
    ("9990054754", "one resource cannot be built: structured fails whole with 500", "Mr", "Noel", "Catterall", "male", "1968-12-25", |p| p.at_practice = AtPractice::Broken),
    ("9990054762", "vast record: thousands of entries", "Mrs", "Doris", "Blenkinsop", "female", "1940-02-29", |p| p.chart = Chart::Vast),
    ("9990054827", "as EMIS sends a record: two codes an entry, running repeats marked completed, preliminary results", "Mrs", "Greta", "Ellingham", "female", "1948-02-11", |p| p.chart = Chart::Supplier(Supplier::Emis)),
    ("9990054835", "as TPP SystmOne sends a record: results in comments, control characters, dates of the year 1", "Mr", "Tobias", "Penhallow", "male", "1951-06-17", |p| p.chart = Chart::Supplier(Supplier::Tpp)),
    ("9990054843", "as Medicus sends a record: numbers as text, contained entries, steps of a dose out of order", "Ms", "Meera", "Castellan", "female", "1967-09-08", |p| p.chart = Chart::Supplier(Supplier::Medicus)),
    ("9990054851", "converted by GP2GP: lost codes, old character sets, dates written by hand", "Mr", "Gordon", "Pickersgill", "male", "1939-12-03", |p| p.chart = Chart::Supplier(Supplier::Converted)),
    ("9990054630", "ordinary record at Harbour Lane Hub", "Mr", "Malik", "Rahman", "male", "1987-10-10", |p| p.practice = "Y90002".into()),
    ("9990054649", "ordinary record at a slow practice", "Mrs", "Joan", "Ferreday", "female", "1952-09-01", |p| p.practice = "Y90003".into()),
    ("9990054657", "registered where the practice's system is down (502)", "Mr", "Desmond", "Pike", "male", "1947-11-23", |p| p.practice = "Y90004".into()),
    ("9990054665", "registered where GP Connect is not enabled", "Mrs", "Carys", "Meredith", "female", "1964-01-30", |p| p.practice = "Y90005".into()),
    ("9990054673", "registered where the practice answers an HTML error page", "Mr", "Ivor", "Lockwood", "male", "1970-10-31", |p| p.practice = "Y90006".into()),
    ("9990054681", "registered where there is no data-sharing agreement", "Ms", "Thea", "Carmichael", "female", "1996-03-15", |p| p.practice = "Y90007".into()),
    ("9990054703", "registered at a practice that is not configured", "Mr", "Leon", "Abernathy", "male", "1989-05-05", |p| p.practice = "Y90888".into()),
    ("9990054711", "registered with no practice", "Miss", "Perpetua", "Yates", "female", "1993-07-19", |p| p.practice = String::new()),
    ("9990054797", "known at Millbrook Surgery and at Harbour Lane Hub, with an appointment at each", "Mrs", "Winifred", "Achebe", "female", "1976-08-19", |p| p.elsewhere = &[Elsewhere { ods: "Y90002", branch: None, family: None }]),
    ("9990054800", "known at Harbour Lane Hub too, under an earlier family name", "Mrs", "Roisin", "Delacroix", "female", "1990-12-12", |p| p.elsewhere = &[Elsewhere { ods: "Y90002", branch: None, family: Some("Maguire") }]),
    ("9990054819", "known at Alderbrook Surgery too, and prefers the branch there", "Mr", "Gwilym", "Sutherland", "male", "1958-02-03", |p| p.elsewhere = &[Elsewhere { ods: "Y90101", branch: Some("18"), family: None }]),
];

/// Every patient of the table.
pub fn patients() -> Vec<Patient> {
    ROWS.iter().map(build).collect()
}

fn build(row: &Row) -> Patient {
    let (nhs_number, purpose, prefix, given, family, gender, born, change) = row;
    let born = match born.strip_prefix('-').and_then(|days| days.parse().ok()) {
        Some(days) => Born::DaysAgo(days),
        None => Born::On(born.parse().unwrap_or(NaiveDate::MIN)),
    };
    let mut patient = Patient {
        nhs_number: (*nhs_number).to_owned(),
        purpose: (*purpose).to_owned(),
        prefix: (*prefix).to_owned(),
        given: given.split(' ').map(str::to_owned).collect(),
        family: (*family).to_owned(),
        gender,
        born,
        address: ["18 Tannery Walk".to_owned(), "Northvale".to_owned(), "NV1 5TW".to_owned()],
        phone: Some("07700 900123".to_owned()),
        practice: "Y90001".to_owned(),
        elsewhere: &[],
        branch: None,
        interpreter: None,
        at_pds: AtPds::Listed,
        at_practice: AtPractice::Known,
        died_on_pds: None,
        died_at_practice: None,
        chart: Chart::Ordinary,
    };
    change(&mut patient);
    patient
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_is_a_valid_test_number_and_used_once() {
        let all = patients();
        for patient in &all {
            assert!(patient.nhs_number.starts_with("999"), "{}", patient.nhs_number);
            assert!(
                crate::sandbox::world::patient::is_nhs_number(&patient.nhs_number),
                "{}",
                patient.nhs_number
            );
            assert_ne!(patient.birth_date("2026-11-21".parse().unwrap()), NaiveDate::MIN);
        }
        let mut numbers: Vec<_> = all.iter().map(|p| &p.nhs_number).collect();
        numbers.sort();
        numbers.dedup();
        assert_eq!(numbers.len(), all.len());
    }
}
