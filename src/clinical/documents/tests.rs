use super::*;

fn bundle(resources: &[String]) -> Bundle {
    let entries: Vec<String> = resources.iter().map(|one| format!(r#"{{"resource":{one}}}"#)).collect();
    let json = format!(r#"{{"resourceType":"Bundle","entry":[{}]}}"#, entries.join(","));
    Bundle::read(json.as_bytes()).unwrap()
}

fn document(id: &str, more: &str) -> String {
    format!(
        r#"{{"resourceType":"DocumentReference","id":"{id}","status":"current","type":{{"text":"Letter"}}{more}}}"#
    )
}

fn attachment(members: &str) -> String {
    format!(r#","content":[{{"attachment":{{{members}}}}}]"#)
}

fn organisation(id: &str, name: &str) -> String {
    format!(r#"{{"resourceType":"Organization","id":"{id}","name":"{name}"}}"#)
}

fn only(resources: &[String]) -> Document {
    let mut found = Documents::found(&bundle(resources));
    assert_eq!(found.items.len(), 1);
    found.items.remove(0)
}

// proves: ADOC-12 ADOC-13
#[test]
fn size_and_kind_are_known_before_fetching_and_a_placeholder_says_why_it_cannot_be() {
    let one = only(&[document(
        "a",
        &attachment(r#""contentType":"application/pdf","url":"https://x/Binary/1","size":2400000"#),
    )]);
    let file = &one.files[0];
    assert_eq!(
        (file.format_words(), file.size_words(), file.is_large()),
        ("PDF".into(), "2.4 MB".into(), true)
    );
    assert_eq!(file.fetch, Fetch::At("https://x/Binary/1".to_owned()));

    let reason = "File size 18551238 bytes greater than maximum allowable (5MB)";
    let one = only(&[document(
        "a",
        &attachment(&format!(r#""contentType":"image/tiff","size":18551238,"title":"{reason}""#)),
    )]);
    assert_eq!(one.files[0].fetch, Fetch::Not(reason.to_owned()));
    assert_eq!(one.files[0].size_words(), "18.6 MB");

    let one = only(&[document("a", "")]);
    assert_eq!(
        one.files[0].fetch,
        Fetch::Not("Document held by the practice but not available electronically".to_owned())
    );
    assert_eq!(one.files[0].size_words(), "Size not stated");
}

// proves: ADOC-16
#[test]
fn created_and_indexed_are_two_dates_and_the_newest_comes_first() {
    let dates = |created: &str, indexed: &str| {
        let created = if created.is_empty() { String::new() } else { format!(r#","created":"{created}""#) };
        format!(r#"{created},"indexed":"{indexed}""#)
    };
    let found = Documents::found(&bundle(&[
        document("old", &(dates("2019-01-01", "2024-02-02T00:00:00Z") + r#","description":"Old""#)),
        document("filed", &(dates("", "2022-02-02T00:00:00Z") + r#","description":"Filed""#)),
        document("new", &(dates("2024-01-01", "2024-01-02T00:00:00Z") + r#","description":"New""#)),
    ]));
    let rows: Vec<_> = found
        .items
        .iter()
        .map(|one| {
            (
                one.title.as_str(),
                one.created.as_ref().map(format::date),
                one.indexed.as_ref().map(format::date),
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            ("New", Some("01-Jan-2024".into()), Some("02-Jan-2024".into())),
            ("Filed", None, Some("02-Feb-2022".into())),
            ("Old", Some("01-Jan-2019".into()), Some("02-Feb-2024".into())),
        ]
    );
}

// proves: ADOC-15
#[test]
fn both_places_of_the_mark_against_the_patient_are_read_and_other_labels_are_not() {
    for (sent, marked) in [
        (r#","securityLabel":[{"coding":[{"code":"NOPAT"}]}]"#, true),
        (r#","meta":{"security":[{"code":"NOPAT"}]}"#, true),
        (r#","securityLabel":[{"coding":[{"code":"R"}]}]"#, false),
        ("", false),
    ] {
        assert_eq!(only(&[document("a", sent)]).not_for_patient, marked, "{sent}");
    }
}

// proves: ADOC-18
#[test]
fn a_document_of_the_practice_is_told_from_one_received() {
    let by = |author: &str| {
        format!(r#","author":[{{"reference":"{author}"}}],"custodian":{{"reference":"Organization/1"}}"#)
    };
    let read = |more: &str| {
        let resources = [
            document("a", more),
            organisation("1", "Millbrook"),
            organisation("2", "Hospital"),
            r#"{"resourceType":"Practitioner","id":"3","name":[{"family":"Okoro"}]}"#.to_owned(),
        ];
        only(&resources).origin.words()
    };
    assert_eq!(read(&by("Organization/1")), "Created in the practice (Millbrook)");
    assert_eq!(read(&by("Organization/2")), "Received from Hospital");
    assert_eq!(read(&by("Practitioner/3")), "Written by Okoro");
    assert_eq!(read(""), "Author not recorded");
}

// proves: ADOC-19
#[test]
fn only_what_holds_nothing_active_is_shown_whatever_it_claims_to_be() {
    for (claimed, bytes, shown) in [
        ("application/pdf", &b"%PDF-1.4 x"[..], Showing::Pdf),
        ("application/octet-stream", b"\x89PNG\r\n\x1a\n", Showing::Image("image/png")),
        ("text/html", b"\xff\xd8\xff\xe0", Showing::Image("image/jpeg")),
        ("text/plain; charset=utf-8", b"<script>x</script>", Showing::Text("<script>x</script>".to_owned())),
        ("text/plain", b"caf\xe9", Showing::Text("caf\u{e9}".to_owned())),
    ] {
        assert_eq!(showing(claimed, bytes), shown);
    }
    for (claimed, bytes) in [
        ("text/html", &b"<html><script>x</script>"[..]),
        ("image/svg+xml", b"<svg onload='x'/>"),
        ("application/xml", b"<a/>"),
        ("application/pdf", b"<html><script>x</script>"),
        ("image/png", b"<html><script>x</script>"),
        ("application/octet-stream", b"<html><script>x</script>"),
        ("image/tiff", b"II*\0"),
        ("application/pdf", b""),
        ("image/bmp", b"BMI 31"),
    ] {
        assert!(matches!(showing(claimed, bytes), Showing::SaveOnly(_)), "{claimed}");
    }
}

// proves: ARS-69
#[test]
fn documents_of_a_record_are_shown_and_none_says_nothing() {
    let read = |resources: &[String]| {
        let bundle = bundle(resources);
        let (state, positions) = super::read::<()>(&Index::new(&bundle));
        (state, positions.into_iter().collect::<Vec<_>>())
    };
    let (state, positions) =
        read(&[document("a", r#","custodian":{"reference":"Organization/1"}"#), organisation("1", "x")]);
    assert!(matches!(state, State::Present { .. }));
    assert_eq!(positions, [0, 1]);
    assert_eq!(read(&[]).0, State::NotRequested);
    assert_eq!(Documents::found(&bundle(&[r#"{"resourceType":"Flag"}"#.to_owned()])).unreadable, 1);
}
