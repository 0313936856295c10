//! Files that go with a summary: which kinds are allowed, and whether a file is what it says (SDOC-35).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// One file of the encounter.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Attachment {
    /// What it is called on the page and in the message.
    pub title: String,
    /// When it was made.
    pub created: DateTime<FixedOffset>,
    /// Its media type as given.
    pub content_type: String,
    /// Its bytes; base64 in JSON.
    #[serde(serialize_with = "to_base64", deserialize_with = "from_base64")]
    pub content: Vec<u8>,
}

fn to_base64<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&STANDARD.encode(bytes))
}

fn from_base64<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    // Without what the decoder says, which quotes the content.
    let text = String::deserialize(deserializer)?;
    STANDARD.decode(text).map_err(|_| serde::de::Error::custom("an attachment is not base64"))
}

/// The kinds of file that receivers have to take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaType {
    /// PDF.
    Pdf,
    /// Word up to 2003.
    Word,
    /// Word since 2007.
    WordOpenXml,
    /// Rich text.
    RichText,
    /// HTML.
    Html,
    /// Plain text.
    Text,
    /// XML.
    Xml,
    /// JPEG picture.
    Jpeg,
    /// PNG picture.
    Png,
    /// TIFF picture.
    Tiff,
}

impl MediaType {
    /// Reads a media type; parameters and the specification's own misspellings are understood.
    pub fn parse(text: &str) -> Option<Self> {
        let bare = text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        Some(match bare.as_str() {
            "application/pdf" => Self::Pdf,
            "application/msword" => Self::Word,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => Self::WordOpenXml,
            "application/mswrtford" | "application/rtf" | "text/rtf" => Self::RichText,
            "text/html" => Self::Html,
            "text/plain" => Self::Text,
            "text/xml" | "application/xml" => Self::Xml,
            "image/jpg" | "image/jpeg" => Self::Jpeg,
            "image/png" => Self::Png,
            "image/tiff" => Self::Tiff,
            _ => return None,
        })
    }

    /// The type as the message names it, registered names only.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Word => "application/msword",
            Self::WordOpenXml => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::RichText => "application/rtf",
            Self::Html => "text/html",
            Self::Text => "text/plain",
            Self::Xml => "text/xml",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Tiff => "image/tiff",
        }
    }

    /// Whether a file begins as one of its kind does.
    pub fn is_kind_of(self, content: &[u8]) -> bool {
        match self {
            Self::Pdf => content.starts_with(b"%PDF-"),
            Self::Word => content.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]),
            Self::WordOpenXml => content.starts_with(b"PK\x03\x04"),
            Self::RichText => content.starts_with(b"{\\rtf"),
            Self::Jpeg => content.starts_with(&[0xff, 0xd8, 0xff]),
            Self::Png => content.starts_with(b"\x89PNG\r\n\x1a\n"),
            Self::Tiff => content.starts_with(b"II*\0") || content.starts_with(b"MM\0*"),
            Self::Html | Self::Text | Self::Xml => {
                !content.is_empty() && !content.contains(&0) && std::str::from_utf8(content).is_ok()
            }
        }
    }
}

/// A size for people: `1.4 MB`, `120 kB`.
pub(crate) fn size_words(bytes: usize) -> String {
    match bytes {
        0..=999 => format!("{bytes} bytes"),
        1_000..=999_999 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}
