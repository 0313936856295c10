//! Which rows of a list a reader chose: of which kind, with which words, which end first.

use super::{Findable, Wanted, turn};

/// A choice of kinds of rows. By default every row is shown.
pub trait Choice<T>: Copy + Default + PartialEq + Send + Sync + 'static {
    /// The kinds with their words, the default first; none where they are not told apart.
    const KINDS: &'static [(Self, &'static str)];

    /// Whether a row is of the kind.
    fn shows(self, row: &T) -> bool;
}

/// Of rows whose kinds are not told apart, all are shown.
impl<T> Choice<T> for () {
    const KINDS: &'static [(Self, &'static str)] = &[];

    fn shows(self, _: &T) -> bool {
        true
    }
}

/// Which rows are shown, in their order.
pub fn positions<T: Findable, S: Choice<T>>(
    rows: &[T],
    show: S,
    wanted: &Wanted,
    is_turned: bool,
) -> Vec<usize> {
    let is_shown = |(_, row): &(usize, &T)| show.shows(row) && wanted.is_in(*row);
    let mut shown: Vec<(usize, &T)> = rows.iter().enumerate().filter(is_shown).collect();
    if is_turned {
        turn(&mut shown, |(_, row)| row.date());
    }
    shown.into_iter().map(|(at, _)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clinical::Marked;
    use crate::clinical::observation::Observed;
    use crate::fhir::DateTime;

    #[derive(Clone, Copy, Default, PartialEq)]
    enum Show {
        #[default]
        All,
        WithComment,
    }

    impl Choice<Observed> for Show {
        const KINDS: &'static [(Self, &'static str)] =
            &[(Show::All, "All"), (Show::WithComment, "With a comment")];

        fn shows(self, row: &Observed) -> bool {
            match self {
                Show::All => true,
                Show::WithComment => row.comment.is_some(),
            }
        }
    }

    fn row(term: &str, date: &str, comment: Option<&str>) -> Observed {
        Observed {
            term: Marked::plain(term.to_owned()),
            date: (!date.is_empty()).then(|| DateTime::new(date)),
            comment: comment.map(str::to_owned),
            ..Observed::default()
        }
    }

    // proves: ARS-66 ARS-68
    #[test]
    fn kind_words_and_order_narrow_together_and_by_default_nothing_is_hidden() {
        let rows = [
            row("Weight", "2024", Some("in shoes")),
            row("Height", "2022-03", None),
            row("Weight", "2019", Some("at home")),
            row("Weight", "", Some("undated")),
        ];
        let shown = |show, words, is_turned| positions(&rows, show, &Wanted::of(words), is_turned);
        assert_eq!(shown(Show::default(), "", false), [0, 1, 2, 3]);
        assert_eq!(shown(Show::All, "", true), [2, 1, 0, 3]);
        assert_eq!(shown(Show::WithComment, "", false), [0, 2, 3]);
        assert_eq!(shown(Show::WithComment, "weight home", true), [2]);
        assert_eq!(shown(Show::WithComment, "height", true), [0; 0]);
    }
}
