//! Templates of one supplier, which hold rows together (QuestionnaireResponse; structured digest 3.8, 7.19).

use super::pairs::template_term;
use crate::clinical::person::NOT_INCLUDED;
use crate::clinical::{Placing, observation};
use crate::fhir::{DateTime, Observation, QuestionnaireItem, QuestionnaireResponse, Resolved, Value};
use crate::format;

/// A template as it was filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct Template {
    /// Its position in the response.
    pub key: usize,
    /// The term above it.
    pub term: Option<String>,
    /// When it was filled in.
    pub date: Option<DateTime>,
    /// Questions and answers in order; an answer that is a row of its own is named by its term.
    pub answers: Vec<(Option<String>, String)>,
}

impl Template {
    pub(super) fn read_all(placing: &Placing) -> Vec<Self> {
        let mut templates = Vec::new();
        for (position, sent) in placing.each::<QuestionnaireResponse>() {
            if placing.is_repeated(position) {
                continue;
            }
            let mut answers = Vec::new();
            for item in &sent.item {
                collect(placing, item, &mut answers);
            }
            templates.push(Self {
                key: position,
                term: template_term(placing.index(), sent),
                date: sent.authored.clone(),
                answers,
            });
        }
        templates
    }
}

fn collect(placing: &Placing, item: &QuestionnaireItem, into: &mut Vec<(Option<String>, String)>) {
    for answer in &item.answer {
        let words = match &answer.value {
            Some(Value::Reference(reference)) => match placing.index().resolve(reference) {
                Resolved::Found(found) => match Resolved::Found(found).of::<Observation>() {
                    Some(sent) => observation::term(sent),
                    None => found.resource.resource_type().to_owned(),
                },
                Resolved::Text(words) | Resolved::Missing { display: Some(words) } => words.to_owned(),
                Resolved::Missing { display: None } => NOT_INCLUDED.to_owned(),
            },
            Some(value) => format::value(value).unwrap_or_else(|| "No answer".to_owned()),
            None => "No answer".to_owned(),
        };
        into.push((item.text.clone(), words));
        for inner in &answer.item {
            collect(placing, inner, into);
        }
    }
    if item.answer.is_empty()
        && let Some(text) = &item.text
    {
        into.push((Some(text.clone()), "No answer".to_owned()));
    }
    for inner in &item.item {
        collect(placing, inner, into);
    }
}
