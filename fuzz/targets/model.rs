//! Whatever bytes arrive: no panic, and as many entries come out of a bundle as are in it (ARS-15, ARS-67).
#![no_main]

use gp_connect_viewer::clinical::{OtherItems, Placement};
use gp_connect_viewer::fhir::{Bundle, Index, Resource};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = Resource::read(bytes);
    let Ok(bundle) = Bundle::read(bytes) else { return };
    // Counted by somebody else's reader too, where that one can read it: ours forgives more.
    if let Ok(plain) = serde_json::from_slice::<serde_json::Value>(bytes)
        && let Some(entries) = plain.get("entry").and_then(|entry| entry.as_array())
    {
        assert_eq!(bundle.sent, entries.len(), "entries read and entries in the bytes");
    }
    let index = Index::new(&bundle);
    let placement = Placement::of(&index);
    let other = OtherItems::of(&index, placement.unplaced()).items.len();
    assert_eq!(placement.placed() + other, bundle.entries.len(), "entries shown and entries read");
});
