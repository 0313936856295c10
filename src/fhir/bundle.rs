//! Bundle: bytes in, resources out, as many as were sent.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use super::lenient::{Json, Member, Name, Notes, mend};
use super::resource::{text_of, type_of};
use super::{Code, Kind, Meta, Patient, ReadError, Resource};

/// A bundle of resources. `total`, links and the order of entries are not used (ARS-14, FND-21).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bundle {
    /// Its id, which should be the trace id; often missing.
    pub id: Option<Code>,
    /// `collection`, `searchset`, …
    pub kind: Option<Code>,
    /// Data about it.
    pub meta: Option<Box<Meta>>,
    /// One resource an entry: nothing is dropped. A missing `entry` is zero entries (L-3). Behind those that were sent
    /// the record's entries that were sent inside others count as entries too, so that every view meets them.
    pub entries: Vec<Resource>,
    /// How many were sent as entries.
    pub sent: usize,
    /// Places whose content had the wrong kind and was left out, for the warning of ARS-15.
    pub skipped: Vec<Skipped>,
    /// Extensions that are not read, with the position of their entry (ARS-15).
    pub unread: Vec<(usize, super::Extension)>,
    /// Positions of entries in whose text [`SIGN`](super::SIGN) stands for a letter that cannot be seen.
    pub signed: Vec<usize>,
    /// Entries that came without their `resource` wrapper.
    pub unwrapped: Vec<usize>,
    /// Entries that name as their patient somebody who is not in the bundle, or nobody among several: whom, in words.
    /// Filled by [`Bundle::about`].
    pub unclear: BTreeMap<usize, String>,
    /// The entry that each one behind the sent ones was inside of.
    pub containers: Vec<usize>,
    /// The addresses under which entries were sent.
    pub full_urls: Vec<(Box<str>, usize)>,
}

/// A place whose content was left out because it had the wrong kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The entry's position in [`Bundle::entries`].
    pub entry: usize,
    /// The element and field, such as `Quantity.value`.
    pub place: &'static str,
}

impl Bundle {
    /// Reads a bundle. Fails only when the body is no JSON or no Bundle; a bad entry is an
    /// [`Resource::Unreadable`] among good ones.
    pub fn read(bytes: &[u8]) -> Result<Self, ReadError> {
        let text = text_of(bytes);
        let json = text.trim();
        if json.is_empty() {
            return Err(ReadError::Empty);
        }
        let (bundle, resource_type) = Self::from_json(json)
            .or_else(|error| match mend(json) {
                Cow::Owned(mended) => Self::from_json(&mended),
                Cow::Borrowed(_) => Err(error),
            })
            .map_err(|error| ReadError::from_json(&error, json))?;
        match resource_type {
            Some(kind) if kind == "Bundle" => Ok(bundle),
            Some(kind) => Err(ReadError::NotABundle { resource_type: plausible(kind) }),
            None => Err(ReadError::NotAResource),
        }
    }

    /// The bundle and its resource type; no type for what is not an object.
    fn from_json(json: &str) -> Result<(Self, Option<String>), serde_json::Error> {
        let mut bundle = Self::default();
        let mut resource_type = None;
        let mut from = serde_json::Deserializer::from_str(json);
        let mut sent = Vec::new();
        from.deserialize_any(Top {
            bundle: &mut bundle,
            resource_type: &mut resource_type,
            sent: &mut sent,
        })?;
        from.end()?;
        bundle.fill(sent);
        bundle.unpack();
        Ok((bundle, resource_type))
    }

    /// Reads the entries. The dates of all of them are judged by the patient's birth, wherever the patient is in the bundle.
    fn fill(&mut self, sent: Vec<Sent<'_>>) {
        let births = sent.iter().filter_map(|one| born(&one.json));
        let born = births.min();
        self.entries.reserve_exact(sent.len());
        for (entry, one) in sent.into_iter().enumerate() {
            let mut notes = Notes { born, entry: Some(entry), ..Notes::default() };
            self.entries.push(Resource::from_json(&one.json, &mut notes));
            self.full_urls.extend(one.full_url.map(|url| (url, entry)));
            self.unwrapped.extend(one.is_bare.then_some(entry));
            self.signed.extend(notes.has_signs.then_some(entry));
            self.unread.extend(notes.unread.into_iter().map(|extension| (entry, extension)));
            self.skipped.extend(notes.skipped.into_iter().map(|place| Skipped { entry, place }));
        }
    }

    /// Puts what of the record was sent inside other entries behind them. People, places and medicines stay where they
    /// are: they are looked up there.
    fn unpack(&mut self) {
        self.sent = self.entries.len();
        let mut behind = Vec::new();
        for (position, entry) in self.entries.iter_mut().enumerate() {
            let mut deeper = Vec::new();
            for inner in entry.contained_mut().into_iter().flatten() {
                take_out(inner, &mut deeper);
            }
            let inside = entry.contained().iter();
            let inside = inside.filter(|one| one.is_of_record() && !entry.is_where_it_is_read(one)).cloned();
            behind.extend(inside.chain(deeper).map(|one| (position, one)));
        }
        for (container, one) in behind {
            self.entries.push(one);
            self.containers.push(container);
        }
    }

    /// The entry that the one at a position was sent inside of.
    pub fn container(&self, position: usize) -> Option<usize> {
        self.containers.get(position.checked_sub(self.sent)?).copied()
    }

    /// The resources of one type with their positions: `bundle.each::<Patient>()`.
    pub fn each<T: Kind>(&self) -> impl Iterator<Item = (usize, &T)> {
        self.entries.iter().enumerate().filter_map(|(position, resource)| Some((position, T::of(resource)?)))
    }
}

