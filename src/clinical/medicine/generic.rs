//! Generic names that are common in general practice, to tell with certainty a generic from a brand.
//!
//! A name that is missing here is shown bold as a whole, which is never wrong.

/// Recommended International Non-proprietary Names and British Approved Names, lower case, with their usual salts.
#[rustfmt::skip]
const GENERICS: &[&str] = &[
    "aciclovir", "alendronic acid", "allopurinol", "amitriptyline", "amlodipine", "amoxicillin", "apixaban", "aspirin",
    "atenolol", "atorvastatin", "azathioprine", "azithromycin", "baclofen", "beclometasone", "bendroflumethiazide",
    "bisoprolol", "budesonide", "bumetanide", "buprenorphine", "candesartan", "carbamazepine", "carbimazole",
    "carbocisteine", "carvedilol", "cefalexin", "cetirizine", "chloramphenicol", "chlorphenamine", "ciclosporin",
    "ciprofloxacin", "citalopram", "clarithromycin", "clindamycin", "clonazepam", "clonidine", "clopidogrel",
    "clotrimazole", "clozapine", "co-amoxiclav", "co-beneldopa", "co-careldopa", "co-codamol", "co-dydramol", "codeine",
    "colchicine", "colecalciferol", "cyanocobalamin", "dabigatran etexilate", "dapagliflozin", "desogestrel",
    "dexamethasone", "diazepam", "diclofenac", "digoxin", "dihydrocodeine", "diltiazem", "domperidone", "donepezil",
    "doxazosin", "doxycycline", "dulaglutide", "duloxetine", "edoxaban", "empagliflozin", "enalapril", "enoxaparin",
    "eplerenone", "erythromycin", "escitalopram", "esomeprazole", "estradiol", "estriol", "etoricoxib", "ezetimibe",
    "famotidine", "felodipine", "fentanyl", "ferrous fumarate", "ferrous sulfate", "fexofenadine", "finasteride",
    "flecainide", "flucloxacillin", "fluconazole", "fluoxetine", "fluticasone", "folic acid", "furosemide", "fusidic acid",
    "gabapentin", "gliclazide", "glimepiride", "haloperidol", "hydrochlorothiazide", "hydrocortisone",
    "hydroxocobalamin", "hydroxychloroquine", "hydroxyzine", "ibuprofen", "indapamide", "ipratropium", "irbesartan",
    "isosorbide mononitrate", "ivabradine", "lactulose", "lamotrigine", "lansoprazole", "latanoprost", "lercanidipine",
    "letrozole", "levetiracetam", "levothyroxine", "linagliptin", "liraglutide", "lisinopril", "lithium carbonate",
    "loperamide", "loratadine", "lorazepam", "losartan", "mebeverine", "medroxyprogesterone", "melatonin", "memantine",
    "mesalazine", "metformin", "methadone", "methotrexate", "methylphenidate", "metoclopramide", "metoprolol",
    "metronidazole", "mirabegron", "mirtazapine", "mometasone", "montelukast", "morphine", "naproxen", "nefopam",
    "nicorandil", "nifedipine", "nitrofurantoin", "norethisterone", "nortriptyline", "olanzapine", "olmesartan",
    "omeprazole", "ondansetron", "oxybutynin", "oxycodone", "pantoprazole", "paracetamol", "paroxetine", "perindopril",
    "phenoxymethylpenicillin", "phenytoin", "pioglitazone", "pizotifen", "pramipexole", "pravastatin", "prednisolone",
    "pregabalin", "prochlorperazine", "promethazine", "propranolol", "quetiapine", "rabeprazole", "ramipril",
    "ranitidine", "risedronate", "risperidone", "rivaroxaban", "ropinirole", "rosuvastatin", "salbutamol",
    "semaglutide", "senna", "sertraline", "sildenafil", "simvastatin", "sitagliptin", "sodium valproate",
    "solifenacin", "sotalol", "spironolactone", "sumatriptan", "tadalafil", "tamoxifen", "tamsulosin", "temazepam",
    "terbinafine", "terbutaline", "theophylline", "ticagrelor", "timolol", "tiotropium bromide", "tolterodine",
    "topiramate", "tramadol", "tranexamic acid", "trazodone", "trimethoprim", "valproic acid", "valsartan",
    "venlafaxine", "verapamil", "warfarin", "zolpidem", "zopiclone",
];

