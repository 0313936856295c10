//! Access Record HTML: the catalogue, and what a section says about its own gaps.

use chrono::NaiveDate;
use gp_connect_viewer::clinical::care_record::{
    Absence, AskedPeriod, Brand, Caveat, Completeness, Extent, Outline, Review, Section, SectionMarks, review,
};
use gp_connect_viewer::format::narrative;

fn reviewed(section: Section, html: &str) -> Review {
    review(section, &Outline::read(html).unwrap(), None, None)
}

fn asked() -> AskedPeriod {
    AskedPeriod::new(NaiveDate::from_ymd_opt(2014, 1, 1), NaiveDate::from_ymd_opt(2017, 12, 31)).unwrap()
}

fn encounters(banners: &str, rows: &str) -> String {
    format!(
        r#"<div><h1>Encounters</h1>{banners}<table id="enc-tab"><thead><tr><th>Date</th><th>Title</th><th>Details</th></tr></thead><tbody>{rows}</tbody></table></div>"#
    )
}

const ROW: &str = r#"<tr><td class="date-column">21-Mar-2024</td><td>Nurse A Okafor (Practice Nurse)</td><td>Dressing changed<br/>Review in 7 days</td></tr>"#;
const TRANSFER: &str = r#"<div class="gptransfer-banner"><p>Patient record transfer from previous GP practice not yet complete; information recorded before 04-Mar-2024 may be missing</p></div>"#;
const EXCLUSION: &str = r#"<div class="exclusion-banner"><p>Items excluded due to confidentiality and/or patient preferences</p></div>"#;
const ALL_ITEMS: &str = r#"<div class="date-banner"><p>All relevant items</p></div>"#;
const PERIOD: &str = r#"<div class="date-banner"><p>For the period '01-Jan-2014' to '31-Dec-2017'</p></div>"#;

// The catalogue

// proves: ARH-36
#[test]
fn the_ten_sections_stand_in_catalogue_order() {
    let codes: Vec<&str> = Section::ALL.iter().map(|section| section.code()).collect();
    assert_eq!(codes, ["SUM", "ENC", "CLI", "PRB", "ALL", "MED", "REF", "OBS", "IMM", "ADM"]);
    assert_eq!(Section::from_code("MED"), Some(Section::Medications));
    for not_offered in ["med", "INV", "PAT", ""] {
        assert_eq!(Section::from_code(not_offered), None, "{not_offered}");
    }
}

// proves: ARH-16 ARH-17
#[test]
fn a_period_may_go_with_seven_sections_and_never_with_three() {
    let without: Vec<&str> =
        Section::ALL.iter().filter(|section| !section.takes_period()).map(|section| section.code()).collect();
    assert_eq!(without, ["SUM", "ALL", "IMM"]);
}

// proves: ARH-33 ARH-37
#[test]
fn tables_and_columns_are_those_of_the_specification() {
    let titles = |section: Section| section.tables().iter().map(|table| table.title).collect::<Vec<_>>();
    assert_eq!(titles(Section::Summary).len(), 7);
    assert_eq!(titles(Section::ProblemsAndIssues).len(), 3);
    assert_eq!(titles(Section::Allergies).len(), 2);
    assert_eq!(titles(Section::Medications).len(), 5);
    let observations = Section::Observations.tables()[0];
    assert_eq!(observations.columns, ["Date", "Entry", "Value", "Range", "Details"]);
    for section in Section::ALL {
        for table in section.tables() {
            assert!(narrative::allowed::id(table.id).is_some(), "{}", table.id);
            assert!(table.columns.len() >= 2);
        }
    }
}

// What a section says about itself

// proves: ARH-55
#[test]
fn a_whole_section_is_complete_and_counted() {
    let review = reviewed(Section::Encounters, &encounters(ALL_ITEMS, &ROW.repeat(3)));
    assert_eq!(review.completeness(), Completeness::Complete { rows: 3 });
    assert_eq!(review.completeness().words(), "3");
    assert_eq!(review.caveats, []);
}

// proves: ARH-39 ARH-55 L-26
#[test]
fn transfer_and_exclusion_make_a_section_incomplete() {
    let transfer = reviewed(Section::Encounters, &encounters(TRANSFER, ROW));
    assert!(matches!(transfer.completeness(), Completeness::Incomplete { rows: 1, why: "in transfer" }));
    let excluded = reviewed(Section::Encounters, &encounters(EXCLUSION, ROW));
    assert_eq!(excluded.completeness().words(), "1, withheld");
    assert!(excluded.caveats[0].sentence().contains("left out items for confidentiality"));
}

