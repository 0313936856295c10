"""Reads of an acknowledgement only which message it is about, and whether it ends the waiting. The page reads and judges it anew
(send-document/src/response/read.rs), so that nothing here decides what a person is told."""

import uuid
from dataclasses import dataclass

from defusedxml.ElementTree import fromstring

FHIR = "{http://hl7.org/fhir}"
LARGEST = 1_000_000
DEEPEST = 100
FINAL = ("30001", "30004")


class Unreadable(Exception):
    """No acknowledgement."""


@dataclass
class Response:
    answers: str | None
    reference: str | None
    is_refusal: bool
    is_final: bool


def read(body):
    """Whatever the bytes are, an answer or Unreadable."""
    if len(body) > LARGEST:
        raise Unreadable("larger than an acknowledgement")
    try:
        # No document type, and so no entity, of its own or from elsewhere.
        root = fromstring(body, forbid_dtd=True)
    except Exception as fault:
        raise Unreadable(f"no XML that is read here ({type(fault).__name__})") from None
    header = header_of(root)
    response = header.find(f"{FHIR}response") if header is not None else None
    code = value(response, "code") if response is not None else None
    if code not in ("ok", "fatal-error", "transient-error"):
        raise Unreadable("no ITK3 response")
    reference = next((value(one, "valueString") for one in header.iter() if one.get("url") == "SenderReference"), None)
    refusal = code != "ok"
    final = refusal or any(value(one, "code") in FINAL for one in root.iter(f"{FHIR}coding"))
    return Response(identifier(value(response, "identifier")), identifier(reference), refusal, final)


def header_of(root):
    """The first MessageHeader that is a resource of the bundle."""
    found, waiting = None, [(root, 1)]
    while waiting:
        element, depth = waiting.pop()
        if depth > DEEPEST:
            raise Unreadable("deeper than any message")
        if element.tag == f"{FHIR}resource" and found is None:
            found = element.find(f"{FHIR}MessageHeader")
        waiting.extend((child, depth + 1) for child in reversed(element))
    return found


def value(element, name):
    child = element.find(FHIR + name)
    text = child.get("value", "").strip() if child is not None else ""
    return text or None


def identifier(text):
    """A UUID as we write it; the words for "not used" and "unreadable" are none."""
    try:
        return str(uuid.UUID((text or "").removeprefix("urn:uuid:")))
    except ValueError:
        return None
