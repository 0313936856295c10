"""NHS England's own MESH sandbox as the peer of the tests, on loopback: a mailbox of a practice, and the routing that it lacks.

Arguments: port, shared key. A tool of the tests, never part of an installation.
"""

import logging
import os
import sys
from collections import defaultdict

os.environ.update(STORE_MODE="memory", AUTH_MODE="full", SHARED_KEY=sys.argv[2])

import uvicorn
from mesh_sandbox.api import app
from mesh_sandbox.dependencies import get_messaging, get_store
from mesh_sandbox.models.mailbox import Mailbox

PRACTICE = "A99999OT001"
store, messaging = get_store(), get_messaging()
# The sandbox has no call that makes a mailbox, hence its pinned version.
store.mailboxes[PRACTICE] = Mailbox(
    mailbox_id=PRACTICE, mailbox_name=PRACTICE, ods_code="A99999", org_code="A99999", org_name="A99999", billing_entity="England", password="password"
)
store.inboxes[PRACTICE], store.outboxes[PRACTICE], store.local_ids[PRACTICE] = [], [], defaultdict(list)
as_it_is = messaging.get_mailbox


async def get_mailbox(mailbox, accessed=False):
    """Traces an address of number, birth date and surname as MESH does; where it finds nobody, the sandbox answers 417 and MESH reports later."""
    if mailbox.startswith("GPPROVIDER_"):
        if mailbox.upper().endswith("_NOBODY"):
            return None
        mailbox = PRACTICE
    return await as_it_is(mailbox, accessed)


messaging.get_mailbox = get_mailbox
logging.disable(logging.CRITICAL)
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="error")
