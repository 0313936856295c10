//! `config.json`: where practices are, who the user is, what is switched on. Read at start, no rebuild needed.
//!
//! A mistake is named with its field ([`SettingsFault`]), because a silent default could ask the wrong practice.

mod address;
mod embedding;
mod features;
mod file;
mod members;
mod root;
mod tasks;
mod write_back;

use std::sync::Arc;

pub use self::features::Features;
use self::file::File;
use self::members::Members;
pub use self::write_back::WriteBack;
use super::Access;
use super::permission::PermissionRule;
use crate::gpconnect::{Identity, Mode, Provider};
use crate::session::embedding::Hosts;
pub use tasks::Tasks;

/// Everything a site can set.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// How practices are reached.
    pub reach: Reach,
    /// On whose behalf.
    pub identity: Arc<Identity>,
    /// The national demographics service.
    pub pds: Arc<Provider>,
    /// Whether the signed-in person has access to PDS of their own, which a search by name needs; by number anybody may.
    pub pds_user_access: bool,
    /// Practices, the site's own order.
    pub providers: Vec<Arc<Provider>>,
    /// ODS codes of the practices that appointments are looked for at beside the registered one; `None` for all.
    federation: Option<Vec<String>>,
    /// What is switched on.
    pub features: Features,
    /// What the signed-in user may ask a practice for.
    pub access: Access,
    /// Where the gateway's session is ended, of this page's own origin; none where locking ends no session.
    pub sign_out: Option<String>,
    /// Whether the patient's permission is asked for before each record opens.
    pub permission: PermissionRule,
    /// Longest wait for one answer, in seconds.
    pub timeout_seconds: u32,
    /// Largest answer, in megabytes.
    pub max_megabytes: u32,
    /// Name in the header; neutral by default.
    pub service_name: String,
    /// Colours, as names of the style sheet's themes.
    pub theme: Theme,
    /// Which pages may show this app in a frame; none: no page may.
    pub embedding: Option<Hosts>,
    /// The road of consultation summaries; none: nothing is written back, and nothing of it shows.
    pub write_back: Option<WriteBack>,
    /// Invented patients to try, offered on the find screen of a demonstration; empty anywhere else.
    pub demonstration: Vec<DemonstrationPatient>,
}

/// An invented patient of a demonstration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemonstrationPatient {
    /// Ten digits.
    pub nhs_number: String,
    /// What to look for.
    pub purpose: String,
}

/// How practices are reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Through a same-origin gateway that adds identity and Spine headers.
    Gateway,
    /// Straight to test providers.
    Direct,
    /// The sandbox provider inside the page; only in builds with it.
    Sandbox,
}

impl Reach {
    /// How the client must build its requests.
    pub fn mode(self) -> Mode {
        match self {
            Reach::Gateway => Mode::Gateway,
            Reach::Direct | Reach::Sandbox => Mode::Direct,
        }
    }
}

/// Colours of the header and links.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// NHS dark blue.
    #[default]
    Blue,
    /// Dark grey, for use inside another record system.
    Grey,
}

/// A mistake in `config.json`, named with its field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsFault {
    /// The field, as a path: `providers[1].roots.html`. Empty when the file as a whole is at fault.
    pub field: String,
    /// What is wrong with it.
    pub message: String,
}

impl SettingsFault {
    fn new(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self { field: field.into(), message: message.into() }
    }
}

impl Settings {
    /// Reads `config.json`.
    pub fn read(bytes: &[u8]) -> Result<Self, SettingsFault> {
        // What hosts send for a file that they do not have.
        if bytes.trim_ascii_start().first() == Some(&b'<') {
            return Err(SettingsFault::new(
                "",
                "a web page came instead: there is no config.json beside index.html",
            ));
        }
        File::read(Members::of_file(bytes)?)?.check()
    }

    /// The practice with this ODS code, if this site can reach it.
    pub fn provider(&self, ods: &str) -> Option<Arc<Provider>> {
        self.providers.iter().find(|provider| provider.ods.eq_ignore_ascii_case(ods)).cloned()
    }

    /// Whether anything of the structured record is switched on and open to the user.
    pub fn offers_structured(&self) -> bool {
        self.features.structured && !self.access.areas().is_empty()
    }

    /// Whether any section of the practice's own view is switched on and open to the user.
    pub fn offers_html(&self) -> bool {
        self.features.record_html && !self.access.sections().is_empty()
    }

    /// Whether appointments are switched on and open to the user.
    pub fn offers_appointments(&self) -> bool {
        self.features.appointments && self.access.appointments()
    }

    /// Whether tasks are switched on and open to the user.
    pub fn offers_tasks(&self) -> bool {
        self.features.tasks.is_some() && self.access.may(super::Part::Tasks)
    }

