// What a request is judged by before anything else, and the ids that it gets.
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function isUuid(text) {
    return UUID.test(text);
}

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

export default { uuid, isUuid, isForged };
