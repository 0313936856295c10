//! One message through everything that can happen to it, in every order.

use chrono::Duration;
use gp_connect_send_document::response::{MeshReport, Reached};
use gp_connect_send_document::settings::Settings;
use gp_connect_send_document::state::{Again, Event, History, Missing, Rejection, Seen, State};

use crate::cases::at;
use crate::responses::response;

const SENT: &str = "2026-11-20T14:35:00+00:00";

fn taken() -> Event {
    Event::Taken { message: "20261120143500123456_ABCDEF".into() }
}

fn answered(id: &str, code: &str) -> Event {
    Event::Answered(response(id, code, matches!(code, "20013" | "30001" | "30004")))
}

fn reported(code: &str) -> Event {
    Event::Reported(MeshReport { message: "M1".into(), code: code.into(), description: String::new() })
}

fn history(events: impl IntoIterator<Item = Event>) -> History {
    let mut history = History::queued(at(SENT));
    events.into_iter().for_each(|event| {
        history.add(at(SENT), event);
    });
    history
}

/// The state an hour later.
fn state(events: impl IntoIterator<Item = Event>) -> State {
    history(events).state(at(SENT) + Duration::hours(1), &Settings::default())
}

fn after(events: impl IntoIterator<Item = Event>, hours: i64) -> State {
    history(events).state(at(SENT) + Duration::hours(hours), &Settings::default())
}

const DELIVERED: State = State::Delivered { other: None };
const ACCEPTED: State = State::Accepted { has_died: false };

// proves: SDOC-42
#[test]
fn a_message_goes_from_queued_to_accepted() {
    assert_eq!(state([]), State::Queued { due: at(SENT) });
    assert_eq!(state([Event::Cancelled]), State::Cancelled);
    assert_eq!(state([Event::Posted, taken()]), State::Sent);
    assert_eq!(state([Event::Posted, taken(), answered("a", "20013")]), DELIVERED);
    assert_eq!(state([Event::Posted, taken(), answered("a", "20013"), answered("b", "30001")]), ACCEPTED);
    assert_eq!(state([Event::Posted, taken(), answered("b", "30004")]), State::Accepted { has_died: true });
}

// proves: SDOC-42
#[test]
fn the_order_in_which_answers_come_makes_no_difference() {
    let events = [Event::Posted, taken(), answered("a", "20013"), answered("b", "30001")];
    for (first, second, third, fourth) in [(0, 1, 3, 2), (3, 2, 1, 0), (2, 0, 3, 1), (1, 3, 0, 2)] {
        assert_eq!(state([first, second, third, fourth].map(|at| events[at].clone())), ACCEPTED);
    }
}

// proves: SDOC-42
#[test]
fn the_same_acknowledgement_twice_is_one() {
    let mut history = history([Event::Posted, taken()]);
    assert_eq!(history.add(at(SENT), answered("a", "20013")), Seen::New);
    assert_eq!(history.add(at(SENT), answered("a", "20013")), Seen::Again);
    assert_eq!(history.add(at(SENT), taken()), Seen::Again);
    assert_eq!(history.state(at(SENT), &Settings::default()), DELIVERED);
}

// proves: SDOC-42 SDOC-43
#[test]
fn every_refusal_is_a_rejection_that_needs_somebody() {
    for code in ["10001", "10009", "20004", "20009", "20012", "20015", "30002", "30003", "20999", "39999"] {
        let state = state([Event::Posted, taken(), answered("a", code)]);
        assert!(
            matches!(&state, State::Rejected(Rejection::Practice { code: sent, .. }) if sent == code),
            "{state:?}"
        );
        assert!(state.needs_somebody() && state.is_final(), "{code}");
        assert!(state.told().as_sent.is_some_and(|sent| sent.starts_with(code)), "{code}");
    }
    // Received, and then not accepted.
    let refused = state([taken(), answered("a", "20013"), answered("b", "30002")]);
    assert_eq!(refused.told().reached, Reached::No);
    assert!(refused.told().what.contains("no record of this patient"));
}

// proves: SDOC-42 SDOC-43
#[test]
fn a_report_of_mesh_is_a_rejection_by_mesh() {
    for code in ["EPL-150", "EPL-151", "EPL-152", "EPL-153", "EPL-154", "14", "EPL-999"] {
        let state = state([Event::Posted, taken(), reported(code)]);
        assert!(
            matches!(&state, State::Rejected(Rejection::Mesh { code: sent, .. }) if sent == code),
            "{state:?}"
        );
        assert_eq!(state.told().reached, Reached::No, "{code}");
    }
    let door = state([
        Event::Posted,
        Event::TurnedAway { code: "12".into(), description: "Unregistered to address".into() },
    ]);
    assert_eq!(door.told().as_sent.as_deref(), Some("12: Unregistered to address"));
}

// proves: SDOC-44
#[test]
fn a_missing_acknowledgement_is_overdue_until_it_comes() {
    let sent = [Event::Posted, taken()];
    assert_eq!(after(sent.clone(), 24), State::Sent);
    assert_eq!(after(sent.clone(), 25), State::Overdue(Missing::Infrastructure));
    let delivered = [Event::Posted, taken(), answered("a", "20013")];
    assert_eq!(after(delivered.clone(), 5 * 24), DELIVERED);
    assert_eq!(after(delivered, 5 * 24 + 1), State::Overdue(Missing::Business));
    assert_eq!(
        after([Event::Posted, taken(), answered("b", "30001")], 900),
        ACCEPTED,
        "late is not too late"
    );
    assert!(State::Overdue(Missing::Infrastructure).needs_somebody());
}