/// Salts and esters that belong to the name in front of them.
#[rustfmt::skip]
const SALTS: &[&str] = &[
    "acetate", "besilate", "bromide", "calcium", "carbonate", "citrate", "dipropionate", "fumarate", "furoate",
    "hydrobromide", "hydrochloride", "lysine", "magnesium", "maleate", "mesilate", "mononitrate", "nitrate",
    "phosphate", "potassium", "propionate", "sodium", "succinate", "sulfate", "tartrate", "trihydrate",
];

/// How many bytes at the start of a term are a generic name, salts included; 0 when that is not certain.
///
/// Certain is a known name that stands alone or is followed by a strength, a salt, or a form: what follows decides,
/// because `Codeine Linctus APF` is a name of its own.
pub(super) fn generic_length(term: &str) -> usize {
    let lower = term.to_lowercase();
    // Lower case may have another length outside ASCII; such a term has no name of the list.
    if lower.len() != term.len() || lower.contains(['/', '+', '&']) {
        return 0;
    }
    let longest = GENERICS
        .iter()
        // Of two hundred names most begin with another letter.
        .filter(|name| name.as_bytes().first() == lower.as_bytes().first())
        .filter(|name| {
            lower.strip_prefix(**name).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
        .map(|name| name.len())
        .max();
    let Some(mut length) = longest else { return 0 };
    loop {
        let rest = lower.get(length..).unwrap_or_default();
        let word = rest.trim_start().split(' ').next().unwrap_or_default();
        if word.is_empty() || word.starts_with(|letter: char| letter.is_ascii_digit()) {
            return length;
        }
        if !SALTS.contains(&word) {
            return 0;
        }
        length += rest.len() - rest.trim_start().len() + word.len();
    }
}

/// Groups of medicines that people are allergic to, in the singular.
#[rustfmt::skip]
const CLASSES: &[&str] = &[
    "ace", "anaesthetic", "antibiotic", "benzodiazepine", "cephalosporin", "contrast", "heparin", "insulin", "iodinated",
    "macrolide", "nsaid", "opiate", "opioid", "penicillin", "quinolone", "statin", "streptomycin", "sulfonamide",
    "sulphonamide", "tetracycline", "vaccine", "vancomycin",
];

/// Whether words speak of a medicine that is known here; `false` says nothing.
pub(in crate::clinical) fn speaks_of_a_medicine(words: &str) -> bool {
    let lower = words.to_lowercase();
    // `co-amoxiclav` is one name, `aspirin-induced` is not.
    if GENERICS.iter().any(|name| name.contains('-') && lower.contains(name)) {
        return true;
    }
    lower.split(|letter: char| !letter.is_alphanumeric()).any(|word| {
        let one = word.strip_suffix('s').unwrap_or(word);
        let is_generic =
            |name: &&str| name.split(' ').next().is_some_and(|first| first == word || first == one);
        CLASSES.contains(&one) || CLASSES.contains(&word) || GENERICS.iter().any(is_generic)
    })
}

#[cfg(test)]
mod tests {
    use super::super::Name;

    // proves: ARS-23
    #[test]
    fn a_certain_generic_is_set_apart_from_its_strength() {
        for (bold, rest) in [
            ("Apixaban", " 5mg tablets"),
            ("Morphine sulfate", " 10mg modified-release tablets"),
            ("Isosorbide mononitrate", " 10mg tablets"),
            ("Levothyroxine sodium", " 75microgram tablets"),
            ("Paracetamol", ""),
        ] {
            let name = Name::in_words(&format!("{bold}{rest}"));
            assert_eq!((name.bold.as_str(), name.rest.as_str(), name.is_generic), (bold, rest, true));
        }
    }

    // proves: FR-33
    #[test]
    fn a_medicine_is_known_among_other_words() {
        for words in
            ["Allergy to penicillin", "H/O: Aspirin-induced", "NSAIDs", "Adverse reaction to trimethoprim"]
        {
            assert!(super::speaks_of_a_medicine(words), "{words}");
        }
        for words in ["Peanut", "Cat dander", "Latex", "Isotonic", ""] {
            assert!(!super::speaks_of_a_medicine(words), "{words}");
        }
    }

    // proves: ARS-23
    #[test]
    fn anything_less_certain_is_bold_as_a_whole() {
        for term in [
            "Eliquis 5mg tablets",
            "Codeine Linctus APF",
            "Co-codamol 8mg/500mg tablets",
            "Amoxicillin oral suspension",
            "Morphinesulfate 10mg",
            "Dressing pad sterile 10cm x 10cm",
            "WARFARIN as per INR",
            "",
        ] {
            let name = Name::in_words(term);
            assert_eq!((name.bold.as_str(), name.rest.as_str(), name.is_generic), (term, "", false));
        }
    }
}
