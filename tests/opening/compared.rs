//! The cross-check field by field, and who is let in by it: at the start and with every later answer.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::connection::{ODS, now, practice};
use crate::patients::{self, FOUND, IMOGEN, at_pds, at_practice, patient, with};
use gp_connect_viewer::clinical::cross_check::{Field, Likeness, Verdict};
use gp_connect_viewer::clinical::{CrossCheck, Demographics};
use gp_connect_viewer::fhir::Bundle;
use gp_connect_viewer::gpconnect::{FoundPatient, Provider, TracedPatient};
use gp_connect_viewer::session::{Admission, NotOpened, OpenPatient};
use serde_json::{Value, json};

const OTHER: &str = "9990054347";

fn today() -> NaiveDate {
    now().date_naive()
}

fn national(json: &Value) -> Demographics {
    Demographics::of(&patient(json), Some(ODS), today())
}

fn local(json: &Value) -> Demographics {
    Demographics::of(&patient(json), Some("b82617"), today())
}

/// The row of one field, with a member changed on both sides; null leaves it out.
fn row(field: Field, place: &str, pds: Value, practice: Value) -> Verdict {
    let pds = with(at_pds(IMOGEN), place, pds);
    let practice = with(at_practice(IMOGEN, "2"), place, practice);
    let check = CrossCheck::compare(&national(&pds), &local(&practice));
    assert_eq!(check.rows.len(), 7);
    check.rows.into_iter().find(|row| row.field == field).unwrap().verdict
}

fn compare(field: Field, place: &str, pairs: &[(&str, &str, Verdict)]) {
    let value = |text: &str| if text.is_empty() { Value::Null } else { json!(text) };
    for (pds, practice, verdict) in pairs {
        assert_eq!(
            row(field, place, value(pds), value(practice)),
            *verdict,
            "{field:?}: {pds} and {practice}"
        );
    }
}

// proves: ARH-22 ARH-25 ARH-26 ARS-59 FND-12
#[test]
fn family_names_are_compared_without_case_accents_and_signs() {
    use Verdict::{Differs, NotSupplied, Same};
    compare(
        Field::FamilyName,
        "/name/0/family",
        &[
            ("Hartley", "HARTLEY", Same),
            ("O'Neil-Smyth", "O’NEIL SMYTH", Same),
            ("d'Arcy", "DARCY", Same),
            ("Siân", "SIAN", Same),
            ("Sia\u{302}n", "Siân", Same),
            ("Łukasiewicz", "Lukasiewicz", Same),
            ("Ŵyn", "WYN", Same),
            ("Strauß", "STRAUSS", Same),
            ("Müller", "Muller", Same),
            ("Şahin", "Sahin", Same),
            ("Đorđević", "Dordevic", Same),
            ("Björk-Åse", "BJORKASE", Same),
            ("山田", "山田", Same),
            ("Hartley", "Hartly", Differs),
            ("Hartley", "Hartley-Jones", Differs),
            ("Müller", "Mueller", Differs),
            ("山田", "山本", Differs),
            ("-", "'", Differs),
            ("-", "-", Same),
            ("Hartley", "", NotSupplied),
            ("", "Hartley", NotSupplied),
            ("", "", NotSupplied),
        ],
    );
}

