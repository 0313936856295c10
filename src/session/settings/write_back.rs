//! `writeBack` of `config.json`: the road of consultation summaries (docs/write-back.md).

use super::SettingsFault;
use super::address::address;
use super::members::Members;

/// The road of consultation summaries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteBack {
    /// The address of the outbox, with its slash at the end.
    pub outbox: String,
    /// The organisation's own MESH mailbox.
    pub mailbox: String,
    /// Whether a last look is asked for before a summary leaves (SDOC-08).
    pub confirm: bool,
}

impl WriteBack {
    /// The road, or the first mistake.
    pub(super) fn read(mut sent: Members) -> Result<Self, SettingsFault> {
        let read = Self {
            outbox: sent.needed("outbox")?,
            mailbox: sent.needed("mailbox")?,
            confirm: sent.flag("confirm", true)?,
        };
        sent.end()?;
        read.check()
    }

    fn check(self) -> Result<Self, SettingsFault> {
        let fault = |field: &str, message: String| Err(SettingsFault::new(field, message));
        let Some(base) = self.outbox.strip_suffix('/') else {
            return fault("writeBack.outbox", format!("is {:?}; it must end with /", self.outbox));
        };
        // From the page's own folder upwards too: the app may stand below what the gateway serves.
        let from_here = base.strip_prefix("../").map(|rest| format!("./{rest}"));
        address("writeBack.outbox", from_here.as_deref().unwrap_or(base))?;
        let is_mailbox = self.mailbox.bytes().all(|letter| letter.is_ascii_alphanumeric());
        if !is_mailbox || !(3..=20).contains(&self.mailbox.len()) {
            return fault(
                "writeBack.mailbox",
                format!("is {:?}; a MESH mailbox has 3 to 20 letters and digits", self.mailbox),
            );
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<WriteBack, SettingsFault> {
        WriteBack::read(Members::of(serde_json::from_str(json).unwrap(), "writeBack".to_owned())?)
    }

    // proves: SDOC-08
    #[test]
    fn the_last_look_is_asked_for_unless_the_site_switches_it_off() {
        assert!(read(r#"{"outbox":"/mesh/","mailbox":"X26ABC1"}"#).unwrap().confirm);
        assert!(!read(r#"{"outbox":"/mesh/","mailbox":"X26ABC1","confirm":false}"#).unwrap().confirm);
    }

    #[test]
    fn a_road_that_leads_nowhere_is_named_with_its_field() {
        for outbox in ["/mesh", "//evil.example/mesh/", "http://gateway.example/mesh/", "mesh/", "/mesh/?x=/"]
        {
            let json = format!(r#"{{"outbox":"{outbox}","mailbox":"X26ABC1"}}"#);
            assert_eq!(read(&json).unwrap_err().field, "writeBack.outbox", "{outbox}");
        }
        for outbox in ["/mesh/", "../mesh/", "./mesh/", "https://gateway.example/mesh/"] {
            assert!(read(&format!(r#"{{"outbox":"{outbox}","mailbox":"X26ABC1"}}"#)).is_ok(), "{outbox}");
        }
        assert_eq!(
            read(r#"{"outbox":"/mesh/","mailbox":"X26 ABC"}"#).unwrap_err().field,
            "writeBack.mailbox"
        );
    }
}
