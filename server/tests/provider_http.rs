//! The provider over real HTTP: what a browser on another origin meets.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "helpers of tests")]

use std::path::PathBuf;
use std::time::Duration;

use gp_connect_sandbox_server::{Options, Server, start};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const APP: &str = "http://app.example";
const JSON: &str = "\r\nContent-Type: application/json";
const TRACE: &str = "X-Request-ID: 09a01679-2564-4fb4-9129-aecc81ea2706\r\n";

/// A server on free ports with a page of its own.
async fn serve(change: impl FnOnce(&mut Options)) -> (Server, PathBuf) {
    let folder = std::env::temp_dir().join(format!(
        "sandbox-{}-{:?}",
        std::process::id(),
        std::thread::current().id()
    ));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("index.html"), "<!doctype html><title>the app</title>").unwrap();
    std::fs::write(folder.join("app.js"), "1").unwrap();
    let origins = vec![APP.to_owned()];
    let mut options = Options { app: 0, provider: 0, dist: folder.clone(), origins, ..Options::default() };
    change(&mut options);
    (start(options).await.unwrap(), folder)
}

/// What came back, as far as it came.
#[derive(Clone)]
struct Came {
    status: u16,
    head: String,
    body: Vec<u8>,
    /// The answer ended as it should.
    whole: bool,
}

impl Came {
    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (this, value) = line.split_once(": ")?;
            this.eq_ignore_ascii_case(name).then_some(value)
        })
    }
}

async fn ask(port: u16, request: &str, body: &str) -> Option<Came> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let length = body.len();
    let text = format!(
        "{request}\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}"
    );
    stream.write_all(text.as_bytes()).await.unwrap();
    let mut bytes = Vec::new();
    let read = tokio::time::timeout(Duration::from_secs(3), stream.read_to_end(&mut bytes)).await;
    read.ok()?.ok();
    let split = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8(bytes[..split].to_vec()).unwrap();
    let rest = &bytes[split + 4..];
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    let chunked = head.to_lowercase().contains("transfer-encoding: chunked");
    let (body, whole) = if chunked { dechunk(rest) } else { (rest.to_vec(), true) };
    Some(Came { status, head, body, whole })
}

fn dechunk(mut rest: &[u8]) -> (Vec<u8>, bool) {
    let mut body = Vec::new();
    loop {
        let Some(end) = rest.windows(2).position(|two| two == b"\r\n") else { return (body, false) };
        let size = usize::from_str_radix(std::str::from_utf8(&rest[..end]).unwrap(), 16).unwrap();
        rest = &rest[end + 2..];
        if size == 0 {
            return (body, true);
        }
        if rest.len() < size + 2 {
            body.extend_from_slice(rest);
            return (body, false);
        }
        body.extend_from_slice(&rest[..size]);
        rest = &rest[size + 2..];
    }
}

fn pds(origin: &str) -> String {
    format!(
        "GET /pds/Patient/9990054320 HTTP/1.1\r\nOrigin: {origin}\r\n{TRACE}Accept: application/fhir+json"
    )
}

/// Tells the provider something.
fn control(what: &str) -> String {
    format!("POST /sandbox/{what} HTTP/1.1{JSON}")
}

async fn fault(port: u16, fault: &str) {
    let body = json!({ "interaction": "pds", "fault": fault }).to_string();
    assert_eq!(ask(port, &control("faults"), &body).await.unwrap().status, 200);
}

#[tokio::test]
async fn answers_carry_the_origin_and_are_never_stored() {
    let (server, _) = serve(|_| ()).await;
    let port = server.provider.port();
    let came = ask(port, &pds("http://app.example"), "").await.unwrap();
    assert_eq!((came.status, came.whole), (200, true));
    assert_eq!(came.header("access-control-allow-origin"), Some("http://app.example"));
    assert_eq!(came.header("cache-control"), Some("no-store"));
    assert_eq!(came.header("access-control-expose-headers"), None);
    let patient: Value = serde_json::from_slice(&came.body).unwrap();
    assert_eq!(patient["name"][0]["family"], "Hartley");
}

#[tokio::test]
async fn a_preflight_allows_if_match_unless_told_otherwise() {
    let (server, _) = serve(|_| ()).await;
    let port = server.provider.port();
    let preflight = "OPTIONS /Y90001/STU3/1/gpconnect/Appointment/1 HTTP/1.1\r\nOrigin: http://app.example\r\n\
                     Access-Control-Request-Method: PUT\r\nAccess-Control-Request-Headers: if-match";
    let allowed = |came: Came| came.header("access-control-allow-headers").unwrap().contains("if-match");
    assert!(allowed(ask(port, preflight, "").await.unwrap()));
    server.state.lock().unwrap().behaviour.cors_without_if_match = true;
    assert!(!allowed(ask(port, preflight, "").await.unwrap()));
}