// proves: ARH-55
#[test]
fn nothing_recorded_beside_an_exclusion_is_not_evidence_of_absence() {
    let html = format!(
        "<div><h1>Encounters</h1>{EXCLUSION}<p>No 'Encounters' data is recorded for this patient.</p></div>"
    );
    let review = reviewed(Section::Encounters, &html);
    assert_ne!(review.completeness(), Completeness::NothingRecorded);
    assert_eq!(review.completeness().words(), "withheld");
}

// proves: ARH-39 ARH-55
#[test]
fn masked_rows_are_found_and_counted() {
    let masked = r#"<tr><td class="date-column">02-Feb-2024</td><td /><td>Confidential Item</td></tr>"#;
    let review = reviewed(Section::Encounters, &encounters(ALL_ITEMS, &format!("{ROW}{masked}{masked}")));
    assert_eq!(review.caveats, [Caveat::Withheld { rows: 2, is_said: false, is_certain: true }]);
    assert_eq!(review.caveats[0].sentence(), "2 entries are masked: only their positions are shown.");
}

// proves: ARH-39 ARH-42
#[test]
fn a_notice_that_a_system_always_shows_is_not_called_proof() {
    let tpp =
        encounters(r#"<div class="exclusion-banner"><p>Items may be hidden by sharing rules</p></div>"#, ROW);
    let review = reviewed(Section::Encounters, &tpp);
    assert_eq!(review.caveats, [Caveat::Withheld { rows: 0, is_said: true, is_certain: false }]);
    assert_eq!(review.completeness().words(), "1, may be withheld");
    let by_device = gp_connect_viewer::clinical::care_record::review(
        Section::Encounters,
        &Outline::read(&encounters(EXCLUSION, ROW)).unwrap(),
        None,
        Some(Brand::Tpp),
    );
    assert_eq!(by_device.caveats, [Caveat::Withheld { rows: 0, is_said: true, is_certain: false }]);
}

// proves: ARH-54 ARH-55 L-26
#[test]
fn the_four_empty_kinds_have_four_standings_or_reasons() {
    let standing = |words: &str| {
        reviewed(Section::Referrals, &format!("<div><h1>Referrals</h1>{words}</div>")).completeness()
    };
    assert_eq!(
        standing("<p>No 'Referrals' data is recorded for this patient.</p>"),
        Completeness::NothingRecorded
    );
    assert_eq!(
        standing(
            "<div><p>This system does not support retrieval of 'Referrals' data.</p><p>This data may still exist in the source system.</p></div>"
        ),
        Completeness::NotSupported
    );
    assert_eq!(
        standing(
            "<p>Access is denied to 'Referrals' data for this patient.</p><p>This data may still exist in the source system.</p>"
        ),
        Completeness::Denied
    );
    assert_eq!(standing("'Referrals' data is not supported by this system."), Completeness::NotSupported);
    // Wrapped in a table, as some systems do.
    assert_eq!(
        standing("<table><tr><td>No Referrals data is recorded for this patient</td></tr></table>"),
        Completeness::NothingRecorded
    );
    let meanings = [Absence::NotRecorded, Absence::NotRetrievable, Absence::Denied, Absence::NotSupported];
    let distinct: std::collections::BTreeSet<&str> = meanings.iter().map(|kind| kind.meaning()).collect();
    assert_eq!(distinct.len(), 4);
}

// proves: ARH-54 ARH-55
#[test]
fn a_table_without_rows_and_without_reason_is_in_doubt_not_empty() {
    let review = reviewed(Section::Encounters, &encounters("", ""));
    assert_eq!(review.caveats, [Caveat::Unexplained { part: "Encounters".into() }]);
    assert_eq!(review.completeness().words(), "in doubt");
    let bare = reviewed(Section::Encounters, "<div><h1>Encounters</h1></div>");
    assert_eq!(bare.completeness().words(), "in doubt");
    let unknown = reviewed(Section::Encounters, "<div><h1>Encounters</h1><p>No data</p></div>");
    assert_eq!(unknown.completeness().words(), "in doubt");
    assert_eq!(unknown.parts[0].extent, Extent::Words("No data".into()));
}

// proves: ARH-55
#[test]
fn rows_beside_words_of_nothing_are_a_contradiction() {
    let review = reviewed(
        Section::Encounters,
        &encounters("<p>No 'Encounters' data is recorded for this patient.</p>", ROW),
    );
    assert_eq!(review.caveats, [Caveat::Contradiction { part: "Encounters".into() }]);
    // An entry's own words are not the section's.
    let entry = ROW.replace("Dressing changed", "No 'Referrals' data is recorded for this patient.");
    assert_eq!(
        reviewed(Section::Encounters, &encounters("", &entry)).completeness(),
        Completeness::Complete { rows: 1 }
    );
}

const PROBLEMS: &str = r#"<div><h1>Problems and Issues</h1>
<div><h2>Active Problems and Issues</h2><div class="date-banner"><p>Date filter not applied</p></div><table id="prb-tab-act"><thead><tr><th>Start Date</th><th>Entry</th><th>Significance</th><th>Details</th></tr></thead><tbody><tr><td class="date-column">Apr 2009</td><td>Asthma</td><td>Major</td><td /></tr></tbody></table></div>
<div><h2>Major Inactive Problems and Issues</h2><div class="date-banner"><p>For the period '01-Jan-2014' to '31-Dec-2017'</p></div><p>No 'Major Inactive Problems and Issues' data is recorded for this patient.</p></div>
<div><h2>Other Inactive Problems and Issues</h2><div class="date-banner"><p>For the period '01-Jan-2014' to '31-Dec-2017'</p></div><table id="prb-tab-othinact"><thead><tr><th>Start Date</th><th>End Date</th><th>Entry</th><th>Significance</th><th>Details</th></tr></thead><tbody><tr><td class="date-column">01-Feb-2014</td><td class="date-column">20-Feb-2014</td><td>Otitis media</td><td>Minor</td><td /></tr></tbody></table></div></div>"#;

// proves: ARH-17 ARH-32 ARH-35
#[test]
fn a_period_narrows_the_tables_it_concerns_and_is_said() {
    let outline = Outline::read(PROBLEMS).unwrap();
    let narrowed = review(Section::ProblemsAndIssues, &outline, Some(&asked()), None);
    assert_eq!(
        narrowed.caveats,
        [Caveat::Narrowed { words: "For the period '01-Jan-2014' to '31-Dec-2017'".into() }]
    );
    assert_eq!(narrowed.completeness().words(), "2 in dates");
    let titles: Vec<&str> = narrowed.parts.iter().map(|part| part.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "Active Problems and Issues",
            "Major Inactive Problems and Issues",
            "Other Inactive Problems and Issues"
        ]
    );
    assert_eq!(narrowed.parts[1].extent, Extent::Absent(Absence::NotRecorded));
}

