//! Links and moves inside the app, whatever path the app is served at.
//!
//! The router's own `<A href="/find">` ignores the path of the host (`/demo/find`); these do not.

use leptos::prelude::*;

/// The path that the app is served at, without its last slash: empty at the root of a host, else `/demo`.
///
/// Routes are one segment deep, so that this is everything before the last slash of the page's first address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BasePath(String);

impl BasePath {
    /// From the `pathname` of the page's address at start.
    pub fn of_page(pathname: &str) -> Self {
        Self(pathname.rsplit_once('/').map_or("", |(base, _)| base).to_owned())
    }

    /// The path as the router wants it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address of a route: `/find` becomes `/demo/find`.
    pub fn href(&self, route: &str) -> String {
        format!("{}/{}", self.0, route.trim_start_matches('/'))
    }

    /// The route of an address, without slashes: `/demo/find` is `find`, `/demo/` is empty.
    pub fn route(&self, pathname: &str) -> String {
        pathname.strip_prefix(&self.0).unwrap_or(pathname).trim_matches('/').to_owned()
    }
}

/// Where the app is and how to move: given by the shell as a context.
#[derive(Clone, Copy)]
pub struct Place {
    /// The path that the app is served at.
    pub base: StoredValue<BasePath>,
    /// The present route, without slashes.
    pub route: Signal<String>,
    /// Goes to a route.
    pub go: Callback<String>,
    /// Counts how often the page that is shown was asked for again: no route changes then.
    pub again: RwSignal<u32>,
}

impl Place {
    /// The place that the shell gave; outside the shell (tests) one at the root where nothing moves.
    pub fn here() -> Self {
        use_context().unwrap_or_else(|| Self {
            base: StoredValue::new(BasePath::default()),
            route: Signal::stored(String::new()),
            go: Callback::new(|_| ()),
            again: RwSignal::new(0),
        })
    }

    /// The address of a route.
    pub fn href(&self, route: &str) -> String {
        self.base.with_value(|base| base.href(route))
    }

    /// Whether the page shown is that of the route.
    pub fn is_at(&self, route: &str) -> bool {
        self.route.with(|here| here == route.trim_matches('/'))
    }

    fn count(&self, route: &str) {
        if self.is_at(route) {
            self.again.update(|again| *again += 1);
        }
    }

    /// Goes to a route.
    pub fn go(&self, route: &str) {
        self.count(route);
        self.go.run(route.to_owned());
    }
}

/// A link to a route of the app, such as `/medications`; the router takes the click.
#[component]
pub fn Link(
    /// The route with its slash.
    #[prop(into)]
    to: String,
    /// Classes; an NHS.UK link without.
    #[prop(optional, into)]
    class: Option<String>,
    /// What the link says.
    children: Children,
) -> impl IntoView {
    let place = Place::here();
    let href = place.href(&to);
    let asked = to.clone();
    let current = move || place.is_at(&to).then_some("page");
    view! {
        <a
            href=href
            class=class.unwrap_or_else(|| "nhsuk-link".to_owned())
            aria-current=current
            on:click=move |_| untrack(|| place.count(&asked))
        >
            {children()}
        </a>
    }
}
