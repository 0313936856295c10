//! What is refused, with which words, before anything is made.

use chrono::{Duration, NaiveDate};
use gp_connect_send_document::checks::{Field, Notice, Refusal, check};
use gp_connect_send_document::settings::BirthDateForm;
use gp_connect_send_document::summary::{Edition, Entry, Heading, Purpose, Section};

use crate::cases::{Case, all, at, section};

/// The refusals of a case after a change.
fn refusals(change: impl FnOnce(&mut Case)) -> Vec<Refusal> {
    let mut case = Case::new("refused");
    change(&mut case);
    check(&case.summary, &case.edition, case.now, &case.settings).err().unwrap_or_default()
}

fn words(change: impl FnOnce(&mut Case)) -> String {
    let all = refusals(change);
    assert_eq!(all.len(), 1, "{all:?}");
    all[0].to_string()
}

// proves: SDOC-05 SDOC-07 SDOC-17
#[test]
fn what_may_not_be_told_is_refused_with_its_reason() {
    assert!(
        words(|case| case.summary.practice.ods = "x26".into()).starts_with("The patient is registered here.")
    );
    assert!(words(|case| case.summary.encounter.is_administrative = true).contains("administrative"));
    assert!(
        words(|case| case.summary.encounter.is_confidential = true).contains("neither whole nor in part")
    );
    assert!(words(|case| case.summary.encounter.is_sensitive = true).contains("sensitive"));
    assert!(words(|case| case.summary.patient.is_restricted = true).contains("restricts access"));
}

// proves: SDOC-06 SDOC-45
#[test]
fn only_a_number_that_pds_confirmed_within_a_day_goes() {
    assert!(words(|case| case.summary.patient.is_verified = false).contains("not verified"));
    assert!(words(|case| case.summary.patient.nhs_number = "9990000019".into()).contains("check digit"));
    assert!(words(|case| case.summary.patient.traced = case.now - Duration::hours(25)).contains("24 hours"));
    assert!(words(|case| case.summary.patient.traced = case.now + Duration::minutes(5)).contains("24 hours"));
    assert_eq!(refusals(|case| case.summary.patient.traced = case.now - Duration::hours(24)), []);
}

// proves: SDOC-28
#[test]
fn names_that_the_address_cannot_carry_are_said_before_sending() {
    let family = |name: &str| {
        let name = name.to_owned();
        move |case: &mut Case| case.summary.patient.family = name
    };
    for good in ["O'Brien-Smith", "VAN DER BERG", "D'Arcy"] {
        assert_eq!(refusals(family(good)), [], "{good}");
    }
    assert!(words(family("SMITH_JONES")).contains("underscore"));
    assert!(words(family("Ó Súilleabháin")).contains("“Ó” (U+00D3)"));
    assert!(words(family("O’Brien")).contains("“’” (U+2019)"));
    assert!(words(family("")).contains("surname is missing"));
    assert!(words(family(&"LONG".repeat(20))).contains("100 characters, and this one would have 111"));
    let two = refusals(family("李"));
    assert!(two.iter().any(|one| one.to_string().contains("the PDF cannot show")), "{two:?}");
}

// proves: SDOC-28
#[test]
fn the_birth_date_stands_in_the_address_as_the_site_agreed() {
    let mut case = Case::new("plain");
    assert_eq!(case.checked().address(), "GPPROVIDER_9990000018_19520531_DAWES");
    case.settings.birth_date_form = BirthDateForm::DayFirst;
    assert_eq!(case.checked().address(), "GPPROVIDER_9990000018_31051952_DAWES");
}

// proves: SDOC-32
#[test]
fn the_subject_is_plain_on_one_line_and_says_so() {
    let case = all().into_iter().find(|case| case.name == "letters").unwrap();
    let checked = case.checked();
    assert!(checked.subject().contains("for Mrs Zoe Sian DAWES,"), "{}", checked.subject());
    assert!(matches!(checked.notices(), [Notice::PlainSubject { .. }]));
    let broken = refusals(|case| case.summary.sender.name = "Riverside\r\nmex-to: X".into());
    assert!(
        broken.iter().any(|one| matches!(one, Refusal::LineBreak { field: Field::Sender, .. })),
        "{broken:?}"
    );
    let long = refusals(|case| case.summary.sender.name = "Riverside ".repeat(60));
    assert!(matches!(long.as_slice(), [Refusal::LongSubject(_)]), "{long:?}");
}

// proves: SDOC-34
#[test]
fn every_character_of_the_summary_is_printed_or_refused_by_name() {
    let said = words(|case| case.summary.sections.push(section(Heading::Plan, &["ok ✓ ✓"])));
    assert_eq!(said, "The notes: the PDF cannot show “✓” (U+2713). Write it in other characters.");
    assert!(
        words(|case| case.summary.sections.push(section(Heading::Plan, &["a\u{1f600}"]))).contains("U+1F600")
    );
    assert!(
        words(|case| case.summary.sections.push(section(Heading::Plan, &["a\u{7}"])))
            .contains("a control character (U+0007)")
    );
}

