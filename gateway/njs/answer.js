// What the browser gets: FHIR as it came, and an OperationOutcome with the trace id for everything else (GW-8).
const CODES = 'https://fhir.nhs.uk/STU3/CodeSystem/Spine-ErrorOrWarningCode-1';
const WORDS = {
    400: ['BAD_REQUEST', 'The gateway could not read the request.'],
    401: ['ACCESS_DENIED', 'The session has ended. Sign in again.'],
    403: ['ACCESS_DENIED', 'The session does not allow this.'],
    404: ['NOT_FOUND', 'The gateway knows no such call.'],
    413: ['BAD_REQUEST', 'The request is larger than the gateway lets through.'],
    429: ['INTERNAL_SERVER_ERROR', 'Too many questions in a short time.'],
    502: ['INTERNAL_SERVER_ERROR', 'No answer that can be read came from the other side.'],
    503: ['INTERNAL_SERVER_ERROR', 'A part of the gateway is not there.'],
    504: ['INTERNAL_SERVER_ERROR', 'No answer came in time.'],
};
// What passes back from a practice or from PDS; the rest is for the gateway to know.
const KEPT = ['content-type', 'content-length', 'content-encoding', 'etag', 'last-modified', 'location', 'retry-after'];

function outcome(status, trace, diagnostics, code) {
    const words = WORDS[status] || WORDS[502];
    return JSON.stringify({ resourceType: 'OperationOutcome', issue: [{ severity: 'error',
        code: status === 401 || status === 403 ? 'forbidden' : status === 404 ? 'not-found' : status < 500 ? 'invalid' : 'exception',
        details: { coding: [{ system: CODES, code: code || words[0], display: words[1] }] },
        diagnostics: (diagnostics || words[1]) + (trace ? ' Trace ' + trace + '.' : '') }] });
}

// What is said in the place of an answer: an outcome, or on the road of summaries, which is no FHIR, its words alone.
function said(r, status, diagnostics, code) {
    const v = r.variables;
    if (!/^(\/host)?\/mesh\//.test(v.request_uri)) {
        return { type: 'application/fhir+json;charset=utf-8', text: outcome(status, v.call_trace, diagnostics, code) };
    }
    const words = diagnostics || (WORDS[status] || WORDS[502])[1] + (v.call_left === 'yes' ? '' : ' Nothing has left.');
    return { type: 'application/json', text: JSON.stringify({ description: words + (v.call_trace ? ' Trace ' + v.call_trace + '.' : '') }) };
}

// Ends a request that goes no further.
function refuse(r, status, why, diagnostics, code) {
    const told = said(r, status, diagnostics, code);
    r.variables.call_why = why;
    r.headersOut['Content-Type'] = told.type;
    r.return(status, told.text);
}

function isFhir(type) {
    return /json|fhir\+xml/i.test(type);
}

function isPage(type) {
    return /html/i.test(type);
}

// Whether something is no answer to hand on: part of one, a page, a redirect, or a refusal that is no FHIR.
function isOther(status, type, isEmpty) {
    return status === 206 || isPage(type) || (status >= 300 && (status < 400 || !isFhir(type) || isEmpty));
}

// Where a new resource is, as the browser reaches it.
function location(r, sent) {
    const root = r.variables.spine_root;
    return root && sent.indexOf(root + '/') === 0 ? r.variables.call_base + sent.slice(root.length) : null;
}

// Filter of headers: keeps what the app may rely on, and finds what is no FHIR.
function headers(r) {
    if (r.variables.answer_status) {
        r.status = Number(r.variables.answer_status);
    }
    const type = r.headersOut['Content-Type'] || '';
    const isEmpty = r.headersOut['Content-Length'] === '0' || r.status === 204;
    const other = isOther(r.status, type, isEmpty);
    Object.keys(r.headersOut).forEach((name) => {
        const low = name.toLowerCase();
        if (KEPT.indexOf(low) < 0 || (other && low !== 'retry-after')) {
            delete r.headersOut[name];
        }
    });
    if (r.headersOut.Location) {
        const here = location(r, r.headersOut.Location);
        if (here) {
            r.headersOut.Location = here;
        } else {
            delete r.headersOut.Location;
        }
    }
    if (other) {
        // njs 0.7.9 changes it over HTTP/2 only; over HTTP/1.1 the outcome comes with the status that the practice gave.
        if (r.status < 400) {
            r.status = 502;
        }
        r.headersOut['Content-Type'] = said(r, r.status).type;
        if (r.status === 429 && !r.headersOut['Retry-After']) {
            r.headersOut['Retry-After'] = '1';
        }
        r.variables.answer_other = String(r.status);
    }
    r.headersOut['Cache-Control'] = 'no-store';
    if (r.variables.call_trace) {
        r.headersOut['Ssp-TraceID'] = r.variables.call_trace;
    }
    const cookies = [r.variables.session_cookie, r.variables.encounter_cookie].filter((one) => one);
    if (cookies.length > 0) {
        r.headersOut['Set-Cookie'] = cookies;
    }
}

// Filter of bodies: puts the outcome in the place of the first piece and drops the others; FHIR is not touched.
function body(r, data, flags) {
    const other = r.variables.answer_other;
    if (!other) {
        r.sendBuffer(data, flags);
        r.done();
    } else if (other !== 'told') {
        r.variables.answer_other = 'told';
        r.sendBuffer(said(r, Number(other)).text, { last: false });
        if (flags.last) {
            r.sendBuffer('', flags);
        }
    } else if (flags.last) {
        r.sendBuffer('', flags);
    }
}

export default { refuse, headers, body, isOther, KEPT };
