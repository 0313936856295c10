//! `embedding` of `config.json`: whose pages may show the app.

use super::members::Members;
use super::{Hosts, SettingsFault};

/// The hosts, or the first mistake.
pub(super) fn hosts(mut sent: Members) -> Result<Hosts, SettingsFault> {
    let hosts = sent.texts("hosts")?.unwrap_or_default();
    sent.end()?;
    if hosts.is_empty() {
        return Err(SettingsFault::new(
            "embedding.hosts",
            "is empty; leave embedding out where no page may show this one",
        ));
    }
    Hosts::read(hosts).map_err(|(index, why)| SettingsFault::new(format!("embedding.hosts[{index}]"), why))
}
