"""What is done once a day: what has been kept long enough is deleted, and what was never finished."""

import os
import shutil

from inbox import age, done
from spool import say

DAY = 24 * 3600


def daily(spool):
    stamp = spool.at("tidied")
    if age(stamp) < DAY - 600:
        return
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
