//! The message, read back by a parser that is not the writer.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gp_connect_send_document::message::{Fault, MessageIds, build};
use gp_connect_send_document::summary::{Edition, Heading};
use roxmltree::{Document, Node};

use crate::cases::{Case, all, file, section};

fn child<'a, 'b>(node: Node<'a, 'b>, path: &str) -> Node<'a, 'b> {
    path.split('/').fold(node, |node, name| {
        let found = node.children().find(|child| child.tag_name().name() == name);
        found.unwrap_or_else(|| panic!("no {path} in {}", node.tag_name().name()))
    })
}

fn value<'a>(node: Node<'a, '_>, path: &str) -> &'a str {
    child(node, path).attribute("value").unwrap()
}

/// The entries of a bundle: full address and resource.
fn entries<'a, 'b>(bundle: Node<'a, 'b>) -> Vec<(&'a str, Node<'a, 'b>)> {
    let entries = bundle.children().filter(|child| child.tag_name().name() == "entry");
    entries
        .map(|entry| (value(entry, "fullUrl"), child(entry, "resource").first_element_child().unwrap()))
        .collect()
}

fn names(entries: &[(&str, Node<'_, '_>)]) -> String {
    entries.iter().map(|(_, resource)| resource.tag_name().name()).collect::<Vec<_>>().join(" ")
}

/// Reads the message of a case as outer and inner entries.
fn read(case: &Case, look: impl FnOnce(&[(&str, Node<'_, '_>)], &[(&str, Node<'_, '_>)])) {
    let made = case.made();
    let xml = String::from_utf8(made.message.xml).unwrap();
    let document = Document::parse(&xml).unwrap();
    let outer = entries(document.root_element());
    let inner = entries(outer[2].1);
    look(&outer, &inner);
}

fn extension<'a, 'b>(node: Node<'a, 'b>, url: &str) -> Node<'a, 'b> {
    let found: Vec<Node<'_, '_>> =
        node.children().filter(|child| child.attribute("url") == Some(url)).collect();
    assert_eq!(found.len(), 1, "{url} once");
    found[0].first_element_child().unwrap()
}

// proves: SDOC-12 SDOC-18 SDOC-19 SDOC-35
#[test]
fn every_message_is_three_entries_around_a_document_with_its_files() {
    for case in all() {
        read(&case, |outer, inner| {
            assert_eq!(names(outer), "MessageHeader Organization Bundle", "{}", case.name);
            let files = case
                .checked()
                .notices()
                .iter()
                .filter(|notice| notice.to_string().contains("not sent"))
                .count();
            let binaries = "Binary ".repeat(1 + case.summary.attachments.len() - files);
            assert_eq!(names(inner), format!("Composition {binaries}Practitioner Organization Patient"));
            assert_eq!(value(outer[0].1, "focus/reference"), outer[2].0);
            let sections = inner[0].1.children().filter(|child| child.tag_name().name() == "section");
            let sections: Vec<&str> = sections.map(|section| value(section, "entry/reference")).collect();
            let binaries: Vec<&str> = inner
                .iter()
                .filter(|(_, one)| one.tag_name().name() == "Binary")
                .map(|(id, _)| *id)
                .collect();
            assert_eq!(sections, binaries, "one section for each file, in order");
            for (address, resource) in outer.iter().chain(inner) {
                assert_eq!(*address, format!("urn:uuid:{}", value(*resource, "id")));
                assert!(value(*resource, "meta/profile").starts_with("https://fhir."), "{address}");
            }
        });
    }
}

// proves: SDOC-12
#[test]
fn every_reference_resolves_inside_its_message_and_no_id_is_there_twice() {
    for case in all() {
        let xml = String::from_utf8(case.made().message.xml).unwrap();
        let document = Document::parse(&xml).unwrap();
        let of = |name: &str| {
            document
                .descendants()
                .filter(|node| node.tag_name().name() == name)
                .filter_map(|node| node.attribute("value"))
                .collect::<Vec<_>>()
        };
        let addresses = of("fullUrl");
        let distinct: BTreeSet<&str> = addresses.iter().copied().collect();
        assert_eq!(distinct.len(), addresses.len(), "{}", case.name);
        for reference in of("reference").into_iter().filter(|reference| !reference.starts_with("https://")) {
            assert!(distinct.contains(reference), "{}: {reference}", case.name);
        }
    }
}

