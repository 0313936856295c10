//! `features.tasks` of `config.json`: there, and tasks can be written; without it nothing of them is shown.

use serde::Deserialize;

use super::SettingsFault;

/// The least and the most that a text may be limited to.
const LIMITS: std::ops::RangeInclusive<u32> = 150..=4000;

/// How tasks are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
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

    fn read(features: &str) -> Option<Tasks> {
        serde_json::from_str::<Features>(features).unwrap().tasks
    }

    #[test]
    fn tasks_are_off_unless_the_file_has_them() {
        assert_eq!(read("{}"), None);
        assert_eq!(read(r#"{"tasks":{}}"#), Some(Tasks { text_limit: 300 }));
        assert_eq!(read(r#"{"tasks":{"textLimit":1000}}"#), Some(Tasks { text_limit: 1000 }));
        assert!(serde_json::from_str::<Features>(r#"{"tasks":{"limit":1}}"#).is_err());
    }

    #[test]
    fn a_limit_that_leaves_no_room_or_too_much_is_named() {
        assert_eq!(Tasks::default().check(), Ok(()));
        for wrong in [0, 149, 4001] {
            assert_eq!(Tasks { text_limit: wrong }.check().unwrap_err().field, "features.tasks.textLimit");
        }
    }
}
