//! The practice's system by its Device, and what is known about how each brand fills a section (HTML digest 2.6).

use super::section::Section;

/// The system that made the answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct System {
    /// Who made it.
    pub manufacturer: Option<String>,
    /// Its model.
    pub model: Option<String>,
    /// Its version.
    pub version: Option<String>,
}

/// The four systems whose habits are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Brand {
    /// SystmOne.
    Tpp,
    /// EMIS Web.
    Emis,
    /// Vision (INPS).
    Vision,
    /// Evolution (Microtest).
    Microtest,
}

impl System {
    /// `EMIS EMIS Web 9.1`, or nothing when the answer names no system.
    pub fn words(&self) -> Option<String> {
        // "EMIS" before "EMIS Web" says nothing more.
        let in_model =
            |maker: &String| self.model.as_ref().is_some_and(|model| model.contains(maker.as_str()));
        let maker = self.manufacturer.as_ref().filter(|maker| !in_model(maker));
        let parts: Vec<&str> = [maker, self.model.as_ref(), self.version.as_ref()]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    /// The brand, when it is one of the four.
    pub fn brand(&self) -> Option<Brand> {
        let named = self.words()?.to_lowercase();
        let any = |names: &[&str]| {
            names.iter().any(|name| named.split(|c: char| !c.is_alphanumeric()).any(|word| word == *name))
        };
        if any(&["tpp", "systmone", "phoenix"]) {
            Some(Brand::Tpp)
        } else if any(&["emis", "emisweb", "egton"]) {
            Some(Brand::Emis)
        } else if any(&["inps", "vision", "cegedim"]) {
            Some(Brand::Vision)
        } else if any(&["microtest", "evolution"]) {
            Some(Brand::Microtest)
        } else {
            None
        }
    }
}

impl Brand {
    /// What to know when reading a section from this system. Habits seen at suppliers, not statements of the answer.
    pub fn notes(self, section: Section) -> &'static [&'static str] {
        match (self, section) {
            (Brand::Tpp, Section::Encounters) => &[
                "SystmOne sends the whole journal here, not only consultations.",
                "Entries made private by another organisation are shown as private here; other sections leave them out without saying so.",
            ],
            (Brand::Tpp, Section::Immunisations) => &[
                "SystmOne shows some vaccinations, those recorded as a code only, under Encounters instead.",
            ],
            (Brand::Tpp, Section::ClinicalItems | Section::AdministrativeItems) => {
                &["What counts as clinical or administrative is set by the practice in SystmOne."]
            }
            (Brand::Emis, Section::Allergies) => &["EMIS lists all allergies as current, ended ones too."],
            (Brand::Emis, Section::AdministrativeItems) => {
                &["EMIS cannot send administrative items; they may be under Clinical Items."]
            }
            (Brand::Emis, Section::ClinicalItems) => {
                &["EMIS sends all coded items without values here, administrative ones too."]
            }
            (Brand::Emis, Section::Immunisations) => &[
                "EMIS leaves Part and Contents empty, and lists invitations and refusals among the immunisations.",
            ],
            (Brand::Emis, Section::Medications) => &[
                "EMIS shows acute medication as current for 28 days, or for its duration plus 14 days; it does not distinguish cancelled from expired.",
            ],
            (Brand::Vision, Section::ProblemsAndIssues) => &["Vision lists all problems as active."],
            (Brand::Vision, Section::Allergies) => {
                &["Vision keeps no end dates: all allergies are listed as current."]
            }
            (Brand::Vision, Section::Medications) => {
                &["Vision shows acute medication as current for a year."]
            }
            (Brand::Vision, Section::Immunisations) => {
                &["In Vision, Details say whether the immunisation was given, refused or is due."]
            }
            (Brand::Microtest, Section::ClinicalItems) => &["Microtest repeats observations here."],
            (Brand::Microtest, Section::Medications) => &[
                "Microtest removes current medication about six months after its last issue, and says only that it was stopped.",
            ],
            (Brand::Microtest, _) => &[
                "Microtest writes an incomplete date as the first of its month or year: 01 Jan 2011 may mean 2011.",
            ],
            (Brand::Tpp | Brand::Emis | Brand::Vision, _) => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn system(manufacturer: &str, model: &str) -> System {
        System { manufacturer: Some(manufacturer.into()), model: Some(model.into()), version: None }
    }

    // proves: ARH-42
    #[test]
    fn each_brand_is_known_by_its_device() {
        assert_eq!(system("TPP", "SystmOne").brand(), Some(Brand::Tpp));
        assert_eq!(system("EMIS Health", "EMIS Web").brand(), Some(Brand::Emis));
        assert_eq!(system("INPS", "Vision 3").brand(), Some(Brand::Vision));
        assert_eq!(system("Microtest Ltd", "Evolution").brand(), Some(Brand::Microtest));
        assert_eq!(system("Example", "Televisionary").brand(), None);
        assert_eq!(System::default().brand(), None);
        assert_eq!(System::default().words(), None);
    }

    // proves: ARH-42
    #[test]
    fn known_habits_stand_beside_the_section_they_concern() {
        assert!(Brand::Emis.notes(Section::Allergies)[0].contains("all allergies as current"));
        assert!(Brand::Vision.notes(Section::ProblemsAndIssues)[0].contains("active"));
        assert!(Brand::Tpp.notes(Section::Encounters)[0].contains("journal"));
        assert!(Brand::Emis.notes(Section::Referrals).is_empty());
    }
}
