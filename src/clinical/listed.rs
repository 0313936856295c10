//! What an area's own list says and the response does not hold.

/// The warning about entries of a list that lead nowhere.
pub fn not_included(count: usize) -> String {
    format!("{count} listed by the practice cannot be shown: the response holds no content for them.")
}
