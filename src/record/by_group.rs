//! Rows under the headings of their groups.

use leptos::prelude::*;

/// The rows of each group in the order of the rows, the groups in their own; one without rows is left out.
pub fn by_group<T, G: PartialEq>(
    groups: impl IntoIterator<Item = G>,
    rows: &[&T],
    group: impl Fn(&T) -> G,
    draw: impl Fn(G, &[&T]) -> AnyView,
) -> AnyView {
    groups
        .into_iter()
        .filter_map(|of| {
            let rows: Vec<&T> = rows.iter().copied().filter(|row| group(row) == of).collect();
            (!rows.is_empty()).then(|| draw(of, &rows))
        })
        .collect_view()
        .into_any()
}
