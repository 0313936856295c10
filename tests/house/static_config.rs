//! The settings that a build ships are those of the provider inside the page.

use std::path::Path;

use gp_connect_viewer::sandbox;
use gp_connect_viewer::session::Settings;

/// `UPDATE_CONFIG=1 cargo test --features sandbox --test house static_config` writes the file.
#[test]
fn the_shipped_settings_are_the_sandbox_s_own() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/config.json");
    let own = sandbox::config(sandbox::ORIGIN) + "\n";
    if std::env::var_os("UPDATE_CONFIG").is_some() {
        std::fs::write(&file, &own).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap(), own, "UPDATE_CONFIG=1 writes static/config.json");
    assert!(Settings::read(own.as_bytes()).is_ok());
}
