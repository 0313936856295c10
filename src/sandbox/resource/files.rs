//! What the documents hold: made here, small, nobody's.

use crate::sandbox::world::record::{Content, Document};

/// What a document holds; nothing for a placeholder.
pub fn bytes(document: &Document) -> Vec<u8> {
    match document.content {
        Content::Pdf => pdf(document.title),
        Content::Text => format!("{}\n\n{}\n", document.title, "Written for the sandbox. Nobody is meant by it.").into_bytes(),
        Content::Html => format!(
            "<!doctype html><html lang=\"en\"><head><title>{0}</title><script>window.__ran = 'document';</script></head>\
             <body><h1>{0}</h1><p onclick=\"window.__ran='click'\">Seen in clinic. No change to medicines.</p></body></html>",
            document.title
        )
        .into_bytes(),
        Content::Png => PNG.to_vec(),
        Content::File(_, bytes) | Content::Inline(_, bytes) => bytes.to_vec(),
        Content::TooLarge(_) => Vec::new(),
    }
}

/// A grey square of four by four pixels.
const PNG: [u8; 71] = [
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00,
    0x00, 0x00, 0x04, 0x00, 0x00, 0x00, 0x04, 0x08, 0x00, 0x00, 0x00, 0x00, 0x8c, 0x9a, 0xc1, 0xa2, 0x00,
    0x00, 0x00, 0x0e, 0x49, 0x44, 0x41, 0x54, 0x78, 0xda, 0x63, 0x68, 0x00, 0x02, 0x06, 0x54, 0x02, 0x00,
    0x50, 0x14, 0x08, 0x01, 0x6d, 0x4d, 0xe0, 0x49, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae,
    0x42, 0x60, 0x82,
];

/// One page of PDF with a title on it.
fn pdf(title: &str) -> Vec<u8> {
    let text: String = title.chars().filter(|c| c.is_ascii() && !matches!(c, '(' | ')' | '\\')).collect();
    let stream = format!("BT /F1 18 Tf 60 760 Td ({text}) Tj ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{stream}\nendstream", stream.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", number + 1));
    }
    let start = file.len();
    file.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    for place in places {
        file.push_str(&format!("{place:010} 00000 n \n"));
    }
    let count = objects.len() + 1;
    file.push_str(&format!("trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"));
    file.into_bytes()
}
