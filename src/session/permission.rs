//! The patient's permission to view their record, or the reason why nobody could be asked: who gave it, to whom and when
//! (ARH-08). Kept with the open patient and gone with them.

use crate::format::date::day_and_time;
use crate::format::uk_time::wall_clock;
use crate::gpconnect::Identity;
use chrono::{DateTime, Utc};

/// The permission in the audit trail.
pub const PERMISSION: &str = "local:permission";

/// Whether the app asks for the patient's permission before each record opens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PermissionRule {
    /// The site sees to it otherwise.
    #[default]
    Implied,
    /// It is asked for each time and recorded: private providers must.
    Explicit,
}

/// Who gave the permission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GivenBy {
    /// The patient.
    Patient,
    /// Somebody who may decide for the patient.
    ForPatient {
        /// Their name.
        name: String,
        /// What they are to the patient.
        relation: String,
    },
    /// Nobody could be asked, and the record is needed to treat the patient.
    Emergency {
        /// Why nobody could be asked.
        reason: String,
    },
}

/// A permission as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permission {
    by: GivenBy,
    to: String,
    at: DateTime<Utc>,
}

impl Permission {
    /// Records a permission given to the signed-in user now.
    pub fn record(by: GivenBy, identity: &Identity, at: DateTime<Utc>) -> Self {
        let user = &identity.user;
        let mut to = [user.prefix.as_str(), &user.given, &user.family]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        if !user.role.is_empty() {
            to.push_str(&format!(", {}", user.role));
        }
        Self { by, to: format!("{to} ({})", identity.organisation.name), at }
    }

    /// Whether somebody gave it; in an emergency nobody did.
    pub fn is_given(&self) -> bool {
        !matches!(self.by, GivenBy::Emergency { .. })
    }

    /// What it is and the rest, for a labelled line.
    pub fn line(&self) -> (String, String) {
        let when = day_and_time(wall_clock(self.at));
        match &self.by {
            GivenBy::Patient => {
                ("Permission to view".to_owned(), format!("given by the patient to {} on {when}", self.to))
            }
            GivenBy::ForPatient { name, relation } => (
                "Permission to view".to_owned(),
                format!("given for the patient by {name} ({relation}) to {} on {when}", self.to),
            ),
            GivenBy::Emergency { reason } => (
                "Opened without permission".to_owned(),
                format!("in an emergency by {} on {when}, because nobody could be asked: {reason}", self.to),
            ),
        }
    }

    /// The whole in a sentence.
    pub fn sentence(&self) -> String {
        let (label, words) = self.line();
        format!("{label}: {words}.")
    }
}

/// Who is asked, as the form offers it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Asked {
    /// Nothing chosen yet: no answer is assumed.
    #[default]
    Nobody,
    /// The patient.
    Patient,
    /// Somebody for the patient.
    ForPatient,
    /// Nobody can be asked.
    Emergency,
}

/// A field of the form that has a mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Who gave it.
    Who,
    /// Their name.
    Name,
    /// What they are to the patient.
    Relation,
    /// Why nobody could be asked.
    Reason,
}

/// Shortest reason that tells anybody anything.
const SHORTEST_REASON: usize = 5;

/// What was entered as a permission, or each field that says too little.
pub fn read(
    asked: Asked,
    name: &str,
    relation: &str,
    reason: &str,
) -> Result<GivenBy, Vec<(Field, &'static str)>> {
    let (name, relation, reason) = (name.trim(), relation.trim(), reason.trim());
    let mut faults = Vec::new();
    let by = match asked {
        Asked::Nobody => {
            faults.push((Field::Who, "Choose who gave permission, or that nobody can be asked"));
            GivenBy::Patient
        }
        Asked::Patient => GivenBy::Patient,
        Asked::ForPatient => {
            if name.is_empty() {
                faults.push((Field::Name, "Enter the name of the person who gave permission"));
            }
            if relation.is_empty() {
                faults.push((
                    Field::Relation,
                    "Enter what they are to the patient, such as mother or attorney",
                ));
            }
            GivenBy::ForPatient { name: name.to_owned(), relation: relation.to_owned() }
        }
        Asked::Emergency => {
            if reason.chars().count() < SHORTEST_REASON {
                faults.push((Field::Reason, "Enter why nobody can be asked, such as unconscious and alone"));
            }
            GivenBy::Emergency { reason: reason.to_owned() }
        }
    };
    if faults.is_empty() { Ok(by) } else { Err(faults) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gpconnect::{Organisation, User};

    fn recorded(by: GivenBy) -> String {
        let identity = Identity {
            asid: String::new(),
            issuer: String::new(),
            organisation: Organisation {
                ods: "A1001".to_owned(),
                name: "Northvale Clinic".to_owned(),
                kind: None,
                phone: None,
            },
            user: User {
                id: "u-1".to_owned(),
                family: "Okoro".to_owned(),
                given: "Nadia".to_owned(),
                prefix: String::new(),
                role: "Nurse".to_owned(),
                sds_user_id: "UNK".to_owned(),
                sds_role_profile_id: "UNK".to_owned(),
                job_role: "UNK".to_owned(),
            },
            device: String::new(),
        };
        Permission::record(by, &identity, DateTime::from_timestamp(1_795_230_000, 0).unwrap()).sentence()
    }

    // proves: ARH-08
    #[test]
    fn who_gave_it_to_whom_and_when_is_recorded() {
        let told = |asked, name, relation, reason| recorded(read(asked, name, relation, reason).unwrap());
        assert_eq!(
            told(Asked::Patient, "", "", ""),
            "Permission to view: given by the patient to Nadia Okoro, Nurse (Northvale Clinic) on 21-Nov-2026 03:00."
        );
        let mother = told(Asked::ForPatient, " Ruth Hartley ", "mother", "");
        assert!(mother.contains("given for the patient by Ruth Hartley (mother) to Nadia Okoro"), "{mother}");
        let alone = told(Asked::Emergency, "", "", "unconscious, came alone");
        assert!(alone.starts_with("Opened without permission: in an emergency"), "{alone}");
        assert!(alone.contains("unconscious, came alone"), "{alone}");
    }

    // proves: ARH-08
    #[test]
    fn nothing_is_taken_for_a_permission() {
        let fields = |asked, name, relation, reason| -> Vec<Field> {
            read(asked, name, relation, reason).unwrap_err().into_iter().map(|(field, _)| field).collect()
        };
        assert_eq!(fields(Asked::Nobody, "Ruth", "mother", "unconscious"), [Field::Who]);
        assert_eq!(fields(Asked::ForPatient, " ", "", ""), [Field::Name, Field::Relation]);
        assert_eq!(fields(Asked::Emergency, "", "", " no "), [Field::Reason]);
    }
}
