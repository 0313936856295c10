//! Arrow keys on the board: left and right along a clinician's slots, up and down to the slot nearest in time.

/// The place of a slot: its row, and its place in the row.
pub type At = (usize, usize);

/// Where a key leads from a slot; `None` when it leads nowhere. `rows` holds the starts of each row's slots, in order.
pub fn moved<T: Copy + Ord>(
    rows: &[Vec<T>],
    at: At,
    key: &str,
    distance: impl Fn(T, T) -> i64,
) -> Option<At> {
    let (row, place) = at;
    let last = rows.get(row)?.len().checked_sub(1)?;
    let to = match key {
        "ArrowLeft" => (row, place.checked_sub(1)?),
        "ArrowRight" if place < last => (row, place + 1),
        "Home" => (row, 0),
        "End" => (row, last),
        "ArrowUp" => nearest(rows, row.checked_sub(1)?, at, distance)?,
        "ArrowDown" => nearest(rows, row + 1, at, distance)?,
        _ => return None,
    };
    (to != at).then_some(to)
}

fn nearest<T: Copy + Ord>(
    rows: &[Vec<T>],
    row: usize,
    from: At,
    distance: impl Fn(T, T) -> i64,
) -> Option<At> {
    let start = *rows.get(from.0)?.get(from.1)?;
    let slots = rows.get(row)?.iter().enumerate();
    let (place, _) = slots.min_by_key(|(_, other)| distance(start, **other).abs())?;
    Some((row, place))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(at: At, key: &str) -> Option<At> {
        let rows = [vec![900, 910, 1000], vec![905], vec![830, 1005, 1100]];
        moved(&rows, at, key, |a, b| a - b)
    }

    #[test]
    fn arrows_move_along_a_row_and_stop_at_its_ends() {
        assert_eq!(key((0, 0), "ArrowRight"), Some((0, 1)));
        assert_eq!(key((0, 2), "ArrowRight"), None);
        assert_eq!(key((0, 0), "ArrowLeft"), None);
        assert_eq!(key((2, 1), "Home"), Some((2, 0)));
        assert_eq!(key((0, 0), "End"), Some((0, 2)));
        assert_eq!(key((1, 0), "End"), None);
    }

    #[test]
    fn up_and_down_go_to_the_slot_nearest_in_time() {
        assert_eq!(key((0, 2), "ArrowDown"), Some((1, 0)));
        assert_eq!(key((1, 0), "ArrowUp"), Some((0, 0)));
        assert_eq!(key((1, 0), "ArrowDown"), Some((2, 0)));
        assert_eq!(key((2, 2), "ArrowDown"), None);
        assert_eq!(key((0, 0), "ArrowUp"), None);
        assert_eq!(key((0, 0), "x"), None);
        assert_eq!(key((7, 0), "ArrowDown"), None);
    }
}
