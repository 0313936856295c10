"""The worker's half of the spool. What it writes is on the disk, whole, before anything else is done; njs/spool.js has the folders."""

import datetime
import json
import os
import shutil
import sys
import uuid


def say(words):
    """A line for the journal, about no patient."""
    print(f"mesh: {words}", file=sys.stderr, flush=True)


def now():
    return datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _sync(path):
    """What stands in a folder outlives a failure of power."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class Spool:
    def __init__(self, root):
        self.root = root
        for name in ("new", "sent", "inbox", "unmatched"):
            os.makedirs(self.at(name), exist_ok=True)

    def at(self, *names):
        return os.path.join(self.root, *names)

    def names(self, *folder):
        try:
            return sorted(os.listdir(self.at(*folder)))
        except FileNotFoundError:
            return []

    def read(self, *names):
        with open(self.at(*names), "rb") as file:
            return file.read()

    def json(self, *names):
        return json.loads(self.read(*names))

    def part(self):
        """A name for what is not whole yet."""
        return self.at("new", str(uuid.uuid4()))

    def write(self, data, *names):
        """A file, whole or not at all. One that is there already stays: the same message came again."""
        if os.path.exists(self.at(*names)):
            return
        part = self.part()
        with open(part, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.rename(part, self.at(*names))
        _sync(os.path.dirname(self.at(*names)))

    def store(self, name, headers, blocks):
        """A message as it came, exact bytes and headers, whole or not at all."""
        part = self.part()
        os.mkdir(part)
        with open(os.path.join(part, "body"), "xb") as file:
            for block in blocks:
                file.write(block)
            file.flush()
            os.fsync(file.fileno())
        with open(os.path.join(part, "headers.json"), "x", encoding="utf-8") as file:
            json.dump(headers, file)
            file.flush()
            os.fsync(file.fileno())
        _sync(part)
        os.rename(part, self.at("inbox", name))
        _sync(self.at("inbox"))

    def move(self, name, source, target):
        """From one tray to another; where the same is there already, it is only taken away."""
        if os.path.exists(self.at(target, name)):
            self.remove(source, name)
        else:
            os.rename(self.at(source, name), self.at(target, name))
            _sync(self.at(target))

    def remove(self, *names):
        """At once gone from its folder, then deleted."""
        part = self.part()
        os.rename(self.at(*names), part)
        shutil.rmtree(part)

    def audit(self, **facts):
        """A line of the lasting record; it raises where none can be written."""
        line = json.dumps({"time": now(), **{name: value for name, value in facts.items() if value}}, separators=(",", ":"))
        with open(os.environ["GATEWAY_AUDIT_LOG"], "a", encoding="utf-8") as file:
            file.write(line + "\n")
