//! `features.tasks` of `config.json`: there, and tasks can be written; without it nothing of them is shown.

use super::SettingsFault;
use super::members::Members;

/// The least and the most that a text may be limited to.
const LIMITS: std::ops::RangeInclusive<u32> = 150..=4000;

/// How tasks are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tasks {
    /// Most characters of a text, with the line that says who wrote it; what the receiving systems have room for.
    pub text_limit: u32,
}

impl Default for Tasks {
    /// As much as the demonstrator kept (HTML digest 6.4).
    fn default() -> Self {
        Self { text_limit: 300 }
    }
}

impl Tasks {
    /// Reads the member.
    pub(super) fn read(mut sent: Members) -> Result<Self, SettingsFault> {
        let text_limit = sent.number("textLimit")?.unwrap_or(Self::default().text_limit);
        sent.end()?;
        Ok(Self { text_limit })
    }

    /// Checks what a file says.
    pub(super) fn check(self) -> Result<(), SettingsFault> {
        if LIMITS.contains(&self.text_limit) {
            return Ok(());
        }
        let message =
            format!("is {}; it must be from {} to {}", self.text_limit, LIMITS.start(), LIMITS.end());
        Err(SettingsFault::new("features.tasks.textLimit", message))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Features;
    use super::*;

    fn read(features: &str) -> Result<Option<Tasks>, SettingsFault> {
        let sent = Members::of(serde_json::from_str(features).unwrap(), "features".to_owned())?;
        Ok(Features::read(Some(sent))?.tasks)
    }

    #[test]
    fn tasks_are_off_unless_the_file_has_them() {
        assert_eq!(read("{}"), Ok(None));
        assert_eq!(read(r#"{"tasks":{}}"#), Ok(Some(Tasks { text_limit: 300 })));
        assert_eq!(read(r#"{"tasks":{"textLimit":1000}}"#), Ok(Some(Tasks { text_limit: 1000 })));
        assert_eq!(read(r#"{"tasks":{"limit":1}}"#).unwrap_err().field, "features.tasks.limit");
    }

    #[test]
    fn a_limit_that_leaves_no_room_or_too_much_is_named() {
        assert_eq!(Tasks::default().check(), Ok(()));
        for wrong in [0, 149, 4001] {
            assert_eq!(Tasks { text_limit: wrong }.check().unwrap_err().field, "features.tasks.textLimit");
        }
    }
}
