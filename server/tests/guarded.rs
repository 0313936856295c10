//! Whom the server answers: pages of the app's own origin, by a name of its own, and never with a file from outside its folder.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::path::{Path, PathBuf};

use gp_connect_sandbox_server::{Options, Server, start};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A folder with an app in it.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("guarded-{}-{name}", std::process::id()));
    std::fs::create_dir_all(folder.join("dist")).unwrap();
    std::fs::write(folder.join("dist/index.html"), "<!doctype html><title>the app</title>").unwrap();
    folder
}

async fn serve(folder: &Path, change: impl FnOnce(&mut Options)) -> Server {
    let mut options = Options { app: 0, provider: 0, dist: folder.join("dist"), ..Options::default() };
    change(&mut options);
    start(options).await.unwrap()
}

/// The whole answer to a request with these lines below its first.
async fn ask(port: u16, first: &str, lines: &[&str], body: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let head: String = lines.iter().map(|line| format!("{line}\r\n")).collect();
    let length = body.len();
    let request =
        format!("{first} HTTP/1.1\r\n{head}Connection: close\r\nContent-Length: {length}\r\n\r\n{body}");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await.unwrap();
    String::from_utf8_lossy(&bytes).to_lowercase()
}

const METADATA: &str = "GET /Y90001/STU3/1/gpconnect/metadata";

// proves: FS-17
#[tokio::test]
async fn only_pages_of_its_own_app_may_read_what_the_provider_answers() {
    let folder = folder("origins");
    let server = serve(&folder, |options| options.origins.push("https://portal.test".to_owned())).await;
    let (app, port) = (server.app.port(), server.provider.port());
    for (origin, allowed) in [
        (format!("http://127.0.0.1:{app}"), true),
        (format!("http://localhost:{app}"), true),
        ("https://portal.test".to_owned(), true),
        ("https://evil.test".to_owned(), false),
        ("null".to_owned(), false),
        (format!("http://127.0.0.1:{app}.evil.test"), false),
        (format!("http://127.0.0.1:{port}"), false),
    ] {
        for verb in ["GET", "OPTIONS"] {
            let first = METADATA.replace("GET", verb);
            let came = ask(port, &first, &["Host: 127.0.0.1", &format!("Origin: {origin}")], "").await;
            assert_eq!(
                came.contains(&format!("access-control-allow-origin: {origin}\r\n")),
                allowed,
                "{came}"
            );
            assert_eq!(came.contains("access-control-allow-credentials"), allowed, "{came}");
        }
    }
    std::fs::remove_dir_all(folder).unwrap();
}

// proves: FS-17
#[tokio::test]
async fn a_name_that_was_made_to_lead_here_is_not_answered() {
    let folder = folder("hosts");
    let server = serve(&folder, |options| options.hosts.push("practices.test".to_owned())).await;
    let (app, port) = (server.app.port(), server.provider.port());
    for (host, status) in [
        ("Host: 127.0.0.1", "200"),
        ("Host: localhost:8081", "200"),
        ("Host: practices.test", "200"),
        ("Host: evil.test", "421"),
        ("Host: 127.0.0.1.evil.test", "421"),
        ("Host: localhost.", "421"),
        ("Host: evil.test:8081", "421"),
    ] {
        for (port, first) in [
            (app, "GET /"),
            (app, "GET /config.json"),
            (port, "GET /sandbox/behaviour"),
            (port, "GET /sandbox/diary"),
        ] {
            let came = ask(port, first, &[host], "").await;
            assert!(came.starts_with(&format!("http/1.1 {status} ")), "{host}, {first}: {came}");
        }
    }
    std::fs::remove_dir_all(folder).unwrap();
}

// proves: FS-17
#[tokio::test]
async fn what_any_page_can_send_tells_the_provider_nothing() {
    let folder = folder("control");
    let server = serve(&folder, |_| ()).await;
    let port = server.provider.port();
    for kind in [
        "",
        "Content-Type: text/plain",
        "Content-Type: application/x-www-form-urlencoded",
        "Content-Type: multipart/form-data",
    ] {
        let lines: Vec<&str> =
            ["Host: 127.0.0.1", kind].into_iter().filter(|line| !line.is_empty()).collect();
        for address in [
            "sandbox/practices",
            "sandbox/reset",
            "sandbox/behaviour",
            "sandbox/faults",
            "gateway/sandbox/standing",
            "/sandbox/reset",
        ] {
            let came = ask(port, &format!("POST /{address}"), &lines, "3").await;
            assert!(came.starts_with("http/1.1 415 "), "{address}, {kind}: {came}");
        }
    }
    let json = ["Host: 127.0.0.1", "Content-Type: application/json; charset=utf-8"];
    assert!(ask(port, "POST /sandbox/practices", &json, "3").await.starts_with("http/1.1 200 "));
    std::fs::remove_dir_all(folder).unwrap();
}

// proves: FS-17
#[tokio::test]
async fn no_link_leads_out_of_the_folder() {
    let folder = folder("links");
    std::fs::create_dir_all(folder.join("elsewhere")).unwrap();
    std::fs::write(folder.join("elsewhere/secret.txt"), "secret").unwrap();
    let dist = folder.join("dist");
    std::fs::write(dist.join("app.js"), "plain").unwrap();
    std::os::unix::fs::symlink(folder.join("elsewhere/secret.txt"), dist.join("link.txt")).unwrap();
    std::os::unix::fs::symlink(folder.join("elsewhere"), dist.join("linked")).unwrap();
    std::os::unix::fs::symlink(folder.join("elsewhere/secret.txt"), dist.join("app.js.gz")).unwrap();
    for base in ["", "/sub"] {
        let server = serve(&folder, |options| options.base = base.to_owned()).await;
        for path in [
            "/link.txt",
            "/linked/secret.txt",
            "/%6cink.txt",
            "/app.js",
            "/../elsewhere/secret.txt",
            "//link.txt",
        ] {
            let came = ask(
                server.app.port(),
                &format!("GET {base}{path}"),
                &["Host: 127.0.0.1", "Accept-Encoding: gzip"],
                "",
            )
            .await;
            assert!(came.starts_with("http/1.1 404 ") && !came.contains("secret"), "{base}{path}: {came}");
        }
    }
    std::fs::remove_dir_all(folder).unwrap();
}
