"""The mailbox, by NHS England's own client. A message is stored before it is acknowledged: MESH deletes what is acknowledged."""

import hashlib
import os
import re
import time

import requests
from mesh_client import MeshClient

from spool import now, say

# Far above every acknowledgement; what is larger stays at MESH and is told each time.
LARGEST = 100_000_000
BLOCK = 1 << 20
HANDSHAKE = 23 * 3600


def client():
    setting = os.environ
    return MeshClient(
        setting["GATEWAY_MESH"],
        setting["GATEWAY_MESH_MAILBOX"],
        setting["GATEWAY_MESH_PASSWORD"],
        shared_key=setting["GATEWAY_MESH_SHARED_KEY"].encode(),
        cert=(setting["GATEWAY_MESH_CERTIFICATE"], setting["GATEWAY_MESH_KEY"]),
        verify=setting["GATEWAY_MESH_CA"],
        check_hostname=True,
        hostname_checks_common_name=False,
        timeout=60,
        max_retries=1,
        application_name="gp-connect-gateway",
    )


def name_of(message):
    """What it is called on the disk: MESH's id where that is a plain name."""
    return message if re.fullmatch(r"[A-Za-z0-9_-]{1,100}", message) else hashlib.sha256(message.encode()).hexdigest()


def age(path):
    """Seconds since something was last done."""
    try:
        return time.time() - os.path.getmtime(path)
    except FileNotFoundError:
        return float("inf")


def done(path):
    with open(path, "a", encoding="utf-8"):
        os.utime(path)


def blocks(message):
    size = 0
    while block := message.read(BLOCK):
        size += len(block)
        if size > LARGEST:
            raise ValueError("larger than any acknowledgement")
        yield block


def fetch(mesh, spool, identifier):
    """Stores one message where it is not stored yet, then acknowledges it."""
    name = name_of(identifier)
    if name not in spool.names("inbox") and name not in spool.names("unmatched"):
        message = mesh.retrieve_message(identifier)
        try:
            headers = {"id": identifier, "came": now(), "headers": {key: str(value) for key, value in message.mex_headers()}}
            spool.store(name, headers, blocks(message))
        finally:
            message.close()
        spool.audit(event="came", interaction="mesh:inbox", mesh=identifier)
    mesh.acknowledge_message(identifier)


def poll(spool):
    """How many came, and how many could not be fetched."""
    polled, shaken = spool.at("polled"), spool.at("handshake")
    if age(polled) < int(os.environ["GATEWAY_MESH_POLL_SECONDS"]) - 10:
        return 0, 0
    came = failed = 0
    try:
        with client() as mesh:
            done(polled)
            # MESH wants a sign of life of each mailbox, once a day.
            if age(shaken) > HANDSHAKE:
                mesh.handshake()
                done(shaken)
            # The whole list first: what is acknowledged moves the pages.
            for identifier in list(mesh.iterate_message_ids()):
                try:
                    fetch(mesh, spool, identifier)
                    came += 1
                except (requests.ConnectionError, requests.Timeout):
                    raise
                except Exception as fault:  # One message that cannot be read holds up no other, and stays at MESH.
                    failed += 1
                    say(f"a message could not be fetched and stays at MESH: {name_of(identifier)}: {type(fault).__name__}")
        # For the gateway's health.
        done(spool.at("fetched"))
    except Exception as fault:
        failed += 1
        say(f"the mailbox could not be read: {type(fault).__name__}{told(fault)}")
    return came, failed


def told(fault):
    response = getattr(fault, "response", None)
    return f", status {response.status_code}" if response is not None else ""
