//! QuestionnaireResponse: groups observations of some templates (structured digest 7.19).

use super::lenient::{object, resource};
use super::{Code, DateTime, Reference};

resource! {
    /// Answers to a template; most of them point to ordinary resources.
    pub struct QuestionnaireResponse {
        /// The observation above it.
        "parent" => pub parent: Vec<Reference>,
        /// `completed`.
        "status" => pub status: Option<Code>,
        /// The patient.
        "subject" => pub subject: Option<Reference>,
        /// The consultation.
        "context" => pub context: Option<Reference>,
        /// When it was filled in.
        "authored" => pub authored: Option<DateTime>,
        /// Who filled it in.
        "author" => pub author: Option<Reference>,
        /// Questions.
        "item" => pub item: Vec<QuestionnaireItem>,
    }
}

object! {
    /// A question with its answers.
    pub struct QuestionnaireItem {
        /// Its id in the template.
        "linkId" => pub link_id: Option<Code>,
        /// The question.
        "text" => pub text: Option<String>,
        /// The answers.
        "answer" => pub answer: Vec<Answer>,
        /// Questions below it.
        "item" => pub item: Vec<QuestionnaireItem>,
    }
}

object! {
    /// An answer.
    pub struct Answer {
        /// Questions below it.
        "item" => pub item: Vec<QuestionnaireItem>,
        choice "value" => /// The answer.
            pub value: Option<Value>,
    }
}
