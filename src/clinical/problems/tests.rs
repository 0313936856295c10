use super::*;
use crate::clinical::area::WarningKind;
use crate::fhir::Bundle;

const SIGNIFICANCE: &str =
    "https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-ProblemSignificance-1";
const RELATED: &str =
    "https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-RelatedProblemHeader-1";
const LINKED: &str =
    "https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-RelatedClinicalContent-1";
const ACTUAL: &str = "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-ActualProblem-1";

fn condition(id: &str, status: &str, significance: &str, more: &str, rest: &str) -> String {
    format!(
        r#"{{"resourceType":"Condition","id":"{id}","extension":[{{"url":"{SIGNIFICANCE}","valueCode":"{significance}"}}{more}],
        "clinicalStatus":"{status}","code":{{"coding":[{{"display":"Problem {id}"}}]}}{rest}}}"#
    )
}

fn link(target: &str) -> String {
    format!(r#",{{"url":"{LINKED}","valueReference":{target}}}"#)
}

fn related(kind: &str, target: &str) -> String {
    format!(
        r#",{{"url":"{RELATED}","extension":[{{"url":"type","valueCode":"{kind}"}},
        {{"url":"target","valueReference":{{"reference":"Condition/{target}"}}}}]}}"#
    )
}

fn list(ids: &[&str]) -> String {
    let entries: Vec<String> =
        ids.iter().map(|id| format!(r#"{{"item":{{"reference":"Condition/{id}"}}}}"#)).collect();
    format!(
        r#"{{"resourceType":"List","code":{{"coding":[{{"code":"717711000000103"}}]}},"entry":[{}]}}"#,
        entries.join(",")
    )
}

fn problems(resources: &[String]) -> (State<Problems, (), Warning>, BTreeSet<usize>) {
    let entries: Vec<String> = resources.iter().map(|json| format!(r#"{{"resource":{json}}}"#)).collect();
    let json = format!(r#"{{"resourceType":"Bundle","entry":[{}]}}"#, entries.join(","));
    read(&Index::new(&Bundle::read(json.as_bytes()).unwrap()))
}

fn present(resources: &[String]) -> Problems {
    problems(resources).0.present().unwrap()
}

fn terms(problems: &[Problem]) -> Vec<&str> {
    problems.iter().map(|problem| problem.term.as_str()).collect()
}

#[test]
fn active_and_major_come_first_and_in_doubt_a_problem_is_active() {
    let read = present(&[
        list(&["a", "b", "c", "d", "e"]),
        condition("a", "inactive", "major", "", r#","onsetDateTime":"2020""#),
        condition("b", "active", "minor", "", r#","onsetDateTime":"2021""#),
        condition("c", "active", "Major", "", r#","onsetDateTime":"2011-04-02""#),
        condition("d", "active", "major", "", r#","assertedDate":"2019-04""#),
        condition("e", "relapse", "", "", ""),
    ]);
    assert_eq!(terms(&read.items), ["Problem d", "Problem c", "Problem e", "Problem b", "Problem a"]);
    let groups: Vec<Group> = read.items.iter().map(Problem::group).collect();
    assert_eq!(
        groups,
        [Group::ActiveMajor, Group::ActiveMajor, Group::Active, Group::ActiveMinor, Group::Inactive]
    );
    assert_eq!(read.items[2].status.words(), "relapse");
}

// proves: ARS-20 ARS-43
#[test]
fn a_problem_that_only_came_with_others_stands_apart() {
    let apart = r#"{"resourceType":"List","title":"Problems - linked problems not relating to the primary query",
        "note":[{"text":"Items excluded due to confidentiality and/or patient preferences."}],
        "entry":[{"item":{"reference":"Condition/b"}}]}"#;
    let (state, positions) = problems(&[
        list(&["a"]),
        condition("a", "active", "major", &related("sibling", "b"), ""),
        condition("b", "inactive", "minor", "", ""),
        apart.to_owned(),
    ]);
    assert_eq!(positions, BTreeSet::from([0, 1, 2, 3]));
    let State::Present { items, warnings } = state else { panic!("present") };
    assert_eq!((terms(&items.items), terms(&items.apart)), (vec!["Problem a"], vec!["Problem b"]));
    let headings: Vec<String> = warnings.iter().map(Warning::heading).collect();
    assert_eq!(
        headings,
        ["Problems linked from other items: items withheld", "Problems: entries outside the list"]
    );
}

// proves: ARS-21
#[test]
fn related_problems_are_named_from_both_sides() {
    let read = present(&[
        list(&["a", "b", "c"]),
        condition("a", "active", "major", &(related("Parent", "b") + &related("child", "c")), ""),
        condition("b", "active", "minor", "", ""),
        condition("c", "inactive", "minor", &(related("parent", "a") + &related("sibling", "gone")), ""),
    ]);
    let of = |term: &str| {
        let problem = read.items.iter().find(|problem| problem.term == term).unwrap();
        problem.related.iter().map(|one| (one.relation.as_str(), one.term.as_str())).collect::<Vec<_>>()
    };
    assert_eq!(of("Problem a"), [("Parent problem", "Problem b"), ("Child problem", "Problem c")]);
    assert_eq!(of("Problem b"), [("Child problem", "Problem a")]);
    assert_eq!(
        of("Problem c"),
        [("Parent problem", "Problem a"), ("Sibling problem", "Not included in this response")]
    );
}

// proves: ARS-40 ARS-67
#[test]
fn linked_items_are_named_and_what_is_missing_is_said_in_place() {
    let links = [
        r#"{"reference":"MedicationRequest/m"}"#,
        r#"{"reference":"MedicationRequest/m"}"#,
        r#"{"reference":"ProcedureRequest/r"}"#,
        r#"{"display":"Referral items are not supported by the provider system"}"#,
        r#"{"reference":"Test Request items are not supported by the provider system"}"#,
        r#"{"reference":"Encounter/gone"}"#,
    ];
    let links: String = links.iter().map(|target| link(target)).collect();
    let actual = format!(r#",{{"url":"{ACTUAL}","valueReference":{{"reference":"Observation/o"}}}}"#);
    let read = present(&[
        list(&["a"]),
        condition("a", "active", "major", &(links + &actual), ""),
        r#"{"resourceType":"MedicationRequest","id":"m","intent":"plan","medicationCodeableConcept":{"text":"Apixaban 5mg tablets"},
            "dosageInstruction":[{"text":"one twice a day"}]}"#
            .to_owned(),
        r#"{"resourceType":"ProcedureRequest","id":"r","intent":"plan","code":{"text":"Influenza vaccination"}}"#.to_owned(),
        r#"{"resourceType":"Observation","id":"o","code":{"text":"Atrial fibrillation"},"comment":"since spring"}"#.to_owned(),
    ]);
    let problem = &read.items[0];
    let words: Vec<&str> = problem
        .links
        .iter()
        .map(|link| match link {
            Link::Item(item) => item.text.parts().0.as_str(),
            Link::Words(words) => words,
        })
        .collect();
    assert_eq!(
        words,
        [
            "Referral items are not supported by the provider system",
            "Test Request items are not supported by the provider system",
            "Encounter: not included in this response",
            "Apixaban 5mg tablets – one twice a day",
            "Planned: Influenza vaccination",
        ]
    );
    assert!(matches!(&problem.is, Some(Link::Item(item)) if item.comment.as_deref() == Some("since spring")));
    assert_eq!(problem.link_counts(), "Medication 1, Planned 1, not in this response 3");
}

// proves: ARS-22 ARS-40
#[test]
fn an_empty_list_and_words_in_place_of_a_problem_are_told_apart() {
    let State::Empty(words) = problems(&[list(&[])]).0 else { panic!("empty") };
    assert!(words.contains("information not available"));
    let (state, _) = problems(&[list(&["gone"])]);
    let State::Present { items, warnings } = state else { panic!("present") };
    assert_eq!(items.not_included, ["Not included in this response"]);
    assert_eq!(warnings[0].kind, WarningKind::NotIncluded);
    assert!(matches!(problems(&[]).0, State::NotSupported(_)));
}

// proves: FR-11 ARS-23 ARS-26
#[test]
fn a_problem_whose_code_says_nothing_is_called_what_was_recorded() {
    let lost = r#","code":{"coding":[{"system":"http://snomed.info/sct","code":"196411000000103","display":"Transfer-degraded record entry"}],"text":"Textual Problem"}"#;
    let note = r#","note":[{"text":"H/O: heparin allergy\nOriginal text: H/O: heparin allergy"}]"#;
    // The same term wherever the problem is named.
    let textual = condition("a", "active", "major", "", &format!("{lost}{note}"));
    let other = condition("b", "active", "major", &related("parent", "a"), "");
    let all = present(&[list(&["a", "b"]), textual, other]);
    let one = all.items.iter().find(|one| one.key == 1).unwrap();
    assert_eq!((one.term.as_str(), one.is_degraded), ("H/O: heparin allergy", true));
    let other = all.items.iter().find(|one| one.key == 2).unwrap();
    assert_eq!(other.related[0].term, "H/O: heparin allergy");
    let bare = condition("a", "active", "major", "", lost);
    assert_eq!(terms(&present(&[list(&["a"]), bare]).items), ["Problem not named (Textual Problem)"]);
}

#[test]
fn a_problem_in_words_says_how_it_stands_and_since_when() {
    let sent =
        condition("a", "active", "major", "", r#","onsetDateTime":"2019-03-03","assertedDate":"2019-03-04""#);
    let found = present(&[list(&["a"]), sent]);
    let words = found.items[0].in_words();
    assert!(words.contains("Problem: Active, major. Began 03-Mar-2019, recorded 04-Mar-2019."), "{words}");
    let bare = present(&[list(&["a"]), condition("a", "inactive", "minor", "", "")]).items[0].in_words();
    assert!(bare.contains("Problem: Inactive, minor. Began: not recorded"), "{bare}");
}
