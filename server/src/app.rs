//! The app's port: static files under the content security policy that every deployment should have.

use std::collections::BTreeSet;
use std::path::PathBuf;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::response::Response;
use axum::routing::{get, post};
use serde_json::Value;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::Options;

/// What the app may do (docs/deploying.md): nothing from elsewhere but what its settings name.
fn policy(config: &str) -> String {
    let origins = origins(config).into_iter().fold(String::new(), |all, one| all + " " + &one);
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'{origins}; style-src 'self'; \
         img-src 'self' blob:; font-src 'self'; base-uri 'none'; form-action 'none'; object-src 'none'; frame-ancestors \
         'none'; frame-src blob:"
    )
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

/// Stricter rules that are only watched, not enforced.
const WATCHED: &str =
    "require-trusted-types-for 'script'; trusted-types default dompurify; report-uri /csp-report";

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
    let mut policy = policy(&config());
    let inner = Router::new()
        .route("/config.json", get(move || std::future::ready(json(config()))))
        .fallback_service(files);
    let placed =
        if options.base.is_empty() { inner } else { Router::new().nest_service(&options.base, inner) };
    if options.csp_report {
        policy.push_str("; report-uri /csp-report");
    }
    let mut routes = placed
        .route("/csp-report", post(report))
        .layer(set(header::CONTENT_SECURITY_POLICY, &policy)?)
        .layer(set(header::X_CONTENT_TYPE_OPTIONS, "nosniff")?)
        .layer(set(header::REFERRER_POLICY, "no-referrer")?)
        .layer(set(header::CACHE_CONTROL, "no-cache")?);
    if options.csp_report {
        routes = routes.layer(set(header::CONTENT_SECURITY_POLICY_REPORT_ONLY, WATCHED)?);
    }
    Ok(routes)
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
        let policy = policy(config);
        let connect =
            "; connect-src 'self' http://127.0.0.1:19191 http://127.0.0.1:19192 https://pds.example;";
        assert!(policy.contains(connect), "{policy}");
        assert!(super::policy("no json").contains("; connect-src 'self';"));
    }
}
