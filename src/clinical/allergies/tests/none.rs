//! The several kinds of none, and what the banner says of each.

use super::sent::*;
use crate::clinical::State;
use crate::clinical::allergies::*;
use crate::clinical::area::WarningKind::Confidential;

// proves: ARS-22 ARS-29
#[test]
fn two_empty_lists_are_no_statement_that_there_is_none() {
    let note = r#","note":[{"text":"Information not available"}]"#;
    let (state, _) = read(&[empty("886921000000105", note), empty("1103671000000101", "")]);
    let State::Empty(words) = &state else { panic!("{state:?}") };
    assert!(words.starts_with("No allergy information recorded in the GP record"), "{words}");
    assert!(words.contains("no entry of either kind"));
    assert!(!words.to_lowercase().contains("no known"));
    assert_eq!(banner(&state), BannerAllergies::NotRecorded { remark: None });
    let (state, _) = read(&[empty("886921000000105", note)]);
    assert!(matches!(&state, State::Empty(words) if words.contains("ended allergies was not supplied")));
}

// proves: ARS-29
#[test]
fn no_known_allergy_is_a_statement_by_code_and_no_allergen() {
    let (items, _) = present(&[
        active(&["AllergyIntolerance/a"]),
        allergy("a", "active", &snomed("716186003", "No known allergy"), ""),
        practitioner(),
    ]);
    assert!(items.active.is_empty());
    assert_eq!(items.none_active(), None);
    let statement = &items.no_known[0];
    assert_eq!((statement.words.as_str(), statement.is_general), ("No known allergy", true));
    assert_eq!(statement.recorder.as_ref().map(|who| who.name.as_str()), Some("Dr Ferris"));
    assert_eq!(
        banner(&State::Present { items, warnings: vec![] }),
        BannerAllergies::NoKnown { warning: None }
    );
}

