//! Any resource: typed, of another type, or unreadable; never lost.

use std::borrow::Cow;
use std::sync::Arc;

use serde::de::IgnoredAny;

use super::lenient::{Element, Failed, Item, Json, Notes, mend};
use super::repeated::repeats_a_member;
use super::{
    AllergyIntolerance, Appointment, Binary, CapabilityStatement, Code, Composition, Condition, Device,
    DiagnosticReport, DocumentReference, Encounter, HealthcareService, Immunization, List, Location,
    Medication, MedicationRequest, MedicationStatement, Meta, Observation, OperationOutcome, Organization,
    Patient, Practitioner, PractitionerRole, ProcedureRequest, QuestionnaireResponse, ReadError,
    ReferralRequest, SIGN, Schedule, Slot, Specimen,
};

/// FHIR allows one level of contained resources. Each level reads afresh, so the depth needs its own limit.
const MOST_CONTAINERS: usize = 2;

/// The one reason for which a resource of a known type cannot be read.
const TOO_DEEP: &str = "nested too deeply";

/// Types that the model does not read, and that are people, groups and things which entries refer to.
const NO_ENTRIES: [&str; 7] =
    ["RelatedPerson", "Person", "Group", "CareTeam", "Substance", "Endpoint", "Provenance"];

/// A type of resource that the model reads.
pub trait Kind: Sized + 'static {
    /// Its `resourceType`.
    const TYPE: &'static str;

    /// The resource, if it is of this type.
    fn of(resource: &Resource) -> Option<&Self>;
}

macro_rules! resources {
    ($($kind:ident)*) => {
        /// A resource of a bundle. What is in it is shared and not copied: the code that copies thirty types is 90 kB.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Resource {
            $(
                #[doc = concat!("See [`", stringify!($kind), "`].")]
                $kind(Arc<$kind>),
            )*
            /// A type that the app does not know; counted and listed, not drawn.
            Other(Arc<Other>),
            /// Something about another person, set apart: of no [`Kind`], so that no view can take it for the
            /// patient's.
            SomebodyElses(Arc<SomebodyElses>),
            /// Something that could not be read at all; counted and listed.
            Unreadable(Arc<Unreadable>),
        }

        impl Resource {
            /// The `resourceType` as sent; `?` when there was none.
            pub fn resource_type(&self) -> &str {
                match self {
                    $( Self::$kind(_) => stringify!($kind), )*
                    Self::Other(other) => &other.resource_type,
                    Self::SomebodyElses(this) => this.resource.resource_type(),
                    Self::Unreadable(unreadable) => unreadable.resource_type.as_deref().unwrap_or("?"),
                }
            }

            /// The id as sent.
            pub fn id(&self) -> Option<&str> {
                match self {
                    $( Self::$kind(resource) => resource.id.as_deref(), )*
                    Self::Other(other) => other.id.as_deref(),
                    Self::SomebodyElses(this) => this.resource.id(),
                    Self::Unreadable(unreadable) => unreadable.id.as_deref(),
                }
            }

            /// Version, profiles, security labels.
            pub fn meta(&self) -> Option<&Meta> {
                match self {
                    $( Self::$kind(resource) => resource.meta.as_deref(), )*
                    Self::SomebodyElses(this) => this.resource.meta(),
                    Self::Other(_) | Self::Unreadable(_) => None,
                }
            }

            /// The resources inside this one.
            pub fn contained(&self) -> &[Resource] {
                match self {
                    $( Self::$kind(resource) => &resource.contained, )*
                    Self::SomebodyElses(this) => this.resource.contained(),
                    Self::Other(_) | Self::Unreadable(_) => &[],
                }
            }

            /// What is inside, to be changed; not of what is shared.
            pub(super) fn contained_mut(&mut self) -> Option<&mut Vec<Resource>> {
                match self {
                    $( Self::$kind(resource) => Arc::get_mut(resource).map(|resource| &mut resource.contained), )*
                    Self::Other(_) | Self::SomebodyElses(_) | Self::Unreadable(_) => None,
                }
            }

            fn read_kind(kind: &str, json: &str, notes: &mut Notes) -> Option<Result<Self, Failed>> {
                Some(match kind {
                    $( stringify!($kind) => typed(json, notes).map(Self::$kind), )*
                    // Its name before STU3; the members that are read are the same.
                    "Conformance" => typed(json, notes).map(Self::CapabilityStatement),
                    _ => return None,
                })
            }
        }
    };
}

