//! What a file is. Decided here and nowhere else: by its content where that tells, else by what is claimed (ADOC-19).

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A PDF.
    Pdf,
    /// A PNG image.
    Png,
    /// A JPEG image.
    Jpeg,
    /// A GIF image.
    Gif,
    /// A BMP image.
    Bmp,
    /// A TIFF image: what scanned letters are.
    Tiff,
    /// Words without form.
    Text,
    /// Words in HTML.
    Html,
    /// XML that is no HTML.
    Xml,
    /// Something that a browser cannot show: a row of [`OTHERS`].
    Other(&'static Other),
    /// A program, which no letter is.
    Program,
    /// Nobody can tell.
    Unknown,
}

/// A kind of file that other programs open.
#[derive(Debug, PartialEq, Eq)]
pub struct Other {
    words: &'static str,
    extension: &'static str,
    media_types: &'static [&'static str],
}

const fn other(words: &'static str, extension: &'static str, media_types: &'static [&'static str]) -> Other {
    Other { words, extension, media_types }
}

static RICH_TEXT: Other = other(
    "Rich text",
    "rtf",
    &["text/rtf", "text/richtext", "application/rtf", "application/x-rtf", "application/mswrtford"],
);
static WORD: Other = other("Word document", "doc", &["application/msword", "application/vnd.ms-word"]);
static WORD_XML: Other = other(
    "Word document",
    "docx",
    &["application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
);
static EXCEL: Other = other("Excel sheet", "xls", &["application/vnd.ms-excel", "application/msexcel"]);
static EXCEL_XML: Other =
    other("Excel sheet", "xlsx", &["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"]);
static SLIDES: Other = other("PowerPoint slides", "ppt", &["application/vnd.ms-powerpoint"]);
static SLIDES_XML: Other = other(
    "PowerPoint slides",
    "pptx",
    &["application/vnd.openxmlformats-officedocument.presentationml.presentation"],
);
static OPEN_TEXT: Other = other("OpenDocument text", "odt", &["application/vnd.oasis.opendocument.text"]);
static OUTLOOK: Other = other("Outlook message", "msg", &["application/vnd.ms-outlook"]);
static MAIL: Other = other("E-mail message", "eml", &["message/rfc822"]);
static ZIP: Other = other("Zip archive", "zip", &["application/zip", "application/x-zip-compressed"]);
static WEBP: Other = other("WebP image", "webp", &["image/webp"]);
static HEIC: Other = other("HEIC image", "heic", &["image/heic", "image/heif"]);
static DICOM: Other = other("DICOM image", "dcm", &["application/dicom"]);
static AU: Other = other("Sound", "au", &["audio/basic", "audio/x-au", "audio/au"]);
static MP3: Other = other("Sound", "mp3", &["audio/mpeg", "audio/mp3", "audio/mpeg3", "audio/x-mpeg-3"]);
static WAV: Other = other("Sound", "wav", &["audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave"]);
static M4A: Other = other("Sound", "m4a", &["audio/mp4", "audio/x-m4a"]);
static MPEG: Other = other("Video", "mpg", &["video/mpeg"]);
static MP4: Other = other("Video", "mp4", &["video/mp4"]);

/// Everything that a browser cannot show, and that is saved under its right name.
static OTHERS: [&Other; 20] = [
    &RICH_TEXT,
    &WORD,
    &WORD_XML,
    &EXCEL,
    &EXCEL_XML,
    &SLIDES,
    &SLIDES_XML,
    &OPEN_TEXT,
    &OUTLOOK,
    &MAIL,
    &ZIP,
    &WEBP,
    &HEIC,
    &DICOM,
    &AU,
    &MP3,
    &WAV,
    &M4A,
    &MPEG,
    &MP4,
];

/// How far into a file its signature may be (PDF 1.7, implementation note 13).
const HEAD: usize = 1024;

impl Kind {
    /// What a media type names; nothing for one that says nothing, such as `application/octet-stream` or a sentence.
    pub fn claimed(media_type: &str) -> Option<Self> {
        let name = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        Some(match name.as_str() {
            "application/pdf" | "application/x-pdf" => Kind::Pdf,
            "image/png" | "image/x-png" => Kind::Png,
            "image/jpeg" | "image/jpg" | "image/pjpeg" => Kind::Jpeg,
            "image/gif" => Kind::Gif,
            "image/bmp" | "image/x-bmp" | "image/x-ms-bmp" => Kind::Bmp,
            "image/tiff" | "image/tif" | "image/x-tiff" | "image/x-tif" => Kind::Tiff,
            "text/plain" => Kind::Text,
            "text/html" | "application/xhtml+xml" => Kind::Html,
            "text/xml" | "application/xml" | "image/svg+xml" => Kind::Xml,
            name => return Self::other(|other| other.media_types.contains(&name)),
        })
    }

    /// What the ending of a name says.
    pub fn named(name: &str) -> Option<Self> {
        let (_, ending) = name.trim().rsplit_once('.')?;
        Some(match ending.to_ascii_lowercase().as_str() {
            "pdf" => Kind::Pdf,
            "png" => Kind::Png,
            "jpg" | "jpeg" => Kind::Jpeg,
            "gif" => Kind::Gif,
            "bmp" => Kind::Bmp,
            "tif" | "tiff" => Kind::Tiff,
            "txt" => Kind::Text,
            "htm" | "html" => Kind::Html,
            "xml" => Kind::Xml,
            ending => return Self::other(|other| other.extension == ending),
        })
    }

    fn other(is: impl Fn(&Other) -> bool) -> Option<Self> {
        OTHERS.iter().find(|other| is(other)).map(|other| Kind::Other(other))
    }

    /// What the bytes say that they are; nothing where they bear no signature.
    pub fn signed(bytes: &[u8]) -> Option<Self> {
        let at = |place: usize, sign: &[u8]| bytes.get(place..).is_some_and(|rest| rest.starts_with(sign));
        let starts = |sign: &[u8]| at(0, sign);
        Some(match () {
            () if starts(b"%PDF-") => Kind::Pdf,
            () if starts(b"\x89PNG\r\n\x1a\n") => Kind::Png,
            () if starts(b"\xff\xd8\xff") => Kind::Jpeg,
            () if starts(b"GIF87a") || starts(b"GIF89a") => Kind::Gif,
            () if is_bitmap(bytes) => Kind::Bmp,
            () if starts(b"II*\0") || starts(b"MM\0*") => Kind::Tiff,
            () if starts(b"{\\rtf") || first_letters(bytes).starts_with(b"{\\rtf") => Kind::Other(&RICH_TEXT),
            () if starts(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") => Kind::Other(compound(bytes)),
            () if starts(b"PK\x03\x04") => Kind::Other(zipped(bytes)),
            () if starts(b"RIFF") && at(8, b"WEBP") => Kind::Other(&WEBP),
            () if starts(b"RIFF") && at(8, b"WAVE") => Kind::Other(&WAV),
            () if at(4, b"ftypM4A") => Kind::Other(&M4A),
            () if at(4, b"ftyphe") || at(4, b"ftypmif1") => Kind::Other(&HEIC),
            () if at(4, b"ftyp") => Kind::Other(&MP4),
            () if starts(b".snd") => Kind::Other(&AU),
            () if starts(b"ID3") || starts(b"\xff\xfb") || starts(b"\xff\xf3") => Kind::Other(&MP3),
            () if starts(b"\0\0\x01\xba") || starts(b"\0\0\x01\xb3") => Kind::Other(&MPEG),
            () if at(128, b"DICM") => Kind::Other(&DICOM),
            () if starts(b"MZ\x90\0") || starts(b"MZ\0\0") || starts(b"\x7fELF") => Kind::Program,
            () if is_pdf_after_something(bytes) => Kind::Pdf,
            () => return None,
        })
    }

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Kind::Pdf => "PDF",
            Kind::Png => "PNG image",
            Kind::Jpeg => "JPEG image",
            Kind::Gif => "GIF image",
            Kind::Bmp => "BMP image",
            Kind::Tiff => "TIFF image",
            Kind::Text => "Plain text",
            Kind::Html => "HTML",
            Kind::Xml => "XML",
            Kind::Other(other) => other.words,
            Kind::Program => "Program",
            Kind::Unknown => "File type not stated",
        }
    }

    /// A name to save it under: says nothing about the patient, and a double click opens it without running what is in it.
    pub fn file_name(self) -> String {
        let ending = match self {
            Kind::Pdf => "pdf",
            Kind::Png => "png",
            Kind::Jpeg => "jpg",
            Kind::Gif => "gif",
            Kind::Bmp => "bmp",
            Kind::Tiff => "tif",
            // HTML and XML as text too: opened as what they are, a script in them would run.
            Kind::Text | Kind::Html | Kind::Xml => "txt",
            Kind::Other(other) => other.extension,
            Kind::Program | Kind::Unknown => "bin",
        };
        format!("document.{ending}")
    }
}

