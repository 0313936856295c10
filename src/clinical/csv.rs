//! Rows for a spreadsheet (RFC 4180): whatever a practice wrote, none of it runs as a formula.

/// A table in the making.
#[derive(Debug)]
pub struct Csv(String);

impl Csv {
    /// Without rows; what it begins with tells spreadsheets that it is UTF-8.
    pub fn new() -> Self {
        Self("\u{feff}".to_owned())
    }

    /// Adds a row.
    pub fn row<T: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = T>) {
        for (at, cell) in cells.into_iter().enumerate() {
            if at > 0 {
                self.0.push(',');
            }
            self.0.push_str(&quoted(cell.as_ref()));
        }
        self.0.push_str("\r\n");
    }

    /// The rows as text.
    pub fn into_text(self) -> String {
        self.0
    }
}

/// A cell in quotes. One that a spreadsheet would run as a formula gets an apostrophe in front: spreadsheets pass over
/// blanks, read the full-width signs of East Asian keyboards as the plain ones, and begin a new cell after a line feed.
fn quoted(cell: &str) -> String {
    const SIGNS: [char; 9] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\u{2212}'];
    let begins = cell.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '"');
    let is_formula = cell.starts_with(['\t', '\r', '\n']) || begins.starts_with(SIGNS);
    let guard = if is_formula { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    // proves: FS-20
    #[test]
    fn nothing_runs_as_a_formula_and_what_looks_like_a_range_stays() {
        assert_eq!(quoted("=1+1"), "\"'=1+1\"");
        assert_eq!(quoted("-5"), "\"'-5\"");

        for formula in ["\n=1+1", " =1+1", "\u{a0}@x", "＝1+1", "＋1", "－1", "＠x", "\t=1", "\r\n-1"] {
            assert!(quoted(formula).starts_with("\"'"), "{formula:?}");
        }
        assert_eq!(quoted("5-10 mg"), "\"5-10 mg\"");
    }

    #[test]
    fn a_cell_keeps_its_comma_its_quotes_and_its_lines() {
        let mut csv = Csv::new();
        csv.row(["a,b", "with \"second\"\nline", ""]);
        csv.row(["one"]);
        assert_eq!(csv.into_text(), "\u{feff}\"a,b\",\"with \"\"second\"\"\nline\",\"\"\r\n\"one\"\r\n");
    }
}
