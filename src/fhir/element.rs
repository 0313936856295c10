//! The shared elements: codes, references, identifiers, notes and the like.

use chrono::NaiveDate;

use super::lenient::{Notes, object};
use super::{Code, DateTime, Extensions};

object! {
    /// A concept: codes, a text, or both. The text to show is `format::concept`'s to choose.
    pub struct CodeableConcept {
        /// Its codes, in the order sent; their order means nothing.
        "coding" => pub coding: Vec<Coding>,
        /// The recorder's own words.
        "text" => pub text: Option<String>,
    }
    text => text
}

object! {
    /// A code in a code system.
    pub struct Coding {
        /// The code system.
        "system" => pub system: Option<Code>,
        /// The code.
        "code" => pub code: Option<Code>,
        /// The code system's words for the code.
        "display" => pub display: Option<String>,
        /// True when the user chose this very code.
        "userSelected" => pub user_selected: Option<bool>,
        /// Extensions; see [`Coding::description`].
        "extension" => pub extension: Extensions,
    }
}

impl CodeableConcept {
    /// True when one of the codes is `code`, in whatever system.
    pub fn has_code(&self, code: &str) -> bool {
        self.coding.iter().any(|coding| coding.code.as_deref() == Some(code))
    }

    /// The first code, in whatever system.
    pub fn first_code(&self) -> Option<&str> {
        self.coding.iter().find_map(|coding| coding.code.as_deref())
    }
}

impl Coding {
    /// The SNOMED description's words (`descriptionDisplay`): the synonym that the recorder saw.
    ///
    /// The extension is matched by the last segment of its url, which suppliers write in five ways, one of
    /// them misspelt (structured digest 3.1).
    pub fn description_display(&self) -> Option<&str> {
        self.description("descriptionDisplay")
    }

    /// The SNOMED description's id (`descriptionId`).
    pub fn description_id(&self) -> Option<&str> {
        self.description("descriptionId")
    }

    fn description(&self, child: &str) -> Option<&str> {
        self.extension
            .iter()
            .filter(|extension| is_description(extension.url.as_deref().unwrap_or_default()))
            .find_map(|extension| extension.child(child)?.text())
            .filter(|text| !text.trim().is_empty())
    }
}

fn is_description(url: &str) -> bool {
    let last = url.rsplit('/').next().unwrap_or(url).to_ascii_lowercase();
    last.starts_with("extension-coding-sctdescid") || last.starts_with("extension-coding-sctdecsid")
}

object! {
    /// A pointer to another resource, or words in its place. Resolve it with [`Index`](super::Index).
    pub struct Reference {
        /// `Type/id`, `#id`, an absolute url; in bad data a sentence.
        "reference" => pub reference: Option<String>,
        /// Words about the target.
        "display" => pub display: Option<String>,
        /// A business identifier of the target.
        "identifier" => pub identifier: Option<Box<Identifier>>,
        also container: Container,
    }
    text => reference
    done => stand
}

/// The entry that an element is in. Its position is not part of what it says, so any two are equal.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Container(pub(super) Option<usize>);

impl PartialEq for Container {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Reference {
    /// Remembers the entry that it is in: `#id` means nothing elsewhere.
    fn stand(&mut self, notes: &Notes) {
        self.container = Container(notes.entry);
    }

    /// Type and id of its target, in whatever form it was sent: `Location/17`, with a version behind (L-6), or as the
    /// end of an absolute url. `None` for `#id`, for a sentence and for an id without its type.
    pub fn target(&self) -> Option<(&str, &str)> {
        let text = self.reference.as_deref()?.trim();
        let text = text.split_once("/_history").map_or(text, |(text, _)| text).trim_end_matches('/');
        let (front, id) = text.rsplit_once('/')?;
        let kind = front.rsplit('/').next()?;
        let is_type = kind.starts_with(|c: char| c.is_ascii_uppercase())
            && kind.bytes().all(|b| b.is_ascii_alphabetic());
        (is_type && !id.is_empty() && !id.contains(char::is_whitespace)).then_some((kind, id))
    }

    /// The id of its target when that is of this type: `reference.id_of("Location")`.
    pub fn id_of(&self, kind: &str) -> Option<&str> {
        self.target().filter(|(own, _)| *own == kind).map(|(_, id)| id)
    }
}

object! {
    /// A business identifier.
    pub struct Identifier {
        /// Who gave it.
        "system" => pub system: Option<Code>,
        /// The value, opaque.
        "value" => pub value: Option<Code>,
        /// `usual`, `official`, `temp`, `secondary`.
        "use" => pub usage: Option<Code>,
        /// Its kind.
        "type" => pub kind: Option<Box<CodeableConcept>>,
        /// When it holds; PDS says so of registered practices.
        "period" => pub period: Option<Box<Period>>,
        /// Extensions; `NHSNumberVerificationStatus` on an NHS number.
        "extension" => pub extension: Extensions,
    }
    text => value
}

object! {
    /// A span of time; either end may be open or partial.
    pub struct Period {
        /// Its start.
        "start" => pub start: Option<DateTime>,
        /// Its end.
        "end" => pub end: Option<DateTime>,
    }
}

impl Period {
    /// Whether a day lies within it, both ends included; an end of a month or a year is its last day. An end that is no
    /// date does not limit it.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        let begun = self.start.as_ref().and_then(DateTime::earliest_date).is_none_or(|start| start <= day);
        let over = self.end.as_ref().and_then(DateTime::latest_date).is_some_and(|end| end < day);
        begun && !over
    }
}

object! {
    /// A note.
    pub struct Annotation {
        /// What it says, with its line breaks.
        "text" => pub text: Option<String>,
        /// When it was written.
        "time" => pub time: Option<DateTime>,
        /// Who wrote it; some suppliers put a label here ("Patient Notes").
        "authorString" => pub author_string: Option<String>,
        /// Who wrote it.
        "authorReference" => pub author_reference: Option<Box<Reference>>,
    }
    text => text
}

object! {
    /// A document's place and size; its content is never inside.
    pub struct Attachment {
        /// Media type; in bad data a sentence.
        "contentType" => pub content_type: Option<String>,
        /// Where to fetch it; absent for a placeholder.
        "url" => pub url: Option<Code>,
        /// The content itself in base64, where it was sent along.
        "data" => pub data: Option<String>,
        /// Bytes.
        "size" => pub size: Option<u32>,
        /// Words about it; for a placeholder the reason why there is no content.
        "title" => pub title: Option<String>,
        /// When it was made.
        "creation" => pub creation: Option<DateTime>,
    }
}

object! {
    /// Data about a resource.
    pub struct Meta {
        /// Its version; the `If-Match` of an update.
        "versionId" => pub version_id: Option<Code>,
        /// When the server last wrote it; never relied on (FND-21).
        "lastUpdated" => pub last_updated: Option<DateTime>,
        /// The profiles that it claims; never dispatched on.
        "profile" => pub profile: Vec<Code>,
        /// Security labels, such as NOPAT.
        "security" => pub security: Vec<Coding>,
        /// Tags.
        "tag" => pub tag: Vec<Coding>,
        /// Extensions; `ServiceFilteringStatus` on a search result.
        "extension" => pub extension: Extensions,
    }
}

object! {
    /// XHTML sent by the provider. Only `ui::provider_html` may draw it.
    pub struct Narrative {
        /// `generated`, `additional`, …
        "status" => pub status: Option<Code>,
        /// The XHTML, as one text.
        "div" => pub div: Option<String>,
    }
    text => div
}
