//! The schema of `config.json`: what is in the file, and what may not.

use std::sync::Arc;

use super::super::access::{Access, AccessRules, Rule};
use super::super::permission::PermissionRule;
use super::address::address;
use super::members::Members;
use super::root::FileRoot;
use super::{DemonstrationPatient, Features, Reach, Settings, SettingsFault, Tasks, Theme, WriteBack};
use crate::format;
use crate::gpconnect::{Capability, Identity, Mode, Organisation, Provider, Roots, User};
use crate::session::embedding::Hosts;

/// The whole file.
pub(super) struct File {
    mode: Reach,
    organisation: Organisation,
    user: User,
    asid: String,
    issuer: Option<String>,
    device: Option<String>,
    pds_root: String,
    pds_user_access: bool,
    providers: Vec<FileProvider>,
    federation: Option<Vec<String>>,
    features: Features,
    access: Rule,
    permission: PermissionRule,
    sign_out: Option<String>,
    service_name: Option<String>,
    theme: Theme,
    timeout_seconds: Option<u32>,
    max_megabytes: Option<u32>,
    embedding: Option<Hosts>,
    write_back: Option<WriteBack>,
    demonstration: Vec<DemonstrationPatient>,
}

struct FileProvider {
    at: String,
    ods: String,
    name: String,
    phone: Option<String>,
    asid: String,
    roots: [Option<FileRoot>; 4],
    sends_if_match: bool,
}

/// The service roots of a practice, by their names in the file.
const ROOTS: [(&str, Capability); 4] = [
    ("foundations", Capability::Foundations),
    ("structured", Capability::Structured),
    ("documents", Capability::Documents),
    ("html", Capability::Html),
];

/// What a directory says of somebody that it does not know.
const UNKNOWN: &str = "UNK";

fn organisation(mut sent: Members) -> Result<Organisation, SettingsFault> {
    let read = Organisation {
        ods: sent.needed("ods")?,
        name: sent.needed("name")?,
        kind: sent.text("type")?,
        phone: sent.text("phone")?,
    };
    sent.end()?;
    Ok(read)
}

fn user(mut sent: Members) -> Result<User, SettingsFault> {
    let or_unknown = |sent: &mut Members, name| Ok(sent.text(name)?.unwrap_or_else(|| UNKNOWN.to_owned()));
    let read = User {
        id: sent.needed("id")?,
        family: sent.needed("family")?,
        given: sent.needed("given")?,
        prefix: sent.text("prefix")?.unwrap_or_default(),
        role: sent.text("role")?.unwrap_or_default(),
        sds_user_id: or_unknown(&mut sent, "sdsUserId")?,
        sds_role_profile_id: or_unknown(&mut sent, "sdsRoleProfileId")?,
        job_role: or_unknown(&mut sent, "jobRoleCode")?,
    };
    sent.end()?;
    Ok(read)
}

fn rule(sent: Option<Members>) -> Result<Rule, SettingsFault> {
    let Some(mut sent) = sent else { return Ok(Rule::default()) };
    let rule = Rule::new(sent.lists_by_name("organisationTypes")?, sent.lists_by_name("roles")?);
    sent.end()?;
    Ok(rule)
}

fn demonstrated(mut sent: Members) -> Result<DemonstrationPatient, SettingsFault> {
    let read =
        DemonstrationPatient { nhs_number: sent.needed("nhsNumber")?, purpose: sent.needed("purpose")? };
    sent.end()?;
    Ok(read)
}

impl FileProvider {
    fn read(mut sent: Members) -> Result<Self, SettingsFault> {
        let at = sent.at().to_owned();
        let (ods, name, phone) = (sent.needed("ods")?, sent.needed("name")?, sent.text("phone")?);
        let asid = sent.text("asid")?.unwrap_or_default();
        let sends_if_match = sent.flag("sendsIfMatch", true)?;
        let mut within = sent.needed_within("roots")?;
        let mut roots = [const { None }; 4];
        for ((name, _), root) in ROOTS.into_iter().zip(&mut roots) {
            *root = FileRoot::read(&mut within, name)?;
        }
        within.end()?;
        sent.end()?;
        Ok(Self { at, ods, name, phone, asid, roots, sends_if_match })
    }
}

