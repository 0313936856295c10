//! Which words of a coded item are shown: the original term rule (ARS-23, structured digest 3.1).

use std::borrow::Cow;

use crate::fhir::{CodeableConcept, Coding};

/// Shown in place of a concept that was not sent.
pub const CONCEPT_NOT_RECORDED: &str = "Not recorded";

const SNOMED: &str = "http://snomed.info/sct";

/// The original term: what the recorder wrote or chose.
///
/// In this order: `text`; the description of the code that the user chose (or of the only code); its display; then
/// the SNOMED code's description or display; any display; words for a null flavour; the bare code with its system.
pub fn concept(concept: &CodeableConcept) -> Cow<'_, str> {
    let chosen = concept.coding.iter().find(|coding| coding.user_selected == Some(true));
    let only = match concept.coding.as_slice() {
        [only] => Some(only),
        _ => None,
    };
    let snomed = concept.coding.iter().find(|coding| is_snomed(coding));
    let words = concept
        .text
        .as_deref()
        .or_else(|| words_of(chosen.or(only)?))
        .or_else(|| words_of(snomed?))
        .or_else(|| concept.coding.iter().find_map(|coding| coding.display.as_deref()))
        .or_else(|| concept.coding.iter().find_map(Coding::description_display));
    if let Some(words) = words {
        return Cow::Borrowed(words.trim());
    }
    if let Some(flavour) = null_flavour(concept) {
        return Cow::Borrowed(flavour.words());
    }
    match concept.coding.iter().find(|coding| coding.code.is_some()) {
        Some(Coding { code: Some(code), system, .. }) => match system.as_deref() {
            Some(system) => Cow::Owned(format!("[{} {code}]", system_name(system))),
            None => Cow::Owned(format!("[{code}]")),
        },
        _ => Cow::Borrowed(CONCEPT_NOT_RECORDED),
    }
}

/// [`concept()`], or its words for a missing one.
pub fn concept_or_missing(sent: Option<&CodeableConcept>) -> Cow<'_, str> {
    sent.map_or(Cow::Borrowed(CONCEPT_NOT_RECORDED), concept)
}

fn words_of(coding: &Coding) -> Option<&str> {
    coding.description_display().or(coding.display.as_deref())
}

/// The SNOMED CT code, if there is one.
pub fn snomed_code(concept: &CodeableConcept) -> Option<&str> {
    concept.coding.iter().find(|coding| is_snomed(coding)).and_then(|coding| coding.code.as_deref())
}

fn is_snomed(coding: &Coding) -> bool {
    coding.system.as_deref() == Some(SNOMED)
}

/// A code system's name for people; its last part when it is not a known one.
pub fn system_name(system: &str) -> &str {
    match system {
        SNOMED => "SNOMED CT",
        "http://read.info/readv2" => "Read v2",
        "http://read.info/ctv3" => "CTV3",
        "https://fhir.hl7.org.uk/Id/emis-drug-codes" => "EMIS drug code",
        "https://fhir.hl7.org.uk/Id/egton-codes" => "EMIS code",
        "https://fhir.hl7.org.uk/Id/multilex-drug-codes" => "Multilex",
        "https://fhir.hl7.org.uk/Id/resipuk-gemscript-drug-codes" => "Gemscript",
        other => other.trim_end_matches('/').rsplit('/').next().unwrap_or(other),
    }
}

/// What was lost when an item was transferred and its code could not be carried over (ARS-26).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Degraded {
    /// A drug allergy: prescribing support cannot see it.
    DrugAllergy,
    /// Another allergy.
    NonDrugAllergy,
    /// A medication.
    Medication,
    /// A plan.
    Plan,
    /// A referral.
    Referral,
    /// A request.
    Request,
    /// Anything else.
    RecordEntry,
}

/// Whether the item was degraded in transfer: its text is all there is, and it must be marked as uncoded.
pub fn degraded(concept: &CodeableConcept) -> Option<Degraded> {
    concept.coding.iter().find_map(|coding| match coding.code.as_deref()? {
        "196461000000101" => Some(Degraded::DrugAllergy),
        "196471000000108" => Some(Degraded::NonDrugAllergy),
        "196421000000109" => Some(Degraded::Medication),
        "196451000000104" => Some(Degraded::Plan),
        "196431000000106" => Some(Degraded::Referral),
        "196441000000102" => Some(Degraded::Request),
        "196411000000103" => Some(Degraded::RecordEntry),
        _ => None,
    })
}

/// True when the item was degraded in transfer; see [`degraded`].
pub fn is_degraded(concept: &CodeableConcept) -> bool {
    degraded(concept).is_some()
}

/// Why a value is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NullFlavour {
    /// `NI`: nothing is known.
    NoInformation,
    /// `UNC`: known, but in words only.
    Unencoded,
    /// `ASKU`: the patient was asked and could not say.
    AskedButUnknown,
    /// `UNK`: not known.
    Unknown,
}

impl NullFlavour {
    /// The flavour in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::NoInformation => "No information",
            Self::Unencoded => "Not coded",
            Self::AskedButUnknown => "Asked but not known",
            Self::Unknown => "Unknown",
        }
    }
}

