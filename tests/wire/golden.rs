//! A request as readable text, and the files that hold the expected ones.

use std::path::PathBuf;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use gp_connect_viewer::gpconnect::Request;
use serde_json::Value;

/// The parts of the audit token: its text, its header, its claims.
pub fn token(request: &Request) -> Option<(String, Value, Value)> {
    let token = request.header("Authorization")?.strip_prefix("Bearer ").unwrap().to_owned();
    let part = |index: usize| -> Value {
        let part = token.split('.').nth(index).unwrap();
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
    };
    let (header, claims) = (part(0), part(1));
    Some((token, header, claims))
}

/// Request line, headers, the token's claims, the body.
pub fn text(request: &Request) -> String {
    let mut text = format!("{} {}\n", request.method.as_str(), request.url);
    for (name, value) in &request.headers {
        let value = if *name == "Authorization" { "Bearer, with the claims below" } else { value.as_str() };
        text += &format!("{name}: {value}\n");
    }
    if let Some((_, _, claims)) = token(request) {
        text += "\n";
        for (name, claim) in claims.as_object().unwrap() {
            text += &format!("{name} = {claim}\n");
        }
    }
    if let Some(body) = &request.body {
        let body: Value = serde_json::from_slice(body).unwrap();
        text += &format!("\n{}\n", serde_json::to_string_pretty(&body).unwrap());
    }
    // The version of the app is in every token, and none of the golden files' business.
    text.replace(&format!("\"version\":\"{}\"", env!("CARGO_PKG_VERSION")), "\"version\":\"…\"")
}

/// Compares with the file of this name; `UPDATE_GOLDEN=1` writes it, to be read before it is committed.
pub fn compare(name: &str, actual: &str, faults: &mut Vec<String>) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/wire/golden/{name}.txt"));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, actual).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    if expected != actual {
        faults.push(format!("{name}: expected\n{expected}\ngot\n{actual}"));
    }
}
