//! Records as GP systems send them, habits and all: docs/suppliers.md says which. They are written as resources, because
//! a habit is how a system says a thing, not what it says.
//!
//! In the files `@-10` stands for the day ten days ago, `@+10T09:30` for a time ten days from now, and `@me` for the id of
//! the patient.

use crate::sandbox::world::calendar::Calendar;
use crate::sandbox::world::patient::Supplier;

/// The resources of a supplier's record as a JSON array, but for the patient and the practice.
pub fn resources(supplier: Supplier, calendar: Calendar, patient_id: &str) -> String {
    let sent = match supplier {
        Supplier::Emis => include_str!("suppliers/emis.json"),
        Supplier::Tpp => include_str!("suppliers/tpp.json"),
        Supplier::Medicus => include_str!("suppliers/medicus.json"),
        Supplier::Converted => include_str!("suppliers/converted.json"),
    };
    let mut parts = sent.split('@');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (words, rest) = match part.strip_prefix("me") {
            Some(rest) => (patient_id.to_owned(), rest),
            None => day(part, calendar).unwrap_or_else(|| ("@".to_owned(), part)),
        };
        filled.push_str(&words);
        filled.push_str(rest);
    }
    filled
}

/// The day or time at the start of a text, and what follows it.
fn day(part: &str, calendar: Calendar) -> Option<(String, &str)> {
    let is_past = part.starts_with('-');
    let digits = part.get(1..)?.bytes().take_while(u8::is_ascii_digit).count();
    let days: i64 = part.get(1..=digits)?.parse().ok()?;
    let days = if is_past { days } else { -days };
    let rest = part.get(digits + 1..)?;
    let Some(time) = rest.strip_prefix('T') else { return Some((calendar.ago(days), rest)) };
    let (hour, minute) = time.get(..5)?.split_once(':')?;
    Some((calendar.ago_at(days, hour.parse().ok()?, minute.parse().ok()?), time.get(5..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_today_and_nothing_is_left_to_fill() {
        let calendar = Calendar { today: "2026-11-21".parse().unwrap() };
        assert_eq!(day("-10\",", calendar), Some(("2026-11-11".to_owned(), "\",")));
        assert_eq!(day("+1T09:30\"", calendar), Some(("2026-11-22T09:30:00+00:00".to_owned(), "\"")));
        for supplier in [Supplier::Emis, Supplier::Tpp, Supplier::Medicus, Supplier::Converted] {
            let text = resources(supplier, calendar, "7");
            assert!(!text.contains('@'), "{supplier:?}");
            assert!(serde_json::from_str::<Vec<serde_json::Value>>(&text).unwrap().len() > 30);
        }
    }
}
