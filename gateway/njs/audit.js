// The lasting record: a line before anything leaves, and one for how each request ended (GW-7). NHS numbers stand here and nowhere else.
import fs from 'fs';

function facts(r) {
    const v = r.variables;
    return {
        time: new Date().toISOString(), event: '', trace: v.call_trace, interaction: v.call_interaction, ods: v.call_practice,
        user: v.call_user, role: v.call_role, organisation: v.call_organisation, auth: v.call_auth, nhsNumber: v.call_number,
        patient: v.call_patient, message: v.call_message, mesh: v.call_mesh, verb: r.method, client: v.remote_addr, askedAs: v.call_asked_as,
    };
}

function line(facts) {
    Object.keys(facts).forEach((name) => {
        if (facts[name] === undefined || facts[name] === '') {
            delete facts[name];
        }
    });
    return JSON.stringify(facts);
}

// Before a call leaves. It throws where the line cannot be written, and then nothing leaves.
function asked(r) {
    const told = facts(r);
    told.event = 'asked';
    fs.appendFileSync(process.env.GATEWAY_AUDIT_LOG, line(told) + '\n');
}

// How a request ended; nginx writes it.
function ended(r) {
    const v = r.variables;
    const told = facts(r);
    told.event = v.call_left === 'yes' ? 'answered' : 'blocked';
    told.why = v.call_why;
    told.status = Number(v.status);
    told.upstreamStatus = v.upstream_status;
    const upstream = Math.round(1000 * parseFloat(String(v.upstream_response_time).split(/[:,] */).pop()));
    told.upstreamMilliseconds = v.call_left === 'yes' && upstream >= 0 ? upstream : undefined;
    told.milliseconds = Math.round(1000 * Number(v.request_time));
    told.bytesIn = Number(v.request_length);
    told.bytesOut = Number(v.bytes_sent);
    return line(told);
}

export default { asked, ended };