/// The first day on which somebody can have been born, when the entry is a patient.
fn born(json: &str) -> Option<chrono::NaiveDate> {
    if type_of(json)? != Patient::TYPE {
        return None;
    }
    let resource = Resource::from_json(json, &mut Notes::default());
    Patient::of(&resource)?.birth_date.as_ref()?.earliest_date()
}

/// Takes out what of the record is inside of something that is inside an entry itself, which FHIR does not allow: nobody
/// would look for it there.
fn take_out(inner: &mut Resource, found: &mut Vec<Resource>) {
    let Some(contained) = inner.contained_mut().filter(|contained| !contained.is_empty()) else { return };
    let mut kept = Vec::new();
    for mut one in std::mem::take(contained) {
        take_out(&mut one, found);
        if one.is_of_record() {
            found.push(one);
        } else {
            kept.push(one);
        }
    }
    *contained = kept;
}

/// A resource type that may be shown: nothing else of the body gets into an error.
fn plausible(kind: String) -> String {
    let fine = !kind.is_empty() && kind.len() <= 40 && kind.bytes().all(|byte| byte.is_ascii_alphabetic());
    if fine { kind } else { "?".to_owned() }
}

/// What to do with a scalar where an object or array is expected; told whether it is `null`.
macro_rules! scalars {
    ($then:expr) => {
        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok($then(self, true))
        }
        fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
            Ok($then(self, false))
        }
        fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
            Ok($then(self, false))
        }
        fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
            Ok($then(self, false))
        }
        fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
            Ok($then(self, false))
        }
        fn visit_str<E>(self, _: &str) -> Result<Self::Value, E> {
            Ok($then(self, false))
        }
    };
}

/// The body's outermost value.
struct Top<'a, 'de> {
    bundle: &'a mut Bundle,
    resource_type: &'a mut Option<String>,
    /// The JSON of the entries.
    sent: &'a mut Vec<Sent<'de>>,
}

impl<'de> Visitor<'de> for Top<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("a FHIR resource")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut notes = Notes::default();
        while let Some(name) = map.next_key::<Name<'de>>()? {
            match &*name.0 {
                "resourceType" => fill(self.resource_type, &mut map, &mut notes)?,
                "id" => fill(&mut self.bundle.id, &mut map, &mut notes)?,
                "type" => fill(&mut self.bundle.kind, &mut map, &mut notes)?,
                "meta" => fill(&mut self.bundle.meta, &mut map, &mut notes)?,
                "entry" => map.next_value_seed(Entries(self.sent))?,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    scalars!(|_: Self, _: bool| ());
}

fn fill<'de, A: MapAccess<'de>, M: Member>(
    member: &mut M,
    map: &mut A,
    notes: &mut Notes,
) -> Result<(), A::Error> {
    let raw: &'de RawValue = map.next_value()?;
    // What cannot be read stays absent: the bundle's own members are not worth a failure.
    let _ = member.read(&mut Json::new(raw.get()), notes);
    Ok(())
}

/// An entry as it was sent.
struct Sent<'de> {
    /// Its resource.
    json: Cow<'de, str>,
    /// Its address.
    full_url: Option<Box<str>>,
    /// Whether the resource was there without its wrapper.
    is_bare: bool,
}

/// `Bundle.entry`: an array, or one entry without its array.
struct Entries<'a, 'de>(&'a mut Vec<Sent<'de>>);

/// One entry: an object with a `resource`, or something odd, which is counted too.
struct Entry<'a, 'de>(&'a mut Vec<Sent<'de>>);

impl<'de> Entry<'_, 'de> {
    fn add(self, json: &'de str) {
        self.0.push(Sent { json: Cow::Borrowed(json), full_url: None, is_bare: false });
    }
}

impl<'de> DeserializeSeed<'de> for Entries<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Entries<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("entries")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element_seed(Entry(self.0))?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        Entry(self.0).visit_map(map)
    }

    scalars!(|entries: Self, is_null: bool| if !is_null {
        Entry(entries.0).add("false")
    });
}

impl<'de> DeserializeSeed<'de> for Entry<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Entry<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("an entry")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut resource: Option<&'de RawValue> = None;
        let mut beside: Vec<(Name<'de>, &'de RawValue)> = Vec::new();
        while let Some(name) = map.next_key::<Name<'de>>()? {
            let value: &'de RawValue = map.next_value()?;
            if &*name.0 != "resource" {
                beside.push((name, value));
            } else if resource.is_none() || value.get() != "null" {
                // Of two, the later one that holds something is kept.
                resource = Some(value);
            }
        }
        let has = |wanted: &str| beside.iter().find(|(name, _)| name.0 == wanted).map(|(_, value)| *value);
        let full_url = has("fullUrl").and_then(|url| serde_json::from_str::<Box<str>>(url.get()).ok());
        let is_bare = resource.is_none() && has("resourceType").is_some();
        let json = match resource {
            Some(resource) => Cow::Borrowed(resource.get()),
            // Some suppliers leave the wrapper out.
            None if is_bare => {
                let members = beside.iter().map(|(name, value)| format!("{}:{value}", Value::from(&*name.0)));
                Cow::Owned(format!("{{{}}}", members.collect::<Vec<_>>().join(",")))
            }
            None => Cow::Borrowed("null"),
        };
        self.0.push(Sent { json, full_url, is_bare });
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        self.add("false");
        Ok(())
    }

    scalars!(|entry: Self, is_null: bool| entry.add(if is_null { "null" } else { "false" }));
}
