//! How serious it is that something cannot be said in full: one scale for view models, the rail and its menu.

/// How serious a state is; the worst is shown on the menu button of narrow screens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Complete, or nothing to report.
    #[default]
    Plain,
    /// Not asked, loading, not supported: said, but nothing is wrong.
    Quiet,
    /// Withheld, degraded: not the whole truth.
    Incomplete,
    /// Failed.
    Failed,
}