impl File {
    /// Reads the file; that each member is there and of its kind, and no other.
    pub(super) fn read(mut sent: Members) -> Result<Self, SettingsFault> {
        let words = [("gateway", Reach::Gateway), ("direct", Reach::Direct), ("sandbox", Reach::Sandbox)];
        let Some(mode) = sent.one_of("mode", &words)? else {
            return Err(SettingsFault::new("mode", "is missing"));
        };
        let organisation = organisation(sent.needed_within("organisation")?)?;
        let user = user(sent.needed_within("user")?)?;
        let mut pds = sent.needed_within("pds")?;
        let (pds_root, pds_user_access) = (pds.needed("root")?, pds.flag("userAccess", false)?);
        pds.end()?;
        let Some(providers) = sent.objects("providers")? else {
            return Err(SettingsFault::new("providers", "is missing"));
        };
        let implied = [("implied", PermissionRule::Implied), ("explicit", PermissionRule::Explicit)];
        let demonstration = sent.objects("demonstration")?.unwrap_or_default();
        let read = Self {
            mode,
            organisation,
            user,
            pds_root,
            pds_user_access,
            providers: providers.into_iter().map(FileProvider::read).collect::<Result<_, _>>()?,
            asid: sent.text("asid")?.unwrap_or_default(),
            issuer: sent.text("issuer")?,
            device: sent.text("device")?,
            federation: sent.texts("federation")?,
            features: Features::read(sent.within("features")?)?,
            access: rule(sent.within("access")?)?,
            permission: sent.one_of("permission", &implied)?.unwrap_or_default(),
            sign_out: sent.text("signOut")?,
            service_name: sent.text("serviceName")?,
            theme: sent.one_of("theme", &[("blue", Theme::Blue), ("grey", Theme::Grey)])?.unwrap_or_default(),
            timeout_seconds: sent.number("timeoutSeconds")?,
            max_megabytes: sent.number("maxMegabytes")?,
            embedding: sent.within("embedding")?.map(super::embedding::hosts).transpose()?,
            write_back: sent.within("writeBack")?.map(WriteBack::read).transpose()?,
            demonstration: demonstration.into_iter().map(demonstrated).collect::<Result<_, _>>()?,
        };
        sent.end()?;
        Ok(read)
    }

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
        address("pds.root", &self.pds_root)?;
        if self.providers.is_empty() {
            return Err(SettingsFault::new("providers", "is empty; name at least one practice"));
        }
        let mut providers: Vec<Arc<Provider>> = Vec::new();
        for provider in self.providers {
            let at = provider.at.clone();
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
        let features = Features { write_back: self.write_back.is_some(), ..self.features };
        within("features.idleMinutes", Some(features.idle_minutes), 0, MOST_IDLE_MINUTES)?;
        let pds = Provider {
            ods: String::new(),
            name: "The national demographics service (PDS)".to_owned(),
            phone: None,
            asid: String::new(),
            asid_of: Vec::new(),
            roots: Roots { pds: Some(self.pds_root), ..Roots::default() },
            sends_if_match: false,
        };
        let identity = Identity {
            asid: self.asid,
            issuer: self.issuer.unwrap_or_else(|| "https://consumer.example.nhs.uk".to_owned()),
            organisation: self.organisation,
            user: self.user,
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
            pds_user_access: self.pds_user_access,
            providers,
            federation: self.federation,
            timeout_seconds: within("timeoutSeconds", self.timeout_seconds, 30, MOST_SECONDS)?,
            max_megabytes: within("maxMegabytes", self.max_megabytes, 20, MOST_MEGABYTES)?,
            features,
            write_back: self.write_back,
            service_name: self.service_name.unwrap_or_else(|| "GP record and booking".to_owned()),
            theme: self.theme,
            embedding: self.embedding,
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
        if self.roots.iter().all(Option::is_none) {
            return Err(SettingsFault::new(format!("{at}.roots"), "names no service root"));
        }
        let (mut named, mut asid_of, mut needs_asid) = (Roots::default(), Vec::new(), false);
        for ((name, capability), root) in ROOTS.into_iter().zip(self.roots) {
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
                FileRoot::Own { asid: own, .. } => {
                    asid(&format!("{field}.asid"), &own)?;
                    asid_of.push((capability, own));
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
