//! Reads the settings, picks the transport and mounts the app.

#[cfg(target_arch = "wasm32")]
fn main() {
    gp_connect_viewer::shell::guard();
    #[allow(clippy::disallowed_methods, reason = "no owner exists yet: this runs once, before the app")]
    wasm_bindgen_futures::spawn_local(async {
        let start = match gp_connect_viewer::session::load::fetch_settings().await {
            Ok(file) => page::start(&file).await,
            Err(fault) => Err(fault),
        };
        gp_connect_viewer::shell::mount(start).await;
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
    pub async fn start(file: &[u8]) -> Result<Start, SettingsFault> {
        #[cfg(feature = "sandbox")]
        if let Some(start) = super::in_page::start(file).await {
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
    pub async fn start(file: &[u8]) -> Option<Result<Start, SettingsFault>> {
        let wanted: Map<String, Value> = serde_json::from_slice(file).ok()?;
        if wanted.get("mode")?.as_str()? != "sandbox" {
            return None;
        }
        match provider().await {
            Ok(start) => start(wanted),
            Err(_) => Some(Err(SettingsFault {
                field: "mode".to_owned(),
                message: "is \"sandbox\", and the sandbox could not be loaded; reload the page".to_owned(),
            })),
        }
    }

    type StartWith = fn(Map<String, Value>) -> Option<Result<Start, SettingsFault>>;

    #[cfg(feature = "split")]
    #[leptos::wasm_split::wasm_split(sandbox, wasm_split_path = leptos::wasm_split, fallible)]
    fn provider() -> Result<StartWith, leptos::wasm_split::SplitLoaderError> {
        Ok(start_with)
    }

    #[cfg(not(feature = "split"))]
    async fn provider() -> Result<StartWith, leptos::wasm_split::SplitLoaderError> {
        Ok(start_with)
    }

    fn start_with(mut wanted: Map<String, Value>) -> Option<Result<Start, SettingsFault>> {
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
