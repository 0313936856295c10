//! The page of a booking: the search, the board, the choice, the last look, and what came of it.

pub mod answers;
pub mod board_keys;

#[cfg(target_arch = "wasm32")]
mod board;
#[cfg(target_arch = "wasm32")]
mod chain_rows;
#[cfg(target_arch = "wasm32")]
mod choice_panel;
#[cfg(target_arch = "wasm32")]
mod day_picker;
#[cfg(target_arch = "wasm32")]
mod ending;
#[cfg(target_arch = "wasm32")]
mod filter_bar;
#[cfg(target_arch = "wasm32")]
mod ids;
#[cfg(target_arch = "wasm32")]
mod meeting;
#[cfg(target_arch = "wasm32")]
mod page;
#[cfg(target_arch = "wasm32")]
mod practice_notes;
#[cfg(target_arch = "wasm32")]
mod practice_tiles;
#[cfg(target_arch = "wasm32")]
mod review;
#[cfg(target_arch = "wasm32")]
mod search_form;
#[cfg(target_arch = "wasm32")]
mod see_within;
#[cfg(target_arch = "wasm32")]
mod slot_list;
#[cfg(target_arch = "wasm32")]
mod slots_of_day;
#[cfg(target_arch = "wasm32")]
mod telling;

#[cfg(target_arch = "wasm32")]
pub use page::Book;