/// The null flavour of a concept, in either spelling of the code system.
pub fn null_flavour(concept: &CodeableConcept) -> Option<NullFlavour> {
    concept.coding.iter().find_map(|coding| {
        let system = coding.system.as_deref()?.to_ascii_lowercase();
        if !system.ends_with("nullflavor") {
            return None;
        }
        match coding.code.as_deref()? {
            "NI" => Some(NullFlavour::NoInformation),
            "UNC" => Some(NullFlavour::Unencoded),
            "ASKU" => Some(NullFlavour::AskedButUnknown),
            "UNK" => Some(NullFlavour::Unknown),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fhir::{Medication, Resource};

    fn read(json: &str) -> CodeableConcept {
        let json = format!(r#"{{"resourceType":"Medication","code":{json}}}"#);
        match Resource::read(json.as_bytes()) {
            Ok(Resource::Medication(medication)) => {
                let Medication { code, .. } = std::sync::Arc::unwrap_or_clone(medication);
                code.unwrap_or_default()
            }
            other => panic!("{other:?}"),
        }
    }

    fn described(display: &str, description: &str, more: &str) -> String {
        format!(
            r#"{{"system":"http://snomed.info/sct","code":"1","display":"{display}"{more},"extension":[
                {{"url":"https://fhir.nhs.uk/STU3/StructureDefinition/Extension-coding-sctdescid","extension":[
                {{"url":"descriptionDisplay","valueString":"{description}"}}]}}]}}"#
        )
    }

    // proves: ARS-23 L-17
    #[test]
    fn text_comes_first() {
        let coding = described("Display", "Description", r#","userSelected":true"#);
        assert_eq!(concept(&read(&format!(r#"{{"text":"My words","coding":[{coding}]}}"#))), "My words");
        assert_eq!(concept(&read(r#"{"text":"Only words"}"#)), "Only words");
    }

    // proves: ARS-23
    #[test]
    fn then_the_chosen_description_then_the_chosen_display() {
        let read_code = r#"{"system":"http://read.info/readv2","code":"B76..","display":"Mole (Read)","userSelected":"true"}"#;
        let snomed = described("Naevus", "Mole of skin", "");
        assert_eq!(concept(&read(&format!(r#"{{"coding":[{snomed},{read_code}]}}"#))), "Mole (Read)");
        let chosen = described("Naevus", "Mole of skin", r#","userSelected":true"#);
        let other = r#"{"system":"http://read.info/readv2","display":"Other"}"#;
        assert_eq!(concept(&read(&format!(r#"{{"coding":[{other},{chosen}]}}"#))), "Mole of skin");
    }

    // proves: ARS-23
    #[test]
    fn an_only_code_counts_as_chosen_and_of_several_snomed_speaks() {
        let snomed = described("Naevus", "Mole of skin", "");
        assert_eq!(concept(&read(&format!(r#"{{"coding":[{snomed}]}}"#))), "Mole of skin");
        assert_eq!(concept(&read(r#"{"coding":{"display":" Only "}}"#)), "Only");
        let other = r#"{"system":"http://read.info/readv2","display":"Other"}"#;
        assert_eq!(concept(&read(&format!(r#"{{"coding":[{other},{snomed}]}}"#))), "Mole of skin");
        let silent = r#"{"system":"http://snomed.info/sct","code":"1"}"#;
        assert_eq!(concept(&read(&format!(r#"{{"coding":[{silent},{other}]}}"#))), "Other");
    }

    // proves: ARS-23
    #[test]
    fn without_words_the_code_is_shown_exactly() {
        assert_eq!(
            concept(&read(r#"{"coding":[{"system":"http://read.info/readv2","code":"H43.."}]}"#)),
            "[Read v2 H43..]"
        );
        assert_eq!(concept(&read(r#"{"coding":[{"code":"H43.."}]}"#)), "[H43..]");
        assert_eq!(concept(&read(r#"{"coding":[{"system":"x"}]}"#)), "Not recorded");
        assert_eq!(concept_or_missing(None), "Not recorded");
    }

    // proves: ARS-26
    #[test]
    fn a_degraded_item_shows_its_text_and_is_marked() {
        let item = read(
            r#"{"coding":[{"system":"http://snomed.info/sct","code":"196461000000101",
                "display":"Transfer-degraded drug allergy"}],"text":"Penicillin rash"}"#,
        );
        assert_eq!(concept(&item), "Penicillin rash");
        assert_eq!(degraded(&item), Some(Degraded::DrugAllergy));
        assert!(!is_degraded(&read(r#"{"coding":[{"code":"196461000000102"}]}"#)));
    }

    #[test]
    fn null_flavours_are_words_and_not_codes() {
        for (code, words) in [
            ("NI", "No information"),
            ("UNC", "Not coded"),
            ("ASKU", "Asked but not known"),
            ("UNK", "Unknown"),
        ] {
            for system in
                ["http://hl7.org/fhir/v3/NullFlavor ", "http://terminology.hl7.org/CodeSystem/v3-NullFlavor"]
            {
                let flavour = read(&format!(r#"{{"coding":[{{"system":"{system}","code":"{code}"}}]}}"#));
                assert_eq!(concept(&flavour), words);
            }
        }
        assert_eq!(null_flavour(&read(r#"{"coding":[{"system":"x","code":"NI"}]}"#)), None);
    }

    #[test]
    fn the_snomed_code_is_found_at_any_place() {
        let item = read(
            r#"{"coding":[{"system":"y","code":"1"},{"system":" http://snomed.info/sct ","code":" 86290005"}]}"#,
        );
        assert_eq!(snomed_code(&item), Some("86290005"));
        assert!(item.has_code("86290005"));
    }
}
