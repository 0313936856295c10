"""The MESH worker: fetches what came into the mailbox, keeps it, acknowledges it, and places it with the summary it is about (GW-11).

start mesh                     once, by a timer; ends with 0, with 1 where something failed, with 3 while something waits for a person
start mesh unmatched           lists what could not be placed
start mesh place ID HEADER     places it by hand
start mesh drop ID...          deletes it, once somebody has dealt with it
"""

import fcntl
import os
import sys

import by_hand
import inbox
import tidy
from placing import sort
from spool import Spool, say


def locked(path):
    """Holds the only lock; none where another worker holds it."""
    lock = open(path, "w", encoding="utf-8")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return lock
    except BlockingIOError:
        lock.close()
        return None


def run(spool):
    """Once through everything; what was stored is placed even where MESH cannot be reached."""
    came, failed = inbox.poll(spool)
    placed, stuck = sort(spool)
    failed += stuck
    try:
        tidy.daily(spool)
    except Exception as fault:  # What came is placed all the same.
        failed += 1
        say(f"the daily look ended early: {type(fault).__name__}")
    waiting = len(spool.names("unmatched"))
    if came or failed or waiting:
        say(f"{came} came, {placed} placed, {failed} failed")
    if waiting:
        say(f"warning: {waiting} could not be placed and wait in {spool.at('unmatched')}: see start mesh unmatched")
    return 1 if failed else 3 if waiting else 0


def main(arguments):
    os.umask(0o077)
    spool = Spool(os.environ["GATEWAY_MESH_SPOOL"])
    lock = locked(spool.at("worker.lock"))
    if lock is None:
        say("another worker is at it; nothing was done")
        return 0 if not arguments else 1
    with lock:
        return by_hand.do(spool, arguments) if arguments else run(spool)


sys.exit(main(sys.argv[1:]))
