//! Long lists in pieces, so that the browser can leave out what is out of sight, while find-in-page and print still see every
//! row; each piece of a list that is long as a whole is drawn in a task of its own.

use leptos::prelude::*;

use crate::ui::gradually::drawn_soon;

/// Up to how many rows are drawn at once: each task of its own costs a frame, which is as much as hundreds of rows.
const AT_ONCE: usize = 1_200;

/// A part of a list.
pub struct Piece {
    /// Near the height that it will have, in rem, so that the page does not jump as it is scrolled.
    pub height: usize,
    /// Draws it.
    pub draw: Box<dyn Fn() -> AnyView + Send>,
}

/// The pieces of a list of so many rows.
pub fn in_pieces(rows: usize, pieces: Vec<Piece>) -> AnyView {
    let is_short = rows <= AT_ONCE;
    let mut last = RwSignal::new(true);
    let drawn = |Piece { height, draw }: Piece| {
        let is_drawn = if is_short { RwSignal::new(true) } else { drawn_soon() };
        last = is_drawn;
        let height = format!("auto {height}rem");
        let piece = move || is_drawn.get().then(&draw);
        view! { <div class="app-year" style:contain-intrinsic-size=height>{piece}</div> }
    };
    let pieces: Vec<_> = pieces.into_iter().map(drawn).collect();
    view! { <div class="app-in-pieces" aria-busy=move || (!last.get()).then_some("true")>{pieces}</div> }
        .into_any()
}