// proves: ARH-17 ARH-55
#[test]
fn another_period_than_was_asked_for_is_a_gap() {
    let outline = Outline::read(&encounters(ALL_ITEMS, ROW)).unwrap();
    let ignored = review(Section::Encounters, &outline, Some(&asked()), None);
    assert_eq!(ignored.caveats, [Caveat::OtherPeriod { words: "All relevant items".into() }]);
    // A look-back of the practice's own, though everything was asked for.
    let outline = Outline::read(&encounters(PERIOD, ROW)).unwrap();
    let look_back = review(Section::Encounters, &outline, None, None);
    assert!(matches!(look_back.caveats.as_slice(), [Caveat::OtherPeriod { .. }]));
    assert_eq!(look_back.completeness().words(), "1, other dates");
    // Nothing said: the period was sent anyway.
    let outline = Outline::read(&encounters("", ROW)).unwrap();
    let silent = review(Section::Encounters, &outline, Some(&asked()), None);
    assert_eq!(silent.caveats, [Caveat::Narrowed { words: "from 01-Jan-2014 to 31-Dec-2017".into() }]);
}

// proves: ARH-54 ARH-55
#[test]
fn one_unsupported_part_does_not_hide_the_other() {
    let html = r#"<div><h1>Allergies and Adverse Reactions</h1><div class="content-banner"><p>All allergies are listed as current</p></div>
<div><h2>Current Allergies and Adverse Reactions</h2><table id="all-tab-curr"><thead><tr><th>Start Date</th><th>Details</th></tr></thead><tbody><tr><td class="date-column">15-Mar-2016</td><td>Adverse reaction to penicillin, rash</td></tr></tbody></table></div>
<div><h2>Historical Allergies and Adverse Reactions</h2><div><p>'Historical Allergies and Adverse Reactions' data is not supported by this system.</p></div></div></div>"#;
    let review = reviewed(Section::Allergies, html);
    assert_eq!(
        review.caveats,
        [Caveat::NotSupported { part: "Historical Allergies and Adverse Reactions".into() }]
    );
    assert_eq!(review.completeness(), Completeness::Incomplete { rows: 1, why: "part not supported" });
}

