//! An area taken along: as text to paste into a note, and as CSV; each says whose it is, where it comes from and when it
//! was retrieved (ARS-57, ARS-58). What is planned says so in its own words here too (ARS-54).

use super::csv::Csv;
use super::{Entry, Item};
use crate::format;

/// What is printed above what is taken along.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// `HARTLEY, Imogen Rose (Mrs), born 09-Mar-1957, NHS No. 999 005 4320`
    pub patient: String,
    /// `From the GP practice record, Millbrook Surgery, retrieved 21-Nov-2026 14:02`
    pub source: String,
    /// `Problems: 7, not all`
    pub area: String,
    /// What is missing from the area, in words.
    pub warnings: Vec<String>,
}

impl About {
    fn lines(&self) -> impl Iterator<Item = &String> {
        [&self.patient, &self.source, &self.area]
            .into_iter()
            .chain(&self.warnings)
            .filter(|line| !line.is_empty())
    }
}

/// Entries as text, one a line.
pub fn text(about: &About, entries: &[&Entry]) -> String {
    let mut lines: Vec<String> = about.lines().cloned().collect();
    for Entry { item, .. } in entries {
        let comment = item.comment.as_deref().map(|comment| format!(" – {}", one_line(comment)));
        // What says already what it is does not say it twice.
        let kind = format!("{}: ", item.kind.words());
        let text = item.text.words();
        let kind = if text.starts_with(&kind) { String::new() } else { kind };
        lines.push(format!(
            "{}  {kind}{}{}",
            format::date_time_or_missing(item.date.as_ref()),
            one_line(&text),
            comment.unwrap_or_default()
        ));
    }
    lines.join("\n") + "\n"
}

/// Entries as CSV (RFC 4180): first what is printed above them, then a heading, then one row each.
pub fn csv(about: &About, entries: &[&Entry]) -> String {
    let mut csv = Csv::new();
    about.lines().for_each(|line| csv.row([line]));
    csv.row(["Date", "Date as recorded", "Kind", "Text", "Comment", "Marks"]);
    entries.iter().for_each(|entry| csv.row(row(&entry.item)));
    csv.into_text()
}

fn row(item: &Item) -> [String; 6] {
    [
        format::date_time_or_missing(item.date.as_ref()),
        item.date.as_ref().map(|date| date.text().to_owned()).unwrap_or_default(),
        item.kind.words().to_owned(),
        item.text.words(),
        item.comment.clone().unwrap_or_default(),
        item.text.parts().1.words(),
    ]
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clinical::{Area, Entries};
    use crate::fhir::{Bundle, Index};

    fn entries() -> Entries {
        let bundle = r#"{"resourceType":"Bundle","entry":[
            {"resource":{"resourceType":"ProcedureRequest","intent":"plan","code":{"text":"Influenza vaccination"},
                "occurrenceDateTime":"2026-12","note":[{"text":"with \"second\"\nline"}]}},
            {"resource":{"resourceType":"ProcedureRequest","intent":"plan","code":{"coding":[{"code":"196441000000102"}],"text":"=1+1"}}}]}"#;
        Entries::of(&Index::new(&Bundle::read(bundle.as_bytes()).unwrap()))
    }

    fn about() -> About {
        About {
            patient: "HARTLEY, Imogen".to_owned(),
            source: "From the GP practice record, retrieved 21-Nov-2026 14:02".to_owned(),
            area: "Diary entries: 2".to_owned(),
            warnings: vec!["Diary entries: items withheld. Items excluded.".to_owned()],
        }
    }

    // proves: ARS-54 ARS-57 ARS-58 ARS-26 ARS-66
    #[test]
    fn text_names_patient_source_and_time_and_what_is_planned() {
        let all = entries();
        let all: Vec<&Entry> = all
            .all
            .iter()
            .map(AsRef::as_ref)
            .filter(|entry: &&Entry| entry.area == Area::DiaryEntries)
            .collect();
        assert_eq!(
            text(&about(), &all),
            "HARTLEY, Imogen\nFrom the GP practice record, retrieved 21-Nov-2026 14:02\nDiary entries: 2\n\
             Diary entries: items withheld. Items excluded.\n\
             Dec-2026  Planned: Influenza vaccination – with \"second\" line\n\
             Date not recorded  Planned: =1+1 (Uncoded)\n"
        );
    }

    // proves: ARS-54 ARS-57 ARS-58 FS-20
    #[test]
    fn csv_quotes_what_it_must_and_runs_no_formula() {
        let all = entries();
        let all: Vec<&Entry> = all.all.iter().map(AsRef::as_ref).collect();
        let csv = csv(&about(), &all);
        let lines: Vec<&str> = csv.trim_end().split("\r\n").collect();
        assert_eq!(lines[0], "\u{feff}\"HARTLEY, Imogen\"");
        assert_eq!(lines[4], r#""Date","Date as recorded","Kind","Text","Comment","Marks""#);
        assert_eq!(
            lines[5],
            "\"Dec-2026\",\"2026-12\",\"Planned\",\"Planned: Influenza vaccination\",\"with \"\"second\"\"\nline\",\"\""
        );
    }
}
