// Where a practice is: the endpoint of one interaction and its ASID, from the Spine directory service (SDS) alone (GW-5).
const PREFIX = 'urn:nhs:names:services:gpconnect:';
const ID = 'https://fhir.nhs.uk/Id/';

function value(resource, system) {
    const found = (resource.identifier || []).filter((one) => one.system === ID + system);
    return found.length === 1 ? found[0].value : null;
}

// The resources of a look-up, or null where it failed. An empty list is an answer.
async function search(r, kind, key, fresh, identifiers) {
    r.variables.directory_key = key;
    r.variables.directory_fresh = fresh ? 'no-cache' : '';
    const asked = identifiers.map((one) => 'identifier=' + encodeURIComponent(ID + one[0] + '|' + one[1]));
    asked.unshift('organization=' + encodeURIComponent(ID + 'ods-organization-code|' + r.variables.call_ods));
    const reply = await r.subrequest('/_directory/' + kind, { method: 'GET', args: asked.join('&') });
    if (reply.status !== 200) {
        return null;
    }
    try {
        const bundle = JSON.parse(reply.responseText);
        return bundle.resourceType === 'Bundle'
            ? (bundle.entry || []).map((entry) => entry.resource).filter((one) => one && one.resourceType === kind) : null;
    } catch (e) {
        return null;
    }
}

// https, a name and no number, no port, no user, no query; and on the site's list, where it has one.
function isAllowed(address) {
    const host = /^https:\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]+)(\/[A-Za-z0-9._~-]+)+$/i.exec(address || '');
    const suffixes = (process.env.GATEWAY_PRACTICE_HOSTS || '').split(/[\s,]+/).filter((one) => one);
    return host && address.indexOf('..') < 0 && (suffixes.length === 0 || suffixes.some((suffix) => {
        const name = host[1].toLowerCase();
        return name === suffix || name.slice(-suffix.length - 1) === '.' + suffix;
    }));
}

// The address and ASID for a call; `fault` says which of the ways to have none it is.
async function find(r, call, key, fresh) {
    r.variables.call_ods = call.ods;
    const interaction = ['nhsServiceInteractionId', PREFIX + call.row.interaction];
    // The message handling system first, then the accredited system of the same party (FND-01).
    const endpoints = await search(r, 'Endpoint', key, fresh, [interaction]);
    if (!endpoints) {
        return { fault: 'lookup' };
    }
    if (endpoints.length === 0) {
        return { fault: 'none' };
    }
    const party = value(endpoints[0], 'nhsMhsPartyKey');
    const address = endpoints[0].address;
    if (endpoints.length > 1 || !party) {
        return { fault: 'unclear' };
    }
    if (!isAllowed(address)) {
        return { fault: 'refused' };
    }
    const devices = await search(r, 'Device', key, fresh, [interaction, ['nhsMhsPartyKey', party]]);
    if (!devices) {
        return { fault: 'lookup' };
    }
    const asid = devices.length === 1 ? value(devices[0], 'nhsSpineASID') : null;
    return /^\d{12}$/.test(asid || '') ? { address, asid } : { fault: 'unclear' };
}

export default { find, PREFIX };
