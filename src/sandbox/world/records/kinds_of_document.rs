//! Documents of every kind that systems send, and as they send them.

use crate::sandbox::world::calendar::Calendar;
use crate::sandbox::world::record::{Content, Document, Record};

/// Title, content.
const ROWS: [(&str, Content); 12] = [
    ("Scanned letter", Content::File("image/tiff", include_bytes!("scan.tif"))),
    (
        "Letter in windows-1252",
        Content::File(
            "text/plain",
            b"Mrs Fairweather\r\nTake 2\x964 tablets \x93as needed\x94. Caf\xe9 at 10.",
        ),
    ),
    ("Letter in UTF-16", Content::File("application/octet-stream", UTF_16)),
    ("Letter as a page", Content::File("text/html", PAGE)),
    ("Letter in rich text", Content::File("text/plain", b"{\\rtf1\\ansi Seen in clinic.\\par}")),
    (
        "Letter in Word",
        Content::File(
            "text/plain",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0",
        ),
    ),
    ("Form with a script", Content::File("application/pdf", SCRIPT)),
    ("Filed letter", Content::File("APPLICATION/OCTET-STREAM", FILED)),
    (
        "Photograph",
        Content::File(
            "image/jpeg",
            b"\xff\xd8\xff\xc0\0\x11\x08\0\x40\0\x40\x03\x01\x22\0\x02\x11\x01\x03\x11\x01",
        ),
    ),
    (
        "Vast photograph",
        Content::File("image/png", b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\xfd\xe8\0\0\x1f\x40\x08\x06\0\0\0"),
    ),
    ("Letter sent along", Content::Inline("text/plain", b"Sent along with the list.")),
    ("Recording", Content::File("audio/x-au", b".snd\0\0\0\x18")),
];

const UTF_16: &[u8] =
    b"\xff\xfeN\0o\0 \0c\0h\0a\0n\0g\0e\0 \0\x13\x20 \0t\0o\0 \0m\0e\0d\0i\0c\0i\0n\0e\0s\0.\0";

const PAGE: &[u8] = b"<!DOCTYPE html>\n<html><head><meta charset=\"windows-1252\"><title>Clinic letter</title>\n\
    <style>p { color: red }</style><script>window.__ran = 'page'</script></head>\n<body onload=\"window.__ran = 'load'\">\n\
    <h1>Clinic letter</h1><p>Dose 2\x964 tablets<br>at night</p>\n<table><tr><th>Drug</th><th>Dose</th></tr>\
    <tr><td>Ramipril</td><td>5 mg</td></tr></table>\n<img src=\"https://example.invalid/logo.png\"></body></html>";

const SCRIPT: &[u8] = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript \
    /JS (app.response\\('Password'\\)) >> >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n\
    trailer\n<< /Size 3 /Root 1 0 R >>\n%%EOF\n";

const FILED: &[u8] = b"Filed by the practice\r\n%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n\
    << /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>\nendobj\n\
    trailer\n<< /Size 4 /Root 1 0 R >>\n%%EOF\n";

pub fn record(calendar: Calendar) -> Record {
    let mut record = super::small::ordinary(calendar);
    record.documents = ROWS
        .iter()
        .enumerate()
        .map(|(number, (title, content))| Document {
            id: format!("kind-{number}"),
            title,
            kind: "Clinical letter",
            created: Some(calendar.ago(20 + number as i64)),
            indexed: calendar.ago_at(19, 10, 0),
            from: Some("St Brannoc's Hospital"),
            content: *content,
            ..Document::default()
        })
        .collect();
    record
}
