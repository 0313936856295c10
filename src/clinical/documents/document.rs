//! One document as a row: what is known of it before it is fetched (structured digest 5.4, 7.20).

use std::sync::Arc;

use super::kind::Kind;
use crate::clinical::security_label::is_not_for_patient;
use crate::clinical::{Placing, person};
use crate::fhir::{
    Attachment, Binary, CodeableConcept, DateTime, DocumentReference, Kind as _, Reference, Resolved,
    base64_binary,
};
use crate::format;
use crate::format::concept::Degraded;

/// From this size on a reader is warned before fetching (ADOC-12).
pub const LARGE: u32 = 1_000_000;

/// Shown in place of a reason that was not sent.
const NO_REASON: &str = "Document held by the practice but not available electronically";

/// Where a document came from (ADOC-18).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Its author is the organisation that keeps it.
    Practice(String),
    /// Its author is another organisation.
    Received(String),
    /// Its author is a person.
    Person(String),
    /// No author was sent.
    NotRecorded,
}

impl Origin {
    /// In words.
    pub fn words(&self) -> String {
        match self {
            Origin::Practice(name) => format!("Created in the practice ({name})"),
            Origin::Received(name) => format!("Received from {name}"),
            Origin::Person(name) => format!("Written by {name}"),
            Origin::NotRecorded => "Author not recorded".to_owned(),
        }
    }
}

/// Where the content of a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fetch {
    /// In the response itself: nothing is to be fetched.
    Here(Inline),
    /// By its address.
    At(String),
    /// Nowhere, and why (ADOC-13).
    Not(String),
}

/// Content that came along with what is known of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Inline {
    /// The media type as sent.
    pub media_type: String,
    base64: Arc<str>,
}

impl Inline {
    /// The bytes; `None` where they are not base64.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        base64_binary(&self.base64)
    }
}

impl std::fmt::Debug for Inline {
    /// Never the content.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Inline({}, {} letters)", self.media_type, self.base64.len())
    }
}

/// One form of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The media type as sent.
    pub media_type: String,
    /// Bytes.
    pub size: Option<u32>,
    /// Where its content is.
    pub fetch: Fetch,
}

impl File {
    fn read<'a>(placing: &Placing<'a>, document: &'a DocumentReference, sent: &'a Attachment) -> Self {
        let title = sent.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
        let address = sent.url.as_deref().map(str::trim).filter(|address| !address.is_empty());
        let media_type = sent.content_type.clone().unwrap_or_default();
        let sent_along = |media_type: &str, base64: &str| {
            (!base64.trim().is_empty())
                .then(|| Fetch::Here(Inline { media_type: media_type.to_owned(), base64: base64.into() }))
        };
        let here = sent.data.as_deref().and_then(|data| sent_along(&media_type, data)).or_else(|| {
            let address = address?;
            if let Some((described, base64)) =
                address.strip_prefix("data:").and_then(|rest| rest.split_once(','))
            {
                return sent_along(described.trim_end_matches(";base64"), base64);
            }
            let binary = binary(placing, document, address)?;
            let media_type = binary.content_type.as_deref().unwrap_or(&media_type);
            sent_along(media_type, binary.base64()?)
        });
        let fetch = here.unwrap_or_else(|| match address {
            Some(address) => Fetch::At(address.to_owned()),
            None => Fetch::Not(title.unwrap_or(NO_REASON).to_owned()),
        });
        Self { media_type, size: sent.size, fetch }
    }

    /// Whether a reader should know beforehand that it is large.
    pub fn is_large(&self) -> bool {
        self.size.is_some_and(|size| size >= LARGE)
    }

    /// `840 bytes`, `12 kB`, `2.4 MB`; the words that no size was sent.
    pub fn size_words(&self) -> String {
        match self.size {
            None => "size not stated".to_owned(),
            Some(bytes @ ..1_000) => format!("{bytes} bytes"),
            Some(bytes @ 1_000..1_000_000) => format!("{} kB", (bytes + 500) / 1_000),
            Some(bytes) => format!("{:.1} MB", f64::from(bytes) / 1e6),
        }
    }

    /// The kind of file in words, as far as it is claimed; the media type where there are none.
    pub fn format_words(&self) -> String {
        match (Kind::claimed(&self.media_type), self.media_type.trim()) {
            (Some(kind), _) => kind.words().to_owned(),
            (None, "") => Kind::Unknown.words().to_owned(),
            (None, sent) if sent.eq_ignore_ascii_case("application/octet-stream") => {
                format!("{} (octet-stream)", Kind::Unknown.words())
            }
            (None, sent) => sent.to_owned(),
        }
    }
}

