// One call to MESH: with the mailbox's own signature, and its answer judged without a guess (SDOC-01, SDOC-48).
import crypt from 'crypto';
import guard from 'guard.js';

const UNREACHED = 'MESH could not be reached. Nothing has left.';

function listed(setting) {
    return (process.env[setting] || '').split(',').map((one) => one.trim()).filter((one) => one);
}

// Why somebody may not use the gateway's mailbox, in words; nothing where they may.
function hindrance(who) {
    const roles = listed('GATEWAY_MESH_ROLES');
    if (listed('GATEWAY_MESH_ORGANISATIONS').indexOf(who.ods) < 0) {
        return 'This gateway has no mailbox for the organisation ' + who.ods + '.';
    }
    return roles.length === 0 || [who.jobRole, who.role].some((one) => one && roles.indexOf(one) >= 0) ? ''
        : 'The role of this session may neither send nor see summaries.';
}

// Good for one call: a nonce of its own, and the minute.
function authorization() {
    const mailbox = process.env.GATEWAY_MESH_MAILBOX;
    const nonce = guard.uuid();
    const minute = new Date().toISOString().replace(/[-T:]/g, '').slice(0, 12);
    const signed = [mailbox, nonce, '0', process.env.GATEWAY_MESH_PASSWORD, minute].join(':');
    const hash = crypt.createHmac('sha256', process.env.GATEWAY_MESH_SHARED_KEY).update(signed).digest('hex');
    return 'NHSMESH ' + [mailbox, nonce, '0', minute, hash].join(':');
}

function json(text) {
    try {
        return JSON.parse(text) || {};
    } catch (e) {
        return {};
    }
}

function words(value) {
    return typeof value === 'string' ? value.slice(0, 500) : '';
}

// MESH's own code and words, in either version of its errors.
function refusal(reply) {
    const told = json(reply.responseText);
    const first = Array.isArray(told.detail) ? told.detail[0] || {} : {};
    return { kind: 'turnedAway', code: words(first.code || told.errorCode),
        description: words(first.msg || told.errorDescription || told.detail) || 'MESH answered the call with status ' + reply.status + '.' };
}

// What became of a call. Where nothing of it was written to a connection, nothing has left; what is neither taken nor refused is lost.
function judge(reply) {
    const told = json(reply.responseText);
    if ((reply.status === 202 || reply.status === 200) && words(told.message_id)) {
        return { kind: 'taken', message: words(told.message_id) };
    }
    if (reply.status >= 400 && reply.status < 500 && reply.status !== 408) {
        return refusal(reply);
    }
    const sent = /[1-9]/.test(reply.variables.upstream_bytes_sent || '');
    return reply.status === 502 && !sent ? { kind: 'turnedAway', code: '', description: UNREACHED } : { kind: 'answerLost' };
}

// Puts a message into the outbox of MESH, once.
async function post(r, metadata, xml) {
    const v = r.variables;
    v.mesh_authorization = authorization();
    v.mesh_to = metadata.to;
    v.mesh_subject = metadata.subject;
    v.mesh_local_id = metadata.localId;
    v.mesh_file_name = metadata.fileName;
    const reply = await r.subrequest('/_mesh', { method: 'POST', body: xml });
    return judge(reply);
}

export default { hindrance, post };
