"""What every byte of a calendar must be like, whoever reads it."""

import os
import re
import unicodedata
import zoneinfo

ONCE = ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "ORGANIZER", "SEQUENCE", "STATUS", "CLASS",
        "DESCRIPTION", "LAST-MODIFIED")
NAMES = zoneinfo.available_timezones()


class Line:
    """name, parameters as {name: value}, value; as they stand, without folds"""

    def __init__(self, text):
        self.text = text
        match = re.fullmatch(r'([A-Z-]+)((?:;[A-Z-]+=(?:"[^"]*"|[^";:,]*))*):(.*)', text)
        self.name, params, self.value = match.groups() if match else ("?", "", text)
        self.params = dict(re.findall(r';([A-Z-]+)=("[^"]*"|[^";:,]*)', params))


class Component:
    def __init__(self, name):
        self.name, self.lines, self.parts, self.order = name, [], [], []

    def all(self, name):
        return [line for line in self.lines if line.name == name]

    def value(self, name):
        found = self.all(name)
        return found[0].value if found else None

    def every(self):
        yield self
        for part in self.parts:
            yield from part.every()


def unfold(data):
    return data.decode("utf-8").replace("\r\n ", "").split("\r\n")[:-1]


def parse(data):
    """Its VCALENDAR; raises ValueError if the lines do not nest."""
    stack, top = [], None
    for text in unfold(data):
        line = Line(text)
        if line.name == "BEGIN":
            part = Component(line.value)
            if stack:
                stack[-1].parts.append(part)
                stack[-1].order.append(line.value)
            elif top:
                raise ValueError("more than one VCALENDAR")
            else:
                top = part
            stack.append(part)
        elif line.name == "END":
            if not stack or stack.pop().name != line.value:
                raise ValueError("END:%s without its BEGIN" % line.value)
        elif not stack:
            raise ValueError("outside of all components: " + text)
        else:
            stack[-1].lines.append(line)
            stack[-1].order.append(line.name)
    if stack or not top:
        raise ValueError("a component has no end")
    return top


def check_bytes(data):
    if data.startswith(b"\xef\xbb\xbf"):
        yield "a byte order mark"
    if not data.endswith(b"\r\n"):
        yield "the last line has no end"
    for number, line in enumerate(data.split(b"\r\n")[:-1], 1):
        if len(line) > 75:
            yield "line %d has %d octets" % (number, len(line))
        if (len(line) - len(line.rstrip(b"\\"))) % 2:
            yield "line %d ends within an escape" % number  # which some readers cannot join
        if not line.strip():
            yield "line %d is empty" % number
        for byte in line:
            if byte < 32 or byte == 127:
                yield "line %d has the control character %02x" % (number, byte)
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError as error:
            yield "line %d: a letter is cut, or no UTF-8: %s" % (number, error)
            continue
        if any(unicodedata.category(c) == "Cc" for c in text):
            yield "line %d has a control character" % number


def check_text(text):
    if unicodedata.normalize("NFC", text) != text:
        yield "not in NFC: " + text
    line = Line(text)
    if line.name == "?":
        yield "no content line: " + text
    if line.name in ("SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME"):
        if re.search(r"(?<!\\)(?:\\\\)*(?:[,;]|\\(?![\\;,nN]))", line.value):
            yield "not escaped, or not once: " + text


def check_event(event, name, uids, domain, n_langs):
    uid = event.value("UID")
    for key in ONCE:
        if len(event.all(key)) != 1:
            yield "%s has %d %s" % (uid, len(event.all(key)), key)
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*(?:\.[a-z0-9][a-z0-9-]*){1,2}@" + re.escape(domain),
                        uid or ""):
        yield "the UID %s is of another form" % uid
    for key in ("DTSTAMP", "LAST-MODIFIED"):
        if not re.fullmatch(r"\d{8}T\d{6}Z", event.value(key) or ""):
            yield "%s: %s is no instant" % (uid, key)
    for line in event.all("ORGANIZER"):
        if not re.fullmatch('"[^"]*"', line.params.get("CN", "")):
            yield "%s: CN is not quoted" % uid
        if not re.fullmatch(r"mailto:[^\s@]+@[^\s@]+", line.value):
            yield "%s: ORGANIZER is no mailto" % uid
    if event.value("SUMMARY") and ("LANGUAGE" in event.all("SUMMARY")[0].params) != (n_langs == 1):
        yield "%s: SUMMARY in %d languages, and LANGUAGE" % (uid, n_langs)
    for line in event.all("RELATED-TO"):
        if line.value not in uids:
            yield "%s is related to %s, which is not here" % (uid, line.value)
    for line in event.lines:
        if line.name in ("DTSTART", "DTEND", "DUE"):
            yield from check_time(uid, line)
    if "VALARM" in event.order:
        if not name.startswith("person-"):
            yield "%s has an alarm" % uid
        if event.order.index("VALARM") != len(event.order) - 1:
            yield "%s: the alarm is not last" % uid
        if event.value("STATUS") == "CANCELLED":
            yield "%s is cancelled and has an alarm" % uid


def check_time(uid, line):
    if line.params.get("VALUE") == "DATE":
        form = r"\d{8}"
    elif "TZID" in line.params:
        form = r"\d{8}T\d{6}"
        if line.params["TZID"] not in NAMES or "/" not in line.params["TZID"]:
            yield "%s: TZID %s is no IANA name" % (uid, line.params["TZID"])
    else:
        form = r"\d{8}T\d{6}Z"
    if not re.fullmatch(form, line.value):
        yield "%s: floating, or no time: %s" % (uid, line.text)


def check_zones(calendar):
    used = {line.params["TZID"] for part in calendar.every() for line in part.lines
            if "TZID" in line.params}
    zones = [part.value("TZID") for part in calendar.parts if part.name == "VTIMEZONE"]
    if sorted(zones) != sorted(used):
        yield "VTIMEZONE of %s, but TZID %s" % (sorted(zones), sorted(used))
    names = [part.name for part in calendar.parts]
    if sorted(names, key=lambda name: name != "VTIMEZONE") != names:
        yield "a VTIMEZONE stands behind an event"


def check_calendar(calendar, name, domain, n_langs):
    if calendar.name != "VCALENDAR" or calendar.order[:3] != ["VERSION", "PRODID", "METHOD"]:
        yield "it begins with %s" % calendar.order[:3]
    if calendar.value("METHOD") != "PUBLISH":
        yield "METHOD:%s" % calendar.value("METHOD")
    for part in calendar.every():
        if part.all("ATTENDEE"):
            yield "an ATTENDEE"
    events = [part for part in calendar.parts if part.name != "VTIMEZONE"]
    kind = "VTODO" if name == "actions.ics" else "VEVENT"
    uids = [event.value("UID") for event in events]
    for uid in {uid for uid in uids if uids.count(uid) > 1}:
        yield "%s stands twice" % uid
    for event in events:
        if event.name != kind:
            yield "a %s in %s" % (event.name, name)
        yield from check_event(event, name, uids, domain, n_langs)
    yield from check_zones(calendar)


def complaints(path, domain, n_langs=1):
    """What is wrong with a file; nothing, as it should be."""
    with open(path, "rb") as file:
        data = file.read()
    found = list(check_bytes(data))
    if found:
        return found
    for text in unfold(data):
        found += check_text(text)
    try:
        found += check_calendar(parse(data), os.path.basename(path), domain, n_langs)
    except ValueError as error:
        found.append(str(error))
    return found
