// The gateway's handlers. Each step is in a file of its own: who (session), what (call), where (directory), proof (token, audit).
import fs from 'fs';
import answer from 'answer.js';
import audit from 'audit.js';
import call from 'call.js';
import directory from 'directory.js';
import national from 'pds.js';
import session from 'session.js';
import token from 'token.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const ABSENT = {
    lookup: [503, 'The directory of practices (SDS) did not answer, so nobody knows where to ask. The practice may well be enabled: try again.', 'INTERNAL_SERVER_ERROR'],
    none: [404, 'The directory of practices (SDS) names no endpoint of this practice for this call: it is not enabled there.', 'ORGANISATION_NOT_FOUND'],
    unclear: [502, 'The directory of practices (SDS) does not name exactly one endpoint and ASID of this practice for this call.', 'INTERNAL_SERVER_ERROR'],
    refused: [502, 'The directory of practices (SDS) names an address that this gateway may not ask.', 'INTERNAL_SERVER_ERROR'],
};

function uuid() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = bytes[6] & 15 | 64;
    bytes[8] = bytes[8] & 63 | 128;
    const hex = Buffer.from(bytes).toString('hex');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

// Another site cannot send these headers, nor a browser these values (GW-9).
function isForged(r) {
    const site = r.headersIn['Sec-Fetch-Site'];
    return r.method !== 'GET' && (!(r.headersIn['Ssp-TraceID'] || r.headersIn['X-Request-ID']) || (site && site !== 'same-origin'));
}

// This organisation's own ASID: one system in one organisation has one.
function ownAsid(ods) {
    const own = (process.env.GATEWAY_ASIDS || '').split(/[\s,]+/).map((one) => one.split('='))
        .filter((pair) => pair[0] === ods);
    return own.length === 1 ? own[0][1] : null;
}

// Who asks, told to the audit; undefined where the request has been answered already.
async function enter(r) {
    const v = r.variables;
    v.call_trace = uuid();
    const named = r.headersIn['Ssp-TraceID'] || r.headersIn['X-Request-ID'] || '';
    v.call_asked_as = UUID.test(named) ? named : '';
    const found = await session.of(r);
    if (found.refused) {
        answer.refuse(r, found.refused, found.refused === 503 ? 'session helper' : 'session');
        return undefined;
    }
    const who = found.who;
    v.call_user = who.id;
    v.call_role = who.roleProfile || who.role;
    v.call_organisation = who.ods;
    v.call_auth = who.auth;
    return who;
}

// A line of the audit, without which nothing leaves.
function isTold(r) {
    try {
        audit.asked(r);
        r.variables.call_left = 'yes';
        return true;
    } catch (e) {
        answer.refuse(r, 503, 'audit log');
        return false;
    }
}

// Sets where a call goes and what goes with it.
function aim(r, asked, who, found) {
    const v = r.variables;
    v.spine_root = found.address;
    v.spine_url = found.address + '/' + asked.path + (v.args ? '?' + v.args : '');
    v.spine_to = found.asid;
    v.spine_interaction = directory.PREFIX + asked.row.interaction;
    v.spine_token = token.encode(asked, who, found.address);
}

// A call to a practice.
async function practice(r) {
    const v = r.variables;
    const asked = call.read(r);
    const parts = /^((?:\/host)?\/gpc\/([A-Z0-9]{3,10})\/[a-z]+)\//.exec(r.uri);
    v.call_practice = parts ? parts[2] : '';
    v.call_base = parts ? parts[1] : '';
    v.call_interaction = asked ? asked.row.interaction : '';
    v.call_number = (asked && asked.number) || '';
    const patient = asked && /^Patient\/([A-Za-z0-9.-]+)\//.exec(asked.path);
    v.call_patient = patient && patient[1].charAt(0) !== '$' ? patient[1] : '';
    const who = await enter(r);
    if (!who) {
        return;
    }
    if (isForged(r)) {
        answer.refuse(r, 403, 'another site');
        return;
    }
    if (!asked) {
        answer.refuse(r, 404, 'not in the table');
        return;
    }
    v.spine_from = ownAsid(who.ods) || '';
    if (!v.spine_from) {
        answer.refuse(r, 403, 'no ASID', 'This gateway has no ASID for the organisation ' + who.ods + '.');
        return;
    }
    const found = await directory.find(r, asked, who.key, false);
    if (found.fault) {
        const words = ABSENT[found.fault];
        answer.refuse(r, words[0], 'directory: ' + found.fault, words[1], words[2]);
        return;
    }
    aim(r, asked, who, found);
    if (!isTold(r)) {
        return;
    }
    if (asked.row.changes) {
        await change(r, asked, who);
    } else {
        r.internalRedirect('@spine');
    }
}

