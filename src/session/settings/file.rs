//! The schema of `config.json`: what is in the file, and what may not.

use std::sync::Arc;

use serde::Deserialize;

use super::super::access::{Access, AccessRules, Rule};
use super::super::permission::PermissionRule;
use super::address::address;
use super::embedding::FileEmbedding;
use super::root::FileRoot;
use super::write_back::FileWriteBack;
use super::{DemonstrationPatient, Features, Reach, Settings, SettingsFault, Tasks, Theme};
use crate::format;
use crate::gpconnect::{Capability, Identity, Mode, Organisation, Provider, Roots, User};

/// The whole file.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct File {
    mode: Reach,
    organisation: FileOrganisation,
    user: FileUser,
    #[serde(default)]
    asid: String,
    #[serde(default)]
    issuer: Option<String>,
    #[serde(default)]
    device: Option<String>,
    pds: FilePds,
    providers: Vec<FileProvider>,
    #[serde(default)]
    federation: Option<Vec<String>>,
    #[serde(default)]
    features: Features,
    #[serde(default)]
    access: Rule,
    #[serde(default)]
    permission: PermissionRule,
    #[serde(default)]
    sign_out: Option<String>,
    #[serde(default)]
    service_name: Option<String>,
    #[serde(default)]
    theme: Theme,
    #[serde(default)]
    timeout_seconds: Option<u32>,
    #[serde(default)]
    max_megabytes: Option<u32>,
    #[serde(default)]
    embedding: Option<FileEmbedding>,
    #[serde(default)]
    write_back: Option<FileWriteBack>,
    #[serde(default)]
    demonstration: Vec<DemonstrationPatient>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct FileOrganisation {
    ods: String,
    name: String,
    #[serde(default, rename = "type")]
    kind: Option<String>,
    #[serde(default)]
    phone: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct FileUser {
    id: String,
    family: String,
    given: String,
    #[serde(default)]
    prefix: String,
    #[serde(default)]
    role: String,
    #[serde(default = "unknown")]
    sds_user_id: String,
    #[serde(default = "unknown")]
    sds_role_profile_id: String,
    #[serde(default = "unknown")]
    job_role_code: String,
}

fn unknown() -> String {
    "UNK".to_owned()
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct FilePds {
    root: String,
    #[serde(default)]
    user_access: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct FileProvider {
    ods: String,
    name: String,
    #[serde(default)]
    phone: Option<String>,
    #[serde(default)]
    asid: String,
    roots: FileRoots,
    #[serde(default = "yes")]
    sends_if_match: bool,
}

fn yes() -> bool {
    true
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct FileRoots {
    #[serde(default)]
    foundations: Option<FileRoot>,
    #[serde(default)]
    structured: Option<FileRoot>,
    #[serde(default)]
    documents: Option<FileRoot>,
    #[serde(default)]
    html: Option<FileRoot>,
}

impl File {
    /// The settings, or the first mistake.
    pub(super) fn check(self) -> Result<Settings, SettingsFault> {
        filled("organisation.ods", &self.organisation.ods)?;
        filled("organisation.name", &self.organisation.name)?;
        filled("user.id", &self.user.id)?;
        filled("user.family", &self.user.family)?;
        organisation_type(self.organisation.kind.as_deref(), &self.access)?;
        let direct = self.mode.mode() == Mode::Direct;
        if direct {
            asid("asid", &self.asid)?;
        }
        address("pds.root", &self.pds.root)?;
        if self.providers.is_empty() {
            return Err(SettingsFault::new("providers", "is empty; name at least one practice"));
        }
        let mut providers: Vec<Arc<Provider>> = Vec::new();
        for (index, provider) in self.providers.into_iter().enumerate() {
            let at = format!("providers[{index}]");
            if providers.iter().any(|other| other.ods.eq_ignore_ascii_case(&provider.ods)) {
                return Err(SettingsFault::new(
                    format!("{at}.ods"),
                    format!("\"{}\" is named twice", provider.ods),
                ));
            }
            providers.push(Arc::new(provider.check(&at, direct)?));
        }
        for (index, ods) in self.federation.iter().flatten().enumerate() {
            federated(&format!("federation[{index}]"), ods, &providers)?;
        }
        let rules = AccessRules::check(self.access, &self.features.sections)
            .map_err(|(field, message)| SettingsFault { field, message })?;
        // Past these a browser's clocks and memories wrap: a wait of years ends at once.
        let within = |field: &str, value: Option<u32>, default: u32, most: u32| match value {
            Some(value) if value == 0 || value > most => {
                Err(SettingsFault::new(field, format!("is {value}; it must be from 1 to {most}")))
            }
            Some(value) => Ok(value),
            None => Ok(default),
        };
        let warning = self.features.idle_warning_seconds;
        if !(LEAST_WARNING_SECONDS..=MOST_SECONDS).contains(&warning) {
            let message = format!("is {warning}; it must be from {LEAST_WARNING_SECONDS} to {MOST_SECONDS}");
            return Err(SettingsFault::new("features.idleWarningSeconds", message));
        }
        self.features.tasks.map_or(Ok(()), Tasks::check)?;
        if let Some(sign_out) = &self.sign_out {
            address("signOut", sign_out)?;
            // A cookie goes to its own origin only, and so does this.
            if sign_out.contains("://") {
                return Err(SettingsFault::new(
                    "signOut",
                    "must begin with / or ./: the session is of this origin",
                ));
            }
        }
        let write_back = self.write_back.map(FileWriteBack::check).transpose()?;
        let features = Features { write_back: write_back.is_some(), ..self.features };
        within("features.idleMinutes", Some(features.idle_minutes), 0, MOST_IDLE_MINUTES)?;
        let pds = Provider {
            ods: String::new(),
            name: "The national demographics service (PDS)".to_owned(),
            phone: None,
            asid: String::new(),
            asid_of: Vec::new(),
            roots: Roots { pds: Some(self.pds.root.clone()), ..Roots::default() },
            sends_if_match: false,
        };
        let user = self.user;
        let identity = Identity {
            asid: self.asid,
            issuer: self.issuer.unwrap_or_else(|| "https://consumer.example.nhs.uk".to_owned()),
            organisation: Organisation {
                ods: self.organisation.ods,
                name: self.organisation.name,
                kind: self.organisation.kind,
                phone: self.organisation.phone,
            },
            user: User {
                id: user.id,
                family: user.family,
                given: user.given,
                prefix: user.prefix,
                role: user.role,
                sds_user_id: user.sds_user_id,
                sds_role_profile_id: user.sds_role_profile_id,
                job_role: user.job_role_code,
            },
            device: self.device.unwrap_or_else(|| "browser".to_owned()),
        };
        let access = Access::of(&identity.organisation, &identity.user, &rules);
        Ok(Settings {
            reach: self.mode,
            identity: Arc::new(identity),
            access,
            permission: self.permission,
            sign_out: self.sign_out,
            pds: Arc::new(pds),
            pds_user_access: self.pds.user_access,
            providers,
            federation: self.federation,
            timeout_seconds: within("timeoutSeconds", self.timeout_seconds, 30, MOST_SECONDS)?,
            max_megabytes: within("maxMegabytes", self.max_megabytes, 20, MOST_MEGABYTES)?,
            features,
            write_back,
            service_name: self.service_name.unwrap_or_else(|| "GP record and booking".to_owned()),
            theme: self.theme,
            embedding: self.embedding.map(FileEmbedding::check).transpose()?,
            demonstration: self.demonstration,
        })
    }
}

/// The longest wait for an answer.
const MOST_SECONDS: u32 = 600;
/// The largest answer.
const MOST_MEGABYTES: u32 = 500;
/// The shortest warning before a lock: time enough to hear it and press a key (SC 2.2.1).
const LEAST_WARNING_SECONDS: u32 = 20;
/// The longest time without use: a working day.
const MOST_IDLE_MINUTES: u32 = 720;

/// The types that have a meaning of their own; the first two are sent with slot searches and bookings.
const ORGANISATION_TYPES: [&str; 3] = ["gp-practice", "urgent-care", "community-pharmacy"];

/// A type that nothing knows would be held by no rule.
fn organisation_type(kind: Option<&str>, rule: &Rule) -> Result<(), SettingsFault> {
    let fault = |message: String| Err(SettingsFault::new("organisation.type", message));
    match kind {
        None if rule.has_types() => fault("is missing; access.organisationTypes decides by it".to_owned()),
        Some(kind) if !ORGANISATION_TYPES.contains(&kind) && !rule.names_type(kind) => fault(format!(
            "is \"{kind}\"; it must be gp-practice or urgent-care, community-pharmacy, or a type that access.organisationTypes names"
        )),
        None | Some(_) => Ok(()),
    }
}

impl FileProvider {
    fn check(self, at: &str, direct: bool) -> Result<Provider, SettingsFault> {
        filled(&format!("{at}.ods"), &self.ods)?;
        filled(&format!("{at}.name"), &self.name)?;
        let roots = [
            (Capability::Foundations, "foundations", self.roots.foundations),
            (Capability::Structured, "structured", self.roots.structured),
            (Capability::Documents, "documents", self.roots.documents),
            (Capability::Html, "html", self.roots.html),
        ];
        if roots.iter().all(|(_, _, root)| root.is_none()) {
            return Err(SettingsFault::new(format!("{at}.roots"), "names no service root"));
        }
        let (mut named, mut asid_of, mut needs_asid) = (Roots::default(), Vec::new(), false);
        for (capability, name, root) in roots {
            let Some(root) = root else { continue };
            let field = format!("{at}.roots.{name}");
            address(&field, root.address())?;
            let of = match capability {
                Capability::Foundations => &mut named.foundations,
                Capability::Structured => &mut named.structured,
                Capability::Documents => &mut named.documents,
                Capability::Html => &mut named.html,
                Capability::Pds => &mut named.pds,
            };
            *of = Some(root.address().to_owned());
            match root {
                FileRoot::Own(own) => {
                    asid(&format!("{field}.asid"), &own.asid)?;
                    asid_of.push((capability, own.asid));
                }
                FileRoot::Address(_) => needs_asid = true,
            }
        }
        // One for the practice is needed only where a root has none of its own.
        if direct && (needs_asid || !self.asid.is_empty()) {
            asid(&format!("{at}.asid"), &self.asid)?;
        }
        Ok(Provider {
            ods: self.ods,
            name: self.name,
            phone: self.phone.as_deref().map(format::phone),
            asid: self.asid,
            asid_of,
            roots: named,
            sends_if_match: self.sends_if_match,
        })
    }
}

/// A member of the federation is a practice of this file that offers appointments.
fn federated(field: &str, ods: &str, providers: &[Arc<Provider>]) -> Result<(), SettingsFault> {
    let fault = |message: &str| Err(SettingsFault::new(field, format!("is \"{ods}\"; {message}")));
    match providers.iter().find(|provider| provider.ods.eq_ignore_ascii_case(ods)) {
        None => fault("it must be the ods of one of the providers"),
        Some(provider) if provider.roots.foundations.is_none() => {
            fault("that practice has no roots.foundations, which appointments need")
        }
        Some(_) => Ok(()),
    }
}

fn filled(field: &str, value: &str) -> Result<(), SettingsFault> {
    if value.trim().is_empty() { Err(SettingsFault::new(field, "is empty")) } else { Ok(()) }
}

fn asid(field: &str, value: &str) -> Result<(), SettingsFault> {
    if value.len() == 12 && value.bytes().all(|digit| digit.is_ascii_digit()) {
        Ok(())
    } else {
        Err(SettingsFault::new(field, format!("is \"{value}\"; an ASID has 12 digits")))
    }
}
