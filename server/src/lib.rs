//! The sandbox provider behind real HTTP, and the app's files on another origin beside it. Loopback only.

mod app;
mod clock;
mod guard;
mod options;
mod provider;
mod records;

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};

use clock::Clock;
use gp_connect_viewer::sandbox::Provider;
use guard::Guard;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

pub use options::{Options, USAGE};
pub use records::Records;

/// A running server. It stops when told to, or when dropped.
pub struct Server {
    /// Address of the app.
    pub app: SocketAddr,
    /// Address of the provider.
    pub provider: SocketAddr,
    /// The provider itself, to change its behaviour or to add faults without HTTP.
    pub state: Arc<Mutex<Provider>>,
    records: Option<Records>,
    options: Options,
    stopping: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
}

/// Opens both ports and serves. The error says which port, file or folder was unfit.
pub async fn start(options: Options) -> Result<Server, String> {
    let provider_port = listen(options.provider).await?;
    let app_port = listen(options.app).await?;
    let address = |listener: &TcpListener| listener.local_addr().map_err(|error| error.to_string());
    let (app, provider) = (address(&app_port)?, address(&provider_port)?);
    let mut provider_state = Provider::new();
    let records = match &options.records {
        Some(folder) => Some(records::read(folder, &mut provider_state)?),
        None => None,
    };
    let (stopping, stopped) = watch::channel(false);
    provider_state
        .tell("practices", &options.practices.into())
        .map_err(|why| format!("--practices {why}"))?;
    let (written, hosts) = (options.config.clone(), options.embed_hosts.clone());
    let state = Arc::new(Mutex::new(provider_state));
    let told = Arc::clone(&state);
    // Asked for again each time: the file may be written, and the provider told of more practices, while it runs.
    let config = move || match written.as_ref().and_then(|file| std::fs::read_to_string(file).ok()) {
        Some(written) => written,
        None => {
            let made =
                told.lock().unwrap_or_else(PoisonError::into_inner).config(&format!("http://{provider}"));
            with_hosts(made, &hosts)
        }
    };
    let clock = Clock::from(options.now);
    let guard = Arc::new(Guard::new(&options, app));
    let guarded = |routes: axum::Router| {
        routes.layer(axum::middleware::from_fn_with_state(Arc::clone(&guard), guard::own_host))
    };
    let app_routes = guarded(app::routes(&options, config)?);
    let provider_routes = guarded(provider::routes(Arc::clone(&state), clock, Arc::clone(&guard)));
    let tasks = vec![
        tokio::spawn(serve(provider_port, provider_routes, stopped.clone())),
        tokio::spawn(serve(app_port, app_routes, stopped)),
    ];
    Ok(Server { app, provider, state, records, options, stopping, tasks })
}

/// The same settings with more hosts that may show the app.
fn with_hosts(config: String, hosts: &[String]) -> String {
    let mut settings: serde_json::Value = serde_json::from_str(&config).unwrap_or_default();
    match settings.pointer_mut("/embedding/hosts").and_then(serde_json::Value::as_array_mut) {
        Some(known) if !hosts.is_empty() => known.extend(hosts.iter().cloned().map(serde_json::Value::from)),
        _ => return config,
    }
    settings.to_string()
}

async fn listen(port: u16) -> Result<TcpListener, String> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .map_err(|error| format!("Port {port} on 127.0.0.1: {error}"))
}

async fn serve(listener: TcpListener, routes: axum::Router, mut stopped: watch::Receiver<bool>) {
    let stop = async move {
        // An error means that the server was dropped: stop as well.
        let _ = stopped.wait_for(|stop| *stop).await;
    };
    if let Err(error) = axum::serve(listener, routes).with_graceful_shutdown(stop).await {
        eprintln!("{error}");
    }
}

impl Server {
    /// Five lines on what is served where.
    pub fn serves(&self) -> String {
        let Options { dist, base, config, practices, .. } = &self.options;
        let generated = match practices {
            0 => String::new(),
            count => format!(", and {count} from Y90101"),
        };
        let config =
            config.as_ref().map_or("made for this provider".to_owned(), |file| file.display().to_string());
        format!(
            "App        http://{}{base}/ from {}\n\
             Settings   config.json {config}\n\
             Provider   http://{}/ (practices Y90001 to Y90007{generated})\n\
             PDS        http://{}/pds/Patient/9990054320\n\
             Control    POST /sandbox/faults, behaviour, standing, practices, reset and GET /sandbox/diary on the provider's port",
            self.app,
            dist.display(),
            self.provider,
            self.provider,
        )
    }

    /// Which file each number of practice Y90099 stands for, when a folder of records was given.
    pub fn records(&self) -> Option<&Records> {
        self.records.as_ref()
    }

    /// Stops, without waiting for answers that hang on purpose.
    pub async fn stop(mut self) {
        let _ = self.stopping.send(true);
        for task in std::mem::take(&mut self.tasks) {
            let abort = task.abort_handle();
            if tokio::time::timeout(std::time::Duration::from_millis(300), task).await.is_err() {
                abort.abort();
            }
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.tasks.iter().for_each(JoinHandle::abort);
    }
}