// proves: SDOC-21 SDOC-22 SDOC-23 SDOC-24 SDOC-25 SDOC-26 SDOC-27
#[test]
fn the_header_asks_for_both_answers_and_names_no_receiver() {
    read(&Case::new("plain"), |outer, _| {
        let header = outer[0].1;
        let handling = child(header, "extension");
        assert_eq!(handling.children().count(), 6, "six parts, each once");
        for (url, said) in [
            ("BusAckRequested", "true"),
            ("InfAckRequested", "true"),
            ("SenderReference", "e7b1f9a2-4d0c-4a55-8c6e-1f2a3b4c5d6e"),
            ("LocalExtension", "None"),
        ] {
            assert_eq!(extension(handling, url).attribute("value"), Some(said), "{url}");
        }
        assert_eq!(
            value(extension(handling, "RecipientType"), "code"),
            "FA",
            "information is to be filed too"
        );
        let definition = value(extension(handling, "MessageDefinition"), "reference");
        assert!(definition.ends_with("/MessageDefinition/ITK-GPConnectSendDocument-MessageDefinition-1"));
        assert_eq!(value(header, "event/code"), "ITK007C");
        assert_eq!(value(header, "sender/reference"), outer[1].0);
        assert_eq!(value(header, "source/endpoint"), "X26ABC1");
        assert_eq!(value(header, "timestamp"), "2026-11-20T14:32:05+00:00");
        let children: Vec<&str> = header.children().map(|child| child.tag_name().name()).collect();
        assert_eq!(children, ["id", "meta", "extension", "event", "sender", "timestamp", "source", "focus"]);
    });
    let copy = all().into_iter().find(|case| case.name == "copy").unwrap();
    read(&copy, |outer, _| {
        let handling = child(outer[0].1, "extension");
        assert_eq!(
            value(extension(handling, "RecipientType"), "code"),
            "FI",
            "for information only is a copy"
        );
    });
}

// proves: SDOC-13 SDOC-14 SDOC-15 SDOC-16 SDOC-45
#[test]
fn the_document_says_what_it_is_about_whom_and_by_whom() {
    read(&Case::new("plain"), |_, inner| {
        let composition = inner[0].1;
        for (path, said) in [
            ("status", "final"),
            ("type/coding/code", "371531000"),
            ("title", "Consultation report"),
            ("confidentiality", "N"),
            ("date", "2026-11-20T14:32:05+00:00"),
            ("meta/versionId", "1"),
        ] {
            assert_eq!(value(composition, path), said, "{path}");
        }
        let sentence = child(composition, "text/div/p").text().unwrap();
        assert_eq!(
            sentence,
            "Consultation report for Mrs Minnie DAWES, NHS Number: 999 000 0018, seen at Riverside Urgent Treatment Centre, ODS code: X26, Version: 1"
        );
        let [.., practitioner, organisation, patient] = inner else { panic!("too few entries") };
        assert_eq!(value(composition, "author/reference"), practitioner.0);
        assert_eq!(value(composition, "custodian/reference"), organisation.0);
        assert_eq!(value(composition, "subject/reference"), patient.0);
        assert_eq!(value(practitioner.1, "identifier/value"), "555086689106");
        assert_eq!(value(practitioner.1, "name/family"), "Okafor");
        assert_eq!(value(organisation.1, "identifier/value"), "X26");
        assert_eq!(value(organisation.1, "telecom/value"), "01632 960 100");
        assert_eq!(value(patient.1, "name/use"), "official");
        assert_eq!(value(patient.1, "birthDate"), "1952-05-31");
        let verified = child(patient.1, "identifier/extension/valueCodeableConcept/coding");
        assert_eq!(value(verified, "code"), "01");
    });
}

// proves: SDOC-28 SDOC-29 SDOC-30 SDOC-32 SDOC-33 SDOC-50
#[test]
fn the_address_is_made_of_what_the_patient_resource_says() {
    for case in all() {
        let metadata = case.made().message.metadata;
        read(&case, |outer, inner| {
            let patient = inner.last().unwrap().1;
            let parts: Vec<&str> = metadata.to.split('_').collect();
            let birth_date = value(patient, "birthDate").replace('-', "");
            let family = value(patient, "name/family");
            assert_eq!(
                parts,
                ["GPPROVIDER", value(patient, "identifier/value"), &birth_date, family],
                "{}",
                case.name
            );
            assert_eq!(metadata.file_name, format!("{}.xml", value(outer[0].1, "id")));
        });
        assert_eq!(metadata.workflow_id, "GPCONNECT_SEND_DOCUMENT");
        assert_eq!((metadata.local_id.as_str(), metadata.from.as_str()), ("X26", "X26ABC1"));
        assert!(
            metadata.subject.ends_with(&format!(", Version: {}", case.edition.version())),
            "{}",
            metadata.subject
        );
        assert!(metadata.subject.is_ascii() && metadata.subject.len() <= 500, "{}", metadata.subject);
    }
}

// proves: SDOC-38 SDOC-39 SDOC-40
#[test]
fn the_next_version_replaces_the_one_before_under_all_its_names() {
    let first = Case::new("plain").made().message;
    let case = all().into_iter().find(|case| case.name == "replacement").unwrap();
    assert_eq!(case.made().message.metadata.subject.split("Version: ").nth(1), Some("2"));
    read(&case, |outer, inner| {
        let composition = inner[0].1;
        assert_eq!(value(composition, "meta/versionId"), "2");
        assert_eq!(value(composition, "relatesTo/code"), "replaces");
        assert_eq!(value(composition, "relatesTo/targetIdentifier/value"), first.document.to_string());
        // Bundle.id, Bundle.identifier and Composition.identifier are one, so that all readings lead to the same document.
        let names = [
            value(outer[2].1, "id"),
            value(outer[2].1, "identifier/value"),
            value(composition, "identifier/value"),
        ];
        assert!(names.iter().all(|name| *name == names[0]) && names[0] != first.document.to_string());
        let handling = child(outer[0].1, "extension");
        let encounter = case.summary.encounter.id.to_string();
        assert_eq!(extension(handling, "SenderReference").attribute("value"), Some(encounter.as_str()));
    });
}

