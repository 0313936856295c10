"""The practice's side of MESH, with NHS England's own client. A line of JSON in, a line of JSON out.

Arguments: address of MESH, mailbox, shared key. A tool of the tests, never part of an installation.
"""

import base64
import json
import sys

from mesh_client import Endpoint, MeshClient

address, mailbox, key = sys.argv[1:]


def collect(client, _told):
    """Everything in the inbox, acknowledged to MESH."""
    came = []
    for message in client.iterate_all_messages():
        with message:
            body = base64.b64encode(message.read()).decode()
            came.append({"id": message.id(), "headers": dict(message.mex_headers()), "body": body})
    return came


def answer(client, told):
    """Sends what it is told to."""
    body = base64.b64decode(told["body"])
    return client.send_message(told["to"], body, workflow_id=told["workflow"], local_id="A99999", subject=told.get("subject", "Response"), compress=told.get("compress", False))


with MeshClient(Endpoint(address, None, None, None, None), mailbox, "password", shared_key=key.encode()) as client:
    for line in sys.stdin:
        told = json.loads(line)
        print(json.dumps({"collect": collect, "answer": answer}[told["do"]](client, told)), flush=True)
