//! How a person is reached, by what a source says is valid on a day: where they live first, where they stay for a while
//! beside it with its dates; what has ended or not begun never as current.

use chrono::NaiveDate;

use crate::clinical::order;
use crate::fhir::{Address, ContactPoint, Period, Value};
use crate::format;

/// Labelled addresses, each on one line: usual, temporary, then others in the order sent.
pub(super) fn addresses(addresses: &[Address], day: NaiveDate) -> Vec<(String, String)> {
    let mut shown: Vec<(u8, (String, String))> = addresses
        .iter()
        .filter(|address| is_valid(address.usage.as_deref(), address.period.as_deref(), day))
        .map(|address| {
            let usage = address.usage.as_deref();
            let rank = match usage {
                Some("home") => 0,
                Some("temp") => 1,
                None => 2,
                Some(_) => 3,
            };
            (rank, (dated(format::address_label(usage), usage, address.period.as_deref()), line(address)))
        })
        .filter(|(_, (_, line))| !line.is_empty())
        .collect();
    order::by_key(&mut shown, |(rank, _)| *rank);
    shown.into_iter().map(|(_, address)| address).collect()
}

/// Labelled telephone numbers and email addresses: Home, Work, Mobile, Email, then others (PAB-0029).
pub(super) fn telecoms(points: &[ContactPoint], day: NaiveDate) -> Vec<(String, String)> {
    let mut shown: Vec<(usize, (String, String))> = points
        .iter()
        .filter(|point| is_valid(point.usage.as_deref(), point.period.as_deref(), day))
        .filter_map(|point| {
            let (system, usage) = (point.system.as_deref(), point.usage.as_deref());
            let label = match other_system(point) {
                Some(other) => other,
                None => format::telecom_label(system, usage).to_owned(),
            };
            let value = point.value.as_deref().map(str::trim).filter(|value| !value.is_empty())?;
            let value = if system == Some("email") { value.to_owned() } else { format::phone(value) };
            let order = ["Home", "Work", "Mobile", "Email"];
            let rank = order.iter().position(|known| *known == label).unwrap_or(order.len());
            Some((rank, (dated(&label, usage, point.period.as_deref()), value)))
        })
        .collect();
    order::by_key(&mut shown, |(rank, _)| *rank);
    shown.into_iter().map(|(_, point)| point).collect()
}

/// Not called old, and begun and not ended on the day.
fn is_valid(usage: Option<&str>, period: Option<&Period>, day: NaiveDate) -> bool {
    usage != Some("old") && period.is_none_or(|period| period.holds_on(day))
}

pub(super) fn line(address: &Address) -> String {
    let parts: Vec<&str> = address
        .line
        .iter()
        .map(String::as_str)
        .chain(address.city.as_deref())
        .chain(address.district.as_deref())
        .collect();
    let line = format::address_line(&parts, address.postal_code.as_deref());
    if line.is_empty() { address.text.clone().unwrap_or_default() } else { line }
}

/// `Temporary address, from 01-Nov-2026 until 31-Dec-2026`: what is for a while says for which; what is usual only when
/// it ends.
fn dated(label: &str, usage: Option<&str>, period: Option<&Period>) -> String {
    let start = period.and_then(|period| period.start.as_ref()).filter(|_| usage == Some("temp"));
    let end = period.and_then(|period| period.end.as_ref());
    let mut label = label.to_owned();
    match (start.map(format::date), end.map(format::date)) {
        (None, None) => {}
        (Some(start), None) => label.push_str(&format!(", from {start}")),
        (None, Some(end)) => label.push_str(&format!(", until {end}")),
        (Some(start), Some(end)) => label.push_str(&format!(", from {start} until {end}")),
    }
    label
}