resources!(
    Patient Practitioner PractitionerRole Organization Location HealthcareService
    AllergyIntolerance Medication MedicationStatement MedicationRequest List Condition Encounter Observation
    Immunization DiagnosticReport Specimen ProcedureRequest ReferralRequest DocumentReference
    QuestionnaireResponse Slot Schedule Appointment OperationOutcome Composition Device Binary
    CapabilityStatement
);

/// A resource of a type that the app does not know.
#[derive(Clone, Debug, PartialEq)]
pub struct Other {
    /// Its type.
    pub resource_type: String,
    /// Its id.
    pub id: Option<Code>,
    /// Its JSON as received.
    pub raw: Box<str>,
}

/// A resource about another person than the patient of its bundle; see [`Bundle::about`](super::Bundle::about).
#[derive(Clone, Debug, PartialEq)]
pub struct SomebodyElses {
    /// Whose it is, as far as that was sent.
    pub who: String,
    /// What is shown in its place wherever something refers to it.
    pub(super) words: String,
    /// What was sent.
    pub resource: Resource,
}

/// An entry that could not be read as a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The `resourceType`, if there was one.
    pub resource_type: Option<String>,
    /// The id, if there was one.
    pub id: Option<Code>,
    /// Why, in plain words without anything from the body.
    pub reason: String,
}

impl Resource {
    /// Reads a single resource, such as the answer to reading an appointment.
    ///
    /// A resource of an unknown type (also `Bundle`) is `Ok(Resource::Other)`; one whose content defeats the
    /// model is `Ok(Resource::Unreadable)`.
    pub fn read(bytes: &[u8]) -> Result<Self, ReadError> {
        let text = text_of(bytes);
        let json = text.trim();
        if json.is_empty() {
            return Err(ReadError::Empty);
        }
        let is_json = |json: &str| serde_json::from_str::<IgnoredAny>(json).map(|_| ());
        let json = match is_json(json) {
            Ok(()) => Cow::Borrowed(json),
            Err(error) => match mend(json) {
                Cow::Owned(mended) if is_json(&mended).is_ok() => Cow::Owned(mended),
                _ => return Err(ReadError::from_json(&error, json)),
            },
        };
        match Self::from_json(&json, &mut Notes::default()) {
            Self::Unreadable(unreadable) if unreadable.resource_type.is_none() => {
                Err(ReadError::NotAResource)
            }
            resource => Ok(resource),
        }
    }

    /// Reads JSON that is known to be well-formed.
    pub(super) fn from_json(json: &str, notes: &mut Notes) -> Self {
        let json = json.trim();
        if notes.containers > MOST_CONTAINERS {
            return unreadable(None, None, TOO_DEEP);
        }
        if !json.starts_with('{') {
            let reason = if json == "null" { "the entry holds no resource" } else { "not a resource" };
            return unreadable(None, None, reason);
        }
        let kind = type_of(json);
        let Some(kind) = kind.filter(|kind| !kind.trim().is_empty()) else {
            return unreadable(None, id_of(json), "no resource type was sent");
        };
        let kind = kind.trim();
        match Self::read_kind(kind, json, notes) {
            Some(Ok(resource)) => resource.keep_received(json),
            Some(Err(Failed)) => unreadable(Some(kind), id_of(json), TOO_DEEP),
            None => Self::Other(Arc::new(Other {
                resource_type: kind.to_owned(),
                id: id_of(json),
                raw: json.into(),
            })),
        }
    }

    /// Whether it is an entry of the record by itself: no person, place or thing that entries refer to.
    pub(super) fn is_of_record(&self) -> bool {
        match self {
            Self::AllergyIntolerance(_)
            | Self::MedicationStatement(_)
            | Self::MedicationRequest(_)
            | Self::List(_)
            | Self::Condition(_)
            | Self::Encounter(_)
            | Self::Observation(_)
            | Self::Immunization(_)
            | Self::DiagnosticReport(_)
            | Self::ProcedureRequest(_)
            | Self::ReferralRequest(_)
            | Self::DocumentReference(_)
            | Self::QuestionnaireResponse(_)
            | Self::Specimen(_)
            | Self::SomebodyElses(_)
            | Self::Unreadable(_) => true,
            Self::Other(other) => !NO_ENTRIES.contains(&other.resource_type.as_str()),
            Self::Patient(_)
            | Self::Practitioner(_)
            | Self::PractitionerRole(_)
            | Self::Organization(_)
            | Self::Location(_)
            | Self::HealthcareService(_)
            | Self::Medication(_)
            | Self::Slot(_)
            | Self::Schedule(_)
            | Self::Appointment(_)
            | Self::OperationOutcome(_)
            | Self::Composition(_)
            | Self::Device(_)
            | Self::Binary(_)
            | Self::CapabilityStatement(_) => false,
        }
    }

