"""Runs the commands for invitations, and reads what they leave behind: outboxes
and ledgers."""

import os
import re
import stat
import subprocess
import zoneinfo
import datetime

import yaml

import rules

PBPLAN = os.environ["PBPLAN"]
UTC = datetime.timezone.utc
ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "SENDMAIL"}


class Run:
    """A command that has ended."""

    def __init__(self, *words, cwd=None, env=None, stdin=None):
        done = subprocess.run([PBPLAN] + [str(word) for word in words], cwd=cwd, stdin=stdin,
                              env=dict(ENVIRONMENT, **(env or {})), stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=120)
        self.status = done.returncode
        self.out = done.stdout.decode("utf-8", "replace")
        self.err = done.stderr.decode("utf-8", "replace")
        self.said = self.out + self.err

    def __str__(self):
        return "status %d: %s" % (self.status, self.said[-1500:])


def invite(plan, outbox, now, *more, **how):
    return Run("--ui", "en", "invite", plan, "-o", outbox, "--now", now, *more, **how)


def ledger_of(plan):
    """Where it lies."""
    return re.sub(r"\.ya?ml$", "", plan) + ".ledger.yaml"


def record_lines(data):
    """Of the bytes of a ledger."""
    return [line for line in data.split(b"\n") if line.startswith(b"- ")]


def records(data):
    """The records of a ledger as maps of texts, each with its kind as the first key."""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return yaml.load(data, Loader=loader) or []


def kind_of(record):
    return next(iter(record))


def read_bytes(path):
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None


def mode(path):
    return stat.S_IMODE(os.stat(path).st_mode)


def messages_in(folder):
    """The names of an outbox's messages."""
    try:
        return sorted(name for name in os.listdir(folder) if name.endswith(".eml"))
    except FileNotFoundError:
        return []


def tree(*paths):
    """Everything below: name -> size, time and inode, or that it is a folder."""
    found = {}
    for top in paths:
        for folder, folders, files in os.walk(top):
            found[folder] = "folder"
            for name in files:
                path = os.path.join(folder, name)
                info = os.lstat(path)
                found[path] = info.st_size, info.st_mtime_ns, info.st_ino, info.st_mode
    return found


# ------------------------------------------------------------------- exports


def moment(line):
    """An instant in UTC or a date, of a line of rules.py."""
    if line.params.get("VALUE") == "DATE":
        return datetime.datetime.strptime(line.value, "%Y%m%d").date()
    local = datetime.datetime.strptime(line.value.rstrip("Z"), "%Y%m%dT%H%M%S")
    zone = UTC if line.value.endswith("Z") else zoneinfo.ZoneInfo(line.params["TZID"])
    return local.replace(tzinfo=zone).astimezone(UTC)


def plain(value):
    """A TEXT without its escapes."""
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value or "")


class Event:
    """One event of an export.

    content: start, end, place, status, title
    text: all that is said of it, but for stamps
    """

    def __init__(self, part):
        self.uid = part.value("UID")
        self.sequence = int(part.value("SEQUENCE"))
        self.content = (moment(part.all("DTSTART")[0]), moment(part.all("DTEND")[0]), plain(part.value("LOCATION")),
                        part.value("STATUS"), plain(part.value("SUMMARY")))
        self.text = "\n".join(line.text for line in part.lines
                              if line.name not in ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "RELATED-TO"))
        self.cancelled = self.content[3] == "CANCELLED"


def events_in(path):
    """UID -> Event; none if there is no such file."""
    data = read_bytes(path)
    if data is None:
        return {}
    return {event.uid: event for event in (Event(part) for part in rules.parse(data).parts
                                           if part.name == "VEVENT")}