/// What the point is where its system is none of FHIR's own: a textphone is not a telephone.
fn other_system(point: &ContactPoint) -> Option<String> {
    let system = point.system.as_deref();
    let named = |name| point.extension.named(name);
    let extension = named("OtherContactSystem").or_else(|| named("UKCore-OtherContactSystem"));
    let said = extension.and_then(|extension| match extension.value.as_ref()? {
        Value::Coding(coding) => coding.display.clone().or_else(|| coding.code.as_deref().map(str::to_owned)),
        _ => extension.text().map(str::to_owned),
    });
    let word = match (system, said) {
        (_, Some(said)) if said.eq_ignore_ascii_case("textphone") => "Textphone".to_owned(),
        (_, Some(said)) => said,
        (Some("pager"), None) => "Pager".to_owned(),
        (Some("sms"), None) => "Text messages".to_owned(),
        (Some("other"), None) => "Other contact".to_owned(),
        _ => return None,
    };
    Some(match point.usage.as_deref() {
        Some("work") => format!("{word} at work"),
        _ => word,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clinical::Demographics;
    use crate::fhir::Resource;

    fn person(members: &str) -> Demographics {
        let json = format!(r#"{{"resourceType":"Patient",{members}}}"#);
        let Ok(Resource::Patient(patient)) = Resource::read(json.as_bytes()) else { panic!("{json}") };
        Demographics::of(&patient, None, NaiveDate::from_ymd_opt(2026, 11, 30).unwrap())
    }

    fn labelled(points: &[(String, String)]) -> Vec<(&str, &str)> {
        points.iter().map(|(label, value)| (label.as_str(), value.as_str())).collect()
    }

    // proves: FB-05
    #[test]
    fn where_somebody_lives_stands_first_and_where_they_stay_beside_it_with_its_dates() {
        let sent = r#""address":[
            {"use":"temp","period":{"start":"2024-01-01","end":"2026-11-29"},"line":["1 Ended Road"]},
            {"use":"temp","period":{"start":"2026-11-01","end":"2026-12-31"},"line":["2 Sister Street"]},
            {"use":"home","period":{"start":"2027-01-01"},"line":["3 Future Lane"]},
            {"use":"home","period":{"start":"2010-05-01"},"line":["4 Weir Street"]},
            {"use":"old","line":["5 Past Place"]},
            {"use":"home","period":{"end":"2010-05"},"line":["6 Former Way"]}]"#;
        assert_eq!(
            labelled(&person(sent).addresses),
            [
                ("Usual address", "4 Weir Street"),
                ("Temporary address, from 01-Nov-2026 until 31-Dec-2026", "2 Sister Street"),
            ]
        );
        let ends_today =
            r#""address":[{"use":"home","period":{"end":"2026-11-30"},"line":["4 Weir Street"]}]"#;
        assert_eq!(
            labelled(&person(ends_today).addresses),
            [("Usual address, until 30-Nov-2026", "4 Weir Street")]
        );
        for whole in ["2026-11", "2026"] {
            let sent = format!(
                r#""address":[{{"use":"home","period":{{"end":"{whole}"}},"line":["4 Weir Street"]}}]"#
            );
            assert_eq!(person(&sent).addresses.len(), 1, "{whole} is not over");
        }
    }

    // proves: FB-05
    #[test]
    fn numbers_of_the_day_say_what_they_are() {
        let textphone = r#"{"system":"other","use":"home","value":"01632 960003","extension":[{
            "url":"https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-OtherContactSystem",
            "valueCoding":{"code":"textphone","display":"Minicom (Textphone)"}}]}"#;
        let sent = format!(
            r#""telecom":[{textphone},
            {{"system":"phone","use":"mobile","value":"07700900001","period":{{"end":"2025-01-01"}}}},
            {{"system":"phone","use":"old","value":"01632960009"}},
            {{"system":"email","use":"home","value":"i@example.com"}},
            {{"system":"phone","use":"mobile","value":"07700900002"}},
            {{"system":"phone","use":"temp","value":"01632960004","period":{{"start":"2026-11-01","end":"2026-12-31"}}}},
            {{"system":"phone","use":"home","value":"01632960001"}},
            {{"system":"phone","use":"home"}}]"#
        );
        assert_eq!(
            labelled(&person(&sent).telecoms),
            [
                ("Home", "01632 960001"),
                ("Mobile", "07700 900002"),
                ("Email", "i@example.com"),
                ("Minicom (Textphone)", "01632 960003"),
                ("Temporary, from 01-Nov-2026 until 31-Dec-2026", "01632 960004"),
            ]
        );
        let bare = r#""telecom":[{"system":"other","use":"home","value":"01632 960003"}]"#;
        assert_eq!(labelled(&person(bare).telecoms), [("Other contact", "01632 960003")]);
    }

    // proves: FB-05
    #[test]
    fn the_name_is_the_one_in_use() {
        let sent = r#""name":[
            {"use":"usual","family":"Maiden","given":["Ida"],"period":{"start":"1980-01-01","end":"2015-06-01"}},
            {"use":"old","family":"Elder","given":["Ida"]},
            {"use":"nickname","given":["Didi"]},
            {"use":"usual","family":"Hartley","given":["Ida"],"period":{"start":"2015-06-02"}},
            {"use":"official","family":"Later","given":["Ida"],"period":{"start":"2027-01-01"}}]"#;
        let person_now = person(sent);
        assert_eq!(person_now.full_name(), "HARTLEY, Ida");
        assert_eq!(person_now.preferred.as_deref(), Some("Didi"));
        let ended = r#""name":[{"use":"official","family":"Maiden","period":{"end":"2015-06-01"}}]"#;
        assert_eq!(person(ended).full_name(), "Name not known", "an ended name is never the current one");
    }
}
