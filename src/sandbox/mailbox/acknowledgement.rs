//! An ITK3 acknowledgement as a practice's system sends it.

use chrono::{DateTime, SecondsFormat, Utc};
use uuid::Uuid;

/// Which message it says it answers.
pub(super) enum Named<'a> {
    /// One, by its MessageHeader.id.
    Message(&'a str),
    /// One that nobody here has sent.
    Another,
}

const SYSTEM: &str = "https://fhir.nhs.uk/STU3/CodeSystem/ITK-ResponseCodes-1";
const PROFILE: &str = "https://fhir.nhs.uk/STU3/StructureDefinition";

/// The words of a code, as the code system has them.
fn display(code: &str) -> &'static str {
    match code {
        "20009" => "Payload validation failure",
        "20012" => "Unauthorised Sender",
        "20013" => "Success",
        "20014" => "Unable to Process Replacement Document",
        "30001" => "Patient known here. (e.g. Patient is registered here)",
        "30002" => "Patient not known here. (aka 'patient record not present in system')",
        "30003" => "Patient no longer at this clinical setting",
        "30004" => "Patient known here and recently deceased",
        _ => "See the list of response codes",
    }
}

/// The XML of an acknowledgement with a code.
pub(super) fn acknowledgement(
    code: &str,
    named: Named<'_>,
    reference: &str,
    id: Uuid,
    now: DateTime<Utc>,
) -> String {
    let is_ok = matches!(code, "20013" | "30001" | "30004");
    let (response, severity, issue) =
        if is_ok { ("ok", "information", "informational") } else { ("fatal-error", "fatal", "processing") };
    let (answers, reference) = match named {
        Named::Message(header) => (header.to_owned(), reference),
        Named::Another => ("00000000-0000-4000-8000-000000000000".to_owned(), "None"),
    };
    let at = now.to_rfc3339_opts(SecondsFormat::Secs, true);
    let (bundle, organisation, outcome) = (part(id, 1), part(id, 2), part(id, 3));
    let words = display(code);
    format!(
        r#"<Bundle xmlns="http://hl7.org/fhir"><id value="{bundle}"/><meta><profile value="{PROFILE}/ITK-Message-Bundle-1"/></meta><identifier><system value="https://tools.ietf.org/html/rfc4122"/><value value="{bundle}"/></identifier><type value="message"/><entry><fullUrl value="urn:uuid:{id}"/><resource><MessageHeader><id value="{id}"/><meta><profile value="{PROFILE}/ITK-MessageHeader-2"/></meta><extension url="{PROFILE}/Extension-ITK-MessageHandling-2"><extension url="BusAckRequested"><valueBoolean value="false"/></extension><extension url="InfAckRequested"><valueBoolean value="false"/></extension><extension url="RecipientType"><valueCoding><system value="https://fhir.nhs.uk/STU3/CodeSystem/ITK-RecipientType-1"/><code value="FA"/><display value="For Action"/></valueCoding></extension><extension url="MessageDefinition"><valueReference><reference value="https://fhir.nhs.uk/STU3/MessageDefinition/ITK-Response-MessageDefinition-1"/></valueReference></extension><extension url="SenderReference"><valueString value="{reference}"/></extension><extension url="LocalExtension"><valueString value="None"/></extension></extension><event><system value="https://fhir.nhs.uk/STU3/CodeSystem/ITK-MessageEvent-2"/><code value="ITK008M"/><display value="ITK Response"/></event><sender><reference value="urn:uuid:{organisation}"/></sender><timestamp value="{at}"/><source><endpoint value="Y90001OT001"/></source><response><identifier value="{answers}"/><code value="{response}"/><details><reference value="urn:uuid:{outcome}"/></details></response></MessageHeader></resource></entry><entry><fullUrl value="urn:uuid:{organisation}"/><resource><Organization><id value="{organisation}"/><meta><profile value="{PROFILE}/CareConnect-ITK-Header-Organization-1"/></meta><identifier><system value="https://fhir.nhs.uk/Id/ods-organization-code"/><value value="Y90001"/></identifier></Organization></resource></entry><entry><fullUrl value="urn:uuid:{outcome}"/><resource><OperationOutcome><id value="{outcome}"/><meta><profile value="{PROFILE}/ITK-Response-OperationOutcome-1"/></meta><issue><severity value="{severity}"/><code value="{issue}"/><details><coding><system value="{SYSTEM}"/><code value="{code}"/><display value="{words}"/></coding></details></issue></OperationOutcome></resource></entry></Bundle>"#
    )
}

/// Another id that follows from one.
fn part(id: Uuid, number: u128) -> Uuid {
    Uuid::from_u128(id.as_u128() ^ number)
}
