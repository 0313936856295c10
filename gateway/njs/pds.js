// The Personal Demographics Service: a trace by NHS number as this application, a search by demographics as the person (GW-10).
import crypt from 'crypto';
import fs from 'fs';
import answer from 'answer.js';

const b64 = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const ID_TOKEN = 'urn:ietf:params:oauth:token-type:id_token';

// Which of the two a request is; null where it is neither.
function kind(r) {
    const path = r.variables.request_uri.split('?')[0].replace(/^\/host/, '');
    if (r.method !== 'GET') {
        return null;
    }
    const trace = /^\/pds\/Patient\/(\d{10})$/.exec(path);
    return trace ? { number: trace[1], path: path, asPerson: false } : path === '/pds/Patient' ? { number: '', path: path, asPerson: true } : null;
}

// A call to PDS, once somebody is signed in.
async function send(r, asked, who, isTold) {
    const v = r.variables;
    if (asked.asPerson && (who.auth !== 'cis2' || !who.idToken)) {
        answer.refuse(r, 403, 'no PDS user access', 'A search by demographics needs a sign-in with CIS2; this session has none.');
        return;
    }
    v.token_subject = asked.asPerson ? who.idToken : '';
    v.token_key = asked.asPerson ? crypt.createHash('sha256').update(who.idToken).digest('hex') : 'application';
    const reply = await r.subrequest('/_token', { method: 'GET' });
    const token = reply.status === 200 ? JSON.parse(reply.responseText).access_token : null;
    if (!token) {
        answer.refuse(r, 503, 'no token of the platform', 'The API platform gave no access to PDS.');
        return;
    }
    v.pds_token = token;
    v.pds_organisation = who.ods;
    v.pds_role = asked.asPerson ? who.roleProfile : '';
    v.pds_url = asked.path.replace('/pds/', '/personal-demographics/FHIR/R4/') + (v.args ? '?' + v.args : '');
    // The app keeps one over its retries.
    v.pds_request = v.call_asked_as || v.call_trace;
    if (isTold(r)) {
        r.internalRedirect('@pds');
    }
}

function importKey() {
    const pem = fs.readFileSync(process.env.GATEWAY_PLATFORM_KEY).toString().replace(/-----[^-]+-----|\s/g, '');
    return crypto.subtle.importKey('pkcs8', Buffer.from(pem, 'base64'), { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-512' }, false, ['sign']);
}

// Asks the platform for a token; nginx keeps the answer for nine minutes (`/_token`).
async function mint(r) {
    const iss = process.env.GATEWAY_PLATFORM_API_KEY;
    const exp = Math.floor(Date.now() / 1000) + 300;
    const jti = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('hex');
    const claims = { iss: iss, sub: iss, aud: process.env.GATEWAY_PLATFORM + '/oauth2/token', jti: jti, exp: exp };
    const signed = b64({ alg: 'RS512', typ: 'JWT', kid: process.env.GATEWAY_PLATFORM_KEY_ID }) + '.' + b64(claims);
    const key = await importKey();
    const signature = await crypto.subtle.sign({ name: 'RSASSA-PKCS1-v1_5' }, key, signed);
    const form = { client_assertion_type: ASSERTION, client_assertion: signed + '.' + Buffer.from(signature).toString('base64url') };
    const subject = r.headersIn['X-Subject-Token'];
    if (subject) {
        form.grant_type = EXCHANGE;
        form.subject_token = subject;
        form.subject_token_type = ID_TOKEN;
    } else {
        form.grant_type = 'client_credentials';
    }
    const body = Object.keys(form).map((name) => name + '=' + encodeURIComponent(form[name])).join('&');
    const reply = await r.subrequest('/oauth2/token', { method: 'POST', body: body });
    r.headersOut['Content-Type'] = 'application/json';
    r.return(reply.status, reply.responseText || '');
}

export default { kind, send, mint };