/// The content that an address names, where it came along: inside the document, or beside it in the response.
fn binary<'a>(placing: &Placing<'a>, document: &'a DocumentReference, address: &str) -> Option<&'a Binary> {
    let is = |binary: &Binary, id: &str| {
        binary.id.as_deref().is_some_and(|own| own.strip_prefix('#').unwrap_or(own) == id)
    };
    if let Some(id) = address.strip_prefix('#') {
        return document.contained.iter().filter_map(Binary::of).find(|binary| is(binary, id));
    }
    let id = Binary::id_in(address)?;
    let (position, found) = placing.each::<Binary>().find(|(_, binary)| is(binary, &id))?;
    placing.place(position);
    Some(found)
}

/// One document.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Its position in the response.
    pub key: usize,
    /// Its title; its kind where it has none.
    pub title: String,
    /// Its kind: the original term.
    pub kind: Option<String>,
    /// Set when its code was lost in transfer (ARS-26).
    pub degraded: Option<Degraded>,
    /// When it was made or edited; another thing than when it was filed (ADOC-16).
    pub created: Option<DateTime>,
    /// When it came into the GP system.
    pub indexed: Option<DateTime>,
    /// Where it came from.
    pub origin: Origin,
    /// Who keeps it.
    pub custodian: Option<String>,
    /// The kind of practice where it was made.
    pub setting: Option<String>,
    /// Its forms; one as a rule.
    pub files: Vec<File>,
    /// What is odd about it, in words.
    pub remarks: Vec<String>,
    /// Not to be disclosed to the patient (ADOC-15).
    pub not_for_patient: bool,
}

impl Document {
    pub(super) fn read<'a>(placing: &Placing<'a>, position: usize, sent: &'a DocumentReference) -> Self {
        let words = |concept: &CodeableConcept| format::concept(concept).into_owned();
        let kind = sent.kind.as_ref().map(words);
        let title = sent.description.as_deref().map(str::trim).filter(|title| !title.is_empty());
        let mut files: Vec<File> = sent
            .content
            .iter()
            .filter_map(|content| content.attachment.as_ref())
            .map(|one| File::read(placing, sent, one))
            .collect();
        if files.is_empty() {
            files.push(File {
                media_type: String::new(),
                size: None,
                fetch: Fetch::Not(NO_REASON.to_owned()),
            });
        }
        let status = sent.status.as_deref().filter(|status| *status != "current");
        let context = sent.context.as_deref();
        let labelled = sent.security_label.iter().any(|label| label.has_code("NOPAT"));
        Self {
            key: position,
            title: title
                .map(str::to_owned)
                .or_else(|| kind.clone())
                .unwrap_or_else(|| "Without a title".to_owned()),
            kind,
            degraded: sent.kind.as_ref().and_then(format::degraded),
            created: sent.created.clone(),
            indexed: sent.indexed.clone(),
            origin: origin(placing, sent),
            custodian: person(placing, sent.custodian.as_ref()).map(|who| who.name),
            setting: context.and_then(|context| context.practice_setting.as_ref()).map(words),
            files,
            remarks: status.map(|status| format!("Status: {status}")).into_iter().collect(),
            not_for_patient: labelled || is_not_for_patient(sent.meta.as_deref()),
        }
    }
}

fn origin<'a>(placing: &Placing<'a>, sent: &'a DocumentReference) -> Origin {
    let names: Vec<String> = sent
        .author
        .iter()
        .filter_map(|author| person(placing, Some(author)))
        .map(|who| who.to_string())
        .collect();
    if names.is_empty() {
        return Origin::NotRecorded;
    }
    let names = names.join(", ");
    let is_organisation = |author: &Reference| author.id_of("Organization").is_some();
    match sent.author.iter().find(|author| is_organisation(author)) {
        None => Origin::Person(names),
        Some(author) if sent.custodian.as_ref().is_some_and(|keeper| is_same(placing, author, keeper)) => {
            Origin::Practice(names)
        }
        Some(_) => Origin::Received(names),
    }
}

fn is_same(placing: &Placing, one: &Reference, other: &Reference) -> bool {
    match (placing.index().resolve(one), placing.index().resolve(other)) {
        (Resolved::Found(one), Resolved::Found(other)) => one.position == other.position,
        _ => one.target().is_some() && one.target() == other.target(),
    }
}
