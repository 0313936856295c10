//! The pages: the patient and the page's number on each, nothing lost, nothing over the edge.

use gp_connect_send_document::pages::{Page, Role, Run, pages, text};
use gp_connect_send_document::pdf::pdf;
use gp_connect_send_document::summary::{Heading, Purpose, Summary};

use crate::cases::{Case, all, section};

fn words(text: &str) -> String {
    text.split_whitespace().collect()
}

fn pages_of(case: &Case) -> Vec<Page> {
    pages(case.checked().draft())
}

// proves: SDOC-36
#[test]
fn every_page_has_patient_version_and_its_number() {
    for case in all() {
        let pages = pages_of(&case);
        for (at, page) in pages.iter().enumerate() {
            let said = page.text();
            let patient = &case.summary.patient;
            assert!(said.contains(&format!("Page {} of {}", at + 1, pages.len())), "{}", case.name);
            assert!(
                said.contains(&patient.family.to_uppercase()) && said.contains("999 000 0018"),
                "{}",
                case.name
            );
            assert!(
                said.contains("31-May-1952") && said.contains("Confidential: personal data"),
                "{}",
                case.name
            );
            assert!(said.contains(&format!("Version {}", case.edition.version())), "{}", case.name);
        }
    }
}

// proves: SDOC-34 SDOC-36 SDOC-37
#[test]
fn everything_that_was_entered_is_on_the_pages() {
    for case in all() {
        let said = words(&text(&pages_of(&case)));
        let Summary { purpose, sender, practice, clinician, sections, attachments, .. } = &case.summary;
        let mut wanted = vec![
            purpose.words(),
            purpose.reason(),
            &sender.name,
            &practice.name,
            &practice.ods,
            &clinician.role,
        ];
        wanted.push("The notes contained in this document are a summary of the consultation");
        wanted.extend(attachments.iter().map(|one| one.title.as_str()));
        for entry in
            sections.iter().flat_map(|section| &section.entries).filter(|_| case.name != "twenty-pages")
        {
            wanted.push(&entry.text);
            wanted.extend(entry.code.iter().map(|code| code.code.as_str()));
            wanted.extend(entry.source.iter().flat_map(|source| [source.area.as_str(), &source.practice]));
        }
        wanted.extend(
            sections.iter().map(|section| section.heading.words()).filter(|_| case.name != "twenty-pages"),
        );
        for one in wanted {
            assert!(
                said.contains(&words(&gp_connect_send_document::characters::printed(one))),
                "{}: {one}",
                case.name
            );
        }
    }
    let long = all().into_iter().find(|case| case.name == "twenty-pages").unwrap();
    let pages = pages_of(&long);
    let said = text(&pages);
    assert!(pages.len() >= 20, "{} pages", pages.len());
    assert!(
        (1..=300).all(|count| said.contains(&format!("Entry {count}. Reviewed"))),
        "an entry was lost between pages"
    );
}

// proves: SDOC-49
#[test]
fn a_file_that_is_left_out_is_named_with_its_time_and_size() {
    let case = all().into_iter().find(|case| case.name == "too-large").unwrap();
    let said = words(&text(&pages_of(&case)));
    let left_out = "Scan of the hand, 20-Nov-2026 14:10, 5 kB: not included, because it is too large.";
    assert!(said.contains(&words(left_out)), "{said}");
    assert!(said.contains(&words("Wound chart, 20-Nov-2026 14:10, 21 bytes")));
    assert!(said.contains(&words("Number of related documents: 1")));
}

// proves: SDOC-37
#[test]
fn no_text_leaves_the_page_or_stands_on_other_text() {
    let mut long = Case::new("long");
    long.summary.patient.given = vec!["Wilhelmina-Alexandrina Persephone".into(), "Bartholomea".into()];
    long.summary.patient.address = vec!["Flat 17, The Old Maltings and Granary Buildings".into(); 3];
    long.summary.clinician.role = "Consultant practitioner in emergency medicine ".repeat(4).trim().into();
    long.summary
        .sections
        .push(section(Heading::FollowUp, &["x".repeat(700).as_str(), "  indented\n\n\n  twice"]));
    for case in all().into_iter().chain([long]) {
        for page in pages_of(&case) {
            let mut runs: Vec<&Run> = page.runs().collect();
            for run in &runs {
                let right = run.x + run.face.metrics().width(&run.text, run.size);
                assert!(run.x >= 42.0 && right <= 553.5, "{}: {} ends at {right}", case.name, run.text);
                assert!(run.size >= 9.0, "{}: {} is too small to read", case.name, run.text);
                assert!(
                    matches!(run.role, Role::Footer) || run.y < 790.0,
                    "{}: {} runs into the footer",
                    case.name,
                    run.text
                );
            }
            runs.sort_by(|one, other| one.y.total_cmp(&other.y));
            for (at, one) in runs.iter().enumerate() {
                for other in runs.iter().skip(at + 1).take_while(|other| other.y - one.y < 8.0) {
                    let (left, right) = if one.x < other.x { (one, other) } else { (other, one) };
                    let end = left.x + left.face.metrics().width(&left.text, left.size);
                    assert!(
                        end <= right.x + 0.5,
                        "{}: “{}” runs into “{}”",
                        case.name,
                        left.text,
                        right.text
                    );
                }
            }
        }
    }
}

// proves: SDOC-37
#[test]
fn headings_are_never_alone_at_the_foot_of_a_page() {
    for lines in 20..70 {
        let mut case = Case::new("foot");
        let filling: Vec<String> = (0..lines).map(|line| format!("Line {line}")).collect();
        let filling = filling.join("\n");
        case.summary.sections = vec![
            section(Heading::History, &[&filling]),
            section(Heading::FollowUp, &["Do this.", "And that."]),
        ];
        for page in pages_of(&case) {
            let marks: Vec<&Run> = page.runs().filter(|run| matches!(run.role, Role::Block(_))).collect();
            if let Some(at) = marks.iter().position(|run| run.text == "Follow-up actions") {
                assert_eq!(marks[at + 1].text, "Do this.", "{lines} lines before");
            }
        }
    }
}

// proves: SDOC-20 SDOC-36
#[test]
fn the_pdf_is_tagged_in_english_with_the_fonts_inside() {
    let bytes = pdf(&Case::new("plain").checked()).unwrap();
    let has = |words: &[u8]| bytes.windows(words.len()).any(|window| window == words);
    for words in [
        "%PDF-1.7",
        "/MarkInfo",
        "/Marked true",
        "/StructTreeRoot",
        "/Lang(en-GB)",
        "/FontFile2",
        "/Outlines",
        "/DisplayDocTitle true",
    ] {
        assert!(has(words.as_bytes()), "{words}");
    }
    for words in ["/JavaScript", "/EmbeddedFile", "/Encrypt", "DAWES"] {
        assert!(!has(words.as_bytes()), "{words}");
    }
}

// proves: SDOC-36
#[test]
fn a_page_says_what_goes_on_from_the_page_before() {
    let mut case = Case::new("long-request");
    case.summary.purpose = Purpose::Action { reason: "Please do this.\n".repeat(60) };
    let pages = pages_of(&case);
    assert!(pages.len() > 1 && pages[1].text().contains("For action (continued)"), "{}", pages[1].text());
    let long = all().into_iter().find(|case| case.name == "twenty-pages").unwrap();
    let said = pages_of(&long)[7].text();
    assert!(said.contains("CLINICAL NOTES (continued)") && said.contains("History (continued)"), "{said}");
}
