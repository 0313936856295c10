//! Switched off at a practice, and what must not be taken for it.

use crate::calls::calls;
use crate::connection::*;
use crate::errors::{NOT_ENABLED, REPORT, ROWS, Row, ask, explained, find, json_outcome};

// proves: ARH-53 ARH-55
#[test]
fn what_could_not_be_asked_is_never_called_not_enabled() {
    let off = "enabled";
    for row in ROWS.iter().filter(|row| row.4 != NOT_ENABLED) {
        let explained = explained(fhir(row.0, &json_outcome(row)));
        assert!(!explained.what.contains(off) && !explained.next.contains("switched on"), "{explained:?}");
    }
    for status in [404, 408, 429, 500, 501, 502, 503, 504] {
        let (error, _) = ask(&find(), answer(status, "text/html", "<html></html>"));
        assert!(!error.explain().what.contains(off) && error.in_brief() != "Not enabled", "{error}");
    }
    // What a gateway says before anybody is asked (GW-5).
    for (status, code, diagnostics) in [
        (
            503,
            "INTERNAL_SERVER_ERROR",
            "The directory of practices (SDS) did not answer, so nobody knows where to ask.",
        ),
        (
            502,
            "INTERNAL_SERVER_ERROR",
            "The directory of practices (SDS) does not name exactly one endpoint and ASID.",
        ),
        (403, "ACCESS_DENIED", "This gateway has no ASID for the organisation A1001."),
        (403, "ACCESS_DENIED", "The session does not allow this. Trace 1."),
        (401, "ACCESS_DENIED", "The session has ended. Sign in again."),
    ] {
        let row: Row = (status, code, "", diagnostics, "", "", false);
        let explained = explained(fhir(status, &json_outcome(&row)));
        assert!(!explained.what.contains(off) && !explained.next.contains("switched on"), "{explained:?}");
    }
    let none = (
        404,
        "ORGANISATION_NOT_FOUND",
        "",
        "The directory of practices (SDS) names no endpoint of this practice for this call: it is not enabled there.",
        "",
        "",
        false,
    );
    assert_eq!(explained(fhir(404, &json_outcome(&none))).what, NOT_ENABLED);
    // Appointments are no part of what practices have had to switch on.
    let row = ROWS.iter().find(|row| row.1 == "ACCESS_DENIED").unwrap();
    let call = calls().into_iter().find(|call| call.name == "search_slots").unwrap();
    let explained = ask(&call, fhir(403, &json_outcome(row))).0.explain();
    assert_eq!(
        (explained.what.as_str(), explained.next),
        ("This is not enabled at Millbrook Surgery.", REPORT)
    );
}
