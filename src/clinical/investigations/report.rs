//! One laboratory report: request, specimens, groups of results, single results, conclusion, filing (ARS-49).

use std::collections::{BTreeMap, BTreeSet};

use super::filing::Filing;
use super::request::Request;
use super::specimen::Specimen;
use crate::clinical::linked_problems::LinkedProblems;
use crate::clinical::note::block;
use crate::clinical::observation::{Observed, is_comment_note};
use crate::clinical::person::NOT_INCLUDED;
use crate::clinical::results::Tree;
use crate::clinical::security_label::is_not_for_patient;
use crate::clinical::standing::of_result;
use crate::clinical::{Marked, Marks, Person, Placing, person};
use crate::fhir::{
    self, DateTime, DiagnosticReport, Kind, Observation, ProcedureRequest, Reference, Resolved,
};
use crate::format;

/// The code that every report has; it is not a title.
const CONSTANT: &str = "721981007";

/// A laboratory report.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Its position in the response.
    pub key: usize,
    /// What was tested: the groups, else the tests, else what was asked for; with the marks of the report (ARS-51), which
    /// every value in it has too.
    pub title: Marked<String>,
    /// The report's own code, when it is not the constant one.
    pub kind: Option<String>,
    /// Its category as sent; nothing is decided by it (ARS-52).
    pub category: Option<String>,
    /// When the laboratory issued it.
    pub issued: Option<DateTime>,
    /// The laboratory and its people.
    pub performers: Vec<Person>,
    /// What was asked for.
    pub requests: Vec<Request>,
    /// The specimens.
    pub specimens: Vec<Specimen>,
    /// Groups of results in the order sent, then the results that stand alone.
    pub groups: Vec<Group>,
    /// The laboratory's conclusion, with its line breaks.
    pub conclusion: Option<String>,
    /// Coded diagnoses.
    pub diagnoses: Vec<String>,
    /// Comments on filing that are about the report as a whole.
    pub filings: Vec<Filing>,
    /// When the practice filed it first; not yet filed for `None`.
    pub filed: Option<DateTime>,
    /// Whether anybody at the practice filed it, with or without a date.
    pub is_filed: bool,
    /// What the report names and did not come, and attachments that are not shown.
    pub not_included: Vec<String>,
    /// The report's numbers.
    pub numbers: Vec<String>,
    /// Problems that link the report or one of its groups.
    pub problems: Vec<String>,
    /// Not to be disclosed to the patient (ARS-56).
    pub not_for_patient: bool,
}

/// Results that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Their heading, with its own value and note where it has any; none for results that stand alone.
    pub header: Option<Observed>,
    /// The results in order.
    pub results: Vec<Outcome>,
    /// Comments on filing that are about the group.
    pub filings: Vec<Filing>,
}

/// One result.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The result.
    pub observed: Observed,
    /// The specimen that it is of, by key.
    pub specimen: Option<usize>,
    /// Comments on filing that are about it.
    pub filings: Vec<Filing>,
    /// Problems that link it.
    pub problems: Vec<String>,
}

impl Group {
    /// The marks of the report are shown on every value in it: they do not stay behind where a value is repeated.
    fn mark(&mut self, marks: &Marks) {
        self.header = self.header.take().map(|header| header.within(marks));
        for outcome in &mut self.results {
            outcome.observed = std::mem::take(&mut outcome.observed).within(marks);
        }
    }
}