// proves: ARH-22 ARH-26 ARS-59 FND-12
#[test]
fn the_first_given_name_counts_and_further_ones_where_both_have_them() {
    use Verdict::{Differs, NotSupplied, Same};
    for (pds, practice, verdict) in [
        (json!(["Imogen", "Rose"]), json!(["IMOGEN"]), Same),
        (json!(["Imogen"]), json!(["Imogen Rose"]), Same),
        (json!(["Imogen", "Rose"]), json!(["Imogen", "Rose"]), Same),
        (json!(["Jean-Paul"]), json!(["JEAN PAUL"]), Same),
        (json!(["Mary", "Ann"]), json!(["Maryann"]), Same),
        (json!(["Zoë"]), json!(["Zoe"]), Same),
        (json!(["Imogen", "Rose"]), json!(["Imogen", "Mary"]), Differs),
        (json!(["Imogen", "Rose"]), json!(["Rose"]), Differs),
        (json!(["Rose", "Imogen"]), json!(["Imogen", "Rose"]), Differs),
        (json!(["Anne-Marie"]), json!(["Anne"]), Differs),
        (json!(["Imogen"]), json!(["I"]), Differs),
        (json!(["Imogen"]), Value::Null, NotSupplied),
        (Value::Null, json!(["Imogen"]), NotSupplied),
    ] {
        let said = format!("{pds} and {practice}");
        assert_eq!(row(Field::GivenName, "/name/0/given", pds, practice), verdict, "{said}");
    }
}

// proves: ARH-22 ARH-25 ARH-26 ARS-59 FND-12
#[test]
fn birth_date_and_gender_are_compared_as_shown() {
    use Verdict::{Differs, NotSupplied, Same};
    compare(
        Field::Born,
        "/birthDate",
        &[
            ("1957-03-09", "1957-03-09", Same),
            ("1957-03-09", "1957-03-09T00:00:00+00:00", Same),
            ("1957-03-09", "1957-09-03", Differs),
            ("1957-03-09", "1957-03", Differs),
            ("1957-03-09", "1957", Differs),
            ("1957-03-09", "09/03/1957", Differs),
            ("1957-03-09", "", NotSupplied),
            ("", "1957-03-09", NotSupplied),
        ],
    );
    compare(
        Field::Gender,
        "/gender",
        &[
            ("female", "female", Same),
            ("other", "other", Same),
            ("female", "male", Differs),
            ("female", "unknown", Differs),
            ("unknown", "male", Differs),
            ("female", "F", Differs),
            // Nobody knows, on either side: that is not a match.
            ("unknown", "unknown", NotSupplied),
            ("female", "", NotSupplied),
            ("", "female", NotSupplied),
        ],
    );
}

// proves: ARH-22 FND-14
#[test]
fn a_death_on_one_side_is_a_difference_whichever_it_is() {
    use Verdict::{Differs, NotSupplied, Same};
    compare(
        Field::Died,
        "/deceasedDateTime",
        &[
            ("", "", Same),
            ("2026-11-07", "2026-11-07T09:15:00+00:00", Same),
            ("2026-11-07", "2026-11-08", Differs),
            ("2026-11-07", "2026", Differs),
            ("2026-11-07", "", Differs),
            ("", "2026-11-07", Differs),
        ],
    );
    let died = |pds, practice| row(Field::Died, "/deceasedBoolean", pds, practice);
    assert_eq!(died(json!(true), Value::Null), Differs);
    assert_eq!(died(Value::Null, json!(true)), Differs);
    assert_eq!(died(json!(false), Value::Null), Same);
    assert_eq!(died(json!(true), json!(true)), NotSupplied, "both know, neither says when");
    let dated = with(at_pds(IMOGEN), "/deceasedDateTime", json!("2026-11-07"));
    let undated = with(at_practice(IMOGEN, "2"), "/deceasedBoolean", json!(true));
    let check = CrossCheck::compare(&national(&dated), &local(&undated));
    assert_eq!(check.rows[6].verdict, NotSupplied);
    assert_eq!(check.rows[6].practice.as_deref(), Some("Date not given"));

    let practices = |pds: Option<&str>, practice: Option<&str>| {
        let mut sides = [national(&at_pds(IMOGEN)), local(&at_practice(IMOGEN, "2"))];
        sides[0].practice_ods = pds.map(str::to_owned);
        sides[1].practice_ods = practice.map(str::to_owned);
        CrossCheck::compare(&sides[0], &sides[1]).rows[5].verdict
    };
    assert_eq!(practices(Some("B82617"), Some("B82617")), Same);
    assert_eq!(practices(Some("B82617"), Some("Y90777")), Differs);
    assert_eq!(practices(Some("B82617"), None), NotSupplied);
}

