//! The app's port: static files under the content security policy that every deployment should have.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::{get, post};
use serde_json::Value;
use tower_http::services::{ServeDir, ServeFile};
use tower_http::set_header::SetResponseHeaderLayer;

use crate::Options;
use crate::guard::refused;

/// What every answer of this port carries: the file that an operator includes, so that journeys run under what is documented.
const HEADERS: &str = include_str!("../../hosting/headers.conf");

/// The policy of the demonstration of the embedded app, which is a page around it.
const DEMONSTRATION: &str = "default-src 'none'; script-src 'self'; style-src 'self'; frame-src 'self'; img-src 'self'; \
     base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'; frame-ancestors 'none'";

/// Name and value of each line `add_header NAME "VALUE" always;`.
fn headers() -> impl Iterator<Item = (&'static str, &'static str)> {
    HEADERS.lines().filter_map(|line| {
        let line = line.strip_prefix("add_header ")?.strip_suffix("\" always;")?;
        line.split_once(" \"")
    })
}

/// The policy, which lets the page reach the origins of its settings too.
fn policy(documented: &str, config: &str) -> String {
    let origins = origins(config).into_iter().fold(String::new(), |all, one| all + " " + &one);
    documented
        .replace("connect-src 'self'", &format!("connect-src 'self'{origins}"))
        .replace("frame-ancestors 'none'", &format!("frame-ancestors {}", ancestors(config)))
}

/// Whose pages may show the app: the hosts of the settings, and nobody where they name none.
fn ancestors(config: &str) -> String {
    let config: Value = serde_json::from_str(config).unwrap_or_default();
    let hosts =
        config.get("embedding").and_then(|embedding| embedding.get("hosts")).and_then(Value::as_array);
    let hosts: Vec<&str> = hosts
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(|host| if host == "self" { "'self'" } else { host })
        .collect();
    if hosts.is_empty() { "'none'".to_owned() } else { hosts.join(" ") }
}

/// The origins of all service roots; a file that cannot be read has none, and the app names its fault.
fn origins(config: &str) -> BTreeSet<String> {
    let config: Value = serde_json::from_str(config).unwrap_or_default();
    let practices = config.get("providers").and_then(Value::as_array).into_iter().flatten();
    let roots =
        practices.filter_map(|practice| practice.get("roots")?.as_object()).flat_map(|roots| roots.values());
    let pds = config.get("pds").and_then(|pds| pds.get("root"));
    roots.chain(pds).filter_map(|root| root.as_str()?.parse::<Uri>().ok()).filter_map(origin).collect()
}

fn origin(root: Uri) -> Option<String> {
    Some(format!("{}://{}", root.scheme_str()?, root.authority()?))
}

/// The routes of the app's port.
pub(crate) fn routes(
    options: &Options,
    config: impl Fn() -> String + Clone + Send + Sync + 'static,
) -> Result<Router, String> {
    let index = options.dist.join("index.html");
    let files = ServeDir::new(&options.dist)
        .precompressed_br()
        .precompressed_gzip()
        // Every address of the app is index.html, its own router decides; a file that is missing is missing.
        .fallback(get(move |uri: Uri| page(uri, index)));
    let settings = config();
    // What a host's page loads from here: its browser refuses it without leave, and checks it against the host's hash.
    let embed = Router::new()
        .route_service("/embed-1.js", ServeFile::new(options.dist.join("embed-1.js")).precompressed_br())
        .nest_service("/embed", ServeDir::new(options.dist.join("embed")))
        .layer(set(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")?)
        .layer(set(HeaderName::from_static("cross-origin-resource-policy"), "cross-origin")?)
        // The demonstration is a host: it shows the app in a frame.
        .route_service("/embed-demo.html", ServeFile::new(options.dist.join("embed-demo.html")))
        .layer(set(header::CONTENT_SECURITY_POLICY, DEMONSTRATION)?);
    let inner = Router::new()
        .merge(embed)
        .route("/config.json", get(move || std::future::ready(json(config()))))
        .fallback_service(files)
        .layer(from_fn_with_state(Arc::new(options.dist.clone()), no_links));
    let placed =
        if options.base.is_empty() { inner } else { Router::new().nest_service(&options.base, inner) };
    let mut routes = placed.route("/csp-report", post(report)).layer(set(header::CACHE_CONTROL, "no-cache")?);
    for (name, value) in headers() {
        let name = name.parse::<HeaderName>().map_err(|error| error.to_string())?;
        let mut value = value.to_owned();
        if name == header::CONTENT_SECURITY_POLICY {
            value = policy(&value, &settings);
            if options.csp_report {
                value.push_str("; report-uri /csp-report");
            }
        }
        routes = routes.layer(set(name, &value)?);
    }
    Ok(routes)
}

/// A link below the folder could lead anywhere on this machine: neither it nor what it hides behind is served. A name with `%` could
/// be spelt in more than one way, and no build has one.
async fn no_links(State(dist): State<Arc<PathBuf>>, request: Request, next: Next) -> Response {
    let path = request.uri().path().trim_matches('/').to_owned();
    let links = ["", ".br", ".gz"].into_iter().any(|suffix| {
        let mut place = dist.as_ref().clone();
        format!("{path}{suffix}").split('/').any(|part| {
            place.push(part);
            place.symlink_metadata().is_ok_and(|found| found.is_symlink())
        })
    });
    if links || path.contains('%') {
        return refused(StatusCode::NOT_FOUND, "no such file\n");
    }
    next.run(request).await
}

async fn page(uri: Uri, index: PathBuf) -> Response {
    let names_file = uri.path().rsplit('/').next().is_some_and(|last| last.contains('.'));
    let found = if names_file { None } else { tokio::fs::read(index).await.ok() };
    let status = if found.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
    let mut response = Response::new(found.map_or_else(Body::empty, Body::from));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html;charset=utf-8"));
    response
}

fn set(name: HeaderName, value: &str) -> Result<SetResponseHeaderLayer<HeaderValue>, String> {
    let value = HeaderValue::from_str(value).map_err(|error| error.to_string())?;
    Ok(SetResponseHeaderLayer::if_not_present(name, value))
}

fn json(body: String) -> Response {
    let mut response = Response::new(Body::from(body));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

/// Prints what a browser reports, one line each.
async fn report(body: String) -> StatusCode {
    eprintln!("content security policy: {}", body.replace('\n', " "));
    StatusCode::NO_CONTENT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_may_connect_to_the_origins_of_its_settings_only() {
        let config = r#"{"issuer": "https://never.example", "pds": {"root": "https://pds.example/pds"}, "providers": [
            {"roots": {"html": "http://127.0.0.1:19191/a", "structured": "http://127.0.0.1:19192/b"}},
            {"roots": {"html": "/gateway/c"}}]}"#;
        let (_, documented) = headers().find(|(name, _)| *name == "Content-Security-Policy").unwrap();
        let policy = super::policy(documented, config);
        let connect =
            "; connect-src 'self' http://127.0.0.1:19191 http://127.0.0.1:19192 https://pds.example;";
        assert!(policy.contains(connect), "{policy}");
        assert!(policy.contains("; frame-ancestors 'none'"), "{policy}");
        let shown =
            super::policy(documented, r#"{"embedding": {"hosts": ["self", "https://portal.example"]}}"#);
        assert!(shown.contains("; frame-ancestors 'self' https://portal.example"), "{shown}");
        assert!(super::policy(documented, "no json").contains("; connect-src 'self';"));
    }
}
