// What a request asks: the practice, the row of the table, and whom its body is about.
import table from 'table.js';

const ADDRESS = /^(\/host)?\/gpc\/([A-Z0-9]{3,10})\/(foundations|structured|documents|html)\/(.+)$/;
const ID = /^[A-Za-z0-9.-]{1,64}$/;
const ODS = 'https://fhir.nhs.uk/Id/ods-organization-code';
const REASON = 'https://fhir.nhs.uk/STU3/StructureDefinition/Extension-GPConnect-AppointmentCancellationReason-1';

// An id, and never a step up.
function isId(text) {
    return ID.test(text) && text !== '.' && text !== '..';
}

function fits(pattern, path) {
    const wanted = pattern.split('/');
    const given = path.split('/');
    return wanted.length === given.length
        && wanted.every((part, index) => part === '*' ? isId(given[index]) : part === given[index]);
}

function json(text) {
    try {
        const value = JSON.parse(text);
        return value && typeof value === 'object' && !Array.isArray(value) ? value : null;
    } catch (e) {
        return null;
    }
}

function list(value) {
    return Array.isArray(value) ? value : value ? [value] : [];
}

// What an appointment wants to be. A cancellation gives its reason; an appointment that is otherwise cancelled is neither.
function wanted(body) {
    if (!body || body.resourceType !== 'Appointment') {
        return null;
    }
    const reasons = list(body.extension).filter((one) => one && one.url === REASON).length;
    return body.status === 'booked' || (body.status === 'cancelled' && reasons === 1) ? body.status : null;
}

// The NHS number that a body names, for the token of record HTML and for the audit line.
function numberIn(body) {
    const named = body ? list(body.parameter).filter((one) => one && one.name === 'patientNHSNumber') : [];
    const value = named.length === 1 && named[0].valueIdentifier ? named[0].valueIdentifier.value : null;
    return typeof value === 'string' && /^\d{10}$/.test(value) ? value : null;
}

// The organisations in whose name a body books.
function bookersIn(body) {
    const named = body ? list(body.contained).filter((one) => one && one.resourceType === 'Organization') : [];
    return named.map((one) => list(one.identifier).filter((id) => id && id.system === ODS).map((id) => id.value))
        .reduce((all, some) => all.concat(some), []);
}

// The patient's id at the practice that a task names, for the audit line: no body of it has an NHS number.
function subjectOf(body) {
    const named = body && body.resourceType === 'Order' && body.subject ? body.subject.reference : null;
    const found = typeof named === 'string' ? /^Patient\/([A-Za-z0-9.-]{1,64})$/.exec(named) : null;
    return found ? found[1] : null;
}

// The NHS number that a search names.
function numberAsked(args) {
    const identifier = args ? args.identifier : null;
    const found = typeof identifier === 'string' ? /\|(\d{10})$/.exec(identifier) : null;
    return found ? found[1] : null;
}

// The call of a request to a practice, or null where the table has no such call.
function read(r) {
    // As it was sent: nothing that nginx decodes or merges on the way may make another path of it.
    const sent = r.variables.request_uri.split('?')[0];
    const parts = ADDRESS.exec(sent);
    if (!parts) {
        return null;
    }
    const path = parts[4].replace('%24', '$');
    const body = r.method === 'GET' ? null : json(r.requestText || '');
    const status = wanted(body);
    const rows = table.filter((row) => row.capability === parts[3] && row.verb === r.method && fits(row.path, path)
        && (!row.when || row.when === status) && (r.method === 'GET' || body));
    return rows.length === 1 ? {
        row: rows[0], ods: parts[2], capability: parts[3], path: parts[4],
        number: numberIn(body) || numberAsked(r.args), bookers: r.method === 'POST' ? bookersIn(body) : [],
        subject: subjectOf(body),
    } : null;
}

export default { read, isId };
