//! Doses of several steps, and doses without words.

use super::sent::*;
use crate::clinical::medications::*;

fn read(dosage: &str) -> Vec<Dose> {
    let mut sent = sent();
    let json = |name: &str| format!(r#""{name}":[{dosage}]"#);
    sent.statement = sent.statement.replace(r#""dosage":[{"text":"1 tablet a day"}]"#, &json("dosage"));
    sent.plan =
        sent.plan.replace(r#""dosageInstruction":[{"text":"1 tablet a day"}]"#, &json("dosageInstruction"));
    sent.read().dose
}

// proves: FR-08 ARS-32
#[test]
fn the_steps_of_a_dose_stand_in_their_sequence() {
    let doses = read(
        r#"{"sequence":3,"text":"ONE a day"},{"text":"Take with food"},{"sequence":1,"text":"SIX a day"},
           {"sequence":2,"text":"THREE a day"},{"sequence":2,"text":"at night"}"#,
    );
    assert_eq!(
        Dose::in_line(&doses),
        "SIX a day; then THREE a day; at night; then ONE a day; Take with food"
    );
}

// proves: FR-08 FR-14
#[test]
fn without_words_every_part_that_was_sent_is_said() {
    for (sent, shown) in [
        (
            r#""doseQuantity":{"value":15.0,"unit":"mg"},
               "timing":{"repeat":{"frequency":1,"period":1,"periodUnit":"wk","dayOfWeek":["mon"]}}"#,
            "15 mg, once a week, on Monday",
        ),
        (
            r#""doseRange":{"low":{"value":1},"high":{"value":2,"unit":"tablet"}},"asNeededBoolean":true,
               "maxDosePerPeriod":{"numerator":{"value":8,"unit":"tablet"},"denominator":{"value":24,"unit":"hour"}},
               "timing":{"repeat":{"frequency":1,"frequencyMax":4,"period":1,"periodUnit":"d"}}"#,
            "1 to 2 tablet, 1 to 4 times a day, as needed, at most 8 tablet in 24 hour",
        ),
        (
            r#""rateRatio":{"numerator":{"value":2,"unit":"L"},"denominator":{"value":1,"unit":"min"}},
               "route":{"text":"Inhalation"},"method":{"text":"Mask"},"site":{"text":"Nose"},
               "asNeededCodeableConcept":{"text":"breathlessness"}"#,
            "at 2 L per 1 min, as needed: breathlessness, route: Inhalation, method: Mask, site: Nose",
        ),
        (
            r#""timing":{"repeat":{"period":8,"periodUnit":"h","duration":30,"durationUnit":"min","count":10,
               "when":["AC"],"offset":30,"timeOfDay":["08:00"],"boundsDuration":{"value":7,"unit":"days"}}}"#,
            "every 8 hours, at 08:00, 30 minutes before meals, over 30 minutes, 10 times in all, for 7 days",
        ),
        (
            r#""timing":{"code":{"coding":[{"code":"BID"}]}},"maxDosePerAdministration":{"value":4,"unit":"g"},
               "maxDosePerLifetime":{"value":90,"unit":"g"},"additionalInstruction":[{"text":"With food"}]"#,
            "twice a day, at most 4 g at a time, at most 90 g in a lifetime, With food",
        ),
        (
            r#""doseAndRate":[{"doseQuantity":{"value":5,"unit":"mL"},"rateQuantity":{"value":1,"unit":"mL/h"}}]"#,
            "5 mL, at 1 mL/h",
        ),
        (r#""text":"No information available","doseQuantity":{"value":5,"unit":"mg"}"#, "5 mg"),
        (r#""text":"No information available""#, "No information available"),
        (r#""doseOdd":1"#, "A value of type Odd, which this application cannot show"),
        (r#""sequence":1"#, "Not sent"),
    ] {
        assert_eq!(read(&format!("{{{sent}}}"))[0].text, shown);
    }
    assert_eq!(read("")[0].text, "Not sent");
}

// proves: FR-08
#[test]
fn what_is_coded_beside_words_is_not_lost() {
    let dose = &read(
        r#"{"text":"As told","doseQuantity":{"value":2.50,"unit":"mg"},"timing":{"repeat":{"frequency":2,"period":1,"periodUnit":"d"}}}"#,
    )[0];
    assert_eq!((dose.text.as_str(), dose.coded.as_deref()), ("As told", Some("2.5 mg, twice a day")));
}
