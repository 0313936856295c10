use super::*;
use crate::fhir::{Bundle, Index};

fn read(members: &str) -> Observed {
    let json = format!(
        r#"{{"resourceType":"Bundle","entry":[{{"resource":{{"resourceType":"Observation",{members}}}}}]}}"#
    );
    let bundle = Bundle::read(json.as_bytes()).unwrap();
    let index = Index::new(&bundle);
    let placing = Placing::new(&index);
    let (position, sent) = bundle.each::<Observation>().next().unwrap();
    Observed::read(&placing, position, sent)
}

// proves: ARS-23 ARS-48 ARS-50
#[test]
fn value_comparator_unit_range_interpretation_and_comment_stand_in_one_row() {
    let row = read(
        r#""status":"final","code":{"coding":[{"display":"Serum CRP"}]},"effectiveDateTime":"2024-03",
        "valueQuantity":{"value":0.50,"comparator":"<","unit":"mg/L"},
        "referenceRange":[{"low":{"value":0.0},"high":{"value":5.0,"unit":"mg/L"},"type":{"text":"Normal"}},{"text":"< 10"}],
        "interpretation":{"coding":[{"system":"http://hl7.org/fhir/v2/0078","code":"N"}]},
        "comment":"Severity : mild\r\n  second line\r\n","bodySite":{"text":"Left arm"},"method":{"text":"Assay"}"#,
    );
    assert_eq!(row.term.words(), "Serum CRP");
    assert_eq!(row.date.as_ref().map(format::date).as_deref(), Some("Mar-2024"));
    assert_eq!(row.measured.words(), "<0.50 mg/L");
    assert!(row.measured.parts().0.amount().unwrap().is_bound);
    assert_eq!(
        row.ranges.iter().map(ReferenceRange::text).collect::<Vec<_>>(),
        ["Normal: 0.0 to 5.0 mg/L", "< 10"]
    );
    assert_eq!(row.interpretation, Some(Interpretation { words: "Normal".to_owned(), is_abnormal: false }));
    assert_eq!(row.comment.as_deref(), Some("Severity : mild\n  second line"));
    assert_eq!((row.site.as_deref(), row.method.as_deref()), (Some("Left arm"), Some("Assay")));
    assert!(row.measured.parts().1.is_empty());
}

