// The gateway's handlers. Each step is in a file of its own: who (session), what (call), where (directory), proof (token, audit).
import answer from 'answer.js';
import audit from 'audit.js';
import call from 'call.js';
import directory from 'directory.js';
import guard from 'guard.js';
import outbox from 'outbox.js';
import own from 'own.js';
import national from 'pds.js';
import session from 'session.js';
import token from 'token.js';

const ABSENT = {
    lookup: [503, 'The directory of practices (SDS) did not answer, so nobody knows where to ask. The practice may well be enabled: try again.', 'INTERNAL_SERVER_ERROR'],
    none: [404, 'The directory of practices (SDS) names no endpoint of this practice for this call: it is not enabled there.', 'ORGANISATION_NOT_FOUND'],
    unclear: [502, 'The directory of practices (SDS) does not name exactly one endpoint and ASID of this practice for this call.', 'INTERNAL_SERVER_ERROR'],
    refused: [502, 'The directory of practices (SDS) names an address that this gateway may not ask.', 'INTERNAL_SERVER_ERROR'],
};

// This organisation's own ASID: one system in one organisation has one.
function ownAsid(ods) {
    const own = (process.env.GATEWAY_ASIDS || '').split(/[\s,]+/).map((one) => one.split('='))
        .filter((pair) => pair[0] === ods);
    return own.length === 1 ? own[0][1] : null;
}

// Who asks, told to the audit; undefined where the request has been answered already.
async function enter(r) {
    const v = r.variables;
    v.call_trace = guard.uuid();
    const named = r.headersIn['Ssp-TraceID'] || r.headersIn['X-Request-ID'] || '';
    v.call_asked_as = guard.isUuid(named) ? named : '';
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
    v.call_patient = patient && patient[1].charAt(0) !== '$' ? patient[1] : (asked && asked.subject) || '';
    const who = await enter(r);
    if (!who) {
        return;
    }
    if (guard.isForged(r)) {
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
    // The page was loaded for one organisation, and somebody of another has signed in since; or a host's settings and token differ.
    if (asked.bookers.some((ods) => ods !== who.ods)) {
        answer.refuse(r, 403, 'another organisation', 'The booking is in the name of another organisation than the one that is signed in, '
            + who.ods + '. Nothing was booked.');
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
    r.variables.call_trace = guard.uuid();
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
        v.encounter_cookie = '__Host-encounter=' + guard.uuid() + '; Path=/; Secure; HttpOnly; SameSite=Lax';
    }
    await national.send(r, asked, who, isTold);
}

// The road of summaries (GW-11).
async function mesh(r) {
    const asked = outbox.kind(r);
    r.variables.call_interaction = asked ? 'mesh:' + asked.what : '';
    r.variables.call_message = (asked && asked.header) || '';
    const who = await enter(r);
    if (!who) {
        return;
    }
    if (guard.isForged(r)) {
        answer.refuse(r, 403, 'another site');
        return;
    }
    await outbox.answer(r, asked, who, isTold);
}

// A redirect in the place of an answer.
function redirected(r) {
    answer.refuse(r, 502, 'redirect');
}

export default {
    practice, moved, redirected, pds, mint: national.mint, mesh, signOut: own.signOut, settings: own.settings, health: own.health,
    headers: answer.headers, body: answer.body, ended: audit.ended,
};
