//! Who and what there is: practices and their diaries, patients and their records, the days they are on.

pub mod calendar;
pub mod diary;
pub mod federation;
pub mod patient;
pub mod patients;
pub mod practices;
pub mod record;
pub mod records;
pub mod sessions;
pub mod term;
pub mod uk;
