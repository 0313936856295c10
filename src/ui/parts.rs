//! Parts of the program that are loaded when they are first asked for, or before that, while the page is idle.
//!
//! A build that is split (feature `split`, docs/decisions/0007) keeps what only such a part needs in a file of its own.
//! Any other build has all of it in one file, where it is there at once.

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local_scoped_with_cancellation;
pub use leptos::wasm_split::SplitLoaderError as NotLoaded;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::afresh::afresh;
use super::fault::{Fault, FaultPanel};
use super::gradually::idle;
use super::progress::Progress;

/// How long a part that did not come is waited for before it is asked for again.
const AGAIN_MILLISECONDS: u32 = 3_000;

/// A part on its way.
#[cfg(feature = "split")]
pub type Loading<D> = std::pin::Pin<Box<dyn Future<Output = Result<D, NotLoaded>>>>;

/// A part of the program; `D` is its door, the functions by which it is entered.
pub struct Part<D: 'static> {
    stands: Door<D>,
}

enum Door<D: 'static> {
    #[cfg(not(feature = "split"))]
    Here(D),
    #[cfg(feature = "split")]
    Later { load: fn() -> Loading<D>, here: std::sync::OnceLock<D> },
}

impl<D: Copy> Part<D> {
    /// A part of the one file; [`part!`](crate::ui::parts::part) makes it.
    #[cfg(not(feature = "split"))]
    pub const fn of_one_file(door: D) -> Self {
        Self { stands: Door::Here(door) }
    }

    /// A part that is not loaded yet; [`part!`](crate::ui::parts::part) makes it.
    #[cfg(feature = "split")]
    pub const fn later(load: fn() -> Loading<D>) -> Self {
        Self { stands: Door::Later { load, here: std::sync::OnceLock::new() } }
    }

    /// The part, where it is there.
    pub fn here(&self) -> Option<D> {
        match &self.stands {
            #[cfg(not(feature = "split"))]
            Door::Here(door) => Some(*door),
            #[cfg(feature = "split")]
            Door::Later { here, .. } => here.get().copied(),
        }
    }

    /// Loads the part, unless it is there.
    pub async fn load(&self) -> Result<D, NotLoaded> {
        match &self.stands {
            #[cfg(not(feature = "split"))]
            Door::Here(door) => Ok(*door),
            #[cfg(feature = "split")]
            Door::Later { load, here } => {
                if let Some(door) = here.get() {
                    return Ok(*door);
                }
                let door = load().await?;
                Ok(*here.get_or_init(|| door))
            }
        }
    }

    /// Loads the part, and asks for it again until it comes, for as long as whoever wants it is there.
    pub async fn come(&self) -> D {
        loop {
            if let Ok(door) = self.load().await {
                return door;
            }
            TimeoutFuture::new(AGAIN_MILLISECONDS).await;
        }
    }

    /// Loads the part once the page is idle. What does not come is asked for again where it is wanted, and told there.
    pub fn fetch_when_idle(&'static self) {
        if self.here().is_none() {
            spawn_local_scoped_with_cancellation(async {
                idle().await;
                let _ = self.load().await;
            });
        }
    }
}

/// Makes a part: `part!(/// The pages. BOOKING: Pages = booking, load_booking, Pages { … })`. The first small word names its
/// file, the second the function that loads it.
macro_rules! part {
    ($(#[$doc:meta])* $name:ident: $door:ty = $file:ident, $load:ident, $made:expr) => {
        #[cfg(feature = "split")]
        #[leptos::wasm_split::wasm_split($file, wasm_split_path = leptos::wasm_split, fallible)]
        fn $load() -> Result<$door, $crate::ui::parts::NotLoaded> {
            Ok($made)
        }

        $(#[$doc])*
        #[cfg(feature = "split")]
        pub static $name: $crate::ui::parts::Part<$door> = $crate::ui::parts::Part::later(|| Box::pin($load()));

        $(#[$doc])*
        #[cfg(not(feature = "split"))]
        pub static $name: $crate::ui::parts::Part<$door> = $crate::ui::parts::Part::of_one_file($made);
    };
}
pub(crate) use part;

/// Where a page of a part stands.
#[derive(Clone, Copy, PartialEq)]
enum Stands {
    Loading,
    Here,
    Failed,
}

/// A page of a part: drawn at once where the part is there, else when it has come. Where it cannot be had the page says so
/// and offers to try again; nothing that was typed elsewhere is touched.
pub fn page_of<D>(part: &'static Part<D>, title: &'static str, draw: fn(D) -> AnyView) -> AnyView
where
    D: Copy + Send + Sync + 'static,
{
    if let Some(door) = part.here() {
        return draw(door);
    }
    let stands = RwSignal::new(Stands::Loading);
    let owner = Owner::current();
    let load = move || {
        spawn_local_scoped_with_cancellation(async move {
            let ended = part.load().await.map_or(Stands::Failed, |_| Stands::Here);
            keep_focus(|| {
                stands.try_set(ended);
            });
        });
    };
    load();
    // The owner of the page and not of the button, which goes while the part is on its way.
    let again = Callback::new(move |()| {
        keep_focus(|| stands.set(Stands::Loading));
        if let Some(owner) = &owner {
            owner.with(load);
        }
    });
    let shown = move |stands| match (stands, part.here()) {
        (Stands::Here, Some(door)) => draw(door),
        (Stands::Here | Stands::Loading, _) => view! {
            <h1 tabindex="-1">{title}</h1>
            <Progress what="Loading this page of the viewer" />
        }
        .into_any(),
        (Stands::Failed, _) => view! {
            <h1 tabindex="-1">{title}</h1>
            <FaultPanel fault=not_loaded() on_retry=again />
        }
        .into_any(),
    };
    afresh(move || stands.get(), shown).into_any()
}

fn not_loaded() -> Fault {
    Fault {
        what: "This page of the viewer could not be loaded. This does not say whether the practice has anything.".to_owned(),
        next: "The network may be down, or a new version of the viewer has been put in place. Try again. If that does \
               not help, reload the page and find the patient again."
            .to_owned(),
        ..Fault::default()
    }
}

/// Makes a change of the page's content. The heading that the shell put the focus on, or "Try again", would take the focus
/// along: it goes to the new heading.
fn keep_focus(change: impl FnOnce()) {
    let focus = document().active_element();
    let is_here = focus.is_some_and(|focus| focus.closest("#main").ok().flatten().is_some());
    change();
    if is_here {
        request_animation_frame(focus_heading);
    }
}

fn focus_heading() {
    if let Some(heading) = document().query_selector("#main h1").ok().flatten() {
        let heading: HtmlElement = heading.unchecked_into();
        let _ = heading.set_attribute("tabindex", "-1");
        let _ = heading.focus();
    }
}
