//! Reads messages with the app's own model and says, file by file, what became of every entry.
//!
//! `cargo run --release --example corpus -- FILE_OR_FOLDER…`
//!
//! One line a file: kind, entries, entries placed in a view model, entries listed as other, entries unreadable,
//! milliseconds; then totals. Only `.json` files are read, others are counted. Exit code 1 when an entry is
//! unaccounted for or anything panics. `tests/model/corpus.rs` runs the same code.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use gp_connect_viewer::clinical::{OtherItems, OtherKind, Placement};
use gp_connect_viewer::fhir::{Bundle, Index, ReadError, Resource, Skipped};

/// What became of one message.
#[derive(Debug, Default)]
pub struct Account {
    /// What it is, in honest words.
    pub kind: String,
    /// Entries that were sent, counted apart from the model.
    pub entries: usize,
    /// Entries that a view shows.
    pub placed: usize,
    /// Entries listed as other items.
    pub other: usize,
    /// Entries listed as unreadable.
    pub unreadable: usize,
    /// Places left out because their content had the wrong kind: type of the entry, element and member.
    pub skipped: Vec<String>,
    /// Time spent in the model.
    pub time: Duration,
}

impl Account {
    /// Entries that are nowhere, or in two places.
    pub fn unaccounted(&self) -> usize {
        self.entries.abs_diff(self.placed + self.other + self.unreadable)
    }
}

/// Reads one message and accounts for its entries; `Err` when the model panics.
pub fn account(bytes: &[u8]) -> Result<Account, String> {
    catch_unwind(AssertUnwindSafe(|| read(bytes))).map_err(|_| "PANIC".to_owned())
}

fn read(bytes: &[u8]) -> Account {
    let start = Instant::now();
    let bundle = match Bundle::read(bytes) {
        Ok(bundle) => bundle,
        Err(ReadError::NotABundle { resource_type }) => match Resource::read(bytes) {
            Ok(resource) => return single(resource, resource_type, start),
            Err(error) => return nothing(error.to_string(), start),
        },
        Err(ReadError::NotAResource) => return nothing(not_fhir(bytes), start),
        Err(error) => return nothing(error.to_string(), start),
    };
    let kind = format!("Bundle {}", bundle.kind.as_deref().unwrap_or("without type"));
    let mut account = entries(&bundle, kind);
    account.time = start.elapsed();
    // What is inside an entry counts as received, too.
    let inside = bundle.entries.len() - bundle.sent;
    account.entries = entries_sent(bytes).unwrap_or(bundle.sent) + inside;
    account
}

fn single(resource: Resource, kind: String, start: Instant) -> Account {
    let bundle = Bundle { entries: vec![resource], ..Bundle::default() };
    let account = entries(&bundle, kind);
    Account { time: start.elapsed(), ..account }
}

fn entries(bundle: &Bundle, kind: String) -> Account {
    let index = Index::new(bundle);
    let placement = Placement::of(&index);
    let others = OtherItems::of(&index, placement.unplaced());
    let unreadable = others.count(OtherKind::Unreadable);
    Account {
        kind,
        entries: bundle.entries.len(),
        placed: placement.placed(),
        other: others.items.len() - unreadable,
        unreadable,
        skipped: bundle.skipped.iter().map(|skipped| place(bundle, *skipped)).collect(),
        time: Duration::ZERO,
    }
}

/// `DiagnosticReport 3: Reference.display`
fn place(bundle: &Bundle, skipped: Skipped) -> String {
    let kind = bundle.entries.get(skipped.entry).map_or("entry", |entry| entry.resource_type());
    format!("{kind} {}: {}", skipped.entry, skipped.place)
}

fn nothing(kind: String, start: Instant) -> Account {
    Account { kind, time: start.elapsed(), ..Account::default() }
}

/// What well-formed JSON is when it is no FHIR resource.
fn not_fhir(bytes: &[u8]) -> String {
    use serde_json::Value;
    let json: Value = match serde_json::from_slice(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)) {
        Ok(json) => json,
        Err(_) => return "not JSON".to_owned(),
    };
    let kind = match &json {
        Value::Object(members) if members.contains_key("iss") && members.contains_key("exp") => "JWT claims",
        Value::Object(members) if members.contains_key("alg") && members.contains_key("typ") => "JWT header",
        Value::Object(members) if members.contains_key("resource") => "an entry without its bundle",
        Value::Object(_) => "a JSON object, not FHIR",
        Value::Array(_) => "a JSON array, not FHIR",
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => "a JSON value, not FHIR",
    };
    kind.to_owned()
}

