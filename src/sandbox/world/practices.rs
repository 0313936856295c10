//! The practices of the sandbox, all invented.

use std::str::FromStr;
use std::time::Duration;

/// How a practice's system answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// By the book.
    Open,
    /// By the book, after this long.
    Slow(Duration),
    /// The Spine proxy answers for it: 502, the practice's system is down.
    Unreachable,
    /// 403 `ACCESS DENIED`: the practice has switched GP Connect off.
    NotEnabled,
    /// A web server's error page in HTML, status 502.
    ErrorPage,
    /// The Spine proxy answers for it: 403, no data-sharing agreement.
    NoAgreement,
    /// No answer ever comes.
    Silent,
}

impl FromStr for Standing {
    type Err = String;

    /// `open`, `slow:3000`, `unreachable`, `not-enabled`, `error-page`, `no-agreement`, `silent`.
    fn from_str(text: &str) -> Result<Self, String> {
        let unknown = || format!("{text} is not a state of a practice");
        Ok(match text {
            "open" => Standing::Open,
            "unreachable" => Standing::Unreachable,
            "not-enabled" => Standing::NotEnabled,
            "error-page" => Standing::ErrorPage,
            "no-agreement" => Standing::NoAgreement,
            "silent" => Standing::Silent,
            other => {
                let time = other.strip_prefix("slow:").and_then(|time| time.parse().ok());
                Standing::Slow(Duration::from_millis(time.ok_or_else(unknown)?))
            }
        })
    }
}

/// A place where a practice sees patients: a main site or a branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Site {
    /// Logical id of the Location.
    pub id: &'static str,
    /// Name.
    pub name: &'static str,
    /// First address line.
    pub line: &'static str,
    /// Town.
    pub city: &'static str,
    /// Postcode.
    pub postcode: &'static str,
    /// Telephone.
    pub phone: &'static str,
}

/// Somebody who works at a practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clinician {
    /// Logical id of the Practitioner.
    pub id: &'static str,
    /// Title.
    pub prefix: &'static str,
    /// Given name.
    pub given: &'static str,
    /// Family name.
    pub family: &'static str,
    /// FHIR gender.
    pub gender: &'static str,
    /// SDS user id.
    pub sds_user_id: &'static str,
    /// SDS job role code and display.
    pub role: (&'static str, &'static str),
}

/// A practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Practice {
    /// ODS code; also the first part of its addresses.
    pub ods: &'static str,
    /// Name.
    pub name: &'static str,
    /// `Ssp-To`.
    pub asid: &'static str,
    /// Telephone.
    pub phone: &'static str,
    /// Logical id of its Organization: differs from practice to practice, and is never the ODS code.
    pub organization_id: &'static str,
    /// How it answers.
    pub standing: Standing,
    /// Structured parameters that its system does not know (forward compatibility, structured digest 1.7).
    pub unknown_areas: &'static [&'static str],
    /// Structured parameters that the practice has switched off (structured digest 2.9).
    pub disabled_areas: &'static [&'static str],
    /// Sites, the main one first.
    pub sites: &'static [Site],
    /// Staff, the usual GP first.
    pub clinicians: &'static [Clinician],
}

impl Practice {
    /// A site by its logical id.
    pub fn site(&self, id: &str) -> Option<&'static Site> {
        self.sites.iter().find(|site| site.id == id)
    }

    /// Somebody by their logical id.
    pub fn clinician(&self, id: &str) -> Option<&'static Clinician> {
        self.clinicians.iter().find(|clinician| clinician.id == id)
    }
}

const GP: (&str, &str) = ("R0260", "General Medical Practitioner");
const NURSE_PRACTITIONER: (&str, &str) = ("R0600", "Specialist Nurse Practitioner");
const PHARMACIST: (&str, &str) = ("R1290", "Pharmacist");
const ASSISTANT: (&str, &str) = ("R1480", "Healthcare Assistant");
/// Allowed since 1.2.9 only: not in the old list of twenty.
const PARAMEDIC: (&str, &str) = ("R9807", "First Contact Practitioner (Paramedic)");

const ADEYEMI: Clinician = Clinician {
    id: "1",
    prefix: "Dr",
    given: "Paul",
    family: "Adeyemi",
    gender: "male",
    sds_user_id: "999000000101",
    role: GP,
};
const LINDQVIST: Clinician = Clinician {
    id: "2",
    prefix: "Ms",
    given: "Sara",
    family: "Lindqvist",
    gender: "female",
    sds_user_id: "999000000102",
    role: NURSE_PRACTITIONER,
};
const OSEI: Clinician = Clinician {
    id: "3",
    prefix: "Mr",
    given: "Kwame",
    family: "Osei",
    gender: "male",
    sds_user_id: "999000000103",
    role: PHARMACIST,
};
const BRANDRETH: Clinician = Clinician {
    id: "1",
    prefix: "Dr",
    given: "Helen",
    family: "Brandreth",
    gender: "female",
    sds_user_id: "999000000201",
    role: GP,
};
const TREMLETT: Clinician = Clinician {
    id: "2",
    prefix: "Mr",
    given: "Idris",
    family: "Tremlett",
    gender: "male",
    sds_user_id: "999000000202",
    role: PARAMEDIC,
};
const CHAUDHRY: Clinician = Clinician {
    id: "3",
    prefix: "Mrs",
    given: "Nasreen",
    family: "Chaudhry",
    gender: "female",
    sds_user_id: "999000000203",
    role: ASSISTANT,
};
const FAIRWEATHER: Clinician = Clinician {
    id: "1",
    prefix: "Dr",
    given: "Tobias",
    family: "Fairweather",
    gender: "male",
    sds_user_id: "999000000301",
    role: GP,
};

