//! What the signed-in user may ask a practice for and see, by the type of their organisation and by their role: the one rule
//! about areas, sections and appointments (ARH-06, ARH-07). What is outside is never asked for; the stricter limit wins.

mod rules;

pub use rules::{AccessRules, Rule};

use crate::clinical::Area;
use crate::clinical::care_record::Section;
use crate::gpconnect::{Organisation, User};

/// A part of what a practice can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// An area of the structured record, and the documents.
    Area(Area),
    /// A section of the practice's own view (HTML).
    Section(Section),
    /// Free slots, booking, and a patient's appointments.
    Appointments,
    /// Tasks for the patient's practice.
    Tasks,
}

impl Part {
    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        let areas = Area::ALL.into_iter().map(Self::Area);
        areas.chain(Section::ALL.into_iter().map(Self::Section)).chain([Self::Appointments, Self::Tasks])
    }

    /// Its name in the settings: an area's address, a section's code, `appointments` or `tasks`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Area(area) => area.route(),
            Self::Section(section) => section.code(),
            Self::Appointments => "appointments",
            Self::Tasks => "tasks",
        }
    }

    /// The part of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|part| part.name() == name)
    }

    /// Its name on screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Area(area) => area.title(),
            Self::Section(section) => section.title(),
            Self::Appointments => "Appointments",
            Self::Tasks => "Tasks",
        }
    }
}

/// The structured areas that a community pharmacy may ask for, whatever a site sets (RM291, in force since 31 October 2025).
const COMMUNITY_PHARMACY: [Area; 3] = [Area::Medications, Area::UncategorisedData, Area::Investigations];

/// Who is limited.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Whose {
    /// Community pharmacies, by the national rule.
    National,
    /// Organisations of a type.
    Type(String),
    /// People with a role.
    Role(String),
    /// Everybody here, in what concerns the practice's own view.
    Sections,
}

/// Parts that alone are open.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Limit {
    whose: Whose,
    only: Vec<Part>,
}

impl Limit {
    fn allows(&self, part: Part) -> bool {
        let concerns = match (&self.whose, part) {
            (Whose::National, Part::Appointments | Part::Tasks) => false,
            (Whose::Sections, part) => matches!(part, Part::Section(_)),
            (Whose::National | Whose::Type(_) | Whose::Role(_), _) => true,
        };
        !concerns || self.only.contains(&part)
    }

    fn words(&self) -> String {
        match &self.whose {
            Whose::National => "A community pharmacy may ask for medications, uncategorised data and investigations only, by national rule.".to_owned(),
            Whose::Type(kind) => format!(
                "The settings of this service limit what an organisation of this type ({}) may ask for.",
                kind.replace('-', " ")
            ),
            Whose::Role(role) => {
                format!("The settings of this service limit what your role ({role}) may ask for.")
            }
            Whose::Sections => {
                "The settings of this service limit which sections of the practice’s view may be asked for.".to_owned()
            }
        }
    }
}

/// What the signed-in user may ask for. Without a limit, everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Access {
    limits: Vec<Limit>,
}

impl Access {
    /// What somebody may ask for, by the rules of the site.
    pub fn of(organisation: &Organisation, user: &User, rules: &AccessRules) -> Self {
        let kind = organisation.kind.as_deref().unwrap_or_default();
        let national = (kind == "community-pharmacy").then(|| Limit {
            whose: Whose::National,
            only: COMMUNITY_PHARMACY.into_iter().map(Part::Area).collect(),
        });
        let by_type = rules
            .of_type(kind)
            .map(|only| Limit { whose: Whose::Type(kind.to_owned()), only: only.to_vec() });
        let by_role = rules.of_role(user).into_iter().map(|only| {
            let role = if user.role.is_empty() { "not stated" } else { &user.role };
            Limit { whose: Whose::Role(role.to_owned()), only: only.to_vec() }
        });
        let sections = rules.sections().map(|only| Limit { whose: Whose::Sections, only: only.to_vec() });
        Self { limits: national.into_iter().chain(by_type).chain(by_role).chain(sections).collect() }
    }

    /// Whether a part may be asked for.
    pub fn may(&self, part: Part) -> bool {
        self.limits.iter().all(|limit| limit.allows(part))
    }

    /// Whether an area of the structured record may be asked for.
    pub fn area(&self, area: Area) -> bool {
        self.may(Part::Area(area))
    }

