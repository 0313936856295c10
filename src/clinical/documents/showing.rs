//! How a document may be shown: by what it is, not by what it claims. Nothing active is ever opened (ADOC-19).

/// How a document may be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Showing {
    /// In the browser's own PDF viewer.
    Pdf,
    /// As an image of this media type.
    Image(&'static str),
    /// As words, drawn as text.
    Text(String),
    /// Not here: it can be saved, and why.
    SaveOnly(&'static str),
}

/// What the bytes are, with the media type that was claimed where they do not say it themselves.
pub fn showing(claimed: &str, bytes: &[u8]) -> Showing {
    let claimed = claimed.trim().to_ascii_lowercase();
    let claimed = claimed.split(';').next().unwrap_or_default().trim();
    if bytes.is_empty() {
        return Showing::SaveOnly("It is empty.");
    }
    if bytes.starts_with(b"%PDF-") {
        return Showing::Pdf;
    }
    if let Some(image) = image(bytes) {
        return Showing::Image(image);
    }
    match claimed {
        "text/plain" => Showing::Text(text(bytes)),
        "text/html" | "application/xhtml+xml" => {
            Showing::SaveOnly("HTML can hold active content, so it is not opened here.")
        }
        "text/xml" | "application/xml" | "image/svg+xml" => {
            Showing::SaveOnly("XML can hold active content, so it is not opened here.")
        }
        "application/pdf" | "image/png" | "image/jpeg" | "image/gif" | "image/bmp" => {
            Showing::SaveOnly("Its content is not what its kind of file says.")
        }
        _ => Showing::SaveOnly("A browser cannot show this kind of file."),
    }
}

/// The image formats that every browser shows and that hold nothing active.
fn image(bytes: &[u8]) -> Option<&'static str> {
    [
        (&b"\x89PNG\r\n\x1a\n"[..], "image/png"),
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"GIF87a", "image/gif"),
        (b"GIF89a", "image/gif"),
        (b"BM", "image/bmp"),
    ]
    .into_iter()
    .find(|(start, kind)| bytes.starts_with(start) && (*kind != "image/bmp" || is_bitmap(bytes)))
    .map(|(_, kind)| kind)
}

/// Two letters begin many a text: a bitmap also states its own length.
fn is_bitmap(bytes: &[u8]) -> bool {
    let stated = bytes.get(2..6).and_then(|four| <[u8; 4]>::try_from(four).ok()).map(u32::from_le_bytes);
    stated.is_some_and(|stated| usize::try_from(stated).is_ok_and(|stated| stated == bytes.len()))
}

/// UTF-8, else one letter a byte as Western European systems write it.
fn text(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}
