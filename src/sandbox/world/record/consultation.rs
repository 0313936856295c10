//! Consultations with their topics and headings.

/// A consultation.
#[derive(Clone, Debug, Default)]
pub struct Consultation {
    /// Id.
    pub id: String,
    /// Date and time it began.
    pub start: String,
    /// Its kind, which is also its title.
    pub kind: &'static str,
    /// Minutes.
    pub minutes: Option<u32>,
    /// Site, by location id.
    pub site: &'static str,
    /// By whom, by clinician id.
    pub clinician: &'static str,
    /// Not finalised.
    pub draft: bool,
    /// Topics in order.
    pub topics: Vec<Topic>,
}

/// A topic of a consultation.
#[derive(Clone, Debug, Default)]
pub struct Topic {
    /// Title; often none.
    pub title: Option<String>,
    /// The problem it is about.
    pub problem: Option<&'static str>,
    /// Headings; one without title holds the items of a flat topic.
    pub headings: Vec<Heading>,
}

/// A heading of a topic.
#[derive(Clone, Debug, Default)]
pub struct Heading {
    /// Title.
    pub title: Option<&'static str>,
    /// Items in order.
    pub items: Vec<Item>,
}

/// What is under a heading.
#[derive(Clone, Debug)]
pub enum Item {
    /// Free text.
    Note(String),
    /// A reference and the words for it.
    Link(String, String),
    /// Words in place of something that is not given out.
    Display(&'static str),
}