// proves: ARS-29
#[test]
fn a_statement_about_one_kind_or_in_words_only_is_not_the_title() {
    for (code, words) in [
        (snomed("429625007", "No known food allergy"), "No known food allergy"),
        (r#"{"text":"NKDA"}"#.to_owned(), "NKDA"),
    ] {
        let (items, _) = present(&[active(&["AllergyIntolerance/a"]), allergy("a", "active", &code, "")]);
        assert!(items.none_active().is_some());
        assert_eq!(
            banner(&State::Present { items, warnings: vec![] }),
            BannerAllergies::NotRecorded { remark: Some(format!("Recorded only: {words}")) }
        );
    }
    // Words that go on are an allergen.
    assert_eq!(
        one(allergy("a", "active", r#"{"text":"No known allergies except latex"}"#, "")).agent,
        "No known allergies except latex"
    );
}

// proves: ARS-29
#[test]
fn a_contradicted_statement_shows_both_and_is_flagged() {
    let (items, _) = present(&[
        active(&["AllergyIntolerance/a", "AllergyIntolerance/b"]),
        allergy("a", "active", &snomed("716186003", "No known allergy"), ""),
        allergy("b", "active", &coded("Penicillin"), ""),
    ]);
    assert!(items.is_contradicted());
    assert_eq!((items.no_known.len(), items.active.len()), (1, 1));
    let shown = banner(&State::Present { items, warnings: vec![] });
    let BannerAllergies::Known { allergies, warning } = shown else { panic!("{shown:?}") };
    assert_eq!(allergies[0].agent, "Penicillin");
    assert_eq!(warning.as_deref(), Some("“No known allergy” is recorded too"));
}

// proves: ARS-19 ARS-22
#[test]
fn an_empty_list_with_a_warning_is_withheld() {
    let (state, _) = read(&[withheld("886921000000105"), empty("1103671000000101", "")]);
    let State::Withheld(warnings) = &state else { panic!("{state:?}") };
    assert_eq!(warnings.len(), 1);
    assert_eq!((&warnings[0].kind, warnings[0].text.as_str()), (&Confidential, CONFIDENTIAL));
    assert_eq!(warnings[0].heading(), "Allergies: items withheld");
    assert!(matches!(banner(&state), BannerAllergies::Unavailable { .. }));
}

// proves: ARS-29
#[test]
fn a_statement_beside_withheld_items_is_not_relied_on() {
    let warning = format!(r#","extension":[{{"url":"{WARNING}","valueCode":"confidential-items"}}]"#);
    let (items, warnings) = present(&[
        list("886921000000105", &["AllergyIntolerance/a"], &warning),
        allergy("a", "active", &snomed("716186003", "No known allergy"), ""),
    ]);
    assert_eq!(
        banner(&State::Present { items, warnings }),
        BannerAllergies::Unavailable {
            reason: "Some items are withheld, though “No known allergy” is recorded".into()
        }
    );
}

// proves: ARS-18 L-20 L-21
#[test]
fn an_area_that_did_not_come_is_never_empty() {
    let (state, _) = read(&[practitioner()]);
    let State::NotSupported(words) = &state else { panic!("{state:?}") };
    assert_eq!(
        words,
        "Allergies could not be supplied by this GP practice system. This does not mean that nothing is recorded."
    );
    assert!(matches!(banner(&state), BannerAllergies::Unavailable { .. }));
    // Switched off: the outcome wins over the empty list beside it (structured digest 2.9).
    let outcome = r#"{"resourceType":"OperationOutcome","issue":[{"severity":"warning","code":"not-supported",
        "details":{"text":"includeAllergies has been disabled"},"diagnostics":"includeAllergies"}]}"#;
    let (state, _) = read(&[empty("886921000000105", ""), empty("1103671000000101", ""), outcome.into()]);
    let State::NotSupported(words) = &state else { panic!("{state:?}") };
    assert!(words.contains("includeAllergies has been disabled"), "{words}");
}

#[test]
fn the_banner_tells_every_state_apart() {
    let states: [Read; 6] = [
        State::NotRequested,
        State::Loading,
        State::Failed(()),
        State::Withheld(vec![]),
        State::NotSupported("words".into()),
        State::Empty("words".into()),
    ];
    let shown: Vec<BannerAllergies> = states.iter().map(banner).collect();
    for (at, one) in shown.iter().enumerate() {
        assert!(shown.iter().skip(at + 1).all(|other| other != one), "{one:?}");
    }
    assert_eq!(shown[2], BannerAllergies::Unavailable { reason: "failed".into() });
}

#[test]
fn the_banner_names_the_reaction() {
    let reaction = r#","reaction":[{"manifestation":[{"text":"Anaphylaxis"}],"severity":"severe"}]"#;
    let (items, warnings) =
        present(&[active(&["AllergyIntolerance/a"]), allergy("a", "active", &coded("Penicillin"), reaction)]);
    let BannerAllergies::Known { allergies, warning } = banner(&State::Present { items, warnings }) else {
        panic!()
    };
    assert_eq!(
        allergies[0],
        BannerAllergy {
            agent: "Penicillin".into(),
            reaction: Some("Anaphylaxis, severe".into()),
            updated: Some("07-May-2012".into()),
            is_drug: true,
            is_severe: true,
        }
    );
    assert_eq!(warning, None);
}

// proves: FR-17 ARS-29
#[test]
fn a_reaction_that_says_nothing_leaves_the_statement() {
    let flavour = |code: &str| {
        format!(
            r#","reaction":[{{"manifestation":[{{"coding":[{{"system":"http://hl7.org/fhir/v3/NullFlavor","code":"{code}"}}]}}]}}]"#
        )
    };
    let statement = snomed("716186003", "No known allergy");
    for reaction in [flavour("NI"), flavour("UNK"), flavour("ASKU"), r#","reaction":[{}]"#.to_owned()] {
        let (items, _) =
            present(&[active(&["AllergyIntolerance/a"]), allergy("a", "active", &statement, &reaction)]);
        assert_eq!((items.no_known.len(), items.active.len()), (1, 0), "{reaction}");
        let shown = banner(&State::Present { items, warnings: vec![] });
        assert_eq!(shown, BannerAllergies::NoKnown { warning: None });
    }
    // What says anything at all is not a statement that there is none.
    for reaction in [
        r#","reaction":[{"description":"Rash"}]"#,
        r#","reaction":[{"severity":"severe"}]"#,
        r#","reaction":[{"substance":{"text":"Penicillin"}}]"#,
        r#","reaction":[{"note":[{"text":"Swelling"}]}]"#,
    ] {
        let (items, _) =
            present(&[active(&["AllergyIntolerance/a"]), allergy("a", "active", &statement, reaction)]);
        assert_eq!((items.no_known.len(), items.active.len()), (0, 1), "{reaction}");
    }
}

// proves: FR-04
#[test]
fn an_entry_in_error_is_no_allergy_and_no_statement() {
    for (code, more) in [
        (coded("Penicillin"), r#","verificationStatus":"entered-in-error""#),
        (snomed("716186003", "No known allergy"), r#","verificationStatus":"entered-in-error""#),
        (coded("Penicillin"), r#","clinicalStatus":"entered-in-error""#),
    ] {
        let (items, _) = present(&[active(&["AllergyIntolerance/a"]), allergy("a", "active", &code, more)]);
        assert_eq!((items.active.len(), items.ended.len(), items.no_known.len()), (0, 0, 0));
        assert_eq!(items.in_error[0].remarks, ["Entered in error"]);
        let shown = banner(&State::Present { items, warnings: vec![] });
        assert_eq!(shown, BannerAllergies::NotRecorded { remark: None });
    }
}
