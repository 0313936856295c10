"""What could not be placed, in the hands of an administrator."""

from placing import everything, keep_answer, keep_report, only
from spool import say


def do(spool, arguments):
    match arguments:
        case ["unmatched"]:
            for name in spool.names("unmatched"):
                told = spool.json("unmatched", name, "headers.json")
                print(name, told["came"], "from", told["headers"].get("from", "MESH"), "-", spool.read("unmatched", name, "why").decode())
            return 0
        case ["place", name, header] if name in spool.names("unmatched"):
            return place(spool, name, header)
        case ["drop", *names] if names and set(names) <= set(spool.names("unmatched")):
            for name in names:
                spool.audit(event="dropped", interaction="mesh:by-hand", mesh=name)
                spool.remove("unmatched", name)
            return 0
    say("what to do is: unmatched, place ID HEADER, or drop ID..., with IDs that unmatched lists")
    return 2


def place(spool, name, header):
    one = only([one for one in everything(spool) if one.ids["header"] == header])
    if one is None:
        say("there is no such summary")
        return 1
    told = spool.json("unmatched", name, "headers.json")
    if told["headers"].get("messagetype", "").upper() == "REPORT":
        keep_report(spool, told, name, one, "unmatched")
    else:
        keep_answer(spool, told, name, one, spool.read("unmatched", name, "body"), "unmatched")
    return 0
