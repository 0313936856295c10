//! Finding what a reference points to (structured digest 2.10, 2.11).

use std::collections::{BTreeMap, HashMap};

use super::{Bundle, Kind, List, PractitionerRole, Reference, Resource};

/// The list of ended allergies, whose contained resources others may point to.
const ENDED_ALLERGIES: &str = "1103671000000101";

/// The resources of one bundle, by type and id.
#[derive(Debug)]
pub struct Index<'a> {
    bundle: &'a Bundle,
    by_type_and_id: HashMap<(&'a str, &'a str), usize>,
    by_id: HashMap<&'a str, usize>,
    by_address: HashMap<&'a str, usize>,
    /// What is inside an entry, by the entry and its own id.
    inside: HashMap<(usize, &'a str), usize>,
    ended_allergies: Vec<(usize, &'a [Resource])>,
    duplicates: Vec<usize>,
    roles: BTreeMap<usize, Vec<(usize, &'a PractitionerRole)>>,
}

/// A resource that a reference points to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found<'a> {
    /// The resource.
    pub resource: &'a Resource,
    /// Its position in [`Bundle::entries`]; `None` for a contained resource.
    pub position: Option<usize>,
}

/// What became of a reference.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Resolved<'a> {
    /// The resource is in the response.
    Found(Found<'a>),
    /// Words in place of a resource: display only, or a sentence in the reference field. Shown in place.
    Text(&'a str),
    /// It points to something that is not in this response, which is normal.
    Missing {
        /// The reference's own words about its target.
        display: Option<&'a str>,
    },
}

impl<'a> Resolved<'a> {
    /// The resource, when it is there and of this type.
    pub fn of<T: Kind>(self) -> Option<&'a T> {
        match self {
            Self::Found(found) => T::of(found.resource),
            Self::Text(_) | Self::Missing { .. } => None,
        }
    }

    /// Its position in the response, when it is an entry of it.
    pub fn position(self) -> Option<usize> {
        match self {
            Self::Found(found) => found.position,
            Self::Text(_) | Self::Missing { .. } => None,
        }
    }
}

impl<'a> Index<'a> {
    /// Indexes a bundle. Of two entries with the same type and id the first counts (structured digest 2.11, 6).
    pub fn new(bundle: &'a Bundle) -> Self {
        let mut index = Self {
            bundle,
            by_type_and_id: HashMap::with_capacity(bundle.entries.len()),
            by_id: HashMap::with_capacity(bundle.entries.len()),
            by_address: bundle.full_urls.iter().map(|(url, position)| (&**url, *position)).collect(),
            inside: HashMap::new(),
            ended_allergies: Vec::new(),
            duplicates: Vec::new(),
            roles: BTreeMap::new(),
        };
        for (position, resource) in bundle.entries.iter().enumerate() {
            if let Some(id) = resource.id() {
                let known = index.by_type_and_id.contains_key(&(resource.resource_type(), id));
                if let Some(container) = bundle.container(position) {
                    // Its id means something inside its container only; what also came as an entry is shown once.
                    let inner = id.strip_prefix('#').unwrap_or(id);
                    index.inside.entry((container, inner)).or_insert(position);
                    if known {
                        index.duplicates.push(position);
                    }
                } else if known {
                    index.duplicates.push(position);
                } else {
                    index.by_type_and_id.insert((resource.resource_type(), id), position);
                    index.by_id.entry(id).or_insert(position);
                }
            }
            if let Some(list) = List::of(resource)
                && list.code.as_ref().is_some_and(|code| code.has_code(ENDED_ALLERGIES))
            {
                index.ended_allergies.push((position, &list.contained));
            }
        }
        // What was sent without an id of its own may have one in its address.
        for (url, position) in &bundle.full_urls {
            let resource = bundle.entries.get(*position).filter(|resource| resource.id().is_none());
            if let (Some(resource), Some((_, id))) = (resource, url.rsplit_once(['/', ':'])) {
                index.by_type_and_id.entry((resource.resource_type(), id)).or_insert(*position);
            }
        }
        // Roles point to people: this is the way back, as every entry names somebody.
        for (position, role) in bundle.each::<PractitionerRole>() {
            if let Some(person) = role.practitioner.as_ref().and_then(|one| index.resolve(one).position()) {
                index.roles.entry(person).or_default().push((position, role));
            }
        }
        index
    }

    /// The roles that a response gives to the person at a position, with their own positions.
    pub fn roles(&self, person: usize) -> &[(usize, &'a PractitionerRole)] {
        self.roles.get(&person).map(Vec::as_slice).unwrap_or_default()
    }

    /// The bundle that was indexed.
    pub fn bundle(&self) -> &'a Bundle {
        self.bundle
    }

    /// Positions of entries whose type and id an earlier entry has already.
    pub fn duplicates(&self) -> &[usize] {
        &self.duplicates
    }

    /// The position of the first entry with the type and id of the one at `position`.
    pub fn first_like(&self, position: usize) -> Option<usize> {
        let resource = self.at(position)?;
        self.by_type_and_id.get(&(resource.resource_type(), resource.id()?)).copied()
    }

    /// The entry at a position.
    pub fn at(&self, position: usize) -> Option<&'a Resource> {
        self.bundle.entries.get(position)
    }

    /// What a reference points to; `#id` is looked up in the entry that the reference is in, then among the ended
    /// allergies.
    pub fn resolve<'r>(&self, reference: &'r Reference) -> Resolved<'r>
    where
        'a: 'r,
    {
        let display = reference.display.as_deref();
        let Some(target) = reference.reference.as_deref().map(str::trim).filter(|target| !target.is_empty())
        else {
            return display.map_or(Resolved::Missing { display: None }, Resolved::Text);
        };
        let found = match target.strip_prefix('#') {
            Some(id) => self.find_inside(reference.container.0, id).or_else(|| self.find_ended(id)),
            None => self.find(target),
        };
        match found {
            // Nobody's entry may be taken for the patient's because something refers to it.
            Some(Found { resource: Resource::SomebodyElses(this), .. }) => Resolved::Text(&this.words),
            Some(found) => Resolved::Found(found),
            None if is_sentence(target) => Resolved::Text(target),
            None => Resolved::Missing { display },
        }
    }

    /// The resource of this type that a reference points to.
    pub fn get<'r, T: Kind>(&self, reference: Option<&'r Reference>) -> Option<&'r T>
    where
        'a: 'r,
    {
        self.resolve(reference?).of::<T>()
    }

    fn find(&self, target: &str) -> Option<Found<'a>> {
        // Addresses mislead (FND-21): what is found by type and id counts.
        self.find_by_id(target)
            .or_else(|| self.by_address.get(target).and_then(|&position| self.found(position)))
    }

    fn find_by_id(&self, target: &str) -> Option<Found<'a>> {
        // As nearly every reference is written.
        let plain = target.split_once('/').filter(|(_, id)| !id.contains('/'));
        if let Some(&position) = plain.and_then(|written| self.by_type_and_id.get(&written)) {
            return self.found(position);
        }
        // `Type/id`, `Type/id/_history/1` (L-6), `https://host/path/Type/id`, `Type/Type/id`: the last two
        // segments in front of a version.
        let target =
            target.split_once("/_history").map_or(target, |(target, _)| target).trim_end_matches('/');
        let target =
            ["urn:uuid:", "urn:oid:"].iter().find_map(|urn| target.strip_prefix(urn)).unwrap_or(target);
        let (front, id) = match target.rsplit_once('/') {
            Some((front, id)) => (front, id),
            None => ("", target),
        };
        let kind = front.rsplit('/').next().unwrap_or(front);
        let position = match kind {
            "" => self.by_id.get(target),
            _ => self.by_type_and_id.get(&(kind, id)),
        };
        let found = position.and_then(|&position| self.found(position));
        if found.is_none() && (kind == "AllergyIntolerance" || kind.is_empty()) {
            return self.find_ended(id);
        }
        found
    }

    fn found(&self, position: usize) -> Option<Found<'a>> {
        Some(Found { resource: self.bundle.entries.get(position)?, position: Some(position) })
    }

    /// What an entry holds under an id: resources of the record are listed after the entries, people and things inside it.
    fn find_inside(&self, entry: Option<usize>, id: &str) -> Option<Found<'a>> {
        let entry = entry?;
        let entry = self.bundle.container(entry).unwrap_or(entry);
        match self.inside.get(&(entry, id)) {
            Some(&position) => self.found(position),
            None => find_in(self.bundle.entries.get(entry)?.contained(), id),
        }
    }

    fn find_ended(&self, id: &str) -> Option<Found<'a>> {
        self.ended_allergies.iter().find_map(|(_, contained)| find_in(contained, id))
    }
}

fn find_in<'a>(contained: &'a [Resource], id: &str) -> Option<Found<'a>> {
    // Some suppliers repeat the `#` in the contained id.
    contained
        .iter()
        .find(|resource| resource.id().is_some_and(|own| own.strip_prefix('#').unwrap_or(own) == id))
        .map(|resource| Found { resource, position: None })
}

/// True for words: not `#id`, `Type/id`, a url or a plain id (structured digest 2.10).
fn is_sentence(target: &str) -> bool {
    target.contains(char::is_whitespace) && !target.contains("://") && !target.starts_with("urn:")
}
