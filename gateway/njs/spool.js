// What is kept of each summary: its bytes, its facts, and a file for each thing that happened to it. Nothing here is ever rewritten, so
// that the gateway's workers and the MESH worker need not wait for one another.
//   sent/ORGANISATION/HEADER/   message.xml  facts.json  kept  posted-1.json  taken-1.json  answered-ID.json …
//   unmatched/ID/               what came back and could not be placed
//   new/                        what is not whole yet
import fs from 'fs';
import guard from 'guard.js';

const EVENT = /^(posted|taken|turnedAway|answerLost|reported|answered)-(.+)\.json$/;
// On the disk before the call returns: what is called kept outlives a failure of power.
const SYNCHRONOUS = { mode: 0o600, flag: 'as' };

function place(name) {
    return process.env.GATEWAY_MESH_SPOOL + '/' + name;
}

function folder(ods, header) {
    return place('sent/' + ods + '/' + header);
}

function names(path) {
    try {
        return fs.readdirSync(path);
    } catch (e) {
        if (e.code === 'ENOENT') {
            return [];
        }
        throw e;
    }
}

function has(ods, header) {
    return names(folder(ods, header)).length > 0;
}

function told(kind, more) {
    return JSON.stringify(Object.assign({ at: new Date().toISOString(), kind: kind }, more));
}

function remove(path) {
    names(path).forEach((name) => fs.unlinkSync(path + '/' + name));
    fs.rmdirSync(path);
}

// Keeps a summary with its first call, whole or not at all. False where its header is here already.
function keep(ods, header, xml, facts) {
    const part = place('new/' + guard.uuid());
    try {
        fs.mkdirSync(part, 0o700);
        fs.writeFileSync(part + '/message.xml', xml, SYNCHRONOUS);
        fs.writeFileSync(part + '/facts.json', JSON.stringify(facts), SYNCHRONOUS);
        fs.writeFileSync(part + '/posted-1.json', told('posted'), SYNCHRONOUS);
        if (names(place('sent')).indexOf(ods) < 0) {
            try {
                fs.mkdirSync(place('sent/' + ods), 0o700);
            } catch (e) {
                if (e.code !== 'EEXIST') {
                    throw e;
                }
            }
        }
        fs.renameSync(part, folder(ods, header));
        try {
            // njs cannot sync a folder. A file that is begun and synced in it afterwards takes the renaming along in the journal.
            fs.writeFileSync(folder(ods, header) + '/kept', facts.at, SYNCHRONOUS);
        } catch (e) {
            fs.renameSync(folder(ods, header), part);
            throw e;
        }
        return true;
    } catch (e) {
        try {
            remove(part);
        } catch (again) {
            // The disk is full or gone; the daily tidying takes what is left.
        }
        if (e.code === 'EEXIST' || e.code === 'ENOTEMPTY') {
            return false;
        }
        throw e;
    }
}

// Begins another call with the same bytes; false where somebody else has just begun it.
function begin(ods, header, count) {
    const path = folder(ods, header) + '/posted-' + count + '.json';
    try {
        fs.writeFileSync(path, told('posted'), { mode: 0o600, flag: 'wx' });
        fs.appendFileSync(path, '\n', SYNCHRONOUS);
        return true;
    } catch (e) {
        if (e.code === 'EEXIST') {
            return false;
        }
        throw e;
    }
}

// Adds what became of a call, whole or not at all.
function add(ods, header, count, event) {
    const part = place('new/' + guard.uuid());
    fs.writeFileSync(part, told(event.kind, event), SYNCHRONOUS);
    fs.renameSync(part, folder(ods, header) + '/' + event.kind + '-' + count + '.json');
}

// One event. That a call began is known by the file alone, even where a failure of power left it empty.
function event(path, name) {
    const text = fs.readFileSync(path + '/' + name, 'utf8');
    const kind = EVENT.exec(name)[1];
    try {
        const told = JSON.parse(text);
        if (told.kind !== kind) {
            throw new Error(name + ' is damaged');
        }
        return told;
    } catch (e) {
        if (kind !== 'posted') {
            throw e;
        }
        return { at: fs.statSync(path + '/' + name).mtime.toISOString(), kind: kind };
    }
}

// What happened to a message, how many calls were made, and whether the last of them has an end: all of one moment, since in a second
// look a call that another worker began in between would count as one that this look knows.
function history(ods, header) {
    const path = folder(ods, header);
    const all = names(path);
    const count = all.filter((name) => /^posted-/.test(name)).length;
    const ended = ['taken', 'turnedAway', 'answerLost'].some((kind) => all.indexOf(kind + '-' + count + '.json') >= 0);
    const events = all.filter((name) => EVENT.test(name)).map((name) => event(path, name))
        .sort((a, b) => a.at < b.at ? -1 : a.at > b.at ? 1 : 0);
    return { events: events, count: count, hasEnded: ended };
}

function events(ods, header) {
    return history(ods, header).events;
}

function message(ods, header) {
    return fs.readFileSync(folder(ods, header) + '/message.xml');
}

function facts(ods, header) {
    return JSON.parse(fs.readFileSync(folder(ods, header) + '/facts.json', 'utf8'));
}

// One message as the list shows it; nothing where a file of it is damaged.
function shown(ods, header) {
    try {
        const kept = facts(ods, header);
        if (kept.sent.header !== header) {
            return null;
        }
        return { at: kept.at, shown: { sent: kept.sent, version: kept.version, replaces: kept.replaces, about: kept.about,
            metadata: kept.metadata, events: events(ods, header) } };
    } catch (e) {
        return null;
    }
}

// Whether something has happened to a message lately: each event is an entry of its folder.
function isRecent(ods, header) {
    return Date.now() - fs.statSync(folder(ods, header)).mtime.getTime() < Number(process.env.GATEWAY_MESH_LIST_DAYS) * 86400000;
}

// What an organisation sent and what happened to it lately, newest first; and by their names those that cannot be read: left out, they
// would look as if never sent.
function list(ods) {
    const recent = names(place('sent/' + ods)).filter((name) => guard.isUuid(name) && isRecent(ods, name));
    const all = recent.map((header) => shown(ods, header));
    return {
        messages: all.filter((one) => one).sort((a, b) => a.at < b.at ? 1 : a.at > b.at ? -1 : 0).map((one) => one.shown),
        damaged: recent.filter((header, place) => !all[place]),
    };
}

// Whether the worker has read the mailbox within the last hour.
function isFetched() {
    try {
        return Date.now() - fs.statSync(place('fetched')).mtime.getTime() < 3600000;
    } catch (e) {
        return false;
    }
}

function unmatched() {
    return names(place('unmatched')).length;
}

export default { has, keep, begin, add, events, history, message, facts, list, isFetched, unmatched };