// proves: ARS-48
#[test]
fn an_interpretation_is_read_from_code_or_words_and_never_worked_out() {
    for (sent, words, is_abnormal) in [
        (r#"{"text":"HI - Above high reference limit"}"#, "HI - Above high reference limit", true),
        (r#"{"text":"LO - Below low reference limit"}"#, "LO - Below low reference limit", true),
        (r#"{"text":"OR - Outside reference range"}"#, "OR - Outside reference range", true),
        (
            r#"{"coding":[{"system":"x","code":"PA","display":"Potentially abnormal"}]}"#,
            "Potentially abnormal",
            true,
        ),
        (r#"{"coding":[{"system":"x","code":"H"}]}"#, "High", true),
        (r#"{"coding":[{"system":"x","code":"3442003","display":"Better"}]}"#, "Better", false),
    ] {
        let row = read(&format!(r#""interpretation":{sent}"#));
        assert_eq!(row.interpretation, Some(Interpretation { words: words.to_owned(), is_abnormal }));
    }
    let row = read(r#""valueQuantity":{"value":99},"referenceRange":[{"high":{"value":5}}]"#);
    assert_eq!(row.interpretation, None);
}

// proves: ARS-47 ARS-48
#[test]
fn a_value_that_is_not_there_says_why() {
    for (sent, words) in [
        (
            r#"{"coding":[{"system":"http://hl7.org/fhir/data-absent-reason","code":"unknown"}]}"#,
            "Not recorded",
        ),
        (r#"{"coding":[{"system":"x","code":"error"}]}"#, "Not recorded: error"),
        (r#"{"text":"Specimen haemolysed"}"#, "Not recorded: Specimen haemolysed"),
    ] {
        let row = read(&format!(r#""dataAbsentReason":{sent}"#));
        assert_eq!(*row.measured.parts().0, Measured::Absent(words.to_owned()));
    }
    assert_eq!(*read(r#""status":"final""#).measured.parts().0, Measured::Nothing);
}

// proves: ARS-26 ARS-47
#[test]
fn parts_keep_their_labels_and_an_empty_one_is_none() {
    let row = read(
        r#""code":{"text":"Fall at work","coding":[{"code":"196411000000103"}]},"component":[
        {"code":{"text":"Referred by"},"valueString":"Walk-in centre"},{"code":{}},{"code":{"text":"Reason"}}]"#,
    );
    assert!(row.term.parts().1.has(&Mark::Uncoded));
    assert_eq!(row.code, None);
    let parts: Vec<_> =
        row.parts.iter().map(|part| (part.term.as_str(), part.measured.parts().0.words())).collect();
    assert_eq!(parts, [("Referred by", Some("Walk-in centre")), ("Reason", None)]);
}

// proves: ARS-23 ARS-26
#[test]
fn the_original_text_in_a_comment_is_the_term_where_the_code_was_lost() {
    let lost = r#""code":{"coding":[{"system":"http://snomed.info/sct","code":"196411000000103",
        "display":"Transfer-degraded record entry"}]}"#;
    let row = read(&format!(r#"{lost},"comment":"Original text: Happy puppet syndrome\nSeen again""#));
    assert_eq!(row.term.parts().0, "Happy puppet syndrome");
    assert!(row.term.parts().1.has(&Mark::Uncoded));
    assert!(row.comment.unwrap().ends_with("Seen again"));
    assert_eq!(
        read(&format!(r#"{lost},"comment":"Seen again""#)).term.parts().0,
        "Transfer-degraded record entry"
    );
    let known = r#""code":{"text":"Asthma"},"comment":"Original text: wheeze""#;
    assert_eq!(read(known).term.words(), "Asthma");
}

// proves: ARS-48
#[test]
fn an_interpretation_that_only_the_comment_has_counts_too() {
    let read = |more: &str| read(&format!(r#""code":{{"text":"FT1"}},{more}"#)).interpretation;
    let marked =
        read(r#""comment":"Original text: FT1\nInterpretation Code: Above high reference limit\nFasting""#);
    assert_eq!(
        marked.map(|sent| (sent.words, sent.is_abnormal)),
        Some(("Above high reference limit".to_owned(), true))
    );
    let normal = read(r#""comment":"Interpretation Code: Normal""#).unwrap();
    assert!(!normal.is_abnormal);
    let coded =
        r#""interpretation":{"coding":[{"code":"L"}],"text":"Low"},"comment":"Interpretation Code: Normal""#;
    assert_eq!(read(coded).unwrap().words, "Low");
    assert_eq!(read(r#""comment":"No interpretation""#), None);
}

fn in_comment(comment: &str) -> Observed {
    read(&format!(
        r#""code":{{"coding":[{{"code":"1","display":"Serum potassium level"}}]}},"comment":"{comment}""#
    ))
}

// proves: FR-03 ARS-48 ARS-50
#[test]
fn a_result_in_the_words_of_a_comment_is_a_result_and_the_comment_stays_whole() {
    let comment = r"Value: 6.9 mmol/L\nReference range: 3.5 - 5.3\nInterpretation Code: Above high reference limit\nTelephoned";
    let row = in_comment(comment);
    assert_eq!(row.measured.words(), "6.9 mmol/L (Read from the comment)");
    let amount = row.measured.comparable().and_then(Measured::amount).unwrap();
    assert_eq!((amount.number, amount.unit.as_deref()), (6.9, Some("mmol/L")));
    assert_eq!(row.ranges[0].text(), "3.5 to 5.3");
    assert_eq!((row.ranges[0].low, row.ranges[0].high), (Some(3.5), Some(5.3)));
    assert!(row.interpretation.unwrap().is_abnormal);
    assert_eq!(row.comment.unwrap().lines().count(), 4);
}

// proves: FR-03
#[test]
fn each_form_of_a_value_in_a_comment_is_read_and_words_stand_as_words() {
    for (line, words, number) in [
        ("Value: >= 4.0 Unk UoM", ">=4.0 Unk UoM", Some(4.0)),
        ("Value: <0.5", "<0.5", Some(0.5)),
        ("value:  -175.0 deg", "-175.0 deg", Some(-175.0)),
        ("Value: 5.0E7 10*6/mL", "50000000 10*6/mL", Some(5e7)),
        ("Value: 1.5 m&#10;Converted from: 150.0 cm", "1.5 m", Some(1.5)),
        ("Value: Positive", "Positive", None),
        ("Value: 12,5 g/L", "12,5 g/L", None),
        (r"Value: 4.0 g/L\nValue: 5.0 g/L", "4.0 g/L; 5.0 g/L", None),
    ] {
        let row = in_comment(line);
        let (value, marks) = row.measured.parts();
        assert_eq!(value.words(), Some(words), "{line}");
        assert_eq!(value.amount().map(|amount| amount.number), number, "{line}");
        assert!(marks.has(&Mark::FromComment), "{line}");
    }
    let about = in_comment("Value: ~ 2.0 g/L").measured;
    assert_eq!(about.words(), "about 2.0 g/L (Approximate; Read from the comment)");
    for (sent, low, high) in [("< 5.0", None, Some(5.0)), ("> 3", Some(3.0), None), ("adults", None, None)] {
        let range = &in_comment(&format!("Reference range: {sent}")).ranges[0];
        assert_eq!((range.words.as_str(), range.low, range.high), (sent, low, high));
    }
    assert_eq!(*in_comment("Value:").measured.parts().0, Measured::Nothing);
    assert_eq!(*in_comment("The Value: 4").measured.parts().0, Measured::Nothing);
}

// proves: FR-03 FR-13
#[test]
fn a_value_and_a_comment_that_say_different_things_are_both_said() {
    let both = |comment: &str| {
        read(&format!(r#""valueQuantity":{{"value":4.20,"unit":"mmol/L"}},"comment":"{comment}""#))
            .measured
            .words()
    };
    assert_eq!(both("Value: 4.2 mmol/L"), "4.20 mmol/L");
    assert_eq!(both("Value: 6.9 mmol/L"), "4.20 mmol/L (Also sent: 6.9 mmol/L)");
    let absent = r#""dataAbsentReason":{"coding":[{"code":"unknown"}]},"comment":"Value: 6.9 mmol/L""#;
    assert_eq!(read(absent).measured.words(), "6.9 mmol/L (Read from the comment)");
}

// proves: FR-03 FR-11
#[test]
fn a_code_that_anything_has_is_no_term_and_compares_nothing() {
    let any = r#""code":{"coding":[{"system":"http://snomed.info/sct","code":"364712009","display":"Laboratory test observable"}]}"#;
    let row = read(&format!(r#"{any},"comment":"Seen\nOriginal text: Full blood count""#));
    assert_eq!((row.term.words().as_str(), row.code), ("Full blood count", None));
    let named =
        r#""code":{"coding":[{"code":"364712009"}],"text":"Anti-Xa level"},"comment":"Original text: other""#;
    assert_eq!(read(named).term.words(), "Anti-Xa level");
}

// proves: FR-05
#[test]
fn a_value_that_is_about_right_says_so_in_its_words_and_its_marks() {
    let url = "https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-ValueApproximation-1";
    let of = |is: bool| {
        let extension = format!(r#"[{{"url":"{url}","valueBoolean":{is}}}]"#);
        read(&format!(r#""valueQuantity":{{"value":2.4,"extension":{extension}}}"#)).measured
    };
    assert_eq!(of(true).words(), "about 2.4 (Approximate)");
    assert_eq!(of(false).words(), "2.4");
}

// proves: FR-13
#[test]
fn words_in_a_numbers_place_and_two_values_at_once_stand_as_they_were_sent() {
    for (sent, words) in [
        (r#""valueQuantity":{"value":"<5","unit":"mg/L"}"#, "<5 mg/L"),
        (r#""valueQuantity":{"value":"trace"}"#, "trace"),
        (r#""valueQuantity":{"value":"012,5","unit":"g/L"}"#, "012,5 g/L"),
        (
            r#""valueQuantity":{"value":5,"unit":"g/L"},"valueString":"Positive""#,
            "5 g/L; also sent: Positive",
        ),
        (r#""valueString":"5","valueString":"5""#, "5"),
    ] {
        let row = read(sent);
        let (value, _) = row.measured.parts();
        assert_eq!(value.words(), Some(words));
        assert_eq!(value.amount(), None, "{sent}");
    }
}
