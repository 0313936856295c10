//! Chooses what a request brings: filters, linked items, lists (structured digest 1.6, 2.2 to 2.7).

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::availability::Availability;
use super::lists::{self, QueryList};
use super::pool::{Pool, references};
use super::request::{Asked, Options};
use super::{allergies, consultations, medications};
use crate::sandbox::behaviour::Behaviour;
use crate::sandbox::resource::document;
use crate::sandbox::resource::people;
use crate::sandbox::resource::record_place::{RecordPlace, profile_url};
use crate::sandbox::world::calendar;
use crate::sandbox::world::record::{Area, Consultation, Record};

/// What goes into the bundle.
#[derive(Default)]
pub struct Selection {
    /// References into the pool.
    chosen: BTreeSet<String>,
    /// Lists, and resources that no pool holds.
    made: Vec<Value>,
}

impl Selection {
    /// Chooses for a request.
    pub fn of(
        asked: &Asked,
        record: &Record,
        place: &RecordPlace,
        pool: &Pool,
        availability: &Availability,
    ) -> Self {
        let mut choosing = Choosing {
            record,
            place,
            pool,
            availability,
            selection: Selection::default(),
            linked_problems: BTreeSet::new(),
            primary: BTreeSet::new(),
        };
        for (area, options) in &asked.areas {
            choosing.area(*area, options);
        }
        choosing.finish(asked)
    }

    /// Practitioners with their roles and locations that the chosen resources refer to.
    pub fn people(&self, place: &RecordPlace, behaviour: Behaviour) -> Vec<Value> {
        let mut named = BTreeSet::new();
        self.made.iter().for_each(|resource| references(resource, &mut named));
        if let Some(usual) = place.practice.clinicians.first() {
            named.insert(format!("Practitioner/{}", usual.id));
        }
        let mut found = Vec::new();
        for clinician in place.practice.clinicians {
            if named.contains(&format!("Practitioner/{}", clinician.id)) {
                found.push(people::practitioner(clinician));
                found.push(role(place, clinician.id, clinician.role));
            }
        }
        for site in place.practice.sites {
            if named.contains(&format!("Location/{}", site.id)) {
                found.push(people::location(site, place.practice, behaviour));
            }
        }
        found
    }

    /// The resources: lists first, then what they name.
    pub fn into_resources(self) -> Vec<Value> {
        self.made
    }
}

fn role(place: &RecordPlace, id: &str, (code, display): (&str, &str)) -> Value {
    json!({
        "resourceType": "PractitionerRole",
        "id": id,
        "meta": { "versionId": "1", "profile": [profile_url("PractitionerRole")] },
        "practitioner": { "reference": format!("Practitioner/{id}") },
        "organization": { "reference": format!("Organization/{}", place.practice.organization_id) },
        "code": [{ "coding": [{
            "system": "https://fhir.nhs.uk/STU3/CodeSystem/CareConnect-SDSJobRoleName-1",
            "code": code,
            "display": display,
        }] }],
    })
}

struct Choosing<'a> {
    record: &'a Record,
    place: &'a RecordPlace,
    pool: &'a Pool,
    availability: &'a Availability,
    selection: Selection,
    /// Problems that came only because something points at them.
    linked_problems: BTreeSet<String>,
    /// Everything that is in a primary list.
    primary: BTreeSet<String>,
}

