"""What every message of an outbox must be like, whoever reads it."""

import email.utils
import re
import zlib

import rules

PARTS = {"text/plain", "text/html", "text/calendar", "application/ics", "multipart/mixed",
         "multipart/alternative", "multipart/related"}
METHODS = {"request": "REQUEST", "cancel": "CANCEL"}


def check_headers(message, stamp):
    for name in ("From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"):
        if len(message.all(name)) != 1:
            yield "%d of %s" % (len(message.all(name)), name)
    for name in ("Cc", "Bcc", "Resent-To"):
        if message.all(name):
            yield "a header %s" % name
    if len(message.to) != 1 or len(message.sender) != 1:
        yield "to %s from %s" % (message.to, message.sender)
    if not re.fullmatch(r"<[^<>@\s]+@[^<>@\s]+>", message.id):
        yield "Message-ID: %s" % message.id
    date = email.utils.parsedate_to_datetime(message.all("Date")[0])
    if date.strftime("%Y%m%dT%H%M%SZ") != stamp or date.utcoffset():
        yield "Date: %s, but issued at %s" % (date, stamp)
    if not "".join(message.all("Subject")).strip():
        yield "no Subject"
    head = message.data.replace(b"\r\n", b"\n").split(b"\n\n")[0]
    if not head.isascii():
        yield "a header is not in ASCII"
    if message.defects:
        yield "defects: %s" % message.defects
    if max(len(line.rstrip(b"\r")) for line in message.data.split(b"\n")) > 998:
        yield "a line of more than 998 octets"
    if b"\0" in message.data or b"\r\n" in message.data and re.search(rb"(?<!\r)\n", message.data):
        yield "line ends of two kinds"


def check_strictly(message):
    """The rest of what Python's email package has to say: slow."""
    for part in message.strictly().walk():
        for name, value in part.items():
            if value.defects:
                yield "%s: %s" % (name, value.defects)


def check_parts(message, method):
    for kind in set(message.kinds) - PARTS:
        yield "a part of %s" % kind
    if "text/plain" not in message.kinds:
        yield "no text to read"
    for part in message.parts:
        if part.kind.startswith("text/") and part.params.get("charset", "").lower() not in ("utf-8", "us-ascii"):
            yield "charset of %s: %s" % (part.kind, part.params.get("charset"))
        if part.kind == "text/plain" and not part.data.strip():
            yield "the text is empty"
    if not any(part.kind == "text/calendar" and part.data == message.asked for part in message.calendars):
        yield "the invitation is no text/calendar"
    for part in message.calendars:
        told = re.search(rb"^METHOD:([A-Z]+)\r?$", part.data, re.M)
        if part.kind == "text/calendar" and (told is None or part.params.get("method") != told[1].decode()):
            yield "method=%s of a calendar with %s" % (part.params.get("method"), told and told[0])
    if message.invitation.method != method:
        yield "METHOD:%s in %s" % (message.invitation.method, message.name)


def check_attendee(event, message):
    people = event.all("ATTENDEE")
    if [line.value for line in people] != ["mailto:" + to for to in message.to]:
        yield "ATTENDEE %s, to %s" % ([line.value for line in people], message.to)
    for line in people:
        answer = line.params.get("PARTSTAT"), line.params.get("RSVP")
        if message.invitation.method == "REQUEST" and answer != ("NEEDS-ACTION", "TRUE"):
            yield "nobody answered yet: PARTSTAT=%s;RSVP=%s" % answer
        if not re.fullmatch('"[^"]*"', line.params.get("CN", '""')):
            yield "CN is not quoted: %s" % line.text
    organizer = [line.text for line in event.all("ORGANIZER")]
    if organizer != ["ORGANIZER:mailto:" + sender for sender in message.sender]:
        yield "ORGANIZER %s, from %s" % (organizer, message.sender)


def check_invitation(message, stamp, domain):
    data, method = message.asked, message.invitation.method
    found = list(rules.check_bytes(data))
    if found:
        yield from found
        return
    for text in rules.unfold(data):
        yield from rules.check_text(text)
    calendar = rules.parse(data)
    if calendar.name != "VCALENDAR" or calendar.order[:3] != ["VERSION", "PRODID", "METHOD"]:
        yield "it begins with %s" % calendar.order[:3]
    for name in ("NAME", "X-WR-CALNAME"):
        if calendar.all(name):
            yield "a %s, of which Outlook makes a calendar" % name
    events = [part for part in calendar.parts if part.name != "VTIMEZONE"]
    if [event.name for event in events] != ["VEVENT"]:
        yield "it holds %s" % [event.name for event in events]
        return
    event = events[0]
    yield from check_attendee(event, message)
    yield from rules.check_zones(calendar)
    if event.value("DTSTAMP") != stamp:
        yield "DTSTAMP:%s, but issued at %s" % (event.value("DTSTAMP"), stamp)
    if method == "CANCEL":
        if "VALARM" in event.order:
            yield "an alarm for what is cancelled"
        for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE"):
            if len(event.all(name)) != 1:
                yield "%d of %s" % (len(event.all(name)), name)
        if event.value("STATUS") not in (None, "CANCELLED"):
            yield "a CANCEL with STATUS:%s" % event.value("STATUS")
        for line in event.lines:
            if line.name in ("DTSTART", "DTEND"):
                yield from rules.check_time(event.value("UID"), line)
    else:
        for complaint in rules.check_event(event, "person-x", [event.value("UID")], domain, 1):
            if not complaint.endswith("CN is not quoted"):  # it is bare, as was seen
                yield complaint
        if event.value("STATUS") not in ("CONFIRMED", "TENTATIVE"):
            yield "a REQUEST with STATUS:%s" % event.value("STATUS")


class Seen:
    """Calendars to keep that were found good: the same comes with many messages."""

    def __init__(self):
        self.good = set()

    def check(self, data, domain):
        key = re.sub(rb"(?m)^(DTSTAMP|LAST-MODIFIED):.*\r$", b"", data)
        if key in self.good:
            return
        found = list(rules.check_bytes(data))
        if not found:
            for text in rules.unfold(data):
                found += rules.check_text(text)
            found += rules.check_calendar(rules.parse(data), "person-x.ics", domain, 1)
        if not found:
            self.good.add(key)
        for complaint in found:
            yield "the calendar beside it: " + complaint


def check_words(message, secrets, others):
    """secrets: what nobody may read; others: addresses of other people."""
    everything = "\n".join(message.texts).replace("\r\n ", "")
    for text in secrets:
        if text in everything:
            yield "it tells %s" % text
    for text in others:
        if text in everything and text not in message.to:
            yield "it tells the address %s" % text


def complaints(message, domain, secrets, others, seen):
    """What is wrong with a message; nothing, as it should be.

    Words are looked for in all; what takes longer is asked of some only, as
    they are all made alike."""
    found, lot = [], zlib.crc32(message.data)
    try:
        found += check_words(message, secrets, others)
        found += check_invitation(message, message.stamp, domain)
        if lot % 3 == 0:
            found += check_headers(message, message.stamp)
            found += check_parts(message, METHODS[message.method])
            if message.published is not None:
                found += seen.check(message.published, domain)
        if lot % 12 == 0:
            found += check_strictly(message)
    except (ValueError, KeyError, IndexError) as error:
        found.append("%s: %s" % (type(error).__name__, error))
    return found
