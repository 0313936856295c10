"""What is done once a day: what nobody has answered is said, what has been kept long enough is deleted, and what was never finished."""

import os
import shutil

from inbox import age, done
from placing import everything
from spool import say

DAY = 24 * 3600
# As send-document has it (settings.rs): a system answers within a day, a practice within five.
FIRST, SECOND = 1, 5


def daily(spool):
    stamp = spool.at("tidied")
    if age(stamp) < DAY - 600:
        return
    watch(spool)
    limit = int(os.environ["GATEWAY_MESH_KEEP_DAYS"]) * DAY
    for organisation in spool.names("sent"):
        for header in spool.names("sent", organisation):
            if last(spool, organisation, header) > limit:
                spool.remove("sent", organisation, header)
                spool.audit(event="deleted", interaction="mesh:tidy", message=header, organisation=organisation)
                say(f"{header} was kept for long enough and is deleted")
    for name in spool.names("new"):
        path = spool.at("new", name)
        if age(path) > DAY:
            shutil.rmtree(path) if os.path.isdir(path) else os.unlink(path)
    done(stamp)


def last(spool, organisation, header):
    """Seconds since the last thing that happened to a summary."""
    names = spool.names("sent", organisation, header)
    return min((age(spool.at("sent", organisation, header, name)) for name in names), default=age(spool.at("sent", organisation, header)))


def watch(spool):
    """Says what has waited too long, for as long as the app's list shows it (SDOC-44)."""
    shown = int(os.environ["GATEWAY_MESH_LIST_DAYS"])
    for one in everything(spool):
        days = age(spool.at(*one.folder, "posted-1.json")) / DAY
        limit = SECOND if one.has("answered") else FIRST
        if limit < days < shown and one.is_open():
            say(f"warning: {one.named()} has waited for {int(days)} days: the app's list says for what")