#[tokio::test]
async fn faults_are_real_on_the_wire() {
    let (server, _) = serve(|_| ()).await;
    let port = server.provider.port();
    fault(port, "truncated").await;
    let cut = ask(port, &pds("http://app.example"), "").await.unwrap();
    assert!(cut.status == 200 && !cut.whole && !cut.body.is_empty());
    fault(port, "no-cors").await;
    let bare = ask(port, &pds("http://app.example"), "").await.unwrap();
    assert_eq!((bare.status, bare.header("access-control-allow-origin")), (200, None));
    fault(port, "timeout-after-save").await;
    assert!(ask(port, &pds("http://app.example"), "").await.is_none(), "hangs");
    fault(port, "latency:400").await;
    let began = std::time::Instant::now();
    assert_eq!(ask(port, &pds("http://app.example"), "").await.unwrap().status, 200);
    assert!(began.elapsed() >= Duration::from_millis(400));
    fault(port, "too-large:3000000").await;
    assert_eq!(ask(port, &pds("http://app.example"), "").await.unwrap().body.len(), 3_000_000);
    assert_eq!(ask(port, &pds("http://app.example"), "").await.unwrap().status, 200, "all used up");
}

#[tokio::test]
async fn a_raw_pipe_is_refused_before_fhir_without_cors() {
    let (server, _) = serve(|_| ()).await;
    let request = "GET /Y90001/STU3/1/gpconnect/Patient?identifier=https://fhir.nhs.uk/Id/nhs-number|9990054320 HTTP/1.1\r\n\
                   Origin: http://app.example";
    let came = ask(server.provider.port(), request, "").await.unwrap();
    assert_eq!((came.status, came.header("access-control-allow-origin")), (400, None));
    assert!(came.header("content-type").unwrap().starts_with("text/html"));
}

