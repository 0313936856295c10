//! A `value[x]` in words, whatever its kind: nothing that was sent as a value is left out (ARS-48).

use super::{concept, date, quantity};
use crate::fhir::Value;

/// The value in words; `None` when it is empty.
///
/// An amount keeps its comparator, its digits and its unit. A value of a kind that the model does not read is named.
pub fn value(value: &Value) -> Option<String> {
    let words = match value {
        Value::String(text) | Value::Time(text) => text.trim().to_owned(),
        Value::Code(code) => code.to_string(),
        Value::Boolean(true) => "Yes".to_owned(),
        Value::Boolean(false) => "No".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::DateTime(moment) => date::date_time(moment),
        Value::Period(period) => date::period(period),
        Value::Quantity(amount) => quantity::quantity(amount),
        Value::Range(range) => quantity::range(range)?,
        Value::Ratio(ratio) => quantity::ratio(ratio),
        Value::CodeableConcept(coded) => concept::concept(coded).into_owned(),
        Value::Coding(coding) => {
            let words = coding.description_display().or(coding.display.as_deref());
            words.or(coding.code.as_deref())?.trim().to_owned()
        }
        Value::Reference(reference) => reference.display.clone()?,
        Value::Identifier(identifier) => identifier.value.as_deref()?.to_owned(),
        Value::Attachment(attachment) => {
            let title = attachment.title.as_deref().unwrap_or("without a title");
            let kind = attachment.content_type.as_deref().unwrap_or("kind not stated");
            format!("Attachment: {title} ({kind}), not shown here")
        }
        Value::Several(all) => all.iter().filter_map(self::value).collect::<Vec<_>>().join("; also sent: "),
        Value::Other(kind) => format!("A value of type {kind}, which this application cannot show"),
    };
    (!words.is_empty()).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fhir::{Observation, Resource};

    fn words(member: &str) -> Option<String> {
        let json = format!(r#"{{"resourceType":"Observation",{member}}}"#);
        match Resource::read(json.as_bytes()).unwrap() {
            Resource::Observation(observation) => {
                let Observation { value: sent, .. } = std::sync::Arc::unwrap_or_clone(observation);
                value(&sent.unwrap())
            }
            other => panic!("{other:?}"),
        }
    }

    // proves: ARS-48
    #[test]
    fn every_kind_of_value_has_words() {
        for (sent, shown) in [
            (r#""valueQuantity":{"value":0.50,"comparator":"<","unit":"mmol/L"}"#, "<0.50 mmol/L"),
            (r#""valueQuantity":{"value":7,"unit":"Unk UoM"}"#, "7 Unk UoM"),
            (r#""valueQuantity":{"value":7}"#, "7"),
            (r#""valueString":" No growth ""#, "No growth"),
            (r#""valueCodeableConcept":{"text":"Positive"}"#, "Positive"),
            (r#""valueBoolean":false"#, "No"),
            (r#""valueDateTime":"2019-03""#, "Mar-2019"),
            (r#""valuePeriod":{"start":"2019-03-01"}"#, "From 01-Mar-2019"),
            (r#""valueRange":{"low":{"value":1},"high":{"value":2,"unit":"cm"}}"#, "1 to 2 cm"),
            (r#""valueRatio":{"numerator":{"value":1},"denominator":{"value":128}}"#, "1:128"),
            (r#""valueTime":"09:30:00""#, "09:30:00"),
            (
                r#""valueAttachment":{"title":"ECG","contentType":"image/tiff"}"#,
                "Attachment: ECG (image/tiff), not shown here",
            ),
            (
                r#""valueSampledData":{"data":"1 2"}"#,
                "A value of type SampledData, which this application cannot show",
            ),
        ] {
            assert_eq!(words(sent).as_deref(), Some(shown));
        }
    }
}