/// They change too often to be compared; they are there for the eye.
// proves: FND-13 ARH-27
#[test]
fn another_address_or_telephone_number_is_no_difference() {
    let pds = national(&at_pds(IMOGEN));
    let mut practice = at_practice(IMOGEN, "2");
    practice["address"] = json!([{ "use": "home", "line": ["9 Other Road"], "postalCode": "ZZ99 9ZZ" }]);
    practice["telecom"] = json!([{ "system": "phone", "value": "01632 960999" }]);
    let practice = local(&practice);
    assert_ne!(practice.addresses, pds.addresses);
    let check = CrossCheck::compare(&pds, &practice);
    assert_eq!(check.differences().count(), 0);
    assert!(!check.needs_confirmation());
}

// proves: ARH-23 ARH-24
#[test]
fn a_difference_names_its_field_and_both_values() {
    let practice = with(at_practice(IMOGEN, "2"), "/birthDate", json!("1957-03-19"));
    let check = CrossCheck::compare(&national(&at_pds(IMOGEN)), &local(&practice));
    let differing: Vec<_> = check.differences().collect();
    assert_eq!(differing.len(), 1);
    assert_eq!(differing[0].field.label(), "Born");
    assert_eq!(differing[0].national.as_deref(), Some("09-Mar-1957"));
    assert_eq!(differing[0].practice.as_deref(), Some("19-Mar-1957"));
    assert!(check.needs_confirmation());
    for number in [json!(OTHER), Value::Null] {
        let other = with(at_practice(IMOGEN, "2"), "/identifier/0/value", number);
        assert!(!CrossCheck::compare(&national(&at_pds(IMOGEN)), &local(&other)).is_same_number());
    }
}

#[test]
fn a_number_that_stands_alone_is_not_enough() {
    let bare = json!({ "resourceType": "Patient", "id": "2", "gender": "female",
        "identifier": [{ "system": "https://fhir.nhs.uk/Id/nhs-number", "value": IMOGEN }] });
    let check = CrossCheck::compare(&national(&at_pds(IMOGEN)), &local(&bare));
    assert_eq!(check.differences().count(), 0);
    assert!(check.is_same_number() && !check.is_corroborated() && check.needs_confirmation());
}

fn check_of(found: &FoundPatient) -> CrossCheck {
    CrossCheck::compare(
        &Demographics::of(found.traced().patient(), Some(ODS), today()),
        &Demographics::of(found.patient(), Some(ODS), today()),
    )
}

fn found_with(place: &str, value: Value) -> FoundPatient {
    let traced = patients::traced(IMOGEN);
    FoundPatient::verify(&traced, ODS, patient(&with(at_practice(IMOGEN, "2"), place, value))).unwrap()
}