    /// The practices at which appointments are looked for, the site's own order (APT-15). Without a list in the file those
    /// that have a root for Foundations and Appointment Management.
    pub fn federation(&self) -> Vec<Arc<Provider>> {
        match &self.federation {
            Some(codes) => codes.iter().filter_map(|ods| self.provider(ods)).collect(),
            None => self.providers.iter().filter(|one| one.roots.foundations.is_some()).cloned().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gpconnect::Capability;

    const GOOD: &str = r#"{"mode":"direct","asid":"200000000359",
        "organisation":{"ods":"A1001","name":"Northvale Urgent Treatment Centre","type":"urgent-care"},
        "user":{"id":"u-1","family":"Okoro","given":"Nadia"},
        "pds":{"root":"http://127.0.0.1:8081/pds"},
        "providers":[{"ods":"Y90001","name":"Millbrook Surgery","asid":"918999198993",
            "roots":{"foundations":"http://127.0.0.1:8081/Y90001/STU3/1/gpconnect",
                     "html":"http://127.0.0.1:8081/Y90001/DSTU2/0/gpconnect"}}]}"#;

    fn fault(from: &str, to: &str) -> SettingsFault {
        assert!(GOOD.contains(from), "the test must change something");
        Settings::read(GOOD.replace(from, to).as_bytes()).unwrap_err()
    }

    // proves: APT-15
    #[test]
    fn the_federation_is_the_sites_list_or_every_practice_with_appointments() {
        let listed = |federation: &str| {
            let file = GOOD.replace("\"providers\"", &format!("{federation}\"providers\""));
            let settings = Settings::read(file.as_bytes())?;
            Ok::<_, SettingsFault>(
                settings.federation().iter().map(|one| one.ods.clone()).collect::<Vec<_>>(),
            )
        };
        assert_eq!(listed(""), Ok(vec!["Y90001".to_owned()]));
        assert_eq!(listed(r#""federation":["y90001"],"#), Ok(vec!["Y90001".to_owned()]));
        assert_eq!(listed(r#""federation":[],"#), Ok(Vec::new()));
        let unknown = listed(r#""federation":["Y90001","Y90009"],"#).unwrap_err();
        assert_eq!(
            (unknown.field.as_str(), unknown.message.contains("one of the providers")),
            ("federation[1]", true)
        );
        let without = GOOD.replace("foundations", "structured");
        let file = without.replace("\"providers\"", r#""federation":["Y90001"],"providers""#);
        let bare = Settings::read(file.as_bytes()).unwrap_err();
        assert_eq!(
            (bare.field.as_str(), bare.message.contains("roots.foundations")),
            ("federation[0]", true)
        );
    }

    #[test]
    fn settings_are_read() {
        let settings = Settings::read(GOOD.as_bytes()).unwrap();
        assert_eq!(settings.provider("y90001").unwrap().name, "Millbrook Surgery");
        assert_eq!(settings.identity.user.sds_user_id, "UNK");
        assert!(!settings.features.open_deceased);
        assert_eq!(settings.access.areas().len(), 10);
    }

    // proves: FND-02
    #[test]
    fn a_capability_without_a_root_has_none_rather_than_another_ones() {
        let settings = Settings::read(GOOD.as_bytes()).unwrap();
        let roots = &settings.providers[0].roots;
        assert_eq!(roots.structured, None);
        assert_ne!(roots.foundations, roots.html);
    }

    #[test]
    fn the_hosts_of_an_embedded_app_are_origins() {
        let with = |hosts: &str| {
            let file = GOOD.replace("\"pds\"", &format!("\"embedding\":{{\"hosts\":{hosts}}},\"pds\""));
            Settings::read(file.as_bytes())
        };
        assert_eq!(Settings::read(GOOD.as_bytes()).unwrap().embedding, None);
        let hosts = with(r#"["self","https://portal.example.nhs.uk"]"#).unwrap().embedding.unwrap();
        assert!(hosts.allow("https://portal.example.nhs.uk", "https://gp.example.nhs.uk"));
        assert_eq!(
            with(r#"["self","https://portal.example.nhs.uk/x"]"#).unwrap_err().field,
            "embedding.hosts[1]"
        );
        assert_eq!(with("[]").unwrap_err().field, "embedding.hosts");
        assert_eq!(with(r#"["*"]"#).unwrap_err().field, "embedding.hosts[0]");
    }

    #[test]
    fn each_mistake_is_named_with_its_field() {
        assert_eq!(fault("918999198993", "918").field, "providers[0].asid");
        assert_eq!(fault("/DSTU2/0/gpconnect\"", "/DSTU2/0/gpconnect/\"").field, "providers[0].roots.html");
        assert_eq!(fault("urgent-care", "hospital").field, "organisation.type");
        assert_eq!(fault("\"given\"", "\"givn\"").field, "user.given");
        assert_eq!(fault("\"given\"", "\"givn\":1,\"given\"").field, "user.givn");
        assert_eq!(fault("\"direct\"", "\"sideways\"").field, "mode");
        assert_eq!(fault("\"Okoro\"", "\" \"").field, "user.family");
        assert_eq!(fault("\"Okoro\"", "7").field, "user.family");
        assert_eq!(Settings::read(b"{").unwrap_err().field, "");
        assert!(Settings::read(b"\n<!doctype html>").unwrap_err().message.contains("web page"));
    }

    // proves: FS-12
    #[test]
    fn no_address_reaches_another_host_than_it_reads() {
        let html = "http://127.0.0.1:8081/Y90001/DSTU2/0/gpconnect";
        for address in [
            "//evil.example/gpconnect",
            "/\\\\evil.example/gpconnect",
            "https:/\\\\evil.example/x",
            "/\\t/evil.example/x",
            "./\\n/x",
            "https://gateway.example@evil.example/x",
            "https:///x",
            "http://gateway.example/x",
            "http://127.0.0.1.evil.example/x",
            "HTTPS://gateway.example/x",
            "ftp://gateway.example/x",
            "javascript:alert(1)",
        ] {
            assert_eq!(fault(html, address).field, "providers[0].roots.html", "{address}");
        }
        assert_eq!(fault("http://127.0.0.1:8081/pds", "//evil.example/pds").field, "pds.root");
        for address in
            ["https://gateway.example:8443/gp", "/gateway/Y90001", "./gateway", "http://localhost:1/x"]
        {
            assert!(Settings::read(GOOD.replace(html, address).as_bytes()).is_ok(), "{address}");
        }
    }

    #[test]
    fn a_rule_that_could_not_hold_is_named_with_its_field() {
        let with = |access: &str| fault("\"pds\"", &format!("\"access\":{access},\"pds\""));
        assert_eq!(with(r#"{"roles":{"Nurse":["allergies","INV"]}}"#).field, "access.roles.Nurse[1]");
        assert_eq!(
            with(r#"{"organisationTypes":{"care-home":["allergy"]}}"#).field,
            "access.organisationTypes.care-home[0]"
        );
        // A limit by type holds nobody whose type is not stated.
        let rule = r#""access":{"organisationTypes":{"care-home":["allergies"]}},"pds""#;
        let unstated = GOOD.replace(r#","type":"urgent-care""#, "").replace("\"pds\"", rule);
        assert_eq!(Settings::read(unstated.as_bytes()).unwrap_err().field, "organisation.type");
        let named = GOOD.replace("urgent-care", "care-home").replace("\"pds\"", rule);
        let settings = Settings::read(named.as_bytes()).unwrap();
        assert_eq!(settings.access.areas(), [crate::clinical::Area::Allergies]);
        assert_eq!(settings.identity.organisation.booking_type(), None, "no value of the booking's own list");
    }

    // proves: FS-13
    #[test]
    fn a_session_is_ended_at_the_own_origin_only() {
        let with = |address: &str| {
            Settings::read(GOOD.replace("\"pds\"", &format!("\"signOut\":\"{address}\",\"pds\"")).as_bytes())
        };
        assert_eq!(with("./signout").unwrap().sign_out.as_deref(), Some("./signout"));
        assert_eq!(with("/signout").unwrap().sign_out.as_deref(), Some("/signout"));
        for elsewhere in
            ["https://gateway.example/signout", "//evil.example/signout", "signout", "./signout?x=1"]
        {
            assert_eq!(with(elsewhere).unwrap_err().field, "signOut", "{elsewhere}");
        }
    }

    // proves: FS-12
    #[test]
    fn numbers_that_would_wrap_are_named() {
        for (member, field) in [
            (r#""timeoutSeconds":4294967"#, "timeoutSeconds"),
            (r#""timeoutSeconds":0"#, "timeoutSeconds"),
            (r#""timeoutSeconds":4294967326"#, "timeoutSeconds"),
            (r#""maxMegabytes":4295"#, "maxMegabytes"),
            (r#""features":{"idleWarningSeconds":9}"#, "features.idleWarningSeconds"),
            (r#""features":{"idleMinutes":0}"#, "features.idleMinutes"),
            (r#""features":{"idleMinutes":4294967295}"#, "features.idleMinutes"),
        ] {
            assert_eq!(fault("\"pds\"", &format!("{member},\"pds\"")).field, field, "{member}");
        }
    }

    // proves: FL-16 FND-01
    #[test]
    fn a_root_may_have_an_asid_of_its_own() {
        let html = r#""http://127.0.0.1:8081/Y90001/DSTU2/0/gpconnect""#;
        let own = |asid: &str| format!(r#"{{"address":{html},"asid":"{asid}"}}"#);
        let settings = Settings::read(GOOD.replace(html, &own("918999198111")).as_bytes()).unwrap();
        let provider = &settings.providers[0];
        assert_eq!(provider.asid(Capability::Html), "918999198111");
        assert_eq!(provider.asid(Capability::Foundations), "918999198993");
        assert_eq!(provider.roots.html.as_deref(), Some(html.trim_matches('"')));
        assert_eq!(fault(html, &own("918")).field, "providers[0].roots.html.asid");
    }
}
