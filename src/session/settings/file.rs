//! The schema of `config.json`: what stands in the file, and what may not.

use std::sync::Arc;

use serde::Deserialize;

use super::{DemonstrationPatient, Features, Reach, Settings, SettingsFault, Theme};
use crate::format;
use crate::gpconnect::{Identity, Mode, Organisation, Provider, Roots, User};

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
    service_name: Option<String>,
    #[serde(default)]
    theme: Theme,
    #[serde(default)]
    timeout_seconds: Option<u32>,
    #[serde(default)]
    max_megabytes: Option<u32>,
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
    foundations: Option<String>,
    #[serde(default)]
    structured: Option<String>,
    #[serde(default)]
    documents: Option<String>,
    #[serde(default)]
    html: Option<String>,
}

impl File {
    /// The settings, or the first mistake.
    pub(super) fn check(self) -> Result<Settings, SettingsFault> {
        filled("organisation.ods", &self.organisation.ods)?;
        filled("organisation.name", &self.organisation.name)?;
        filled("user.id", &self.user.id)?;
        filled("user.family", &self.user.family)?;
        if let Some(kind) = &self.organisation.kind
            && !["gp-practice", "urgent-care"].contains(&kind.as_str())
        {
            return Err(SettingsFault::new(
                "organisation.type",
                format!("is \"{kind}\"; it must be gp-practice or urgent-care"),
            ));
        }
        let direct = self.mode.mode() == Mode::Direct;
        if direct {
            asid("asid", &self.asid)?;
        }
        root("pds.root", &self.pds.root)?;
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
        for (index, code) in self.features.sections.iter().enumerate() {
            if !SECTION_CODES.contains(&code.as_str()) {
                return Err(SettingsFault::new(
                    format!("features.sections[{index}]"),
                    format!("is \"{code}\"; it must be one of {}", SECTION_CODES.join(" ")),
                ));
            }
        }
        let positive = |field: &str, value: Option<u32>, default: u32| match value {
            Some(0) => Err(SettingsFault::new(field, "is 0; it must be at least 1")),
            Some(value) => Ok(value),
            None => Ok(default),
        };
        let pds = Provider {
            ods: String::new(),
            name: "The national demographics service (PDS)".to_owned(),
            phone: None,
            asid: String::new(),
            roots: Roots { pds: Some(self.pds.root), ..Roots::default() },
            sends_if_match: false,
        };
        let user = self.user;
        Ok(Settings {
            reach: self.mode,
            identity: Arc::new(Identity {
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
            }),
            pds: Arc::new(pds),
            providers,
            federation: self.federation,
            timeout_seconds: positive("timeoutSeconds", self.timeout_seconds, 30)?,
            max_megabytes: positive("maxMegabytes", self.max_megabytes, 20)?,
            features: self.features,
            service_name: self.service_name.unwrap_or_else(|| "GP record and booking".to_owned()),
            theme: self.theme,
            demonstration: self.demonstration,
        })
    }
}

/// The ten sections of Access Record HTML (catalogue order).
const SECTION_CODES: [&str; 10] = ["SUM", "ENC", "CLI", "PRB", "ALL", "MED", "REF", "OBS", "IMM", "ADM"];

impl FileProvider {
    fn check(self, at: &str, direct: bool) -> Result<Provider, SettingsFault> {
        filled(&format!("{at}.ods"), &self.ods)?;
        filled(&format!("{at}.name"), &self.name)?;
        if direct {
            asid(&format!("{at}.asid"), &self.asid)?;
        }
        let roots = [
            ("foundations", &self.roots.foundations),
            ("structured", &self.roots.structured),
            ("documents", &self.roots.documents),
            ("html", &self.roots.html),
        ];
        if roots.iter().all(|(_, address)| address.is_none()) {
            return Err(SettingsFault::new(format!("{at}.roots"), "names no service root"));
        }
        for (name, address) in roots {
            if let Some(address) = address {
                root(&format!("{at}.roots.{name}"), address)?;
            }
        }
        Ok(Provider {
            ods: self.ods,
            name: self.name,
            phone: self.phone.as_deref().map(format::phone),
            asid: self.asid,
            roots: Roots {
                foundations: self.roots.foundations,
                structured: self.roots.structured,
                documents: self.roots.documents,
                html: self.roots.html,
                pds: None,
            },
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

/// Absolute, or from the page's own address for a same-origin gateway; never with a query or a trailing slash.
fn root(field: &str, address: &str) -> Result<(), SettingsFault> {
    let fault = |message: &str| Err(SettingsFault::new(field, format!("is \"{address}\"; {message}")));
    let absolute = address.starts_with("https://") || address.starts_with("http://");
    if !absolute && !address.starts_with('/') && !address.starts_with("./") {
        return fault("it must begin with https://, http://, / or ./");
    }
    if address.ends_with('/') {
        return fault("it must not end with /");
    }
    if address.contains(['?', '#', ' ']) {
        return fault("it must not contain ?, # or a blank");
    }
    Ok(())
}
