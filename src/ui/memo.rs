//! A value that is worked out from others and followed only when it is another one.

use leptos::prelude::*;

/// As `Memo::new`, but what keeps it going is there once for each type of value, and not once for each place that makes one:
/// of a hundred places that are 900 bytes each (docs/decisions/0007).
pub fn memo<T>(read: impl Fn() -> T + Send + Sync + 'static) -> Memo<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    of_boxed(Box::new(read))
}

fn of_boxed<T>(read: Box<dyn Fn() -> T + Send + Sync>) -> Memo<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    Memo::new(move |_| read())
}
