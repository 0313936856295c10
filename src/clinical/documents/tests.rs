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
    assert_eq!(one.files[0].size_words(), "size not stated");
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

fn recognised(claimed: &str, bytes: &[u8]) -> (String, Showing) {
    let recognised = Recognised::read(claimed, "", bytes, &|_, _| None);
    (recognised.kind.file_name(), recognised.showing)
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x04\0\0\0\x04";
const PAGE: &str = "<html><script>x</script><body>Seen in clinic</body></html>";

// proves: ADOC-19 FB-08
#[test]
fn a_file_is_what_its_content_says_whatever_it_claims_to_be() {
    let jpeg = b"\xff\xd8\xff\xc0\0\x11\x08\0\x03\0\x04\x03";
    let words = |text: &str| Showing::Text(text.to_owned());
    for (claimed, bytes, name, shown) in [
        ("application/pdf", &b"%PDF-1.4 x"[..], "document.pdf", Showing::Pdf),
        (
            "APPLICATION/OCTET-STREAM",
            b"Filed by X\r\n%PDF-1.4\n1 0 obj\ntrailer",
            "document.pdf",
            Showing::Pdf,
        ),
        ("application/octet-stream", PNG, "document.png", Showing::Image("image/png")),
        ("text/html", jpeg, "document.jpg", Showing::Image("image/jpeg")),
        ("text/plain; charset=utf-8", b"<script>x</script>", "document.txt", words("<script>x</script>")),
        ("text/plain", b"caf\xe9", "document.txt", words("caf\u{e9}")),
        ("text/plain", b"About %PDF-1.4 files", "document.txt", words("About %PDF-1.4 files")),
        ("", b"Dear doctor", "document.txt", words("Dear doctor")),
        ("application/msword", b"Dear doctor", "document.txt", words("Dear doctor")),
        ("image/bmp", b"BMI 31", "document.txt", words("BMI 31")),
        // Words that were only called HTML keep their lines.
        ("text/html", b"One\nTwo < three", "document.txt", words("One\nTwo < three")),
        ("Text/HTML", PAGE.as_bytes(), "document.txt", Showing::Html(PAGE.to_owned())),
        ("application/octet-stream", PAGE.as_bytes(), "document.txt", Showing::Html(PAGE.to_owned())),
        ("application/pdf", PAGE.as_bytes(), "document.txt", Showing::Html(PAGE.to_owned())),
    ] {
        assert_eq!(recognised(claimed, bytes), (name.to_owned(), shown), "{claimed}");
    }
}

// proves: ADOC-19 FB-08
#[test]
fn what_cannot_be_shown_is_saved_under_a_name_that_opens_it() {
    let compound = |inside: &str| {
        let wide: Vec<u8> = inside.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0".as_slice(), &wide].concat()
    };
    let binary = b"\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f";
    for (claimed, bytes, name) in [
        ("text/plain", compound("WordDocument"), "document.doc"),
        ("application/octet-stream", compound("Workbook"), "document.xls"),
        ("application/msword", b"PK\x03\x04....word/document.xml".to_vec(), "document.docx"),
        ("text/plain", b"PK\x03\x04....xl/workbook.xml".to_vec(), "document.xlsx"),
        ("text/plain", b"{\\rtf1 Dear doctor}".to_vec(), "document.rtf"),
        ("APPLICATION/MSWORD", binary.to_vec(), "document.doc"),
        ("audio/x-au", binary.to_vec(), "document.au"),
        ("video/mpeg", binary.to_vec(), "document.mpg"),
        ("image/svg+xml", b"<svg onload='x'/>".to_vec(), "document.txt"),
        ("application/xml", b"<a/>".to_vec(), "document.txt"),
        ("text/plain", binary.to_vec(), "document.bin"),
        ("image/png", binary.to_vec(), "document.bin"),
        ("application/pdf", b"MZ\x90\0".to_vec(), "document.bin"),
        ("application/pdf", Vec::new(), "document.pdf"),
    ] {
        let (given, shown) = recognised(claimed, &bytes);
        assert_eq!(given, name, "{claimed}");
        assert!(matches!(shown, Showing::SaveOnly(_)), "{claimed}");
    }
    // Where neither content nor claim tells, the title may.
    let titled =
        Recognised::read("application/octet-stream", "Letter of 3 May.WPD.doc", binary, &|_, _| None);
    assert_eq!(titled.kind.file_name(), "document.doc");
}

// proves: FB-04
#[test]
fn a_page_is_read_in_the_encoding_that_it_names() {
    let by_name: Decoder = &|name, _| Some(format!("<html>{name}</html>"));
    let read = |claimed: &str, bytes: &[u8]| Recognised::read(claimed, "", bytes, by_name).showing;
    let page = b"<!DOCTYPE html><html><meta charset=\"ISO-8859-2\"><p>\xb3</p></html>";
    assert_eq!(read("text/html", page), Showing::Html("<html>iso-8859-2</html>".to_owned()));
    // Rewritten as UTF-8 on the way, with the old name left in it.
    let anew = "<html><meta charset=windows-1250><p>\u{2013}</p></html>";
    assert_eq!(read("text/html", anew.as_bytes()), Showing::Html(anew.to_owned()));
}

// proves: FS-08
#[test]
fn nothing_is_drawn_whose_size_would_stop_a_browser() {
    let sized = |width: u32, height: u32| {
        let mut png = PNG[..16].to_vec();
        png.extend([width.to_be_bytes(), height.to_be_bytes()].concat());
        recognised("image/png", &png).1
    };
    assert_eq!(sized(4_960, 7_016), Showing::Image("image/png"));
    assert!(matches!(sized(65_000, 8_000), Showing::SaveOnly(why) if why.contains("larger")));
    let (_, damaged) = recognised("image/png", &PNG[..14]);
    assert!(matches!(damaged, Showing::SaveOnly(why) if why.contains("damaged")));
    let (name, shown) = recognised("application/pdf", b"%PDF-1.4 /OpenAction << /S /JavaScript /JS (x) >>");
    assert_eq!(name, "document.pdf");
    assert_eq!(shown, Showing::SaveOnly("This PDF may run a script by itself when it is opened.".to_owned()));
}

// proves: FB-09
#[test]
fn content_that_came_along_is_opened_from_there() {
    let letter = |attachment_members: &str, more: &str, beside: &[&str]| {
        let mut resources = vec![document("a", &(attachment(attachment_members) + more))];
        resources.extend(beside.iter().map(|one| (*one).to_owned()));
        match only(&resources).files.remove(0).fetch {
            Fetch::Here(inline) => (inline.media_type.clone(), inline.bytes().unwrap()),
            elsewhere => panic!("{elsewhere:?}"),
        }
    };
    let hello = ("text/plain".to_owned(), b"Hello".to_vec());
    let binary = |id: &str, content: &str| {
        format!(
            r#"{{"resourceType":"Binary","id":"{id}","contentType":"text/plain","{content}":"SGVsbG8="}}"#
        )
    };
    assert_eq!(letter(r#""contentType":"text/plain","data":"SGVs\nbG8""#, "", &[]), hello);
    assert_eq!(letter(r#""contentType":"text/plain","title":"x","data":"SGVsbG8=""#, "", &[]), hello);
    assert_eq!(letter(r#""url":"data:text/plain;base64,SGVsbG8=""#, "", &[]), hello);
    let contained = format!(r#","contained":[{}]"#, binary("b", "data"));
    assert_eq!(letter(r##""url":"#b""##, &contained, &[]), hello);
    for address in ["Binary/7", "Binary/7/_history/2", "https://proxy/https%3A%2F%2Fpractice%2FBinary%2F7"] {
        assert_eq!(
            letter(&format!(r#""url":"{address}""#), "", &[&binary("7", "content")]),
            hello,
            "{address}"
        );
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
