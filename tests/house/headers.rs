//! The headers of a host: what docs/hosting.md says, what hosting/headers.conf sends and what the page itself asks for are the same.

use std::fs;
use std::path::Path;

fn read(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

/// Name and value of each line `add_header NAME "VALUE" always;`.
fn sent(file: &str) -> Vec<(String, String)> {
    let line = |line: &str| {
        let (name, value) =
            line.trim().strip_prefix("add_header ")?.strip_suffix(" always;")?.split_once(' ')?;
        Some((name.to_owned(), value.trim_matches('"').to_owned()))
    };
    read(file).lines().filter_map(line).collect()
}

fn policy() -> String {
    let (_, policy) =
        sent("hosting/headers.conf").into_iter().find(|(name, _)| name == "Content-Security-Policy").unwrap();
    policy
}

// proves: FS-16
#[test]
fn each_header_is_documented_as_it_is_sent() {
    let headers = sent("hosting/headers.conf");
    let names: Vec<&str> = headers.iter().map(|(name, _)| name.as_str()).collect();
    for needed in [
        "Cross-Origin-Opener-Policy",
        "Cross-Origin-Embedder-Policy",
        "Cross-Origin-Resource-Policy",
        "Permissions-Policy",
    ] {
        assert!(names.contains(&needed), "{needed}");
    }
    let documented = read("docs/hosting.md").split_whitespace().collect::<Vec<_>>().join(" ");
    for (name, value) in headers {
        let as_written =
            if name == "Content-Security-Policy" { value } else { format!("| `{name}` | `{value}` |") };
        assert!(documented.contains(&as_written), "docs/hosting.md does not have {name}: {as_written}");
    }
}

// proves: FS-14 FS-16
#[test]
fn the_page_carries_the_policy_itself_and_lets_nothing_reach_this_machine() {
    let page = read("index.html");
    let (_, rest) = page.split_once("http-equiv=\"Content-Security-Policy\"").unwrap();
    let (_, rest) = rest.split_once("content=\"").unwrap();
    let (own, _) = rest.split_once('"').unwrap();
    // What only a header can say, and the provider, which the file does not know.
    let expected = policy()
        .replace("; frame-ancestors 'none'", "")
        .replace("connect-src 'self'", "connect-src 'self' https:");
    assert_eq!(own, expected);
    assert!(!page.contains("127.0.0.1") && !page.contains("localhost"));
}
