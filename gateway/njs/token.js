// The audit token of a practice call: unsigned by the specification, made anew for each call from the session (FND-06, FND-07).
const b64 = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const LIFETIME = 300;

function local(kind) {
    return process.env.GATEWAY_ISSUER.replace(/\/+$/, '') + '/Id/' + kind;
}

function device(who) {
    return { resourceType: 'Device', identifier: [{ system: local('device'), value: 'gateway' }],
        model: 'GP Connect viewer', version: process.env.GATEWAY_VERSION };
}

function stu3(call, who, root) {
    const name = { family: who.family, given: [who.given] };
    if (who.prefix) {
        name.prefix = [who.prefix];
    }
    return {
        aud: root,
        requesting_device: device(who),
        requesting_organization: { resourceType: 'Organization', name: who.organisation,
            identifier: [{ system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: who.ods }] },
        requesting_practitioner: { resourceType: 'Practitioner', id: who.id, name: [name], identifier: [
            { system: 'https://fhir.nhs.uk/Id/sds-user-id', value: who.auth === 'cis2' ? who.id : 'UNK' },
            { system: 'https://fhir.nhs.uk/Id/sds-role-profile-id', value: who.roleProfile || 'UNK' },
            { system: local('user'), value: who.id }] },
    };
}

function dstu2(call, who) {
    return {
        aud: 'https://authorize.fhir.nhs.net/token',
        // The record that is asked for: the patient in the token is the one in the body.
        requested_record: call.number
            ? { resourceType: 'Patient', identifier: [{ system: 'http://fhir.nhs.net/Id/nhs-number', value: call.number }] }
            : { resourceType: 'Organization', identifier: [{ system: 'http://fhir.nhs.net/Id/ods-organization-code', value: call.ods }] },
        requesting_device: Object.assign({ id: '1' }, device(who)),
        requesting_organization: { resourceType: 'Organization', id: '1', name: who.organisation,
            identifier: [{ system: 'http://fhir.nhs.net/Id/ods-organization-code', value: who.ods }] },
        requesting_practitioner: { resourceType: 'Practitioner', id: who.id,
            name: { family: [who.family], given: [who.given], prefix: [who.prefix] },
            identifier: [
                // Without `/Id/`: the 0.7.4 specification writes it so, deliberately.
                { system: 'http://fhir.nhs.net/sds-user-id', value: who.auth === 'cis2' ? who.id : 'UNK' },
                { system: local('user'), value: who.id }],
            practitionerRole: [{ role: { coding: [{ system: 'http://fhir.nhs.net/ValueSet/sds-job-role-name-1', code: who.jobRole || 'UNK' }] } }] },
    };
}

function encode(call, who, root) {
    const iat = Math.floor(Date.now() / 1000);
    const claims = Object.assign({
        iss: process.env.GATEWAY_ISSUER, sub: who.id, iat: iat, exp: iat + LIFETIME,
        reason_for_request: 'directcare', requested_scope: call.row.scope,
    }, call.capability === 'html' ? dstu2(call, who) : stu3(call, who, root));
    return b64({ alg: 'none', typ: 'JWT' }) + '.' + b64(claims) + '.';
}

export default { encode };
