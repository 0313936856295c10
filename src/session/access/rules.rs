//! The limits as a site writes them in `config.json`.

use std::collections::BTreeMap;

use super::Part;
use crate::clinical::care_record::Section;
use crate::gpconnect::User;

/// The rule for every type or role that has none of its own.
const EVERY_OTHER: &str = "*";

/// `access` of the settings: names of parts by organisation type and by role.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rule {
    organisation_types: BTreeMap<String, Vec<String>>,
    roles: BTreeMap<String, Vec<String>>,
}

impl Rule {
    /// The names of parts by organisation type and by role.
    pub fn new(
        organisation_types: BTreeMap<String, Vec<String>>,
        roles: BTreeMap<String, Vec<String>>,
    ) -> Self {
        Self { organisation_types, roles }
    }

    /// Whether an organisation type is named.
    pub fn names_type(&self, kind: &str) -> bool {
        self.organisation_types.contains_key(kind)
    }

    /// Whether organisation types decide anything.
    pub fn has_types(&self) -> bool {
        !self.organisation_types.is_empty()
    }
}

/// A mistake in the limits: its field, and what is wrong with it.
pub type Mistake = (String, String);

/// The limits of a site, checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccessRules {
    types: BTreeMap<String, Vec<Part>>,
    roles: BTreeMap<String, Vec<Part>>,
    sections: Vec<Part>,
}

impl AccessRules {
    /// The rules, or the first mistake; `sections` are the codes of `features.sections`.
    pub fn check(rule: Rule, sections: &[String]) -> Result<Self, Mistake> {
        let types = checked("access.organisationTypes", rule.organisation_types)?;
        let roles = checked("access.roles", rule.roles)?;
        let section = |(index, code): (usize, &String)| match Section::from_code(code) {
            Some(section) => Ok(Part::Section(section)),
            None => {
                let codes: Vec<&str> = Section::ALL.into_iter().map(Section::code).collect();
                Err(fault(format!("features.sections[{index}]"), code, &codes))
            }
        };
        let sections = sections.iter().enumerate().map(section).collect::<Result<_, _>>()?;
        Ok(Self { types, roles: lowered(roles), sections })
    }

    /// The parts that alone are open to a type; none where no rule concerns it.
    pub(super) fn of_type(&self, kind: &str) -> Option<&[Part]> {
        self.types.get(kind).or_else(|| self.types.get(EVERY_OTHER)).map(Vec::as_slice)
    }

    /// The parts that alone are open to a person, one list for each name that their role goes by.
    pub(super) fn of_role(&self, user: &User) -> Vec<&[Part]> {
        let names = [&user.role, &user.job_role];
        let own: Vec<&[Part]> = names
            .into_iter()
            .filter_map(|name| self.roles.get(&name.trim().to_lowercase()))
            .map(Vec::as_slice)
            .collect();
        if own.is_empty() {
            self.roles.get(EVERY_OTHER).map(Vec::as_slice).into_iter().collect()
        } else {
            own
        }
    }

    /// The sections that alone are open to everybody; none where all are.
    pub(super) fn sections(&self) -> Option<&[Part]> {
        (!self.sections.is_empty()).then_some(&self.sections)
    }
}

fn checked(
    field: &str,
    rules: BTreeMap<String, Vec<String>>,
) -> Result<BTreeMap<String, Vec<Part>>, Mistake> {
    let one = |of: String, names: Vec<String>| {
        let part = |(index, name): (usize, String)| {
            Part::named(&name).ok_or_else(|| {
                let all: Vec<&str> = Part::all().map(Part::name).collect();
                fault(format!("{field}.{of}[{index}]"), &name, &all)
            })
        };
        let parts = names.into_iter().enumerate().map(part).collect::<Result<Vec<_>, _>>()?;
        Ok((of, parts))
    };
    rules.into_iter().map(|(of, names)| one(of, names)).collect()
}

/// People write their roles in capitals and without.
fn lowered(roles: BTreeMap<String, Vec<Part>>) -> BTreeMap<String, Vec<Part>> {
    let mut lowered: BTreeMap<String, Vec<Part>> = BTreeMap::new();
    for (role, parts) in roles {
        // Written twice, the stricter wins.
        lowered
            .entry(role.trim().to_lowercase())
            .and_modify(|known| known.retain(|part| parts.contains(part)))
            .or_insert(parts);
    }
    lowered
}

fn fault(field: String, name: &str, known: &[&str]) -> Mistake {
    (field, format!("is \"{name}\"; it must be one of {}", known.join(" ")))
}