// proves: FND-12 ARH-24 ARH-05
#[test]
fn nothing_opens_unconfirmed_or_for_somebody_else() {
    let here = Arc::new(practice());
    let same = check_of(&FOUND);
    assert!(OpenPatient::open(FOUND.clone(), here.clone(), same.clone(), false).is_ok());

    let different = found_with("/name/0/family", json!("Hartwell"));
    let check = check_of(&different);
    let open =
        |confirmed| OpenPatient::open(different.clone(), here.clone(), check.clone(), confirmed).map(|_| ());
    assert_eq!(open(false), Err(NotOpened::NotConfirmed));
    assert_eq!(open(true), Ok(()));

    // Not even a person's word opens another number, another's check or another practice.
    let mut mismatch = local(&at_practice(IMOGEN, "2"));
    for number in [Some(OTHER.to_owned()), None] {
        mismatch.nhs_number = number;
        let check = CrossCheck::compare(&national(&at_pds(IMOGEN)), &mismatch);
        let opened = OpenPatient::open(FOUND.clone(), here.clone(), check, true);
        assert_eq!(opened.unwrap_err(), NotOpened::NumberMismatch);
    }
    let others = CrossCheck::compare(&national(&at_pds(OTHER)), &local(&at_practice(OTHER, "2")));
    let opened = OpenPatient::open(FOUND.clone(), here.clone(), others, true);
    assert_eq!(opened.unwrap_err(), NotOpened::NotThisPatient);
    let elsewhere = Arc::new(Provider { ods: "Y90002".into(), ..practice() });
    let opened = OpenPatient::open(FOUND.clone(), elsewhere.clone(), same.clone(), true);
    assert_eq!(opened.unwrap_err(), NotOpened::NotThisPatient);
    let visitor =
        FoundPatient::verify(&patients::traced(IMOGEN), "Y90002", patient(&at_practice(IMOGEN, "2")))
            .unwrap();
    let same_again = same.clone();
    let opened = OpenPatient::open(visitor, elsewhere, same, true);
    assert_eq!(opened.unwrap_err(), NotOpened::NotThisPatient, "found, but not at the registered practice");

    // A check made for another practice leaves the registered one out, and opens nothing.
    let lesser = CrossCheck::elsewhere(&national(&at_pds(IMOGEN)), &local(&at_practice(IMOGEN, "2")));
    let opened = OpenPatient::open(FOUND.clone(), here.clone(), lesser, true);
    assert_eq!(opened.unwrap_err(), NotOpened::NotThisPatient);

    let replaced = TracedPatient::admit(
        &patients::nhs_number("9990054525"),
        patient(&at_pds(IMOGEN)),
        now(),
        today(),
        false,
    )
    .unwrap();
    let replaced = FoundPatient::verify(&replaced, ODS, patient(&at_practice(IMOGEN, "2"))).unwrap();
    let check = check_of(&replaced);
    let open =
        |confirmed| OpenPatient::open(replaced.clone(), here.clone(), check.clone(), confirmed).map(|_| ());
    assert_eq!(open(false), Err(NotOpened::NotConfirmed), "a replaced number is confirmed by a person");
    assert_eq!(open(true), Ok(()));
    let opened = OpenPatient::open(replaced.clone(), here.clone(), check.clone(), true).unwrap();
    assert_eq!(
        opened.confirmed_on_opening().sentences(),
        [
            "NHS number: you searched for 999 005 4525, and the national record (PDS) has replaced it with 999 005 4320."
        ]
    );
    let plain = OpenPatient::open(FOUND.clone(), here, same_again, false).unwrap();
    assert!(plain.confirmed_on_opening().is_empty(), "nobody had to confirm anything");
}

// proves: FL-04 FL-05 ARH-22 ARH-24 ARS-59
#[test]
fn every_later_answer_is_judged() {
    let different = found_with("/name/0/family", json!("Hartwell"));
    let check = check_of(&different);
    let open = OpenPatient::open(different, Arc::new(practice()), check, true).unwrap();
    let confirmed = open.confirmed_on_opening();
    let admit = |place: &str, value: Value| {
        let answer = with(with(at_practice(IMOGEN, "9"), "/name/0/family", json!("HARTWELL")), place, value);
        open.admit(&local(&answer), &confirmed)
    };
    let is_marked = |admission: Admission| matches!(admission, Admission::Admitted(Likeness::Confirmed(check)) if check.differences().count() == 1);
    assert!(is_marked(admit("/id", json!("77"))), "not asked again, whatever its case, and marked");
    assert_eq!(
        admit("/name/0/family", json!("Hartley")),
        Admission::Admitted(Likeness::Alike),
        "no difference at all"
    );
    assert!(is_marked(admit("/birthDate", Value::Null)), "not supplied is no difference");
    for (place, value, field) in [
        ("/name/0/family", json!("Hartman"), Field::FamilyName),
        ("/name/0/given", json!(["Rose"]), Field::GivenName),
        ("/birthDate", json!("1957-03-10"), Field::Born),
        ("/gender", json!("male"), Field::Gender),
        ("/deceasedDateTime", json!("2026-11-20"), Field::Died),
        ("/deceasedBoolean", json!(true), Field::Died),
    ] {
        match admit(place, value) {
            Admission::Admitted(Likeness::Asks(check)) => {
                assert!(check.differences().any(|row| row.field == field), "{place}")
            }
            other => panic!("{place}: {other:?}"),
        }
    }
    for value in [json!(OTHER), Value::Null] {
        assert_eq!(admit("/identifier/0/value", value), Admission::Mismatch);
    }
    let mut moved = local(&at_practice(IMOGEN, "2"));
    moved.practice_ods = Some("Y90777".into());
    assert!(matches!(open.admit(&moved, &confirmed), Admission::Admitted(Likeness::Asks(_))));
}