impl Choosing<'_> {
    fn area(&mut self, area: Area, options: &Options) {
        match area {
            Area::Allergies => self.allergies(options),
            Area::Medications => self.medications(options),
            Area::Consultations => self.consultations(options),
            Area::Problems => self.problems(options),
            Area::Immunisations => self.immunisations(options),
            Area::Uncategorised => {
                let dates = self
                    .record
                    .observations
                    .iter()
                    .map(|one| (format!("Observation/{}", one.id), one.date.clone()));
                self.dated(area, options, dates.collect());
            }
            Area::Investigations => {
                let dates = self.record.reports.iter();
                let dates =
                    dates.map(|one| (format!("DiagnosticReport/{}", one.id), Some(one.issued.clone())));
                self.dated(area, options, dates.collect());
            }
            Area::Referrals => {
                let dates = self
                    .record
                    .referrals
                    .iter()
                    .map(|one| (format!("ReferralRequest/{}", one.id), one.date.clone()));
                self.dated(area, options, dates.collect());
            }
            Area::Diary => {
                let dates = self
                    .record
                    .diary
                    .iter()
                    .map(|one| (format!("ProcedureRequest/{}", one.id), one.due.clone()));
                self.dated(area, options, dates.collect());
            }
        }
    }

    /// A primary list, and its items into the selection.
    fn list(&mut self, area: Area, name: (&str, &str), entries: Vec<String>, contained: Vec<Value>) {
        let chosen = entries.iter().filter(|reference| !reference.starts_with('#')).cloned();
        self.primary.extend(chosen.clone());
        self.selection.chosen.extend(chosen);
        let withheld = self.record.withheld.contains(&area);
        let list = QueryList { name, primary: true, withheld, entries, contained };
        self.selection.made.push(lists::resource(list, self.record, self.place));
    }

    /// Items inside a period; undated ones always.
    fn dated(&mut self, area: Area, options: &Options, items: Vec<(String, Option<String>)>) {
        let inside =
            items.into_iter().filter(|(_, date)| is_inside(date.as_deref(), options.from, options.until));
        let entries = inside.map(|(reference, _)| reference).collect();
        self.list(area, lists::primary(area), entries, Vec::new());
    }

    fn allergies(&mut self, options: &Options) {
        let active = self.pool.of_area(Area::Allergies).cloned().collect();
        self.list(Area::Allergies, lists::primary(Area::Allergies), active, Vec::new());
        if options.flag("includeResolvedAllergies", false) {
            let ended = self.record.allergies.iter().filter(|one| one.ended.is_some());
            let contained: Vec<Value> =
                ended.clone().map(|one| allergies::resource(one, self.place)).collect();
            let entries = ended.map(|one| format!("#{}", one.id)).collect();
            self.list(Area::Allergies, lists::ENDED, entries, contained);
        }
    }

    fn medications(&mut self, options: &Options) {
        let all = self.record.medications.iter();
        let wanted: Vec<_> = all
            .filter(|one| options.from.is_none_or(|from| medications::is_active_since(one, from)))
            .collect();
        if options.flag("includePrescriptionIssues", true) {
            let orders = wanted.iter().flat_map(|one| medications::orders(one));
            self.selection.chosen.extend(orders);
        }
        let entries = wanted.iter().map(|one| medications::names(one).1).collect();
        self.list(Area::Medications, lists::primary(Area::Medications), entries, Vec::new());
    }

    fn immunisations(&mut self, options: &Options) {
        let given = self
            .record
            .immunisations
            .iter()
            .filter(|one| one.not_given.is_none() || options.flag("includeNotGiven", false))
            .map(|one| format!("Immunization/{}", one.id));
        let mut entries: Vec<String> = given.collect();
        if options.flag("includeStatus", true) {
            entries
                .extend(self.record.immunisation_status.iter().map(|one| format!("Observation/{}", one.id)));
        }
        self.list(Area::Immunisations, lists::primary(Area::Immunisations), entries, Vec::new());
    }

    fn problems(&mut self, options: &Options) {
        let all = self.record.problems.iter();
        let wanted: Vec<_> = all
            .filter(|one| options.status.is_none_or(|status| one.active == (status == "active")))
            .collect();
        let entries = wanted.iter().map(|one| format!("Condition/{}", one.id)).collect();
        self.list(Area::Problems, lists::primary(Area::Problems), entries, Vec::new());
        let links = wanted.iter().flat_map(|one| one.links.iter().cloned()).collect();
        self.secondary(false, links);
        let related =
            wanted.iter().flat_map(|one| one.related.iter().map(|(_, id)| format!("Condition/{id}")));
        self.linked_problems.extend(related);
    }

    fn consultations(&mut self, options: &Options) {
        let mut wanted: Vec<&Consultation> = self
            .record
            .consultations
            .iter()
            .filter(|one| is_inside(Some(&one.start), options.from, options.until))
            .collect();
        wanted.sort_by(|a, b| b.start.cmp(&a.start));
        wanted.truncate(options.most_recent.unwrap_or(usize::MAX));
        let entries = wanted.iter().map(|one| format!("Encounter/{}", one.id)).collect();
        self.list(Area::Consultations, lists::primary(Area::Consultations), entries, Vec::new());
        let words = |reference: &str| self.availability.words(reference);
        let mut linked = Vec::new();
        for consultation in wanted {
            let (lists, links) = consultations::tree(consultation, self.place, self.pool, &words);
            self.selection.made.extend(lists);
            linked.extend(links);
            let mut of = self.record.documents.iter();
            if let Some(document) = of.find(|one| one.consultation == Some(consultation.id.as_str())) {
                let (reference, author) = document::reference(document, self.place);
                self.selection.made.push(reference);
                self.selection.made.extend(author);
            }
        }
        self.secondary(true, linked);
    }

    /// Linked items, each in the secondary list of its area; medications by their statement.
    fn secondary(&mut self, with_consultations: bool, links: Vec<String>) {
        let mut by_area: BTreeMap<Area, Vec<String>> = BTreeMap::new();
        for reference in links {
            if self.availability.words(&reference).is_some() || !self.pool.holds(&reference) {
                continue;
            }
            let listed = self.listed_as(&reference);
            if let Some(area) = self.pool.area(&listed) {
                let entries = by_area.entry(area).or_default();
                if !entries.contains(&listed) {
                    entries.push(listed);
                }
            }
            self.selection.chosen.insert(reference);
        }
        for (area, entries) in by_area {
            let withheld = self.record.withheld.contains(&area);
            let name = lists::secondary(with_consultations, area);
            let list = QueryList { name, primary: false, withheld, entries, contained: Vec::new() };
            self.selection.made.push(lists::resource(list, self.record, self.place));
        }
    }

    /// The reference by which lists name an item: a plan or an issue counts as its statement.
    fn listed_as(&self, reference: &str) -> String {
        let mut all = self.record.medications.iter();
        let of = all.find(|one| {
            let (_, _, plan) = medications::names(one);
            plan == reference || medications::orders(one).any(|order| order == reference)
        });
        of.map_or_else(|| reference.to_owned(), |one| medications::names(one).1)
    }

    /// Adds what the choice needs, and problems that point into it.
    fn finish(mut self, asked: &Asked) -> Selection {
        let mut chosen = self.pool.with_needs(&self.selection.chosen);
        if !asked.areas.contains_key(&Area::Problems) || asked.areas.len() > 1 {
            for problem in &self.record.problems {
                if problem.links.iter().any(|link| chosen.contains(link)) {
                    self.linked_problems.insert(format!("Condition/{}", problem.id));
                }
            }
        }
        let linked: Vec<String> = self
            .linked_problems
            .iter()
            .filter(|reference| !self.primary.contains(*reference) && self.pool.holds(reference))
            .filter(|_| self.availability.has(Area::Problems))
            .cloned()
            .collect();
        if !linked.is_empty() {
            chosen.extend(linked.iter().cloned());
            let withheld = self.record.withheld.contains(&Area::Problems);
            let name = lists::LINKED_PROBLEMS;
            let list = QueryList { name, primary: false, withheld, entries: linked, contained: Vec::new() };
            self.selection.made.push(lists::resource(list, self.record, self.place));
        }
        self.selection.made.extend(self.pool.take(&chosen));
        self.selection.chosen = chosen;
        self.selection
    }
}

/// Whether any day that a date can mean lies inside; an unknown date does (structured digest 1.6).
fn is_inside(date: Option<&str>, from: Option<NaiveDate>, until: Option<NaiveDate>) -> bool {
    let Some((first, last)) = date.and_then(calendar::interval) else { return true };
    from.is_none_or(|from| last >= from) && until.is_none_or(|until| first <= until)
}
