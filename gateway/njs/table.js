// Every call that may leave, and nothing else: verb, path and body of a request decide its interaction and scope (GW-3). What
// stands between the brackets is JSON, and tests/wire/gateway_table.rs holds it to the calls that the app makes.
// `*` is one id. `when` is what the body must say, where two interactions share verb and path. A call that `changes` something is
// sent once.
export default [
    { "capability": "foundations", "verb": "GET", "path": "metadata", "interaction": "fhir:rest:read:metadata-1", "scope": "organization/*.read" },
    { "capability": "foundations", "verb": "GET", "path": "Patient", "interaction": "fhir:rest:search:patient-1", "scope": "patient/*.read" },
    { "capability": "foundations", "verb": "POST", "path": "Patient/$gpc.registerpatient", "interaction": "fhir:operation:gpc.registerpatient-1", "scope": "patient/*.write", "changes": true },
    { "capability": "foundations", "verb": "GET", "path": "Practitioner", "interaction": "fhir:rest:search:practitioner-1", "scope": "organization/*.read" },
    { "capability": "foundations", "verb": "GET", "path": "Practitioner/*", "interaction": "fhir:rest:read:practitioner-1", "scope": "organization/*.read" },
    { "capability": "foundations", "verb": "GET", "path": "Organization", "interaction": "fhir:rest:search:organization-1", "scope": "organization/*.read" },
    { "capability": "foundations", "verb": "GET", "path": "Organization/*", "interaction": "fhir:rest:read:organization-1", "scope": "organization/*.read" },
    { "capability": "foundations", "verb": "GET", "path": "Location/*", "interaction": "fhir:rest:read:location-1", "scope": "organization/*.read" },
    { "capability": "foundations", "verb": "GET", "path": "Slot", "interaction": "fhir:rest:search:slot-1", "scope": "organization/*.read" },
    { "capability": "foundations", "verb": "GET", "path": "Patient/*/Appointment", "interaction": "fhir:rest:search:patient_appointments-1", "scope": "patient/*.read" },
    { "capability": "foundations", "verb": "GET", "path": "Appointment/*", "interaction": "fhir:rest:read:appointment-1", "scope": "patient/*.read" },
    { "capability": "foundations", "verb": "POST", "path": "Appointment", "when": "booked", "interaction": "fhir:rest:create:appointment-1", "scope": "patient/*.write", "changes": true },
    { "capability": "foundations", "verb": "PUT", "path": "Appointment/*", "when": "booked", "interaction": "fhir:rest:update:appointment-1", "scope": "patient/*.write", "changes": true },
    { "capability": "foundations", "verb": "PUT", "path": "Appointment/*", "when": "cancelled", "interaction": "fhir:rest:cancel:appointment-1", "scope": "patient/*.write", "changes": true },
    { "capability": "structured", "verb": "POST", "path": "Patient/$gpc.getstructuredrecord", "interaction": "fhir:operation:gpc.getstructuredrecord-1", "scope": "patient/*.read" },
    { "capability": "documents", "verb": "GET", "path": "metadata", "interaction": "documents:fhir:rest:read:metadata-1", "scope": "organization/*.read" },
    { "capability": "documents", "verb": "GET", "path": "Patient", "interaction": "documents:fhir:rest:search:patient-1", "scope": "patient/*.read" },
    { "capability": "documents", "verb": "GET", "path": "Patient/*/DocumentReference", "interaction": "documents:fhir:rest:search:documentreference-1", "scope": "patient/*.read" },
    { "capability": "documents", "verb": "GET", "path": "Binary/*", "interaction": "documents:fhir:rest:read:binary-1", "scope": "patient/*.read" },
    { "capability": "html", "verb": "GET", "path": "metadata", "interaction": "fhir:rest:read:metadata", "scope": "organization/*.read" },
    { "capability": "html", "verb": "POST", "path": "Patient/$gpc.getcarerecord", "interaction": "fhir:operation:gpc.getcarerecord", "scope": "patient/*.read" },
    { "capability": "html", "verb": "GET", "path": "Patient", "interaction": "fhir:rest:search:patient", "scope": "patient/*.read" },
    { "capability": "html", "verb": "GET", "path": "Organization", "interaction": "fhir:rest:search:organization", "scope": "organization/*.read" },
    { "capability": "html", "verb": "POST", "path": "Order", "interaction": "fhir:rest:create:order", "scope": "patient/*.write", "changes": true }
]