// Whether Spine itself turned a call away because the directory has changed: it has not reached the practice.
function isMoved(reply) {
    return reply.status === 400 && /ENDPOINT_[^"]*VARIES_FROM_TARGETURL/.test(reply.responseText || '');
}

// Looks the practice up afresh and asks once more (GW-5).
async function again(r, asked, who) {
    const found = await directory.find(r, asked, who.key, true);
    if (found.fault) {
        return null;
    }
    aim(r, asked, who, found);
    r.variables.call_trace = uuid();
    return isTold(r) ? r.subrequest('/_spine', { method: r.method, body: r.requestText || '' }) : undefined;
}

// Hands on an answer that was read whole.
function hand(r, reply) {
    const text = reply.responseText || '';
    if (answer.isOther(reply.status, reply.headersOut['Content-Type'] || '', text === '')) {
        if (reply.headersOut['Retry-After']) {
            r.headersOut['Retry-After'] = reply.headersOut['Retry-After'];
        }
        answer.refuse(r, reply.status < 400 ? 502 : reply.status, 'no FHIR');
        return;
    }
    answer.KEPT.forEach((name) => {
        const value = reply.headersOut[name];
        if (value && name !== 'content-length' && name !== 'content-encoding') {
            r.headersOut[name] = value;
        }
    });
    // nginx would judge If-Match itself for an answer of 200 that it sends from here, against the version after the change, and call
    // 412 what was saved. The filter of headers comes later, and gives the status back.
    const isJudged = reply.status === 200 && r.headersIn['If-Match'];
    r.variables.answer_status = isJudged ? '200' : '';
    r.return(isJudged ? 201 : reply.status, text);
}

// A change is small, is sent once, and its answer is read before it is handed on.
async function change(r, asked, who) {
    let reply = await r.subrequest('/_spine', { method: r.method, body: r.requestText });
    if (isMoved(reply)) {
        const second = await again(r, asked, who);
        if (second === undefined) {
            return;
        }
        reply = second || reply;
    }
    hand(r, reply);
}

// A read that was answered with 400 is asked again at an address looked up afresh: its answer was not kept.
async function moved(r) {
    const asked = call.read(r);
    const who = await enter(r);
    if (!who) {
        return;
    }
    const reply = await again(r, asked, who);
    if (reply) {
        hand(r, reply);
    } else if (reply === null) {
        answer.refuse(r, 503, 'directory: lookup', ABSENT.lookup[1]);
    }
}

// A call to PDS.
async function pds(r) {
    const v = r.variables;
    const asked = national.kind(r);
    v.call_interaction = 'pds';
    v.call_number = asked ? asked.number : '';
    const who = await enter(r);
    if (!who) {
        return;
    }
    if (!asked) {
        answer.refuse(r, 404, 'not in the table');
        return;
    }
    // A trace begins an encounter: where practices are is asked anew for it (FND-03). The cookie is a number, in the caches' key alone.
    if (!asked.asPerson && who.auth !== 'host') {
        v.encounter_cookie = '__Host-encounter=' + uuid() + '; Path=/; Secure; HttpOnly; SameSite=Lax';
    }
    await national.send(r, asked, who, isTold);
}

// Send Document leaves by MESH, and this gateway has no mailbox yet (GW-11).
function mesh(r) {
    r.variables.call_trace = uuid();
    answer.refuse(r, 404, 'not set up here', 'Sending documents is not set up here.', 'NOT_FOUND');
}

// Ends the session (FS-13). It is done where nobody is signed in any more.
async function signOut(r) {
    const site = r.headersIn['Sec-Fetch-Site'];
    r.variables.call_trace = uuid();
    if (r.method !== 'POST' || (site && site !== 'same-origin')) {
        answer.refuse(r, r.method === 'POST' ? 403 : 404, 'another site');
        return;
    }
    const reply = await r.subrequest('/_sign_out', { method: 'GET' });
    if (reply.status >= 500) {
        answer.refuse(r, 503, 'session helper');
        return;
    }
    const cookies = reply.headersOut['Set-Cookie'];
    if (cookies) {
        r.headersOut['Set-Cookie'] = cookies;
    }
    r.headersOut['Cache-Control'] = 'no-store';
    r.return(204);
}

// A redirect in the place of an answer.
function redirected(r) {
    answer.refuse(r, 502, 'redirect');
}

// The app's settings: the site's own, with the person and the organisation of the session.
async function settings(r) {
    const found = await session.of(r);
    if (found.refused) {
        answer.refuse(r, found.refused, 'session');
        return;
    }
    const who = found.who;
    const config = JSON.parse(fs.readFileSync(process.env.GATEWAY_APP_SETTINGS));
    config.mode = 'gateway';
    config.organisation = Object.assign({}, config.organisation, { ods: who.ods, name: who.organisation });
    if (who.kind) {
        config.organisation.type = who.kind;
    }
    if (who.phone) {
        config.organisation.phone = who.phone;
    }
    config.user = { id: who.id, family: who.family, given: who.given, prefix: who.prefix, role: who.role,
        sdsUserId: who.auth === 'cis2' ? who.id : 'UNK', sdsRoleProfileId: who.roleProfile || 'UNK', jobRoleCode: who.jobRole || 'UNK' };
    // Where the lock ends the session, and whether this person may search PDS by name (FS-13, GW-10).
    config.signOut = config.signOut || './signout';
    config.pds = Object.assign({}, config.pds, { userAccess: who.auth === 'cis2' && Boolean(who.idToken) });
    r.headersOut['Content-Type'] = 'application/json';
    r.headersOut['Cache-Control'] = 'no-store';
    r.return(200, JSON.stringify(config));
}

// Whether this gateway can work: its audit log takes lines and the session helper answers.
async function health(r) {
    const reply = await r.subrequest('/_session', { method: 'GET' });
    const parts = { session: reply.status < 500 ? 'ok' : 'down', audit: 'ok' };
    try {
        fs.appendFileSync(process.env.GATEWAY_AUDIT_LOG, '');
    } catch (e) {
        parts.audit = 'down';
    }
    r.headersOut['Content-Type'] = 'application/json';
    r.return(parts.session === 'ok' && parts.audit === 'ok' ? 200 : 503, JSON.stringify(parts));
}

export default { practice, moved, redirected, pds, mint: national.mint, mesh, signOut, settings, health, headers: answer.headers, body: answer.body, ended: audit.ended };