// proves: SDOC-07 SDOC-16 SDOC-33
#[test]
fn what_is_missing_is_asked_for_where_it_belongs() {
    let missing =
        |change: fn(&mut Case)| refusals(change).into_iter().map(|one| one.field()).collect::<Vec<_>>();
    assert_eq!(missing(|case| case.summary.clinician.sds_user_id.clear()), [Field::Clinician]);
    assert_eq!(missing(|case| case.summary.clinician.role = " ".into()), [Field::Clinician]);
    assert_eq!(missing(|case| case.summary.sender.telephone.clear()), [Field::Sender]);
    assert_eq!(missing(|case| case.summary.sender.ods.clear()), [Field::Sender]);
    assert_eq!(missing(|case| case.summary.sender.mailbox = "X26 ABC\n".into()), [Field::Sender]);
    assert_eq!(missing(|case| case.summary.practice.ods.clear()), [Field::Practice]);
    assert_eq!(
        missing(|case| case.summary.purpose = Purpose::Action { reason: String::new() }),
        [Field::Purpose]
    );
    assert_eq!(missing(|case| case.summary.sections.clear()), [Field::Notes]);
    let blank = Section { heading: Heading::Plan, entries: vec![Entry::typed(" \n")] };
    assert_eq!(refusals(|case| case.summary.sections = vec![blank]).len(), 1);
}

#[test]
fn times_that_cannot_be_are_refused() {
    assert!(
        words(|case| case.summary.encounter.end = Some(at("2026-11-20T13:49:00+00:00")))
            .contains("before it begins")
    );
    let later = refusals(|case| case.summary.encounter.start = case.now + Duration::minutes(1));
    assert!(later.contains(&Refusal::StartsLater));
    assert!(words(|case| case.summary.encounter.start = at("2026-11-20T08:50:00-05:00")).contains("UK time"));
    assert!(
        words(|case| case.summary.patient.birth_date = NaiveDate::from_ymd_opt(2027, 1, 1).unwrap())
            .contains("birth")
    );
}

// proves: SDOC-35 SDOC-49
#[test]
fn files_are_refused_by_kind_and_left_out_by_size_and_the_sender_knows() {
    let with = |content_type: &'static str, content: &'static [u8]| {
        refusals(move |case| {
            let mut one = all()
                .into_iter()
                .find(|case| case.name == "attachments")
                .unwrap()
                .summary
                .attachments
                .remove(0);
            (one.content_type, one.content) = (content_type.into(), content.to_vec());
            case.summary.attachments = vec![one];
        })
    };
    assert!(matches!(with("video/mp4", b"x").as_slice(), [Refusal::FileKind { .. }]));
    assert!(matches!(with("application/pdf", b"MZ\x90").as_slice(), [Refusal::NotItsKind { .. }]));
    assert!(matches!(with("text/plain", b"").as_slice(), [Refusal::NotItsKind { .. }]));
    assert_eq!(with("image/jpg", b"\xff\xd8\xff\xe0"), []);
    let case = all().into_iter().find(|case| case.name == "too-large").unwrap();
    let notices: Vec<String> = case.checked().notices().iter().map(ToString::to_string).collect();
    assert_eq!(notices.len(), 1);
    assert!(notices[0].contains("Scan of the hand") && notices[0].contains("not sent"), "{notices:?}");
}

// proves: SDOC-40
#[test]
fn a_late_or_repeated_replacement_is_questioned_not_refused() {
    let mut case = Case::new("late");
    let encounter = case.summary.encounter.id;
    case.edition = Edition::Replacement {
        document: crate::cases::ids("x", 0).document,
        version: 2,
        encounter,
        made: case.now - Duration::hours(25),
    };
    assert_eq!(case.checked().notices(), [Notice::LateReplacement, Notice::RepeatedReplacement]);
    assert_eq!(case.edition.version(), 3);
    let other = refusals(|case| {
        case.edition = Edition::Replacement {
            document: encounter,
            version: 1,
            encounter: crate::cases::ids("y", 0).document,
            made: case.now,
        };
    });
    assert_eq!(other, [Refusal::OtherEncounter]);
}

#[test]
fn a_refusal_never_quotes_what_was_written() {
    let all = refusals(|case| {
        case.summary.patient.family = "SECRET_NAME".into();
        case.summary.sections.push(section(Heading::Plan, &["secret words ✓"]));
        case.summary.sender.ods = "secret ods".into();
    });
    assert_eq!(all.len(), 3);
    assert!(all.iter().all(|one| !one.to_string().to_lowercase().contains("secret")), "{all:?}");
}