    /// The areas of the structured record that are open, in the order of the rail; documents among them only beside another, because
    /// they are listed with what refers to them.
    pub fn areas(&self) -> Vec<Area> {
        Area::ALL.into_iter().filter(|area| self.area(*area)).collect()
    }

    /// The areas that may not be asked for, in the order of the rail.
    pub fn closed_areas(&self) -> Vec<Area> {
        Area::ALL.into_iter().filter(|area| !self.area(*area)).collect()
    }

    /// The sections of the practice's own view that are open, in catalogue order.
    pub fn sections(&self) -> Vec<Section> {
        Section::ALL.into_iter().filter(|section| self.may(Part::Section(*section))).collect()
    }

    /// Whether appointments are open.
    pub fn appointments(&self) -> bool {
        self.may(Part::Appointments)
    }

    /// Why these parts are closed, a sentence for each limit that closes any; nothing where one of them is open.
    pub fn refusal(&self, parts: &[Part]) -> Option<String> {
        if parts.iter().any(|part| self.may(*part)) {
            return None;
        }
        Some(self.why(parts))
    }

    /// The sentences of the limits that close any of these parts; empty where all are open.
    pub fn why(&self, parts: &[Part]) -> String {
        let closing = self.limits.iter().filter(|limit| parts.iter().any(|part| !limit.allows(*part)));
        closing.map(Limit::words).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn access(kind: Option<&str>, role: &str, rules: &str) -> Access {
        let organisation = Organisation {
            ods: "A1001".to_owned(),
            name: "High Street Pharmacy".to_owned(),
            kind: kind.map(str::to_owned),
            phone: None,
        };
        let user = User {
            id: "u-1".to_owned(),
            family: "Okoro".to_owned(),
            given: "Nadia".to_owned(),
            prefix: String::new(),
            role: role.to_owned(),
            sds_user_id: "UNK".to_owned(),
            sds_role_profile_id: "UNK".to_owned(),
            job_role: "R8000".to_owned(),
        };
        let sent: serde_json::Value = serde_json::from_str(rules).unwrap();
        let lists = |name: &str| serde_json::from_value(sent[name].clone()).unwrap_or_default();
        let rule = Rule::new(lists("organisationTypes"), lists("roles"));
        Access::of(&organisation, &user, &AccessRules::check(rule, &[]).unwrap())
    }

    // proves: ARH-06
    #[test]
    fn a_community_pharmacy_may_ask_for_three_areas_whatever_the_site_sets() {
        for rules in [
            "{}",
            r#"{"organisationTypes":{"community-pharmacy":["allergies","medications","uncategorised-data","investigations","SUM","documents"]}}"#,
        ] {
            let access = access(Some("community-pharmacy"), "Pharmacist", rules);
            assert_eq!(access.areas(), [Area::Medications, Area::Investigations, Area::UncategorisedData]);
            assert_eq!(access.sections(), []);
            let why = access.refusal(&[Part::Area(Area::Allergies)]).unwrap();
            assert!(why.contains("national rule"), "{why}");
        }
    }

    // proves: ARH-06 ARH-07
    #[test]
    fn the_stricter_of_type_and_role_wins_and_each_says_why() {
        let rules = r#"{"organisationTypes":{"urgent-care":["allergies","medications","appointments"]},
            "roles":{"receptionist":["appointments"],"r8000":["medications","appointments"],"*":[]}}"#;
        let desk = access(Some("urgent-care"), "Receptionist", rules);
        assert_eq!(desk.areas(), []);
        assert!(desk.appointments());
        let why = desk.refusal(&[Part::Area(Area::Problems)]).unwrap();
        assert!(why.contains("urgent care") && why.contains("Receptionist"), "{why}");
        let why = desk.refusal(&[Part::Area(Area::Allergies)]).unwrap();
        assert!(!why.contains("urgent care") && why.contains("Receptionist"), "{why}");
        // By the code of the job where the words are others.
        assert_eq!(access(Some("urgent-care"), "Nurse", rules).areas(), [Area::Medications]);
        // Whom no rule names is held to the rule for everyone else.
        let others = access(None, "Nurse", r#"{"roles":{"*":["appointments"]}}"#);
        assert_eq!((others.areas(), others.appointments()), (Vec::new(), true));
        let open = access(None, "Nurse", r#"{"roles":{"Receptionist":["appointments"]}}"#);
        assert_eq!(open.areas().len(), 10);
        assert_eq!(open.why(&[Part::Appointments]), "");
    }
}
