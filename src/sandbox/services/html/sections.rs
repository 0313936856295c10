//! What each section shows (record HTML digest 2.5), medications apart.

use super::markup::{Body, Cell, Part, Row, Table};
use super::medications;
use super::request::{Asked, Period};
use super::source::{Source, row};
use crate::sandbox::world::calendar;
use crate::sandbox::world::patient::Chart;
use crate::sandbox::world::record::{Area, Item, Measured, Observation, Problem};

/// The parts of a section; one for a section with a single table.
pub fn parts(asked: &Asked, source: &Source<'_>) -> Vec<Part> {
    match asked.section {
        "SUM" => summary(source),
        "ENC" => vec![encounters(source, "Encounters")],
        "CLI" => vec![clinical_items(source)],
        "PRB" => problems(source),
        "ALL" => allergies(source),
        "MED" => medications::parts(source),
        "REF" => vec![referrals(source)],
        "OBS" => vec![observations(source)],
        "IMM" => vec![immunisations(source)],
        _ => vec![administrative_items(source)],
    }
}

/// Copies of parts of other sections, without date banners (HTML digest 2.5).
fn summary(source: &Source<'_>) -> Vec<Part> {
    let unfiltered = Source { period: Period::default(), ..*source };
    let mut encounters = encounters(&unfiltered, "Last 3 Encounters");
    if let Body::Table(table) = &mut encounters.body {
        table.rows.truncate(3);
    }
    let mut parts = Vec::new();
    if source.chart == Chart::Full {
        parts.push(emergency_codes(source));
    }
    parts.push(encounters);
    parts.extend(problems(&unfiltered).into_iter().take(2));
    parts.extend(allergies(&unfiltered).into_iter().take(1));
    parts.extend(medications::parts(&unfiltered).into_iter().take(2));
    for part in &mut parts {
        part.date = None;
    }
    parts
}

fn emergency_codes(source: &Source<'_>) -> Part {
    let cells = vec![
        Cell::date("2020-04-17"),
        Cell::text("High risk category for developing complication from infection"),
        Cell::text(""),
        Cell::text("Problems and Issues"),
    ];
    let columns = &["Date", "Entry", "Details", "Location of further information"];
    let table = Table { id: "cli-tab", columns, rows: vec![row(Some("2020-04-17"), cells)] };
    let mut part = source.part("Emergency Codes", Area::Diary, table, false);
    part.excluded = false;
    part.content =
        vec!["Shown because of a national health event; more may be found elsewhere in the record"];
    part
}

fn encounters(source: &Source<'_>, title: &'static str) -> Part {
    let mut rows: Vec<Row> = source
        .record
        .consultations
        .iter()
        .map(|consultation| {
            let who = source.practice.clinician(consultation.clinician).map_or_else(String::new, |one| {
                format!("{} {} {} ({})", one.prefix, one.given, one.family, one.role.1)
            });
            let place = format!("{who} - {} ({})", source.practice.name, source.practice.ods);
            let mut lines = vec![consultation.kind.to_owned()];
            for topic in &consultation.topics {
                lines.extend(topic.title.clone());
                for heading in &topic.headings {
                    let lead = heading.title.map(|title| format!("{title}: ")).unwrap_or_default();
                    lines.extend(heading.items.iter().map(|item| match item {
                        Item::Note(text) | Item::Link(_, text) => format!("{lead}{text}"),
                        Item::Display(text) => format!("{lead}{text}"),
                    }));
                }
            }
            let cells =
                vec![Cell::date(&consultation.start), Cell::text(place), Cell::text(lines.join("\n"))];
            row(Some(&consultation.start), cells)
        })
        .collect();
    if source.excludes(Area::Consultations) {
        // A withheld entry stays visible as a line (HTML digest 2.4).
        let day = source.calendar.ago(58);
        rows.push(row(Some(&day), vec![Cell::date(&day), Cell::text(""), Cell::text("Confidential Item")]));
    }
    let table = Table { id: "enc-tab", columns: &["Date", "Title", "Details"], rows };
    source.part(title, Area::Consultations, table, true)
}

