// What the pretend Spine answers. `notes.json` is what a test told it: where practices are, and what goes wrong.
import fs from 'fs';

const ID = 'https://fhir.nhs.uk/Id/';
const notes = () => JSON.parse(fs.readFileSync(process.env.NOTES));
const unquoted = (text) => decodeURIComponent(text);

function send(r, status, value) {
    r.headersOut['Content-Type'] = 'application/fhir+json';
    r.return(status, JSON.stringify(value));
}
function refusal(r, status, text) {
    send(r, status, { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'invalid', diagnostics: text,
        details: { coding: [{ system: 'http://fhir.nhs.net/ValueSet/gpconnect-schedule-response-code-1-0', code: String(status), display: text }] } }] });
}

function proxy(r) {
    r.variables.seen_as = 'proxy';
    const told = notes();
    const sent = r.variables.request_uri.slice(1);
    const place = Object.keys(told.practices).some((ods) => {
        const roots = told.practices[ods];
        return Object.keys(roots).some((name) => sent.indexOf(roots[name].address + '/') === 0 && roots[name].asid === r.headersIn['Ssp-To']);
    });
    if (!place) {
        refusal(r, 400, 'ENDPOINT_https://somewhere_CPAID_1_VARIES_FROM_TARGETURL_' + sent.slice(0, 40));
        return;
    }
    if (told.html) {
        r.headersOut['Content-Type'] = 'text/html';
        r.return(told.html, '<!doctype html><title>Log in</title>' + 'x'.repeat(told.htmlSize || 10));
        return;
    }
    if (told.redirect) {
        r.return(302, 'https://elsewhere.test/login');
        return;
    }
    if (told.empty) {
        r.return(told.empty);
        return;
    }
    r.internalRedirect(told.large && sent.indexOf('/Binary/') > 0 ? '@large' : '@practice');
}

// The name of the capability that an interaction belongs to, as the tests know it.
function capability(interaction) {
    const end = interaction.replace('urn:nhs:names:services:gpconnect:', '');
    return end.indexOf('documents:') === 0 ? 'documents' : end.indexOf('getstructuredrecord') > 0 ? 'structured'
        : /getcarerecord|create:order$|search:patient$|search:organization$/.test(end) ? 'html' : 'foundations';
}

function directory(r) {
    r.variables.seen_as = 'directory';
    const told = notes();
    if (told.directory === 'down') {
        r.return(502, 'LDAP');
        return;
    }
    const asked = unquoted(r.variables.args);
    const ods = /organization-code\|([A-Z0-9]+)/.exec(asked)[1];
    const interaction = /nhsServiceInteractionId\|([^&]+)/.exec(asked)[1];
    const practice = told.directory && told.directory[ods] !== undefined ? told.directory[ods] : (told.stale && !r.headersIn['Cache-Control'] ? told.stale[ods] : null) || told.practices[ods];
    const root = practice ? practice[capability(interaction)] : null;
    const party = [{ system: ID + 'nhsMhsPartyKey', value: ods + '-800001' }];
    const isDevice = r.uri.slice(-7) === '/Device';
    const resources = !root ? [] : isDevice
        ? [{ resourceType: 'Device', identifier: party.concat([{ system: ID + 'nhsSpineASID', value: root.asid }]) }]
        : [{ resourceType: 'Endpoint', status: 'active', address: root.address, identifier: party }];
    if (root && root.twice && !isDevice) {
        resources.push(resources[0]);
    }
    send(r, 200, { resourceType: 'Bundle', type: 'searchset', total: resources.length, entry: resources.map((one) => ({ resource: one })) });
}

async function token(r) {
    r.variables.seen_as = 'token';
    const form = {};
    (r.requestText || '').split('&').forEach((pair) => { form[pair.split('=')[0]] = unquoted(pair.split('=').slice(1).join('=')); });
    const parts = (form.client_assertion || '').split('.');
    const pem = fs.readFileSync(notes().platformKey).toString().replace(/-----[^-]+-----|\s/g, '');
    const key = await crypto.subtle.importKey('spki', Buffer.from(pem, 'base64'), { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-512' }, false, ['verify']);
    const isOurs = await crypto.subtle.verify({ name: 'RSASSA-PKCS1-v1_5' }, key, Buffer.from(parts[2], 'base64url'), parts[0] + '.' + parts[1]);
    const header = JSON.parse(Buffer.from(parts[0], 'base64url').toString());
    if (!isOurs || header.alg !== 'RS512' || header.kid !== 'platform-1') {
        r.return(401, '{"error":"invalid_client"}');
        return;
    }
    const person = form.grant_type.indexOf('token-exchange') > 0 && form.subject_token ? JSON.parse(Buffer.from(form.subject_token.split('.')[1], 'base64url').toString()).sub : '';
    r.headersOut['Content-Type'] = 'application/json';
    r.return(200, JSON.stringify({ access_token: person ? 'person-' + person : 'application', expires_in: '599', token_type: 'Bearer' }));
}

function demographics(r) {
    const bearer = r.headersIn.Authorization || '';
    r.variables.seen_as = 'pds';
    if (!/^Bearer (application|person-\d+)$/.test(bearer)) {
        refusal(r, 401, 'no token');
    } else if (/\/Patient$/.test(r.uri)) {
        if (bearer === 'Bearer application') {
            refusal(r, 403, 'user access only');
        } else {
            send(r, 200, { resourceType: 'Bundle', type: 'searchset', total: 0, entry: [] });
        }
    } else {
        r.internalRedirect('@pds');
    }
}

export default { proxy, directory, token, demographics };