impl Report {
    pub(super) fn read<'a>(
        placing: &Placing<'a>,
        position: usize,
        sent: &'a DiagnosticReport,
        tree: &Tree,
        linked: &LinkedProblems,
        answered: &mut BTreeSet<usize>,
    ) -> Self {
        let index = placing.index();
        let under = tree.under(index, sent);
        let observations: Vec<(usize, &'a Observation)> =
            under.iter().filter_map(|&at| Some((at, Observation::of(index.at(at)?)?))).collect();
        observations.iter().for_each(|(at, _)| placing.place(*at));

        let marks: Marks = of_result(sent.status.as_deref()).into_iter().collect();
        let mut filings = Filings::read(placing, tree, &observations);
        let mut groups = groups(placing, tree, linked, &observations, &mut filings);
        groups.iter_mut().for_each(|group| group.mark(&marks));
        let specimens = specimens(placing, sent, &observations);
        let asked = sent.based_on.iter().chain(observations.iter().flat_map(|(_, one)| &one.based_on));
        let requests = requests(placing, asked, answered);

        let code = sent.code.as_ref().filter(|code| !code.has_code(CONSTANT));
        let kind = code.map(|code| format::concept(code).into_owned());
        let category = sent.category.as_ref().map(|category| format::concept(category).into_owned());
        let performers = sent.performer.iter().filter_map(|who| performer(placing, who)).collect();
        let filed = filings.first.clone();
        Self {
            key: position,
            title: Marked::plain(title(&groups, &requests, kind.as_deref())).with_all(&marks),
            kind,
            category,
            issued: sent.issued.clone(),
            performers,
            requests,
            specimens,
            conclusion: sent.conclusion.as_deref().map(block).filter(|text| !text.is_empty()),
            diagnoses: sent.coded_diagnosis.iter().map(|code| format::concept(code).into_owned()).collect(),
            is_filed: filings.is_any,
            filed,
            filings: filings.rest(),
            not_included: not_included(placing, sent),
            problems: linked.terms(headers(position, &groups)),
            groups,
            numbers: sent.identifier.iter().filter_map(laboratory_number).collect(),
            not_for_patient: is_not_for_patient(sent.meta.as_deref()),
        }
    }

    /// Every result of the report.
    pub fn results(&self) -> impl Iterator<Item = &Outcome> {
        self.groups.iter().flat_map(|group| &group.results)
    }

    /// Whether the laboratory calls any of its values other than normal.
    pub fn is_abnormal(&self) -> bool {
        self.observed().any(|(one, _)| one.is_abnormal())
    }

    /// Every value of the report, those of headings too, each with the problems that link it.
    pub fn observed(&self) -> impl Iterator<Item = (&Observed, &[String])> {
        self.groups.iter().flat_map(|group| {
            let header = group.header.iter().map(|header| (header, [].as_slice()));
            header.chain(group.results.iter().map(|one| (&one.observed, one.problems.as_slice())))
        })
    }
}

/// The positions of the report itself and of the headings of its groups.
fn headers(report: usize, groups: &[Group]) -> impl Iterator<Item = usize> {
    let headers = groups.iter().filter_map(|group| group.header.as_ref()).map(|header| header.key);
    std::iter::once(report).chain(headers)
}

/// The comments on filing, by what they are about.
struct Filings {
    about: BTreeMap<Option<usize>, Vec<Filing>>,
    first: Option<DateTime>,
    is_any: bool,
}

impl Filings {
    fn read<'a>(placing: &Placing<'a>, tree: &Tree, observations: &[(usize, &'a Observation)]) -> Self {
        let mut about: BTreeMap<Option<usize>, Vec<Filing>> = BTreeMap::new();
        let is_result = |at: &usize| observations.iter().any(|(own, one)| own == at && !is_comment_note(one));
        for (at, one) in observations.iter().filter(|(_, one)| is_comment_note(one)) {
            let group =
                || observations.iter().find(|(own, _)| tree.members(*own).contains(at)).map(|(own, _)| *own);
            let target = tree.origin(*at).or_else(group).filter(is_result);
            about.entry(target).or_default().push(Filing::read(placing, *at, one));
        }
        let all = about.values().flatten();
        let first = all.filter_map(|filing| filing.filed.as_ref()).min_by_key(|filed| {
            // What cannot be read is not an earliest date.
            let key = format::date::sort_key(Some(filed));
            (key.is_none(), key)
        });
        Self { first: first.cloned(), is_any: !about.is_empty(), about }
    }

    fn take(&mut self, position: usize) -> Vec<Filing> {
        self.about.remove(&Some(position)).unwrap_or_default()
    }

    fn rest(self) -> Vec<Filing> {
        self.about.into_values().flatten().collect()
    }
}

/// Groups in the order of the report; what is in no group stands alone behind them.
fn groups<'a>(
    placing: &Placing<'a>,
    tree: &Tree,
    linked: &LinkedProblems,
    observations: &[(usize, &'a Observation)],
    filings: &mut Filings,
) -> Vec<Group> {
    let results: Vec<(usize, &'a Observation)> =
        observations.iter().filter(|(_, one)| !is_comment_note(one)).copied().collect();
    let is_result = |at: &usize| results.iter().any(|(own, _)| own == at);
    let has_results = |at: usize| tree.members(at).iter().any(is_result);
    let mut shown = BTreeSet::new();
    let mut groups = Vec::new();
    let outcome = |at: usize, one: &'a Observation, filings: &mut Filings| Outcome {
        observed: Observed::read(placing, at, one),
        specimen: specimen_of(placing, one),
        filings: filings.take(at),
        problems: linked.terms(std::iter::once(at)),
    };
    for &(at, header) in results.iter().filter(|(at, _)| has_results(*at)) {
        // A demonstrator gives every member the links of its group: only the first of a circle is the heading.
        if shown.contains(&at) {
            continue;
        }
        shown.insert(at);
        let mut members = Vec::new();
        for member in tree.members(at) {
            let one = results.iter().find(|(own, _)| own == member);
            if let Some(&(own, one)) =
                one.filter(|(own, _)| !has_results(*own) || tree.members(*own).contains(&at))
                && shown.insert(own)
            {
                members.push(outcome(own, one, filings));
            }
        }
        groups.push(Group {
            header: Some(Observed::read(placing, at, header)),
            results: members,
            filings: filings.take(at),
        });
    }
    let alone: Vec<Outcome> = results
        .iter()
        .filter(|(at, _)| !shown.contains(at))
        .map(|&(at, one)| outcome(at, one, filings))
        .collect();
    if !alone.is_empty() {
        groups.push(Group { header: None, results: alone, filings: Vec::new() });
    }
    groups
}

fn specimen_of<'a>(placing: &Placing<'a>, one: &'a Observation) -> Option<usize> {
    match placing.index().resolve(one.specimen.as_ref()?) {
        Resolved::Found(found) => {
            found.position.filter(|_| Resolved::Found(found).of::<fhir::Specimen>().is_some())
        }
        Resolved::Text(_) | Resolved::Missing { .. } => None,
    }
}

/// The report's specimens, and those that only its results name.
fn specimens<'a>(
    placing: &Placing<'a>,
    sent: &'a DiagnosticReport,
    observations: &[(usize, &'a Observation)],
) -> Vec<Specimen> {
    let named = sent.specimen.iter().chain(observations.iter().filter_map(|(_, one)| one.specimen.as_ref()));
    let mut specimens: Vec<Specimen> = Vec::new();
    for reference in named {
        if let Resolved::Found(found) = placing.index().resolve(reference)
            && let (Some(at), Some(sent)) = (found.position, fhir::Specimen::of(found.resource))
            && specimens.iter().all(|known| known.key != at)
        {
            placing.place(at);
            specimens.push(Specimen::read(placing, at, sent));
        }
    }
    specimens
}

fn requests<'a>(
    placing: &Placing<'a>,
    asked: impl Iterator<Item = &'a Reference>,
    answered: &mut BTreeSet<usize>,
) -> Vec<Request> {
    let mut seen = BTreeSet::new();
    let mut requests = Vec::new();
    for reference in asked {
        if let Resolved::Found(found) = placing.index().resolve(reference)
            && let (Some(at), Some(sent)) = (found.position, ProcedureRequest::of(found.resource))
            && seen.insert(at)
        {
            placing.place(at);
            answered.insert(at);
            requests.push(Request::read(placing, sent));
        }
    }
    requests
}

fn performer<'a>(placing: &Placing<'a>, sent: &'a fhir::Performer) -> Option<Person> {
    person(placing, sent.actor.as_ref()).or_else(|| {
        let name =
            sent.display.clone().or_else(|| sent.reference.clone().map(|_| NOT_INCLUDED.to_owned()))?;
        Some(Person { name, role: None })
    })
}

