"""Sends the golden set of send-document/ through NHS England's own MESH sandbox with their own client, on loopback.

Each message has to be taken with its headers, reach the practice's mailbox byte for byte, and stay out of it where MESH traces nobody.
Arguments: the folder with the messages, and the folder with their headers.
"""

import json
import logging
import os
import socket
import sys
import threading
import time
from collections import defaultdict
from pathlib import Path

os.environ.update(STORE_MODE="memory", AUTH_MODE="full", SHARED_KEY="TestKey")

import uvicorn
from mesh_client import Endpoint, MeshClient
from mesh_sandbox.api import app
from mesh_sandbox.dependencies import get_messaging, get_store
from mesh_sandbox.models.mailbox import Mailbox

logging.disable(logging.CRITICAL)

WORKFLOW = "GPCONNECT_SEND_DOCUMENT"
SENDER, PRACTICE = "X26ABC1", "A99999OT001"
messages, headers = Path(sys.argv[1]), Path(sys.argv[2])
bad = 0


def judge(good, words):
    global bad
    bad += not good
    print(f"  {'ok  ' if good else 'BAD '} {words}")


def add(store, mailbox, ods):
    """A mailbox of the peer; the sandbox has no call for that, hence the pinned version."""
    store.mailboxes[mailbox] = Mailbox(
        mailbox_id=mailbox, mailbox_name=mailbox, ods_code=ods, org_code=ods, org_name=ods, billing_entity="England", password="password"
    )
    store.inboxes[mailbox], store.outboxes[mailbox], store.local_ids[mailbox] = [], [], defaultdict(list)


def route(messaging, known):
    """What MESH does with an address of number, birth date and surname: the practice's mailbox, or nobody's."""
    original = messaging.get_mailbox

    async def get_mailbox(mailbox, accessed=False):
        if mailbox.startswith("GPPROVIDER_"):
            # The sandbox compares without case.
            if mailbox.upper() not in known:
                return None
            mailbox = PRACTICE
        return await original(mailbox, accessed)

    messaging.get_mailbox = get_mailbox


def serve():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    threading.Thread(target=server.run, daemon=True).start()
    for _ in range(100):
        if server.started:
            return f"http://127.0.0.1:{port}"
        time.sleep(0.1)
    sys.exit("The MESH sandbox did not start.")


def send(client, told, body, to):
    return client.send_message(
        to,
        body,
        workflow_id=told["workflowId"],
        subject=told["subject"],
        local_id=told["localId"],
        filename=told["fileName"],
        content_type=told["contentType"],
    )


cases = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(headers.glob("*.json"))}
store = get_store()
add(store, PRACTICE, "A99999")
store.endpoints[WORKFLOW].append(store.mailboxes[PRACTICE])
route(get_messaging(), {told["to"].upper() for told in cases.values()})
endpoint = Endpoint(serve(), None, None, None, None)

with (
    MeshClient(endpoint, SENDER, "password", shared_key=b"TestKey") as sender,
    MeshClient(endpoint, PRACTICE, "password", shared_key=b"TestKey") as practice,
):
    for name, told in cases.items():
        body = (messages / f"{name}.xml").read_bytes()
        sent = send(sender, told, body, told["to"])
        with practice.retrieve_message(sent) as received:
            judge(received.read() == body, f"{name} reaches the practice byte for byte, {len(body)} bytes")
            judge(received.subject == told["subject"], f"{name} is seen in the practice's list as it was reviewed")
        judge(sent not in practice.list_messages(), f"{name} is out of the inbox once it was acknowledged")
    first = next(iter(cases.values()))
    try:
        send(sender, first, b"<Bundle/>", "GPPROVIDER_9990000018_19520531_NOBODY")
        judge(False, "an address that MESH does not trace is turned away")
    except Exception as refused:
        judge("Unregistered to address" in str(refused), "an address that MESH does not trace is turned away")

if not cases:
    sys.exit("There was nothing to send.")
sys.exit(1 if bad else 0)
