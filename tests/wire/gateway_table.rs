//! The gateway's table of verb, path and body against the calls that the app makes: each call is in it once, under its own
//! interaction and scope, and nothing is in it that no call needs.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::Value;

use crate::calls::calls;
use crate::connection::*;
use crate::golden::token;
use gp_connect_viewer::gpconnect::client::INTERACTION_PREFIX;
use gp_connect_viewer::gpconnect::{Capability, Mode, Request};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    capability: String,
    verb: String,
    path: String,
    when: Option<String>,
    interaction: String,
    scope: String,
    #[serde(default)]
    changes: bool,
}

impl Row {
    fn fits(&self, capability: &str, request: &Request, path: &str) -> bool {
        let (pattern, path): (Vec<&str>, Vec<&str>) =
            (self.path.split('/').collect(), path.split('/').collect());
        let body: Value =
            request.body.as_deref().map_or(Value::Null, |body| serde_json::from_slice(body).unwrap());
        self.capability == capability
            && self.verb == request.method.as_str()
            && pattern.len() == path.len()
            && pattern.iter().zip(path).all(|(wanted, given)| *wanted == "*" || *wanted == given)
            && self.when.as_deref().is_none_or(|status| body["status"] == status)
    }
}

/// The table as it stands in the gateway: JSON between the brackets.
fn table() -> Vec<Row> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/gateway/njs/table.js");
    let text = std::fs::read_to_string(file).unwrap();
    let (_, rows) = text.split_once("export default ").unwrap();
    serde_json::from_str(rows).unwrap()
}

fn name(capability: Capability) -> &'static str {
    match capability {
        Capability::Foundations => "foundations",
        Capability::Structured => "structured",
        Capability::Documents => "documents",
        Capability::Html => "html",
        Capability::Pds => "pds",
    }
}

// proves: GW-3
#[test]
fn every_call_is_in_the_gateways_table_once_and_the_table_holds_no_other() {
    let table = table();
    let (connection, _) = connection(Script::of(answer(200, "", "{}")), Mode::Direct);
    let practice = practice();
    let client = connection.client(Arc::new(practice.clone()));
    let mut used = BTreeSet::new();
    for call in calls().iter().filter(|call| call.capability != Capability::Pds) {
        let request = (call.build)(&client, "trace").unwrap();
        let root = practice.roots.of(call.capability).unwrap();
        let path = request.url.strip_prefix(root).unwrap().trim_start_matches('/').split('?').next().unwrap();
        let rows: Vec<&Row> =
            table.iter().filter(|row| row.fits(name(call.capability), &request, path)).collect();
        assert_eq!(rows.len(), 1, "{}: {rows:?}", call.name);
        let (row, (_, _, claims)) = (rows[0], token(&request).unwrap());
        let interaction = request.header("Ssp-InteractionID").unwrap();
        assert_eq!(interaction, format!("{INTERACTION_PREFIX}{}", row.interaction), "{}", call.name);
        assert_eq!(claims["requested_scope"], row.scope, "{}", call.name);
        assert_eq!(row.changes, call.changes_something, "{}", call.name);
        used.insert(row.interaction.clone());
    }
    let all: BTreeSet<String> = table.iter().map(|row| row.interaction.clone()).collect();
    assert_eq!((used, all.len()), (all.clone(), table.len()));
}
