//! What was asked of the practice and what its answers say: judged without a browser, before anything is drawn. Nothing that is
//! about another person gets past here (ARH-24).

pub mod answers;
pub mod arrived;
pub mod asking;
pub mod compared;
pub mod documents;
pub mod outline;
pub mod sections;