// proves: SDOC-42
#[test]
fn a_lost_answer_is_unknown_and_never_called_sent_or_failed() {
    assert_eq!(state([Event::Posted]), State::Unknown);
    assert_eq!(state([Event::Posted, Event::AnswerLost]), State::Unknown);
    let turned_away = Event::TurnedAway { code: "15".into(), description: String::new() };
    assert_eq!(state([Event::Posted, Event::AnswerLost, Event::Posted, turned_away]), State::Unknown);
    assert_eq!(State::Unknown.told().reached, Reached::Unknown);
    assert!(State::Unknown.needs_somebody());
    // It is settled by what comes back under the message's own identifiers.
    assert_eq!(state([Event::Posted, Event::AnswerLost, answered("a", "20013")]), DELIVERED);
    assert!(matches!(state([Event::Posted, Event::AnswerLost, reported("EPL-153")]), State::Rejected(_)));
}

// proves: SDOC-42
#[test]
fn had_it_before_means_the_first_copy_arrived_only_where_there_was_one() {
    let once = [Event::Posted, taken(), answered("a", "20007")];
    assert!(matches!(state(once), State::Rejected(_)));
    let again = [Event::Posted, Event::AnswerLost, Event::Posted, taken(), answered("a", "20007")];
    assert_eq!(state(again.clone()), DELIVERED);
    assert_eq!(
        state(again.into_iter().chain([answered("b", "30001")])),
        ACCEPTED,
        "no copy undoes a success"
    );
}

// proves: SDOC-42
#[test]
fn yes_and_no_together_are_called_a_contradiction() {
    for (yes, no) in [("30001", "30002"), ("30001", "20009"), ("20013", "20006")] {
        assert_eq!(
            state([taken(), answered("a", yes), answered("b", no)]),
            State::Contradictory,
            "{yes} {no}"
        );
    }
    assert_eq!(state([taken(), answered("a", "30001"), reported("14")]), State::Contradictory);
    // A code of success in a header of failure is no success.
    let twisted = state([taken(), Event::Answered(response("a", "30001", false))]);
    assert!(
        matches!(twisted, State::Rejected(_)) && !twisted.told().what.contains("Accepted"),
        "{:?}",
        twisted.told()
    );
}

// proves: SDOC-41
#[test]
fn a_replacement_that_could_not_be_processed_voids_both_versions() {
    let replacement = state([taken(), answered("a", "20014")]);
    assert_eq!(replacement, State::Void);
    let event = replacement.for_the_version_before().unwrap();
    let original = state([taken(), answered("a", "20013"), answered("b", "30001"), event]);
    assert_eq!(original, State::Void);
    assert!(original.needs_somebody() && original.told().what.contains("Neither version counts"));
    let event = ACCEPTED.for_the_version_before().unwrap();
    assert_eq!(state([taken(), answered("b", "30001"), event]), State::Replaced);
    assert_eq!(DELIVERED.for_the_version_before(), None, "not before the practice has taken the new one");
}

// proves: SDOC-42
#[test]
fn another_answer_of_success_is_shown_as_it_was_sent() {
    let state = state([taken(), Event::Answered(response("a", "20999", true))]);
    assert_eq!(state.told().as_sent.as_deref(), Some("20999: As displayed: As diagnosed"));
    assert_eq!(state.told().state, "Delivered");
}

// proves: SDOC-42
#[test]
fn every_state_says_what_happened_and_what_to_do() {
    let all = [
        State::Queued { due: at(SENT) },
        State::Cancelled,
        State::Sent,
        DELIVERED,
        ACCEPTED,
        State::Accepted { has_died: true },
        State::Overdue(Missing::Infrastructure),
        State::Overdue(Missing::Business),
        State::Unknown,
        State::Contradictory,
        State::Replaced,
        State::Void,
    ];
    for state in all {
        let told = state.told();
        assert!(told.what.ends_with('.') && told.next.ends_with('.'), "{state:?}");
        assert_eq!(state.needs_somebody(), !told.next.starts_with("Nothing has to"), "{state:?}");
    }
    assert!(State::Sent.told().reached == Reached::Unknown, "MESH having it is not the practice having it");
}

// proves: SDOC-41 SDOC-42
#[test]
fn nothing_is_sent_again_blindly_or_unchanged_after_a_refusal() {
    for (events, again) in [
        (vec![Event::Posted], Again::SameBytes),
        (vec![taken()], Again::No),
        (vec![taken(), answered("a", "20013")], Again::Replacement),
        (vec![taken(), answered("a", "30001")], Again::Replacement),
        (vec![taken(), answered("a", "20009")], Again::NewDocument),
        (vec![taken(), answered("a", "30003")], Again::NewDocument),
        (vec![taken(), answered("a", "20007")], Again::No),
        (vec![taken(), answered("a", "20012")], Again::No),
        (vec![taken(), answered("a", "20014")], Again::NewDocument),
        (vec![taken(), reported("EPL-154")], Again::NewMessage),
        (vec![taken(), reported("EPL-151")], Again::No),
        (vec![taken(), reported("14")], Again::No),
        (vec![taken(), answered("a", "30001"), answered("b", "30002")], Again::No),
    ] {
        assert_eq!(state(events.clone()).again(), again, "{events:?}");
    }
    assert_eq!(State::Overdue(Missing::Infrastructure).again(), Again::No);
}

#[test]
fn what_happened_can_be_kept_and_read_again() {
    let before = history([Event::Posted, taken(), answered("a", "20013"), reported("14"), Event::Cancelled]);
    let kept = serde_json::to_string(&before).unwrap();
    assert!(serde_json::from_str::<History>(&kept).unwrap() == before, "{kept}");
}
