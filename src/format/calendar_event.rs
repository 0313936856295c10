//! One event for a calendar, as RFC 5545 writes it.
//!
//! Written here, because the library for it brings a second date parser, and a clock, for these few lines.

use chrono::{DateTime, Utc};

/// Longest line in octets, without its end (RFC 5545, 3.1).
const LINE: usize = 75;

/// An event. Its times are moments in UTC, which every calendar shows on its own clock, right across clock changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarEvent {
    /// Stays the same for the same event, so that adding it twice is one entry.
    pub uid: String,
    /// When this was written.
    pub written: DateTime<Utc>,
    /// Start.
    pub start: DateTime<Utc>,
    /// End.
    pub end: DateTime<Utc>,
    /// Heading.
    pub summary: String,
    /// Where.
    pub location: String,
    /// The rest, line by line.
    pub description: String,
}

impl CalendarEvent {
    /// The file.
    pub fn file(&self) -> String {
        let mut file = String::new();
        let mut line = |name: &str, value: &str| fold(&format!("{name}:{value}"), &mut file);
        line("BEGIN", "VCALENDAR");
        line("VERSION", "2.0");
        line("PRODID", "-//GP Connect viewer//Appointments//EN");
        line("METHOD", "PUBLISH");
        line("BEGIN", "VEVENT");
        line("UID", &escaped(&self.uid));
        line("DTSTAMP", &utc(self.written));
        line("DTSTART", &utc(self.start));
        line("DTEND", &utc(self.end));
        line("SUMMARY", &escaped(&self.summary));
        line("LOCATION", &escaped(&self.location));
        line("DESCRIPTION", &escaped(&self.description));
        line("CLASS", "PRIVATE");
        line("END", "VEVENT");
        line("END", "VCALENDAR");
        file
    }
}

fn utc(moment: DateTime<Utc>) -> String {
    moment.format("%Y%m%dT%H%M%SZ").to_string()
}

/// A text value: four characters are escaped, other control characters left out (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\n' | '\r' => out.push_str("\\n"),
            control if control.is_control() => {}
            letter => out.push(letter),
        }
    }
    out
}

/// One line, broken where it is too long: never within a character.
fn fold(line: &str, file: &mut String) {
    let mut octets = 0;
    for letter in line.chars() {
        if octets + letter.len_utf8() > LINE {
            file.push_str("\r\n ");
            octets = 1;
        }
        file.push(letter);
        octets += letter.len_utf8();
    }
    file.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(summary: &str) -> CalendarEvent {
        let moment = |text: &str| DateTime::parse_from_rfc3339(text).unwrap().to_utc();
        CalendarEvent {
            uid: "a1@Y90001".to_owned(),
            written: moment("2026-08-01T08:00:00Z"),
            start: moment("2026-08-06T16:30:00Z"),
            end: moment("2026-08-06T16:40:00Z"),
            summary: summary.to_owned(),
            location: "Millbrook Surgery, 4 Weir Street; rear door".to_owned(),
            description: "By Jo \\ Ann\r\nRing 01632 960101".to_owned(),
        }
    }

    /// The lines with their folds taken out, as a calendar reads them.
    fn read(file: &str) -> Vec<String> {
        file.replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn a_calendar_reads_the_times_as_moments_and_the_texts_as_written() {
        let lines = read(&event("Appointment").file());
        for line in [
            "DTSTAMP:20260801T080000Z",
            "DTSTART:20260806T163000Z",
            "DTEND:20260806T164000Z",
            "LOCATION:Millbrook Surgery\\, 4 Weir Street\\; rear door",
            "DESCRIPTION:By Jo \\\\ Ann\\nRing 01632 960101",
        ] {
            assert!(lines.contains(&line.to_owned()), "{line}: {lines:#?}");
        }
        assert_eq!(lines.first().unwrap(), "BEGIN:VCALENDAR");
        assert_eq!(lines.last().unwrap(), "");
    }

    #[test]
    fn no_line_is_longer_than_75_octets_and_no_character_is_cut() {
        for summary in ["x".repeat(200), "é🚑".repeat(60), format!("{}🚑", "x".repeat(66))] {
            let file = event(&summary).file();
            assert!(file.split("\r\n").all(|line| line.len() <= LINE), "{file}");
            assert!(read(&file).contains(&format!("SUMMARY:{summary}")), "{file}");
        }
    }

    #[test]
    fn nothing_in_a_text_can_add_a_line_of_its_own() {
        let file = event("Appointment\r\nATTENDEE:mailto:x@example.com\rEND:VEVENT\u{7}").file();
        assert_eq!(file.matches("END:VEVENT").count(), 2);
        assert!(read(&file).iter().all(|line| !line.starts_with("ATTENDEE") && !line.contains('\u{7}')));
        assert_eq!(read(&file).iter().filter(|line| line.as_str() == "END:VEVENT").count(), 1);
    }
}
