//! One sort for every list: the standard one would be compiled again for each kind of row, 165 kB in all.

use std::cmp::Ordering;

/// Sorts rows by a key that is worked out once for each; rows with the same key stay in their order.
pub fn by_key<T, K: Ord>(rows: &mut [T], key: impl FnMut(&T) -> K) {
    let keys: Vec<K> = rows.iter().map(key).collect();
    let order = positions(keys.len(), &|one, other| keys.get(one).cmp(&keys.get(other)));
    arrange(rows, order);
}

/// Sorts rows by comparing them; equal ones stay in their order.
pub fn by<T>(rows: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let order = positions(rows.len(), &|one, other| match (rows.get(one), rows.get(other)) {
        (Some(one), Some(other)) => compare(one, other),
        _ => Ordering::Equal,
    });
    arrange(rows, order);
}

/// Where the first row of the order is now, then the second, and so on.
fn positions(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|one, other| compare(*one, *other));
    order
}

/// Puts rows into an order.
fn arrange<T>(rows: &mut [T], mut order: Vec<usize>) {
    for at in 0..rows.len() {
        let place = |order: &[usize], at: usize| order.get(at).copied().unwrap_or(at);
        let mut from = place(&order, at);
        // The row that was there has been exchanged for another one: follow it.
        while from < at {
            from = place(&order, from);
        }
        if let Some(known) = order.get_mut(at) {
            *known = from;
        }
        rows.swap(at, from);
    }
}

#[cfg(test)]
mod tests {
    use std::cmp::Reverse;

    use super::*;

    #[test]
    fn rows_with_the_same_key_stay_in_their_order() {
        let mut rows = ["d1", "a1", "c1", "a2", "d2", "b1", "a3", "c2"];
        by_key(&mut rows, |row| Reverse(row.chars().next()));
        assert_eq!(rows, ["d1", "d2", "c1", "c2", "b1", "a1", "a2", "a3"]);
        by(&mut rows, |one, other| one.chars().last().cmp(&other.chars().last()));
        assert_eq!(rows, ["d1", "c1", "b1", "a1", "d2", "c2", "a2", "a3"]);
    }

    #[test]
    fn many_rows_are_sorted_as_the_standard_library_does_it() {
        // A plain generator of numbers, so that the rows are the same at every run.
        let mut seed = 7_u64;
        let mut rows: Vec<(u64, usize)> = (0..5_000)
            .map(|at| {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (seed >> 56, at)
            })
            .collect();
        let mut expected = rows.clone();
        expected.sort_by_key(|(key, _)| *key);
        by_key(&mut rows, |(key, _)| *key);
        assert_eq!(rows, expected);
        by_key(&mut [] as &mut [u8], |row| *row);
    }
}
