//! What stands around each page of an open patient. It comes with the part that shows the record, before anybody is opened.

use std::sync::Arc;

use leptos::prelude::*;

use super::banner::OpenBanner;
use super::rail::OpenRail;
use crate::patient::Opening;
use crate::record::RECORD;
use crate::session::OpenPatient;
use crate::ui::parts::part;

/// The door of the part.
#[derive(Clone, Copy)]
pub struct Around {
    /// The banner.
    pub banner: fn(Arc<OpenPatient>) -> AnyView,
    /// The rail.
    pub rail: fn() -> AnyView,
}

part!(
/// The part.
AROUND: Around = record, load_around, Around {
    banner: |open| view! { <OpenBanner open=open /> }.into_any(),
    rail: || view! { <OpenRail /> }.into_any(),
});

/// Lets patients be opened once the part is there, and fetches it as soon as the page is idle.
pub fn provide() {
    Opening::provide(|| Box::pin(async { AROUND.load().await.is_ok() && RECORD.load().await.is_ok() }));
    AROUND.fetch_when_idle();
    RECORD.fetch_when_idle();
}
