//! The bytes of the golden set: the messages with each PDF's place taken by its digest, the text of the pages, and the digests of
//! PDFs and whole messages.
//!
//! `UPDATE_GOLDEN=1 cargo test -p gp-connect-send-document golden` writes them: look at what changed, and run `./dev check-documents`,
//! before you commit it.

use std::fs;
use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::cases::{Case, Made, all};

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Compares a file of the set with what is made now, or writes it.
fn hold(name: &str, now: &str, faults: &mut Vec<String>) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/documents/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, now).unwrap();
    } else if fs::read_to_string(&path).ok().as_deref() != Some(now) {
        faults.push(name.to_owned());
    }
}

/// The message as it is read: one element a line, the PDF by its digest.
fn readable(made: &Made) -> String {
    let xml = String::from_utf8(made.message.xml.clone()).unwrap();
    let pdf = STANDARD.encode(&made.pdf);
    assert_eq!(xml.matches(&pdf).count(), 1, "the PDF is in the message once, whole");
    xml.replace(&pdf, &format!("sha256:{}", digest(&made.pdf))).replace("><", ">\n<") + "\n"
}

fn headers(made: &Made) -> String {
    serde_json::to_string_pretty(&made.message.metadata).unwrap() + "\n"
}

// proves: SDOC-02 SDOC-20
#[test]
fn the_golden_set_is_made_byte_for_byte() {
    let (mut faults, mut digests) = (Vec::new(), String::new());
    for case in all() {
        let made = case.made();
        digests += &format!(
            "{} {}.pdf\n{} {}.xml\n",
            digest(&made.pdf),
            case.name,
            digest(&made.message.xml),
            case.name
        );
        hold(&format!("{}.xml", case.name), &readable(&made), &mut faults);
        hold(&format!("{}.json", case.name), &headers(&made), &mut faults);
        hold(&format!("{}.txt", case.name), &format!("{}\n", made.text), &mut faults);
    }
    hold("digests.txt", &digests, &mut faults);
    assert!(faults.is_empty(), "differ from the golden set: {faults:?}");
}

#[test]
fn the_same_summary_and_clock_give_the_same_bytes_and_another_second_does_not() {
    let case = Case::new("again");
    let (first, second) = (case.made(), case.made());
    assert!(first.pdf == second.pdf && first.message.xml == second.message.xml);
    let later = Case { now: case.now + chrono::Duration::seconds(1), ..Case::new("again") }.made();
    assert!(first.pdf != later.pdf, "the clock is in the PDF");
}
