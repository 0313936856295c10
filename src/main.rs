//! Reads the settings, picks the transport and mounts the app.

#[cfg(target_arch = "wasm32")]
fn main() {
    gp_connect_viewer::shell::guard();
    #[allow(clippy::disallowed_methods, reason = "no owner exists yet: this runs once, before the app")]
    wasm_bindgen_futures::spawn_local(async {
        let start =
            gp_connect_viewer::session::load::fetch_settings().await.and_then(|file| page::start(&file));
        gp_connect_viewer::shell::mount(start);
    });
}

#[cfg(target_arch = "wasm32")]
mod page {
    use std::sync::Arc;

    use gp_connect_viewer::gpconnect::Transport;
    use gp_connect_viewer::gpconnect::browser::BrowserTransport;
    use gp_connect_viewer::session::settings::{Reach, SettingsFault};
    use gp_connect_viewer::session::{Settings, Start};

    /// Reads the settings and joins them with the transport that they name.
    pub fn start(file: &[u8]) -> Result<Start, SettingsFault> {
        #[cfg(feature = "sandbox")]
        if let Some(start) = super::in_page::start(file) {
            return start;
        }
        let settings = Settings::read(file)?;
        let transport: Arc<dyn Transport> = match settings.reach {
            Reach::Gateway | Reach::Direct => Arc::new(BrowserTransport),
            Reach::Sandbox => {
                return Err(SettingsFault {
                    field: "mode".to_owned(),
                    message:
                        "is \"sandbox\"; this build has no sandbox provider, so it must be gateway or direct"
                            .to_owned(),
                });
            }
        };
        Ok(Start::new(settings, transport))
    }
}

/// The sandbox provider inside the page: `{"mode":"sandbox"}` is a whole configuration.
#[cfg(all(target_arch = "wasm32", feature = "sandbox"))]
mod in_page {
    use std::sync::{Arc, Mutex};

    use gp_connect_viewer::sandbox::{ORIGIN, Provider, SandboxTransport};
    use gp_connect_viewer::session::settings::SettingsFault;
    use gp_connect_viewer::session::{Settings, Start, clock};
    use serde_json::{Map, Value};

    /// The start, when the file asks for the sandbox. Members that the file leaves out are the sandbox's own; what
    /// is under `sandbox` is what its provider is told ([`Provider::told`]).
    pub fn start(file: &[u8]) -> Option<Result<Start, SettingsFault>> {
        let mut wanted: Map<String, Value> = serde_json::from_slice(file).ok()?;
        if wanted.get("mode")?.as_str()? != "sandbox" {
            return None;
        }
        let provider = match Provider::told(&wanted.remove("sandbox").unwrap_or_default()) {
            Ok(provider) => provider,
            Err((field, message)) => return Some(Err(SettingsFault { field, message })),
        };
        let mut whole: Map<String, Value> = serde_json::from_str(&provider.config(ORIGIN)).ok()?;
        whole.extend(wanted);
        let bytes = serde_json::to_vec(&whole).ok()?;
        let transport = SandboxTransport::new(Arc::new(Mutex::new(provider)), clock::now);
        Some(Settings::read(&bytes).map(|settings| Start::new(settings, Arc::new(transport))))
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This is a browser application. Build it with Trunk, or run ./dev serve.");
}
