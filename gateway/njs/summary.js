// What a posted summary must be before it is kept: whole, of this session's organisation, and the same in message and metadata.
import guard from 'guard.js';

const LIMIT = 5000000;
const ODS = '<system value="https://fhir.nhs.uk/Id/ods-organization-code"/>';
const CONTENT = '<content value="';
const NUMBER = '<system value="https://fhir.nhs.uk/Id/nhs-number"/>';
const ABOUT = ['patient', 'nhsNumber', 'birthDate', 'seen', 'practice', 'practiceOds', 'title', 'recipientType', 'clinician'];

function fault(status, description) {
    return { status: status, description: description + ' Nothing has left.' };
}

function isObject(value) {
    return value && typeof value === 'object' && !Array.isArray(value);
}

function parsed(text) {
    try {
        const value = JSON.parse(text);
        return isObject(value) ? value : null;
    } catch (e) {
        return null;
    }
}

function ids(sent) {
    const named = isObject(sent) ? ['header', 'document', 'bundle', 'encounter'].map((name) => sent[name]) : [];
    const good = named.every((id, index) => typeof id === 'string' && guard.isUuid(id) && id === id.toLowerCase() && named.indexOf(id) === index);
    return named.length > 0 && good ? { header: named[0], document: named[1], bundle: named[2], encounter: named[3] } : null;
}

function isAbout(about) {
    return isObject(about) && JSON.stringify(about).length <= 8000
        && Object.keys(about).every((name) => about[name] === null || typeof about[name] === 'string')
        && ABOUT.every((name) => name in about) && /^\d{10}$/.test(about.nhsNumber);
}

// Plain ASCII that can stand in a header, of a length that MESH takes.
function isHeader(text, limit) {
    return typeof text === 'string' && text.length > 0 && text.length <= limit && /^[ -~]+$/.test(text) && text === text.trim();
}

// The parts of the address that MESH traces.
function address(to) {
    const parts = isHeader(to, 100) ? /^GPPROVIDER_(\d{10})_(\d{8})_([^_]+)$/.exec(to) : null;
    return parts ? { number: parts[1], born: parts[2] } : null;
}

// The text of a message without its attachments, whose bytes say nothing here, and without the lines that our writer puts between elements.
function bare(xml) {
    const parts = [];
    let from = 0;
    while (from >= 0 && from < xml.length) {
        const start = xml.indexOf(CONTENT, from);
        const until = start < 0 ? xml.length : start + CONTENT.length;
        parts.push(xml.slice(from, until).toString());
        from = start < 0 ? -1 : xml.indexOf('"', until);
    }
    return parts.join('').replace(/>\s+</g, '><');
}

// Whether what is told beside the message stands in it, each in its own place.
function agrees(xml, sent, told, to, who) {
    const text = bare(xml);
    const has = (part) => text.indexOf(part) >= 0;
    const born = (/<birthDate value="(\d{4})-(\d\d)-(\d\d)"\/>/.exec(text) || []).slice(1);
    const ours = process.env.GATEWAY_MESH_MAILBOX;
    // Neither a document type nor a comment nor CDATA, in which anything could stand: our writer writes none.
    const begins = text.replace(/^<\?xml [^>]*\?>\s*/, '').indexOf('<Bundle xmlns="http://hl7.org/fhir"><id value="' + sent.bundle + '"/>') === 0;
    return begins && !has('<!')
        && has('<MessageHeader><id value="' + sent.header + '"/>')
        && has('<source><endpoint value="' + ours + '"/></source><focus><reference value="urn:uuid:' + sent.document + '"/></focus>')
        && has('<extension url="SenderReference"><valueString value="' + sent.encounter + '"/></extension>')
        && has('<resource><Bundle><id value="' + sent.document + '"/>')
        && text.split('<identifier>' + ODS + '<value value="').slice(1).every((rest) => rest.indexOf(who.ods + '"/>') === 0) && has('<identifier>' + ODS)
        && has('<meta><versionId value="' + told.version + '"/>')
        && has('<relatesTo>') === (told.version > 1)
        && (told.version === 1 || has('<relatesTo><code value="replaces"/><targetIdentifier><system value="https://tools.ietf.org/html/rfc4122"/><value value="' + told.replaces + '"/>'))
        && has(NUMBER + '<value value="' + to.number + '"/>') && told.about.nhsNumber === to.number
        && (to.born === born.join('') || to.born === born.reverse().join(''));
}

// Reads a body: what is to be kept and sent, or a fault.
function read(r, who) {
    const told = parsed(r.requestText || '');
    if (!told) {
        return fault(400, 'The summary could not be read.');
    }
    const sent = ids(told.sent);
    const metadata = told.metadata;
    const xml = typeof told.message === 'string' ? Buffer.from(told.message, 'base64') : Buffer.from('');
    const isFirst = told.version === 1 && told.replaces === null;
    const isNext = Number.isInteger(told.version) && told.version > 1 && told.version < 1000 && guard.isUuid(String(told.replaces));
    if (!sent || !isObject(metadata) || !isAbout(told.about) || xml.length === 0 || xml.toString('base64') !== told.message || !(isFirst || isNext)) {
        return fault(400, 'The summary is not whole.');
    }
    if (xml.length > LIMIT) {
        return fault(413, 'The message has ' + xml.length + ' bytes, more than the ' + LIMIT + ' that a practice can take.');
    }
    if (metadata.localId !== who.ods) {
        return fault(403, 'The summary is of another organisation than the one that is signed in.');
    }
    if (metadata.from !== process.env.GATEWAY_MESH_MAILBOX) {
        return fault(403, 'The summary names another mailbox than the one of this gateway.');
    }
    const to = address(metadata.to);
    if (!to || metadata.workflowId !== 'GPCONNECT_SEND_DOCUMENT' || !isHeader(metadata.subject, 500)
        || metadata.fileName !== sent.header + '.xml' || metadata.contentType !== 'application/xml') {
        return fault(400, 'What MESH is to be told of the summary is not as it must be.');
    }
    if (!agrees(xml, sent, told, to, who)) {
        return fault(400, 'The message and what is told beside it do not agree.');
    }
    const kept = {};
    ['from', 'to', 'workflowId', 'subject', 'localId', 'fileName', 'contentType'].forEach((name) => { kept[name] = metadata[name]; });
    return { xml: xml, header: sent.header, facts: { at: new Date().toISOString(), by: who.id, sent: sent, version: told.version,
        replaces: told.replaces, about: told.about, metadata: kept } };
}

export default { read };