fn clinical_items(source: &Source<'_>) -> Part {
    let record = source.record;
    let coded =
        record.observations.iter().filter(|one| one.value == Measured::Nothing && one.components.is_empty());
    let rows = coded
        .chain(&record.immunisation_status)
        .map(|entry| {
            let details = entry.comment.clone().unwrap_or_default();
            row(
                entry.date.as_deref(),
                vec![Cell::Date(entry.date.clone()), Cell::text(entry.term.words()), Cell::Text(details)],
            )
        })
        .collect();
    let table = Table { id: "cli-tab", columns: &["Date", "Entry", "Details"], rows };
    source.part("Clinical Items", Area::Uncategorised, table, true)
}

fn problems(source: &Source<'_>) -> Vec<Part> {
    let significance = |problem: &Problem| if problem.major { "Major" } else { "Minor" };
    let entry = |problem: &Problem| {
        [
            Cell::text(problem.term.words()),
            Cell::text(significance(problem)),
            Cell::Text(problem.note.clone().unwrap_or_default()),
        ]
    };
    let rows = |wanted: &dyn Fn(&Problem) -> bool, active: bool| {
        let all = source.record.problems.iter().filter(|problem| wanted(problem));
        all.map(|problem| {
            let mut cells = vec![Cell::Date(problem.onset.clone())];
            if !active {
                cells.push(Cell::Date(problem.ended.clone()));
            }
            cells.extend(entry(problem));
            row(if active { problem.onset.as_deref() } else { problem.ended.as_deref() }, cells)
        })
        .collect()
    };
    let inactive = &["Start Date", "End Date", "Entry", "Significance", "Details"];
    let active = Table {
        id: "prb-tab-act",
        columns: &["Start Date", "Entry", "Significance", "Details"],
        rows: rows(&|problem| problem.active, true),
    };
    let major = Table {
        id: "prb-tab-majinact",
        columns: inactive,
        rows: rows(&|one| !one.active && one.major, false),
    };
    let other = Table {
        id: "prb-tab-othinact",
        columns: inactive,
        rows: rows(&|one| !one.active && !one.major, false),
    };
    let mut active = source.part("Active Problems and Issues", Area::Problems, active, false);
    // The conformance suite requires a banner here even without a filter (HTML digest 2.4).
    active.date.get_or_insert_with(|| "All relevant items".to_owned());
    vec![
        active,
        source.part("Major Inactive Problems and Issues", Area::Problems, major, true),
        source.part("Other Inactive Problems and Issues", Area::Problems, other, true),
    ]
}

fn allergies(source: &Source<'_>) -> Vec<Part> {
    let details = |allergy: &crate::sandbox::world::record::Allergy| {
        let mut words = vec![allergy.term.words().to_owned()];
        if let Some(reaction) = &allergy.reaction {
            words.extend(reaction.manifestation.as_ref().ok().map(|term| term.words().to_owned()));
            words.extend(reaction.description.clone());
            words.extend(reaction.severity.map(|severity| format!("Severity: {severity}")));
        }
        words.extend(allergy.note.clone());
        Cell::Text(words.join("\n"))
    };
    let start = |allergy: &crate::sandbox::world::record::Allergy| {
        allergy.onset.clone().unwrap_or_else(|| allergy.asserted.clone())
    };
    let all = || source.record.allergies.iter();
    let current = all()
        .filter(|one| one.ended.is_none())
        .map(|one| row(Some(&start(one)), vec![Cell::Date(Some(start(one))), details(one)]))
        .collect();
    let ended = all()
        .filter_map(|one| one.ended.as_ref().map(|ended| (one, ended)))
        .map(|(one, (day, reason))| {
            let Cell::Text(words) = details(one) else { return row(None, Vec::new()) };
            let words = Cell::Text(format!("{words}\nEnded: {reason}"));
            row(Some(day), vec![Cell::Date(Some(start(one))), Cell::date(day), words])
        })
        .collect();
    let current = Table { id: "all-tab-curr", columns: &["Start Date", "Details"], rows: current };
    let ended = Table { id: "all-tab-hist", columns: &["Start Date", "End Date", "Details"], rows: ended };
    let mut history =
        source.part("Historical Allergies and Adverse Reactions", Area::Allergies, ended, false);
    if matches!(source.chart, Chart::NoKnownAllergies | Chart::Contradicted) {
        history.body = Body::NotSupported;
    }
    vec![source.part("Current Allergies and Adverse Reactions", Area::Allergies, current, false), history]
}