    /// Whether what is inside this one is read there, and is no entry behind it as well: the list of ended allergies is sent
    /// with its allergies inside (structured digest 2.7).
    pub(super) fn is_where_it_is_read(&self, inner: &Self) -> bool {
        matches!((self, inner), (Self::List(_), Self::AllergyIntolerance(_)))
    }

    fn keep_received(mut self, json: &str) -> Self {
        match &mut self {
            Self::Appointment(appointment) => {
                if let Some(appointment) = Arc::get_mut(appointment) {
                    appointment.received = json.into();
                }
            }
            Self::Patient(patient) => {
                if let Some(patient) = Arc::get_mut(patient) {
                    patient.repeats = repeats_a_member(json);
                }
            }
            _ => {}
        }
        self
    }
}

impl SomebodyElses {
    pub(super) fn new(who: String, resource: Resource) -> Self {
        let words = match &resource {
            Resource::Patient(_) => format!("{who} (another patient)"),
            _ => format!("An entry about somebody else ({who}), listed separately under other items"),
        };
        Self { who, words, resource }
    }
}

impl Resource {
    /// What fills a place for a moment.
    pub(super) fn none() -> Self {
        unreadable(None, None, "")
    }
}

fn unreadable(resource_type: Option<&str>, id: Option<Code>, reason: &str) -> Resource {
    let resource_type = resource_type.map(str::to_owned);
    Resource::Unreadable(Arc::new(Unreadable { resource_type, id, reason: reason.to_owned() }))
}

/// Bytes as text: a byte order mark is dropped; of bytes that are no UTF-8 a single one is a letter of windows-1252, in
/// which old systems write ([`legible`](super::legible) finishes it), and a broken sequence is U+FFFD.
pub(super) fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        match chunk.invalid() {
            [] => {}
            [byte] => text.push(char::from(*byte)),
            _ => text.push(SIGN),
        }
    }
    Cow::Owned(text)
}

fn typed<T: Element + Default>(json: &str, notes: &mut Notes) -> Result<Arc<T>, Failed> {
    let mut resource = Arc::<T>::default();
    if let Some(resource) = Arc::get_mut(&mut resource) {
        Json::new(json).element(resource, notes)?;
    }
    Ok(resource)
}

/// The type of a resource.
pub(super) fn type_of(json: &str) -> Option<Cow<'_, str>> {
    first_member_type(json).map(Cow::Borrowed).or_else(|| member(json, "resourceType"))
}

/// The type when `resourceType` is the first member, as it nearly always is.
fn first_member_type(json: &str) -> Option<&str> {
    let rest = json.strip_prefix('{')?.trim_start().strip_prefix("\"resourceType\"")?;
    let rest = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    let (kind, _) = rest.split_once('"')?;
    kind.bytes().all(|byte| byte.is_ascii_alphanumeric()).then_some(kind)
}

fn id_of(json: &str) -> Option<Code> {
    member(json, "id").map(|id| Code::new(&id)).filter(|id| !id.is_empty())
}

/// The text of one top-level member, wherever it is.
fn member<'a>(json: &'a str, name: &str) -> Option<Cow<'a, str>> {
    let mut json = Json::new(json);
    json.enter().ok()?;
    while json.more() {
        if json.name() == name {
            return (json.peek() == Some(b'"')).then(|| json.string().text());
        }
        json.raw();
    }
    None
}

impl Item for Resource {
    fn read_one(value: &mut Json<'_>, notes: &mut Notes) -> Result<Option<Self>, Failed> {
        let mut all = Vec::new();
        Self::read_many(&mut all, value, notes)?;
        Ok(all.into_iter().next())
    }

    fn read_many(into: &mut Vec<Self>, value: &mut Json<'_>, notes: &mut Notes) -> Result<(), Failed> {
        let raw = value.raw();
        notes.containers += 1;
        if raw.starts_with('[') {
            let mut array = Json::new(raw);
            array.enter()?;
            while array.more() {
                into.push(Self::from_json(array.raw(), notes));
            }
        } else if raw != "null" {
            into.push(Self::from_json(raw, notes));
        }
        notes.containers -= 1;
        Ok(())
    }
}
