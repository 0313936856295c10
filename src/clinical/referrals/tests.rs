use super::*;
use crate::clinical::area::WarningKind;
use crate::fhir::Bundle;

fn read_all(resources: &[&str]) -> (State<Referrals, (), Warning>, BTreeSet<usize>) {
    let entries: Vec<String> = resources.iter().map(|json| format!(r#"{{"resource":{json}}}"#)).collect();
    let json = format!(r#"{{"resourceType":"Bundle","entry":[{}]}}"#, entries.join(","));
    read(&Index::new(&Bundle::read(json.as_bytes()).unwrap()))
}

const LIST: &str = r#"{"resourceType":"List","code":{"coding":[{"code":"792931000000107"}]},
    "entry":[{"item":{"reference":"ReferralRequest/r"}}]}"#;
const REFERRAL: &str = r#"{"resourceType":"ReferralRequest","id":"r","status":"active","intent":"order","priority":"asap",
    "identifier":[{"system":"https://fhir.nhs.uk/Id/UBRN","value":"000000070000"}],"authoredOn":"2026-11-02",
    "reasonCode":[{"text":"Chest pain"},{"text":"Family history of angina"}],"specialty":{"text":"Cardiology"},
    "requester":{"agent":{"reference":"Practitioner/1"},"onBehalfOf":{"display":"Millbrook Surgery"}},
    "recipient":[{"reference":"HealthcareService/h"},{"display":"Dr Bray"}],"description":"Please see soon",
    "supportingInfo":[{"reference":"DocumentReference/d"}],"note":[{"text":"Mode:Written"}]}"#;

// proves: ARS-53 ARS-28 ARS-23
#[test]
fn a_referral_says_what_was_asked_of_whom_and_never_how_it_stands() {
    let (state, positions) = read_all(&[
        LIST,
        REFERRAL,
        r#"{"resourceType":"HealthcareService","id":"h","name":"Chest pain clinic"}"#,
        r#"{"resourceType":"Practitioner","id":"1","name":[{"family":"Adeyemi"}]}"#,
        r#"{"resourceType":"DocumentReference","id":"d","description":"Letter","created":"2026-11-03"}"#,
    ]);
    let referrals = state.present().unwrap();
    let one = &referrals.items[0];
    assert_eq!(
        (one.term.as_str(), one.more.as_slice()),
        ("Chest pain", ["Family history of angina".to_owned()].as_slice())
    );
    assert_eq!(one.recipients, ["Chest pain clinic", "Dr Bray"]);
    assert_eq!(one.priority.as_deref(), Some("As soon as possible"));
    assert_eq!(one.documents, ["Letter (03-Nov-2026)"]);
    assert_eq!(one.ubrn.as_deref(), Some("000000070000"));
    assert_eq!(one.services, ["Cardiology"]);
    assert!(one.marks.is_empty());
    assert_eq!(positions, BTreeSet::from([0, 1, 2, 3]));
    let shown = format!("{referrals:?}").to_lowercase();
    assert!(!shown.contains("active") && !shown.contains("current"), "{shown}");
}

// proves: ARS-53 ARS-66 ARS-67
#[test]
fn only_a_cancellation_and_an_error_are_said_and_a_bare_referral_keeps_its_row() {
    let list = r#"{"resourceType":"List","code":{"coding":[{"code":"792931000000107"}]},"entry":[
        {"item":{"reference":"ReferralRequest/a"}},{"item":{"reference":"ReferralRequest/b"}},{"item":{"reference":"ReferralRequest/x"}}]}"#;
    let (state, _) = read_all(&[
        list,
        r#"{"resourceType":"ReferralRequest","id":"a"}"#,
        r#"{"resourceType":"ReferralRequest","id":"b","status":"cancelled","authoredOn":"2020"}"#,
        r#"{"resourceType":"ReferralRequest","id":"c","status":"entered-in-error","authoredOn":"2021"}"#,
    ]);
    let State::Present { items, warnings } = state else { panic!("present") };
    let rows: Vec<(usize, String)> = items.items.iter().map(|one| (one.key, one.marks.words())).collect();
    assert_eq!(rows, [(2, "Cancelled".to_owned()), (1, String::new())]);
    assert_eq!((items.apart[0].key, items.apart[0].marks.words().as_str()), (3, "Entered in error"));
    let kinds: Vec<&WarningKind> = warnings.iter().map(|warning| &warning.kind).collect();
    assert_eq!(kinds, [&WarningKind::NotIncluded, &WarningKind::OutsideList]);
}