fn referrals(source: &Source<'_>) -> Part {
    let rows = source.record.referrals.iter().map(|referral| {
        let mut words = vec![referral.term.words().to_owned()];
        words.extend(referral.description.map(str::to_owned));
        words.extend(referral.note.map(str::to_owned));
        let cells = vec![
            Cell::Date(referral.date.clone()),
            Cell::text(source.practice.name),
            Cell::text(referral.to),
            Cell::text(referral.priority.unwrap_or_default()),
            Cell::Text(words.join("\n")),
        ];
        row(referral.date.as_deref(), cells)
    });
    let columns = &["Date", "From", "To", "Priority", "Details"];
    source.part("Referrals", Area::Referrals, Table { id: "ref-tab", columns, rows: rows.collect() }, true)
}

fn observations(source: &Source<'_>) -> Part {
    let record = source.record;
    let measured =
        record.observations.iter().filter(|one| one.value != Measured::Nothing || !one.components.is_empty());
    let results = record
        .reports
        .iter()
        .flat_map(|report| report.groups.iter().flat_map(|(_, _, results)| results).chain(&report.results));
    let rows = measured.chain(results).map(|one| {
        let range = one.range.map(|(low, high)| format!("{low} - {high}")).unwrap_or_default();
        let mut details: Vec<String> =
            one.interpretation.map(|(_, words)| words.to_owned()).into_iter().collect();
        details.extend(one.comment.clone());
        let cells = vec![
            Cell::Date(one.date.clone()),
            Cell::text(one.term.words()),
            Cell::Text(value(one)),
            Cell::Text(range),
            Cell::Text(details.join("\n")),
        ];
        row(one.date.as_deref(), cells)
    });
    let columns = &["Date", "Entry", "Value", "Range", "Details"];
    source.part(
        "Observations",
        Area::Uncategorised,
        Table { id: "obs-tab", columns, rows: rows.collect() },
        true,
    )
}

/// The value as the source system writes it; a blood pressure as two numbers.
fn value(observation: &Observation) -> String {
    match observation.components.as_slice() {
        [(_, systolic), (_, diastolic)] => {
            let half = |value: &Measured| match value {
                Measured::Number(_, number, _) => number.clone(),
                _ => "-".to_owned(),
            };
            format!("{}/{} mm[Hg]", half(systolic), half(diastolic))
        }
        _ => observation.value.words(),
    }
}

fn immunisations(source: &Source<'_>) -> Part {
    let rows = source.record.immunisations.iter().map(|one| {
        let part = one.protocol.map_or_else(|| "Single".to_owned(), |(number, _, _)| number.to_string());
        let mut details: Vec<String> =
            one.not_given.map(|why| format!("NOT GIVEN: {why}")).into_iter().collect();
        details.extend(one.reported_by.map(|who| format!("Reported by {who}")));
        details.extend(one.batch.map(|(batch, expiry, maker)| {
            format!("Batch {batch}, expires {}, {maker}", calendar::display(expiry))
        }));
        details.extend(one.manner.map(|(site, route, dose)| format!("{site}, {route}, {dose} ml")));
        details.extend(one.note.clone());
        let contents = one.protocol.map(|(_, _, disease)| disease.to_uppercase()).unwrap_or_default();
        let cells = vec![
            Cell::Date(one.date.clone()),
            Cell::text(one.procedure.words()),
            Cell::Text(part),
            Cell::Text(contents),
            Cell::Text(details.join("\n")),
        ];
        row(one.date.as_deref(), cells)
    });
    let columns = &["Date", "Vaccination", "Part", "Contents", "Details"];
    let mut part = source.part(
        "Immunisations",
        Area::Immunisations,
        Table { id: "imm-tab", columns, rows: rows.collect() },
        false,
    );
    part.date = None;
    part
}

fn administrative_items(source: &Source<'_>) -> Part {
    let rows = source.record.administration.iter().map(|(date, entry, details)| {
        row(Some(date), vec![Cell::date(date), Cell::text(entry), Cell::text(details)])
    });
    let columns = &["Date", "Entry", "Details"];
    let table = Table { id: "adm-tab", columns, rows: rows.collect() };
    let mut part = source.part("Administrative Items", Area::Diary, table, true);
    part.excluded = false;
    // One supplier cannot supply the section at all (HTML digest 2.1).
    if matches!(source.chart, Chart::NoKnownAllergies | Chart::Contradicted) {
        part.body = Body::NotRetrievable;
        part.date = None;
    }
    part
}