#[tokio::test]
async fn the_app_is_served_under_its_policy_with_settings_for_the_provider() {
    let (server, _) = serve(|_| ()).await;
    let port = server.app.port();
    for path in ["/", "/record/medications"] {
        let came = ask(port, &format!("GET {path} HTTP/1.1"), "").await.unwrap();
        assert_eq!(
            (came.status, String::from_utf8_lossy(&came.body).contains("the app")),
            (200, true),
            "{path}"
        );
        let policy = came.header("content-security-policy").unwrap();
        assert!(policy.contains(&format!("connect-src 'self' http://{}", server.provider)), "{policy}");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
        assert_eq!(came.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(came.header("referrer-policy"), Some("no-referrer"));
    }
    assert_eq!(ask(port, "GET /missing.wasm HTTP/1.1", "").await.unwrap().status, 404);
    let config = ask(port, "GET /config.json HTTP/1.1", "").await.unwrap();
    let config: Value = serde_json::from_slice(&config.body).unwrap();
    assert_eq!(config["mode"], "direct");
    assert_eq!(config["pds"]["root"], format!("http://{}/pds", server.provider));
}

#[tokio::test]
async fn the_app_works_under_a_path() {
    let (server, _) = serve(|options| options.base = "/sub".to_owned()).await;
    let port = server.app.port();
    for path in ["/sub/", "/sub/record", "/sub/app.js", "/sub/config.json"] {
        assert_eq!(ask(port, &format!("GET {path} HTTP/1.1"), "").await.unwrap().status, 200, "{path}");
    }
    assert_eq!(ask(port, "GET /record HTTP/1.1", "").await.unwrap().status, 404);
}

#[tokio::test]
async fn a_folder_of_bundles_becomes_patients() {
    let folder = std::env::temp_dir().join(format!("records-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("deeper")).unwrap();
    let bundle = json!({ "resourceType": "Bundle", "type": "collection", "entry": [{ "resource": {
        "resourceType": "Patient", "id": "1", "name": [{ "family": "Folder" }], "birthDate": "1950-01-01" } }] });
    std::fs::write(folder.join("deeper/one.json"), bundle.to_string()).unwrap();
    std::fs::write(folder.join("readme.md"), "no record").unwrap();
    let records = folder.clone();
    let (server, _) = serve(move |options| options.records = Some(records)).await;
    let read = server.records().unwrap();
    assert_eq!((read.served.len(), read.skipped), (1, 1));
    let number = &read.served[0].0;
    let request = format!("GET /pds/Patient/{number} HTTP/1.1\r\n{TRACE}Accept: application/fhir+json");
    let came = ask(server.provider.port(), &request, "").await.unwrap();
    let patient: Value = serde_json::from_slice(&came.body).unwrap();
    assert_eq!(patient["generalPractitioner"][0]["identifier"]["value"], "Y90099");
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn the_shared_messages_are_all_read_when_they_are_there() {
    let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    if !corpus.is_dir() {
        println!("skipping the corpus: ../shared/corpus is not there");
        return;
    }
    let (server, _) = serve(move |options| options.records = Some(corpus)).await;
    let records = server.records().unwrap();
    assert!(records.served.len() > 100, "{records}");
    let mut numbers: Vec<&String> = records.served.iter().map(|(number, _)| number).collect();
    numbers.sort();
    numbers.dedup();
    assert_eq!(numbers.len(), records.served.len(), "each file has its own number");
}

#[tokio::test]
async fn the_clock_runs_from_the_moment_that_is_given() {
    let start = "2027-03-27T23:30:00Z".parse().unwrap();
    let (server, _) = serve(move |options| options.now = Some(start)).await;
    let newborn = format!("GET /pds/Patient/9990054541 HTTP/1.1\r\n{TRACE}Accept: application/fhir+json");
    let came = ask(server.provider.port(), &newborn, "").await.unwrap();
    let patient: Value = serde_json::from_slice(&came.body).unwrap();
    assert_eq!(patient["birthDate"], "2027-03-26", "born the day before");
}

#[tokio::test]
async fn more_practices_are_in_the_settings_and_nothing_more_is_allowed_to_the_page() {
    let (plain, _) = serve(|_| ()).await;
    let (server, _) = serve(|options| options.practices = 20).await;
    let port = server.app.port();
    let policy = |came: Came, provider: std::net::SocketAddr| {
        came.header("content-security-policy").unwrap().replace(&provider.to_string(), "provider")
    };
    let usual = policy(ask(plain.app.port(), "GET / HTTP/1.1", "").await.unwrap(), plain.provider);
    assert_eq!(policy(ask(port, "GET / HTTP/1.1", "").await.unwrap(), server.provider), usual);
    let names = async || {
        let came = ask(port, "GET /config.json HTTP/1.1", "").await.unwrap();
        assert_eq!(policy(came.clone(), server.provider), usual, "the settings carry the policy too");
        let config: Value = serde_json::from_slice(&came.body).unwrap();
        config["providers"].as_array().unwrap().len()
    };
    assert_eq!(names().await, 27);
    let provider = server.provider.port();
    assert_eq!(ask(provider, &control("practices"), "3").await.unwrap().status, 200);
    assert_eq!(names().await, 10, "told while it runs");
    assert_eq!(ask(provider, &control("practices"), "21").await.unwrap().status, 400);
    let silent = json!({ "practice": "Y90101", "standing": "silent" }).to_string();
    assert_eq!(ask(provider, &control("standing"), &silent).await.unwrap().status, 200);
    let find = "GET /Y90101/STU3/1/gpconnect/metadata HTTP/1.1";
    assert!(ask(provider, find, "").await.is_none(), "hangs");
}

#[tokio::test]
async fn a_preflight_depends_on_the_practice() {
    let (server, _) = serve(|_| ()).await;
    let port = server.provider.port();
    let told = json!({ "practice": "Y90002", "cors_without_if_match": true }).to_string();
    assert_eq!(ask(port, &control("behaviour"), &told).await.unwrap().status, 200);
    for (ods, expected) in [("Y90001", true), ("Y90002", false)] {
        let preflight =
            format!("OPTIONS /{ods}/STU3/1/gpconnect/Appointment/1 HTTP/1.1\r\nOrigin: http://app.example");
        let came = ask(port, &preflight, "").await.unwrap();
        let allowed = came.header("access-control-allow-headers").unwrap();
        assert_eq!(allowed.contains("if-match"), expected, "{ods}");
    }
}

#[tokio::test]
async fn it_stops_when_told_though_an_answer_hangs() {
    let (server, _) = serve(|_| ()).await;
    let port = server.provider.port();
    fault(port, "timeout-before-save").await;
    let hanging = tokio::spawn(async move { ask(port, &pds("http://app.example"), "").await.is_none() });
    tokio::time::sleep(Duration::from_millis(100)).await;
    tokio::time::timeout(Duration::from_secs(2), server.stop()).await.unwrap();
    assert!(TcpStream::connect(("127.0.0.1", port)).await.is_err());
    assert!(hanging.await.unwrap());
}
