"""Which summary something is about: by the same rules as send-document/src/response/matching.rs, and never by a guess."""

import base64
import json

from response import Unreadable, read
from spool import say

ACKNOWLEDGEMENTS = ("GPCONNECT_SEND_DOCUMENT_ACK", "GPFED_CONSULT_REPORT_ACK")


class Sent:
    """A summary in the spool."""

    def __init__(self, spool, organisation, header):
        self.spool, self.folder = spool, ("sent", organisation, header)
        kept = spool.json(*self.folder, "facts.json")["sent"]
        self.ids = {name: str(kept[name]) for name in ("header", "document", "bundle", "encounter")}

    def files(self, kind):
        return [name for name in self.spool.names(*self.folder) if name.startswith(f"{kind}-") and name.endswith(".json")]

    def events(self, kind):
        """Those that can be read: a damaged one is said, and hides no other."""
        for name in self.files(kind):
            try:
                event = self.spool.json(*self.folder, name)
                if not isinstance(event, dict):
                    raise ValueError
            except (OSError, ValueError) as fault:
                say(f"warning: {self.spool.at(*self.folder, name)} cannot be read: {type(fault).__name__}")
                continue
            yield event

    def named(self):
        """By what leads to it and names nobody."""
        return f"the summary {self.ids['header']} of {self.folder[1]}"

    def has(self, kind):
        return bool(self.files(kind))

    def is_open(self):
        """Whether an answer is still awaited."""
        refused = self.has("turnedAway") and not self.has("taken") and not self.has("answerLost")
        return not refused and not self.has("reported") and not any(is_final(event) for event in self.events("answered"))


def is_final(event):
    try:
        return read(base64.b64decode(event["xml"])).is_final
    except (Unreadable, KeyError, TypeError, ValueError):
        return False


def everything(spool):
    """Each summary that is kept. One whose facts cannot be read is said, and hides no other."""
    found = []
    for organisation in spool.names("sent"):
        for header in spool.names("sent", organisation):
            try:
                found.append(Sent(spool, organisation, header))
            except (OSError, ValueError, KeyError, TypeError) as fault:
                say(f"warning: {spool.at('sent', organisation, header)} cannot be read: {type(fault).__name__}")
    return found


def only(found):
    """The one, where there is one."""
    return found[0] if len(found) == 1 else None


def about(response, sent):
    """By the header's id, then by the bundles' ids, then by the encounter where one message alone is open for it."""
    if response.answers:
        by_header = [one for one in sent if one.ids["header"] == response.answers]
        # It names a message: if that is not ours, no other reference makes it ours.
        return only(by_header or [one for one in sent if response.answers in (one.ids["document"], one.ids["bundle"])])
    if response.reference:
        return only([one for one in sent if one.ids["encounter"] == response.reference and one.is_open()])
    return None


def place(spool, name, sent, tray="inbox"):
    """Places one message; what hinders it in words, or nothing."""
    told = spool.json(tray, name, "headers.json")
    headers = told["headers"]
    if headers.get("messagetype", "").upper() == "REPORT":
        linked = headers.get("linkedmsgid", "")
        found = only([one for one in sent if linked and any(event.get("message") == linked for event in one.events("taken"))])
        if found is None:
            return "a report about no message that is kept here"
        say(f"warning: {found.named()} was not delivered: the app's list says why")
        return keep_report(spool, told, name, found, tray)
    if headers.get("workflowid") not in ACKNOWLEDGEMENTS:
        return "of no workflow that is known here"
    body = spool.read(tray, name, "body")
    try:
        response = read(body)
    except Unreadable as fault:
        return str(fault)
    found = about(response, sent)
    if found is None:
        return "about no message that is kept here, or about several"
    if response.is_refusal:
        say(f"warning: {found.named()} was refused: the app's list says why")
    return keep_answer(spool, told, name, found, body, tray)


def keep_report(spool, told, name, one, tray):
    headers = told["headers"]
    event = {"message": headers.get("linkedmsgid", ""), "code": headers.get("statuscode", ""), "description": headers.get("statusdescription", "")}
    return keep(spool, told, name, one, "reported", event, tray)


def keep_answer(spool, told, name, one, body, tray):
    return keep(spool, told, name, one, "answered", {"xml": base64.b64encode(body).decode()}, tray)


def keep(spool, told, name, one, kind, more, tray):
    """Under MESH's own id: what came once is there once, however often this is begun."""
    event = json.dumps({"at": told["came"], "kind": kind, **more}).encode()
    spool.write(event, *one.folder, f"{kind}-{name}.json")
    spool.audit(event="placed", interaction="mesh:inbox", mesh=told["id"], message=one.ids["header"], organisation=one.folder[1])
    spool.remove(tray, name)
    return None


def sort(spool):
    """Places what was stored; what cannot be placed goes aside for a person. Returns how many were placed, and how many could be neither."""
    placed = failed = 0
    # A report may have come before the gateway had written down MESH's id. Nothing else is tried again: what was ambiguous stays so.
    waiting = [name for name in spool.names("unmatched") if is_report(spool, name)]
    stored = sorted(spool.names("inbox"), key=lambda name: came(spool, name))
    sent = everything(spool) if stored or waiting else []
    for tray, names in (("unmatched", waiting), ("inbox", stored)):
        for name in names:
            try:
                hindrance = place(spool, name, sent, tray)
                if hindrance is None:
                    placed += 1
                elif tray == "inbox":
                    spool.write(hindrance.encode(), tray, name, "why")
                    spool.move(name, tray, "unmatched")
                    say(f"warning: {name} could not be placed: {hindrance}")
            except Exception as fault:  # It stays where it is, and holds up no other.
                failed += 1
                say(f"{name} stays in {tray}: {type(fault).__name__}")
    return placed, failed


def came(spool, name):
    """When it was fetched, which is the order in which it came to MESH."""
    try:
        return str(spool.json("inbox", name, "headers.json")["came"])
    except (OSError, ValueError, KeyError):
        return ""


def is_report(spool, name):
    try:
        return spool.json("unmatched", name, "headers.json")["headers"].get("messagetype", "").upper() == "REPORT"
    except (OSError, ValueError, KeyError):
        return False