/// The practice that bundles read from disk belong to.
pub const FROM_DISK: Practice = Practice {
    ods: "Y90099",
    name: "Records from disk",
    asid: "918999199099",
    phone: "01632 960999",
    organization_id: "99",
    standing: Standing::Open,
    unknown_areas: &[],
    disabled_areas: &[],
    sites: &[site("1", "Records from disk", "1 Archive Road", "NV9 9ZZ")],
    clinicians: &[FAIRWEATHER],
};

const fn site(id: &'static str, name: &'static str, line: &'static str, postcode: &'static str) -> Site {
    Site { id, name, line, city: "Northvale", postcode, phone: "01632 960100" }
}

/// Every practice, in the order in which the settings name them. [`FROM_DISK`] joins when records are read.
pub const PRACTICES: &[Practice] = &[
    // The usual practice: main site and a branch, no diary entries in its system.
    Practice {
        ods: "Y90001",
        name: "Millbrook Surgery",
        asid: "918999198993",
        phone: "01632 960101",
        organization_id: "7",
        standing: Standing::Open,
        unknown_areas: &["includeDiaryEntries"],
        disabled_areas: &[],
        sites: &[
            site("17", "Millbrook Surgery, main site", "4 Weir Street", "NV1 4QX"),
            site("18", "Quayside", "22 Quay Parade", "NV2 7HB"),
        ],
        clinicians: &[ADEYEMI, LINDQVIST, OSEI],
    },
    // An extended-access hub with many slots; its record system has referrals switched off.
    Practice {
        ods: "Y90002",
        name: "Harbour Lane Hub",
        asid: "918999198994",
        phone: "01632 960102",
        organization_id: "4",
        standing: Standing::Open,
        unknown_areas: &[],
        disabled_areas: &["includeReferrals"],
        sites: &[site("17", "Harbour Lane Hub", "9 Harbour Lane", "NV3 1AA")],
        clinicians: &[BRANDRETH, TREMLETT, CHAUDHRY],
    },
    // Slow: six seconds for every answer.
    Practice {
        ods: "Y90003",
        name: "Eastfield Practice",
        asid: "918999198995",
        phone: "01632 960103",
        organization_id: "3",
        standing: Standing::Slow(Duration::from_secs(6)),
        unknown_areas: &[],
        disabled_areas: &[],
        sites: &[site("5", "Eastfield Practice", "70 East Field Road", "NV4 2LP")],
        clinicians: &[FAIRWEATHER],
    },
    // Down: the Spine proxy answers 502.
    Practice {
        ods: "Y90004",
        name: "Station Road Surgery",
        asid: "918999198996",
        phone: "01632 960104",
        organization_id: "2",
        standing: Standing::Unreachable,
        unknown_areas: &[],
        disabled_areas: &[],
        sites: &[site("6", "Station Road Surgery", "1 Station Road", "NV1 1TR")],
        clinicians: &[FAIRWEATHER],
    },
    // Has not enabled GP Connect: 403 ACCESS DENIED.
    Practice {
        ods: "Y90005",
        name: "Quarry Bank Surgery",
        asid: "918999198997",
        phone: "01632 960105",
        organization_id: "2",
        standing: Standing::NotEnabled,
        unknown_areas: &[],
        disabled_areas: &[],
        sites: &[site("6", "Quarry Bank Surgery", "15 Quarry Bank", "NV6 8QB")],
        clinicians: &[FAIRWEATHER],
    },
    // Answers with a web server's error page in HTML.
    Practice {
        ods: "Y90006",
        name: "Kiln Lane Practice",
        asid: "918999198998",
        phone: "01632 960106",
        organization_id: "2",
        standing: Standing::ErrorPage,
        unknown_areas: &[],
        disabled_areas: &[],
        sites: &[site("6", "Kiln Lane Practice", "3 Kiln Lane", "NV7 5KL")],
        clinicians: &[FAIRWEATHER],
    },
    // No data-sharing agreement: the Spine proxy answers 403.
    Practice {
        ods: "Y90007",
        name: "Fenwick House Surgery",
        asid: "918999198999",
        phone: "01632 960107",
        organization_id: "2",
        standing: Standing::NoAgreement,
        unknown_areas: &[],
        disabled_areas: &[],
        sites: &[site("6", "Fenwick House Surgery", "88 Fenwick Road", "NV8 3FH")],
        clinicians: &[FAIRWEATHER],
    },
];
