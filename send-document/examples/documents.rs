//! Writes the golden set to a folder, each case as PDF, message and text of the pages, and as the page hands it to the module: `./dev check-documents` judges them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a tool of the tests: it stops at what is wrong"
)]

#[path = "../tests/documents/cases.rs"]
#[allow(dead_code, reason = "the tests use more of it")]
mod cases;

use gp_connect_send_document::pages;

fn main() {
    let folder = std::env::args().nth(1).expect("name the folder to write to");
    let folder = std::path::Path::new(&folder);
    std::fs::create_dir_all(folder).unwrap();
    for case in cases::all() {
        let made = case.made();
        let spoken = pages::spoken(&pages::pages(case.checked().draft()));
        std::fs::write(folder.join(format!("{}.tags", case.name)), spoken).unwrap();
        let request = serde_json::to_string(&case.request()).unwrap();
        std::fs::write(folder.join(format!("{}.json", case.name)), request).unwrap();
        std::fs::write(folder.join(format!("{}.pdf", case.name)), made.pdf).unwrap();
        std::fs::write(folder.join(format!("{}.xml", case.name)), made.message.xml).unwrap();
        std::fs::write(folder.join(format!("{}.txt", case.name)), made.text).unwrap();
    }
}
