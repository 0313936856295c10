//! Rows that stand for something held back: a date, and a mask where the content was (HTML digest 2.4, 2.6).

/// Whether a row's cells hold a mask, by each system's words.
pub fn is_withheld(cells: &[String]) -> bool {
    cells.iter().flat_map(|cell| cell.lines()).any(|line| {
        let line = line.trim().trim_end_matches('.');
        let masked = line.len() >= 4 && line.bytes().all(|byte| byte == b'*');
        let lower = line.to_lowercase();
        masked
            // Whole lines only: a consultation may well mention a confidential item.
            || matches!(
                lower.as_str(),
                "confidential item" | "sensitive item" | "excluded item" | "excluded items" | "item excluded"
            )
            || lower.contains("event has been made private by another organisation")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> bool {
        is_withheld(&cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>())
    }

    // proves: ARH-31 ARH-39 ARH-55
    #[test]
    fn each_systems_mask_is_known() {
        for mask in [
            "Confidential Item",
            "Sensitive Item",
            "***********",
            "Excluded items",
            "Event has been made private by another organisation",
            "21-Mar-2024\nConfidential Item.",
        ] {
            assert!(row(&["21-Mar-2024", "", mask]), "{mask}");
        }
    }

    // proves: ARH-55
    #[test]
    fn ordinary_entries_are_not_taken_for_masks() {
        for text in [
            "",
            "***",
            "Discussed confidential item with patient",
            "Pain scale **** out of 10",
            "Sensitive items of clothing",
        ] {
            assert!(!row(&["21-Mar-2024", text]), "{text}");
        }
    }
}
