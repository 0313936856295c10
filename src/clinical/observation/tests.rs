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