// proves: ARH-55
#[test]
fn a_part_that_did_not_come_is_missed() {
    let html = r#"<div><h1>Allergies and Adverse Reactions</h1><div><h2>Current Allergies and Adverse Reactions</h2><table id="all-tab-curr"><tbody><tr><td>15-Mar-2016</td><td>Penicillin</td></tr></tbody></table></div></div>"#;
    let review = reviewed(Section::Allergies, html);
    assert_eq!(
        review.caveats,
        [Caveat::PartMissing { part: "Historical Allergies and Adverse Reactions".into() }]
    );
    // Emergency Codes come only while they are switched on.
    let tables = Section::Summary.tables().iter().filter(|table| !table.optional).map(|table| {
        format!("<div><h2>{0}</h2><p>No '{0}' data is recorded for this patient.</p></div>", table.title)
    });
    let summary = format!("<div class=\"x\"><h1>Summary</h1>{}</div>", tables.collect::<String>());
    assert_eq!(reviewed(Section::Summary, &summary).completeness(), Completeness::NothingRecorded);
}

// proves: ARH-32 ARH-35
#[test]
fn groups_of_medication_are_headings_not_entries() {
    let html = r#"<div><h1>Medications</h1><div><h2>All Medication Issues</h2><table id="med-tab-all-iss"><thead><tr><th>Type</th><th>Issue Date</th><th>Medication Item</th></tr></thead><tbody><tr><td colspan="3" class="med-item-column"><b>Amoxicillin 500mg capsules</b></td></tr><tr><td>Acute</td><td class="date-column">02-Apr-2024</td><td>Amoxicillin 500mg capsules</td></tr></tbody></table></div></div>"#;
    let outline = Outline::read(html).unwrap();
    let table = outline.tables().next().unwrap();
    assert_eq!((table.rows.len(), table.entries().count()), (2, 1));
    assert_eq!(table.header, ["Type", "Issue Date", "Medication Item"]);
}

// proves: ARH-32 ARH-55
#[test]
fn a_section_of_0_5_is_read_by_its_words() {
    let html = "<div><div><h2>Encounters</h2><div><p>All relevant items subject to patient preferences and/or RCGP exclusions</p></div>\
                <table><thead><tr><th>10 Dec 2014 - 12:17</th><th>Dr A Name</th></tr></thead><tbody><tr><td/><td>History: cough<br />Plan: rest</td></tr></tbody></table>\
                <table><thead><tr><th>09 Dec 2014 - 09:00</th><th>Dr A Name</th></tr></thead><tbody><tr><td/><td>Letter</td></tr></tbody></table></div></div>";
    let review = reviewed(Section::Encounters, html);
    assert_eq!(review.caveats, [Caveat::OlderLayout]);
    assert_eq!(review.completeness(), Completeness::Complete { rows: 2 });
}

// proves: ARH-52 ARH-55
#[test]
fn a_section_that_rules_cannot_read_is_never_called_complete() {
    assert!(Outline::read("<div><h1>Encounters</h1></div></div>").is_err());
    assert_eq!(Review::unread().completeness(), Completeness::Unread);
    assert!(Review::unread().caveats[0].is_gap());
}

// proves: ARH-32 ARH-39
#[test]
fn what_must_not_be_overlooked_is_marked_in_the_section() {
    let drug = r#"<tr><td>Repeat</td><td><strong>CONTROLLED DRUG</strong></td></tr><tr><td>02-Feb-2024</td><td>***********</td></tr>"#;
    let html = format!(
        "<div><h1>X</h1>{TRANSFER}{EXCLUSION}{PERIOD}<div><h2>Y</h2>Access is denied to 'Y' data for this patient.</div><table>{drug}</table></div>"
    );
    let reading = narrative::read(&html, "med", &SectionMarks).unwrap();
    for mark in ["transfer", "exclusion", "narrowed", "denied", "controlled-drug", "withheld"] {
        assert_eq!(
            reading.html.matches(&format!("data-mark=\"{mark}\"")).count(),
            1,
            "{mark}: {}",
            reading.html
        );
    }
}
