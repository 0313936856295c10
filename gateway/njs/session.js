// Who is signed in. It comes from the session helper's answer and from nowhere else (GW-1, GW-2).
import crypt from 'crypto';

const NAMES = { id: 'User-Id', family: 'Family', given: 'Given', prefix: 'Prefix', role: 'Role', jobRole: 'Job-Role',
    roleProfile: 'Role-Profile', ods: 'Org-Ods', organisation: 'Org-Name', kind: 'Org-Type', phone: 'Org-Phone', auth: 'Auth' };

// The claims of an id token that the helper has checked.
function claimsOf(bearer) {
    return Buffer.from(bearer.split('.')[1] || '', 'base64url').toString();
}

// Claims that the helper hands on whole: those of CIS2 with the role that was chosen and its organisation, or plain ones.
function fromClaims(who, text) {
    const claims = JSON.parse(text);
    const roles = claims.nhsid_nrbac_roles || [];
    const chosen = roles.length === 1 && !claims.selected_roleid ? roles
        : roles.filter((role) => role.person_roleid === claims.selected_roleid);
    who.id = who.id || claims.nhsid_useruid || claims.uid || claims.sub;
    who.family = who.family || claims.family_name;
    who.given = who.given || claims.given_name;
    who.prefix = who.prefix || claims.title || claims.prefix;
    who.ods = who.ods || claims.org_ods;
    who.organisation = who.organisation || claims.org_name;
    who.role = who.role || claims.role;
    who.jobRole = who.jobRole || claims.job_role;
    if (chosen.length !== 1) {
        return;
    }
    const role = chosen[0];
    const words = String(role.role_name || '').split(':');
    who.roleProfile = role.person_roleid;
    who.role = words[words.length - 1].replace(/"/g, '');
    who.jobRole = String(role.role_code || '').split(':').pop();
    who.ods = role.org_code;
    const places = (claims.nhsid_user_orgs || []).filter((place) => place.org_code === role.org_code);
    who.organisation = places.length > 0 ? places[0].org_name : role.org_code;
}

// Asks the helper; `refused` is the status to answer with where nobody is signed in.
async function of(r) {
    const isHost = r.uri.indexOf('/host/') === 0;
    const reply = await r.subrequest(isHost ? '/_session_host' : '/_session', { method: 'GET' });
    const given = reply.headersOut;
    if (given['Set-Cookie'] && !isHost) {
        r.variables.session_cookie = given['Set-Cookie'][0] || '';
    }
    if (reply.status < 200 || reply.status > 299) {
        // A helper that is down ends no session, and one that redirects has none.
        return { refused: reply.status === 403 ? 403 : reply.status >= 500 ? 503 : 401 };
    }
    const who = {};
    Object.keys(NAMES).forEach((name) => { who[name] = given['X-Gpc-' + NAMES[name]] || ''; });
    const bearer = /^Bearer (.+)$/.exec(given.Authorization || '');
    try {
        if (given['X-Gpc-Userinfo']) {
            fromClaims(who, given['X-Gpc-Userinfo']);
        } else if (bearer && !isHost) {
            // Never as good as CIS2, whatever else the helper says.
            who.auth = 'oidc';
            fromClaims(who, claimsOf(bearer[1]));
        }
    } catch (e) {
        return { refused: 503 };
    }
    // Generic users are forbidden (FND-07): without a person and an organisation nobody is signed in.
    if (!who.id || !who.family || !who.ods || ['cis2', 'oidc', 'host'].indexOf(who.auth) < 0) {
        return { refused: 403 };
    }
    who.idToken = given['X-Gpc-Id-Token'] || '';
    who.given = who.given || '';
    who.organisation = who.organisation || who.ods;
    // What names this session and encounter to the caches: no name, no secret.
    const secret = isHost ? r.headersIn.Authorization : r.headersIn.Cookie;
    who.key = crypt.createHash('sha256').update(who.id + '\n' + who.ods + '\n' + secret).digest('hex');
    return { who };
}

export default { of };