/// How many entries were sent, by a reader that has nothing in common with the model.
fn entries_sent(bytes: &[u8]) -> Option<usize> {
    let json: serde_json::Value =
        serde_json::from_slice(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)).ok()?;
    match json.get("entry") {
        None | Some(serde_json::Value::Null) => Some(0),
        Some(serde_json::Value::Array(entries)) => Some(entries.len()),
        Some(_) => Some(1),
    }
}

/// The files under `path`, in order.
pub fn files(path: &Path) -> io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut children: Vec<PathBuf> =
        fs::read_dir(path)?.map(|child| Ok(child?.path())).collect::<io::Result<_>>()?;
    children.sort();
    let mut all = Vec::new();
    for child in children {
        all.extend(files(&child)?);
    }
    Ok(all)
}

/// True for a file that is read: `.json`.
pub fn is_message(path: &Path) -> bool {
    path.extension().and_then(OsStr::to_str).is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
}

#[derive(Debug, Default)]
struct Totals {
    files: usize,
    bytes: usize,
    not_json_files: usize,
    panics: usize,
    unaccounted: usize,
    sum: Account,
}

#[allow(dead_code, reason = "the test includes this file without its main")]
fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    if arguments.is_empty() {
        eprintln!("usage: cargo run --release --example corpus -- FILE_OR_FOLDER…");
        return ExitCode::from(2);
    }
    let mut totals = Totals::default();
    println!("{:>7} {:>7} {:>7} {:>7} {:>9}  kind · file", "entries", "placed", "other", "unread", "ms");
    for argument in &arguments {
        let list = match files(argument) {
            Ok(list) => list,
            Err(error) => {
                eprintln!("{}: {error}", argument.display());
                return ExitCode::from(2);
            }
        };
        for path in list {
            if !is_message(&path) {
                totals.not_json_files += 1;
                continue;
            }
            match fs::read(&path) {
                Ok(bytes) => totals.add(&path, &bytes),
                Err(error) => {
                    eprintln!("{}: {error}", path.display());
                    return ExitCode::from(2);
                }
            }
        }
    }
    totals.print();
    if totals.panics == 0 && totals.unaccounted == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

#[allow(dead_code, reason = "the test includes this file without its main")]
impl Totals {
    fn add(&mut self, path: &Path, bytes: &[u8]) {
        self.files += 1;
        self.bytes += bytes.len();
        match account(bytes) {
            Ok(account) => {
                let Account { kind, entries, placed, other, unreadable, skipped, time } = &account;
                let ms = time.as_secs_f64() * 1000.0;
                let unaccounted = match account.unaccounted() {
                    0 => String::new(),
                    count => format!("  UNACCOUNTED {count}"),
                };
                let skipped_note = if skipped.is_empty() {
                    String::new()
                } else {
                    format!("  (of the wrong kind, left out: {})", skipped.join(", "))
                };
                println!(
                    "{entries:>7} {placed:>7} {other:>7} {unreadable:>7} {ms:>9.3}  {kind} · {}{skipped_note}{unaccounted}",
                    path.display()
                );
                self.unaccounted += account.unaccounted();
                self.sum.entries += entries;
                self.sum.placed += placed;
                self.sum.other += other;
                self.sum.unreadable += unreadable;
                self.sum.skipped.extend(skipped.iter().cloned());
                self.sum.time += *time;
            }
            Err(panic) => {
                self.panics += 1;
                println!("{:>41}  {panic} · {}", "", path.display());
            }
        }
    }

    fn print(&self) {
        let seconds = self.sum.time.as_secs_f64();
        let megabytes = self.bytes as f64 / 1e6;
        println!();
        println!("{} messages, {megabytes:.1} MB, {} other files skipped", self.files, self.not_json_files);
        println!(
            "{} entries: {} placed, {} other, {} unreadable; {} places of the wrong kind",
            self.sum.entries,
            self.sum.placed,
            self.sum.other,
            self.sum.unreadable,
            self.sum.skipped.len()
        );
        println!("{:.1} ms, {:.0} MB/s", seconds * 1000.0, megabytes / seconds.max(f64::EPSILON));
        println!("{} unaccounted, {} panics", self.unaccounted, self.panics);
    }
}
