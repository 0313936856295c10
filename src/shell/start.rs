//! Starting: theme, session, router; then the frame.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::hooks::{use_location, use_navigate};
use leptos_router::path;

use super::around;
use super::embedded::{EMBEDDING, is_framed, not_loaded};
use super::frame::Frame;
use super::problem::SettingsProblem;
use crate::session::settings::{SettingsFault, Theme};
use crate::session::{Session, Start};
use crate::ui::link::{BasePath, Place};
use crate::ui::live_region::{Announcer, LiveRegion};
use crate::ui::memo::memo;

/// Mounts the app into the page's body, or the page that names the mistake in the settings.
pub async fn mount(start: Result<Start, SettingsFault>) {
    forget_addresses();
    if is_framed() {
        // Whether it came is seen below.
        let _ = EMBEDDING.load().await;
    }
    leptos::mount::mount_to_body(|| match start {
        Ok(start) => {
            wear(start.settings.theme);
            if is_framed() {
                let app = || view! { <App /> }.into_any();
                return EMBEDDING.here().map_or_else(not_loaded, |embedding| (embedding.framed)(start, app));
            }
            Session::provide(start);
            view! { <App /> }.into_any()
        }
        Err(fault) => view! { <SettingsProblem fault=fault /> }.into_any(),
    });
}

/// Addresses of FHIR searches hold NHS numbers, and the browser keeps the address of each request for whoever measures: of
/// none from here on (FND-28).
fn forget_addresses() {
    if let Some(performance) = window().performance() {
        performance.set_resource_timing_buffer_size(0);
        performance.clear_resource_timings();
    }
}

fn wear(theme: Theme) {
    let class = match theme {
        Theme::Blue => "app-theme-blue",
        Theme::Grey => "app-theme-grey",
    };
    if let Some(root) = document().document_element() {
        root.set_class_name(class);
    }
}

/// The router around the frame. One wildcard: [`super::routes`] is the list of pages.
#[component]
fn App() -> impl IntoView {
    let base = BasePath::of_page(&location().pathname().unwrap_or_default());
    let router_base = base.as_str().to_owned();
    view! {
        <Router base=router_base>
            <Inside base=base />
        </Router>
    }
}

#[component]
fn Inside(base: BasePath) -> impl IntoView {
    let announcer = Announcer::default();
    provide_context(announcer);
    provide_context(place(base));
    around::provide();
    if let Some(embedding) = EMBEDDING.here() {
        (embedding.follow)();
    }
    view! {
        <FlatRoutes fallback=Frame>
            <Route path=path!("/*any") view=Frame />
        </FlatRoutes>
        <LiveRegion announcer=announcer />
    }
}

fn place(base: BasePath) -> Place {
    let pathname = use_location().pathname;
    let navigate = use_navigate();
    let base = StoredValue::new(base);
    let route = memo(move || base.with_value(|base| base.route(&pathname.read())));
    let navigate = StoredValue::new_local(navigate);
    let go = Callback::new(move |route: String| {
        let href = base.with_value(|base| base.href(&route));
        // Already a whole address: the router must not resolve it again.
        let options = NavigateOptions { resolve: false, ..NavigateOptions::default() };
        navigate.with_value(|navigate| navigate(&href, options));
    });
    Place { base, route: route.into(), go, again: RwSignal::new(0) }
}