#[test]
fn ids_that_are_used_twice_make_no_message() {
    let case = Case::new("plain");
    let (checked, good) = (case.checked(), case.ids());
    let pdf = b"%PDF-1.7";
    for bad in [
        MessageIds { header: good.bundle, ..good.clone() },
        MessageIds { binaries: Vec::new(), ..good.clone() },
        MessageIds { patient: uuid::Uuid::nil(), ..good.clone() },
    ] {
        assert_eq!(build(&checked, pdf, &bad).err(), Some(Fault::Ids));
    }
    assert_eq!(build(&checked, b"", &good).err(), Some(Fault::NoPdf));
    let again = Edition::Replacement {
        document: good.document,
        version: 1,
        encounter: case.summary.encounter.id,
        made: case.now,
    };
    let case = Case { edition: again, ..Case::new("plain") };
    assert_eq!(
        build(&case.checked(), pdf, &good).err(),
        Some(Fault::Ids),
        "a document cannot replace itself"
    );
}

// proves: SDOC-42
#[test]
fn another_try_carries_the_same_document_in_a_new_message() {
    let case = Case::new("plain");
    let first = case.ids();
    let mut count = 0;
    let second = first.for_another_try(|| {
        count += 1;
        uuid::Uuid::from_u128(count)
    });
    let checked = case.checked();
    let pdf = gp_connect_send_document::pdf::pdf(&checked).unwrap();
    let inner = |ids: &MessageIds| {
        let message = build(&checked, &pdf, ids).unwrap();
        let xml = String::from_utf8(message.xml).unwrap();
        (message.header, xml.split("<resource><Bundle>").nth(1).unwrap().to_owned())
    };
    let ((header, document), (other, same)) = (inner(&first), inner(&second));
    assert!(header != other && document == same, "only the message is new");
}

// proves: SDOC-49
#[test]
fn a_message_over_the_limit_is_not_made() {
    let mut case = Case::new("plain");
    case.settings.message_bytes = 20_000;
    let checked = case.checked();
    let pdf = gp_connect_send_document::pdf::pdf(&checked).unwrap();
    assert!(matches!(build(&checked, &pdf, &case.ids()), Err(Fault::TooLarge { limit: 20_000, .. })));
}

#[test]
fn signs_of_markup_and_files_come_back_as_they_were() {
    let mut case = all().into_iter().find(|case| case.name == "signs-in-names").unwrap();
    case.summary.sections.push(section(Heading::Plan, &["<script>alert(1)</script> & \"so on\""]));
    read(&case, |_, inner| {
        let organisation = inner[inner.len() - 2].1;
        assert_eq!(value(organisation, "name"), "Bell & Partners <Out of Hours> \"West\"");
        assert_eq!(value(inner.last().unwrap().1, "name/family"), "O'Brien-Smith");
    });
    let case = all().into_iter().find(|case| case.name == "attachments").unwrap();
    read(&case, |_, inner| {
        for (attachment, (_, binary)) in case.summary.attachments.iter().zip(&inner[2..]) {
            assert_eq!(STANDARD.decode(value(*binary, "content")).unwrap(), attachment.content);
        }
        assert_eq!(value(inner[2].1, "contentType"), "text/plain");
    });
}

// proves: SDOC-26
#[test]
fn times_keep_the_offset_of_the_uks_clock() {
    let case = all().into_iter().find(|case| case.name == "summer-midnight").unwrap();
    read(&case, |outer, inner| {
        assert_eq!(value(outer[0].1, "timestamp"), "2026-07-02T00:40:00+01:00");
        assert_eq!(value(inner[0].1, "date"), "2026-07-02T00:40:00+01:00");
    });
}

// proves: SDOC-49
#[test]
fn the_largest_files_that_are_taken_fit_and_larger_ones_are_left_out() {
    let mut case = all().into_iter().find(|case| case.name == "twenty-pages").unwrap();
    let scan = |bytes: usize| file("Scan", "image/tiff", &[b"II*\0".to_vec(), vec![7; bytes - 4]].concat());
    case.summary.attachments = vec![scan(case.settings.attachment_bytes), scan(6_000_000)];
    let checked = case.checked();
    assert_eq!(checked.notices().len(), 1, "the second is left out");
    let pdf = gp_connect_send_document::pdf::pdf(&checked).unwrap();
    let message = build(&checked, &pdf, &case.ids()).unwrap();
    assert!(message.xml.len() <= 5_000_000, "{} bytes", message.xml.len());
    assert_eq!(String::from_utf8(message.xml).unwrap().matches("<Binary>").count(), 2);
}
