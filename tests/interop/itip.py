"""Messages with invitations as they arrive, and the calendar program that reads
them by the rules of RFC 5546: read with Python's email and icalendar."""

import datetime
import email
import email.header
import email.policy
import email.utils
import os
import re

import icalendar

UTC = datetime.timezone.utc


def instant(value):
    """Of icalendar's DTSTART and the like: an instant in UTC, or a date."""
    value = value.dt
    if isinstance(value, datetime.datetime):
        if value.tzinfo is None:
            raise ValueError("a floating time")
        return value.astimezone(UTC)
    return value


class Invitation:
    """What a VCALENDAR with one VEVENT asks for."""

    def __init__(self, data):
        calendar = icalendar.Calendar.from_ical(data)
        self.method = str(calendar["METHOD"])
        self.event, = calendar.walk("VEVENT")
        self.uid = str(self.event["UID"])
        self.sequence = int(self.event["SEQUENCE"])
        self.stamp = self.event["DTSTAMP"].dt
        self.version = (self.sequence, self.stamp)

    def content(self):
        """start, end, place, status, title; as the calendar shows it"""
        event = self.event
        return (instant(event["DTSTART"]), instant(event["DTEND"]), str(event.get("LOCATION", "")),
                str(event.get("STATUS", "")), str(event["SUMMARY"]))


def events_of(data):
    """UID -> content and SEQUENCE of a calendar to keep."""
    events = {}
    for event in icalendar.Calendar.from_ical(data).walk("VEVENT"):
        uid = str(event["UID"])
        if uid in events:
            raise ValueError("%s stands twice" % uid)
        events[uid] = (instant(event["DTSTART"]), instant(event["DTEND"]), str(event.get("LOCATION", "")),
                       str(event.get("STATUS", "")), str(event["SUMMARY"])), int(event["SEQUENCE"])
    return events


def readable(value):
    """A header without its folds and encoded words."""
    value = re.sub("\r?\n(?=[ \t])", "", str(value))
    return str(email.header.make_header(email.header.decode_header(value))) if "=?" in value else value


class Part:
    """kind: its type; params: of Content-Type; data: what is in it, decoded"""

    def __init__(self, part):
        self.kind, self.data = part.get_content_type(), part.get_payload(decode=True)
        self.params = {key.lower(): value for key, value in part.get_params([])[1:]}


FILE_NAME = re.compile(r"(\d{8}T\d{6}Z)-(.+)-(request|cancel)\.eml")


class Message:
    """A file of an outbox.

    headers: (name, value) as they are read
    parts: the parts that hold something
    texts: all there is to read: the headers of all parts, then what is in them
    asked: the bytes of the calendar with METHOD:REQUEST or CANCEL, also as an invitation
    published: the bytes of the one with METHOD:PUBLISH, or None
    stamp, person, about, method: of its name; about: the UID without plan and domain
    """

    _programmes = {}  # by their bytes: they are the same in many messages

    def __init__(self, path):
        self.path, self.name = path, os.path.basename(path)
        with open(path, "rb") as file:
            self.data = file.read()
        # the new policy reads a header anew whenever it is asked for
        whole = email.message_from_bytes(self.data)
        self.headers = [(name, readable(value)) for name, value in whole.items()]
        self.kind = whole.get_content_type()
        self.to, self.sender = ([address for _, address in email.utils.getaddresses(whole.get_all(name, []))]
                                for name in ("To", "From"))
        self.id = "".join(self.all("Message-ID"))
        self.parts, self.texts, self.defects, self.kinds = [], [], [], []
        for part in whole.walk():
            self.texts += ["%s: %s" % (name, readable(value)) for name, value in part.items()]
            self.defects += part.defects
            self.kinds.append(part.get_content_type())
            if not part.is_multipart():
                self.parts.append(Part(part))
                self.texts.append(self.parts[-1].data.decode("utf-8"))
        self.calendars = [part for part in self.parts if part.kind in ("text/calendar", "application/ics")]
        asking = {part.data for part in self.calendars if b"\nMETHOD:PUBLISH" not in part.data}
        published = {part.data for part in self.calendars if b"\nMETHOD:PUBLISH" in part.data}
        if len(asking) != 1 or len(published) > 1:
            raise ValueError("%s: %d invitations and %d calendars to keep" % (path, len(asking), len(published)))
        self.asked, = asking
        self.invitation = Invitation(self.asked)
        self.published = published.pop() if published else None
        self.read_name()

    def all(self, name):
        """The values of a header."""
        return [value for key, value in self.headers if key.lower() == name.lower()]

    def strictly(self):
        """It as the email package reads it with all it knows of headers."""
        return email.message_from_bytes(self.data, policy=email.policy.default)

    def read_name(self):
        """A person and an event may both have hyphens, but the event is known."""
        self.about = self.invitation.uid.rpartition("@")[0].rpartition(".")[0]
        match = FILE_NAME.fullmatch(self.name)
        if not match or not match[2].endswith("-" + self.about):
            raise ValueError("%s is no name for a message about %s" % (self.name, self.invitation.uid))
        self.stamp, self.method = match[1], match[3]
        self.person = match[2][:-len(self.about) - 1]

    def programme(self):
        """UID -> content and SEQUENCE, or None."""
        if self.published is None:
            return None
        if self.published not in self._programmes:
            if len(self._programmes) > 300:
                self._programmes.clear()
            self._programmes[self.published] = events_of(self.published)
        return self._programmes[self.published]


class Mailbox:
    """The calendar behind an address (RFC 5546, 2.1.4 and 2.1.5): per UID the
    higher SEQUENCE counts, then the later DTSTAMP; what is older is ignored."""

    def __init__(self):
        self.versions = {}  # UID -> the newest SEQUENCE and DTSTAMP
        self.events = {}  # UID -> the message it was put there or changed by
        self.beside = None  # of the newest messages: their stamp, and the calendar beside them

    def deliver(self, message):
        asked = message.invitation
        beside = asked.stamp, message.programme() or {}  # none: nothing else is on
        if self.beside is None or (self.beside[0], bool(self.beside[1])) < (beside[0], bool(beside[1])):
            self.beside = beside
        if asked.uid in self.versions and asked.version <= self.versions[asked.uid]:
            return
        self.versions[asked.uid] = asked.version
        if asked.method == "REQUEST":
            self.events[asked.uid] = message
        elif asked.method == "CANCEL":
            self.events.pop(asked.uid, None)
        else:
            raise ValueError("METHOD:%s" % asked.method)

    def shown(self):
        """UID -> content, of what was invited to."""
        return {uid: message.invitation.content() for uid, message in self.events.items()}

    def kept(self):
        """UID -> content, of the newest calendar that came beside an invitation."""
        return {uid: content for uid, (content, _) in self.beside[1].items()} if self.beside else {}
