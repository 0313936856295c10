//! `embedding` of `config.json`: whose pages may show the app.

use serde::Deserialize;

use super::{Hosts, SettingsFault};

/// The member as it is written.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct FileEmbedding {
    hosts: Vec<String>,
}

impl FileEmbedding {
    /// The hosts, or the first mistake.
    pub(super) fn check(self) -> Result<Hosts, SettingsFault> {
        if self.hosts.is_empty() {
            return Err(SettingsFault::new(
                "embedding.hosts",
                "is empty; leave embedding out where no page may show this one",
            ));
        }
        Hosts::read(self.hosts)
            .map_err(|(index, why)| SettingsFault::new(format!("embedding.hosts[{index}]"), why))
    }
}
