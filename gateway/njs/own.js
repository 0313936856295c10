// The gateway's own addresses: the app's settings, signing out and health.
import fs from 'fs';
import answer from 'answer.js';
import guard from 'guard.js';
import mesh from 'mesh.js';
import session from 'session.js';
import spool from 'spool.js';

// Ends the session (FS-13). It is done where nobody is signed in any more.
async function signOut(r) {
    r.variables.call_trace = guard.uuid();
    if (r.method !== 'POST' || guard.isForged(r)) {
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
    r.status = 204;
    r.sendHeader();
    r.finish();
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
    // Without a mailbox for this person nothing of writing back is shown (GW-11).
    if (process.env.GATEWAY_MESH_MAILBOX && !mesh.hindrance(who)) {
        config.writeBack = Object.assign({}, config.writeBack, { outbox: '/mesh/', mailbox: process.env.GATEWAY_MESH_MAILBOX });
    } else {
        delete config.writeBack;
    }
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
    // The worker on another machine, or none: those who read and book need not wait for it.
    if (process.env.GATEWAY_MESH_MAILBOX) {
        parts.mesh = spool.isFetched() ? 'ok' : 'late';
    }
    r.headersOut['Content-Type'] = 'application/json';
    r.return(parts.session === 'ok' && parts.audit === 'ok' ? 200 : 503, JSON.stringify(parts));
}

export default { signOut, settings, health };