/// Two letters begin many a text: a bitmap also states the length of its second header.
fn is_bitmap(bytes: &[u8]) -> bool {
    bytes.starts_with(b"BM")
        && bytes.get(6..10).is_some_and(|reserved| reserved == [0; 4])
        && matches!(bytes.get(14..18), Some([12 | 40 | 52 | 56 | 64 | 108 | 124, 0, 0, 0]))
}

/// Systems put a mark or lines of their own before a PDF, and every viewer passes over them (within 1,024 bytes).
fn is_pdf_after_something(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD.min(bytes.len())).unwrap_or_default();
    holds(head, b"%PDF-") && holds(bytes, b" obj") && (holds(bytes, b"startxref") || holds(bytes, b"trailer"))
}

/// What follows a mark and blanks.
fn first_letters(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start()
}

/// The old Office formats are one container, told apart by the name of what is in it.
fn compound(bytes: &[u8]) -> &'static Other {
    let named = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        holds(bytes, &wide)
    };
    match () {
        () if named("__substg1.0_") => &OUTLOOK,
        () if named("WordDocument") => &WORD,
        () if named("Workbook") => &EXCEL,
        () if named("PowerPoint Document") => &SLIDES,
        () => &WORD,
    }
}

/// The new Office formats are zip archives, told apart by the folders in them.
fn zipped(bytes: &[u8]) -> &'static Other {
    match () {
        () if holds(bytes, b"word/document") => &WORD_XML,
        () if holds(bytes, b"xl/workbook") => &EXCEL_XML,
        () if holds(bytes, b"ppt/presentation") => &SLIDES_XML,
        () if holds(bytes, b"mimetypeapplication/vnd.oasis.opendocument.text") => &OPEN_TEXT,
        () => &ZIP,
    }
}

/// Whether bytes hold others.
pub(super) fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    find(bytes, wanted).is_some()
}

/// Where bytes first hold others.
pub(super) fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|here| here == wanted)
}