// proves: L-26
#[test]
fn a_death_that_only_the_practice_knows_reaches_the_banner() {
    let died = found_with("/deceasedDateTime", json!("2026-11-18"));
    let check = check_of(&died);
    let open = OpenPatient::open(died, Arc::new(practice()), check, true).unwrap();
    let banner = open.demographics();
    assert!(banner.has_died);
    assert_eq!(banner.deceased.unwrap().text(), "2026-11-18");
    assert_eq!(banner.family.as_deref(), Some("Hartley"), "everything else is the national record's");
}

// proves: ARH-25
#[test]
fn the_practice_code_of_an_answer_is_found_where_it_stands() {
    let organization = |id: &str, ods: &str| {
        json!({ "resourceType": "Organization", "id": id,
        "identifier": [{ "system": "http://fhir.nhs.net/Id/ods-organization-code", "value": ods }] })
    };
    let person = |change: &[(&str, Value)]| {
        let start = with(at_practice(IMOGEN, "2"), "/managingOrganization", Value::Null);
        change.iter().fold(start, |json, (place, value)| with(json, place, value.clone()))
    };
    let reference = |target: &str| json!({ "reference": target });
    let gp = json!({ "resourceType": "Practitioner", "id": "1",
        "practitionerRole": [{ "managingOrganization": { "reference": "Organization/7" } }] });
    let role = json!({ "resourceType": "PractitionerRole", "id": "r", "practitioner": { "reference": "Practitioner/1" },
        "organization": { "reference": "Organization/8" } });
    let composition =
        |custodian: &str| json!({ "resourceType": "Composition", "custodian": { "reference": custodian } });
    let both = [organization("7", "B82617"), organization("8", "Y90777")];
    let code = |resources: &[Value]| {
        let bundle = Bundle::read(patients::searchset(resources).as_bytes()).unwrap();
        Demographics::in_bundle(&bundle, today()).and_then(|it| it.practice_ods)
    };
    let bundle = |person: Value, more: &[Value]| [&[person], &both[..], more].concat();

    let managing = [("/managingOrganization", reference("Organization/8/_history/1"))];
    assert_eq!(code(&bundle(person(&managing), &[composition("Organization/7")])).as_deref(), Some("Y90777"));
    assert_eq!(code(&bundle(person(&[]), &[composition("Organization/7")])).as_deref(), Some("B82617"));
    let with_gp = [("/generalPractitioner", json!([reference("Practitioner/1")]))];
    let broken = composition("Hl7.Fhir.Model.Organization");
    assert_eq!(code(&bundle(person(&with_gp), &[broken.clone(), gp])).as_deref(), Some("B82617"));
    let plain_gp = json!({ "resourceType": "Practitioner", "id": "1" });
    assert_eq!(code(&bundle(person(&with_gp), &[plain_gp, role])).as_deref(), Some("Y90777"));
    assert_eq!(code(&bundle(person(&[]), &[broken])), None, "two organisations and nothing that chooses");
    assert_eq!(code(&[person(&[]), organization("9", "b82617")]).as_deref(), Some("B82617"), "the only one");
    assert!(
        Demographics::in_bundle(
            &Bundle::read(patients::searchset(&[person(&[]), person(&[])]).as_bytes()).unwrap(),
            today()
        )
        .is_none()
    );
}
