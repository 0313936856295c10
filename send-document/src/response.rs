//! What comes back: ITK3 acknowledgements, and MESH's own reports (SDOC-31, SDOC-42).

mod codes;
mod matching;
mod mesh_report;
mod read;

pub use codes::{Meaning, Reached, Stage, meaning};
pub use matching::{Match, Sent, find};
pub use mesh_report::{MeshReport, Refused, report_meaning};
pub(crate) use read::as_sent;
pub use read::{Response, Unreadable, read};
