//! The command line.

use std::path::PathBuf;
use std::time::Duration;

use chrono::{DateTime, Utc};

/// What the command line can say.
pub const USAGE: &str = "\
Usage: gp-connect-sandbox-server [OPTIONS]
Serves on 127.0.0.1 only. Port 0 takes a free one.
  --app PORT            the app's port (8080)
  --provider PORT       the sandbox provider's port (8081); another origin, so that CORS is real
  --dist FOLDER         the app's files (dist)
  --base PATH           serve the app under this path, such as /sub
  --config FILE         serve this file as config.json once it exists, instead of one for this provider
  --records FOLDER      serve structured-record bundles of a folder as patients of practice Y90099
  --practices NUMBER    also name this many generated practices in the settings (0, at most 20)
  --now MOMENT          start the provider's clock here, such as 2026-03-28T23:30:00Z
  --stop-after SECONDS  stop after this time
  --origin ORIGIN       let pages of this origin read the provider's answers too, such as https://portal.test
  --host NAME           answer for this name too, as behind a proxy that passes it on
  --embed-host ORIGIN   a page of this origin may show the app in a frame; may be given several times
  --csp-report          also ask browsers to report what the content security policy would refuse
  --help                this text";

/// The command line, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Port of the app.
    pub app: u16,
    /// Port of the provider.
    pub provider: u16,
    /// The app's files.
    pub dist: PathBuf,
    /// Path under which the app is served, without its last slash; empty for the root.
    pub base: String,
    /// A file to serve as `config.json` as soon as there is one.
    pub config: Option<PathBuf>,
    /// A folder of structured-record bundles.
    pub records: Option<PathBuf>,
    /// How many generated practices the settings name.
    pub practices: usize,
    /// Where the provider's clock starts; the present when it is not given.
    pub now: Option<DateTime<Utc>>,
    /// When to stop.
    pub stop_after: Option<Duration>,
    /// Origins whose pages may read the provider's answers, beside the app's own.
    pub origins: Vec<String>,
    /// Names that both ports answer for, beside this machine's own.
    pub hosts: Vec<String>,
    /// Origins whose pages may show the app in a frame, beside its own.
    pub embed_hosts: Vec<String>,
    /// Whether browsers are asked to report violations of the content security policy.
    pub csp_report: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            app: 8080,
            provider: 8081,
            dist: PathBuf::from("dist"),
            base: String::new(),
            config: None,
            records: None,
            practices: 0,
            now: None,
            stop_after: None,
            origins: Vec::new(),
            hosts: Vec::new(),
            embed_hosts: Vec::new(),
            csp_report: false,
        }
    }
}

impl Options {
    /// Reads the arguments; `None` when only help is wanted.
    pub fn read(arguments: impl Iterator<Item = String>) -> Result<Option<Self>, String> {
        let mut options = Options::default();
        let mut arguments = arguments;
        while let Some(name) = arguments.next() {
            let mut value = || arguments.next().ok_or_else(|| format!("{name} needs a value"));
            let port = |text: String| text.parse::<u16>().map_err(|_| format!("{text} is not a port"));
            match name.as_str() {
                "--app" => options.app = port(value()?)?,
                "--provider" => options.provider = port(value()?)?,
                "--dist" => options.dist = PathBuf::from(value()?),
                "--base" => {
                    options.base = format!("/{}", value()?.trim_matches('/')).trim_end_matches('/').to_owned()
                }
                "--config" => options.config = Some(PathBuf::from(value()?)),
                "--records" => options.records = Some(PathBuf::from(value()?)),
                "--practices" => {
                    let count = value()?;
                    options.practices = count.parse().map_err(|_| format!("{count} is not a number"))?;
                }
                "--embed-host" => options.embed_hosts.push(value()?),
                "--now" => {
                    let moment = value()?;
                    options.now =
                        Some(moment.parse().map_err(|_| format!("{moment} is not a date and time"))?);
                }
                "--stop-after" => {
                    let seconds = value()?;
                    let seconds =
                        seconds.parse().map_err(|_| format!("{seconds} is not a number of seconds"))?;
                    options.stop_after = Some(Duration::from_secs(seconds));
                }
                "--origin" => options.origins.push(value()?),
                "--host" => options.hosts.push(value()?),
                "--csp-report" => options.csp_report = true,
                "--help" | "-h" => return Ok(None),
                other => return Err(format!("{other} is not a known option")),
            }
        }
        Ok(Some(options))
    }
}