const UNUSED_ATTACHMENT: &str = "An attachment, which GP Connect does not use: ask the practice for it";

/// What the report names and did not come. A result that is missing may be the one that matters.
fn not_included(placing: &Placing, sent: &DiagnosticReport) -> Vec<String> {
    let missing = |what: &str, reference: &Reference| match placing.index().resolve(reference) {
        Resolved::Found(_) => None,
        Resolved::Text(words) | Resolved::Missing { display: Some(words) } => {
            Some(format!("{what}: {words}"))
        }
        Resolved::Missing { display: None } => Some(format!("{what}: {}", NOT_INCLUDED.to_lowercase())),
    };
    let results = sent.result.iter().filter_map(|result| missing("Result", result));
    let specimens = sent.specimen.iter().filter_map(|specimen| missing("Specimen", specimen));
    let requests = sent.based_on.iter().filter_map(|request| missing("Request", request));
    // Not in use: that it came is said, what is in it is not (ARS-16).
    let forms = sent.presented_form.iter().map(|_| UNUSED_ATTACHMENT.to_owned());
    results.chain(specimens).chain(requests).chain(forms).collect()
}

/// The laboratory's number of the report.
fn laboratory_number(sent: &fhir::Identifier) -> Option<String> {
    let system = sent.system.as_deref()?;
    let is_laboratory = system.ends_with("2.16.840.1.113883.2.1.4.5.5");
    is_laboratory.then(|| sent.value.as_deref().map(str::to_owned)).flatten()
}

fn title(groups: &[Group], requests: &[Request], kind: Option<&str>) -> String {
    let mut names: Vec<&str> = groups
        .iter()
        .flat_map(|group| match &group.header {
            Some(header) => vec![header.term.parts().0.as_str()],
            None => group.results.iter().map(|outcome| outcome.observed.term.parts().0.as_str()).collect(),
        })
        .collect();
    names.dedup();
    if names.is_empty() {
        names = requests.iter().map(|request| request.term.as_str()).collect();
    }
    match names.as_slice() {
        [] => kind.unwrap_or("Laboratory report").to_owned(),
        [first, second, third, rest @ ..] if !rest.is_empty() => {
            format!("{first}, {second}, {third} and {} more", rest.len())
        }
        names => names.join(", "),
    }
}
