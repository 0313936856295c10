// The outbox of summaries (GW-11): kept before MESH is asked, sent once, never again by itself. docs/write-back.md is its contract.
import answer from 'answer.js';
import guard from 'guard.js';
import mesh from 'mesh.js';
import spool from 'spool.js';
import summary from 'summary.js';

const HERE = 'This summary is here already; nothing was sent now.';
const LOST = 'MESH has not answered. The summary may have been sent or not.';

// Which of its calls a request is; null where it is none.
function kind(r) {
    const path = r.variables.request_uri.split('?')[0].replace(/^\/host/, '');
    const one = /^\/mesh\/messages\/([0-9a-f-]{36})\/(message|again)$/.exec(path);
    const what = one ? one[2] : path === '/mesh/messages' ? { GET: 'list', POST: 'send' }[r.method] : undefined;
    const verb = { list: 'GET', send: 'POST', message: 'GET', again: 'POST' }[what];
    return r.method === verb && (!one || guard.isUuid(one[1])) ? { what: what, header: one ? one[1] : '' } : null;
}

function tell(r, status, value) {
    r.headersOut['Content-Type'] = 'application/json';
    r.return(status, JSON.stringify(value));
}

function known(r, who, header, description) {
    let events;
    try {
        events = spool.events(who.ods, header);
    } catch (e) {
        // It is here, and what became of it cannot be read.
        answer.refuse(r, 504, 'spool: ' + e.message, LOST);
        return;
    }
    r.variables.call_why = 'known';
    tell(r, 409, { description: description, events: events });
}

// One call to MESH, its end kept, and what the page is told of it.
async function leave(r, who, header, count, metadata, xml) {
    let end;
    try {
        end = await mesh.post(r, metadata, xml);
    } catch (e) {
        end = { kind: 'answerLost' };
    }
    // In the audit line as well: a report of MESH names it.
    r.variables.call_mesh = end.message || '';
    try {
        spool.add(who.ods, header, count, end);
    } catch (e) {
        // Told now and unknown later, which is the side to err on.
        r.variables.call_why = 'spool';
    }
    if (end.kind === 'taken') {
        tell(r, 202, { message: end.message });
    } else if (end.kind === 'turnedAway') {
        r.variables.call_why = 'turned away by MESH';
        tell(r, 422, { code: end.code, description: end.description });
    } else {
        r.variables.call_why = 'no answer of MESH';
        tell(r, 504, { description: LOST });
    }
}

async function send(r, who, isTold) {
    const read = summary.read(r, who);
    if (read.status) {
        answer.refuse(r, read.status, 'summary', read.description);
        return;
    }
    const v = r.variables;
    v.call_message = read.header;
    v.call_practice = /^[A-Z0-9]{3,10}$/.test(read.facts.about.practiceOds) ? read.facts.about.practiceOds : '';
    if (spool.has(who.ods, read.header)) {
        known(r, who, read.header, HERE);
        return;
    }
    if (!isTold(r)) {
        return;
    }
    let isNew;
    try {
        isNew = spool.keep(who.ods, read.header, read.xml, read.facts);
    } catch (e) {
        answer.refuse(r, 503, 'spool', 'The gateway cannot keep the summary: its disk takes nothing. Nothing has left.');
        return;
    }
    if (isNew) {
        await leave(r, who, read.header, 1, read.facts.metadata, read.xml);
    } else {
        known(r, who, read.header, HERE);
    }
}

// Whether nothing says that MESH has the message, and nothing says that it has not: State::Unknown of send-document.
function isUnknown(events) {
    const has = (kind) => events.some((event) => event.kind === kind);
    return !has('taken') && !has('reported') && !has('answered') && (has('answerLost') || !has('turnedAway'));
}

// A call that began so long ago ended, whatever became of it.
function isOver(event) {
    return Date.now() - Date.parse(event.at) > (2 * Number(process.env.GATEWAY_TIMEOUT) + 15) * 1000;
}

// The same bytes once more, as the user decided.
async function again(r, who, header, isTold) {
    const before = spool.history(who.ods, header);
    const last = before.events.filter((event) => event.kind === 'posted').pop();
    if (!isUnknown(before.events)) {
        known(r, who, header, 'What became of this summary is known; nothing was sent now.');
    } else if (!before.hasEnded && !isOver(last)) {
        known(r, who, header, 'This summary is being sent; nothing was sent a second time.');
    } else if (isTold(r)) {
        if (!before.hasEnded) {
            spool.add(who.ods, header, before.count, { kind: 'answerLost' });
        }
        if (spool.begin(who.ods, header, before.count + 1)) {
            await leave(r, who, header, before.count + 1, spool.facts(who.ods, header).metadata, spool.message(who.ods, header));
        } else {
            known(r, who, header, 'This summary is being sent; nothing was sent a second time.');
        }
    }
}

// What is asked, once somebody is signed in.
async function reply(r, asked, who, isTold) {
    if (asked.what === 'send') {
        await send(r, who, isTold);
    } else if (asked.what === 'list') {
        const told = Object.assign(spool.list(who.ods), { unmatched: spool.unmatched() });
        if (isTold(r)) {
            tell(r, 200, told);
        }
    } else if (!spool.has(who.ods, asked.header)) {
        answer.refuse(r, 404, 'no such summary', 'This organisation has sent no such summary.');
    } else if (asked.what === 'again') {
        await again(r, who, asked.header, isTold);
    } else if (isTold(r)) {
        // Never drawn by a browser as a page of this site, whatever its XML says.
        r.headersOut['Content-Type'] = 'application/octet-stream';
        r.return(200, spool.message(who.ods, asked.header));
    }
}

async function answerTo(r, asked, who, isTold) {
    if (!process.env.GATEWAY_MESH_MAILBOX) {
        answer.refuse(r, 404, 'not set up here', 'Sending summaries is not set up here.');
    } else if (mesh.hindrance(who)) {
        answer.refuse(r, 403, 'no mailbox', mesh.hindrance(who) + ' Nothing has left.');
    } else if (!asked) {
        answer.refuse(r, 404, 'not in the table', 'The gateway knows no such call. Nothing has left.');
    } else {
        try {
            await reply(r, asked, who, isTold);
        } catch (e) {
            // 503 promises that nothing has left.
            const left = r.method === 'POST' && r.variables.call_left === 'yes';
            answer.refuse(r, left ? 504 : 503, 'spool: ' + e.message, left ? LOST : 'What the gateway keeps of the summaries cannot be read just now.');
        }
    }
}

export default { kind, answer: answerTo };
